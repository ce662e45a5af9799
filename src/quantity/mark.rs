//! Signs that stand for a unit: 6'2", a rod 10" long.

use super::{
    combine::share,
    draft::{Draft, Scene},
    lexicon::Unit,
};
use crate::model::{Decimal, QuantityKind};
use std::sync::Arc;

/// How many atoms before a mark its quotation may begin: a line of nothing but marks takes linear time.
const LONGEST_QUOTATION: usize = 120;

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
        // The "16′11″" of a place on the globe follows its degrees.
        let free =
            self.atom(draft.first)?.spaced || matches!(self.sign(draft.first.checked_sub(1)?), Some('('));
        let unit = self.mark(at).filter(|_| free && self.glued(at))?;
        let small = self.atom(at + 1).filter(|atom| atom.is_digits() && atom.span.len() <= 2)?;
        let smaller = self.mark(at + 2).filter(|_| self.glued(at + 2))?;
        let share = share(unit.id.as_deref()?, smaller.id.as_deref()?)?;
        let part: Decimal = small.of(self.text).parse().ok().filter(|part| *part < share)?;
        let value = draft.value?.checked_add(part.checked_div(share)?)?;
        Some((at + 3, unit.clone(), value))
    }

    /// `10" long`, `a 12" screen`, where the mark closes no quotation. What may be an apostrophe needs the former.
    fn lone_mark(&self, draft: &Draft) -> Option<(usize, Arc<Unit>, Decimal)> {
        let at = draft.end;
        let unit = self.mark(at)?;
        let noun = || {
            let next = self.atom(at + 1).filter(|next| next.spaced && self.glued(at));
            let small = next.is_some_and(|next| next.of(self.text).starts_with(char::is_lowercase));
            small && !self.is(&self.lexicon.stops, at + 1) && !matches!(self.sign(at), Some('\'' | '’'))
        };
        let fits = self.is(&self.lexicon.marked, at + 1) || noun();
        (fits && !self.closes(at)).then_some((at + 1, unit.clone(), draft.value?))
    }

    /// True where a mark closes a quotation that was opened not too far before it.
    fn closes(&self, at: usize) -> bool {
        let Some(mark) = self.sign(at) else { return false };
        let count = |sign: char| {
            (at.saturating_sub(LONGEST_QUOTATION)..at).filter(|&at| self.sign(at) == Some(sign)).count()
        };
        match mark {
            '”' => count('“') > count('”'),
            '’' => count('‘') > count('’'),
            straight => count(straight) % 2 == 1,
        }
    }
}
