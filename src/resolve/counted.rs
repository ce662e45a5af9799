//! What a quantity counts: the noun phrase behind it.

use super::Resolver;
use crate::model::{Quantity, View};

impl Resolver {
    /// Fills [`Quantity::counted`].
    pub fn counted(&self, _view: &View<'_>, _quantities: &mut [Quantity]) {}
}
