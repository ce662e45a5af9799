//! From an article to bytes: what is to be written, and how, without asking where to.

use super::{
    Annotated, Format, Offsets, annotation,
    columns::{ERRORS, ErrorRow, Failure, TABLES, TRIPLES},
    table::{Schema, Selection},
};
use crate::{
    error::{Error, Place, Result, UsageFault},
    model::{Annotations, Article},
};
use serde::Serialize;

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Contents {
    /// The table of triples alone.
    #[default]
    Triples,
    /// All tables.
    Tables,
    /// Everything found in each article, as one JSON object.
    Annotations,
}

/// How the output is to look, as the user asks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SinkOptions {
    /// What is written.
    pub contents: Contents,
    /// How tables are written.
    pub format: Format,
    /// The columns of the table of triples, in order; empty for all.
    pub columns: Vec<String>,
    /// What positions count.
    pub offsets: Offsets,
    /// Triples below it are left out, 0 to 1.
    pub min_confidence: f32,
    /// Add a byte-order mark, and defuse cells that a spreadsheet would run. Only for CSV and TSV.
    pub excel: bool,
}

/// Turns articles into bytes. Shared by all threads.
#[derive(Debug)]
pub struct Sink {
    options: SinkOptions,
    tables: Vec<Selection<Annotated>>,
    errors: Option<Selection<ErrorRow>>,
}

/// What one article adds to each file, in the order of the sink's files.
#[derive(Debug, Default)]
pub struct Pages {
    pub(super) pages: Vec<Vec<u8>>,
    /// The article's id.
    pub article: String,
    /// Where the article stands.
    pub place: Place,
    /// The hash of the article, with all that is known of it.
    pub hash: u64,
    /// What was counted.
    pub counts: Counts,
}

/// How much was read and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles that were read.
    pub articles: u64,
    /// Inputs that yielded no article.
    pub failures: u64,
    /// Articles in another language, which were left alone.
    pub unreadable: u64,
    /// Bytes of text, as UTF-8.
    pub bytes: u64,
    /// Sentences.
    pub sentences: u64,
    /// Mentions of entities.
    pub mentions: u64,
    /// Quantities.
    pub quantities: u64,
    /// Time expressions.
    pub times: u64,
    /// Triples.
    pub triples: u64,
}

impl Counts {
    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.failures += other.failures;
        self.unreadable += other.unreadable;
        self.bytes += other.bytes;
        self.sentences += other.sentences;
        self.mentions += other.mentions;
        self.quantities += other.quantities;
        self.times += other.times;
        self.triples += other.triples;
    }
}

impl Sink {
    /// Prepares the tables.
    ///
    /// # Errors
    /// Names a column that there is none of, and the one that was probably meant.
    pub fn new(options: SinkOptions) -> Result<Self> {
        let triples = match options.columns.as_slice() {
            [] => Selection::all(&TRIPLES),
            names => Selection::of(&TRIPLES, names).map_err(unknown_column)?,
        };
        let tables = match options.contents {
            Contents::Annotations => Vec::new(),
            Contents::Triples => vec![triples],
            Contents::Tables => {
                let others = TABLES.iter().filter(|table| table.name != TRIPLES.name);
                std::iter::once(triples).chain(others.map(|table| Selection::all(table))).collect()
            }
        };
        let errors = (options.contents == Contents::Tables).then(|| Selection::all(&ERRORS));
        Ok(Self { options, tables, errors })
    }

    /// What was asked for.
    pub fn options(&self) -> &SinkOptions {
        &self.options
    }

    /// Writes an article into memory.
    pub fn render(&self, article: Article, found: Annotations) -> Pages {
        let annotated = Annotated::new(article, found, self.options.offsets, self.options.min_confidence);
        let mut pages = Vec::with_capacity(self.tables.len().max(1));
        for table in &self.tables {
            let mut page = Vec::new();
            table.write(&annotated, self.options.format, self.options.excel, &mut page);
            pages.push(page);
        }
        if self.options.contents == Contents::Annotations {
            let mut page = Vec::new();
            annotation(&annotated, &mut page);
            pages.push(page);
        }
        let counts = count(&annotated);
        let hash = article_hash(&annotated.article);
        let Article { id, file, line, .. } = annotated.article;
        Pages { pages, article: id, place: Place { file, line, byte: None }, hash, counts }
    }

    /// Writes a failure into memory, where there is a table for it.
    pub(super) fn failure(&self, failure: &Failure) -> Vec<u8> {
        let mut page = Vec::new();
        if let Some(errors) = &self.errors {
            errors.write(&ErrorRow::new(failure), self.options.format, self.options.excel, &mut page);
        }
        page
    }

    /// The schemas of the tables, in the order of their files: those of articles, then that of errors.
    pub fn schemas(&self) -> Vec<Schema> {
        let tables = self.tables.iter().map(Selection::schema);
        tables.chain(self.errors.iter().map(Selection::schema)).collect()
    }

    /// What stands at the top of each file, in the order of [`Sink::schemas`].
    pub(super) fn headers(&self) -> Vec<Vec<u8>> {
        let begin = || {
            let mark = self.options.excel && self.options.format.delimiter().is_some();
            if mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() }
        };
        let mut headers = Vec::new();
        for table in &self.tables {
            let mut header = begin();
            table.header(self.options.format, &mut header);
            headers.push(header);
        }
        if let Some(table) = &self.errors {
            let mut header = begin();
            table.header(self.options.format, &mut header);
            headers.push(header);
        }
        headers
    }
}

fn count(annotated: &Annotated) -> Counts {
    let found = &annotated.found;
    Counts {
        articles: 1,
        failures: 0,
        unreadable: u64::from(!found.language.readable),
        bytes: annotated.article.text.len() as u64,
        sentences: found.sentences.len() as u64,
        mentions: found.mentions.len() as u64,
        quantities: found.quantities.len() as u64,
        times: found.times.len() as u64,
        triples: found.triples.len() as u64,
    }
}

fn article_hash(article: &Article) -> u64 {
    let date = article.date.map(|date| date.to_string()).unwrap_or_default();
    let known = |field: &'_ Option<String>| field.clone().unwrap_or_default();
    super::hash(&[
        &article.id,
        &article.text,
        &date,
        &known(&article.title),
        &known(&article.publisher),
        &known(&article.url),
    ])
}

fn unknown_column(name: &str) -> Error {
    let names: Vec<_> = TRIPLES.columns.iter().map(|c| c.name).collect();
    Error::at(Place::NOWHERE, UsageFault::UnknownColumn { name: name.to_owned(), known: names.join(", ") })
}
