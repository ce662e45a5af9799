//! From what a rule captured to what it means: one operation a kind of meaning.

use super::{
    meaning::{
        Amount, Fields, Meaning, Modifier, Origin, PartOf, PartOfYear, Recurring, ShiftedDay, Unit, Which,
        Year,
    },
    role::{Role, Value},
};
use crate::model::Decimal;
use jiff::civil::{Date, Weekday};

/// What a rule does with its captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Date,
    Decade,
    Century,
    PartOfYear,
    Holiday,
    Unit,
    Shift,
    PartOfDay,
    Clock,
    WeekOf,
    NthOf,
    Duration,
    Set,
    Vague,
    Modify,
    Nothing,
}

const OPERATIONS: &[(&str, Operation)] = &[
    ("date", Operation::Date),
    ("decade", Operation::Decade),
    ("century", Operation::Century),
    ("part-of-year", Operation::PartOfYear),
    ("holiday", Operation::Holiday),
    ("unit", Operation::Unit),
    ("shift", Operation::Shift),
    ("part-of-day", Operation::PartOfDay),
    ("clock", Operation::Clock),
    ("week-of", Operation::WeekOf),
    ("nth-of", Operation::NthOf),
    ("duration", Operation::Duration),
    ("set", Operation::Set),
    ("vague", Operation::Vague),
    ("modify", Operation::Modify),
    ("nothing", Operation::Nothing),
];

impl Operation {
    /// The operation of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        OPERATIONS.iter().find(|(known, _)| *known == name).map(|(_, operation)| *operation)
    }
}

/// What a rule knows when it has matched.
#[derive(Debug, Default)]
pub(super) struct Slots {
    values: Vec<(Role, Value)>,
}

/// A time expression that another may hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inner {
    pub meaning: Meaning,
    pub modifier: Option<Modifier>,
}

/// What came of a match.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// A time expression.
    Means(Inner),
    /// Its words name no time ("Friday Osei"), or a date that does not exist ("31 February"): they are passed over.
    Nothing,
    /// The rule does not fit after all.
    Unfit,
}

impl Slots {
    /// Takes over the values of other slots, in the room that there is.
    pub(super) fn take_over(&mut self, other: &Self) {
        self.values.clone_from(&other.values);
    }

    pub(super) fn set(&mut self, role: Role, value: Value) {
        match self.values.iter_mut().find(|(known, _)| *known == role) {
            Some(slot) => slot.1 = value,
            None => self.values.push((role, value)),
        }
    }

    fn get(&self, role: Role) -> Option<Value> {
        self.values.iter().find(|(known, _)| *known == role).map(|(_, value)| *value)
    }

    fn int(&self, role: Role) -> Option<i64> {
        match self.get(role)? {
            Value::Int(number) => Some(number),
            Value::Amount(amount) => amount.whole(),
            _ => None,
        }
    }

    fn small(&self, role: Role) -> Option<i8> {
        self.int(role).and_then(|n| i8::try_from(n).ok())
    }

    fn amount(&self, role: Role) -> Option<Amount> {
        match self.get(role)? {
            Value::Amount(amount) => Some(amount),
            Value::Int(number) => Some(Amount::Exact(Decimal::from(number))),
            _ => None,
        }
    }

    fn unit(&self, role: Role) -> Option<Unit> {
        match self.get(role)? {
            Value::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    fn which(&self, role: Role) -> Option<Which> {
        match self.get(role)? {
            Value::Which(which) => Some(which),
            _ => None,
        }
    }

    fn weekday(&self) -> Option<Weekday> {
        match self.get(Role::Weekday)? {
            Value::Weekday(weekday) => Some(weekday),
            _ => None,
        }
    }

    fn modifier(&self) -> Option<Modifier> {
        match self.get(Role::Modifier)? {
            Value::Modifier(modifier) => Some(modifier),
            _ => None,
        }
    }

    fn year(&self) -> Year {
        if let Some(year) = self.int(Role::Year).and_then(|n| i16::try_from(n).ok()) {
            return Year::Given(year);
        }
        if let Some(year) = self.int(Role::ShortYear).and_then(|n| i16::try_from(n).ok()) {
            return Year::Short(year);
        }
        self.which(Role::WhichYear).map_or(Year::Open, Year::Relative)
    }

    fn nested<'a>(&self, inner: &'a [Inner]) -> Option<&'a Inner> {
        match self.get(Role::Nested)? {
            Value::Nested(at) => inner.get(at as usize),
            _ => None,
        }
    }
}

impl Operation {
    /// What the captures mean.
    pub(super) fn apply(self, slots: &Slots, inner: &[Inner]) -> Outcome {
        if self == Self::Nothing {
            return Outcome::Nothing;
        }
        if self == Self::Modify {
            return match slots.nested(inner) {
                Some(found) => Outcome::Means(Inner {
                    meaning: found.meaning.clone(),
                    modifier: slots.modifier().or(found.modifier),
                }),
                None => Outcome::Unfit,
            };
        }
        match self.meaning(slots, inner) {
            Some(Meaning::Date(fields)) if !possible(&fields) => Outcome::Nothing,
            Some(meaning) => {
                let modifier = slots.modifier().or_else(|| slots.nested(inner).and_then(|n| n.modifier));
                Outcome::Means(Inner { meaning, modifier })
            }
            None => Outcome::Unfit,
        }
    }

    fn meaning(self, slots: &Slots, inner: &[Inner]) -> Option<Meaning> {
        let nested = || slots.nested(inner).map(|found| Box::new(found.meaning.clone()));
        let which = slots.which(Role::Which).unwrap_or_default();
        Some(match self {
            Self::Date => Meaning::Date(fields(slots, which)),
            Self::Decade => {
                let first = i16::try_from(slots.int(Role::Decade)?).ok()?;
                Meaning::Decade { first: first - first % 10, full: first >= 1000 }
            }
            Self::Century => {
                Meaning::Century(century(slots.int(Role::Century).or(slots.int(Role::Number))?)?)
            }
            Self::PartOfYear => Meaning::PartOfYear { part: part_of_year(slots)?, year: slots.year(), which },
            Self::Holiday => match slots.get(Role::Holiday)? {
                Value::Holiday(holiday) => Meaning::Holiday { holiday, year: slots.year(), which },
                _ => return None,
            },
            Self::Unit => Meaning::Unit { unit: slots.unit(Role::Unit)?, which },
            // "Two hours later" says how long after, on the day of the story.
            Self::Shift if is_short_while(slots) => {
                Meaning::Duration { parts: parts(slots)?, which: Which::Same }
            }
            Self::Shift => Meaning::Shift {
                amount: amount(slots)?,
                unit: slots.unit(Role::Unit)?,
                forward: slots.get(Role::Forward) == Some(Value::Flag(true)),
                origin: match slots.get(Role::Origin) {
                    Some(Value::Origin(origin)) => origin,
                    _ => Origin::Publication,
                },
                day: match (slots.weekday(), slots.unit(Role::Unit2)) {
                    (Some(weekday), _) => Some(ShiftedDay::Weekday(weekday)),
                    (None, unit) => unit.map(ShiftedDay::Same),
                },
            },
            Self::PartOfDay => match slots.get(Role::Part)? {
                Value::Part(part) => Meaning::PartOfDay { part, day: nested(), which },
                _ => return None,
            },
            Self::Clock => return clock(slots, inner),
            Self::WeekOf => match slots.get(Role::Holiday) {
                Some(Value::Holiday(holiday)) => {
                    Meaning::WeekOf(Box::new(Meaning::Holiday { holiday, year: slots.year(), which }))
                }
                _ => Meaning::WeekOf(nested()?),
            },
            Self::NthOf => Meaning::NthOf {
                nth: slots.small(Role::Number)?,
                part: match (slots.weekday(), slots.unit(Role::Unit)) {
                    (Some(weekday), _) => PartOf::Weekday(weekday),
                    (None, unit) => PartOf::Unit(unit?),
                },
                of: nested()?,
            },
            Self::Duration => Meaning::Duration { parts: parts(slots)?, which },
            Self::Set => Meaning::Set(recurring(slots)?),
            Self::Vague => match slots.get(Role::Vague)? {
                Value::Vague(vague) => Meaning::Vague(vague),
                _ => return None,
            },
            Self::Modify | Self::Nothing => return None,
        })
    }
}

fn fields(slots: &Slots, which: Which) -> Fields {
    let mut fields = Fields {
        year: slots.year(),
        month: slots.small(Role::Month),
        day: slots.small(Role::Day),
        weekday: slots.weekday(),
        which,
    };
    if let Some(Value::Numeric { year, short, month, day }) = slots.get(Role::Numeric) {
        fields.year = if short { Year::Short(year) } else { Year::Given(year) };
        fields.month = Some(month);
        fields.day = Some(day);
    }
    fields
}

/// False for a day that no year has, or that the given year lacks.
fn possible(fields: &Fields) -> bool {
    let Some(month) = fields.month else { return true };
    let year = match fields.year {
        Year::Given(year) => year,
        // A leap year has every day that any year has.
        _ => 2000,
    };
    Date::new(year, month, fields.day.unwrap_or(1)).is_ok()
}

fn century(number: i64) -> Option<i16> {
    i16::try_from(number).ok().filter(|n| (1..=30).contains(n))
}

fn part_of_year(slots: &Slots) -> Option<PartOfYear> {
    if let Some(Value::Season(season)) = slots.get(Role::Season) {
        return Some(PartOfYear::Season(season));
    }
    match (slots.small(Role::Quarter), slots.small(Role::Half)) {
        (Some(quarter @ 1..=4), _) => Some(PartOfYear::Quarter(quarter)),
        (_, Some(half @ 1..=2)) => Some(PartOfYear::Half(half)),
        _ => None,
    }
}

/// The number that stands there, one where none does, and a half more where a fraction does.
fn amount(slots: &Slots) -> Option<Amount> {
    let whole = match slots.get(Role::Number) {
        Some(_) => slots.amount(Role::Number)?,
        None => Amount::ONE,
    };
    match (whole, slots.get(Role::Fraction)) {
        (Amount::Exact(whole), Some(Value::Amount(Amount::Exact(part)))) => {
            Some(Amount::Exact(whole.checked_add(part)?))
        }
        (Amount::Exact(whole), Some(Value::Int(tenths))) => {
            Some(Amount::Exact(whole.checked_add(Decimal::new(i128::from(tenths), -1))?))
        }
        (whole, _) => Some(whole),
    }
}

/// True for some seconds, minutes or hours, counted from a moment of the narrative.
fn is_short_while(slots: &Slots) -> bool {
    slots.unit(Role::Unit).is_some_and(|unit| unit < Unit::Day)
        && slots.get(Role::Origin) == Some(Value::Origin(Origin::Narrative))
}

fn parts(slots: &Slots) -> Option<Vec<(Amount, Unit)>> {
    let mut parts = vec![(amount(slots)?, slots.unit(Role::Unit)?)];
    for (number, unit) in [(Role::Number2, Role::Unit2), (Role::Number3, Role::Unit3)] {
        parts.extend(slots.amount(number).zip(slots.unit(unit)));
    }
    Some(parts)
}

fn clock(slots: &Slots, inner: &[Inner]) -> Option<Meaning> {
    let nested = slots.nested(inner).map(|found| &found.meaning);
    let (mut hour, mut minute, mut second, mut zone, mut day) = (None, None, None, None, None);
    match nested {
        Some(Meaning::Clock { hour: h, minute: m, second: s, zone: z, .. }) => {
            (hour, minute, second, zone) = (Some(*h), *m, *s, *z);
        }
        Some(other) => day = Some(Box::new(other.clone())),
        None => {}
    }
    if let Some(number) = slots.small(Role::Hour) {
        hour = Some(number);
        minute = slots.small(Role::Minute);
    }
    if let Some(Value::Clock { hour: h, minute: m, second: s }) = slots.get(Role::Clock) {
        (hour, minute, second) = (Some(h), Some(m), s);
    }
    let mut hour = hour?;
    if let Some(add) = slots.small(Role::Meridiem) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + add;
    }
    // "four in the afternoon"
    if let Some(Value::Part(part)) = slots.get(Role::Part) {
        use super::meaning::PartOfDay::{Afternoon, Evening, Night};
        let late = matches!(part, Afternoon | Evening) || part == Night && hour > 5;
        if late && hour < 12 {
            hour += 12;
        }
    }
    if let Some(minutes) = slots.int(Role::Zone) {
        zone = i16::try_from(minutes).ok();
    }
    let fits = (0..24).contains(&hour) || hour == 24 && minute.unwrap_or(0) == 0;
    (fits && (0..60).contains(&minute.unwrap_or(0))).then_some(Meaning::Clock {
        hour,
        minute,
        second,
        zone,
        day,
    })
}

fn recurring(slots: &Slots) -> Option<Recurring> {
    let part = match slots.get(Role::Part) {
        Some(Value::Part(part)) => Some(part),
        _ => None,
    };
    if let Some(weekday) = slots.weekday() {
        return Some(Recurring::Weekday(weekday, part));
    }
    if let Some(month) = slots.small(Role::Month) {
        return Some(Recurring::Month(month));
    }
    if let Some(Value::Season(season)) = slots.get(Role::Season) {
        return Some(Recurring::Season(season));
    }
    if let Some(part) = part {
        return Some(Recurring::PartOfDay(part));
    }
    Some(Recurring::Every(amount(slots)?, slots.unit(Role::Unit)?))
}
