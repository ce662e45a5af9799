//! The key of a word: its lower-case form as 64 bits.
//!
//! Stages compare keys, never strings. A key is a pure function of the letters, so there is no interner to share between
//! threads, indices can be laid out before the program runs, and `build.rs` may include this very file.

/// The 64-bit key of a word's lower-case form, with typographic apostrophes and hyphens made plain.
///
/// FNV-1a over the bytes, then the finaliser of MurmurHash3, so that the low bits serve as a table's slot. Two words of one
/// language practically never share a key: among a million forms the chance is some three in a hundred million.
///
/// ```
/// use griot::model::WordKey;
/// assert_eq!(WordKey::of("Mali"), WordKey::of("MALI"));
/// assert_eq!(WordKey::of("d’État"), WordKey::of("d'état"));
/// assert_ne!(WordKey::of("Mali"), WordKey::of("Malian"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordKey(pub u64);

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl WordKey {
    /// The key of `word`, whatever its case.
    pub fn of(word: &str) -> Self {
        let mut hash = OFFSET;
        for &byte in word.as_bytes() {
            if byte >= 0x80 {
                return Self::of_unicode(word);
            }
            hash = (hash ^ byte.to_ascii_lowercase() as u64).wrapping_mul(PRIME);
        }
        Self(finish(hash))
    }

    fn of_unicode(word: &str) -> Self {
        let mut hash = OFFSET;
        let mut buffer = [0u8; 4];
        for c in word.chars() {
            let plain = match c {
                '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                other => other,
            };
            for lower in plain.to_lowercase() {
                for &byte in lower.encode_utf8(&mut buffer).as_bytes() {
                    hash = (hash ^ byte as u64).wrapping_mul(PRIME);
                }
            }
        }
        Self(finish(hash))
    }
}

const fn finish(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
