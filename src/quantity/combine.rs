//! What numbers become together, and with the words around them: ranges, sums of money, bounds, rates.

use super::{
    draft::{Draft, Scene},
    lexicon::Range,
};
use crate::{
    lang::Effect,
    model::{Decimal, QuantityKind},
    number::atom::Atom,
};
use std::sync::Arc;

impl Scene<'_> {
    /// Joins drafts that are one quantity, then lets the words around each one speak.
    pub(super) fn combine(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let whole = joined.last().and_then(|left| {
                self.range(left, &draft)
                    .or_else(|| self.sum(left, &draft))
                    .or_else(|| self.age_sum(left, &draft))
            });
            match (joined.last_mut(), whole) {
                (Some(left), Some(whole)) => *left = whole,
                _ => joined.push(draft),
            }
        }
        let mut floor = 0;
        let mut bounded: Vec<Draft> = Vec::with_capacity(joined.len());
        for index in 0..joined.len() {
            let ceiling = joined.get(index + 1).map_or(self.atoms.len(), |next| next.first);
            let mut draft = joined[index].clone();
            self.aged(&mut draft);
            self.bound(&mut draft, floor, ceiling);
            let plain = draft.rule == joined[index].rule && draft.max.is_none();
            if self.rate(&mut draft, ceiling) && plain {
                draft.rule = self.lexicon.rules.rate.clone();
            }
            floor = draft.end;
            let both = bounded.last().and_then(|left| self.both(left, &draft));
            match (bounded.last_mut(), both) {
                (Some(left), Some(both)) => *left = both,
                _ => bounded.push(draft),
            }
        }
        bounded
    }

    /// "Between 30 and 40", "from 5 to 7 million", "15-20".
    fn range(&self, left: &Draft, right: &Draft) -> Option<Draft> {
        if left.kind == QuantityKind::Ordinal || right.kind == QuantityKind::Ordinal || left.min.is_some() {
            return None;
        }
        let rule = self.lexicon.ranges.iter().find_map(|rule| Some((rule, self.opens(rule, left, right)?)));
        let (rule, first) = rule?;
        let own = left.unit.is_some() || left.kind == QuantityKind::Percent;
        let same = left.kind == right.kind
            && left.unit.as_ref().map(|u| &u.id) == right.unit.as_ref().map(|u| &u.id);
        let money = left.kind == QuantityKind::Money && right.kind == QuantityKind::Cardinal;
        // "Ages 5 to 10".
        let age = left.kind == QuantityKind::Age
            && right.kind == QuantityKind::Cardinal
            && self.back_of_age(left)
            && !self.atom(right.end).is_some_and(|next| next.is_word() && !self.is_stop(next));
        if own && !same && !money && !age {
            return None;
        }
        let (mut low, high) = (left.value?, right.value?);
        if let (None, Some(scale)) = (left.scale, right.scale) {
            low = low.checked_mul(scale).filter(|scaled| *scaled < high).unwrap_or(low);
        }
        let model = if money || age { left } else { right };
        // "Three-nought-four" is spelt, not ranged.
        let spelt = low == Decimal::ZERO && !left.digits;
        (low < high && !spelt).then(|| Draft {
            first,
            end: right.end,
            value: None,
            min: Some(low),
            max: Some(high),
            max_open: rule.max_open,
            rule: rule.rule.clone(),
            ..model.clone()
        })
    }

    /// True for an age told by the word before it: "aged 5".
    pub(super) fn back_of_age(&self, draft: &Draft) -> bool {
        self.forth(&self.lexicon.periods, draft.end.saturating_sub(1)).is_none()
            && self.atom(draft.first).is_some_and(Atom::is_word)
    }

    fn is_stop(&self, atom: &Atom) -> bool {
        self.lexicon.stops.word(atom.key).is_some() || self.lexicon.joiners.word(atom.key).is_some()
    }

    /// "Aged between 5 and 10".
    fn aged(&self, draft: &mut Draft) {
        let range = draft.kind == QuantityKind::Cardinal && draft.min.is_some() && draft.max.is_some();
        let stops = self.atom(draft.end).is_none_or(|next| !next.is_word() || self.is_stop(next));
        let (true, Some((length, ())), Some(unit)) =
            (range && stops, self.back(&self.lexicon.age_before, draft.first), self.lexicon.age_unit.clone())
        else {
            return;
        };
        (draft.first, draft.kind, draft.unit) = (draft.first - length, QuantityKind::Age, Some(unit));
    }

    /// The first atom of the range, where the rule's words stand around the two numbers.
    fn opens(&self, rule: &Range, left: &Draft, right: &Draft) -> Option<usize> {
        let (length, ()) = self.forth(&rule.middle, left.end)?;
        let even = self
            .atom(left.end)
            .zip(self.atom(left.end + 1))
            .is_none_or(|(a, b)| a.is_word() || length > 1 && b.is_word() || a.spaced == b.spaced);
        if left.end + length != right.first || !even {
            return None;
        }
        let Some(open) = &rule.open else {
            // A change has two values, whatever stands between them: "rose from $5 to $7". "$5 to $10 million" is none: the first takes
            // the scale of the second.
            let scaled = left.scale.is_none() && right.scale.is_some();
            let own =
                left.unit.is_some() && right.unit.is_some() && self.atom(left.end)?.is_word() && !scaled;
            let percents = left.kind == QuantityKind::Percent && self.follows_change(left.first);
            // "At $112 to $118 a share" is no change.
            let led = self.back(&self.lexicon.bounds_before, left.first).is_some()
                || left.first.checked_sub(1).is_some_and(|before| self.is(&self.lexicon.range_leads, before));
            return ((!own || led) && !percents && !self.changes(left.first)).then_some(left.first);
        };
        let (taken, ()) = self.back(open, left.first)?;
        let first = left.first - taken;
        let change = first
            .checked_sub(1)
            .and_then(|at| self.atom(at))
            .is_some_and(|atom| rule.not_after.word(atom.key).is_some());
        let amounts = left.unit.is_some() && !rule.not_after.is_empty();
        (!change && !amounts).then_some(first)
    }

    /// True for the number of "rose by 2 percent (to 5 percent)".
    fn follows_change(&self, first: usize) -> bool {
        let changes = |at: usize| self.lexicon.ranges.iter().any(|rule| self.is(&rule.not_after, at));
        (first.saturating_sub(2)..first).any(changes)
    }

    /// True where the words before a number begin a range that is a change.
    fn changes(&self, first: usize) -> bool {
        self.lexicon.ranges.iter().any(|rule| {
            rule.open
                .as_ref()
                .is_some_and(|open| !rule.not_after.is_empty() && self.back(open, first).is_some())
        })
    }

    /// "13 dollars 45 cents", "15 dollars and 50", "5 feet 2 inches".
    fn sum(&self, left: &Draft, right: &Draft) -> Option<Draft> {
        let hyphen = self.sign(left.end) == Some('-')
            && self.atoms.get(left.end..left.end + 2)?.iter().all(|atom| !atom.spaced);
        let gap = match self.forth(&self.lexicon.joiners, left.end) {
            Some((length, ())) if self.atom(left.end)?.is_word() => length,
            _ if left.kind == QuantityKind::Measure && hyphen => 1,
            _ => 0,
        };
        if left.end + gap != right.first {
            return None;
        }
        let (whole, part, mut end) = (left.value?, right.value?, right.end);
        let hundred = Decimal::from(100);
        let share = match (left.kind, right.kind) {
            (QuantityKind::Money, QuantityKind::Money)
                if right.unit.as_ref().is_some_and(|unit| unit.minor) =>
            {
                hundred
            }
            (QuantityKind::Money, QuantityKind::Cardinal) => {
                // Only at the end of a clause: "15 dollars and 50."
                let named = left.unit.as_ref().is_some_and(|unit| !unit.minor)
                    && left.end > left.first + 1
                    && self.atom(left.end - 1)?.is_word();
                let ends = !self.atom(right.end).is_some_and(Atom::is_word)
                    || gap > 0 && self.forth(&self.lexicon.joiners, right.end).is_some();
                let fits = part < hundred && part.to_i64().is_some() && right.digits == left.digits;
                if !(named && ends && fits) {
                    return None;
                }
                hundred
            }
            // "Two miles and a half."
            (QuantityKind::Measure, QuantityKind::Fraction) => {
                let half = gap > 0 && self.is(&self.lexicon.articles, right.first) && self.ends_at(right.end);
                half.then_some(Decimal::from(1))?
            }
            (QuantityKind::Measure, QuantityKind::Measure) => {
                let id = |draft: &Draft| draft.unit.as_ref().and_then(|unit| unit.id.clone());
                share(&id(left)?, &id(right)?)?
            }
            // "A 6-foot-3 guard".
            (QuantityKind::Measure, QuantityKind::Cardinal) if hyphen => {
                share(left.unit.as_ref()?.id.as_ref()?, "inch")?
            }
            // "He is 5 foot 10."
            (QuantityKind::Measure, QuantityKind::Cardinal)
                if gap == 0 && right.digits && self.ends_height(left, right.end) =>
            {
                share(left.unit.as_ref()?.id.as_ref()?, "inch")?
            }
            // "5 ft 2 in": behind feet it is no preposition.
            (QuantityKind::Measure, QuantityKind::Cardinal) => {
                let (length, unit) = self.unit_after(&self.lexicon.tails, right.end)?;
                end = right.end + length;
                share(left.unit.as_ref()?.id.as_ref()?, unit.id.as_ref()?)?
            }
            _ => return None,
        };
        if part >= share || left.unit.as_ref().is_some_and(|unit| unit.minor) {
            return None;
        }
        let value = whole.checked_add(part.checked_div(share)?)?;
        Some(Draft { end, value: Some(value), ..left.clone() })
    }

    /// True where what stands before an atom may be a height without "inches": nothing that could be counted follows.
    fn ends_height(&self, left: &Draft, end: usize) -> bool {
        let feet = left.unit.as_ref().and_then(|unit| unit.id.as_deref()) == Some("foot");
        feet && self.is_dimension(end) && self.unit_after(&self.lexicon.tails, end).is_none()
    }

    /// The bounds and approximations around a draft.
    fn bound(&self, draft: &mut Draft, floor: usize, ceiling: usize) {
        for _ in 0..3 {
            let Some((length, bound)) = self.back(&self.lexicon.bounds_before, draft.first) else { break };
            if draft.first - length < floor {
                break;
            }
            draft.first -= length;
            draft.apply(bound.effect, &bound.rule);
        }
        if draft.kind == QuantityKind::Ordinal {
            return;
        }
        if let Some((length, bound)) = self.forth(&self.lexicon.bounds_after, draft.end) {
            let end = draft.end + length;
            // "200 or greater than 190", "above 10 and below 15": the words bound the number behind them.
            let other = end == ceiling && ceiling < self.atoms.len();
            // "Under five and over-60s".
            let tied = matches!(self.sign(end), Some('-')) && self.glued(end);
            // The plus of "84.5 +2.3" is that of the number behind it.
            let other = other
                || self.atom(draft.end).is_some_and(|sign| sign.spaced && !sign.is_word()) && self.glued(end);
            if end <= ceiling && !other && !tied {
                draft.end = end;
                draft.apply(bound.effect, &bound.rule);
            }
        }
    }

    /// "A day", "per barrel". True where there is one.
    fn rate(&self, draft: &mut Draft, ceiling: usize) -> bool {
        if !matches!(
            draft.kind,
            QuantityKind::Cardinal | QuantityKind::Money | QuantityKind::Measure | QuantityKind::Percent
        ) {
            return false;
        }
        // "$10 a barrel", "$10-a-barrel oil".
        let from = self.past_hyphen(draft.end);
        let Some((length, ())) = self.forth(&self.lexicon.rate, from) else { return false };
        let at = self.past_hyphen(from + length);
        let hyphens = from > draft.end && at > from + length;
        if from > draft.end && !hyphens {
            return false;
        }
        let (end, per) = match self.forth(&self.lexicon.periods, at) {
            Some((more, name)) => (at + more, name.clone()),
            None if draft.kind != QuantityKind::Cardinal => {
                let Some(noun) = self.atom(at).filter(|atom| atom.is_word()) else { return false };
                // "Per barrel" is always a rate; "a barrel" only where money is paid and nothing follows.
                let last = !self.atom(at + 1).is_some_and(Atom::is_word)
                    || self.atom(at + 1).is_some_and(|next| self.lexicon.stops.word(next.key).is_some());
                let sure = hyphens || self.forth(&self.lexicon.rate_of_any, draft.end).is_some();
                if !(sure || last && draft.kind == QuantityKind::Money) {
                    return false;
                }
                // "Per kilowatt-hour".
                match self.unit_after(&self.lexicon.units, at).filter(|(length, _)| *length > 1) {
                    Some((length, unit)) => (at + length, unit.name.clone()),
                    None => (at + 1, Arc::from(noun.of(self.text).to_lowercase().as_str())),
                }
            }
            None => return false,
        };
        if end <= ceiling {
            (draft.end, draft.per) = (end, Some(per));
        }
        end <= ceiling
    }

    /// "Greater than 100 and smaller than 300": two bounds of one number.
    fn both(&self, left: &Draft, right: &Draft) -> Option<Draft> {
        let (length, ()) = self.forth(&self.lexicon.joiners, left.end)?;
        if left.end + length != right.first || left.value.is_some() || right.value.is_some() {
            return None;
        }
        let (low, high) = match (left.min, left.max, right.min, right.max) {
            (Some(_), None, None, Some(_)) => (left, right),
            (None, Some(_), Some(_), None) => (right, left),
            _ => return None,
        };
        (low.min < high.max).then(|| Draft {
            first: left.first,
            end: right.end,
            min: low.min,
            max: high.max,
            min_open: low.min_open,
            max_open: high.max_open,
            ..right.clone()
        })
    }
}

/// How many of one unit make another, where people measure in both: CLDR's mixed units.
pub(super) fn share(whole: &str, part: &str) -> Option<Decimal> {
    const MIXED: &[(&str, &str, i64)] = &[
        ("foot", "inch", 12),
        ("yard", "foot", 3),
        ("mile", "yard", 1760),
        ("pound", "ounce", 16),
        ("stone", "pound", 14),
        ("meter", "centimeter", 100),
        ("kilometer", "meter", 1000),
        ("kilogram", "gram", 1000),
        ("year", "month", 12),
        ("week", "day", 7),
    ];
    MIXED.iter().find(|(w, p, _)| (*w, *p) == (whole, part)).map(|(_, _, count)| Decimal::from(*count))
}

impl Draft {
    /// What a bound says of the number.
    fn apply(&mut self, effect: Effect, rule: &Arc<str>) {
        let range = self.value.is_none() && self.min.is_some() && self.max.is_some();
        if !range {
            self.rule = rule.clone();
        }
        // The ends of a range or of a vague plural are bounds already.
        let number = self.value.or(self.min.filter(|_| self.max.is_none()));
        match effect {
            Effect::About => self.approximate = true,
            // A bound that has been given says all: "<<5" is below 5.
            _ if range || number.is_none() => {}
            Effect::Above | Effect::AtLeast => {
                (self.min, self.max, self.value) = (number, None, None);
                self.min_open = effect == Effect::Above;
            }
            Effect::Below | Effect::AtMost => {
                (self.max, self.min, self.value) = (number, None, None);
                self.max_open = effect == Effect::Below;
            }
            Effect::Exactly => (self.min, self.max) = (self.value, self.value),
        }
    }
}
