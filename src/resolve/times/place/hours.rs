//! Times of day: clocks and parts of days, and the day that they belong to.

use super::{
    super::{
        calendar::{Grain, add},
        direction::Direction,
    },
    Narrator, Placed,
};
use crate::{
    model::{Anchor, Moment, TimeKind},
    time::{Meaning, PartOfDay, Unit, Which},
};
use jiff::civil::Date;

impl Narrator<'_> {
    /// The day that clocks and parts of days belong to.
    pub(super) fn day(&self) -> Option<(Date, Anchor)> {
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

    pub(super) fn part_of_day(
        &mut self,
        part: PartOfDay,
        day: Option<&Meaning>,
        which: Which,
    ) -> Option<Placed> {
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

    pub(super) fn clock(
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
}

/// True for the value of a day, week, month or year, to which a part of the day may be added; a quarter, a season or the past has no night.
fn bears_hours(value: &str) -> bool {
    value.len() >= 4 && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'-' | b'W' | b'E'))
}

pub(super) const fn part_code(part: PartOfDay) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::bears_hours;

    #[test]
    fn only_what_has_days_has_nights() {
        assert!(["2023-12-11", "2023-W49-WE", "XXXX-WXX-5", "2023-11"].into_iter().all(bears_hours));
        assert!(!["PAST_REF", "FUTURE_REF", "XXXX-QX", "2023-WI", "199"].into_iter().any(bears_hours));
    }
}
