//! Language packs: the words of a language and how they behave, as data.
//!
//! A pack is a folder of TOML files (`lang/en/`). Each section of it (text, number, quantity, time, name, fact) has a schema in a file of
//! its own here and one or more files there: the section `time` reads `time.toml` and every file of the folder `time/`. What the engine
//! knows about a language, it knows from here; code lists no words. Packs that ship with griot are embedded by `build.rs`.

mod cases;
mod event;
mod fact;
mod name;
mod number;
mod pack;
mod quantity;
mod text;
mod time;

pub use cases::{Case, CaseBook, RuleCases};
pub use event::{EventKind, Events};
pub use fact::{FactPack, Inflection, Verb, Words};
pub use name::{NameGroup, NamePack, NameSector};
pub use number::{Company, NumberPack, Part as NumberPart, Rule as NumberRule, Scale, Several, Small, Vague};
pub use pack::{Pack, PackFile};
pub use quantity::{Effect, QuantityPack, Words as QuantityWords};
pub use text::{AbbreviationKind, Abbreviations, Common, TextPack, TokenRules, Zone, ZoneAt};
pub use time::{Interval, LetterCase, Tense, TimePack, TimeRule, WordClass, WordValue};

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
        // Parsing is half of the wait for a first result, and the lists of names and verbs are half of the parsing.
        let (names, sections) = std::thread::scope(|scope| {
            let names =
                scope.spawn(|| Ok((NamePack::load(pack, &mut name)?, FactPack::load(pack, &mut fact)?)));
            let mut sections = || {
                Ok((
                    pack.about()?.parse()?,
                    TextPack::load(pack, &mut text)?,
                    NumberPack::load(pack, &mut number)?,
                    QuantityPack::load(pack, &mut quantity)?,
                    TimePack::load(pack, &mut time)?,
                ))
            };
            let sections: Result<_> = sections();
            let names: Result<_> = names.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (names, sections)
        });
        let (about, text_pack, number_pack, quantity_pack, time_pack) = sections?;
        let (name_pack, fact_pack) = names?;
        Ok(Self {
            about,
            text: text_pack,
            number: number_pack,
            quantity: quantity_pack,
            time: time_pack,
            name: name_pack,
            fact: fact_pack,
            cases: [text, number, quantity, time, name, fact].into_iter().flat_map(CaseBook::close).collect(),
        })
    }
}
