//! One cell of a table: a typed value, and how it is written as CSV and as JSON.

use super::{ascii, id::Id};
use crate::model::{Decimal, Moment};
use jiff::civil::{Date, Time};
use std::borrow::Cow;

/// What can stand in a cell. What is unknown is `None`; words that are none are unknown, too.
pub trait Cell {
    /// Appends the value as it stands in CSV.
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>);

    /// Appends the value as JSON.
    fn json(self, out: &mut Vec<u8>);
}

/// A word of griot's own: ASCII letters, `-` and `_`, so that nothing needs to quote it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a>(pub &'a str);

/// Words of the text, written on one line whatever their line breaks.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a>(pub &'a str);

/// Short names, which are written with `;` between them.
#[derive(Clone, Copy, Debug)]
pub struct List<'a>(pub &'a [String]);

/// Where a column writes its cell.
///
/// A column writes instead of returning a value that could be anything: half of all cells are empty, and then do nothing at all.
#[derive(Debug)]
pub struct CellWriter<'o> {
    pub(super) out: &'o mut Vec<u8>,
    /// `None` for JSON.
    dialect: Option<Dialect>,
}

impl<'o> CellWriter<'o> {
    pub(super) fn csv(dialect: Dialect, out: &'o mut Vec<u8>) -> Self {
        Self { out, dialect: Some(dialect) }
    }

    pub(super) fn json(out: &'o mut Vec<u8>) -> Self {
        Self { out, dialect: None }
    }

    /// Writes the cell.
    pub fn cell(&mut self, value: impl Cell) {
        match self.dialect {
            Some(dialect) => value.csv(dialect, self.out),
            None => value.json(self.out),
        }
    }
}

/// The type of a column, with the names of CSV on the Web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datatype {
    /// Words.
    String,
    /// A whole number, 0 or more.
    Integer,
    /// An exact number.
    Decimal,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `2023-12-11`.
    Date,
    /// `08:30:00`.
    Time,
}

impl Datatype {
    /// The name in CSV on the Web.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "nonNegativeInteger",
            Self::Decimal => "decimal",
            Self::Number => "double",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Time => "time",
        }
    }
}

/// How a CSV cell is parted and guarded.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// What parts cells.
    pub delimiter: u8,
    /// Put an apostrophe before words that a spreadsheet would run as a formula.
    pub defuse: bool,
}

impl<T: Cell> Cell for Option<T> {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.csv(dialect, out);
        }
    }

    fn json(self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.json(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

impl Cell for &str {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        csv_text(self, dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        if self.is_empty() {
            return None::<bool>.json(out);
        }
        // A string into memory: it cannot fail.
        let written = serde_json::to_writer(&mut *out, self);
        debug_assert!(written.is_ok());
    }
}

impl Cell for &String {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        self.as_str().csv(dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        self.as_str().json(out);
    }
}

impl Cell for Word<'_> {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_bytes());
    }

    fn json(self, out: &mut Vec<u8>) {
        self.0.json(out);
    }
}

impl Cell for Line<'_> {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        csv_text(&on_one_line(self.0), dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        on_one_line(self.0).as_ref().json(out);
    }
}

impl Cell for List<'_> {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        match self.0 {
            [] => {}
            [one] => one.csv(dialect, out),
            several => csv_text(&several.join(";"), dialect, out),
        }
    }

    fn json(self, out: &mut Vec<u8>) {
        self.0.join(";").as_str().json(out);
    }
}

impl Cell for Id {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        ascii::id(self, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        between_quotes(out, |out| ascii::id(self, out));
    }
}

impl Cell for u64 {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        ascii::integer(self, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        ascii::integer(self, out);
    }
}

impl Cell for u32 {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        u64::from(self).csv(dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        u64::from(self).json(out);
    }
}

impl Cell for usize {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        (self as u64).csv(dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        (self as u64).json(out);
    }
}

impl Cell for &Decimal {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        ascii::decimal(self, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        ascii::decimal(self, out);
    }
}

/// What is no number is unknown.
impl Cell for f64 {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        if self.is_finite() {
            ascii::number(self, out);
        }
    }

    fn json(self, out: &mut Vec<u8>) {
        if self.is_finite() { ascii::number(self, out) } else { None::<bool>.json(out) }
    }
}

/// To three digits: nothing that was measured on some hundred rows has more.
impl Cell for f32 {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        let thousandths = (f64::from(self) * 1000.0).round();
        // A confidence or a share: written as it is counted, without the way over the shortest digits of any number.
        if (0.0..=1000.0).contains(&thousandths) {
            ascii::thousandths(thousandths as u16, out);
        } else {
            super::annotation::confidence(self).csv(dialect, out);
        }
    }

    fn json(self, out: &mut Vec<u8>) {
        super::annotation::confidence(self).json(out);
    }
}

impl Cell for bool {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        out.extend_from_slice(if self { b"true" } else { b"false" });
    }

    fn json(self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self { b"true" } else { b"false" });
    }
}

impl Cell for Date {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        ascii::date(self, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        between_quotes(out, |out| ascii::date(self, out));
    }
}

impl Cell for Time {
    fn csv(self, _: Dialect, out: &mut Vec<u8>) {
        ascii::display(self, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        between_quotes(out, |out| ascii::display(self, out));
    }
}

/// The day: a column of days and times together has no type.
impl Cell for Moment {
    fn csv(self, dialect: Dialect, out: &mut Vec<u8>) {
        self.day().csv(dialect, out);
    }

    fn json(self, out: &mut Vec<u8>) {
        self.day().json(out);
    }
}

/// Words with each run of white space made one space.
fn on_one_line(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    // Both without an early end, so that they become vector instructions.
    let twice =
        bytes.iter().zip(bytes.iter().skip(1)).fold(false, |any, pair| any | (pair == (&b' ', &b' ')));
    if twice || any(bytes, |byte| matches!(byte, b'\n' | b'\r' | b'\t')) {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}

fn between_quotes(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'"');
    write(out);
    out.push(b'"');
}

/// Words as a CSV cell (RFC 4180): in double quotes where they hold the delimiter, a quote or a line break, or stand between spaces.
///
/// A NUL becomes U+FFFD, one character for one: C programs take it for the end of the text, and Python refuses the file.
fn csv_text(words: &str, dialect: Dialect, out: &mut Vec<u8>) {
    let bytes = words.as_bytes();
    let [Some(first), Some(last)] = [bytes.first(), bytes.last()] else { return };
    let spaced = *first == b' ' || *last == b' ';
    let runs = dialect.defuse && matches!(first, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r');
    if !(spaced | runs | may_be_special(bytes)) {
        return out.extend_from_slice(bytes);
    }
    let quoted = spaced || bytes.iter().any(|&byte| is_special(byte, dialect.delimiter));
    if quoted {
        out.push(b'"');
    }
    if runs {
        out.push(b'\'');
    }
    escaped(bytes, out);
    if quoted {
        out.push(b'"');
    }
}

/// Appends words with their quotes doubled and NULs made visible. Both are rare: whatever stands between them is copied as a whole.
fn escaped(mut rest: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr2(b'"', 0, rest) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(if rest[at] == 0 { "\u{FFFD}".as_bytes() } else { b"\"\"" });
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// False where no byte needs quoting or doubling in any dialect: all that do come before `-` in ASCII.
fn may_be_special(bytes: &[u8]) -> bool {
    any(bytes, |byte| (byte < b'-') & (byte != b' '))
}

/// Whether any byte is such a one.
///
/// In blocks, which the compiler turns into vector instructions; the last one reaches back into the one before it, so that only words
/// shorter than a block are looked at byte by byte. Most cells are too short to repay a call of `memchr` for each special byte.
fn any(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    const BLOCK: usize = 8;
    let Some(last) = bytes.last_chunk::<BLOCK>() else { return bytes.iter().any(|&byte| is(byte)) };
    let any = |block: &[u8; BLOCK]| block.iter().fold(false, |any, &byte| any | is(byte));
    bytes.as_chunks().0.iter().fold(any(last), |found, block| found | any(block))
}

fn is_special(byte: u8, delimiter: u8) -> bool {
    (byte == delimiter) | (byte == b'"') | (byte == b'\n') | (byte == b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn csv(cell: impl Cell, delimiter: u8, defuse: bool) -> String {
        let mut out = Vec::new();
        cell.csv(Dialect { delimiter, defuse }, &mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cells in prop::collection::vec("[a-c ,;\"\t\r\n=é\u{1}\u{7f}]{0,8}", 2..5), tab: bool) {
            let delimiter = if tab { b'\t' } else { b',' };
            let row: Vec<_> = cells.iter().map(|c| csv(c.as_str(), delimiter, false)).collect();
            let text = row.join(if tab { "\t" } else { "," });
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
            if let Some(back) = reader.records().next() {
                let back = back.unwrap();
                prop_assert_eq!(back.iter().collect::<Vec<_>>(), cells);
            }
        }
    }

    #[test]
    fn defuses_words_but_not_numbers() {
        assert_eq!(csv("=1+1", b',', true), "'=1+1");
        assert_eq!(csv("=1+1", b',', false), "=1+1");
        assert_eq!(csv("@a,b", b',', true), "\"'@a,b\"");
        assert_eq!(csv(-8.0, b',', true), "-8");
    }

    #[test]
    fn a_nul_is_made_visible() {
        assert_eq!(csv("a\0b", b',', false), "a\u{FFFD}b");
    }

    #[test]
    fn what_is_unknown_is_empty_or_null() {
        assert_eq!(csv(None::<f64>, b',', false), "");
        assert_eq!(csv(f64::NAN, b',', false), "");
        let mut out = Vec::new();
        None::<bool>.json(&mut out);
        assert_eq!(out, b"null");
    }

    #[test]
    fn a_phrase_stands_on_one_line() {
        assert_eq!(csv(Line("the\n  old bridge"), b',', false), "the old bridge");
        assert_eq!(csv(Line("the  old"), b',', false), "the old");
        assert_eq!(csv(Line("the old"), b',', false), "the old");
    }
}
