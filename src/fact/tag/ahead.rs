//! What is known of the rest of a sentence before it is tagged: where the next sure finite verb stands, and what is an adverb.
//!
//! One pass to the left, one byte a token.

use super::{Mark, Tag, punctuation};
use crate::{
    fact::lexicon::{Classes, Forms, Lexicon, Word},
    lang::NounShare,
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
            let word = words[at];
            let contracted = word.classes.any(Classes::POSSESSIVE_MARK)
                && word.classes.any(Classes::BE)
                && at.checked_sub(1).is_some_and(|before| words[before].classes.any(SUBJECT_PRONOUN));
            let sure = marks[at] != Mark::Name && (is_sure_finite(word) || contracted);
            let maybe = sure
                || marks[at] == Mark::Plain && word.forms.any(Forms::PAST)
                || word.forms.any(Forms::S) && word.noun == NounShare::Hardly;
            let (mut near_stop, mut far_stop) = (false, false);
            let mut is_comma = false;
            if tokens[at].shape.has(Shape::PUNCT) {
                match punctuation(view.word(&tokens[at]), tokens[at].shape) {
                    Tag::Stop => (near_stop, far_stop) = (true, true),
                    Tag::Comma => (near_stop, is_comma) = (true, true),
                    Tag::Open | Tag::Close => near_stop = true,
                    _ => {}
                }
            }
            let opener = Classes::RELATIVE
                .with(Classes::COMPLEMENTISER)
                .with(Classes::QUESTION)
                .with(Classes::EXISTENTIAL);
            near_stop |= word.classes.any(opener)
                || word.classes.any(Classes::ADVERBIAL) && !word.classes.any(Classes::PREPOSITION);
            // `comma`: what follows here may take up its clause after a comma.
            resumed = !far_stop && resumed || is_comma && comma;
            comma = maybe;
            near = sure || !near_stop && near;
            far = sure || !far_stop && far;
            verb = maybe || !near_stop && verb;
            let adverb = is_adverb(lexicon, view, &tokens[at], word);
            self.0[at] = [
                (near, Self::NEAR),
                (far, Self::FAR),
                (verb, Self::VERB),
                (resumed, Self::RESUMED),
                (adverb, Self::ADVERB),
            ]
            .into_iter()
            .filter(|(holds, _)| *holds)
            .fold(0, |flags, (_, flag)| flags | flag);
        }
    }
}

/// True for an adverb by class, and for what ends like one.
fn is_adverb(lexicon: &Lexicon, view: &View<'_>, token: &Token, word: Word) -> bool {
    if word.classes.any(Classes::ADVERB.with(Classes::NEGATOR)) {
        return true;
    }
    token.shape.has(Shape::LOWER)
        && !word.classes.any(Classes::NO_ADVERB)
        && lexicon.ends_like_adverb(view.word(token))
}

/// Pronouns that can be a subject with a contracted verb ("it's", "there's").
const SUBJECT_PRONOUN: Classes = Classes::MALE
    .with(Classes::FEMALE)
    .with(Classes::THING)
    .with(Classes::GROUP)
    .with(Classes::SPEAKER)
    .with(Classes::EXISTENTIAL);

/// True for a form that is a finite verb wherever it stands. The mark of a possessor is none, though it may be a contracted verb.
pub(super) fn is_sure_finite(word: Word) -> bool {
    let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO);
    let past_alone =
        word.forms.any(Forms::PAST) && !word.forms.any(Forms::PARTICIPLE) && !word.forms.any(Forms::BASE);
    word.classes.any(Classes::MODAL)
        || word.classes.any(auxiliary)
            && word.forms.any(Forms::S.with(Forms::PAST))
            && !word.classes.any(Classes::POSSESSIVE_MARK)
        || past_alone && word.classes == Classes::default()
}
