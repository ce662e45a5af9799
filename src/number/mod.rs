//! Numerals in digits and words, read once for all who need them.

pub mod atom;
mod digits;
mod lexicon;
pub mod phrase;
pub mod sieve;
#[cfg(test)]
pub(crate) mod testing;
mod words;

use crate::{
    error::Result,
    lang::Language,
    model::{Decimal, Shape, Span, Token, TokenSpan, View},
};
use atom::{Atom, cut};
use lexicon::Lexicon;
use std::ops::Deref;
use words::{Parser, Words};

/// Reads numerals, by the number words of one language.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
}

/// A numeral: "15,000", "two and a half million", "third", "hundreds of thousands".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Where it stands; it may begin or end inside a token ("84-year-old", "115USD").
    pub span: Span,
    /// The tokens that it touches.
    pub tokens: TokenSpan,
    /// Its value; of a vague numeral, the least that it can mean.
    pub value: Decimal,
    /// What sort of numeral it is.
    pub kind: NumeralKind,
    /// True where it begins with digits.
    pub digits: bool,
    /// True where signs tie it to other digits, as in a date, a clock time, a version or a telephone number.
    pub chained: bool,
    /// The last scale that it names ("million"), which a range lends to its first number: "from 5 to 7 million".
    pub scale: Option<Decimal>,
}

/// What sort of numeral it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralKind {
    /// How many.
    Cardinal,
    /// Which in a row.
    Ordinal,
    /// A part of one.
    Fraction,
    /// At least so many: "hundreds of thousands", "several hundred".
    Vague,
}

/// All numerals of a text, in order, with the atoms of the sentences that hold them, so that nobody need cut them again.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    all: Vec<Numeral>,
    atoms: Vec<Atom>,
    sentences: Vec<Row>,
}

/// A sentence that holds numerals, and where its own and its atoms end in the lists of all.
#[derive(Clone, Copy, Debug)]
struct Row {
    sentence: u32,
    numerals: u32,
    atoms: u32,
}

impl Numerals {
    /// Each sentence that holds numerals: its index, its numerals and its atoms.
    pub fn sentences(&self) -> impl Iterator<Item = (u32, &[Numeral], &[Atom])> {
        let mut from = (0, 0);
        self.sentences.iter().filter_map(move |row| {
            let to = (row.numerals as usize, row.atoms as usize);
            let found = self.all.get(from.0..to.0).zip(self.atoms.get(from.1..to.1));
            from = to;
            found.map(|(numerals, atoms)| (row.sentence, numerals, atoms))
        })
    }
}

impl Deref for Numerals {
    type Target = [Numeral];

    fn deref(&self) -> &[Numeral] {
        &self.all
    }
}

/// The shortest token that ties a number word to another word with a hyphen: "six-a".
const SHORTEST_TIED: u32 = 5;

impl Reader {
    /// Compiles what the language says of numbers.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { lexicon: Lexicon::new(&language.number) })
    }

    /// All numerals of a text, in order, without overlap. A numeral lies within one sentence. What has no value that 38 digits can hold
    /// is no numeral.
    pub fn read(&self, view: &View<'_>) -> Numerals {
        let mut read = Numerals::default();
        let mut words = Vec::new();
        for (index, sentence) in (0u32..).zip(view.sentences) {
            if view.tokens_of(sentence).iter().any(|token| self.hints(view, token)) {
                let (numerals, atoms) = (read.all.len(), read.atoms.len());
                cut(view, sentence.tokens, &mut read.atoms);
                self.read_sentence(view.text, &read.atoms[atoms..], &mut words, &mut read.all);
                if read.all.len() == numerals {
                    read.atoms.truncate(atoms);
                    continue;
                }
                let (numerals, atoms) = (read.all.len() as u32, read.atoms.len() as u32);
                read.sentences.push(Row { sentence: index, numerals, atoms });
            }
        }
        read
    }

    /// True where a token may hold a numeral.
    fn hints(&self, view: &View<'_>, token: &Token) -> bool {
        token.shape.has(Shape::DIGIT)
            || token.shape.has(Shape::WORD)
                && (self.lexicon.seed(token.key)
                    || !token.shape.has(Shape::PLAIN)
                        && token.span.len() >= SHORTEST_TIED
                        && view.word(token).bytes().any(|b| b == b'-' || b == 0xE2))
    }

    /// Reads the numerals of a sentence; `words` is memory for the parser.
    fn read_sentence<'l>(
        &'l self,
        text: &str,
        atoms: &[Atom],
        words: &mut Words<'l>,
        numerals: &mut Vec<Numeral>,
    ) {
        let parser = Parser::new(&self.lexicon, text, atoms, words);
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let may = self.lexicon.may_begin(atom, atoms.get(at + 1));
            let Some(parsed) = may.then(|| parser.numeral(at)).flatten().filter(|parsed| parsed.end > at)
            else {
                at += 1;
                continue;
            };
            if let Some((value, last)) = parsed.value.zip(atoms.get(parsed.end - 1)) {
                numerals.push(Numeral {
                    span: atom.span.cover(last.span),
                    tokens: TokenSpan::new(atom.token, last.token + 1),
                    value,
                    kind: parsed.kind,
                    digits: parsed.digits,
                    chained: parsed.chained,
                    scale: parsed.scale,
                });
            }
            at = parsed.end;
        }
    }
}

#[cfg(test)]
mod tests;
