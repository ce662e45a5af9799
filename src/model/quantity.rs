//! Quantities: how many, how much, with bounds.

use super::{Decimal, Span, TokenSpan};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// What sort of quantity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// A count: "15,000 soldiers".
    Cardinal,
    /// A rank: "the third".
    Ordinal,
    /// A percentage; its value is in percent.
    Percent,
    /// A part: "a third of the country".
    Fraction,
    /// An amount of money; its unit is an ISO 4217 code.
    Money,
    /// A measure; its unit is a CLDR identifier.
    Measure,
    /// The age of a person or thing.
    Age,
}

impl QuantityKind {
    /// The word in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Fraction => "fraction",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Age => "age",
        }
    }
}

/// A quantity: one value, or bounds, or both where a value is approximate. What the text does not say is `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Where it stands, with its approximation or bound and its unit ("more than 100", "$5 million").
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its sentence.
    pub sentence: u32,
    /// What sort it is.
    pub kind: QuantityKind,
    /// The value where the text gives one.
    pub value: Option<Decimal>,
    /// The lower bound.
    pub min: Option<Decimal>,
    /// The upper bound.
    pub max: Option<Decimal>,
    /// True where the lower bound itself is excluded ("more than 100").
    pub min_open: bool,
    /// True where the upper bound itself is excluded ("fewer than 100").
    pub max_open: bool,
    /// True where the text says that it is not exact ("around 15,000").
    pub approximate: bool,
    /// ISO 4217 for money, else the CLDR identifier (`kilometer`).
    pub unit: Option<Arc<str>>,
    /// The unit's English name.
    pub unit_name: Option<Arc<str>>,
    /// What is counted ("soldiers and police"), known after `resolve`.
    pub counted: Option<Span>,
    /// The unit of time or thing that it is counted by ("400 reports a day": `day`).
    pub per: Option<Arc<str>>,
    /// The rule that read it.
    pub rule: Arc<str>,
}

impl fmt::Display for Quantity {
    /// Kind, value and unit in one line, as the cases of rules write it: `cardinal ~15000`, `cardinal >100`,
    /// `cardinal >=180`, `cardinal 30..40`, `money 5000000 USD`, `percent 12.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.as_str(), if self.approximate { "~" } else { "" })?;
        match (&self.value, &self.min, &self.max) {
            (Some(value), ..) => write!(f, "{value}")?,
            (None, Some(min), Some(max)) => write!(f, "{min}..{max}")?,
            (None, Some(min), None) => write!(f, "{}{min}", if self.min_open { ">" } else { ">=" })?,
            (None, None, Some(max)) => write!(f, "{}{max}", if self.max_open { "<" } else { "<=" })?,
            (None, None, None) => write!(f, "?")?,
        }
        if let Some(unit) = &self.unit {
            write!(f, " {unit}")?;
        }
        match &self.per {
            Some(per) => write!(f, " per {per}"),
            None => Ok(()),
        }
    }
}
