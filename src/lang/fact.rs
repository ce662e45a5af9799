//! The section `fact` of a language pack: facts: verbs, closed-class words, relations.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of facts: verbs, closed-class words, relations.
#[derive(Clone, Debug, Default)]
pub struct FactPack {}

impl FactPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("fact") {}
        Ok(Self {})
    }
}
