//! Clauses that are open while a sentence is read: what each has so far, and what it waits for.

use super::Oblique;
use crate::{
    fact::phrase::PhraseId,
    model::{Modality, TokenSpan},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    Root,
    /// The object of a verb, or what a noun holds.
    Complement,
    Relative,
    Adverbial,
    /// A participle, gerund or infinitive.
    Side,
}

#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) subject: Option<PhraseId>,
    pub(super) subject_at: usize,
    /// Position of the last element that belongs to the subject.
    pub(super) subject_end: usize,
    /// The verb's clause, once there.
    pub(super) clause: Option<usize>,
    /// A phrase that no verb has claimed yet.
    pub(super) pending: Option<(PhraseId, usize)>,
    pub(super) antecedent: Option<PhraseId>,
    pub(super) leading: Vec<Oblique>,
    pub(super) times: Vec<TokenSpan>,
    /// Clauses before the subject whose subject it is.
    pub(super) deferred: Vec<usize>,
    pub(super) attribution: Option<PhraseId>,
    pub(super) modality: Option<Modality>,
    /// The clause of which this is the object, and where it begins.
    pub(super) content_of: Option<(usize, u32)>,
    /// It stands before the clause that it belongs to.
    pub(super) leads: bool,
}

impl Frame {
    pub(super) fn new(kind: FrameKind) -> Self {
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
    pub(super) fn waits(&self) -> bool {
        self.subject.is_some() && self.clause.is_none()
    }
}
