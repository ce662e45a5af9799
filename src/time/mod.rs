//! Time expressions, as the words give them; `resolve` finds their place in the calendar.

use crate::{
    error::Result,
    lang::Language,
    model::{TokenSpan, View},
    number::Numeral,
};

/// Reads time expressions, by the rules of one language.
#[derive(Debug)]
pub struct Tagger {}

/// A time expression as its words give it, before anything anchors it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its sentence.
    pub sentence: u32,
}

impl Tagger {
    /// Compiles what the language says of times.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// All time expressions of a text, in order, without overlap among themselves.
    pub fn tag(&self, _view: &View<'_>, _numerals: &[Numeral]) -> Vec<Reading> {
        Vec::new()
    }
}
