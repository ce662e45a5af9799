//! What griot makes of each fixture, held against `fixtures/expected/<article>/`.
//!
//! One run of the binary over `fixtures/articles` writes the tables; here they are cut up by article and narrowed to what a reviewer
//! reads. `GRIOT_BLESS=1 cargo test --test golden` writes the expected files anew: the diff then shows what a change of a rule, a word or a
//! gazetteer does to real text, and each line of it wants a reason.

mod support;

use griot::model::Article;
use libtest_mimic::{Arguments, Trial};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};
use support::{ENGINE, FIXTURES, bless, files_below, root};

/// The tables, each with the column that names the article and the columns that a reviewer reads. Identifiers made from content, offsets and repeated words are left out:
/// they change whenever anything before them does. `tests/tables.rs` holds the whole tables to their description.
const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "triples",
        "article",
        &[
            "sentence",
            "subject",
            "predicate",
            "object",
            "event",
            "negated",
            "modality",
            "time",
            "time_earliest",
            "time_latest",
            "place",
            "quantity",
            "quantity_min",
            "quantity_max",
            "quantity_unit",
            "attribution",
            "rule",
        ],
    ),
    ("entities", "article", &["id", "name", "type", "country", "mentions"]),
    ("mentions", "article", &["sentence", "text", "type", "entity"]),
    (
        "quantities",
        "article",
        &["sentence", "text", "kind", "value", "min", "max", "approximate", "unit", "counted", "per", "rule"],
    ),
    (
        "times",
        "article",
        &["sentence", "text", "type", "value", "modifier", "earliest", "latest", "source", "rule"],
    ),
    (
        "articles",
        "id",
        &[
            "title",
            "date",
            "publisher",
            "url",
            "language",
            "readable",
            "sentences",
            "mentions",
            "quantities",
            "times",
            "triples",
        ],
    ),
];

/// A table of one article, as text; the key is its path below `fixtures/expected`.
type Tables = BTreeMap<PathBuf, String>;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = root().join("fixtures/expected");
    let found = extract();
    if bless() {
        write(&folder, &found);
    }
    let expected: BTreeSet<_> =
        if folder.exists() { files_below(&folder).into_iter().collect() } else { BTreeSet::new() };
    let stray: Vec<_> = expected.iter().filter(|path| !found.contains_key(*path)).cloned().collect();
    let stray = Trial::test("every expected table is of an article", move || match stray.as_slice() {
        [] => Ok(()),
        stray => Err(format!("no article under fixtures/articles gives {stray:?}").into()),
    });
    let each = found.into_iter().map(|(path, table)| {
        let file = folder.join(&path);
        Trial::test(path.display().to_string(), move || Ok(compare(&file, &table)?))
    });
    libtest_mimic::run(&arguments, each.chain([stray]).collect()).exit_code()
}

/// Runs the binary over the fixtures and cuts its tables up.
fn extract() -> Tables {
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_griot"))
        .args(["extract", "fixtures/articles", "-o"])
        .arg(out.path())
        .current_dir(root())
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let mut tables = Tables::new();
    for (table, owner, columns) in TABLES {
        let mut reader = csv::Reader::from_path(out.path().join(format!("{table}.csv"))).unwrap();
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| {
            let place = header.iter().position(|column| column == name);
            place.unwrap_or_else(|| panic!("{table}.csv has no column {name}, only {header:?}"))
        };
        let article = column(owner);
        let chosen: Vec<_> = columns.iter().map(|name| column(name)).collect();
        let mut parts: BTreeMap<String, csv::Writer<Vec<u8>>> = BTreeMap::new();
        for row in reader.records() {
            let row = row.unwrap();
            let part = parts.entry(row[article].to_owned()).or_insert_with(|| {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(*columns).unwrap();
                writer
            });
            part.write_record(chosen.iter().map(|&place| &row[place])).unwrap();
        }
        for (article, part) in parts {
            let text = String::from_utf8(part.into_inner().unwrap()).unwrap();
            tables.insert(Path::new(&article).join(format!("{table}.csv")), text);
        }
    }
    for article in FIXTURES.iter() {
        tables.insert(Path::new(&article.id).join("sentences.csv"), sentences(article));
    }
    tables
}

/// The sentences of an article with their parts, which no table of the run holds.
fn sentences(article: &Article) -> String {
    let found = ENGINE.worker().annotate(article);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["sentence", "part", "text"]).unwrap();
    for (number, sentence) in (1..).zip(&found.sentences) {
        let number: i32 = number;
        writer
            .write_record([&number.to_string(), sentence.part.as_str(), sentence.span.of(&article.text)])
            .unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Puts what was found in the place of what was expected.
fn write(folder: &Path, tables: &Tables) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, table) in tables {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, table).unwrap();
    }
}

/// Says which rows were lost and gained.
fn compare(file: &Path, found: &str) -> Result<(), String> {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    let (before, after): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let mut said = format!("{} is not what griot finds now; if that is right, GRIOT_BLESS=1", file.display());
    for line in before.iter().filter(|line| !after.contains(line)) {
        let _ = write!(said, "\n- {line}");
    }
    for line in after.iter().filter(|line| !before.contains(line)) {
        let _ = write!(said, "\n+ {line}");
    }
    Err(said)
}
