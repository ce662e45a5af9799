//! The days of feasts, fixed and movable, in the calendars that they follow.
//!
//! Methods: E. M. Reingold and N. Dershowitz, *Calendrical Calculations* (4th ed., 2018), chapters 7 (Islamic) and 8 (Hebrew); J. Meeus,
//! *Astronomical Algorithms* (2nd ed., 1998), chapter 8 (Easter). The Islamic calendar here is the tabular one: where the new moon is
//! watched for, a feast may fall a day earlier or later.

use super::calendar::{Grain, Period, add};
use crate::time::{Holiday, Unit};
use jiff::civil::Date;

/// When a feast falls in a year; the first time where it does twice, as a feast of a lunar calendar may.
pub(super) fn feast(holiday: Holiday, year: i16) -> Option<Period> {
    feasts(holiday, year).next()
}

/// Each time that a feast begins in a year.
pub(super) fn feasts(holiday: Holiday, year: i16) -> impl Iterator<Item = Period> {
    let day = |date: Option<Date>| [date.map(Period::day), None];
    let all = match holiday {
        Holiday::Fixed { month, day: of_month } => day(Date::new(year, month, of_month).ok()),
        Holiday::Easter(days) => day(easter(year).and_then(|date| add(date, Unit::Day, days.into()))),
        Holiday::Orthodox(days) => {
            day(orthodox_easter(year).and_then(|date| add(date, Unit::Day, days.into())))
        }
        Holiday::Nth { month, weekday, nth, after } => day(Date::new(year, month, 1)
            .ok()
            .and_then(|first| first.nth_weekday_of_month(nth, weekday).ok())
            .and_then(|date| add(date, Unit::Day, after.into()))),
        Holiday::Islamic { month, day, days } => {
            // The Islamic year is some eleven days shorter: a year holds the beginnings of two, sometimes of three.
            let near = (i64::from(year) - 622) * 33 / 32;
            let dates = (near - 1..near + 3).filter_map(|lunar| islamic(lunar, month, day));
            let mut within = dates.filter(|date| date.year() == year).map(|date| lasting(date, days));
            [within.next().flatten(), within.next().flatten()]
        }
        Holiday::Hebrew { month, day, days } => {
            let years = [3760, 3761].map(|offset| hebrew(i64::from(year) + offset, month, day));
            let mut within = years.into_iter().flatten().filter(|date| date.year() == year);
            [within.next().and_then(|date| lasting(date, days)), None]
        }
    };
    all.into_iter().flatten()
}

fn lasting(first: Date, days: i8) -> Option<Period> {
    let last = add(first, Unit::Day, i64::from(days) - 1)?;
    Some(if days == 1 { Period::day(first) } else { Period { grain: Grain::Feast, first, last } })
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, ch. 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

/// Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus, ch. 8).
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let julian = Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()?;
    // How far the Julian calendar lags behind.
    let lag = i64::from(y / 100 - y / 400 - 2);
    add(julian, Unit::Day, lag)
}

/// A day of the tabular Islamic calendar, civil epoch.
fn islamic(year: i64, month: i8, day: i8) -> Option<Date> {
    let month = i64::from(month);
    let days = i64::from(day) - 1 + 29 * (month - 1) + month / 2 + (year - 1) * 354 + (3 + 11 * year) / 30;
    // 1 Muharram 1 is 19 July 622 of the Gregorian calendar.
    add(Date::new(622, 7, 19).ok()?, Unit::Day, days)
}

/// A day of the Hebrew calendar; months count from Nisan, so that the year begins with the seventh.
fn hebrew(year: i64, month: i8, day: i8) -> Option<Date> {
    let leap = (7 * year + 1).rem_euclid(19) < 7;
    let months = if leap { 13 } else { 12 };
    let (new_year, next) = (hebrew_new_year(year), hebrew_new_year(year + 1));
    let length = next - new_year;
    let days_of = |month: i64| match month {
        2 | 4 | 6 | 10 | 13 => 29,
        12 if !leap => 29,
        8 if length % 10 != 5 => 29,
        9 if length % 10 == 3 => 29,
        _ => 30,
    };
    let month = i64::from(month);
    let before: i64 = if month < 7 {
        (7..=months).chain(1..month).map(days_of).sum()
    } else {
        (7..month).map(days_of).sum()
    };
    // Day 1 of these counts is 1 January of the year 1.
    add(Date::new(1, 1, 1).ok()?, Unit::Day, new_year + before + i64::from(day) - 2)
}

/// The day on which a Hebrew year begins, from 1 January of the year 1 as day 1.
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12084 + 13753 * months).div_euclid(25920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    // Years of 356 and 382 days are not allowed.
    let delay = if next - this == 356 { 2 } else { i64::from(this - last == 382) };
    const EPOCH: i64 = -1_373_427;
    EPOCH + this + delay
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Weekday, date};

    fn first(holiday: Holiday, year: i16) -> Date {
        feast(holiday, year).unwrap().first
    }

    #[test]
    fn christian_feasts() {
        assert_eq!(first(Holiday::Easter(0), 2024), date(2024, 3, 31));
        assert_eq!(first(Holiday::Easter(0), 1961), date(1961, 4, 2));
        assert_eq!(first(Holiday::Orthodox(0), 2024), date(2024, 5, 5));
        assert_eq!(first(Holiday::Orthodox(0), 2025), date(2025, 4, 20));
        let last_monday = Holiday::Nth { month: 5, weekday: Weekday::Monday, nth: -1, after: 0 };
        assert_eq!(first(last_monday, 2023), date(2023, 5, 29));
    }

    #[test]
    fn islamic_feasts_are_at_most_a_day_off() {
        let near = |month, day, want: Date| {
            let found = first(Holiday::Islamic { month, day, days: 1 }, want.year());
            assert!(found.since(want).unwrap().get_days().abs() <= 1, "{found} for {want}");
        };
        near(9, 1, date(2023, 3, 23));
        near(9, 1, date(2024, 3, 11));
        near(10, 1, date(2023, 4, 21));
        near(10, 1, date(2012, 8, 19));
        near(12, 10, date(2013, 10, 15));
        near(1, 10, date(2019, 9, 10));
        near(9, 1, date(1998, 12, 20));
        // Twice in one year.
        let both: Vec<Period> = feasts(Holiday::Islamic { month: 10, day: 1, days: 1 }, 2000).collect();
        assert_eq!(both.len(), 2, "{both:?}");
    }

    #[test]
    fn jewish_feasts() {
        let day = |month, day, year| first(Holiday::Hebrew { month, day, days: 1 }, year);
        assert_eq!(day(7, 1, 2023), date(2023, 9, 16));
        assert_eq!(day(7, 10, 1973), date(1973, 10, 6));
        assert_eq!(day(1, 15, 2024), date(2024, 4, 23));
        assert_eq!(day(9, 25, 2022), date(2022, 12, 19));
        assert_eq!(
            feast(Holiday::Hebrew { month: 1, day: 15, days: 7 }, 2024).unwrap().last,
            date(2024, 4, 29)
        );
    }
}
