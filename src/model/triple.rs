//! Triples: who did what to whom, with all that qualifies it.

use super::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A phrase that plays a part in a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The whole phrase as written.
    pub span: Span,
    /// The phrase without its outer modifiers ("soldiers and police"), which the tables show where there is no entity.
    pub core: Span,
    /// Its head word.
    pub head: Span,
    /// The entity that it refers to, as an index into [`Annotations::entities`](super::Annotations::entities).
    pub entity: Option<u32>,
}

/// What the subject does or is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// Where its words stand; for an implied predicate, the words that imply it.
    pub span: Span,
    /// The words, with what is only implied before them ("be spokesperson of").
    pub text: String,
    /// The lemmas with particle or preposition: `lower`, `take over`, `capital of`, `be hold in` for "were held in".
    pub lemma: String,
    /// What tables show, where lemmas do not read as a sentence: `be held in`.
    pub shown: Option<String>,
    /// How many leading words of `text` the sentence lacks.
    pub implied: u32,
}

impl Predicate {
    /// The predicate as a table shows it between subject and object: `take over`, `be held in`.
    pub fn reading(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.lemma)
    }
}

/// A phrase that says more of a triple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// What it says: `time`, `place`, `source`, `recipient`, `cause` …, or `other`.
    pub role: Arc<str>,
    /// The preposition or conjunction that leads it.
    pub preposition: Option<Span>,
    /// The phrase, without its preposition.
    pub phrase: Phrase,
    /// Index of the argument that this one hangs on; absent where it hangs on the predicate.
    pub on: Option<u32>,
}

/// How the text holds the fact to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// The article itself says that it is so.
    #[default]
    Asserted,
    /// Somebody else says that it is so.
    Reported,
    /// Somebody asks for it.
    Requested,
    /// Somebody means to do it.
    Planned,
    /// It may be or may become so.
    Possible,
    /// It holds if something else does.
    Conditional,
}

impl Modality {
    /// The word in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Requested => "requested",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
        }
    }
}

/// On which side of its time a fact lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// In it: "in May".
    #[default]
    Within,
    /// From its beginning on: "since May".
    From,
    /// Not behind its end: "by May", "until May".
    Until,
    /// Before its beginning: "before May".
    Before,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Triple {
    /// Index of the sentence that says it.
    pub sentence: u32,
    /// Who or what; absent in a passive without an agent.
    pub subject: Option<Phrase>,
    /// Does or is what.
    pub predicate: Predicate,
    /// To whom or what.
    pub object: Option<Phrase>,
    /// Whatever else the clause says.
    pub arguments: Vec<Argument>,
    /// True where the clause denies it.
    pub negated: bool,
    /// How the text holds it to be.
    pub modality: Modality,
    /// Who says so.
    pub attribution: Option<Phrase>,
    /// When, as an index into [`Annotations::times`](super::Annotations::times).
    pub time: Option<u32>,
    /// On which side of that time.
    #[serde(default)]
    pub reach: Reach,
    /// Where, as an index into [`Annotations::mentions`](super::Annotations::mentions).
    pub place: Option<u32>,
    /// How many, as an index into [`Annotations::quantities`](super::Annotations::quantities).
    pub quantity: Option<u32>,
    /// The PLOVER event type.
    pub event: Option<Arc<str>>,
    /// From 0 to 1, by rule: it puts rows in order of trust, and is no probability.
    pub confidence: f32,
    /// The rule that concluded it.
    pub rule: Arc<str>,
}
