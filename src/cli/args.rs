//! Flags that several sub-commands share, and what they come to.

use crate::{
    engine::{Options, Stage},
    error::{Error, Place, Result, UsageFault},
    sink::Offsets,
    source::{Fields, Format, Inputs, SourceOptions, parse_date},
};
use clap::ValueEnum;
use std::{num::NonZeroUsize, path::PathBuf};

/// What is read.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct InputArgs {
    /// Files, folders, globs, or `-` for standard input
    ///
    /// Folders are walked in the order of names; hidden files are left aside. Read are .txt, .html, .json, .jsonl and .csv, each also as .gz
    /// or .zst. Standard input is JSON Lines unless --input-format says otherwise.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// How the input is laid out
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Input")]
    pub input_format: InputFormat,

    /// Read only files below a folder that match this glob (repeatable)
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    pub include: Vec<String>,

    /// Which name holds a field in JSON or CSV, such as text=body (repeatable)
    ///
    /// Fields: id, text, title, date, publisher, url.
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = rename, help_heading = "Input")]
    pub fields: Vec<String>,

    /// Refuse articles larger than this
    #[arg(long, value_name = "BYTES", default_value_t = 32 << 20, help_heading = "Input")]
    pub max_article_bytes: u64,
}

/// How it is read.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ReadArgs {
    /// Language pack: the code of one that ships with griot, or a folder
    #[arg(long, value_name = "CODE|DIR", default_value = "en", help_heading = "Reading")]
    pub lang: String,

    /// Your own list of names, beside those that ship with griot (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub gazetteer: Vec<PathBuf>,

    /// Recognise other spellings of transliterated names ("Wagadugu" for Ouagadougou)
    ///
    /// Letters that transliterators use for one sound count as one. Consonants must agree; one letter may differ in six, two in seven or more.
    #[arg(long, help_heading = "Reading")]
    pub fuzzy: bool,

    /// Publication date of articles that neither carry nor state one
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = "Reading")]
    pub date: Option<jiff::civil::Date>,
}

/// How a run goes.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct RunArgs {
    /// How many threads read articles [default: as many as there are cores]
    #[arg(long, short = 'j', value_name = "N", help_heading = "Running")]
    pub threads: Option<NonZeroUsize>,

    /// Say nothing but errors
    #[arg(long, short, help_heading = "Running")]
    pub quiet: bool,
}

/// How an input is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    /// Tell by each file's name
    #[default]
    Auto,
    /// One article, as plain text
    Txt,
    /// One article, as a web page
    Html,
    /// One article, or an array of them
    Json,
    /// One article a line
    Jsonl,
    /// One article a row, under a header
    Csv,
}

/// What positions count.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Unit {
    /// Bytes of UTF-8
    Bytes,
    /// Unicode characters, as Python counts
    #[default]
    Chars,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

/// The last stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Until {
    /// Sentences only
    Sentences,
    /// Entities, quantities and times too
    Mentions,
    /// Everything
    #[default]
    Facts,
}

impl InputArgs {
    /// Lists the files. `exclude` is a folder that is not walked.
    pub(super) fn list(&self, exclude: Option<PathBuf>) -> Result<Inputs> {
        let mut fields = Fields::default();
        for rule in &self.fields {
            // The parser has let it pass already.
            fields.rename(rule).map_err(|problem| {
                Error::at(Place::NOWHERE, UsageFault::Conflict(problem, "write --field text=body".into()))
            })?;
        }
        let options = SourceOptions {
            format: self.input_format.into(),
            include: self.include.clone(),
            fields,
            max_bytes: self.max_article_bytes,
            exclude: exclude.into_iter().collect(),
        };
        let inputs = Inputs::list(&self.inputs, options)?;
        if inputs.is_empty() {
            return Err(Error::at(Place::NOWHERE, UsageFault::NoArticles(self.inputs.join(", "))));
        }
        Ok(inputs)
    }
}

impl ReadArgs {
    /// What the engine is to do.
    pub(super) fn options(&self, until: Until) -> Options {
        Options {
            lang: self.lang.clone(),
            gazetteers: self.gazetteer.clone(),
            fuzzy: self.fuzzy,
            until: until.into(),
            date: self.date,
        }
    }
}

impl From<InputFormat> for Option<Format> {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Auto => None,
            InputFormat::Txt => Some(Format::Txt),
            InputFormat::Html => Some(Format::Html),
            InputFormat::Json => Some(Format::Json),
            InputFormat::Jsonl => Some(Format::Jsonl),
            InputFormat::Csv => Some(Format::Csv),
        }
    }
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Bytes => Self::Bytes,
            Unit::Chars => Self::Chars,
            Unit::Utf16 => Self::Utf16,
        }
    }
}

impl From<Until> for Stage {
    fn from(until: Until) -> Self {
        match until {
            Until::Sentences => Self::Sentences,
            Until::Mentions => Self::Mentions,
            Until::Facts => Self::Facts,
        }
    }
}

fn rename(rule: &str) -> std::result::Result<String, String> {
    Fields::default().rename(rule).map(|()| rule.to_owned())
}

fn date(text: &str) -> std::result::Result<jiff::civil::Date, String> {
    parse_date(text).ok_or_else(|| "write it as 2023-12-31".to_owned())
}

/// A number from 0 to 1.
pub(super) fn share(text: &str) -> std::result::Result<f32, String> {
    let value: f32 = text.parse().map_err(|_| "write a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("write a number from 0 to 1".into()) }
}
