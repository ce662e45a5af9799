//! What needs the rest of the article: dates to the calendar, what is counted, which entity is meant.

mod counted;
mod entities;
mod times;

use crate::{error::Result, lang::Language};

/// Resolves what recognisers left open, by what one language says of it.
#[derive(Debug)]
pub struct Resolver {
    tense: times::Tense,
}

impl Resolver {
    /// Compiles what the language says.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { tense: times::Tense::new(&language.time.tense) })
    }
}
