//! The vote: what the names of an article say for each other's readings, by country, division and distance.

use super::{
    Atlas,
    home::Numbers,
    lists::alike,
    reading::{Group, Reading},
    scattered,
};
use crate::{gazetteer::Level, mention::KeyMap, model::Point};

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
/// How fast shares follow scores.
const SHARPNESS: f32 = 6.0;
/// Only so many sure places are asked for their distance.
const ANCHORS: usize = 24;
/// A neighbour at this distance, in kilometres, counts a third.
const NEAR: f32 = 60.0;
/// What each tenfold beyond a hundredfold is worth to a town's larger namesake.
const SHADE: f32 = 0.5;
/// A town whose inhabitants nobody counted may have so many.
const UNKNOWN: f32 = 3000.0;
/// Towns so near to one, in kilometres, lie around it.
const AROUND: f32 = 120.0;
/// This share of an article's towns makes them most.
const MOSTLY: f32 = 0.7;
/// What it is worth that the other members of a list are alike.
const LIST: f32 = 0.5;
/// What the other first-level divisions of a country say for one of them.
const SIBLINGS: f32 = 1.2;
/// So many of them say half of that.
const FEW: f32 = 1.5;
/// What each tenfold of inhabitants is worth more in an article that speaks of many countries.
const FAME: f32 = 0.35;
/// So many countries make an article one of the world.
const MANY: f32 = 5.0;

/// What an article says for a reading.
#[derive(Default)]
struct Said {
    /// By its country.
    country: f32,
    /// By its divisions, its neighbours and the lists in which its name stands.
    near: f32,
    /// By its breadth: how well known the place is.
    known: f32,
}

/// A place that is sure by now.
struct Anchor {
    weight: f32,
    group: usize,
    row: u32,
    point: Point,
}

/// What the names say together.
struct Ballot {
    /// For countries, first-level and second-level divisions, by their numbers.
    votes: [Vec<f32>; 3],
    /// For each country, how much its first-level divisions are spoken of.
    siblings: Vec<f32>,
}

impl Atlas {
    /// Lets a county that is named in full and a town speak for each other, where only one county of that name has a town of that name: "Douglas
    /// County" and "Alexandria". The more such pairs two names allow, the likelier each is chance.
    pub(super) fn pair(&mut self) {
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
    pub(super) fn vote(&mut self, numbers: &Numbers) {
        let mut own = [0, 1, 2].map(|level: usize| vec![0f32; numbers.known[level].len() + 1]);
        self.share(&mut own, |_, _, _, _| Said::default());
        let pairs = self.partners();
        for round in 0..ROUNDS {
            let Ballot { votes, siblings } = self.ballot(numbers);
            let world = world(&votes[0]);
            // A little more than the most has: where few voted, none has all.
            let most = [0, 1, 2].map(|level: usize| votes[level].iter().copied().fold(0.0, f32::max) + HALF);
            let anchors = if round > 0 { self.anchors() } else { Vec::new() };
            let tallies = if round > 0 && !pairs.is_empty() { self.tallies() } else { Vec::new() };
            self.share(&mut own, |number, group, own, reading| {
                let worth = |level: usize| match reading.regions[level] as usize {
                    0 => 0.0,
                    // What the name says of itself is no news.
                    region => {
                        VOTES[level] * ((votes[level][region] - own[level]) / most[level]).clamp(0.0, 1.0)
                    }
                };
                let beside = pairs[pairs.partition_point(|pair| pair.0 < number as u32)..]
                    .iter()
                    .take_while(|pair| pair.0 == number as u32)
                    .filter_map(|pair| tallies.get(pair.1 as usize));
                let listed = LIST * alike(reading, beside);
                let brothers = match reading.level {
                    Level::First => {
                        let others =
                            (siblings[reading.regions[0] as usize] - group.weight * reading.share).max(0.0);
                        SIBLINGS * others / (others + FEW)
                    }
                    _ => 0.0,
                };
                let known = world * FAME * fame(reading);
                let near = worth(1) + worth(2) + 0.6 * nearness(&anchors, number, reading);
                Said { country: worth(0), near: near + listed + brothers, known }
            });
            self.home = votes[1].iter().copied().fold(0.0, f32::max) > HOME;
        }
    }

    /// Counts the votes by the shares of now.
    fn ballot(&self, numbers: &Numbers) -> Ballot {
        let mut votes = [0, 1, 2].map(|level: usize| vec![0f32; numbers.known[level].len() + 1]);
        let mut siblings = vec![0f32; numbers.known[0].len() + 1];
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
                if reading.level == Level::First {
                    siblings[reading.regions[0] as usize] += group.weight * reading.share;
                }
            }
        }
        Ballot { votes, siblings }
    }

    /// Scores all readings by what the article adds to what is known of them, and shares each name among its readings. The function is told
    /// the group, with its number, and its own votes for the reading's regions; `own` has room for a group's votes, and is zero between groups.
    fn share(
        &mut self,
        own: &mut [Vec<f32>; 3],
        article: impl Fn(usize, &Group, [f32; 3], &Reading) -> Said,
    ) {
        for (number, group) in self.groups.iter().enumerate() {
            let readings = &mut self.readings[group.readings.clone()];
            for reading in readings.iter().filter(|reading| reading.share > 0.01) {
                for (votes, region) in own.iter_mut().zip(reading.regions) {
                    votes[region as usize] += reading.share * group.weight;
                }
            }
            let largest = readings.iter().map(|r| r.population).fold(0.0, f32::max);
            let mut best = f32::MIN;
            for reading in readings.iter_mut() {
                let mine = |level: usize| own[level][reading.regions[level] as usize];
                let Said { country, near, known } =
                    article(number, group, [mine(0), mine(1), mine(2)], reading);
                reading.near = reading.paired + near;
                reading.score = reading.prior + reading.near + country + known - shade(reading, largest);
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

    /// The places that are sure by now, those that are named most first.
    fn anchors(&self) -> Vec<Anchor> {
        let mut anchors = Vec::new();
        for (number, group) in self.groups.iter().enumerate().filter(|(_, group)| group.weight > 0.4) {
            let readings = &self.readings[group.readings.clone()];
            let sure = readings.iter().find(|reading| reading.share > 0.8);
            if let Some(reading) = sure.filter(|r| matches!(r.level, Level::Town | Level::Second))
                && let Some(point) = reading.point
            {
                anchors.push(Anchor { weight: group.weight, group: number, row: reading.row, point });
            }
        }
        anchors.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.group.cmp(&b.group)));
        anchors.truncate(ANCHORS);
        anchors
    }

    /// The town around which most of the others lie that the article surely speaks of, if there is one.
    pub(super) fn find_seat(&mut self) {
        let anchors = self.anchors();
        let all: f32 = anchors.iter().map(|anchor| anchor.weight).sum();
        let around = |middle: &Anchor| {
            let near = anchors.iter().filter(|anchor| kilometres(middle.point, anchor.point) < AROUND);
            near.fold((0, 0.0), |(count, weight), anchor| (count + 1, weight + anchor.weight))
        };
        let best = anchors.iter().map(|anchor| (around(anchor), anchor.row));
        // The first of equals, which is named most.
        let best = best.reduce(|best, other| if other.0.1 > best.0.1 { other } else { best });
        self.seat =
            best.filter(|((count, weight), _)| *count >= 3 && *weight >= MOSTLY * all).map(|(_, row)| row);
    }
}

/// How near a place is to those that are sure, from 0 to 1.
fn nearness(anchors: &[Anchor], group: usize, reading: &Reading) -> f32 {
    let Some(point) = reading.point.filter(|_| matches!(reading.level, Level::Town | Level::Second)) else {
        return 0.0;
    };
    let mut sum = 0.0;
    for anchor in anchors.iter().filter(|anchor| anchor.group != group) {
        let distance = kilometres(point, anchor.point);
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

/// How much an article speaks of the world, from 0 to 1, by the votes for countries.
fn world(countries: &[f32]) -> f32 {
    let spoken = countries.iter().filter(|votes| **votes >= 0.8).count() as f32;
    ((spoken - 2.0) / (MANY - 2.0)).clamp(0.0, 1.0)
}

/// How well known a place is, in tenfold inhabitants; no country is better known than another.
pub(super) fn fame(reading: &Reading) -> f32 {
    match reading.level {
        Level::Country => 3.0,
        Level::Town | Level::Second | Level::First if !reading.twin => {
            (reading.population.max(1.0).log10() - 4.0).clamp(0.0, 3.0)
        }
        _ => 0.0,
    }
}

/// What a town loses to a namesake that has more than a hundred times its inhabitants.
fn shade(reading: &Reading, largest: f32) -> f32 {
    match reading.level {
        Level::Town | Level::Second => {
            let inhabitants = if reading.population > 0.0 { reading.population } else { UNKNOWN };
            SHADE * ((largest / inhabitants).max(1.0).log10() - 2.0).max(0.0)
        }
        _ => 0.0,
    }
}
