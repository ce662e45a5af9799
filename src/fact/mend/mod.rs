//! What a parser gets wrong in ways that its tree shows, put right before clauses are read.
//!
//! Each repair looks at one word and its neighbours, asks for a shape that no grammatical sentence has, and moves as few words as it
//! can. `griot parse` shows the tree as the parser gave it.

mod forms;
mod lists;
mod speech;
mod subjects;
mod ties;

use super::lexicon::{Classes, Lexicon, VerbEntry};
use crate::model::{
    Annotations, EntityType, Features, Mention, Modality, QuantityKind, Relation, Shape, TokenSpan, Upos,
    View, Word, WordKey,
};

/// How far heads are climbed.
const CLIMB: usize = 12;

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
            self.form(word);
            self.tie(word);
            if self.at(word).upos == Upos::Verb {
                self.predicate(word);
            }
        }
    }

    /// What a word is.
    fn form(&mut self, word: u32) {
        let Word { upos, relation, .. } = self.at(word);
        if matches!(upos, Upos::Adj | Upos::Noun) {
            self.verbal(word);
        }
        match relation {
            Relation::Case => {
                self.complex(word);
                self.described(word);
            }
            Relation::Mark => self.due(word),
            Relation::Advmod => {
                self.due(word);
                self.nearly(word);
            }
            Relation::Expl => self.there(word),
            _ => {}
        }
    }

    /// What a word hangs on.
    fn tie(&mut self, word: u32) {
        match self.at(word).relation {
            Relation::Case | Relation::Det => self.leading(word),
            Relation::Obj => {
                self.measuring(word);
                self.payee(word);
            }
            Relation::OblAgent => self.doer(word),
            Relation::Obl => self.beside_noun(word),
            Relation::AclRelcl => {
                self.told(word);
                self.restrictive(word);
                self.agreeing(word);
                self.pronoun(word);
            }
            Relation::Acl => {
                self.main_verb(word);
                self.beside_place(word);
                self.beside_verb(word);
                self.member(word);
                self.first_of(word);
                self.founding(word);
                self.since(word);
                self.stated(word);
                self.kept(word);
            }
            Relation::Advcl => {
                self.fight(word);
                self.governed(word);
                self.outside(word);
                self.contrasted(word);
                self.opened(word);
                self.founding(word);
                self.kept(word);
            }
            Relation::Conj => {
                self.whole_name(word);
                self.finite(word);
                self.beside(word);
                self.apart(word);
                self.inner(word);
                self.dated(word);
                self.describes(word);
                self.taking(word);
                self.opposed(word);
                self.gapped(word);
                self.counted_apart(word);
                self.state(word);
                self.passive(word);
                self.verbless(word);
                self.alike(word);
            }
            Relation::Appos => {
                self.listed(word);
                self.explained(word);
                self.paid(word);
            }
            Relation::Ccomp => {
                self.timed(word);
                self.founding(word);
            }
            _ => {}
        }
    }

    /// What belongs to a verb.
    fn predicate(&mut self, word: u32) {
        self.noun(word);
        self.next(word);
        self.titled(word);
        self.second(word);
        self.lacking(word);
        self.fronted(word);
        self.described_when(word);
        self.made(word);
        self.given(word);
        if self.says(word) {
            self.before_and(word);
            self.headless(word);
            self.when_said(word);
            self.unspoken(word);
            self.both(word);
            self.aside(word);
            self.said(word);
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

    /// The first word from `from` on that hangs on one behind it; no mark, which hangs anywhere.
    fn start(&self, from: u32, word: u32) -> u32 {
        (from..word).find(|&first| !self.is_mark(first) && self.is_under(first, word)).unwrap_or(word)
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

    /// True for a verb with the auxiliary of a passive.
    fn is_passive(&self, verb: u32) -> bool {
        self.children(verb).any(|child| self.at(child).relation == Relation::AuxPass)
    }

    /// Makes a noun the subject of a verb, as its voice has it.
    fn subject(&mut self, noun: u32, verb: u32) {
        let relation = if self.is_passive(verb) { Relation::NsubjPass } else { Relation::Nsubj };
        self.hang(noun, verb, relation);
    }

    /// Makes an active, finite verb of what the parser takes for a participle.
    fn finite_form(&mut self, verb: u32) {
        let dropped = Features::VOICE_PASS.with(Features::VERB_FORM_PART);
        self.change(verb, |verb| {
            verb.features = verb.features.without(dropped).with(Features::VERB_FORM_FIN);
        });
    }

    /// The name that a word is part of.
    fn name(&self, word: u32) -> Option<&Mention> {
        let mentions = &self.found.mentions;
        let at = mentions.partition_point(|mention| mention.tokens.end <= word);
        mentions.get(at).filter(|mention| mention.tokens.start <= word)
    }

    /// The word on which all others of its name hang.
    fn name_head(&self, word: u32) -> u32 {
        let above = |&word: &u32| self.head(word).filter(|_| self.at(word).relation == Relation::Flat);
        std::iter::successors(Some(word), above).last().unwrap_or(word)
    }

    /// True for a word of a person's name.
    fn is_person(&self, word: u32) -> bool {
        self.name(word).is_some_and(|mention| mention.kind == EntityType::Person)
    }

    /// True for a word of a name.
    fn is_named(&self, word: u32) -> bool {
        self.name(word).is_some()
    }

    /// True for a word of a time expression.
    fn is_time(&self, word: u32) -> bool {
        let at = self.found.times.partition_point(|time| time.tokens.end <= word);
        self.found.times.get(at).is_some_and(|time| time.tokens.start <= word)
    }

    /// True for a word of a sum of money.
    fn is_money(&self, word: u32) -> bool {
        let at = self.found.quantities.partition_point(|quantity| quantity.tokens.end <= word);
        let quantity = self.found.quantities.get(at).filter(|quantity| quantity.tokens.start <= word);
        quantity.is_some_and(|quantity| quantity.kind == QuantityKind::Money)
    }
}
