//! The order of the stages: options as asked → an [`Engine`], immutable and shared → one worker a thread.

pub mod cases;

use crate::{
    encoder::{self, Encoder},
    error::Result,
    fact::{Extractor, Silent},
    gazetteer::Gazetteer,
    lang::{Language, Pack},
    mention::Arbiter,
    model::{Annotations, Article, Parse, Part, Sentence, Span},
    number, quantity,
    resolve::Resolver,
    text::Segmenter,
    time,
};
use std::path::PathBuf;

/// What the user asks for, as it is written into `run.json`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Options {
    /// The code of a language pack that ships with griot, or a folder that holds one.
    pub lang: String,
    /// The user's own gazetteers.
    pub gazetteers: Vec<PathBuf>,
    /// The last stage to run.
    pub until: Stage,
    /// The date of publication of articles that neither carry nor state one.
    pub date: Option<jiff::civil::Date>,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: "en".into(), gazetteers: Vec::new(), until: Stage::Facts, date: None }
    }
}

/// A stage at which reading may stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Zones, sentences and tokens only.
    Sentences,
    /// Entities, quantities and times too, without a parse.
    Mentions,
    /// Everything.
    Facts,
}

/// Everything that reading needs, built once and shared by all threads.
#[derive(Debug)]
pub struct Engine {
    until: Stage,
    date: Option<jiff::civil::Date>,
    segmenter: Segmenter,
    gazetteer: Gazetteer,
    numbers: number::Reader,
    quantities: quantity::Tagger,
    times: time::Tagger,
    /// Languages may lack one.
    encoder: Option<Encoder>,
    arbiter: Arbiter,
    resolver: Resolver,
    facts: Extractor,
}

impl Engine {
    /// Builds the engine.
    ///
    /// # Errors
    /// Where the language pack or a gazetteer is malformed.
    pub fn new(options: &Options) -> Result<Self> {
        let pack = match Pack::embedded(&options.lang) {
            Ok(pack) => pack,
            Err(_) if std::path::Path::new(&options.lang).is_dir() => Pack::read(options.lang.as_ref())?,
            Err(unknown) => return Err(unknown),
        };
        let language = Language::load(&pack)?;
        // Two halves of about the same work: whoever asks for one article waits for little else than this.
        let readers = || {
            Ok((
                Segmenter::new(&language)?,
                number::Reader::new(&language)?,
                quantity::Tagger::new(&language)?,
                time::Tagger::new(&language)?,
            ))
        };
        let linkers = || {
            let arbiter = Arbiter::new(&language)?;
            let resolver = Resolver::new(&language, arbiter.lexicon())?;
            Ok((
                Gazetteer::load(&options.gazetteers)?,
                Encoder::shipped(&language.about.code)?,
                arbiter,
                resolver,
                Extractor::new(&language)?,
            ))
        };
        let (readers, linkers) = both(readers, linkers);
        let (segmenter, numbers, quantities, times) = readers?;
        let (gazetteer, encoder, arbiter, resolver, facts) = linkers?;
        Ok(Self {
            until: options.until,
            date: options.date,
            segmenter,
            gazetteer,
            numbers,
            quantities,
            times,
            encoder,
            arbiter,
            resolver,
            facts,
        })
    }

    /// What parses, where the language has it.
    pub fn encoder(&self) -> Option<&Encoder> {
        self.encoder.as_ref()
    }

    /// The predicates of a parsed article that gave no fact, and why.
    pub fn silent(&self, text: &str, found: &Annotations) -> Vec<Silent> {
        self.facts.explain(text, found).1
    }

    /// A worker: one for each thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { engine: self, scratch: None }
    }
}

/// Does two things at once: the first on a thread of its own.
fn both<A: Send, B>(
    first: impl FnOnce() -> Result<A> + Send,
    second: impl FnOnce() -> Result<B>,
) -> (Result<A>, Result<B>) {
    std::thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second)
    })
}

/// Reads articles, one after the other.
#[derive(Debug)]
pub struct Worker<'e> {
    engine: &'e Engine,
    /// Made when the first article is parsed.
    scratch: Option<encoder::Scratch>,
}

impl Worker<'_> {
    /// Everything that griot finds in an article.
    pub fn annotate(&mut self, article: &Article) -> Annotations {
        let engine = self.engine;
        let segmented = engine.segmenter.segment(article);
        let mut found = Annotations {
            language: segmented.language,
            title: article.title.clone().or_else(|| headline(&article.text, &segmented.sentences)),
            tokens: segmented.tokens,
            sentences: segmented.sentences,
            date: article.date.or(engine.date),
            ..Annotations::default()
        };
        if engine.until == Stage::Sentences || !found.language.readable {
            return found;
        }
        let view = found.view(&article.text);
        let matches = engine.gazetteer.tag(&view);
        let numerals = engine.numbers.read(&view);
        let quantities = engine.quantities.tag(&view, &numerals);
        let times = engine.times.tag(&view, &numerals);
        let parse = match &engine.encoder {
            Some(encoder) if engine.until > Stage::Mentions => {
                encoder.read(&view, self.scratch.get_or_insert_with(|| encoder.scratch()))
            }
            _ => Parse::default(),
        };
        let mut settled =
            engine.arbiter.arbitrate(&view, &engine.gazetteer, matches, &parse, quantities, times);
        let date = engine.resolver.publication(article, &view, &settled.times).or(engine.date);
        let times = engine.resolver.times(&view, &settled.times, &parse, date);
        engine.resolver.counted(&view, &parse, &mut settled.quantities);
        let (entities, mentions) = engine.resolver.entities(&view, &engine.gazetteer, &settled.names);
        found =
            Annotations { entities, mentions, quantities: settled.quantities, times, parse, date, ..found };
        if engine.until == Stage::Facts {
            found.triples = engine.facts.extract(&article.text, &found);
            found.sentences_read = found.sentences.iter().filter(|one| Extractor::reads(one)).count() as u32;
        }
        found
    }
}

/// The headline that stands in the text, on one line.
fn headline(text: &str, sentences: &[Sentence]) -> Option<String> {
    let titles =
        sentences.iter().filter(|sentence| sentence.part == Part::Title).map(|sentence| sentence.span);
    let words = titles.reduce(Span::cover)?.of(text).split_whitespace();
    Some(words.collect::<Vec<_>>().join(" "))
}
