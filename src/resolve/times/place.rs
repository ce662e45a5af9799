//! One reading after the other finds its place in the calendar, while the narrative moves on.

use super::{
    calendar::{Grain, Period, add, nearest_weekday, nth_of, season_code, weekday_until},
    direction::{self, Direction, Tense},
    feasts,
    joint::completed,
    length::length,
};
use crate::{
    model::{Anchor, Moment, Parse, Part, TimeKind, View},
    time::{
        Amount, Fields, Holiday, Meaning, Modifier, Origin, PartOf, PartOfDay, PartOfYear, Reading,
        Recurring, ShiftedDay, Unit, Vague, Which, Year,
    },
};
use jiff::civil::{Date, Weekday};
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

/// So many days off, a day, month or quarter is close by.
const NEAR: i32 = 60;

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
                    let day = Meaning::Date(completed(readings, at, *fields));
                    self.part_of_day(*part, Some(&day), *which)
                }
                day => self.part_of_day(*part, day, *which),
            },
            Meaning::Clock { hour, minute, second, zone, day } => {
                let beside = day.is_none().then(|| beside(readings, at)).flatten();
                let day = day.as_deref().or(beside);
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
            Meaning::Date(fields) => self.fields(&completed(readings, at, *fields)),
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

    /// The day that clocks and parts of days belong to.
    fn day(&self) -> Option<(Date, Anchor)> {
        let named = self.named.last().filter(|period| period.grain == Grain::Day);
        let named = named.map(|period| (period.first, Anchor::Narrative));
        named.or(self.publication.map(|date| (date, Anchor::Publication)))
    }

    /// The same for a clock alone: "it will close at 5 p.m." is not of a day that is over.
    fn day_of_clock(&self) -> Option<(Date, Anchor)> {
        let found = self.day();
        let published = self.publication.map(|date| (date, Anchor::Publication));
        match (found, published) {
            (Some((day, _)), Some((now, _))) if day < now && self.direction() == Direction::Future => {
                published
            }
            _ => found,
        }
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

    /// The year that the words give, where they do.
    fn year(&self, year: Year) -> Option<(i16, Anchor)> {
        match year {
            Year::Open => None,
            Year::Given(year) => Some((year, Anchor::Text)),
            Year::Short(year) => {
                // The century that puts it nearest to publication, but not far ahead of it.
                let now = self.publication.map_or(2020, |date| date.year());
                let near = now - now.rem_euclid(100) + year;
                Some((if near > now + 20 { near - 100 } else { near }, Anchor::Text))
            }
            Year::Relative(which) => {
                let (period, anchor) = self.anchor(which)?;
                let year = i64::from(period.first.year()) + which.steps();
                Some((i16::try_from(year).ok()?, anchor))
            }
        }
    }

    fn fields(&self, fields: &Fields) -> Option<Found> {
        let Fields { month, day, weekday, which, .. } = *fields;
        let year = self.year(fields.year);
        let Some(month) = month else {
            return match (weekday, day) {
                (Some(weekday), None) => self.weekday(weekday, which),
                (Some(weekday), Some(day)) => self.numbered_weekday(weekday, day),
                (None, Some(day)) => self.day_of_month(day),
                (None, None) => match year {
                    Some((year, anchor)) => {
                        Some(Ok((Period::holding(Grain::Year, Date::new(year, 1, 1).ok()?)?, anchor)))
                    }
                    None => Some(Err("XXXX".into())),
                },
            };
        };
        let in_year = |year: i16| match day {
            Some(day) => Some(Period::day(Date::new(year, month, day).ok()?)),
            None => Period::months(Grain::Month, year, month, 1),
        };
        if let Some((year, anchor)) = year {
            return Some(Ok((in_year(year)?, anchor)));
        }
        let tail = day.map_or(String::new(), |day| format!("-{day:02}"));
        let unknown = || Err(format!("XXXX-{month:02}{tail}"));
        let Some((base, anchor)) = self.anchor(which) else { return Some(unknown()) };
        // "Saturday, April 25" has a year of its own, unless the paper erred.
        let wanted = |period: &Period| weekday.is_none_or(|weekday| period.first.weekday() == weekday);
        let candidates = |years: std::ops::RangeInclusive<i16>| {
            let mut all: Vec<Period> = years.filter_map(in_year).collect();
            if all.iter().any(wanted) {
                all.retain(wanted);
            }
            all
        };
        let now = base.first.year();
        let chosen = self.choose(&candidates(now - 4..=now + 4), base, which);
        Some(chosen.map_or_else(unknown, |period| Ok((period, anchor))))
    }

    /// Of periods that come round, in order, the one that is meant.
    fn choose(&self, candidates: &[Period], base: Period, which: Which) -> Option<Period> {
        let begun = candidates.iter().rev().find(|period| period.first <= base.last);
        let ahead = candidates.iter().find(|period| period.last >= base.first);
        let chosen = match which {
            Which::Last | Which::Previous => candidates.iter().rev().find(|period| period.last < base.first),
            Which::Next | Which::Following => candidates.iter().find(|period| period.first > base.last),
            // Of this year; of the two winters that a year has a part of, the nearer one.
            Which::This | Which::Same => {
                let year = base.first.year();
                let years = |period: &&Period| (period.first.year()..=period.last.year()).contains(&year);
                let days = |a: Date, b: Date| a.since(b).map_or(i32::MAX, |span| span.get_days());
                let off = |period: &&Period| {
                    days(base.first, period.last).max(days(period.first, base.last)).max(0)
                };
                candidates.iter().filter(years).min_by_key(off)
            }
            Which::Near => match (begun, ahead) {
                (Some(begun), Some(ahead)) => {
                    let days = |a: Date, b: Date| a.since(b).map_or(i32::MAX, |span| span.get_days());
                    let (back, on) = (days(base.first, begun.last), days(ahead.first, base.last));
                    // What is close by is meant, whatever the verb; else the tense tells. News tells of what has been: without a
                    // tense, what lies ahead must be half as near again.
                    let (near, far) = (NEAR, 4 * NEAR);
                    let direction = if self.is_planned() { Direction::Future } else { self.direction() };
                    let later = match direction {
                        // A quarter that has not begun has no past.
                        Direction::Past => {
                            on <= near && back >= far && ahead.grain.days() < Grain::Quarter.days()
                        }
                        Direction::Future => back > near || on < far,
                        Direction::Unknown => on.saturating_mul(3) < back.saturating_mul(2),
                    };
                    Some(if later { ahead } else { begun })
                }
                (begun, ahead) => begun.or(ahead),
            },
        };
        chosen.copied()
    }

    fn weekday(&self, weekday: Weekday, which: Which) -> Option<Found> {
        let Some((base, anchor)) = self.anchor(which) else {
            return Some(Err(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())));
        };
        let day = base.first;
        let until = weekday_until(day, weekday)?;
        let date = match which {
            Which::Near if self.direction() == Direction::Future || self.is_planned() => {
                if until == day {
                    until
                } else {
                    add(until, Unit::Week, 1)?
                }
            }
            Which::Near => until,
            Which::Last | Which::Previous => {
                if until == day {
                    add(until, Unit::Week, -1)?
                } else {
                    until
                }
            }
            Which::Following => add(until, Unit::Week, 1)?,
            // "next Friday" is that of next week.
            Which::This | Which::Same | Which::Next => {
                let week = Period::holding(Grain::Week, day)?.step(which.steps())?;
                add(week.first, Unit::Day, weekday.to_monday_zero_offset().into())?
            }
        };
        Some(Ok((Period::day(date), anchor)))
    }

    /// "Friday the 13th": the nearest that there is.
    fn numbered_weekday(&self, weekday: Weekday, day: i8) -> Option<Found> {
        let Some(now) = self.publication else { return Some(Err(format!("XXXX-XX-{day:02}"))) };
        let mut candidates: Vec<Period> = Vec::new();
        for offset in -12..=12 {
            let month = add(Date::new(now.year(), now.month(), 1).ok()?, Unit::Month, offset)?;
            let date = Date::new(month.year(), month.month(), day).ok();
            candidates.extend(date.filter(|date| date.weekday() == weekday).map(Period::day));
        }
        let chosen = self.choose(&candidates, Period::day(now), Which::Near);
        Some(
            chosen
                .map_or_else(|| Err(format!("XXXX-XX-{day:02}")), |period| Ok((period, Anchor::Publication))),
        )
    }

    /// "the 25th": of the month that the text is about.
    fn day_of_month(&self, day: i8) -> Option<Found> {
        let Some((base, anchor)) = self.here() else { return Some(Err(format!("XXXX-XX-{day:02}"))) };
        let date = Date::new(base.first.year(), base.first.month(), day).ok()?;
        Some(Ok((Period::day(date), anchor)))
    }

    fn decade(&self, first: i16, full: bool) -> Option<Found> {
        let now = self.publication.map_or(2020, |date| date.year());
        let first = if full {
            first
        } else {
            let near = now - now.rem_euclid(100) + first;
            if near > now { near - 100 } else { near }
        };
        Some(Ok((Period::holding(Grain::Decade, Date::new(first, 1, 1).ok()?)?, Anchor::Text)))
    }

    fn part_of_year(&self, part: PartOfYear, year: Year, which: Which) -> Option<Found> {
        let in_year = |year: i16| match part {
            PartOfYear::Quarter(n) => Period::months(Grain::Quarter, year, n * 3 - 2, 3),
            PartOfYear::Half(n) => Period::months(Grain::Half, year, n * 6 - 5, 6),
            PartOfYear::Season(season) => Period::season(season, year),
        };
        if let Some((year, anchor)) = self.year(year) {
            return Some(Ok((in_year(year)?, anchor)));
        }
        let unknown = || {
            Err(match part {
                PartOfYear::Quarter(n) => format!("XXXX-Q{n}"),
                PartOfYear::Half(n) => format!("XXXX-H{n}"),
                PartOfYear::Season(season) => format!("XXXX-{}", season_code(season)),
            })
        };
        let Some((base, anchor)) = self.anchor(which) else { return Some(unknown()) };
        let now = base.first.year();
        let all: Vec<Period> = (now - 2..=now + 2).filter_map(in_year).collect();
        Some(self.choose(&all, base, which).map_or_else(unknown, |period| Ok((period, anchor))))
    }

    fn holiday(&self, feast: Holiday, year: Year, which: Which) -> Option<Found> {
        if let Some((year, anchor)) = self.year(year) {
            return Some(Ok((feasts::feast(feast, year)?, anchor)));
        }
        let unknown = || match feast {
            Holiday::Fixed { month, day } => Err(format!("XXXX-{month:02}-{day:02}")),
            _ => Err("XXXX-XX-XX".to_owned()),
        };
        let Some((base, anchor)) = self.anchor(which) else { return Some(unknown()) };
        let now = base.first.year();
        let all: Vec<Period> = (now - 2..=now + 2).flat_map(|year| feasts::feasts(feast, year)).collect();
        Some(self.choose(&all, base, which).map_or_else(unknown, |period| Ok((period, anchor))))
    }

    fn unit(&self, unit: Unit, which: Which) -> Option<Found> {
        let grain = Grain::of(unit)?;
        // "the quarter", "the period": the one that the text is about.
        let named = self.named.iter().rev().find(|period| period.grain == grain);
        if let (Which::Near, Some(named)) = (which, named) {
            return Some(Ok((self.reported(*named), Anchor::Narrative)));
        }
        let base = if which.narrative() { self.reached(grain) } else { self.anchor(which).map(Ok) };
        let (base, anchor) = match base {
            Some(Ok(base)) => base,
            Some(Err(value)) => return Some(Err(value)),
            None => return Some(Err(unknown(grain))),
        };
        let now = Period::holding(grain, base.first)?;
        let steps = match (which, grain) {
            // The weekend that has been; the quarter whose figures are out.
            (Which::Near, Grain::Weekend)
                if self.direction() == Direction::Future || base.first >= now.first =>
            {
                0
            }
            (Which::Last, Grain::Weekend) | (Which::Near, Grain::Weekend) => -1,
            (Which::Near, Grain::Quarter) => -1,
            (which, _) => which.steps(),
        };
        Some(Ok((now.step(steps)?, anchor)))
    }

    /// A quarter of which figures can be out: where the one named is not over, and nothing looks ahead, the one before it.
    fn reported(&self, period: Period) -> Period {
        let open = self.publication.is_some_and(|now| period.last > now && period.first.year() == now.year());
        let past = period.grain == Grain::Quarter && open && self.direction() != Direction::Future;
        if past { period.step(-1).unwrap_or(period) } else { period }
    }

    /// So many units before or after; `to` is the grain of the period that is meant, where the words say it.
    fn shift(&self, amount: Amount, unit: Unit, forward: bool, origin: Origin, to: Option<Grain>) -> Found {
        let vague = || Err(if forward { "FUTURE_REF" } else { "PAST_REF" }.to_owned());
        let Some(count) = amount.whole().map(|n| if forward { n } else { -n }) else {
            return self.fraction(amount, unit, forward).map_or_else(vague, Ok);
        };
        // "A decade ago" is a year, as "ten years ago" is.
        let own =
            Grain::of(unit).map(|grain| if grain.days() > Grain::Year.days() { Grain::Year } else { grain });
        let Some(grain) = own.map(|grain| to.unwrap_or(grain)) else {
            // Some hours or minutes: the same day.
            return self.day().map_or_else(vague, |(date, anchor)| Ok((Period::day(date), anchor)));
        };
        // Years before a quarter or month that the text is about are a quarter or month as well.
        let mut recent = self.named.iter().rev().take(4);
        let compared = recent.find(|period| {
            let month = origin == Origin::Narrative && period.grain == Grain::Month;
            unit == Unit::Year && count == -1 && to.is_none() && (month || period.grain == Grain::Quarter)
        });
        if let Some(period) = compared {
            let period = self.reported(*period);
            return period.shifted(unit, count).map_or_else(vague, |period| Ok((period, Anchor::Narrative)));
        }
        let published = self.publication.map(|date| (Period::day(date), Anchor::Publication));
        let base = match origin {
            Origin::Publication => published.or(self.here()),
            Origin::Narrative => match self.reached(grain) {
                Some(Err(value)) => return Err(value),
                reached => reached.and_then(Result::ok),
            },
        };
        let shifted = |base: Period| {
            let date = add(base.first, unit, count)?;
            Period::holding(grain, date)
        };
        let Some((base, anchor)) = base else { return vague() };
        let Some(found) = shifted(base) else { return vague() };
        // "Ten years later" does not lie ahead of us: it counts from something earlier, or up to now.
        if let (true, Origin::Narrative, Some(now)) = (forward, origin, self.publication)
            && found.first > now
            && self.direction() != Direction::Future
        {
            let mut earlier = self.named.iter().rev().filter_map(|period| shifted(*period));
            if let Some(found) = earlier.find(|found| found.first <= now) {
                return Ok((found, Anchor::Narrative));
            }
            return Period::holding(grain, now)
                .map_or_else(vague, |period| Ok((period, Anchor::Publication)));
        }
        Ok((found, anchor))
    }

    /// "A year and a half ago": to the month; "half a century ago": to the year.
    fn fraction(&self, amount: Amount, unit: Unit, forward: bool) -> Option<(Period, Anchor)> {
        let Amount::Exact(number) = amount else { return None };
        let months = match unit {
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            _ => return None,
        };
        let months = number.checked_mul(months.into())?.to_i64().filter(|n| n.abs() < 100_000)?;
        let date = add(self.publication?, Unit::Month, if forward { months } else { -months })?;
        let grain = if months % 12 == 0 { Grain::Year } else { Grain::Month };
        Some((Period::holding(grain, date)?, Anchor::Publication))
    }

    fn part_of_day(&mut self, part: PartOfDay, day: Option<&Meaning>, which: Which) -> Option<Placed> {
        let found = match day {
            Some(day) => match self.period(day)? {
                Ok((period, anchor)) => {
                    self.remember(period);
                    Some((period.first, anchor))
                }
                Err(value) => {
                    let day = if bears_hours(&value) { value.as_str() } else { "XXXX-XX-XX" };
                    return Some(Placed::new(TimeKind::Time, format!("{day}{}", part_code(part))));
                }
            },
            None if which == Which::Near => self.day(),
            None if which.narrative() => match self.reached(Grain::Day) {
                Some(Err(day)) => {
                    return Some(Placed::new(TimeKind::Time, format!("{day}{}", part_code(part))));
                }
                reached => reached.and_then(Result::ok).and_then(|(period, anchor)| {
                    Some((add(period.first, Unit::Day, which.steps())?, anchor))
                }),
            },
            None => {
                let date = self.publication;
                date.and_then(|date| Some((add(date, Unit::Day, which.steps())?, Anchor::Publication)))
            }
        };
        let Some((date, anchor)) = found else {
            return Some(Placed::new(TimeKind::Time, format!("XXXX-XX-XX{}", part_code(part))));
        };
        // A night reaches into the next day.
        let last = if part == PartOfDay::Night { add(date, Unit::Day, 1)? } else { date };
        Some(Placed {
            earliest: Some(Moment::Date(date)),
            latest: Some(Moment::Date(last)),
            anchor: Some(anchor),
            ..Placed::new(TimeKind::Time, format!("{date}{}", part_code(part)))
        })
    }

    fn clock(
        &mut self,
        hour: i8,
        minute: Option<i8>,
        second: Option<i8>,
        zone: Option<i16>,
        day: Option<&Meaning>,
    ) -> Option<Placed> {
        let mut named = None;
        let found = match day.map(|day| self.period(day)) {
            Some(Some(Ok((period, anchor)))) if period.grain == Grain::Day => {
                self.remember(period);
                Some((period.first, anchor))
            }
            // "11 a.m. on Thursday" is of no other day, even where we do not know which.
            Some(Some(Err(value))) if bears_hours(&value) => {
                named = Some(value);
                None
            }
            _ => self.day_of_clock(),
        };
        let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
        let utc = if zone == Some(0) { "Z" } else { "" };
        let time = format!("T{hour:02}:{:02}{seconds}{utc}", minute.unwrap_or(0));
        let Some((date, anchor)) = found else {
            let day = named.as_deref().unwrap_or("XXXX-XX-XX");
            return Some(Placed::new(TimeKind::Time, format!("{day}{time}")));
        };
        let (day, of_day) = if hour == 24 { (add(date, Unit::Day, 1)?, 0) } else { (date, hour) };
        let moment = Moment::DateTime(day.at(of_day, minute.unwrap_or(0), second.unwrap_or(0), 0));
        Some(Placed {
            earliest: Some(moment),
            latest: Some(moment),
            anchor: Some(anchor),
            ..Placed::new(TimeKind::Time, format!("{date}{time}"))
        })
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

/// The day that stands one word behind a period: "the quarter ended September 30".
fn end_behind(readings: &[Reading], at: usize) -> Option<&Fields> {
    let (reading, next) = (readings.get(at)?, readings.get(at + 1)?);
    let near = reading.sentence == next.sentence && next.tokens.start == reading.tokens.end + 1;
    match &next.meaning {
        Meaning::Date(fields @ Fields { day: Some(_), month: Some(_), .. }) if near => Some(fields),
        _ => None,
    }
}

/// The value of a period of which nothing is known but its grain.
fn unknown(grain: Grain) -> String {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week | Grain::Weekend => "XXXX-WXX",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        _ => "XXXX",
    }
    .to_owned()
}

/// The value of a period of which a longer one is known that holds it: "1998-10-XX".
fn partly(grain: Grain, within: Period) -> String {
    let (year, month) = (within.first.year(), within.first.month());
    let unknown = unknown(grain);
    match (within.grain, unknown.get(4..)) {
        (Grain::Decade, Some("")) => format!("{:03}X", year / 10),
        (Grain::Decade | Grain::Century, _) | (_, None) => unknown,
        (Grain::Month, Some("-XX-XX")) => format!("{year:04}-{month:02}-XX"),
        (_, Some(rest)) => format!("{year:04}{rest}"),
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

/// True for the value of a day, week, month or year, to which a part of the day may be added; a quarter, a season or the past has no night.
fn bears_hours(value: &str) -> bool {
    value.len() >= 4 && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'-' | b'W' | b'E'))
}

const fn part_code(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => "TMO",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
        PartOfDay::Daytime => "TDT",
        PartOfDay::Midday => "T12:00",
        PartOfDay::Midnight => "T24:00",
    }
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

#[cfg(test)]
mod tests {
    use super::bears_hours;

    #[test]
    fn only_what_has_days_has_nights() {
        assert!(["2023-12-11", "2023-W49-WE", "XXXX-WXX-5", "2023-11"].into_iter().all(bears_hours));
        assert!(!["PAST_REF", "FUTURE_REF", "XXXX-QX", "2023-WI", "199"].into_iter().any(bears_hours));
    }
}
