//! Dates by the fields that the words give: days, months, years, weekdays, seasons, feasts; of those that come round, the one that is meant.

use super::{
    super::{
        calendar::{Grain, Period, add, season_code, weekday_until},
        direction::Direction,
        feasts,
    },
    Found, Narrator,
};
use crate::{
    model::Anchor,
    time::{Fields, Holiday, PartOfYear, Unit, Which, Year},
};
use jiff::civil::{Date, Weekday};

/// So many days off, a day, month or quarter is close by.
const NEAR: i32 = 60;

impl Narrator<'_> {
    /// The year that the words give, where they do.
    pub(super) fn year(&self, year: Year) -> Option<(i16, Anchor)> {
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

    pub(super) fn fields(&self, fields: &Fields) -> Option<Found> {
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

    pub(super) fn decade(&self, first: i16, full: bool) -> Option<Found> {
        let now = self.publication.map_or(2020, |date| date.year());
        let first = if full {
            first
        } else {
            let near = now - now.rem_euclid(100) + first;
            if near > now { near - 100 } else { near }
        };
        Some(Ok((Period::holding(Grain::Decade, Date::new(first, 1, 1).ok()?)?, Anchor::Text)))
    }

    pub(super) fn part_of_year(&self, part: PartOfYear, year: Year, which: Which) -> Option<Found> {
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

    pub(super) fn holiday(&self, feast: Holiday, year: Year, which: Which) -> Option<Found> {
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
}
