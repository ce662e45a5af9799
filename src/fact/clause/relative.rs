//! What a relative clause describes, and the place in the clause that it fills.

use super::{Argument, Clause, Form, Found, Object, REACH};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{Relation, TokenSpan, Upos},
};

impl Tree<'_> {
    /// The noun that a relative clause with this predicate in it describes.
    pub(super) fn described(&self, predicate: u32) -> Option<u32> {
        let mut here = predicate;
        for _ in 0..REACH {
            let above = self.head(here)?;
            match self.universal(here) {
                Relation::Acl => return self.is_thing(above).then_some(above),
                Relation::Conj | Relation::Xcomp | Relation::Ccomp => here = above,
                _ => break,
            }
        }
        None
    }

    /// The noun phrase that ends before a relative pronoun, where the parser tied the clause to something else.
    pub(in crate::fact) fn nearest_before(&self, pronoun: u32) -> Option<u32> {
        let mut word = pronoun.checked_sub(1).filter(|&word| word >= self.tokens.start)?;
        if matches!(self.form(word), "," | "(" | "–" | "—" | "-") && word > self.tokens.start {
            word -= 1;
        }
        if !matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Num) {
            return None;
        }
        for _ in 0..REACH {
            match self.head(word) {
                Some(above)
                    if above < pronoun
                        && matches!(self.universal(word), Relation::Compound | Relation::Flat) =>
                {
                    word = above
                }
                _ => break,
            }
        }
        Some(word)
    }

    fn is_thing(&self, word: u32) -> bool {
        !matches!(self.upos(word), Upos::Verb | Upos::Aux | Upos::Adv | Upos::Punct)
    }

    /// "the town that they left", "the town where they met": what is described is the object, or an argument.
    pub(super) fn gap(&self, clause: &mut Clause, had_object: bool) {
        let Some(thing) = self.described(clause.head) else { return };
        if self.universal(clause.head) != Relation::Acl
            || clause.subject == Some(thing)
            || clause.found == Found::Antecedent
            || self.is_tail(clause.head)
        {
            return;
        }
        // "a block whose side came down": what is described owns the subject.
        let owns =
            |subject: u32| self.by(subject, &[Relation::Nmod]).any(|owner| self.is(owner, Classes::RELATIVE));
        if clause.subject.is_some_and(owns) {
            return;
        }
        let mut led = None;
        for word in self.children(clause.head) {
            let place = self.is(word, Classes::WHERE);
            let oblique = self.universal(word) == Relation::Obl && self.is(word, Classes::RELATIVE);
            if place || oblique {
                let case = self.by(word, &[Relation::Case]).next().filter(|_| oblique);
                led = Some(case.map_or(TokenSpan::default(), |case| TokenSpan::new(case, case + 1)));
            }
        }
        match led {
            Some(lead) => {
                clause.arguments.push(Argument { lead, head: thing, form: Form::Gap, clause: false })
            }
            // "for two decades that it should go"
            None if self.time(thing).is_some() => {
                let lead = TokenSpan::default();
                clause.arguments.push(Argument { lead, head: thing, form: Form::Gap, clause: false });
            }
            // "a charge that the court called baseless"
            None if matches!(clause.object, Some(Object::Complement(_)))
                && self.verb(clause.verbs.last()).is_some_and(|verb| verb.makes.is_some())
                && clause.verbs.copula.is_none()
                && !self.is(thing, Classes::QUESTION)
                && !clause.verbs.passive =>
            {
                clause.object = Some(Object::Gap(thing));
            }
            None if !had_object && clause.verbs.copula.is_none() && !clause.verbs.passive => {
                clause.object = Some(Object::Gap(thing));
            }
            None => {}
        }
    }
}
