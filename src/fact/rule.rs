//! The rules that conclude facts, by name. What each is worth, and sentences that show it, stands in the language pack.

use crate::lang::FactPack;
use std::sync::Arc;

/// A rule that concludes facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// A main clause with its own subject.
    Clause,
    /// A verb that shares the subject of the one before it.
    Shared,
    /// A clause inside a reported or feared one.
    Complement,
    /// A clause after "because", "when", "if".
    Adverbial,
    /// A relative clause.
    Relative,
    /// A participle or gerund.
    Participle,
    /// An infinitive whose subject another verb names.
    Steered,
    /// An infinitive of purpose.
    Purpose,
    /// A passive with its agent, turned active.
    Passive,
    /// A passive without an agent.
    Patient,
    /// A copula.
    Copula,
    /// "There is".
    Existential,
    /// A verb with neither object nor argument.
    Intransitive,
    /// A verb whose object is a clause.
    Report,
    /// A noun phrase that explains the one before it.
    Apposition,
    /// An office, kinship or place that a noun names.
    Role,
    /// Another name.
    Alias,
}

impl Rule {
    const ALL: [Self; 17] = [
        Self::Clause,
        Self::Shared,
        Self::Complement,
        Self::Adverbial,
        Self::Relative,
        Self::Participle,
        Self::Steered,
        Self::Purpose,
        Self::Passive,
        Self::Patient,
        Self::Copula,
        Self::Existential,
        Self::Intransitive,
        Self::Report,
        Self::Apposition,
        Self::Role,
        Self::Alias,
    ];

    /// The id in the language pack and in the tables.
    const fn id(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Shared => "shared-subject",
            Self::Complement => "complement",
            Self::Adverbial => "adverbial",
            Self::Relative => "relative",
            Self::Participle => "participle",
            Self::Steered => "steered",
            Self::Purpose => "purpose",
            Self::Passive => "passive",
            Self::Patient => "patient",
            Self::Copula => "copula",
            Self::Existential => "existential",
            Self::Intransitive => "intransitive",
            Self::Report => "report",
            Self::Apposition => "apposition",
            Self::Role => "role",
            Self::Alias => "alias",
        }
    }
}

/// The rules of a language, with what each is worth. A pack that does not name a rule does without it.
#[derive(Debug)]
pub(super) struct Rules([Option<(Arc<str>, f32)>; Rule::ALL.len()]);

impl Rules {
    pub fn new(pack: &FactPack) -> Self {
        Self(Rule::ALL.map(|rule| {
            let known = pack.rules.iter().find(|entry| entry.id == rule.id())?;
            Some((Arc::from(known.id.as_str()), known.confidence.clamp(0.0, 1.0)))
        }))
    }

    /// The id and the confidence of a rule, where the language has it.
    pub fn get(&self, rule: Rule) -> Option<(Arc<str>, f32)> {
        self.0.get(rule as usize)?.clone()
    }
}
