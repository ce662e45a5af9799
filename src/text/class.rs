//! Classes of characters: a table for the bytes of ASCII, functions for the rest.

use crate::model::{KeyHash, Shape, WordKey};

pub(super) const SPACE: u8 = 1;
pub(super) const LOWER: u8 = 1 << 1;
pub(super) const DIGIT: u8 = 1 << 2;
pub(super) const HIGH: u8 = 1 << 3;
/// A mark without which nothing but "www." is an address, handle or tag.
pub(super) const SIGN: u8 = 1 << 4;
/// The bit by which a capital differs from its small letter, so that `byte | class & UPPER` is lower case.
pub(super) const UPPER: u8 = 1 << 5;
/// A mark that ends the letters before it, whatever follows, and is a token by itself after them.
pub(super) const STOP: u8 = 1 << 6;
pub(super) const LETTER: u8 = UPPER | LOWER;
pub(super) const ALNUM: u8 = LETTER | DIGIT;

/// The class of each byte; [`HIGH`] for all that is not ASCII.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [HIGH; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => SPACE,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b'0'..=b'9' => DIGIT,
            b'@' | b'#' | b':' | b'/' => SIGN,
            b',' | b';' | b')' | b']' | b'"' => STOP,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// White space, and what is as good as white: the byte-order mark, the zero-width space.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// A character that ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character of which words are made: letters, digits, and marks that combine with them.
pub(super) fn in_word(c: char) -> bool {
    if matches!(c, '\u{2010}'..='\u{206F}') {
        // Dashes and quotation marks are sooner told.
        return false;
    }
    c.is_alphanumeric()
        || matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}'
            | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{900}'..='\u{DFF}')
}

/// An apostrophe, straight or curly.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2BC}')
}

/// A mark that opens: a bracket or a quotation mark.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '"' | '\'' | '`' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡')
}

/// A mark that closes: a bracket or a quotation mark.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '»' | '›' | '“')
}

/// A mark that serves as a bullet at the head of a list's item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '◦'
            | '▪'
            | '●'
            | '■'
            | '‣'
            | '∙'
            | '·'
            | '➢'
            | '✓'
            | '►'
            | '★'
            | '*'
            | '-'
            | '–'
            | '—'
    )
}

/// The letters of ASCII at the head of a run.
pub(super) struct Letters {
    /// How many.
    pub length: usize,
    /// The key of what they spell.
    pub key: WordKey,
    /// Its shape.
    pub shape: Shape,
}

impl Letters {
    /// Reads them, in one pass.
    #[inline]
    pub fn at_head(bytes: &[u8]) -> Self {
        let (mut union, mut hash, mut length) = (0, KeyHash::EMPTY, bytes.len());
        for (at, &byte) in bytes.iter().enumerate() {
            let class = CLASS[byte as usize];
            if class & LETTER == 0 {
                length = at;
                break;
            }
            union |= class;
            hash = hash.with(byte | UPPER);
        }
        let mut shape = ascii_shape(union, bytes.iter().take(length));
        if length > 0 {
            shape = shape.with(Shape::PLAIN);
        }
        Self { length, key: hash.key(), shape }
    }
}

/// [`WordKey::of`] and [`Shape::of`], in one pass where the word is ASCII.
#[inline]
pub(super) fn key_and_shape(word: &str) -> (WordKey, Shape) {
    let (mut union, mut plain, mut hash) = (0, !word.is_empty(), KeyHash::EMPTY);
    for &byte in word.as_bytes() {
        let class = CLASS[byte as usize];
        union |= class;
        plain &= class & ALNUM != 0;
        hash = hash.with(byte | class & UPPER);
    }
    if union & HIGH != 0 {
        return (WordKey::of(word), Shape::of(word));
    }
    let shape = ascii_shape(union, word.as_bytes().iter());
    (hash.key(), if plain { shape.with(Shape::PLAIN) } else { shape })
}

/// The shape of ASCII bytes, of which `union` is all classes together.
#[inline]
fn ascii_shape<'a>(union: u8, mut bytes: impl Iterator<Item = &'a u8>) -> Shape {
    let digit = if union & DIGIT == 0 { Shape(0) } else { Shape::DIGIT };
    let letters = match union & LETTER {
        0 if union & DIGIT == 0 => Shape::PUNCT,
        0 => Shape(0),
        LOWER => Shape::WORD.with(Shape::LOWER),
        UPPER => Shape::WORD.with(Shape::UPPER).with(Shape::INITIAL),
        _ if bytes.find(|byte| byte.is_ascii_alphabetic()).is_some_and(u8::is_ascii_uppercase) => {
            Shape::WORD.with(Shape::INITIAL)
        }
        _ => Shape::WORD,
    };
    Shape::ASCII.with(digit).with(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_fast_pass_gives_the_key_and_the_shape(word in "\\PC{0,8}|[a-zA-Z0-9.'-]{1,6}|[a-zA-Z]{1,4}") {
            prop_assert_eq!(key_and_shape(&word), (WordKey::of(&word), Shape::of(&word)));
        }

        #[test]
        fn letters_have_the_key_and_the_shape(word in "[a-zA-Z]{1,6}", rest in "([^a-zA-Z]\\PC{0,3})?") {
            let read = Letters::at_head((word.clone() + &rest).as_bytes());
            prop_assert_eq!(read.length, word.len());
            prop_assert_eq!((read.key, read.shape), (WordKey::of(&word), Shape::of(&word)));
        }
    }
}
