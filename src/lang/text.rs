//! The section `text` of a language pack: zones, abbreviations, boilerplate.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of zones, abbreviations, boilerplate.
#[derive(Clone, Debug, Default)]
pub struct TextPack {}

impl TextPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("text") {}
        Ok(Self {})
    }
}
