//! What a parse says of each word: part of speech, morphology, lemma, and the word it depends on, as Universal Dependencies has them.

use super::{EntityType, Features, Relation, Span, TokenSpan, Upos, WordKey};

/// The parse of an article: a word for each token, in the same order.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// One for each token; empty where no parser was run.
    pub words: Vec<Word>,
    /// For each sentence, whether it was parsed; the words of one that was not are [`Word::default`].
    pub parsed: Vec<bool>,
    /// All lemmas, one after the other; [`Word::lemma`] says which bytes.
    pub lemmas: String,
    /// Names, found by the way words stand, in order, without overlap.
    pub names: Vec<Name>,
}

impl Parse {
    /// The lemma of a word of this parse.
    pub fn lemma(&self, word: &Word) -> &str {
        word.lemma.of(&self.lemmas)
    }
}

/// What a parse says of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Language-specific part of speech, as a row of the encoder's list.
    pub xpos: u8,
    /// How it depends on its head.
    pub relation: Relation,
    /// Morphological features.
    pub features: Features,
    /// The token it depends on, counted over the article; the root of a sentence is its own head.
    pub head: u32,
    /// The bytes of [`Parse::lemmas`] that hold its lemma.
    pub lemma: Span,
    /// The key of its lemma.
    pub lemma_key: WordKey,
    /// How unsure the parser is of head and relation together, in parts of 255; 0 where the tree was given.
    pub doubt: u8,
}

/// A name that the encoder found, which no list needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Its tokens, counted over the article.
    pub tokens: TokenSpan,
    /// What it names: a person, an organisation or a place.
    pub kind: EntityType,
    /// How sure the encoder is of it, 0 to 1.
    pub score: f32,
}
