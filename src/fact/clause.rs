//! From elements to clauses: who is the subject of which verb, what is its object, what else belongs to it.
//!
//! One pass to the right. A stack holds the clauses that are open: each relative, dependent or participial clause stands on the one
//! that it interrupts, and gives way when a comma or a finite verb takes that one up again.

use super::{
    chunk::{Chunks, GroupKind, VerbGroup, VerbKind},
    lexicon::{Classes, Lexicon, VerbEntry},
    phrase::{Item, Items, PhraseId},
    rule::Rule,
};
use crate::model::{Modality, TokenSpan, View};

/// The most clauses that a sentence is read to.
pub(super) const CLAUSES: usize = 40;

/// A phrase that a preposition leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Oblique {
    pub preposition: Option<TokenSpan>,
    pub phrase: PhraseId,
    /// Position of its element.
    at: usize,
}

/// A verb with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Index of the verb group.
    pub verb: u32,
    pub rule: Rule,
    pub subject: Option<PhraseId>,
    /// The subject with what follows it, up to the verb.
    pub subject_tokens: TokenSpan,
    pub object: Option<PhraseId>,
    object_at: usize,
    pub obliques: Vec<Oblique>,
    pub times: Vec<TokenSpan>,
    /// The tokens of a clause that is the object.
    pub content: Option<TokenSpan>,
    /// Who says it.
    pub attribution: Option<PhraseId>,
    /// What the clauses around it say of how it is held.
    pub modality: Option<Modality>,
    pub negated: bool,
    /// It only says who said the rest.
    pub speech: bool,
    /// First and last token.
    pub tokens: TokenSpan,
    /// An object may still follow.
    open: bool,
}

/// A sentence in clauses.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub all: Vec<Clause>,
    /// Phrases that stand beside another for the same thing: the first, then what explains it.
    pub appositions: Vec<(PhraseId, PhraseId)>,
    /// Who says the whole sentence.
    pub attribution: Option<PhraseId>,
    /// More clauses than [`CLAUSES`] were found.
    pub cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    Root,
    /// The object of a verb, or what a noun holds.
    Complement,
    Relative,
    Adverbial,
    /// A participle, gerund or infinitive.
    Side,
}

#[derive(Clone, Debug)]
struct Frame {
    kind: FrameKind,
    subject: Option<PhraseId>,
    subject_at: usize,
    /// Position of the last element that belongs to the subject.
    subject_end: usize,
    /// The verb's clause, once there.
    clause: Option<usize>,
    /// A phrase that no verb has claimed yet.
    pending: Option<(PhraseId, usize)>,
    antecedent: Option<PhraseId>,
    leading: Vec<Oblique>,
    times: Vec<TokenSpan>,
    /// Clauses before the subject whose subject it is.
    deferred: Vec<usize>,
    attribution: Option<PhraseId>,
    modality: Option<Modality>,
    /// The clause of which this is the object, and where it begins.
    content_of: Option<(usize, u32)>,
    /// It stands before the clause that it belongs to.
    leads: bool,
}

impl Frame {
    fn new(kind: FrameKind) -> Self {
        Self {
            kind,
            subject: None,
            subject_at: 0,
            subject_end: 0,
            clause: None,
            pending: None,
            antecedent: None,
            leading: Vec::new(),
            times: Vec::new(),
            deferred: Vec::new(),
            attribution: None,
            modality: None,
            content_of: None,
            leads: false,
        }
    }

    /// It has a subject and waits for its verb.
    fn waits(&self) -> bool {
        self.subject.is_some() && self.clause.is_none()
    }
}

/// Reads the clauses of a sentence.
pub(super) fn read(lexicon: &Lexicon, view: &View<'_>, chunks: &Chunks, items: &Items, into: &mut Clauses) {
    into.all.clear();
    into.appositions.clear();
    into.attribution = None;
    into.cut = false;
    let mut reader = Reader {
        lexicon,
        view,
        chunks,
        items,
        out: into,
        frames: vec![Frame::new(FrameKind::Root)],
        last: None,
    };
    let mut at = 0;
    while at < items.all.len() {
        at = reader.element(at);
    }
    let end = items.all.len();
    while reader.frames.len() > 1 {
        reader.pop(end);
    }
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    view: &'a View<'a>,
    chunks: &'a Chunks,
    items: &'a Items,
    out: &'a mut Clauses,
    /// Never empty: the root is never taken away.
    frames: Vec<Frame>,
    /// The last phrase, and its position.
    last: Option<(PhraseId, usize)>,
}

impl Reader<'_> {
    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(FrameKind::Root));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn verb(&self, clause: usize) -> Option<&VerbGroup> {
        self.chunks.verbs.get(self.out.all.get(clause)?.verb as usize)
    }

    fn entry(&self, clause: usize) -> Option<&VerbEntry> {
        let group = self.verb(clause)?;
        self.lexicon.verb(group.main)
    }

    fn tokens(&self, phrase: PhraseId) -> TokenSpan {
        self.items.phrases.get(phrase).map(|p| p.tokens).unwrap_or_default()
    }

    /// The element before `at`, with adverbs, times and quotation marks looked through.
    fn before(&self, at: usize) -> Option<(Item, usize)> {
        let seen = self.items.all.get(..at)?;
        let found = seen.iter().rposition(|i| !matches!(i, Item::Adverb | Item::Time(_) | Item::Quote))?;
        Some((seen[found], found))
    }

    fn after(&self, at: usize) -> Option<Item> {
        let rest = self.items.all.get(at + 1..)?;
        rest.iter().find(|i| !matches!(i, Item::Adverb | Item::Time(_) | Item::Quote)).copied()
    }

    /// The first token of the elements from `at`, or the one past the last.
    fn token_at(&self, at: usize) -> u32 {
        for item in self.items.all.iter().skip(at) {
            match *item {
                Item::Phrase(p) => return self.tokens(p).start,
                Item::Prepositional(span, _) | Item::Time(span) => return span.start,
                Item::Verb(v, lead) => {
                    let own = self.chunks.verbs.get(v as usize).map(|g| g.tokens).unwrap_or_default();
                    return lead.unwrap_or(own).start;
                }
                Item::Complementiser(t) | Item::Relative(t, _) | Item::Subordinator(t) => return t,
                _ => {}
            }
        }
        u32::MAX
    }

    /// The token past the last element before `at`.
    fn token_before(&self, at: usize) -> u32 {
        for item in self.items.all.iter().take(at).rev() {
            match *item {
                Item::Phrase(p) | Item::Prepositional(_, p) => return self.tokens(p).end,
                Item::Time(span) => return span.end,
                Item::Verb(v, _) => {
                    return self.chunks.verbs.get(v as usize).map(|g| g.tokens).unwrap_or_default().end;
                }
                Item::Complementiser(t) | Item::Relative(t, _) | Item::Subordinator(t) => return t + 1,
                _ => {}
            }
        }
        0
    }

    /// Closes the innermost clause before the element at `at`.
    fn pop(&mut self, at: usize) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        if let Some((clause, start)) = frame.content_of {
            let end = self.token_before(at);
            if let Some(clause) = self.out.all.get_mut(clause)
                && end > start
                && clause.object.is_none()
            {
                clause.content = Some(TokenSpan::new(start, end));
            }
        }
    }

    fn push(&mut self, kind: FrameKind) -> &mut Frame {
        let (attribution, modality) = (self.top().attribution, self.top().modality);
        if self.frames.len() < 24 {
            self.frames.push(Frame { attribution, modality, ..Frame::new(kind) });
        } else {
            *self.top() = Frame { attribution, modality, ..Frame::new(kind) };
        }
        self.top()
    }

    fn close_object(&mut self) {
        if let Some(clause) = self.top().clause
            && let Some(clause) = self.out.all.get_mut(clause)
        {
            clause.open = false;
        }
    }

    /// Reads the element at `at`; says where the next one stands.
    fn element(&mut self, at: usize) -> usize {
        match self.items.all[at] {
            Item::Phrase(phrase) => self.phrase(at, phrase),
            Item::Prepositional(preposition, phrase) => self.oblique(at, preposition, phrase),
            Item::Time(span) => self.time(span),
            Item::Verb(verb, lead) => return self.verb_group(at, verb, lead),
            Item::Comma => self.comma(at),
            Item::Coordinator => self.close_object(),
            Item::Stop => self.stop(at),
            Item::Complementiser(token) => self.complementiser(token),
            Item::Relative(token, led) => self.relative(token, led),
            Item::Subordinator(token) => self.subordinator(token),
            Item::Quote | Item::Adverb => {}
        }
        at + 1
    }

    fn is_adjective(&self, phrase: PhraseId) -> bool {
        self.items
            .phrases
            .get(phrase)
            .is_some_and(|p| p.parts.iter().all(|part| part.kind == GroupKind::Adjective))
    }

    fn phrase(&mut self, at: usize, phrase: PhraseId) {
        let beside = match self.items.all.get(at.wrapping_sub(1)) {
            Some(Item::Comma | Item::Stop) => self.last.filter(|(_, place)| place + 2 == at).map(|(p, _)| p),
            _ => None,
        };
        let adjective = self.is_adjective(phrase);
        let Some(clause) = self.top().clause else {
            if adjective && self.top().subject.is_some() {
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

    fn oblique(&mut self, at: usize, preposition: TokenSpan, phrase: PhraseId) {
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

    fn time(&mut self, span: TokenSpan) {
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

    fn comma(&mut self, at: usize) {
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

    fn stop(&mut self, at: usize) {
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

    fn complementiser(&mut self, token: u32) {
        self.close_object();
        let of = self.top().clause;
        let held = of.and_then(|c| self.entry(c)).and_then(|e| e.complement);
        let speaker = of.filter(|_| held.is_some()).and_then(|c| self.out.all.get(c)).and_then(|c| c.subject);
        let frame = self.push(FrameKind::Complement);
        frame.modality = held.filter(|&m| m != Modality::Reported).or(frame.modality);
        frame.attribution = speaker.or(frame.attribution);
        frame.content_of = of.map(|c| (c, token + 1));
    }

    fn relative(&mut self, token: u32, led: bool) {
        self.close_object();
        let antecedent = self.last.map(|(p, _)| p);
        let key = self
            .view
            .tokens
            .get(token as usize)
            .map(|t| self.lexicon.word(t.key).classes)
            .unwrap_or_default();
        let owns = key.any(Classes::POSSESSIVE);
        let frame = self.push(FrameKind::Relative);
        frame.antecedent = antecedent.filter(|_| !owns && !led);
    }

    fn subordinator(&mut self, token: u32) {
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

    fn verb_group(&mut self, at: usize, verb: u32, lead: Option<TokenSpan>) -> usize {
        let Some(kind) = self.chunks.verbs.get(verb as usize).map(|v| v.kind) else { return at + 1 };
        if lead.is_some() {
            self.gerund(at, verb, true);
            return at + 1;
        }
        match kind {
            VerbKind::Finite => return self.finite(at, verb),
            VerbKind::Ing | VerbKind::Participle => self.gerund(at, verb, false),
            VerbKind::Infinitive => self.infinitive(at, verb),
            VerbKind::Base => self.base(at, verb),
        }
        at + 1
    }

    /// Adds a clause of the innermost frame, or of a new one on top of it.
    fn add(&mut self, at: usize, verb: u32, rule: Rule, subject: Option<(PhraseId, u32)>) -> Option<usize> {
        if self.out.all.len() >= CLAUSES {
            self.out.cut = true;
            return None;
        }
        let group = self.chunks.verbs.get(verb as usize)?;
        let subject_tokens =
            subject.map(|(p, end)| TokenSpan::new(self.tokens(p).start, end.max(self.tokens(p).end)));
        let start = subject_tokens.map_or(group.tokens.start, |s| s.start.min(group.tokens.start));
        let (tokens, negated) = (TokenSpan::new(start, group.tokens.end), group.negated);
        let frame = self.top();
        let clause = Clause {
            verb,
            rule,
            subject: subject.map(|(p, _)| p),
            subject_tokens: subject_tokens.unwrap_or_default(),
            object: None,
            object_at: at,
            obliques: Vec::new(),
            times: Vec::new(),
            content: None,
            attribution: frame.attribution,
            modality: frame.modality,
            negated,
            speech: false,
            tokens,
            open: true,
        };
        self.out.all.push(clause);
        Some(self.out.all.len() - 1)
    }

    /// Makes a clause the one of the innermost frame, which gives it what stood before its verb.
    fn settle(&mut self, clause: usize) {
        let subject = self.out.all.get(clause).and_then(|c| c.subject.map(|s| (s, c.subject_tokens)));
        let frame = self.top();
        frame.clause = Some(clause);
        frame.pending = None;
        let (leading, times) = (std::mem::take(&mut frame.leading), std::mem::take(&mut frame.times));
        let deferred = std::mem::take(&mut frame.deferred);
        if let Some((subject, _)) = subject {
            frame.subject = Some(subject);
        }
        if let Some(clause) = self.out.all.get_mut(clause) {
            clause.obliques.splice(0..0, leading);
            clause.times.extend(times);
        }
        for early in deferred {
            if let (Some(early), Some((subject, tokens))) = (self.out.all.get_mut(early), subject) {
                if early.rule == Rule::Participle
                    && early.object.is_none()
                    && self
                        .chunks
                        .verbs
                        .get(early.verb as usize)
                        .is_some_and(|v| v.kind == VerbKind::Participle)
                {
                    early.object = Some(subject);
                } else {
                    early.subject = Some(subject);
                    early.subject_tokens = tokens;
                }
            }
        }
    }

    fn finite(&mut self, at: usize, verb: u32) -> usize {
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
    fn first_verb(&mut self, at: usize, verb: u32) {
        let end = self.token_before(at);
        let frame = self.top();
        let (subject, antecedent, kind) = (frame.subject, frame.antecedent, frame.kind);
        let subject_end = frame.subject_end;
        let rule = match kind {
            FrameKind::Relative => Rule::Relative,
            FrameKind::Adverbial => Rule::Adverbial,
            FrameKind::Complement => Rule::Complement,
            FrameKind::Root | FrameKind::Side => Rule::Clause,
        };
        let _ = end;
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
    fn further_verb(&mut self, at: usize, verb: u32, clause: usize, before: Option<(Item, usize)>) -> usize {
        let speaks = self
            .chunks
            .verbs
            .get(verb as usize)
            .and_then(|v| self.lexicon.verb(v.main))
            .is_some_and(|e| e.speech);
        if let Some((phrase, place)) = self.top().pending {
            let end = self.token_before(at).max(self.tokens(phrase).end);
            let tail = speaks && self.ends_speech(at);
            let Some(new) = self.add(at, verb, Rule::Clause, Some((phrase, end))) else { return at + 1 };
            if tail {
                self.speak(new, phrase);
                return at + 1;
            }
            let _ = place;
            self.settle(new);
            return at + 1;
        }
        // "…," said the minister.
        if speaks
            && matches!(before, Some((Item::Comma, _)) | None)
            && let Some(Item::Phrase(phrase)) = self.items.all.get(at + 1).copied()
        {
            let end = self.tokens(phrase).end;
            if let Some(new) = self.add(at, verb, Rule::Clause, Some((phrase, end))) {
                self.speak(new, phrase);
                self.last = Some((phrase, at + 1));
            }
            return at + 2;
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
    fn ends_speech(&self, at: usize) -> bool {
        matches!(
            self.after(at),
            None | Some(Item::Stop | Item::Comma | Item::Coordinator | Item::Prepositional(..))
        )
    }

    /// The clause says who said the rest.
    fn speak(&mut self, clause: usize, speaker: PhraseId) {
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

    fn gerund(&mut self, at: usize, verb: u32, led: bool) {
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

    fn infinitive(&mut self, at: usize, verb: u32) {
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
            // "the decision to withdraw was …": nobody is said to do it.
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
            if let Some(new) = self.out.all.get_mut(new) {
                if modality != Modality::Asserted {
                    new.modality = Some(modality);
                    new.attribution = speaker.filter(|_| !passive).or(new.attribution);
                }
            }
            let frame = self.push(FrameKind::Side);
            frame.subject = Some(object);
            frame.clause = Some(new);
            return;
        }
        let subject = self.top().subject.map(|s| (s, self.tokens(s).end));
        let Some(new) = self.add(at, verb, Rule::Purpose, subject) else { return };
        if let Some(new) = self.out.all.get_mut(new) {
            new.modality = new.modality.or(Some(Modality::Planned));
        }
        let frame = self.push(FrameKind::Side);
        frame.subject = subject.map(|(s, _)| s);
        frame.clause = Some(new);
    }

    fn base(&mut self, at: usize, verb: u32) {
        // "asked that the mission withdraw"
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
