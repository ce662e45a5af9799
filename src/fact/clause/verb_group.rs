//! A verb with its auxiliaries, negation, particle, and the verbs that it governs ("chose to sign").

use super::REACH;
use crate::{
    fact::{
        lexicon::{Classes, VerbEntry},
        tree::Tree,
    },
    model::{Features, Relation, Shape, Upos},
};

/// The most verbs that govern one another in a group.
const CHAIN: usize = 4;

/// The words of a predicate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::fact) struct VerbGroup {
    /// Its verbs, or the complement of its copula, each governing the next.
    pub chain: Vec<u32>,
    /// All its words, in order.
    pub words: Vec<u32>,
    /// The last of the chain is what its copula says of the subject.
    pub copula: Option<u32>,
    pub passive: bool,
    /// A participle without the copula that it implies: "troops [be] backed by".
    pub implied: bool,
}

impl VerbGroup {
    /// The word whose dependents are the object and the arguments.
    pub fn last(&self) -> u32 {
        self.chain.last().copied().unwrap_or_default()
    }
}

impl Tree<'_> {
    /// True where the word is part of the chain of another predicate.
    pub(in crate::fact) fn is_chained(&self, word: u32) -> bool {
        let Some(above) = self.head(word) else { return false };
        matches!(self.universal(word), Relation::Xcomp | Relation::Advcl)
            && self.is_predicate(above)
            && self.governed(above, self.is_copular(above)) == Some(word)
    }

    /// A passive shows its auxiliary; a subject that the parser takes for a passive's is not enough.
    pub(super) fn is_passive(&self, word: u32) -> bool {
        self.exactly(word, Relation::AuxPass).is_some()
    }

    pub(super) fn verb_group(&self, head: u32) -> VerbGroup {
        let mut group = VerbGroup::default();
        self.governors(head, &mut group);
        let mut here = head;
        group.chain.push(here);
        self.verbal(here, &mut group.words);
        group.copula = self.copula(here);
        for _ in 0..CHAIN {
            let Some(next) = self.governed(here, group.copula.is_some()) else { break };
            if group.copula.take().is_some() {
                group.words.push(here);
            }
            group.words.extend(self.by(next, &[Relation::Mark]));
            self.verbal(next, &mut group.words);
            group.chain.push(next);
            group.copula = self.copula(next);
            here = next;
            if group.copula.is_some() {
                break;
            }
        }
        if group.copula.is_some() {
            group.words.retain(|&word| word != here);
        }
        if self.is_due(head) {
            group.words.extend(self.by(head, &[Relation::Mark]));
        }
        self.share(head, &mut group);
        let participle = self.has(here, Features::VERB_FORM_PART) || self.has(here, Features::VERB_FORM_GER);
        let bare = self.by(here, &[Relation::Aux]).next().is_none() && group.copula.is_none();
        // "clashes erupted": of a verb that mostly stands without an object, nothing is done to its subject.
        // "spoke by telephone": a past form that is no participle is active.
        let active = self.verb(here).is_some_and(|entry| entry.past.contains(&self.key(here)));
        let done_to = !active
            && (!self.verb(here).is_some_and(|entry| entry.alone)
                || self.universal(here) == Relation::Acl
                || self.exactly(here, Relation::OblAgent).is_some());
        let past = done_to && (self.has(here, Features::TENSE_PAST) || self.has(here, Features::VOICE_PASS));
        let alone = self.by(here, &[Relation::Obj, Relation::Nsubj, Relation::Ccomp]).next().is_none();
        group.passive |= self.is_passive(here) || bare && participle && past && here == head && alone;
        // "wants the tax dropped", "kept the bridge closed"
        let made = bare && past && alone && here == head && self.is_made(head);
        // "so many killed by the army": the doer stands behind.
        let done = bare
            && past
            && self.by(here, &[Relation::Obj]).next().is_none()
            && self.exactly(here, Relation::OblAgent).is_some();
        // "names compared": the parser sees a participle and who suffers it.
        let voiced = bare
            && done_to
            && participle
            && self.has(here, Features::VOICE_PASS)
            && self.by(here, &[Relation::Obj, Relation::Ccomp]).next().is_none()
            && self.exactly(here, Relation::NsubjPass).is_some();
        // "an engineer abducted in May", with a past form that the parser took for finite.
        let told = bare && past && alone && self.relation(head) == Relation::Acl;
        // "some of them wrapped in flags": a past form beside a clause, with a subject of its own and no object.
        let absolute = bare
            && past
            && matches!(self.universal(head), Relation::Advcl | Relation::Parataxis)
            && self
                .by(here, &[Relation::Mark, Relation::Obj, Relation::Ccomp, Relation::Xcomp])
                .next()
                .is_none()
            && self.by(here, &[Relation::Nsubj]).next().is_some_and(|subject| {
                let left = self.left(head);
                let parted = left.checked_sub(1).is_some_and(|comma| self.form(comma) == ",");
                left == self.left(subject) && parted && self.by(subject, &[Relation::Nmod]).next().is_some()
            })
            && self.needs_object(here);
        let made = made || (done || voiced || told || absolute) && here == head;
        group.passive |= made;
        let hangs =
            made || matches!(self.universal(head), Relation::Acl | Relation::Advcl) || self.hangs_with(head);
        group.implied = bare && (participle || made) && here == head && hangs;
        group.words.sort_unstable();
        group.words.dedup();
        group
    }

    /// What is done to the object of the verb above.
    fn is_made(&self, word: u32) -> bool {
        let object = |above| self.by(above, &[Relation::Obj, Relation::Iobj]).next();
        self.universal(word) == Relation::Xcomp
            && self.by(word, &[Relation::Mark]).next().is_none()
            && self.head(word).and_then(object).is_some_and(|object| object < word)
    }

    /// A conjunct of a participle that describes.
    fn hangs_with(&self, head: u32) -> bool {
        self.universal(head) == Relation::Conj
            && self.head(head).is_some_and(|first| {
                matches!(self.universal(first), Relation::Acl | Relation::Advcl) && !self.is_finite(first)
            })
    }

    /// The verb that a verb governs with the same subject.
    fn governed(&self, word: u32, copular: bool) -> Option<u32> {
        if self.controller(word).is_some() {
            return None;
        }
        // "stopped saying": some parsers see an adverbial clause in it.
        let steers = self.verb(word).is_some_and(|verb| verb.control.is_some());
        let beside =
            |next: u32| next == word + 1 && steers && self.left(next) == next && !self.is_finite(next);
        // "used to carry": some parsers see an infinitive of purpose in it; but not in "the buses used to carry them".
        let habit = |next: u32| {
            self.is(word, Classes::MODAL)
                && self.relation(word) != Relation::Acl
                && self.left(next) == word + 1
                && self.is_infinitive(next)
                && !self.is_passive(word)
        };
        // "called for the road to be closed": what has a subject of its own is a clause.
        let own = |next: u32| self.by(next, &[Relation::Nsubj]).next().is_some();
        let fits =
            |next: u32| self.universal(next) == Relation::Xcomp && !own(next) || beside(next) || habit(next);
        let mut nexts = self.by(word, &[Relation::Xcomp, Relation::Advcl]);
        let next = nexts.find(|&next| self.is_predicate(next) && fits(next))?;
        // "is able to": an adjective governs infinitives only.
        let fits = !copular || self.upos(word) != Upos::Noun && self.is_infinitive(next);
        // "felt pressured": what it is said to be.
        let done = self.has(next, Features::TENSE_PAST) && self.by(next, &[Relation::Aux]).next().is_none();
        // "the receipts that experts found to have been altered": whose altering it is stands before.
        let before = self.by(word, &[Relation::Obj]).next().is_some() && self.is_passive(next);
        let fits = fits && !done && !before && !self.is_ample(word, next);
        (fits && next > word).then_some(next)
    }

    /// "wants to sell and buy": what governs the first member governs the others.
    fn governors(&self, head: u32, group: &mut VerbGroup) {
        if self.universal(head) != Relation::Conj
            || self.by(head, &[Relation::Nsubj]).next().is_some()
            || self.by(head, &[Relation::Mark]).any(|mark| !self.is(mark, Classes::TO))
        {
            return;
        }
        let Some(first) = self.head(head).filter(|&first| self.is_chained(first)) else { return };
        let mut here = first;
        for _ in 0..REACH {
            let Some(above) = self.head(here).filter(|_| self.is_chained(here)) else { break };
            let own = here == first && self.is_infinitive(head);
            group.words.extend(self.by(if own { head } else { here }, &[Relation::Mark]));
            self.verbal(above, &mut group.words);
            if self.is_copular(above) {
                group.words.push(above);
            }
            group.chain.insert(0, above);
            here = above;
        }
    }

    /// The auxiliaries of the first member of a list, where the others are of the same form: "was seized and burned".
    fn share(&self, head: u32, group: &mut VerbGroup) {
        let Some(mut first) = self.head(head).filter(|_| self.universal(head) == Relation::Conj) else {
            return;
        };
        // "was announced, mocked and shelved": the one before may share them too.
        for _ in 0..REACH {
            let bare = self.by(first, &[Relation::Aux, Relation::Cop, Relation::Nsubj]).next().is_none();
            match self.head(first) {
                Some(above) if bare && self.universal(first) == Relation::Conj => first = above,
                _ => break,
            }
        }
        let own = self.by(head, &[Relation::Nsubj, Relation::Aux, Relation::Cop]).next().is_some();
        if own || self.upos(head) != Upos::Verb || group.chain.first() != Some(&head) {
            return;
        }
        let participle =
            |word: u32| self.has(word, Features::VERB_FORM_PART) || self.has(word, Features::VERB_FORM_GER);
        let infinitive = |word: u32| self.has(word, Features::VERB_FORM_INF);
        let mut shared = self.by(first, &[Relation::Aux]).peekable();
        let passive = self.is_passive(first);
        let past = self.has(head, Features::TENSE_PAST);
        let alike = participle(head) && participle(first)
            || infinitive(head) && infinitive(first)
            // A past form that the parser took for finite, beside who did it; without, "was robbed and died" is as likely.
            || passive && past && self.exactly(head, Relation::OblAgent).is_some()
            // "was robbed and sent back": of a verb that needs an object, the form is the participle.
            || passive && past && self.needs_object(head)
            // "was beaten and left lying in the street"
            || passive && past && self.verb(head).is_some_and(|entry| entry.makes.is_some())
                && self.by(head, &[Relation::Obj, Relation::Xcomp]).all(|child| self.upos(child) == Upos::Adj);
        if shared.peek().is_none() || !alike {
            return;
        }
        group.words.extend(shared);
        // "was tried and fined two dollars": a passive of what takes two objects keeps one.
        let twofold = participle(head) && self.verb(head).is_some_and(|entry| entry.twofold);
        group.passive |= passive && (twofold || self.first_by(head, Relation::Obj).is_none());
    }

    /// True for a verb that seldom stands without an object, and has none here.
    fn needs_object(&self, word: u32) -> bool {
        let says = |entry: &VerbEntry| entry.speech || entry.complement.is_some() || entry.control.is_some();
        self.verb(word).is_some_and(|entry| !entry.alone && !says(entry))
            && self.by(word, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).next().is_none()
    }

    /// A verb with its auxiliaries, particle, negation and light adverbs; of a copula's complement, all but itself.
    fn verbal(&self, word: u32, into: &mut Vec<u32>) {
        into.push(word);
        for child in self.children(word) {
            match self.relation(child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::CompoundPrt => into.push(child),
                Relation::Advmod if self.is(child, Classes::NEGATOR) || self.is_particle(child) => {
                    into.push(child)
                }
                Relation::Advmod
                    if child < word && self.left(child) == child && self.right(child) == child =>
                {
                    let after = self.children(word).any(|aux| {
                        aux < child && matches!(self.universal(aux), Relation::Aux | Relation::Cop)
                    });
                    let parted = child > self.tokens.start && self.shape(child - 1).has(Shape::PUNCT);
                    let copular = self.is_copular(word) && self.upos(word) != Upos::Noun && child + 1 == word;
                    let asks = self.is(child, Classes::QUESTION);
                    if (after || child + 1 == word) && !parted && !copular && !asks {
                        into.push(child);
                    }
                }
                _ => {}
            }
        }
    }

    /// "came back", "got out": an adverb that changes what the verb says.
    fn is_particle(&self, word: u32) -> bool {
        let bare = self.left(word) == word && self.right(word) == word;
        let verb = self.head(word).filter(|&verb| self.upos(verb) == Upos::Verb);
        bare && self.is(word, Classes::PARTICLE)
            && verb.is_some_and(|verb| verb + 1 == word)
            && !self.is_led(word)
    }

    /// The lemma of a verb: the parser's, or where the language does not know that, the one of which the word is a form.
    fn verb_lemma(&self, word: u32) -> &str {
        let lemma = self.lemma(word);
        if self.lexicon.by_lemma(crate::model::WordKey::of(lemma)).is_some() {
            return lemma;
        }
        self.lexicon.by_form(self.key(word)).map_or(lemma, |verb| verb.lemma.as_str())
    }

    /// The lemma of a predicate: "choose to sign", "take over", "be"; of a passive, the participle where it is to be read.
    pub(in crate::fact) fn lemma_of(&self, group: &VerbGroup, be: &str, read: bool) -> String {
        let mut lemma = String::new();
        for (nth, &word) in group.chain.iter().enumerate() {
            let last = nth + 1 == group.chain.len();
            let copula = if last { group.copula } else { self.copula(word) };
            // "is set to leave", "used to carry": how the text holds the leaving and the carrying.
            let set = self.is(word, Classes::BEFORE_INFINITIVE)
                && (copula.is_some()
                    || self.is_passive(word)
                    || self.first_by(word, Relation::Aux).is_some());
            if !last && (set || self.is(word, Classes::MODAL)) {
                continue;
            }
            if !lemma.is_empty() {
                lemma.push(' ');
                // "claimed to have killed"
                let perfect = self.is_infinitive(word) && !group.passive;
                let bare = (!last || !group.passive) && self.has(word, Features::VERB_FORM_GER)
                    || self.has(word, Features::VERB_FORM_PART)
                        && !perfect
                        && !(last && group.passive && self.is_infinitive(word));
                if bare && copula.is_none() {
                    // "deny having held them"
                    let perfect = self.by(word, &[Relation::Aux]).filter(|_| !self.is_infinitive(word));
                    for auxiliary in perfect {
                        lemma.push_str(&self.form(auxiliary).to_lowercase());
                        lemma.push(' ');
                    }
                    lemma.push_str(&self.form(word).to_lowercase());
                    continue;
                }
                if self.is_infinitive(word) || self.universal(word) == Relation::Conj {
                    let first = self.head(word).filter(|_| self.universal(word) == Relation::Conj);
                    let mut marks = [Some(word), first]
                        .into_iter()
                        .flatten()
                        .flat_map(|verb| self.by(verb, &[Relation::Mark]));
                    if let Some(to) = marks.next() {
                        lemma.push_str(&self.form(to).to_lowercase());
                        lemma.push(' ');
                    }
                }
            }
            if copula.is_some() {
                lemma.push_str(be);
                if !last {
                    lemma.push(' ');
                    lemma.push_str(&self.form(word).to_lowercase());
                }
                continue;
            }
            let passive = last && group.passive;
            // "was allowed to leave" is not "allowed to leave".
            let governs = !last && self.is_passive(word);
            if passive || governs {
                lemma.push_str(be);
                lemma.push(' ');
            }
            if passive && read || governs {
                lemma.push_str(&self.form(word).to_lowercase());
            } else {
                lemma.push_str(self.verb_lemma(word));
            }
            let particle =
                |child: u32| self.relation(child) == Relation::CompoundPrt || self.is_particle(child);
            for particle in self.children(word).filter(|&child| particle(child)) {
                lemma.push(' ');
                lemma.push_str(&self.form(particle).to_lowercase());
            }
        }
        lemma
    }
}
