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
        let mut hash = KeyHash::EMPTY;
        for &byte in word.as_bytes() {
            if byte >= 0x80 {
                return Self::of_unicode(word);
            }
            hash = hash.with(byte.to_ascii_lowercase());
        }
        hash.key()
    }

    fn of_unicode(word: &str) -> Self {
        let mut hash = KeyHash::EMPTY;
        let mut buffer = [0u8; 4];
        for c in word.chars() {
            let plain = match c {
                '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                other => other,
            };
            for lower in plain.to_lowercase() {
                for &byte in lower.encode_utf8(&mut buffer).as_bytes() {
                    hash = hash.with(byte);
                }
            }
        }
        hash.key()
    }
}

/// A key in the making, for who walks the bytes of a word anyway.
///
/// ```
/// use griot::model::{KeyHash, WordKey};
/// let key = b"mali".iter().fold(KeyHash::EMPTY, |hash, &byte| hash.with(byte)).key();
/// assert_eq!(key, WordKey::of("Mali"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct KeyHash(u64);

impl KeyHash {
    /// That of no byte.
    pub const EMPTY: Self = Self(OFFSET);

    /// Takes in the next byte of the word's lower-case form.
    #[inline]
    pub const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(PRIME))
    }

    /// The key of the bytes so far.
    #[inline]
    pub const fn key(self) -> WordKey {
        WordKey(finish(self.0))
    }
}

const fn finish(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
