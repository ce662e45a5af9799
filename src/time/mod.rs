//! Time expressions, as the words give them; `resolve` finds their place in the calendar.
//!
//! Rules are data (`lang/en/time/`): a pattern over tokens and an operation on the calendar. All patterns are compiled into two tries over
//! symbols (classes and words): one for patterns of words, one for patterns that hold expressions of other rules ("early `<date>`"). Both are
//! walked once from every token that can begin a match, so the cost is linear in the number of tokens, however many rules there are.
//! The longest match wins, then the higher priority, then the earlier rule.

mod automaton;
mod compile;
mod digits;
mod lexicon;
mod meaning;
mod operation;
mod pattern;
mod role;
mod symbol;

pub use meaning::{
    Amount, Fields, Holiday, Meaning, Modifier, Origin, PartOf, PartOfDay, PartOfYear, Recurring, Season,
    ShiftedDay, Unit, Vague, Which, Year,
};

use crate::{
    error::Result,
    lang::Language,
    model::{Sentence, Shape, Token, TokenSpan, View},
    number::Numeral,
};
use automaton::Path;
use compile::{Compiled, Context, Place, Rule};
use lexicon::{Item, Items, Numerals};
use operation::{Inner, Outcome, Slots};
use role::Value;
use std::sync::Arc;
use symbol::Symbol;

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
struct Scratch<'l> {
    items: Items<'l>,
    found: Vec<Found>,
    meanings: Vec<Inner>,
    slots: Slots,
}

impl Tagger {
    /// Compiles what the language says of times.
    ///
    /// # Errors
    /// Where a pattern or a value makes no sense, with the line of its rule.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { compiled: compile::compile(language)? })
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

    fn sentence<'l>(
        &'l self,
        view: &View<'_>,
        sentence: &Sentence,
        index: u32,
        numerals: &mut Numerals<'_>,
        scratch: &mut Scratch<'l>,
        readings: &mut Vec<Reading>,
    ) {
        let tokens = view.tokens_of(sentence);
        let lexicon = &self.compiled.lexicon;
        let counts = numerals.before(sentence.tokens.end);
        if !counts && !tokens.iter().any(|token| lexicon.seed(token)) {
            return;
        }
        let Scratch { items, found, meanings, slots } = scratch;
        items.clear();
        found.clear();
        meanings.clear();
        for at in 0..tokens.len() {
            let numeral = if counts {
                numerals.at(sentence.tokens.start + at as u32, sentence.tokens.end)
            } else {
                None
            };
            lexicon.enter(view, tokens, at, numeral, items);
        }
        let around = Around { tokens, items };
        for &start in items.busy().iter().filter(|&&start| items.may_open(start as usize)) {
            self.compiled.flat.walk(items, start as usize, &mut |path| {
                self.apply(&path, start, &around, slots, found, meanings);
            });
        }
        if found.is_empty() {
            return;
        }
        nest(items, found, meanings);
        let around = Around { tokens, items };
        for &start in items.busy() {
            self.compiled.nesting.walk(items, start as usize, &mut |path| {
                self.apply(&path, start, &around, slots, found, meanings);
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
        slots: &mut Slots,
        found: &mut Vec<Found>,
        meanings: &mut Vec<Inner>,
    ) {
        let rule = &self.compiled.rules[path.rule as usize];
        let end = start + path.len;
        let holds = |context: &Context| around.holds(context, start as usize, end as usize);
        if !(rule.when.is_empty() || rule.when.iter().any(holds)) || rule.unless.iter().any(holds) {
            return;
        }
        slots.take_over(&rule.with);
        path.captured().for_each(|(role, value)| slots.set(role, value));
        let meaning = match rule.operation.apply(slots, meanings) {
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
    fn settle(
        &self,
        sentence: &Sentence,
        index: u32,
        scratch: &mut Scratch<'_>,
        readings: &mut Vec<Reading>,
    ) {
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
fn nest(items: &mut Items<'_>, found: &[Found], meanings: &[Inner]) {
    let mut nested: Vec<(u32, Item)> = Vec::with_capacity(found.len());
    for found in found {
        let Some(at) = found.meaning else { continue };
        let Some(symbol) = meanings.get(at as usize).and_then(|inner| Symbol::of_kind(inner.meaning.kind()?))
        else {
            continue;
        };
        let item = Item { symbol, len: found.len, value: Value::Nested(at) };
        // What was found stands in the order of its beginnings.
        let here = nested.iter_mut().rev().take_while(|(start, _)| *start == found.start);
        match here.map(|(_, known)| known).find(|known| known.symbol == symbol) {
            Some(known) if known.len >= item.len => {}
            Some(known) => *known = item,
            None => nested.push((found.start, item)),
        }
    }
    nested.into_iter().for_each(|(start, item)| items.add_late(start as usize, item));
}

/// The tokens of a sentence and the items at each.
struct Around<'s> {
    tokens: &'s [Token],
    items: &'s Items<'s>,
}

impl Around<'_> {
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
                at > 0
                    && token.shape.has(Shape::WORD.with(Shape::INITIAL))
                    && self.items.at(at).next().is_none()
            }
            Place::Symbol(symbol) => {
                self.items.sieve(at).is_some_and(|sieve| sieve.may_hold(*symbol))
                    && self.items.at(at).any(|item| item.symbol == *symbol)
            }
        }
    }
}
