//! Elements that are no verbs: phrases take their places, and what links clauses opens and closes them.

use super::{
    Oblique, Reader,
    frame::{Frame, FrameKind},
};
use crate::{
    fact::{
        chunk::{GroupKind, VerbKind},
        lexicon::Classes,
        phrase::{Item, PhraseId},
    },
    model::{Modality, TokenSpan},
};

impl Reader<'_> {
    pub(super) fn is_adjective(&self, phrase: PhraseId) -> bool {
        self.items.phrases.get(phrase).is_some()
            && self.items.parts(phrase).iter().all(|part| part.kind == GroupKind::Adjective)
    }

    pub(super) fn is_number(&self, phrase: PhraseId) -> bool {
        matches!(self.items.parts(phrase), [only] if only.kind == GroupKind::Number)
    }

    pub(super) fn phrase(&mut self, at: usize, phrase: PhraseId) {
        let beside = match self.items.all.get(at.wrapping_sub(1)) {
            Some(Item::Comma | Item::Stop) => self.last.filter(|(_, place)| place + 2 == at).map(|(p, _)| p),
            _ => None,
        };
        let adjective = self.is_adjective(phrase);
        // "Bulus Kwaji, 24, …": an age is no party to anything.
        if beside.is_some()
            && self.is_number(phrase)
            && matches!(self.items.all.get(at + 1), Some(Item::Comma))
        {
            return;
        }
        // "At Boda, the verdict …": what a leading preposition ties is explained only by what commas enclose.
        let leading = self.top().subject.is_none() && !self.top().leading.is_empty();
        let enclosed = !leading || matches!(self.items.all.get(at + 1), Some(Item::Comma));
        let beside = beside.filter(|_| enclosed);
        let Some(clause) = self.top().clause else {
            if adjective {
                return;
            }
            let frame = self.top();
            match frame.subject {
                None => (frame.subject, frame.subject_at, frame.subject_end) = (Some(phrase), at, at),
                Some(_) if beside.is_some() => {}
                Some(_) => (frame.subject, frame.subject_at, frame.subject_end) = (Some(phrase), at, at),
            }
            if let Some(first) = beside {
                self.out.appositions.push((first, phrase));
            }
            self.last = Some((phrase, at));
            return;
        };
        let passive = self.verb(clause).is_some_and(|verb| verb.passive || verb.kind == VerbKind::Participle);
        let Some(here) = self.out.all.get_mut(clause) else { return };
        if here.open && here.object.is_none() && (!adjective || !passive) {
            here.object = Some(phrase);
            here.object_at = at;
            here.tokens.end = here.tokens.end.max(self.items.phrases[phrase].tokens.end);
        } else if here.open && here.object_at + 1 == at && !adjective {
            here.obliques.push(Oblique { preposition: None, phrase, at });
        } else if !adjective {
            self.top().pending = Some((phrase, at));
            if let Some(first) = beside {
                self.out.appositions.push((first, phrase));
            }
        }
        if !adjective {
            self.last = Some((phrase, at));
        }
    }

    pub(super) fn oblique(&mut self, at: usize, preposition: TokenSpan, phrase: PhraseId) {
        let keys = self.view.tokens.get(preposition.range()).unwrap_or(&[]).iter().map(|t| t.key);
        if self.lexicon.attributes(keys) {
            self.out.attribution = Some(phrase);
            self.last = Some((phrase, at));
            return;
        }
        let oblique = Oblique { preposition: Some(preposition), phrase, at };
        let before = self.before(at).map(|(_, place)| place);
        let frame = self.top();
        match frame.clause {
            Some(clause) => {
                let follows_pending = frame
                    .pending
                    .is_some_and(|(_, place)| before.is_some_and(|b| b >= place))
                    && before.is_some_and(|b| !matches!(self.items.all[b], Item::Comma | Item::Coordinator));
                if follows_pending {
                    self.last = Some((phrase, at));
                    return;
                }
                if let Some(clause) = self.out.all.get_mut(clause) {
                    clause.obliques.push(oblique);
                    clause.open = false;
                    clause.tokens.end = clause.tokens.end.max(self.items.phrases[phrase].tokens.end);
                }
            }
            None if frame.subject.is_some() && before == Some(frame.subject_end) => frame.subject_end = at,
            None => frame.leading.push(oblique),
        }
        self.last = Some((phrase, at));
    }

    pub(super) fn time(&mut self, span: TokenSpan) {
        let frame = self.top();
        match frame.clause {
            Some(clause) => {
                if let Some(clause) = self.out.all.get_mut(clause) {
                    clause.times.push(span);
                }
            }
            None => frame.times.push(span),
        }
    }

    pub(super) fn comma(&mut self, at: usize) {
        self.close_object();
        while self.frames.len() > 1 {
            let outer_waits = self.frames[self.frames.len() - 2].clause.is_none();
            let frame = self.top();
            let ends = frame.clause.is_some()
                && match frame.kind {
                    FrameKind::Root => false,
                    FrameKind::Relative | FrameKind::Side => true,
                    FrameKind::Adverbial => frame.leads || outer_waits,
                    FrameKind::Complement => outer_waits,
                };
            if !ends {
                break;
            }
            self.pop(at);
        }
    }

    pub(super) fn stop(&mut self, at: usize) {
        while self.frames.len() > 1 {
            self.pop(at);
        }
        // "X said: …": what follows is what was said.
        let speaker = self.top().clause.filter(|&c| self.entry(c).is_some_and(|e| e.speech));
        let speaker = speaker.and_then(|c| self.out.all.get(c)).and_then(|c| c.subject);
        let kept = self.top().attribution;
        *self.top() = Frame { attribution: speaker.or(kept), ..Frame::new(FrameKind::Root) };
        self.last = None;
    }

    pub(super) fn complementiser(&mut self, token: u32) {
        self.close_object();
        let of = self.top().clause;
        let held = of.and_then(|c| self.entry(c)).and_then(|e| e.complement);
        let speaker = of.filter(|_| held.is_some()).and_then(|c| self.out.all.get(c)).and_then(|c| c.subject);
        let frame = self.push(FrameKind::Complement);
        frame.modality = held.filter(|&m| m != Modality::Reported).or(frame.modality);
        frame.attribution = speaker.or(frame.attribution);
        frame.content_of = of.map(|c| (c, token + 1));
    }

    pub(super) fn relative(&mut self, at: usize, token: u32, led: bool) {
        self.close_object();
        let antecedent = self.last.map(|(p, _)| p);
        let key = self
            .view
            .tokens
            .get(token as usize)
            .map(|t| self.lexicon.word(t.key).classes)
            .unwrap_or_default();
        let owns = key.any(Classes::POSSESSIVE);
        // "the arrest of a journalist who": a person, and not what happened to one.
        let tail = antecedent.and_then(|p| self.items.phrases.get(p)).and_then(|p| p.tail);
        let beside = !matches!(self.items.all.get(at.wrapping_sub(1)), Some(Item::Comma));
        let tail = tail.filter(|_| beside && key.any(Classes::PERSONAL)).filter(|&t| {
            self.items.phrases.get(t).is_some()
                && self.items.parts(t).iter().all(|p| p.kind == GroupKind::Common)
        });
        let antecedent = tail.or(antecedent);
        let frame = self.push(FrameKind::Relative);
        frame.antecedent = antecedent.filter(|_| !owns && !led);
    }

    pub(super) fn subordinator(&mut self, token: u32) {
        self.close_object();
        let key = self
            .view
            .tokens
            .get(token as usize)
            .map(|t| self.lexicon.word(t.key).classes)
            .unwrap_or_default();
        let leads = self.top().clause.is_none() && self.top().subject.is_none();
        let frame = self.push(FrameKind::Adverbial);
        frame.leads = leads;
        if key.any(Classes::CONDITIONAL) {
            frame.modality = Some(Modality::Conditional);
        }
    }
}
