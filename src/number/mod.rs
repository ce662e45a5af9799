//! Numerals in digits and words, read once for all who need them.

use crate::{
    error::Result,
    lang::Language,
    model::{Decimal, TokenSpan, View},
};

/// Reads numerals, by the number words of one language.
#[derive(Debug)]
pub struct Reader {}

/// A numeral: "15,000", "two and a half million", "third", "1980s".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Its value.
    pub value: Decimal,
    /// What sort of numeral it is.
    pub kind: NumeralKind,
    /// True where it is written in digits only.
    pub digits: bool,
}

/// What sort of numeral it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralKind {
    /// How many.
    Cardinal,
    /// Which in a row.
    Ordinal,
    /// A part of one.
    Fraction,
}

impl Reader {
    /// Compiles what the language says of numbers.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// All numerals of a text, in order, without overlap.
    pub fn read(&self, _view: &View<'_>) -> Vec<Numeral> {
        Vec::new()
    }
}
