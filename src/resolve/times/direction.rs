//! On which side of now a time expression lies, by the tense of the words around it.

use crate::{
    lang,
    model::{Shape, Token, View, WordKey},
};
use std::collections::HashMap;

/// Which way the words around an expression look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// The words that tell the tense.
#[derive(Debug)]
pub(in crate::resolve) struct Tense {
    words: HashMap<WordKey, Direction>,
    endings: Vec<String>,
}

/// How far a verb may stand from its time: a clause is rarely longer.
const BEFORE: usize = 24;
const AFTER: usize = 10;

impl Tense {
    /// Compiles the words.
    pub(in crate::resolve) fn new(pack: &lang::Tense) -> Self {
        let mut words = HashMap::new();
        let lists = [
            (&pack.present, Direction::Unknown),
            (&pack.past, Direction::Past),
            (&pack.future, Direction::Future),
        ];
        for (list, direction) in lists {
            words.extend(list.iter().map(|word| (WordKey::of(word), direction)));
        }
        Self { words, endings: pack.past_endings.clone() }
    }

    /// Which way the words around tokens `from` to `to` of a sentence look: the nearest verb before, else the nearest after.
    pub(super) fn around(&self, view: &View<'_>, tokens: &[Token], from: usize, to: usize) -> Direction {
        let before = tokens.get(..from).unwrap_or(&[]).iter().rev().take(BEFORE);
        let after = tokens.get(to..).unwrap_or(&[]).iter().take(AFTER);
        let mut seen = before.chain(after).map(|token| self.of(view, token));
        seen.find(|direction| *direction != Direction::Unknown).unwrap_or(Direction::Unknown)
    }

    fn of(&self, view: &View<'_>, token: &Token) -> Direction {
        if let Some(direction) = self.words.get(&token.key) {
            return *direction;
        }
        let word = view.word(token);
        let past = token.shape.has(Shape::LOWER) && self.endings.iter().any(|end| word.ends_with(end.as_str()));
        if past { Direction::Past } else { Direction::Unknown }
    }
}
