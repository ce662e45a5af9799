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
        // "Ada Osei, a nurse, told Radio Volta": who stands behind a verb of telling hears.
        let tells = self.verb(verb).is_some_and(|entry| entry.speech && entry.steer.is_some());
        let (first, last) =
            (self.by(verb, Relation::Nsubj).next(), self.by(verb, Relation::Nsubj).next_back());
        if let (Some(first), Some(last)) = (first, last)
            && tells
            && first < verb
            && verb < last
        {
            self.change(last, |word| word.relation = Relation::Iobj);
        }
        // "the firm, which paid six pounds, about ten dollars, says": a sum says nothing.
        let subjects = || {
            self.by(verb, Relation::Nsubj).filter(|&subject| subject < verb + NEAR && !self.is_money(subject))
        };
        let Some(speaker) = subjects().next_back() else { return };
        // "Trucks entered the town, said a driver": what was said ends before the verb.
        let left = self.start(self.tokens.start, speaker);
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
        self.content(subject, content, verb, left);
    }

    /// Makes a clause of a subject and a verb, and what is said of it; what the verb of speech has before `left` goes with it.
    fn content(&mut self, subject: u32, content: u32, verb: u32, left: u32) {
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
            self.finite_form(content);
        }
    }

    /// "residents said by phone": who does it stands before.
    pub(super) fn doer(&mut self, word: u32) {
        let Some(verb) = self.head(word) else { return };
        let has = |relation| self.children(verb).any(|child| self.at(child).relation == relation);
        // "returned by midday"
        if self.is_time(word) {
            self.change(word, |word| word.relation = Relation::Obl);
            return;
        }
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

    /// "said in a statement that it had closed the road": what the statement holds is what is said.
    pub(super) fn stated(&mut self, clause: u32) {
        let Some(noun) = self.head(clause).filter(|&noun| noun < clause) else { return };
        let Some(verb) = self.head(noun).filter(|&verb| verb < noun && self.says(verb)) else { return };
        let that = (noun + 1..clause).find(|&word| self.at(word).head == clause);
        // "in a statement on Monday that"
        let near = |that: u32| (noun + 1..that).all(|word| self.is_under(word, noun) || self.is_time(word));
        let that = that.filter(|&that| near(that) && self.is(that, Classes::COMPLEMENTISER));
        let own = self.by(clause, Relation::Nsubj).any(|subject| Some(subject) != that);
        let led = self.is_time(noun) || self.by(noun, Relation::Case).next().is_some();
        if that.is_none() || !own || !led {
            return;
        }
        // "in a raid launched at dawn": a participle behind a noun is not what is said.
        let lacks = |word: u32| self.by(word, Relation::Nsubj).next().is_none();
        let other = self.by(verb, Relation::Ccomp).next();
        if let Some(other) = other {
            let behind = self.at(other - 1).upos == Upos::Noun && other > clause;
            if !behind || !lacks(other) || !self.at(other).features.has(Features::VOICE_PASS) {
                return;
            }
            self.hang(other, other - 1, Relation::Acl);
        }
        self.hang(clause, verb, Relation::Ccomp);
    }

    /// "The mayor won, the court said on Monday, and will rule": a verb of speech beside a clause, with nothing that ties the two,
    /// only says who said it.
    pub(super) fn aside(&mut self, verb: u32) {
        let relation = self.at(verb).relation;
        let content = [Relation::Ccomp, Relation::Obj, Relation::Xcomp, Relation::Cc, Relation::Mark];
        let hears = self.verb(verb).is_some_and(|entry| entry.speech && entry.steer.is_some());
        let object = self.by(verb, Relation::Obj).next();
        if let Some(hearer) = object.filter(|&object| hears && object > verb)
            && matches!(relation, Relation::Conj | Relation::Parataxis)
            && self.by(verb, Relation::Ccomp).next().is_none()
        {
            self.hang(hearer, verb, Relation::Iobj);
        }
        if relation != Relation::Conj || !self.verb(verb).is_some_and(|entry| entry.speech) {
            return;
        }
        let Some(subject) = self.by(verb, Relation::Nsubj).next().filter(|&subject| subject < verb) else {
            return;
        };
        let left = self.start(self.tokens.start, subject);
        let parted = left > self.tokens.start && self.is_comma(left - 1);
        // "two clerks and a nurse said": that "and" ties the nurse.
        let inside = self.by(verb, Relation::Cc).next().filter(|&and| left < and && and < verb);
        let member = self.by(subject, Relation::Conj).next();
        if let (Some(and), Some(member)) = (inside, member) {
            self.hang(and, member, Relation::Cc);
        }
        if parted && content.into_iter().all(|relation| self.by(verb, relation).next().is_none()) {
            self.change(verb, |verb| verb.relation = Relation::Parataxis);
        }
    }

    /// "killing two people, two clerks and a nurse said": the nurse and who stands before the "and" speak.
    pub(super) fn both(&mut self, verb: u32) {
        let Some(second) = self.by(verb, Relation::Nsubj).next().filter(|&second| second < verb) else {
            return;
        };
        let start = self.start(self.tokens.start, second);
        let and = start
            .checked_sub(1)
            .filter(|&and| self.at(and).relation == Relation::Cc && self.head(and) == Some(verb));
        let said = [Relation::Ccomp, Relation::Obj]
            .into_iter()
            .any(|relation| self.by(verb, relation).next().is_some());
        let Some(and) = and.filter(|_| !said && second + 1 == verb) else { return };
        let Some(comma) = (self.tokens.start..and).rev().find(|&word| self.is_comma(word)) else { return };
        let outside = |word: &u32| self.head(*word).is_none_or(|head| head <= comma || head >= and);
        let mut heads = (comma + 1..and).filter(|word| !self.is_mark(*word)).filter(outside);
        let (Some(first), None) = (heads.next(), heads.next()) else { return };
        let nominal = matches!(self.at(first).upos, Upos::Noun | Upos::Propn);
        if nominal && self.by(first, Relation::Case).next().is_none() && self.head(first) != Some(verb) {
            self.hang(first, verb, Relation::Nsubj);
            self.hang(second, first, Relation::Conj);
            self.hang(and, second, Relation::Cc);
        }
    }

    /// "killing two people, the army and a witness said": who stands between the comma and the verb speaks.
    pub(super) fn unspoken(&mut self, verb: u32) {
        let relation = self.at(verb).relation;
        let speaks = self.verb(verb).is_some_and(|entry| entry.speech);
        if !speaks || !matches!(relation, Relation::Parataxis | Relation::Root) {
            return;
        }
        if self.by(verb, Relation::Nsubj).next().is_some() || self.by(verb, Relation::Aux).next().is_some() {
            return;
        }
        let Some(last) = verb.checked_sub(1).filter(|&last| last > self.tokens.start) else { return };
        let nominal = |word: u32| matches!(self.at(word).upos, Upos::Noun | Upos::Propn);
        let Some(comma) = (self.tokens.start..last).rev().find(|&word| self.is_comma(word)) else { return };
        // The heads of all that stands there and hangs on what stands before: of several, the further ones are beside the first.
        let outside = |word: &u32| self.head(*word).is_none_or(|above| above <= comma || above >= verb);
        let whole: Vec<u32> = (comma + 1..verb).filter(|&word| !self.is_mark(word)).filter(outside).collect();
        let Some(&who) = whole.first() else { return };
        let loose = matches!(
            self.at(who).relation.universal(),
            Relation::Appos | Relation::Conj | Relation::Obj | Relation::Nmod | Relation::Obl | Relation::Dep
        );
        let led = self.by(who, Relation::Case).next().is_some();
        if nominal(last) && nominal(who) && loose && !led && self.head(who) != Some(verb) {
            let others: Vec<u32> = whole.iter().copied().skip(1).filter(|&other| nominal(other)).collect();
            self.hang(who, verb, Relation::Nsubj);
            for other in others {
                self.hang(other, who, Relation::Conj);
            }
        }
    }

    /// "said on Monday he would go": the day is when it was said.
    pub(super) fn when_said(&mut self, verb: u32) {
        let Some(content) = self.by(verb, Relation::Ccomp).find(|&content| content > verb) else { return };
        let Some(subject) = self.by(content, Relation::Nsubj).next().filter(|&subject| subject > verb) else {
            return;
        };
        let time = self.by(content, Relation::Obl).find(|&time| {
            let start = self.start(verb + 1, time);
            time < subject && start == verb + 1 && self.is_time(time)
        });
        if let Some(time) = time {
            self.hang(time, verb, Relation::Obl);
        }
    }

    /// "The strikes, carried out at dawn, killed five, he said", in which the parser makes what is said of the participle.
    pub(super) fn headless(&mut self, verb: u32) {
        let mut contents = self.by(verb, Relation::Ccomp).filter(|&content| content < verb);
        let (Some(thing), Some(told)) = (contents.next(), contents.next()) else { return };
        drop(contents);
        let nominal = matches!(self.at(thing).upos, Upos::Noun | Upos::Propn);
        let lacks = |word: u32| {
            [Relation::Nsubj, Relation::Cop, Relation::Aux]
                .into_iter()
                .all(|r| self.by(word, r).next().is_none())
        };
        let participle = self.at(told).upos == Upos::Verb && self.at(told).features.has(Features::TENSE_PAST);
        let parted = told.checked_sub(1).is_some_and(|comma| self.is_comma(comma));
        if !nominal || !participle || !parted || !lacks(thing) || !lacks(told) {
            return;
        }
        let next = self.by(told, Relation::Conj).find(|&next| {
            self.tells(next) && self.is_comma(next - 1) && self.by(next, Relation::Nsubj).next().is_none()
        });
        if let Some(next) = next {
            self.hang(told, thing, Relation::Acl);
            self.hang(next, verb, Relation::Ccomp);
            self.hang(thing, next, Relation::Nsubj);
        }
    }

    /// "warned of hunger after the harvest failed": what a word of time opens is not said.
    pub(super) fn timed(&mut self, clause: u32) {
        let when = Classes::BOUNDING.with(Classes::TEMPORAL);
        let Some(verb) = self.head(clause).filter(|&verb| verb < clause) else { return };
        let opened = self.by(clause, Relation::Mark).any(|mark| mark < clause && self.is(mark, when));
        let topic = self.by(verb, Relation::Obl).any(|topic| topic < clause);
        if opened && topic {
            self.change(clause, |word| word.relation = Relation::Advcl);
        }
    }

    /// "The king wept, and the queen said he was ill": what stands before "and" was not said.
    pub(super) fn before_and(&mut self, verb: u32) {
        let mut contents = self.by(verb, Relation::Ccomp);
        let (Some(first), Some(second)) = (contents.next(), contents.next()) else { return };
        drop(contents);
        let Some(speaker) = self.by(verb, Relation::Nsubj).find(|&speaker| first < speaker && speaker < verb)
        else {
            return;
        };
        let left = self.start(first + 1, speaker);
        let and = left.checked_sub(1).filter(|&and| self.at(and).relation == Relation::Cc && first < and);
        let own = self.by(first, Relation::Nsubj).next().is_some();
        let root = self.head(verb).is_none();
        if second > verb && own && root && self.tells(first) && and.is_some_and(|and| self.is_comma(and - 1))
        {
            self.hang(first, first, Relation::Root);
            self.hang(verb, first, Relation::Conj);
        }
    }
}
