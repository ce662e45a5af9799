//! `griot gazetteer`: what is wrong with a list of names, what a name may mean, and lists of one's own.

use super::terminal::{self, counted, grouped};
use crate::{
    error::{Error, GazetteerFault, Place, Result},
    gazetteer::{self, Gazetteer},
    model::EntityType,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Check, extend, import or compile a list of names, or look up what a name may mean
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant, reason = "one is made, and it is read at once")]
pub(super) enum Command {
    /// Say what is wrong with gazetteer files, line by line
    #[command(after_help = "\
Example:
  griot gazetteer check militias.tsv

gazetteers/README.md describes the format.")]
    Check {
        /// Files of tab-separated values
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Show everything that a name may mean, best known first
    #[command(after_help = "\
Examples:
  griot gazetteer lookup Tripoli
  griot gazetteer lookup \"blue helmets\" --gazetteer mine.tsv
  griot gazetteer lookup Wagadugu --fuzzy")]
    Lookup {
        /// The name
        name: String,
        /// Your own list of names (repeatable)
        #[arg(long, value_name = "FILE")]
        gazetteer: Vec<PathBuf>,
        /// Show names that may be spelt so too
        #[arg(long)]
        fuzzy: bool,
    },
    /// Append a row to your own list, if nothing is wrong with it
    #[command(after_help = "\
Example:
  griot gazetteer add mine.tsv --name \"River Watch\" --type ORG --country ML --sectors NGO --alias RW{acronym,exact}")]
    Add {
        /// Your list; it is made where there is none
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        row: NewRow,
    },
    /// Turn a list in another format into a gazetteer: EntityRuler patterns (.jsonl), GATE lists (.def, .lst)
    #[command(after_help = "\
Example:
  griot gazetteer import patterns.jsonl -o mine.tsv")]
    Import {
        /// The list
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Type of labels that are not known: PERSON ORG GPE LOC FAC NORP EVENT MISC
        #[arg(long = "type", value_name = "TYPE", value_parser = entity_type)]
        kind: Option<EntityType>,
        /// Where to write the gazetteer; standard output where absent
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Compile lists into one file that opens at once
    #[command(after_help = "\
Example:
  griot gazetteer compile million.tsv -o million.bin")]
    Compile {
        /// Files of tab-separated values
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Where to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

/// The cells of a new row, as gazetteers/README.md describes them.
#[derive(Debug, clap::Args)]
pub(super) struct NewRow {
    /// The canonical name
    #[arg(long)]
    name: String,
    /// PERSON ORG GPE LOC FAC NORP EVENT MISC
    #[arg(long = "type", value_name = "TYPE")]
    kind: String,
    /// A stable identifier, as org:river-watch
    #[arg(long, default_value = "")]
    id: String,
    /// Another name, with its tags in braces (repeatable)
    #[arg(long)]
    alias: Vec<String>,
    /// ISO 3166-1 code
    #[arg(long, default_value = "")]
    country: String,
    /// Id of what contains it
    #[arg(long, default_value = "")]
    within: String,
    /// Degrees north
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    lat: String,
    /// Degrees east
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    lon: String,
    /// Actor sectors, separated by commas
    #[arg(long, default_value = "")]
    sectors: String,
    /// Flags, separated by commas
    #[arg(long, default_value = "")]
    flags: String,
}

fn entity_type(name: &str) -> std::result::Result<EntityType, String> {
    EntityType::parse(name).ok_or_else(|| "not one of PERSON ORG GPE LOC FAC NORP EVENT MISC".into())
}

pub(super) fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Check { files } => check(files),
        Command::Lookup { name, gazetteer, fuzzy } => lookup(name, gazetteer, *fuzzy),
        Command::Add { file, row } => add(file, row),
        Command::Import { file, kind, output } => import(file, *kind, output.as_deref()),
        Command::Compile { files, output } => {
            Gazetteer::compile(files, output)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn add(file: &Path, row: &NewRow) -> Result<ExitCode> {
    let values = [
        ("id", row.id.clone()),
        ("name", row.name.clone()),
        ("type", row.kind.clone()),
        ("aliases", row.alias.join("|")),
        ("country", row.country.clone()),
        ("within", row.within.clone()),
        ("lat", row.lat.clone()),
        ("lon", row.lon.clone()),
        ("sectors", row.sectors.clone()),
        ("flags", row.flags.clone()),
    ];
    match gazetteer::add(file, &values) {
        Ok(row) => {
            terminal::say(row)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            faults.iter().for_each(terminal::error);
            Ok(ExitCode::from(2))
        }
    }
}

fn import(file: &Path, kind: Option<EntityType>, output: Option<&Path>) -> Result<ExitCode> {
    let text = gazetteer::import(file, kind)?;
    match output {
        Some(output) => fs::write(output, text)
            .map_err(|error| Error::at(Place::file(output), GazetteerFault::Unreadable(error)))?,
        None => terminal::say(text.trim_end_matches('\n'))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let errors = Gazetteer::check(files);
    errors.iter().for_each(terminal::error);
    let (files, faults) = (counted(files.len() as u64, "file"), counted(errors.len() as u64, "fault"));
    terminal::say(format_args!("{files}, {faults}"))?;
    Ok(ExitCode::from(if errors.is_empty() { 0 } else { 2 }))
}

fn lookup(name: &str, files: &[PathBuf], fuzzy: bool) -> Result<ExitCode> {
    let mut gazetteer = Gazetteer::load(files)?;
    let mut found: Vec<(u32, Option<&str>)> = gazetteer
        .lookup(name)
        .into_iter()
        .map(|alias| (alias.row, alias.is_demonym().then_some("demonym")))
        .collect();
    if fuzzy {
        gazetteer = gazetteer.with_variants();
        let known: Vec<u32> = found.iter().map(|(row, _)| *row).collect();
        let more = gazetteer.nearest(name).into_iter().filter(|one| !known.contains(&one.row));
        found.extend(more.map(|one| (one.row, Some("another spelling"))));
    }
    for (row, note) in &found {
        let Some(row) = gazetteer.row(*row) else { continue };
        terminal::say(describe(&row, *note))?;
    }
    if found.is_empty() {
        eprintln!("no gazetteer knows {name:?}");
    }
    Ok(ExitCode::from(u8::from(found.is_empty())))
}

/// A row on one line.
fn describe(row: &gazetteer::Row<'_>, note: Option<&str>) -> String {
    let mut about = vec![row.id().to_owned(), row.name().to_owned(), row.kind.as_str().to_owned()];
    if !row.within().is_empty() {
        about.push(format!("in {}", row.within()));
    }
    about.extend(row.country.map(|country| country.as_str().to_owned()));
    about.extend(row.point.map(|point| format!("{} {}", point.lat, point.lon)));
    if row.population > 0 {
        about.push(format!("{} inhabitants", grouped(row.population)));
    }
    about.extend(note.map(str::to_owned));
    about.push(source(row.id()).into());
    about.join("  ")
}

/// Where a row comes from, by the kind of its id.
fn source(id: &str) -> &'static str {
    match id.split(':').next() {
        Some("geonames" | "admin1" | "admin2") => "[GeoNames]",
        Some("country" | "region" | "org" | "people" | "person" | "town") => "[griot's own list]",
        _ => "[your list]",
    }
}
