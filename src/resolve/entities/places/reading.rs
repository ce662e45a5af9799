//! One thing that a name may mean: what is known of it alone, and whether the name is a place's at all.

use super::{
    super::evidence::Evidence,
    home::{Numbers, numbers_of},
};
use crate::{
    gazetteer::{Candidate, Gazetteer, Level, Row},
    model::{EntityType, Point},
};

/// One thing that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub row: u32,
    /// Numbers of its country, first-level and second-level division among those of the article, from 1; 0 is none.
    pub regions: [u16; 3],
    pub point: Option<Point>,
    pub level: Level,
    pub kind: EntityType,
    pub place: bool,
    pub population: f32,
    /// True for the capital of a country, by whose name its government goes.
    pub capital: bool,
    /// True for a division where the name may be a town's of the same country: the town is as well known.
    pub twin: bool,
    /// What its level and size alone say for its being a place, as [`placehood`] counts it.
    pub standing: f32,
    /// True where the text gives its name in full.
    pub canonical: bool,
    /// What is known of it alone.
    pub prior: f32,
    /// What a county speaks for its town, and a town for its county.
    pub paired: f32,
    /// With what the article says.
    pub score: f32,
    /// What the article's divisions, counties and neighbours say for it.
    pub near: f32,
    /// How likely it is, among the readings of its name.
    pub share: f32,
    /// How much the other names speak for it, from 0 to 1.
    pub support: f32,
}

/// Names with the same candidates.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub readings: std::ops::Range<usize>,
    /// How much it votes.
    pub weight: f32,
    /// True where it may be a thing that is no place.
    pub rival: bool,
    /// True where it may be a people or a language ("English").
    pub people: bool,
}

/// What is known of a candidate alone.
pub(super) fn reading(
    gazetteer: &Gazetteer,
    candidate: &Candidate,
    row: &Row<'_>,
    numbers: &mut Numbers,
) -> Reading {
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
        (candidate.foreign, -0.6),
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
        capital: row.capital,
        twin: false,
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

/// Marks the divisions of which a town of the same name and country is among the readings.
pub(super) fn find_twins(readings: &mut [Reading]) {
    let towns = readings.iter().filter(|reading| reading.level == Level::Town);
    let countries: Vec<u16> = towns.map(|reading| reading.regions[0]).collect();
    for reading in readings.iter_mut().filter(|r| matches!(r.level, Level::First | Level::Second)) {
        reading.twin = countries.contains(&reading.regions[0]);
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
pub(super) fn placehood(evidence: &Evidence, candidate: &Candidate, reading: &Reading, group: &Group) -> f32 {
    if !reading.place || candidate.demonym {
        return f32::MIN;
    }
    let mut sum = reading.standing;
    for (holds, gain) in [
        (candidate.context, -2.2),
        (evidence.single && evidence.common && reading.population < 500_000.0, -1.5),
        // "God" is a town in Hungary.
        (evidence.calendar, -4.0),
        (evidence.single && evidence.personal && reading.level == Level::Town && !reading.capital, -1.2),
        (!evidence.single, 0.8),
        (group.rival && reading.level == Level::Town, -1.5),
        (group.people && reading.level == Level::Town && reading.population < 200_000.0, -4.0),
        (!candidate.canonical, -0.3),
        (evidence.placed, 3.0),
        (evidence.locative && !evidence.placed, 0.8),
        (evidence.behind, 0.6),
        (evidence.local, 1.6),
        (evidence.listed, 2.0),
        (evidence.elsewhere && !evidence.placed, 2.2),
        // "Washington said"
        (evidence.speaks && !reading.capital, -1.5),
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
