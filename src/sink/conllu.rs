//! Parsed sentences as CoNLL-U, the format of Universal Dependencies.

use super::OffsetMap;
use crate::model::{EntityType, Parse, Relation, Sentence, View, Word};
use std::fmt::Write as _;

/// A parsed text, to be written sentence by sentence.
#[derive(Debug)]
pub struct Conllu<'a, X> {
    /// The text.
    pub view: View<'a>,
    /// Its parse.
    pub parse: &'a Parse,
    /// The language's own name of a word's part of speech.
    pub xpos: X,
    /// Where positions are to be written: `TokenRange=12:17`, as UDPipe writes them.
    pub offsets: Option<&'a OffsetMap>,
}

impl<'x, X: Fn(&Word) -> &'x str> Conllu<'_, X> {
    /// Appends the words of a sentence. `before` may add lines before a word, of which it is given the place in the sentence.
    pub fn words(&self, sentence: &Sentence, mut before: impl FnMut(usize, &mut String), out: &mut String) {
        let Self { view, parse, xpos, offsets } = self;
        let first = sentence.tokens.start;
        let nth = parse.names.partition_point(|name| name.tokens.end <= first);
        let mut names = parse.names[nth..].iter().peekable();
        for at in sentence.tokens.range() {
            let (Some(token), Some(word)) = (view.tokens.get(at), parse.words.get(at)) else { break };
            before(at - first as usize, out);
            let number = at - first as usize + 1;
            let head = if word.head as usize == at { 0 } else { word.head.saturating_sub(first) + 1 };
            let relation = if head == 0 { Relation::Root } else { word.relation };
            let (form, lemma) = (cell(view.word(token)), cell(parse.lemma(word)));
            let (upos, xpos, features) = (word.upos.as_str(), xpos(word), word.features);
            let relation = relation.as_str();
            // Writing to a string does not fail.
            let _ =
                write!(out, "{number}\t{form}\t{lemma}\t{upos}\t{xpos}\t{features}\t{head}\t{relation}\t_\t");
            let start = out.len();
            let pair = |pair: std::fmt::Arguments, out: &mut String| {
                let bar = if out.len() > start { "|" } else { "" };
                let _ = write!(out, "{bar}{pair}");
            };
            while names.next_if(|name| name.tokens.end as usize <= at).is_some() {}
            if let Some(name) = names.peek().filter(|name| name.tokens.start as usize <= at) {
                let mark = if name.tokens.start as usize == at { 'B' } else { 'I' };
                pair(format_args!("NER={mark}-{}", kind(name.kind)), out);
            }
            let next = view.tokens.get(at + 1).filter(|_| at + 1 < sentence.tokens.end as usize);
            if next.is_some_and(|next| next.span.start == token.span.end) {
                pair(format_args!("SpaceAfter=No"), out);
            }
            if let Some(offsets) = offsets {
                let (start, end) = offsets.span(view.text, token.span);
                pair(format_args!("TokenRange={start}:{end}"), out);
            }
            out.push_str(if out.len() == start { "_\n" } else { "\n" });
        }
        out.push('\n');
    }

    /// Appends the comment that holds a sentence's text.
    pub fn text(&self, sentence: &Sentence, out: &mut String) {
        let words = sentence.span.of(self.view.text).split_whitespace();
        out.push_str("# text =");
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
        out.push('\n');
    }
}

/// The short names of kinds, as sets of names have them.
fn kind(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "PER",
        other => other.as_str(),
    }
}

/// A cell: never empty, without tabs and line breaks.
fn cell(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_empty() {
        "_".into()
    } else if text.contains(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        text.into()
    }
}
