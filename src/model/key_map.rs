//! Tables by word: a [`WordKey`] is a hash already, and is used as it is.

use super::WordKey;
use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// What is known of words.
pub type KeyMap<T> = HashMap<WordKey, T, BuildHasherDefault<KeyHasher>>;

/// A set of words.
pub type KeySet = HashSet<WordKey, BuildHasherDefault<KeyHasher>>;

/// Takes a key for its own hash; where more than a key is hashed, what came before is mixed in.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_own_hash() {
        let mut hasher = KeyHasher::default();
        hasher.write_u64(WordKey::of("Mali").0);
        assert_eq!(hasher.finish(), WordKey::of("mali").0);
    }
}
