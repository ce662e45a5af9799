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
    model::{Article, Country, EntityType, Point, Shape, TokenSpan, View, WordKey},
};

/// Of names with more candidates only so many are asked, the best known.
const MOST: usize = 160;
/// Rounds of voting: later ones change nothing.
const ROUNDS: usize = 3;
/// What all votes for a country, a first-level and a second-level division are worth.
const VOTES: [f32; 3] = [0.5, 0.7, 0.6];
/// So many votes more than the most has would be all of them.
const HALF: f32 = 0.5;
/// What a county and its only town of that name are worth to each other.
const PAIR: f32 = 0.5;
/// From this much on, a name has all the support that it can have.
const ALL_SUPPORT: f32 = 1.5;
/// So many names of one first-level division make it the article's home.
const HOME: f32 = 2.5;
/// A town with so many inhabitants is meant where nothing else is known.
const FAMOUS: f32 = 100_000.0;
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
    /// Numbers of its country, first-level and second-level division among those of the article, from 1; 0 is none.
    regions: [u16; 3],
    point: Option<Point>,
    level: Level,
    kind: EntityType,
    place: bool,
    population: f32,
    /// What its level and size alone say for its being a place, as [`placehood`] counts it.
    standing: f32,
    /// True where the text gives its name in full.
    canonical: bool,
    /// What is known of it alone.
    prior: f32,
    /// What a county speaks for its town, and a town for its county.
    paired: f32,
    /// With what the article says.
    score: f32,
    /// What the article's divisions, counties and neighbours say for it.
    near: f32,
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
    /// True where it may be a thing that is no place.
    rival: bool,
    /// True where it may be a people or a language ("English").
    people: bool,
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
    /// True where the article speaks of several places of one first-level division.
    home: bool,
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
        let mut numbers = Numbers::default();
        numbers.known.iter_mut().for_each(|known| known.reserve(names.len()));
        atlas.group(gazetteer, names, &mut numbers);
        atlas.pair();
        home_votes(view, homes, &mut numbers);
        publisher_votes(article, gazetteer, &mut numbers);
        atlas.vote(&numbers);
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
                .filter(|row| gazetteer.level(*row).is_some_and(Level::contains_towns))
                .collect();
            let Some(first) = regions.first() else { continue };
            let inside = inner.known.as_ref().map_or(&[][..], |known| &known.candidates);
            let holds = |region: u32| {
                inside
                    .iter()
                    .take(MOST)
                    .any(|candidate| !candidate.demonym && contains(gazetteer, region, candidate.row))
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
            let number = *seen.entry(scattered(key)).or_insert_with(|| {
                let start = self.readings.len();
                let rows = known.candidates.iter().take(MOST);
                self.readings.extend(rows.filter_map(|candidate| {
                    Some(reading(gazetteer, candidate, &gazetteer.row(candidate.row)?, numbers))
                }));
                let readings = start..self.readings.len();
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

    /// Lets a county that is named in full and a town speak for each other, where only one county of that name has a town of that name: "Douglas
    /// County" and "Alexandria". The more such pairs two names allow, the likelier each is chance.
    fn pair(&mut self) {
        // By second-level division: the groups that may name it in full, and those that may name a town of it.
        let mut counties: KeyMap<Vec<u32>> = KeyMap::default();
        for (number, group) in (0..).zip(&self.groups) {
            for reading in &self.readings[group.readings.clone()] {
                if reading.level == Level::Second && reading.canonical && reading.regions[2] > 0 {
                    counties.entry(scattered(u64::from(reading.regions[2]))).or_default().push(number);
                }
            }
        }
        if counties.is_empty() {
            return;
        }
        let mut pairs: Vec<(u32, u32, u16)> = Vec::new();
        for (number, group) in (0..).zip(&self.groups) {
            let readings = &self.readings[group.readings.clone()];
            // "Mozambique" is the country, though there is a town on Mozambique Island.
            if readings.iter().any(|reading| reading.level == Level::Country) {
                continue;
            }
            for reading in readings.iter().filter(|r| r.level == Level::Town) {
                let region = reading.regions[2];
                let known = counties.get(&scattered(u64::from(region))).into_iter().flatten();
                pairs.extend(
                    known.filter(|county| **county != number).map(|county| (*county, number, region)),
                );
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for alike in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let gain = PAIR / alike.len() as f32;
            for (county, town, region) in alike {
                for number in [*county, *town] {
                    let readings = self.groups[number as usize].readings.clone();
                    for reading in self.readings[readings].iter_mut().filter(|r| r.regions[2] == *region) {
                        reading.paired = reading.paired.max(gain);
                    }
                }
            }
        }
    }

    /// Lets the names vote, round by round.
    fn vote(&mut self, numbers: &Numbers) {
        let mut own = [0, 1, 2].map(|level: usize| vec![0f32; numbers.known[level].len() + 1]);
        self.share(&mut own, |_, _, _| (0.0, 0.0));
        for round in 0..ROUNDS {
            let mut votes: [Vec<f32>; 3] =
                [0, 1, 2].map(|level: usize| vec![0f32; numbers.known[level].len() + 1]);
            let mut cast = |regions: [u16; 3], weight: f32| {
                for (votes, region) in votes.iter_mut().zip(regions).filter(|(_, region)| *region > 0) {
                    votes[region as usize] += weight;
                }
            };
            for (regions, weight) in &numbers.sure {
                cast(*regions, *weight);
            }
            for group in &self.groups {
                for reading in &self.readings[group.readings.clone()] {
                    cast(reading.regions, group.weight * reading.share);
                }
            }
            // A little more than the most has: where few voted, none has all.
            let most = [0, 1, 2].map(|level: usize| votes[level].iter().copied().fold(0.0, f32::max) + HALF);
            let anchors = if round > 0 { self.anchors() } else { Vec::new() };
            self.share(&mut own, |group, own, reading| {
                let worth = |level: usize| match reading.regions[level] as usize {
                    0 => 0.0,
                    // What the name says of itself is no news.
                    region => {
                        VOTES[level] * ((votes[level][region] - own[level]) / most[level]).clamp(0.0, 1.0)
                    }
                };
                (worth(0), worth(1) + worth(2) + 0.6 * nearness(&anchors, group, reading))
            });
            self.home = votes[1].iter().copied().fold(0.0, f32::max) > HOME;
        }
    }

    /// Scores all readings by what the article adds to what is known of them, and shares each name among its readings. The function is told
    /// the group's number and its own votes for the reading's regions; `own` has room for a group's votes, and is zero between groups.
    fn share(&mut self, own: &mut [Vec<f32>; 3], article: impl Fn(usize, [f32; 3], &Reading) -> (f32, f32)) {
        for (number, group) in self.groups.iter().enumerate() {
            let readings = &mut self.readings[group.readings.clone()];
            for reading in readings.iter().filter(|reading| reading.share > 0.01) {
                for (votes, region) in own.iter_mut().zip(reading.regions) {
                    votes[region as usize] += reading.share * group.weight;
                }
            }
            let mut best = f32::MIN;
            for reading in readings.iter_mut() {
                let mine = |level: usize| own[level][reading.regions[level] as usize];
                let (country, near) = article(number, [mine(0), mine(1), mine(2)], reading);
                reading.near = reading.paired + near;
                reading.score = reading.prior + reading.near + country;
                reading.support = ((country + near) / ALL_SUPPORT).min(1.0);
                best = best.max(reading.score);
            }
            for reading in readings.iter() {
                own.iter_mut().zip(reading.regions).for_each(|(votes, region)| votes[region as usize] = 0.0);
            }
            let mut weights = 0.0;
            for reading in readings.iter_mut() {
                reading.share = ((reading.score - best) * SHARPNESS).exp();
                weights += reading.share;
            }
            for reading in readings.iter_mut() {
                reading.share /= weights.max(f32::MIN_POSITIVE);
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
            let fits = !candidate.context || sure || evidence.medium || evidence.elsewhere;
            return fits.then_some(reading.score);
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
        (is_place || sure).then_some(reading.score + if evidence.any_place() { 0.3 } else { 0.0 })
    }
}

/// What is known of a candidate alone.
fn reading(gazetteer: &Gazetteer, candidate: &Candidate, row: &Row<'_>, numbers: &mut Numbers) -> Reading {
    let place = row.kind.is_place();
    let inhabitants = match row.level {
        // Seas and continents are as well known as large towns, what is no place as middling ones.
        Level::Region => 5e6,
        Level::Other => 6e4,
        _ => row.population as f32,
    };
    let mut prior = (inhabitants + 10.0).log10() / 8.0;
    for (holds, gain) in [
        (row.level == Level::Country, 1.2),
        (row.level == Level::Region, 0.9),
        (row.capital, 0.4),
        (inhabitants > 150_000.0, 0.15),
        (row.seat, 0.1),
        (row.seat2, 0.05),
        (row.quarter, -0.15),
        (candidate.canonical, 0.1),
        (candidate.own, 5.0),
        (candidate.former, -0.4),
        (candidate.context && !place, -0.3),
        (row.level == Level::Second, -0.05),
    ] {
        prior += if holds { gain } else { 0.0 };
    }
    Reading {
        row: candidate.row,
        regions: numbers_of(gazetteer, numbers, candidate.row, row),
        point: row.point.filter(|_| place),
        level: row.level,
        kind: row.kind,
        place,
        population: row.population as f32,
        standing: standing(row.level, row.population as f32),
        canonical: candidate.canonical,
        prior,
        paired: 0.0,
        near: 0.0,
        score: prior,
        share: 0.0,
        support: 0.0,
    }
}

/// How well known a place is by its level and size, in tenfold populations.
fn standing(level: Level, population: f32) -> f32 {
    match level {
        Level::Country => 3.0,
        Level::First => (population.max(1.0).log10() - 3.9).clamp(0.5, 2.0),
        Level::Second => (population.max(1.0).log10() - 4.2).max(0.8),
        Level::Region | Level::Other => 2.0,
        Level::Town => population.max(300.0).log10() - 3.4,
    }
}

/// Whether a name means this place rather than a person, a thing or nothing: above 0 where it does. The weights are rough: each says how many
/// tenfold populations a sign is worth.
fn placehood(evidence: &Evidence, candidate: &Candidate, reading: &Reading, group: &Group) -> f32 {
    if !reading.place || candidate.demonym {
        return f32::MIN;
    }
    let mut sum = reading.standing;
    for (holds, gain) in [
        (candidate.context, -2.2),
        (evidence.single && evidence.common && reading.population < 500_000.0, -1.5),
        // "God" is a town in Hungary.
        (evidence.calendar, -4.0),
        (evidence.single && evidence.personal && reading.level == Level::Town, -1.2),
        (!evidence.single, 0.8),
        (group.rival && reading.level == Level::Town, -1.5),
        (group.people && reading.level == Level::Town && reading.population < 200_000.0, -4.0),
        (!candidate.canonical, -0.3),
        (evidence.placed, 3.0),
        (evidence.locative && !evidence.placed, 0.8),
        (evidence.behind, 0.6),
        (evidence.local, 1.6),
        (evidence.elsewhere && !evidence.placed, 2.2),
        (evidence.speaks, -1.5),
        (evidence.person, -4.0),
        (evidence.agency, -6.0),
        (evidence.model_place, 3.0),
        (evidence.model_other && reading.level != Level::Country, -3.0),
        (
            evidence.single
                && evidence.inside
                && reading.level > Level::First
                && reading.level < Level::Region,
            -1.2,
        ),
        (evidence.acronym && !evidence.placed && reading.level == Level::Town, -2.0),
    ] {
        sum += if holds { gain } else { 0.0 };
    }
    sum + 2.0 * reading.support
}

/// The countries and divisions of an article, numbered from 1 on each level.
#[derive(Debug, Default)]
struct Numbers {
    known: [KeyMap<u16>; 3],
    /// Regions of what is sure, with what it is worth.
    sure: Vec<([u16; 3], f32)>,
}

impl Numbers {
    /// The number of a country's or row's key on its level; 0 for the key 0.
    fn number(&mut self, level: usize, key: u64) -> u16 {
        if key == 0 {
            return 0;
        }
        let next = self.known[level].len().min(u16::MAX as usize - 1) as u16 + 1;
        *self.known[level].entry(scattered(key)).or_insert(next)
    }

    /// The country and the divisions that a place is or lies in.
    fn regions(&mut self, gazetteer: &Gazetteer, row: u32, place: &Row<'_>) -> [u16; 3] {
        let mut regions = [self.number(0, place.country.map_or(0, country_key)), 0, 0];
        let (mut at, mut level) = (row, place.level);
        for _ in 0..4 {
            match level {
                Level::First => {
                    regions[1] = self.number(1, at as u64 + 1);
                    break;
                }
                Level::Second => regions[2] = self.number(2, at as u64 + 1),
                Level::Town => {}
                _ => break,
            }
            let Some(outer) = gazetteer.container(at) else { break };
            let Some(outer_level) = gazetteer.level(outer) else { break };
            (at, level) = (outer, outer_level);
        }
        regions
    }
}

fn country_key(country: Country) -> u64 {
    country.as_str().bytes().fold(0, |key, byte| key << 8 | u64::from(byte))
}

/// Lets the words vote that stand in the article's head and belong to one country.
fn home_votes(view: &View<'_>, homes: &Homes, numbers: &mut Numbers) {
    if homes.words.is_empty() {
        return;
    }
    let mut votes: Vec<(u16, f32)> = Vec::new();
    for token in view.tokens.iter().take(HEAD).filter(|token| token.shape.has(Shape::WORD)) {
        let Some(country) = homes.words.get(&token.key) else { continue };
        let number = numbers.number(0, country_key(*country));
        match votes.iter_mut().find(|(known, _)| *known == number) {
            // Ten of one country's words say little more than three.
            Some((_, weight)) => *weight = (*weight + 0.4).min(1.6),
            None => votes.push((number, 0.6)),
        }
    }
    numbers.sure.extend(votes.into_iter().map(|(country, weight)| ([country, 0, 0], weight)));
}

/// Lets the publisher vote for where it is at home: by the list's knowledge of it, by the places in its name, by the country of its address.
fn publisher_votes(article: &Article, gazetteer: &Gazetteer, numbers: &mut Numbers) {
    if let Some(country) = article.url.as_deref().and_then(country_of_address) {
        let number = numbers.number(0, country_key(country));
        numbers.sure.push(([number, 0, 0], 1.0));
    }
    let Some(publisher) = &article.publisher else { return };
    let words: Vec<&str> = publisher.split_whitespace().collect();
    let mut start = 0;
    while start < words.len() {
        let longest = (start + 1..=words.len().min(start + 4)).rev().find_map(|end| {
            let rows: Vec<u32> = (gazetteer.lookup(&words[start..end].join(" ")).iter())
                .filter(|alias| !alias.is_demonym() && !alias.is_behind())
                .map(|alias| alias.row)
                .collect();
            (!rows.is_empty()).then_some((end, rows))
        });
        start = longest.as_ref().map_or(start + 1, |(end, _)| *end);
        let rows = longest.map(|(_, rows)| rows).unwrap_or_default();
        for row in &rows {
            let Some(place) = gazetteer.row(*row) else { continue };
            // One vote for the name, whatever it may mean.
            let regions = numbers_of(gazetteer, numbers, *row, &place);
            numbers.sure.push((regions, 1.0 / rows.len() as f32));
        }
    }
}

fn numbers_of(gazetteer: &Gazetteer, numbers: &mut Numbers, row: u32, place: &Row<'_>) -> [u16; 3] {
    match place.kind.is_place() {
        true => numbers.regions(gazetteer, row, place),
        false => [numbers.number(0, place.country.map_or(0, country_key)), 0, 0],
    }
}

/// The country of a web address, unless all the world registers there.
fn country_of_address(url: &str) -> Option<Country> {
    const EVERYWHERE: [&str; 14] =
        ["ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "ws"];
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next()?;
    let label = host.rsplit_once('.')?.1.to_ascii_lowercase();
    let label = if label == "uk" { "gb".to_owned() } else { label };
    if label.len() != 2 || EVERYWHERE.contains(&label.as_str()) {
        return None;
    }
    Country::parse(&label.to_ascii_uppercase())
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
            Some(outer) if outer == container => return true,
            Some(outer) => at = outer,
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
