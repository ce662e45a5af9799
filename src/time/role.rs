//! Roles: what a captured word may be to a meaning, and how the words of TOML become typed values.

use super::meaning::{Amount, Holiday, Modifier, Origin, PartOfDay, Season, Unit, Vague, Which};
use crate::{lang::WordValue, model::Decimal};
use jiff::civil::Weekday;

/// What a captured word is to the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Year,
    ShortYear,
    WhichYear,
    Month,
    Day,
    Weekday,
    Which,
    Number,
    Number2,
    Number3,
    Unit,
    Unit2,
    Unit3,
    Forward,
    Origin,
    Part,
    Quarter,
    Half,
    Season,
    Decade,
    Century,
    Hour,
    Minute,
    Clock,
    Meridiem,
    Zone,
    Holiday,
    Modifier,
    Vague,
    Fraction,
    /// Year, month and day in one token: "2023-12-11".
    Numeric,
    /// An expression of another rule.
    Nested,
    /// Captured for nothing.
    Ignored,
}

/// The names of roles, as rules write them.
const ROLES: &[(&str, Role)] = &[
    ("year", Role::Year),
    ("short-year", Role::ShortYear),
    ("which-year", Role::WhichYear),
    ("month", Role::Month),
    ("day", Role::Day),
    ("weekday", Role::Weekday),
    ("which", Role::Which),
    ("number", Role::Number),
    ("number2", Role::Number2),
    ("number3", Role::Number3),
    ("unit", Role::Unit),
    ("unit2", Role::Unit2),
    ("unit3", Role::Unit3),
    ("forward", Role::Forward),
    ("origin", Role::Origin),
    ("part", Role::Part),
    ("quarter", Role::Quarter),
    ("half", Role::Half),
    ("season", Role::Season),
    ("decade", Role::Decade),
    ("century", Role::Century),
    ("hour", Role::Hour),
    ("minute", Role::Minute),
    ("clock", Role::Clock),
    ("meridiem", Role::Meridiem),
    ("zone", Role::Zone),
    ("holiday", Role::Holiday),
    ("modifier", Role::Modifier),
    ("vague", Role::Vague),
    ("fraction", Role::Fraction),
    ("numeric", Role::Numeric),
    ("nested", Role::Nested),
    ("ignored", Role::Ignored),
];

/// A typed value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Int(i64),
    Amount(Amount),
    Weekday(Weekday),
    Which(Which),
    Unit(Unit),
    Flag(bool),
    Origin(Origin),
    Part(PartOfDay),
    Season(Season),
    Holiday(Holiday),
    Modifier(Modifier),
    Vague(Vague),
    Numeric {
        year: i16,
        short: bool,
        month: i8,
        day: i8,
    },
    Clock {
        hour: i8,
        minute: i8,
        second: Option<i8>,
    },
    /// Index into the expressions found so far.
    Nested(u32),
    None,
}

impl Role {
    /// The role of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// The value of a word of the language pack in this role.
    ///
    /// # Errors
    /// Says which words the role knows.
    pub(super) fn value(self, value: &WordValue) -> Result<Value, String> {
        let number = match value {
            WordValue::Number(number) => Some(*number),
            WordValue::Name(_) => None,
        };
        let name = match value {
            WordValue::Name(name) => name.as_str(),
            WordValue::Number(_) => "",
        };
        let typed = match self {
            Self::Weekday => number
                .and_then(|n| Weekday::from_monday_one_offset(i8::try_from(n).ok()?).ok())
                .map(Value::Weekday),
            Self::Number | Self::Number2 | Self::Number3 => match number {
                Some(number) => Some(Value::Amount(Amount::Exact(Decimal::from(number)))),
                None if name == "some" => Some(Value::Amount(Amount::Vague)),
                None => name.parse().ok().map(|n| Value::Amount(Amount::Exact(n))),
            },
            Self::Unit | Self::Unit2 | Self::Unit3 => lookup(UNITS, name).map(Value::Unit),
            Self::Which | Self::WhichYear => lookup(WHICH, name).map(Value::Which),
            Self::Forward => lookup(&[("forward", true), ("back", false)], name).map(Value::Flag),
            Self::Origin => {
                let known = [("publication", Origin::Publication), ("narrative", Origin::Narrative)];
                lookup(&known, name).map(Value::Origin)
            }
            Self::Part => lookup(PARTS, name).map(Value::Part),
            Self::Season => lookup(SEASONS, name).map(Value::Season),
            Self::Holiday => holiday(name).map(Value::Holiday),
            Self::Modifier => lookup(MODIFIERS, name).map(Value::Modifier),
            Self::Vague => {
                let known = [("past", Vague::Past), ("present", Vague::Present), ("future", Vague::Future)];
                lookup(&known, name).map(Value::Vague)
            }
            Self::Numeric | Self::Clock | Self::Nested => None,
            Self::Ignored => Some(Value::None),
            _ => number.map(Value::Int),
        };
        typed.ok_or_else(|| format!("{value:?} is no value for the role {:?}", self.name()))
    }

    fn name(self) -> &'static str {
        ROLES.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| *name)
    }
}

fn lookup<T: Copy>(known: &[(&str, T)], name: &str) -> Option<T> {
    known.iter().find(|(word, _)| *word == name).map(|(_, value)| *value)
}

const UNITS: &[(&str, Unit)] = &[
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("weekend", Unit::Weekend),
    ("week", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("half", Unit::Half),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
    ("millennium", Unit::Millennium),
    ("indefinite", Unit::Indefinite),
];

const WHICH: &[(&str, Which)] = &[
    ("near", Which::Near),
    ("last", Which::Last),
    ("this", Which::This),
    ("next", Which::Next),
    ("previous", Which::Previous),
    ("following", Which::Following),
    ("same", Which::Same),
];

const PARTS: &[(&str, PartOfDay)] = &[
    ("morning", PartOfDay::Morning),
    ("afternoon", PartOfDay::Afternoon),
    ("evening", PartOfDay::Evening),
    ("night", PartOfDay::Night),
    ("daytime", PartOfDay::Daytime),
    ("midday", PartOfDay::Midday),
    ("midnight", PartOfDay::Midnight),
];

const SEASONS: &[(&str, Season)] = &[
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("winter", Season::Winter),
];

const MODIFIERS: &[(&str, Modifier)] = &[
    ("approx", Modifier::Approx),
    ("more-than", Modifier::MoreThan),
    ("less-than", Modifier::LessThan),
    ("equal-or-more", Modifier::EqualOrMore),
    ("equal-or-less", Modifier::EqualOrLess),
    ("start", Modifier::Start),
    ("mid", Modifier::Mid),
    ("end", Modifier::End),
    ("before", Modifier::Before),
    ("after", Modifier::After),
];

/// `12-25` (fixed), `easter+39`, `orthodox-2`, `islamic 9 1 30` (thirty days from 1 Ramadan), `hebrew 7 10`, `11 thursday 4` (the fourth Thursday of November), `5 monday -1` (the last Monday
/// of May), `11 monday 1 +1` (the day after the first Monday of November).
fn holiday(name: &str) -> Option<Holiday> {
    let days = |days: &str| {
        if days.is_empty() { Some(0) } else { days.trim_start_matches('+').parse().ok() }
    };
    if let Some(offset) = name.strip_prefix("easter") {
        return days(offset).map(Holiday::Easter);
    }
    if let Some(offset) = name.strip_prefix("orthodox") {
        return days(offset).map(Holiday::Orthodox);
    }
    let lunar = |rest: &str| {
        let mut numbers = rest.split_whitespace().map(str::parse::<i8>);
        let (month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let days = numbers.next().unwrap_or(Ok(1)).ok()?;
        let known = matches!((month, day, days), (1..=13, 1..=30, 1..=30)) && numbers.next().is_none();
        known.then_some((month, day, days))
    };
    if let Some(rest) = name.strip_prefix("islamic ") {
        return lunar(rest).map(|(month, day, days)| Holiday::Islamic { month, day, days });
    }
    if let Some(rest) = name.strip_prefix("hebrew ") {
        return lunar(rest).map(|(month, day, days)| Holiday::Hebrew { month, day, days });
    }
    if let Some((month, day)) = name.split_once('-').filter(|(_, day)| !day.contains(' '))
        && let (Ok(month @ 1..=12), Ok(day @ 1..=31)) = (month.parse(), day.parse())
    {
        return Some(Holiday::Fixed { month, day });
    }
    let mut words = name.split_whitespace();
    let (month, weekday, nth) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse().ok()?);
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let offset = i8::try_from(days.iter().position(|day| *day == weekday)?).ok()?;
    let weekday = Weekday::from_monday_zero_offset(offset).ok()?;
    let after = days_after(words.next())?;
    let known = matches!(month, 1..=12) && matches!(nth, -1 | 1..=5) && words.next().is_none();
    known.then_some(Holiday::Nth { month, weekday, nth, after })
}

/// The days that "+1" adds; none where it is left out.
fn days_after(word: Option<&str>) -> Option<i8> {
    word.map_or(Some(0), |word| word.strip_prefix('+')?.parse().ok().filter(|days| (1..=30).contains(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_holidays() {
        assert_eq!(holiday("12-25"), Some(Holiday::Fixed { month: 12, day: 25 }));
        assert_eq!(holiday("easter-2"), Some(Holiday::Easter(-2)));
        assert_eq!(holiday("easter+39"), Some(Holiday::Easter(39)));
        let last = Holiday::Nth { month: 5, weekday: Weekday::Monday, nth: -1, after: 0 };
        let election = Holiday::Nth { month: 11, weekday: Weekday::Monday, nth: 1, after: 1 };
        assert_eq!(holiday("11 monday 1 +1"), Some(election));
        assert_eq!(holiday("5 monday -1"), Some(last));
        assert_eq!(holiday("islamic 9 1 30"), Some(Holiday::Islamic { month: 9, day: 1, days: 30 }));
        assert_eq!(holiday("hebrew 7 10"), Some(Holiday::Hebrew { month: 7, day: 10, days: 1 }));
        assert_eq!(holiday("orthodox-2"), Some(Holiday::Orthodox(-2)));
        assert!(
            ["13-40", "islamic 9", "hebrew 20 1", "islamic 1 1 1 1"].iter().all(|n| holiday(n).is_none())
        );
    }

    #[test]
    fn refuses_what_a_role_does_not_know() {
        let error = Role::Unit.value(&WordValue::Name("yeer".into())).unwrap_err();
        assert!(error.contains("no value for the role \"unit\""), "{error}");
    }
}
