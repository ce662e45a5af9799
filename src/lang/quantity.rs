//! The section `quantity` of a language pack: units, bounds, approximations.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of units, bounds, approximations.
#[derive(Clone, Debug, Default)]
pub struct QuantityPack {}

impl QuantityPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("quantity") {}
        Ok(Self {})
    }
}
