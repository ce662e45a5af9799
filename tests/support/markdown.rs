//! The fenced blocks of a Markdown file.

use std::{fs, path::Path};

/// A fenced block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What stands behind the opening fence: `sh`, `toml`, `csv` …
    pub language: String,
    /// What stands between the fences.
    pub text: String,
    /// The line, from 1, on which the text begins.
    pub line: usize,
}

/// All fenced blocks of a file, in order.
pub fn blocks(path: &Path) -> Vec<Block> {
    parse(&fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// All fenced blocks of a text, in order.
pub fn parse(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, words) in (1..).zip(text.lines()) {
        match (words.strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                open =
                    Some(Block { language: language.trim().to_owned(), text: String::new(), line: line + 1 });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(words);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    blocks
}

/// A text with the contents of its fenced blocks taken out.
pub fn prose(text: &str) -> String {
    let mut inside = false;
    let outside = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !fence && !inside
    });
    outside.collect::<Vec<_>>().join("\n")
}
