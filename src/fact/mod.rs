//! Who did what to whom: clauses to triples.

use crate::{
    error::Result,
    lang::Language,
    model::{Annotations, Triple},
};

/// Extracts triples, by the verbs and closed-class words of one language.
#[derive(Debug)]
pub struct Extractor {}

impl Extractor {
    /// Compiles what the language says of facts.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// The facts of an annotated text, in order of their sentences.
    pub fn extract(&self, _text: &str, _found: &Annotations) -> Vec<Triple> {
        Vec::new()
    }
}
