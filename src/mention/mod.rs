//! Who owns an overlap, and what counts as a mention.

mod acronyms;
mod divisions;
mod forms;
mod lexicon;
mod overlap;
mod spotted;
mod variants;

pub use lexicon::{Class, Head, KeyMap, Lexicon};

use crate::{
    error::Result,
    gazetteer::{Gazetteer, Match},
    lang::Language,
    model::{EntityType, Parse, Quantity, Shape, TokenSpan, View},
    time::Reading,
};
use std::sync::Arc;

/// Finds names by their form, and settles overlaps by one policy.
#[derive(Debug)]
pub struct Arbiter {
    lexicon: Arc<Lexicon>,
}

/// What is left after arbitration: no two things overlap.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Names, in order. Those that are only possible ([`Name::is_weak`]) wait for the rest of the article.
    pub names: Vec<Name>,
    /// Quantities, in order.
    pub quantities: Vec<Quantity>,
    /// Time expressions, in order.
    pub times: Vec<Reading>,
}

/// A stretch of text that is a name, known or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// What the gazetteer knows of it; `None` for a name found by its form.
    pub known: Option<Match>,
    /// What form and neighbours say that it is; `None` where they say nothing.
    pub kind: Option<EntityType>,
    /// How form and neighbours say so.
    pub cue: Cue,
    /// The tokens of the name that this acronym is made from.
    pub stands_for: Option<TokenSpan>,
}

/// What tells that a stretch of text is a name, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// Its capital alone.
    Capital,
    /// Capitals alone, of a word that is an acronym by its form.
    Acronym,
    /// Neighbours: a preposition of place before it, a verb of saying behind it.
    Neighbour,
    /// Several words with capitals.
    Form,
    /// The gazetteer.
    List,
    /// A model that has read the sentence.
    Model,
    /// A place behind a comma that contains it ("…, Texas"), or its stand in a dateline.
    Place,
    /// It begins with a given name.
    Given,
    /// A noun in lower case before it says what it is ("spokesman …").
    Role,
    /// A noun of its own says what it is ("… Ministry").
    Head,
    /// A title stands before it.
    Title,
    /// The article defines it ("… (MINUSMA)").
    Definition,
}

impl Name {
    /// True for a name that the gazetteer knows under another spelling only.
    pub fn is_variant(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.candidates.iter().all(|candidate| candidate.variant))
    }

    /// True for a name that only the rest of the article can make a mention.
    pub fn is_weak(&self) -> bool {
        self.known.is_none() && self.cue <= Cue::Neighbour
    }
}

impl Arbiter {
    /// Compiles what the language says of names: titles, connecting words, head nouns.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { lexicon: Arc::new(Lexicon::new(&language.name)) })
    }

    /// The words of names, for who reads them too.
    pub fn lexicon(&self) -> Arc<Lexicon> {
        self.lexicon.clone()
    }

    /// Finds the names that no list knows, joins those that the encoder found, and settles who owns an overlap.
    pub fn arbitrate(
        &self,
        view: &View<'_>,
        gazetteer: &Gazetteer,
        matches: Vec<Match>,
        parse: &Parse,
        quantities: Vec<Quantity>,
        times: Vec<Reading>,
    ) -> Settled {
        let matches = self.without_titles(view, matches);
        let matches = self.without_shouting(view, self.without_days(view, matches));
        let matches = self.without_articles(view, gazetteer, matches);
        let mut found = forms::find(view, &self.lexicon, gazetteer, &matches);
        acronyms::define(view, &self.lexicon, &mut found);
        let names = overlap::names(found, matches);
        let mut names = spotted::join(view, &self.lexicon, gazetteer, names, &parse.names);
        divisions::find(view, &self.lexicon, gazetteer, &mut names);
        variants::find(view, &self.lexicon, gazetteer, &mut names);
        overlap::settle(view, &self.lexicon, names, quantities, times)
    }

    /// Leaves out places that are called like a title, before a name: "King Hussein", "Major Osei".
    fn without_titles(&self, view: &View<'_>, mut matches: Vec<Match>) -> Vec<Match> {
        let token = |at: u32| view.tokens.get(at as usize);
        matches.retain(|found| {
            let title = found.tokens.len() == 1
                && token(found.tokens.start).is_some_and(|token| {
                    self.lexicon.class(token.key).any(Class::HONORIFIC.or(Class::OFFICE))
                });
            !title || !token(found.tokens.end).is_some_and(|token| token.shape.has(Shape::INITIAL))
        });
        matches
    }

    /// Leaves out villages that are named after a day: "28 May" is one.
    fn without_days(&self, view: &View<'_>, mut matches: Vec<Match>) -> Vec<Match> {
        matches.retain(|found| match view.tokens.get(found.tokens.range()) {
            Some([first, .., last]) => {
                !first.shape.has(Shape::DIGIT) || !self.lexicon.class(last.key).has(Class::CALENDAR)
            }
            _ => true,
        });
        matches
    }

    /// Leaves out words that only look like names because everything around them is in capitals ("WHO WANTS TO HELP").
    fn without_shouting(&self, view: &View<'_>, mut matches: Vec<Match>) -> Vec<Match> {
        matches.retain(|found| {
            let Some(token) =
                view.tokens.get(found.tokens.start as usize).filter(|_| found.tokens.len() == 1)
            else {
                return true;
            };
            let word = token.shape.has(Shape::UPPER)
                && self.lexicon.class(token.key).any(Class::FUNCTION.or(Class::COMMON));
            !word
                || !view.sentence_of(found.tokens.start).is_some_and(|at| {
                    let tokens = view.tokens_of(&view.sentences[at]);
                    let words = || tokens.iter().filter(|token| token.shape.has(Shape::WORD));
                    words().count() > 1 && words().all(|token| token.shape.has(Shape::UPPER))
                })
        });
        matches
    }

    /// Leaves the article out of a name, where what remains is a name of the same thing ("The Gambia").
    fn without_articles(&self, view: &View<'_>, gazetteer: &Gazetteer, matches: Vec<Match>) -> Vec<Match> {
        let shorten = |found: Match| {
            let first = view.tokens.get(found.tokens.start as usize).map(|token| token.key);
            if found.tokens.len() < 2
                || !first.is_some_and(|key| self.lexicon.class(key).has(Class::FUNCTION))
            {
                return found;
            }
            let rest = TokenSpan::new(found.tokens.start + 1, found.tokens.end);
            match gazetteer.names_at(view, rest) {
                Some(short)
                    if short.candidates.iter().any(|c| found.candidates.iter().any(|f| f.row == c.row)) =>
                {
                    short
                }
                _ => found,
            }
        };
        matches.into_iter().map(shorten).collect()
    }
}
