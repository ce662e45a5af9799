//! The section `number` of a language pack: number words.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of number words.
#[derive(Clone, Debug, Default)]
pub struct NumberPack {}

impl NumberPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("number") {}
        Ok(Self {})
    }
}
