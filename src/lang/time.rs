//! The section `time` of a language pack: word classes, phrases and rules for time expressions, and words that tell the tense.
//!
//! Here they are as the files give them; `time` compiles patterns and meanings. See `lang/en/time/` for how they read.

use super::{Case, CaseBook, Pack};
use crate::error::{Error, LangFault, Place, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a language says of time expressions.
#[derive(Clone, Debug, Default)]
pub struct TimePack {
    /// Classes of words, by name.
    pub classes: BTreeMap<String, WordClass>,
    /// Pieces of patterns that many rules share, by name.
    pub phrases: BTreeMap<String, String>,
    /// The rules, in order of files and lines.
    pub rules: Vec<TimeRule>,
    /// Words near a time expression that tell on which side of now it lies.
    pub tense: Tense,
    /// How two times are tied to one interval.
    pub intervals: Vec<Interval>,
}

/// Words that a pattern may use in one place: `@month`, or `{month}` to capture which.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// The role that a capture of this class fills; the class's own name where it is left out.
    pub role: Option<String>,
    /// How the words must be written.
    #[serde(default)]
    pub case: LetterCase,
    /// The words, each with its value. A word may be several: `"a few"`.
    pub words: BTreeMap<String, WordValue>,
    /// Where the class stands, for errors.
    #[serde(skip)]
    pub place: Place,
}

/// How the words of a class must be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LetterCase {
    /// In any way.
    #[default]
    Any,
    /// With a capital.
    Capital,
    /// Without a capital, but for the first word of a sentence.
    Small,
}

/// What a word stands for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum WordValue {
    /// A number: the month's, the hour's, how many.
    Number(i64),
    /// The name of a unit, a season, a part of the day …
    Name(String),
}

/// A rule: a pattern over tokens, and what a match means.
#[derive(Clone, Debug)]
pub struct TimeRule {
    /// Its name.
    pub id: String,
    /// Alternative patterns.
    pub patterns: Vec<String>,
    /// The operation on the calendar.
    pub means: String,
    /// What the operation needs beyond what the pattern captures.
    pub with: BTreeMap<String, WordValue>,
    /// Contexts, at least one of which must hold, where any is given: `"in|since _"`.
    pub when: Vec<String>,
    /// Contexts in which the rule is silent: `"_ seats"`.
    pub unless: Vec<String>,
    /// Decides between matches of equal length: the higher wins, then the earlier rule.
    pub priority: i32,
    /// Where it stands.
    pub place: Place,
}

/// Words that tell the tense.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tense {
    /// "will", "plans": what follows lies ahead.
    #[serde(default)]
    pub future: Vec<String>,
    /// "was", "said": what follows has happened.
    #[serde(default)]
    pub past: Vec<String>,
    /// Endings of past forms: "ed".
    #[serde(default)]
    pub past_endings: Vec<String>,
    /// Endings of words that may stand between a participle and what makes it one: "will be formally sentenced".
    #[serde(default)]
    pub adverb_endings: Vec<String>,
    /// "be", "to": a past form after it is a participle, or no verb, and tells nothing ("will be held").
    #[serde(default)]
    pub infinitive: Vec<String>,
    /// "is", "has": tells neither.
    #[serde(default)]
    pub present: Vec<String>,
    /// "planned", "vowed": what follows lies ahead where one of `marks` stands right behind.
    #[serde(default)]
    pub ahead: Vec<String>,
    /// "to": the mark of the infinitive.
    #[serde(default)]
    pub marks: Vec<String>,
    /// "a", "their": behind a mark it tells that a noun follows, and no infinitive ("agreed to a truce on Friday").
    #[serde(default)]
    pub nominal: Vec<String>,
    /// "until": what follows lies ahead, unless the sentence begins with it ("Until Friday, nobody knew").
    #[serde(default)]
    pub until: Vec<String>,
    /// "as early as": the time right behind lies ahead.
    #[serde(default)]
    pub leads: Vec<String>,
    /// "'s": the time right before it is that of an event which has a name, mostly because it is over ("Wednesday's ruling").
    #[serde(default)]
    pub possessives: Vec<String>,
    /// "may", "could": what follows lies ahead, unless one of `perfect` stands right behind.
    #[serde(default)]
    pub possible: Vec<String>,
    /// "have", "not": "may have left on Friday", "could not leave on Friday".
    #[serde(default)]
    pub perfect: Vec<String>,
    /// "nobody": before one of `possible`, that tells nothing ("nobody could be reached on Friday").
    #[serde(default)]
    pub denials: Vec<String>,
    /// "had been due": what was planned and came otherwise; the time behind it is over, or would be.
    #[serde(default)]
    pub undone: Vec<String>,
    /// "since": the time right behind is one from which is counted, not one that the story has reached.
    #[serde(default)]
    pub asides: Vec<String>,
    /// "start", "expire": lemmas of verbs whose present tells of what is planned ("The trial starts Monday"). Under a picture, the present of
    /// others tells of what has been ("Relatives wait on Monday").
    #[serde(default)]
    pub planned: Vec<String>,
}

/// Words around two times that are the ends of one interval.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// What stands before the first; nothing need where it is empty.
    #[serde(default)]
    pub open: Vec<String>,
    /// What stands between them.
    pub middle: Vec<String>,
    /// Words that, up to six tokens before, make a change of what else would be an interval: "moved from Monday to Friday".
    #[serde(default)]
    pub changes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    class: BTreeMap<String, toml::Spanned<WordClass>>,
    #[serde(default)]
    phrase: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<RawRule>,
    tense: Option<Tense>,
    #[serde(default)]
    interval: Vec<Interval>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: toml::Spanned<String>,
    pattern: OneOrMany,
    means: String,
    #[serde(default)]
    with: BTreeMap<String, WordValue>,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    yes: Vec<Case>,
    #[serde(default)]
    no: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl TimePack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut all = Self::default();
        for file in pack.section("time") {
            let parsed: File = file.parse()?;
            for (name, class) in parsed.class {
                let place = file.place(class.span().start);
                if let Some(twin) = all.classes.get(&name) {
                    let line = twin.place.line.unwrap_or_default();
                    return Err(Error::at(place, LangFault::DuplicateId(name, line)));
                }
                all.classes.insert(name, WordClass { place, ..class.into_inner() });
            }
            all.phrases.extend(parsed.phrase);
            for rule in parsed.rule {
                let byte = rule.id.span().start;
                let id = rule.id.into_inner();
                cases.enter(file, byte, &id, rule.yes, rule.no)?;
                all.rules.push(TimeRule {
                    id,
                    patterns: match rule.pattern {
                        OneOrMany::One(pattern) => vec![pattern],
                        OneOrMany::Many(patterns) => patterns,
                    },
                    means: rule.means,
                    with: rule.with,
                    when: rule.when,
                    unless: rule.unless,
                    priority: rule.priority,
                    place: file.place(byte),
                });
            }
            if let Some(tense) = parsed.tense {
                all.tense = tense;
            }
            all.intervals.extend(parsed.interval);
        }
        Ok(all)
    }
}
