//! From a text to tokens and lines.
//!
//! The text is walked once, from one run of non-white characters to the next. Letters of ASCII before white space or a mark that always
//! ends them, which is most of any text, are a token at once, their key and shape read in the same pass; what else is found is cut from
//! left to right to the end of its run. The cuts are those of the Penn Treebank as Universal Dependencies EWT applies
//! them: clitics, hyphens and slashes between words, currency and percent signs apart; numbers with their separators, clock times,
//! abbreviations with their stop, addresses, handles and tags whole.

use super::{
    address,
    class::{self, ALNUM, CLASS, DIGIT, HIGH, LETTER, LOWER, Letters, SIGN, SPACE, STOP, UPPER},
    clitics,
    lexicon::{Facets, Lexicon},
};
use crate::model::{Shape, Span, Token, TokenSpan, WordKey};
use unicode_segmentation::UnicodeSegmentation;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// A blank line, or nothing at all, stands before it.
    pub apart: bool,
}

/// Cuts a text into tokens, and notes its lines.
pub(super) fn tokenize(text: &str, lexicon: &Lexicon) -> (Vec<Token>, Vec<Line>) {
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        lexicon,
        tokens: Vec::with_capacity(text.len() / 4 + 4),
        flags: Shape::SPACED,
    };
    let mut lines = Vec::new();
    let (mut line_start, mut breaks, mut apart) = (0, 2u32, true);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let class = CLASS[bytes[at] as usize];
        if bytes[at] == b' ' {
            cutter.flags = cutter.flags.with(Shape::SPACED);
            at += 1;
            continue;
        }
        let blank = if class & HIGH != 0 {
            char_at(text, at).filter(|&c| class::is_blank(c))
        } else {
            (class & SPACE != 0).then_some(bytes[at] as char)
        };
        if let Some(c) = blank {
            if class::is_break(c) {
                let end = cutter.tokens.len() as u32;
                if end > line_start {
                    lines.push(Line { tokens: TokenSpan::new(line_start, end), apart });
                    line_start = end;
                    breaks = 0;
                }
                // A carriage return and a line feed are one break.
                if !(c == '\n' && at > 0 && bytes[at - 1] == b'\r') {
                    breaks += 1;
                }
                apart = breaks > 1;
                if end > 0 {
                    cutter.flags = cutter.flags.with(Shape::LINE);
                }
            }
            cutter.flags = cutter.flags.with(Shape::SPACED);
            at += c.len_utf8();
            continue;
        }
        if class & LETTER != 0 {
            let letters = Letters::at_head(&bytes[at..]);
            let end = at + letters.length;
            let next = bytes.get(end).map_or(SPACE, |&byte| CLASS[byte as usize]);
            if next & (SPACE | STOP) != 0 {
                cutter.plain(at, letters);
                at = end;
                if next & STOP != 0 {
                    cutter.push(end, end + 1);
                    at += 1;
                }
                continue;
            }
            if cutter.ends_sentence(at, &letters) {
                cutter.plain(at, letters);
                cutter.push(end, end + 1);
                at = end + 1;
                continue;
            }
        }
        at = cutter.chunk(at);
    }
    let end = cutter.tokens.len() as u32;
    if end > line_start {
        lines.push(Line { tokens: TokenSpan::new(line_start, end), apart });
    }
    (cutter.tokens, lines)
}

/// The character at a byte, where one begins there.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    /// What the next token takes with it: [`Shape::SPACED`], [`Shape::LINE`].
    flags: Shape,
}

impl Cutter<'_> {
    fn push(&mut self, start: usize, end: usize) {
        let (key, shape) = class::key_and_shape(&self.text[start..end]);
        self.push_read(start, end, key, shape);
    }

    /// Pushes a token whose key and shape are known.
    fn push_read(&mut self, start: usize, end: usize, key: WordKey, shape: Shape) {
        let span = Span::new(start as u32, end as u32);
        self.tokens.push(Token { span, key, shape: shape.with(self.flags) });
        self.flags = Shape::default();
    }

    /// Pushes a run of letters, which may still be two words ("cannot").
    fn plain(&mut self, start: usize, letters: Letters) {
        let end = start + letters.length;
        if let Some(cut) = self.lexicon.cut(letters.key) {
            self.push(start, start + cut);
            return self.push(start + cut, end);
        }
        self.push_read(start, end, letters.key, letters.shape);
    }

    /// True for letters behind which a full stop and white space stand, and which neither an abbreviation nor an initial are.
    fn ends_sentence(&self, start: usize, letters: &Letters) -> bool {
        let stop = start + letters.length;
        self.bytes.get(stop) == Some(&b'.')
            && self.bytes.get(stop + 1).is_none_or(|&byte| CLASS[byte as usize] & SPACE != 0)
            && letters.length > 1
            // "www." is an address.
            && self.bytes[start] | UPPER != b'w'
            && !self.lexicon.get(letters.key).any(Facets::ABBREVIATION)
    }

    /// The end of the run of characters without white space, and the classes of its bytes together.
    fn run(&self, start: usize) -> (usize, u8) {
        let (mut end, mut union) = (start, 0);
        while let Some(&byte) = self.bytes.get(end) {
            let class = CLASS[byte as usize];
            if class & (SPACE | HIGH) == 0 {
                end += 1;
            } else {
                match char_at(self.text, end) {
                    Some(c) if !class::is_blank(c) => end += c.len_utf8(),
                    _ => break,
                }
            }
            union |= class;
        }
        (end, union)
    }

    /// Cuts a run of characters without white space; the byte after it.
    fn chunk(&mut self, start: usize) -> usize {
        let (end, union) = self.run(start);
        // A run of which the head is cut already is no emoticon.
        if self.flags.has(Shape::SPACED)
            && let Some(stop) = address::emoticon(&self.text[start..end])
        {
            self.push(start, start + stop);
            return end;
        }
        let mut at = start;
        // Where an address may begin: at the head, and after a mark.
        let mut fresh = true;
        while at < end {
            if fresh
                && (union & SIGN != 0 || self.bytes[at] | UPPER == b'w')
                && let Some(length) = address::length(&self.text[at..end])
            {
                self.push(at, at + length);
                at += length;
                fresh = false;
                continue;
            }
            let next = self.step(at, end);
            fresh = !self.in_word(at);
            at = next;
        }
        end
    }

    #[inline]
    fn in_word(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => CLASS[byte as usize] & ALNUM != 0,
            Some(_) => char_at(self.text, at).is_some_and(class::in_word),
            None => false,
        }
    }

    fn is(&self, at: usize, class: u8) -> bool {
        self.bytes.get(at).is_some_and(|&byte| CLASS[byte as usize] & class != 0)
    }

    /// Cuts what begins at `at`; the byte after it.
    fn step(&mut self, at: usize, end: usize) -> usize {
        if self.in_word(at)
            || self.bytes[at] == b'.' && self.is(at + 1, DIGIT) && !self.is(at.wrapping_sub(1), ALNUM)
        {
            return self.word(at, end);
        }
        let stop = self.clitic(at, end).unwrap_or_else(|| self.mark(at, end));
        self.push(at, stop);
        stop
    }

    /// The end of a clitic that begins at `at`, after an abbreviation's stop or a mark: "Jr.'s".
    fn clitic(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let apostrophe = rest.starts_with(class::is_apostrophe);
        let attached = apostrophe && self.tokens.last().is_some_and(|token| token.span.end as usize == at);
        if !attached {
            return None;
        }
        let length = clitics::at_head(rest, self.lexicon)?;
        (!self.in_word(at + length)).then_some(at + length)
    }

    /// The end of the mark of punctuation that begins at `at`.
    fn mark(&self, at: usize, end: usize) -> usize {
        let rest = &self.bytes[at..end];
        let run = |same: fn(u8) -> bool| at + rest.iter().take_while(|&&byte| same(byte)).count();
        match rest[0] {
            b'.' => run(|b| b == b'.'),
            b'!' | b'?' => run(|b| b == b'!' || b == b'?'),
            b'-' => run(|b| b == b'-'),
            b'*' => run(|b| b == b'*'),
            b'=' => run(|b| b == b'='),
            b'_' => run(|b| b == b'_'),
            b'~' => run(|b| b == b'~'),
            b'+' => run(|b| b == b'+'),
            b'#' => run(|b| b == b'#'),
            b'<' => run(|b| b == b'<'),
            b'>' => run(|b| b == b'>'),
            b'`' => run(|b| b == b'`'),
            b'\'' if rest.starts_with(b"''") => at + 2,
            // A decade: '90s.
            b'\'' if self.is(at + 1, DIGIT) && self.is(at + 2, DIGIT) && rest.get(3) == Some(&b's') => at + 4,
            b'[' if rest.starts_with(b"[...]") => at + 5,
            b'(' if rest.starts_with(b"(...)") => at + 5,
            b'[' if rest.starts_with("[…]".as_bytes()) => at + "[…]".len(),
            byte if byte < 0x80 => at + 1,
            _ => {
                let text = &self.text[at..end];
                let first = text.chars().next().unwrap_or_default();
                if first == '…' {
                    return at + text.len() - text.trim_start_matches(['…', '.']).len();
                }
                // A dash or quotation mark is a cluster by itself before ASCII and its own kind, which is where most stand.
                let general = |c: char| matches!(c, '\u{2010}'..='\u{203A}');
                let next = text[first.len_utf8()..].chars().next();
                if general(first) && next.is_none_or(|c| c.is_ascii() || general(c)) {
                    return at + first.len_utf8();
                }
                at + text.graphemes(true).next().map_or(1, str::len)
            }
        }
    }

    /// Cuts the word or number that begins at `at`; the byte after it.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let mut run = Run { at: start, ..Run::default() };
        while run.at < end {
            let byte = self.bytes[run.at];
            let class = CLASS[byte as usize];
            if class & ALNUM != 0 {
                run.union |= class;
                run.at += 1;
            } else if class & HIGH != 0 {
                match char_at(self.text, run.at) {
                    Some(c) if class::in_word(c) => {
                        run.wide |= c >= '\u{E00}';
                        run.union |= HIGH;
                        run.at += c.len_utf8();
                    }
                    Some(c) if class::is_apostrophe(c) && self.in_word(run.at + c.len_utf8()) => {
                        run.apostrophe = true;
                        run.at += c.len_utf8();
                    }
                    // "N°", but not "5°C".
                    Some(c @ ('°' | 'º')) if run.union & !LETTER == 0 && run.at == start + 1 => {
                        run.union |= HIGH;
                        run.at += c.len_utf8();
                    }
                    Some('\u{2010}' | '\u{2011}') if self.prefix(start, run.at) => run.at += 3,
                    _ => break,
                }
            } else if self.joins(byte, start, &mut run, end) {
                run.at += 1;
            } else {
                break;
            }
        }
        let mut stop = run.at;
        let keeps = match self.bytes.get(stop) {
            Some(b'.') => stop < end && self.keeps_stop(start, stop, end, &run),
            // "US$5"
            Some(b'$') => run.union & !UPPER == 0 && stop - start <= 3 && self.is(stop + 1, DIGIT),
            _ => false,
        };
        stop += usize::from(keeps);
        self.cut(start, stop, &run);
        stop
    }

    /// True where a mark between the characters of a word or number belongs to it.
    fn joins(&self, byte: u8, start: usize, run: &mut Run, end: usize) -> bool {
        let at = run.at;
        let between =
            |class: u8| at > start && self.is(at - 1, class) && at + 1 < end && self.is(at + 1, class);
        match byte {
            b'\'' => {
                let inside = at + 1 < end && self.in_word(at + 1);
                run.apostrophe |= inside;
                inside
            }
            b'.' if at == start => true,
            b'.' => {
                // Nothing joins a word that a clitic has ended.
                if !(at + 1 < end && self.in_word(at + 1)) || run.apostrophe {
                    return false;
                }
                if between(DIGIT) || between(LETTER) && !self.is_missing_space(start, at, end) {
                    run.dots += 1;
                    return true;
                }
                // A file's suffix or a version ("20.doc"), but no sentence without its space ("2013.The").
                let suffix = self.is(at - 1, ALNUM)
                    && self.is(at + 1, LOWER | DIGIT)
                    && !self.is_number_word(start, at);
                run.dots += u32::from(suffix);
                suffix
            }
            b',' | b':' => between(DIGIT),
            b'/' => between(DIGIT) && run.union & LETTER == 0,
            b'&' => between(UPPER),
            b'_' => at + 1 < end && self.in_word(at + 1),
            b'*' => between(LETTER),
            b'-' if run.union & LETTER == 0 => {
                // Dates and telephone numbers have two hyphens or more; ranges and scores have one and are cut.
                between(DIGIT) && (run.hyphens || self.is_numeric_code(at, end)) && {
                    run.hyphens = true;
                    true
                }
            }
            b'-' => at + 1 < end && self.in_word(at + 1) && self.prefix(start, at),
            _ => false,
        }
    }

    /// True where the word so far is a prefix that keeps its hyphen.
    fn prefix(&self, start: usize, at: usize) -> bool {
        at - start <= 8 && self.lexicon.get(WordKey::of(&self.text[start..at])).any(Facets::PREFIX)
    }

    /// True where a hyphen begins "-12-11": one more hyphen follows the digits, and digits follow it.
    fn is_numeric_code(&self, at: usize, end: usize) -> bool {
        let digits = self.bytes[at + 1..end].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        self.bytes.get(at + 1 + digits) == Some(&b'-') && self.is(at + 2 + digits, DIGIT)
    }

    /// True where a full stop inside a run ends a sentence whose space was forgotten: "home.The".
    fn is_missing_space(&self, start: usize, at: usize, end: usize) -> bool {
        at >= start + 2
            && self.is(at - 1, LOWER)
            && self.is(at - 2, LOWER)
            && self.is(at + 1, UPPER)
            && (at + 2 == end || self.is(at + 2, LOWER) || !self.is(at + 2, ALNUM))
    }

    /// True where the word before a stop is an abbreviation that wants a number: "p.55".
    fn is_number_word(&self, start: usize, at: usize) -> bool {
        self.lexicon.get(WordKey::of(&self.text[start..at])).any(Facets::NUMBER)
    }

    /// True where the full stop after a word belongs to it.
    fn keeps_stop(&self, start: usize, stop: usize, end: usize, run: &Run) -> bool {
        // An ellipsis is a token of its own.
        if self.bytes.get(stop + 1) == Some(&b'.') || run.union & (LETTER | HIGH) == 0 {
            return false;
        }
        let word = &self.text[start..stop];
        if run.dots > 0 && is_acronym(word) {
            return true;
        }
        let mut letters = word.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && only.is_uppercase()
        {
            return self.is_initial(only, stop, end);
        }
        if word.len() > 12 {
            return false;
        }
        let facets = self.lexicon.get(WordKey::of(word));
        if !facets.any(Facets::ABBREVIATION)
            || facets.any(Facets::CAPITAL) && !word.starts_with(char::is_uppercase)
        {
            return false;
        }
        facets.any(Facets::ABBREVIATION.without(Facets::NUMBER)) || self.number_follows(stop + 1)
    }

    /// True where a single capital before a stop is an initial, not a word ("you and I.").
    fn is_initial(&self, letter: char, stop: usize, end: usize) -> bool {
        let mut buffer = [0; 4];
        let key = WordKey::of(letter.encode_utf8(&mut buffer));
        if !self.lexicon.get(key).any(Facets::LETTER_WORD) {
            return true;
        }
        // Between two names it is an initial all the same: "Albert I. Jones".
        let before = self.tokens.last().is_some_and(|token| token.shape.has(Shape::INITIAL));
        before && stop + 1 == end && self.text[stop + 1..].trim_start().starts_with(char::is_uppercase)
    }

    /// True where the next thing after white space is a number.
    fn number_follows(&self, at: usize) -> bool {
        self.text[at..].chars().take(3).find(|c| !class::is_blank(*c)).is_some_and(|c| c.is_ascii_digit())
    }

    /// Cuts clitics, elided words and units off a word, and pushes the parts.
    fn cut(&mut self, start: usize, stop: usize, run: &Run) {
        if run.wide {
            let (text, mut at) = (&self.text[start..stop], start);
            for part in text.split_word_bounds() {
                self.push(at, at + part.len());
                at += part.len();
            }
            return;
        }
        if run.apostrophe {
            let (word, lexicon, mut at) = (&self.text[start..stop], self.lexicon, start);
            return clitics::ends(word, lexicon, |end| {
                self.push(at, start + end);
                at = start + end;
            });
        }
        if run.union & DIGIT != 0 && run.union & LETTER != 0 && self.bytes[start].is_ascii_digit() {
            let letters =
                self.bytes[start..stop].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let at = stop - letters;
            let unit = letters > 0
                && letters < 9
                && self.lexicon.get(WordKey::of(&self.text[at..stop])).any(Facets::UNIT);
            if unit && self.bytes[start..at].iter().all(|&byte| CLASS[byte as usize] & LETTER == 0) {
                self.push(start, at);
                return self.push(at, stop);
            }
        }
        if run.union & !LETTER == 0 {
            let letters = Letters::at_head(&self.bytes[start..stop]);
            if letters.length == stop - start {
                return self.plain(start, letters);
            }
        }
        self.push(start, stop);
    }
}

/// What was seen of the word so far.
#[derive(Default)]
struct Run {
    /// The next byte.
    at: usize,
    /// The classes of its bytes.
    union: u8,
    /// Full stops inside.
    dots: u32,
    /// An apostrophe stands inside.
    apostrophe: bool,
    /// A hyphen stands between its digits.
    hyphens: bool,
    /// It holds a character of a script that writes words without spaces.
    wide: bool,
}

/// True for single letters between full stops: "U.S", "a.m".
fn is_acronym(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}
