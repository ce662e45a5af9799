//! From tokens to coarse tags: closed-class words by their form, open-class words by their form and their neighbours.
//!
//! One pass to the right over a sentence, after one to the left (`ahead.rs`). `closed.rs` and `open.rs` choose; `near.rs` looks around. With
//! `chunk.rs` this is all that reads tokens; clauses see groups only.

mod ahead;
mod closed;
mod near;
mod open;

use super::lexicon::{Classes, Forms, Lexicon, VerbId, Word};
use crate::model::{Shape, Token, View};
use ahead::Ahead;

/// The coarse class of a token in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    Possessive,
    PossessiveMark,
    Number,
    Adjective,
    Noun,
    Name,
    Pronoun,
    Time,
    Preposition,
    /// A further word of a preposition of several.
    PrepositionRest,
    /// Before an infinitive.
    To,
    Coordinator,
    Complementiser,
    Relative,
    Subordinator,
    Adverb,
    Particle,
    Negator,
    Modal,
    Be,
    Have,
    Do,
    Finite,
    Base,
    Participle,
    Ing,
    Comma,
    Quote,
    Open,
    Close,
    /// What parts clauses for good: a full stop, a semicolon, a colon, a dash.
    Stop,
    /// Joins the words beside it into one.
    Hyphen,
}

impl Tag {
    /// True for what can head a noun group.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Name | Self::Pronoun | Self::Number)
    }

    /// True for what leaves a noun group open: a noun must follow.
    const fn opens_group(self) -> bool {
        matches!(
            self,
            Self::Determiner
                | Self::Possessive
                | Self::PossessiveMark
                | Self::Number
                | Self::Adjective
                | Self::Hyphen
                | Self::Preposition
                | Self::PrepositionRest
        )
    }

    pub const fn is_auxiliary(self) -> bool {
        matches!(self, Self::Modal | Self::Be | Self::Have | Self::Do)
    }

    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Finite | Self::Base | Self::Participle | Self::Ing)
    }

    /// True for what is looked through when neighbours are weighed.
    const fn is_transparent(self) -> bool {
        matches!(self, Self::Adverb | Self::Time | Self::Quote | Self::Negator)
    }
}

/// A token with its tag; for verbs and auxiliaries which verb it is and in what form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tagged {
    pub tag: Tag,
    pub forms: Forms,
    pub verb: VerbId,
}

/// What earlier stages know of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    Plain,
    /// Part of a time expression.
    Time,
    /// Part of a name.
    Name,
    /// Part of a quantity.
    Number,
}

/// The tokens of a sentence as tagged, and the memory that tagging takes.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// What the lexicon says of each token.
    pub words: Vec<Word>,
    /// The tag of each token.
    pub all: Vec<Tagged>,
    ahead: Ahead,
    outer: Vec<Clause>,
}

/// Tags the tokens of one sentence. `marks` has an entry for each.
pub(super) fn tag(lexicon: &Lexicon, view: &View<'_>, tokens: &[Token], marks: &[Mark], into: &mut Tags) {
    let Tags { words, all, ahead, outer } = into;
    all.clear();
    outer.clear();
    words.clear();
    words.extend(tokens.iter().map(|token| lexicon.word(token.key)));
    ahead.read(lexicon, view, tokens, words, marks);
    let mut tagger = Tagger {
        lexicon,
        view,
        tokens,
        marks,
        words,
        ahead,
        out: all,
        clause: Clause::default(),
        outer,
        before: Tag::Stop,
        earlier: Tag::Stop,
    };
    let mut at = 0;
    while at < tokens.len() {
        at += tagger.step(at);
    }
}

/// The tag of a mark of punctuation.
fn punctuation(mark: &str, shape: Shape) -> Tag {
    let mut signs = mark.chars();
    match signs.next() {
        Some(',') => Tag::Comma,
        Some('"' | '“' | '”' | '„' | '«' | '»' | '`' | '‘' | '’' | '\'') => Tag::Quote,
        Some('(' | '[' | '{') => Tag::Open,
        Some(')' | ']' | '}') => Tag::Close,
        Some('-' | '‐' | '‑') if mark.len() <= 3 && signs.next().is_none() && !shape.has(Shape::SPACED) => {
            Tag::Hyphen
        }
        Some('/') => Tag::Hyphen,
        Some('$' | '€' | '£' | '¥' | '%' | '#') => Tag::Number,
        Some('&' | '+') => Tag::Coordinator,
        _ => Tag::Stop,
    }
}

/// What has been read of the clause at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Clause {
    subject: bool,
    plural: bool,
    verb: Option<(VerbId, Tag)>,
    /// A coordinator or comma stands after the last verb.
    broken: bool,
    /// How many commas stand after the subject, while the verb is awaited.
    commas: u32,
    /// A noun group or pronoun stands after the last break.
    fresh_subject: bool,
}

struct Tagger<'a> {
    lexicon: &'a Lexicon,
    view: &'a View<'a>,
    tokens: &'a [Token],
    marks: &'a [Mark],
    words: &'a [Word],
    ahead: &'a Ahead,
    out: &'a mut Vec<Tagged>,
    clause: Clause,
    /// Clauses that wait for their verb while one inside them is read.
    outer: &'a mut Vec<Clause>,
    /// The last tag that is not looked through.
    before: Tag,
    /// The one before the preposition at hand, which stands again after a time ("learned on Friday that").
    earlier: Tag,
}

impl Tagger<'_> {
    /// Tags the token at `at`, or several where they are one preposition; says how many.
    fn step(&mut self, at: usize) -> usize {
        let word = self.words[at];
        match self.marks[at] {
            Mark::Time if !self.verbal_here(at) => return self.push(at, Tag::Time),
            Mark::Name => return self.push(at, Tag::Name),
            Mark::Number => return self.push(at, Tag::Number),
            _ => {}
        }
        let shape = self.tokens[at].shape;
        if shape.has(Shape::PUNCT) && !word.classes.any(Classes::POSSESSIVE_MARK) {
            return self.mark(at);
        }
        let complex = match word.classes.any(Classes::LEADS_COMPLEX) {
            true => self.lexicon.complex(self.tokens[at..].iter().map(|token| token.key)),
            false => 0,
        };
        // "is due to begin": no preposition, but what a modal does.
        let infinitive = complex > 1
            && word.classes.any(Classes::BEFORE_INFINITIVE)
            && self.class(at + complex - 1).any(Classes::TO)
            && self.to(at + complex - 1) == Tag::To;
        if complex > 1 && !infinitive && !self.before.opens_group() {
            self.push(at, Tag::Preposition);
            for more in 1..complex {
                self.push(at + more, Tag::PrepositionRest);
            }
            return complex;
        }
        if let Some(tag) = self.closed(at, word) {
            return self.push(at, tag);
        }
        let tag = self.open(at, word);
        self.push(at, tag)
    }

    fn mark(&mut self, at: usize) -> usize {
        let text = self.view.word(&self.tokens[at]);
        let mut tag = punctuation(text, self.tokens[at].shape);
        if tag == Tag::Hyphen && self.tokens.get(at + 1).is_none_or(|next| next.shape.has(Shape::SPACED)) {
            tag = Tag::Stop;
        }
        self.push(at, tag)
    }

    /// Notes the tag and what it does to the clause; says that one token was read.
    fn push(&mut self, at: usize, tag: Tag) -> usize {
        let word = self.words[at];
        self.out.push(Tagged { tag, forms: word.forms, verb: word.verb });
        let clause = &mut self.clause;
        match tag {
            Tag::Stop => {
                self.clause = Clause::default();
                self.outer.clear();
            }
            Tag::Comma | Tag::Close => {
                if clause.verb.is_some() {
                    clause.broken = true;
                    clause.fresh_subject = false;
                    if let Some(outer) = self.outer.pop() {
                        self.clause = Clause { commas: outer.commas + 2, ..outer };
                    }
                } else {
                    clause.commas += u32::from(clause.subject);
                }
            }
            Tag::Coordinator => {
                clause.broken |= clause.verb.is_some();
                clause.fresh_subject = false;
            }
            Tag::Complementiser | Tag::Relative | Tag::Subordinator => {
                if clause.subject && clause.verb.is_none() && self.outer.len() < 8 {
                    self.outer.push(*clause);
                }
                self.clause =
                    Clause { subject: tag == Tag::Relative, plural: clause.plural, ..Clause::default() };
            }
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number
                if !matches!(self.before, Tag::Preposition | Tag::PrepositionRest) || clause.subject =>
            {
                let governed = matches!(self.before, Tag::Preposition | Tag::PrepositionRest);
                if !governed {
                    let text = self.view.word(&self.tokens[at]);
                    let looks_plural = text.ends_with('s') && !text.ends_with("ss");
                    clause.plural = match tag {
                        Tag::Pronoun => word.classes.any(Classes::GROUP.with(Classes::SPEAKER)),
                        Tag::Name => looks_plural && !self.tokens[at].shape.has(Shape::UPPER),
                        _ => looks_plural || word.classes.any(Classes::PLURAL),
                    };
                    clause.subject = true;
                    clause.fresh_subject |= clause.broken;
                }
            }
            // "despite being": no verb of the clause.
            Tag::Be | Tag::Have if word.forms.any(Forms::ING) => {}
            Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::Finite => {
                if clause.verb.is_some_and(|(_, tag)| tag.is_verb())
                    && !clause.fresh_subject
                    && let Some(outer) = self.outer.pop()
                {
                    self.clause = outer;
                }
                self.clause.verb = Some((word.verb, tag));
                self.clause.broken = false;
                self.clause.fresh_subject = false;
                self.clause.subject = true;
            }
            Tag::Base | Tag::Participle | Tag::Ing => {
                // A participle that only modifies leaves the clause waiting for its verb.
                let group = matches!(self.before, Tag::Be | Tag::Have | Tag::Modal | Tag::Do | Tag::To);
                if group || clause.verb.is_some() {
                    clause.verb = Some((word.verb, tag));
                    clause.broken = false;
                    clause.fresh_subject = false;
                }
            }
            _ => {}
        }
        match tag {
            Tag::Time if self.before.opens_group() => self.before = self.earlier,
            _ if tag.is_transparent() => {}
            _ => {
                if !self.before.opens_group() {
                    self.earlier = self.before;
                }
                self.before = tag;
            }
        }
        1
    }
}
