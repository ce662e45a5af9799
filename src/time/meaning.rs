//! What a time expression means, before anything anchors it: operations on a calendar.

use crate::model::Decimal;
use jiff::civil::Weekday;

/// What the words mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A day, month or year by its fields: "Monday, December 11, 2023", "June", "2013", "last Friday".
    Date(Fields),
    /// Ten years, from a year that ends in 0: "the 1990s"; `full` is false where the century is left out ("the '90s").
    Decade {
        /// The first year, without its century where `full` is false.
        first: i16,
        /// Whether the century is given.
        full: bool,
    },
    /// A hundred years: 19 for the 19th century.
    Century(i16),
    /// A quarter, half or season of a year.
    PartOfYear {
        /// Which part.
        part: PartOfYear,
        /// Of which year.
        year: Year,
        /// Which of those that come round: "last summer".
        which: Which,
    },
    /// A feast: "Christmas", "Easter 2024".
    Holiday {
        /// Which feast.
        holiday: Holiday,
        /// Of which year.
        year: Year,
        /// Which of those that come round: "last Easter".
        which: Which,
    },
    /// A unit of the calendar: "last week", "this year", "the following day".
    Unit {
        /// The unit.
        unit: Unit,
        /// Which of them.
        which: Which,
    },
    /// So many units before or after: "two days ago", "three years later".
    Shift {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Forwards rather than back.
        forward: bool,
        /// Counted from what.
        origin: Origin,
        /// The day that is meant, where the words go on to name it: "a year ago today", "a week ago Tuesday".
        day: Option<ShiftedDay>,
    },
    /// One of the parts of a longer time: "the second Tuesday of May", "the last day of the month".
    NthOf {
        /// From 1; from the end where it is negative.
        nth: i8,
        /// Of which parts.
        part: PartOf,
        /// Of what.
        of: Box<Meaning>,
    },
    /// A part of a day: "Friday night", "this morning", "overnight".
    PartOfDay {
        /// Which part.
        part: PartOfDay,
        /// Of which day; of the day that the text is about where it is left out.
        day: Option<Box<Meaning>>,
        /// Which of them, where no day is given: "last night", "this morning".
        which: Which,
    },
    /// A time of day: "8:30 p.m. local time Saturday", "1700 GMT".
    Clock {
        /// Hour, 0 to 24.
        hour: i8,
        /// Minute, where it is given.
        minute: Option<i8>,
        /// Second, where it is given.
        second: Option<i8>,
        /// Offset from UTC in minutes, where the zone is given.
        zone: Option<i16>,
        /// Of which day; of the day that the text is about where it is left out.
        day: Option<Box<Meaning>>,
    },
    /// The week of a day: "the week of March 6".
    WeekOf(Box<Meaning>),
    /// A length of time.
    Duration {
        /// How many, of what; two parts in "an hour and 20 minutes".
        parts: Vec<(Amount, Unit)>,
        /// Where it lies: before now ("the past three years"), after ("the next two weeks"), on the day of the
        /// story ("two hours later"), or anywhere.
        which: Which,
    },
    /// What recurs: "every Friday", "a day", "annually".
    Set(Recurring),
    /// Somewhere in the past, the present or the future: "recently", "now", "soon".
    Vague(Vague),
}

/// What the words give of a date; the anchor gives the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fields {
    /// The year.
    pub year: Year,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// Which of those that come round: "last Friday", "next June".
    pub which: Which,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Year {
    /// Not given.
    #[default]
    Open,
    /// Given in full.
    Given(i16),
    /// By its last two digits: "'98", "12/11/23".
    Short(i16),
    /// Relative: "June last year".
    Relative(Which),
}

/// Which of the things that come round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// The words do not say: tense and kind of text do.
    #[default]
    Near,
    /// The one before the present one.
    Last,
    /// The present one.
    This,
    /// The one after the present one.
    Next,
    /// The one before that of the narrative: "the previous year".
    Previous,
    /// The one after that of the narrative: "the following day".
    Following,
    /// That of the narrative: "that year", "the same day".
    Same,
}

impl Which {
    /// True where the narrative, and not the publication, is the anchor.
    pub const fn narrative(self) -> bool {
        matches!(self, Self::Previous | Self::Following | Self::Same)
    }

    /// How many steps from the present one.
    pub const fn steps(self) -> i64 {
        match self {
            Self::Last | Self::Previous => -1,
            Self::Next | Self::Following => 1,
            Self::Near | Self::This | Self::Same => 0,
        }
    }
}

/// What a shift is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The date of publication: "ago".
    #[default]
    Publication,
    /// The date that the narrative has reached: "later", "earlier".
    Narrative,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// This many.
    Exact(Decimal),
    /// Some.
    Vague,
}

impl Amount {
    /// One.
    pub const ONE: Self = Self::Exact(Decimal::new(1, 0));

    /// The number, where it is whole and small enough to count with.
    pub fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(number) => number.to_i64().filter(|n| n.abs() <= 1_000_000),
            Self::Vague => None,
        }
    }
}

/// The day to which a shift leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftedDay {
    /// The same day, week or month of the other year: "a year ago today", "five years ago this month".
    Same(Unit),
    /// The nearest such weekday.
    Weekday(Weekday),
}

/// The parts of a longer time that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// Days, weeks, months.
    Unit(Unit),
    /// Such weekdays.
    Weekday(Weekday),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Week, from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
    /// "A while", "some time": no unit at all.
    Indefinite,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfYear {
    /// 1 to 4.
    Quarter(i8),
    /// 1 or 2.
    Half(i8),
    /// Spring, summer, autumn or winter of the north.
    Season(Season),
}

/// A season of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    /// `MO`
    Morning,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
    /// `DT`
    Daytime,
    /// Noon, `T12:00`.
    Midday,
    /// Midnight at the day's end, `T24:00`.
    Midnight,
}

/// A feast, and how its day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// The same day each year.
    Fixed {
        /// 1 to 12.
        month: i8,
        /// Day of the month.
        day: i8,
    },
    /// So many days after (before, where negative) Easter Sunday of the western churches.
    Easter(i16),
    /// So many days after Easter Sunday of the eastern churches.
    Orthodox(i16),
    /// Some days of the Islamic calendar, as tables have it.
    Islamic {
        /// 1, Muharram, to 12.
        month: i8,
        /// Day of the month, the first where there are more.
        day: i8,
        /// How many days.
        days: i8,
    },
    /// Some days of the Hebrew calendar.
    Hebrew {
        /// From Nisan, 1; the year begins with Tishri, 7.
        month: i8,
        /// Day of the month, the first where there are more.
        day: i8,
        /// How many days.
        days: i8,
    },
    /// The n-th such weekday of a month, the last where `nth` is -1, or a day so many days after it.
    Nth {
        /// 1 to 12.
        month: i8,
        /// The weekday.
        weekday: Weekday,
        /// From 1, or -1.
        nth: i8,
        /// How many days after that.
        after: i8,
    },
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Recurring {
    /// Every so many units.
    Every(Amount, Unit),
    /// Every such weekday, perhaps one part of it.
    Weekday(Weekday, Option<PartOfDay>),
    /// Every such month.
    Month(i8),
    /// Every such season.
    Season(Season),
    /// Every such part of every day.
    PartOfDay(PartOfDay),
}

/// The three vague values of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vague {
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
}

/// The TIMEX3 modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// "about"
    Approx,
    /// "more than"
    MoreThan,
    /// "nearly", "less than"
    LessThan,
    /// "at least"
    EqualOrMore,
    /// "up to"
    EqualOrLess,
    /// "early"
    Start,
    /// "mid"
    Mid,
    /// "late"
    End,
    /// "before"
    Before,
    /// "after"
    After,
}

impl Modifier {
    /// The name in TimeML.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approx => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

impl Meaning {
    /// What kind of expression other rules may nest it as: `<date>`, `<part>`, `<clock>`, `<duration>`.
    pub(super) const fn kind(&self) -> Option<&'static str> {
        match self {
            Self::PartOfDay { day: None, which: Which::Near, .. } => Some("part"),
            Self::Clock { day: None, .. } => Some("clock"),
            Self::PartOfDay { .. } | Self::Clock { .. } | Self::Set(_) | Self::Vague(_) => None,
            Self::Duration { .. } => Some("duration"),
            _ => Some("date"),
        }
    }
}
