//! Numbers, ids and days as ASCII: the same characters as `Display` writes, without its machinery, which would be a fifth of the run.

use super::id::Id;
use jiff::civil::Date;
use std::io::Write;

/// Appends a whole number.
pub(super) fn integer(mut value: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = digit(value % 10);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
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

/// Appends an id.
pub(super) fn id(id: Id, out: &mut Vec<u8>) {
    let mut text = [0; 16];
    for (n, byte) in text.iter_mut().enumerate() {
        *byte = b"0123456789abcdef"[(id.hash >> (60 - 4 * n) & 0xF) as usize];
    }
    let mut table = [0; 4];
    out.extend_from_slice(id.table.encode_utf8(&mut table).as_bytes());
    out.push(b':');
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
            let one = Id { table: 't', hash };
            prop_assert_eq!(written(|out| id(one, out)), one.to_string());
            let day = jiff::civil::date(year, 1, 1).with().day_of_year(day).build().unwrap();
            prop_assert_eq!(written(|out| date(day, out)), day.to_string());
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
