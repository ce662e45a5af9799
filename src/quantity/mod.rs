//! Quantities: how many, how much, with bounds and units.

use crate::{
    error::Result,
    lang::Language,
    model::{Quantity, View},
    number::Numeral,
};

/// Reads quantities, by the units, bounds and approximations of one language.
#[derive(Debug)]
pub struct Tagger {}

impl Tagger {
    /// Compiles what the language says of quantities.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// All quantities of a text, in order, without overlap among themselves. What is counted is left to `resolve`.
    pub fn tag(&self, _view: &View<'_>, _numerals: &[Numeral]) -> Vec<Quantity> {
        Vec::new()
    }
}
