//! One number with its unit: what it is by itself, before bounds and ranges.

use super::lexicon::{Lexicon, Range, Spelling, Unit};
use crate::{
    model::{Decimal, QuantityKind, Shape},
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

/// No side scores more where the winner does not come first.
const HIGHEST_SCORE: u32 = 200;

/// How many atoms on either side a telephone number is looked for, and from how many digits on behind a plus it needs no others.
const LONGEST_CALL: usize = 9;
const SHORTEST_CALL: u32 = 7;

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

    fn is_name(&self, at: usize) -> bool {
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
            // "A 5 second delay".
            let time = first > 0 && first == floor && self.is_period(first);
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

    /// Digits that a letter touches from the left are part of a name: "G-20", "B52"; so are digits behind "#" or "section".
    fn is_tied(&self, numeral: &Numeral, first: usize, end: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        if self.is(&self.lexicon.labels, before)
            || self.sign(before) == Some('.')
                && before > 0
                && self.glued(before)
                && self.is(&self.lexicon.labels, before - 1)
                && self.atoms[before - 1].span.len() < 4
        {
            // "#34 million" is no label.
            return numeral.digits && numeral.scale.is_none()
                || self.atom(before).is_some_and(Atom::is_word) && self.atom(first + 1).is_none();
        }
        // "Gate 5", "National Road 16".
        if self.is(&self.lexicon.named_labels, before) && self.is_capital(before) {
            return numeral.digits;
        }
        if !numeral.digits || !self.glued(first) || self.sign(first).is_some() {
            return false;
        }
        // "18-to-24".
        let ranged = |range: &Range| {
            before >= 2 && self.forth(&range.middle, before - 2).is_some_and(|(length, ())| length == 3)
        };
        if self.lexicon.ranges.iter().any(ranged) {
            return false;
        }
        let hyphen = matches!(self.sign(before), Some('-' | '_' | '/'));
        let letters = |at: usize| self.atom(at).is_some_and(Atom::is_word);
        if letters(before) {
            return self.money_before(Some(numeral.value), first, end).is_none();
        }
        hyphen && self.glued(before) && before > 0 && self.is_identifier(before - 1)
            || matches!(self.sign(before), Some('@' | '#')) && numeral.scale.is_none()
            || matches!(self.sign(before), Some('\'' | '\u{2019}')) && self.is_short_year(first)
    }

    /// True for the "98" of "'98", of which the mark opens no quotation.
    fn is_short_year(&self, first: usize) -> bool {
        let doubled = first >= 2 && self.sign(first - 2) == self.sign(first - 1);
        !doubled && self.atom(first).is_some_and(|atom| atom.span.len() == 2)
    }

    /// True in a row of digits, with hardly a sign between, that begins with a plus or a nought: "+1 (555) 010-9999", "020 7946 0958".
    fn is_telephone(&self, first: usize, end: usize) -> bool {
        let digits = |at: usize| self.atom(at).is_some_and(Atom::is_digits);
        let joins = |at: usize| digits(at) || matches!(self.sign(at), Some('-' | '(' | ')' | '/'));
        if end > first + 1 || !digits(first) {
            return false;
        }
        let from = (first.saturating_sub(LONGEST_CALL)..first).rev().take_while(|&at| joins(at)).last();
        let from = from.unwrap_or(first);
        let row = (from..first + LONGEST_CALL).take_while(|&at| joins(at));
        let called = from.checked_sub(1).is_some_and(|before| self.sign(before) == Some('+'));
        let nought = (from..end).find(|&at| digits(at)).and_then(|at| self.atom(at));
        let nought = nought.is_some_and(|atom| atom.span.len() > 1 && atom.of(self.text).starts_with('0'));
        let long = self.atom(first).is_some_and(|atom| atom.span.len() >= SHORTEST_CALL);
        long && (called || nought) || (called || nought) && row.filter(|&at| digits(at)).count() > 1
    }

    /// True for letters and digits without a gap that begin with letters: "G", "B2", but not the "5k" of "5k-20k".
    fn is_identifier(&self, last: usize) -> bool {
        let piece = |at: usize| self.atom(at).is_some_and(|atom| atom.is_word() || atom.is_digits());
        let mut first = last;
        while first > 0 && last - first < 8 && self.glued(first) && piece(first - 1) {
            first -= 1;
        }
        // "6-foot-3": the word is a unit.
        let measured = first >= 2
            && self.sign(first - 1) == Some('-')
            && self.atoms[first - 2].is_digits()
            && self.atoms[first..=last].iter().all(|atom| self.lexicon.units.word(atom.key).is_some());
        self.atom(first).is_some_and(Atom::is_word) && !measured
    }

    /// Years, clock times, markers of lists, digits that letters follow: numbers without a unit that count nothing.
    fn counts_nothing(&self, draft: &Draft) -> bool {
        if !draft.digits {
            return false;
        }
        let next = self.atom(draft.end);
        if next.is_some_and(|next| next.is_word() && !next.spaced) {
            return true;
        }
        if matches!(self.sign(draft.end), Some('°')) || self.forth(&self.lexicon.clocks, draft.end).is_some()
        {
            return true;
        }
        // The mark of a note: "[9]".
        let noted = draft.first.checked_sub(1).is_some_and(|before| self.sign(before) == Some('['));
        if noted && matches!(self.sign(draft.end), Some(']' | ',')) {
            return true;
        }
        let marker =
            draft.first == 0 && matches!(self.sign(draft.end), Some('.' | ')')) && self.glued(draft.end);
        if marker && self.atom(draft.end + 1).is_some_and(|next| next.is_word() && next.spaced) {
            return true;
        }
        self.is_year(draft) || self.is_score(draft) || self.is_day(draft)
    }

    /// "31 February", "February 30,": a day of a month, even of one that has no such day. "In February 30 people fled" counts.
    fn is_day(&self, draft: &Draft) -> bool {
        let dated = |at: usize| {
            self.atom(at).is_some_and(|atom| self.lexicon.dated.iter().any(|word| word == atom.of(self.text)))
        };
        let short = draft.value.is_some_and(|value| value <= Decimal::from(31));
        let counted = self.atom(draft.end).is_some_and(Atom::is_word);
        short && (dated(draft.end) || !counted && draft.first.checked_sub(1).is_some_and(dated))
    }

    fn is_year(&self, draft: &Draft) -> bool {
        let four =
            draft.end == draft.first + 1 && self.atom(draft.first).is_some_and(|atom| atom.span.len() == 4);
        let range = (Decimal::from(1900), Decimal::from(2099));
        if !four || !draft.value.is_some_and(|value| value >= range.0 && value <= range.1) {
            return false;
        }
        let noun = self.atom(draft.end).is_some_and(|next| {
            next.is_word()
                && next.spaced
                && Shape::of(next.of(self.text)).has(Shape::LOWER)
                && !self.is(&self.lexicon.stops, draft.end)
        });
        let opened =
            draft.first.checked_sub(1).is_some_and(|before| self.is(&self.lexicon.before_years, before));
        opened || !noun
    }

    /// "2-1", "21–19": two small numbers tied by a hyphen, the first no smaller than the second; "lost 1-2", "Gao 1 – 2 Kayes".
    fn is_score(&self, draft: &Draft) -> bool {
        let glued = |at: usize| self.glued(at) && self.glued(at + 1);
        let dash = |at: usize| {
            matches!(self.sign(at), Some('-' | '–'))
                && (glued(at) || self.atom(at + 1).is_some_and(|next| next.spaced))
        };
        // A number with groups or decimals is none of a score.
        let more = |at: usize| {
            matches!(self.sign(at), Some(',' | '.'))
                && self.atom(at + 1).is_some_and(Atom::is_digits)
                && self.glued(at + 1)
        };
        let number = |at: usize| {
            let parted = more(at + 1) || at >= 2 && self.glued(at) && more(at - 1);
            self.atom(at).filter(|atom| !parted && atom.is_digits())?.of(self.text).parse::<u32>().ok()
        };
        let first = match draft.first.checked_sub(2) {
            Some(before) if dash(before + 1) => before,
            _ if dash(draft.end) => draft.first,
            _ => return false,
        };
        let last = first + 2;
        let Some((left, right)) = number(first).zip(number(last)) else { return false };
        let before = first.checked_sub(1);
        let ends = self.ends_at(last + 1);
        let played = ends && before.is_some_and(|before| self.is(&self.lexicon.scores, before));
        // "Some 12–15 Malians" are no sides.
        let side = before.is_some_and(|before| self.is_name(before))
            && self.back(&self.lexicon.bounds_before, first).is_none();
        let sides = side && (self.is_name(last + 1) || ends && left >= right);
        left >= right && glued(first + 1) || left.max(right) <= HIGHEST_SCORE && (played || sides)
    }
}

fn choose(spelling: &Spelling, words: &str) -> Option<Arc<Unit>> {
    let cased = spelling.cased.iter().find(|(form, _)| **form == *words).map(|(_, unit)| unit);
    cased.or(spelling.any_case.as_ref()).cloned()
}
