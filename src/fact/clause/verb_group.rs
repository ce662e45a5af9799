//! A verb with its auxiliaries, negation, particle, and the verbs that it governs ("chose to sign").

use super::REACH;
use crate::{
    fact::{lexicon::Classes, tree::Tree},
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
        group.copula = self.exactly(here, Relation::Cop);
        for _ in 0..CHAIN {
            let Some(next) = self.governed(here, group.copula.is_some()) else { break };
            if group.copula.take().is_some() {
                group.words.push(here);
            }
            group.words.extend(self.by(next, &[Relation::Mark]));
            self.verbal(next, &mut group.words);
            group.chain.push(next);
            group.copula = self.exactly(next, Relation::Cop);
            here = next;
            if group.copula.is_some() {
                break;
            }
        }
        if group.copula.is_some() {
            group.words.retain(|&word| word != here);
        }
        self.share(head, &mut group);
        let participle = self.has(here, Features::VERB_FORM_PART) || self.has(here, Features::VERB_FORM_GER);
        let bare = self.by(here, &[Relation::Aux]).next().is_none() && group.copula.is_none();
        let past = self.has(here, Features::TENSE_PAST) || self.has(here, Features::VOICE_PASS);
        let alone = self.by(here, &[Relation::Obj, Relation::Nsubj, Relation::Ccomp]).next().is_none();
        group.passive |= self.is_passive(here) || bare && participle && past && here == head && alone;
        let hangs = matches!(self.universal(head), Relation::Acl | Relation::Advcl) || self.hangs_with(head);
        group.implied = bare && participle && here == head && hangs;
        group.words.sort_unstable();
        group.words.dedup();
        group
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
        if self.by(word, &[Relation::Obj, Relation::Iobj]).next().is_some() {
            return None;
        }
        // "stopped saying": some parsers see an adverbial clause in it.
        let steers = self.verb(word).is_some_and(|verb| verb.control.is_some());
        let beside =
            |next: u32| next == word + 1 && steers && self.left(next) == next && !self.is_finite(next);
        let fits = |next: u32| self.universal(next) == Relation::Xcomp || beside(next);
        let mut nexts = self.by(word, &[Relation::Xcomp, Relation::Advcl]);
        let next = nexts.find(|&next| self.is_predicate(next) && fits(next))?;
        // "is able to": an adjective governs infinitives only.
        let fits = !copular || self.upos(word) != Upos::Noun && self.is_infinitive(next);
        // "felt pressured": what it is said to be.
        let done = self.has(next, Features::TENSE_PAST) && self.by(next, &[Relation::Aux]).next().is_none();
        let fits = fits && !done;
        (fits && next > word).then_some(next)
    }

    /// "wants to sell and buy": what governs the first member governs the others.
    fn governors(&self, head: u32, group: &mut VerbGroup) {
        if self.universal(head) != Relation::Conj
            || self.by(head, &[Relation::Nsubj, Relation::Mark]).next().is_some()
        {
            return;
        }
        let Some(first) = self.head(head).filter(|&first| self.is_chained(first)) else { return };
        let mut here = first;
        for _ in 0..REACH {
            let Some(above) = self.head(here).filter(|_| self.is_chained(here)) else { break };
            group.words.extend(self.by(here, &[Relation::Mark]));
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
        let Some(first) = self.head(head).filter(|_| self.universal(head) == Relation::Conj) else { return };
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
            // A past form that the parser took for finite.
            || passive && past && self.first_by(head, Relation::Obj).is_none();
        if shared.peek().is_none() || !alike {
            return;
        }
        group.words.extend(shared);
        group.passive |= passive && self.first_by(head, Relation::Obj).is_none();
    }

    /// A verb with its auxiliaries, particle, negation and light adverbs; of a copula's complement, all but itself.
    fn verbal(&self, word: u32, into: &mut Vec<u32>) {
        into.push(word);
        for child in self.children(word) {
            match self.relation(child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::CompoundPrt => into.push(child),
                Relation::Advmod if self.is(child, Classes::NEGATOR) => into.push(child),
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

    /// The lemma of a verb: the parser's, or where the language does not know that, the one of which the word is a form.
    fn verb_lemma(&self, word: u32) -> &str {
        let lemma = self.lemma(word);
        if self.lexicon.by_lemma(crate::model::WordKey::of(lemma)).is_some() {
            return lemma;
        }
        self.lexicon.by_form(self.key(word)).map_or(lemma, |verb| verb.lemma.as_str())
    }

    /// The lemma of a predicate: "choose to sign", "take over", "be".
    pub(in crate::fact) fn lemma_of(&self, group: &VerbGroup, be: &str) -> String {
        let mut lemma = String::new();
        for (nth, &word) in group.chain.iter().enumerate() {
            let last = nth + 1 == group.chain.len();
            let copula = if last { group.copula } else { self.exactly(word, Relation::Cop) };
            // "is set to leave": how the text holds the leaving.
            if !last
                && self.is(word, Classes::BEFORE_INFINITIVE)
                && (copula.is_some() || self.is_passive(word) || self.first_by(word, Relation::Aux).is_some())
            {
                continue;
            }
            if !lemma.is_empty() {
                lemma.push(' ');
                let bare = (!last || !group.passive) && self.has(word, Features::VERB_FORM_GER)
                    || self.has(word, Features::VERB_FORM_PART);
                if bare && copula.is_none() {
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
            if last && group.passive {
                lemma.push_str(be);
                lemma.push(' ');
                lemma.push_str(&self.form(word).to_lowercase());
            } else {
                lemma.push_str(self.verb_lemma(word));
            }
            for particle in self.children(word).filter(|&child| self.relation(child) == Relation::CompoundPrt)
            {
                lemma.push(' ');
                lemma.push_str(&self.form(particle).to_lowercase());
            }
        }
        lemma
    }
}
