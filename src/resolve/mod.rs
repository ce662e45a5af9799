//! What needs the rest of the article: dates to the calendar, what is counted, which entity is meant.

mod counted;
mod currencies;
mod entities;
mod times;

pub use entities::Linked;

use crate::{error::Result, lang::Language, mention::Lexicon};
use std::sync::Arc;

/// Resolves what recognisers left open, by what one language says of it.
#[derive(Debug)]
pub struct Resolver {
    /// The words that tell the tense of a time.
    tense: times::Tense,
    /// The words that tie two times to one interval.
    ties: times::Ties,
    /// The classes of words around names.
    lexicon: Arc<Lexicon>,
    /// The words that tell where an article is at home.
    homes: entities::Homes,
    /// The titles of offices.
    titles: entities::Titles,
    /// What titles say of actors.
    roles: entities::Roles,
    /// The nouns for groups that act.
    groups: entities::Groups,
    /// The words by which counted nouns are told.
    nouns: counted::Nouns,
    /// The currencies that share a name.
    currencies: currencies::Currencies,
}

impl Resolver {
    /// Compiles what the language says. The words of names are those of the [`Arbiter`](crate::mention::Arbiter): there are eighty thousand.
    pub fn new(language: &Language, lexicon: Arc<Lexicon>) -> Result<Self> {
        let tense = times::Tense::new(&language.time.tense);
        let ties = times::Ties::new(&language.time.intervals);
        let (homes, titles) = (entities::Homes::new(&language.name), entities::Titles::new(&language.name));
        let (groups, roles) = (entities::Groups::new(&language.name), entities::Roles::new(&language.name));
        let nouns = counted::Nouns::new(language);
        let currencies = currencies::Currencies::new(&language.quantity);
        Ok(Self { tense, ties, lexicon, homes, titles, groups, roles, nouns, currencies })
    }
}
