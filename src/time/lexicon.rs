//! From tokens to items: the classes that a word belongs to.

use super::{
    automaton::Automaton,
    digits::{Suffixes, counted},
    role::Value,
    symbol::{BUILT_IN, Sieve, Symbol},
};
use crate::{
    lang::LetterCase,
    model::{KeyMap, KeySet, Shape, Token, TokenSpan, View, WordKey},
    number::{Numeral, sieve::KeySieve},
};
use std::collections::{HashMap, HashSet};

/// Something that stands at a token: a step of the automaton may take it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub symbol: Symbol,
    /// How many tokens it takes.
    pub len: u32,
    pub value: Value,
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
            self.suffixes.digits(view, tokens, at, &mut items.own);
        }
        items.add(word);
    }
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
