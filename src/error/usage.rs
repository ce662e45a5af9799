//! What can be wrong with the command line or the configuration.

use std::path::Path;
use thiserror::Error;

/// What can be wrong with the command line or the configuration.
#[derive(Debug, Error)]
pub enum UsageFault {
    /// An input names nothing that exists.
    #[error("no such file or folder: {0}")]
    NoInput(String),
    /// A glob does not compile.
    #[error("the glob {0:?} is malformed: {1}")]
    BadGlob(String, String),
    /// The inputs hold no articles.
    #[error("there are no articles in {0}")]
    NoArticles(String),
    /// A column that no table of triples has.
    #[error("there is no column {name:?}")]
    UnknownColumn {
        /// What was asked for.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// A place for results whose format nothing tells.
    #[error("the format of {0} is not clear from its name")]
    UnclearOutput(String),
    /// Two flags, or a flag and an input, do not go together.
    #[error("{0}")]
    Conflict(String, String),
    /// The system gives no more threads.
    #[error("{0} threads cannot be started: {1}")]
    Threads(usize, String),
    /// There is no sentence of this number.
    #[error("there is no sentence {asked}: the article has {there}")]
    NoSentence {
        /// What was asked for, from 1.
        asked: usize,
        /// How many there are.
        there: usize,
    },
}

impl UsageFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::NoInput(path) => match neighbour(path) {
                Some(near) => format!("did you mean {near}?"),
                None => "name files, folders, globs or `-`".into(),
            },
            Self::BadGlob(..) => {
                "mend the glob, or put a backslash before a bracket that is meant as such".into()
            }
            Self::NoArticles(_) => {
                "articles are .txt, .html, .json, .jsonl and .csv files; --include takes in others".into()
            }
            Self::UnknownColumn { name, known } => match nearest(name, known.split(", ")) {
                Some(near) => format!("did you mean {near}? The columns are: {known}"),
                None => format!("the columns are: {known}"),
            },
            Self::UnclearOutput(path) => {
                format!(
                    "end the name with .csv, .tsv or .jsonl, name a --format, or write {path}/ for a folder of tables"
                )
            }
            Self::Conflict(_, remedy) => remedy.clone(),
            Self::Threads(..) => "ask for fewer with --threads".into(),
            Self::NoSentence { .. } => "leave --sentence out to see them all".into(),
        }
    }
}

/// What stands where a path leads, under a name that is much like its own.
fn neighbour(path: &str) -> Option<String> {
    let path = Path::new(path);
    let folder = path.parent()?;
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(here).ok()?.flatten();
    let names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(folder.join(near).display().to_string())
}

/// The name that is most like `word`, where one is like it at all.
fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_ascii_lowercase();
    let scored = names.map(|name| (distance(&word, name), name));
    let (distance, name) = scored.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.len() / 4).then_some(name)
}

/// How many letters must be added, left out or changed (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_column_that_was_meant() {
        let known = || ["subject", "predicate", "object"].into_iter();
        assert_eq!(nearest("objekt", known()), Some("object"));
        assert_eq!(nearest("Subject", known()), Some("subject"));
        assert_eq!(nearest("weather", known()), None);
    }
}
