//! A sieve of word keys: most words of a text are told from those of a list by one bit, without a look-up.

use crate::model::WordKey;

/// A set of keys by a few bits of each: that it does not hold a key is certain, that it does is not (a Bloom filter with one hash).
#[derive(Clone, Debug)]
pub struct KeySieve([u64; WORDS]);

/// Some hundreds of keys let one word in fifty through; a kibibyte stays in the cache.
const WORDS: usize = 128;

impl Default for KeySieve {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl KeySieve {
    const fn place(key: WordKey) -> (usize, u64) {
        // The low bits are a hash table's slot; these are others.
        ((key.0 >> 57) as usize, 1 << (key.0 >> 51 & 63))
    }

    /// Adds a key.
    pub const fn add(&mut self, key: WordKey) {
        let (word, bit) = Self::place(key);
        self.0[word] |= bit;
    }

    /// False where the key was not added.
    pub const fn may_hold(&self, key: WordKey) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] & bit != 0
    }
}

impl FromIterator<WordKey> for KeySieve {
    fn from_iter<I: IntoIterator<Item = WordKey>>(keys: I) -> Self {
        let mut sieve = Self::default();
        keys.into_iter().for_each(|key| sieve.add(key));
        sieve
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_all_its_own_and_few_others_through() {
        let key = |n: usize| WordKey::of(&format!("word{n}"));
        let sieve: KeySieve = (0..100).map(key).collect();
        assert!((0..100).all(|n| sieve.may_hold(key(n))));
        assert!((100..1100).filter(|&n| sieve.may_hold(key(n))).count() < 50);
    }
}
