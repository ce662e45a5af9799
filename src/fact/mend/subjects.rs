//! Subjects that the parser hides: beside their title, behind a preposition, before a comma, as one of two.

use super::Mender;
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos, Word},
};

/// How far before a verb its subject is looked for.
const FRONT: u32 = 40;

impl Mender<'_> {
    /// "Fighting between soldiers and rebels killed two": no subject begins with "and"; the gerund is the subject, and the rest goes with it.
    pub(super) fn fight(&mut self, gerund: u32) {
        let Some(verb) = self.head(gerund).filter(|&verb| gerund < verb) else { return };
        let Some(last) = self.by(verb, Relation::Nsubj).find(|&last| gerund < last && last < verb) else {
            return;
        };
        let joined = self.by(last, Relation::Cc).any(|and| and < last);
        let first = self.by(gerund, Relation::Obl).find(|&first| gerund < first && first < last);
        let Some(first) = first.filter(|_| joined && self.at(gerund).upos == Upos::Verb) else { return };
        if (gerund..verb).any(|word| self.is_comma(word)) {
            return;
        }
        self.hang(last, first, Relation::Conj);
        self.hang(gerund, verb, Relation::Nsubj);
        self.change(gerund, |gerund| gerund.upos = Upos::Noun);
        self.change(first, |first| first.relation = Relation::Nmod);
    }

    /// "Party leader Ada Osei won": of two subjects side by side, the office goes with the name.
    pub(super) fn titled(&mut self, verb: u32) {
        let mut subjects = self.by(verb, Relation::Nsubj);
        let (Some(title), Some(name)) = (subjects.next(), subjects.next()) else { return };
        drop(subjects);
        let beside = title + 1 == name && self.at(title).upos == Upos::Noun && self.is_person(name);
        if beside && !self.is_person(title) {
            self.hang(title, name, Relation::NmodDesc);
        }
    }

    /// "Fighting erupted": what the parser takes for an auxiliary is a noun.
    fn gerund_subject(&mut self, verb: u32) {
        let first = self.tokens.start;
        let Word { upos, relation, head, .. } = self.at(first);
        let lacks = self.by(verb, Relation::Nsubj).next().is_none();
        if upos == Upos::Verb && relation.universal() == Relation::Aux && head == verb && lacks {
            self.change(first, |word| (word.upos, word.relation) = (Upos::Noun, Relation::Nsubj));
        }
    }

    /// "Neighbouring Togo has closed its ports": a finite verb without a subject has one in the name that stands before it.
    pub(super) fn lacking(&mut self, verb: u32) {
        self.gerund_subject(verb);
        let finite = |word: u32| self.at(word).features.has(Features::VERB_FORM_FIN);
        let clausal = matches!(
            self.at(verb).relation.universal(),
            Relation::Root | Relation::Ccomp | Relation::Parataxis
        );
        let tells = clausal && (finite(verb) || self.by(verb, Relation::Aux).any(finite));
        let has = [Relation::Nsubj, Relation::Csubj, Relation::Expl];
        if !tells || has.into_iter().any(|relation| self.by(verb, relation).next().is_some()) {
            return;
        }
        let found = self.children(verb).find_map(|child| {
            let name = self.at(child).upos == Upos::Propn || self.is_person(child);
            let led = self.by(child, Relation::Case).next();
            let joined = led.filter(|&case| self.at(case).upos == Upos::Verb && case + 1 == child);
            let fits = match self.at(child).relation.universal() {
                Relation::Obl => joined.is_some(),
                Relation::Discourse | Relation::Vocative | Relation::Dislocated => led.is_none(),
                _ => false,
            };
            (child < verb && name && fits).then_some((child, joined))
        });
        let Some((name, joined)) = found else { return };
        self.subject(name, verb);
        if let Some(joined) = joined {
            self.hang(joined, name, Relation::Amod);
        }
    }

    /// "who last week left the party": a pronoun that opens a clause without a subject is its subject.
    pub(super) fn pronoun(&mut self, clause: u32) {
        if self.by(clause, Relation::Nsubj).next().is_some()
            || self.by(clause, Relation::Aux).next().is_some()
        {
            return;
        }
        let opens = |&word: &u32| word < clause && self.is(word, Classes::RELATIVE);
        let pronoun = self.by(clause, Relation::Obj).find(opens);
        if let Some(pronoun) = pronoun.filter(|_| self.at(clause).features.has(Features::VERB_FORM_FIN)) {
            self.hang(pronoun, clause, Relation::Nsubj);
        }
    }

    /// Of two subjects, the one that belongs elsewhere: "near the capital, Lome, a boat", "men claiming to have ousted the king came".
    pub(super) fn second(&mut self, verb: u32) {
        let mut subjects = self.by(verb, Relation::Nsubj).filter(|&subject| subject < verb);
        let (Some(first), Some(second)) = (subjects.next(), subjects.next()) else { return };
        drop(subjects);
        let start = self.start(first + 1, second);
        let Some(before) = start.checked_sub(1).filter(|&before| before > first) else { return };
        let end = (second..verb).rev().find(|&word| self.is_under(word, second)).unwrap_or(second) + 1;
        if self.is_comma(before) && self.is_comma(end) {
            let noun = before.checked_sub(1).filter(|&noun| {
                noun > first
                    && matches!(self.at(noun).upos, Upos::Noun | Upos::Propn)
                    && self.is_under(noun, first)
            });
            if let Some(noun) = noun.filter(|_| self.is_named(second)) {
                self.hang(second, noun, Relation::Appos);
            }
            return;
        }
        let governs = self.at(before).upos == Upos::Verb
            && self.is_under(before, first)
            && self.by(before, Relation::Obj).next().is_none()
            && !self.verb(before).is_some_and(|entry| entry.alone);
        if governs {
            self.hang(second, before, Relation::Obj);
        }
    }

    /// "boys taken from a school last week have been freed": what ends a clause that describes the subject is its time.
    pub(super) fn described_when(&mut self, verb: u32) {
        let time = self.by(verb, Relation::Obl).find(|&time| time < verb && self.is_time(time));
        let Some(time) = time else { return };
        let start = self.start(self.tokens.start, time);
        let Some(subject) = self.by(verb, Relation::Nsubj).find(|&subject| subject < start) else { return };
        let tied = self.by(subject, Relation::Acl).find(|&clause| {
            let whole = (clause..start).all(|word| self.is_under(word, clause));
            subject < clause && clause < start && whole && !self.is_comma(start - 1)
        });
        let bare = self.by(time, Relation::Case).next().is_none();
        if let Some(clause) = tied.filter(|_| bare) {
            self.hang(time, clause, Relation::OblUnmarked);
        }
    }

    /// "Close to 40 people were held": who is counted is the subject, and no part of how near that is.
    pub(super) fn nearly(&mut self, near: u32) {
        let Some(verb) = self.head(near).filter(|&verb| near < verb && self.at(verb).upos == Upos::Verb)
        else {
            return;
        };
        let Some(noun) = self.by(near, Relation::Obl).next().filter(|&noun| near < noun && noun < verb)
        else {
            return;
        };
        let quantities = &self.found.quantities;
        let at = quantities.partition_point(|quantity| quantity.tokens.end <= near);
        let counted = quantities.get(at).filter(|quantity| quantity.tokens.start <= near);
        let number = self.by(noun, Relation::Nummod).next();
        let Some(number) = number.filter(|&number| counted.is_some_and(|q| number < q.tokens.end)) else {
            return;
        };
        if self.by(verb, Relation::Nsubj).next().is_some() {
            return;
        }
        self.subject(noun, verb);
        self.hang(near, number, Relation::Advmod);
        let cases: Vec<u32> =
            self.by(noun, Relation::Case).filter(|&case| near < case && case < number).collect();
        for case in cases {
            self.hang(case, near, Relation::Fixed);
        }
    }

    /// "left after his father, the king, was killed": what the parser takes for a preposition opens a clause, and the noun is its subject.
    pub(super) fn opened(&mut self, clause: u32) {
        let when = Classes::BOUNDING.with(Classes::TEMPORAL);
        let finite = |word: u32| self.at(word).features.has(Features::VERB_FORM_FIN);
        let tells = self.by(clause, Relation::Aux).any(finite);
        let has = [Relation::Nsubj, Relation::Mark, Relation::Expl];
        if !tells || has.into_iter().any(|relation| self.by(clause, relation).next().is_some()) {
            return;
        }
        let found = self.by(clause, Relation::Obl).find_map(|noun| {
            let case = self.by(noun, Relation::Case).next()?;
            (case < noun && noun < clause && self.is(case, when) && !self.is_time(noun))
                .then_some((noun, case))
        });
        if let Some((noun, case)) = found {
            self.subject(noun, clause);
            self.hang(case, clause, Relation::Mark);
        }
    }

    /// "Despite the war, the country's army, which was weak, asked for more": the noun that fills all between a comma and a verb without a
    /// subject is its subject.
    pub(super) fn fronted(&mut self, verb: u32) {
        let own = [Relation::Nsubj, Relation::Csubj, Relation::Expl, Relation::Mark];
        let past = self.at(verb).features.has(Features::TENSE_PAST)
            && self.at(verb).features.has(Features::VERB_FORM_FIN);
        let main = matches!(self.at(verb).relation, Relation::Root | Relation::Ccomp);
        if !main || !past || own.into_iter().any(|relation| self.by(verb, relation).next().is_some()) {
            return;
        }
        let from = verb.saturating_sub(FRONT).max(self.tokens.start + 1);
        let found =
            (from..verb).find(|&start| self.is_comma(start - 1) && self.filling(start, verb).is_some());
        if let Some(noun) = found.and_then(|start| self.filling(start, verb)) {
            self.subject(noun, verb);
        }
    }

    /// The noun that hangs on what stands before `start`, and under which all stands from there to the verb.
    fn filling(&self, start: u32, verb: u32) -> Option<u32> {
        let loose = |word: &u32| {
            let relation = self.at(*word).relation.universal();
            let nominal = matches!(self.at(*word).upos, Upos::Noun | Upos::Propn);
            nominal
                && matches!(relation, Relation::Appos | Relation::Conj)
                && self.head(*word).is_some_and(|head| head < start)
        };
        let noun = (start..verb).find(loose)?;
        // "The patient, a boatman, died": what explains a subject is none.
        let explains =
            self.head(noun).is_some_and(|head| self.at(head).relation.universal() == Relation::Nsubj);
        if explains || self.is_under(verb, noun) {
            return None;
        }
        let inside =
            |word: u32| self.is_mark(word) || self.is_under(word, noun) || self.head(word) == Some(verb);
        (start..verb).all(inside).then_some(noun)
    }
}
