//! Words that the parser takes for what they are not: nouns for verbs, dates for part of a subject, an adjective for an adverb.

use super::{CLIMB, Mender};
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, TokenSpan, Upos, Word, WordKey},
};

impl Mender<'_> {
    /// "heads the army's information directorate": what no list knows as a verb, bare behind a noun, is the noun that the one before tells.
    pub(super) fn noun(&mut self, word: u32) {
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

    /// "close to the town": the parser hangs the first word on the verb.
    pub(super) fn complex(&mut self, case: u32) {
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

    /// "doctors there said": "there" behind a subject is where, and nothing that there is.
    pub(super) fn there(&mut self, word: u32) {
        let Some(verb) = self.head(word).filter(|_| self.is(word, Classes::EXISTENTIAL)) else { return };
        if self.by(verb, Relation::Nsubj).any(|subject| subject < word) && word < verb {
            self.change(word, |word| word.relation = Relation::Advmod);
        }
    }

    /// "On 7 August two people were hurt": the date is no part of who was hurt.
    pub(super) fn dates(&mut self) {
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
            for word in end..noun {
                if inside(self.at(word).head) && self.at(word).upos == Upos::Num {
                    self.hang(word, noun, Relation::Nummod);
                }
            }
            if let Some(lead) = start.checked_sub(1).filter(|&lead| lead >= self.tokens.start)
                && matches!(self.at(lead).upos, Upos::Adp | Upos::Sconj)
                && matches!(self.at(lead).relation.universal(), Relation::Case | Relation::Mark)
            {
                self.hang(lead, last, Relation::Case);
            }
        }
    }

    /// Puts right what the parser takes for an adjective or a noun.
    pub(super) fn verbal(&mut self, word: u32) {
        let Word { upos, features, relation, .. } = self.at(word);
        match upos {
            Upos::Adj if features.has(Features::TENSE_PAST) => self.overwhelmed(word),
            Upos::Adj => {
                self.missing(word);
                self.actor(word);
            }
            Upos::Noun if matches!(relation, Relation::Xcomp | Relation::Advcl) => self.infinitive(word),
            Upos::Noun => self.told_by_a_noun(word),
            _ => {}
        }
    }

    /// "Rebels seized Osei and fled": a past form right behind the noun that a sentence without a verb hangs on, and right before an object, is
    /// the verb.
    pub(super) fn main_verb(&mut self, verb: u32) {
        let Some(subject) = verb.checked_sub(1).filter(|&noun| self.head(verb) == Some(noun)) else { return };
        let object = self
            .children(verb)
            .find(|&word| word > verb && matches!(self.at(word).relation, Relation::Obj | Relation::Xcomp));
        let direct = object.filter(|&object| {
            let nominal = matches!(self.at(object).upos, Upos::Noun | Upos::Propn);
            let start = self.start(verb + 1, object);
            nominal && start == verb + 1 && self.by(object, Relation::Case).next().is_none()
        });
        let fits = self.at(subject).relation == Relation::Root
            && self.at(verb).upos == Upos::Verb
            && self.at(verb).features.has(Features::TENSE_PAST)
            && self.verb(verb).is_some_and(|entry| !entry.twofold && entry.makes.is_none());
        let Some(object) = direct.filter(|_| fits) else { return };
        let behind: Vec<u32> = self.children(subject).filter(|&word| word > verb).collect();
        for word in behind {
            self.change(word, |word| word.head = verb);
        }
        self.hang(verb, verb, Relation::Root);
        self.finite_form(verb);
        self.hang(subject, verb, Relation::Nsubj);
        self.hang(object, verb, Relation::Obj);
    }

    /// "The blast killed two": right before a verb without a subject stands the subject, and nothing that describes its object.
    fn actor(&mut self, word: u32) {
        let verb = word + 1;
        let describes =
            self.at(word).relation == Relation::Amod && self.head(word).is_some_and(|noun| noun > verb);
        let led = word.checked_sub(1).is_some_and(|article| self.at(article).relation == Relation::Det);
        if describes
            && led
            && verb < self.tokens.end
            && self.at(verb).upos == Upos::Verb
            && self.at(verb).features.has(Features::VERB_FORM_FIN)
            && self.by(verb, Relation::Nsubj).next().is_none()
        {
            self.hang(word, verb, Relation::Nsubj);
            self.change(word, |word| word.upos = Upos::Noun);
            self.hang(word - 1, word, Relation::Det);
        }
    }

    /// "was overwhelmed": what has a passive's auxiliary is a verb.
    fn overwhelmed(&mut self, word: u32) {
        if self.is_passive(word) {
            self.change(word, |word| word.upos = Upos::Verb);
        }
    }

    /// "are missing": before an adjective stands a copula, and no auxiliary.
    fn missing(&mut self, word: u32) {
        let stands = [Relation::Cop, Relation::Expl].map(|relation| self.by(word, relation).next());
        let be = WordKey::of(&self.lexicon.be);
        let last = self.by(word, Relation::Aux).next_back();
        let last = last.filter(|&aux| self.at(aux).lemma_key == be && self.at(aux).relation == Relation::Aux);
        if let Some(aux) = last.filter(|_| stands == [None, None]) {
            self.change(aux, |aux| aux.relation = Relation::Cop);
        }
    }

    /// "agreed to hand over half": behind "to" stands no noun.
    fn infinitive(&mut self, word: u32) {
        let to = self.by(word, Relation::Mark).any(|mark| mark + 1 == word && self.is(mark, Classes::TO));
        if to && self.lexicon.by_lemma(self.key(word)).is_some() {
            self.change(word, |word| (word.upos, word.features) = (Upos::Verb, Features::VERB_FORM_INF));
        }
    }

    /// "the rain burst a dam": what has an object is a verb.
    fn told_by_a_noun(&mut self, word: u32) {
        let clausal = [Relation::Root, Relation::Ccomp, Relation::Conj, Relation::Parataxis];
        let form =
            clausal.contains(&self.at(word).relation) && self.lexicon.by_form(self.key(word)).is_some();
        if !form || self.by(word, Relation::Obj).next().is_none() {
            return;
        }
        let nominal = [Relation::Det, Relation::Case, Relation::Cop, Relation::Amod];
        if nominal.into_iter().any(|relation| self.by(word, relation).next().is_some()) {
            return;
        }
        let told = Features::TENSE_PAST.with(Features::VERB_FORM_FIN);
        self.change(word, |word| (word.upos, word.features) = (Upos::Verb, told));
        let before = self.by(word, Relation::Compound).find(|&noun| noun + 1 == word);
        if let Some(subject) = before.filter(|_| self.by(word, Relation::Nsubj).next().is_none()) {
            self.hang(subject, word, Relation::Nsubj);
        }
    }

    /// "are due to appear", in which the parser sees the preposition "due to".
    pub(super) fn due(&mut self, word: u32) {
        let next = word + 1;
        let fits = self.at(word).upos == Upos::Adj
            && self.is(word, Classes::BEFORE_INFINITIVE)
            && self.is(next, Classes::TO)
            && self.at(next).relation == Relation::Fixed;
        let Some(verb) = self.head(word).filter(|&verb| fits && self.at(verb).upos == Upos::Verb) else {
            return;
        };
        let inf = self.at(verb).features.has(Features::VERB_FORM_INF) && next < verb;
        let copular = [verb, word].into_iter().any(|word| self.by(word, Relation::Cop).next().is_some());
        if !inf || !copular {
            return;
        }
        let before: Vec<u32> = self.children(verb).filter(|&child| child < word).collect();
        for child in before {
            self.change(child, |child| child.head = word);
        }
        let Word { head, relation, .. } = self.at(verb);
        self.hang(word, if head == verb { word } else { head }, relation);
        self.hang(verb, word, Relation::Xcomp);
        self.hang(next, verb, Relation::Mark);
    }

    /// "by men in neighbouring Togo", in which the parser sees the men next to Togo.
    pub(super) fn beside_place(&mut self, gerund: u32) {
        let noun = gerund + 1;
        let Some(led) = gerund.checked_sub(1).filter(|&led| self.head(led) == Some(gerund)) else { return };
        let place = self.at(noun).upos == Upos::Propn && self.head(noun) == Some(gerund);
        let lead =
            self.at(led).relation == Relation::Mark && !self.is(led, Classes::STEERING.with(Classes::TO));
        let alone = self.children(gerund).all(|child| child == noun || child == led || self.is_mark(child));
        let ing = self.at(gerund).upos == Upos::Verb && !self.at(gerund).features.has(Features::TENSE_PAST);
        let when = Classes::BOUNDING.with(Classes::TEMPORAL);
        let Some(above) = self.head(gerund) else { return };
        if place
            && lead
            && alone
            && ing
            && !self.is(led, when)
            && **self.lexicon.role([self.key(led)].into_iter()) == *"place"
        {
            self.hang(noun, above, Relation::Nmod);
            self.hang(gerund, noun, Relation::Amod);
            self.hang(led, noun, Relation::Case);
        }
    }

    /// "from neighbouring Togo": between a preposition and its noun stands what describes the noun.
    pub(super) fn described(&mut self, word: u32) {
        let Some(before) = word.checked_sub(1) else { return };
        let noun = self.head(word).filter(|&noun| noun == word + 1);
        let led = self.at(before).relation == Relation::Case && self.head(before) == noun;
        if self.at(word).upos == Upos::Verb && noun.is_some() && led {
            self.change(word, |word| word.relation = Relation::Amod);
        }
    }

    /// "stop attacking convoys", "let aid agencies in": what stands right behind a verb that governs it, and what is its noun.
    pub(super) fn next(&mut self, verb: u32) {
        let next = verb + 1;
        if self.at(next).relation != Relation::Xcomp || self.head(next) != Some(verb) {
            return;
        }
        let noun = next + 1;
        let bare = |noun: u32| self.children(noun).all(|child| child > noun);
        let governs =
            |entry: &crate::fact::lexicon::VerbEntry| (entry.control.is_some(), entry.steer.is_some());
        let (controls, steers) = self.verb(verb).map_or((false, false), governs);
        let own = self.at(noun).relation == Relation::Obj && bare(noun);
        let gerund = self.at(next).features.has(Features::VERB_FORM_GER)
            || self.at(next).features.has(Features::VERB_FORM_PART);
        if own && controls && gerund && self.head(noun) == Some(verb) {
            self.change(noun, |word| word.head = next);
        } else if own
            && steers
            && !controls
            && !gerund
            && self.head(noun) == Some(next)
            && self.at(noun).upos == Upos::Noun
        {
            let behind: Vec<u32> = self.children(next).filter(|&child| child != noun).collect();
            for child in behind {
                self.change(child, |child| child.head = verb);
            }
            self.hang(noun, verb, Relation::Obj);
            self.hang(next, noun, Relation::Compound);
            self.change(next, |word| word.upos = Upos::Noun);
        }
    }
}
