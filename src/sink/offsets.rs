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

/// How many bytes lie between two marks.
const STRIDE: usize = 64;

/// Turns byte positions of one text into positions in another unit.
///
/// The text is walked once, when the map is made: a mark every 64 bytes holds the count so far, and a look-up counts on from the mark before
/// it, so that it costs the same anywhere in the text. A text of ASCII alone needs no marks.
///
/// ```
/// use griot::{model::Span, sink::{OffsetMap, Offsets}};
/// let text = "à Gao 🕊 hier";
/// let gao = Span::new(3, 6);
/// assert_eq!(OffsetMap::new(text, Offsets::Chars).span(gao), (2, 5));
/// let hier = Span::new(12, 16);
/// assert_eq!(OffsetMap::new(text, Offsets::Chars).span(hier), (8, 12));
/// assert_eq!(OffsetMap::new(text, Offsets::Utf16).span(hier), (9, 13));
/// ```
#[derive(Debug)]
pub struct OffsetMap<'t> {
    bytes: &'t [u8],
    marks: Vec<u32>,
    unit: Offsets,
}

impl<'t> OffsetMap<'t> {
    /// Walks a text.
    pub fn new(text: &'t str, unit: Offsets) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if unit != Offsets::Bytes && !text.is_ascii() {
            let mut count = 0;
            marks.reserve(bytes.len() / STRIDE + 1);
            for block in bytes.chunks(STRIDE) {
                marks.push(count);
                count += units(block, unit);
            }
            marks.push(count);
        }
        Self { bytes, marks, unit }
    }

    /// The position of a byte, which lies on a character boundary.
    pub fn at(&self, byte: u32) -> u32 {
        let end = (byte as usize).min(self.bytes.len());
        match self.marks.get(end / STRIDE) {
            Some(mark) => mark + units(&self.bytes[end - end % STRIDE..end], self.unit),
            None => byte,
        }
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

/// How many units begin among these bytes.
fn units(bytes: &[u8], unit: Offsets) -> u32 {
    let of = |byte: u8| match byte {
        // A continuation byte begins nothing.
        0x80..=0xBF => 0,
        // Four bytes lead outside the basic plane, where UTF-16 needs a pair.
        0xF0.. if unit == Offsets::Utf16 => 2,
        _ => 1,
    };
    bytes.iter().map(|&byte| of(byte)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(text in "(\\PC|[a-zé€🕊\n]){0,300}") {
            let (chars, utf16) = (OffsetMap::new(&text, Offsets::Chars), OffsetMap::new(&text, Offsets::Utf16));
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(chars.at(byte as u32) as usize, text[..byte].chars().count());
                prop_assert_eq!(utf16.at(byte as u32) as usize, text[..byte].encode_utf16().count());
                prop_assert_eq!(OffsetMap::new(&text, Offsets::Bytes).at(byte as u32) as usize, byte);
            }
        }
    }

    #[test]
    fn a_byte_past_the_end_is_the_end() {
        assert_eq!(OffsetMap::new("é", Offsets::Chars).at(99), 1);
    }
}
