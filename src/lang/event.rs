//! What events are: which verb and noun together tell one, and what it is where it is announced, refused or ended.

use super::{Case, CaseBook, PackFile, Words};
use crate::error::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Words that tell of events whatever their type, and what types become.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Events {
    /// Verbs that only carry the noun behind them: "launched an attack".
    pub light: Words,
    /// Verbs by which what the noun tells ends: "called off the strike".
    pub ending: Words,
    /// Verbs by which what they govern does not come about: "failed to reach a deal".
    pub failing: Words,
    /// Verbs by which what their subject tells comes about: "clashes erupted".
    pub happening: Words,
    /// Nouns for what acts without a will: whom a flood kills, nobody attacked.
    pub forces: Words,
    /// The noun as which the name of a place counts: who seizes a town by its name seizes a town.
    pub place: Words,
    /// The noun for what somebody does who says that others have to do something.
    pub asking: Words,
    /// Types of what is announced: an attack to come is a threat.
    pub planned: BTreeMap<String, String>,
    /// Types of what somebody says will not be: aid that will not come is a refusal.
    pub refused: BTreeMap<String, String>,
    /// Types of what ends: a strike that is called off is a concession.
    pub ended: BTreeMap<String, String>,
}

/// An event type, with the nouns and the verbs with nouns that tell it.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// The PLOVER type; none where the words tell that there is no event.
    pub kind: Option<String>,
    /// Nouns for such an event.
    pub nouns: Words,
    /// Verbs of several words, as they stand in the predicate: "step down", "call on".
    pub phrases: Words,
    /// Verbs, each with the nouns with which it is such an event.
    pub frames: Vec<(Words, Words)>,
    /// Verbs, each with the nouns that make it such an event where they act: "rockets hit the port".
    pub acts: Vec<(Words, Words)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventEntry {
    id: Spanned<String>,
    #[serde(default)]
    nouns: Words,
    #[serde(default)]
    phrases: Words,
    #[serde(default)]
    frames: Vec<(Words, Words)>,
    #[serde(default)]
    acts: Vec<(Words, Words)>,
    #[serde(default)]
    yes: Vec<Case>,
    #[serde(default)]
    no: Vec<Case>,
}

impl EventEntry {
    /// The id of the entry that says where there is no event.
    const NONE: &str = "none";

    /// Takes the cases apart from the entry.
    pub(super) fn enter(self, source: &PackFile, cases: &mut CaseBook) -> Result<EventKind> {
        let byte = self.id.span().start;
        let id = self.id.into_inner();
        cases.enter(source, byte, &id, self.yes, self.no)?;
        let kind = (id != Self::NONE).then(|| id.to_uppercase());
        Ok(EventKind { kind, nouns: self.nouns, phrases: self.phrases, frames: self.frames, acts: self.acts })
    }
}
