//! The command line: one file a sub-command.

mod annotate;
mod args;
mod bench;
mod explain;
mod extract;
mod gazetteer;
mod job;
mod lang;
mod parse;
mod terminal;

use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Turns news articles into checked, dated, sourced triples: who did what to whom, how many, when, where, and who says so.
#[derive(Debug, Parser)]
#[command(
    name = "griot",
    version,
    arg_required_else_help = true,
    max_term_width = 110,
    after_help = "\
Examples:
  griot extract articles/ -o tables/          all tables, for a spreadsheet, pandas or DuckDB
  griot extract article.txt                   the triples of one article, as CSV
  zcat dump.jsonl.gz | griot extract - | head
  griot explain article.txt --sentence 3      why a row says what it says

Exit status: 0 all well; 1 some articles failed; 2 wrong usage, or nothing could be read or written."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    Annotate(annotate::Args),
    Explain(explain::Args),
    Parse(parse::Args),
    #[command(subcommand)]
    Gazetteer(gazetteer::Command),
    #[command(subcommand)]
    Lang(lang::Command),
    Bench(bench::Args),
}

/// The whole command line, for manual pages and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    terminal::hush_caught_panics();
    let done = match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Gazetteer(command) => gazetteer::run(&command),
        Command::Lang(command) => lang::run(&command),
        Command::Bench(args) => bench::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            terminal::error(&error);
            // Whatever ends a run, rather than one article of it, leaves nothing read or written.
            ExitCode::from(2)
        }
    }
}
