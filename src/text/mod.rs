//! From a text to zones, sentences and tokens.
//!
//! Tokens and lines come first, in one walk over the text (`tokens`); lines join to paragraphs where a text is wrapped (`paragraphs`);
//! each paragraph gets its part of the article (`zones`) and is cut into sentences (`sentences`).

mod address;
mod class;
mod clitics;
mod datelines;
mod language;
mod lexicon;
mod paragraphs;
mod reader;
mod sentences;
mod table;
mod tokens;
mod zones;

use crate::{
    error::Result,
    lang::Language,
    model::{Article, LanguageGuess, Sentence, Token, View},
};
use language::Guesser;
use lexicon::Lexicon;
use zones::Zones;

/// Cuts texts, by the abbreviations and zones of one language.
#[derive(Debug)]
pub struct Segmenter {
    lexicon: Lexicon,
    zones: Zones,
    guesser: Guesser,
}

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
    pub fn new(language: &Language) -> Result<Self> {
        let lexicon = Lexicon::new(&language.text);
        Ok(Self { zones: Zones::new(&language.text, &lexicon)?, lexicon, guesser: Guesser::new(language)? })
    }

    /// Cuts an article's text.
    pub fn segment(&self, article: &Article) -> Segmented {
        // Spans count bytes in 32 bits; what lies beyond four gigabytes is left unread.
        let text = article.text.as_str();
        let text = text.get(..text.floor_char_boundary(u32::MAX as usize)).unwrap_or("");
        let (tokens, lines) = tokens::tokenize(text, &self.lexicon);
        let splitter = sentences::Splitter { text, tokens: &tokens, lexicon: &self.lexicon };
        let view = View { text, tokens: &tokens, sentences: &[] };
        let mut sentences = Vec::with_capacity(tokens.len() / 16 + lines.len());
        let mut spans = Vec::new();
        let paragraphs = paragraphs::paragraphs(text, &tokens, &lines);
        let zoned = self.zones.read(article, &tokens, &self.lexicon, &paragraphs);
        for (ordinal, zone) in zoned.iter().enumerate() {
            spans.clear();
            splitter.split(zone.paragraph.tokens, zone.dateline as usize, &mut spans);
            sentences.extend(spans.iter().enumerate().map(|(n, &tokens)| Sentence {
                span: view.span(tokens),
                tokens,
                part: zone.part,
                paragraph: ordinal as u32,
                dateline: if n == 0 { zone.dateline } else { 0 },
            }));
        }
        let language = self.guesser.guess(text, &tokens);
        Segmented { language, tokens, sentences }
    }
}

#[cfg(test)]
mod tests;
