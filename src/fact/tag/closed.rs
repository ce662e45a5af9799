//! The tags of closed-class words: each form is known, and its neighbours choose among what it can be.

use super::{Mark, Tag, Tagged, Tagger, ahead::Ahead};
use crate::{
    fact::lexicon::{Classes, Forms, VerbId, Word},
    lang::NounShare,
    model::Shape,
};

impl Tagger<'_> {
    /// The tag of a closed-class word, where it is one here.
    pub(super) fn closed(&mut self, at: usize, word: Word) -> Option<Tag> {
        let class = word.classes;
        if class == Classes::default() {
            return self.is_adverb(at).then_some(Tag::Adverb);
        }
        let before = self.before;
        if class.any(Classes::POSSESSIVE_MARK) {
            let unspaced = !self.tokens[at].shape.has(Shape::SPACED);
            let contracted = matches!(before, Tag::Pronoun | Tag::Relative) || self.out.last().is_none();
            if class.any(Classes::BE) && contracted {
                return Some(Tag::Be);
            }
            let owner = matches!(
                self.out.last().map(|t| t.tag),
                Some(Tag::Noun | Tag::Name | Tag::Time | Tag::Number | Tag::Adjective)
            );
            let plain = self.tokens[at].shape.has(Shape::PUNCT);
            return Some(if owner && (unspaced || !plain) && self.starts_group(at + 1) {
                Tag::PossessiveMark
            } else if plain {
                Tag::Quote
            } else if class.any(Classes::BE) && !owner {
                Tag::Be
            } else {
                Tag::PossessiveMark
            });
        }
        if class.any(Classes::NEGATOR) {
            return Some(Tag::Negator);
        }
        // "can", "will", "must", "may" are nouns after an article.
        if class.any(Classes::MODAL)
            && !matches!(before, Tag::Determiner | Tag::Possessive | Tag::PossessiveMark)
            && self.next_base(at)
        {
            return Some(Tag::Modal);
        }
        if class.any(Classes::BE) {
            // "a human being"
            let noun = word.forms.any(Forms::ING) && matches!(before, Tag::Determiner | Tag::Adjective);
            return Some(if noun { Tag::Noun } else { Tag::Be });
        }
        if class.any(Classes::HAVE) {
            return Some(Tag::Have);
        }
        if class.any(Classes::DO) {
            return Some(Tag::Do);
        }
        if class.any(Classes::COMPLEMENTISER) {
            return Some(self.that(at, class));
        }
        if class.any(Classes::RELATIVE) && !class.any(Classes::COMPLEMENTISER) {
            let whose = class.any(Classes::POSSESSIVE);
            let after_noun = self.out.last().is_some_and(|t| {
                t.tag.is_nominal()
                    || matches!(
                        t.tag,
                        Tag::Comma
                            | Tag::Preposition
                            | Tag::Adjective
                            | Tag::Close
                            | Tag::Time
                            | Tag::Quote
                            | Tag::Coordinator
                    )
            });
            return Some(match (after_noun && !self.out.is_empty(), whose) {
                (true, _) => Tag::Relative,
                (false, true) => Tag::Possessive,
                (false, false) => Tag::Subordinator,
            });
        }
        if class.any(Classes::COORDINATOR) {
            return Some(Tag::Coordinator);
        }
        if class.any(Classes::TO) {
            return Some(self.to(at));
        }
        let reads_on = class.any(Classes::PREPOSITION) || class.any(Classes::ADVERB);
        // "has since raised"
        if before == Tag::Have
            && class.any(Classes::PREPOSITION.with(Classes::ADVERBIAL))
            && self.forms(at + 1).any(Forms::PARTICIPLE)
        {
            return Some(Tag::Adverb);
        }
        if class.any(Classes::ADVERBIAL) && !self.before.opens_group() {
            if !class.any(Classes::PREPOSITION) {
                return Some(Tag::Subordinator);
            }
            let waits = self.clause.subject && self.clause.verb.is_none();
            let gerund = self.forms(at + 1).any(Forms::ING) || self.forms(at + 1).any(Forms::PARTICIPLE);
            if !waits && !gerund && self.starts_group(at + 1) && self.ahead.is(at + 1, Ahead::VERB) {
                return Some(Tag::Subordinator);
            }
        }
        if class.any(Classes::QUESTION) && !class.any(Classes::DETERMINER) {
            return Some(Tag::Subordinator);
        }
        if reads_on && self.particle(at) {
            return Some(Tag::Particle);
        }
        if class.any(Classes::APPROXIMATOR)
            && (self.class(at + 1).any(Classes::NUMBER)
                || self.marks.get(at + 1) == Some(&Mark::Number)
                || self.tokens.get(at + 1).is_some_and(|t| t.shape.has(Shape::DIGIT)))
        {
            return Some(Tag::Number);
        }
        if class.any(Classes::PREPOSITION) && !self.clause_ends(at + 1) {
            return Some(Tag::Preposition);
        }
        if class.any(Classes::POSSESSIVE) {
            let object =
                class.any(Classes::OBJECTIVE) && !self.looks_nominal(at + 1) && !self.starts_group(at + 1);
            return Some(if object { Tag::Pronoun } else { Tag::Possessive });
        }
        let personal = Classes::MALE
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER);
        if class.any(personal) {
            return Some(Tag::Pronoun);
        }
        if class.any(Classes::NUMBER) && !class.any(Classes::PRONOUN.with(Classes::ADVERB)) {
            return Some(Tag::Number);
        }
        if class.any(Classes::DETERMINER) {
            let next = self.after_adverbs(at + 1);
            if self.looks_nominal(at + 1)
                || self.starts_group(next)
                || self.forms(at + 1).any(Forms::PARTICIPLE)
            {
                return Some(Tag::Determiner);
            }
            if class.any(Classes::PRONOUN) {
                return Some(Tag::Pronoun);
            }
            if !class.any(Classes::ADVERB.with(Classes::ADJECTIVE).with(Classes::MEASURE)) {
                return Some(Tag::Determiner);
            }
        }
        if class.any(Classes::NUMBER) {
            let alone = class.any(Classes::ADVERB) && !self.looks_nominal(at + 1) && !before.opens_group();
            return Some(if alone { Tag::Adverb } else { Tag::Number });
        }
        if class.any(Classes::PRONOUN) {
            return Some(Tag::Pronoun);
        }
        if class.any(Classes::ADJECTIVE) && self.looks_nominal(at + 1) && !self.is_adverb(at + 1) {
            return Some(Tag::Adjective);
        }
        if class.any(Classes::ADVERB) || word.forms.is_empty() && self.is_adverb(at) {
            let adjective = class.any(Classes::ADJECTIVE) && before.opens_group();
            return Some(if adjective { Tag::Adjective } else { Tag::Adverb });
        }
        if class.any(Classes::PREPOSITION) {
            return Some(Tag::Adverb);
        }
        if class.any(Classes::ADJECTIVE) && word.forms.is_empty() {
            return Some(Tag::Adjective);
        }
        self.is_adverb(at).then_some(Tag::Adverb)
    }

    /// "that": a determiner, a relative pronoun, or what opens a clause.
    pub(super) fn that(&self, at: usize, class: Classes) -> Tag {
        let next = self.after_adverbs(at + 1);
        let verb_next = self.verb_at(next);
        let after_noun = self.before.is_nominal();
        if after_noun && verb_next && class.any(Classes::RELATIVE) {
            return Tag::Relative;
        }
        if verb_next && !after_noun {
            return Tag::Pronoun;
        }
        if self.before == Tag::Preposition || self.out.is_empty() {
            return if self.looks_nominal(at + 1) { Tag::Determiner } else { Tag::Pronoun };
        }
        if self.clause_ends(at + 1) {
            return Tag::Pronoun;
        }
        if after_noun && !self.holds_clause() && class.any(Classes::RELATIVE) {
            return Tag::Relative;
        }
        Tag::Complementiser
    }

    /// True where a verb or noun before takes a clause.
    pub(super) fn holds_clause(&self) -> bool {
        let complement = |t: &Tagged| self.lexicon.verb(t.verb).is_some_and(|verb| verb.complement.is_some());
        for (back, tagged) in self.out.iter().enumerate().rev().take(8) {
            let holder = tagged.tag == Tag::Noun && self.words[back].classes.any(Classes::HOLDER);
            if holder || tagged.tag.is_verb() && complement(tagged) {
                return true;
            }
            if matches!(tagged.tag, Tag::Finite | Tag::Be | Tag::Stop | Tag::Relative) {
                return false;
            }
        }
        false
    }

    /// "to": before an infinitive, or a preposition.
    pub(super) fn to(&self, at: usize) -> Tag {
        let next = self.after_adverbs(at + 1);
        let word = self.words.get(next).copied().unwrap_or_default();
        if !word.forms.any(Forms::BASE) || self.marks.get(next) == Some(&Mark::Name) {
            return Tag::Preposition;
        }
        let capital =
            self.tokens[next].shape.has(Shape::INITIAL) && !self.tokens[next].shape.has(Shape::UPPER);
        if capital || word.classes.any(Classes::DETERMINER) {
            return Tag::Preposition;
        }
        // "return to work", "turn to face": a word that is mostly a noun must have what a verb has after it.
        let object = self.starts_group(next + 1) && !self.clause_ends(next + 1);
        if word.noun == NounShare::Mostly && !object
            || word.noun == NounShare::Often && self.motion() && !object
        {
            return Tag::Preposition;
        }
        Tag::To
    }

    /// An adverb that belongs to the verb before it.
    pub(super) fn particle(&self, at: usize) -> bool {
        let Some(last) = self.out.last() else { return false };
        let key = self.tokens[at].key;
        let belongs =
            |verb: VerbId| self.lexicon.verb(verb).is_some_and(|entry| entry.particles.contains(&key));
        if last.tag.is_verb() && belongs(last.verb) {
            // "broke in" against "broke in March": what is also a preposition of place or time needs to stand alone.
            let often_leads = !self.class(at).any(Classes::ADVERB);
            return !often_leads || !self.starts_group(at + 1) && self.marks.get(at + 1) != Some(&Mark::Time);
        }
        false
    }
}
