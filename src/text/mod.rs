//! From a text to zones, sentences and tokens.
//!
//! Tokens and lines come first, in one walk over the text (`tokens`); lines join to paragraphs where a text is wrapped (`paragraphs`);
//! each paragraph gets its part of the article (`zones`) and is cut into sentences (`sentences`).

mod address;
mod class;
mod lexicon;
mod paragraphs;
mod sentences;
mod tokens;
mod zones;

use crate::{
    error::Result,
    lang::Language,
    model::{Article, LanguageGuess, Sentence, Token, View},
};
use lexicon::Lexicon;
use zones::Zones;

/// Cuts texts, by the abbreviations and zones of one language.
#[derive(Debug)]
pub struct Segmenter {
    lexicon: Lexicon,
    zones: Zones,
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
        Ok(Self { lexicon: Lexicon::new(&language.text), zones: Zones::new(&language.text)? })
    }

    /// Cuts an article's text.
    pub fn segment(&self, article: &Article) -> Segmented {
        let text = &article.text;
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
        Segmented { language: LanguageGuess::default(), tokens, sentences }
    }
}
