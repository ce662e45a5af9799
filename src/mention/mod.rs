//! Who owns an overlap, and what counts as a mention.

use crate::{
    error::Result,
    gazetteer::{Gazetteer, Match},
    lang::Language,
    model::{Quantity, TokenSpan, View},
    time::Reading,
};

/// Finds names by their form, and settles overlaps by one policy.
#[derive(Debug)]
pub struct Arbiter {}

/// What is left after arbitration: no two things overlap.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Names, in order.
    pub names: Vec<Name>,
    /// Quantities, in order.
    pub quantities: Vec<Quantity>,
    /// Time expressions, in order.
    pub times: Vec<Reading>,
}

/// A stretch of text that is a name, known or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// What the gazetteer knows of it; `None` for a name found by its form.
    pub known: Option<Match>,
}

impl Arbiter {
    /// Compiles what the language says of names: titles, connecting words, given names.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// Finds the names that no list knows and settles who owns an overlap.
    pub fn arbitrate(
        &self,
        _view: &View<'_>,
        _gazetteer: &Gazetteer,
        _matches: Vec<Match>,
        quantities: Vec<Quantity>,
        times: Vec<Reading>,
    ) -> Settled {
        Settled { names: Vec::new(), quantities, times }
    }
}
