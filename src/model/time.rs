//! Time expressions, with the types and values of TIMEX3 (TimeML).

use super::{Span, TokenSpan};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// The TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day, or anything longer that has a place in the calendar.
    Date,
    /// A time of day, or a part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Times that recur.
    Set,
}

impl TimeKind {
    /// The name in TimeML.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What a date is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The text gives it in full.
    Text,
    /// The date that the narrative has reached.
    Narrative,
    /// The date of publication.
    Publication,
}

impl Anchor {
    /// The word in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Narrative => "narrative",
            Self::Publication => "publication",
        }
    }
}

/// One end of an interval: a day, or a time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment {
    /// A whole day.
    Date(Date),
    /// A minute or second of a day, in local time.
    DateTime(DateTime),
}

impl Moment {
    /// The day, whatever the hour.
    pub fn day(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::DateTime(time) => time.date(),
        }
    }
}

impl fmt::Display for Moment {
    /// ISO 8601: `2023-12-11` or `2023-12-11T08:30:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::DateTime(time) => time.fmt(f),
        }
    }
}

/// A time expression, resolved against the article's date where it needs one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its sentence.
    pub sentence: u32,
    /// The TIMEX3 type.
    pub kind: TimeKind,
    /// The TIMEX3 value: `2023-12-11`, `2023-W49`, `P10Y`, `PAST_REF`, `XXXX-WXX-5` where nothing anchors it.
    pub value: String,
    /// The TIMEX3 modifier: `APPROX`, `START`, `MID`, `END`, `MORE_THAN`, `LESS_THAN` …
    pub modifier: Option<Arc<str>>,
    /// The first day or minute that it can mean; absent where nothing bounds it.
    pub earliest: Option<Moment>,
    /// The last day or minute that it can mean; absent where nothing bounds it.
    pub latest: Option<Moment>,
    /// What it was counted from; absent for what has no place in the calendar.
    pub anchor: Option<Anchor>,
    /// The rule that read it.
    pub rule: Arc<str>,
}

impl fmt::Display for TimeExpression {
    /// Type, value and modifier in one line, as the cases of rules write it: `DATE 2023-12-11`, `DURATION P10Y APPROX`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.as_str(), self.value)?;
        match &self.modifier {
            Some(modifier) => write!(f, " {modifier}"),
            None => Ok(()),
        }
    }
}
