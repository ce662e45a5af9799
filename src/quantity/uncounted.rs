//! Numbers that count nothing: years, days, labels, telephone numbers, houses, notes, results of matches.

use super::{
    draft::{Draft, Scene},
    lexicon::Range,
};
use crate::{
    model::{Decimal, Shape},
    number::{Numeral, atom::Atom},
};

/// How many atoms on either side a telephone number is looked for, and from how many digits on behind a plus it needs no others.
const LONGEST_CALL: usize = 9;
const SHORTEST_CALL: u32 = 7;
/// How many atoms the name of a street may have.
const LONGEST_STREET: usize = 7;
/// No side scores more where the winner does not come first.
const HIGHEST_SCORE: u32 = 200;

impl Scene<'_> {
    /// Digits that a letter touches from the left are part of a name: "G-20", "B52"; so are digits behind "#" or "section".
    pub(super) fn is_tied(&self, numeral: &Numeral, first: usize, end: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        let pointed = before > 0 && self.is(&self.lexicon.pointers, before - 1);
        if self.is(&self.lexicon.labels, before) && !pointed
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

    /// True behind the number of a house: "10 (Kayes Road)", "8600 (N. Hyland-Croy Street)".
    fn is_house(&self, at: usize) -> bool {
        let mut name = (at..at + LONGEST_STREET)
            .take_while(|&at| self.is_name(at) || matches!(self.sign(at), Some('.' | '-')));
        self.is_name(at)
            && name.any(|part| part > at && self.is(&self.lexicon.streets, part) && !self.is_name(part + 1))
    }

    /// True for the "98" of "'98", of which the mark opens no quotation.
    fn is_short_year(&self, first: usize) -> bool {
        let doubled = first >= 2 && self.sign(first - 2) == self.sign(first - 1);
        !doubled && self.atom(first).is_some_and(|atom| atom.span.len() == 2)
    }

    /// True in a row of digits, with hardly a sign between, that begins with a plus or a nought ("+1 (555) 010-9999", "020 7946 0958") or holds
    /// a local number.
    pub(super) fn is_telephone(&self, first: usize, end: usize) -> bool {
        let digits = |at: usize| self.atom(at).filter(|atom| atom.is_digits());
        let joins = |at: usize| digits(at).is_some() || matches!(self.sign(at), Some('-' | '(' | ')' | '/'));
        let Some(own) = digits(first).filter(|_| end == first + 1) else { return false };
        let before = (first.saturating_sub(LONGEST_CALL)..first).rev().take_while(|&at| joins(at)).last();
        let from = before.unwrap_or(first);
        let to =
            (first..first + LONGEST_CALL).take_while(|&at| joins(at)).last().map_or(end, |last| last + 1);
        let plus = from.checked_sub(1).is_some_and(|before| self.sign(before) == Some('+'));
        let nought = (from..end)
            .find_map(digits)
            .is_some_and(|one| one.span.len() > 1 && one.of(self.text).starts_with('0'));
        let several = (from..to).filter_map(digits).count() > 1;
        (plus || nought) && (several || own.span.len() >= SHORTEST_CALL)
            || several && (from..to).any(|at| self.is_local_call(at))
    }

    /// "624-6622", but "500-1000 (men)".
    fn is_local_call(&self, at: usize) -> bool {
        let part = |at: usize, length: u32| {
            let atom = self.atom(at).filter(|atom| atom.is_digits() && atom.span.len() == length)?;
            atom.of(self.text).parse::<u32>().ok()
        };
        let tied = self.sign(at + 1) == Some('-') && self.glued(at + 1) && self.glued(at + 2);
        let parts = part(at, 3).zip(part(at + 2, 4)).filter(|_| tied);
        parts.is_some_and(|(area, line)| area % 10 != 0 || line % 10 != 0)
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
    pub(super) fn counts_nothing(&self, draft: &Draft) -> bool {
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
        if self.is_house(draft.end) {
            return true;
        }
        // A place on the globe: "36°16′11″E".
        let before = draft.first.checked_sub(1).filter(|_| self.glued(draft.first));
        if before.is_some_and(|before| matches!(self.sign(before), Some('°' | '′'))) {
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
