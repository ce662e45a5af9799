//! `griot bench`: how fast griot reads the user's own articles, by stage and by number of threads.

use super::{
    args::{InputArgs, ReadArgs, Until},
    terminal::{self, counted},
};
use crate::{
    batch::{self, BatchOptions},
    encoder::{Encoder, Heads},
    engine::Engine,
    error::{Error, Place, Result, UsageFault},
    model::Article,
    sink::{Contents, Destination, Output, Sink, SinkOptions},
};
use std::{
    hint::black_box,
    num::NonZeroUsize,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

/// Measure how fast articles are read, by stage and by number of threads
///
/// Stages are timed on one thread, over articles held in memory; threads over the whole way from files to tables, which are thrown away.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  griot bench articles/ --until mentions --threads 1,2,4,8")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Numbers of threads to try [default: 1, 2, 4 … up to the number of cores]
    #[arg(long, short = 'j', value_name = "N,…", value_delimiter = ',')]
    threads: Vec<NonZeroUsize>,

    /// Hold at most this much text in memory for the timing of stages
    #[arg(long, value_name = "MB", default_value_t = 64)]
    sample: u64,

    /// The last stage to run
    #[arg(long, value_enum, default_value_t, value_name = "STAGE", help_heading = "Reading")]
    until: Until,

    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let sink = Sink::new(SinkOptions { contents: Contents::Tables, ..SinkOptions::default() })?;
    stages(args, &sink)?;
    let engine = Engine::new(&args.read.options(args.until))?;
    terminal::say(format_args!("\n{:<12}{:>9}{:>10}", "threads", "MB/s", "speed-up"))?;
    let mut first = None;
    for threads in thread_counts(&args.threads) {
        let records = args.input.list(None)?.records();
        let mut output = Output::open(&sink, &Destination::Nowhere)?;
        let options = BatchOptions { unique: false, ..BatchOptions::new(Some(threads)) };
        let begun = Instant::now();
        let outcome = batch::run(&engine, records, &sink, &mut output, options, |_| ())?;
        let rate = rate(outcome.counts.bytes, begun.elapsed());
        terminal::say(format_args!("{threads:<12}{rate:>9.1}{:>10.2}", rate / *first.get_or_insert(rate)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Times each stage: a run that goes one stage further takes that stage's time longer.
fn stages(args: &Args, sink: &Sink) -> Result<()> {
    let (mut articles, mut bytes, mut reading) = (Vec::new(), 0, Duration::ZERO);
    let mut records = args.input.list(None)?.records();
    while bytes < args.sample << 20 {
        let begun = Instant::now();
        let Some(record) = records.next() else { break };
        // What cannot be read is for `extract` to tell.
        if let Ok(article) = record.and_then(|record| record.article()) {
            bytes += article.text.len() as u64;
            articles.push(article);
        }
        reading += begun.elapsed();
    }
    if articles.is_empty() {
        return Err(Error::at(Place::NOWHERE, UsageFault::NoArticles(args.input.inputs.join(", "))));
    }
    terminal::say(format_args!(
        "{}, {:.2} MB of text\n",
        counted(articles.len() as u64, "article"),
        bytes as f64 / 1e6
    ))?;
    let mut laps = vec![("read", reading)];
    let mut before = Duration::ZERO;
    let stages = [("sentences", Until::Sentences), ("mentions", Until::Mentions), ("facts", Until::Facts)];
    for (name, until) in stages.into_iter().filter(|(_, until)| *until <= args.until) {
        let engine = Engine::new(&args.read.options(until))?;
        if until == Until::Facts {
            // The encoder stands between mentions and facts.
            let read = heads(&Engine::new(&args.read.options(Until::Sentences))?, &articles)?;
            laps.push(("encoder", read));
            before += read;
        }
        let time = annotate(&engine, &articles);
        laps.push((name, time.saturating_sub(before)));
        before = time;
    }
    let engine = Engine::new(&args.read.options(args.until))?;
    let mut worker = engine.worker();
    let mut rendering = Duration::ZERO;
    for article in articles {
        let found = worker.annotate(&article);
        let begun = Instant::now();
        black_box(sink.render(article, found));
        rendering += begun.elapsed();
    }
    laps.push(("tables", rendering));
    let all = laps.iter().map(|(_, time)| *time).sum::<Duration>();
    terminal::say(format_args!("{:<12}{:>9}{:>10}", "stage", "MB/s", "share"))?;
    for (name, time) in laps.into_iter().chain([("all", all)]) {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64().max(1e-9);
        // A stage that did nothing has no rate.
        let rate = if time.is_zero() { "–".to_owned() } else { format!("{:.1}", rate(bytes, time)) };
        terminal::say(format_args!("{name:<12}{rate:>9}{share:>9.1}%"))?;
    }
    Ok(())
}

/// Times the encoder, and each of its heads: a pass with it takes its time longer than the pass alone. Prints what it finds, and returns the
/// time of a whole pass.
fn heads(engine: &Engine, articles: &[Article]) -> Result<Duration> {
    let Some(encoder) = Encoder::shipped(engine.language())? else { return Ok(Duration::ZERO) };
    let (mut worker, mut scratch) = (engine.worker(), encoder.scratch());
    let cut: Vec<_> = articles.iter().map(|article| (article, worker.annotate(article))).collect();
    let tokens: usize = cut.iter().map(|(_, found)| found.tokens.len()).sum();
    let mut lap = |heads: Heads| {
        let begun = Instant::now();
        for (article, found) in &cut {
            black_box(encoder.read_running(&found.view(&article.text), heads, &mut scratch));
        }
        begun.elapsed()
    };
    let mut best = |heads| lap(heads).min(lap(heads));
    let (alone, all) = (best(Heads::NONE), best(Heads::ALL));
    terminal::say(format_args!("{:<12}{:>10}", "encoder", "tokens/s"))?;
    let row = |name: &str, time: Duration| {
        let rate = tokens as f64 / time.as_secs_f64().max(1e-9);
        terminal::say(format_args!("{name:<12}{rate:>10.0}"))
    };
    row("layers", alone)?;
    let heads = [
        ("tags", Heads { tags: true, ..Heads::NONE }),
        ("names", Heads { names: true, ..Heads::NONE }),
        ("parse", Heads { parse: true, ..Heads::NONE }),
    ];
    for (name, heads) in heads {
        row(name, best(heads).saturating_sub(alone))?;
    }
    row("all", all)?;
    terminal::say("")?;
    Ok(all)
}

/// The time to annotate all articles: the better of two runs, the first of which also warms caches.
fn annotate(engine: &Engine, articles: &[Article]) -> Duration {
    let lap = || {
        let mut worker = engine.worker();
        let begun = Instant::now();
        for article in articles {
            black_box(worker.annotate(article));
        }
        begun.elapsed()
    };
    lap().min(lap())
}

/// Megabytes a second.
fn rate(bytes: u64, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
}

fn thread_counts(asked: &[NonZeroUsize]) -> Vec<usize> {
    if !asked.is_empty() {
        return asked.iter().map(|&n| n.into()).collect();
    }
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let mut counts: Vec<_> =
        std::iter::successors(Some(1), |n| Some(n * 2)).take_while(|&n| n < cores).collect();
    counts.push(cores);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_the_numbers_that_were_asked_for() {
        let two = NonZeroUsize::new(2).unwrap();
        assert_eq!(thread_counts(&[two]), [2]);
        let tried = thread_counts(&[]);
        assert_eq!(tried.first(), Some(&1));
    }
}
