//! Classes of characters: a table for the bytes of ASCII, functions for the rest.

use crate::model::Shape;

pub(super) const SPACE: u8 = 1;
pub(super) const UPPER: u8 = 1 << 1;
pub(super) const LOWER: u8 = 1 << 2;
pub(super) const DIGIT: u8 = 1 << 3;
pub(super) const MARK: u8 = 1 << 4;
pub(super) const HIGH: u8 = 1 << 5;
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
            _ => MARK,
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

/// [`Shape::of`], with a fast path for ASCII.
pub(super) fn shape(word: &str) -> Shape {
    let mut union = 0;
    for &byte in word.as_bytes() {
        union |= CLASS[byte as usize];
    }
    if union & HIGH != 0 {
        return Shape::of(word);
    }
    let mut shape = Shape::ASCII;
    if union & LETTER == 0 {
        return shape.with(if union & DIGIT == 0 { Shape::PUNCT } else { Shape::DIGIT });
    }
    shape = shape.with(Shape::WORD);
    if union & DIGIT != 0 {
        shape = shape.with(Shape::DIGIT);
    }
    match union & LETTER {
        UPPER => shape.with(Shape::UPPER).with(Shape::INITIAL),
        LOWER => shape.with(Shape::LOWER),
        _ => {
            let first = word.bytes().find(|&byte| CLASS[byte as usize] & LETTER != 0);
            if first.is_some_and(|byte| byte.is_ascii_uppercase()) {
                shape.with(Shape::INITIAL)
            } else {
                shape
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_fast_shape_is_the_shape(word in "\\PC{0,8}|[a-zA-Z0-9.'-]{1,6}") {
            prop_assert_eq!(shape(&word), Shape::of(&word));
        }
    }
}
