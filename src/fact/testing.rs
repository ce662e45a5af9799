//! Trees written by hand, for tests: a word a line with its lemma, part of speech, features, head (1 is the first) and relation.

use super::Extractor;
use crate::{
    lang::{Language, Pack},
    model::{
        Annotations, Features, Parse, Part, Phrase, Relation, Sentence, Shape, Span, Token, TokenSpan,
        Triple, Upos, Word, WordKey,
    },
};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Language::load(&Pack::embedded("en").unwrap()).unwrap()).unwrap());

/// A sentence with its tree.
pub(super) struct Example {
    pub text: String,
    pub found: Annotations,
}

impl Example {
    /// Reads a tree; words stand with a space between them.
    pub fn new(tree: &str) -> Self {
        let words = tree.lines().map(str::trim).filter(|line| !line.is_empty());
        let rows: Vec<[&str; 6]> =
            words.map(|line| line.split_whitespace().collect::<Vec<_>>().try_into().unwrap()).collect();
        Self::of(rows.iter().map(|&[form, lemma, upos, features, head, relation]| {
            let upos = Upos::parse(upos).unwrap();
            let relation = Relation::parse(relation).unwrap();
            (form, lemma, upos, Features::parse(features), head.parse().unwrap(), relation)
        }))
    }

    /// A sentence of these words: form, lemma, part of speech, features, head counted from 1, relation.
    pub fn of<'a>(words: impl Iterator<Item = (&'a str, &'a str, Upos, Features, u32, Relation)>) -> Self {
        let (mut text, mut tokens, mut parse) = (String::new(), Vec::new(), Parse::default());
        for (at, (form, lemma, upos, features, head, relation)) in words.enumerate() {
            if at > 0 {
                text.push(' ');
            }
            let start = text.len() as u32;
            text.push_str(form);
            let span = Span::new(start, text.len() as u32);
            tokens.push(Token { span, key: WordKey::of(form), shape: Shape::of(form).with(Shape::SPACED) });
            let start = parse.lemmas.len() as u32;
            parse.lemmas.push_str(lemma);
            parse.words.push(Word {
                upos,
                xpos: 0,
                relation,
                features,
                head: if head == 0 { at as u32 } else { head - 1 },
                lemma: Span::new(start, parse.lemmas.len() as u32),
                lemma_key: WordKey::of(lemma),
                doubt: 0,
            });
        }
        parse.parsed.push(true);
        let sentence = Sentence {
            span: Span::new(0, text.len() as u32),
            tokens: TokenSpan::new(0, tokens.len() as u32),
            part: Part::Body,
            paragraph: 0,
            dateline: 0,
        };
        let found = Annotations { tokens, sentences: vec![sentence], parse, ..Annotations::default() };
        Self { text, found }
    }

    pub fn triples(&self) -> Vec<Triple> {
        EXTRACTOR.extract(&self.text, &self.found)
    }

    /// The predicates without a row.
    pub fn silent(&self) -> Vec<super::Silent> {
        EXTRACTOR.explain(&self.text, &self.found).1
    }

    /// Each row as `subject | predicate | object`, core words and lemma.
    pub fn rows(&self) -> Vec<String> {
        let side =
            |phrase: &Option<Phrase>| phrase.map_or("-", |phrase| phrase.core.of(&self.text)).to_owned();
        let row =
            |t: &Triple| format!("{} | {} | {}", side(&t.subject), t.predicate.reading(), side(&t.object));
        self.triples().iter().map(row).collect()
    }
}
