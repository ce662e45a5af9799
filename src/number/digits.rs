//! Numerals in digits: groups, decimals, fractions, powers.

use super::atom::{Atom, AtomClass};
use crate::model::Decimal;
use std::borrow::Cow;

/// Digits as they were read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// One past the last atom.
    pub end: usize,
    /// The value; `None` where the signs mean none that a decimal can hold.
    pub value: Option<Decimal>,
    /// True for a part of one: "3/4".
    pub fraction: bool,
    /// True where the digits are a link of a longer chain: a date, a version, an address, a telephone number.
    pub chained: bool,
}

/// The atoms of a sentence, looked at as characters.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    atoms: &'a [Atom],
}

impl<'a> Line<'a> {
    fn digits(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).filter(|atom| atom.is_digits()).map(|atom| atom.of(self.text))
    }

    /// The digits that touch what stands before them.
    fn glued_digits(&self, at: usize) -> Option<&'a str> {
        self.digits(at).filter(|_| !self.atoms[at].spaced)
    }

    /// The sign that touches what stands before it.
    fn glued_sign(&self, at: usize) -> Option<char> {
        self.atoms.get(at).filter(|atom| !atom.spaced).and_then(|_| self.sign(at))
    }

    fn sign(&self, at: usize) -> Option<char> {
        let atom = self.atoms.get(at).filter(|atom| atom.class == AtomClass::Sign)?;
        atom.of(self.text).chars().next()
    }

    fn glued_word(&self, at: usize) -> Option<&'a str> {
        let atom = self.atoms.get(at).filter(|atom| atom.is_word() && !atom.spaced)?;
        Some(atom.of(self.text))
    }

    /// What parts two atoms, where it is one character.
    fn gap(&self, at: usize) -> Option<char> {
        let (left, right) = (self.atoms.get(at.checked_sub(1)?)?, self.atoms.get(at)?);
        let gap = self.text.get(left.span.end as usize..right.span.start as usize)?;
        let mut chars = gap.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

/// The value of a vulgar fraction that is one character.
pub(super) fn vulgar(sign: char) -> Option<Decimal> {
    let (numerator, denominator) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕'..='⅘' => (i64::from(sign as u32 - '⅕' as u32) + 1, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(numerator).checked_div(Decimal::from(denominator))
}

const fn is_superscript(sign: char) -> bool {
    matches!(sign, '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{2070}'..='\u{207F}')
}

pub(super) const fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

const fn is_minus(sign: char) -> bool {
    matches!(sign, '-' | '\u{2212}')
}

/// Reads the digits that begin at an atom: "15,000", "1 500", ".08", "2½", "3/4", "6.2x10^-4".
pub(super) fn read(text: &str, atoms: &[Atom], at: usize, decimal_mark: char) -> Option<Digits> {
    let line = Line { text, atoms };
    if let Some(value) = line.sign(at).and_then(vulgar) {
        return Some(Digits { end: at + 1, value: Some(value), fraction: true, chained: false });
    }
    if let Some(digits) = line.digits(at).filter(|_| stands_alone(line, at)) {
        return Some(Digits { end: at + 1, value: decimal(digits, ""), fraction: false, chained: false });
    }
    let (mut number, mut end) = match line.sign(at) {
        Some(sign) if sign == decimal_mark => {
            // "1.2.3" is a chain; its tail is no decimal.
            let free = atoms.get(at)?.spaced
                || !at.checked_sub(1).is_some_and(|i| atoms[i].class != AtomClass::Sign);
            let decimals = line.glued_digits(at + 1).filter(|_| free)?;
            (decimal("0", decimals), at + 2)
        }
        Some(_) => return None,
        None => whole_and_decimals(line, at, decimal_mark)?,
    };
    let mut fraction = false;
    if let Some(part) = line.glued_sign(end).and_then(vulgar) {
        (number, end) = (number.and_then(|n| n.checked_add(part)), end + 1);
    } else if let Some(last) = slash(line, at, end) {
        (number, end, fraction) = (divide(number, line.digits(last)), last + 1, true);
    } else if let Some((part, last)) = mixed(line, end) {
        (number, end) = (number.and_then(|n| n.checked_add(part)), last);
    } else if let Some((power, last)) = power(line, end) {
        (number, end) = (number.and_then(|n| n.checked_mul(power)), last);
    } else if line.sign(end) == Some('^') {
        if let Some((exponent, last)) = exponent(line, end + 1) {
            (number, end) = (number.and_then(|n| raise(n, exponent?)), last);
        }
    } else if line.glued_sign(end).is_some_and(is_superscript) {
        number = None;
        while line.glued_sign(end).is_some_and(is_superscript) {
            end += 1;
        }
    }
    let chained = chained(line, at, end);
    Some(Digits { end, value: number, fraction, chained })
}

/// True for digits with white space around, and words behind that: nothing about them needs to be looked at. Most are such.
fn stands_alone(line: Line<'_>, at: usize) -> bool {
    let free = |at: usize| line.atoms.get(at).is_none_or(|atom| atom.spaced);
    match line.atoms.get(at + 1) {
        _ if !free(at) => false,
        None => true,
        Some(next) if next.spaced => {
            next.is_word() && line.atoms.get(at + 1).is_none_or(|next| !is_times(line, next))
        }
        Some(next) => {
            next.class == AtomClass::Sign
                && matches!(line.sign(at + 1), Some(',' | ';' | ')'))
                && free(at + 2)
        }
    }
}

/// True for a letter by which a power may be written: "2 x 10^6".
fn is_times(line: Line<'_>, atom: &Atom) -> bool {
    atom.span.len() == 1 && matches!(atom.of(line.text), "x" | "e" | "E")
}

/// Groups and decimals, by the marks between them.
fn whole_and_decimals(line: Line<'_>, at: usize, decimal_mark: char) -> Option<(Option<Decimal>, usize)> {
    let first = line.digits(at)?;
    let group_mark = if decimal_mark == '.' { ',' } else { '.' };
    let (mut whole, mut end) = (Cow::Borrowed(first), at + 1);
    // "1'234'567": the Swiss manner, in any language.
    let apostrophe = |i: usize| matches!(line.glued_sign(i), Some('\'' | '\u{2019}'));
    let marked = groups(line, at, |i| line.glued_sign(i) == Some(group_mark), 2);
    if let Some(last) = marked.or_else(|| groups(line, at, apostrophe, 2)) {
        (at + 1..last).filter_map(|i| line.digits(i)).for_each(|digits| whole.to_mut().push_str(digits));
        end = last;
    } else if let Some(last) =
        groups(line, at, |i| line.gap(i).is_some_and(|gap| may_group(line, at, gap)), 1)
    {
        (at + 1..last).filter_map(|i| line.digits(i)).for_each(|digits| whole.to_mut().push_str(digits));
        end = last;
    }
    let mark = line.glued_sign(end);
    // A lone mark that cannot part groups is read as the other decimal mark: "5,00" in English.
    let other = end == at + 1
        && mark == Some(group_mark)
        && line.glued_digits(end + 1).is_some_and(|digits| digits.len() < 3)
        && !(line.glued_sign(end + 2) == Some(group_mark) && line.glued_digits(end + 3).is_some())
        && !(at >= 2 && line.sign(at - 1) == Some(group_mark) && line.digits(at - 2).is_some());
    if (mark == Some(decimal_mark) || other)
        && let Some(decimals) = line.glued_digits(end + 1)
    {
        return Some((decimal(&whole, decimals), end + 2));
    }
    Some((decimal(&whole, ""), end))
}

/// A number of more atoms than this has more digits than a decimal holds.
const LONGEST: usize = 80;

/// Where groups of three digits end that begin at `at`, each `step` atoms after the one before (with a mark, or with a gap alone). In the
/// Indian manner, all groups but the last may have two.
fn groups(line: Line<'_>, at: usize, parts: impl Fn(usize) -> bool, step: usize) -> Option<usize> {
    let first = line.digits(at)?;
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let (mut end, mut last, mut pairs, mut triples) = (at + 1, first.len(), 0, 0);
    while parts(end) {
        let digits = line.digits(end + step - 1).filter(|_| step == 1 || !line.atoms[end + 1].spaced);
        let Some(digits) = digits else { break };
        match digits.len() {
            2 => pairs += 1,
            3 => triples += 1,
            // A line of a thousand groups is no number, and is read but once.
            _ if end - at > LONGEST => return Some(end),
            _ => return None,
        }
        (end, last) = (end + step, digits.len());
    }
    let european = pairs == 0 && triples > 0;
    let indian = step == 2 && pairs > 0 && triples == 1 && last == 3 && first.len() < 3;
    (european || indian || end - at > LONGEST).then_some(end)
}

/// Whether white space may part groups. A plain space might also part a day from a count ("May 12 150 people"), so no name may stand before.
fn may_group(line: Line<'_>, at: usize, gap: char) -> bool {
    match gap {
        '\u{00A0}' | '\u{2009}' | '\u{202F}' => true,
        ' ' => at < 2 || !line.atoms[at - 1].of(line.text).starts_with(char::is_uppercase),
        _ => false,
    }
}

fn decimal(whole: &str, decimals: &str) -> Option<Decimal> {
    let whole = whole.trim_start_matches('0');
    // 38 digits fit into the mantissa, whatever they are.
    if whole.len().max(1) + decimals.len() > 38 {
        return None;
    }
    let digits = whole.bytes().chain(decimals.bytes());
    let mantissa = if whole.len() + decimals.len() < 19 {
        digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')).into()
    } else {
        digits.fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'))
    };
    Some(Decimal::new(mantissa, -(decimals.len() as i32)))
}

fn divide(numerator: Option<Decimal>, denominator: Option<&str>) -> Option<Decimal> {
    numerator?.checked_div(decimal(denominator?, "")?)
}

/// The atom of the denominator, where digits, a slash and digits are a fraction and no date: "3/4", but not "9/11".
fn slash(line: Line<'_>, at: usize, end: usize) -> Option<usize> {
    let numerator = line.digits(at).filter(|_| end == at + 1)?;
    let denominator = line.glued_digits(end + 1).filter(|_| line.glued_sign(end) == Some('/'))?;
    let usual =
        matches!(denominator, "2" | "3" | "4" | "5" | "6" | "8" | "10" | "16" | "32" | "64" | "100" | "1000");
    let proper =
        numerator.len() <= denominator.len() && numerator.parse::<u32>().ok()? < denominator.parse().ok()?;
    let alone = !matches!(line.glued_sign(end + 2), Some('/')) && before(line, at) != Some('/');
    (usual && proper && alone).then_some(end + 1)
}

/// A fraction that follows after a space: "2 1/4".
fn mixed(line: Line<'_>, end: usize) -> Option<(Decimal, usize)> {
    if let Some(part) = line.sign(end).filter(|_| line.gap(end) == Some(' ')).and_then(vulgar) {
        return Some((part, end + 1));
    }
    let numerator = line.digits(end).filter(|digits| line.atoms[end].spaced && digits.len() <= 2)?;
    let last = slash(line, end, end + 1)?;
    Some((divide(decimal(numerator, ""), line.digits(last))?, last + 1))
}

/// A power of ten: "e10", "x10^-4", "× 10^6".
fn power(line: Line<'_>, end: usize) -> Option<(Decimal, usize)> {
    if line.glued_word(end).is_some_and(|word| word.eq_ignore_ascii_case("e")) {
        let (exponent, last) = exponent(line, end + 1)?;
        return Some((Decimal::power_of_ten(exponent?)?, last));
    }
    let times = line.glued_word(end).is_some_and(|word| word == "x") || line.sign(end) == Some('×');
    if times && line.digits(end + 1) == Some("10") && line.glued_sign(end + 2) == Some('^') {
        let (exponent, last) = exponent(line, end + 3)?;
        return Some((Decimal::power_of_ten(exponent?)?, last));
    }
    None
}

/// An exponent, with its sign; `None` inside where it is beyond all use.
fn exponent(line: Line<'_>, at: usize) -> Option<(Option<i32>, usize)> {
    let sign = line.glued_sign(at).filter(|&sign| is_minus(sign) || sign == '+');
    let negative = sign.is_some_and(is_minus);
    let at = if sign.is_some() { at + 1 } else { at };
    let digits = line.glued_digits(at)?;
    let value = digits.parse::<i32>().ok().filter(|&n| n <= 60);
    Some((value.map(|n| if negative { -n } else { n }), at + 1))
}

fn raise(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut product = Decimal::from(1);
    for _ in 0..exponent.unsigned_abs() {
        product = product.checked_mul(base)?;
    }
    if exponent < 0 { Decimal::from(1).checked_div(product) } else { Some(product) }
}

/// The sign that touches an atom from the left.
fn before(line: Line<'_>, at: usize) -> Option<char> {
    if line.atoms.get(at)?.spaced { None } else { line.sign(at.checked_sub(1)?) }
}

/// True where a slash, a point, a colon or a second hyphen ties the digits to other digits.
fn chained(line: Line<'_>, at: usize, end: usize) -> bool {
    let ties = |sign: char| matches!(sign, '/' | '.' | ':' | '\u{2044}');
    let next = line.glued_sign(end).is_some_and(ties) && line.glued_digits(end + 1).is_some();
    let previous = before(line, at).is_some_and(ties)
        && !line.atoms[at - 1].spaced
        && at >= 2
        && line.digits(at - 2).is_some();
    let hyphen = |i: usize| line.glued_sign(i).is_some_and(is_hyphen);
    let forth = hyphen(end) && line.glued_digits(end + 1).is_some();
    let back =
        at >= 2 && before(line, at).is_some_and(is_hyphen) && line.digits(at - 2).is_some() && hyphen(at - 1);
    let further = forth
        && (hyphen(end + 2) || line.glued_sign(end + 2) == Some('/'))
        && line.glued_digits(end + 3).is_some();
    let farther =
        back && at >= 4 && before(line, at - 2).is_some_and(is_hyphen) && line.digits(at - 4).is_some();
    next || previous || forth && back || further || farther
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::testing::Sample;

    fn read_all(text: &str) -> Option<Digits> {
        let sample = Sample::new(text);
        let mut atoms = Vec::new();
        super::super::atom::cut(&sample.view(), sample.sentences[0].tokens, &mut atoms);
        read(text, &atoms, 0, '.')
    }

    fn value(text: &str) -> String {
        read_all(text).and_then(|d| d.value).map_or("none".into(), |v| v.to_string())
    }

    #[test]
    fn reads_groups_of_every_kind() {
        for text in [
            "1,234,567",
            "1'234'567",
            "1 234 567",
            "1\u{a0}234\u{a0}567",
            "1\u{202f}234\u{202f}567",
            "12,34,567",
        ] {
            assert_eq!(value(text), "1234567", "{text}");
        }
        assert_eq!(value("15,000.50"), "15000.5");
        assert_eq!(value("5,00"), "5");
    }

    #[test]
    fn lists_are_no_groups() {
        assert_eq!(value("22,24,26"), "22");
        assert_eq!(value("423 0000"), "423");
        assert_eq!(value("2013 150"), "2013");
    }

    #[test]
    fn reads_decimals_fractions_and_powers() {
        for (text, want) in [
            (".08", "0.08"),
            ("2½", "2.5"),
            ("2 1/4", "2.25"),
            ("3/4", "0.75"),
            ("2.5E+3", "2500"),
            ("1.5^+2", "2.25"),
            ("1e10", "10000000000"),
            ("2.5^-1", "0.4"),
            ("6.23x10^-4", "0.000623"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn invents_no_value() {
        assert_eq!(value("10¹⁰⁰⁰"), "none");
        assert_eq!(value("10^1000"), "none");
        assert_eq!(value(&"9".repeat(10_000)), "none");
    }

    #[test]
    fn chains_are_told() {
        for text in ["5/17/2018", "1.2.3", "10:30", "222-2222-2222", "9/11"] {
            assert!(read_all(text).unwrap().chained, "{text}");
        }
        for text in ["15-20", "3/4", "15.", "1.5"] {
            assert!(!read_all(text).unwrap().chained, "{text}");
        }
    }
}
