//! The words of a language pack, compiled: one look-up a token tells what its form says of the clause that it stands in.

use super::event::EventBook;
use crate::{
    lang::{FactPack, Inflection, Verb, Words},
    model::{EntityType, KeyMap, Modality, WordKey},
};
use std::sync::Arc;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    pub const MEASURE: Self = Self(1);
    pub const HOLDER: Self = Self(1 << 1);
    pub const MALE: Self = Self(1 << 2);
    pub const FEMALE: Self = Self(1 << 3);
    pub const THING: Self = Self(1 << 4);
    pub const SPEAKER: Self = Self(1 << 5);
    pub const OBJECTIVE: Self = Self(1 << 6);
    pub const RELATIVE: Self = Self(1 << 7);
    pub const QUESTION: Self = Self(1 << 8);
    pub const MODAL: Self = Self(1 << 9);
    pub const NEGATOR: Self = Self(1 << 10);
    pub const COMPLEMENTISER: Self = Self(1 << 11);
    pub const CONDITIONAL: Self = Self(1 << 12);
    pub const POSSIBLE: Self = Self(1 << 13);
    pub const REPORTED: Self = Self(1 << 14);
    pub const NEGATIVE: Self = Self(1 << 15);
    pub const BEFORE_INFINITIVE: Self = Self(1 << 16);
    pub const ROLE: Self = Self(1 << 17);
    pub const KIN: Self = Self(1 << 18);
    pub const PLACE_ROLE: Self = Self(1 << 19);
    pub const OF: Self = Self(1 << 20);
    pub const TO: Self = Self(1 << 21);
    pub const POSSESSIVE_MARK: Self = Self(1 << 22);
    pub const RELATION_OF: Self = Self(1 << 23);
    pub const EXISTENTIAL: Self = Self(1 << 24);
    pub const DEFINITE: Self = Self(1 << 25);
    pub const NOTHING: Self = Self(1 << 26);
    pub const APART: Self = Self(1 << 27);
    pub const WHERE: Self = Self(1 << 28);
    pub const EITHER: Self = Self(1 << 29);
    pub const ASIDE: Self = Self(1 << 30);
    pub const TOGETHER: Self = Self(1 << 31);
    pub const AIM: Self = Self(1 << 32);
    pub const STEERING: Self = Self(1 << 33);
    pub const SITE: Self = Self(1 << 34);
    pub const PERSON: Self = Self(1 << 35);
    pub const PARTICLE: Self = Self(1 << 36);
    pub const COMPARING: Self = Self(1 << 37);
    pub const HUMAN: Self = Self(1 << 38);
    pub const WOMAN: Self = Self(1 << 39);
    pub const MAN: Self = Self(1 << 40);
    pub const DAUGHTER: Self = Self(1 << 41);
    pub const SON: Self = Self(1 << 42);
    pub const FREQUENCY: Self = Self(1 << 43);
    pub const BOUNDING: Self = Self(1 << 44);
    pub const ASKING: Self = Self(1 << 45);
    pub const TOTAL: Self = Self(1 << 46);
    pub const FROM_ON: Self = Self(1 << 47);
    pub const UP_TO: Self = Self(1 << 48);
    pub const BEFORE: Self = Self(1 << 49);
    pub const TEMPORAL: Self = Self(1 << 50);
    pub const WISHING: Self = Self(1 << 51);
    pub const PROVERB: Self = Self(1 << 52);
    pub const COMPARED: Self = Self(1 << 53);
    pub const AVERTING: Self = Self(1 << 54);
    pub const STRANGER: Self = Self(1 << 55);
    pub const BACKSHIFTED: Self = Self(1 << 56);

    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Index of a verb in [`Lexicon::verbs`].
type VerbId = u16;

/// A verb as clauses need it.
#[derive(Clone, Debug, Default)]
pub(super) struct VerbEntry {
    pub lemma: String,
    pub complement: Option<Modality>,
    pub speech: bool,
    pub control: Option<Modality>,
    pub steer: Option<Modality>,
    pub gerund: Option<Modality>,
    pub purpose: bool,
    pub denies: bool,
    pub raises: bool,
    pub factive: bool,
    pub alone: bool,
    pub outcome: bool,
    pub makes: Option<Modality>,
    /// Prepositions before whom it steers.
    pub through: Vec<WordKey>,
    pub twofold: bool,
    /// Forms that are of the past and no participle.
    pub past: Vec<WordKey>,
    pub event: Option<Arc<str>>,
}

/// The compiled words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: KeyMap<Classes>,
    verbs: Vec<VerbEntry>,
    lemmas: KeyMap<VerbId>,
    /// The verbs by their other forms.
    forms: KeyMap<VerbId>,
    /// What modals and words before an infinitive say of it.
    pub modality: KeyMap<Modality>,
    /// Roles of prepositions, by the keys of their words joined.
    roles: KeyMap<Arc<str>>,
    other: Arc<str>,
    pub clause_role: Arc<str>,
    pub time_role: Arc<str>,
    pub place_role: Arc<str>,
    attributing: Vec<WordKey>,
    /// Conditions of several words.
    conditions: Vec<WordKey>,
    pub events: EventBook,
    /// Prepositions of several words, by the first.
    complex: KeyMap<Vec<Vec<WordKey>>>,
    /// Entity types that a noun may point back to.
    pub descriptions: KeyMap<EntityType>,
    /// Nouns for a state as a whole.
    pub countries: Vec<String>,
    /// Nouns for a part of a state.
    pub divisions: Vec<String>,
    /// Nouns that can mean the same thing.
    pub alike: Vec<Vec<String>>,
    /// Lemmas of nouns in relations that differ from the word.
    pub canonical: KeyMap<String>,
    /// Words of another name, and what they conclude.
    pub aliases: Vec<(WordKey, WordKey)>,
    pub alias: String,
    /// The lemma of the copula.
    pub be: String,
    /// The preposition that ties a thing to what it belongs to.
    pub belonging: String,
}

impl Lexicon {
    pub fn new(pack: &FactPack) -> Self {
        let mut lexicon = Self {
            other: "other".into(),
            clause_role: "clause".into(),
            time_role: "time".into(),
            place_role: "place".into(),
            ..Self::default()
        };
        lexicon.closed(pack);
        lexicon.open(pack);
        lexicon.links(pack);
        lexicon
    }

    /// The classes of a word.
    pub fn classes(&self, key: WordKey) -> Classes {
        self.classes.get(&key).copied().unwrap_or_default()
    }

    /// What is said of the verb of this lemma.
    pub fn by_lemma(&self, lemma: WordKey) -> Option<&VerbEntry> {
        self.verbs.get(usize::from(*self.lemmas.get(&lemma)?))
    }

    /// The verb of which a word is a form.
    pub fn by_form(&self, form: WordKey) -> Option<&VerbEntry> {
        self.verbs.get(usize::from(*self.forms.get(&form)?))
    }

    /// The number of words, from the first of `keys`, that are one preposition of several words; 0 where there is none.
    pub fn complex(&self, keys: impl Iterator<Item = WordKey> + Clone) -> usize {
        let Some(first) = keys.clone().next() else { return 0 };
        let Some(candidates) = self.complex.get(&first) else { return 0 };
        let fits = |words: &&Vec<WordKey>| {
            let mut here = keys.clone();
            words.iter().all(|word| here.next() == Some(*word))
        };
        candidates.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }

    /// What a preposition says of its phrase.
    pub fn role(&self, words: impl Iterator<Item = WordKey>) -> &Arc<str> {
        self.roles.get(&joined(words)).unwrap_or(&self.other)
    }

    /// True where the preposition names who says so.
    pub fn attributes(&self, words: impl Iterator<Item = WordKey>) -> bool {
        self.attributing.contains(&joined(words))
    }

    /// True for words that together set a condition: "in case".
    pub fn is_condition(&self, words: impl Iterator<Item = WordKey>) -> bool {
        self.conditions.contains(&joined(words))
    }

    fn class(&mut self, words: &Words, class: Classes) {
        for word in words.iter() {
            let entry = self.classes.entry(WordKey::of(word)).or_default();
            *entry = entry.with(class);
        }
    }

    fn hold(&mut self, words: &Words, class: Classes, modality: Modality) {
        self.class(words, class);
        for word in words.iter() {
            self.modality.insert(WordKey::of(word), modality);
        }
    }

    fn closed(&mut self, pack: &FactPack) {
        let (n, p, a, l, d) = (&pack.nouns, &pack.pronouns, &pack.auxiliaries, &pack.links, &pack.adverbs);
        for (words, class) in [
            (&n.definite, Classes::DEFINITE),
            (&n.measures, Classes::MEASURE),
            (&n.holders, Classes::HOLDER),
            (&n.aims, Classes::AIM),
            (&n.humans, Classes::HUMAN),
            (&n.frequencies, Classes::FREQUENCY),
            (&l.comparing, Classes::COMPARING),
            (&l.compared, Classes::COMPARED),
            (&l.bounding, Classes::BOUNDING),
            (&l.from_on, Classes::FROM_ON),
            (&l.up_to, Classes::UP_TO),
            (&l.before, Classes::BEFORE),
            (&l.clauses.temporal, Classes::TEMPORAL),
            (&l.clauses.wishing, Classes::WISHING),
            (&l.clauses.averting, Classes::AVERTING),
            (&n.totals, Classes::TOTAL),
            (&n.strangers, Classes::STRANGER),
            (&n.female, Classes::WOMAN),
            (&n.male, Classes::MAN),
            (&a.proverbs, Classes::PROVERB),
            (&a.backshifted, Classes::BACKSHIFTED),
            (&n.sites, Classes::SITE),
            (&l.clauses.steering, Classes::STEERING),
            (&l.clauses.asking, Classes::ASKING),
            (&p.male, Classes::MALE),
            (&p.female, Classes::FEMALE),
            (&pack.given.women, Classes::WOMAN),
            (&pack.given.men, Classes::MAN),
            (&pack.given.daughters, Classes::DAUGHTER),
            (&pack.given.sons, Classes::SON),
            (&p.thing, Classes::THING),
            (&p.speaker, Classes::SPEAKER),
            (&p.objective, Classes::OBJECTIVE),
            (&p.existential, Classes::EXISTENTIAL),
            (&p.relative, Classes::RELATIVE),
            (&p.question, Classes::QUESTION),
            (&a.negators, Classes::NEGATOR),
            (&a.nothing, Classes::NOTHING),
            (&l.clauses.complementisers, Classes::COMPLEMENTISER),
            (&l.clauses.conditional, Classes::CONDITIONAL),
            (&d.possible, Classes::POSSIBLE),
            (&d.reported, Classes::REPORTED),
            (&d.negative, Classes::NEGATIVE),
            (&pack.relations.roles, Classes::ROLE),
            (&pack.relations.kin, Classes::KIN),
            (&pack.relations.places, Classes::PLACE_ROLE),
            (&pack.relations.of, Classes::RELATION_OF),
            (&n.belonging, Classes::OF),
            (&n.possessive_marks, Classes::POSSESSIVE_MARK),
            (&a.infinitive, Classes::TO),
            (&d.apart, Classes::APART),
            (&d.particles, Classes::PARTICLE),
            (&p.place, Classes::WHERE),
            (&l.either, Classes::EITHER),
            (&l.together, Classes::TOGETHER),
            (&l.clauses.aside, Classes::ASIDE),
        ] {
            self.class(words, class);
        }
        for (words, class, modality) in [
            (&a.modal_asserted, Classes::MODAL, Modality::Asserted),
            (&a.modal_planned, Classes::MODAL, Modality::Planned),
            (&a.modal_possible, Classes::MODAL, Modality::Possible),
            (&a.modal_requested, Classes::MODAL, Modality::Requested),
            (&a.possible_to, Classes::BEFORE_INFINITIVE, Modality::Possible),
            (&a.planned_to, Classes::BEFORE_INFINITIVE, Modality::Planned),
            (&a.reported_to, Classes::BEFORE_INFINITIVE, Modality::Reported),
            (&a.requested_to, Classes::BEFORE_INFINITIVE, Modality::Requested),
        ] {
            self.hold(words, class, modality);
        }
        for (name, words) in &pack.descriptions {
            let Some(kind) = EntityType::parse(name) else { continue };
            if kind == EntityType::Person {
                self.class(words, Classes::PERSON);
            }
            self.descriptions.extend(words.iter().map(|word| (WordKey::of(word), kind)));
        }
        let first = |words: &Words| words.iter().next().unwrap_or_default().to_owned();
        (self.be, self.belonging) = (first(&a.be), first(&n.belonging));
        self.countries = n.countries.iter().map(str::to_owned).collect();
        self.alike = n.alike.iter().map(|words| words.iter().map(str::to_owned).collect()).collect();
        self.divisions = n.divisions.iter().map(str::to_owned).collect();
        for (word, written) in &pack.relations.canonical {
            self.canonical.insert(WordKey::of(word), written.clone());
        }
        self.alias.clone_from(&pack.relations.alias);
        let pair = |words: &str| words.split_once(' ').map(|(a, b)| (WordKey::of(a), WordKey::of(b)));
        self.aliases = pack.relations.aliases.iter().filter_map(pair).collect();
    }

    fn open(&mut self, pack: &FactPack) {
        // Irregular verbs first, so that "found" is the past of "find".
        let (irregular, regular): (Vec<_>, Vec<_>) =
            pack.verbs.iter().partition(|(_, verb)| !verb.past.is_empty());
        for (lemma, verb) in irregular.into_iter().chain(regular) {
            self.inflect(lemma, verb, &pack.inflection);
        }
        for (words, doubles) in [(&pack.plain.verb, false), (&pack.plain.doubling, true)] {
            let verb = Verb { doubles, ..Verb::default() };
            for lemma in words.iter() {
                self.inflect(lemma, &verb, &pack.inflection);
            }
        }
        for lemma in pack.plain.alone.iter() {
            let id = self.lemmas.get(&WordKey::of(lemma)).copied();
            if let Some(verb) = id.and_then(|id| self.verbs.get_mut(usize::from(id))) {
                verb.alone = true;
            }
        }
    }

    fn inflect(&mut self, lemma: &str, verb: &Verb, rules: &Inflection) {
        let Ok(id) = VerbId::try_from(self.verbs.len()) else { return };
        self.lemmas.insert(WordKey::of(lemma), id);
        self.verbs.push(VerbEntry {
            lemma: lemma.to_owned(),
            complement: verb.complement,
            speech: verb.speech,
            control: verb.control,
            steer: verb.steer,
            gerund: verb.gerund,
            purpose: verb.purpose,
            denies: verb.denies,
            raises: verb.raises,
            factive: verb.factive,
            alone: false,
            outcome: verb.outcome,
            makes: verb.makes,
            through: verb.through.iter().map(WordKey::of).collect(),
            twofold: verb.twofold,
            past: if verb.participle.is_empty() { Vec::new() } else { only_past(verb) },
            event: verb.event.as_deref().map(Arc::from),
        });
        let last = lemma.chars().next_back().unwrap_or_default();
        let either = rules.doubled_too.iter().any(|ending| lemma.ends_with(ending)) && verb.past.is_empty();
        let once = (!verb.doubles).then(|| lemma.to_owned());
        let twice = (verb.doubles || either).then(|| format!("{lemma}{last}"));
        self.form(&rules.s.apply(lemma), id);
        for stem in once.iter().chain(&twice) {
            self.form(&rules.ing.apply(stem), id);
            if verb.past.is_empty() {
                self.form(&rules.past.apply(stem), id);
            }
        }
        for form in verb.past.iter().chain(verb.participle.iter()) {
            self.form(form, id);
        }
    }

    fn form(&mut self, word: &str, verb: VerbId) {
        self.forms.entry(WordKey::of(word)).or_insert(verb);
    }

    fn links(&mut self, pack: &FactPack) {
        let words = |phrase: &str| phrase.split_whitespace().map(WordKey::of).collect::<Vec<_>>();
        for (role, phrases) in &pack.links.roles {
            let role: Arc<str> = role.as_str().into();
            for phrase in phrases.iter() {
                self.roles.insert(joined(words(phrase).into_iter()), role.clone());
            }
        }
        self.events = EventBook::new(&pack.events, &pack.kinds);
        let attributing = &pack.links.clauses.attributing;
        self.attributing = attributing.iter().map(|phrase| joined(words(phrase).into_iter())).collect();
        let conditional = pack.links.clauses.conditional.iter().filter(|phrase| phrase.contains(' '));
        self.conditions = conditional.map(|phrase| joined(words(phrase).into_iter())).collect();
        for phrase in pack.links.complex.iter() {
            let keys = words(phrase);
            if let Some(&first) = keys.first() {
                self.complex.entry(first).or_default().push(keys);
            }
        }
    }
}

/// The past forms of a verb that no participle has.
fn only_past(verb: &Verb) -> Vec<WordKey> {
    let both = |form: &str| verb.participle.iter().any(|participle| participle == form);
    verb.past.iter().filter(|form| !both(form)).map(WordKey::of).collect()
}

/// One key for several words.
pub(super) fn joined(words: impl Iterator<Item = WordKey>) -> WordKey {
    WordKey(words.fold(0, |all, word| all.rotate_left(17) ^ word.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Language, Pack};

    #[test]
    fn forms_lead_to_their_verb() {
        let lexicon = Lexicon::new(&Language::load(&Pack::embedded("en").unwrap()).unwrap().fact);
        let verb = |form: &str| lexicon.by_form(WordKey::of(form)).map(|verb| verb.lemma.as_str());
        assert_eq!(verb("found"), Some("find"));
        assert_eq!(verb("planned"), Some("plan"));
        assert_eq!(verb("spikes"), Some("spike"));
        assert_eq!(verb("refining"), Some("refine"));
        assert_eq!(verb("table"), None);
    }
}
