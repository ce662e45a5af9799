//! Atoms: tokens cut further, where letters, digits and signs meet ("84-year-old" → 84 - year - old, "115USD" → 115 USD).
//!
//! Whether a tokeniser cuts "two-thirds" or "$5m" is a matter of taste; numbers should not depend on it. The stages that read numbers walk
//! atoms, made only for sentences that hold a number.

use crate::model::{Shape, Span, Token, TokenSpan, View, WordKey};

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

/// Cuts a phrase of a language pack as [`cut`] cuts a text, and gives the keys.
pub fn keys_of(phrase: &str) -> Vec<WordKey> {
    phrase.split_whitespace().flat_map(|word| pieces(word).map(|(_, piece)| WordKey::of(piece))).collect()
}

/// Appends the atoms of some tokens of one sentence. The first counts as spaced.
pub fn cut(view: &View<'_>, tokens: TokenSpan, atoms: &mut Vec<Atom>) {
    let begin = atoms.len();
    atoms.reserve(tokens.len() as usize);
    for (index, token) in (tokens.start..).zip(view.tokens.get(tokens.range()).unwrap_or(&[])) {
        let spaced = token.shape.has(Shape::SPACED) || atoms.len() == begin;
        // The common case: no cut, and the key is known.
        if let Some(class) = whole(token) {
            atoms.push(Atom { span: token.span, key: token.key, token: index, class, spaced });
            continue;
        }
        let word = view.word(token);
        let first = atoms.len();
        let mut push = |start: usize, piece: &str, class: AtomClass| {
            let start = token.span.start + start as u32;
            let span = Span::new(start, start + piece.len() as u32);
            let key = if piece.len() == word.len() { token.key } else { WordKey::of(piece) };
            let touching = atoms.len() > first && atoms.last().is_some_and(|last| last.span.end == start);
            let spaced = if atoms.len() == first { spaced } else { !touching };
            atoms.push(Atom { span, key, token: index, class, spaced });
        };
        if token.shape.has(Shape::ASCII) {
            ascii_pieces(word, &mut push);
        } else {
            pieces(word)
                .for_each(|(start, piece)| push(start, piece, class_of(piece.chars().next().unwrap_or(' '))));
        }
    }
}

/// The class of a token that is one atom, where its shape tells so.
#[inline]
const fn whole(token: &Token) -> Option<AtomClass> {
    let shape = token.shape;
    if shape.has(Shape::PLAIN) {
        return match (shape.has(Shape::WORD), shape.has(Shape::DIGIT)) {
            (true, false) => Some(AtomClass::Letters),
            (false, true) => Some(AtomClass::Digits),
            _ => None,
        };
    }
    if shape.has(Shape::ASCII.with(Shape::PUNCT)) && token.span.len() == 1 {
        Some(AtomClass::Sign)
    } else {
        None
    }
}

const fn ascii_class(byte: u8) -> AtomClass {
    match byte {
        b'0'..=b'9' => AtomClass::Digits,
        b'a'..=b'z' | b'A'..=b'Z' => AtomClass::Letters,
        _ => AtomClass::Sign,
    }
}

/// Calls `found` for the pieces of an ASCII token, as [`pieces`] would give them.
fn ascii_pieces(word: &str, found: &mut impl FnMut(usize, &str, AtomClass)) {
    let bytes = word.as_bytes();
    let mut start = 0;
    while let Some(&first) = bytes.get(start) {
        let class = ascii_class(first);
        let mut end = start + 1;
        if class != AtomClass::Sign {
            while bytes.get(end).is_some_and(|&byte| ascii_class(byte) == class) {
                end += 1;
            }
        }
        // As in `char::is_whitespace`: a vertical tab is white space too.
        if !matches!(first, b'\t'..=b'\r' | b' ')
            && let Some(piece) = word.get(start..end)
        {
            found(start, piece, class);
        }
        start = end;
    }
}

fn class_of(c: char) -> AtomClass {
    if c.is_ascii_digit() {
        AtomClass::Digits
    } else if matches!(c, '\u{2000}'..='\u{206F}') {
        // Dashes and quotation marks are sooner told.
        AtomClass::Sign
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
    fn ascii_is_cut_as_all_else() {
        for word in ["84-year-old", "US$1,200.50", "a\u{b}b 1", "", "--", "10x"] {
            let mut cut = Vec::new();
            ascii_pieces(word, &mut |start, piece, class| cut.push((start, piece.to_owned(), class)));
            let all = pieces(word);
            let want: Vec<_> =
                all.map(|(at, p)| (at, p.to_owned(), class_of(p.chars().next().unwrap()))).collect();
            assert_eq!(cut, want, "{word}");
        }
    }

    #[test]
    fn phrases_are_cut_alike() {
        assert_eq!(keys_of("U.S. $").len(), 5);
        assert_eq!(keys_of("per cent"), [WordKey::of("per"), WordKey::of("cent")]);
    }
}
