//! The section `name` of a language pack: names: titles, role nouns, given names.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of names: titles, role nouns, given names.
#[derive(Clone, Debug, Default)]
pub struct NamePack {}

impl NamePack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("name") {}
        Ok(Self {})
    }
}
