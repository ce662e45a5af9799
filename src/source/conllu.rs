//! Sentences that others have cut into words already, from CoNLL-U.

use super::compression::open;
use crate::{
    error::{Error, Place, Result, SourceFault},
    model::{Part, Sentence, Shape, Span, Token, TokenSpan, WordKey},
};
use std::{
    fs::File,
    io::{self, BufRead},
};

/// A sentence as CoNLL-U gives it; what it says of its words is left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenSentence {
    /// The lines that begin with `#`.
    pub comments: Vec<String>,
    /// The words, without empty nodes.
    pub words: Vec<GivenWord>,
}

/// A word as CoNLL-U gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenWord {
    /// The word as written.
    pub form: String,
    /// True where white space follows.
    pub spaced: bool,
    /// The line of the multi-word token that begins here (that of `1-2`).
    pub range: Option<String>,
}

/// Sentences as the stages see them: a text, its tokens, its sentences.
#[derive(Clone, Debug, Default)]
pub struct GivenText {
    /// The words, with white space where the source says so.
    pub text: String,
    /// A token for each word.
    pub tokens: Vec<Token>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
}

impl GivenText {
    /// Adds a sentence.
    pub fn push(&mut self, sentence: &GivenSentence) {
        let (from, first) = (self.text.len(), self.tokens.len());
        let mut spaced = true;
        for word in &sentence.words {
            let start = self.text.len();
            self.text.push_str(&word.form);
            let shape = Shape::of(&word.form);
            self.tokens.push(Token {
                span: Span::new(start as u32, self.text.len() as u32),
                key: WordKey::of(&word.form),
                shape: if spaced { shape.with(Shape::SPACED) } else { shape },
            });
            spaced = word.spaced;
            if spaced {
                self.text.push(' ');
            }
        }
        let end = self.tokens.last().map_or(from as u32, |token| token.span.end);
        self.sentences.push(Sentence {
            span: Span::new(from as u32, end.max(from as u32)),
            tokens: TokenSpan::new(first as u32, self.tokens.len() as u32),
            part: Part::Body,
            paragraph: self.sentences.len() as u32,
            dateline: 0,
        });
        self.text.push('\n');
    }
}

/// The sentences of a file, in order.
pub struct GivenSentences {
    stream: Box<dyn BufRead + Send>,
    file: String,
    /// Lines that were read.
    line: u64,
    failed: bool,
}

impl GivenSentences {
    /// Opens a file, compressed or not; `-` is standard input.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn open(file: &str) -> Result<Self> {
        let plain = match file {
            "-" => open(io::stdin(), true),
            _ => File::open(file).and_then(|raw| open(raw, true)),
        };
        let plain = plain.map_err(|error| Error::at(Place::file(file), SourceFault::Unreadable(error)))?;
        Ok(Self { stream: plain.reader, file: file.to_owned(), line: 0, failed: false })
    }
}

impl Iterator for GivenSentences {
    type Item = Result<GivenSentence>;

    /// The next sentence. An error (the stream cannot be read, a line has not ten columns) ends the file.
    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = next_sentence(&mut self.stream, &self.file, &mut self.line).transpose()?;
        self.failed = next.is_err();
        Some(next)
    }
}

fn next_sentence(stream: &mut impl BufRead, file: &str, line: &mut u64) -> Result<Option<GivenSentence>> {
    let mut sentence = GivenSentence::default();
    let (mut text, mut range) = (String::new(), None);
    // The last word of a multi-word token, which alone is followed by the white space that follows the token.
    let mut within: Option<(usize, bool)> = None;
    loop {
        text.clear();
        let fail = |fault: SourceFault, line: u64| Error::at(Place::line(file, line), fault);
        let read =
            stream.read_line(&mut text).map_err(|error| fail(SourceFault::Unreadable(error), *line + 1))?;
        *line += 1;
        let row = text.trim_end_matches(['\n', '\r']);
        if row.is_empty() {
            if !sentence.words.is_empty() {
                return Ok(Some(sentence));
            }
            if read == 0 {
                return Ok(None);
            }
            continue;
        }
        if row.starts_with('#') {
            sentence.comments.push(row.to_owned());
            continue;
        }
        let cells: Vec<_> = row.split('\t').collect();
        let &[id, form, _, _, _, _, _, _, _, misc] = cells.as_slice() else {
            return Err(fail(SourceFault::Conllu(format!("{} columns", cells.len())), *line));
        };
        let spaced = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            within = last.parse().ok().map(|last| (last, spaced));
            range = Some(row.to_owned());
        } else if let Ok(number) = id.parse::<usize>() {
            if number != sentence.words.len() + 1 {
                return Err(fail(SourceFault::Conllu(format!("word {number} out of order")), *line));
            }
            let spaced = match within {
                Some((last, spaced)) if number == last => spaced,
                Some((last, _)) if number < last => false,
                _ => spaced,
            };
            sentence.words.push(GivenWord { form: form.to_owned(), spaced, range: range.take() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<GivenSentence> {
        let (mut stream, mut line) = (text.as_bytes(), 0);
        std::iter::from_fn(|| next_sentence(&mut stream, "words.conllu", &mut line).unwrap()).collect()
    }

    #[test]
    fn ranges_and_empty_nodes_are_no_words() {
        let rest = "\t_\t_\t_\t_\t_\t_\t_\t";
        let text = format!(
            "# newdoc\n# text = Don't go.\n1-2\tDon't{rest}_\n1\tDo{rest}_\n2\tn't{rest}_\n2.1\tyou{rest}_\n\
             3\tgo{rest}SpaceAfter=No\n4\t.{rest}_\n\n\n1\tGo{rest}_\n"
        );
        let sentences = read(&text);
        assert_eq!(sentences.len(), 2);
        assert_eq!(sentences[0].comments.len(), 2);
        assert!(sentences[0].words[0].range.as_ref().unwrap().starts_with("1-2\tDon't"));
        let mut given = GivenText::default();
        sentences.iter().for_each(|sentence| given.push(sentence));
        assert_eq!(given.text, "Don't go. \nGo \n");
        assert_eq!(given.sentences[0].span.of(&given.text), "Don't go.");
        assert_eq!((given.tokens.len(), given.sentences[1].tokens), (5, TokenSpan::new(4, 5)));
    }

    #[test]
    fn a_malformed_line_is_named() {
        let mut stream = "# one\n1\tGao\n".as_bytes();
        let error = next_sentence(&mut stream, "words.conllu", &mut 0).unwrap_err().to_string();
        assert!(error.starts_with("words.conllu:2: is not CoNLL-U: 2 columns"), "{error}");
        let stream = format!("2\tGao{}_\n", "\t_".repeat(7) + "\t").into_bytes();
        assert!(next_sentence(&mut stream.as_slice(), "w", &mut 0).is_err());
    }
}
