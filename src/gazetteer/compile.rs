//! Lays rows out as one block of memory, ready to be matched in place (see `layout`). `build.rs` shares this file.

use super::{
    fold::{join, pieces},
    format::Row,
    layout::{LEVELS, LONGER, MAGIC, NO_DAY, NO_POINT, SECTIONS, bit, slot, tag},
};
use std::collections::HashMap;

/// A compiled gazetteer: words, and the strings that they point into.
#[derive(Clone, Debug)]
pub struct Block {
    /// See [`super::layout`].
    pub words: Vec<u8>,
    /// The pool.
    pub strings: String,
}

/// Compiles rows, in their order.
pub fn compile(rows: &[Row]) -> Block {
    let mut strings = Strings::default();
    let places: HashMap<&str, u32> = rows.iter().zip(1..).map(|(row, at)| (row.id.as_str(), at)).collect();
    let (mut row_words, mut extras) = (Vec::new(), Vec::new());
    for row in rows {
        let (lat, lon) = row.point.map_or((NO_POINT, NO_POINT), |(lat, lon)| (micro(lat), micro(lon)));
        let name = row.names.first().map_or("", |alias| alias.name.as_str());
        let container = places.get(row.within.as_str()).copied().unwrap_or(0);
        row_words.extend([
            strings.append(&row.id),
            pair(row.id.len(), name.len()),
            strings.place(name),
            (row.kind | level(&row.id) << 4) as u32
                | (row.flags as u32) << 8
                | (u16::from_le_bytes(row.country) as u32) << 16,
            lat as u32,
            lon as u32,
            row.population as u32,
            container,
            extra(row, container, &mut strings, &mut extras),
        ]);
    }
    let mut ids: Vec<u32> = (0..rows.len() as u32).collect();
    ids.sort_by(|a, b| rows[*a as usize].id.cmp(&rows[*b as usize].id));
    let names = sorted_names(rows);
    let mut alias_words = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let last = names.get(at + 1).is_none_or(|next| next.key != name.key);
        let alias = &rows[name.row as usize].names[name.alias as usize];
        let tags = name.tags | if last { tag::LAST } else { 0 };
        alias_words.extend([
            name.row,
            strings.place(&alias.name),
            pair(alias.name.len(), tags as usize),
            pair(u16::from_le_bytes(alias.language) as usize, name.capitals as usize),
        ]);
    }
    let sections = [
        bytes(&row_words),
        bytes(&extras),
        bytes(&ids),
        bytes(&alias_words),
        bytes(&table(&names)),
        bit_set(names.iter().map(|name| name.first)),
        bit_set(names.iter().filter(|name| name.lower).map(|name| name.first)),
        bytes(&office_words(rows, &mut strings)),
    ];
    let mut words = MAGIC.to_vec();
    let mut offset = MAGIC.len() + SECTIONS * 8;
    for section in &sections {
        words.extend(bytes(&[offset as u32, section.len() as u32]));
        offset += section.len();
    }
    words.extend(sections.iter().flatten());
    Block { words, strings: strings.pool }
}

/// The level of a place whose id is of this kind; 0 for what is no place.
fn level(id: &str) -> u8 {
    let kind = id.split(':').next().unwrap_or("");
    LEVELS.iter().find(|level| level.0 == kind).map_or(0, |level| level.1)
}

/// Writes down what few rows have; the number of the record, 0 where the row has nothing of the kind.
fn extra(row: &Row, container: u32, strings: &mut Strings, extras: &mut Vec<u32>) -> u32 {
    let within = if container == 0 { row.within.as_str() } else { "" };
    let high = (row.population >> 32) as u32;
    if within.is_empty() && row.sectors.is_empty() && high == 0 && row.from == NO_DAY && row.to == NO_DAY {
        return 0;
    }
    extras.extend([
        strings.place(&row.sectors),
        pair(row.sectors.len(), within.len()),
        strings.place(within),
        row.from,
        row.to,
        high,
    ]);
    (extras.len() / super::layout::EXTRA) as u32
}

/// The records of all offices, in the order of rows.
fn office_words(rows: &[Row], strings: &mut Strings) -> Vec<u32> {
    let offices =
        rows.iter().zip(0..).flat_map(|(row, at)| row.offices.iter().map(move |office| (at, office)));
    let words = offices.flat_map(|(row, office)| {
        [
            row,
            strings.place(&office.office),
            pair(office.office.len(), office.of.len()),
            strings.place(&office.of),
            office.from,
            office.to,
        ]
    });
    words.collect()
}

/// A name, as the table needs it.
struct Name {
    /// The joined key of all pieces.
    key: u64,
    /// The key of the first piece.
    first: u64,
    /// The joined keys of all shorter prefixes.
    prefixes: Vec<u64>,
    row: u32,
    alias: u16,
    tags: u16,
    /// A bit for each of the first 16 pieces that begins with a capital.
    capitals: u16,
    /// True where the first piece begins in lower case.
    lower: bool,
}

/// All names, by their pieces, the best known first.
fn sorted_names(rows: &[Row]) -> Vec<Name> {
    let mut names = Vec::new();
    for (row, of) in rows.iter().enumerate() {
        let mut known: Vec<(u64, u16, u16)> = Vec::new();
        for (at, alias) in of.names.iter().enumerate() {
            let name = read_name(row as u32, at as u16, &alias.name, alias.tags);
            // "Gao" and "Gao{fr}" are one name; "US" and "us" are not.
            let same = (name.key, name.capitals, name.tags & (tag::DEMONYM | tag::EXACT));
            if !known.contains(&same) {
                known.push(same);
                names.push(name);
            }
        }
    }
    names.sort_by(|a, b| {
        let (x, y) = (&rows[a.row as usize], &rows[b.row as usize]);
        let rank = |name: &Name, row: &Row| (!row.id.starts_with("country:"), name.tags & tag::DEMONYM);
        (a.key.cmp(&b.key))
            .then_with(|| rank(a, x).cmp(&rank(b, y)))
            .then_with(|| y.population.cmp(&x.population))
            .then_with(|| (a.row, a.alias).cmp(&(b.row, b.alias)))
    });
    names
}

fn read_name(row: u32, alias: u16, text: &str, mut tags: u16) -> Name {
    let (mut key, mut first, mut capitals, mut lower) = (0, 0, 0u16, false);
    let mut prefixes = Vec::new();
    for (at, piece) in pieces(text).enumerate() {
        if at == 0 {
            (key, first) = (piece.key.0, piece.key.0);
            lower = text[piece.range].starts_with(char::is_lowercase);
        } else {
            prefixes.push(key);
            key = join(key, piece.key);
        }
        if at < 16 && piece.capital {
            capitals |= 1 << at;
        }
    }
    // "US", "WHO": so short an acronym is a word in any other case.
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if (2..=3).contains(&letters) && !text.contains(char::is_lowercase) {
        tags |= tag::EXACT;
    }
    Name { key, first, prefixes, row, alias, tags, capitals, lower }
}

/// The table of prefixes: two words a slot.
fn table(names: &[Name]) -> Vec<u32> {
    let mut entries: HashMap<u64, u32> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let entry = entries.entry(name.key).or_default();
        // Names with the same pieces are neighbours: the first one's number stands for all.
        if *entry & !LONGER == 0 {
            *entry |= at as u32 + 1;
        }
        for prefix in &name.prefixes {
            *entries.entry(*prefix).or_default() |= LONGER;
        }
    }
    // At most seven tenths full: twice the table for one name more would cost four megabytes.
    let slots = (entries.len() * 10 / 7 + 1).next_power_of_two();
    let mut words = vec![0; slots * 2];
    // In the order of keys, so that the same rows always yield the same bytes.
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_unstable();
    for (key, leads) in entries {
        let mut at = slot(key, slots);
        while words[at * 2 + 1] != 0 {
            at = (at + 1) & (slots - 1);
        }
        words[at * 2] = (key >> 32) as u32;
        words[at * 2 + 1] = leads;
    }
    words
}

/// Some eight bits for each key, so that few words of a text ask the table in vain.
fn bit_set(keys: impl Iterator<Item = u64> + Clone) -> Vec<u8> {
    let bits = (keys.clone().count() * 8).next_power_of_two().clamp(64, 1 << 23);
    let mut set = vec![0u8; bits / 8];
    for key in keys {
        let at = bit(key, bits);
        set[at / 8] |= 1 << (at % 8);
    }
    set
}

fn micro(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

fn pair(low: usize, high: usize) -> u32 {
    low.min(0xffff) as u32 | (high.min(0xffff) as u32) << 16
}

fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A pool in which equal strings lie once.
#[derive(Default)]
struct Strings {
    pool: String,
    places: HashMap<String, u32>,
}

impl Strings {
    fn place(&mut self, text: &str) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.append(text);
        self.places.insert(text.to_owned(), place);
        place
    }

    /// For strings of which no second is awaited.
    fn append(&mut self, text: &str) -> u32 {
        let place = self.pool.len() as u32;
        self.pool.push_str(text);
        place
    }
}
