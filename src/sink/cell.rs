//! One cell of a table: a typed value, and how it is written as CSV and as JSON.

use super::{ascii, id::Id};
use crate::model::{Decimal, Moment};
use jiff::civil::{Date, Time};
use std::borrow::Cow;

/// A value on its way to a table. What is unknown is [`Cell::Empty`].
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// An id made by griot.
    Id(Id),
    /// A count or a position.
    Integer(u64),
    /// An exact number.
    Decimal(Decimal),
    /// Degrees, a confidence.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
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
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// Put an apostrophe before words that a spreadsheet would run as a formula.
    pub(super) defuse: bool,
}

impl<'a> Cell<'a> {
    /// A phrase, on one line whatever its line breaks.
    pub fn phrase(words: &'a str) -> Self {
        let mut before = b'x';
        let broken = words.bytes().any(|byte| {
            let twice = byte == b' ' && before == b' ';
            before = byte;
            twice || matches!(byte, b'\n' | b'\r' | b'\t')
        });
        if broken {
            Self::Text(Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" ")))
        } else {
            words.into()
        }
    }

    /// Appends the cell as CSV.
    pub(super) fn csv(&self, dialect: Dialect, out: &mut Vec<u8>) {
        match self {
            Self::Empty => {}
            Self::Text(words) => csv_text(words, dialect, out),
            Self::Id(id) => ascii::id(*id, out),
            Self::Integer(value) => ascii::integer(*value, out),
            Self::Decimal(value) => ascii::display(value, out),
            Self::Number(value) => ascii::number(*value, out),
            Self::Boolean(value) => boolean(*value, out),
            Self::Date(value) => ascii::date(*value, out),
            Self::Time(value) => ascii::display(value, out),
        }
    }

    /// Appends the cell as JSON.
    pub(super) fn json(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => out.extend_from_slice(b"null"),
            Self::Text(words) => {
                // A string into memory: it cannot fail.
                let written = serde_json::to_writer(&mut *out, words.as_ref());
                debug_assert!(written.is_ok());
            }
            Self::Id(id) => between_quotes(out, |out| ascii::id(*id, out)),
            Self::Integer(value) => ascii::integer(*value, out),
            Self::Decimal(value) => ascii::display(value, out),
            Self::Number(value) if value.is_finite() => ascii::number(*value, out),
            Self::Number(_) => out.extend_from_slice(b"null"),
            Self::Boolean(value) => boolean(*value, out),
            Self::Date(value) => between_quotes(out, |out| ascii::date(*value, out)),
            Self::Time(value) => between_quotes(out, |out| ascii::display(value, out)),
        }
    }
}

fn boolean(value: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
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
    let runs = dialect.defuse && matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    let special = holds_special(bytes, dialect.delimiter);
    let quoted = bytes.first() == Some(&b' ')
        || bytes.last() == Some(&b' ')
        || special && bytes.iter().any(|&byte| byte != 0 && is_special(byte, dialect.delimiter));
    if quoted {
        out.push(b'"');
    }
    if runs {
        out.push(b'\'');
    }
    if special {
        escaped(bytes, out);
    } else {
        out.extend_from_slice(bytes);
    }
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

/// True where some byte cannot stand in a plain cell as it is.
///
/// One pass in blocks, which the compiler turns into vector instructions; most cells are too short to repay a call of `memchr` for each byte.
fn holds_special(bytes: &[u8], delimiter: u8) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, &byte| any | is_special(byte, delimiter));
    let (blocks, rest) = bytes.as_chunks::<16>();
    blocks.iter().any(|block| any(block)) || rest.iter().any(|&byte| is_special(byte, delimiter))
}

fn is_special(byte: u8, delimiter: u8) -> bool {
    (byte == delimiter) | (byte == b'"') | (byte == b'\n') | (byte == b'\r') | (byte == 0)
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(words: &'a str) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(words)) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(words: &'a String) -> Self {
        words.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(words: String) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(words)) }
    }
}

impl From<Id> for Cell<'_> {
    fn from(id: Id) -> Self {
        Self::Id(id)
    }
}

impl From<u64> for Cell<'_> {
    fn from(value: u64) -> Self {
        Self::Integer(value)
    }
}

impl From<usize> for Cell<'_> {
    fn from(value: usize) -> Self {
        Self::Integer(value as u64)
    }
}

impl From<u32> for Cell<'_> {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<f64> for Cell<'_> {
    fn from(value: f64) -> Self {
        if value.is_finite() { Self::Number(value) } else { Self::Empty }
    }
}

impl From<f32> for Cell<'_> {
    /// To three digits: nothing that was measured on some hundred rows has more.
    fn from(value: f32) -> Self {
        super::annotation::confidence(value).into()
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(value: Decimal) -> Self {
        Self::Decimal(value)
    }
}

impl From<Date> for Cell<'_> {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}

impl From<Moment> for Cell<'_> {
    /// The day: a column of days and times together has no type.
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Date(date) => Self::Date(date),
            Moment::DateTime(time) => Self::Date(time.date()),
        }
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn csv(cell: Cell<'_>, delimiter: u8, defuse: bool) -> String {
        let mut out = Vec::new();
        cell.csv(Dialect { delimiter, defuse }, &mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cells in prop::collection::vec("[a-c ,;\"\t\r\n=é\u{1}\u{7f}]{0,8}", 2..5), tab: bool) {
            let delimiter = if tab { b'\t' } else { b',' };
            let row: Vec<_> = cells.iter().map(|c| csv(c.as_str().into(), delimiter, false)).collect();
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
        assert_eq!(csv("=1+1".into(), b',', true), "'=1+1");
        assert_eq!(csv("=1+1".into(), b',', false), "=1+1");
        assert_eq!(csv("@a,b".into(), b',', true), "\"'@a,b\"");
        assert_eq!(csv(Cell::Number(-8.0), b',', true), "-8");
    }

    #[test]
    fn a_nul_is_made_visible() {
        assert_eq!(csv("a\0b".into(), b',', false), "a\u{FFFD}b");
    }

    #[test]
    fn what_is_unknown_is_empty_or_null() {
        assert_eq!(csv(None::<f64>.into(), b',', false), "");
        assert_eq!(csv(f64::NAN.into(), b',', false), "");
        let mut out = Vec::new();
        Cell::Empty.json(&mut out);
        assert_eq!(out, b"null");
    }

    #[test]
    fn a_phrase_stands_on_one_line() {
        assert_eq!(Cell::phrase("the\n  old bridge"), Cell::Text("the old bridge".into()));
    }
}
