//! A small open-addressed table from the key of a word to a set of flags.

use crate::model::WordKey;

/// Flags by key, at most a quarter full; a word that is not in it has none. Keys are hashes already, so their low bits are the slot.
#[derive(Debug)]
pub(super) struct Table {
    /// A slot without flags is empty.
    slots: Vec<(WordKey, u32)>,
}

impl Table {
    /// A table for as many words.
    pub fn with_room(words: usize) -> Self {
        Self { slots: vec![Default::default(); (words * 4).next_power_of_two().max(16)] }
    }

    /// The flags of the word with this key.
    #[inline]
    pub fn get(&self, key: WordKey) -> u32 {
        let slot = self.slots[self.slot(key)];
        if slot.0 == key { slot.1 } else { 0 }
    }

    /// Sets the flags of a word.
    pub fn set(&mut self, key: WordKey, flags: u32) {
        let slot = self.slot(key);
        self.slots[slot] = (key, flags);
    }

    /// The slot that holds the key, or the empty one that it would take.
    #[inline]
    fn slot(&self, key: WordKey) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.0 as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.0 == key || slot.1 == 0 {
                return at;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_found_even_where_slots_collide() {
        let mut table = Table::with_room(3);
        for (key, flags) in [(1, 1), (17, 2), (33, 4), (17, 3)] {
            table.set(WordKey(key), flags);
        }
        assert_eq!([1, 17, 33, 49, 0].map(|key| table.get(WordKey(key))), [1, 3, 4, 0, 0]);
    }
}
