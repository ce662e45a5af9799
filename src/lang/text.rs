//! The section `text` of a language pack: where words are cut, abbreviations, what begins sentences, zones, common words.

use super::{Case, CaseBook, Pack};
use crate::{error::Result, model::Part};
use serde::Deserialize;
use toml::Spanned;

/// What a language says of texts.
#[derive(Clone, Debug, Default)]
pub struct TextPack {
    /// Where words are cut into tokens.
    pub tokens: TokenRules,
    /// Abbreviations, by class.
    pub abbreviations: Vec<Abbreviations>,
    /// Words that begin sentences.
    pub starters: Vec<String>,
    /// Words that open a clause which runs on ("At 5 a.m. …").
    pub prepositions: Vec<String>,
    /// Words with a capital that belong to the hour before them ("9 p.m. GMT").
    pub after_clock: Vec<String>,
    /// Months and days of the week, whole and short.
    pub calendar: Vec<String>,
    /// Words that may stand beside a date on a line of its own.
    pub date_words: Vec<String>,
    /// What begins a line that names the authors.
    pub bylines: Vec<String>,
    /// Parts of an article, told by phrases.
    pub zones: Vec<Zone>,
    /// Frequent words of languages, by which they are told apart; a pack brings those of its own language.
    pub common: Vec<Common>,
}

/// Phrases that tell the part of an article to which a paragraph belongs.
#[derive(Clone, Debug)]
pub struct Zone {
    /// The rule's id.
    pub id: String,
    /// The part.
    pub part: Part,
    /// Where in the paragraph a phrase must stand.
    pub at: ZoneAt,
    /// Paragraphs of more words are left alone.
    pub max_words: u32,
    /// All that follows belongs to the part too.
    pub rest: bool,
    /// The phrases; letter case does not matter.
    pub phrases: Vec<String>,
}

/// Where in a paragraph a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneAt {
    /// It begins the paragraph, but for quotation marks and bullets.
    Start,
    /// It ends the paragraph, but for punctuation.
    End,
    /// It stands anywhere.
    Anywhere,
    /// It is the paragraph, but for punctuation.
    Whole,
}

/// Frequent words of a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// ISO 639-1 code.
    pub code: String,
    /// The words.
    pub words: Vec<String>,
}

/// Where words are cut into tokens.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TokenRules {
    /// Split off the end of a word ("'s"), the longest first.
    pub clitics: Vec<String>,
    /// Split off the beginning of a word ("l'").
    pub elisions: Vec<String>,
    /// Words that are two, with a bar at the cut ("can|not").
    pub cuts: Vec<String>,
    /// Prefixes that stay with their word across a hyphen.
    pub prefixes: Vec<String>,
    /// Letters that are cut from the number before them ("km").
    pub units: Vec<String>,
    /// Single letters that are words.
    pub letter_words: Vec<String>,
}

/// A class of abbreviations.
#[derive(Clone, Debug)]
pub struct Abbreviations {
    /// The rule's id.
    pub id: String,
    /// What the full stop can mean beside.
    pub kind: AbbreviationKind,
    /// The words, without their last full stop. One in lower case stands for every case.
    pub words: Vec<String>,
}

/// What the full stop of an abbreviation can mean beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AbbreviationKind {
    /// Never ends a sentence: a name follows, or the clause goes on.
    Never,
    /// An abbreviation only before a number, and then never the end.
    Number,
    /// A month or day; never ends before a number.
    Date,
    /// An hour; ends before a capital that is no day or time zone.
    Clock,
    /// Ends before a frequent starter, else belongs to a name.
    Company,
    /// Ends before a frequent starter.
    Plain,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    tokens: Option<TokenRules>,
    abbreviation: Vec<RawAbbreviations>,
    starters: Vec<String>,
    prepositions: Vec<String>,
    after_clock: Vec<String>,
    calendar: Vec<String>,
    date_words: Vec<String>,
    bylines: Vec<String>,
    zone: Vec<RawZone>,
    common: Vec<Common>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawZone {
    id: Spanned<String>,
    part: Part,
    at: ZoneAt,
    max_words: Option<u32>,
    #[serde(default)]
    rest: bool,
    phrases: Vec<String>,
    yes: Vec<Case>,
    no: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAbbreviations {
    id: Spanned<String>,
    kind: AbbreviationKind,
    words: Vec<String>,
    yes: Vec<Case>,
    no: Vec<Case>,
}

impl TextPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut all = Self::default();
        for file in pack.section("text") {
            let read: File = file.parse()?;
            if let Some(tokens) = read.tokens {
                all.tokens = tokens;
            }
            all.starters.extend(read.starters);
            all.prepositions.extend(read.prepositions);
            all.after_clock.extend(read.after_clock);
            all.calendar.extend(read.calendar);
            all.date_words.extend(read.date_words);
            all.bylines.extend(read.bylines);
            all.common.extend(read.common);
            for raw in read.zone {
                cases.enter(file, raw.id.span().start, raw.id.get_ref(), raw.yes, raw.no)?;
                all.zones.push(Zone {
                    id: raw.id.into_inner(),
                    part: raw.part,
                    at: raw.at,
                    max_words: raw.max_words.unwrap_or(u32::MAX),
                    rest: raw.rest,
                    phrases: raw.phrases,
                });
            }
            for raw in read.abbreviation {
                cases.enter(file, raw.id.span().start, raw.id.get_ref(), raw.yes, raw.no)?;
                all.abbreviations.push(Abbreviations {
                    id: raw.id.into_inner(),
                    kind: raw.kind,
                    words: raw.words,
                });
            }
        }
        Ok(all)
    }
}
