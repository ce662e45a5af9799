//! How a compiled gazetteer lies in memory: little-endian 32-bit words that are read in place. `build.rs` shares this file.
//!
//! ```text
//! magic   8 bytes
//! header  one word pair (offset, length in bytes) for each section
//! rows    one record for each row, ROW words
//! ids     row numbers in the order of their ids
//! aliases one record for each name, ALIAS words; names with the same pieces are neighbours, best known first
//! slots   an open-addressed table, two words a slot: the high half of the key, and what it leads to
//! first   a bit set over the keys of first pieces
//! lower   the same of names that begin in lower case
//! strings one pool
//! ```
//!
//! The table's keys are hashes of every prefix of a name's pieces ([`super::fold::join`]). A slot leads to the first of the names that end
//! there, and says whether longer names begin so: one table serves as a trie without nodes.

/// The first bytes of a compiled gazetteer; the digit is the layout's version.
pub const MAGIC: &[u8; 8] = b"griotgz1";
/// Number of sections.
pub const SECTIONS: usize = 7;
/// Words of a row's record: id, lengths of id and name, name, kind and flags and country, latitude, longitude, population (two
/// words), sectors, lengths of sectors and container, container, first day, last day.
pub const ROW: usize = 13;
/// Words of a name's record: row, string, length and tags, language and capitals.
pub const ALIAS: usize = 4;
/// In a slot: longer names begin with these pieces.
pub const LONGER: u32 = 1 << 31;
/// A coordinate that is not known; others are in units of 1e-6 degrees.
pub const NO_POINT: i32 = i32::MIN;
/// A day that is not known; others are written as decimal digits, 20231211.
pub const NO_DAY: u32 = 0;

/// What kind of name an alias is, as bits.
pub mod tag {
    /// An adjective or inhabitant.
    pub const DEMONYM: u16 = 1;
    /// An acronym.
    pub const ACRONYM: u16 = 1 << 1;
    /// A short form.
    pub const SHORT: u16 = 1 << 2;
    /// No longer in use.
    pub const FORMER: u16 = 1 << 3;
    /// A code.
    pub const CODE: u16 = 1 << 4;
    /// Every letter must have its case.
    pub const EXACT: u16 = 1 << 5;
    /// Needs evidence.
    pub const CONTEXT: u16 = 1 << 6;
    /// The row's canonical name.
    pub const OWN: u16 = 1 << 7;
    /// The last of the names with these pieces.
    pub const LAST: u16 = 1 << 8;
}

/// What a row's thing is, as bits.
pub mod flag {
    /// Capital of its country.
    pub const CAPITAL: u8 = 1;
    /// Seat of a first-level division.
    pub const SEAT: u8 = 1 << 1;
}

/// The names of types, in the order of `model::EntityType::ALL`.
pub const TYPES: [&str; 8] = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC"];

/// The word at an index of a section; 0 beyond its end.
pub fn word(section: &[u8], index: usize) -> u32 {
    section.get(index * 4..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// The slot at which the search for a key begins, of `slots` (a power of two).
pub const fn slot(key: u64, slots: usize) -> usize {
    key as usize & (slots - 1)
}

/// The bit that stands for a key, of `bits` (a power of two).
pub const fn bit(key: u64, bits: usize) -> usize {
    (key >> 20) as usize & (bits - 1)
}
