//! What holds for every text: on the fixtures, on fixtures that something has mangled, on texts that proptest thinks of.

mod support;

use griot::{
    engine::Worker,
    model::Article,
    sink::{self, Annotated, Datatype, Offsets},
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::PathBuf,
    process::Command,
};
use support::{ENGINE, FIXTURES, files_below, invariants, properties, root};

/// Annotates a text, with and without a date, and checks whatever comes out.
fn read(text: &str) {
    let date = jiff::civil::date(2024, 2, 29);
    for date in [None, Some(date)] {
        let article = Article { text: text.to_owned(), date, ..Article::default() };
        invariants::check(&article, &ENGINE.worker().annotate(&article));
    }
}

#[test]
fn every_fixture_keeps_them() {
    let mut worker = ENGINE.worker();
    for article in FIXTURES.iter() {
        invariants::check(article, &worker.annotate(article));
    }
}

/// A worker remembers nothing: an article reads the same whatever was read before it, and on however many threads.
#[test]
fn every_fixture_reads_the_same_in_any_company() {
    let read = |worker: &mut Worker<'_>, article: &Article| {
        let mut line = Vec::new();
        let found = worker.annotate(article);
        sink::annotation(&Annotated::new(article.clone(), found, Offsets::Chars, 0.0), &mut line);
        line
    };
    let alone: Vec<_> = FIXTURES.iter().map(|article| read(&mut ENGINE.worker(), article)).collect();
    for threads in [1, 2, 7] {
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let (alone, read) = (&alone, &read);
                scope.spawn(move || {
                    let mut worker = ENGINE.worker();
                    for (article, alone) in FIXTURES.iter().zip(alone).skip(thread).step_by(threads) {
                        assert!(read(&mut worker, article) == *alone, "{} reads differently", article.id);
                    }
                });
            }
        });
    }
}

/// The tables of a run over the fixtures on so many threads, by name.
fn tables(threads: usize) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_griot"))
        .args(["extract", "fixtures/articles", "--threads", &threads.to_string(), "-o"])
        .arg(out.path())
        .current_dir(root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let names = files_below(out.path()).into_iter();
    let tables = names.filter(|name| name.extension().is_some_and(|extension| extension == "csv"));
    tables.map(|name| (name.clone(), fs::read(out.path().join(name)).unwrap())).collect()
}

#[test]
fn the_tables_are_the_same_bytes_on_any_number_of_threads() {
    let one = tables(1);
    for threads in [2, 7] {
        for (name, table) in tables(threads) {
            assert!(one[&name] == table, "{} differs on {threads} threads", name.display());
        }
    }
}

/// The header is the one described, cells are of their types, keys are unique, and what a row points to is there.
#[test]
fn the_tables_read_back() {
    let written = tables(2);
    let schemas = sink::columns::schemas();
    assert_eq!(written.len(), schemas.len(), "as many tables as are described");
    let tables: BTreeMap<_, _> =
        schemas.iter().map(|schema| (schema.name, Read::of(schema, &written))).collect();
    for schema in &schemas {
        let table = &tables[schema.name];
        if !schema.key.is_empty() {
            let keys = table.cells(schema.key);
            let unique: HashSet<_> = keys.iter().collect();
            assert_eq!(unique.len(), keys.len(), "{}: a key stands twice", schema.name);
        }
        for link in schema.links {
            let there: HashSet<_> = tables[link.table].cells(link.to).into_iter().collect();
            for key in table.cells(link.columns) {
                let points = !key.iter().any(String::is_empty);
                assert!(!points || there.contains(&key), "{}: {key:?} is not in {}", schema.name, link.table);
            }
        }
    }
}

/// A table as the csv crate reads it, which refuses rows that are longer or shorter than the header and whatever is not UTF-8.
struct Read {
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Read {
    fn of(schema: &sink::Schema, written: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let mut reader =
            csv::Reader::from_reader(written[&PathBuf::from(format!("{}.csv", schema.name))].as_slice());
        let header = reader.headers().unwrap().clone();
        let described: Vec<_> = schema.columns.iter().map(|(name, ..)| *name).collect();
        assert_eq!(header.iter().collect::<Vec<_>>(), described, "{}", schema.name);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        for row in &rows {
            for (cell, (name, datatype, _)) in row.iter().zip(&schema.columns) {
                assert!(
                    cell.is_empty() || is(cell, *datatype),
                    "{}.{name}: {cell:?} is no {datatype:?}",
                    schema.name
                );
            }
        }
        Self { header, rows }
    }

    /// The cells of some columns, row by row.
    fn cells(&self, columns: &[&str]) -> Vec<Vec<String>> {
        let place = |name: &&str| self.header.iter().position(|column| column == *name).unwrap();
        let places: Vec<_> = columns.iter().map(place).collect();
        self.rows.iter().map(|row| places.iter().map(|&n| row[n].to_owned()).collect()).collect()
    }
}

/// True where a cell reads as what its column is said to hold.
fn is(cell: &str, datatype: Datatype) -> bool {
    match datatype {
        Datatype::String => true,
        Datatype::Integer => cell.parse::<i64>().is_ok(),
        Datatype::Decimal => cell.parse::<griot::model::Decimal>().is_ok(),
        Datatype::Number => cell.parse::<f64>().is_ok_and(f64::is_finite),
        Datatype::Boolean => ["true", "false"].contains(&cell),
        Datatype::Date => cell.parse::<jiff::civil::Date>().is_ok(),
        Datatype::Time => cell.parse::<jiff::civil::Time>().is_ok(),
    }
}

#[test]
fn texts_that_are_hardly_texts() {
    for text in [
        "",
        " ",
        "\n\n\n",
        "\u{feff}",
        "\0\0\0",
        "...",
        "«»“”‘’",
        "1",
        "😀",
        "\u{200f}\u{202e}",
        "a\u{0301}\u{0301}",
        "\r\n\r\n",
    ] {
        read(text);
    }
    read(&"(".repeat(5_000));
    read(&"1,000 ".repeat(5_000));
    read(&"said on Monday that ".repeat(2_000));
    read(&"A".repeat(100_000));
}

/// Pieces that mean something to some stage, so that what proptest puts together comes near to its rules.
const PIECES: &[&str] = &[
    "Mali",
    "the United Nations",
    "MINUSMA",
    "Bamako",
    "Fatoumata Kaba",
    "Gen.",
    "U.S.",
    "Mr",
    "President",
    "army",
    "people",
    "villagers",
    "killed",
    "said",
    "was attacked by",
    "will not",
    "denied that",
    "fled to",
    "asked",
    "according to",
    "who",
    "which",
    "that",
    "Monday",
    "May",
    "last week",
    "12 March 2023",
    "2023-03-12",
    "24/06/2016",
    "in the 1990s",
    "since",
    "until",
    "two years ago",
    "9 p.m.",
    "31 February",
    "Feb. 30",
    "week 53",
    "every other day",
    "tomorrow night",
    "00:00",
    "the year 0",
    "99999",
    "15,000",
    "two and a half million",
    "more than",
    "between",
    "and",
    "hundreds of",
    "$5",
    "US$",
    "CFA francs",
    "12.5%",
    "per cent",
    "a third of",
    "-",
    "–",
    "1e999",
    "999999999999999999999999999999999999999",
    "0.00000000000000000000000001",
    "½",
    "№ 7",
    "km",
    ".",
    ",",
    ";",
    ":",
    "?!",
    "…",
    "\"",
    "“",
    "”",
    "'s",
    "’s",
    "n't",
    "(",
    ")",
    "[",
    "]",
    "•",
    "*",
    "—",
    "/",
    "@desk",
    "#tag",
    "https://a.example/b?c=d",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "é",
    "Ç",
    "İ",
    "ß",
    "ﬁ",
    "中文",
    "العربية",
    "e\u{0301}",
    "😀",
    "👨‍👩‍👧",
    "\u{fffd}",
    "\0",
];

/// A text of pieces, with or without white space between them.
fn pieces() -> impl Strategy<Value = String> {
    vec((select(PIECES), select(&[" ", " ", " ", "", "\n"][..])), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// A stretch of a fixture into which pieces have fallen, and out of which stretches have.
fn mangled() -> impl Strategy<Value = String> {
    let wounds = vec((any::<prop::sample::Index>(), 0usize..40, select(PIECES)), 1..6);
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), wounds, 0u8..8).prop_map(
        |(article, start, wounds, letters)| {
            let all: Vec<char> = article.get(&FIXTURES).text.chars().collect();
            let from = start.index(all.len().max(1)).min(all.len());
            let mut text: Vec<char> = all[from..].iter().copied().take(1_200).collect();
            for (place, length, piece) in wounds {
                let at = place.index(text.len() + 1);
                let end = (at + length).min(text.len());
                text.splice(at..end, piece.chars());
            }
            let text: String = text.into_iter().collect();
            match letters {
                0 => text.to_uppercase(),
                1 => text.to_lowercase(),
                2 => text.replace('\n', " "),
                3 => text.replace(". ", " "),
                _ => text,
            }
        },
    )
}

proptest! {
    #![proptest_config(properties(64))]

    #[test]
    fn any_string_keeps_them(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_pieces_keep_them(text in pieces()) {
        read(&text);
    }

    #[test]
    fn any_mangled_fixture_keeps_them(text in mangled()) {
        read(&text);
    }
}
