//! Many articles at once, in order, with bounded memory.
//!
//! One thread cuts records, cheaply, and hands them out by the bundle, since to wake a thread costs as much as to read a paragraph; a pool
//! decodes, reads and renders them; the calling thread writes the pages in the order of the records, so that the same bytes come out whatever
//! the number of threads. A bound on the bytes under way keeps memory flat, and whatever is wrong with
//! an article, a fault of griot's own included, becomes a [`Failure`] in its place.

mod budget;

use crate::{
    engine::{Engine, Worker},
    error::{Error, Place, Result, SourceFault, UsageFault},
    sink::{Counts, Failure, Output, Pages, Sink},
    source::Record,
};
use budget::Budget;
use rayon::ThreadPoolBuilder;
use std::{
    any::Any,
    collections::{BTreeMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

/// The name of the threads that read articles.
pub const THREAD_NAME: &str = "griot-articles";

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct BatchOptions {
    /// How many threads read articles; the one that cuts records and the one that writes come on top, and have little to do.
    pub threads: usize,
    /// How many bytes of articles may be under way.
    pub in_flight: usize,
    /// Two articles of one id: true makes the second a failure.
    pub unique: bool,
    /// Send each article on at once, for whoever watches standard output.
    pub prompt: bool,
}

impl BatchOptions {
    /// As many threads as there are cores, and 4 MiB of articles for each.
    pub fn new(threads: Option<usize>) -> Self {
        let threads = threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, Into::into)).max(1);
        Self { threads, in_flight: threads * (4 << 20), unique: true, prompt: false }
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Outcome {
    /// How much was read and found.
    pub counts: Counts,
    /// The hash of all articles in order, with all that is known of them.
    pub hash: u64,
}

/// What is told while a run goes on.
#[derive(Debug)]
pub enum Event<'a> {
    /// One more article is written.
    Written(&'a Counts),
    /// An input yielded no article.
    Failed {
        /// What is wrong.
        failure: &'a Failure,
        /// How many failed before.
        before: u64,
    },
}

/// Records are handed out in bundles of at least so many bytes.
const BUNDLE: usize = 16 << 10;

/// What became of a record.
type Done = std::result::Result<Pages, Failure>;

/// Reads all records and writes what they yield, in order. The output is left open, to be finished or dropped.
///
/// # Errors
/// Where results cannot be written. What is wrong with an article is no error of the run.
pub fn run(
    engine: &Engine,
    records: impl Iterator<Item = Result<Record>> + Send,
    sink: &Sink,
    output: &mut Output<'_>,
    options: BatchOptions,
    mut tell: impl FnMut(Event<'_>),
) -> Result<Outcome> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .thread_name(|_| THREAD_NAME.to_owned())
        .build()
        .map_err(|e| Error::at(Place::NOWHERE, UsageFault::Threads(options.threads, e.to_string())))?;
    let desks: Vec<_> = (0..options.threads).map(|_| Desk::new(engine, sink)).collect();
    let (budget, stop) = (Budget::new(options.in_flight), AtomicBool::new(false));
    let (send, receive) = mpsc::channel::<(u64, usize, Vec<Done>)>();
    let bundle = if options.prompt { 1 } else { (options.in_flight / 8).clamp(1, BUNDLE) };
    thread::scope(|scope| {
        scope.spawn(|| {
            // Owned here, so that the channel closes when the last record is done.
            let send = send;
            pool.in_place_scope_fifo(|scope| {
                for (n, (bytes, records)) in (0..).zip(Bundles { records, least: bundle }) {
                    budget.take(bytes);
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let (send, desks) = (send.clone(), &desks);
                    scope.spawn_fifo(move |_| {
                        let desk = &desks[rayon::current_thread_index().unwrap_or(0)];
                        let done = records.into_iter().map(|record| desk.read(record)).collect();
                        // Nobody hears it only where the run was stopped.
                        let _ = send.send((n, bytes, done));
                    });
                }
            });
        });
        let mut writer = Writer { output, options, outcome: Outcome::default(), seen: HashSet::new() };
        let mut waiting = BTreeMap::new();
        let mut result = Ok(());
        let mut next = 0;
        for (n, bytes, done) in receive {
            waiting.insert(n, (bytes, done));
            while let Some((bytes, done)) = waiting.remove(&next) {
                next += 1;
                if result.is_ok() {
                    result = done.into_iter().try_for_each(|done| writer.write(done, &mut tell));
                    if result.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                }
                budget.give(bytes);
            }
        }
        result.map(|()| writer.outcome)
    })
}

/// Cuts records into bundles, each with the bytes that it holds.
struct Bundles<I> {
    records: I,
    least: usize,
}

impl<I: Iterator<Item = Result<Record>>> Iterator for Bundles<I> {
    type Item = (usize, Vec<Result<Record>>);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut bytes, mut bundle) = (0, Vec::new());
        while bytes < self.least
            && let Some(record) = self.records.next()
        {
            // One that could not be read is small, but no reason to wait for a thousand more.
            bytes += record.as_ref().map_or(self.least / 64, Record::bytes).max(1);
            bundle.push(record);
        }
        (!bundle.is_empty()).then_some((bytes, bundle))
    }
}

/// Where one thread reads articles.
struct Desk<'e> {
    engine: &'e Engine,
    sink: &'e Sink,
    worker: Mutex<Worker<'e>>,
}

impl<'e> Desk<'e> {
    fn new(engine: &'e Engine, sink: &'e Sink) -> Self {
        Self { engine, sink, worker: Mutex::new(engine.worker()) }
    }

    fn read(&self, record: Result<Record>) -> Done {
        let record = record.map_err(|error| Failure { article: None, error })?;
        let place = record.place();
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let read = caught(place, || {
            let article = record.article().map_err(|error| Failure { article: None, error })?;
            let found = worker.annotate(&article);
            Ok(self.sink.render(article, found))
        });
        read.unwrap_or_else(|failure| {
            // Its scratch memory may be in any state.
            *worker = self.engine.worker();
            Err(failure)
        })
    }
}

/// Does the work; a panic in it is a failure of the article at this place.
fn caught<T>(place: Place, work: impl FnOnce() -> T) -> std::result::Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let fault = SourceFault::Panic(message(&*panic));
        Failure { article: None, error: Error::at(place, fault) }
    })
}

/// What a panic says of itself.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "an unknown fault".into())
}

/// Puts results in their place, one after the other.
struct Writer<'w, 's> {
    output: &'w mut Output<'s>,
    options: BatchOptions,
    outcome: Outcome,
    /// Hashes of the ids so far: eight bytes an article is all that a run remembers of them.
    seen: HashSet<u64>,
}

impl Writer<'_, '_> {
    fn write(&mut self, done: Done, tell: &mut impl FnMut(Event<'_>)) -> Result<()> {
        match done.and_then(|pages| self.first_of_its_id(pages)) {
            Ok(pages) => {
                self.output.append(&pages)?;
                if self.options.prompt {
                    self.output.flush()?;
                }
                self.outcome.counts.add(&pages.counts);
                self.outcome.hash =
                    xxhash_rust::xxh3::xxh3_64_with_seed(&pages.hash.to_le_bytes(), self.outcome.hash);
                tell(Event::Written(&self.outcome.counts));
            }
            Err(failure) => {
                self.output.fail(&failure)?;
                tell(Event::Failed { failure: &failure, before: self.outcome.counts.failures });
                self.outcome.counts.failures += 1;
            }
        }
        Ok(())
    }

    fn first_of_its_id(&mut self, pages: Pages) -> Done {
        if !self.options.unique || self.seen.insert(crate::sink::hash(&[&pages.article])) {
            return Ok(pages);
        }
        let fault = SourceFault::DuplicateId(pages.article.clone());
        Err(Failure { error: Error::at(pages.place, fault), article: Some(pages.article) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::Options,
        sink::{Destination, SinkOptions},
        source::{Inputs, SourceOptions},
    };
    use std::{fmt::Write, fs};

    #[test]
    fn a_panic_is_a_failure_of_its_article() {
        let failure = caught(Place::line("a.jsonl", 3), || panic!("no {}", "way")).map(|()| "").unwrap_err();
        assert_eq!(failure.error.place(), &Place::line("a.jsonl", 3));
        assert_eq!(failure.error.problem(), "griot failed on this article: no way");
        assert_eq!(failure.error.exit_code(), 1);
        assert!(caught(Place::NOWHERE, || 7).is_ok_and(|seven| seven == 7));
    }

    /// The lengths of articles, as a run over articles of very different lengths writes them.
    fn lengths(options: BatchOptions) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = String::new();
        for n in 0..200 {
            let text = "Rain fell on the town. ".repeat(1 + n * 37 % 50);
            writeln!(lines, "{{\"text\": \"{text}\"}}").unwrap();
        }
        let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.jsonl"));
        fs::write(&input, lines).unwrap();
        let inputs = Inputs::list(&[input.to_str().unwrap()], SourceOptions::default()).unwrap();
        let engine =
            Engine::new(&Options { until: crate::engine::Stage::Sentences, ..Options::default() }).unwrap();
        let contents = crate::sink::Contents::Annotations;
        let sink = Sink::new(SinkOptions { contents, ..SinkOptions::default() }).unwrap();
        let mut out = Output::open(&sink, &Destination::File(output.clone())).unwrap();
        let outcome = run(&engine, inputs.records(), &sink, &mut out, options, |_| ()).unwrap();
        assert_eq!(outcome.counts.articles, 200);
        out.finish(&()).unwrap();
        fs::read_to_string(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn articles_come_out_in_order_however_little_may_be_under_way() {
        let one = lengths(BatchOptions::new(Some(1)));
        assert_eq!(one.len(), 200);
        for (threads, in_flight) in [(1, 1), (3, 1), (3, 2_000), (7, 1 << 20)] {
            let options = BatchOptions { in_flight, ..BatchOptions::new(Some(threads)) };
            assert!(lengths(options) == one, "{threads} threads, {in_flight} bytes");
        }
    }
}
