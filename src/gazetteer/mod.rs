//! Lists of things in the world, and where a text names them.

use crate::{
    error::Result,
    model::{TokenSpan, View},
};
use std::path::PathBuf;

/// An index over the names of all gazetteers in use.
#[derive(Debug)]
pub struct Gazetteer {}

/// A stretch of text that is a name in the gazetteer, of one thing or of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The names that match here, best known first.
    pub candidates: Vec<Candidate>,
}

/// One thing that a matched name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The row, to be asked of [`Gazetteer`].
    pub row: u32,
    /// True where the name is the adjective or the inhabitants of the row's place.
    pub demonym: bool,
    /// True where the name is too common a word to stand without evidence.
    pub context: bool,
}

impl Gazetteer {
    /// The gazetteers that ship with griot, and the user's own.
    pub fn load(_files: &[PathBuf]) -> Result<Self> {
        Ok(Self {})
    }

    /// All names in a text: the longest at each place, in order, without overlap.
    pub fn tag(&self, _view: &View<'_>) -> Vec<Match> {
        Vec::new()
    }
}
