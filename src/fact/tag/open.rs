//! The tags of open-class words: what may be a verb, by its form, how often it is a noun, and what the clause still lacks.

use super::{Tag, Tagger, ahead::Ahead};
use crate::{
    fact::lexicon::{Classes, Forms, Hints, Word},
    lang::NounShare,
    model::Shape,
};

impl Tagger<'_> {
    /// The tag of an open-class word.
    pub(super) fn open(&mut self, at: usize, word: Word) -> Tag {
        let token = &self.tokens[at];
        if token.shape.has(Shape::DIGIT) && !token.shape.has(Shape::WORD) {
            return Tag::Number;
        }
        let first = self.out.iter().all(|t| matches!(t.tag, Tag::Quote | Tag::Open));
        let capital = token.shape.has(Shape::INITIAL);
        if capital && !first && !(word.forms.any(Forms::PAST) && self.tokens[0].shape.has(Shape::UPPER)) {
            return Tag::Name;
        }
        if word.forms.is_empty() {
            return self.noun(at, first);
        }
        let (before, forms) = (self.before, word.forms);
        if matches!(before, Tag::To | Tag::Modal | Tag::Do) {
            if forms.any(Forms::BASE) {
                return Tag::Base;
            }
            return self.noun(at, first);
        }
        let group = self.auxiliary_before();
        if let Some((Tag::Be, _)) = group {
            if forms.any(Forms::ING) {
                return Tag::Ing;
            }
            if forms.any(Forms::PARTICIPLE) {
                return Tag::Participle;
            }
        }
        if let Some((Tag::Have, _)) = group
            && forms.any(Forms::PARTICIPLE)
            && !self.out.last().is_some_and(|t| t.tag == Tag::Determiner)
        {
            return Tag::Participle;
        }
        if forms.any(Forms::ING) {
            return self.ing(at, first);
        }
        if forms.any(Forms::PAST.with(Forms::PARTICIPLE)) {
            let tag = self.past(at, word, first);
            if !(tag == Tag::Noun && forms.any(Forms::BASE)) {
                return tag;
            }
        }
        self.present(at, word, first)
    }

    /// A noun or adjective, by its ending and what follows.
    pub(super) fn noun(&self, at: usize, first: bool) -> Tag {
        let token = &self.tokens[at];
        let word = self.view.word(token);
        let class = self.words[at].classes;
        if token.shape.has(Shape::INITIAL) && (!first || token.shape.has(Shape::UPPER) && word.len() > 1) {
            return Tag::Name;
        }
        if class.any(Classes::ADJECTIVE) {
            return Tag::Adjective;
        }
        let lower = word;
        if self.lexicon.ends_like_adjective(lower) && !self.lexicon.ends_like_noun(lower) {
            let linked = matches!(self.before, Tag::Be | Tag::Adverb) || self.looks_nominal(at + 1);
            return if linked { Tag::Adjective } else { Tag::Noun };
        }
        Tag::Noun
    }

    pub(super) fn ing(&self, at: usize, first: bool) -> Tag {
        let next_finite = self.words.get(at + 1).is_some_and(|word| word.hints.any(Hints::SURE_FINITE));
        let next_noun = self.looks_nominal(at + 1);
        if next_noun && self.words[at].classes.any(Classes::ADJECTIVE) {
            return Tag::Adjective;
        }
        let open = matches!(
            self.before,
            Tag::Determiner
                | Tag::Possessive
                | Tag::PossessiveMark
                | Tag::Adjective
                | Tag::Number
                | Tag::Hyphen
        );
        if open {
            return if next_noun { Tag::Adjective } else { Tag::Noun };
        }
        if next_finite {
            return Tag::Noun;
        }
        match self.before {
            Tag::Preposition | Tag::PrepositionRest => {
                let closes = self.clause_ends(at + 1);
                let of = self.class(at + 1).any(Classes::OF);
                // "the school of nursing in the capital"
                let owner = at.checked_sub(1).is_some_and(|before| self.class(before).any(Classes::OF))
                    && self.earlier.is_nominal()
                    && self.class(at + 1).any(Classes::PREPOSITION);
                if closes || of || owner { Tag::Noun } else { Tag::Ing }
            }
            _ if first
                && next_noun
                && !self.starts_determined(at + 1)
                && self.ahead.is(at + 1, Ahead::NEAR) =>
            {
                Tag::Adjective
            }
            _ if self.class(at + 1).any(Classes::OF) => Tag::Noun,
            // "fearing rising costs": no verb governs a gerund but those that say so.
            Tag::Finite | Tag::Ing | Tag::Base | Tag::Participle
                if next_noun && !self.starts_determined(at + 1) && !self.governs_gerund() =>
            {
                Tag::Adjective
            }
            // "police fired", "fighting erupted": a past form follows at once.
            Tag::Stop | Tag::Comma | Tag::Coordinator | Tag::Complementiser | Tag::Subordinator
                if self.forms(at + 1).any(Forms::PAST) =>
            {
                Tag::Noun
            }
            Tag::Complementiser | Tag::Subordinator | Tag::Relative => {
                if self.ahead.is(at + 1, Ahead::NEAR) || self.ahead.is(at + 1, Ahead::VERB) {
                    Tag::Noun
                } else {
                    Tag::Ing
                }
            }
            _ => Tag::Ing,
        }
    }

    /// True where the verb directly before takes a gerund.
    pub(super) fn governs_gerund(&self) -> bool {
        let last = self.out.last().and_then(|t| self.lexicon.verb(t.verb));
        last.is_some_and(|entry| entry.gerund)
    }

    pub(super) fn past(&self, at: usize, word: Word, first: bool) -> Tag {
        let forms = word.forms;
        let participle = forms.any(Forms::PARTICIPLE);
        let next_noun = self.looks_nominal(at + 1);
        let next_group = self.starts_group(at + 1);
        let next = self.class(at + 1);
        let open = matches!(
            self.before,
            Tag::Determiner
                | Tag::Possessive
                | Tag::PossessiveMark
                | Tag::Adjective
                | Tag::Number
                | Tag::Hyphen
        );
        if !participle {
            return if open && forms.any(Forms::BASE) { Tag::Noun } else { Tag::Finite };
        }
        let joined_to_noun = self.class(at + 1).any(Classes::COORDINATOR) && self.looks_nominal(at + 2);
        let next_noun = next_noun || open && joined_to_noun;
        let directly_open =
            open && self.out.last().is_some_and(|t| t.tag == self.before || t.tag == Tag::Adverb);
        if directly_open && (next_noun || self.before != Tag::Number) {
            let joined = next_noun || self.before == Tag::Hyphen;
            return if joined { Tag::Adjective } else { Tag::Noun };
        }
        if matches!(self.before, Tag::Preposition | Tag::PrepositionRest) {
            return if next_noun { Tag::Adjective } else { Tag::Participle };
        }
        let can_be_past = forms.any(Forms::PAST);
        let clause = &self.clause;
        if !can_be_past {
            let adjective = next_noun && !matches!(self.before, Tag::Noun | Tag::Name | Tag::Pronoun);
            return if adjective { Tag::Adjective } else { Tag::Participle };
        }
        // "troops backed by", "troops based in": a preposition follows a participle more often than a past.
        let by = next.any(Classes::PREPOSITION) && !next_group;
        let agent = by
            && self.tokens.get(at + 1).is_some_and(|t| **self.lexicon.role([t.key].into_iter()) == *"agent");
        match self.before {
            Tag::Relative | Tag::Pronoun => return Tag::Finite,
            Tag::Coordinator => {
                return match clause.verb {
                    Some((_, Tag::Participle)) if by || !next_group => Tag::Participle,
                    Some(_) => Tag::Finite,
                    None if next_noun => Tag::Adjective,
                    None => Tag::Finite,
                };
            }
            Tag::Stop if first => {
                return if next_noun { Tag::Adjective } else { Tag::Participle };
            }
            _ => {}
        }
        if clause.verb.is_none() {
            if !clause.subject {
                return if next_noun { Tag::Adjective } else { Tag::Participle };
            }
            let later = if self.before == Tag::Comma {
                self.ahead.is(at + 1, Ahead::FAR)
            } else {
                self.ahead.is(at + 1, Ahead::NEAR)
            };
            let interrupts =
                self.before == Tag::Comma && clause.commas == 1 && self.ahead.is(at + 1, Ahead::RESUMED);
            if (later || interrupts) && clause.commas < 2 && (by || !next_group) {
                return Tag::Participle;
            }
            return Tag::Finite;
        }
        // The clause has its verb.
        let complement = clause
            .verb
            .is_some_and(|(verb, _)| self.lexicon.verb(verb).is_some_and(|entry| entry.complement.is_some()));
        if self.before == Tag::Comma {
            return if !self.outer.is_empty() || next_group && !by { Tag::Finite } else { Tag::Participle };
        }
        if !self.outer.is_empty() && !by && !self.before.is_nominal() {
            return Tag::Finite;
        }
        let own = clause.broken && clause.fresh_subject;
        let complement = complement && !by && !self.ahead.is(at + 1, Ahead::NEAR);
        if self.before.is_nominal() && (complement || own && !agent) {
            return Tag::Finite;
        }
        if !self.outer.is_empty() && next_group && !by {
            return Tag::Finite;
        }
        if next_noun && !self.before.is_nominal() { Tag::Adjective } else { Tag::Participle }
    }

    /// A base form or an -s form.
    pub(super) fn present(&self, at: usize, word: Word, first: bool) -> Tag {
        let (base, s) = (word.forms.any(Forms::BASE), word.forms.any(Forms::S));
        let share = word.noun;
        let next = self.after_adverbs(at + 1);
        let next_group = self.starts_group(at + 1);
        let clause = &self.clause;
        let next_sure = self.words.get(next).is_some_and(|word| word.hints.any(Hints::SURE_FINITE));
        if self.before.opens_group() {
            let directly = self.out.last().is_some_and(|t| t.tag == self.before);
            let plural_owner = self.before == Tag::Number && share == NounShare::Hardly;
            if directly && !plural_owner {
                return self.noun(at, first);
            }
        }
        // Half of what follows a subject is decided by the subject alone.
        match self.before {
            Tag::Pronoun | Tag::Relative if !next_sure => return Tag::Finite,
            Tag::Coordinator => {
                let parallel = match clause.verb {
                    Some((_, Tag::Base)) if base => Some(Tag::Base),
                    Some((_, Tag::Finite)) => Some(Tag::Finite),
                    _ => None,
                };
                if let Some(tag) = parallel
                    && (share == NounShare::Hardly || share == NounShare::Often && next_group)
                    && !clause.fresh_subject
                {
                    return tag;
                }
                return self.noun(at, first);
            }
            _ => {}
        }
        let object_next = self.starts_determined(at + 1)
            || self.class(at + 1).any(
                Classes::COMPLEMENTISER.with(Classes::TO).with(Classes::NUMBER).with(Classes::POSSESSIVE),
            );
        let speech = self.lexicon.verb(word.verb).is_some_and(|verb| verb.speech);
        let tail = self.tokens.get(at + 1).is_none_or(|_| self.clause_ends(at + 1));
        if s && speech && tail && self.before == Tag::Name && clause.broken {
            return Tag::Finite;
        }
        let subject = self.before.is_nominal() || self.before == Tag::Comma && clause.subject;
        let agrees = if s { !clause.plural } else { clause.plural };
        let needs_verb = clause.verb.is_none()
            || clause.broken && clause.fresh_subject
            || clause
                .verb
                .is_some_and(|(id, _)| self.lexicon.verb(id).is_some_and(|v| v.complement.is_some()));
        if !subject || next_sure || self.ahead.is(at + 1, Ahead::NEAR) && share != NounShare::Hardly {
            let infinitive = base && share == NounShare::Hardly && self.before.is_nominal();
            return if infinitive { Tag::Base } else { self.noun(at, first) };
        }
        let verbal = match share {
            NounShare::Hardly => true,
            NounShare::Often => {
                agrees && (object_next || next_group || self.class(at + 1).any(Classes::PREPOSITION))
            }
            NounShare::Mostly => agrees && object_next,
        };
        if verbal && needs_verb {
            return Tag::Finite;
        }
        if base && share == NounShare::Hardly {
            return Tag::Base;
        }
        self.noun(at, first)
    }
}
