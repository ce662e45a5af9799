//! Lists: what the parser puts beside the wrong member.

use super::{CLIMB, Mender};
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos, Word},
};

/// A member of a list is doubted where the parser is less sure than this leaves.
const DOUBT: f32 = 0.2;

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
        // "said it had killed five in a raid led by Osei and seized guns": who leads seizes nothing.
        let led = self.at(first);
        if led.relation == Relation::Acl
            && led.features.has(Features::VOICE_PASS)
            && self.by(word, Relation::Obj).next().is_some()
        {
            let above = std::iter::successors(self.head(first), |&word| self.head(word)).take(CLIMB);
            let mut verbs = above.filter(|&above| above < first && self.at(above).upos == Upos::Verb);
            if let Some(verb) = verbs.next().filter(|&verb| self.by(verb, Relation::Nsubj).next().is_some()) {
                self.hang(word, verb, Relation::Conj);
            }
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
        self.subject(noun, verb);
    }

    /// "put a tax on boats and a ban on nets", but "put a tax on boats and nets": what the parser doubts to be beside the tax is beside what
    /// stands just before it.
    pub(super) fn inner(&mut self, member: u32) {
        let Some(first) = self.head(member).filter(|&first| first < member) else { return };
        let object = self.at(first).relation.universal() == Relation::Obj;
        let doubt = f32::from(self.at(member).doubt) / 255.0;
        let case = |word: u32| self.by(word, Relation::Case).next();
        let nominal = matches!(self.at(member).upos, Upos::Noun | Upos::Propn);
        if !object || !nominal || doubt < DOUBT || case(member).is_some() {
            return;
        }
        let Some(cc) =
            self.by(member, Relation::Cc).next().filter(|&cc| cc > first && !self.is_comma(cc - 1))
        else {
            return;
        };
        let number = |word: u32| self.by(word, Relation::Nummod).next().is_some();
        let inside = |&inner: &u32| first < inner && inner < cc && case(inner).is_some();
        let near = self.by(first, Relation::Nmod).rfind(inside);
        let Some(near) = near.filter(|_| !(number(first) && number(member))) else { return };
        let others = self.by(first, Relation::Conj).any(|other| other != member && other < member);
        if !others {
            self.hang(member, near, Relation::Conj);
        }
    }

    /// "won a medal in 1998, and a doctorate in 2003": what has a time of its own stands beside no time.
    pub(super) fn dated(&mut self, member: u32) {
        let Some(first) = self.head(member).filter(|&first| first < member) else { return };
        let fits = self.is_time(first) && !self.is_time(member);
        if !fits || !self.children(member).any(|child| child > member && self.is_time(child)) {
            return;
        }
        let Some(verb) = self.head(first).filter(|&verb| self.at(verb).upos == Upos::Verb) else { return };
        let object = self.by(verb, Relation::Obj).find(|&object| verb < object && object < first);
        if let Some(object) = object {
            self.hang(member, object, Relation::Conj);
        }
    }

    /// "the time and starting point": a gerund right before a noun, beside a verb of another form, describes the noun.
    pub(super) fn describes(&mut self, word: u32) {
        let Some(first) = self.head(word).filter(|&first| first < word) else { return };
        let gerund = |word: u32| {
            let features = self.at(word).features;
            self.at(word).upos == Upos::Verb
                && (features.has(Features::VERB_FORM_GER) || features.has(Features::VERB_FORM_PART))
                && !features.has(Features::TENSE_PAST)
        };
        let noun = word + 1;
        let own = self.by(word, Relation::Obj).any(|object| object == noun);
        let bare = own && self.children(noun).all(|child| child > noun);
        let and = word.checked_sub(1).filter(|&and| self.at(and).relation == Relation::Cc);
        let Some(and) = and.filter(|_| bare && gerund(word) && !gerund(first)) else { return };
        let object = self.by(first, Relation::Obj).find(|&object| first < object && object < and);
        let Some(object) = object.filter(|&object| object + 1 == and) else { return };
        let behind: Vec<u32> = self.children(word).filter(|&child| child != noun).collect();
        for child in behind {
            self.change(child, |child| child.head = noun);
        }
        self.hang(noun, object, Relation::Conj);
        self.hang(word, noun, Relation::Amod);
    }

    /// "killed a driver and stoned guards": the noun right behind a verb without an object is its object.
    pub(super) fn taking(&mut self, verb: u32) {
        let Some(first) = self.head(verb).filter(|&first| first < verb && self.at(first).upos == Upos::Verb)
        else {
            return;
        };
        let past = self.at(verb).upos == Upos::Verb && self.at(verb).features.has(Features::TENSE_PAST);
        let taken = [Relation::Obj, Relation::Ccomp, Relation::Xcomp, Relation::Aux, Relation::Nsubj];
        let free = taken.into_iter().all(|relation| self.by(verb, relation).next().is_none());
        let led = verb.checked_sub(1).is_some_and(|and| self.at(and).relation == Relation::Cc);
        if !past || !free || !led || self.verb(verb).is_some_and(|entry| entry.alone) {
            return;
        }
        let objects: Vec<u32> = self.by(first, Relation::Obj).collect();
        let own = |noun: &u32| {
            let start = self.start(verb + 1, *noun);
            *noun > verb && start == verb + 1
        };
        let behind = objects.iter().copied().filter(|&object| object > verb && objects.len() > 1);
        let beside = objects.iter().flat_map(|&object| self.by(object, Relation::Conj));
        let noun = behind.chain(beside).find(own);
        if let Some(noun) = noun {
            self.hang(noun, verb, Relation::Obj);
        }
    }

    /// "backed the plan, but the president, Ada Osei, opposed it": what stands between "but" and a verb without a subject is its subject.
    pub(super) fn opposed(&mut self, verb: u32) {
        let finite = self.at(verb).upos == Upos::Verb && self.tells(verb);
        let bare = [Relation::Nsubj, Relation::Aux]
            .into_iter()
            .all(|relation| self.by(verb, relation).next().is_none());
        let Some(first) = self.head(verb).filter(|&first| first < verb && finite && bare) else { return };
        let found =
            self.by(first, Relation::Obj).flat_map(|object| self.by(object, Relation::Conj)).find(|&noun| {
                let nominal = matches!(self.at(noun).upos, Upos::Noun | Upos::Propn);
                let cc = self.by(noun, Relation::Cc).next();
                let parted = cc.is_some_and(|cc| cc > first && self.is_comma(cc - 1));
                let own = (noun + 1..verb).all(|word| self.is_mark(word) || self.is_under(word, noun));
                nominal && noun < verb && parted && own
            });
        if let Some(noun) = found {
            self.hang(noun, verb, Relation::Nsubj);
        }
    }

    /// "allowed boys to rest and girls to be fed": the noun before a further infinitive is its subject.
    pub(super) fn gapped(&mut self, noun: u32) {
        let Some(first) = self.head(noun).filter(|&first| first < noun) else { return };
        let nominal = matches!(self.at(noun).upos, Upos::Noun | Upos::Propn);
        let infinitive = |word: u32| self.by(word, Relation::Mark).any(|mark| self.is(mark, Classes::TO));
        if !nominal || self.at(first).upos != Upos::Verb || !infinitive(first) {
            return;
        }
        let next = self.by(first, Relation::Advcl).find(|&next| next > noun && infinitive(next));
        let near = next.filter(|&next| self.by(next, Relation::Mark).any(|mark| mark == noun + 1));
        if let Some(next) = near {
            self.subject(noun, next);
            self.hang(next, first, Relation::Conj);
        }
    }

    /// "Osei, Burkina Faso and Ada": a later word of a name is no member of a list.
    pub(super) fn whole_name(&mut self, word: u32) {
        let Some(name) = self.name(word).map(|mention| mention.tokens) else { return };
        let inside = name.start < word && self.tokens.start <= name.start;
        let list =
            (name.start..name.end.min(self.tokens.end)).any(|word| self.at(word).relation == Relation::Cc);
        if inside && !list && self.head(word) == self.head(name.start) {
            self.hang(word, name.start, Relation::Flat);
        }
    }

    /// "Five were killed and two hurt": a noun that is joined to a verb, right before a participle that is joined to the same, is the subject
    /// of the participle.
    pub(super) fn counted_apart(&mut self, noun: u32) {
        let Some(first) = self.head(noun).filter(|&first| first < noun) else { return };
        let nominal = matches!(self.at(noun).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron);
        let led = self.by(first, Relation::Aux).next().is_some();
        if !nominal || !led || self.at(first).upos != Upos::Verb {
            return;
        }
        let participle = |word: u32| {
            self.at(word).upos == Upos::Verb
                && self.at(word).features.has(Features::VERB_FORM_PART)
                && self.by(word, Relation::Nsubj).next().is_none()
                && self.by(word, Relation::Aux).next().is_none()
        };
        let next = self.by(first, Relation::Conj).find(|&next| next > noun && participle(next));
        let near = next.filter(|&next| {
            (noun + 1..next).all(|word| self.is_under(word, noun) || self.is_under(word, next))
        });
        let Some(next) = near else { return };
        let passive = self.is_passive(first);
        if passive {
            self.change(next, |next| next.features = next.features.with(Features::VOICE_PASS));
        }
        let and = self.by(noun, Relation::Cc).next();
        self.hang(noun, next, if passive { Relation::NsubjPass } else { Relation::Nsubj });
        if let Some(and) = and {
            self.hang(and, next, Relation::Cc);
        }
    }

    /// "Three were killed, two injured and one robbed": participles that share the auxiliary of a passive are passive.
    pub(super) fn passive(&mut self, participle: u32) {
        let Word { upos, features, .. } = self.at(participle);
        let alone = self.by(participle, Relation::Aux).next().is_none()
            && self.by(participle, Relation::Obj).next().is_none();
        let fits = matches!(upos, Upos::Verb | Upos::Adj) && features.has(Features::VOICE_PASS);
        let Some(subject) = self.by(participle, Relation::Nsubj).next().filter(|_| fits && alone) else {
            return;
        };
        let above = std::iter::successors(self.head(participle), |&word| {
            self.head(word).filter(|_| self.at(word).relation == Relation::Conj)
        });
        if above.take(CLIMB).any(|verb| self.is_passive(verb)) {
            self.change(subject, |subject| subject.relation = Relation::NsubjPass);
            self.change(participle, |participle| participle.upos = Upos::Verb);
        }
    }

    /// "left 12 dead and 20 hurt": the second count is that of the second state, which is told by itself.
    pub(super) fn state(&mut self, participle: u32) {
        let Some(count) = participle.checked_sub(1).filter(|&count| count >= self.tokens.start) else {
            return;
        };
        let Some(state) = self.head(participle).filter(|&state| state < count) else { return };
        let fits = self.at(participle).features.has(Features::VOICE_PASS)
            && matches!(self.at(count).upos, Upos::Noun | Upos::Num)
            && self.at(count).relation == Relation::Conj
            && self.head(count) == Some(state)
            && self.at(state).relation == Relation::Xcomp;
        let Some(verb) = self.head(state).filter(|_| fits) else { return };
        self.hang(participle, verb, Relation::Conj);
        self.hang(count, participle, Relation::NsubjPass);
        self.change(participle, |participle| participle.upos = Upos::Verb);
    }

    /// "announced the closure of the port, the end of work and a curfew", in which the parser sees what explains the closure.
    pub(super) fn listed(&mut self, second: u32) {
        let Some(first) = self.head(second).filter(|&first| first < second) else { return };
        let noun = |word: u32| self.at(word).upos == Upos::Noun && !self.is_named(word);
        let one = self.at(first).features.has(Features::NUMBER_SING);
        let further: Vec<u32> = self
            .by(second, Relation::Conj)
            .filter(|&member| noun(member) && self.by(member, Relation::Cc).next().is_some())
            .collect();
        if one && noun(first) && noun(second) && !further.is_empty() {
            for member in further {
                self.hang(member, first, Relation::Conj);
            }
            self.hang(second, first, Relation::Conj);
        }
    }

    /// "was seized by soldiers, beaten, then tried": a bare participle between commas is a member of the list, and describes no soldiers.
    pub(super) fn member(&mut self, participle: u32) {
        let Some(noun) = self.head(participle).filter(|&noun| noun < participle) else { return };
        let Some(verb) = self.head(noun).filter(|&verb| verb < noun && self.at(verb).upos == Upos::Verb)
        else {
            return;
        };
        let doer = self.at(noun).relation == Relation::OblAgent;
        let bare = self.children(participle).all(|child| self.is_mark(child));
        let past = self.at(participle).features.has(Features::TENSE_PAST);
        let parted = self.is_comma(participle - 1) && self.is_comma(participle + 1);
        let goes_on = self.by(verb, Relation::Conj).any(|next| next > participle);
        if doer && bare && past && parted && goes_on {
            self.hang(participle, verb, Relation::Conj);
        }
    }

    /// "Helicopters and tanks shelled the fort", in which the parser sees a list of nouns: the last of them lacks its "and".
    pub(super) fn verbless(&mut self, noun: u32) {
        let Some(first) = self.head(noun).filter(|&first| self.at(first).relation == Relation::Root) else {
            return;
        };
        let nominal = |word: u32| matches!(self.at(word).upos, Upos::Noun | Upos::Propn);
        let lacks =
            self.by(noun, Relation::Cc).next().is_none() && self.by(first, Relation::Nsubj).next().is_none();
        let verb = self.by(noun, Relation::Amod).find(|&verb| {
            verb < noun
                && self.at(verb).upos == Upos::Verb
                && self.at(verb).features.has(Features::TENSE_PAST)
        });
        let Some(verb) = verb.filter(|_| lacks && nominal(first) && nominal(noun)) else { return };
        let before = verb.checked_sub(1).is_some_and(|before| before > first && nominal(before));
        if !before
            || self.by(noun, Relation::Det).chain(self.by(noun, Relation::Case)).any(|word| word < verb)
        {
            return;
        }
        let told = Features::TENSE_PAST.with(Features::VERB_FORM_FIN);
        self.hang(verb, verb, Relation::Root);
        self.change(verb, |word| word.features = told);
        self.hang(first, verb, Relation::Nsubj);
        self.hang(noun, verb, Relation::Obj);
    }

    /// "said that they had paid, but had kept the keys": what has the auxiliary of what was said is said too.
    pub(super) fn alike(&mut self, verb: u32) {
        let Some(said) = self.head(verb).filter(|&said| said < verb && self.says(said)) else { return };
        let lacks = self.by(verb, Relation::Nsubj).next().is_none();
        let auxiliary = |word: u32| self.by(word, Relation::Aux).next().map(|aux| self.at(aux).lemma_key);
        let Some(content) = self.by(said, Relation::Ccomp).next_back() else { return };
        let own = auxiliary(verb);
        if lacks
            && said < content
            && content < verb
            && own.is_some()
            && own == auxiliary(content)
            && auxiliary(said).is_none()
        {
            self.hang(verb, content, Relation::Conj);
        }
    }

    /// "The mayor, a lawyer, closed the school, left and returned": what has an object describes no subject, but is the first of a list.
    pub(super) fn first_of(&mut self, verb: u32) {
        let Some(subject) = self.head(verb).filter(|&subject| subject < verb) else { return };
        let Some(main) = self.head(subject).filter(|&main| verb < main && self.at(main).upos == Upos::Verb)
        else {
            return;
        };
        let subjects = self.at(subject).relation == Relation::Nsubj;
        let past = self.at(verb).upos == Upos::Verb && self.at(verb).features.has(Features::TENSE_PAST);
        let object = self.by(verb, Relation::Obj).any(|object| verb < object && !self.is_money(object));
        let parted = self.is_comma(verb - 1);
        let listed = (verb..main).rev().take(2).any(|word| self.is_comma(word));
        if subjects && past && object && parted && listed && self.tells(main) {
            self.hang(verb, main, Relation::Conj);
            self.finite_form(verb);
        }
    }
}
