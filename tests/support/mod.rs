//! What several test files share: the fixtures, an engine, the tables that a run writes.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod invariants;
pub mod markdown;

use griot::{
    engine::{Engine, Options},
    model::Article,
    source::{Inputs, SourceOptions},
};
use proptest::test_runner::{Config, RngSeed};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The months as English writes them out.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The engine as `griot extract` builds it without options.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&Options::default()).unwrap());

/// All articles of `fixtures/articles`, read as a user would.
pub static FIXTURES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let inputs = Inputs::list(&["fixtures/articles"], SourceOptions::default()).unwrap();
    inputs.records().map(|record| record.unwrap().article().unwrap()).collect()
});

/// True where expected files are to be written, not compared: `GRIOT_BLESS=1`.
pub fn bless() -> bool {
    std::env::var_os("GRIOT_BLESS").is_some_and(|value| value == "1")
}

/// How many texts a property is asked of. They are the same in every run, so that nothing fails by chance;
/// `PROPTEST_RNG_SEED=7 PROPTEST_CASES=10000` looks further.
pub fn properties(cases: u32) -> Config {
    let asked = Config::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_231_211),
        fixed => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    Config { cases, rng_seed, failure_persistence: None, ..asked }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder, in order of their paths, each as its path below the folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_owned())
            }
        }
    }
    found.sort();
    found
}

/// The days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What stands behind a day of the month: "1st".
pub fn suffix(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}
