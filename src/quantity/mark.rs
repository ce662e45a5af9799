//! Signs that stand for a unit: 6'2", a rod 10" long.

use super::{
    combine::share,
    draft::{Draft, Scene},
    lexicon::Unit,
};
use crate::model::{Decimal, QuantityKind};
use std::sync::Arc;

impl Scene<'_> {
    /// A height by its marks, or one mark before a noun or a word such as "long": alone it is a quotation mark.
    pub(super) fn marked(&self, draft: &mut Draft) -> bool {
        if !draft.digits || draft.scale.is_some() {
            return false;
        }
        let Some((end, unit, value)) = self.height(draft).or_else(|| self.lone_mark(draft)) else {
            return false;
        };
        (draft.kind, draft.end, draft.value) = (QuantityKind::Measure, end, Some(value));
        (draft.unit, draft.rule) = (Some(unit), self.lexicon.rules.measure.clone());
        true
    }

    fn mark(&self, at: usize) -> Option<&Arc<Unit>> {
        let sign = self.sign(at)?;
        self.lexicon.marks.iter().find(|(mark, _)| *mark == sign).map(|(_, unit)| unit)
    }

    /// 6'2", with or without a space between.
    fn height(&self, draft: &Draft) -> Option<(usize, Arc<Unit>, Decimal)> {
        let at = draft.end;
        let unit = self.mark(at).filter(|_| self.glued(at))?;
        let small = self.atom(at + 1).filter(|atom| atom.is_digits() && atom.span.len() <= 2)?;
        let smaller = self.mark(at + 2).filter(|_| self.glued(at + 2))?;
        let share = share(unit.id.as_deref()?, smaller.id.as_deref()?)?;
        let part: Decimal = small.of(self.text).parse().ok().filter(|part| *part < share)?;
        let value = draft.value?.checked_add(part.checked_div(share)?)?;
        Some((at + 3, unit.clone(), value))
    }

    /// `10" long`, `a 12" screen`, where the mark closes no quotation.
    fn lone_mark(&self, draft: &Draft) -> Option<(usize, Arc<Unit>, Decimal)> {
        let at = draft.end;
        let noun = self.glued(at)
            && self
                .atom(at + 1)
                .is_some_and(|next| next.spaced && next.of(self.text).starts_with(char::is_lowercase))
            && !self.is(&self.lexicon.stops, at + 1);
        let unit = self.mark(at).filter(|_| noun || self.is(&self.lexicon.marked, at + 1))?;
        let sign = self.sign(at);
        let opened = (0..at).filter(|&before| self.sign(before) == sign).count() % 2 == 1;
        (!opened).then_some((at + 1, unit.clone(), draft.value?))
    }
}
