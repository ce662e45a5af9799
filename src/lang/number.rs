//! The section `number` of a language pack: number words.

use super::{Case, CaseBook, Pack};
use crate::{
    error::{Error, LangFault, Result},
    model::Decimal,
};
use serde::Deserialize;
use toml::Spanned;

/// What a language says of number words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumberPack {
    /// Words that count as one before a scale or a part: "a hundred", "a third".
    pub articles: Vec<String>,
    /// Words that join the parts of a numeral: "two hundred and five".
    pub joiners: Vec<String>,
    /// A joiner stands only where at least this much may be added: 100 in English ("a hundred and one"), 10 in French ("vingt et un").
    pub joiner_room: u32,
    /// Words after which a joiner parts two numerals: "between one hundred and two hundred".
    pub partings: Vec<String>,
    /// Words that change the sign: "minus five".
    pub negatives: Vec<String>,
    /// Words for the decimal mark: "three point five".
    pub points: Vec<String>,
    /// Words of division: "one over three".
    pub overs: Vec<String>,
    /// Words of ratio: "one in five"; the longest wins.
    pub ratios: Vec<String>,
    /// Words before a ratio that is no "one in …" and has a noun behind it: "more than two in five women", but not "won two in five games". The
    /// head of a sentence does as well.
    pub ratio_leads: Vec<String>,
    /// Words behind what looks like a ratio that make it none: "two in five days".
    pub ratio_stops: Vec<String>,
    /// Words between a part and its whole: "two thirds of a million".
    pub partitives: Vec<String>,
    /// The mark before decimals, in digits; the other of point and comma is then one between groups.
    pub decimal_mark: Option<char>,
    /// Endings of ordinals in digits: "3rd".
    pub ordinal_endings: Vec<String>,
    /// Endings of parts in digits: "2/3rds".
    pub part_endings: Vec<String>,
    /// Numbers to which something smaller may be added.
    pub small: Vec<Small>,
    /// Numbers that multiply what stands before them.
    pub scales: Vec<Scale>,
    /// Parts that have a name of their own: "half".
    pub parts: Vec<Part>,
    /// Plurals that stand alone for "at least so many": "hundreds of thousands".
    pub vague: Vec<Vague>,
    /// Words that multiply a scale vaguely: "several hundred".
    pub several: Vec<Several>,
    /// Words that are no numerals in some company: "the one", "per second".
    pub company: Vec<Company>,
    /// The rules, with their cases.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// A number below a hundred or so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Small {
    /// Its value.
    pub value: u32,
    /// What may be added after it is smaller than this: 10 after "twenty", nothing after "seven".
    #[serde(default = "one")]
    pub room: u32,
    /// Its spellings.
    #[serde(default)]
    pub cardinal: Vec<String>,
    /// As a rank: "third". After "a" or "one" it is a part.
    #[serde(default)]
    pub ordinal: Vec<String>,
    /// As parts: "thirds".
    #[serde(default)]
    pub parts: Vec<String>,
}

const fn one() -> u32 {
    1
}

/// A number that multiplies what stands before it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its value.
    pub value: u64,
    /// Its spellings, the plural too.
    pub cardinal: Vec<String>,
    /// Short forms, after digits only.
    #[serde(default)]
    pub short: Vec<String>,
    /// As a rank: "hundredth".
    #[serde(default)]
    pub ordinal: Vec<String>,
    /// As parts: "hundredths".
    #[serde(default)]
    pub parts: Vec<String>,
}

/// A part with a name of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// It is one of so many.
    pub of: u32,
    /// Its spellings, the plural too.
    pub forms: Vec<String>,
    /// True where it is a part without an article too: "half the country", but not "quarter".
    #[serde(default)]
    pub bare: bool,
}

/// A plural that stands for "at least so many".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vague {
    /// The least that it can mean.
    pub value: u64,
    /// Its spellings.
    pub forms: Vec<String>,
    /// True where it counts only before a partitive: "scores of", not "she scores".
    #[serde(default)]
    pub partitive: bool,
}

/// A vague factor of a scale.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Several {
    /// The least that it can mean.
    pub value: u32,
    /// Its spellings.
    pub forms: Vec<String>,
}

/// The company in which a word is no numeral.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// The words.
    pub words: Vec<String>,
    /// Not after these.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Not before these.
    #[serde(default)]
    pub not_before: Vec<String>,
}

/// One way of forming numerals, with its cases; the engine knows it by its id.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id.
    pub id: Spanned<String>,
    /// What must be read.
    #[serde(default)]
    pub yes: Vec<Case>,
    /// What must not.
    #[serde(default)]
    pub no: Vec<Case>,
}

impl Scale {
    /// The value as a decimal.
    pub fn decimal(&self) -> Decimal {
        Decimal::new(i128::from(self.value), 0)
    }
}

impl NumberPack {
    /// Reads the section, which is one file; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut files = pack.section("number");
        let Some(file) = files.next() else { return Ok(Self::default()) };
        if let Some(second) = files.next() {
            let fault = "number words stand in one file, number.toml".to_owned();
            return Err(Error::at(second.place(0), LangFault::Malformed(fault)));
        }
        let made: Self = file.parse()?;
        for rule in &made.rules {
            cases.enter(file, rule.id.span().start, rule.id.get_ref(), rule.yes.clone(), rule.no.clone())?;
        }
        Ok(made)
    }
}
