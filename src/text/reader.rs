//! What those who tell the parts of an article ask of its paragraphs and words.

use super::{
    lexicon::{Facets, Lexicon},
    paragraphs::Paragraph,
};
use crate::model::{Token, WordKey};

/// A text, its tokens, and what is known of its words.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    /// The tokens of a paragraph.
    pub fn tokens_of(&self, paragraph: Paragraph) -> &'a [Token] {
        self.tokens.get(paragraph.tokens.range()).unwrap_or(&[])
    }

    /// The characters of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// What is known of a word, with or without its stop.
    pub fn facets(&self, token: &Token) -> Facets {
        let word = self.word(token);
        match word.strip_suffix('.') {
            Some(stem) if !stem.is_empty() => self.lexicon.get(WordKey::of(stem)),
            _ => self.lexicon.get(token.key),
        }
    }
}
