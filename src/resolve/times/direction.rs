//! On which side of now a time expression lies, by the tense of the words around it.

use crate::{
    lang,
    model::{KeyMap, KeySet, Shape, Token, View, WordKey},
};

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
    words: KeyMap<Direction>,
    endings: Vec<String>,
    /// A past form after one of these is a participle.
    infinitive: KeySet,
    /// Words that look ahead where one of `marks` follows.
    ahead: KeySet,
    marks: KeySet,
}

/// How far a verb may stand from its time: a clause is rarely longer.
const BEFORE: usize = 24;
const AFTER: usize = 10;

impl Tense {
    /// Compiles the words.
    pub(in crate::resolve) fn new(pack: &lang::Tense) -> Self {
        let mut words = KeyMap::default();
        let lists = [
            (&pack.present, Direction::Unknown),
            (&pack.past, Direction::Past),
            (&pack.future, Direction::Future),
        ];
        for (list, direction) in lists {
            words.extend(list.iter().map(|word| (WordKey::of(word), direction)));
        }
        let set = |list: &[String]| -> KeySet { list.iter().map(|word| WordKey::of(word)).collect() };
        let (infinitive, ahead, marks) = (set(&pack.infinitive), set(&pack.ahead), set(&pack.marks));
        Self { words, endings: pack.past_endings.clone(), infinitive, ahead, marks }
    }

    /// Which way the words around tokens `from` to `to` of a sentence look: the nearest verb before, else the nearest after.
    pub(super) fn around(&self, view: &View<'_>, tokens: &[Token], from: usize, to: usize) -> Direction {
        let before = (from.saturating_sub(BEFORE)..from).rev();
        let mut seen = before.chain(to..to + AFTER).map(|at| self.at(view, tokens, at));
        seen.find(|direction| *direction != Direction::Unknown).unwrap_or(Direction::Unknown)
    }

    fn at(&self, view: &View<'_>, tokens: &[Token], at: usize) -> Direction {
        let Some(token) = tokens.get(at) else { return Direction::Unknown };
        let marked = || tokens.get(at + 1).is_some_and(|next| self.marks.contains(&next.key));
        if self.ahead.contains(&token.key) && marked() {
            return Direction::Future;
        }
        let direction = self.of(view, token);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let participle = before.is_some_and(|token| self.infinitive.contains(&token.key));
        if participle && direction == Direction::Past { Direction::Unknown } else { direction }
    }

    fn of(&self, view: &View<'_>, token: &Token) -> Direction {
        if let Some(direction) = self.words.get(&token.key) {
            return *direction;
        }
        let word = view.word(token);
        let past =
            token.shape.has(Shape::LOWER) && self.endings.iter().any(|end| word.ends_with(end.as_str()));
        if past { Direction::Past } else { Direction::Unknown }
    }
}
