//! Articles from files, folders and standard input.
//!
//! Reading has two halves. [`Inputs::records`] walks the inputs in order and cuts them into [`Record`]s, cheaply and on one thread: it
//! decompresses and finds where an article ends, no more. [`Record::article`] does the costly rest (encodings, JSON, web pages) and
//! may run on any thread. At most one record is held here at a time, so that a file of any size streams.

mod compression;
mod conllu;
mod csv;
mod date;
mod decode;
mod fields;
#[cfg(feature = "html")]
mod html;
mod inputs;
mod json;
mod record;

pub use conllu::{GivenSentence, GivenSentences, GivenText, GivenWord};
pub use date::parse_date;
pub use fields::{Field, Fields};
pub use inputs::{Inputs, Records};
pub use record::Record;

/// How an input is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One article, as plain text; its first line may be its headline.
    Txt,
    /// One article, as a web page.
    Html,
    /// One article, or an array of them.
    Json,
    /// One article a line.
    Jsonl,
    /// One article a row, under a header.
    Csv,
}

impl Format {
    /// All formats, with the extensions that tell them.
    pub const EXTENSIONS: [(Self, &'static [&'static str]); 5] = [
        (Self::Txt, &["txt", "text"]),
        (Self::Html, &["html", "htm", "xhtml"]),
        (Self::Json, &["json"]),
        (Self::Jsonl, &["jsonl", "ndjson"]),
        (Self::Csv, &["csv"]),
    ];

    /// The format that a file's name tells, whatever its case and with `.gz` or `.zst` left aside.
    ///
    /// ```
    /// use griot::source::Format;
    /// assert_eq!(Format::of_name("mali.JSONL.gz"), Some(Format::Jsonl));
    /// assert_eq!(Format::of_name("mali.pdf"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let bare = lower.strip_suffix(".gz").or_else(|| lower.strip_suffix(".zst")).unwrap_or(&lower);
        let extension = bare.rsplit_once('.')?.1;
        Self::EXTENSIONS.iter().find(|(_, known)| known.contains(&extension)).map(|(format, _)| *format)
    }

    /// The format that the first bytes of a stream look like: an object, an array, a page; else it is text. A row of CSV looks like text.
    fn of_bytes(bytes: &[u8]) -> Self {
        match bytes.trim_ascii_start() {
            [b'{', ..] => Self::Jsonl,
            [b'[', b'{' | b' ' | b'\t' | b'\r' | b'\n', ..] => Self::Json,
            [b'<', mark, ..] if mark.is_ascii_alphabetic() || *mark == b'!' => Self::Html,
            _ => Self::Txt,
        }
    }

    /// The format of this name: `txt`, `html`, `json`, `jsonl`, `csv`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::EXTENSIONS.iter().find(|(_, known)| known[0] == name).map(|(format, _)| *format)
    }
}

/// How to read the inputs.
#[derive(Clone, Debug)]
pub struct SourceOptions {
    /// The format of all inputs; `None` to tell by the names.
    pub format: Option<Format>,
    /// Globs that a file below a folder must match, one at least; none: every file with a known extension.
    pub include: Vec<String>,
    /// Which names hold what, in JSON and CSV.
    pub fields: Fields,
    /// The largest article that is read, in bytes after decompression.
    pub max_bytes: u64,
    /// Folders that are not walked: the run's own output.
    pub exclude: Vec<std::path::PathBuf>,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            format: None,
            include: Vec::new(),
            fields: Fields::default(),
            max_bytes: 32 << 20,
            exclude: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn first_bytes_tell_the_format() {
        let cases: [(&[u8], Format); 6] = [
            (b"\n{\"text\": 1}", Format::Jsonl),
            (b"[{\"text\": 1}]", Format::Json),
            (b"[Agency] Rain fell.", Format::Txt),
            (b"<!doctype html>", Format::Html),
            (b"Rain fell.", Format::Txt),
            (b"", Format::Txt),
        ];
        for (bytes, format) in cases {
            assert_eq!(Format::of_bytes(bytes), format, "{bytes:?}");
        }
    }
}
