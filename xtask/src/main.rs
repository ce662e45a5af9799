//! Chores of the project: `cargo xtask generate [--packages DIR] [--check]`.

mod divisions;
mod names;
mod packages;
mod person_names;
mod places;
mod sources;
mod table;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Anything that ends a chore, with a message for whoever ran it.
type Failure = Box<dyn std::error::Error>;

const USAGE: &str = "usage: cargo xtask generate [--packages DIR] [--check]

generate --packages DIR           write the generated gazetteers from the pinned packages in DIR
generate --check                  compare the gazetteers with the hashes in gazetteers/sources.toml
generate --check --packages DIR   also generate them again and compare byte by byte

xtask/fetch.sh DIR puts the packages there.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["generate", "--packages", folder] => generate(Some(folder), false),
        ["generate", "--check"] => generate(None, true),
        ["generate", "--check", "--packages", folder] | ["generate", "--packages", folder, "--check"] => {
            generate(Some(folder), true)
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Writes or checks `gazetteers/` and the record in `gazetteers/sources.toml`.
fn generate(folder: Option<&str>, check: bool) -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gazetteers");
    let mut record = sources::Sources::read(&root)?;
    if let Some(folder) = folder {
        for (path, text) in tables(&root, &PathBuf::from(folder), &record)? {
            let path = root.join(path);
            if !check {
                std::fs::create_dir_all(path.parent().unwrap_or(&root))?;
                std::fs::write(&path, text)?;
            } else if std::fs::read_to_string(&path)? != text {
                return Err(format!(
                    "{} differs from what the packages give; run cargo xtask generate --packages DIR",
                    path.display()
                )
                .into());
            }
        }
    }
    if check { record.check(&root) } else { record.renew(&root) }
}

/// The generated files, by path within `gazetteers/`.
fn tables(root: &Path, folder: &Path, record: &sources::Sources) -> Result<Vec<(String, String)>, Failure> {
    let packages = packages::Packages { folder, record };
    let persons = person_names::count(&packages, &table::Table::read(&root.join("countries.tsv"))?)?;
    let known = table::Known::read(root)?;
    let words = places::Words::read(&packages)?;
    let places = places::select(&packages, &persons, &words, &known)?;
    let divisions = divisions::select(&packages, &places, &persons, &words, &known)?;
    let mut files = vec![
        ("divisions.tsv".to_owned(), divisions::write(&divisions)),
        ("names/family.tsv".to_owned(), persons.family.write(12_000, "Family names", &words)),
        ("names/given.tsv".to_owned(), persons.given.write(8_000, "Given names", &words)),
    ];
    files.extend(places::write(&packages, &places, &divisions)?);
    Ok(files)
}
