//! How a compiled gazetteer lies in memory: little-endian 32-bit words that are read in place. `build.rs` shares this file.
//!
//! ```text
//! magic   8 bytes
//! header  one word pair (offset, length in bytes) for each section
//! rows    one record for each row, ROW words
//! extras  what few rows have, EXTRA words each
//! ids     row numbers in the order of their ids
//! aliases one record for each name, ALIAS words; names with the same pieces are neighbours, best known first
//! slots   an open-addressed table, two words a slot: the high half of the key, and what it leads to
//! first   a bit set over the keys of first pieces
//! lower   the same of names that begin in lower case
//! offices who held which office from when to when, OFFICE words each, in the order of rows
//! strings one pool of UTF-8, by itself, so that it is validated once: when griot is built
//! ```
//!
//! The table's keys are hashes of every prefix of a name's pieces ([`super::fold::join`]). A slot leads to the first of the names that end
//! there, and says whether longer names begin so: one table serves as a trie without nodes. A slot holds 32 bits of a key and stands where
//! others say, so that one look-up in some ten thousand million finds a name that is not there.

/// The first bytes of a compiled gazetteer; the digit is the layout's version.
pub const MAGIC: &[u8; 8] = b"griotgz3";
/// Number of sections before the strings.
pub const SECTIONS: usize = 8;
/// Words of a row's record: id, lengths of id and name, name, kind and level and flags and country, latitude, longitude, population, the
/// number of the row that contains it, the number of its extras. Either number is counted from 1; 0 is none.
pub const ROW: usize = 9;
/// Words of a row's extras: sectors, lengths of sectors and container, container (where no row of the block is it), first day, last day, the
/// high half of the population.
pub const EXTRA: usize = 6;
/// Words of an office's record: row, office, lengths of office and of what it is an office of, what it is an office of, first day, last day.
pub const OFFICE: usize = 6;
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
    /// Stands behind a comma only.
    pub const BEHIND: u16 = 1 << 9;
}

/// What a row's thing is, as bits.
pub mod flag {
    /// Capital of its country.
    pub const CAPITAL: u8 = 1;
    /// Seat of a first-level division.
    pub const SEAT: u8 = 1 << 1;
    /// Seat of a second-level division.
    pub const SEAT2: u8 = 1 << 2;
    /// Part of a town.
    pub const QUARTER: u8 = 1 << 3;
}

/// The names of types, in the order of `model::EntityType::ALL`.
pub const TYPES: [&str; 8] = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC"];

/// The kinds of ids that say on what level a place lies, with the level.
pub const LEVELS: [(&str, u8); 6] =
    [("country", 1), ("admin1", 2), ("admin2", 3), ("geonames", 4), ("town", 4), ("region", 5)];

/// The word at an index of a section; 0 beyond its end.
#[inline]
pub fn word(section: &[u8], index: usize) -> u32 {
    section.get(index * 4..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// The slot at which the search for a key begins, of `slots` (a power of two).
#[inline]
pub const fn slot(key: u64, slots: usize) -> usize {
    key as usize & (slots - 1)
}

/// The bit that stands for a key, of `bits` (a power of two).
#[inline]
pub const fn bit(key: u64, bits: usize) -> usize {
    (key >> 20) as usize & (bits - 1)
}
