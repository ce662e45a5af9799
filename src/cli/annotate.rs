//! `griot annotate`: everything that was found, one JSON object an article.

use super::{
    args::{InputArgs, ReadArgs, RunArgs, Unit, Until, share},
    job::Job,
};
use crate::{
    error::Result,
    sink::{Contents, Destination, Format, SinkOptions},
};
use std::{path::PathBuf, process::ExitCode};

/// Print everything that is found in each article, as JSON Lines
///
/// One JSON object an article, in the order of the input: sentences, entities, quantities, times and triples, each with its position in the text.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  griot annotate article.txt | jq '.triples[] | .subject.text'
  griot annotate dump.jsonl.gz --field text=body -o found.jsonl
  griot annotate articles/ --until mentions --offsets utf16")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    /// How the output is written
    #[arg(long, value_enum, default_value = "jsonl", help_heading = "Output")]
    format: OnlyJsonl,

    /// What positions count
    #[arg(long, value_enum, default_value_t, value_name = "UNIT", help_heading = "Output")]
    offsets: Unit,

    /// Leave out triples below this confidence, 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share, help_heading = "Output")]
    min_confidence: f32,

    /// The last stage to run
    #[arg(long, value_enum, default_value_t, value_name = "STAGE", help_heading = "Reading")]
    until: Until,

    #[command(flatten)]
    read: ReadArgs,

    #[command(flatten)]
    run: RunArgs,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum OnlyJsonl {
    /// One JSON object a line
    Jsonl,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let OnlyJsonl::Jsonl = args.format;
    let destination = match &args.output {
        Some(path) if path.as_os_str() != "-" => Destination::File(path.clone()),
        _ => Destination::Stdout,
    };
    let sink = SinkOptions {
        contents: Contents::Annotations,
        format: Format::Jsonl,
        offsets: args.offsets.into(),
        min_confidence: args.min_confidence,
        ..SinkOptions::default()
    };
    let (input, read, run) = (&args.input, &args.read, &args.run);
    Job { input, read, until: args.until, run, sink, destination, unique: false }.run()
}
