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
    /// True where other spellings of the gazetteers' names are recognised too.
    pub fuzzy: bool,
    /// The last stage to run.
    pub until: Stage,
    /// The date of publication of articles that neither carry nor state one.
    pub date: Option<jiff::civil::Date>,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: "en".into(), gazetteers: Vec::new(), fuzzy: false, until: Stage::Facts, date: None }
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

/// Everything that reading needs as far as it is asked for, built once and shared by all threads.
#[derive(Debug)]
pub struct Engine {
    /// The code of the language.
    language: String,
    date: Option<jiff::civil::Date>,
    segmenter: Segmenter,
    /// `None` where only sentences are asked for.
    recognisers: Option<Recognisers>,
    /// `None` where only mentions are asked for.
    facts: Option<Facts>,
}

/// What finds entities, quantities and times.
#[derive(Debug)]
struct Recognisers {
    gazetteer: Gazetteer,
    numbers: number::Reader,
    quantities: quantity::Tagger,
    times: time::Tagger,
    arbiter: Arbiter,
    resolver: Resolver,
}

/// What parses and finds facts.
#[derive(Debug)]
struct Facts {
    /// Languages may lack one.
    encoder: Option<Encoder>,
    extractor: Extractor,
}

impl Engine {
    /// Builds the engine, and no more of it than the stage asked for needs.
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
        let (mentions, facts) = (options.until >= Stage::Mentions, options.until >= Stage::Facts);
        // Two halves of about the same work: whoever asks for one article waits for little else than this.
        let readers = || {
            let segmenter = Segmenter::new(&language)?;
            if !mentions {
                return Ok((segmenter, None));
            }
            let numbers = number::Reader::new(&language)?;
            Ok((segmenter, Some((numbers, quantity::Tagger::new(&language)?, time::Tagger::new(&language)?))))
        };
        let linkers = || {
            let facts = match facts {
                true => Some(Facts {
                    encoder: Encoder::shipped(&language.about.code)?,
                    extractor: Extractor::new(&language)?,
                }),
                false => None,
            };
            if !mentions {
                return Ok((None, facts));
            }
            let arbiter = Arbiter::new(&language)?;
            let resolver = Resolver::new(&language, arbiter.lexicon())?;
            let gazetteer = Gazetteer::load(&options.gazetteers)?;
            let gazetteer = if options.fuzzy { gazetteer.with_variants() } else { gazetteer };
            Ok((Some((gazetteer, arbiter, resolver)), facts))
        };
        let (readers, linkers) = both(readers, linkers);
        let (segmenter, readers) = readers?;
        let (linkers, facts) = linkers?;
        let recognisers =
            readers.zip(linkers).map(|((numbers, quantities, times), (gazetteer, arbiter, resolver))| {
                Recognisers { gazetteer, numbers, quantities, times, arbiter, resolver }
            });
        Ok(Self { language: language.about.code, date: options.date, segmenter, recognisers, facts })
    }

    /// The code of the language that is read.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The predicates of a parsed article that gave no fact, and why; none where facts are not asked for.
    pub fn silent(&self, text: &str, found: &Annotations) -> Vec<Silent> {
        self.facts.as_ref().map_or_else(Vec::new, |facts| facts.extractor.explain(text, found).1)
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
        let Some(recognisers) = engine.recognisers.as_ref().filter(|_| found.language.readable) else {
            return found;
        };
        let Recognisers { gazetteer, numbers, quantities, times, arbiter, resolver } = recognisers;
        let view = found.view(&article.text);
        let matches = gazetteer.tag(&view);
        let numerals = numbers.read(&view);
        let quantities = quantities.tag(&view, &numerals);
        let times = times.tag(&view, &numerals);
        let parse = match engine.facts.as_ref().and_then(|facts| facts.encoder.as_ref()) {
            Some(encoder) => encoder.read(&view, self.scratch.get_or_insert_with(|| encoder.scratch())),
            None => Parse::default(),
        };
        let mut settled = arbiter.arbitrate(&view, gazetteer, matches, &parse, quantities, times);
        let date = resolver.publication(article, &view, &settled.times).or(engine.date);
        let times = resolver.times(&view, &settled.times, &parse, date);
        resolver.counted(&view, &parse, &mut settled.quantities);
        let linked = resolver.entities(article, &view, gazetteer, &settled.names, date);
        resolver.currencies(&linked, &mut settled.quantities);
        found = Annotations {
            entities: linked.entities,
            mentions: linked.mentions,
            descriptions: linked.descriptions,
            quantities: settled.quantities,
            times,
            parse,
            date,
            ..found
        };
        if let Some(Facts { extractor, .. }) = &engine.facts {
            found.triples = extractor.extract(&article.text, &found);
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
