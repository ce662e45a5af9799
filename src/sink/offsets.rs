//! Positions at the door: bytes inside become characters, or UTF-16 units, outside.

use crate::model::Span;
use serde::Serialize;

/// What positions count in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Bytes of UTF-8, as Rust and Go slice.
    Bytes,
    /// Unicode characters (code points), as Python slices.
    #[default]
    Chars,
    /// UTF-16 code units, as JavaScript, Java and C# slice.
    Utf16,
}

/// How many bytes lie between two marks: a quarter of the text's size in marks, for look-ups that count on by 15 bytes at most.
const STRIDE: usize = 16;

/// Turns byte positions of one text into positions in another unit.
///
/// The text is walked once, when the map is made: a mark every 16 bytes holds the count so far, and a look-up counts on from the mark before
/// it, so that it costs the same anywhere in the text. A text of ASCII alone needs no marks.
///
/// ```
/// use griot::{model::Span, sink::{OffsetMap, Offsets}};
/// let text = "à Gao 🕊 hier";
/// let hier = Span::new(12, 16);
/// assert_eq!(OffsetMap::new(text, Offsets::Chars).span(text, hier), (8, 12));
/// assert_eq!(OffsetMap::new(text, Offsets::Utf16).span(text, hier), (9, 13));
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    marks: Vec<u32>,
    unit: Offsets,
}

impl OffsetMap {
    /// Walks a text.
    pub fn new(text: &str, unit: Offsets) -> Self {
        let mut marks = Vec::new();
        if unit != Offsets::Bytes && !text.is_ascii() {
            let mut count = 0;
            marks.reserve(text.len() / STRIDE + 2);
            for block in text.as_bytes().chunks(STRIDE) {
                marks.push(count);
                count += units(block, unit);
            }
            marks.push(count);
        }
        Self { marks, unit }
    }

    /// The position of a byte of the text that the map was made for. The byte lies on a character boundary.
    pub fn at(&self, text: &str, byte: u32) -> u32 {
        let end = (byte as usize).min(text.len());
        match self.marks.get(end / STRIDE) {
            Some(mark) => mark + units(&text.as_bytes()[end - end % STRIDE..end], self.unit),
            None => byte,
        }
    }

    /// Both ends of a span of the text that the map was made for.
    pub fn span(&self, text: &str, span: Span) -> (u32, u32) {
        (self.at(text, span.start), self.at(text, span.end))
    }
}

/// How many units begin among these bytes.
fn units(bytes: &[u8], unit: Offsets) -> u32 {
    // A continuation byte, 10xxxxxx, begins nothing. Four bytes lead outside the basic plane, where UTF-16 needs a pair.
    let begins = |byte: u8| u8::from(byte & 0xC0 != 0x80);
    match unit {
        Offsets::Utf16 => bytes.iter().map(|&byte| u32::from(begins(byte) + u8::from(byte >= 0xF0))).sum(),
        // A stride is short enough to count in a byte.
        _ => bytes.iter().map(|&byte| begins(byte)).sum::<u8>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(text in "(\\PC|[a-zé€🕊\n]){0,300}") {
            let map = |unit| OffsetMap::new(&text, unit);
            let (bytes, chars, utf16) = (map(Offsets::Bytes), map(Offsets::Chars), map(Offsets::Utf16));
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(bytes.at(&text, byte as u32) as usize, byte);
                prop_assert_eq!(chars.at(&text, byte as u32) as usize, text[..byte].chars().count());
                prop_assert_eq!(utf16.at(&text, byte as u32) as usize, text[..byte].encode_utf16().count());
            }
        }
    }

    #[test]
    fn a_byte_past_the_end_is_the_end() {
        assert_eq!(OffsetMap::new("é", Offsets::Chars).at("é", 99), 1);
    }
}
