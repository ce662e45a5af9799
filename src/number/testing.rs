//! Texts for unit tests, cut without the help of `text`: words at white space, marks at their ends, one sentence.

use crate::model::{Sentence, Shape, Span, Token, TokenSpan, View, WordKey};

pub(crate) struct Sample {
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl Sample {
    pub fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        for word in text.split_whitespace() {
            let start = at + text[at..].find(word).unwrap();
            at = start + word.len();
            let marks = word.len() - word.trim_end_matches(['.', ',', '?', '!', ';', ':', ')', '"']).len();
            let body = if marks < word.len() { at - marks } else { start };
            let mut push = |from: usize, to: usize, spaced: bool| {
                let word = &text[from..to];
                let shape = if spaced { Shape::of(word).with(Shape::SPACED) } else { Shape::of(word) };
                tokens.push(Token { span: Span::new(from as u32, to as u32), key: WordKey::of(word), shape });
            };
            if body > start {
                push(start, body, true);
            }
            for (i, c) in text[body..at].char_indices() {
                push(body + i, body + i + c.len_utf8(), body == start && i == 0);
            }
        }
        let span = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        let sentence = Sentence {
            span,
            tokens: TokenSpan::new(0, tokens.len() as u32),
            part: Default::default(),
            paragraph: 0,
            dateline: 0,
        };
        Self { text: text.to_owned(), tokens, sentences: vec![sentence] }
    }

    pub fn view(&self) -> View<'_> {
        View { text: &self.text, tokens: &self.tokens, sentences: &self.sentences }
    }
}
