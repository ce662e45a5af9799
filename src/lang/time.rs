//! The section `time` of a language pack: time expressions.

use super::{CaseBook, Pack};
use crate::error::Result;

/// What a language says of time expressions.
#[derive(Clone, Debug, Default)]
pub struct TimePack {}

impl TimePack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, _cases: &mut CaseBook) -> Result<Self> {
        for _file in pack.section("time") {}
        Ok(Self {})
    }
}
