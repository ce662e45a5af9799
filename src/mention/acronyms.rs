//! Acronyms that the article defines: "… Stabilization Mission in Mali (MINUSMA)", "UNHCR, the United Nations …".
//!
//! After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text": the letters of the
//! short form must be found, from right to left, in the words before the parenthesis, the first of them at the beginning of a word.

use super::{Class, Cue, Lexicon, Name};
use crate::model::{EntityType, Sentence, Shape, TokenSpan, View};

/// Finds definitions, and enters their long and short forms among the names.
pub(super) fn define(view: &View<'_>, lexicon: &Lexicon, names: &mut Vec<Name>) {
    let mut found = Vec::new();
    for sentence in view.sentences {
        for (at, three) in (sentence.tokens.start as usize..).zip(view.tokens_of(sentence).windows(3)) {
            let [open, short, close] = three else { continue };
            if !open.shape.has(Shape::PUNCT)
                || view.word(open) != "("
                || view.word(close) != ")"
                || !is_short_form(view.word(short))
            {
                continue;
            }
            if let Some(start) = long_form(view, lexicon, sentence, at, view.word(short)) {
                let long = TokenSpan::new(start as u32, at as u32);
                let name = |tokens, stands_for| Name {
                    tokens,
                    known: None,
                    kind: Some(EntityType::Org),
                    cue: Cue::Definition,
                    stands_for,
                };
                found.push(name(long, None));
                found.push(name(TokenSpan::new(at as u32 + 1, at as u32 + 2), Some(long)));
            }
        }
    }
    if found.is_empty() {
        return;
    }
    names.retain(|name| !found.iter().any(|new| new.tokens.overlaps(name.tokens)));
    names.append(&mut found);
    names.sort_by_key(|name| name.tokens.start);
}

/// Two to ten letters, most of them capitals.
fn is_short_form(word: &str) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&word.chars().count())
        && upper >= 2
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '&'))
}

/// The first token of the long form that ends before the token `end`.
fn long_form(
    view: &View<'_>,
    lexicon: &Lexicon,
    sentence: &Sentence,
    end: usize,
    short: &str,
) -> Option<usize> {
    let letters: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let most = (letters.len() + 5).min(letters.len() * 2 + 2);
    let first = (sentence.tokens.start as usize).max(end.saturating_sub(2 * most + 2));
    let (mut capitals, mut words) = (0, 0);
    let mut best = None;
    for at in (first..end).rev() {
        let token = view.tokens.get(at)?;
        if !token.shape.has(Shape::WORD) {
            if matches!(view.word(token), "-" | "'" | "’" | "&" | "’s" | "'s" | "/") {
                continue;
            }
            break;
        }
        words += 1;
        if words > most + 2 {
            break;
        }
        capitals += token.shape.has(Shape::INITIAL) as u32;
        let begins =
            view.word(token).chars().next().and_then(|c| c.to_lowercase().next()) == letters.first().copied();
        if !token.shape.has(Shape::INITIAL) || lexicon.class(token.key).has(Class::FUNCTION) || !begins {
            continue;
        }
        let text = view.span(TokenSpan::new(at as u32, end as u32)).of(view.text);
        if capitals >= 2 && spells(text, &letters) {
            best = Some(at);
            // The shortest stretch in which every letter begins a word is the long form; else a longer one may be.
            if initials(text, &letters) {
                break;
            }
        }
    }
    best
}

/// True where the letters stand in the text in this order.
fn spells(text: &str, letters: &[char]) -> bool {
    let mut wanted = letters.iter();
    let mut next = wanted.next();
    for c in text.chars().flat_map(char::to_lowercase) {
        if next == Some(&c) {
            next = wanted.next();
        }
    }
    next.is_none()
}

/// True where every letter begins a word, in this order.
fn initials(text: &str, letters: &[char]) -> bool {
    let mut wanted = letters.iter();
    let mut next = wanted.next();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if next.copied() == word.chars().next().and_then(|c| c.to_lowercase().next()) {
            next = wanted.next();
        }
    }
    next.is_none()
}
