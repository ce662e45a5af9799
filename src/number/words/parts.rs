//! Numerals with parts of one: fractions, mixed numbers, decimals in words, ratios.

use super::{Fraction, Parsed, Parser, Run};
use crate::{
    model::Decimal,
    number::{
        NumeralKind,
        atom::{Atom, AtomClass},
        phrase::PhraseTable,
    },
};

impl Parser<'_, '_> {
    /// "Three quarters", "a third", "half", "2/3"; its numerator may hold joiners ("a hundred and one fifths") where it begins the numeral.
    pub(super) fn fraction(&self, at: usize, joiners: bool) -> Option<Fraction> {
        let (length, entry) = match self.word(at) {
            Some(word) => word,
            None => return self.fraction_of(at, joiners),
        };
        if let Some((of, true)) = entry.part {
            let tied = self.hyphen(at + length) && !self.atoms[at + length].spaced;
            let free = !tied || self.word(at + length + 1).is_some_and(|(_, next)| next.scale.is_some());
            let value = Decimal::from(1).checked_div(of)?;
            return free.then_some(Fraction { end: at + length, value, article: true });
        }
        // "Quarter of a million", "quarter million".
        if let Some((of, false)) = entry.part {
            let fraction =
                Fraction { end: at + length, value: Decimal::from(1).checked_div(of)?, article: true };
            return self.scale_after(fraction.end).map(|_| fraction);
        }
        let one = entry.small.is_some_and(|(value, _)| value == 1);
        if entry.role.article || one {
            let from = self.joined(at + length);
            // "One fifth" is read below; "one thousandth" is a part only where nothing follows that it could count.
            if let Some((more, next)) = self.word(from).filter(|(_, next)| !one || next.is_power()) {
                let one = Decimal::from(1);
                if let Some((of, _)) = next.part {
                    return Some(Fraction { end: from + more, value: one.checked_div(of)?, article: true });
                }
                if let Some(of) = next.parts.filter(|_| !next.plural && next.ordinal.is_some()) {
                    let end = from + more;
                    let alone = !self.atoms.get(end).is_some_and(Atom::is_word)
                        || self.word(end).is_some_and(|(_, after)| after.role.partitive);
                    let tied = self.hyphen(end);
                    return (alone && !tied).then_some(Fraction {
                        end,
                        value: one.checked_div(of)?,
                        article: true,
                    });
                }
            }
        }
        self.fraction_of(at, joiners)
    }

    /// A fraction with a numerator: "two-thirds", "one fifth", "twenty-three fiftieths".
    fn fraction_of(&self, at: usize, joiners: bool) -> Option<Fraction> {
        let run = self.run(at, joiners).filter(|run| !run.ordinal && !run.chained)?;
        if run.fraction {
            return Some(Fraction { end: run.end, value: run.value, article: false });
        }
        let from = self.joined(run.end);
        let (length, entry) = self.word(from)?;
        let (mut numerator, mut denominator, mut end) = (run.value, None, from + length);
        if let Some((of, _)) = entry.part {
            denominator = Some(of);
        } else if let Some(of) = entry.parts.filter(|_| entry.plural) {
            denominator = Some(of);
            // "One hundred thirty fifths" are a hundred thirty-fifths: the ten goes with the unit after it.
            if let Some((start, ten, rest)) = run.tail.filter(|&(_, _, rest)| rest > Decimal::ZERO) {
                let plain = start > 0 && !self.word(start - 1).is_some_and(|(_, before)| before.role.joiner);
                if plain && of < Decimal::from(10) && from == run.end {
                    (numerator, denominator) = (rest, ten.checked_add(of));
                }
            }
        } else if let Some((ten, _)) = entry.small.filter(|&(_, room)| room >= 10) {
            // "Three twenty-firsts".
            let unit = self.joined(end);
            let (more, next) = self.word(unit).filter(|(_, next)| next.plural)?;
            denominator = next.parts?.checked_add(Decimal::from(i64::from(ten)));
            end = unit + more;
        } else if run.value == Decimal::from(1) && entry.ordinal.is_some() {
            denominator = entry.parts;
        } else if run.value == Decimal::from(1) && from == run.end {
            // "One one-hundred-and-fifth".
            let below = self.run(from, true).filter(|below| below.ordinal)?;
            let ends = self
                .word(below.end)
                .map_or(!self.atoms.get(below.end).is_some_and(Atom::is_word), |(_, next)| {
                    next.role.partitive
                });
            denominator = ends.then_some(below.value);
            end = below.end;
        }
        Some(Fraction { end, value: numerator.checked_div(denominator?)?, article: false })
    }

    /// A scale behind a fraction: "(half) a million", "(two thirds) of a million", "(quarter) million".
    fn scale_after(&self, end: usize) -> Option<(usize, Decimal)> {
        let mut at = self.joined(end);
        let mut partitive = false;
        if let Some((length, _)) = self.word(at).filter(|(_, entry)| entry.role.partitive) {
            (at, partitive) = (at + length, true);
        }
        if let Some((length, entry)) = self.word(at) {
            if entry.role.article || partitive && entry.small.is_some_and(|(value, _)| value == 1) {
                at = self.joined(at + length);
            } else if partitive {
                return None;
            }
        }
        let (length, entry) = self.word(at)?;
        Some((at + length, entry.scale?))
    }

    pub(super) fn scaled_fraction(&self, fraction: Fraction) -> Parsed {
        let plain = Parsed {
            end: fraction.end,
            value: Some(fraction.value),
            kind: NumeralKind::Fraction,
            digits: self.atoms.get(fraction.end - 1).is_some_and(|atom| !atom.is_word()),
            chained: false,
            scale: None,
        };
        match self.scale_after(fraction.end) {
            Some((end, scale)) => {
                let value = fraction.value.checked_mul(scale);
                Parsed { end, value, kind: NumeralKind::Cardinal, scale: Some(scale), ..plain }
            }
            None => plain,
        }
    }

    /// A run, with the fraction or decimals that may follow: "two and a half million", "three point five".
    pub(super) fn mixed(&self, at: usize) -> Option<Parsed> {
        let run = self.run(at, true)?;
        let kind = match run.ordinal {
            true => NumeralKind::Ordinal,
            false => NumeralKind::Cardinal,
        };
        let Run { end, value, scale, digits, chained, .. } = run;
        let plain = Parsed { end, value: Some(value), kind, digits, chained, scale };
        if run.ordinal || run.chained {
            return Some(plain);
        }
        if let Some(parsed) = self.decimals(plain) {
            return Some(parsed);
        }
        // "Two and a half", "two-and-a-half".
        let joiner = self.joined(end);
        let fraction = self.word(joiner).filter(|(_, entry)| entry.role.joiner);
        // "A hundred and thirty fifths" is no mixed number.
        let fraction = fraction
            .and_then(|(length, _)| self.fraction(self.joined(joiner + length), false))
            .filter(|fraction| fraction.value < Decimal::from(1));
        let Some(fraction) = fraction else { return Some(plain) };
        let thousand = Decimal::from(1000);
        let factor = scale.filter(|&scale| fraction.article && scale >= thousand);
        let behind =
            self.word(fraction.end).and_then(|(length, entry)| Some((fraction.end + length, entry.scale?)));
        let (total, end, last) = match (behind, factor) {
            // "One billion and a half million": the fraction has a scale of its own.
            (Some((end, own)), _) if scale.is_some_and(|scale| scale > own) => {
                (value.checked_add(fraction.value.checked_mul(own)?)?, end, Some(own))
            }
            (Some((end, own)), _) => (value.checked_add(fraction.value)?.checked_mul(own)?, end, Some(own)),
            (None, Some(factor)) => {
                (value.checked_add(fraction.value.checked_mul(factor)?)?, fraction.end, scale)
            }
            (None, None) => (value.checked_add(fraction.value)?, fraction.end, scale),
        };
        Some(Parsed { end, value: Some(total), scale: last, ..plain })
    }

    /// "(Three) point five (million)".
    fn decimals(&self, whole: Parsed) -> Option<Parsed> {
        let (length, _) = self
            .word(whole.end)
            .filter(|(_, entry)| entry.role.point && (whole.scale.is_none() || !whole.digits))?;
        let mut end = whole.end + length;
        let mut digits = String::new();
        while let Some((length, (value, _))) = self.word(end).and_then(|(n, e)| Some((n, e.small?))) {
            if value >= 10 {
                if digits.is_empty() {
                    let run = self.run(end, false).filter(|run| !run.digits && run.scale.is_none())?;
                    (digits, end) = (run.value.to_string(), run.end);
                }
                break;
            }
            digits.push_str(&value.to_string());
            end += length;
            if digits.len() > 20 {
                return None;
            }
        }
        let part: Decimal = format!("0.{digits}").parse().ok().filter(|_| !digits.is_empty())?;
        let mut value = whole.value?.checked_add(part)?;
        let mut scale = None;
        if let Some((length, by)) = self.word(end).and_then(|(n, e)| Some((n, e.scale?))) {
            (value, scale, end) = (value.checked_mul(by)?, Some(by), end + length);
        }
        Some(Parsed { end, value: Some(value), scale, ..whole })
    }

    /// "One over three", where nothing follows that it could count and no money is meant.
    pub(super) fn over(&self, at: usize, left: Parsed) -> Option<Parsed> {
        let (length, _) = self.word(left.end).filter(|(_, entry)| entry.role.over)?;
        let right = self.run(left.end + length, true).filter(|run| !run.ordinal && !run.chained)?;
        let counts = self.atoms.get(right.end).is_some_and(Atom::is_word);
        let money = at > 0 && self.atoms[at - 1].class == AtomClass::Sign && !self.atoms[at].spaced;
        let value = left.value?.checked_div(right.value)?;
        let kind = NumeralKind::Fraction;
        (!counts && !money).then_some(Parsed {
            end: right.end,
            value: Some(value),
            kind,
            scale: None,
            ..left
        })
    }

    /// "One in five", "three out of every ten", "(more than) two in five (women)".
    pub(super) fn ratio(&self, at: usize, left: Parsed) -> Option<Parsed> {
        let (length, _) = self.word(left.end).filter(|(_, entry)| entry.role.ratio)?;
        let right = self.run(left.end + length, true).filter(|run| !run.ordinal && !run.chained)?;
        let (part, whole) = (left.value?, right.value);
        let one = Decimal::from(1);
        let counts = self.atoms.get(right.end).is_some_and(Atom::is_word);
        let known =
            |table: &PhraseTable<()>, at: usize| self.key(at).is_some_and(|key| table.word(key).is_some());
        let leads = at == 0 || known(&self.lexicon.ratio_leads, at - 1);
        let stops = known(&self.lexicon.ratio_stops, right.end);
        let said = length > 1 || part == one || !counts || leads && !stops;
        let year = right.digits && self.atoms.get(right.end - 1).is_some_and(|a| a.span.len() == 4);
        let proper = part >= one && part < whole && !(length == 1 && year);
        let value = Some(part.checked_div(whole)?);
        let kind = NumeralKind::Fraction;
        (said && proper && !left.chained).then_some(Parsed {
            end: right.end,
            value,
            kind,
            scale: None,
            ..left
        })
    }
}
