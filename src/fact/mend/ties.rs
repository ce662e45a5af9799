//! Words that the parser ties to the wrong one: a name to its title, a clause to a noun further off.

use super::{CLIMB, Mender};
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos},
};

impl Mender<'_> {
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

    /// "Neighbouring Togo has closed its ports": a finite verb without a subject has one in the name that stands before it.
    pub(super) fn lacking(&mut self, verb: u32) {
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
        let passive = self.children(verb).any(|child| self.at(child).relation == Relation::AuxPass);
        self.hang(name, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
        if let Some(joined) = joined {
            self.hang(joined, name, Relation::Amod);
        }
    }

    /// "a group tied to Anvil that robs ships": a relative clause without a comma describes no bare name, but the noun before it.
    pub(super) fn restrictive(&mut self, clause: u32) {
        let Some(name) = self.head(clause).filter(|&name| self.at(name).upos == Upos::Propn) else { return };
        let left = (name + 1..clause).find(|&word| self.is_under(word, clause)).unwrap_or(clause);
        let bare = self.by(name, Relation::Det).next().is_none();
        let close = left == name + 1 && self.is(left, Classes::RELATIVE);
        if !bare || !close || self.at(name).relation.universal() == Relation::Nsubj {
            return;
        }
        let mut here = name;
        for _ in 0..CLIMB {
            let hangs = matches!(
                self.at(here).relation.universal(),
                Relation::Nmod | Relation::Obl | Relation::Acl | Relation::Flat | Relation::Conj
            );
            let Some(above) = self.head(here).filter(|_| hangs) else { return };
            if above < name && self.at(above).upos == Upos::Noun {
                self.hang(clause, above, Relation::AclRelcl);
                return;
            }
            here = above;
        }
    }
}
