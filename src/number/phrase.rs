//! A table of phrases: what a language pack lists, found by one walk over atoms.

use super::{atom::keys_of, sieve::KeySieve};
use crate::model::{KeyHasher, WordKey};
use std::{collections::HashMap, hash::BuildHasherDefault};

/// Phrases with what each means, as a trie over the keys of their atoms. The cost of a look-up is the length of the match, however many
/// phrases there are.
#[derive(Clone, Debug)]
pub struct PhraseTable<T> {
    /// The first atoms.
    firsts: KeySieve,
    children: HashMap<(u32, WordKey), u32, BuildHasherDefault<KeyHasher>>,
    values: Vec<Option<T>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { firsts: KeySieve::default(), children: HashMap::default(), values: vec![None] }
    }
}

impl PhraseTable<()> {
    /// A set of phrases.
    pub fn of(phrases: &[String]) -> Self {
        let mut table = Self::default();
        phrases.iter().for_each(|phrase| table.enter(phrase, ()));
        table
    }
}

impl<T> PhraseTable<T> {
    /// Enters a phrase, in place of what it meant before.
    pub fn enter(&mut self, phrase: &str, meaning: T) {
        *self.slot(keys_of(phrase)) = Some(meaning);
    }

    /// Where the phrase's meaning stands: `None` for a phrase not yet entered. A table that is to be matched from right to left takes its
    /// phrases in that order.
    pub fn slot(&mut self, phrase: impl IntoIterator<Item = WordKey>) -> &mut Option<T> {
        let mut node = 0;
        for key in phrase {
            if node == 0 {
                self.firsts.add(key);
            }
            let next = self.values.len() as u32;
            node = *self.children.entry((node, key)).or_insert(next);
            if node == next {
                self.values.push(None);
            }
        }
        &mut self.values[node as usize]
    }

    /// The longest phrase that the keys begin with, as the number of its atoms and its meaning.
    pub fn longest(&self, keys: impl IntoIterator<Item = WordKey>) -> Option<(usize, &T)> {
        self.longest_where(keys, |_| true)
    }

    /// The longest phrase that the keys begin with and whose meaning pleases.
    pub fn longest_where(
        &self,
        keys: impl IntoIterator<Item = WordKey>,
        pleases: impl Fn(&T) -> bool,
    ) -> Option<(usize, &T)> {
        let (mut node, mut best) = (0, None);
        for (index, key) in keys.into_iter().enumerate() {
            if index == 0 && !self.firsts.may_hold(key) {
                break;
            }
            let Some(&next) = self.children.get(&(node, key)) else { break };
            node = next;
            if let Some(value) =
                self.values.get(node as usize).and_then(Option::as_ref).filter(|v| pleases(v))
            {
                best = Some((index + 1, value));
            }
        }
        best
    }

    /// The meaning of a phrase of one atom.
    pub fn word(&self, key: WordKey) -> Option<&T> {
        let node = self.firsts.may_hold(key).then(|| self.children.get(&(0, key))).flatten()?;
        self.values.get(*node as usize)?.as_ref()
    }

    /// True where there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// All meanings, in the order in which their phrases were entered.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.values.iter().flatten()
    }

    /// False where no phrase begins with this atom, told at once.
    #[inline]
    pub fn may_begin(&self, key: WordKey) -> bool {
        self.firsts.may_hold(key)
    }

    /// True where some phrase begins with this atom.
    pub fn begins(&self, key: WordKey) -> bool {
        self.firsts.may_hold(key) && self.children.contains_key(&(0, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest() {
        let mut table = PhraseTable::default();
        *table.slot(keys_of("more")) = Some(1);
        *table.slot(keys_of("more than")) = Some(2);
        *table.slot(keys_of("more than half a")) = Some(3);
        assert_eq!(table.longest(keys_of("more than half of")), Some((2, &2)));
        assert_eq!(table.longest(keys_of("less")), None);
        assert_eq!(table.word(WordKey::of("MORE")), Some(&1));
        assert!(table.begins(WordKey::of("more")) && !table.begins(WordKey::of("than")));
    }
}
