//! Numbers, ids and days as ASCII: the same characters as `Display` writes, without its machinery, which would be a fifth of the run.

use super::id::Id;
use crate::model::Decimal;
use jiff::civil::Date;
use std::io::Write;

/// Appends a whole number.
///
/// Most are positions in an article: those of up to four digits are written without a loop, and without a call to copy them.
pub(super) fn integer(value: u64, out: &mut Vec<u8>) {
    match value {
        0..10 => out.push(digit(value)),
        10..100 => out.extend_from_slice(&pair(value)),
        100..1000 => out.extend_from_slice(&[digit(value / 100), digit(value / 10), digit(value)]),
        1000..10_000 => {
            let ([a, b], [c, d]) = (pair(value / 100), pair(value));
            out.extend_from_slice(&[a, b, c, d]);
        }
        _ => {
            integer(value / 10_000, out);
            let ([a, b], [c, d]) = (pair(value / 100), pair(value));
            out.extend_from_slice(&[a, b, c, d]);
        }
    }
}

/// Appends a number of thousandths as a decimal, without zeros at its end.
pub(super) fn thousandths(value: u16, out: &mut Vec<u8>) {
    integer(u64::from(value / 1000), out);
    let digits = [value / 100, value / 10, value].map(|value| digit(u64::from(value)));
    match digits {
        [b'0', b'0', b'0'] => {}
        [a, b'0', b'0'] => out.extend_from_slice(&[b'.', a]),
        [a, b, b'0'] => out.extend_from_slice(&[b'.', a, b]),
        [a, b, c] => out.extend_from_slice(&[b'.', a, b, c]),
    }
}

/// Appends a number, in as few digits as tell it from all others.
///
/// Up to six decimals are read off directly: where dividing back gives the very same number, the digits are those of `Display`, since no two
/// decimals of 15 digits or fewer mean the same number.
pub(super) fn number(value: f64, out: &mut Vec<u8>) {
    const SCALE: u32 = 1_000_000;
    let scaled = (value.abs() * f64::from(SCALE)).round();
    let short = scaled < 1e15 && scaled / f64::from(SCALE) == value.abs();
    if !short || value == 0.0 {
        return display(value, out);
    }
    if value < 0.0 {
        out.push(b'-');
    }
    // Below 1e15: the conversion is exact.
    let scaled = scaled as u64;
    integer(scaled / u64::from(SCALE), out);
    let mut rest = scaled % u64::from(SCALE);
    if rest > 0 {
        out.push(b'.');
        let mut unit = u64::from(SCALE) / 10;
        while rest > 0 {
            out.push(digit(rest / unit));
            rest %= unit;
            unit /= 10;
        }
    }
}

/// Appends an exact number.
pub(super) fn decimal(value: &Decimal, out: &mut Vec<u8>) {
    match value.to_i64() {
        Some(whole) => {
            if whole < 0 {
                out.push(b'-');
            }
            integer(whole.unsigned_abs(), out);
        }
        None => display(value, out),
    }
}

/// Appends an id.
pub(super) fn id(id: Id, out: &mut Vec<u8>) {
    let mut text = [0; 16];
    for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(id.hash.to_be_bytes()) {
        *pair = [byte >> 4, byte & 0xF].map(|half| b"0123456789abcdef"[usize::from(half)]);
    }
    out.extend_from_slice(&[id.table, b':']);
    out.extend_from_slice(&text);
}

/// Appends a day as `2023-12-11`.
pub(super) fn date(date: Date, out: &mut Vec<u8>) {
    let Ok(year) = u64::try_from(date.year()) else { return display(date, out) };
    let of = |value: i8| u64::from(value.unsigned_abs());
    let (month, day) = (of(date.month()), of(date.day()));
    out.extend_from_slice(&[
        digit(year / 1000),
        digit(year / 100 % 10),
        digit(year / 10 % 10),
        digit(year % 10),
        b'-',
        digit(month / 10),
        digit(month % 10),
        b'-',
        digit(day / 10),
        digit(day % 10),
    ]);
}

/// Appends what is rare enough to be written as everyone writes it.
pub(super) fn display(value: impl std::fmt::Display, out: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let written = write!(out, "{value}");
    debug_assert!(written.is_ok());
}

/// Two digits.
fn pair(value: u64) -> [u8; 2] {
    [digit(value / 10), digit(value)]
}

fn digit(value: u64) -> u8 {
    b'0' + (value % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn writes_what_display_writes(
            whole: u64, any: f64, thousandths in -999_999_999_999i64..999_999_999_999, scale in 0i32..9, hash: u64,
            year in -9999i16..=9999, day in 1i16..=365,
        ) {
            prop_assert_eq!(written(|out| integer(whole, out)), whole.to_string());
            for value in [any, thousandths as f64 / 10f64.powi(scale), f64::from(any as f32), (any as f32).into()] {
                prop_assert_eq!(written(|out| number(value, out)), value.to_string());
            }
            for exponent in [0, 3, -4, 20] {
                let exact = Decimal::new(whole.into(), exponent);
                prop_assert_eq!(written(|out| decimal(&exact, out)), exact.to_string());
                prop_assert_eq!(written(|out| decimal(&exact.negated(), out)), exact.negated().to_string());
            }
            let one = Id { table: b't', hash };
            prop_assert_eq!(written(|out| id(one, out)), one.to_string());
            let day = jiff::civil::date(year, 1, 1).with().day_of_year(day).build().unwrap();
            prop_assert_eq!(written(|out| date(day, out)), day.to_string());
        }
    }

    #[test]
    fn thousandths_are_a_number_of_three_decimals() {
        for value in 0..=2000 {
            assert_eq!(written(|out| thousandths(value, out)), (f64::from(value) / 1000.0).to_string());
        }
    }

    #[test]
    fn writes_the_ends_of_each_range() {
        for value in
            [0.0, -0.0, 1.0, -8.0, 0.5, 0.000_001, 0.000_000_1, 0.1 + 0.2, 1e9, 999_999_999.999_999, 1e300]
        {
            assert_eq!(written(|out| number(value, out)), value.to_string());
        }
        assert_eq!(written(|out| integer(0, out)), "0");
        assert_eq!(written(|out| integer(u64::MAX, out)), "18446744073709551615");
    }
}
