//! `griot extract`: triples, or all tables.

use super::{
    args::{InputArgs, ReadArgs, RunArgs, Unit, Until, share},
    job::Job,
};
use crate::{
    error::{Error, Place, Result, UsageFault},
    sink::{Contents, Destination, Format, SinkOptions},
};
use std::{path::Path, process::ExitCode};

/// Extract triples from articles: CSV on standard output, or all tables into a folder
///
/// Who did what to whom, how many, when, where, and who says so: one row a fact, with the words that say it. A broken article becomes a row of
/// the table of errors, and the run goes on. The same input yields the same bytes, whatever the number of threads.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  griot extract article.txt                          triples as CSV, on standard output
  griot extract articles/ -o tables/                 all tables, with csv-metadata.json and run.json
  griot extract 'reports/2023-*/*.html' -o 2023.csv  triples only, into one file
  griot extract dump.jsonl.zst --field text=body --field date=published -o tables/
  griot extract articles/ --columns subject,predicate,object,time,place --min-confidence 0.7
  griot extract articles/ -o for-excel/ --excel

docs/tables.md describes every column.")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// A folder for all tables, or a .csv, .tsv or .jsonl file for the triples alone
    ///
    /// Files appear under their names when they are whole. Without it, triples go to standard output.
    #[arg(long, short, value_name = "DIR|FILE", help_heading = "Output")]
    output: Option<String>,

    /// How tables are written [default: what the file's name says, else csv]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<TableFormat>,

    /// Columns of the table of triples, in this order [default: all]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', help_heading = "Output")]
    columns: Vec<String>,

    /// Leave out triples below this confidence, 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share, help_heading = "Output")]
    min_confidence: f32,

    /// What positions count
    #[arg(long, value_enum, default_value_t, value_name = "UNIT", help_heading = "Output")]
    offsets: Unit,

    /// Write for spreadsheets: a byte-order mark, and no cell that would run as a formula
    ///
    /// Cells of words that begin with = + - @ or a tab get an apostrophe before them. Numbers stay as they are.
    #[arg(long, help_heading = "Output")]
    excel: bool,

    /// The last stage to run
    #[arg(long, value_enum, default_value_t, value_name = "STAGE", help_heading = "Reading")]
    until: Until,

    #[command(flatten)]
    read: ReadArgs,

    #[command(flatten)]
    run: RunArgs,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum TableFormat {
    /// Comma-separated values, RFC 4180
    Csv,
    /// The same with tabs
    Tsv,
    /// One JSON object a row
    Jsonl,
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Tsv => Self::Tsv,
            TableFormat::Jsonl => Self::Jsonl,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let (destination, format) = destination(args.output.as_deref(), args.format.map(Into::into))?;
    if args.excel && format == Format::Jsonl {
        let fault = UsageFault::Conflict(
            "--excel does not go with JSON Lines".into(),
            "leave --excel out, or write csv or tsv".into(),
        );
        return Err(Error::at(Place::NOWHERE, fault));
    }
    let sink = SinkOptions {
        contents: match destination {
            Destination::Folder(_) => Contents::Tables,
            _ => Contents::Triples,
        },
        format,
        columns: args.columns.clone(),
        offsets: args.offsets.into(),
        min_confidence: args.min_confidence,
        excel: args.excel,
    };
    let (input, read, run) = (&args.input, &args.read, &args.run);
    Job { input, read, until: args.until, run, sink, destination, unique: true }.run()
}

/// Where results go and how: a folder is a path that is one, ends with `/` or has no extension.
fn destination(output: Option<&str>, format: Option<Format>) -> Result<(Destination, Format)> {
    let Some(output) = output.filter(|output| *output != "-") else {
        return Ok((Destination::Stdout, format.unwrap_or_default()));
    };
    let path = Path::new(output);
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let told = extension.as_deref().and_then(Format::parse);
    // A device or a pipe has no need of an extension.
    let special = path.metadata().is_ok_and(|meta| !meta.is_dir() && !meta.is_file());
    if path.is_dir() || output.ends_with(['/', std::path::MAIN_SEPARATOR]) || extension.is_none() && !special
    {
        return Ok((Destination::Folder(path.to_owned()), format.unwrap_or_default()));
    }
    match format.or(told).or(special.then_some(Format::Csv)) {
        Some(format) => Ok((Destination::File(path.to_owned()), format)),
        None => Err(Error::at(Place::NOWHERE, UsageFault::UnclearOutput(output.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_folder_or_file() {
        let of = |output, format| destination(Some(output), format).ok();
        let folder = |path: &str| Destination::Folder(path.into());
        let file = |path: &str| Destination::File(path.into());
        assert_eq!(of("out", None), Some((folder("out"), Format::Csv)));
        assert_eq!(of("out.d/", Some(Format::Tsv)), Some((folder("out.d/"), Format::Tsv)));
        assert_eq!(of("out.TSV", None), Some((file("out.TSV"), Format::Tsv)));
        assert_eq!(of("out.txt", Some(Format::Jsonl)), Some((file("out.txt"), Format::Jsonl)));
        assert_eq!(of("out.txt", None), None);
        assert_eq!(of("-", None), Some((Destination::Stdout, Format::Csv)));
        assert_eq!(of("/", None), Some((folder("/"), Format::Csv)));
    }
}
