//! The section `quantity` of a language pack: units, bounds, approximations.

use super::{Case, CaseBook, Pack};
use crate::error::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What a language says of units, bounds, approximations. Its files each give a part of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuantityPack {
    /// Units of measure.
    pub units: Vec<Unit>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// Hundredths of a currency.
    pub minor: Vec<Currency>,
    /// Words that bound a quantity or make it approximate.
    #[serde(rename = "bound")]
    pub bounds: Vec<Bound>,
    /// Words between the ends of a range.
    #[serde(rename = "range")]
    pub ranges: Vec<RangeRule>,
    /// Kinds of quantity that the engine composes, with the words that mark them.
    #[serde(rename = "kind")]
    pub kinds: Vec<Kind>,
    /// Closed classes, by name.
    pub words: Words,
}

/// A unit of measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// CLDR's identifier.
    pub id: String,
    /// Its name for one.
    pub name: String,
    /// Its spellings, whatever their case.
    pub forms: Vec<String>,
    /// Spellings whose case matters.
    #[serde(default)]
    pub cased: Vec<String>,
    /// Spellings, as they stand, that are this unit only where they touch digits or follow the larger one: the "in" of "5 ft 2 in".
    #[serde(default)]
    pub tails: Vec<String>,
    /// Signs that are this unit where they touch digits: the marks of 6'2".
    #[serde(default)]
    pub marks: Vec<char>,
}

/// A currency or its hundredth.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217; absent where the name alone does not tell.
    pub code: Option<String>,
    /// Its name for one.
    pub name: String,
    /// Its names, which stand behind the number, and its symbols, which stand on either side.
    pub forms: Vec<String>,
    /// Letters that stand before the number too: "rmb 10".
    #[serde(default)]
    pub lead: Vec<String>,
    /// Letters that mean it before sums of a thousand or more, which they touch: "R5 million". As they stand.
    #[serde(default)]
    pub large: Vec<String>,
    /// Letters that mean it where they touch the digits before them: "50p". As they stand.
    #[serde(default)]
    pub tails: Vec<String>,
    /// Numbers that such letters make something else of: "720p".
    #[serde(default)]
    pub not_tails: Vec<u32>,
    /// True where the code is a word too.
    #[serde(default)]
    pub word: bool,
    /// Which currency the name means, by the countries that the article speaks of; where it speaks of none of them, `code` holds.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
}

/// Words before or behind a number that bound it or make it approximate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// The rule's id.
    pub id: Spanned<String>,
    /// What the words say of the number.
    pub effect: Effect,
    /// Phrases before it.
    #[serde(default)]
    pub before: Vec<String>,
    /// Phrases behind it.
    #[serde(default)]
    pub after: Vec<String>,
    /// Positive cases.
    #[serde(default)]
    pub yes: Vec<Case>,
    /// Negative cases.
    #[serde(default)]
    pub no: Vec<Case>,
}

/// What words say of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It is not exact.
    About,
    /// It is a lower bound that is excluded.
    Above,
    /// It is a lower bound.
    AtLeast,
    /// It is an upper bound that is excluded.
    Below,
    /// It is an upper bound.
    AtMost,
    /// It is both bounds.
    Exactly,
}

/// Words around the ends of a range.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeRule {
    /// The rule's id.
    pub id: Spanned<String>,
    /// Phrases before the first number; where the list is empty, none is needed.
    #[serde(default)]
    pub open: Vec<String>,
    /// Not after these words: "rose from 5 to 7" is a change.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Phrases between the numbers.
    pub middle: Vec<String>,
    /// True where the upper end is said not to belong to the range.
    #[serde(default)]
    pub max_open: bool,
    /// Positive cases.
    #[serde(default)]
    pub yes: Vec<Case>,
    /// Negative cases.
    #[serde(default)]
    pub no: Vec<Case>,
}

/// A kind of quantity, with the words that mark it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The rule's id: `percent`, `money`, `currency-by-place`, `measure`, `age`, `rate`.
    pub id: Spanned<String>,
    /// Phrases before the number.
    #[serde(default)]
    pub before: Vec<String>,
    /// Phrases behind it; of a rate, those that make one of any noun behind them.
    #[serde(default)]
    pub after: Vec<String>,
    /// Phrases that tell an age together: "(turned) 18 (last year)".
    #[serde(default)]
    pub around: Vec<Around>,
    /// Positive cases.
    #[serde(default)]
    pub yes: Vec<Case>,
    /// Negative cases.
    #[serde(default)]
    pub no: Vec<Case>,
}

/// Phrases before and behind a number, both of which are needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Phrases before the number.
    pub before: Vec<String>,
    /// Phrases behind it.
    pub after: Vec<String>,
    /// True where the end of a clause will do instead of them.
    #[serde(default)]
    pub ends: bool,
}

/// Closed classes of words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Words, as they are written, beside which a number dates and does not count: months.
    pub dated: Vec<String>,
    /// Units of age and rate, each with its spellings, its name first.
    pub periods: Vec<Vec<String>>,
    /// Short scales of money: "m" in "$5m".
    pub money_scales: Vec<MoneyScale>,
    /// Words behind a letter that could be a scale or a unit, which tell that it is a unit: "1.8m tall".
    pub dimensions: Vec<String>,
    /// Words behind a temperature that turn its sign: "below zero".
    #[serde(default)]
    pub below: Vec<String>,
    /// Words before a number that make it an identifier: "section 5".
    pub labels: Vec<String>,
    /// Words before such a noun with which it is none: "(in) this section 5 (members sit)".
    #[serde(default)]
    pub pointers: Vec<String>,
    /// Nouns that, with a capital, make an identifier of the number behind them: "Gate 5".
    #[serde(default)]
    pub named_labels: Vec<String>,
    /// Words before a range whose ends have a unit each: "at $5 to $7".
    #[serde(default)]
    pub range_leads: Vec<String>,
    /// Words that end the name of a street, behind the number of a house: "10 Kayes Road".
    #[serde(default)]
    pub streets: Vec<String>,
    /// Nouns behind which a number between commas is an age: "a man, 84, …".
    #[serde(default)]
    pub persons: Vec<String>,
    /// Words before two numbers that make them the result of a match: "lost 1-2".
    #[serde(default)]
    pub scores: Vec<String>,
    /// Words behind a mark that make it a unit: `10" long`.
    #[serde(default)]
    pub marked: Vec<String>,
    /// Words before four digits that make them a year.
    pub before_years: Vec<String>,
    /// Marks and words behind a number that make it a clock time.
    pub clocks: Vec<String>,
    /// Words that join two bounds or an amount with its hundredths.
    pub joiners: Vec<String>,
    /// Words that a noun phrase does not hold: prepositions, pronouns, auxiliary verbs.
    pub stops: Vec<String>,
    /// Words between a number and its noun that are no noun: "other", "more".
    pub fillers: Vec<String>,
    /// Words that tie a part to its whole: "one of his guards".
    pub partitives: Vec<String>,
    /// Plural nouns without a plural's ending.
    pub collectives: Vec<String>,
    /// Singular nouns with a plural's ending.
    pub singulars: Vec<String>,
    /// Endings of plural nouns.
    pub plural_endings: Vec<String>,
    /// Endings of words that only look like plurals.
    pub singular_endings: Vec<String>,
}

/// A short scale of money.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyScale {
    /// Its value.
    pub value: u64,
    /// Its spellings.
    pub forms: Vec<String>,
}

impl QuantityPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut whole = Self::default();
        for file in pack.section("quantity") {
            let part: Self = file.parse()?;
            let mut enter = |id: &Spanned<String>, yes: &[Case], no: &[Case]| {
                cases.enter(file, id.span().start, id.get_ref(), yes.to_vec(), no.to_vec())
            };
            part.bounds.iter().try_for_each(|rule| enter(&rule.id, &rule.yes, &rule.no))?;
            part.ranges.iter().try_for_each(|rule| enter(&rule.id, &rule.yes, &rule.no))?;
            part.kinds.iter().try_for_each(|rule| enter(&rule.id, &rule.yes, &rule.no))?;
            whole.units.extend(part.units);
            whole.currencies.extend(part.currencies);
            whole.minor.extend(part.minor);
            whole.bounds.extend(part.bounds);
            whole.ranges.extend(part.ranges);
            whole.kinds.extend(part.kinds);
            if !part.words.periods.is_empty() {
                whole.words = part.words;
            }
        }
        Ok(whole)
    }
}
