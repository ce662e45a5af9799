//! Bytes to text: byte-order marks, UTF-8, UTF-16, and a guess for the rest.

use crate::error::SourceFault;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far to look for a NUL byte, as git and ripgrep do.
const SNIFF: usize = 8192;

/// Decodes a file. A byte-order mark decides; else valid UTF-8 is UTF-8; else the encoding that the file declares (`label`); else
/// what its bytes look like, Windows-1252 before all.
///
/// # Errors
/// [`SourceFault::Binary`] where there is a NUL byte near the start and no UTF-16 to explain it, [`SourceFault::Empty`] where there is
/// nothing but white space.
pub(super) fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<String, SourceFault> {
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
        // Neither UTF-16 of any western text nor what is no text is without a NUL.
        None if memchr::memchr(0, &bytes[..bytes.len().min(SNIFF)]).is_some() => {
            let encoding = utf16_without_mark(&bytes).ok_or(SourceFault::Binary)?;
            encoding.decode_without_bom_handling(&bytes).0.into_owned()
        }
        None => String::from_utf8(bytes).unwrap_or_else(|error| decode_other(error.as_bytes(), label)),
    };
    if text.trim().is_empty() { Err(SourceFault::Empty) } else { Ok(text) }
}

/// Decodes what is neither UTF-8 nor UTF-16. Bytes that the encoding lacks become U+FFFD, so that nothing is lost unseen.
fn decode_other(bytes: &[u8], label: Option<&str>) -> String {
    let declared =
        label.and_then(|name| Encoding::for_label(name.as_bytes())).filter(|&encoding| encoding != UTF_8);
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    encoding.decode(bytes).0.into_owned()
}

/// UTF-16 without a mark shows itself by a zero in every other byte of its ASCII.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SNIFF) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros =
        |odd: usize| head.chunks_exact(2).filter(|pair| pair[odd] == 0).count() * 10 / (head.len() / 2);
    match (zeros(0), zeros(1)) {
        (0, 8..) => Some(UTF_16LE),
        (8.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Des civils ont fui Kidal, a déclaré l’élu.";

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn reads_utf_8_and_utf_16_with_and_without_marks() {
        let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            with_mark(b"\xEF\xBB\xBF", TEXT.into()),
            with_mark(b"\xFF\xFE", utf16(TEXT, u16::to_le_bytes)),
            with_mark(b"\xFE\xFF", utf16(TEXT, u16::to_be_bytes)),
            utf16(TEXT, u16::to_le_bytes),
            utf16(TEXT, u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes, None).unwrap(), TEXT);
        }
    }

    #[test]
    fn guesses_windows_1252() {
        let bytes = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
        assert_eq!(decode(bytes, None).unwrap(), TEXT);
    }

    #[test]
    fn believes_a_declared_encoding() {
        let bytes = encoding_rs::KOI8_R.encode("Бамако").0.into_owned();
        assert_eq!(decode(bytes, Some("koi8-r")).unwrap(), "Бамако");
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(matches!(decode(b"\x7fELF\0\0\0\x01\x02".to_vec(), None), Err(SourceFault::Binary)));
        assert!(matches!(decode(b" \r\n\t".to_vec(), None), Err(SourceFault::Empty)));
    }
}
