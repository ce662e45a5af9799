//! Whose a predicate is: its own subject, or the one that it shares, describes or is governed by.

use super::{REACH, Silence};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{Features, Relation, Upos},
};

/// How the subject of a predicate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fact) enum Found {
    /// It hangs on the predicate.
    Own,
    /// The predicate before it in a list has it.
    Coordinated,
    /// A relative clause describes it.
    Antecedent,
    /// A participle describes it.
    Described,
    /// It is the subject of the clause that a participle or infinitive goes with.
    Adverbial,
    /// It is the object of the verb that governs an infinitive.
    Controller,
}

const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::Csubj];

impl Tree<'_> {
    /// The subject of a predicate. A passive may lack one.
    pub(super) fn subject(&self, predicate: u32) -> Result<(Option<u32>, Found), Silence> {
        let mut here = predicate;
        let mut found = Found::Own;
        for _ in 0..REACH {
            if let Some(subject) = self.own_subject(here) {
                return self.stands_for(subject, here, found);
            }
            let Some(above) = self.head(here) else { return Err(Silence::NoSubject) };
            let own = found == Found::Own;
            match self.universal(here) {
                Relation::Acl if self.relation(here) == Relation::AclRelcl => {
                    return Ok((Some(above), if own { Found::Antecedent } else { found }));
                }
                // "the plan to sell": nobody is said to do it.
                Relation::Acl if self.is_infinitive(here) => return Err(Silence::NoSubject),
                Relation::Acl => return Ok((Some(above), if own { Found::Described } else { found })),
                Relation::Conj if self.is_predicate(above) => {
                    if own {
                        found = Found::Coordinated;
                    }
                }
                Relation::Xcomp => {
                    let object = self.by(above, &[Relation::Obj, Relation::Iobj]).next();
                    if let Some(object) = object {
                        return Ok((Some(object), if own { Found::Controller } else { found }));
                    }
                    if own {
                        found = Found::Controller;
                    }
                }
                Relation::Advcl if self.is_predicate(above) && !self.is_finite(here) => {
                    // "to protect them, the bridge was closed", "there was singing to greet them"
                    let unsaid = self.is_infinitive(here) && self.is_passive(above);
                    if unsaid || self.is_existential(above) {
                        return Err(Silence::NoSubject);
                    }
                    if own {
                        found = Found::Adverbial;
                    }
                }
                _ => return Err(Silence::NoSubject),
            }
            here = above;
        }
        Err(Silence::NoSubject)
    }

    /// The subject that hangs on a predicate. Of two, of which a parser may make one, not the number or the time.
    fn own_subject(&self, predicate: u32) -> Option<u32> {
        let mut subjects = self.by(predicate, &SUBJECTS);
        let first = subjects.next()?;
        let slight = self.upos(first) == Upos::Num || self.time(first).is_some();
        Some(subjects.next().filter(|_| slight).unwrap_or(first))
    }

    /// Looks behind a relative pronoun.
    fn stands_for(&self, subject: u32, of: u32, found: Found) -> Result<(Option<u32>, Found), Silence> {
        if !self.is(subject, Classes::RELATIVE.with(Classes::QUESTION))
            || self.children(subject).any(|child| self.universal(child) != Relation::Punct)
        {
            return Ok((Some(subject), found));
        }
        if self.is(subject, Classes::RELATIVE)
            && let Some(described) = self.described(of)
        {
            let found = if found == Found::Own { Found::Antecedent } else { found };
            return Ok((Some(described), found));
        }
        if self.has(subject, Features::PRON_TYPE_REL)
            && let Some(near) = self.nearest_before(subject)
        {
            return Ok((Some(near), if found == Found::Own { Found::Antecedent } else { found }));
        }
        // "that is": the word points to something, and is no relative pronoun.
        if self.has(subject, Features::PRON_TYPE_DEM) {
            return Ok((Some(subject), found));
        }
        Err(Silence::Question)
    }

    /// True where the verb, or an auxiliary of it, is finite.
    pub(super) fn is_finite(&self, word: u32) -> bool {
        let finite = |word: u32| self.has(word, Features::VERB_FORM_FIN);
        finite(word) || self.by(word, &[Relation::Aux, Relation::Cop]).any(finite)
    }

    /// "There is": the subject is what there is.
    pub(super) fn is_existential(&self, head: u32) -> bool {
        self.first_by(head, Relation::Expl).is_some_and(|word| self.is(word, Classes::EXISTENTIAL))
    }
}
