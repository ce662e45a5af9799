//! From a text to zones, sentences and tokens.

use crate::{
    error::Result,
    lang::Language,
    model::{Article, LanguageGuess, Sentence, Token},
};

/// Cuts texts, by the abbreviations and zones of one language.
#[derive(Debug)]
pub struct Segmenter {}

/// A text, cut.
#[derive(Clone, Debug, Default)]
pub struct Segmented {
    /// What language it seems to be in.
    pub language: LanguageGuess,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; every token lies in exactly one.
    pub sentences: Vec<Sentence>,
}

impl Segmenter {
    /// Compiles what the language says of texts.
    pub fn new(_language: &Language) -> Result<Self> {
        Ok(Self {})
    }

    /// Cuts an article's text.
    pub fn segment(&self, _article: &Article) -> Segmented {
        Segmented::default()
    }
}
