//! Finds the names of a text: one walk over its tokens, the longest name at each place.

use super::{
    Candidate, Gazetteer, Level, Match,
    fold::{join, pieces},
    index::{Entry, Index, Step},
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
        let mut scratch = Vec::new();
        for sentence in view.sentences {
            let end = (sentence.tokens.end as usize).min(view.tokens.len());
            let mut at = sentence.tokens.start as usize;
            while at < end {
                // Most tokens begin no name.
                if !self.may_begin_at(&view.tokens[at]) {
                    at += 1;
                    continue;
                }
                match self.longest(view, at, end, &mut scratch) {
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
        let found = self.longest(
            view,
            tokens.start as usize,
            (tokens.end as usize).min(view.tokens.len()),
            &mut Vec::new(),
        )?;
        (found.tokens == tokens).then_some(found)
    }

    /// The names that these tokens are, whatever the case of their letters: for who knows that they are a name.
    pub fn names_in_any_case(&self, view: &View<'_>, tokens: TokenSpan) -> Option<Match> {
        let (start, end) = (tokens.start as usize, (tokens.end as usize).min(view.tokens.len()));
        (0..self.layers.len()).rev().find_map(|number| {
            let mut candidates = Vec::new();
            self.layers[number].index.walk(view, start, end, |names, walk, here| {
                if here == tokens {
                    let walk = Walk { capitals: !0, ..*walk };
                    self.candidates(number, names, &walk, view, here, &mut candidates);
                }
            });
            (!candidates.is_empty()).then_some(Match { tokens, candidates })
        })
    }

    #[inline]
    fn may_begin_at(&self, token: &Token) -> bool {
        self.layers.iter().any(|layer| layer.index.may_begin_at(token))
    }

    /// The longest name that begins at a token; the user's wins over ours of the same length.
    fn longest(
        &self,
        view: &View<'_>,
        start: usize,
        end: usize,
        scratch: &mut Vec<Candidate>,
    ) -> Option<Match> {
        let first = view.tokens.get(start)?;
        let mut best: Option<Match> = None;
        for number in (0..self.layers.len()).rev() {
            if self.layers[number].index.may_begin_at(first)
                && let Some(found) = self.longest_in(number, view, start, end, scratch)
                && best.as_ref().is_none_or(|best| best.tokens.end < found.tokens.end)
            {
                best = Some(found);
            }
        }
        best
    }

    fn longest_in(
        &self,
        number: usize,
        view: &View<'_>,
        start: usize,
        end: usize,
        candidates: &mut Vec<Candidate>,
    ) -> Option<Match> {
        let mut best = None;
        candidates.clear();
        self.layers[number].index.walk(view, start, end, |names, walk, tokens| {
            let before = candidates.len();
            let open = self.candidates(number, names, walk, view, tokens, candidates);
            // "Malian" before "Malian army": words in lower case describe, and the name before them is the name.
            let describes = open && best.is_some() && self.is_akin(candidates, before);
            if candidates.len() > before && !describes {
                candidates.drain(..before);
                best = Some(tokens);
            } else {
                // "Washington" of "Washington state" may mean the state.
                self.keep_divisions(candidates, before);
            }
        });
        best.map(|tokens| Match { tokens, candidates: candidates.clone() })
    }

    /// True where a name before may be what a longer one from `from` on begins with: "Malian army" begins with "Malian", and a region with its
    /// own name, but "Brent crude" with no town's.
    fn is_akin(&self, candidates: &[Candidate], from: usize) -> bool {
        let row =
            |candidate: &Candidate| self.row(candidate.row).map(|row| (row.kind.is_place(), row.country));
        let (before, behind) = candidates.split_at(from);
        before.iter().any(|other| other.demonym)
            || behind.iter().filter_map(row).any(|(is_place, country)| {
                let shares = |other: &Candidate| row(other).is_some_and(|(_, own)| own == country);
                is_place || before.iter().any(|other| !other.context && shares(other))
            })
    }

    /// Of the candidates from `from` on, keeps those that are divisions of a country and not among the others already.
    fn keep_divisions(&self, candidates: &mut Vec<Candidate>, from: usize) {
        let mut kept = from;
        for at in from..candidates.len() {
            let candidate = candidates[at];
            let division = matches!(self.level(candidate.row), Some(Level::First | Level::Second));
            if division && candidates[..kept].iter().all(|other| other.row != candidate.row) {
                candidates[kept] = candidate;
                kept += 1;
            }
        }
        candidates.truncate(kept);
    }

    /// Appends those names of a group that the words of the text may be; true where all of them end in a word in lower case.
    fn candidates(
        &self,
        number: usize,
        names: u32,
        walk: &Walk,
        view: &View<'_>,
        tokens: TokenSpan,
        candidates: &mut Vec<Candidate>,
    ) -> bool {
        let layer = &self.layers[number];
        let index = &layer.index;
        let text = || view.span(tokens).of(view.text);
        let mut behind = None;
        let mut fits = |name: &Entry| {
            name.capitals & !walk.capitals == 0
                && (walk.commas == 0 || index.name(name).contains(','))
                && !layer.replaces(name.row)
                && (name.tags & tag::EXACT == 0 || same_case(index.name(name), text()))
                && (name.tags & tag::BEHIND == 0
                    || *behind.get_or_insert_with(|| is_behind(view, tokens.start)))
        };
        let begin = candidates.len();
        let last = walk.pieces.clamp(1, 16) - 1;
        let mut open = true;
        for name in index.group(names).filter(|name| fits(name)) {
            open &= last > 0
                && last < 15
                && name.capitals & (1 << last) == 0
                && ends_in_a_word(index.name(&name));
            let candidate = Candidate {
                row: layer.offset + name.row,
                demonym: name.tags & tag::DEMONYM != 0,
                context: name.tags & tag::CONTEXT != 0,
                canonical: name.tags & tag::OWN != 0,
                former: name.tags & tag::FORMER != 0,
                foreign: name.is_foreign(),
                own: number > 0,
                variant: false,
            };
            // Names of one row are neighbours in most groups, and groups of several rows are long: only the last few are asked.
            let from = candidates.len().saturating_sub(4).max(begin);
            let twin = candidates[from..]
                .iter_mut()
                .find(|c| c.row == candidate.row && c.demonym == candidate.demonym);
            match twin {
                // One row may have a name with and without `context` ("US" and "us").
                Some(twin) => {
                    twin.context &= candidate.context;
                    twin.canonical |= candidate.canonical;
                    twin.foreign &= candidate.foreign;
                }
                None => candidates.push(candidate),
            }
        }
        open
    }
}

impl Index {
    /// Follows the words of a text as far as names go on, and shows each stretch at whose end names end: the first of them, the walk so far
    /// and the tokens.
    #[inline]
    fn walk(&self, view: &View<'_>, start: usize, end: usize, mut show: impl FnMut(u32, &Walk, TokenSpan)) {
        let mut walk = Walk::default();
        let mut at = start;
        while at < end {
            let token = &view.tokens[at];
            if token.shape.has(Shape::PUNCT) {
                if !joins(token, view.word(token), &mut walk) {
                    return;
                }
                at += 1;
                continue;
            }
            let mut step = None;
            if token.shape.has(Shape::PLAIN) {
                step = self.step(walk.take(token.key.0, token.shape.has(Shape::INITIAL)));
            } else {
                for piece in pieces(view.word(token)) {
                    if step.is_some_and(|step: Step| !step.longer) {
                        return;
                    }
                    step = self.step(walk.take(piece.key.0, piece.capital));
                    if step.is_none() {
                        return;
                    }
                }
            }
            let Some(step) = step else { return };
            at += 1;
            if let Some(names) = step.names {
                show(names, &walk, TokenSpan::new(start as u32, at as u32));
            }
            if !step.longer {
                return;
            }
        }
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

/// True behind a comma and a word with a capital: "Lexington, S.C."
fn is_behind(view: &View<'_>, start: u32) -> bool {
    let back = |by: u32| start.checked_sub(by).and_then(|at| view.tokens.get(at as usize));
    back(1).is_some_and(|token| view.word(token) == ",")
        && back(2).is_some_and(|token| token.shape.has(Shape::INITIAL))
}

/// True for a name whose last word is in lower case: "Malian army", but not "Park Geun-hye".
fn ends_in_a_word(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    last.starts_with(char::is_lowercase) && last.ends_with(char::is_lowercase)
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

/// Compares letters where both texts are ASCII, and trusts the key elsewhere.
pub(super) fn same_letters(one: &str, other: &str) -> bool {
    if !one.is_ascii() || !other.is_ascii() {
        return true;
    }
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase())
    }
    letters(one).eq(letters(other))
}
