//! Language packs: the words of a language and how they behave, as data.
//!
//! A pack is a folder of TOML files (`lang/en/`). Each section of it (text, number, quantity, time, name, fact) has a schema in a file of
//! its own here and one or more files there: the section `time` reads `time.toml` and every file of the folder `time/`. What the engine
//! knows about a language, it knows from here; code lists no words. Packs that ship with griot are embedded by `build.rs`.

mod cases;
mod fact;
mod name;
mod number;
mod pack;
mod quantity;
mod text;
mod time;

pub use cases::{Case, CaseBook, RuleCases};
pub use fact::{FactPack, Inflection, NounShare, Verb, Words};
pub use name::NamePack;
pub use number::{Company, NumberPack, Part as NumberPart, Rule as NumberRule, Scale, Several, Small, Vague};
pub use pack::{Pack, PackFile};
pub use quantity::{Effect, QuantityPack, Words as QuantityWords};
pub use text::{AbbreviationKind, Abbreviations, Common, TextPack, TokenRules, Zone, ZoneAt};
pub use time::{LetterCase, Tense, TimePack, TimeRule, WordClass, WordValue};

use crate::error::Result;
use serde::Deserialize;

/// Everything that griot knows about a language.
#[derive(Clone, Debug)]
pub struct Language {
    /// What the pack says of itself.
    pub about: About,
    /// Zones, abbreviations, boilerplate.
    pub text: TextPack,
    /// Number words.
    pub number: NumberPack,
    /// Units, bounds, approximations.
    pub quantity: QuantityPack,
    /// Time expressions.
    pub time: TimePack,
    /// Titles, role nouns, given names.
    pub name: NamePack,
    /// Verbs, closed-class words, relations.
    pub fact: FactPack,
    /// The cases of all rules, to be run as tests.
    pub cases: Vec<RuleCases>,
}

/// What a pack says of itself, in its `pack.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// ISO 639-1 code.
    pub code: String,
    /// The language's English name.
    pub name: String,
}

impl Language {
    /// Reads all sections of a pack.
    ///
    /// # Errors
    /// Names file and line of whatever does not fit the schema, of a rule without cases, of an id that stands twice.
    pub fn load(pack: &Pack) -> Result<Self> {
        let book = CaseBook::new;
        let (mut text, mut number, mut quantity) = (book("text"), book("number"), book("quantity"));
        let (mut time, mut name, mut fact) = (book("time"), book("name"), book("fact"));
        Ok(Self {
            about: pack.file("pack.toml")?.parse()?,
            text: TextPack::load(pack, &mut text)?,
            number: NumberPack::load(pack, &mut number)?,
            quantity: QuantityPack::load(pack, &mut quantity)?,
            time: TimePack::load(pack, &mut time)?,
            name: NamePack::load(pack, &mut name)?,
            fact: FactPack::load(pack, &mut fact)?,
            cases: [text, number, quantity, time, name, fact].into_iter().flat_map(CaseBook::close).collect(),
        })
    }
}
