//! Finds the names of a text: one walk over its tokens, the longest name at each place.

use super::{
    Candidate, Gazetteer, Match,
    fold::{join, pieces},
    index::Alias,
    layout::tag,
};
use crate::model::{Shape, Token, TokenSpan, View};

/// The text's side of a name, as far as the walk has come.
#[derive(Clone, Copy, Default)]
struct Walk {
    key: u64,
    pieces: u32,
    /// A bit for each of the first 16 pieces that begins with a capital.
    capitals: u16,
    commas: u32,
}

impl Gazetteer {
    /// All names in a text: the longest at each place, in order, without overlap. No name runs over the end of a sentence.
    pub fn tag(&self, view: &View<'_>) -> Vec<Match> {
        let mut matches = Vec::new();
        for sentence in view.sentences {
            let end = (sentence.tokens.end as usize).min(view.tokens.len());
            let mut at = sentence.tokens.start as usize;
            while at < end {
                match self.longest(view, at, end) {
                    Some(found) => {
                        at = found.tokens.end as usize;
                        matches.push(found);
                    }
                    None => at += 1,
                }
            }
        }
        matches
    }

    /// The names that these tokens are, all of them together.
    pub fn names_at(&self, view: &View<'_>, tokens: TokenSpan) -> Option<Match> {
        let found =
            self.longest(view, tokens.start as usize, (tokens.end as usize).min(view.tokens.len()))?;
        (found.tokens == tokens).then_some(found)
    }

    /// The longest name that begins at a token; the user's wins over ours of the same length.
    fn longest(&self, view: &View<'_>, start: usize, end: usize) -> Option<Match> {
        let mut best: Option<Match> = None;
        for number in (0..self.layers.len()).rev() {
            if let Some(found) = self.longest_in(number, view, start, end)
                && best.as_ref().is_none_or(|best| best.tokens.end < found.tokens.end)
            {
                best = Some(found);
            }
        }
        best
    }

    fn longest_in(&self, number: usize, view: &View<'_>, start: usize, end: usize) -> Option<Match> {
        let index = &self.layers[number].index;
        let first = view.tokens.get(start)?;
        if first.shape.has(Shape::PUNCT) {
            return None;
        }
        let word = view.word(first);
        if is_plain(first, word) && !index.may_begin(first.key.0, first.shape.has(Shape::LOWER)) {
            return None;
        }
        let mut best = None;
        let mut walk = Walk::default();
        let mut at = start;
        'tokens: while at < end {
            let token = &view.tokens[at];
            let word = view.word(token);
            if token.shape.has(Shape::PUNCT) {
                if !joins(token, word, &mut walk) {
                    break;
                }
                at += 1;
                continue;
            }
            let mut step = None;
            if is_plain(token, word) {
                step = index.step(walk.take(token.key.0, token.shape.has(Shape::INITIAL)));
            } else {
                for piece in pieces(word) {
                    if step.is_some_and(|step: super::index::Step| !step.longer) {
                        break 'tokens;
                    }
                    step = index.step(walk.take(piece.key.0, piece.capital));
                    if step.is_none() {
                        break 'tokens;
                    }
                }
            }
            let Some(step) = step else { break };
            at += 1;
            if let Some(names) = step.names {
                let tokens = TokenSpan::new(start as u32, at as u32);
                let (candidates, open) =
                    self.candidates(number, names, &walk, view.span(tokens).of(view.text));
                // "Malian" before "Malian army": words in lower case describe, and the name before them is the name.
                let describes = open && best.is_some();
                if !candidates.is_empty() && !describes {
                    best = Some(Match { tokens, candidates });
                }
            }
            if !step.longer {
                break;
            }
        }
        best
    }

    /// Those names of a group that the words of the text may be, and whether all of them end in a word in lower case.
    fn candidates(&self, number: usize, names: u32, walk: &Walk, text: &str) -> (Vec<Candidate>, bool) {
        let layer = &self.layers[number];
        let fits = |alias: &Alias<'_>| {
            alias.capitals & !walk.capitals == 0
                && (walk.commas == 0 || alias.name.contains(','))
                && !layer.replaces(alias.row)
                && if alias.tags & tag::EXACT != 0 {
                    same_case(alias.name, text)
                } else {
                    same_letters(alias.name, text)
                }
        };
        let mut candidates: Vec<Candidate> = Vec::new();
        let last = walk.pieces.clamp(1, 16) - 1;
        let mut open = true;
        for alias in layer.index.group(names).filter(fits) {
            open &= last > 0
                && last < 15
                && alias.capitals & (1 << last) == 0
                && alias.name.ends_with(char::is_lowercase);
            let candidate = Candidate {
                row: layer.offset + alias.row,
                demonym: alias.is_demonym(),
                context: alias.tags & tag::CONTEXT != 0,
                canonical: alias.tags & tag::OWN != 0,
                own: number > 0,
            };
            let twin =
                candidates.iter_mut().find(|c| c.row == candidate.row && c.demonym == candidate.demonym);
            match twin {
                // One row may have a name with and without `context` ("US" and "us").
                Some(twin) => {
                    twin.context &= candidate.context;
                    twin.canonical |= candidate.canonical;
                }
                None => candidates.push(candidate),
            }
        }
        (candidates, open)
    }
}

impl Walk {
    /// The key with one piece more.
    #[inline]
    fn take(&mut self, piece: u64, capital: bool) -> u64 {
        self.key = if self.pieces == 0 { piece } else { join(self.key, crate::model::WordKey(piece)) };
        if capital && self.pieces < 16 {
            self.capitals |= 1 << self.pieces;
        }
        self.pieces += 1;
        self.key
    }
}

/// True where a token is one piece, whose key is the token's.
#[inline]
fn is_plain(token: &Token, word: &str) -> bool {
    token.shape.has(Shape::ASCII) && word.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// True for a mark that may stand between the pieces of a name.
fn joins(token: &Token, word: &str, walk: &mut Walk) -> bool {
    let spaced = token.shape.has(Shape::SPACED);
    match word {
        "&" | "+" => true,
        "," => {
            walk.commas += 1;
            walk.commas == 1 && !spaced
        }
        "." | "'" | "’" | "‘" | "-" | "‐" | "‑" | "–" | "/" => !spaced,
        _ => false,
    }
}

/// The letters and digits, each in the case it has.
fn same_case(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    letters(one) == letters(other)
}

/// Guards against two names with one key: compares letters where both texts are ASCII, and trusts the key elsewhere.
pub(super) fn same_letters(one: &str, other: &str) -> bool {
    if !one.is_ascii() || !other.is_ascii() {
        return true;
    }
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase())
    }
    letters(one).eq(letters(other))
}
