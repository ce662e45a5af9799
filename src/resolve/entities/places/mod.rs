//! Which of many places a name means, and whether it means a place at all.
//!
//! All ambiguous names of an article are read together. Each candidate begins with what is known of it alone: population, level, capital. The
//! names then vote for countries and first-level divisions, each with all its candidates by their shares; the votes of the others and the
//! distance to what is sure change the shares, and after a few rounds the article speaks of one part of the world ("Alexandria" beside
//! "Rapides Parish"). An article that speaks of many countries means well-known places. What contains a place behind its comma settles it
//! ("Paris, Texas"), and so may the noun behind it ("Washington state"). Spatial minimality is that of Leidner, Sinclair and
//! Webber (2003), "Grounding spatial named entities for information extraction and question answering".

mod containment;
mod home;
mod lists;
mod reading;
mod votes;

pub(in crate::resolve) use home::Homes;

use super::evidence::Evidence;
use crate::{
    gazetteer::{Candidate, Gazetteer, Level},
    mention::{KeyMap, Lexicon, Name},
    model::{Article, Shape, TokenSpan, View, WordKey},
};
use containment::contains;
use home::{Numbers, home_votes, publisher_votes};
use reading::{Group, Reading, placehood, reading};
use std::collections::HashSet;

/// Of names with more candidates only so many are asked, the best known.
const MOST: usize = 160;
/// What it says for a thing that the article names it in full elsewhere.
const FIRM: f32 = 1.5;
/// What each tenfold of inhabitants is worth more in a dateline.
const DATELINE: f32 = 0.2;
/// What a country is worth that the sentence names too, and a first-level division.
const BESIDE_COUNTRY: f32 = 0.4;
const BESIDE_DIVISION: f32 = 0.6;
/// A town with so many inhabitants is meant where nothing else is known.
const FAMOUS: f32 = 100_000.0;

/// What the article as a whole says of places.
#[derive(Debug, Default)]
pub(super) struct Atlas {
    readings: Vec<Reading>,
    groups: Vec<Group>,
    /// For each name, its group.
    group_of: Vec<Option<u32>>,
    /// For each name, the row of the place behind its comma.
    container: Vec<Option<u32>>,
    /// For each name, the row that it must mean because of the place before its comma.
    outer: Vec<Option<u32>>,
    /// For each name, what its neighbours say.
    evidence: Vec<Evidence>,
    /// For each name, its sentence.
    sentence: Vec<usize>,
    /// The countries and first-level divisions that sentences name: sentence, group, and the numbers of country and division, 0 for none.
    spoken: Vec<(usize, u32, [u16; 2])>,
    /// For each name, whether it stands in one list with the name before it.
    listed: Vec<bool>,
    /// Rows of things that are no places and that the article names beyond doubt.
    firm: HashSet<u32>,
    /// True where the article speaks of several places of one first-level division.
    home: bool,
    /// The town around which most others lie of which the article speaks.
    seat: Option<u32>,
    /// Names that somewhere in the article stand where only places stand.
    placed: KeyMap<()>,
}

impl Atlas {
    /// Reads the article's names.
    pub fn new(
        article: &Article,
        view: &View<'_>,
        lexicon: &Lexicon,
        homes: &Homes,
        gazetteer: &Gazetteer,
        names: &[Name],
    ) -> Self {
        let mut atlas = Self::default();
        atlas.find_containers(view, gazetteer, names);
        atlas.evidence = (names.iter().zip(&atlas.container))
            .map(|(name, container)| Evidence::read(view, lexicon, gazetteer, name, container.is_some()))
            .collect();
        for (name, evidence) in names.iter().zip(&atlas.evidence) {
            if evidence.placed && !evidence.person {
                atlas.placed.insert(name_key(view, name.tokens), ());
            }
        }
        for (name, evidence) in names.iter().zip(&mut atlas.evidence) {
            evidence.elsewhere = atlas.placed.contains_key(&name_key(view, name.tokens));
        }
        atlas.sentence =
            names.iter().map(|name| view.sentence_of(name.tokens.start).unwrap_or(usize::MAX)).collect();
        atlas.find_lists(view, lexicon, names);
        atlas.find_firm(gazetteer, names);
        let mut numbers = Numbers::default();
        numbers.known.iter_mut().for_each(|known| known.reserve(names.len()));
        atlas.group(gazetteer, names, &mut numbers);
        atlas.pair();
        home_votes(view, homes, &mut numbers);
        publisher_votes(article, gazetteer, &mut numbers);
        atlas.vote(&numbers);
        atlas.spread(names);
        atlas.listen();
        atlas.find_seat();
        atlas
    }

    /// Collects which countries and divisions each sentence names.
    fn listen(&mut self) {
        for (at, group) in self.group_of.iter().enumerate() {
            let Some(group) = *group else { continue };
            let readings = &self.readings[self.groups[group as usize].readings.clone()];
            let Some(sure) = readings.iter().find(|reading| reading.share > 0.6) else { continue };
            let [country, division, _] = sure.regions;
            match sure.level {
                Level::Country => self.spoken.push((self.sentence[at], group, [country, 0])),
                Level::First => self.spoken.push((self.sentence[at], group, [country, division])),
                _ => {}
            }
        }
    }

    /// What the sentence of a name says for a place in a country or division that it names too.
    fn beside(&self, at: usize, reading: &Reading) -> f32 {
        let small = matches!(reading.level, Level::Town | Level::Second | Level::First);
        let Some(group) = self.group_of[at].filter(|_| small) else { return 0.0 };
        let sentence = self.sentence[at];
        let from = self.spoken.partition_point(|spoken| spoken.0 < sentence);
        let others = self.spoken[from..].iter().take_while(|spoken| spoken.0 == sentence);
        let others = others.filter(|spoken| spoken.1 != group);
        let worth = others.map(|(_, _, [country, division])| match reading.regions {
            [_, own, _] if own > 0 && own == *division => BESIDE_DIVISION,
            [own, ..] if own > 0 && own == *country => BESIDE_COUNTRY,
            _ => 0.0,
        });
        worth.fold(0.0, f32::max)
    }

    /// Collects what the article names beyond doubt: beside "UN General Assembly", "General Assembly" needs no more evidence.
    fn find_firm(&mut self, gazetteer: &Gazetteer, names: &[Name]) {
        let rows = names.iter().filter_map(|name| match name.known.as_ref()?.candidates.as_slice() {
            [only] if !only.context && !only.demonym => Some(only.row),
            _ => None,
        });
        self.firm = rows.filter(|row| gazetteer.row(*row).is_some_and(|row| !row.kind.is_place())).collect();
    }

    /// Collects the readings of all names.
    fn group(&mut self, gazetteer: &Gazetteer, names: &[Name], numbers: &mut Numbers) {
        self.group_of = vec![None; names.len()];
        let mut seen: KeyMap<u32> = KeyMap::default();
        for (at, name) in names.iter().enumerate() {
            let Some(known) = &name.known else { continue };
            let Some(first) = known.candidates.first() else { continue };
            let key = (first.row as u64) << 20 ^ (known.candidates.len() as u64) << 1 ^ first.demonym as u64;
            let number = *seen.entry(scattered(key)).or_insert_with(|| {
                let start = self.readings.len();
                let rows = known.candidates.iter().take(MOST);
                self.readings.extend(rows.filter_map(|candidate| {
                    Some(reading(gazetteer, candidate, &gazetteer.row(candidate.row)?, numbers))
                }));
                let readings = start..self.readings.len();
                reading::find_twins(&mut self.readings[readings.clone()]);
                let rival = self.readings[start..].iter().zip(&known.candidates);
                let rival = rival.into_iter().any(|(r, c)| !r.place && !c.context && !c.demonym);
                let people = known.candidates.iter().any(|candidate| candidate.demonym);
                self.groups.push(Group { readings, weight: 0.0, rival, people });
                self.groups.len() as u32 - 1
            });
            let evidence = &self.evidence[at];
            self.group_of[at] = Some(number);
            let group = &self.groups[number as usize];
            let readings = self.readings[group.readings.clone()].iter().zip(&known.candidates);
            let likely = readings
                .map(|(reading, candidate)| placehood(evidence, candidate, reading, group) + 1.0)
                .fold(0.0, f32::max);
            let said = if evidence.dateline { 3.0 } else { 1.0 };
            let said = if evidence.person { 0.0 } else { said };
            let group = &mut self.groups[number as usize];
            // A name that is said again and again votes more, but not each time anew.
            group.weight = (group.weight.powi(2) + (said * (likely / 2.0).clamp(0.05, 1.0)).powi(2)).sqrt();
            // What stands behind a comma is sure of its row.
            if let Some(outer) = self.outer[at].or(self.container[at])
                && let Some(row) = gazetteer.row(outer)
            {
                let regions = numbers.regions(gazetteer, outer, &row);
                numbers.sure.push((regions, said));
            }
        }
    }

    /// True for a name that somewhere in the article stands where only places stand.
    pub fn is_placed(&self, view: &View<'_>, tokens: TokenSpan) -> bool {
        self.placed.contains_key(&name_key(view, tokens))
    }

    /// The row of what stands behind a name's comma and contains it.
    pub fn container(&self, at: usize) -> Option<u32> {
        self.container.get(at).copied().flatten()
    }

    /// The town around which most others lie of which the article speaks.
    pub fn seat(&self) -> Option<u32> {
        self.seat
    }

    /// What the neighbours of a name say.
    pub fn evidence(&self, at: usize) -> Evidence {
        self.evidence.get(at).copied().unwrap_or_default()
    }

    /// The best of a name's candidates, with a confidence; `None` where all lack the evidence they need.
    pub fn choose(&self, gazetteer: &Gazetteer, names: &[Name], at: usize) -> Option<(Candidate, f32)> {
        let name = names.get(at)?;
        let candidates = &name.known.as_ref()?.candidates;
        let group = &self.groups[self.group_of.get(at).copied().flatten()? as usize];
        let readings = self.readings.get(group.readings.clone())?;
        let evidence = self.evidence(at);
        // Whether a name is a place at all is asked of all that it may mean; which it is, of each.
        let placehoods =
            readings.iter().zip(candidates).map(|(r, candidate)| placehood(&evidence, candidate, r, group));
        let is_place = placehoods.fold(f32::MIN, f32::max) > 0.0;
        let mut best: Option<(f32, &Candidate)> = None;
        let mut second: Option<f32> = None;
        for (reading, candidate) in readings.iter().zip(candidates) {
            let Some(score) = self.score(gazetteer, at, candidate, reading, &evidence, is_place) else {
                continue;
            };
            let score = if name.kind == Some(reading.kind) { score + 0.3 } else { score };
            let score = score + self.beside(at, reading);
            match best {
                // The first of equals stays first: the index lists the best known first.
                Some((other, _)) if score.total_cmp(&other).is_le() => {
                    second = Some(second.map_or(score, |known| known.max(score)));
                }
                _ => {
                    second = best.map(|(other, _)| other);
                    best = Some((score, candidate));
                }
            }
        }
        let (best, candidate) = best?;
        let margin = second.map_or(1.0, |second| (best - second).clamp(0.0, 1.0));
        Some((*candidate, 0.6 + 0.35 * margin))
    }

    /// True where a candidate is one small town of several of that name, and lies far from the places of which the article speaks: more likely
    /// some place of theirs is meant that no list knows.
    pub fn is_stray(&self, at: usize, candidate: &Candidate) -> bool {
        let group = self.group_of.get(at).copied().flatten().map(|group| &self.groups[group as usize]);
        let Some(readings) = group.and_then(|group| self.readings.get(group.readings.clone())) else {
            return false;
        };
        let towns = readings.iter().filter(|reading| matches!(reading.level, Level::Town | Level::Second));
        let chosen = readings.iter().find(|reading| reading.row == candidate.row);
        self.home
            && towns.count() >= 3
            && !candidate.own
            && self.container(at).is_none()
            && chosen.is_some_and(|reading| {
                matches!(reading.level, Level::Town | Level::Second)
                    && reading.population < FAMOUS
                    && reading.near < 0.05
                    && reading.share < 0.6
            })
    }

    /// How well a candidate fits name and article, in no unit; `None` where it lacks the evidence that it needs.
    fn score(
        &self,
        gazetteer: &Gazetteer,
        at: usize,
        candidate: &Candidate,
        reading: &Reading,
        evidence: &Evidence,
        is_place: bool,
    ) -> Option<f32> {
        let sure = candidate.own && !candidate.context;
        if candidate.demonym {
            return Some(reading.score);
        }
        if !reading.place {
            let firm = candidate.context && self.firm.contains(&candidate.row);
            let fits = !candidate.context || sure || evidence.medium || evidence.elsewhere || firm;
            return fits.then_some(reading.score + if firm { FIRM } else { 0.0 });
        }
        if let Some(outer) = self.outer.get(at).copied().flatten() {
            return (outer == reading.row).then_some(reading.score + 4.0);
        }
        if let Some(container) = self.container(at) {
            return contains(gazetteer, container, reading.row).then_some(reading.score + 4.0);
        }
        if evidence.direction && !matches!(reading.level, Level::Region | Level::Other) {
            return None;
        }
        let fits = if evidence.division { as_division(reading.level) } else { 0.0 };
        let stands = if evidence.any_place() { 0.3 } else { 0.0 };
        // A dateline without a country names what needs none.
        let stands = stands + if evidence.dateline { DATELINE * votes::fame(reading) } else { 0.0 };
        (is_place || sure || evidence.division && fits > 0.0).then_some(reading.score + stands + fits)
    }
}

/// What the noun "province" behind a name says for a place of this level.
fn as_division(level: Level) -> f32 {
    match level {
        Level::First => 1.0,
        Level::Second | Level::Region => 0.5,
        Level::Country => -0.8,
        Level::Town | Level::Other => -0.2,
    }
}

/// A number as the key of a map, whose slots follow all of a key's bits.
pub(super) const fn scattered(number: u64) -> WordKey {
    WordKey(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// One key for all mentions of the same words, whatever their case.
pub(super) fn name_key(view: &View<'_>, tokens: TokenSpan) -> WordKey {
    let words = view.tokens.get(tokens.range()).unwrap_or(&[]).iter();
    let words = words.filter(|token| !token.shape.has(Shape::PUNCT));
    WordKey(
        words.fold(0u64, |key, token| key.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ token.key.0),
    )
}
