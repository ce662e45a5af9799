//! Given names and family names, as words.

use super::Gazetteer;
use crate::model::WordKey;

/// The keys of given names, in order: eight bytes each, little-endian.
static GIVEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/given.bin"));
/// The keys of family names.
static FAMILY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/family.bin"));

impl Gazetteer {
    /// True for a word that is a given name somewhere.
    pub fn is_given(&self, word: WordKey) -> bool {
        contains(GIVEN, word)
    }

    /// True for a word that is a family name somewhere.
    pub fn is_surname(&self, word: WordKey) -> bool {
        contains(FAMILY, word)
    }
}

/// Binary search among keys.
fn contains(keys: &[u8], word: WordKey) -> bool {
    let key =
        |at: usize| keys.get(at * 8..).and_then(|rest| rest.first_chunk()).map(|b| u64::from_le_bytes(*b));
    let (mut low, mut high) = (0, keys.len() / 8);
    while low < high {
        let middle = (low + high) / 2;
        match key(middle) {
            Some(found) if found == word.0 => return true,
            Some(found) if found < word.0 => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys_in_order() {
        let keys: Vec<u8> = [3u64, 7, 9].iter().flat_map(|key| key.to_le_bytes()).collect();
        let found: Vec<u64> = (0..12).filter(|key| contains(&keys, WordKey(*key))).collect();
        assert_eq!(found, [3, 7, 9]);
        assert!(!contains(&[], WordKey(3)));
    }
}
