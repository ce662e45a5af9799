//! The unit of a number: per cent, money, age, measure.

use super::{
    draft::{Draft, Scene},
    lexicon::Unit,
};
use crate::{
    model::{Decimal, QuantityKind},
    number::atom::{Atom, AtomClass},
};
use std::sync::Arc;

impl Scene<'_> {
    /// "12 per cent".
    pub(super) fn percent(&self, draft: &mut Draft) -> bool {
        let at = self.past_hyphen(draft.end);
        let Some((length, ())) = self.forth(&self.lexicon.percent, at) else { return false };
        (draft.end, draft.kind, draft.rule) =
            (at + length, QuantityKind::Percent, self.lexicon.rules.percent.clone());
        true
    }

    /// Steps over a hyphen that touches what stands on both sides.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        let hyphen = matches!(self.sign(at), Some('-' | '\u{2010}' | '\u{2011}'));
        let tied =
            hyphen && self.glued(at) && self.glued(at + 1) && self.atom(at + 1).is_some_and(Atom::is_word);
        if tied { at + 1 } else { at }
    }

    /// Steps over "of" behind a vague plural: "millions of dollars", "thousands of tonnes". What follows the unit must not be another noun, as in
    /// "thousands of foot soldiers".
    fn past_partitive(&self, draft: &Draft, unit: impl Fn(usize) -> Option<usize>) -> usize {
        let at = self.past_hyphen(draft.end);
        let vague = draft.value.is_none() && draft.min.is_some();
        let Some((length, ())) = self.forth(&self.lexicon.partitives, draft.end).filter(|_| vague) else {
            return at;
        };
        let behind = draft.end + length;
        let whole = unit(behind).is_some_and(|length| {
            let stops =
                self.atom(behind + length).is_some_and(|next| self.lexicon.stops.word(next.key).is_some());
            stops || self.is_dimension(behind + length)
        });
        if whole { behind } else { at }
    }

    /// The currency before a number. Single letters ("R5 million", "N30,000") count only before large sums, which they touch.
    pub(super) fn money_before(
        &self,
        value: Option<Decimal>,
        first: usize,
        end: usize,
    ) -> Option<(usize, Arc<Unit>)> {
        let large = || {
            let scaled = self.glued(end) && self.forth(&self.lexicon.money_scales, end).is_some();
            scaled || value.is_some_and(|value| value >= Decimal::from(1000))
        };
        self.unit_before(&self.lexicon.money_before, first).or_else(|| {
            let (length, unit) = self.unit_before(&self.lexicon.money_before_large, first)?;
            (self.glued(first) && large()).then_some((length, unit))
        })
    }

    /// "$5 million", "five million dollars".
    pub(super) fn money(&self, draft: &mut Draft, floor: usize) -> bool {
        let before = self.money_before(draft.value, draft.first, draft.end);
        let before = before.filter(|(length, _)| draft.first - length >= floor);
        let mut unit = None;
        if let Some((length, found)) = before {
            draft.first -= length;
            unit = Some(found);
            if draft.first > floor && self.is_minus_of_money(draft.first - 1) {
                (draft.first, draft.value) = (draft.first - 1, draft.value.map(Decimal::negated));
            }
            if let Some((length, scale)) = self.forth(&self.lexicon.money_scales, draft.end) {
                let alone = !self
                    .atom(draft.end + length)
                    .is_some_and(|next| !next.spaced && next.class != AtomClass::Sign);
                if draft.scale.is_none()
                    && alone
                    && (self.glued(draft.end) || self.ends_at(draft.end + length))
                {
                    draft.value = draft.value.and_then(|value| value.checked_mul(*scale));
                    (draft.end, draft.scale) = (draft.end + length, Some(*scale));
                }
            }
        }
        let known = |at: usize| self.unit_after(&self.lexicon.money_after, at).map(|(length, _)| length);
        let mut at = self.past_partitive(draft, known);
        let mut scaled = None;
        if unit.is_none() && draft.digits && draft.scale.is_none() && self.glued(draft.end) {
            // "5m euros".
            if let Some((length, scale)) = self.forth(&self.lexicon.money_scales, draft.end) {
                (at, scaled) = (draft.end + length, Some(*scale));
            }
        }
        let after = self.unit_after(&self.lexicon.money_after, at).filter(|(length, found)| {
            // "25 pounds" weigh, "25 million pounds" and "25 pounds sterling" pay.
            // The "$" of "1 $ 10" belongs to what stands behind it, but not that of "1 $ 10 cents".
            let cents = |at: usize| {
                self.unit_after(&self.lexicon.money_after, at).is_some_and(|(_, unit)| unit.minor)
            };
            if !self.atom(at).is_some_and(Atom::is_word)
                && !self.glued(at)
                && self.atom(at + length).is_some_and(|next| next.is_digits())
                && !cents(at + length + 1)
            {
                return false;
            }
            let weighs = self
                .unit_after(&self.lexicon.units, at)
                .is_some_and(|(weight, _)| !found.minor && weight >= *length);
            let million = Decimal::new(1, 6);
            let large = draft.scale.or(draft.min).is_some_and(|scale| scale >= million) || scaled.is_some();
            unit.is_none() && (!weighs || large) || unit.as_ref().is_some_and(|unit| unit.id == found.id)
        });
        if let Some((length, found)) = after {
            if let Some(scale) = scaled {
                draft.value = draft.value.and_then(|value| value.checked_mul(scale));
                draft.scale = Some(scale);
            }
            draft.end = at + length;
            unit = unit.or(Some(found));
        }
        if unit.is_none()
            && let Some((length, found)) = self.money_tail(draft)
        {
            (draft.end, unit) = (draft.end + length, Some(found));
        }
        let Some(unit) = unit else { return false };
        if let Some(factor) = unit.factor {
            draft.value = draft.value.and_then(|value| value.checked_mul(factor));
        }
        (draft.kind, draft.unit, draft.rule) =
            (QuantityKind::Money, Some(unit), self.lexicon.rules.money.clone());
        true
    }

    /// The minus of "-$5".
    fn is_minus_of_money(&self, at: usize) -> bool {
        let free = self.atom(at).is_some_and(|sign| sign.spaced)
            || at.checked_sub(1).is_some_and(|before| self.sign(before) == Some('('));
        free && matches!(self.sign(at), Some('-' | '\u{2212}')) && self.glued(at + 1)
    }

    /// "50p", but not "720p".
    fn money_tail(&self, draft: &Draft) -> Option<(usize, Arc<Unit>)> {
        let plain = draft.digits && draft.scale.is_none() && self.glued(draft.end);
        let (length, (tail, others)) = self.forth(&self.lexicon.money_tails, draft.end).filter(|_| plain)?;
        let words = self.words(draft.end, draft.end + length);
        let (_, unit) = tail.cased.iter().find(|(form, _)| **form == *words)?;
        let whole =
            self.atom(draft.end + length).is_none_or(|next| next.spaced || next.class == AtomClass::Sign);
        let value = draft.value.filter(|value| !others.contains(value));
        (whole && value.is_some()).then(|| (length, unit.clone()))
    }

    /// True where a clause ends or goes on without a noun.
    pub(super) fn ends_at(&self, at: usize) -> bool {
        self.atom(at).is_none_or(|next| !next.is_word() || self.lexicon.stops.word(next.key).is_some())
    }

    /// "75 kg", "30 degrees below zero".
    pub(super) fn measure(&self, draft: &mut Draft) -> bool {
        let known = |at: usize| self.unit_after(&self.lexicon.units, at).map(|(length, _)| length);
        let at = self.past_partitive(draft, known);
        let at = self.past_article(draft).unwrap_or(at);
        let tail = || self.tail(draft);
        let Some((length, unit)) =
            self.unit_after(&self.lexicon.units, at).or_else(tail).or_else(|| self.bracketed(at))
        else {
            return self.below_zero(draft) || self.letter_scale(draft, at);
        };
        let letter = length == 1 && self.atom(at).is_some_and(|atom| atom.span.len() == 1 && atom.is_word());
        // "1200 W. Kayes Street".
        if letter && self.sign(at + 1) == Some('.') && self.glued(at + 1) && self.is_capital(at + 2) {
            return false;
        }
        if letter
            && !(draft.digits && (self.is_dimension(at + length) || self.is_capital_unit(draft, at, &unit)))
        {
            return self.letter_scale(draft, at);
        }
        (draft.kind, draft.end, draft.rule) =
            (QuantityKind::Measure, at + length, self.lexicon.rules.measure.clone());
        if unit.id.as_deref().is_some_and(|id| matches!(id, "degree" | "celsius" | "fahrenheit"))
            && let Some((length, ())) = self.forth(&self.lexicon.below, draft.end)
        {
            (draft.end, draft.value) = (draft.end + length, draft.value.map(Decimal::negated));
        }
        draft.unit = Some(unit);
        true
    }

    /// Steps over "of a" behind a fraction that a unit follows: "half a mile", "three quarters of an inch".
    fn past_article(&self, draft: &Draft) -> Option<usize> {
        if draft.kind != QuantityKind::Fraction {
            return None;
        }
        let of = self.forth(&self.lexicon.partitives, draft.end).map_or(0, |(length, ())| length);
        let at = draft.end + of;
        let (length, ()) = self.forth(&self.lexicon.articles, at)?;
        self.unit_after(&self.lexicon.units, at + length).map(|_| at + length)
    }

    /// "A mile and a half": the unit stands before the fraction.
    pub(super) fn unit_and_part(&self, draft: &mut Draft, floor: usize) -> bool {
        let article = self.is(&self.lexicon.articles, draft.first);
        let joiner = draft
            .first
            .checked_sub(1)
            .filter(|&at| self.is(&self.lexicon.joiners, at) && self.atom(at).is_some_and(Atom::is_word));
        let Some(joiner) = joiner.filter(|_| draft.kind == QuantityKind::Fraction && article) else {
            return false;
        };
        // A unit of one word or of two, behind its article.
        let found = (1..=2).find_map(|length| {
            let at = joiner
                .checked_sub(length)
                .filter(|&at| at > floor && self.is(&self.lexicon.articles, at - 1))?;
            let whole = |table| self.unit_after(table, at).filter(|(taken, _)| *taken == length);
            let measure = whole(&self.lexicon.units).map(|(_, unit)| (at - 1, QuantityKind::Measure, unit));
            measure.or_else(|| {
                whole(&self.lexicon.money_after).map(|(_, unit)| (at - 1, QuantityKind::Money, unit))
            })
        });
        let Some((first, kind, unit)) = found.filter(|_| self.ends_at(draft.end)) else { return false };
        let rules = &self.lexicon.rules;
        draft.rule = if kind == QuantityKind::Money { rules.money.clone() } else { rules.measure.clone() };
        let value = draft.value.and_then(|part| part.checked_add(Decimal::from(1)));
        (draft.first, draft.value, draft.unit) = (first, value, Some(unit));
        draft.kind = kind;
        true
    }

    /// A unit that is another word too: "5in", where it touches the digits; "20 C", where it is a capital and nothing to be counted follows.
    fn tail(&self, draft: &Draft) -> Option<(usize, Arc<Unit>)> {
        let found @ (length, _) = self.unit_after(&self.lexicon.tails, draft.end).filter(|_| draft.digits)?;
        let capital = self.words(draft.end, draft.end + length).starts_with(char::is_uppercase);
        let alone = capital && (self.is_dimension(draft.end + length) || self.ends_at(draft.end + length));
        (self.glued(draft.end) || alone).then_some(found)
    }

    /// A unit in brackets: "20 [kg]".
    fn bracketed(&self, at: usize) -> Option<(usize, Arc<Unit>)> {
        let close = match self.sign(at)? {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '<' => '>',
            _ => return None,
        };
        let (length, unit) = self.unit_after(&self.lexicon.units, at + 1)?;
        (self.sign(at + 1 + length) == Some(close)).then_some((length + 2, unit))
    }

    /// "Twenty below zero": degrees of whatever scale.
    fn below_zero(&self, draft: &mut Draft) -> bool {
        let Some((length, ())) = self.forth(&self.lexicon.below, draft.end) else { return false };
        let (Some(value), Some(degree)) = (draft.value, self.lexicon.degree.clone()) else { return false };
        (draft.end, draft.value) = (draft.end + length, Some(value.negated()));
        (draft.kind, draft.unit, draft.rule) =
            (QuantityKind::Measure, Some(degree), self.lexicon.rules.measure.clone());
        true
    }

    /// "A 40C heatwave", "a 60W bulb": a capital that touches the digits. "A 13F filing" is a form.
    fn is_capital_unit(&self, draft: &Draft, at: usize, unit: &Unit) -> bool {
        let capital =
            at == draft.end && self.glued(at) && self.words(at, at + 1).starts_with(char::is_uppercase);
        let noun = self.atom(at + 1).is_some_and(|next| next.spaced);
        capital && noun && unit.id.as_deref() != Some("fahrenheit")
    }

    /// True where nothing that could be counted follows: "1.8m tall" is a length, "1.8m voters" is a number.
    pub(super) fn is_dimension(&self, at: usize) -> bool {
        self.atom(at).is_none_or(|next| !next.is_word() || self.lexicon.dimensions.word(next.key).is_some())
    }

    /// "1.8m voters".
    fn letter_scale(&self, draft: &mut Draft, at: usize) -> bool {
        if !draft.digits
            || draft.scale.is_some()
            || !self.glued(at)
            || !self.atom(at).is_some_and(Atom::is_word)
        {
            return false;
        }
        let Some((length, &scale)) = self.forth(&self.lexicon.money_scales, at) else { return false };
        // "Room 4B of the school".
        let noun = |at: usize| {
            self.atom(at).is_some_and(|next| {
                next.spaced && next.is_word() && self.lexicon.stops.word(next.key).is_none()
            })
        };
        // "5m-10m voters": the noun stands behind the second.
        let second = || {
            let (joint, ()) =
                self.lexicon.ranges.iter().find_map(|range| self.forth(&range.middle, at + length))?;
            let scale = at + length + joint + 1;
            let digits = self.atom(scale - 1).is_some_and(Atom::is_digits) && self.glued(scale);
            let (more, _) = self.forth(&self.lexicon.money_scales, scale).filter(|_| digits)?;
            noun(scale + more).then_some(())
        };
        let noun = noun(at + length) || second().is_some();
        if noun && at == draft.end {
            draft.value = draft.value.and_then(|value| value.checked_mul(scale));
            (draft.end, draft.scale) = (at + length, Some(scale));
        }
        noun
    }
}
