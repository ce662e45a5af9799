//! `griot lang`: the language packs, and whether their rules find what their cases say.

use super::terminal::{self, counted};
use crate::{
    engine::{Engine, Options, cases},
    error::Result,
    lang::{About, Language, Pack},
};
use std::{path::Path, process::ExitCode};

/// List language packs, or run the cases of their rules
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List the packs that ship with griot
    List,
    /// Load a pack and run the cases of all its rules
    #[command(after_help = "\
Examples:
  griot lang check en
  griot lang check my-pack/")]
    Check {
        /// The code of a pack that ships with griot, or a folder
        #[arg(value_name = "CODE|DIR")]
        pack: String,
    },
}

pub(super) fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::List => list(),
        Command::Check { pack } => check(pack),
    }
}

fn list() -> Result<ExitCode> {
    for code in Pack::codes() {
        let about: About = Pack::embedded(code)?.about()?.parse()?;
        terminal::say(format_args!("{code}  {}", about.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(name: &str) -> Result<ExitCode> {
    let pack = match Pack::embedded(name) {
        Err(_) if Path::new(name).is_dir() => Pack::read(name.as_ref()),
        embedded => embedded,
    };
    let language = Language::load(&pack?)?;
    let engine = Engine::new(&Options { lang: name.to_owned(), ..Options::default() })?;
    let (mut run, mut failed) = (0, 0);
    for rule in &language.cases {
        for outcome in cases::run(&engine, rule) {
            run += 1;
            if let Err(problem) = outcome.result {
                failed += 1;
                terminal::say(format_args!("{}\n{problem}\n", outcome.name))?;
            }
        }
    }
    let rules = counted(language.cases.len() as u64, "rule");
    let cases = counted(run, "case");
    terminal::say(format_args!("{}: {rules}, {cases}, {failed} failed", language.about.name))?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}
