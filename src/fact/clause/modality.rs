//! How the words of a clause themselves hold what it says: denied, planned, possible, asked for.

use super::{REACH, VerbGroup};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{Features, Modality, Relation},
};

impl Tree<'_> {
    /// True where a word of the predicate denies it. What a phrase of nothing denies is told by the rows.
    pub(super) fn is_negated(&self, head: u32, group: &VerbGroup) -> bool {
        let denies = |word: u32| {
            self.children(word).any(|child| {
                matches!(
                    self.universal(child),
                    Relation::Advmod | Relation::Cc | Relation::Discourse | Relation::Det | Relation::Mark
                ) && self.is(child, Classes::NEGATOR.with(Classes::NEGATIVE))
                    && (self.universal(child) != Relation::Det || group.copula.is_some())
            })
        };
        let own = group.chain.iter().any(|&word| denies(word));
        // "did not eat or drink"
        let shares = self.universal(head) == Relation::Conj
            && self.by(head, &[Relation::Nsubj, Relation::Aux]).next().is_none()
            && self.by(head, &[Relation::Cc]).any(|word| self.is(word, Classes::EITHER));
        let shared = shares && self.head(head).is_some_and(denies);
        own || shared
    }

    /// How auxiliaries, governing verbs and adverbs hold it.
    pub(super) fn modality(&self, head: u32, group: &VerbGroup) -> Option<Modality> {
        let mut held = None;
        for (nth, &word) in group.chain.iter().enumerate() {
            let last = nth + 1 == group.chain.len();
            if !last {
                held = held.or_else(|| self.governs(word));
            }
        }
        // "29 May"
        // "I'd been a guide": had.
        let modal = |word: u32| {
            self.is(word, Classes::MODAL)
                && self.time(word).is_none()
                && self
                    .word(word)
                    .is_some_and(|word| self.lexicon.classes(word.lemma_key).any(Classes::MODAL))
        };
        let auxiliary = group.words.iter().filter(|&&word| modal(word));
        let modal = auxiliary.filter_map(|&word| self.lexicon.modality.get(&self.key(word)).copied()).next();
        let modal = modal.filter(|&modality| modality != Modality::Asserted);
        // "would have gone" has not gone.
        let last = group.last();
        let perfect =
            !self.is_passive(last) && self.has(last, Features::VERB_FORM_PART) && group.copula.is_none();
        let shifted = !perfect
            && group.words.iter().any(|&word| self.is(word, Classes::BACKSHIFTED))
            && self.is_told_past(head);
        let modal = if shifted { Some(Modality::Planned) } else { modal };
        // "the ministers are to travel"
        let due = group.copula.is_none() && self.first_by(group.last(), Relation::Cop).is_some();
        let due = due || self.shares_due(head);
        held.or(modal).or(due.then_some(Modality::Planned)).or_else(|| self.by_adverb(head, group))
    }

    /// True for what somebody said, of the past: "said it would go".
    fn is_told_past(&self, head: u32) -> bool {
        let mut here = head;
        for _ in 0..REACH {
            let Some(above) = self.head(here) else { return false };
            match self.universal(here) {
                Relation::Conj => here = above,
                Relation::Ccomp => {
                    let past = self.has(above, Features::TENSE_PAST);
                    let condition = self.by(here, &[Relation::Advcl]).any(|clause| self.is_condition(clause));
                    return past && !condition && self.verb(above).is_some_and(|verb| verb.speech);
                }
                _ => return false,
            }
        }
        false
    }

    /// "the state is to drop the case and pay": what is due of the first is due of the others.
    fn shares_due(&self, head: u32) -> bool {
        let mut here = head;
        for _ in 0..REACH {
            let own = self.by(here, &[Relation::Nsubj, Relation::Aux, Relation::Cop]).next().is_some();
            match self.head(here).filter(|_| self.universal(here) == Relation::Conj && !own) {
                Some(first) if self.is_due(first) => return self.has(head, Features::VERB_FORM_INF),
                Some(first) => here = first,
                None => return false,
            }
        }
        false
    }

    /// How a verb holds what it governs.
    fn governs(&self, word: u32) -> Option<Modality> {
        let leads = self.is(word, Classes::BEFORE_INFINITIVE)
            && (self.is_copular(word) || self.by(word, &[Relation::Aux]).next().is_some());
        if leads && let Some(&modality) = self.lexicon.modality.get(&self.key(word)) {
            return Some(modality);
        }
        // "the ministers are to travel"
        if self.lemma(word) == self.lexicon.be {
            return Some(Modality::Planned);
        }
        let entry = self.verb(word)?;
        let modality = if self.is_passive(word) { entry.steer } else { entry.control };
        modality.filter(|&modality| modality != Modality::Asserted)
    }

    fn by_adverb(&self, head: u32, group: &VerbGroup) -> Option<Modality> {
        let mut words =
            group.chain.iter().copied().chain([head]).flat_map(|word| self.by(word, &[Relation::Advmod]));
        words.find_map(|adverb| {
            let classes = self.classes(adverb);
            if classes.any(Classes::POSSIBLE) {
                Some(Modality::Possible)
            } else if classes.any(Classes::REPORTED) {
                Some(Modality::Reported)
            } else {
                None
            }
        })
    }

    /// "provided that": a participle that sets a condition.
    pub(super) fn is_provided(&self, word: u32) -> bool {
        self.is(word, Classes::CONDITIONAL)
            && self.universal(word) == Relation::Advcl
            && self.by(word, &[Relation::Nsubj, Relation::Mark, Relation::Obj]).next().is_none()
            && self.by(word, &[Relation::Ccomp]).next().is_some()
    }

    /// "if", "in case"
    fn sets_condition(&self, mark: u32) -> bool {
        let words = (mark..=self.right(mark)).map(|word| self.key(word));
        self.is(mark, Classes::CONDITIONAL) || self.lexicon.is_condition(words)
    }

    /// True where a condition opens the clause, or the list of clauses that it is in.
    pub(super) fn is_condition(&self, head: u32) -> bool {
        let mut here = head;
        for _ in 0..REACH {
            if self.by(here, &[Relation::Mark]).any(|mark| self.sets_condition(mark)) {
                return true;
            }
            // "provided that the boxes arrive"
            if self.universal(here) == Relation::Ccomp
                && self.head(here).is_some_and(|verb| self.is_provided(verb))
            {
                return true;
            }
            match self.head(here) {
                Some(above) if self.universal(here) == Relation::Conj => here = above,
                _ => return false,
            }
        }
        false
    }
}
