//! What qualifies a fact: denied or not, held how, said by whom, when, where, how many.

use super::{
    clause::{Clause, Object},
    lexicon::Classes,
    phrase::Extent,
    row::{Draft, Sentence},
};
use crate::model::{
    Argument, Features, Modality, Phrase, QuantityKind, Relation, TimeKind, TokenSpan, Triple,
};

impl Sentence<'_> {
    /// The triple of a draft; nothing where the language lacks the rule.
    pub(super) fn qualified(
        &self,
        draft: Draft,
        clause: &Clause,
        all: &[Clause],
        only: Option<u32>,
    ) -> Option<Triple> {
        let (rule, confidence) = self.rules.get(draft.rule)?;
        let speaker =
            clause.held.speaker.filter(|&speaker| Some(speaker) != clause.subject || clause.verbs.passive);
        let speaker = speaker.map(|speaker| self.side(speaker, Extent::Full).phrase);
        let attribution = speaker.or(self.carried.filter(|_| !clause.speech));
        let reported = attribution.is_some() || clause.held.reported;
        let modality = match (clause.held.modality, clause.modality) {
            (Some(held @ (Modality::Requested | Modality::Conditional)), _) | (Some(held), None) => held,
            (_, Some(held)) => held,
            (None, None) if draft.rule == super::rule::Rule::Purpose => Modality::Planned,
            (None, None) if reported => Modality::Reported,
            (None, None) => Modality::Asserted,
        };
        let event = clause.verbs.chain.iter().find_map(|&word| self.tree.verb(word)?.event.clone());
        let arguments = self.arguments(&draft, clause);
        // "Nobody did not know" asserts after all.
        let negated = clause.negated != self.is_nothing(&draft);
        let quantity = self.quantity(&draft, clause);
        let (time, place) = (self.time(clause, all), self.place(&arguments, clause, only));
        let (subject, object) = (draft.subject.map(|s| s.phrase), draft.object.map(|o| o.phrase));
        let (subject, object) = (self.spoken(subject, attribution), self.spoken(object, attribution));
        let predicate = draft.predicate;
        Some(Triple {
            sentence: self.index,
            subject,
            predicate,
            object,
            arguments,
            negated,
            modality,
            attribution,
            time,
            place,
            quantity,
            event,
            confidence,
            rule,
        })
    }

    /// "I" in what somebody says is who says it.
    fn spoken(&self, phrase: Option<Phrase>, speaker: Option<Phrase>) -> Option<Phrase> {
        let mut phrase = phrase?;
        let tokens = self.tree.view.tokens;
        let head = tokens.partition_point(|token| token.span.start < phrase.head.start) as u32;
        if phrase.entity.is_none()
            && self.tree.is(head, Classes::SPEAKER)
            && self.tree.has(head, Features::NUMBER_SING)
        {
            phrase.entity = speaker.and_then(|speaker| speaker.entity);
        }
        Some(phrase)
    }

    /// True where the subject or the object is of nobody and nothing: "no group", "none of them", but not "no fewer than 30".
    fn is_nothing(&self, draft: &Draft) -> bool {
        [draft.subject, draft.object].into_iter().flatten().any(|side| {
            let first = side.tokens.start;
            self.tree.is(first, Classes::NOTHING) && self.tree.quantity(first).is_none()
        })
    }

    /// The predicate that a word belongs to.
    fn governor(&self, word: u32) -> Option<u32> {
        let mut here = word;
        for _ in 0..24 {
            if self.tree.is_predicate(here) && !self.tree.is_chained(here) {
                return Some(here);
            }
            here = self.tree.head(here)?;
        }
        None
    }

    /// The clause's time expression: a date before a length of time.
    fn time(&self, clause: &Clause, all: &[Clause]) -> Option<u32> {
        let own = self.own_time(clause.head);
        // "In May they sold the mill and left": what leads the first clause of a list holds for all.
        own.or_else(|| {
            let first =
                self.tree.head(clause.head).filter(|_| self.tree.universal(clause.head) == Relation::Conj)?;
            let first = self.governor(first)?;
            let time = self.own_time(first)?;
            let leads = self.tree.found.times.get(time as usize)?.tokens.start < first;
            (leads && all.iter().any(|clause| clause.head == first)).then_some(time)
        })
    }

    fn own_time(&self, head: u32) -> Option<u32> {
        let times = &self.tree.found.times;
        let tokens = self.tree.tokens;
        let first = times.partition_point(|t| t.tokens.end <= tokens.start);
        let mut best: Option<(bool, u32)> = None;
        for (index, time) in
            times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < tokens.end)
        {
            // The word of the expression that hangs on what is outside.
            let mut word = time.tokens.start.max(tokens.start);
            for _ in 0..8 {
                match self.tree.head(word) {
                    Some(above) if above >= time.tokens.start && above < time.tokens.end => word = above,
                    _ => break,
                }
            }
            // "a ten-year mission": no time of what happened.
            let inside =
                matches!(self.tree.universal(word), Relation::Amod | Relation::Compound | Relation::Nummod);
            if inside || self.governor(word) != Some(head) {
                continue;
            }
            let placed = matches!(time.kind, TimeKind::Date | TimeKind::Time);
            if best.is_none_or(|(known, _)| placed && !known) {
                best = Some((placed, index as u32));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The place in a locative argument of the row, else the only one in such an argument of the sentence.
    fn place(&self, arguments: &[Argument], clause: &Clause, only: Option<u32>) -> Option<u32> {
        let place = &self.tree.lexicon.place_role;
        let mut own = arguments.iter().filter(|argument| argument.role == *place);
        if let Some(found) = own.find_map(|argument| self.place_in(&argument.phrase)) {
            return Some(found);
        }
        if !clause.joined.is_empty()
            && self.tree.role(clause.joined) == place
            && let Some(found) = clause.object.and_then(|object| match object {
                Object::Phrase(word) | Object::Complement(word) => {
                    self.place_at(self.tree.phrase(word, Extent::Full).tokens)
                }
                _ => None,
            })
        {
            return Some(found);
        }
        // "sent to the island": where to.
        let towards = |role: &std::sync::Arc<str>| **role == *"recipient";
        let mut aims = arguments.iter().filter(|argument| towards(&argument.role));
        if let Some(found) = aims.find_map(|argument| self.place_in(&argument.phrase)) {
            return Some(found);
        }
        if let Some(Object::Phrase(word)) = clause.object
            && towards(self.tree.role(clause.joined))
            && let Some(found) = self.place_at(self.tree.phrase(word, Extent::Minimal).tokens)
        {
            return Some(found);
        }
        only
    }

    /// The one place that the locative arguments of the sentence name.
    pub(super) fn only_place(&self, all: &[Clause]) -> Option<u32> {
        let place = &self.tree.lexicon.place_role;
        let mut places = all.iter().flat_map(|clause| {
            let joined = match clause.object {
                Some(Object::Phrase(word)) if self.tree.role(clause.joined) == place => Some(word),
                _ => None,
            };
            let parts =
                clause.arguments.iter().filter(|part| !part.clause && self.tree.role(part.lead) == place);
            let heads = parts.map(|part| part.head).chain(joined);
            heads.filter_map(|head| self.place_at(self.tree.phrase(head, Extent::Full).tokens))
        });
        let first = places.next()?;
        places.all(|other| other == first).then_some(first)
    }

    fn place_in(&self, phrase: &Phrase) -> Option<u32> {
        let all = &self.tree.found.mentions;
        let start = all.partition_point(|m| m.span.end <= phrase.span.start);
        let inside = all.iter().enumerate().skip(start).take_while(|(_, m)| m.span.start < phrase.span.end);
        inside.filter(|(_, m)| m.kind.is_place()).last().map(|(index, _)| index as u32)
    }

    fn place_at(&self, tokens: TokenSpan) -> Option<u32> {
        let all = &self.tree.found.mentions;
        let start = all.partition_point(|m| m.tokens.end <= tokens.start);
        let inside = all.iter().enumerate().skip(start).take_while(|(_, m)| m.tokens.start < tokens.end);
        inside.filter(|(_, m)| m.kind.is_place()).last().map(|(index, _)| index as u32)
    }

    /// The quantity that counts the object, else the subject, else an argument.
    fn quantity(&self, draft: &Draft, clause: &Clause) -> Option<u32> {
        let sides = [draft.object, draft.subject].into_iter().flatten().map(|side| side.tokens);
        let parts = clause.arguments.iter().filter(|part| !part.clause);
        let parts = parts.map(|part| self.tree.phrase(part.head, Extent::Full).tokens);
        let object = draft
            .object
            .and_then(|side| side.noun)
            .map(|(head, _)| self.tree.phrase(head, Extent::Full).tokens);
        sides.chain(object).chain(parts).find_map(|tokens| self.quantity_in(tokens))
    }

    fn quantity_in(&self, tokens: TokenSpan) -> Option<u32> {
        let all = &self.tree.found.quantities;
        let start = all.partition_point(|q| q.tokens.end <= tokens.start);
        let mut inside = all.iter().enumerate().skip(start).take_while(|(_, q)| q.tokens.start < tokens.end);
        inside.find(|(_, q)| q.kind != QuantityKind::Ordinal).map(|(index, _)| index as u32)
    }
}
