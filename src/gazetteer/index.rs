//! A compiled gazetteer, read in place.

use super::layout::{ALIAS, LONGER, MAGIC, NO_DAY, NO_POINT, ROW, SECTIONS, bit, flag, slot, tag, word};
use crate::model::{Country, EntityType, Point};
use std::borrow::Cow;

/// One compiled gazetteer.
#[derive(Clone, Debug)]
pub(super) struct Index {
    block: Cow<'static, [u8]>,
    sections: [(usize, usize); SECTIONS],
}

/// One thing in the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'g> {
    /// The identifier.
    pub id: &'g str,
    /// The canonical name.
    pub name: &'g str,
    /// Its type.
    pub kind: EntityType,
    /// The country that it is, lies in or belongs to.
    pub country: Option<Country>,
    /// Its position.
    pub point: Option<Point>,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// Actor sectors, separated by commas.
    pub sectors: &'g str,
    /// Id of what contains it; empty where unknown.
    pub within: &'g str,
    /// True for the capital of its country.
    pub capital: bool,
    /// True for the seat of a first-level division.
    pub seat: bool,
    /// First and last day in force, `20130425`; `None` where open.
    pub valid: (Option<u32>, Option<u32>),
}

/// One name of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias<'g> {
    /// The row.
    pub row: u32,
    /// The name as the list writes it.
    pub name: &'g str,
    /// Bits of [`tag`].
    pub(super) tags: u16,
    /// A bit for each piece that begins with a capital.
    pub(super) capitals: u16,
    pub(super) language: [u8; 2],
}

impl Alias<'_> {
    /// True where the name is the adjective or the inhabitants of the row's place.
    pub fn is_demonym(&self) -> bool {
        self.tags & tag::DEMONYM != 0
    }

    /// The language of the name.
    pub fn language(&self) -> &str {
        match std::str::from_utf8(&self.language) {
            Ok(code) if self.language[0] != 0 => code,
            _ => "en",
        }
    }
}

/// What the pieces so far lead to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// The first of the names that end here.
    pub names: Option<u32>,
    /// True where longer names begin so.
    pub longer: bool,
}

const ROWS: usize = 0;
const IDS: usize = 1;
const ALIASES: usize = 2;
const SLOTS: usize = 3;
const FIRST: usize = 4;
const LOWER: usize = 5;
const STRINGS: usize = 6;

impl Index {
    /// Opens a block; `None` where it is none, or of another version.
    pub fn open(block: Cow<'static, [u8]>) -> Option<Self> {
        let header = block.strip_prefix(MAGIC)?;
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let (start, length) = (word(header, at * 2) as usize, word(header, at * 2 + 1) as usize);
            block.get(start..start.checked_add(length)?)?;
            *section = (start, start + length);
        }
        let index = Self { block, sections };
        let powers = [index.section(SLOTS).len() / 8, index.section(FIRST).len(), index.section(LOWER).len()];
        powers.iter().all(|size| size.is_power_of_two()).then_some(index)
    }

    fn section(&self, section: usize) -> &[u8] {
        let (start, end) = self.sections[section];
        self.block.get(start..end).unwrap_or(&[])
    }

    fn string(&self, place: u32, length: u32) -> &str {
        let range = place as usize..place as usize + length as usize;
        self.section(STRINGS).get(range).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// Number of rows.
    pub fn rows(&self) -> u32 {
        (self.section(ROWS).len() / (ROW * 4)) as u32
    }

    /// Number of names.
    pub fn names(&self) -> u32 {
        (self.section(ALIASES).len() / (ALIAS * 4)) as u32
    }

    /// Size in bytes.
    pub fn size(&self) -> usize {
        self.block.len()
    }

    /// A row; `None` beyond the last.
    pub fn row(&self, row: u32) -> Option<Row<'_>> {
        if row >= self.rows() {
            return None;
        }
        let rows = self.section(ROWS);
        let get = |at: usize| word(rows, row as usize * ROW + at);
        let (kind, flags) = (get(3) as usize & 0xff, (get(3) >> 8) as u8);
        let country = (get(3) >> 16) as u16;
        let (lat, lon) = (get(4) as i32, get(5) as i32);
        let day = |day: u32| (day != NO_DAY).then_some(day);
        Some(Row {
            id: self.string(get(0), get(1) & 0xffff),
            name: self.string(get(2), get(1) >> 16),
            kind: *EntityType::ALL.get(kind)?,
            country: std::str::from_utf8(&country.to_le_bytes()).ok().and_then(Country::parse),
            point: (lat != NO_POINT).then(|| Point { lat: lat as f64 / 1e6, lon: lon as f64 / 1e6 }),
            population: get(6) as u64 | (get(7) as u64) << 32,
            sectors: self.string(get(8), get(9) & 0xffff),
            within: self.string(get(10), get(9) >> 16),
            capital: flags & flag::CAPITAL != 0,
            seat: flags & flag::SEAT != 0,
            valid: (day(get(11)), day(get(12))),
        })
    }

    /// The row of an id, by binary search.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let (ids, rows) = (self.section(IDS), self.section(ROWS));
        let id_of = |row: u32| {
            let at = row as usize * ROW;
            self.string(word(rows, at), word(rows, at + 1) & 0xffff)
        };
        let (mut low, mut high) = (0, ids.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            let row = word(ids, middle);
            match id_of(row).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(row),
            }
        }
        None
    }

    /// False where no name begins with this piece. `lower` asks for names that begin in lower case only.
    #[inline]
    pub fn may_begin(&self, key: u64, lower: bool) -> bool {
        let set = self.section(if lower { LOWER } else { FIRST });
        let at = bit(key, set.len() * 8);
        set.get(at / 8).is_some_and(|byte| byte & (1 << (at % 8)) != 0)
    }

    /// Where a sequence of pieces leads.
    #[inline]
    pub fn step(&self, key: u64) -> Option<Step> {
        let table = self.section(SLOTS);
        let slots = table.len() / 8;
        let mut at = slot(key, slots);
        // The table always has empty slots; the bound is for a block that is not ours.
        for _ in 0..slots {
            let leads = word(table, at * 2 + 1);
            if leads == 0 {
                return None;
            }
            if word(table, at * 2) == (key >> 32) as u32 {
                return Some(Step { names: (leads & !LONGER).checked_sub(1), longer: leads & LONGER != 0 });
            }
            at = (at + 1) & (slots - 1);
        }
        None
    }

    /// The names that share their pieces with the name of this number, which is the first of them.
    pub fn group(&self, first: u32) -> impl Iterator<Item = Alias<'_>> {
        let mut next = Some(first);
        std::iter::from_fn(move || {
            let at = next?;
            let alias = self.alias(at)?;
            next = (alias.tags & tag::LAST == 0).then_some(at + 1);
            Some(alias)
        })
    }

    /// The name of this number, in the order of keys.
    pub fn alias(&self, at: u32) -> Option<Alias<'_>> {
        if at >= self.names() {
            return None;
        }
        let aliases = self.section(ALIASES);
        let get = |field: usize| word(aliases, at as usize * ALIAS + field);
        Some(Alias {
            row: get(0),
            name: self.string(get(1), get(2) & 0xffff),
            tags: (get(2) >> 16) as u16,
            capitals: (get(3) >> 16) as u16,
            language: (get(3) as u16).to_le_bytes(),
        })
    }
}
