//! Given names and family names, as words.

use super::Gazetteer;
use crate::model::WordKey;

impl Gazetteer {
    /// True for a word that is a given name somewhere.
    pub fn is_given(&self, _word: WordKey) -> bool {
        false
    }

    /// True for a word that is a family name somewhere.
    pub fn is_surname(&self, _word: WordKey) -> bool {
        false
    }
}
