//! A run over many articles as people see it: a progress bar, errors as they come, a summary, the exit code.

use super::{
    args::{InputArgs, ReadArgs, RunArgs, Until},
    terminal::{self, counted, grouped},
};
use crate::{
    batch::{self, BatchOptions, Event, Outcome},
    engine::{Engine, Options},
    error::Result,
    sink::{Counts, Destination, Output, Sink, SinkOptions},
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::{
    io::{self, IsTerminal},
    process::ExitCode,
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

/// How many failures are printed where a table lists them all.
const PRINTED: u64 = 10;

/// What is to be done.
pub(super) struct Job<'a> {
    pub input: &'a InputArgs,
    pub read: &'a ReadArgs,
    pub until: Until,
    pub run: &'a RunArgs,
    pub sink: SinkOptions,
    pub destination: Destination,
    /// Two articles of one id: true makes the second a failure.
    pub unique: bool,
}

/// What `run.json` says: all that decides what the tables hold, and nothing that differs between two runs over the same input.
#[derive(Serialize)]
struct Run<'a> {
    griot: &'static str,
    inputs: &'a [String],
    files: usize,
    file_bytes: u64,
    /// Of all articles in order, with all that is known of them.
    input_hash: String,
    options: &'a Options,
    output: &'a SinkOptions,
    counts: &'a Counts,
}

impl Job<'_> {
    /// Does it.
    pub(super) fn run(self) -> Result<ExitCode> {
        let begun = Instant::now();
        let folder = match &self.destination {
            Destination::Folder(folder) => Some(folder.clone()),
            _ => None,
        };
        let inputs = self.input.list(folder.clone())?;
        let (files, file_bytes) = (inputs.len(), inputs.bytes());
        let options = self.read.options(self.until);
        let engine = Engine::new(&options)?;
        let sink = Sink::new(self.sink.clone())?;
        let mut output = Output::open(&sink, &self.destination)?;
        let batch = BatchOptions {
            unique: self.unique,
            prompt: self.destination == Destination::Stdout
                && (io::stdout().is_terminal() || self.input.inputs.iter().any(|input| input == "-")),
            ..BatchOptions::new(self.run.threads.map(Into::into))
        };
        let records = inputs.records();
        let consumed = records.consumed();
        let bar = self.bar(file_bytes);
        let listed = folder.is_some();
        let outcome = batch::run(&engine, records, &sink, &mut output, batch, |event| match event {
            Event::Written(counts) => {
                bar.set_position(consumed.load(Ordering::Relaxed).min(file_bytes));
                bar.set_message(format!(
                    "{}, {}",
                    counted(counts.articles, "article"),
                    counted(counts.triples, "triple")
                ));
            }
            Event::Failed { failure, before } if !listed || before < PRINTED => {
                bar.suspend(|| terminal::error(&failure.error));
            }
            Event::Failed { .. } => {}
        });
        bar.finish_and_clear();
        let Outcome { counts, hash } = outcome?;
        output.finish(&Run {
            griot: env!("CARGO_PKG_VERSION"),
            inputs: &self.input.inputs,
            files,
            file_bytes,
            input_hash: format!("x:{hash:016x}"),
            options: &options,
            output: sink.options(),
            counts: &counts,
        })?;
        if let (Some(folder), true) = (&folder, counts.failures > PRINTED) {
            let rest = grouped(counts.failures - PRINTED);
            let table = folder.join(format!("errors.{}", sink.options().format.extension()));
            eprintln!("… and {rest} more: see {}", table.display());
        }
        if !self.run.quiet {
            eprintln!("{}", summary(&counts, begun.elapsed()));
            if let Some(folder) = folder {
                eprintln!("written to {}", folder.display());
            }
        }
        Ok(ExitCode::from(match (counts.articles, counts.failures) {
            (_, 0) => 0,
            (0, _) => 2,
            _ => 1,
        }))
    }

    /// A bar with rate and time left, on a terminal where nothing else is printed.
    fn bar(&self, bytes: u64) -> ProgressBar {
        let shared = self.destination == Destination::Stdout && io::stdout().is_terminal();
        if self.run.quiet || shared || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let (bar, template) = match bytes {
            0 => (ProgressBar::no_length(), "{spinner} {msg}, {elapsed}"),
            _ => (ProgressBar::new(bytes), "{bar:24} {percent:>3}%  {bytes_per_sec}, {eta} left  {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

fn summary(counts: &Counts, time: Duration) -> String {
    let rate = counts.bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    let mut parts = vec![counted(counts.articles, "article")];
    if counts.failures > 0 {
        parts.push(format!("{} failed", grouped(counts.failures)));
    }
    if counts.unreadable > 0 {
        parts.push(format!("{} in another language", grouped(counts.unreadable)));
    }
    parts.extend([
        counted(counts.sentences, "sentence"),
        counted(counts.mentions, "mention"),
        counted(counts.quantities, "quantity").replace("quantitys", "quantities"),
        counted(counts.times, "time"),
        counted(counts.triples, "triple"),
    ]);
    format!(
        "{}; {:.2} MB in {:.2} s ({rate:.1} MB/s)",
        parts.join(", "),
        counts.bytes as f64 / 1e6,
        time.as_secs_f64()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_failed() {
        let counts = Counts { articles: 2, failures: 1, bytes: 3_000_000, triples: 1, ..Counts::default() };
        assert_eq!(
            summary(&counts, Duration::from_millis(1500)),
            "2 articles, 1 failed, 0 sentences, 0 mentions, 0 quantities, 0 times, 1 triple; 3.00 MB in 1.50 s (2.0 MB/s)"
        );
    }
}
