//! Tables and JSON Lines from annotated articles.
//!
//! Writing has two halves. [`Sink::render`] turns one article into bytes, on any thread; [`Output`] takes these in order and puts them where
//! they belong. What the tables hold is said once, in [`columns`].

mod annotated;
mod annotation;
mod ascii;
mod cell;
pub mod columns;
mod conllu;
mod file;
mod id;
mod metadata;
mod offsets;
mod output;
mod render;
mod table;

pub use annotated::Annotated;
pub use annotation::annotation;
pub use cell::{Cell, CellWriter, Datatype};
pub use columns::Failure;
pub use conllu::Conllu;
pub use id::{Id, hash};
pub use metadata::{csvw, markdown};
pub use offsets::{OffsetMap, Offsets};
pub use output::{Destination, Output};
pub use render::{Contents, Counts, Pages, Sink, SinkOptions};
pub use table::{Cells, Column, Link, Schema, Table};

use serde::Serialize;

/// How tables are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values (RFC 4180), lines ended by LF.
    #[default]
    Csv,
    /// The same with tabs.
    Tsv,
    /// One JSON object a row.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Tsv, Self::Jsonl];

    /// The extension of its files, which is its name too.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of this name or extension.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == name)
    }

    /// What parts its cells; `None` where rows are objects.
    pub const fn delimiter(self) -> Option<u8> {
        match self {
            Self::Csv => Some(b','),
            Self::Tsv => Some(b'\t'),
            Self::Jsonl => None,
        }
    }
}
