//! A compiled gazetteer, read in place.

use super::layout::{
    ALIAS, EXTRA, LONGER, MAGIC, NO_DAY, NO_POINT, OFFICE, ROW, SECTIONS, bit, flag, slot, tag, word,
};
use crate::model::{Country, EntityType, Point, Shape, Token};
use std::borrow::Cow;

/// One compiled gazetteer.
#[derive(Clone, Debug)]
pub(super) struct Index {
    words: Cow<'static, [u8]>,
    strings: Cow<'static, str>,
    sections: [(usize, usize); SECTIONS],
}

/// On what level of the world's divisions a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A country or territory.
    Country,
    /// A first-level division: state, region, province.
    First,
    /// A second-level division: county, cercle.
    Second,
    /// A town or part of one.
    Town,
    /// A continent, sea, or anything else that is no division.
    Region,
    /// Whatever is not of our own lists of places.
    Other,
}

impl Level {
    const fn read(number: u32) -> Self {
        match number {
            1 => Self::Country,
            2 => Self::First,
            3 => Self::Second,
            4 => Self::Town,
            5 => Self::Region,
            _ => Self::Other,
        }
    }

    /// True for what stands behind a comma to say where a town lies.
    pub const fn contains_towns(self) -> bool {
        matches!(self, Self::Country | Self::First | Self::Second)
    }
}

/// One thing in the world. Its strings are not looked at until they are asked for: most readers want numbers.
#[derive(Clone, Copy, Debug)]
pub struct Row<'g> {
    index: &'g Index,
    /// The first word of its record, and of its extras.
    record: usize,
    extra: Option<usize>,
    /// Its type.
    pub kind: EntityType,
    /// Its level among places.
    pub level: Level,
    /// The country that it is, lies in or belongs to.
    pub country: Option<Country>,
    /// Its position.
    pub point: Option<Point>,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// The row of what contains it, where the same file describes it.
    pub(super) container: Option<u32>,
    /// True for the capital of its country.
    pub capital: bool,
    /// True for the seat of a first-level division.
    pub seat: bool,
    /// True for the seat of a second-level division.
    pub seat2: bool,
    /// True for a part of a town.
    pub quarter: bool,
}

impl<'g> Row<'g> {
    /// The identifier.
    pub fn id(&self) -> &'g str {
        self.index.string(self.word(0), self.word(1) & 0xffff)
    }

    /// The canonical name.
    pub fn name(&self) -> &'g str {
        self.index.string(self.word(2), self.word(1) >> 16)
    }

    /// Actor sectors, separated by commas.
    pub fn sectors(&self) -> &'g str {
        self.index.string(self.more(0), self.more(1) & 0xffff)
    }

    /// Id of what contains it; empty where unknown.
    pub fn within(&self) -> &'g str {
        match self.container {
            Some(container) => self.index.id(container),
            None => self.index.string(self.more(2), self.more(1) >> 16),
        }
    }

    /// First and last day in force, `20130425`; `None` where open.
    pub fn valid(&self) -> (Option<u32>, Option<u32>) {
        let day = |day: u32| (day != NO_DAY).then_some(day);
        (day(self.more(3)), day(self.more(4)))
    }

    fn word(&self, at: usize) -> u32 {
        word(self.index.section(ROWS), self.record + at)
    }

    fn more(&self, at: usize) -> u32 {
        self.extra.map_or(0, |extra| word(self.index.section(EXTRAS), extra + at))
    }
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
    pub(super) language: [u8; 2],
}

impl Alias<'_> {
    /// True where the name is the adjective or the inhabitants of the row's place.
    pub fn is_demonym(&self) -> bool {
        self.tags & tag::DEMONYM != 0
    }

    /// True where the name stands behind a comma only ("Lexington, S.C.").
    pub fn is_behind(&self) -> bool {
        self.tags & tag::BEHIND != 0
    }

    /// The language of the name.
    pub fn language(&self) -> &str {
        match std::str::from_utf8(&self.language) {
            Ok(code) if self.language[0] != 0 => code,
            _ => "en",
        }
    }
}

/// An office that a person held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office<'g> {
    /// The person's row.
    pub row: u32,
    /// Which: `prime-minister`.
    pub office: &'g str,
    /// Id of the country or organisation.
    pub of: &'g str,
    pub(super) from: Option<u32>,
    pub(super) to: Option<u32>,
}

impl Office<'_> {
    /// True where the person held it on a day, `20130425`.
    pub fn holds(&self, day: u32) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// True where the person was not yet in it on a day.
    pub fn is_future(&self, day: u32) -> bool {
        self.from.is_some_and(|from| day < from)
    }

    /// True where the person had left it before a day.
    pub fn is_past(&self, day: u32) -> bool {
        self.to.is_some_and(|to| to < day)
    }
}

/// A name as the index holds it: its letters are not looked at until they are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub row: u32,
    /// Bits of [`tag`].
    pub tags: u16,
    /// A bit for each piece that begins with a capital.
    pub capitals: u16,
    language: u16,
    string: (u32, u32),
}

impl Entry {
    /// True where it is what another language calls the row.
    pub fn is_foreign(&self) -> bool {
        self.language != 0
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
const EXTRAS: usize = 1;
const IDS: usize = 2;
const ALIASES: usize = 3;
const SLOTS: usize = 4;
const FIRST: usize = 5;
const LOWER: usize = 6;
const OFFICES: usize = 7;

impl Index {
    /// Opens a block; `None` where it is none, or of another version.
    pub fn open(words: Cow<'static, [u8]>, strings: Cow<'static, str>) -> Option<Self> {
        let header = words.strip_prefix(MAGIC)?;
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let (start, length) = (word(header, at * 2) as usize, word(header, at * 2 + 1) as usize);
            words.get(start..start.checked_add(length)?)?;
            *section = (start, start + length);
        }
        let index = Self { words, strings, sections };
        let powers = [index.section(SLOTS).len() / 8, index.section(FIRST).len(), index.section(LOWER).len()];
        powers.iter().all(|size| size.is_power_of_two()).then_some(index)
    }

    #[inline]
    fn section(&self, section: usize) -> &[u8] {
        let (start, end) = self.sections[section];
        self.words.get(start..end).unwrap_or(&[])
    }

    fn string(&self, place: u32, length: u32) -> &str {
        self.strings.get(place as usize..place as usize + length as usize).unwrap_or("")
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
        self.words.len() + self.strings.len()
    }

    /// A row; `None` beyond the last.
    #[inline]
    pub fn row(&self, row: u32) -> Option<Row<'_>> {
        let record = (row as usize).checked_mul(ROW)?;
        let words: &[u8; ROW * 4] = self.section(ROWS).get(record * 4..)?.first_chunk()?;
        let get = |at: usize| word(words, at);
        let (kind, flags) = (get(3) & 0xff, (get(3) >> 8) as u8);
        let (lat, lon) = (get(4) as i32, get(5) as i32);
        let extra = get(8).checked_sub(1).map(|at| at as usize * EXTRA);
        let high = extra.map_or(0, |extra| word(self.section(EXTRAS), extra + 5));
        Some(Row {
            index: self,
            record,
            extra,
            kind: *EntityType::ALL.get(kind as usize & 0xf)?,
            level: Level::read(kind >> 4),
            country: Country::of_letters(((get(3) >> 16) as u16).to_le_bytes()),
            point: (lat != NO_POINT).then(|| Point { lat: lat as f64 / 1e6, lon: lon as f64 / 1e6 }),
            population: get(6) as u64 | (high as u64) << 32,
            container: get(7).checked_sub(1),
            capital: flags & flag::CAPITAL != 0,
            seat: flags & flag::SEAT != 0,
            seat2: flags & flag::SEAT2 != 0,
            quarter: flags & flag::QUARTER != 0,
        })
    }

    /// The level of a row, which many ask of many rows.
    #[inline]
    pub fn level(&self, row: u32) -> Level {
        Level::read(word(self.section(ROWS), row as usize * ROW + 3) >> 4 & 0xf)
    }

    /// The row of what contains a row, where the same block describes it.
    #[inline]
    pub fn container(&self, row: u32) -> Option<u32> {
        word(self.section(ROWS), row as usize * ROW + 7).checked_sub(1)
    }

    /// The identifier of a row; empty beyond the last.
    pub fn id(&self, row: u32) -> &str {
        let at = row as usize * ROW;
        let rows = self.section(ROWS);
        self.string(word(rows, at), word(rows, at + 1) & 0xffff)
    }

    /// The row of an id, by binary search.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let ids = self.section(IDS);
        let (mut low, mut high) = (0, ids.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            let row = word(ids, middle);
            match self.id(row).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(row),
            }
        }
        None
    }

    /// False where no name begins with this token. Most tokens of a text end here.
    #[inline]
    pub fn may_begin_at(&self, token: &Token) -> bool {
        if !token.shape.has(Shape::PLAIN) {
            return !token.shape.has(Shape::PUNCT);
        }
        // Few names begin in lower case: their set is small, and stays in the nearest cache.
        let set = self.section(if token.shape.has(Shape::LOWER) { LOWER } else { FIRST });
        let at = bit(token.key.0, set.len() * 8);
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
    #[inline]
    pub fn group(&self, first: u32) -> impl Iterator<Item = Entry> {
        let mut next = Some(first);
        std::iter::from_fn(move || {
            let at = next?;
            let entry = self.entry(at)?;
            next = (entry.tags & tag::LAST == 0).then_some(at + 1);
            Some(entry)
        })
    }

    /// The name of this number, in the order of keys.
    #[inline]
    pub fn entry(&self, at: u32) -> Option<Entry> {
        let start = (at as usize).checked_mul(ALIAS * 4)?;
        let record = self.section(ALIASES).get(start..start + ALIAS * 4)?;
        let get = |field: usize| word(record, field);
        Some(Entry {
            row: get(0),
            tags: (get(2) >> 16) as u16,
            capitals: (get(3) >> 16) as u16,
            language: get(3) as u16,
            string: (get(1), get(2) & 0xffff),
        })
    }

    /// All offices, in the order of their rows.
    pub fn offices(&self) -> impl Iterator<Item = Office<'_>> {
        (0..self.section(OFFICES).len() / (OFFICE * 4)).map(|at| self.office(at))
    }

    /// Those of the person of a row: they lie side by side, in the order of rows.
    pub fn offices_of(&self, row: u32) -> impl Iterator<Item = Office<'_>> {
        let section = self.section(OFFICES);
        let all = section.len() / (OFFICE * 4);
        let (mut first, mut end) = (0, all);
        while first < end {
            let middle = first + (end - first) / 2;
            if word(section, middle * OFFICE) < row { first = middle + 1 } else { end = middle }
        }
        (first..all).map(|at| self.office(at)).take_while(move |office| office.row == row)
    }

    fn office(&self, at: usize) -> Office<'_> {
        let section = self.section(OFFICES);
        let get = |field: usize| word(section, at * OFFICE + field);
        let day = |day: u32| (day != NO_DAY).then_some(day);
        Office {
            row: get(0),
            office: self.string(get(1), get(2) & 0xffff),
            of: self.string(get(3), get(2) >> 16),
            from: day(get(4)),
            to: day(get(5)),
        }
    }

    /// The letters of a name.
    pub fn name(&self, entry: &Entry) -> &str {
        self.string(entry.string.0, entry.string.1)
    }

    /// A name for those who ask for it.
    pub fn alias(&self, entry: &Entry) -> Alias<'_> {
        Alias {
            row: entry.row,
            name: self.name(entry),
            tags: entry.tags,
            language: entry.language.to_le_bytes(),
        }
    }
}
