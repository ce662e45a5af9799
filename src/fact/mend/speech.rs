//! Who says what: the parser gives the verb of speech what belongs to the clause that is said, and the other way round.

use super::Mender;
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos},
};

/// How far behind the verb of speech a speaker stands at most.
const NEAR: u32 = 4;

impl Mender<'_> {
    /// "Trucks entered the town, a driver said": the parser gives the first subject to the verb of speech.
    pub(super) fn said(&mut self, verb: u32) {
        let subjects = || self.by(verb, Relation::Nsubj).filter(|&subject| subject < verb + NEAR);
        let Some(speaker) = subjects().next_back() else { return };
        // "Trucks entered the town, said a driver": what was said ends before the verb.
        let left = (self.tokens.start..speaker).find(|&word| self.is_under(word, speaker)).unwrap_or(speaker);
        let left = left.min(verb);
        let quoted = left.checked_sub(2).filter(|_| !self.is_comma(left - 1));
        let parted = left > self.tokens.start
            && (self.is_comma(left - 1) || quoted.is_some_and(|word| self.is_comma(word)));
        let pointing = Classes::RELATIVE.with(Classes::QUESTION);
        let first = subjects().next().filter(|&first| first != speaker && first < left);
        let first = first.filter(|&first| !self.is(first, pointing));
        let lacks = |word: u32| self.by(word, Relation::Nsubj).next().is_none();
        let (subject, content) = if let Some(first) = first {
            let whole = |&word: &u32| first < word && word < left && self.tells(word) && lacks(word);
            let clause = self.by(verb, Relation::Ccomp).chain(self.by(verb, Relation::Advcl)).find(whole);
            let tied = || {
                let mut clauses = self.by(first, Relation::Acl);
                clauses.find(|word| self.at(*word).relation == Relation::Acl && whole(word) && parted)
            };
            let Some(content) = clause.or_else(tied) else {
                // What was said is not to be read, but the first subject does not say it.
                let said = self.by(verb, Relation::Ccomp).find(|&said| first < said && said < left);
                if parted {
                    let (head, relation) = said.map_or((verb, Relation::Dep), |said| (said, Relation::Nsubj));
                    self.hang(first, head, relation);
                }
                return;
            };
            (first, content)
        } else {
            // "Voters came early, an observer said": the verb describes the voters, who are what is said.
            let thing = self.by(verb, Relation::Ccomp).find(|&thing| {
                thing < left
                    && matches!(self.at(thing).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
                    && lacks(thing)
                    && self.by(thing, Relation::Cop).next().is_none()
            });
            let Some(thing) = thing.filter(|_| parted) else { return };
            let mut clauses = self.by(thing, Relation::Acl);
            let tied = clauses.find(|&word| {
                thing < word
                    && word < left
                    && self.at(word).relation == Relation::Acl
                    && self.tells(word)
                    && lacks(word)
            });
            let Some(content) = tied else { return };
            (thing, content)
        };
        self.tie(subject, content, verb, left);
    }

    /// Makes a clause of a subject and a verb, and what is said of it; what the verb of speech has before `left` goes with it.
    fn tie(&mut self, subject: u32, content: u32, verb: u32, left: u32) {
        let acl = self.at(content).relation == Relation::Acl;
        let has_object = self.by(content, Relation::Obj).next().is_some();
        let done = self
            .children(content)
            .any(|child| matches!(self.at(child).relation, Relation::AuxPass | Relation::OblAgent));
        // "People killed in the north, police said": without an object, a past form may be either.
        let alone = self.verb(content).is_some_and(|entry| entry.alone);
        let passive = done || acl && !has_object && !alone;
        let moved: Vec<u32> = self
            .children(verb)
            .filter(|&child| child < left && child != content && child != subject && !self.is_mark(child))
            .collect();
        let behind: Vec<u32> = self
            .children(subject)
            .filter(|&child| {
                child > content
                    && !self.is_mark(child)
                    && self.at(child).relation.universal() != Relation::Conj
            })
            .collect();
        for child in moved.into_iter().chain(behind) {
            self.change(child, |word| word.head = content);
        }
        self.hang(content, verb, Relation::Ccomp);
        self.hang(subject, content, if passive { Relation::NsubjPass } else { Relation::Nsubj });
        if !passive {
            self.change(content, |word| {
                let dropped = Features::VOICE_PASS.with(Features::VERB_FORM_PART);
                word.features = word.features.without(dropped).with(Features::VERB_FORM_FIN);
            });
        }
    }

    /// "residents said by phone": who does it stands before.
    pub(super) fn doer(&mut self, word: u32) {
        let Some(verb) = self.head(word) else { return };
        let has = |relation| self.children(verb).any(|child| self.at(child).relation == relation);
        if self.says(verb) && has(Relation::Nsubj) && !has(Relation::AuxPass) && !has(Relation::NsubjPass) {
            self.change(word, |word| word.relation = Relation::Obl);
        }
    }

    /// "told reporters that he would go": what was told, not what the reporters are.
    pub(super) fn told(&mut self, clause: u32) {
        let Some(hearer) = self.head(clause) else { return };
        let Some(verb) = self.head(hearer).filter(|&verb| self.verb(verb).is_some_and(|verb| verb.speech))
        else {
            return;
        };
        let hears = matches!(self.at(hearer).relation.universal(), Relation::Obj | Relation::Iobj);
        let that = (hearer + 1..clause).find(|&word| self.at(word).head == clause);
        let that = that.filter(|&that| that == hearer + 1 && self.is(that, Classes::COMPLEMENTISER));
        let own = self.by(clause, Relation::Nsubj).any(|subject| Some(subject) != that);
        let content = self.by(verb, Relation::Ccomp).next().is_some();
        if let Some(that) = that.filter(|_| hears && own && !content) {
            self.hang(clause, verb, Relation::Ccomp);
            self.hang(that, clause, Relation::Mark);
        }
    }
}
