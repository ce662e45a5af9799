//! From elements to clauses: who is the subject of which verb, what is its object, what else belongs to it.
//!
//! One pass to the right. A stack holds the clauses that are open: each relative, dependent or participial clause stands on the one
//! that it interrupts, and gives way when a comma or a finite verb takes that one up again.

mod element;
mod finite;
mod frame;
mod nonfinite;

use super::{
    chunk::{Chunks, VerbGroup, VerbKind},
    lexicon::{Classes, Lexicon, VerbEntry},
    phrase::{Item, Items, PhraseId},
    rule::Rule,
};
use crate::model::{Modality, TokenSpan, View};

use frame::{Frame, FrameKind};

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
    /// Memory for the clauses that are open, which all sentences of an article share.
    frames: Vec<Frame>,
}

/// Reads the clauses of a sentence.
pub(super) fn read(lexicon: &Lexicon, view: &View<'_>, chunks: &Chunks, items: &Items, into: &mut Clauses) {
    into.all.clear();
    into.appositions.clear();
    into.attribution = None;
    into.cut = false;
    let mut frames = std::mem::take(&mut into.frames);
    frames.clear();
    frames.push(Frame::new(FrameKind::Root));
    let mut reader = Reader { lexicon, view, chunks, items, out: into, frames, last: None };
    let mut at = 0;
    while at < items.all.len() {
        at = reader.element(at);
    }
    let end = items.all.len();
    while reader.frames.len() > 1 {
        reader.pop(end);
    }
    reader.out.frames = std::mem::take(&mut reader.frames);
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
            Item::Relative(token, led) => self.relative(at, token, led),
            Item::Subordinator(token) => self.subordinator(token),
            Item::Quote | Item::Adverb => {}
        }
        at + 1
    }

    /// True for the subject of "there is".
    fn is_existential(&self, phrase: PhraseId) -> bool {
        let head = self.items.parts(phrase).first().map(|part| part.head);
        let token = head.and_then(|head| self.view.tokens.get(head as usize));
        token.is_some_and(|token| self.lexicon.word(token.key).classes.any(Classes::EXISTENTIAL))
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
}
