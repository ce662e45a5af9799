//! What is known of the rest of a sentence before it is tagged: where the next sure finite verb stands, and what is an adverb.
//!
//! One pass to the left, one byte a token.

use super::{Mark, Tag, punctuation};
use crate::{
    fact::lexicon::{Hints, Lexicon, Word},
    model::{Shape, Token, View},
};

/// What is known of each token and of what follows it, as a set of flags a token.
#[derive(Debug, Default)]
pub(super) struct Ahead(Vec<u8>);

impl Ahead {
    /// A sure finite verb stands here or later, before any boundary of clauses.
    pub(super) const NEAR: u8 = 1;
    /// The same, before the next full stop or semicolon.
    pub(super) const FAR: u8 = 2;
    /// As `NEAR`, of what may be a finite verb.
    pub(super) const VERB: u8 = 4;
    /// Directly after a comma, what may be a finite verb: it takes up the clause that the comma before interrupted.
    pub(super) const RESUMED: u8 = 8;
    /// It is an adverb, by its class or its ending.
    pub(super) const ADVERB: u8 = 16;

    /// Whether a flag holds of the token at `at`; none does past the end.
    pub(super) fn is(&self, at: usize, flag: u8) -> bool {
        self.0.get(at).is_some_and(|flags| flags & flag != 0)
    }

    /// Reads a sentence.
    pub(super) fn read(
        &mut self,
        lexicon: &Lexicon,
        view: &View<'_>,
        tokens: &[Token],
        words: &[Word],
        marks: &[Mark],
    ) {
        let count = tokens.len();
        self.0.clear();
        self.0.resize(count, 0);
        let (mut near, mut far, mut verb, mut resumed, mut comma) = (false, false, false, false, false);
        for at in (0..count).rev() {
            let (token, hints, mark) = (&tokens[at], words[at].hints, marks[at]);
            let contracted = hints.any(Hints::CONTRACTED)
                && at.checked_sub(1).is_some_and(|before| words[before].hints.any(Hints::SUBJECT_PRONOUN));
            let sure = mark != Mark::Name && (hints.any(Hints::SURE_FINITE) || contracted);
            let maybe = sure || mark == Mark::Plain && hints.any(Hints::PAST) || hints.any(Hints::VERBAL_S);
            let (mut near_stop, mut far_stop) = (hints.any(Hints::OPENS_CLAUSE), false);
            let mut is_comma = false;
            if token.shape.has(Shape::PUNCT) {
                match punctuation(view.word(token), token.shape) {
                    Tag::Stop => (near_stop, far_stop) = (true, true),
                    Tag::Comma => (near_stop, is_comma) = (true, true),
                    Tag::Open | Tag::Close => near_stop = true,
                    _ => {}
                }
            }
            // `comma`: what follows here may take up its clause after a comma.
            resumed = !far_stop && resumed || is_comma && comma;
            comma = maybe;
            near = sure || !near_stop && near;
            far = sure || !far_stop && far;
            verb = maybe || !near_stop && verb;
            let adverb = hints.any(Hints::ADVERB)
                || token.shape.has(Shape::LOWER)
                    && token.span.len() > 4
                    && !hints.any(Hints::NO_ADVERB)
                    && lexicon.ends_like_adverb(view.word(token));
            self.0[at] = u8::from(near) * Self::NEAR
                | u8::from(far) * Self::FAR
                | u8::from(verb) * Self::VERB
                | u8::from(resumed) * Self::RESUMED
                | u8::from(adverb) * Self::ADVERB;
        }
    }
}
