//! What a parser gets wrong in ways that its tree shows, put right before clauses are read.
//!
//! Each repair looks at one word and its neighbours, asks for a shape that no grammatical sentence has, and moves as few words as it
//! can. `griot parse` shows the tree as the parser gave it.

use super::lexicon::{Classes, Lexicon, VerbEntry};
use crate::model::{
    Annotations, EntityType, Features, Modality, Relation, Shape, TokenSpan, Upos, View, Word, WordKey,
};

/// How far heads are climbed.
const CLIMB: usize = 12;

/// How far behind the verb of speech a speaker stands at most.
const NEAR: u32 = 4;

/// A sentence that is being put right. Words go by the index of their token in the article.
pub(super) struct Mender<'a> {
    pub words: &'a mut [Word],
    pub lexicon: &'a Lexicon,
    pub view: &'a View<'a>,
    pub found: &'a Annotations,
    pub tokens: TokenSpan,
}

impl Mender<'_> {
    /// Puts right what can be told to be wrong.
    pub fn mend(&mut self) {
        self.dates();
        for word in self.tokens.start..self.tokens.end {
            match self.at(word).relation {
                Relation::OblAgent => self.doer(word),
                Relation::Case => self.complex(word),
                Relation::AclRelcl => {
                    self.told(word);
                    self.restrictive(word);
                }
                Relation::Expl => self.there(word),
                Relation::Conj => {
                    self.finite(word);
                    self.beside(word);
                    self.apart(word);
                }
                _ => {}
            }
            if self.at(word).upos == Upos::Verb {
                self.noun(word);
                self.titled(word);
                self.lacking(word);
                if self.says(word) {
                    self.said(word);
                }
            }
        }
    }

    fn at(&self, word: u32) -> Word {
        let at = word.wrapping_sub(self.tokens.start) as usize;
        self.words.get(at).copied().unwrap_or_default()
    }

    fn change(&mut self, word: u32, change: impl FnOnce(&mut Word)) {
        if let Some(word) = self.words.get_mut(word.wrapping_sub(self.tokens.start) as usize) {
            change(word);
        }
    }

    fn hang(&mut self, word: u32, head: u32, relation: Relation) {
        self.change(word, |word| (word.head, word.relation) = (head, relation));
    }

    fn head(&self, word: u32) -> Option<u32> {
        let head = self.at(word).head;
        (head != word && self.tokens.start <= head && head < self.tokens.end).then_some(head)
    }

    fn children(&self, word: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let start = self.tokens.start;
        let hangs = move |&(at, child): &(usize, &Word)| child.head == word && start + at as u32 != word;
        self.words.iter().enumerate().filter(hangs).map(move |(at, _)| start + at as u32)
    }

    fn by(&self, word: u32, relation: Relation) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.children(word).filter(move |&child| self.at(child).relation.universal() == relation)
    }

    fn is_under(&self, word: u32, above: u32) -> bool {
        std::iter::successors(Some(word), |&word| self.head(word)).take(CLIMB).any(|word| word == above)
    }

    fn key(&self, word: u32) -> WordKey {
        self.view.tokens.get(word as usize).map(|token| token.key).unwrap_or_default()
    }

    fn is(&self, word: u32, classes: Classes) -> bool {
        self.lexicon.classes(self.key(word)).any(classes)
    }

    fn is_comma(&self, word: u32) -> bool {
        self.view.tokens.get(word as usize).is_some_and(|token| self.view.word(token) == ",")
    }

    fn is_mark(&self, word: u32) -> bool {
        self.view.tokens.get(word as usize).is_some_and(|token| token.shape.has(Shape::PUNCT))
    }

    fn verb(&self, word: u32) -> Option<&VerbEntry> {
        self.lexicon.by_lemma(self.at(word).lemma_key).or_else(|| self.lexicon.by_form(self.key(word)))
    }

    fn says(&self, word: u32) -> bool {
        self.verb(word).is_some_and(|verb| verb.speech || verb.complement == Some(Modality::Reported))
    }

    /// A past form, or a finite verb, without "to".
    fn tells(&self, word: u32) -> bool {
        let Word { upos, features, .. } = self.at(word);
        let past = features.has(Features::TENSE_PAST) || features.has(Features::VERB_FORM_FIN);
        upos == Upos::Verb && past && self.by(word, Relation::Mark).next().is_none()
    }

    /// "heads the army's information directorate": what no list knows as a verb, bare behind a noun, is the noun that the one before tells.
    fn noun(&mut self, word: u32) {
        let Word { relation, features, .. } = self.at(word);
        let inflected = [
            Features::TENSE_PAST,
            Features::VERB_FORM_FIN,
            Features::VERB_FORM_GER,
            Features::VERB_FORM_PART,
        ];
        let known = self.verb(word).is_some() || inflected.iter().any(|&form| features.has(form));
        let Some(head) = self.head(word).filter(|_| relation == Relation::Xcomp && !known) else { return };
        let before = word.wrapping_sub(1);
        let object = Word { upos: Upos::Noun, relation: Relation::Obj, ..self.at(before) };
        let bare = self.children(word).all(|child| child > word);
        if !bare || self.at(before) != object || self.head(before) != Some(head) {
            return;
        }
        let inner: Vec<u32> = self.children(before).collect();
        for child in inner {
            self.change(child, |child| child.head = word);
        }
        self.hang(before, word, Relation::Compound);
        self.hang(word, head, Relation::Obj);
        self.change(word, |word| word.upos = Upos::Noun);
    }

    /// "Trucks entered the town, a driver said": the parser gives the first subject to the verb of speech.
    fn said(&mut self, verb: u32) {
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
    fn doer(&mut self, word: u32) {
        let Some(verb) = self.head(word) else { return };
        let has = |relation| self.children(verb).any(|child| self.at(child).relation == relation);
        if self.says(verb) && has(Relation::Nsubj) && !has(Relation::AuxPass) && !has(Relation::NsubjPass) {
            self.change(word, |word| word.relation = Relation::Obl);
        }
    }

    /// "close to the town": the parser hangs the first word on the verb.
    fn complex(&mut self, case: u32) {
        let Some(noun) = self.head(case).filter(|&noun| case < noun) else { return };
        let Some(first) = case.checked_sub(1).filter(|&first| first >= self.tokens.start) else { return };
        let Word { relation, upos, .. } = self.at(first);
        let light = matches!(relation, Relation::Advmod | Relation::Amod | Relation::Advcl)
            && matches!(upos, Upos::Adj | Upos::Adv | Upos::Adp);
        let pair = [self.key(first), self.key(case)];
        let counted = self.found.quantities.iter().any(|q| q.tokens.start <= first && first < q.tokens.end);
        let alone = self.children(first).all(|child| child == noun);
        if !light || !alone || counted || self.lexicon.complex(pair.into_iter()) != 2 {
            return;
        }
        if self.at(noun).head == first {
            let Some(above) = self.head(first) else { return };
            self.hang(noun, above, Relation::Obl);
        }
        self.hang(first, noun, Relation::Case);
    }

    /// "ordered them to leave and shot two": a past form goes with no infinitive, but with the verb that governs that.
    fn finite(&mut self, word: u32) {
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
    fn apart(&mut self, word: u32) {
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

    /// "told reporters that he would go": what was told, not what the reporters are.
    fn told(&mut self, clause: u32) {
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

    /// "doctors there said": "there" behind a subject is where, and nothing that there is.
    fn there(&mut self, word: u32) {
        let Some(verb) = self.head(word).filter(|_| self.is(word, Classes::EXISTENTIAL)) else { return };
        if self.by(verb, Relation::Nsubj).any(|subject| subject < word) && word < verb {
            self.change(word, |word| word.relation = Relation::Advmod);
        }
    }

    /// The person that a name means whose first word is `word`.
    fn is_person(&self, word: u32) -> bool {
        let mentions = &self.found.mentions;
        let at = mentions.partition_point(|mention| mention.tokens.end <= word);
        mentions
            .get(at)
            .is_some_and(|mention| mention.tokens.start <= word && mention.kind == EntityType::Person)
    }

    /// "Party leader Ada Osei won": of two subjects side by side, the office goes with the name.
    fn titled(&mut self, verb: u32) {
        let mut subjects = self.by(verb, Relation::Nsubj);
        let (Some(title), Some(name)) = (subjects.next(), subjects.next()) else { return };
        drop(subjects);
        let beside = title + 1 == name && self.at(title).upos == Upos::Noun && self.is_person(name);
        if beside && !self.is_person(title) {
            self.hang(title, name, Relation::NmodDesc);
        }
    }

    /// "Neighbouring Togo has closed its ports": a finite verb without a subject has one in the name that stands before it.
    fn lacking(&mut self, verb: u32) {
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
    fn restrictive(&mut self, clause: u32) {
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

    /// "It is a small force, and its cost must be met": the noun behind "and" is the subject of the verb that the "and" belongs to.
    fn beside(&mut self, verb: u32) {
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

    /// "On 7 August two people were hurt": the date is no part of who was hurt.
    fn dates(&mut self) {
        let (found, tokens) = (self.found, self.tokens);
        let first = found.times.partition_point(|time| time.tokens.end <= tokens.start);
        let times = found.times.get(first..).unwrap_or(&[]);
        for time in times.iter().take_while(|time| time.tokens.start < tokens.end) {
            let TokenSpan { start, end } = time.tokens;
            if start < self.tokens.start || end >= self.tokens.end {
                continue;
            }
            let counts = found.quantities.partition_point(|quantity| quantity.tokens.start < end);
            let counts = found.quantities.get(counts).is_some_and(|quantity| quantity.tokens.start == end);
            if !counts {
                continue;
            }
            let inside = |word: u32| start <= word && word < end;
            let mut noun = end - 1;
            for _ in 0..CLIMB {
                match self.head(noun) {
                    Some(above) if self.at(noun).relation.universal() != Relation::Nsubj || inside(noun) => {
                        noun = above;
                    }
                    _ => break,
                }
            }
            if noun < end || self.at(noun).relation.universal() != Relation::Nsubj {
                continue;
            }
            let Some(verb) = self.head(noun) else { continue };
            let last = end - 1;
            for word in start..last {
                if !inside(self.at(word).head) || self.at(word).head == word {
                    self.hang(word, last, Relation::Compound);
                }
            }
            self.hang(last, verb, Relation::Obl);
            if let Some(lead) = start.checked_sub(1).filter(|&lead| lead >= self.tokens.start)
                && matches!(self.at(lead).upos, Upos::Adp | Upos::Sconj)
                && matches!(self.at(lead).relation.universal(), Relation::Case | Relation::Mark)
            {
                self.hang(lead, last, Relation::Case);
            }
        }
    }
}
