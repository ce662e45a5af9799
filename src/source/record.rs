//! One article as it was cut from an input, not yet decoded.

use super::{Fields, csv as rows, decode::decode, json};
use crate::{
    error::{Error, Place, Result, SourceFault},
    model::Article,
};
use std::sync::Arc;

/// One article as it was cut from an input, not yet decoded.
#[derive(Debug)]
pub struct Record {
    pub(super) id: String,
    pub(super) file: Arc<str>,
    pub(super) line: Option<u64>,
    pub(super) content: Content,
    pub(super) fields: Arc<Fields>,
}

/// What was cut.
#[derive(Debug)]
pub(super) enum Content {
    Text(Vec<u8>),
    Html(Vec<u8>),
    Json(Vec<u8>),
    Row { header: Arc<csv::ByteRecord>, row: csv::ByteRecord },
}

impl Record {
    /// How many bytes it holds, for whoever bounds memory.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Text(bytes) | Content::Html(bytes) | Content::Json(bytes) => bytes.len(),
            Content::Row { row, .. } => row.as_slice().len(),
        }
    }

    /// Where it stands: its file and, where that holds many, its line.
    pub fn place(&self) -> Place {
        Place { file: Some(self.file.to_string()), line: self.line, byte: None }
    }

    /// Decodes it. This is the costly half of reading and may run on any thread.
    ///
    /// # Errors
    /// Names the file, the line and what to do, where there is no article in it.
    pub fn article(self) -> Result<Article> {
        let place = self.place();
        let Self { id, file, line, content, fields } = self;
        let read = match content {
            Content::Text(bytes) => decode(bytes, None).map(|text| Article { text, ..Article::default() }),
            Content::Html(bytes) => html_article(bytes),
            Content::Json(bytes) => decode(bytes, None).and_then(|text| json::article(&text, &fields)),
            Content::Row { header, row } => rows::article(&header, &row, &fields),
        };
        let mut article = read.map_err(|fault| Error::at(place, fault))?;
        if article.id.is_empty() {
            article.id = id;
        }
        Ok(Article { file: Some(file.to_string()), line, ..article })
    }
}

#[cfg(feature = "html")]
fn html_article(bytes: Vec<u8>) -> std::result::Result<Article, SourceFault> {
    let label = super::html::declared_encoding(&bytes);
    super::html::article(&decode(bytes, label.as_deref())?)
}

#[cfg(not(feature = "html"))]
fn html_article(_bytes: Vec<u8>) -> std::result::Result<Article, SourceFault> {
    Err(SourceFault::NoHtml)
}
