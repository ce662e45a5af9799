//! One reading after the other finds its place in the calendar, while the narrative moves on.

mod dates;
mod hours;
mod relative;

use super::{
    calendar::{Grain, Period, add, nearest_weekday, nth_of, season_code},
    direction::{self, Direction, Tense},
    joint::{bracketed, completed},
    length::length,
};
use crate::{
    model::{Anchor, Moment, Parse, Part, TimeKind, View},
    time::{
        Amount, Fields, Meaning, Modifier, PartOf, PartOfDay, Reading, Recurring, ShiftedDay, Unit, Vague,
        Which,
    },
};
use hours::part_code;
use jiff::civil::Date;
use relative::{partly, unknown};
use std::cell::Cell;

/// A reading with its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub kind: TimeKind,
    pub value: String,
    pub earliest: Option<Moment>,
    pub latest: Option<Moment>,
    pub anchor: Option<Anchor>,
}

impl Placed {
    fn new(kind: TimeKind, value: String) -> Self {
        Self { kind, value, earliest: None, latest: None, anchor: None }
    }

    fn date(period: Period, anchor: Anchor) -> Self {
        Self {
            earliest: Some(Moment::Date(period.first)),
            latest: Some(Moment::Date(period.last)),
            anchor: Some(anchor),
            ..Self::new(TimeKind::Date, period.value())
        }
    }
}

/// A period and what it was counted from; a value without a period where nothing anchors it.
type Found = Result<(Period, Anchor), String>;

/// Knows the date of publication and the date that the narrative has reached.
pub(super) struct Narrator<'a> {
    tense: &'a Tense,
    view: &'a View<'a>,
    parse: &'a Parse,
    publication: Option<Date>,
    /// The periods named so far, the latest last; only the last few matter.
    named: Vec<Period>,
    /// Where the reading stands.
    around: Option<direction::Place<'a>>,
    /// Which way the words around it look, once somebody has asked.
    direction: Cell<Option<Direction>>,
}

/// How many periods the narrative remembers.
const MEMORY: usize = 12;

impl<'a> Narrator<'a> {
    /// At the beginning of an article.
    pub(super) fn new(
        tense: &'a Tense,
        view: &'a View<'a>,
        parse: &'a Parse,
        publication: Option<Date>,
    ) -> Self {
        let (around, direction) = (None, Cell::new(None));
        Self { tense, view, parse, publication, named: Vec::new(), around, direction }
    }

    /// Which way the words around the reading look.
    fn direction(&self) -> Direction {
        let known = self
            .direction
            .get()
            .unwrap_or_else(|| self.around.map_or(Direction::Unknown, |around| self.tense.around(around)));
        self.direction.set(Some(known));
        known
    }

    /// True where a time without a tense is one to come. Headlines tell in the present what has happened.
    fn is_planned(&self) -> bool {
        self.direction() == Direction::Unknown
            && self
                .around
                .is_some_and(|around| around.sentence.part == Part::Body && self.tense.is_planned(around))
    }

    /// Places one reading, and moves the narrative on. `None` where the words name no date that exists.
    pub(super) fn place(&mut self, readings: &[Reading], at: usize) -> Option<Placed> {
        let reading = readings.get(at)?;
        let sentence = self.view.sentences.get(reading.sentence as usize)?;
        let from = reading.tokens.start.checked_sub(sentence.tokens.start)? as usize;
        let to = from + reading.tokens.len() as usize;
        self.around = Some(direction::Place { view: self.view, parse: self.parse, sentence, from, to });
        self.direction.set(None);
        match &reading.meaning {
            Meaning::Duration { parts, which } => self.duration(parts, *which),
            Meaning::Set(recurring) => Some(Placed::new(TimeKind::Set, set(recurring)?)),
            Meaning::Vague(vague) => Some(self.vague(*vague)),
            Meaning::PartOfDay { part, day, which } => match day.as_deref() {
                // "The night of 9 to 10 September".
                Some(Meaning::Date(fields)) => {
                    let named = bracketed(self.view, readings, at);
                    let day = Meaning::Date(named.unwrap_or_else(|| completed(readings, at, *fields)));
                    self.part_of_day(*part, Some(&day), *which)
                }
                day => self.part_of_day(*part, day, *which),
            },
            Meaning::Clock { hour, minute, second, zone, day } => {
                let near = day.is_none().then(|| day_of_part(readings, at, *hour)).flatten();
                let near =
                    near.as_ref().or_else(|| beside(readings, at)).or_else(|| right_before(readings, at));
                let day = day.as_deref().or(near.filter(|_| day.is_none()));
                self.clock(*hour, *minute, *second, *zone, day)
            }
            other => Some(match self.period_beside(readings, at, other)? {
                Ok((period, anchor)) => {
                    // What the story is only compared with is not what it is about.
                    if !compares(other) {
                        self.remember(period);
                    }
                    Placed::date(period, anchor)
                }
                Err(value) => Placed::new(TimeKind::Date, value),
            }),
        }
        .map(|placed| bounded(placed, reading.modifier))
    }

    /// The period of a reading, with what its neighbours say of it.
    fn period_beside(&self, readings: &[Reading], at: usize, meaning: &Meaning) -> Option<Found> {
        match meaning {
            Meaning::Date(fields) => {
                let named = bracketed(self.view, readings, at);
                self.fields(&named.unwrap_or_else(|| completed(readings, at, *fields)))
            }
            // "The quarter ended September 30".
            Meaning::Unit { unit: Unit::Quarter, which: Which::Near } => {
                let ended = end_behind(readings, at).and_then(|fields| self.fields(fields)?.ok());
                match ended
                    .and_then(|(day, anchor)| Some((Period::holding(Grain::Quarter, day.last)?, anchor)))
                {
                    Some(found) => Some(Ok(found)),
                    None => self.period(meaning),
                }
            }
            _ => self.period(meaning),
        }
    }

    fn remember(&mut self, period: Period) {
        if self.around.is_some_and(|around| self.tense.is_aside(around)) {
            return;
        }
        if self.named.len() == MEMORY {
            self.named.remove(0);
        }
        self.named.push(period);
    }

    /// The day that the narrative has reached, else that of publication. What has happened is not counted from a day to come: "The vote is on
    /// May 5. The week before, two men had been shot."
    fn here(&self) -> Option<(Period, Anchor)> {
        let published = self.publication.map(|date| (Period::day(date), Anchor::Publication));
        let ahead = |period: &Period| self.publication.is_some_and(|now| period.first > now);
        let mut named = self.named.iter().rev();
        let reached = match self.named.last() {
            Some(last) if ahead(last) && self.direction() == Direction::Past => {
                named.find(|period| !ahead(period))
            }
            last => last,
        };
        reached.map(|period| (*period, Anchor::Narrative)).or(published)
    }

    /// The period that the narrative has reached, where it is no longer than one of a grain; where it is, the last one named within it
    /// that is not. "That day" behind "October 1998" is no day that we know: it has a value with gaps.
    fn reached(&self, grain: Grain) -> Option<Found> {
        let (base, anchor) = self.here()?;
        let fits = |period: &&Period| {
            period.grain.days() <= grain.days() && period.first >= base.first && period.last <= base.last
        };
        Some(match self.named.iter().rev().find(fits) {
            _ if base.grain.days() <= grain.days() => Ok((base, anchor)),
            Some(within) => Ok((*within, Anchor::Narrative)),
            None => Err(partly(grain, base)),
        })
    }

    fn anchor(&self, which: Which) -> Option<(Period, Anchor)> {
        if which.narrative() {
            self.here()
        } else {
            self.publication.map(|d| (Period::day(d), Anchor::Publication))
        }
    }

    /// The period of whatever is a day or longer.
    fn period(&self, meaning: &Meaning) -> Option<Found> {
        match meaning {
            Meaning::Date(fields) => self.fields(fields),
            Meaning::Decade { first, full } => self.decade(*first, *full),
            Meaning::Century(number) => {
                let period =
                    Period::holding(Grain::Century, Date::new(number.checked_sub(1)? * 100 + 1, 1, 1).ok()?)?;
                Some(Ok((period, Anchor::Text)))
            }
            Meaning::PartOfYear { part, year, which } => self.part_of_year(*part, *year, *which),
            Meaning::Holiday { holiday, year, which } => self.holiday(*holiday, *year, *which),
            Meaning::Unit { unit, which } => self.unit(*unit, *which),
            Meaning::Shift { amount, unit, forward, origin, day } => {
                let to = day.as_ref().and_then(|day| match day {
                    ShiftedDay::Same(unit) => Grain::of(*unit),
                    ShiftedDay::Weekday(_) => Some(Grain::Day),
                });
                let shifted = self.shift(*amount, *unit, *forward, *origin, to);
                Some(match (day, shifted) {
                    (Some(ShiftedDay::Weekday(weekday)), Ok((period, anchor))) => {
                        Ok((Period::day(nearest_weekday(period.first, *weekday)?), anchor))
                    }
                    (_, shifted) => shifted,
                })
            }
            Meaning::NthOf { nth, part, of } => match self.period(of)? {
                Ok((period, anchor)) => Some(Ok((nth_of(*nth, *part, period)?, anchor))),
                Err(_) => Some(Err(unknown(match part {
                    PartOf::Unit(unit) => Grain::of(*unit)?,
                    PartOf::Weekday(_) => Grain::Day,
                }))),
            },
            Meaning::WeekOf(day) => match self.period(day)? {
                Ok((period, anchor)) => Some(Ok((Period::holding(Grain::Week, period.first)?, anchor))),
                Err(_) => Some(Err("XXXX-WXX".into())),
            },
            _ => None,
        }
    }

    fn duration(&self, parts: &[(Amount, Unit)], which: Which) -> Option<Placed> {
        let placed = Placed::new(TimeKind::Duration, length(parts)?);
        if let (Which::Same, Some((day, Anchor::Narrative))) = (which, self.day()) {
            let day = Some(Moment::Date(day));
            return Some(Placed { earliest: day, latest: day, anchor: Some(Anchor::Narrative), ..placed });
        }
        let (Some(now), true) = (self.publication, matches!(which, Which::Last | Which::Next)) else {
            return Some(placed);
        };
        let sign = which.steps();
        let other =
            parts.iter().try_fold(now, |date, (amount, unit)| reach(date, *unit, sign * amount.whole()?));
        let Some(other) = other else { return Some(placed) };
        Some(Placed {
            earliest: Some(Moment::Date(now.min(other))),
            latest: Some(Moment::Date(now.max(other))),
            anchor: Some(Anchor::Publication),
            ..placed
        })
    }

    fn vague(&self, vague: Vague) -> Placed {
        let now = self.publication.map(Moment::Date);
        let anchor = now.map(|_| Anchor::Publication);
        let placed = |value: &str| Placed { anchor, ..Placed::new(TimeKind::Date, value.to_owned()) };
        match vague {
            Vague::Past => Placed { latest: now, ..placed("PAST_REF") },
            Vague::Present => Placed { earliest: now, latest: now, ..placed("PRESENT_REF") },
            Vague::Future => Placed { earliest: now, ..placed("FUTURE_REF") },
        }
    }
}

/// The day that lies so many units off: some hours off may be another day.
fn reach(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let days = count.signum() * i64::try_from(count.unsigned_abs().div_ceil(24)).ok()?;
    if unit == Unit::Hour { add(date, Unit::Day, days) } else { add(date, unit, count) }
}

/// A date right after a clock, with no more than a bracket between: "8 p.m. local time (1700 GMT) Saturday".
fn beside(readings: &[Reading], at: usize) -> Option<&Meaning> {
    let clock = readings.get(at)?;
    let near = |reading: &&Reading| {
        reading.sentence == clock.sentence && reading.tokens.start.saturating_sub(clock.tokens.end) <= 6
    };
    let after = readings.get(at + 1..)?.iter().take_while(near).take(2);
    after.map(|reading| &reading.meaning).find_map(|meaning| match meaning {
        Meaning::Date(_) | Meaning::Holiday { .. } => Some(meaning),
        // "From 9 to 11 a.m. on Monday".
        Meaning::Clock { day, .. } => day.as_deref(),
        _ => None,
    })
}

/// How many tokens may part a day from the hour behind it: "Saturday, March 14, at 3 p.m."
const APART: u32 = 2;

/// A day right before a clock.
fn right_before(readings: &[Reading], at: usize) -> Option<&Meaning> {
    let (before, clock) = (readings.get(at.checked_sub(1)?)?, readings.get(at)?);
    let near = before.sentence == clock.sentence && clock.tokens.start <= before.tokens.end + APART;
    let day =
        matches!(&before.meaning, Meaning::Date(fields) if fields.day.is_some() || fields.weekday.is_some());
    (near && day).then_some(&before.meaning)
}

/// Until this hour a night belongs to the day before.
const DAWN: i8 = 6;

/// The day of a part of the day right behind a clock: "11.30pm last night".
fn day_of_part(readings: &[Reading], at: usize, hour: i8) -> Option<Meaning> {
    let (clock, next) = (readings.get(at)?, readings.get(at + 1)?);
    let near = clock.sentence == next.sentence && next.tokens.start == clock.tokens.end;
    match next.meaning {
        Meaning::PartOfDay { part, day: None, which: which @ (Which::Last | Which::This) } if near => {
            let over = part == PartOfDay::Night && which == Which::Last && hour < DAWN;
            Some(Meaning::Unit { unit: Unit::Day, which: if over { Which::This } else { which } })
        }
        Meaning::PartOfDay { day: Some(ref day), .. } if near => Some(day.as_ref().clone()),
        _ => None,
    }
}

/// The day that stands one word behind a period: "the quarter ended September 30".
fn end_behind(readings: &[Reading], at: usize) -> Option<&Fields> {
    let (reading, next) = (readings.get(at)?, readings.get(at + 1)?);
    let near = reading.sentence == next.sentence && next.tokens.start == reading.tokens.end + 1;
    match &next.meaning {
        Meaning::Date(fields @ Fields { day: Some(_), month: Some(_), .. }) if near => Some(fields),
        _ => None,
    }
}

/// True for "a year ago", "a year earlier".
fn compares(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Shift { unit: Unit::Year, forward: false, amount, day: None, .. } if *amount == Amount::ONE)
}

/// Narrows or opens an interval by its modifier: "before 1990" has no beginning.
fn bounded(mut placed: Placed, modifier: Option<Modifier>) -> Placed {
    match modifier {
        Some(Modifier::Before) => {
            placed.latest = placed.earliest.or(placed.latest);
            placed.earliest = None;
        }
        Some(Modifier::After) => {
            placed.earliest = placed.latest.or(placed.earliest);
            placed.latest = None;
        }
        _ => {}
    }
    placed
}

fn set(recurring: &Recurring) -> Option<String> {
    Some(match *recurring {
        Recurring::Every(amount, unit) => length(&[(amount, unit)])?,
        Recurring::Weekday(weekday, part) => {
            let part = part.map_or("", part_code);
            format!("XXXX-WXX-{}{part}", weekday.to_monday_one_offset())
        }
        Recurring::Month(month) => format!("XXXX-{month:02}"),
        Recurring::Season(season) => format!("XXXX-{}", season_code(season)),
        Recurring::PartOfDay(part) => format!("XXXX-XX-XX{}", part_code(part)),
    })
}
