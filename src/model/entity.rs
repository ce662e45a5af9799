//! Entities and their mentions: who and what the article speaks of.

use super::{Country, Point, Span, TokenSpan};
use serde::{Deserialize, Serialize};

/// The kind of a named thing, with the names of OntoNotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person.
    Person,
    /// An organisation: a company, agency, mission, armed group, party.
    Org,
    /// A country, region of a country, city or town: a place that governs itself.
    Gpe,
    /// Any other place: a mountain, a river, a part of the world.
    Loc,
    /// A building, airport, road, camp.
    Fac,
    /// A nationality, people, religion or political group.
    Norp,
    /// A named event: a storm, a war, a summit.
    Event,
    /// A name of any other kind.
    Misc,
}

impl EntityType {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 8] =
        [Self::Person, Self::Org, Self::Gpe, Self::Loc, Self::Fac, Self::Norp, Self::Event, Self::Misc];

    /// The name in data and output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Norp => "NORP",
            Self::Event => "EVENT",
            Self::Misc => "MISC",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// True for what has a position on the map.
    pub const fn is_place(self) -> bool {
        matches!(self, Self::Gpe | Self::Loc | Self::Fac)
    }
}

/// Something in the world that mentions refer to, as far as this article needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The gazetteer's identifier (`country:ML`), or one made from the name (`name:fatoumata-kaba`) where no list knows it.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// Its kind.
    pub kind: EntityType,
    /// The country that it is, lies in or belongs to.
    pub country: Option<Country>,
    /// Its position.
    pub point: Option<Point>,
    /// The identifier of the place whose position that is, where its own is not known: near it, as far as the text says.
    pub point_of: Option<String>,
    /// Its actor sectors (`GOV`, `UNO`, `REB`).
    pub sectors: Vec<String>,
}

/// How a mention came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionSource {
    /// A name in a gazetteer.
    Gazetteer,
    /// Another spelling of a name in a gazetteer.
    Variant,
    /// The inhabitants or the adjective of a place in a gazetteer.
    Demonym,
    /// An acronym that the article itself defines.
    Acronym,
    /// A name found by its form and neighbours (title, capitals, known given names).
    Name,
    /// A short form of a name that the article gives in full.
    ShortForm,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name itself, without article, title or possessive mark.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it is here: a demonym is `NORP` though its entity is a `GPE`.
    pub kind: EntityType,
    /// Index into [`Annotations::entities`](super::Annotations::entities).
    pub entity: u32,
    /// How it was found.
    pub source: MentionSource,
    /// From 0 to 1.
    pub confidence: f32,
}
