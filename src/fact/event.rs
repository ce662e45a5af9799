//! What kind of event a row tells: by its verb, or by a verb and its noun together ("launched an attack"), unless what acts has no will.

use super::{
    clause::{Clause, Object},
    lexicon::{Classes, joined},
    row::{Draft, Sentence},
    rule::Rule,
};
use crate::{
    lang::{EventKind, Events},
    model::{EntityType, KeyMap, Modality, Relation, Upos, WordKey},
};
use std::{collections::BTreeMap, sync::Arc};

/// A type of event; none where the words tell that there is no event.
type Kind = Option<Arc<str>>;

/// What a language says of events, compiled.
#[derive(Debug, Default)]
pub(super) struct EventBook {
    light: Vec<WordKey>,
    ending: Vec<WordKey>,
    happening: Vec<WordKey>,
    forces: Vec<WordKey>,
    place: Vec<WordKey>,
    asking: Vec<WordKey>,
    /// Types by the noun that names such an event.
    nouns: KeyMap<Arc<str>>,
    /// Types by the words of a predicate, where they are several.
    phrases: KeyMap<Arc<str>>,
    /// By the words of a predicate, the nouns with which it tells a type.
    frames: Frames,
    /// The same, of the nouns that act.
    acts: Frames,
    failing: Vec<WordKey>,
    planned: Vec<(Arc<str>, Arc<str>)>,
    refused: Vec<(Arc<str>, Arc<str>)>,
    ended: Vec<(Arc<str>, Arc<str>)>,
}

/// By the words of a predicate, sets of nouns, each with the type that both tell together.
type Frames = KeyMap<Vec<(Vec<WordKey>, Kind)>>;

/// The key of one word or of several.
fn key(phrase: &str) -> WordKey {
    joined(phrase.split_whitespace().map(WordKey::of))
}

/// What becomes of a type; itself where nothing does.
fn become_(kinds: &[(Arc<str>, Arc<str>)], kind: Arc<str>) -> Arc<str> {
    kinds.iter().find(|(from, _)| *from == kind).map_or(kind, |(_, to)| to.clone())
}

impl EventBook {
    pub fn new(events: &Events, kinds: &[EventKind]) -> Self {
        let keys = |words: &crate::lang::Words| words.iter().map(key).collect::<Vec<_>>();
        let pairs = |kinds: &BTreeMap<String, String>| {
            kinds.iter().map(|(from, to)| (from.as_str().into(), to.as_str().into())).collect()
        };
        let mut book = Self {
            light: keys(&events.light),
            ending: keys(&events.ending),
            happening: keys(&events.happening),
            failing: keys(&events.failing),
            forces: keys(&events.forces),
            place: keys(&events.place),
            asking: keys(&events.asking),
            planned: pairs(&events.planned),
            refused: pairs(&events.refused),
            ended: pairs(&events.ended),
            ..Self::default()
        };
        for entry in kinds {
            let kind: Kind = entry.kind.as_deref().map(Arc::from);
            if let Some(kind) = &kind {
                book.nouns.extend(entry.nouns.iter().map(|noun| (key(noun), kind.clone())));
                book.phrases.extend(entry.phrases.iter().map(|phrase| (key(phrase), kind.clone())));
            }
            for (pairs, frames) in [(&entry.frames, &mut book.frames), (&entry.acts, &mut book.acts)] {
                for (verbs, nouns) in pairs {
                    for verb in verbs.iter() {
                        frames.entry(key(verb)).or_default().push((keys(nouns), kind.clone()));
                    }
                }
            }
        }
        book
    }

    /// What an event is by how the text holds it: an attack that is announced is a threat.
    fn held(&self, kind: Arc<str>, modality: Modality, negated: bool) -> Arc<str> {
        match (modality, negated) {
            (Modality::Planned, false) => become_(&self.planned, kind),
            (Modality::Planned, true) => become_(&self.refused, kind),
            _ => kind,
        }
    }

    /// The type that a predicate and a noun tell together, whatever the verb alone tells.
    fn frame(frames: &Frames, verbs: &[WordKey], nouns: &[WordKey]) -> Option<Kind> {
        verbs.iter().find_map(|verb| {
            let fits = |(among, _): &&(Vec<WordKey>, Kind)| nouns.iter().any(|noun| among.contains(noun));
            frames.get(verb)?.iter().find(fits).map(|(_, kind)| kind.clone())
        })
    }

    fn noun(&self, nouns: &[WordKey]) -> Option<Arc<str>> {
        nouns.iter().find_map(|noun| self.nouns.get(noun)).cloned()
    }
}

impl Sentence<'_> {
    /// The type of event that a row tells.
    pub(super) fn event(
        &self,
        draft: &Draft,
        clause: &Clause,
        modality: Modality,
        negated: bool,
    ) -> Option<Arc<str>> {
        let kind = self.kind(draft, clause)?;
        Some(match draft.rule {
            // What is done to somebody by nobody is no threat: "will be sentenced in May".
            Rule::Purpose | Rule::Patient => kind,
            _ => self.tree.lexicon.events.held(kind, modality, negated),
        })
    }

    fn kind(&self, draft: &Draft, clause: &Clause) -> Option<Arc<str>> {
        let (tree, book) = (self.tree, &self.tree.lexicon.events);
        let passive = clause.verbs.passive && clause.verbs.copula.is_none();
        let object = draft.object.and_then(|side| side.head);
        let subject = draft.subject.and_then(|side| side.head);
        if self.is_force(clause, subject, object, passive) {
            return None;
        }
        let last = clause.verbs.last();
        let (mut ending, mut failing) = (false, false);
        for &word in clause.verbs.chain.iter().filter(|&&word| word != last) {
            let verbs = self.verb_keys(word, clause);
            if let Some(kind) = verbs.iter().find_map(|verb| book.phrases.get(verb)) {
                return Some(kind.clone());
            }
            let entry = tree.verb(word).filter(|_| tree.upos(word) == Upos::Verb);
            if let Some(kind) = entry.and_then(|entry| entry.event.clone()) {
                return Some(kind);
            }
            ending |= verbs.iter().any(|verb| book.ending.contains(verb));
            failing |= verbs.iter().any(|verb| book.failing.contains(verb));
        }
        if self.is_foreseen(clause) {
            return None;
        }
        let verbs = self.verb_keys(last, clause);
        let keys = |word: Option<u32>| word.map_or_else(Vec::new, |noun| self.noun_keys(noun));
        let (mut nouns, actor) =
            if passive { (keys(subject), keys(object)) } else { (keys(object), keys(subject)) };
        // "was put under investigation"
        if passive && !clause.joined.is_empty() {
            nouns.extend(keys(object));
        }
        let told = EventBook::frame(&book.frames, &verbs, &nouns);
        let told = told.or_else(|| EventBook::frame(&book.acts, &verbs, &actor));
        let kind = match told {
            Some(kind) => kind?,
            None => {
                let phrase = || verbs.iter().find_map(|verb| book.phrases.get(verb)).cloned();
                let own = || tree.verb(last).filter(|_| clause.verbs.copula.is_none())?.event.clone();
                let has = |among: &[WordKey]| verbs.iter().any(|verb| among.contains(verb));
                let carried = || {
                    let noun = book.noun(&nouns)?;
                    if has(&book.ending) {
                        // "to end the killings": whoever wants that does not kill.
                        return (clause.rule != Rule::Purpose).then(|| become_(&book.ended, noun));
                    }
                    has(&book.light).then_some(noun)
                };
                let happens = || {
                    let alone = object.is_none() || !clause.joined.is_empty();
                    let noun = subject.filter(|_| alone && has(&book.happening))?;
                    book.noun(&self.noun_keys(noun))
                };
                let kind = phrase().or_else(carried).or_else(own).or_else(happens);
                kind.or_else(|| self.wished(clause))?
            }
        };
        Some(match (ending, failing) {
            (true, _) => become_(&book.ended, kind),
            (_, true) => become_(&book.refused, kind),
            _ => kind,
        })
    }

    /// "warned that the dam may break", "warned of hunger": what a speaker only foresees threatens nobody.
    fn is_foreseen(&self, clause: &Clause) -> bool {
        let tree = self.tree;
        let warns = tree
            .verb(clause.verbs.last())
            .is_some_and(|verb| verb.speech && verb.event.as_deref().is_some_and(|kind| kind == "THREATEN"));
        let other = match clause.object {
            Some(Object::Clause(content)) => {
                let subject = tree.by(content, &[Relation::Nsubj]).next();
                let own = subject.is_some_and(|subject| tree.upos(subject) == Upos::Pron);
                let planned = self.has_modal(content, Modality::Planned);
                !own && (!planned || subject.is_none_or(|subject| self.has_no_will(subject)))
            }
            Some(Object::Quoted(_)) | None => true,
            _ => !clause.joined.is_empty(),
        };
        warns && other
    }

    /// True where what acts is no actor: a flood, a disease, an accident.
    fn is_force(&self, clause: &Clause, subject: Option<u32>, object: Option<u32>, passive: bool) -> bool {
        if !passive {
            return subject.is_some_and(|subject| self.has_no_will(subject));
        }
        // "killed in a landslide", "displaced by floods"
        let led = object.filter(|_| !clause.joined.is_empty());
        let others = clause.arguments.iter().filter(|part| !part.clause && !part.lead.is_empty());
        led.into_iter()
            .chain(others.map(|part| part.head))
            .any(|word| self.has_no_will(word) && self.tree.time(word).is_none())
    }

    /// True for a noun of what acts without a will.
    fn has_no_will(&self, noun: u32) -> bool {
        self.noun_keys(noun).iter().any(|noun| self.tree.lexicon.events.forces.contains(noun))
    }

    /// True for a verb with a modal of this kind: "will", "must".
    fn has_modal(&self, verb: u32, modality: Modality) -> bool {
        let tree = self.tree;
        tree.by(verb, &[Relation::Aux]).any(|word| {
            tree.is(word, Classes::MODAL) && tree.lexicon.modality.get(&tree.key(word)) == Some(&modality)
        })
    }

    /// The keys under which a verb may stand: alone, with its particle, with the preposition or the "to" behind it.
    fn verb_keys(&self, word: u32, clause: &Clause) -> Vec<WordKey> {
        let tree = self.tree;
        let last = clause.verbs.last();
        let copula = clause.verbs.copula.is_some() && word == last;
        let lemma = if copula {
            WordKey::of(&tree.lexicon.be)
        } else {
            tree.verb(word).map_or_else(|| WordKey::of(tree.lemma(word)), |verb| WordKey::of(&verb.lemma))
        };
        let particle = tree.children(word).find(|&child| {
            tree.relation(child) == Relation::CompoundPrt
                || tree.is(child, Classes::PARTICLE) && child == word + 1
        });
        let particle = particle.map(|word| tree.key(word));
        let lead = (clause.joined.start..clause.joined.end).map(|word| tree.key(word));
        let lead: Vec<_> = if word == last { lead.collect() } else { Vec::new() };
        let to = clause.verbs.chain.iter().find(|&&next| next > word && tree.is_infinitive(next));
        let to = to.and_then(|&next| tree.by(next, &[Relation::Mark]).next()).map(|mark| tree.key(mark));
        let mut keys = Vec::new();
        if let Some(to) = to.filter(|_| word != last) {
            keys.push(joined([lemma, to].into_iter()));
        }
        if !lead.is_empty() {
            keys.extend(particle.map(|particle| joined([lemma, particle].into_iter().chain(lead.clone()))));
            keys.push(joined(std::iter::once(lemma).chain(lead)));
        }
        keys.extend(particle.map(|particle| joined([lemma, particle].into_iter())));
        if !copula {
            keys.push(joined(std::iter::once(lemma)));
        }
        keys
    }

    /// The keys under which a noun may stand: with the noun before it, by its lemma, as written; of "dozens of attacks", the attacks.
    fn noun_keys(&self, word: u32) -> Vec<WordKey> {
        let tree = self.tree;
        let counts = tree.is_measure(word) || tree.quantity(word).is_some();
        let word = tree.measured(word).filter(|_| counts).unwrap_or(word);
        let lemma = WordKey::of(&tree.lemma(word).to_lowercase());
        let before = tree.by(word, &[Relation::Compound, Relation::Amod]).filter(|&child| child + 1 == word);
        let mut keys: Vec<_> = before.map(|child| joined([tree.key(child), lemma].into_iter())).collect();
        keys.extend([lemma, tree.key(word)].map(|key| joined(std::iter::once(key))));
        if tree.mention(word).is_some_and(|mention| mention.kind == EntityType::Gpe) {
            keys.extend(&tree.lexicon.events.place);
        }
        keys
    }

    /// "The minister said that the rebels must leave": who says what others have to do asks it of them.
    fn wished(&self, clause: &Clause) -> Option<Arc<str>> {
        let tree = self.tree;
        let Some(Object::Clause(content)) = clause.object else { return None };
        let says = tree.verb(clause.verbs.last()).is_some_and(|verb| verb.speech);
        let asks = says && self.has_modal(content, Modality::Requested);
        asks.then(|| tree.lexicon.events.noun(&tree.lexicon.events.asking)).flatten()
    }
}
