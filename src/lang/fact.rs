//! The section `fact` of a language pack: verbs, closed-class words, relations, and the rules that conclude facts.

use super::{
    Case, CaseBook, Pack,
    event::{EventEntry, EventKind, Events},
};
use crate::{error::Result, model::Modality};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What a language says of facts: verbs, closed-class words, relations.
#[derive(Clone, Debug, Default)]
pub struct FactPack {
    /// Words that open noun groups, and what nouns look like.
    pub nouns: NounWords,
    /// Pronouns, by whom they can stand for.
    pub pronouns: PronounWords,
    /// Given names and titles.
    pub given: GivenNames,
    /// Nouns that point back to an entity after a definite article, by the type of the entity.
    pub descriptions: BTreeMap<String, Words>,
    /// Auxiliaries, by form and by how the text then holds what they govern.
    pub auxiliaries: AuxiliaryWords,
    /// Prepositions and conjunctions.
    pub links: LinkWords,
    /// Adverbs.
    pub adverbs: AdverbWords,
    /// How regular verbs are inflected.
    pub inflection: Inflection,
    /// Regular verbs of which nothing more is to be said.
    pub plain: PlainVerbs,
    /// The other verbs, by their lemma.
    pub verbs: BTreeMap<String, Verb>,
    /// What is an event that no verb alone tells, and what an event is that is not yet, is refused or ends.
    pub events: Events,
    /// Events that a verb tells together with a noun.
    pub kinds: Vec<EventKind>,
    /// Nouns that relate a name to another.
    pub relations: Relations,
    /// The rules that conclude facts.
    pub rules: Vec<FactRule>,
}

/// Some words: a string of them parted by white space, or a list, whose items may be of several words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "WordList")]
pub struct Words(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum WordList {
    Line(String),
    Items(Vec<String>),
}

impl From<WordList> for Words {
    fn from(list: WordList) -> Self {
        match list {
            WordList::Line(line) => Self(line.split_whitespace().map(str::to_owned).collect()),
            WordList::Items(items) => Self(items),
        }
    }
}

impl Words {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Words that open noun groups, and what nouns and adjectives look like.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NounWords {
    /// Those of them that point to something known.
    pub definite: Words,
    /// Nouns for a state as a whole.
    pub countries: Words,
    /// Nouns for a part of a state.
    pub divisions: Words,
    /// Nouns that say how often: "met three times".
    pub frequencies: Words,
    /// Nouns of which one can point back to a name with another in it: "the storm" to a cyclone.
    pub alike: Vec<Words>,
    /// Nouns that with "of" belong to what they select ("dozens of people").
    pub measures: Words,
    /// Those of them that behind a definite article are meant themselves ("the number of people").
    pub totals: Words,
    /// Nouns for a woman: "her mother, Ada Osei".
    pub female: Words,
    /// Nouns for a man.
    pub male: Words,
    /// Those of them for somebody who has seldom been named: "the attacker".
    pub strangers: Words,
    /// Nouns for human beings: what "which" never stands for.
    pub humans: Words,
    /// Nouns for parts of a place ("the airport of Bamako").
    pub sites: Words,
    /// Nouns that are to be done ("the aim is to …").
    pub aims: Words,
    /// Nouns with a that-clause ("fears that …").
    pub holders: Words,
    /// The preposition that ties a noun to what it belongs to.
    pub belonging: Words,
    /// The marks of a possessor.
    pub possessive_marks: Words,
}

/// Given names and titles, by who bears them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GivenNames {
    /// Women.
    pub women: Words,
    /// Men.
    pub men: Words,
    /// "daughter of", between two names.
    pub daughters: Words,
    /// "son of", between two names.
    pub sons: Words,
}

/// Pronouns, by whom they can stand for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PronounWords {
    /// For a man.
    pub male: Words,
    /// For a woman.
    pub female: Words,
    /// For a thing, an organisation, a country.
    pub thing: Words,
    /// For whoever speaks.
    pub speaker: Words,
    /// Those that are never subjects.
    pub objective: Words,
    /// What stands for the subject of a clause that says that something is.
    pub existential: Words,
    /// What opens a relative clause.
    pub relative: Words,
    /// What opens an indirect question.
    pub question: Words,
    /// What stands for a place or a time in a relative clause.
    pub place: Words,
}

/// Auxiliaries.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuxiliaryWords {
    /// The lemma of the copula.
    pub be: Words,
    /// What stands before an infinitive.
    pub infinitive: Words,
    /// Words that deny.
    pub negators: Words,
    /// Words that deny from inside a phrase: of whom or what there is none, nothing is said to be so.
    pub nothing: Words,
    /// Modals that change nothing.
    pub modal_asserted: Words,
    /// Modals of the future.
    pub modal_planned: Words,
    /// Modals of possibility.
    pub modal_possible: Words,
    /// Modals of obligation.
    pub modal_requested: Words,
    /// What modals of the future become in what was said: "said it would go".
    pub backshifted: Words,
    /// The verb that stands for another: "as it did in May".
    pub proverbs: Words,
    /// Words that, between the copula and an infinitive, make it possible.
    pub possible_to: Words,
    /// The same, planned.
    pub planned_to: Words,
    /// The same, reported.
    pub reported_to: Words,
    /// The same, requested.
    pub requested_to: Words,
}

/// Prepositions and conjunctions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkWords {
    /// Conjunctions that let a denial reach on: "did not eat or drink".
    pub either: Words,
    /// Words before what something is compared with: "longer than a page".
    pub comparing: Words,
    /// Words that behind a comma lead to what something is compared with: "down from 40 in May".
    pub compared: Words,
    /// Prepositions of a time that bounds the one that is meant: "the first since May".
    pub bounding: Words,
    /// Those of them after whose time something is: "since May".
    pub from_on: Words,
    /// Those before whose end it is: "by May".
    pub up_to: Words,
    /// Those before whose beginning it is: "before May".
    pub before: Words,
    /// Words that make one of the members of a list: "between A and B".
    pub together: Words,
    /// Prepositions of several words.
    pub complex: Words,
    /// What a preposition says of its phrase.
    pub roles: BTreeMap<String, Words>,
    /// What opens a dependent clause.
    pub clauses: ClauseWords,
}

/// What opens a dependent clause.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClauseWords {
    /// Openers of clauses that are objects.
    pub complementisers: Words,
    /// Those that set a condition.
    pub conditional: Words,
    /// Those of what is asked, and so not told.
    pub asking: Words,
    /// Prepositions after an object whose gerund tells what the object does ("accused them of stealing").
    pub steering: Words,
    /// Those of them whose gerund is not to be: "warned them against going".
    pub averting: Words,
    /// Prepositions that name who says so.
    pub attributing: Words,
    /// What opens an aside of who says so: "as the mayor said".
    pub aside: Words,
    /// What ties a clause to the time of another: "when the rain stops".
    pub temporal: Words,
    /// What opens what somebody calls for: "called for the road to be closed".
    pub wishing: Words,
}

/// Adverbs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AdverbWords {
    /// Adverbs of possibility.
    pub possible: Words,
    /// Adverbs of hearsay.
    pub reported: Words,
    /// Adverbs that deny.
    pub negative: Words,
    /// Adverbs that, behind a verb, change what it says ("came back").
    pub particles: Words,
    /// Adverbs that tie a sentence to the one before, or weigh it, and say nothing of what happened.
    pub apart: Words,
}

/// How regular verbs are inflected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inflection {
    /// The third person of the present.
    pub s: Endings,
    /// The past, which is the participle too.
    pub past: Endings,
    /// The gerund.
    pub ing: Endings,
    /// Endings of which some spell the last consonant once and some twice ("traveled", "travelled").
    pub doubled_too: Words,
}

/// Changes of a word's ending, of which the first that fits applies: the ending, how many letters fall, what is added.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Endings(Vec<(String, usize, String)>);

impl Endings {
    /// The word with its ending changed.
    pub fn apply(&self, word: &str) -> String {
        let rule = self.0.iter().find(|(ending, ..)| word.ends_with(ending.as_str()));
        let Some((_, fall, add)) = rule else { return word.to_owned() };
        let kept: String = word.chars().take(word.chars().count().saturating_sub(*fall)).collect();
        kept + add
    }
}

/// Regular verbs, by how readily their forms are nouns, and whether the last consonant doubles.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlainVerbs {
    /// Hardly ever anything else.
    pub verb: Words,
    /// As `verb`, doubling.
    pub doubling: Words,
    /// Of all verbs, those that mostly stand without an object: their past form before no object is none of a passive.
    pub alone: Words,
}

/// A verb, with all its facets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verb {
    /// Irregular past forms.
    pub past: Words,
    /// Irregular participles, where they differ from the past.
    pub participle: Words,
    /// The last consonant doubles.
    pub doubles: bool,
    /// How its that-clause is held.
    pub complement: Option<Modality>,
    /// Its subject speaks.
    pub speech: bool,
    /// How a verb that it governs with its own subject is held.
    pub control: Option<Modality>,
    /// How an infinitive is held whose subject is its object.
    pub steer: Option<Modality>,
    /// How a gerund after its object and a preposition is held, whose subject is the object ("accused them of stealing").
    pub gerund: Option<Modality>,
    /// An infinitive after its object may as well tell what for ("made bombs to kill").
    pub purpose: bool,
    /// Its that-clause is said not to be so, and its object not to do what follows ("banned them from leaving").
    pub denies: bool,
    /// Denied, it says that its that-clause is not so ("do not think that it rains").
    pub raises: bool,
    /// What its that-clause says is so, denied or not ("did not know that it rained").
    pub factive: bool,
    /// Before a number it tells how something came out ("rose to end at 40").
    pub outcome: bool,
    /// What follows its object tells what the object is or becomes ("left them homeless", "named her minister"); how that is held.
    pub makes: Option<Modality>,
    /// Prepositions before whom it steers ("called on them to leave").
    pub through: Words,
    /// It takes two objects, and a passive of it keeps one ("was fined ten dollars").
    pub twofold: bool,
    /// Its PLOVER event type.
    pub event: Option<String>,
}

/// Nouns that relate a name to another.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Relations {
    /// Nouns for the office of a person.
    pub roles: Words,
    /// Nouns for kin of a person.
    pub kin: Words,
    /// Nouns for what a place is to another.
    pub places: Words,
    /// Nouns that are written as another in the predicate: `spokesman = "spokesperson"`.
    pub canonical: BTreeMap<String, String>,
    /// Prepositions between such a noun and its owner.
    pub of: Words,
    /// Words that stand between a thing and its other name, the participle first: "known as".
    pub aliases: Words,
    /// The predicate of another name.
    pub alias: String,
}

/// A rule that concludes facts. What it does is code; what it is worth and what it reads as is data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRule {
    /// Its name in the tables.
    pub id: String,
    /// What it concludes from what, in a sentence.
    pub about: String,
    /// From 0 to 1: it puts rows in order of trust, and is no probability.
    pub confidence: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: Spanned<String>,
    about: String,
    confidence: f32,
    #[serde(default)]
    yes: Vec<Case>,
    #[serde(default)]
    no: Vec<Case>,
}

/// Any file of the section; each holds what it likes of these.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nouns: Option<NounWords>,
    pronouns: Option<PronounWords>,
    given: Option<GivenNames>,
    descriptions: Option<BTreeMap<String, Words>>,
    auxiliaries: Option<AuxiliaryWords>,
    links: Option<LinkWords>,
    adverbs: Option<AdverbWords>,
    inflection: Option<Inflection>,
    plain: Option<PlainVerbs>,
    #[serde(default)]
    verbs: BTreeMap<String, Verb>,
    events: Option<Events>,
    relations: Option<Relations>,
    #[serde(default)]
    event: Vec<EventEntry>,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

impl FactPack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut all = Self::default();
        for source in pack.section("fact") {
            let file: File = source.parse()?;
            keep(&mut all.nouns, file.nouns);
            keep(&mut all.pronouns, file.pronouns);
            keep(&mut all.given, file.given);
            keep(&mut all.descriptions, file.descriptions);
            keep(&mut all.auxiliaries, file.auxiliaries);
            keep(&mut all.links, file.links);
            keep(&mut all.adverbs, file.adverbs);
            keep(&mut all.inflection, file.inflection);
            keep(&mut all.plain, file.plain);
            keep(&mut all.events, file.events);
            keep(&mut all.relations, file.relations);
            all.verbs.extend(file.verbs);
            for entry in file.event {
                all.kinds.push(entry.enter(source, cases)?);
            }
            for RuleEntry { id, about, confidence, yes, no } in file.rule {
                let byte = id.span().start;
                let id = id.into_inner();
                cases.enter(source, byte, &id, yes, no)?;
                all.rules.push(FactRule { id, about, confidence });
            }
        }
        Ok(all)
    }
}

/// Puts what a file says in place of what none has said yet.
fn keep<T>(place: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *place = said;
    }
}
