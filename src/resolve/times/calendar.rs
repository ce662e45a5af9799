//! Stretches of the calendar: days, weeks, months, quarters, years, decades; their neighbours, values and bounds.

use crate::time::{PartOf, Season, Unit};
use jiff::{
    Span,
    civil::{Date, ISOWeekDate, Weekday},
};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// How long it is.
    pub grain: Grain,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season(Season),
    Half,
    Year,
    Decade,
    Century,
    /// Some days of a feast.
    Feast,
}

impl Grain {
    /// The grain of a unit; `None` for what is shorter than a day, or longer than a century.
    pub(super) const fn of(unit: Unit) -> Option<Self> {
        Some(match unit {
            Unit::Day => Self::Day,
            Unit::Weekend => Self::Weekend,
            Unit::Week | Unit::Fortnight => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Half => Self::Half,
            Unit::Year => Self::Year,
            Unit::Decade => Self::Decade,
            Unit::Century => Self::Century,
            _ => return None,
        })
    }

    /// About how many days it has, to tell the longer from the shorter.
    pub(super) const fn days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Weekend => 2,
            Self::Week | Self::Feast => 7,
            Self::Month => 30,
            Self::Quarter | Self::Season(_) => 91,
            Self::Half => 182,
            Self::Year => 365,
            Self::Decade => 3652,
            Self::Century => 36524,
        }
    }
}

impl Period {
    /// A day.
    pub(super) const fn day(date: Date) -> Self {
        Self { grain: Grain::Day, first: date, last: date }
    }

    /// The period of this length that holds a day.
    pub(super) fn holding(grain: Grain, date: Date) -> Option<Self> {
        let (year, month) = (date.year(), date.month());
        let from = |first: Date, days: i64| Some(Self { grain, first, last: add(first, Unit::Day, days)? });
        match grain {
            Grain::Day | Grain::Feast => Some(Self::day(date)),
            Grain::Week => from(monday(date)?, 6),
            Grain::Weekend => from(add(monday(date)?, Unit::Day, 5)?, 1),
            Grain::Month => Self::months(grain, year, month, 1),
            Grain::Quarter => Self::months(grain, year, (month - 1) / 3 * 3 + 1, 3),
            Grain::Half => Self::months(grain, year, (month - 1) / 6 * 6 + 1, 6),
            Grain::Season(season) => {
                // January and February belong to the winter of the year before.
                let year = if season == Season::Winter && month < 3 { year - 1 } else { year };
                Self::season(season, year)
            }
            Grain::Year => Self::months(grain, year, 1, 12),
            Grain::Decade => Self::years(grain, year - year.rem_euclid(10), 10),
            Grain::Century => Self::years(grain, year - year.rem_euclid(100), 100),
        }
    }

    /// So many months from the first of one on.
    pub(super) fn months(grain: Grain, year: i16, month: i8, count: i64) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { grain, first, last: add(add(first, Unit::Month, count)?, Unit::Day, -1)? })
    }

    fn years(grain: Grain, first: i16, count: i16) -> Option<Self> {
        let last = Date::new(first.checked_add(count - 1)?, 12, 31).ok()?;
        Some(Self { grain, first: Date::new(first, 1, 1).ok()?, last })
    }

    /// A season; winter begins in December of its year.
    pub(super) fn season(season: Season, year: i16) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::months(Grain::Season(season), year, month, 3)
    }

    /// The period so many of its own length later.
    pub(super) fn step(self, count: i64) -> Option<Self> {
        let unit = match self.grain {
            Grain::Day | Grain::Feast => Unit::Day,
            Grain::Week | Grain::Weekend => Unit::Week,
            Grain::Month => Unit::Month,
            Grain::Quarter => Unit::Quarter,
            Grain::Half => Unit::Half,
            Grain::Season(_) | Grain::Year => Unit::Year,
            Grain::Decade => Unit::Decade,
            Grain::Century => Unit::Century,
        };
        self.shifted(unit, count)
    }

    /// The period of the same length so many units later.
    pub(super) fn shifted(self, unit: Unit, count: i64) -> Option<Self> {
        Self::holding(self.grain, add(self.first, unit, count)?)
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Day => self.first.to_string(),
            Grain::Week | Grain::Weekend => {
                let week = ISOWeekDate::from_date(self.first);
                let end = if self.grain == Grain::Weekend { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Season(season) => format!("{year:04}-{}", season_code(season)),
            Grain::Year => format!("{year:04}"),
            Grain::Decade => format!("{:03}", year / 10),
            Grain::Century => format!("{:02}", year / 100),
            // An interval of ISO 8601, as TIMEX3 has no word for it.
            Grain::Feast => format!("{}/{}", self.first, self.last),
        }
    }
}

/// The two letters of TIMEX3.
pub(super) const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn monday(date: Date) -> Option<Date> {
    add(date, Unit::Day, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// The date so many units later; `None` where the calendar ends.
pub(super) fn add(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let times = |n: i64| count.checked_mul(n);
    let span = Span::new();
    let span = match unit {
        Unit::Day | Unit::Weekend => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Fortnight => span.try_weeks(times(2)?),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(times(3)?),
        Unit::Half => span.try_months(times(6)?),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(times(10)?),
        Unit::Century => span.try_years(times(100)?),
        Unit::Millennium => span.try_years(times(1000)?),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Indefinite => return Some(date),
    };
    let date = date.checked_add(span.ok()?).ok()?;
    // TIMEX3 writes years in four digits.
    (0..=9999).contains(&date.year()).then_some(date)
}

/// The last such weekday on or before a day.
pub(super) fn weekday_until(date: Date, weekday: Weekday) -> Option<Date> {
    add(date, Unit::Day, -i64::from(weekday.until(date.weekday())))
}

/// The such weekday nearest to a day.
pub(super) fn nearest_weekday(date: Date, weekday: Weekday) -> Option<Date> {
    weekday_until(add(date, Unit::Day, 3)?, weekday)
}

/// One of the parts of a period: its second Tuesday, its last day. The first week is the one that holds four of its first days, as in ISO 8601.
/// `None` where there is no such part.
pub(super) fn nth_of(nth: i8, part: PartOf, of: Period) -> Option<Period> {
    let steps = i64::from(nth) - i64::from(nth.signum());
    let edge = if nth > 0 { of.first } else { of.last };
    let found = match part {
        PartOf::Weekday(weekday) => {
            let edge = if nth > 0 { add(edge, Unit::Day, 6)? } else { edge };
            Period::day(add(weekday_until(edge, weekday)?, Unit::Week, steps)?)
        }
        PartOf::Unit(unit) => {
            let grain = Grain::of(unit)?;
            let middle = if matches!(grain, Grain::Week) { 3 * i64::from(nth.signum()) } else { 0 };
            Period::holding(grain, add(edge, Unit::Day, middle)?)?.step(steps)?
        }
    };
    let within = found.grain.days() < of.grain.days() && found.first <= of.last && found.last >= of.first;
    (nth != 0 && within).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_of_periods() {
        let value = |grain, day| Period::holding(grain, day).unwrap().value();
        let day = date(2023, 12, 12);
        assert_eq!(value(Grain::Day, day), "2023-12-12");
        assert_eq!(value(Grain::Week, day), "2023-W50");
        assert_eq!(value(Grain::Weekend, day), "2023-W50-WE");
        assert_eq!(value(Grain::Quarter, day), "2023-Q4");
        assert_eq!(value(Grain::Season(Season::Winter), date(2024, 2, 1)), "2023-WI");
        assert_eq!(value(Grain::Decade, day), "202");
        // The first days of a year may lie in the last week of the one before.
        assert_eq!(value(Grain::Week, date(2021, 1, 3)), "2020-W53");
    }

    #[test]
    fn steps_are_of_equal_kind() {
        let quarter = Period::holding(Grain::Quarter, date(1989, 11, 2)).unwrap();
        assert_eq!(quarter.step(-1).unwrap().value(), "1989-Q3");
        assert_eq!(quarter.shifted(Unit::Year, -1).unwrap().value(), "1988-Q4");
        assert!(quarter.shifted(Unit::Century, 100).is_none());
    }

    #[test]
    fn parts_of_periods() {
        let may = Period::months(Grain::Month, 2024, 5, 1).unwrap();
        let value = |nth, part| nth_of(nth, part, may).map(Period::value);
        let weekday = PartOf::Weekday(Weekday::Tuesday);
        assert_eq!(value(2, weekday).as_deref(), Some("2024-05-14"));
        assert_eq!(value(-1, weekday).as_deref(), Some("2024-05-28"));
        assert_eq!(value(-1, PartOf::Unit(Unit::Day)).as_deref(), Some("2024-05-31"));
        assert_eq!(value(3, PartOf::Unit(Unit::Day)).as_deref(), Some("2024-05-03"));
        assert_eq!(value(1, PartOf::Unit(Unit::Week)).as_deref(), Some("2024-W18"));
        assert_eq!(value(-1, PartOf::Unit(Unit::Week)).as_deref(), Some("2024-W22"));
        assert_eq!(value(6, weekday), None);
        assert_eq!(value(0, weekday), None);
        assert_eq!(value(1, PartOf::Unit(Unit::Year)), None);
    }

    #[test]
    fn the_nearest_weekday() {
        assert_eq!(nearest_weekday(date(2013, 3, 20), Weekday::Monday), Some(date(2013, 3, 18)));
        assert_eq!(nearest_weekday(date(2013, 3, 22), Weekday::Monday), Some(date(2013, 3, 25)));
    }

    #[test]
    fn the_last_weekday() {
        assert_eq!(weekday_until(date(2023, 12, 12), Weekday::Friday), Some(date(2023, 12, 8)));
        assert_eq!(weekday_until(date(2023, 12, 12), Weekday::Tuesday), Some(date(2023, 12, 12)));
    }
}
