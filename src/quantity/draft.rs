//! One number with its unit: what it is by itself, before bounds and ranges.

use super::lexicon::{Lexicon, Spelling, Unit};
use crate::{
    model::{Decimal, QuantityKind},
    number::{
        Numeral, NumeralKind,
        atom::{Atom, AtomClass},
        phrase::PhraseTable,
    },
};
use std::sync::Arc;

/// A quantity in the making, by atoms of its sentence.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Its first atom.
    pub first: usize,
    /// One past its last atom.
    pub end: usize,
    pub kind: QuantityKind,
    pub value: Option<Decimal>,
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub min_open: bool,
    pub max_open: bool,
    pub approximate: bool,
    pub unit: Option<Arc<Unit>>,
    pub per: Option<Arc<str>>,
    pub rule: Arc<str>,
    /// The last scale that the number names.
    pub scale: Option<Decimal>,
    /// True for digits.
    pub digits: bool,
}

/// The atoms of a sentence, seen from a number.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub atoms: &'a [Atom],
}

impl<'a> Scene<'a> {
    pub(super) fn atom(&self, at: usize) -> Option<&'a Atom> {
        self.atoms.get(at)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        let atom = self.atom(at).filter(|atom| atom.class == AtomClass::Sign)?;
        atom.of(self.text).chars().next()
    }

    /// How many atoms from `at` on a phrase takes.
    pub(super) fn forth<'t, T>(&self, table: &'t PhraseTable<T>, at: usize) -> Option<(usize, &'t T)> {
        table.longest(self.atoms.get(at..)?.iter().map(|atom| atom.key))
    }

    /// How many atoms right before `at` a phrase takes.
    pub(super) fn back<'t, T>(&self, table: &'t PhraseTable<T>, at: usize) -> Option<(usize, &'t T)> {
        table.longest(self.atoms.get(..at)?.iter().rev().map(|atom| atom.key))
    }

    /// True where the atom is one of the words.
    pub(super) fn is(&self, words: &PhraseTable<()>, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| words.word(atom.key).is_some())
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.atom(at).is_some_and(Atom::is_word) && self.is_capital(at)
    }

    fn is_period(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| self.lexicon.periods.word(atom.key).is_some())
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| atom.of(self.text).starts_with(char::is_uppercase))
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| !atom.spaced)
    }

    /// The words between two atoms as they stand.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a str {
        match (self.atom(from), to.checked_sub(1).and_then(|last| self.atom(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span).of(self.text),
            _ => "",
        }
    }

    /// The unit that a table finds behind an atom; where case matters, as it stands.
    pub(super) fn unit_after(&self, table: &PhraseTable<Spelling>, at: usize) -> Option<(usize, Arc<Unit>)> {
        let keys = || self.atoms.get(at..).unwrap_or(&[]).iter().map(|atom| atom.key);
        // "24 L-202" is no volume.
        let tied = |end: usize| self.sign(end) == Some('-') && self.glued(end) && self.glued(end + 1);
        let whole = |length: usize| {
            let end = at + length;
            let short = self.words(at, end).len() <= 2;
            self.atom(end).is_none_or(|next| next.spaced || next.class == AtomClass::Sign)
                && !(short && tied(end) && self.atom(end + 1).is_some_and(Atom::is_digits))
        };
        let (length, spelling) = table.longest(keys())?;
        let words = self.words(at, at + length);
        // "190 km2", but "12 m 2 dm"; where the longest spelling does not fit, its first atom may.
        let split = words.contains(' ') && words.ends_with(|c: char| c.is_ascii_digit());
        let (length, unit) = match choose(spelling, words).filter(|_| !split) {
            Some(unit) => (length, unit),
            None => (1, choose(table.word(self.atom(at)?.key)?, self.words(at, at + 1))?),
        };
        whole(length).then_some((length, unit))
    }

    /// The unit that a table finds before an atom.
    pub(super) fn unit_before(&self, table: &PhraseTable<Spelling>, at: usize) -> Option<(usize, Arc<Unit>)> {
        let (length, spelling) = self.back(table, at)?;
        let (length, unit) = match choose(spelling, self.words(at - length, at)) {
            Some(unit) => (length, unit),
            None => (1, choose(table.word(self.atom(at - 1)?.key)?, self.words(at - 1, at))?),
        };
        let first = at - length;
        // "US$" and "$" may touch other words, letters may not.
        let whole = !self.atom(first)?.is_word()
            || self.atom(first)?.spaced
            || !first.checked_sub(1).and_then(|i| self.atom(i)).is_some_and(Atom::is_word);
        whole.then_some((length, unit))
    }

    /// What a numeral is by itself; `None` where it counts nothing. Atoms before `floor` belong to the quantity before.
    pub(super) fn draft(&self, numeral: &Numeral, first: usize, end: usize, floor: usize) -> Option<Draft> {
        let rules = &self.lexicon.rules;
        let (kind, rule) = match numeral.kind {
            NumeralKind::Cardinal => (QuantityKind::Cardinal, &rules.cardinal),
            NumeralKind::Ordinal => (QuantityKind::Ordinal, &rules.ordinal),
            NumeralKind::Fraction => (QuantityKind::Fraction, &rules.fraction),
            NumeralKind::Vague => (QuantityKind::Cardinal, &rules.vague),
        };
        let vague = numeral.kind == NumeralKind::Vague;
        let mut draft = Draft {
            first,
            end,
            kind,
            value: (!vague).then_some(numeral.value),
            min: vague.then_some(numeral.value),
            max: None,
            min_open: false,
            max_open: false,
            approximate: false,
            unit: None,
            per: None,
            rule: rule.clone(),
            scale: numeral.scale,
            digits: numeral.digits,
        };
        if numeral.chained
            || self.is_tied(numeral, first, end)
            || numeral.digits && self.is_telephone(first, end)
        {
            return None;
        }
        if kind == QuantityKind::Ordinal {
            // "A 5 second delay", but "two second-degree burns".
            let tied = self.past_hyphen(end) > end;
            let time = first > 0 && first == floor && self.is_period(first) && !tied;
            return (!time).then_some(draft);
        }
        let found = self.percent(&mut draft)
            || self.money(&mut draft, floor)
            || self.age(&mut draft)
            || self.marked(&mut draft)
            || self.unit_and_part(&mut draft, floor)
            || self.measure(&mut draft);
        (found || !self.counts_nothing(&draft)).then_some(draft)
    }
}

fn choose(spelling: &Spelling, words: &str) -> Option<Arc<Unit>> {
    let cased = spelling.cased.iter().find(|(form, _)| **form == *words).map(|(_, unit)| unit);
    cased.or(spelling.any_case.as_ref()).cloned()
}
