//! What needs the rest of the article: dates to the calendar, what is counted, which entity is meant.

mod counted;
mod entities;
mod times;

use crate::{error::Result, lang::Language, mention::Lexicon};

/// Resolves what recognisers left open, by what one language says of it.
#[derive(Debug)]
pub struct Resolver {
    /// The words that tell the tense of a time.
    tense: times::Tense,
    /// The words that tie two times to one interval.
    ties: times::Ties,
    /// The classes of words around names.
    lexicon: Lexicon,
    /// The words by which counted nouns are told.
    nouns: counted::Nouns,
}

impl Resolver {
    /// Compiles what the language says.
    pub fn new(language: &Language) -> Result<Self> {
        let tense = times::Tense::new(&language.time.tense);
        let ties = times::Ties::new(&language.time.intervals);
        let nouns = counted::Nouns::new(language);
        Ok(Self { tense, ties, lexicon: Lexicon::new(&language.name), nouns })
    }
}
