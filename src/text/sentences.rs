//! From the tokens of a paragraph to its sentences.
//!
//! A sentence can end at a full stop, a question or exclamation mark, an ellipsis, or an abbreviation that keeps its stop. Whether it does
//! is decided by what stands beside: marks that close, then the first word after. Items of a list that share a line are cut at their
//! marks. Nothing looks back further than the sentence so far, so the time is linear.

use super::{
    class,
    lexicon::{Facets, Lexicon},
};
use crate::model::{Shape, Token, TokenSpan, WordKey};

/// Cuts paragraphs.
pub(super) struct Splitter<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
}

impl Splitter<'_> {
    /// Pushes the sentences of a paragraph, in order, which together hold all its tokens. None ends within the first `dateline` tokens.
    pub fn split(&self, paragraph: TokenSpan, dateline: usize, into: &mut Vec<TokenSpan>) {
        let end = paragraph.end as usize;
        let mut start = paragraph.start as usize;
        let mut list = List::of(self, start, end);
        let mut at = list.as_ref().map_or(start, |list| start + list.length).max(start + dateline);
        while at < end {
            if let Some(length) = list.as_mut().and_then(|list| list.next(self, at, end)) {
                if at > start {
                    into.push(TokenSpan::new(start as u32, at as u32));
                    start = at;
                }
                at += length;
                continue;
            }
            if !self.may_end(at) {
                at += 1;
                continue;
            }
            match self.judge(start, at, end) {
                Verdict::Ends(stop) if stop < end => {
                    into.push(TokenSpan::new(start as u32, stop as u32));
                    start = stop;
                    at = start + self.marker(start, end).unwrap_or(0);
                    if let Some(found) = List::of(self, start, end).filter(|_| list.is_none()) {
                        at = start + found.length;
                        list = Some(found);
                    }
                }
                Verdict::EndsBefore { stop, past } => {
                    into.push(TokenSpan::new(start as u32, stop as u32));
                    start = stop;
                    at = past;
                }
                Verdict::Ends(stop) | Verdict::Skips(stop) => at = stop,
                Verdict::GoesOn => at += 1,
            }
        }
        if start < end {
            into.push(TokenSpan::new(start as u32, end as u32));
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn first(&self, at: usize) -> char {
        self.word(at).chars().next().unwrap_or_default()
    }

    fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::default(), |token| token.shape)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    fn facets(&self, at: usize) -> Facets {
        self.tokens.get(at).map_or(Facets::default(), |token| self.lexicon.get(token.key))
    }

    /// What is known of an abbreviation, without its last stop.
    fn abbreviation(&self, at: usize) -> Facets {
        self.lexicon.get(WordKey::of(self.word(at).trim_end_matches('.')))
    }

    /// True where the last character of a token is one that can end a sentence: a look at one byte for most.
    fn may_end(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match self.text.as_bytes().get((token.span.end as usize).wrapping_sub(1)) {
            Some(b'.' | b'!' | b'?') => true,
            Some(0x80..) => {
                token.shape.has(Shape::PUNCT)
                    && self.word(at).ends_with(['…', '。', '！', '？', '؟', '।', '۔'])
            }
            _ => false,
        }
    }

    /// Whether a sentence ends at the token `at`, of which [`Self::may_end`] is true. `start` is the sentence's first token, `end` one past the paragraph's last.
    fn judge(&self, start: usize, at: usize, end: usize) -> Verdict {
        let word = self.word(at);
        if !self.shape(at).has(Shape::PUNCT) {
            return self.judge_word(start, at, end).map_or(Verdict::GoesOn, Verdict::Ends);
        }
        if at == start {
            return Verdict::GoesOn;
        }
        let row = if word == "." { self.judge_row(at, end) } else { None };
        row.unwrap_or_else(|| self.judge_mark(at, end).map_or(Verdict::GoesOn, Verdict::Ends))
    }

    /// Marks that close, and stops that follow them, after the token `at`, without white space: the token after them, and whether a
    /// quotation mark or bracket was among them.
    fn closers(&self, at: usize, end: usize) -> (usize, bool) {
        let (mut after, mut closed) = (at + 1, false);
        while after < end {
            // The number of a note, even where it stands apart: `grammar. [1]`.
            if let Some(past) = self.note(after, end) {
                after = past;
                continue;
            }
            let word = self.word(after);
            // Marks that can only close may stand apart too.
            if self.shape(after).has(Shape::SPACED) && !matches!(word, "''" | "”") {
                break;
            }
            let closes = word == "''" || word.chars().count() == 1 && class::is_closer(self.first(after));
            let stops = closed && matches!(word, "." | "!" | "?" | "…");
            if !closes && !stops {
                break;
            }
            closed |= closes;
            after += 1;
        }
        (after, closed)
    }

    /// The token after the number of a note, `[1]`.
    fn note(&self, at: usize, end: usize) -> Option<usize> {
        let note = at + 2 < end
            && self.is(at, "[")
            && self.shape(at + 1).has(Shape::DIGIT)
            && !self.shape(at + 1).has(Shape::WORD)
            && self.is(at + 2, "]");
        note.then_some(at + 3)
    }

    /// The first word at or after `at`, past bullets and marks that open.
    fn opening(&self, at: usize, end: usize) -> usize {
        let mut next = at;
        while next < end && next < at + 4 && self.shape(next).has(Shape::PUNCT) {
            let c = self.first(next);
            if !class::is_opener(c) {
                break;
            }
            next += 1;
        }
        next
    }

    /// The token after the sentence that a mark of punctuation ends, where it does.
    fn judge_mark(&self, at: usize, end: usize) -> Option<usize> {
        let word = self.word(at);
        let ellipsis = word.starts_with("..") || word.starts_with('…');
        let (after, closed) = self.closers(at, end);
        if after >= end {
            return Some(end);
        }
        let next = self.opening(after, end);
        let shape = self.shape(next);
        if !self.shape(after).has(Shape::SPACED) {
            // The space was forgotten: "home.The".
            let forgotten = word == "." && shape.has(Shape::INITIAL) && self.shape(at - 1).has(Shape::LOWER);
            return (forgotten || word.starts_with(['!', '?']) && shape.has(Shape::INITIAL) && !closed)
                .then_some(after);
        }
        if shape.has(Shape::PUNCT) {
            let c = self.first(next);
            let goes_on = matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '.' | '?' | '!') || next == end;
            return (!goes_on && !ellipsis).then_some(after);
        }
        if shape.has(Shape::DIGIT) && !shape.has(Shape::WORD) {
            return (!ellipsis || closed).then_some(after);
        }
        if shape.has(Shape::INITIAL) {
            return Some(after);
        }
        // A small letter goes on after a quotation, an ellipsis and a name with its own mark ("Yahoo! in"); else the writer does
        // without capitals.
        let lower = self.word(next).chars().next().is_some_and(char::is_lowercase);
        let goes_on = lower
            && (closed
                || ellipsis
                || word.starts_with(['!', '?']) && word.len() == 1 && self.shape(at - 1).has(Shape::INITIAL));
        (!goes_on).then_some(after)
    }

    /// A row of three full stops or more with spaces between; `None` where there is no such row.
    fn judge_row(&self, at: usize, end: usize) -> Option<Verdict> {
        let mut after = at + 1;
        while after < end && self.is(after, ".") && self.shape(after).has(Shape::SPACED) {
            after += 1;
        }
        let dots = after - at;
        if dots < 3 {
            return None;
        }
        let (past, _) = self.closers(after - 1, end);
        if past >= end {
            return Some(Verdict::Ends(end));
        }
        let capital = self.shape(self.opening(past, end)).has(Shape::INITIAL);
        let attached = !self.shape(at).has(Shape::SPACED);
        Some(match (attached, dots, capital) {
            // A stop, then an ellipsis that begins the next sentence.
            (true, 4, true) => Verdict::EndsBefore { stop: at + 1, past },
            // An ellipsis, then a stop.
            (false, 4.., true) => Verdict::Ends(past),
            _ => Verdict::Skips(past),
        })
    }

    /// The token after the sentence that an abbreviation ends, where it does.
    fn judge_word(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let (after, closed) = self.closers(at, end);
        if after >= end {
            return Some(end);
        }
        if !self.word(at).ends_with('.') || !self.shape(after).has(Shape::SPACED) {
            return None;
        }
        let next = self.opening(after, end);
        let (shape, facets) = (self.shape(next), self.facets(next));
        if !shape.has(Shape::INITIAL) {
            return None;
        }
        let capital_next = Some(after);
        let starter = facets.any(Facets::STARTER);
        // A clause that has only begun: "At 5 a.m. Mr. Keita left."
        if at < start + 4 && self.facets(start).any(Facets::PREPOSITION) {
            return None;
        }
        let kind = self.abbreviation(at);
        if closed || next > after {
            return if kind.any(Facets::NEVER) { None } else { capital_next };
        }
        if kind.any(Facets::NEVER) {
            return None;
        }
        if kind.any(Facets::CLOCK) {
            return if facets.any(Facets::WITH_CLOCK) { None } else { capital_next };
        }
        let initial = self.word(at).chars().count() == 2;
        if initial && !kind.any(Facets::ABBREVIATION) {
            // "Jonas E. Smith", but "Plan B. The".
            let lone = self.shape(at.wrapping_sub(1)).has(Shape::INITIAL) && at > start;
            return (starter && (!lone || self.shape(next).has(Shape::LOWER))).then_some(after);
        }
        starter.then_some(after)
    }

    /// The length in tokens of a list's mark at `at`: "1.", "1.)", "a)", "(2)".
    fn marker(&self, at: usize, end: usize) -> Option<usize> {
        Mark::at(self, at, end).map(|(_, length)| length)
    }
}

/// What a token does to the sentence so far.
enum Verdict {
    /// The next sentence begins at this token.
    Ends(usize),
    /// The next sentence begins at `stop`, and has no end before `past`.
    EndsBefore { stop: usize, past: usize },
    /// Nothing ends before this token.
    Skips(usize),
    /// Nothing ends here.
    GoesOn,
}

/// The mark of a list's item, whose next one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    /// The ordinal, whether it is a letter, and what follows it.
    Ordinal(u32, bool, Tail),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Stop,
    Bracket,
    Both,
}

impl Mark {
    fn at(splitter: &Splitter<'_>, at: usize, end: usize) -> Option<(Self, usize)> {
        let word = splitter.word(at);
        let mut letters = word.chars();
        let first = letters.next()?;
        let alone = letters.next().is_none();
        if alone && matches!(first, '•' | '⁃' | '◦' | '▪' | '●' | '■' | '‣' | '➢' | '►') {
            return Some((
                Self::Bullet(first),
                1 + Self::ordinal(splitter, at + 1, end).map_or(0, |(_, more)| more),
            ));
        }
        Self::ordinal(splitter, at, end)
    }

    /// A number or a letter, and what sets it off.
    fn ordinal(splitter: &Splitter<'_>, at: usize, end: usize) -> Option<(Self, usize)> {
        let word = splitter.word(at);
        let (stem, stopped) = word.strip_suffix('.').map_or((word, false), |stem| (stem, true));
        let (ordinal, letter) = match stem.as_bytes() {
            [byte @ b'a'..=b'z'] => (u32::from(byte - b'a') + 1, true),
            digits if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
                (stem.parse().ok()?, false)
            }
            _ => return None,
        };
        let mut next = at + 1;
        let mut stop = stopped;
        let attached = |next: usize, word: &str| {
            next < end && splitter.is(next, word) && !splitter.shape(next).has(Shape::SPACED)
        };
        if !stop && attached(next, ".") {
            stop = true;
            next += 1;
        }
        let bracket = attached(next, ")");
        next += usize::from(bracket);
        let tail = match (stop, bracket) {
            (true, true) => Tail::Both,
            (true, false) => Tail::Stop,
            (false, true) => Tail::Bracket,
            _ => return None,
        };
        let spaced =
            splitter.shape(at).has(Shape::SPACED) || at == 0 || !splitter.shape(at - 1).has(Shape::WORD);
        (next < end && spaced && splitter.shape(next).has(Shape::SPACED))
            .then_some((Self::Ordinal(ordinal, letter, tail), next - at))
    }
}

/// A list whose items share a line.
struct List {
    mark: Mark,
    /// Length of the first mark in tokens.
    length: usize,
}

impl List {
    /// The list whose first item begins at `at`.
    fn of(splitter: &Splitter<'_>, at: usize, end: usize) -> Option<Self> {
        let (mark, length) = Mark::at(splitter, at, end)?;
        Some(Self { mark, length })
    }

    /// The length of the next item's mark, where it stands at `at`.
    fn next(&mut self, splitter: &Splitter<'_>, at: usize, end: usize) -> Option<usize> {
        // A cheap look first: most tokens are words of more than one letter.
        if splitter.tokens[at].span.len() > 4 {
            return None;
        }
        let (mark, length) = Mark::at(splitter, at, end)?;
        let follows = match (self.mark, mark) {
            (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
            (Mark::Ordinal(a, letter, tail), Mark::Ordinal(b, other, same)) => {
                b == a + 1 && letter == other && tail == same
            }
            _ => false,
        };
        if follows {
            self.mark = mark;
        }
        follows.then_some(length)
    }
}
