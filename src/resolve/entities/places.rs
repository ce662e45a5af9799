//! Which of many places a name means, and whether it means a place at all.
//!
//! All ambiguous names of an article are read together. Each candidate begins with what is known of it alone: population, level, capital. The
//! names then vote for countries and first-level divisions, each with all its candidates by their shares; the votes of the others and the
//! distance to what is sure change the shares, and after a few rounds the article speaks of one part of the world ("Alexandria" beside
//! "Rapides Parish"). What contains a place behind its comma settles it ("Paris, Texas"). Spatial minimality is that of Leidner, Sinclair and
//! Webber (2003), "Grounding spatial named entities for information extraction and question answering".

use super::evidence::Evidence;
use crate::{
    gazetteer::{Candidate, Gazetteer, Level, Row},
    lang::NamePack,
    mention::{KeyMap, Lexicon, Name},
    model::{Country, Point, Shape, TokenSpan, View, WordKey},
};

/// Of names with more candidates only so many are asked, the best known.
const MOST: usize = 160;
/// Rounds of voting: later ones change nothing.
const ROUNDS: usize = 3;
/// How fast shares follow scores.
const SHARPNESS: f32 = 6.0;
/// Only so many sure places are asked for their distance.
const ANCHORS: usize = 24;
/// A neighbour at this distance, in kilometres, counts a third.
const NEAR: f32 = 60.0;
/// Only so many tokens at the head of an article are asked where it is at home.
const HEAD: usize = 600;

/// Words that tell in which country an article is at home ("sheriff", "gardaí").
#[derive(Debug, Default)]
pub(in crate::resolve) struct Homes {
    words: KeyMap<Country>,
}

impl Homes {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let homes = pack.homes.iter();
        Self {
            words: homes
                .flat_map(|home| home.words.iter().map(|word| (WordKey::of(word), home.country)))
                .collect(),
        }
    }
}

/// One thing that a name may mean.
#[derive(Clone, Copy, Debug)]
struct Reading {
    row: u32,
    /// Numbers of its country and first-level division among those of the article, from 1; 0 is none.
    country: u16,
    division: u16,
    point: Option<Point>,
    level: Level,
    place: bool,
    population: f32,
    /// What is known of it alone.
    prior: f32,
    /// With what the article says.
    score: f32,
    /// How likely it is, among the readings of its name.
    share: f32,
    /// How much the other names speak for it, from 0 to 1.
    support: f32,
}

/// Names with the same candidates.
#[derive(Clone, Debug)]
struct Group {
    readings: std::ops::Range<usize>,
    /// How much it votes.
    weight: f32,
}

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
    /// Names that somewhere in the article stand where only places stand.
    placed: KeyMap<()>,
}

impl Atlas {
    /// Reads the article's names.
    pub fn new(
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
        let mut numbers = Numbers::default();
        atlas.group(gazetteer, names, &mut numbers);
        let homes = home_votes(view, homes, &mut numbers);
        atlas.vote(&homes, &numbers);
        atlas
    }

    /// "Paris, Texas": what directly behind a comma contains the name before it.
    fn find_containers(&mut self, view: &View<'_>, gazetteer: &Gazetteer, names: &[Name]) {
        self.container = vec![None; names.len()];
        self.outer = vec![None; names.len()];
        for at in 1..names.len() {
            let (inner, outer) = (&names[at - 1], &names[at]);
            let Some(known) = &outer.known else { continue };
            let comma = inner.tokens.end + 1 == outer.tokens.start
                && view.tokens.get(inner.tokens.end as usize).is_some_and(|t| view.word(t) == ",");
            if !comma {
                continue;
            }
            let regions = known.candidates.iter().take(MOST).filter(|candidate| !candidate.demonym);
            let regions: Vec<u32> = regions
                .map(|candidate| candidate.row)
                .filter(|row| gazetteer.row(*row).is_some_and(|row| row.level.contains_towns()))
                .collect();
            let Some(first) = regions.first() else { continue };
            let inside = inner.known.as_ref().map_or(&[][..], |known| &known.candidates);
            let holds = |region: u32| {
                inside.iter().take(MOST).any(|candidate| {
                    !candidate.demonym && contains(gazetteer, region, candidate.row)
                })
            };
            match regions.iter().copied().find(|region| holds(*region)) {
                Some(region) => {
                    self.container[at - 1] = Some(region);
                    self.outer[at] = Some(region);
                }
                // A village that no list knows, unless both are members of a list ("Mali, Niger and Chad").
                None if inner.known.is_none() || is_small(gazetteer, inner) && is_closed(view, outer) => {
                    self.container[at - 1] = Some(*first);
                }
                None => {}
            }
        }
    }

    /// Collects the readings of all names.
    fn group(&mut self, gazetteer: &Gazetteer, names: &[Name], numbers: &mut Numbers) {
        self.group_of = vec![None; names.len()];
        let mut seen: KeyMap<u32> = KeyMap::default();
        for (at, name) in names.iter().enumerate() {
            let Some(known) = &name.known else { continue };
            let Some(first) = known.candidates.first() else { continue };
            let key = (first.row as u64) << 20 ^ (known.candidates.len() as u64) << 1 ^ first.demonym as u64;
            let number = *seen.entry(WordKey(key)).or_insert_with(|| {
                let start = self.readings.len();
                let rows = known.candidates.iter().take(MOST);
                self.readings.extend(rows.filter_map(|candidate| {
                    Some(reading(gazetteer, candidate, &gazetteer.row(candidate.row)?, numbers))
                }));
                self.groups.push(Group { readings: start..self.readings.len(), weight: 0.0 });
                self.groups.len() as u32 - 1
            });
            let evidence = &self.evidence[at];
            self.group_of[at] = Some(number);
            let group = &mut self.groups[number as usize];
            let likely = self.readings[group.readings.clone()]
                .iter()
                .zip(&known.candidates)
                .map(|(reading, candidate)| placehood(evidence, candidate, reading) + 1.0)
                .fold(0.0, f32::max);
            let said = if evidence.dateline { 3.0 } else { 1.0 };
            let said = if evidence.person { 0.0 } else { said };
            // A name that is said again and again votes more, but not each time anew.
            group.weight = (group.weight.powi(2) + (said * (likely / 2.0).clamp(0.05, 1.0)).powi(2)).sqrt();
            // What stands behind a comma is sure of its row.
            if let Some(outer) = self.outer[at].or(self.container[at]) {
                if let Some(row) = gazetteer.row(outer) {
                    let country = numbers.country(row.country);
                    let division = numbers.division(gazetteer, outer, row.level);
                    numbers.sure.push((country, division, said));
                }
            }
        }
    }

    /// Lets the names vote, round by round.
    fn vote(&mut self, homes: &[(u16, f32)], numbers: &Numbers) {
        self.share(|_, _| (0.0, 0.0));
        for round in 0..ROUNDS {
            let mut countries = vec![0f32; numbers.countries.len() + 1];
            let mut divisions = vec![0f32; numbers.divisions.len() + 1];
            for &(country, weight) in homes {
                countries[country as usize] += weight;
            }
            for &(country, division, weight) in &numbers.sure {
                countries[country as usize] += weight;
                divisions[division as usize] += weight;
            }
            for group in &self.groups {
                for reading in &self.readings[group.readings.clone()] {
                    countries[reading.country as usize] += group.weight * reading.share;
                    divisions[reading.division as usize] += group.weight * reading.share;
                }
            }
            (countries[0], divisions[0]) = (0.0, 0.0);
            let most = |votes: &[f32]| votes.iter().copied().fold(0.0, f32::max) + 0.5;
            let (most_of_country, most_of_division) = (most(&countries), most(&divisions));
            let anchors = if round > 0 { self.anchors() } else { Vec::new() };
            self.share(|group, reading| {
                // What the name says of itself is no news.
                let country = countries[reading.country as usize] - group.1[0];
                let division = divisions[reading.division as usize] - group.1[1];
                let context = 0.8 * (country / most_of_country).clamp(0.0, 1.0)
                    + 0.7 * (division / most_of_division).clamp(0.0, 1.0);
                (context, 0.6 * nearness(&anchors, group.0, reading))
            });
        }
    }

    /// Scores all readings by what the article adds to what is known of them, and shares each name among its readings. The function is told
    /// the group's number and its own votes for the reading's country and division.
    fn share(&mut self, article: impl Fn((usize, [f32; 2]), &Reading) -> (f32, f32)) {
        for (number, group) in self.groups.iter().enumerate() {
            let readings = &mut self.readings[group.readings.clone()];
            // A group's votes for each country and division, for groups of a few hundred at most.
            let mut countries: Vec<(u16, f32)> = Vec::new();
            let mut divisions: Vec<(u16, f32)> = Vec::new();
            for reading in readings.iter().filter(|reading| reading.share > 0.01) {
                add(&mut countries, reading.country, reading.share * group.weight);
                add(&mut divisions, reading.division, reading.share * group.weight);
            }
            let of = |votes: &[(u16, f32)], key: u16| {
                votes.iter().find(|(known, _)| *known == key).map_or(0.0, |(_, sum)| *sum)
            };
            let mut best = f32::MIN;
            for reading in readings.iter_mut() {
                let own = [of(&countries, reading.country), of(&divisions, reading.division)];
                let (context, near) = article((number, own), reading);
                reading.score = reading.prior + context + near;
                reading.support = ((context + near) / 1.5).min(1.0);
                best = best.max(reading.score);
            }
            let weights: f32 =
                readings.iter().map(|reading| ((reading.score - best) * SHARPNESS).exp()).sum();
            for reading in readings.iter_mut() {
                reading.share = ((reading.score - best) * SHARPNESS).exp() / weights.max(f32::MIN_POSITIVE);
            }
        }
    }

    /// The places that are sure by now: points, with the numbers of their groups.
    fn anchors(&self) -> Vec<(usize, Point)> {
        let mut anchors: Vec<(f32, usize, Point)> = Vec::new();
        for (number, group) in self.groups.iter().enumerate().filter(|(_, group)| group.weight > 0.4) {
            let readings = &self.readings[group.readings.clone()];
            let sure = readings.iter().find(|reading| reading.share > 0.8);
            if let Some(reading) = sure.filter(|r| matches!(r.level, Level::Town | Level::Second))
                && let Some(point) = reading.point
            {
                anchors.push((group.weight, number, point));
            }
        }
        anchors.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        anchors.truncate(ANCHORS);
        anchors.into_iter().map(|(_, number, point)| (number, point)).collect()
    }

    /// True for a name that somewhere in the article stands where only places stand.
    pub fn is_placed(&self, view: &View<'_>, tokens: TokenSpan) -> bool {
        self.placed.contains_key(&name_key(view, tokens))
    }

    /// The row of what stands behind a name's comma and contains it.
    pub fn container(&self, at: usize) -> Option<u32> {
        self.container.get(at).copied().flatten()
    }

    /// What the neighbours of a name say.
    pub fn evidence(&self, at: usize) -> Evidence {
        self.evidence.get(at).copied().unwrap_or_default()
    }

    /// How well the candidate of this number fits name and article, in no unit; `None` for a place where the name means none, or another.
    pub fn score(&self, gazetteer: &Gazetteer, names: &[Name], at: usize, candidate: usize) -> Option<f32> {
        let group = &self.groups[self.group_of.get(at).copied().flatten()? as usize];
        let reading = self.readings.get(group.readings.clone())?.get(candidate)?;
        let candidate = names.get(at)?.known.as_ref()?.candidates.get(candidate)?;
        if !reading.place || candidate.demonym {
            return Some(reading.score);
        }
        if let Some(outer) = self.outer.get(at).copied().flatten() {
            return (outer == reading.row).then_some(reading.score + 4.0);
        }
        let evidence = self.evidence(at);
        if let Some(container) = self.container(at) {
            return contains(gazetteer, container, reading.row).then_some(reading.score + 4.0);
        }
        if evidence.direction && !matches!(reading.level, Level::Region | Level::Other) {
            return None;
        }
        if placehood(&evidence, candidate, reading) <= 0.0 && !(candidate.own && !candidate.context) {
            return None;
        }
        Some(reading.score + if evidence.any_place() { 0.3 } else { 0.0 })
    }
}

fn add(votes: &mut Vec<(u16, f32)>, key: u16, weight: f32) {
    match votes.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += weight,
        None => votes.push((key, weight)),
    }
}

/// What is known of a candidate alone.
fn reading(gazetteer: &Gazetteer, candidate: &Candidate, row: &Row<'_>, numbers: &mut Numbers) -> Reading {
    let place = row.kind.is_place();
    let inhabitants = match row.level {
        // A division's fame is that of its country's parts: about that of a large town.
        Level::First => 2e6,
        Level::Second => 1e4,
        _ => row.population as f32,
    };
    let mut prior = (inhabitants + 10.0).log10() / 8.0;
    for (holds, gain) in [
        (row.level == Level::Country, 0.5),
        (row.capital, 0.3),
        (row.seat, 0.1),
        (row.seat2, 0.05),
        (row.quarter, -0.15),
        (candidate.canonical, 0.1),
        (candidate.own, 5.0),
        (candidate.context, -0.3),
    ] {
        prior += if holds { gain } else { 0.0 };
    }
    let votes = place || candidate.demonym || row.country.is_some();
    Reading {
        row: candidate.row,
        country: if votes { numbers.country(row.country) } else { 0 },
        division: if place { numbers.division(gazetteer, candidate.row, row.level) } else { 0 },
        point: row.point.filter(|_| place),
        level: row.level,
        place,
        population: row.population as f32,
        prior,
        score: prior,
        share: 0.0,
        support: 0.0,
    }
}

/// Whether a name means this place rather than a person, a thing or nothing: above 0 where it does. The weights are rough: each says how many
/// tenfold populations a sign is worth.
fn placehood(evidence: &Evidence, candidate: &Candidate, reading: &Reading) -> f32 {
    if !reading.place || candidate.demonym {
        return 0.0;
    }
    let mut sum = match reading.level {
        Level::Country => 3.0,
        Level::First => 2.0,
        Level::Second => 0.8,
        Level::Region | Level::Other => 2.0,
        Level::Town => reading.population.max(300.0).log10() - 3.4,
    };
    for (holds, gain) in [
        (candidate.context, -2.2),
        (evidence.single && evidence.common && reading.population < 500_000.0, -1.5),
        (evidence.single && evidence.personal && reading.level == Level::Town, -1.2),
        (!evidence.single, 0.8),
        (!candidate.canonical, -0.3),
        (evidence.placed, 3.0),
        (evidence.locative && !evidence.placed, 0.8),
        (evidence.behind, 0.6),
        (evidence.local, 1.6),
        (evidence.elsewhere && !evidence.placed, 2.2),
        (evidence.speaks, -1.5),
        (evidence.person, -4.0),
    ] {
        sum += if holds { gain } else { 0.0 };
    }
    sum + 2.0 * reading.support
}

/// The countries and divisions of an article, numbered from 1.
#[derive(Debug, Default)]
struct Numbers {
    countries: Vec<Country>,
    divisions: Vec<u32>,
    by_row: KeyMap<u16>,
    /// Country, division and weight of places that are sure.
    sure: Vec<(u16, u16, f32)>,
}

impl Numbers {
    fn country(&mut self, country: Option<Country>) -> u16 {
        let Some(country) = country else { return 0 };
        let known = self.countries.iter().position(|known| *known == country);
        let at = known.unwrap_or_else(|| {
            self.countries.push(country);
            self.countries.len() - 1
        });
        at as u16 + 1
    }

    /// The first-level division that a place is or lies in.
    fn division(&mut self, gazetteer: &Gazetteer, row: u32, level: Level) -> u16 {
        let (mut at, mut level) = (row, level);
        for _ in 0..4 {
            if level == Level::First {
                let next = self.divisions.len().min(u16::MAX as usize - 1) as u16 + 1;
                let number = *self.by_row.entry(WordKey(at as u64)).or_insert(next);
                if number == next {
                    self.divisions.push(at);
                }
                return number;
            }
            match gazetteer.container(at) {
                Some((outer, row)) if matches!(level, Level::Town | Level::Second) => {
                    (at, level) = (outer, row.level);
                }
                _ => break,
            }
        }
        0
    }
}

/// Votes for the countries whose words stand in the article's head.
fn home_votes(view: &View<'_>, homes: &Homes, numbers: &mut Numbers) -> Vec<(u16, f32)> {
    let mut votes: Vec<(u16, f32)> = Vec::new();
    if homes.words.is_empty() {
        return votes;
    }
    for token in view.tokens.iter().take(HEAD).filter(|token| token.shape.has(Shape::WORD)) {
        let Some(country) = homes.words.get(&token.key) else { continue };
        let number = numbers.country(Some(*country));
        match votes.iter_mut().find(|(known, _)| *known == number) {
            // Ten of one country's words say little more than three.
            Some((_, weight)) => *weight = (*weight + 0.4).min(1.6),
            None => votes.push((number, 0.6)),
        }
    }
    votes
}

/// How near a place is to those that are sure, from 0 to 1.
fn nearness(anchors: &[(usize, Point)], group: usize, reading: &Reading) -> f32 {
    let Some(point) = reading.point.filter(|_| matches!(reading.level, Level::Town | Level::Second)) else {
        return 0.0;
    };
    let mut sum = 0.0;
    for (_, anchor) in anchors.iter().filter(|(number, _)| *number != group) {
        let distance = kilometres(point, *anchor);
        if distance < 6.0 * NEAR {
            sum += (-distance / NEAR).exp();
        }
    }
    sum / (sum + 0.5)
}

/// The distance between two points, good to a few per cent where it is small.
fn kilometres(one: Point, other: Point) -> f32 {
    let lat = (one.lat - other.lat) as f32;
    let mut lon = ((one.lon - other.lon) as f32).abs();
    if lon > 180.0 {
        lon = 360.0 - lon;
    }
    let middle = ((one.lat + other.lat) as f32 / 2.0).to_radians();
    111.2 * (lat * lat + (lon * middle.cos()).powi(2)).sqrt()
}

/// True where one place contains another, by chain or by country.
fn contains(gazetteer: &Gazetteer, container: u32, inner: u32) -> bool {
    let mut at = inner;
    for _ in 0..8 {
        match gazetteer.container(at) {
            Some((outer, _)) if outer == container => return true,
            Some((outer, _)) => at = outer,
            None => break,
        }
    }
    let (Some(outer), Some(inner_row)) = (gazetteer.row(container), gazetteer.row(inner)) else {
        return false;
    };
    outer.level == Level::Country && outer.country == inner_row.country && container != inner
}

/// True for a name of small towns and nothing else.
fn is_small(gazetteer: &Gazetteer, name: &Name) -> bool {
    name.known.as_ref().is_some_and(|known| {
        known.candidates.iter().all(|candidate| {
            gazetteer
                .row(candidate.row)
                .is_some_and(|row| row.level == Level::Town && row.population < 50_000 && !candidate.demonym)
        })
    })
}

/// True where a mark of punctuation stands behind a name: "…, Texas, …" and not "…, Texas said".
fn is_closed(view: &View<'_>, name: &Name) -> bool {
    view.tokens.get(name.tokens.end as usize).is_none_or(|token| token.shape.has(Shape::PUNCT))
}

/// One key for all mentions of the same words, whatever their case.
pub(super) fn name_key(view: &View<'_>, tokens: TokenSpan) -> WordKey {
    let words = view.tokens.get(tokens.range()).unwrap_or(&[]).iter();
    let words = words.filter(|token| !token.shape.has(Shape::PUNCT));
    WordKey(words.fold(0u64, |key, token| key.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ token.key.0))
}
