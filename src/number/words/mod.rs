//! The grammar of numerals, in words and mixed with digits: what may be added, multiplied or divided by what.
//!
//! Words bring their values and their room from the language pack; nothing here knows a language. The reader goes from left to right and
//! never over the same atom more than a fixed number of times, so its cost is linear.

mod parts;

use super::{
    NumeralKind,
    atom::{Atom, AtomClass},
    digits::{self, Digits, is_hyphen},
    lexicon::{Entry, Lexicon},
};
use crate::model::{Decimal, WordKey};
use std::cell::Cell;

/// The word of the lexicon that begins at each atom, with the number of its atoms, unless its company spoils it.
pub(super) type Words<'l> = Vec<Option<(u32, &'l Entry)>>;

/// Reads numerals of one sentence.
pub(super) struct Parser<'l, 'a> {
    lexicon: &'l Lexicon,
    text: &'a str,
    atoms: &'a [Atom],
    words: &'a [Option<(u32, &'l Entry)>],
    /// Room for the terms of a run.
    terms: Cell<Vec<Term>>,
    /// The digits read last, with the atom where they begin: each way to read a numeral begins with the same.
    digits: Cell<Option<(usize, Option<Digits>)>>,
    /// The run read last, with the atom where it begins and whether it may hold joiners.
    run: Cell<Option<(usize, bool, Option<Run>)>>,
}

/// A numeral, by atoms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parsed {
    pub end: usize,
    pub value: Option<Decimal>,
    pub kind: NumeralKind,
    pub digits: bool,
    pub chained: bool,
    pub scale: Option<Decimal>,
}

/// A row of number words without fractions.
#[derive(Clone, Copy, Debug)]
struct Run {
    end: usize,
    value: Decimal,
    /// The last scale named.
    scale: Option<Decimal>,
    ordinal: bool,
    digits: bool,
    chained: bool,
    fraction: bool,
    /// The last word before `end` when it has room for a unit ("thirty"), with the atom where it begins and the value without it.
    tail: Option<(usize, Decimal, Decimal)>,
}

/// A term of a run: what was added, what may be added after it, where the run ended before it.
#[derive(Clone, Copy)]
struct Term {
    value: Decimal,
    room: Decimal,
    before: usize,
}

/// A fraction.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    end: usize,
    value: Decimal,
    /// True where an article stands for its numerator: "a half".
    article: bool,
}

impl<'l, 'a> Parser<'l, 'a> {
    /// Looks up the words among the atoms, in memory that is lent.
    pub(super) fn new(
        lexicon: &'l Lexicon,
        text: &'a str,
        atoms: &'a [Atom],
        words: &'a mut Words<'l>,
    ) -> Self {
        let (digits, run, terms) = (Cell::new(None), Cell::new(None), Cell::default());
        let parser = Self { lexicon, text, atoms, words: &[], terms, digits, run };
        words.clear();
        words.resize(atoms.len(), None);
        for ((at, atom), word) in atoms.iter().enumerate().zip(words.iter_mut()) {
            if lexicon.words.may_begin(atom.key) {
                *word = parser.look_up(at);
            }
        }
        Self { words, ..parser }
    }

    /// The numeral that begins at an atom.
    pub(super) fn numeral(&self, at: usize) -> Option<Parsed> {
        let (start, negative) = match self.sign(at) {
            Some(after) => (after, true),
            None => (at, false),
        };
        if let Some(plain) = self.plain_digits(start) {
            return Some(Parsed {
                value: plain.value.map(|n| if negative { n.negated() } else { n }),
                ..plain
            });
        }
        if let Some(vague) = self.vague(start) {
            return (!negative).then_some(vague);
        }
        if self.atoms.get(start)?.is_digits()
            && let Digits { value: None, end, .. } = self.digits(start)?
        {
            // "9…9 million": the scale goes with its digits.
            let end = self.word(end).filter(|(_, entry)| entry.scale.is_some()).map_or(end, |(n, _)| end + n);
            return Some(Parsed {
                end,
                value: None,
                kind: NumeralKind::Cardinal,
                digits: true,
                chained: false,
                scale: None,
            });
        }
        let mut parsed = match self.fraction(start, true) {
            Some(fraction) => self.scaled_fraction(fraction),
            None => self.mixed(start)?,
        };
        if parsed.kind == NumeralKind::Cardinal {
            parsed = self.over(at, parsed).or_else(|| self.ratio(at, parsed)).unwrap_or(parsed);
        }
        if negative && parsed.kind != NumeralKind::Ordinal {
            parsed.value = parsed.value.map(Decimal::negated);
        }
        Some(parsed)
    }

    /// A word of the lexicon with the number of its atoms.
    fn word(&self, at: usize) -> Option<(usize, &'l Entry)> {
        let (length, entry) = (*self.words.get(at)?)?;
        Some((length as usize, entry))
    }

    fn look_up(&self, at: usize) -> Option<(u32, &'l Entry)> {
        let keys = self.atoms.get(at..)?.iter().map(|atom| atom.key);
        let (length, entry) = self.lexicon.words.longest(keys)?;
        let before = self.key(at.wrapping_sub(1));
        let after = at + length;
        let after = if self.hyphen(after) && !self.atoms[after].spaced { after + 1 } else { after };
        (!self.lexicon.spoiled(entry, before, self.key(after))).then_some((length as u32, entry))
    }

    fn key(&self, at: usize) -> Option<WordKey> {
        self.atoms.get(at).map(|atom| atom.key)
    }

    fn hyphen(&self, at: usize) -> bool {
        self.sign_at(at).is_some_and(is_hyphen)
    }

    fn sign_at(&self, at: usize) -> Option<char> {
        let atom = self.atoms.get(at).filter(|atom| atom.class == AtomClass::Sign)?;
        atom.of(self.text).chars().next()
    }

    /// Steps over a hyphen that joins two words.
    fn joined(&self, at: usize) -> usize {
        match (self.hyphen(at), self.atoms.get(at), self.atoms.get(at + 1)) {
            (true, Some(hyphen), Some(next)) if hyphen.spaced == next.spaced && next.is_word() => at + 1,
            _ => at,
        }
    }

    /// Steps over a minus, as a sign or a word.
    fn sign(&self, at: usize) -> Option<usize> {
        if let Some((length, entry)) = self.word(at).filter(|(_, entry)| entry.role.negative) {
            let _ = entry;
            return Some(at + length);
        }
        let sign = self.sign_at(at).filter(|&sign| is_hyphen(sign) || sign == '\u{2212}')?;
        let number = self.atoms.get(at + 1).filter(|next| !next.spaced)?;
        let number = number.is_digits() || self.sign_at(at + 1) == Some(self.lexicon.decimal_mark);
        let free = match at.checked_sub(1).and_then(|i| self.atoms.get(i)) {
            None => true,
            Some(last) if self.atoms[at].spaced => !last.is_digits(),
            Some(_) => matches!(self.sign_at(at - 1), Some('<' | '>' | '=' | '(' | '[' | '~')),
        };
        (number && free && sign != '\u{2010}').then_some(at + 1)
    }

    /// Digits behind which no word of numbers stands, as most do.
    fn plain_digits(&self, at: usize) -> Option<Parsed> {
        let read = self.atoms.get(at).filter(|atom| atom.is_digits()).and_then(|_| self.digits(at))?;
        let plain = match self.atoms.get(read.end) {
            None => true,
            Some(next) if next.is_word() => {
                next.spaced && self.word(read.end).is_none() && !self.lexicon.shorts.may_begin(next.key)
            }
            Some(next) => !next.is_digits() && !self.hyphen(read.end),
        };
        (plain && read.value.is_some() && !read.fraction).then_some(Parsed {
            end: read.end,
            value: read.value,
            kind: NumeralKind::Cardinal,
            digits: true,
            chained: read.chained,
            scale: None,
        })
    }

    /// "Dozens", "hundreds of thousands", "several hundred".
    fn vague(&self, at: usize) -> Option<Parsed> {
        let (length, entry) = self.word(at)?;
        let (mut value, mut end) = match (entry.several, entry.vague) {
            (Some(factor), _) => {
                let (more, scale) = self.word(at + length).and_then(|(n, e)| Some((n, e.scale?)))?;
                (factor.checked_mul(scale)?, at + length + more)
            }
            (None, Some((value, partitive))) => {
                let end = at + length;
                let follows = self.word(end).is_some_and(|(_, next)| next.role.partitive);
                if partitive && !follows {
                    return None;
                }
                (value, end)
            }
            _ => return None,
        };
        while let Some((of, _)) = self.word(end).filter(|(_, next)| next.role.partitive) {
            let Some((more, next)) = self.word(end + of) else { break };
            let Some(scale) = next.vague.map(|(value, _)| value).or(next.scale) else { break };
            let Some(product) = value.checked_mul(scale) else { break };
            (value, end) = (product, end + of + more);
        }
        let kind = NumeralKind::Vague;
        Some(Parsed { end, value: Some(value), kind, digits: false, chained: false, scale: None })
    }

    fn digits(&self, at: usize) -> Option<Digits> {
        match self.digits.get() {
            Some((known, digits)) if known == at => digits,
            _ => {
                let digits = digits::read(self.text, self.atoms, at, self.lexicon.decimal_mark);
                self.digits.set(Some((at, digits)));
                digits
            }
        }
    }

    /// A row of numbers, each of which adds to or multiplies what stands before.
    fn run(&self, at: usize, joiners: bool) -> Option<Run> {
        match self.run.get() {
            Some((known, joins, run)) if (known, joins) == (at, joiners) => run,
            _ => {
                let mut terms = self.terms.take();
                terms.clear();
                let run = self.read_run(at, joiners, &mut terms);
                self.terms.set(terms);
                self.run.set(Some((at, joiners, run)));
                run
            }
        }
    }

    fn read_run(&self, at: usize, joiners: bool, terms: &mut Vec<Term>) -> Option<Run> {
        let mut run = Run {
            end: at,
            value: Decimal::ZERO,
            scale: None,
            ordinal: false,
            digits: false,
            chained: false,
            fraction: false,
            tail: None,
        };
        if let Some(read) = self.digits(at) {
            terms.push(Term { value: read.value?, room: Decimal::ZERO, before: at });
            (run.digits, run.chained, run.fraction, run.end) = (true, read.chained, read.fraction, read.end);
            if let Some(end) = self.part_ending(&run) {
                (run.end, run.value) = (end, read.value?);
                return Some(run);
            }
            if let Some(end) = self.ordinal_ending(read.end) {
                (run.ordinal, run.end, run.value) = (true, end, read.value?);
                return Some(run);
            }
            if let Some((length, scale)) = self.short(read.end) {
                terms[0].value = terms[0].value.checked_mul(scale)?;
                (run.end, run.scale) = (read.end + length, Some(scale));
            }
        } else {
            let (length, entry) = self.word(at)?;
            let scaled = || self.word(self.joined(at + length)).is_some_and(|(_, next)| next.scale.is_some());
            if entry.role.article && entry.small.is_none() && scaled() {
                terms.push(Term { value: Decimal::from(1), room: Decimal::ZERO, before: at });
                run.end = at + length;
            }
        }
        let parting = self
            .key(at.wrapping_sub(1))
            .is_some_and(|key| self.lexicon.words.word(key).is_some_and(|entry| entry.role.parting));
        let digits_lead = run.digits;
        while !run.ordinal {
            let from = if terms.is_empty() { run.end } else { self.joined(run.end) };
            let Some((mut length, mut entry)) = self.word(from) else { break };
            let mut next = from;
            let room = terms.last().map_or(Decimal::new(1, 30), |term| term.room);
            let joiner = entry.role.joiner && !terms.is_empty();
            if joiner {
                next = from + length;
                if !joiners
                    || from != run.end
                    || parting
                    || room < self.lexicon.joiner_room
                    || self.fraction(next, false).is_some_and(|fraction| fraction.value < Decimal::from(1))
                {
                    break;
                }
                if digits_lead {
                    let Some(read) = self.digits(next) else { break };
                    let fits =
                        read.value.is_some_and(|value| value < room) && !read.fraction && !read.chained;
                    let Some(value) = read.value.filter(|_| fits) else { break };
                    terms.push(Term { value, room: Decimal::ZERO, before: run.end });
                    run.end = read.end;
                    continue;
                }
                let Some(found) = self.word(next) else { break };
                (length, entry) = found;
            }
            if let Some((value, after)) = entry.small {
                let value = Decimal::from(i64::from(value));
                // "One hundred two-room flats": the two counts rooms.
                let apart = from == run.end
                    && room >= self.lexicon.joiner_room
                    && self.is_tied_to_noun(next + length);
                if apart && !terms.is_empty()
                    || value >= room
                    || (!terms.is_empty() && value == Decimal::ZERO)
                {
                    break;
                }
                run.tail = (after > 1).then_some((next, value, sum(terms)?));
                terms.push(Term { value, room: Decimal::from(i64::from(after)), before: run.end });
                run.end = next + length;
            } else if let Some(scale) = entry.scale.filter(|_| !joiner) {
                if let Err(end) = multiply(terms, scale, at) {
                    run.end = end;
                    break;
                }
                (run.scale, run.end, run.tail) = (Some(scale), next + length, None);
            } else if let Some(rank) = entry.ordinal {
                let Some(end) = self.rank(terms, rank, room, joiner, next + length) else { break };
                (run.ordinal, run.end, run.tail) = (true, end, None);
            } else {
                break;
            }
        }
        if run.end == at || terms.is_empty() {
            return None;
        }
        run.value = sum(terms)?;
        Some(run)
    }

    /// True where a hyphen ties what ends at an atom to a word that is no number: "two-room".
    fn is_tied_to_noun(&self, end: usize) -> bool {
        let hyphen = self.hyphen(end) && !self.atoms[end].spaced;
        hyphen
            && self.atoms.get(end + 1).is_some_and(|next| next.is_word() && !next.spaced)
            && self.word(end + 1).is_none()
    }

    /// Ends a run with an ordinal: "twenty-first", "two hundredth".
    fn rank(
        &self,
        terms: &mut Vec<Term>,
        rank: Decimal,
        room: Decimal,
        joiner: bool,
        end: usize,
    ) -> Option<usize> {
        let before = end;
        if rank < room {
            terms.push(Term { value: rank, room: Decimal::ZERO, before });
            return Some(end);
        }
        (!joiner && rank >= Decimal::from(100) && multiply(terms, rank, end).is_ok()).then_some(end)
    }

    fn ordinal_ending(&self, at: usize) -> Option<usize> {
        let atom = self.atoms.get(at).filter(|atom| atom.is_word() && !atom.spaced)?;
        self.lexicon.endings.word(atom.key).map(|()| at + 1)
    }

    /// The letters of "2/3rds".
    fn part_ending(&self, run: &Run) -> Option<usize> {
        let atom = self.atoms.get(run.end).filter(|atom| run.fraction && atom.is_word() && !atom.spaced)?;
        self.lexicon.part_endings.word(atom.key).map(|()| run.end + 1)
    }

    /// A short scale: "10k", "2bn"; after a space only where no word follows.
    fn short(&self, at: usize) -> Option<(usize, Decimal)> {
        let atom = self.atoms.get(at).filter(|atom| atom.is_word())?;
        let scale = *self.lexicon.shorts.word(atom.key)?;
        let glued = self.atoms.get(at + 1).is_some_and(|next| !next.spaced && next.class != AtomClass::Sign);
        let alone = atom.of(self.text).len() > 1 || !self.atoms.get(at + 1).is_some_and(Atom::is_word);
        (!glued && (!atom.spaced || alone)).then_some((1, scale))
    }
}

fn sum(terms: &[Term]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(term.value))
}

/// Multiplies the last terms, those smaller than the scale; a scale alone counts once. Where the product does not fit what stands before
/// it, its terms are dropped, and where the run ends then is the error.
fn multiply(terms: &mut Vec<Term>, scale: Decimal, at: usize) -> Result<(), usize> {
    let first =
        terms.iter().rposition(|term| term.value >= scale && term.room > Decimal::ZERO).map_or(0, |i| i + 1);
    let before = terms.get(first).map_or(at, |term| term.before);
    let last = terms.len();
    let factor = if first == last { Some(Decimal::from(1)) } else { sum(&terms[first..]) };
    let product = factor.and_then(|factor| factor.checked_mul(scale));
    let room = first.checked_sub(1).and_then(|i| terms.get(i)).map(|term| term.room);
    match product {
        Some(value) if (first < last || last == 0) && room.is_none_or(|room| value < room) => {
            terms.truncate(first);
            terms.push(Term { value, room: scale, before });
            return Ok(());
        }
        _ => {}
    }
    // A scale right behind a larger one: "three lakh crore" multiplies, "thousand hundred" does not.
    terms.truncate(first.max(1).min(last));
    Err(before)
}
