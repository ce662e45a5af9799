//! Stable ids: made from what a row says, so that tables join and two runs compare.

use std::{
    collections::HashMap,
    fmt,
    hash::{BuildHasherDefault, Hasher},
};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// The id of a row: a letter for its table and 64 bits of its content, written `t:9f86d081884c7d65`.
///
/// The letter keeps spreadsheets and data frames from reading an id of digits alone as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id {
    /// `t` a triple, `m` a mention, `q` a quantity, `d` a time expression.
    pub table: u8,
    /// The hash.
    pub hash: u64,
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:016x}", char::from(self.table), self.hash)
    }
}

/// The hash of some words in order; `["ab", "c"]` and `["a", "bc"]` differ.
pub fn hash(words: &[&str]) -> u64 {
    let mut buffer = Vec::with_capacity(words.iter().map(|word| word.len() + 8).sum());
    hash_in(&mut buffer, words)
}

/// The same, with the memory of an earlier hash.
fn hash_in(buffer: &mut Vec<u8>, words: &[&str]) -> u64 {
    buffer.clear();
    for word in words {
        buffer.extend_from_slice(&(word.len() as u64).to_le_bytes());
        buffer.extend_from_slice(word.as_bytes());
    }
    xxh3_64(buffer)
}

/// Makes the ids of one table's rows in one article.
///
/// An id is made from words, not from positions: a line added above leaves it alone. Where the same words recur, the second is told from
/// the first by its ordinal.
pub(super) struct Ids {
    table: u8,
    seen: HashMap<u64, u64, BuildHasherDefault<Same>>,
    buffer: Vec<u8>,
}

impl Ids {
    pub(super) fn new(table: u8, rows: usize) -> Self {
        let seen = HashMap::with_capacity_and_hasher(rows, BuildHasherDefault::default());
        // Room for the words of most rows: a sentence and two phrases.
        Self { table, seen, buffer: Vec::with_capacity(1024) }
    }

    pub(super) fn make(&mut self, words: &[&str]) -> Id {
        let first = hash_in(&mut self.buffer, words);
        let count = self.seen.entry(first).and_modify(|n| *n += 1).or_insert(0);
        let hash = match count {
            0 => first,
            n => xxh3_64_with_seed(&first.to_le_bytes(), *n),
        };
        Id { table: self.table, hash }
    }
}

/// Takes a hash as it is: to hash it once more would tell no more rows apart.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_by_words_and_by_ordinal() {
        let mut ids = Ids::new(b'm', 2);
        let made = [ids.make(&["a", "Gao"]), ids.make(&["a", "Gao"]), ids.make(&["aG", "ao"])];
        assert!(made[0] != made[1] && made[0] != made[2] && made[1] != made[2]);
        assert_eq!(Ids::new(b'm', 2).make(&["a", "Gao"]), made[0]);
    }

    #[test]
    fn an_id_is_the_same_in_every_version() {
        assert_eq!(Ids::new(b't', 2).make(&["article", "words"]).to_string(), "t:1471d5462b189ca1");
    }
}
