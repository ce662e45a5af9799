//! From chunks to the elements that clauses are read from: noun phrases with what "of" ties to them, lists, and prepositional phrases.

use super::{
    chunk::{Chunk, Chunks, Group, GroupKind, VerbKind},
    lexicon::{Classes, Lexicon},
};
use crate::model::{TokenSpan, View};

/// The most members that a list is read to.
const LIST: usize = 12;

/// A noun phrase: a group with what "of" ties to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub tokens: TokenSpan,
    pub core: TokenSpan,
    pub head: u32,
    pub kind: GroupKind,
}

/// A noun phrase, or several that are coordinated.
#[derive(Clone, Copy, Debug)]
pub(super) struct NounPhrase {
    pub tokens: TokenSpan,
    /// First and last of its parts in [`Items::parts`].
    parts: (usize, usize),
    /// What the last "of" in it ties to it, as a phrase of its own.
    pub tail: Option<PhraseId>,
}

/// Index of a [`NounPhrase`].
pub(super) type PhraseId = usize;

/// An element of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Phrase(PhraseId),
    Prepositional(TokenSpan, PhraseId),
    /// A verb group, with the preposition before it ("after taking").
    Verb(u32, Option<TokenSpan>),
    Time(TokenSpan),
    Coordinator,
    Comma,
    Quote,
    Stop,
    Complementiser(u32),
    /// With true where a preposition stands before it.
    Relative(u32, bool),
    Subordinator(u32),
    Adverb,
}

/// The elements of a sentence.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub all: Vec<Item>,
    pub phrases: Vec<NounPhrase>,
    /// The parts of all phrases, one after the other: a phrase without memory of its own costs none.
    parts: Vec<Part>,
}

impl Items {
    /// The parts of a phrase.
    pub fn parts(&self, phrase: PhraseId) -> &[Part] {
        let range = self.phrases.get(phrase).map_or((0, 0), |p| p.parts);
        self.parts.get(range.0..range.1).unwrap_or(&[])
    }

    /// The parts of all phrases.
    pub fn all_parts(&self) -> impl Iterator<Item = &Part> {
        (0..self.phrases.len()).flat_map(|phrase| self.parts(phrase))
    }
}

/// Gathers chunks into elements. What stands in parentheses is passed over.
pub(super) fn gather(lexicon: &Lexicon, view: &View<'_>, chunks: &Chunks, into: &mut Items) {
    into.all.clear();
    into.phrases.clear();
    into.parts.clear();
    let gatherer = Gatherer { lexicon, view, chunks };
    let mut at = 0;
    let mut finite = false;
    while let Some(chunk) = chunks.all.get(at) {
        let item = match *chunk {
            Chunk::Group(_) => {
                let (phrase, end) = gatherer.phrase(at, finite, &mut into.parts);
                let id = gatherer.keep(phrase, end, into);
                into.all.push(Item::Phrase(id));
                at = end;
                continue;
            }
            Chunk::Preposition(span) => match chunks.all.get(at + 1) {
                Some(Chunk::Group(_)) => {
                    let (phrase, end) = gatherer.phrase(at + 1, finite, &mut into.parts);
                    let id = gatherer.keep(phrase, end, into);
                    into.all.push(Item::Prepositional(span, id));
                    at = end;
                    continue;
                }
                Some(Chunk::Time(time)) => {
                    at += 2;
                    into.all.push(Item::Time(*time));
                    continue;
                }
                Some(Chunk::Verb(verb)) => {
                    at += 2;
                    into.all.push(Item::Verb(*verb, Some(span)));
                    continue;
                }
                Some(Chunk::Relative(token)) => {
                    at += 2;
                    into.all.push(Item::Relative(*token, true));
                    continue;
                }
                _ => Item::Adverb,
            },
            Chunk::Verb(verb) => {
                finite |= chunks.verbs.get(verb as usize).is_some_and(|v| v.kind == VerbKind::Finite);
                Item::Verb(verb, None)
            }
            Chunk::Time(span) => Item::Time(span),
            Chunk::Coordinator => Item::Coordinator,
            Chunk::Comma => Item::Comma,
            Chunk::Quote => Item::Quote,
            Chunk::Open => {
                let near = chunks.all.iter().skip(at + 1).take(12);
                match near.clone().position(|c| matches!(c, Chunk::Close)) {
                    Some(inside) => {
                        at += inside + 2;
                        continue;
                    }
                    None => Item::Comma,
                }
            }
            Chunk::Close => Item::Comma,
            Chunk::Stop => {
                finite = false;
                Item::Stop
            }
            Chunk::Complementiser(token) => {
                finite = false;
                Item::Complementiser(token)
            }
            Chunk::Relative(token) => Item::Relative(token, false),
            Chunk::Subordinator(token) => {
                finite = false;
                Item::Subordinator(token)
            }
            Chunk::Adverb => Item::Adverb,
        };
        into.all.push(item);
        at += 1;
    }
}

struct Gatherer<'a> {
    lexicon: &'a Lexicon,
    view: &'a View<'a>,
    chunks: &'a Chunks,
}

impl Gatherer<'_> {
    fn group(&self, at: usize) -> Option<&Group> {
        match self.chunks.all.get(at)? {
            Chunk::Group(index) => self.chunks.groups.get(*index as usize),
            _ => None,
        }
    }

    /// Keeps a phrase that ends before the chunk at `end`, and what "of" ties to it last.
    fn keep(&self, mut phrase: NounPhrase, end: usize, into: &mut Items) -> PhraseId {
        let owner = end.checked_sub(2).filter(|&of| self.is_of(of)).and_then(|of| self.group(of + 1));
        if let Some(&Group { tokens, core, head, kind, .. }) = owner {
            let part = Part { tokens, core, head, kind };
            phrase.tail = Some(into.phrases.len());
            let first = into.parts.len();
            into.parts.push(part);
            into.phrases.push(NounPhrase { tokens, parts: (first, first + 1), tail: None });
        }
        into.phrases.push(phrase);
        into.phrases.len() - 1
    }

    fn is_of(&self, at: usize) -> bool {
        let Some(Chunk::Preposition(span)) = self.chunks.all.get(at) else { return false };
        let token = self.view.tokens.get(span.start as usize);
        span.len() == 1 && token.is_some_and(|t| self.lexicon.word(t.key).classes.any(Classes::OF))
    }

    /// One noun phrase from the group at `at`, and where it ends.
    fn part(&self, at: usize) -> Option<(Part, usize)> {
        let group = self.group(at)?;
        let mut part = Part { tokens: group.tokens, core: group.core, head: group.head, kind: group.kind };
        let mut measures = group.measures;
        let mut end = at + 1;
        while self.is_of(end)
            && let Some(owner) = self.group(end + 1)
        {
            part.tokens = TokenSpan::new(part.tokens.start, owner.tokens.end);
            if measures {
                if owner.kind == GroupKind::Pronoun {
                    // "one of them": the number is what is spoken of.
                    (part.core, part.kind, measures) = (part.tokens, GroupKind::Common, false);
                } else {
                    (part.core, part.head, part.kind, measures) =
                        (owner.core, owner.head, owner.kind, owner.measures);
                }
            }
            end += 2;
        }
        Some((part, end))
    }

    /// The noun phrase or list from the group at `at`, and where it ends.
    fn phrase(&self, at: usize, finite: bool, parts: &mut Vec<Part>) -> (NounPhrase, usize) {
        let begin = parts.len();
        let Some((first, mut end)) = self.part(at) else {
            return (NounPhrase { tokens: TokenSpan::default(), parts: (begin, begin), tail: None }, at + 1);
        };
        parts.push(first);
        // How many are kept: those after it wait for a coordinator, without which they are no list.
        let mut kept = parts.len();
        let mut here = end;
        for _ in 0..LIST {
            let comma = matches!(self.chunks.all.get(here), Some(Chunk::Comma));
            let mut next = here + usize::from(comma);
            let coordinated = matches!(self.chunks.all.get(next), Some(Chunk::Coordinator));
            next += usize::from(coordinated);
            if !comma && !coordinated {
                break;
            }
            let Some((part, after)) = self.part(next) else { break };
            if coordinated {
                if self.opens_clause(after, finite, comma) || part.kind == GroupKind::Pronoun && finite {
                    break;
                }
                parts.push(part);
                kept = parts.len();
                end = after;
                here = after;
                continue;
            }
            parts.push(part);
            here = after;
        }
        parts.truncate(kept);
        let tokens =
            TokenSpan::new(first.tokens.start, parts.last().map_or(first.tokens.end, |p| p.tokens.end));
        (NounPhrase { tokens, parts: (begin, kept), tail: None }, end)
    }

    /// True where what stands before `at` is the subject of a clause of its own: a finite verb follows, and one stood before.
    fn opens_clause(&self, mut at: usize, finite: bool, comma: bool) -> bool {
        if !finite {
            return false;
        }
        for _ in 0..6 {
            match self.chunks.all.get(at) {
                Some(Chunk::Verb(verb)) => {
                    return self.chunks.verbs.get(*verb as usize).is_some_and(|v| v.kind == VerbKind::Finite);
                }
                // "…, and the man who sells tomatoes …"
                Some(Chunk::Relative(_)) if comma => return true,
                Some(Chunk::Preposition(_) | Chunk::Adverb | Chunk::Time(_)) => at += 1,
                Some(Chunk::Group(_))
                    if matches!(self.chunks.all.get(at.wrapping_sub(1)), Some(Chunk::Preposition(_))) =>
                {
                    at += 1;
                }
                _ => return false,
            }
        }
        false
    }
}
