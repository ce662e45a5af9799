//! The texts that benches read: each stage gets them as far as the stages before it have come.

#![allow(dead_code, reason = "each bench needs a part of it")]

use griot::{
    lang::{Language, Pack},
    model::{Article, View},
    text::{Segmented, Segmenter},
};
use std::fs;

/// The language pack that ships with griot.
pub fn english() -> Language {
    Pack::embedded("en").and_then(|pack| Language::load(&pack)).unwrap()
}

/// The plain fixtures, in the order of their names. They are dense: a quantity or time every 65 characters.
pub fn fixtures() -> Vec<String> {
    let mut files: Vec<_> =
        fs::read_dir("fixtures/articles").unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    // One of them is not UTF-8.
    files.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect()
}

/// The fixtures, again and again, for at least so many megabytes.
pub fn dense(megabytes: usize) -> String {
    again(&fixtures().join("\n\n"), megabytes)
}

/// Articles of our own writing as papers print them on ordinary days, with few numbers, for at least so many megabytes.
pub fn ordinary(megabytes: usize) -> String {
    again(include_str!("ordinary.txt"), megabytes)
}

fn again(text: &str, megabytes: usize) -> String {
    format!("{}\n\n", text.trim_end()).repeat(megabytes * 1_000_000 / text.len() + 1)
}

/// A text, cut into sentences and tokens.
pub struct Cut {
    article: Article,
    segmented: Segmented,
}

impl Cut {
    /// Cuts a text.
    pub fn new(text: String, language: &Language) -> Self {
        let article = Article { text, ..Article::default() };
        let segmented = Segmenter::new(language).unwrap().segment(&article);
        Self { article, segmented }
    }

    /// What the stages read.
    pub fn view(&self) -> View<'_> {
        let Segmented { tokens, sentences, .. } = &self.segmented;
        View { text: &self.article.text, tokens, sentences }
    }

    /// How many bytes of text.
    pub fn bytes(&self) -> u64 {
        self.article.text.len() as u64
    }
}
