//! Participles, gerunds and infinitives: whose they are is told by what stands beside them, or by the verb that governs them.

use super::{Reader, frame::FrameKind};
use crate::{
    fact::{chunk::VerbKind, phrase::Item, rule::Rule},
    model::Modality,
};

impl Reader<'_> {
    pub(super) fn gerund(&mut self, at: usize, verb: u32, led: bool) {
        let before = self.before(at);
        let passive = self.chunks.verbs.get(verb as usize).is_some_and(|v| v.kind == VerbKind::Participle);
        let beside = match before {
            Some((Item::Phrase(p), _)) => Some(p),
            Some((Item::Prepositional(_, p), _)) => Some(p),
            Some((Item::Comma, place)) if passive => {
                self.last.filter(|(_, l)| l + 1 == place).map(|(p, _)| p)
            }
            _ => None,
        };
        let beside = beside.filter(|_| !led);
        let shared = self.top().subject;
        let subject = beside.or(shared);
        let tokens = subject.map(|s| (s, self.tokens(s).end));
        // A new participle takes the place of the one before it.
        if self.top().kind == FrameKind::Side {
            self.pop(at);
        }
        let Some(new) = self.add(at, verb, Rule::Participle, tokens.filter(|_| !passive)) else { return };
        if passive && let Some(clause) = self.out.all.get_mut(new) {
            clause.object = subject;
        }
        if subject.is_none() {
            self.top().deferred.push(new);
        }
        self.close_object();
        let frame = self.push(FrameKind::Side);
        frame.subject = subject;
        frame.clause = Some(new);
    }

    pub(super) fn infinitive(&mut self, at: usize, verb: u32) {
        let finite_ahead = self.items.all.iter().skip(at + 1).any(|item| {
            matches!(item, Item::Verb(v, _) if self.chunks.verbs.get(*v as usize).is_some_and(|g| g.kind == VerbKind::Finite))
        });
        // "Ministers to visit Bamako": a headline's future.
        if self.top().waits() && !finite_ahead && self.frames.len() == 1 {
            self.first_verb(at, verb);
            if let Some(clause) = self.top().clause
                && let Some(clause) = self.out.all.get_mut(clause)
            {
                clause.modality = Some(Modality::Planned);
            }
            return;
        }
        let Some(clause) = self.top().clause else {
            // "the decision to sell was …": nobody is said to do it.
            return;
        };
        let steers = self.entry(clause).and_then(|e| e.steer);
        let (object, speaker, passive) = {
            let passive = self.verb(clause).is_some_and(|v| v.passive);
            let Some(c) = self.out.all.get(clause) else { return };
            (c.object, c.subject, passive)
        };
        self.close_object();
        if let (Some(modality), Some(object)) = (steers, object.or(speaker.filter(|_| passive))) {
            let end = self.tokens(object).end;
            let Some(new) = self.add(at, verb, Rule::Steered, Some((object, end))) else { return };
            if let Some(new) = self.out.all.get_mut(new)
                && modality != Modality::Asserted
            {
                new.modality = Some(modality);
                new.attribution = speaker.filter(|_| !passive).or(new.attribution);
            }
            let frame = self.push(FrameKind::Side);
            frame.subject = Some(object);
            frame.clause = Some(new);
            return;
        }
        let subject = self.top().subject.map(|s| (s, self.tokens(s).end));
        // "there was a plan to dig a canal": nobody is said to do it.
        if subject.is_some_and(|(s, _)| self.is_existential(s)) {
            return;
        }
        let Some(new) = self.add(at, verb, Rule::Purpose, subject) else { return };
        if let Some(new) = self.out.all.get_mut(new) {
            new.modality = new.modality.or(Some(Modality::Planned));
        }
        let frame = self.push(FrameKind::Side);
        frame.subject = subject.map(|(s, _)| s);
        frame.clause = Some(new);
    }

    pub(super) fn base(&mut self, at: usize, verb: u32) {
        // "demanded that the driver leave"
        if self.top().waits() && self.top().kind == FrameKind::Complement {
            self.first_verb(at, verb);
            return;
        }
        // "helped the army take the town"
        if let Some(clause) = self.top().clause
            && self.entry(clause).is_some_and(|e| e.steer.is_some())
            && let Some(object) = self.out.all.get(clause).and_then(|c| c.object)
        {
            self.close_object();
            let end = self.tokens(object).end;
            let Some(new) = self.add(at, verb, Rule::Steered, Some((object, end))) else { return };
            let frame = self.push(FrameKind::Side);
            frame.subject = Some(object);
            frame.clause = Some(new);
        }
    }
}
