//! `griot gazetteer`: what is wrong with a list of names, and what a name may mean.

use super::terminal::{self, counted, grouped};
use crate::{error::Result, gazetteer::Gazetteer};
use std::{path::PathBuf, process::ExitCode};

/// Check a list of names, or look up what a name may mean
#[derive(Debug, clap::Subcommand)]
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
  griot gazetteer lookup \"blue helmets\" --gazetteer mine.tsv")]
    Lookup {
        /// The name
        name: String,
        /// Your own list of names (repeatable)
        #[arg(long, value_name = "FILE")]
        gazetteer: Vec<PathBuf>,
    },
}

pub(super) fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Check { files } => check(files),
        Command::Lookup { name, gazetteer } => lookup(name, gazetteer),
    }
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let errors = Gazetteer::check(files);
    errors.iter().for_each(terminal::error);
    let (files, faults) = (counted(files.len() as u64, "file"), counted(errors.len() as u64, "fault"));
    println!("{files}, {faults}");
    Ok(ExitCode::from(if errors.is_empty() { 0 } else { 2 }))
}

fn lookup(name: &str, files: &[PathBuf]) -> Result<ExitCode> {
    let gazetteer = Gazetteer::load(files)?;
    let found = gazetteer.lookup(name);
    for alias in &found {
        let Some(row) = gazetteer.row(alias.row) else { continue };
        let mut about = vec![row.id.to_owned(), row.name.to_owned(), row.kind.as_str().to_owned()];
        about.extend(row.country.map(|country| country.as_str().to_owned()));
        about.extend(row.point.map(|point| format!("{} {}", point.lat, point.lon)));
        if row.population > 0 {
            about.push(format!("{} inhabitants", grouped(row.population)));
        }
        if alias.is_demonym() {
            about.push("demonym".into());
        }
        println!("{}", about.join("  "));
    }
    if found.is_empty() {
        eprintln!("no gazetteer knows {name:?}");
    }
    Ok(ExitCode::from(u8::from(found.is_empty())))
}
