//! What stands near a token: questions that the rules for open and closed classes ask of the words before and after.

use super::{Mark, Tag, Tagger, ahead::Ahead, punctuation};
use crate::{
    fact::lexicon::{Classes, Forms},
    lang::NounShare,
    model::Shape,
};

impl Tagger<'_> {
    pub(super) fn auxiliary_before(&self) -> Option<(Tag, Forms)> {
        let last = self.out.iter().rev().find(|t| !t.tag.is_transparent() && t.tag != Tag::Particle)?;
        Some((last.tag, last.forms))
    }

    /// A time word that is a verb here ("may", "march").
    pub(super) fn verbal_here(&self, at: usize) -> bool {
        self.words[at].classes.any(Classes::MODAL)
            && self.next_base(at)
            && !self.tokens[at].shape.has(Shape::INITIAL)
    }

    pub(super) fn class(&self, at: usize) -> Classes {
        self.words.get(at).map(|word| word.classes).unwrap_or_default()
    }

    pub(super) fn forms(&self, at: usize) -> Forms {
        self.words.get(at).map(|word| word.forms).unwrap_or_default()
    }

    /// The next token that is no adverb.
    pub(super) fn after_adverbs(&self, mut at: usize) -> usize {
        for _ in 0..3 {
            if at < self.tokens.len() && self.is_adverb(at) && !self.words[at].forms.any(Forms::BASE) {
                at += 1;
            }
        }
        at
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.ahead.is(at, Ahead::ADVERB)
    }

    pub(super) fn next_base(&self, at: usize) -> bool {
        let next = self.after_adverbs(at + 1);
        self.forms(next).any(Forms::BASE) && self.marks.get(next) != Some(&Mark::Name)
    }

    /// True where a noun or what opens a noun group stands at `at`.
    pub(super) fn starts_group(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let opens = Classes::DETERMINER
            .with(Classes::POSSESSIVE)
            .with(Classes::NUMBER)
            .with(Classes::APPROXIMATOR)
            .with(Classes::ADJECTIVE)
            .with(Classes::MALE)
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER)
            .with(Classes::EXISTENTIAL);
        let word = self.words[at];
        word.classes.any(opens)
            || matches!(self.marks[at], Mark::Name | Mark::Number)
            || token.shape.has(Shape::DIGIT)
            || self.looks_nominal(at)
    }

    /// True where an open-class word that is no sure verb stands at `at`.
    pub(super) fn looks_nominal(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = self.words[at];
        if matches!(self.marks[at], Mark::Name | Mark::Number) {
            return true;
        }
        if !token.shape.has(Shape::WORD) || self.marks[at] == Mark::Time {
            return false;
        }
        let closed = Classes::PREPOSITION
            .with(Classes::COORDINATOR)
            .with(Classes::BE)
            .with(Classes::HAVE)
            .with(Classes::DO)
            .with(Classes::MODAL)
            .with(Classes::TO)
            .with(Classes::RELATIVE)
            .with(Classes::COMPLEMENTISER)
            .with(Classes::ADVERBIAL)
            .with(Classes::QUESTION)
            .with(Classes::PRONOUN)
            .with(Classes::OBJECTIVE)
            .with(Classes::MALE)
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER)
            .with(Classes::DETERMINER)
            .with(Classes::POSSESSIVE_MARK)
            .with(Classes::NEGATOR)
            .with(Classes::POSSESSIVE);
        if word.classes.any(closed) || self.is_adverb(at) {
            return word.classes.any(Classes::ADJECTIVE) && !word.classes.any(closed);
        }
        word.forms.is_empty()
            || word.noun != NounShare::Hardly
            || word.forms.any(Forms::ING)
            || token.shape.has(Shape::INITIAL)
    }

    /// True where no phrase can follow.
    pub(super) fn clause_ends(&self, at: usize) -> bool {
        match self.tokens.get(at) {
            None => true,
            Some(token) if token.shape.has(Shape::PUNCT) => {
                matches!(punctuation(self.view.word(token), token.shape), Tag::Comma | Tag::Stop | Tag::Close)
            }
            Some(_) => self.class(at).any(Classes::COORDINATOR),
        }
    }

    pub(super) fn verb_at(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if self.marks[at] == Mark::Name {
            return false;
        }
        let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO).with(Classes::MODAL);
        word.classes.any(auxiliary)
            || !word.forms.is_empty()
                && !word.classes.any(Classes::DETERMINER.with(Classes::ADJECTIVE).with(Classes::PREPOSITION))
                && (word.noun == NounShare::Hardly
                    || word.forms.any(Forms::PAST)
                    || self.starts_group(at + 1))
                && !word.forms.any(Forms::ING)
    }

    pub(super) fn starts_determined(&self, at: usize) -> bool {
        let opens = Classes::DETERMINER.with(Classes::POSSESSIVE);
        self.class(at).any(opens)
    }

    /// True where a verb stands directly before.
    pub(super) fn motion(&self) -> bool {
        self.before.is_verb()
    }
}
