//! Ages: "84 years old", "aged 84", "who turned 18".

use super::{
    combine::share,
    draft::{Draft, Scene},
    lexicon::Unit,
};
use crate::model::{Decimal, QuantityKind};
use std::sync::Arc;

impl Scene<'_> {
    /// "84 years old", "aged 84".
    pub(super) fn age(&self, draft: &mut Draft) -> bool {
        let period = self.past_hyphen(draft.end);
        let mut found = None;
        if let Some((length, name)) = self.forth(&self.lexicon.periods, period) {
            let old = self.past_hyphen(period + length);
            if let Some((more, ())) = self.forth(&self.lexicon.age_after, old) {
                found = Some((name.clone(), old + more));
            } else if let Some((taken, ())) = self.back(&self.lexicon.age_before, draft.first) {
                // "Aged 84 years", "âgée de 84 ans".
                found = Some((name.clone(), period + length));
                draft.first -= taken;
            }
        }
        let year = || self.lexicon.age_unit.as_ref().map(|unit| unit.name.clone());
        if found.is_none() && draft.value.is_some_and(|value| value <= Decimal::from(130)) {
            let after = self.forth(&self.lexicon.age_after, period).map(|(more, ())| period + more);
            let before =
                self.back(&self.lexicon.age_before, draft.first).map(|(length, ())| draft.first - length);
            let plain = self.atom(period).is_none_or(|next| self.lexicon.periods.word(next.key).is_none());
            if let Some(first) = before.filter(|_| plain) {
                found = year().map(|name| (name, draft.end));
                draft.first = first;
            } else if let Some(end) = after {
                found = year().map(|name| (name, end));
            } else if self.is_apposition(draft) || self.age_around(draft) {
                found = year().map(|name| (name, draft.end));
            }
        }
        let Some((name, end)) = found else { return false };
        let unit = Unit { id: Some(name.clone()), name, minor: false, factor: None };
        (draft.kind, draft.end, draft.rule) = (QuantityKind::Age, end, self.lexicon.rules.age.clone());
        draft.unit = Some(Arc::new(unit));
        true
    }

    /// "Awa Diallo, 34, …", "a man, 84, …": a number between commas behind a name of two words, or one that ends with "Jr.", or a person.
    fn is_apposition(&self, draft: &Draft) -> bool {
        let commas = draft.first.checked_sub(1).is_some_and(|at| self.sign(at) == Some(','))
            && self.sign(draft.end) == Some(',');
        if !commas || !draft.digits || draft.end != draft.first + 1 {
            return false;
        }
        let Some(last) = draft.first.checked_sub(2) else { return false };
        let last = if self.sign(last) == Some('.') { last.saturating_sub(1) } else { last };
        let given = last.checked_sub(1);
        // “Wee Man” McDaniel, Holder-Keita, his son Joshua.
        let part = |at: usize| {
            self.is_name(at)
                || matches!(self.sign(at), Some('"' | '”' | '-'))
                || self.is(&self.lexicon.persons, at)
        };
        let full = self.is_name(last) && given.is_some_and(part);
        full || self.is(&self.lexicon.persons, last)
    }

    /// "(turned) 18 (last week)", "(who is) 18(,)": nothing that could be counted follows. "Who is one of …" tells no age.
    fn age_around(&self, draft: &Draft) -> bool {
        let ends = self.atom(draft.end).is_none()
            || matches!(self.sign(draft.end), Some('.' | ',' | ';' | ')' | '!' | '?'));
        let one = draft.value.is_none_or(|value| value <= Decimal::from(1));
        !one && self.lexicon.ages.iter().any(|around| {
            self.back(&around.before, draft.first).is_some()
                && (ends && around.ends || self.forth(&around.after, draft.end).is_some())
        })
    }

    /// "3 years and 6 months old": the first number has no age of its own.
    pub(super) fn age_sum(&self, left: &Draft, right: &Draft) -> Option<Draft> {
        let plain = left.kind == QuantityKind::Cardinal
            && right.kind == QuantityKind::Age
            && !self.back_of_age(right);
        let period = self.past_hyphen(left.end);
        let (length, whole) = self.forth(&self.lexicon.periods, period).filter(|_| plain)?;
        let joiner = self.forth(&self.lexicon.joiners, period + length).map_or(0, |(length, ())| length);
        let part = right.unit.as_ref()?.id.clone()?;
        let share = share(whole, &part).filter(|_| period + length + joiner == right.first)?;
        let value =
            left.value?.checked_add(right.value.filter(|value| *value < share)?.checked_div(share)?)?;
        let unit = Unit { id: Some(whole.clone()), name: whole.clone(), minor: false, factor: None };
        Some(Draft { first: left.first, value: Some(value), unit: Some(Arc::new(unit)), ..right.clone() })
    }
}
