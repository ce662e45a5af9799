//! From tokens to items: the classes that a word belongs to, and the forms of digits that dates and clocks are written in.

use super::{automaton::Automaton, meaning::Amount, role::Value};
use crate::{
    lang::LetterCase,
    model::{KeyMap, KeySet, Shape, Token, TokenSpan, View, WordKey},
    number::{Numeral, NumeralKind, sieve::KeySieve},
};
use std::collections::{HashMap, HashSet};

/// A class, a set of words or a kind of expression, as the automaton sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Symbol(pub u16);

/// Classes that the engine knows without a list of words, each with the role that a capture fills.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("number", "number"),         // a cardinal number, in digits or words
    ("ordinal", "number"),        // "third", "21st"
    ("fraction", "fraction"),     // "half"
    ("year", "year"),             // four digits, 1000 to 2199
    ("short-year", "short-year"), // "'98"
    ("two-digits", "short-year"), // "98"
    ("day", "day"),               // 1 to 31, also "1st"
    ("hour", "hour"),             // 0 to 24 in digits
    ("clock", "clock"),           // "8:30", "20h30"
    ("dotted-clock", "clock"),    // "8.30"
    ("plain-clock", "clock"),     // "0830"
    ("clock12", "clock"),         // "8pm"
    ("iso-date", "numeric"),      // "2023-12-11"
    ("day-first", "numeric"),     // "11/12/2023": 11 December
    ("month-first", "numeric"),   // "12/11/2023": 11 December
    ("decade", "decade"),         // "1980s", "80s"
    ("year-behind", "year"),      // the "13" of "2012-13": 2013
    ("<date>", "nested"),
    ("<part>", "nested"),
    ("<clock>", "nested"),
    ("<duration>", "nested"),
];

impl Symbol {
    /// The symbol of a kind of expression: `<date>` of "date".
    pub(super) fn of_kind(kind: &str) -> Option<Self> {
        let is = |(name, _): &(&str, &str)| {
            name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) == Some(kind)
        };
        BUILT_IN.iter().rposition(is).map(|at| Self(at as u16))
    }
}

const NUMBER: Symbol = Symbol(0);
const ORDINAL: Symbol = Symbol(1);
const FRACTION: Symbol = Symbol(2);
const YEAR: Symbol = Symbol(3);
const SHORT_YEAR: Symbol = Symbol(4);
const TWO_DIGITS: Symbol = Symbol(5);
const DAY: Symbol = Symbol(6);
const HOUR: Symbol = Symbol(7);
const CLOCK: Symbol = Symbol(8);
const DOTTED_CLOCK: Symbol = Symbol(9);
const PLAIN_CLOCK: Symbol = Symbol(10);
const CLOCK12: Symbol = Symbol(11);
const ISO_DATE: Symbol = Symbol(12);
const DAY_FIRST: Symbol = Symbol(13);
const MONTH_FIRST: Symbol = Symbol(14);
const DECADE: Symbol = Symbol(15);
const YEAR_BEHIND: Symbol = Symbol(16);

/// Something that stands at a token: a step of the automaton may take it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub symbol: Symbol,
    /// How many tokens it takes.
    pub len: u32,
    pub value: Value,
}

/// A set of symbols, by the last bits of each: that two sets do not meet, or that one does not hold a symbol, is certain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    const fn place(symbol: Symbol) -> (usize, u64) {
        ((symbol.0 / 64 % 4) as usize, 1 << (symbol.0 % 64))
    }

    /// Adds a symbol.
    pub(super) const fn add(&mut self, symbol: Symbol) {
        let (at, bit) = Self::place(symbol);
        self.0[at] |= bit;
    }

    /// Adds all symbols of another set.
    const fn join(&mut self, other: &Self) {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        self.0 = [a | e, b | f, c | g, d | h];
    }

    /// False where the set does not hold the symbol.
    pub(super) const fn may_hold(&self, symbol: Symbol) -> bool {
        let (at, bit) = Self::place(symbol);
        self.0[at] & bit != 0
    }

    /// False where the sets share no symbol.
    pub(super) const fn meets(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a & e | b & f | c & g | d & h != 0
    }
}

/// The items that stand at each token of a sentence.
#[derive(Debug, Default)]
pub(super) struct Items<'l> {
    /// Those that are not the lexicon's.
    own: Vec<Item>,
    /// Those that came later, each with the place of the one before it at the same token.
    late: Vec<(Item, Option<u32>)>,
    tokens: Vec<Stand<'l>>,
    /// The tokens at which something stands.
    busy: Vec<u32>,
}

/// What stands at one token.
#[derive(Debug)]
struct Stand<'l> {
    /// What the lexicon knows of it.
    word: Option<&'l Word>,
    /// Where its own items end.
    end: u32,
    /// The last of the late ones.
    late: Option<u32>,
    /// The symbols of all.
    sieve: Sieve,
}

impl<'l> Items<'l> {
    /// Forgets all items and tokens.
    pub(super) fn clear(&mut self) {
        self.own.clear();
        self.late.clear();
        self.tokens.clear();
        self.busy.clear();
    }

    /// The tokens at which something of the words stands.
    pub(super) fn busy(&self) -> &[u32] {
        &self.busy
    }

    /// Adds a token at which the lexicon's items stand, and those pushed to `own` since the token before.
    fn add(&mut self, word: Option<&'l Word>) {
        let start = self.tokens.last().map_or(0, |last| last.end as usize);
        if word.is_none_or(|word| word.items.is_empty()) && start == self.own.len() {
            return self.add_nothing();
        }
        let mut sieve = word.map_or(Sieve::default(), |word| word.sieve);
        self.own[start..].iter().for_each(|item| sieve.add(item.symbol));
        self.busy.push(self.tokens.len() as u32);
        self.tokens.push(Stand { word, end: self.own.len() as u32, late: None, sieve });
    }

    /// Adds a token at which nothing stands.
    #[inline]
    fn add_nothing(&mut self) {
        let end = self.own.len() as u32;
        self.tokens.push(Stand { word: None, end, late: None, sieve: Sieve::default() });
    }

    /// Adds an item at a token.
    pub(super) fn add_late(&mut self, token: usize, item: Item) {
        if let Some(stand) = self.tokens.get_mut(token) {
            stand.sieve.add(item.symbol);
            let before = stand.late.replace(self.late.len() as u32);
            self.late.push((item, before));
        }
    }

    fn own(&self, token: usize) -> &[Item] {
        let start = token.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |s| s.end);
        let end = self.tokens.get(token).map_or(start, |stand| stand.end);
        &self.own[start as usize..end as usize]
    }

    /// The items at a token; none beyond the last.
    pub(super) fn at(&self, token: usize) -> impl Iterator<Item = &Item> {
        let stand = self.tokens.get(token);
        let lent = stand.and_then(|stand| stand.word).map_or(&[][..], |word| &word.items);
        let mut late = stand.and_then(|stand| stand.late);
        let late = std::iter::from_fn(move || {
            let (item, before) = self.late.get(late? as usize)?;
            late = *before;
            Some(item)
        });
        lent.iter().chain(self.own(token)).chain(late)
    }

    /// False where no match of words begins at a token, by it and the one behind it alone: most words of rules, such as "the", begin none
    /// where they stand.
    pub(super) fn may_open(&self, token: usize) -> bool {
        match self.tokens.get(token) {
            Some(Stand { word: Some(word), late: None, .. }) if self.own(token).is_empty() => {
                word.alone || self.sieve(token + 1).is_some_and(|next| next.meets(&word.next))
            }
            _ => true,
        }
    }

    /// The symbols of the items at a token; `None` beyond the last.
    pub(super) fn sieve(&self, token: usize) -> Option<&Sieve> {
        self.tokens.get(token).map(|stand| &stand.sieve)
    }
}

/// What the words of the language pack stand for.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: KeyMap<Word>,
    /// The keys of all words.
    known: KeySieve,
    /// The words without one of which, or digits, or a numeral, no rule matches.
    seeds: KeySet,
    seed_sieve: KeySieve,
    /// The first words of each symbol.
    leading: HashMap<Symbol, KeySet>,
    suffixes: Suffixes,
}

/// All that a word stands for.
#[derive(Debug, Default)]
struct Word {
    /// What it stands for by itself, whatever its case.
    items: Vec<Item>,
    /// Their symbols.
    sieve: Sieve,
    /// True where one of them is a match of words by itself.
    alone: bool,
    /// The symbols that may follow where one of them begins a match of words.
    next: Sieve,
    /// What it stands for by itself, where its case fits.
    cased: Vec<(LetterCase, Item)>,
    /// What it stands for with the words behind it, in order of the first of these.
    phrases: Vec<Phrase>,
    /// Those first words, by a bit of each.
    second: u128,
}

/// What a word stands for where others follow.
#[derive(Debug)]
struct Phrase {
    /// The words that must follow.
    rest: Box<[WordKey]>,
    case: LetterCase,
    item: Item,
}

/// The bit of a phrase's second word.
const fn second_bit(key: WordKey) -> u128 {
    1 << (key.0 >> 57)
}

/// True where the case fits a token of a sentence.
fn fits(case: LetterCase, token: &Token, at: usize) -> bool {
    let initial = token.shape.has(Shape::INITIAL);
    match case {
        LetterCase::Any => true,
        LetterCase::Capital => initial,
        LetterCase::Small => !initial || at == 0,
    }
}

impl Word {
    /// Adds what stands at a token besides `items`.
    fn more(&self, tokens: &[Token], at: usize, own: &mut Vec<Item>) {
        for (case, item) in &self.cased {
            if fits(*case, &tokens[at], at) {
                own.push(*item);
            }
        }
        let Some(next) = tokens.get(at + 1).filter(|next| self.second & second_bit(next.key) != 0) else {
            return;
        };
        let first = self.phrases.partition_point(|phrase| phrase.rest[0] < next.key);
        for phrase in self.phrases[first..].iter().take_while(|phrase| phrase.rest[0] == next.key) {
            let rest = tokens.get(at + 1..at + 1 + phrase.rest.len()).unwrap_or(&[]);
            let same = rest.iter().map(|token| &token.key).eq(&phrase.rest);
            if same && fits(phrase.case, &tokens[at], at) {
                own.push(phrase.item);
            }
        }
    }
}

/// What may be glued to digits.
#[derive(Debug, Default)]
pub(super) struct Suffixes {
    /// "1st", "2nd".
    pub ordinal: Vec<String>,
    /// "1980s".
    pub decade: Vec<String>,
    /// "20h30"; the colon needs no mention.
    pub hour: Vec<String>,
    /// "8pm": hours to add.
    pub meridiem: Vec<(String, i64)>,
}

impl Lexicon {
    /// An empty one.
    pub(super) fn new(suffixes: Suffixes) -> Self {
        Self { suffixes, ..Self::default() }
    }

    /// Adds a word, or several with white space between, as a member of a class.
    pub(super) fn add(&mut self, words: &str, symbol: Symbol, value: Value, case: LetterCase) {
        let mut keys = words.split_whitespace().map(WordKey::of);
        let Some(first) = keys.next() else { return };
        let rest: Box<[_]> = keys.collect();
        self.known.add(first);
        self.leading.entry(symbol).or_default().insert(first);
        let word = self.words.entry(first).or_default();
        let item = Item { symbol, len: 1 + rest.len() as u32, value };
        match rest.first() {
            Some(second) => {
                word.second |= second_bit(*second);
                let at = word.phrases.partition_point(|phrase| phrase.rest[0] <= *second);
                word.phrases.insert(at, Phrase { rest, case, item });
            }
            None if matches!(case, LetterCase::Any) => {
                word.items.push(item);
                word.sieve.add(symbol);
            }
            None => word.cased.push((case, item)),
        }
    }

    /// Makes seeds of the words of one step of each sequence: of the last that is no step of common words. The steps that digits or numerals
    /// take need none, nor do sequences that hold a step of which seeds are made already; that of a sequence of one step serves most others.
    pub(super) fn sow(&mut self, sequences: &mut [Vec<Symbol>], common: &KeySet) {
        sequences.sort_by_key(Vec::len);
        let mut planted: HashSet<Symbol> = HashSet::new();
        for sequence in sequences {
            let needs_none =
                |symbol: &Symbol| usize::from(symbol.0) < BUILT_IN.len() || planted.contains(symbol);
            if sequence.iter().any(needs_none) {
                continue;
            }
            let rare =
                |symbol: &&Symbol| self.leading.get(symbol).is_some_and(|words| words.is_disjoint(common));
            let Some(&step) = sequence.iter().rfind(rare).or(sequence.last()) else { continue };
            planted.insert(step);
            for &word in self.leading.get(&step).into_iter().flatten() {
                self.seeds.insert(word);
                self.seed_sieve.add(word);
            }
        }
    }

    /// Notes of each word what can follow it in a match of words.
    pub(super) fn open(&mut self, words: &Automaton) {
        for word in self.words.values_mut() {
            for (alone, next) in word.items.iter().filter_map(|item| words.opening(item.symbol)) {
                word.alone |= alone;
                word.next.join(next);
            }
        }
    }

    /// True for a token without which, or a numeral, no rule matches.
    pub(super) fn seed(&self, token: &Token) -> bool {
        token.shape.has(Shape::DIGIT)
            || self.seed_sieve.may_hold(token.key) && self.seeds.contains(&token.key)
    }

    /// Enters all items that begin at token `at` of `tokens`, a sentence. Most tokens are no word of any rule.
    #[inline]
    pub(super) fn enter<'l>(
        &'l self,
        view: &View<'_>,
        tokens: &[Token],
        at: usize,
        numeral: Option<&Numeral>,
        items: &mut Items<'l>,
    ) {
        let token = &tokens[at];
        if self.known.may_hold(token.key) || numeral.is_some() || token.shape.has(Shape::DIGIT) {
            self.enter_known(view, tokens, at, numeral, items);
        } else {
            items.add_nothing();
        }
    }

    fn enter_known<'l>(
        &'l self,
        view: &View<'_>,
        tokens: &[Token],
        at: usize,
        numeral: Option<&Numeral>,
        items: &mut Items<'l>,
    ) {
        let token = &tokens[at];
        let word = self.words.get(&token.key);
        if let Some(word) = word {
            word.more(tokens, at, &mut items.own);
        }
        if let Some(numeral) = numeral.filter(|numeral| numeral.span == view.span(numeral.tokens)) {
            counted(numeral, token, &mut items.own);
        }
        if token.shape.has(Shape::DIGIT) {
            self.digits(view, tokens, at, &mut items.own);
        }
        items.add(word);
    }

    /// The items that digits make: years, days, clocks, numeric dates.
    fn digits(&self, view: &View<'_>, tokens: &[Token], at: usize, items: &mut Vec<Item>) {
        let start = tokens[at].span.start as usize;
        let text = view.text.as_bytes().get(start..).unwrap_or(&[]);
        let text = &text[..text.len().min(24)];
        let mut push = |symbol: Symbol, bytes: usize, value: Value| {
            let end = (start + bytes) as u32;
            let len = tokens[at..].iter().take(8).position(|token| token.span.end >= end);
            if let Some(len) = len.filter(|len| tokens[at + len].span.end == end) {
                items.push(Item { symbol, len: len as u32 + 1, value });
            }
        };
        if matches!(text.first(), Some(b'\'' | 0xE2)) {
            let quote = if text[0] == b'\'' { 1 } else { 3 };
            let (digits, number) = leading(&text[quote.min(text.len())..]);
            let rest = &text[(quote + digits).min(text.len())..];
            if digits == 2 {
                push(SHORT_YEAR, quote + 2, Value::Int(number));
                for suffix in self.suffixes.decade.iter().filter(|s| word(rest) == s.as_bytes()) {
                    push(DECADE, quote + 2 + suffix.len(), Value::Int(number));
                }
            }
            return;
        }
        let (digits, number) = leading(text);
        let rest = &text[digits..];
        match digits {
            0 | 5.. => return,
            4 if (1000..2200).contains(&number) => push(YEAR, 4, Value::Int(number)),
            2 => {
                push(TWO_DIGITS, 2, Value::Int(number));
                if let Some(year) = year_behind(view, tokens, at, number) {
                    push(YEAR_BEHIND, 2, Value::Int(year));
                }
            }
            _ => {}
        }
        if digits == 4 && number / 100 < 24 && number % 100 < 60 {
            let clock =
                Value::Clock { hour: (number / 100) as i8, minute: (number % 100) as i8, second: None };
            push(PLAIN_CLOCK, 4, clock);
        }
        if digits <= 2 {
            if (1..=31).contains(&number) {
                push(DAY, digits, Value::Int(number));
            }
            if number <= 24 {
                push(HOUR, digits, Value::Int(number));
            }
        }
        let letters = word(rest);
        if !letters.is_empty() {
            let is = |suffix: &String| letters.eq_ignore_ascii_case(suffix.as_bytes());
            if digits <= 2 && (1..=31).contains(&number) && self.suffixes.ordinal.iter().any(is) {
                push(DAY, digits + letters.len(), Value::Int(number));
            }
            if number % 10 == 0 && matches!(digits, 2 | 4) && self.suffixes.decade.iter().any(is) {
                push(DECADE, digits + letters.len(), Value::Int(number));
            }
        }
        if digits <= 2 && number <= 24 {
            self.clock(text, digits, number, &mut push);
        }
        numeric_date(text, &mut push);
    }

    /// "8:30", "8:30:15", "20h30", "20h", "8.30", "8pm", "8:30pm".
    fn clock(&self, text: &[u8], digits: usize, hour: i64, push: &mut impl FnMut(Symbol, usize, Value)) {
        let rest = &text[digits..];
        let mut end = digits;
        let (mut minute, mut second) = (0, None);
        let separator = self.suffixes.hour.iter().find(|s| rest.starts_with(s.as_bytes()));
        let separator = separator.map(String::as_str).or(rest.first().and_then(|b| match b {
            b':' => Some(":"),
            b'.' => Some("."),
            _ => None,
        }));
        let mut symbol = CLOCK;
        if let Some(separator) = separator {
            let after = &rest[separator.len()..];
            let (n, value) = leading(after);
            let whole = n == 0 && word(after).is_empty() && separator != ":" && separator != ".";
            if n == 2 && value < 60 {
                minute = value;
                end = digits + separator.len() + 2;
                if text.get(end) == Some(&b':')
                    && let (2, value @ 0..60) = leading(&text[end + 1..])
                {
                    second = Some(value as i8);
                    end += 3;
                }
                symbol = if separator == "." { DOTTED_CLOCK } else { CLOCK };
            } else if whole {
                end = digits + separator.len();
            }
        }
        let clock = |hour: i64| Value::Clock { hour: hour as i8, minute: minute as i8, second };
        if end > digits && word(&text[end..]).is_empty() && (hour < 24 || minute == 0) {
            push(symbol, end, clock(hour));
        }
        let letters = word(&text[end..]);
        for (suffix, add) in &self.suffixes.meridiem {
            if letters.eq_ignore_ascii_case(suffix.as_bytes()) && (1..=12).contains(&hour) {
                push(CLOCK12, end + letters.len(), clock(hour % 12 + add));
            }
        }
    }
}

/// The year of two digits that a hyphen ties to a year in full before them: 2013 for the "13" of "2012-13".
fn year_behind(view: &View<'_>, tokens: &[Token], at: usize, number: i64) -> Option<i64> {
    let [year, hyphen] = tokens.get(at.checked_sub(2)?..at)? else { return None };
    let glued = !hyphen.shape.has(Shape::SPACED) && !tokens[at].shape.has(Shape::SPACED);
    let (4, year @ 1000..2200) = leading(view.word(year).as_bytes()) else { return None };
    let tied = glued && matches!(view.word(hyphen), "-" | "–" | "/");
    (tied && number > year % 100).then_some(year - year % 100 + number)
}

/// The items that a numeral makes.
fn counted(numeral: &Numeral, token: &Token, items: &mut Vec<Item>) {
    let (symbol, amount) = match numeral.kind {
        NumeralKind::Cardinal => (NUMBER, Amount::Exact(numeral.value)),
        NumeralKind::Ordinal => (ORDINAL, Amount::Exact(numeral.value)),
        NumeralKind::Fraction => (FRACTION, Amount::Exact(numeral.value)),
        NumeralKind::Vague => (NUMBER, Amount::Vague),
    };
    let (len, value) = (numeral.tokens.len(), Value::Amount(amount));
    items.push(Item { symbol, len, value });
    // "March eighth", "le douze mars"
    let day = numeral.value.to_i64().filter(|n| (1..=31).contains(n));
    if let Some(day) = day.filter(|_| !token.shape.has(Shape::DIGIT))
        && matches!(numeral.kind, NumeralKind::Cardinal | NumeralKind::Ordinal)
    {
        items.push(Item { symbol: DAY, len, value: Value::Int(day) });
    }
}

/// "2023-12-11", "11/12/2023", "11.12.2023", "12/11/23".
fn numeric_date(text: &[u8], push: &mut impl FnMut(Symbol, usize, Value)) {
    let (a_len, a) = leading(text);
    let Some(&separator @ (b'-' | b'/' | b'.')) = text.get(a_len) else { return };
    let (b_len, b) = leading(&text[a_len + 1..]);
    let second = a_len + 1 + b_len;
    if !(1..=2).contains(&b_len) || text.get(second) != Some(&separator) {
        return;
    }
    let (c_len, c) = leading(&text[second + 1..]);
    let end = second + 1 + c_len;
    if text.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == separator) {
        return;
    }
    let date = |year: i64, short: bool, month: i64, day: i64| {
        (month <= 12 && day <= 31).then_some(Value::Numeric {
            year: year as i16,
            short,
            month: month as i8,
            day: day as i8,
        })
    };
    if a_len == 4 && c_len == 2 && b_len == 2 {
        if let Some(value) = date(a, false, b, c) {
            push(ISO_DATE, end, value);
        }
    } else if a_len <= 2 && (c_len == 4 || c_len == 2 && separator == b'/') {
        if let Some(value) = date(c, c_len == 2, b, a) {
            push(DAY_FIRST, end, value);
        }
        if let Some(value) = date(c, c_len == 2, a, b) {
            push(MONTH_FIRST, end, value);
        }
    }
}

/// The ASCII digits that a text begins with: how many (5 stands for more than 4), and their value.
fn leading(text: &[u8]) -> (usize, i64) {
    let count = text.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    (count, text[..count].iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
}

/// The ASCII letters that a text begins with.
fn word(text: &[u8]) -> &[u8] {
    &text[..text.iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count()]
}

/// Hands out numerals by the token on which they begin.
pub(super) struct Numerals<'n> {
    rest: &'n [Numeral],
}

impl<'n> Numerals<'n> {
    pub(super) fn new(numerals: &'n [Numeral]) -> Self {
        Self { rest: numerals }
    }

    /// True where a numeral begins before this token. Tokens must be asked for in order.
    pub(super) fn before(&self, token: u32) -> bool {
        self.rest.first().is_some_and(|first| first.tokens.start < token)
    }

    /// The numeral that begins at this token and ends before `end`. Tokens must be asked for in order.
    pub(super) fn at(&mut self, token: u32, end: u32) -> Option<&'n Numeral> {
        while let Some((first, rest)) = self.rest.split_first() {
            if first.tokens.start >= token {
                let TokenSpan { start, end: last } = first.tokens;
                return (start == token && last <= end && last > start).then_some(first);
            }
            self.rest = rest;
        }
        None
    }
}
