//! The forms of digits that dates and clocks are written in, and numerals as rules see them.

use super::{
    lexicon::Item,
    meaning::Amount,
    role::Value,
    symbol::{
        CLOCK, CLOCK12, DAY, DAY_FIRST, DECADE, DOTTED_CLOCK, FRACTION, HOUR, ISO_DATE, MONTH_FIRST, NUMBER,
        ORDINAL, PLAIN_CLOCK, SHORT_YEAR, Symbol, TWO_DIGITS, YEAR, YEAR_BEHIND,
    },
};
use crate::{
    model::{Shape, Token, View},
    number::{Numeral, NumeralKind},
};

/// What may be glued to digits.
#[derive(Debug, Default)]
pub(super) struct Suffixes {
    /// "1st", "2nd".
    pub ordinal: Vec<String>,
    /// "1980s".
    pub decade: Vec<String>,
    /// "20h30"; the colon needs no mention.
    pub hour: Vec<String>,
    /// "8pm": hours to add.
    pub meridiem: Vec<(String, i64)>,
}

impl Suffixes {
    /// The items that digits make: years, days, clocks, numeric dates.
    pub(super) fn digits(&self, view: &View<'_>, tokens: &[Token], at: usize, items: &mut Vec<Item>) {
        let start = tokens[at].span.start as usize;
        let text = view.text.as_bytes().get(start..).unwrap_or(&[]);
        let text = &text[..text.len().min(24)];
        let mut push = |symbol: Symbol, bytes: usize, value: Value| {
            let end = (start + bytes) as u32;
            let len = tokens[at..].iter().take(8).position(|token| token.span.end >= end);
            if let Some(len) = len.filter(|len| tokens[at + len].span.end == end) {
                items.push(Item { symbol, len: len as u32 + 1, value });
            }
        };
        if matches!(text.first(), Some(b'\'' | 0xE2)) {
            let quote = if text[0] == b'\'' { 1 } else { 3 };
            let (digits, number) = leading(&text[quote.min(text.len())..]);
            let rest = &text[(quote + digits).min(text.len())..];
            if digits == 2 {
                push(SHORT_YEAR, quote + 2, Value::Int(number));
                for suffix in self.decade.iter().filter(|s| word(rest) == s.as_bytes()) {
                    push(DECADE, quote + 2 + suffix.len(), Value::Int(number));
                }
            }
            return;
        }
        let (digits, number) = leading(text);
        let rest = &text[digits..];
        match digits {
            0 | 5.. => return,
            4 if (1000..2200).contains(&number) => push(YEAR, 4, Value::Int(number)),
            2 => {
                push(TWO_DIGITS, 2, Value::Int(number));
                if let Some(year) = year_behind(view, tokens, at, number) {
                    push(YEAR_BEHIND, 2, Value::Int(year));
                }
            }
            _ => {}
        }
        if digits == 4 && number / 100 < 24 && number % 100 < 60 {
            let clock =
                Value::Clock { hour: (number / 100) as i8, minute: (number % 100) as i8, second: None };
            push(PLAIN_CLOCK, 4, clock);
        }
        if digits <= 2 {
            if (1..=31).contains(&number) {
                push(DAY, digits, Value::Int(number));
            }
            if number <= 24 {
                push(HOUR, digits, Value::Int(number));
            }
        }
        let letters = word(rest);
        if !letters.is_empty() {
            let is = |suffix: &String| letters.eq_ignore_ascii_case(suffix.as_bytes());
            if digits <= 2 && (1..=31).contains(&number) && self.ordinal.iter().any(is) {
                push(DAY, digits + letters.len(), Value::Int(number));
            }
            if number % 10 == 0 && matches!(digits, 2 | 4) && self.decade.iter().any(is) {
                push(DECADE, digits + letters.len(), Value::Int(number));
            }
        }
        if digits <= 2 && number <= 24 {
            self.clock(text, digits, number, &mut push);
        }
        numeric_date(text, &mut push);
    }

    /// "8:30", "8:30:15", "20h30", "20h", "8.30", "8pm", "8:30pm".
    fn clock(&self, text: &[u8], digits: usize, hour: i64, push: &mut impl FnMut(Symbol, usize, Value)) {
        let rest = &text[digits..];
        let mut end = digits;
        let (mut minute, mut second) = (0, None);
        let separator = self.hour.iter().find(|s| rest.starts_with(s.as_bytes()));
        let separator = separator.map(String::as_str).or(rest.first().and_then(|b| match b {
            b':' => Some(":"),
            b'.' => Some("."),
            _ => None,
        }));
        let mut symbol = CLOCK;
        if let Some(separator) = separator {
            let after = &rest[separator.len()..];
            let (n, value) = leading(after);
            let whole = n == 0 && word(after).is_empty() && separator != ":" && separator != ".";
            if n == 2 && value < 60 {
                minute = value;
                end = digits + separator.len() + 2;
                if text.get(end) == Some(&b':')
                    && let (2, value @ 0..60) = leading(&text[end + 1..])
                {
                    second = Some(value as i8);
                    end += 3;
                }
                symbol = if separator == "." { DOTTED_CLOCK } else { CLOCK };
            } else if whole {
                end = digits + separator.len();
            }
        }
        let clock = |hour: i64| Value::Clock { hour: hour as i8, minute: minute as i8, second };
        if end > digits && word(&text[end..]).is_empty() && (hour < 24 || minute == 0) {
            push(symbol, end, clock(hour));
        }
        let letters = word(&text[end..]);
        for (suffix, add) in &self.meridiem {
            if letters.eq_ignore_ascii_case(suffix.as_bytes()) && (1..=12).contains(&hour) {
                push(CLOCK12, end + letters.len(), clock(hour % 12 + add));
            }
        }
    }
}

/// The year of two digits that a hyphen ties to a year in full before them: 2013 for the "13" of "2012-13".
fn year_behind(view: &View<'_>, tokens: &[Token], at: usize, number: i64) -> Option<i64> {
    let [year, hyphen] = tokens.get(at.checked_sub(2)?..at)? else { return None };
    let glued = !hyphen.shape.has(Shape::SPACED) && !tokens[at].shape.has(Shape::SPACED);
    let (4, year @ 1000..2200) = leading(view.word(year).as_bytes()) else { return None };
    let tied = glued && matches!(view.word(hyphen), "-" | "–" | "/");
    (tied && number > year % 100).then_some(year - year % 100 + number)
}

/// The items that a numeral makes.
pub(super) fn counted(numeral: &Numeral, token: &Token, items: &mut Vec<Item>) {
    let (symbol, amount) = match numeral.kind {
        NumeralKind::Cardinal => (NUMBER, Amount::Exact(numeral.value)),
        NumeralKind::Ordinal => (ORDINAL, Amount::Exact(numeral.value)),
        NumeralKind::Fraction => (FRACTION, Amount::Exact(numeral.value)),
        NumeralKind::Vague => (NUMBER, Amount::Vague),
    };
    let (len, value) = (numeral.tokens.len(), Value::Amount(amount));
    items.push(Item { symbol, len, value });
    // "March eighth", "le douze mars"
    let day = numeral.value.to_i64().filter(|n| (1..=31).contains(n));
    if let Some(day) = day.filter(|_| !token.shape.has(Shape::DIGIT))
        && matches!(numeral.kind, NumeralKind::Cardinal | NumeralKind::Ordinal)
    {
        items.push(Item { symbol: DAY, len, value: Value::Int(day) });
    }
}

/// "2023-12-11", "11/12/2023", "11.12.2023", "12/11/23".
fn numeric_date(text: &[u8], push: &mut impl FnMut(Symbol, usize, Value)) {
    let (a_len, a) = leading(text);
    let Some(&separator @ (b'-' | b'/' | b'.')) = text.get(a_len) else { return };
    let (b_len, b) = leading(&text[a_len + 1..]);
    let second = a_len + 1 + b_len;
    if !(1..=2).contains(&b_len) || text.get(second) != Some(&separator) {
        return;
    }
    let (c_len, c) = leading(&text[second + 1..]);
    let end = second + 1 + c_len;
    if text.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == separator) {
        return;
    }
    let date = |year: i64, short: bool, month: i64, day: i64| {
        (month <= 12 && day <= 31).then_some(Value::Numeric {
            year: year as i16,
            short,
            month: month as i8,
            day: day as i8,
        })
    };
    if a_len == 4 && c_len == 2 && b_len == 2 {
        if let Some(value) = date(a, false, b, c) {
            push(ISO_DATE, end, value);
        }
    } else if a_len <= 2 && (c_len == 4 || c_len == 2 && separator == b'/') {
        if let Some(value) = date(c, c_len == 2, b, a) {
            push(DAY_FIRST, end, value);
        }
        if let Some(value) = date(c, c_len == 2, a, b) {
            push(MONTH_FIRST, end, value);
        }
    }
}

/// The ASCII digits that a text begins with: how many (5 stands for more than 4), and their value.
fn leading(text: &[u8]) -> (usize, i64) {
    let count = text.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    (count, text[..count].iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
}

/// The ASCII letters that a text begins with.
fn word(text: &[u8]) -> &[u8] {
    &text[..text.iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count()]
}
