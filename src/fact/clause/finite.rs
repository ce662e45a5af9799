//! Finite verbs: whose verb each is, and whether it takes up a clause that was interrupted.

use super::{
    Reader,
    frame::{Frame, FrameKind},
};
use crate::{
    fact::{
        phrase::{Item, PhraseId},
        rule::Rule,
    },
    model::Modality,
};

impl Reader<'_> {
    /// "…," said the minister: the speaker stands after the verb.
    pub(super) fn inverted(&self, at: usize, verb: u32) -> Option<PhraseId> {
        let group = self.chunks.verbs.get(verb as usize)?;
        if !self.lexicon.verb(group.main)?.speech || self.frames.iter().any(Frame::waits) {
            return None;
        }
        let parted = match at.checked_sub(1).and_then(|b| self.items.all.get(b)) {
            None | Some(Item::Comma | Item::Quote | Item::Stop) => true,
            Some(_) => false,
        };
        let Some(Item::Phrase(speaker)) = self.items.all.get(at + 1) else { return None };
        let own_verb = matches!(self.items.all.get(at + 2), Some(Item::Verb(..)));
        (parted && !own_verb && !self.out.all.is_empty()).then_some(*speaker)
    }

    pub(super) fn finite(&mut self, at: usize, verb: u32) -> usize {
        if let Some(speaker) = self.inverted(at, verb) {
            let end = self.tokens(speaker).end;
            if let Some(new) = self.add(at, verb, Rule::Clause, Some((speaker, end))) {
                self.speak(new, speaker);
                self.last = Some((speaker, at + 1));
            }
            return at + 2;
        }
        let before = self.before(at);
        let after_comma = matches!(before, Some((Item::Comma, _)));
        // A clause inside another gives way where that one waits for its verb.
        for _ in 0..24 {
            let Some(clause) = self.top().clause else {
                let frame = self.top();
                let lost = frame.subject.is_none() && frame.antecedent.is_none();
                if lost && self.frames.len() > 1 && self.frames[self.frames.len() - 2].waits() {
                    self.pop(at);
                    continue;
                }
                break;
            };
            if self.frames.len() < 2 {
                break;
            }
            let outer_waits = self.frames[self.frames.len() - 2].waits();
            let kind = self.top().kind;
            let pending = self.top().pending;
            let object =
                self.out.all.get(clause).is_some_and(|c| c.object.is_some() && c.object_at + 1 == at);
            let takes_clause = object && self.entry(clause).is_some_and(|e| e.complement.is_some());
            let own_subject = pending.is_some() && !after_comma;
            if outer_waits && !own_subject && !takes_clause
                || kind == FrameKind::Side
                    && (pending.is_some() || matches!(before, Some((Item::Coordinator | Item::Comma, _))))
            {
                let carried = self.top().pending;
                self.pop(at);
                if self.top().clause.is_some() {
                    self.top().pending = carried;
                }
                continue;
            }
            break;
        }
        match self.top().clause {
            None => self.first_verb(at, verb),
            Some(clause) => return self.further_verb(at, verb, clause, before),
        }
        at + 1
    }

    /// The verb of a frame that has none yet.
    pub(super) fn first_verb(&mut self, at: usize, verb: u32) {
        let frame = self.top();
        let (subject, antecedent, kind) = (frame.subject, frame.antecedent, frame.kind);
        let subject_end = frame.subject_end;
        let rule = match kind {
            FrameKind::Relative => Rule::Relative,
            FrameKind::Adverbial => Rule::Adverbial,
            FrameKind::Complement => Rule::Complement,
            FrameKind::Root | FrameKind::Side => Rule::Clause,
        };
        let own = subject.map(|s| (s, self.token_before(subject_end + 1)));
        let inherited = antecedent.map(|a| (a, self.tokens(a).end));
        let Some(clause) = self.add(at, verb, rule, own.or(inherited)) else { return };
        self.settle(clause);
        // "the town that they left": what the clause describes is its object.
        if own.is_some()
            && kind == FrameKind::Relative
            && let Some(gap) = antecedent
            && let Some(clause) = self.out.all.get_mut(clause)
        {
            clause.object = Some(gap);
            clause.rule = Rule::Relative;
            clause.open = false;
        }
    }

    /// A finite verb in a frame that has one already.
    pub(super) fn further_verb(
        &mut self,
        at: usize,
        verb: u32,
        clause: usize,
        before: Option<(Item, usize)>,
    ) -> usize {
        let speaks = self
            .chunks
            .verbs
            .get(verb as usize)
            .and_then(|v| self.lexicon.verb(v.main))
            .is_some_and(|e| e.speech);
        if let Some((phrase, _)) = self.top().pending {
            let end = self.token_before(at).max(self.tokens(phrase).end);
            let tail = speaks && self.ends_speech(at);
            let Some(new) = self.add(at, verb, Rule::Clause, Some((phrase, end))) else { return at + 1 };
            if tail {
                self.speak(new, phrase);
                return at + 1;
            }
            self.settle(new);
            return at + 1;
        }
        let object = self.out.all.get(clause).and_then(|c| c.object.map(|o| (o, c.object_at)));
        let contiguous = object.filter(|&(_, place)| {
            let between = self.items.all.get(place + 1..at).unwrap_or(&[]);
            between
                .iter()
                .all(|i| matches!(i, Item::Adverb | Item::Time(_) | Item::Quote | Item::Prepositional(..)))
        });
        if let Some((phrase, place)) = contiguous {
            let held = self.entry(clause).and_then(|e| e.complement);
            let end = self.token_before(at);
            if let Some(said) = self.out.all.get_mut(clause) {
                said.object = None;
                said.obliques.retain(|o| o.at < place);
                said.open = false;
            }
            let speaker = self.out.all.get(clause).and_then(|c| c.subject).filter(|_| held.is_some());
            let start = self.tokens(phrase).start;
            let frame = self.push(FrameKind::Complement);
            frame.modality = held.filter(|&m| m != Modality::Reported).or(frame.modality);
            frame.attribution = speaker.or(frame.attribution);
            frame.content_of = held.map(|_| (clause, start));
            if let Some(new) = self.add(at, verb, Rule::Complement, Some((phrase, end))) {
                self.settle(new);
            }
            return at + 1;
        }
        if matches!(before, Some((Item::Coordinator | Item::Comma, _))) {
            let subject = self.out.all.get(clause).and_then(|c| c.subject.map(|s| (s, c.subject_tokens.end)));
            // What was done to somebody, and then was done to him: the patient is shared.
            let shared = self.top().subject.map(|s| (s, self.tokens(s).end));
            if let Some(new) = self.add(at, verb, Rule::Shared, subject.or(shared)) {
                self.settle(new);
            }
            return at + 1;
        }
        if let Some(new) = self.add(at, verb, Rule::Clause, None) {
            self.settle(new);
        }
        at + 1
    }

    /// True where nothing follows that the verb could be saying.
    pub(super) fn ends_speech(&self, at: usize) -> bool {
        matches!(
            self.after(at),
            None | Some(Item::Stop | Item::Comma | Item::Coordinator | Item::Prepositional(..))
        )
    }

    /// The clause says who said the rest.
    pub(super) fn speak(&mut self, clause: usize, speaker: PhraseId) {
        if let Some(clause) = self.out.all.get_mut(clause) {
            clause.speech = true;
            clause.open = false;
        }
        for earlier in &mut self.out.all[..clause] {
            if earlier.attribution.is_none() {
                earlier.attribution = Some(speaker);
            }
        }
        let frame = self.top();
        frame.attribution = Some(speaker);
        frame.pending = None;
    }
}
