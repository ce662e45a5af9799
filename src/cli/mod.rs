//! The command line: one file a sub-command.

mod annotate;

use crate::error::Error;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Turns news articles into checked, dated, sourced triples.
#[derive(Debug, Parser)]
#[command(name = "griot", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Annotate(annotate::Args),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn report(error: &Error) {
    eprintln!("error: {}: {}\n  help: {}", error.place(), error.problem(), error.remedy());
}
