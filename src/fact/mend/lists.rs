//! Lists: what the parser puts beside the wrong member.

use super::{CLIMB, Mender};
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos, Word},
};

impl Mender<'_> {
    /// "ordered them to leave and shot two": a past form goes with no infinitive, but with the verb that governs that.
    pub(super) fn finite(&mut self, word: u32) {
        let Word { features, upos, .. } = self.at(word);
        let Some(first) = self.head(word).filter(|_| upos == Upos::Verb) else { return };
        // "to stop fighting and hand over their guns": a gerund and an infinitive are no list.
        let gerund = self.at(first).features.has(Features::VERB_FORM_GER);
        if gerund && features.has(Features::VERB_FORM_INF) && self.at(first).relation == Relation::Xcomp {
            if let Some(above) = self.head(first) {
                self.hang(word, above, Relation::Conj);
            }
            return;
        }
        let past = features.has(Features::TENSE_PAST) && features.has(Features::VERB_FORM_FIN);
        let own = [Relation::Nsubj, Relation::Aux, Relation::Cop, Relation::Mark];
        if !past || own.into_iter().any(|relation| self.by(word, relation).next().is_some()) {
            return;
        }
        let mut here = first;
        for _ in 0..CLIMB {
            let infinitive = self.by(here, Relation::Mark).any(|mark| self.is(mark, Classes::TO));
            let governed = matches!(self.at(here).relation.universal(), Relation::Xcomp | Relation::Advcl);
            match self.head(here) {
                Some(above) if infinitive && governed => here = above,
                _ => break,
            }
        }
        if here != first && self.tells(here) {
            self.hang(word, here, Relation::Conj);
        }
    }

    /// "said the vote was calm but criticised the delay": what the vote was is one thing, what was criticised is another's.
    pub(super) fn apart(&mut self, word: u32) {
        let Some(first) = self.head(word).filter(|_| self.tells(word)) else { return };
        let own = [Relation::Nsubj, Relation::Aux, Relation::Cop];
        let lacks = own.into_iter().all(|relation| self.by(word, relation).next().is_none());
        let object = self.by(word, Relation::Obj).next().is_some();
        let state = self.by(first, Relation::Cop).next().is_some();
        let opened = self.by(first, Relation::Mark).next().is_some();
        let Some(verb) = self.head(first).filter(|&verb| self.says(verb) && self.tells(verb)) else { return };
        if self.at(first).relation == Relation::Ccomp && verb < first && lacks && object && state && !opened {
            self.hang(word, verb, Relation::Conj);
        }
    }

    /// "It is a small force, and its cost must be met": the noun behind "and" is the subject of the verb that the "and" belongs to.
    pub(super) fn beside(&mut self, verb: u32) {
        if self.at(verb).upos != Upos::Verb || self.by(verb, Relation::Nsubj).next().is_some() {
            return;
        }
        let Some(and) = self.by(verb, Relation::Cc).next().filter(|&and| and < verb) else { return };
        let Some(first) = self.head(verb) else { return };
        let noun = self.by(first, Relation::Conj).find(|&noun| {
            and < noun
                && noun < verb
                && matches!(self.at(noun).upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && self.by(noun, Relation::Cc).chain(self.by(noun, Relation::Cop)).next().is_none()
        });
        let Some(noun) = noun else { return };
        let passive = self.children(verb).any(|child| self.at(child).relation == Relation::AuxPass);
        self.hang(noun, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
    }
}
