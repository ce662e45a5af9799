//! Time expressions, as the words give them; `resolve` finds their place in the calendar.
//!
//! Rules are data (`lang/en/time/`): a pattern over tokens and an operation on the calendar. All patterns are compiled into two tries over
//! symbols (classes and words): one for patterns of words, one for patterns that hold expressions of other rules ("early `<date>`"). Both are
//! walked once from every token that can begin a match, so the cost is linear in the number of tokens, however many rules there are.
//! The longest match wins, then the higher priority, then the earlier rule.

mod automaton;
mod compile;
mod lexicon;
mod meaning;
mod operation;
mod pattern;
mod role;

pub use meaning::{
    Amount, Fields, Holiday, Meaning, Modifier, Origin, PartOfDay, PartOfYear, Recurring, Season, Unit,
    Vague, Which, Year,
};

use crate::{
    error::Result,
    lang::Language,
    model::{Sentence, Shape, Token, TokenSpan, View},
    number::Numeral,
};
use automaton::Path;
use compile::{Compiled, Context, Place, Rule};
use lexicon::{BUILT_IN, Item, Numerals, Symbol};
use operation::{Inner, Outcome};
use role::Value;
use std::sync::Arc;

/// Reads time expressions, by the rules of one language.
#[derive(Debug)]
pub struct Tagger {
    compiled: Compiled,
}

/// A time expression as its words give it, before anything anchors it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it means.
    pub meaning: Meaning,
    /// "early", "about", "more than".
    pub modifier: Option<Modifier>,
    /// The rule that read it.
    pub rule: Arc<str>,
}

/// A match, from a token of its sentence on.
#[derive(Clone, Copy, Debug)]
struct Found {
    start: u32,
    len: u32,
    rule: u32,
    /// Index into the meanings; `None` where the words name no time.
    meaning: Option<u32>,
}

/// What one sentence needs, kept from one to the next so that nothing is allocated twice.
#[derive(Default)]
struct Scratch {
    items: Vec<Item>,
    /// Where the items of each token begin, and one more.
    starts: Vec<u32>,
    found: Vec<Found>,
    meanings: Vec<Inner>,
}

impl Tagger {
    /// Compiles what the language says of times.
    ///
    /// # Errors
    /// Where a pattern or a value makes no sense, with the line of its rule.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { compiled: compile::compile(&language.time)? })
    }

    /// All time expressions of a text, in order, without overlap among themselves.
    pub fn tag(&self, view: &View<'_>, numerals: &[Numeral]) -> Vec<Reading> {
        let mut readings = Vec::new();
        let mut numerals = Numerals::new(numerals);
        let mut scratch = Scratch::default();
        for (index, sentence) in (0u32..).zip(view.sentences) {
            self.sentence(view, sentence, index, &mut numerals, &mut scratch, &mut readings);
        }
        readings
    }

    fn sentence(
        &self,
        view: &View<'_>,
        sentence: &Sentence,
        index: u32,
        numerals: &mut Numerals<'_>,
        scratch: &mut Scratch,
        readings: &mut Vec<Reading>,
    ) {
        let tokens = view.tokens_of(sentence);
        let Scratch { items, starts, found, meanings } = scratch;
        items.clear();
        starts.clear();
        found.clear();
        meanings.clear();
        for (at, token) in (0u32..).zip(tokens) {
            starts.push(items.len() as u32);
            let numeral = numerals.at(sentence.tokens.start + at, sentence.tokens.end);
            self.compiled.lexicon.items(view, tokens, at as usize, numeral, items);
            debug_assert!(token.span.end >= token.span.start);
        }
        starts.push(items.len() as u32);
        for start in 0..tokens.len() as u32 {
            let around = Around { tokens, items, starts };
            let walk = |path: Path<'_>, found: &mut Vec<Found>, meanings: &mut Vec<Inner>| {
                self.apply(&path, start, &around, found, meanings);
            };
            let at = |token: usize| around.at(token);
            self.compiled.flat.walk(&at, start as usize, &mut |path| walk(path, found, meanings));
        }
        if found.is_empty() {
            return;
        }
        nest(tokens.len(), found, meanings, items, starts);
        for start in 0..tokens.len() as u32 {
            let around = Around { tokens, items, starts };
            let at = |token: usize| around.at(token);
            self.compiled.nesting.walk(&at, start as usize, &mut |path| {
                self.apply(&path, start, &around, found, meanings);
            });
        }
        self.settle(sentence, index, scratch, readings);
    }

    /// Enters what a way through the automaton means, where its rule's conditions hold.
    fn apply(
        &self,
        path: &Path<'_>,
        start: u32,
        around: &Around<'_>,
        found: &mut Vec<Found>,
        meanings: &mut Vec<Inner>,
    ) {
        let rule = &self.compiled.rules[path.rule as usize];
        let end = start + path.len;
        let holds = |context: &Context| around.holds(context, start as usize, end as usize);
        if !(rule.when.is_empty() || rule.when.iter().any(holds)) || rule.unless.iter().any(holds) {
            return;
        }
        let mut slots = rule.with.clone();
        path.captured().for_each(|(role, value)| slots.set(role, value));
        let meaning = match rule.operation.apply(&slots, meanings) {
            Outcome::Unfit => return,
            Outcome::Nothing => None,
            Outcome::Means(meaning) => {
                meanings.push(meaning);
                Some(meanings.len() as u32 - 1)
            }
        };
        found.push(Found { start, len: path.len, rule: path.rule, meaning });
    }

    /// Keeps the first and longest of what was found.
    fn settle(&self, sentence: &Sentence, index: u32, scratch: &mut Scratch, readings: &mut Vec<Reading>) {
        let priority = |found: &Found| self.rule(found).priority;
        scratch
            .found
            .sort_by_key(|found| (found.start, std::cmp::Reverse((found.len, priority(found))), found.rule));
        let mut free = 0;
        for found in &scratch.found {
            if found.start < free {
                continue;
            }
            free = found.start + found.len;
            let Some(Inner { meaning, modifier }) =
                found.meaning.and_then(|at| scratch.meanings.get(at as usize)).cloned()
            else {
                continue;
            };
            let start = sentence.tokens.start + found.start;
            readings.push(Reading {
                tokens: TokenSpan::new(start, start + found.len),
                sentence: index,
                meaning,
                modifier,
                rule: self.rule(found).id.clone(),
            });
        }
    }

    fn rule(&self, found: &Found) -> &Rule {
        &self.compiled.rules[found.rule as usize]
    }
}

/// Makes items of what was found, so that other rules may nest it: the longest of each kind at each token.
fn nest(tokens: usize, found: &[Found], meanings: &[Inner], items: &mut Vec<Item>, starts: &mut Vec<u32>) {
    let mut nested: Vec<(u32, Item)> = Vec::new();
    for found in found {
        let Some(at) = found.meaning else { continue };
        let Some(kind) = meanings.get(at as usize).and_then(|inner| inner.meaning.kind()) else { continue };
        let is =
            |(name, _): &(&str, &str)| name.strip_prefix('<').and_then(|n| n.strip_suffix('>')) == Some(kind);
        let Some(symbol) = BUILT_IN.iter().position(is) else { continue };
        let item = Item { symbol: Symbol(symbol as u16), len: found.len, value: Value::Nested(at) };
        match nested
            .iter_mut()
            .rev()
            .find(|(start, known)| *start == found.start && known.symbol == item.symbol)
        {
            Some((_, known)) if known.len >= item.len => {}
            Some((_, known)) => *known = item,
            None => nested.push((found.start, item)),
        }
    }
    let mut merged = Vec::with_capacity(items.len() + nested.len());
    let mut ends = Vec::with_capacity(tokens + 1);
    let mut nested = nested.into_iter().peekable();
    for at in 0..tokens {
        ends.push(merged.len() as u32);
        merged.extend_from_slice(&items[starts[at] as usize..starts[at + 1] as usize]);
        while let Some((_, item)) = nested.next_if(|(start, _)| *start as usize == at) {
            merged.push(item);
        }
    }
    ends.push(merged.len() as u32);
    *items = merged;
    *starts = ends;
}

/// The tokens of a sentence and the items at each.
struct Around<'s> {
    tokens: &'s [Token],
    items: &'s [Item],
    starts: &'s [u32],
}

impl<'s> Around<'s> {
    fn at(&self, token: usize) -> &'s [Item] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&start), Some(&end)) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }

    fn holds(&self, context: &Context, start: usize, end: usize) -> bool {
        let before =
            context.before.iter().enumerate().all(|(n, place)| self.is(place, start.checked_sub(n + 1)));
        before && context.after.iter().enumerate().all(|(n, place)| self.is(place, Some(end + n)))
    }

    fn is(&self, place: &Place, at: Option<usize>) -> bool {
        let Some((at, token)) = at.and_then(|at| Some((at, self.tokens.get(at)?))) else {
            return matches!(place, Place::Edge);
        };
        match place {
            Place::Edge => false,
            Place::Small => token.shape.has(Shape::LOWER),
            Place::Name => {
                at > 0 && token.shape.has(Shape::WORD.with(Shape::INITIAL)) && self.at(at).is_empty()
            }
            Place::Symbol(symbol) => self.at(at).iter().any(|item| item.symbol == *symbol),
        }
    }
}
