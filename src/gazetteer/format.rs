//! Reads the tab-separated format that gazetteers/README.md describes. `build.rs` shares this file.

use super::{
    fold,
    layout::{NO_DAY, TYPES, flag, tag},
};
use crate::error::GazetteerFault;
use std::collections::HashMap;

/// One thing in the world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The line, from 1.
    pub line: u64,
    /// The identifier; made from the name where the file gives none.
    pub id: String,
    /// True where the file gives the identifier.
    pub named: bool,
    /// Its canonical name first, then its aliases.
    pub names: Vec<Alias>,
    /// Index into [`TYPES`].
    pub kind: u8,
    /// ISO 3166-1 alpha-2; zeros where unknown.
    pub country: [u8; 2],
    /// Id of what contains it; empty where unknown.
    pub within: String,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// Actor sectors, separated by commas.
    pub sectors: String,
    /// Bits of [`flag`].
    pub flags: u8,
    /// The first day in force as `20130425`; 0 where open.
    pub from: u32,
    /// The last day in force; 0 where open.
    pub to: u32,
    /// The offices that a person held.
    pub offices: Vec<Office>,
}

/// An office that a person held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    /// Which, as language packs name it: `prime-minister`.
    pub office: String,
    /// Id of the country or organisation.
    pub of: String,
    /// The first day in office; 0 where open.
    pub from: u32,
    /// The last day; 0 where open.
    pub to: u32,
}

/// One name of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alias {
    /// As written.
    pub name: String,
    /// Bits of [`tag`].
    pub tags: u16,
    /// ISO 639-1; zeros for English.
    pub language: [u8; 2],
}

/// Something wrong, and its line.
#[derive(Debug)]
pub struct Problem {
    /// From 1.
    pub line: u64,
    /// What.
    pub fault: GazetteerFault,
}

const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "type",
    "aliases",
    "country",
    "within",
    "lat",
    "lon",
    "population",
    "sectors",
    "flags",
    "valid",
    "offices",
];

/// Where the file keeps each of [`COLUMNS`], and what it says once for all rows (`type=GPE`).
#[derive(Debug)]
struct Header {
    places: [Option<usize>; COLUMNS.len()],
    constants: [String; COLUMNS.len()],
    width: usize,
}

/// Reads a whole file. Rows without fault are returned even where others have one.
pub fn read(bytes: &[u8]) -> (Vec<Row>, Vec<Problem>) {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut header = None;
    let mut seen: HashMap<String, u64> = HashMap::new();
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    for (line, bytes) in (1..).zip(bytes.split(|&b| b == b'\n')) {
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if bytes.is_empty() || bytes.starts_with(b"#") {
            continue;
        }
        let result = match (std::str::from_utf8(bytes), &header) {
            (Err(_), _) => Err(GazetteerFault::NotUtf8),
            (Ok(text), None) => match Header::read(text) {
                Ok(found) => {
                    header = Some(found);
                    continue;
                }
                // Without a header no row can be read.
                Err(fault) => return (rows, vec![Problem { line, fault }]),
            },
            (Ok(text), Some(header)) => header.row(text, line),
        };
        match result {
            Ok(row) => {
                let first = if row.named { seen.get(&row.id).copied() } else { None };
                match first {
                    Some(first) => {
                        let fault = GazetteerFault::DuplicateId(row.id, format!("line {first}"));
                        problems.push(Problem { line, fault });
                    }
                    None => {
                        seen.insert(row.id.clone(), line);
                        rows.push(row);
                    }
                }
            }
            Err(fault) => problems.push(Problem { line, fault }),
        }
    }
    if header.is_none() && problems.is_empty() {
        problems.push(Problem { line: 1, fault: GazetteerFault::NoColumn("name") });
    }
    (rows, problems)
}

impl Header {
    fn read(text: &str) -> Result<Self, GazetteerFault> {
        let mut places = [None; COLUMNS.len()];
        let mut constants: [String; COLUMNS.len()] = Default::default();
        let mut width = 0;
        for cell in text.split('\t') {
            let (name, value) = cell.split_once('=').map_or((cell.trim(), ""), |(n, v)| (n.trim(), v.trim()));
            let place = COLUMNS.iter().position(|column| *column == name);
            let place = place.ok_or_else(|| GazetteerFault::UnknownColumn(name.to_owned()))?;
            if places[place].is_some() || !constants[place].is_empty() {
                return Err(GazetteerFault::UnknownColumn(format!("{} a second time", COLUMNS[place])));
            }
            if value.is_empty() {
                places[place] = Some(width);
                width += 1;
            } else {
                value.clone_into(&mut constants[place]);
            }
        }
        for needed in [1, 2] {
            if places[needed].is_none() && constants[needed].is_empty() {
                return Err(GazetteerFault::NoColumn(COLUMNS[needed]));
            }
        }
        Ok(Self { places, constants, width })
    }

    fn row(&self, text: &str, line: u64) -> Result<Row, GazetteerFault> {
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        if cells.len() != self.width {
            return Err(GazetteerFault::Cells { found: cells.len(), expected: self.width });
        }
        let cell = |column: usize| match self.places[column] {
            Some(at) => cells.get(at).copied().unwrap_or(""),
            None => self.constants[column].as_str(),
        };
        let bad = |column: usize, expected| GazetteerFault::BadValue {
            column: COLUMNS[column],
            value: cell(column).to_owned(),
            expected,
        };
        let name = cell(1);
        if fold::pieces(name).next().is_none() {
            return Err(bad(1, "a name with letters or digits"));
        }
        let kind = TYPES.iter().position(|kind| *kind == cell(2));
        let kind = kind.ok_or_else(|| bad(2, "one of PERSON ORG GPE LOC FAC NORP EVENT MISC"))?;
        let (flags, tags) = read_flags(cell(10))?;
        let mut names = vec![Alias { name: name.to_owned(), tags: tags | tag::OWN, language: [0; 2] }];
        for alias in cell(3).split('|').map(str::trim).filter(|alias| !alias.is_empty()) {
            names.push(read_alias(alias)?);
        }
        let country = match cell(4).as_bytes() {
            [] => [0; 2],
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => [*a, *b],
            _ => return Err(bad(4, "an ISO 3166-1 code of two upper-case letters")),
        };
        let point = match (cell(6), cell(7)) {
            ("", "") => None,
            ("", _) => return Err(GazetteerFault::HalfPoint("lon", "lat")),
            (_, "") => return Err(GazetteerFault::HalfPoint("lat", "lon")),
            (lat, lon) => Some((
                degrees(lat, 90.0).ok_or_else(|| bad(6, "a number from -90 to 90"))?,
                degrees(lon, 180.0).ok_or_else(|| bad(7, "a number from -180 to 180"))?,
            )),
        };
        let population = match cell(8) {
            "" => 0,
            digits => digits.parse().map_err(|_| bad(8, "a whole number"))?,
        };
        let sectors = cell(9);
        let is_sector = |sector: &str| sector.len() == 3 && sector.bytes().all(|b| b.is_ascii_uppercase());
        if !sectors.is_empty() && !sectors.split(',').all(|sector| is_sector(sector.trim())) {
            return Err(bad(9, "codes of three upper-case letters, separated by commas"));
        }
        let (from, to) = read_valid(cell(11))
            .ok_or_else(|| bad(11, "two ISO dates or years with a slash between, from/to"))?;
        let offices = cell(12).split('|').map(str::trim).filter(|office| !office.is_empty());
        let offices: Option<Vec<Office>> = offices.map(read_office).collect();
        let offices = offices.ok_or_else(|| {
            bad(12, "an office, the id of its country or organisation, and from/to (president country:ML 2013-09-04/2020)")
        })?;
        let named = !cell(0).is_empty();
        let id = if named { cell(0).to_owned() } else { format!("name:{}", fold::slug(name)) };
        if !id.split_once(':').is_some_and(|(kind, key)| !kind.is_empty() && !key.is_empty()) {
            return Err(bad(0, "a kind, a colon and a key, as in country:ML"));
        }
        Ok(Row {
            line,
            id,
            named,
            names,
            kind: kind as u8,
            country,
            within: cell(5).to_owned(),
            point,
            population,
            sectors: sectors.to_owned(),
            flags,
            from,
            to,
            offices,
        })
    }
}

fn degrees(text: &str, most: f64) -> Option<f64> {
    text.parse::<f64>().ok().filter(|value| value.abs() <= most)
}

/// The flags of a row, and the tags that they give its own name.
fn read_flags(text: &str) -> Result<(u8, u16), GazetteerFault> {
    let (mut flags, mut tags) = (0, 0);
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        match word {
            "capital" => flags |= flag::CAPITAL,
            "seat" => flags |= flag::SEAT,
            "seat2" => flags |= flag::SEAT2,
            "quarter" => flags |= flag::QUARTER,
            "context" => tags |= tag::CONTEXT,
            "exact" => tags |= tag::EXACT,
            _ => return Err(GazetteerFault::UnknownFlag(word.to_owned())),
        }
    }
    Ok((flags, tags))
}

/// `Malian{demonym}`.
fn read_alias(text: &str) -> Result<Alias, GazetteerFault> {
    let bad = |expected| GazetteerFault::BadValue { column: "aliases", value: text.to_owned(), expected };
    let (name, list) = match text.split_once('{') {
        Some((name, rest)) => (
            name.trim(),
            rest.strip_suffix('}').ok_or_else(|| bad("a name with its tags in braces at the end"))?,
        ),
        None if text.contains('}') => return Err(bad("a name with its tags in braces at the end")),
        None => (text, ""),
    };
    if fold::pieces(name).next().is_none() {
        return Err(bad("a name with letters or digits"));
    }
    let (mut tags, mut language) = (0, [0; 2]);
    for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        tags |= match word {
            "demonym" => tag::DEMONYM,
            "acronym" => tag::ACRONYM,
            "short" => tag::SHORT,
            "former" => tag::FORMER,
            "code" => tag::CODE,
            "exact" => tag::EXACT,
            "context" => tag::CONTEXT,
            "behind" => tag::BEHIND,
            _ => match word.as_bytes() {
                [a @ b'a'..=b'z', b @ b'a'..=b'z'] => {
                    language = [*a, *b];
                    0
                }
                _ => return Err(GazetteerFault::UnknownTag(word.to_owned())),
            },
        };
    }
    Ok(Alias { name: name.to_owned(), tags, language })
}

/// `president country:ML 2013-09-04/2020-08-18`.
fn read_office(text: &str) -> Option<Office> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [office, of, valid] = words.as_slice() else { return None };
    let is_word = office.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_id = of.split_once(':').is_some_and(|(kind, key)| !kind.is_empty() && !key.is_empty());
    let (from, to) = read_valid(valid)?;
    (is_word && is_id).then(|| Office { office: (*office).to_owned(), of: (*of).to_owned(), from, to })
}

/// `2013/2023-12-31` as first and last day.
fn read_valid(text: &str) -> Option<(u32, u32)> {
    if text.is_empty() {
        return Some((NO_DAY, NO_DAY));
    }
    let (from, to) = text.split_once('/')?;
    let (from, to) = (read_day(from, 1, 1)?, read_day(to, 12, 31)?);
    (from == NO_DAY || to == NO_DAY || from <= to).then_some((from, to))
}

fn read_day(text: &str, month: u32, day: u32) -> Option<u32> {
    if text.is_empty() {
        return Some(NO_DAY);
    }
    let mut parts = text.split('-');
    let mut part = |digits: usize, range: std::ops::RangeInclusive<u32>, absent: u32| match parts.next() {
        None => Some(absent),
        Some(text) if text.len() == digits => text.parse().ok().filter(|number| range.contains(number)),
        Some(_) => None,
    };
    let (year, month, day) = (part(4, 1..=9999, 0)?, part(2, 1..=12, month)?, part(2, 1..=31, day)?);
    parts.next().is_none().then_some(year * 10_000 + month * 100 + day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> (u64, String) {
        let (_, problems) = read(text.as_bytes());
        assert_eq!(problems.len(), 1, "{problems:?}");
        (problems[0].line, problems[0].fault.to_string())
    }

    #[test]
    fn reads_a_full_row() {
        let text = "# things\nid\tname\ttype\taliases\tcountry\twithin\tlat\tlon\tpopulation\tsectors\tflags\tvalid\n\
            geonames:1\tGao\tGPE\tGawgaw{former}|Gaoan{demonym}|Gao{fr}\tML\tcountry:ML\t16.27\t-0.04\t86353\tGOV,MIL\tseat\t2013/2023-06\n";
        let (rows, problems) = read(text.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        let row = &rows[0];
        assert_eq!((row.line, row.id.as_str(), row.kind, row.flags), (3, "geonames:1", 2, flag::SEAT));
        assert_eq!(row.point, Some((16.27, -0.04)));
        assert_eq!((row.from, row.to, row.population), (20130101, 20230631, 86353));
        let tags: Vec<_> = row.names.iter().map(|alias| (alias.name.as_str(), alias.tags)).collect();
        assert_eq!(tags, [("Gao", tag::OWN), ("Gawgaw", tag::FORMER), ("Gaoan", tag::DEMONYM), ("Gao", 0)]);
        assert_eq!(&row.names[3].language, b"fr");
    }

    #[test]
    fn reads_offices() {
        let head = "name\ttype\toffices\n";
        let (rows, problems) = read(
            format!("{head}Oda Belina\tPERSON\tpresident country:ML 2013-09-04/2020|head org:au 2021-02/\n")
                .as_bytes(),
        );
        assert!(problems.is_empty(), "{problems:?}");
        let offices: Vec<_> =
            rows[0].offices.iter().map(|o| (o.office.as_str(), o.of.as_str(), o.from, o.to)).collect();
        assert_eq!(
            offices,
            [("president", "country:ML", 20130904, 20201231), ("head", "org:au", 20210201, NO_DAY)]
        );
        for cell in [
            "president",
            "president ML 2013/",
            "President country:ML 2013/",
            "president country:ML 2020/2013",
        ] {
            let (_, message) = problem(&format!("{head}Oda Belina\tPERSON\t{cell}\n"));
            assert!(message.starts_with("the column `offices` holds"), "{message}");
        }
    }

    #[test]
    fn two_columns_are_enough() {
        let (rows, problems) = read("type\tname\r\nORG\tFriends of Lake Chad\r\n".as_bytes());
        assert!(problems.is_empty());
        assert_eq!((rows[0].id.as_str(), rows[0].named), ("name:friends-of-lake-chad", false));
    }

    #[test]
    fn a_header_may_say_a_value_for_all_rows() {
        let (rows, problems) = read("name\ttype=GPE\tcountry=ML\tpopulation\nGao\t86353\nBer\t\n".as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        let read: Vec<_> = rows.iter().map(|row| (row.kind, &row.country, row.population)).collect();
        assert_eq!(read, [(2, b"ML", 86353), (2, b"ML", 0)]);
        assert_eq!(problem("name\ttype=TOWN\nGao\n").0, 2);
    }

    #[test]
    fn every_fault_names_its_line() {
        let head = "id\tname\ttype\taliases\tcountry\tlat\tlon\tflags\tvalid\tpopulation\n";
        for (row, expected) in [
            ("a:1\tGao\tTOWN\t\t\t\t\t\t\t", "the column `type` holds \"TOWN\", which is not one of PERSON"),
            ("a:1\tGao\tGPE\t\tMali\t\t\t\t\t", "the column `country` holds \"Mali\", which is not an ISO"),
            ("a:1\tGao\tGPE\t\t\t16.2\t\t\t\t", "`lat` is given without `lon`"),
            ("a:1\tGao\tGPE\t\t\t\t3\t\t\t", "`lon` is given without `lat`"),
            (
                "a:1\tGao\tGPE\t\t\t96.2\t3\t\t\t",
                "the column `lat` holds \"96.2\", which is not a number from -90",
            ),
            ("a:1\tGao\tGPE\t\t\t6\tNaN\t\t\t", "the column `lon` holds \"NaN\""),
            ("a:1\tGao\tGPE\tGawgaw{nick}\t\t\t\t\t\t", "there is no tag \"nick\""),
            ("a:1\tGao\tGPE\tGawgaw{short\t\t\t\t\t\t", "the column `aliases` holds \"Gawgaw{short\""),
            ("a:1\tGao\tGPE\t\t\t\t\tbig\t\t", "there is no flag \"big\""),
            ("a:1\tGao\tGPE\t\t\t\t\t\t2023\t", "the column `valid` holds \"2023\""),
            ("a:1\tGao\tGPE\t\t\t\t\t\t2023/2013\t", "the column `valid` holds \"2023/2013\""),
            ("a:1\tGao\tGPE\t\t\t\t\t\t\tmany", "the column `population` holds \"many\""),
            ("Gao\tGao\tGPE\t\t\t\t\t\t\t", "the column `id` holds \"Gao\""),
            ("a:1\t—\tGPE\t\t\t\t\t\t\t", "the column `name` holds \"—\""),
            ("a:1\tGao\tGPE", "the row has 3 cells, the header 10"),
        ] {
            let (line, message) = problem(&format!("{head}{row}\n"));
            assert_eq!(line, 2);
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn a_header_must_be_right() {
        assert_eq!(problem("id\tname\n"), (1, "the column `type` is missing".into()));
        assert_eq!(problem("name\ttype\talias\n"), (1, "there is no column \"alias\"".into()));
        assert_eq!(problem("name\tname\ttype\n"), (1, "there is no column \"name a second time\"".into()));
        assert_eq!(problem("# empty\n"), (1, "the column `name` is missing".into()));
    }

    #[test]
    fn an_id_stands_once() {
        let (line, message) = problem("id\tname\ttype\na:1\tGao\tGPE\n\na:1\tBer\tGPE\n");
        assert_eq!((line, message.as_str()), (4, "the id \"a:1\" stands at line 2 already"));
    }

    #[test]
    fn other_encodings_are_refused() {
        let (rows, problems) = read(b"name\ttype\nGao\tGPE\nBou\xE9\tGPE\n");
        assert_eq!(rows.len(), 1);
        assert_eq!((problems[0].line, problems[0].fault.to_string().as_str()), (3, "the line is not UTF-8"));
    }
}
