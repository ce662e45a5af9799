//! The words of a language pack, compiled: one look-up a token tells all that its form alone can tell.

use crate::{
    lang::{FactPack, Inflection, NounShare, Verb, Words},
    model::{EntityType, Modality, WordKey},
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    pub const DETERMINER: Self = Self(1);
    pub const POSSESSIVE: Self = Self(1 << 1);
    pub const APPROXIMATOR: Self = Self(1 << 2);
    pub const NUMBER: Self = Self(1 << 3);
    pub const MEASURE: Self = Self(1 << 4);
    pub const PLURAL: Self = Self(1 << 5);
    pub const HOLDER: Self = Self(1 << 6);
    pub const ADJECTIVE: Self = Self(1 << 7);
    pub const MALE: Self = Self(1 << 8);
    pub const FEMALE: Self = Self(1 << 9);
    pub const THING: Self = Self(1 << 10);
    pub const GROUP: Self = Self(1 << 11);
    pub const SPEAKER: Self = Self(1 << 12);
    pub const PRONOUN: Self = Self(1 << 13);
    pub const OBJECTIVE: Self = Self(1 << 14);
    pub const RELATIVE: Self = Self(1 << 15);
    pub const QUESTION: Self = Self(1 << 16);
    pub const BE: Self = Self(1 << 17);
    pub const HAVE: Self = Self(1 << 18);
    pub const DO: Self = Self(1 << 19);
    pub const MODAL: Self = Self(1 << 20);
    pub const NEGATOR: Self = Self(1 << 21);
    pub const COORDINATOR: Self = Self(1 << 22);
    pub const PREPOSITION: Self = Self(1 << 23);
    pub const COMPLEMENTISER: Self = Self(1 << 24);
    pub const ADVERBIAL: Self = Self(1 << 25);
    pub const CONDITIONAL: Self = Self(1 << 26);
    pub const ADVERB: Self = Self(1 << 27);
    pub const NO_ADVERB: Self = Self(1 << 28);
    pub const POSSIBLE: Self = Self(1 << 29);
    pub const REPORTED: Self = Self(1 << 30);
    pub const NEGATIVE: Self = Self(1 << 31);
    pub const BEFORE_INFINITIVE: Self = Self(1 << 32);
    pub const ROLE: Self = Self(1 << 33);
    pub const KIN: Self = Self(1 << 34);
    pub const PLACE_ROLE: Self = Self(1 << 35);
    pub const OF: Self = Self(1 << 36);
    pub const TO: Self = Self(1 << 37);
    pub const POSSESSIVE_MARK: Self = Self(1 << 38);
    pub const RELATION_OF: Self = Self(1 << 39);
    pub const EXISTENTIAL: Self = Self(1 << 40);
    pub const DEFINITE: Self = Self(1 << 41);
    pub const PERSONAL: Self = Self(1 << 42);
    pub const LEADS_COMPLEX: Self = Self(1 << 43);
    pub const NOTHING: Self = Self(1 << 44);
    pub const APART: Self = Self(1 << 45);
    pub const WHERE: Self = Self(1 << 46);
    pub const EITHER: Self = Self(1 << 47);
    pub const ASIDE: Self = Self(1 << 48);
    pub const TOGETHER: Self = Self(1 << 49);

    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The forms of a verb that a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms(u8);

impl Forms {
    pub const BASE: Self = Self(1);
    pub const S: Self = Self(2);
    pub const PAST: Self = Self(4);
    pub const PARTICIPLE: Self = Self(8);
    pub const ING: Self = Self(16);

    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Index of a verb in [`Lexicon::verbs`].
pub(super) type VerbId = u16;

/// What the form of a word tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub classes: Classes,
    pub forms: Forms,
    pub verb: VerbId,
    pub noun: NounShare,
}

/// A verb as clauses need it.
#[derive(Clone, Debug, Default)]
pub(super) struct VerbEntry {
    pub lemma: String,
    pub particles: Vec<WordKey>,
    pub complement: Option<Modality>,
    pub speech: bool,
    pub control: Option<Modality>,
    pub gerund: bool,
    pub steer: Option<Modality>,
    pub stative: bool,
    pub event: Option<Arc<str>>,
}

/// Passes a key through: it is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A table by word.
pub(super) type ByKey<T> = HashMap<WordKey, T, BuildHasherDefault<KeyHasher>>;

/// The compiled words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: ByKey<Word>,
    pub verbs: Vec<VerbEntry>,
    lemmas: ByKey<VerbId>,
    /// What modals and words before an infinitive say of it.
    pub modality: ByKey<Modality>,
    /// Roles of prepositions, by the keys of their words joined.
    roles: ByKey<Arc<str>>,
    other: Arc<str>,
    pub clause_role: Arc<str>,
    pub time_role: Arc<str>,
    pub place_role: Arc<str>,
    /// The preposition that ties a thing to what it belongs to.
    pub belonging: String,
    attributing: Vec<WordKey>,
    /// Prepositions of several words, by the first.
    complex: ByKey<Vec<Vec<WordKey>>>,
    /// Entity types that a noun may point back to.
    pub descriptions: ByKey<EntityType>,
    /// Nouns for a state as a whole.
    pub countries: Vec<String>,
    adjective_endings: Vec<String>,
    noun_endings: Vec<String>,
    adverb_endings: Vec<String>,
    /// Lemmas of nouns in relations that differ from the word.
    pub canonical: ByKey<String>,
    /// Words of another name, and what they conclude.
    pub aliases: Vec<(WordKey, WordKey)>,
    pub alias: String,
    /// The verbs of which the forms are auxiliaries too.
    pub be: VerbId,
    pub have: VerbId,
    pub do_: VerbId,
}

impl Lexicon {
    pub fn new(pack: &FactPack) -> Self {
        let mut lexicon = Self {
            other: "other".into(),
            clause_role: "clause".into(),
            time_role: "time".into(),
            place_role: "place".into(),
            ..Self::default() };
        lexicon.closed(pack);
        lexicon.open(pack);
        lexicon.links(pack);
        lexicon
    }

    /// What the form of a word tells; of an unknown one, nothing.
    pub fn word(&self, key: WordKey) -> Word {
        self.words.get(&key).copied().unwrap_or_default()
    }

    /// The classes of a word.
    pub fn classes(&self, key: WordKey) -> Classes {
        self.word(key).classes
    }

    /// What is said of the verb of this lemma.
    pub fn by_lemma(&self, lemma: WordKey) -> Option<&VerbEntry> {
        self.verb(*self.lemmas.get(&lemma)?)
    }

    /// The verb of which a word is a form.
    pub fn verb_of(&self, key: WordKey) -> Option<&VerbEntry> {
        let word = self.word(key);
        if word.forms.is_empty() { None } else { self.verb(word.verb) }
    }

    pub fn verb(&self, id: VerbId) -> Option<&VerbEntry> {
        self.verbs.get(id as usize)
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
    pub fn role(&self, words: impl Iterator<Item = WordKey>) -> Arc<str> {
        self.roles.get(&joined(words)).unwrap_or(&self.other).clone()
    }

    /// True where the preposition names who says so.
    pub fn attributes(&self, words: impl Iterator<Item = WordKey>) -> bool {
        self.attributing.contains(&joined(words))
    }

    pub fn ends_like_adjective(&self, lower: &str) -> bool {
        lower.len() > 4 && self.adjective_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    pub fn ends_like_noun(&self, lower: &str) -> bool {
        lower.len() > 4 && self.noun_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    pub fn ends_like_adverb(&self, lower: &str) -> bool {
        lower.len() > 4 && self.adverb_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    fn class(&mut self, words: &Words, class: Classes) {
        for word in words.iter() {
            let entry = self.words.entry(WordKey::of(word)).or_default();
            entry.classes = Classes(entry.classes.0 | class.0);
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
            (&n.determiners, Classes::DETERMINER),
            (&n.definite, Classes::DEFINITE),
            (&n.possessives, Classes::POSSESSIVE),
            (&n.approximators, Classes::APPROXIMATOR),
            (&n.numbers, Classes::NUMBER),
            (&n.measures, Classes::MEASURE),
            (&n.plurals, Classes::PLURAL),
            (&n.holders, Classes::HOLDER),
            (&n.adjectives, Classes::ADJECTIVE),
            (&p.male, Classes::MALE),
            (&p.female, Classes::FEMALE),
            (&p.thing, Classes::THING),
            (&p.group, Classes::GROUP),
            (&p.speaker, Classes::SPEAKER),
            (&p.other, Classes::PRONOUN),
            (&p.objective, Classes::OBJECTIVE),
            (&p.existential, Classes::EXISTENTIAL),
            (&p.relative, Classes::RELATIVE),
            (&p.personal, Classes::PERSONAL),
            (&p.question, Classes::QUESTION),
            (&a.negators, Classes::NEGATOR),
            (&a.nothing, Classes::NOTHING),
            (&l.coordinators, Classes::COORDINATOR),
            (&l.prepositions, Classes::PREPOSITION),
            (&l.clauses.complementisers, Classes::COMPLEMENTISER),
            (&l.clauses.adverbial, Classes::ADVERBIAL),
            (&l.clauses.conditional, Classes::CONDITIONAL),
            (&d.words, Classes::ADVERB),
            (&d.not_adverbs, Classes::NO_ADVERB),
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
        self.be = self.auxiliary(
            Classes::BE,
            &a.be_base,
            [
                (&a.be_base, Forms::BASE),
                (&a.be_present, Forms::S),
                (&a.be_past, Forms::PAST),
                (&a.be_participle, Forms::PARTICIPLE),
                (&a.be_ing, Forms::ING),
            ],
        );
        self.have = self.auxiliary(
            Classes::HAVE,
            &a.have_base,
            [
                (&a.have_base, Forms::BASE),
                (&a.have_present, Forms::S),
                (&a.have_past, Forms::PAST),
                (&a.have_past, Forms::PARTICIPLE),
                (&a.have_ing, Forms::ING),
            ],
        );
        self.do_ = self.auxiliary(
            Classes::DO,
            &a.do_base,
            [
                (&a.do_base, Forms::BASE),
                (&a.do_present, Forms::S),
                (&a.do_past, Forms::PAST),
                (&a.do_participle, Forms::PARTICIPLE),
                (&a.do_ing, Forms::ING),
            ],
        );
        for (name, words) in &pack.descriptions {
            let Some(kind) = EntityType::parse(name) else { continue };
            self.descriptions.extend(words.iter().map(|word| (WordKey::of(word), kind)));
        }
        let endings = |words: &Words| words.iter().map(str::to_owned).collect();
        self.countries = endings(&n.countries);
        self.adjective_endings = endings(&n.adjective_endings);
        self.noun_endings = endings(&n.noun_endings);
        self.adverb_endings = endings(&d.ending);
        for (word, written) in &pack.relations.canonical {
            self.canonical.insert(WordKey::of(word), written.clone());
        }
        self.belonging = n.belonging.iter().next().unwrap_or_default().to_owned();
        self.alias = pack.relations.alias.clone();
        let pair = |words: &str| words.split_once(' ').map(|(a, b)| (WordKey::of(a), WordKey::of(b)));
        self.aliases = pack.relations.aliases.iter().filter_map(pair).collect();
    }

    fn auxiliary(&mut self, class: Classes, lemma: &Words, forms: [(&Words, Forms); 5]) -> VerbId {
        let id = self.verbs.len() as VerbId;
        let lemma = lemma.iter().next().unwrap_or_default().to_owned();
        self.lemmas.insert(WordKey::of(&lemma), id);
        self.verbs.push(VerbEntry { lemma, ..VerbEntry::default() });
        for (words, form) in forms {
            self.class(words, class);
            for word in words.iter() {
                self.form(word, form, id, NounShare::Hardly);
            }
        }
        id
    }

    fn open(&mut self, pack: &FactPack) {
        let share = |share| Verb { noun: share, ..Verb::default() };
        let doubling = |share| Verb { noun: share, doubles: true, ..Verb::default() };
        // Irregular verbs first, so that "found" is the past of "find".
        let (irregular, regular): (Vec<_>, Vec<_>) =
            pack.verbs.iter().partition(|(_, verb)| !verb.past.is_empty());
        for (lemma, verb) in irregular.into_iter().chain(regular) {
            self.inflect(lemma, verb, &pack.inflection);
        }
        let plain = &pack.plain;
        for (words, verb) in [
            (&plain.verb, share(NounShare::Hardly)),
            (&plain.often_noun, share(NounShare::Often)),
            (&plain.mostly_noun, share(NounShare::Mostly)),
            (&plain.doubling, doubling(NounShare::Hardly)),
            (&plain.doubling_often_noun, doubling(NounShare::Often)),
            (&plain.doubling_mostly_noun, doubling(NounShare::Mostly)),
        ] {
            for lemma in words.iter() {
                self.inflect(lemma, &verb, &pack.inflection);
            }
        }
    }

    fn inflect(&mut self, lemma: &str, verb: &Verb, rules: &Inflection) {
        let id = self.verbs.len() as VerbId;
        self.lemmas.insert(WordKey::of(lemma), id);
        let keys = |words: &Words| words.iter().map(WordKey::of).collect();
        self.verbs.push(VerbEntry {
            lemma: lemma.to_owned(),
            particles: keys(&verb.particles),
            complement: verb.complement,
            speech: verb.speech,
            control: verb.control,
            gerund: verb.gerund,
            steer: verb.steer,
            stative: verb.stative,
            event: verb.event.as_deref().map(Arc::from),
        });
        let doubled = lemma.chars().next_back().filter(|_| verb.doubles).map(|last| format!("{lemma}{last}"));
        let stem = doubled.as_deref().unwrap_or(lemma);
        let either = rules.doubled_too.iter().any(|ending| lemma.ends_with(ending));
        self.form(lemma, Forms::BASE, id, verb.noun);
        self.form(&rules.s.apply(lemma), Forms::S, id, verb.noun);
        self.form(&rules.ing.apply(stem), Forms::ING, id, verb.noun);
        if verb.past.is_empty() {
            self.form(&rules.past.apply(stem), Forms::PAST.with(Forms::PARTICIPLE), id, verb.noun);
        }
        if let Some(last) = lemma.chars().next_back().filter(|_| either && verb.past.is_empty()) {
            let stem = format!("{lemma}{last}");
            self.form(&rules.ing.apply(&stem), Forms::ING, id, verb.noun);
            self.form(&rules.past.apply(&stem), Forms::PAST.with(Forms::PARTICIPLE), id, verb.noun);
        }
        for past in verb.past.iter() {
            self.form(past, Forms::PAST, id, verb.noun);
        }
        let participle = if verb.participle.is_empty() { &verb.past } else { &verb.participle };
        for participle in participle.iter() {
            self.form(participle, Forms::PARTICIPLE, id, verb.noun);
        }
    }

    fn form(&mut self, word: &str, form: Forms, verb: VerbId, noun: NounShare) {
        let entry = self.words.entry(WordKey::of(word)).or_default();
        if entry.forms.is_empty() {
            (entry.verb, entry.noun) = (verb, noun);
        }
        if entry.verb == verb {
            entry.forms = entry.forms.with(form);
        }
    }

    fn links(&mut self, pack: &FactPack) {
        let words = |phrase: &str| phrase.split_whitespace().map(WordKey::of).collect::<Vec<_>>();
        for (role, phrases) in &pack.links.roles {
            let role: Arc<str> = role.as_str().into();
            for phrase in phrases.iter() {
                self.roles.insert(joined(words(phrase).into_iter()), role.clone());
            }
        }
        let attributing = &pack.links.clauses.attributing;
        self.attributing = attributing.iter().map(|phrase| joined(words(phrase).into_iter())).collect();
        for phrase in pack.links.complex.iter() {
            let keys = words(phrase);
            if let Some(&first) = keys.first() {
                self.complex.entry(first).or_default().push(keys);
                let word = self.words.entry(first).or_default();
                word.classes = word.classes.with(Classes::LEADS_COMPLEX);
            }
        }
    }
}

/// One key for several words.
fn joined(words: impl Iterator<Item = WordKey>) -> WordKey {
    WordKey(words.fold(0, |all, word| all.rotate_left(17) ^ word.0))
}
