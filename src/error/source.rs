//! What can be wrong with an article's input. Each ends as a row of `errors.csv`; the run goes on.

use thiserror::Error;

/// What can be wrong with an article's input.
#[derive(Debug, Error)]
pub enum SourceFault {
    /// The file or folder cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// A folder's link leads back to a folder above it.
    #[error("the link leads back to {0}, a folder above it")]
    Loop(String),
    /// A compressed file ends early or is damaged.
    #[error("the {format} stream is damaged or cut short: {error}")]
    Compression {
        /// `gzip` or `zstd`.
        format: &'static str,
        /// What the decoder says.
        error: std::io::Error,
    },
    /// There is no text.
    #[error("is empty")]
    Empty,
    /// It is no text at all.
    #[error("is binary: it holds a NUL byte")]
    Binary,
    /// It is larger than the bound.
    #[error("is larger than the bound of {0} bytes")]
    TooLarge(u64),
    /// It is no JSON.
    #[error("is not JSON: {0}")]
    Json(String),
    /// It is JSON, but no object.
    #[error("is not a JSON object")]
    NotAnObject,
    /// It is no CSV.
    #[error("is not CSV: {0}")]
    Csv(String),
    /// It is no CoNLL-U.
    #[error("is not CoNLL-U: {0}")]
    Conllu(String),
    /// A field that must be there is not.
    #[error("has no field `{field}`, but: {found}")]
    NoField {
        /// The field's name.
        field: String,
        /// The names that are there.
        found: String,
    },
    /// A field holds no string.
    #[error("the field `{0}` holds no string")]
    NotAString(String),
    /// A web page without paragraphs.
    #[error("no article text was found in the page")]
    NoArticle,
    /// This build reads no web pages.
    #[error("this build of griot reads no web pages")]
    NoHtml,
    /// Two articles share an identifier.
    #[error("the article id {0:?} was seen before in this run")]
    DuplicateId(String),
    /// A fault of griot's own, caught so that the run goes on.
    #[error("griot failed on this article: {0}")]
    Panic(String),
}

impl SourceFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions".into(),
            Self::Loop(_) => "remove the link, or name the folders one by one".into(),
            Self::Compression { format, .. } => {
                format!("fetch the file again; `{format} -t FILE` tells whether it is whole")
            }
            Self::Empty => "remove it, or leave it: it yields no rows".into(),
            Self::Binary => "convert it to text first, or leave it out with --include".into(),
            Self::TooLarge(_) => "split it into articles, or raise --max-article-bytes".into(),
            Self::Json(_) | Self::NotAnObject => "mend the line: each article is one JSON object".into(),
            Self::Csv(_) => {
                "mend the row: fields with commas, quotes or line breaks stand in double quotes".into()
            }
            Self::Conllu(_) => {
                "mend the line: a word has ten columns, separated by tabs, and a number from 1".into()
            }
            Self::NoField { field, .. } => format!("say which one holds it: --field {field}=NAME"),
            Self::NotAString(field) => format!("make `{field}` a string"),
            Self::NoArticle => "save the article's text as .txt, or as JSON with its title and date".into(),
            Self::NoHtml => "build griot with the feature `html`".into(),
            Self::DuplicateId(_) => "give each article an id of its own, or leave the id field out".into(),
            Self::Panic(_) => "please report it with the article; the other articles are not affected".into(),
        }
    }
}
