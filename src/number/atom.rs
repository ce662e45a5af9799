//! Atoms: tokens cut further, where letters, digits and signs meet ("84-year-old" → 84 - year - old, "115USD" → 115 USD).
//!
//! Whether a tokeniser cuts "two-thirds" or "$5m" is a matter of taste; numbers should not depend on it. The stages that read numbers walk
//! atoms, made only for sentences that hold a number.

use crate::model::{Sentence, Shape, Span, TokenSpan, View, WordKey};

/// A run of letters, a run of ASCII digits, or one other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Where it stands.
    pub span: Span,
    /// Its lower-case form, as a key.
    pub key: WordKey,
    /// The index of the token that it belongs to.
    pub token: u32,
    /// What it consists of.
    pub class: AtomClass,
    /// True where white space stands before it, or it begins the sentence.
    pub spaced: bool,
}

/// What an atom consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomClass {
    /// Letters.
    Letters,
    /// ASCII digits.
    Digits,
    /// One other character: a sign, a vulgar fraction, a mark of punctuation.
    Sign,
}

impl Atom {
    /// The characters of the atom.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// True where it consists of letters.
    pub fn is_word(&self) -> bool {
        self.class == AtomClass::Letters
    }

    /// True where it consists of digits.
    pub fn is_digits(&self) -> bool {
        self.class == AtomClass::Digits
    }
}

/// Cuts a phrase of a language pack as [`atoms_of`] cuts a text, and gives the keys.
pub fn keys_of(phrase: &str) -> Vec<WordKey> {
    phrase.split_whitespace().flat_map(|word| pieces(word).map(|(_, piece)| WordKey::of(piece))).collect()
}

/// Writes the atoms of a sentence into `atoms`, which is emptied first.
pub fn atoms_of(view: &View<'_>, sentence: &Sentence, atoms: &mut Vec<Atom>) {
    atoms_in(view, sentence.tokens, atoms);
}

/// Writes the atoms of some tokens of one sentence into `atoms`, which is emptied first. The first counts as spaced.
pub fn atoms_in(view: &View<'_>, tokens: TokenSpan, atoms: &mut Vec<Atom>) {
    atoms.clear();
    for (index, token) in (tokens.start..).zip(view.tokens.get(tokens.range()).unwrap_or(&[])) {
        let word = view.word(token);
        let spaced = token.shape.has(Shape::SPACED) || atoms.is_empty();
        if token.shape.has(Shape::ASCII) && token.shape.has(Shape::WORD) && !token.shape.has(Shape::DIGIT) {
            // The common case, a plain word: no cut, and its key is known.
            if word.bytes().all(|b| b.is_ascii_alphabetic()) {
                let (span, key) = (token.span, token.key);
                atoms.push(Atom { span, key, token: index, class: AtomClass::Letters, spaced });
                continue;
            }
        } else if word.len() == 1 && token.shape.has(Shape::ASCII) {
            let class = if token.shape.has(Shape::DIGIT) { AtomClass::Digits } else { AtomClass::Sign };
            atoms.push(Atom { span: token.span, key: token.key, token: index, class, spaced });
            continue;
        }
        let first = atoms.len();
        for (start, piece) in pieces(word) {
            let start = token.span.start + start as u32;
            let span = Span::new(start, start + piece.len() as u32);
            let key = if piece.len() == word.len() { token.key } else { WordKey::of(piece) };
            let class = class_of(piece.chars().next().unwrap_or(' '));
            let touching = atoms.len() > first && atoms.last().is_some_and(|last| last.span.end == start);
            let spaced = if atoms.len() == first { spaced } else { !touching };
            atoms.push(Atom { span, key, token: index, class, spaced });
        }
    }
}

fn class_of(c: char) -> AtomClass {
    if c.is_ascii_digit() {
        AtomClass::Digits
    } else if c.is_alphabetic() || is_mark(c) {
        AtomClass::Letters
    } else {
        AtomClass::Sign
    }
}

/// Combining diacritics belong to the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// The pieces of a token, with the byte at which each begins; white space inside a token belongs to none.
fn pieces(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = word.get(at..)?;
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let class = class_of(first);
            let length = match class {
                AtomClass::Sign => first.len_utf8(),
                _ => rest.find(|c| class_of(c) != class).unwrap_or(rest.len()),
            };
            let start = at;
            at += length;
            return Some((start, &rest[..length]));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_where_letters_digits_and_signs_meet() {
        let cut = |word| pieces(word).map(|(_, p)| p).collect::<Vec<_>>();
        assert_eq!(cut("84-year-old"), ["84", "-", "year", "-", "old"]);
        assert_eq!(cut("US$1,200.50"), ["US", "$", "1", ",", "200", ".", "50"]);
        assert_eq!(cut("2½"), ["2", "½"]);
        assert_eq!(cut("1\u{202f}234"), ["1", "234"]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn phrases_are_cut_alike() {
        assert_eq!(keys_of("U.S. $").len(), 5);
        assert_eq!(keys_of("per cent"), [WordKey::of("per"), WordKey::of("cent")]);
    }
}
