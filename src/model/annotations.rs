//! Everything that griot found in one article.

use super::{Entity, Mention, Parse, Quantity, Sentence, TimeExpression, Token, Triple, View};

/// What language an article seems to be in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanguageGuess {
    /// ISO 639-1 code; `und` where there is too little text to say.
    pub code: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
    /// True where the article is to be read with the language pack in use.
    pub readable: bool,
}

impl Default for LanguageGuess {
    fn default() -> Self {
        Self { code: "und", confidence: 0.0, readable: true }
    }
}

/// Everything that griot found in one article. Indices between the lists are positions in them.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// The language, as guessed. Where it is not readable, the lists below `sentences` are empty.
    pub language: LanguageGuess,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The entities that the mentions refer to, each once, in order of first mention; behind them those that are only described.
    pub entities: Vec<Entity>,
    /// Mentions, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Words that tell an entity without its name, as the last of "the Malian president": the token and the entity, in order.
    pub descriptions: Vec<(u32, u32)>,
    /// Quantities, in order, without overlap.
    pub quantities: Vec<Quantity>,
    /// Time expressions, in order, without overlap.
    pub times: Vec<TimeExpression>,
    /// What the parser says of the words; empty where none was run.
    pub parse: Parse,
    /// Facts, in order of their sentences.
    pub triples: Vec<Triple>,
    /// The headline: given with the article, or found in its text.
    pub title: Option<String>,
    /// The date of publication: given with the article, or found in its text.
    pub date: Option<jiff::civil::Date>,
    /// Number of sentences that were looked at for facts.
    pub sentences_read: u32,
}

impl Annotations {
    /// The segmented text, to be walked.
    pub fn view<'a>(&'a self, text: &'a str) -> View<'a> {
        View { text, tokens: &self.tokens, sentences: &self.sentences }
    }
}
