//! `griot annotate`: everything that was found, one JSON object an article.

use crate::{
    engine::{Engine, Options},
    error::{Error, Place, Result, SinkFault, SourceFault},
    model::Article,
    sink::{Offsets, annotation},
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    process::ExitCode,
};

/// Print everything that is found in each article, as JSON Lines.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How the input is to be read.
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<String>,
    /// How the output is written.
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: String,
    /// What `start` and `end` count.
    #[arg(long, value_enum, default_value = "chars")]
    offsets: Unit,
    /// Files of one JSON object a line; `-` is standard input.
    #[arg(required = true)]
    inputs: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Unit {
    Bytes,
    Chars,
    Utf16,
}

#[derive(serde::Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    date: Option<String>,
    title: Option<String>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let engine = Engine::new(&Options::default())?;
    let mut worker = engine.worker();
    let offsets = match args.offsets {
        Unit::Bytes => Offsets::Bytes,
        Unit::Chars => Offsets::Chars,
        Unit::Utf16 => Offsets::Utf16,
    };
    let mut out = io::stdout().lock();
    let mut bytes = Vec::new();
    let mut failed = false;
    for input in &args.inputs {
        let unreadable = |line: u64| {
            let place = if line == 0 { Place::file(input) } else { Place::line(input, line) };
            move |error| Error::at(place, SourceFault::Unreadable(error))
        };
        let reader: Box<dyn BufRead> = match input.as_str() {
            "-" => Box::new(io::stdin().lock()),
            file => Box::new(BufReader::new(File::open(file).map_err(unreadable(0))?)),
        };
        for (line, row) in (1..).zip(reader.lines()) {
            let row = row.map_err(unreadable(line))?;
            if row.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Line>(&row) {
                Ok(row) => {
                    let article = Article {
                        id: row.id.unwrap_or_else(|| format!("{input}#{line}")),
                        text: row.text,
                        title: row.title,
                        date: row.date.and_then(|date| date.parse().ok()),
                        ..Article::default()
                    };
                    let found = worker.annotate(&article);
                    annotation(&article, &found, offsets, &mut bytes);
                    out.write_all(&bytes)
                        .map_err(|error| Error::at(Place::file("-"), SinkFault::Unwritable(error)))?;
                    bytes.clear();
                }
                Err(error) => {
                    super::report(&unreadable(line)(error.into()));
                    failed = true;
                }
            }
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}
