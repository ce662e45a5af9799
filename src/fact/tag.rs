//! From tokens to coarse tags: closed-class words by their form, open-class words by their form and their neighbours.
//!
//! One pass to the right over a sentence, after one pass to the left that notes where the next sure finite verb stands. Together with
//! `chunk.rs` this is all that reads tokens; clauses see groups only.

use super::lexicon::{Classes, Forms, Lexicon, VerbId, Word};
use crate::{
    lang::NounShare,
    model::{Shape, Token, View},
};

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

/// Tags the tokens of one sentence. `marks` has an entry for each.
pub(super) fn tag(
    lexicon: &Lexicon,
    view: &View<'_>,
    tokens: &[Token],
    marks: &[Mark],
    into: &mut Vec<Tagged>,
) {
    into.clear();
    let words: Vec<Word> = tokens.iter().map(|token| lexicon.word(token.key)).collect();
    let mut tagger = Tagger {
        lexicon,
        view,
        tokens,
        marks,
        ahead: Ahead::of(view, tokens, &words, marks),
        words,
        out: into,
        clause: Clause::default(),
        outer: Vec::new(),
        before: Tag::Stop,
        quoted: false,
    };
    let mut at = 0;
    while at < tokens.len() {
        at += tagger.step(at);
    }
}

/// Where the next sure finite verb stands.
struct Ahead {
    /// Before any boundary of clauses.
    near: Vec<bool>,
    /// Before the next full stop or semicolon.
    far: Vec<bool>,
    /// The token after the last whose noun group or verb may be read on before a boundary.
    verb: Vec<bool>,
}

impl Ahead {
    fn of(view: &View<'_>, tokens: &[Token], words: &[Word], marks: &[Mark]) -> Self {
        let count = tokens.len();
        let mut ahead =
            Self { near: vec![false; count + 1], far: vec![false; count + 1], verb: vec![false; count + 1] };
        for at in (0..count).rev() {
            let word = words[at];
            let sure = marks[at] != Mark::Name && is_sure_finite(word);
            let maybe = sure
                || marks[at] == Mark::Plain && word.forms.any(Forms::PAST)
                || word.forms.any(Forms::S) && word.noun == NounShare::Hardly;
            let (mut near_stop, mut far_stop) = (false, false);
            if tokens[at].shape.has(Shape::PUNCT) {
                match punctuation(view.word(&tokens[at]), tokens[at].shape) {
                    Tag::Stop => (near_stop, far_stop) = (true, true),
                    Tag::Comma | Tag::Open | Tag::Close => near_stop = true,
                    _ => {}
                }
            }
            let opener = Classes::RELATIVE.with(Classes::COMPLEMENTISER).with(Classes::QUESTION);
            near_stop |= word.classes.any(opener)
                || word.classes.any(Classes::ADVERBIAL) && !word.classes.any(Classes::PREPOSITION);
            ahead.near[at] = sure || !near_stop && ahead.near[at + 1];
            ahead.far[at] = sure || !far_stop && ahead.far[at + 1];
            ahead.verb[at] = maybe || !near_stop && ahead.verb[at + 1];
        }
        ahead
    }
}

/// True for a form that is a finite verb wherever it stands.
fn is_sure_finite(word: Word) -> bool {
    let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO);
    let past_alone =
        word.forms.any(Forms::PAST) && !word.forms.any(Forms::PARTICIPLE) && !word.forms.any(Forms::BASE);
    word.classes.any(Classes::MODAL)
        || word.classes.any(auxiliary) && word.forms.any(Forms::S.with(Forms::PAST))
        || past_alone && word.classes == Classes::default()
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
    words: Vec<Word>,
    ahead: Ahead,
    out: &'a mut Vec<Tagged>,
    clause: Clause,
    /// Clauses that wait for their verb while one inside them is read.
    outer: Vec<Clause>,
    /// The last tag that is not looked through.
    before: Tag,
    quoted: bool,
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
        let rest = &self.tokens[at..];
        let complex = self.lexicon.complex(rest.iter().map(|token| token.key));
        if complex > 1 && !self.before.opens_group() {
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

    fn key_is_verb_group_before(&self) -> Option<(Tag, Forms)> {
        let last = self.out.iter().rev().find(|t| !t.tag.is_transparent() && t.tag != Tag::Particle)?;
        Some((last.tag, last.forms))
    }

    /// A time word that is a verb here ("may", "march").
    fn verbal_here(&self, at: usize) -> bool {
        self.words[at].classes.any(Classes::MODAL)
            && self.next_base(at)
            && !self.tokens[at].shape.has(Shape::INITIAL)
    }

    fn class(&self, at: usize) -> Classes {
        self.words.get(at).map(|word| word.classes).unwrap_or_default()
    }

    fn forms(&self, at: usize) -> Forms {
        self.words.get(at).map(|word| word.forms).unwrap_or_default()
    }

    /// The next token that is no adverb.
    fn after_adverbs(&self, mut at: usize) -> usize {
        for _ in 0..3 {
            if at < self.tokens.len() && self.is_adverb(at) && !self.words[at].forms.any(Forms::BASE) {
                at += 1;
            }
        }
        at
    }

    fn is_adverb(&self, at: usize) -> bool {
        let class = self.class(at);
        if class.any(Classes::ADVERB.with(Classes::NEGATOR)) {
            return true;
        }
        let Some(token) = self.tokens.get(at) else { return false };
        token.shape.has(Shape::LOWER)
            && !class.any(Classes::NO_ADVERB)
            && self.lexicon.ends_like_adverb(self.view.word(token))
    }

    fn next_base(&self, at: usize) -> bool {
        let next = self.after_adverbs(at + 1);
        self.forms(next).any(Forms::BASE) && self.marks.get(next) != Some(&Mark::Name)
    }

    /// True where a noun or what opens a noun group stands at `at`.
    fn starts_group(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let opens = Classes::DETERMINER
            .with(Classes::POSSESSIVE)
            .with(Classes::NUMBER)
            .with(Classes::APPROXIMATOR)
            .with(Classes::ADJECTIVE)
            .with(Classes::MALE)
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER);
        let word = self.words[at];
        word.classes.any(opens)
            || matches!(self.marks[at], Mark::Name | Mark::Number)
            || token.shape.has(Shape::DIGIT)
            || self.looks_nominal(at)
    }

    /// True where an open-class word that is no sure verb stands at `at`.
    fn looks_nominal(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = self.words[at];
        if matches!(self.marks[at], Mark::Name | Mark::Number) {
            return true;
        }
        if !token.shape.has(Shape::WORD) || self.marks[at] == Mark::Time {
            return false;
        }
        let closed = Classes::PREPOSITION
            .with(Classes::COORDINATOR)
            .with(Classes::BE)
            .with(Classes::HAVE)
            .with(Classes::DO)
            .with(Classes::MODAL)
            .with(Classes::TO)
            .with(Classes::RELATIVE)
            .with(Classes::COMPLEMENTISER)
            .with(Classes::ADVERBIAL)
            .with(Classes::QUESTION)
            .with(Classes::PRONOUN)
            .with(Classes::OBJECTIVE)
            .with(Classes::MALE)
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER)
            .with(Classes::DETERMINER)
            .with(Classes::POSSESSIVE_MARK)
            .with(Classes::NEGATOR)
            .with(Classes::POSSESSIVE);
        if word.classes.any(closed) || self.is_adverb(at) {
            return word.classes.any(Classes::ADJECTIVE) && !word.classes.any(closed);
        }
        word.forms.is_empty()
            || word.noun != NounShare::Hardly
            || word.forms.any(Forms::ING)
            || token.shape.has(Shape::INITIAL)
    }

    /// The tag of a closed-class word, where it is one here.
    fn closed(&mut self, at: usize, word: Word) -> Option<Tag> {
        let class = word.classes;
        if class == Classes::default() {
            return self.is_adverb(at).then_some(Tag::Adverb);
        }
        let before = self.before;
        if class.any(Classes::POSSESSIVE_MARK) {
            let unspaced = !self.tokens[at].shape.has(Shape::SPACED);
            let contracted = matches!(before, Tag::Pronoun | Tag::Relative) || self.out.last().is_none();
            if class.any(Classes::BE) && contracted {
                return Some(Tag::Be);
            }
            let owner = matches!(
                self.out.last().map(|t| t.tag),
                Some(Tag::Noun | Tag::Name | Tag::Time | Tag::Number | Tag::Adjective)
            );
            let plain = self.tokens[at].shape.has(Shape::PUNCT);
            return Some(if owner && (unspaced || !plain) && self.starts_group(at + 1) {
                Tag::PossessiveMark
            } else if plain {
                Tag::Quote
            } else if class.any(Classes::BE) && !owner {
                Tag::Be
            } else {
                Tag::PossessiveMark
            });
        }
        if class.any(Classes::NEGATOR) {
            return Some(Tag::Negator);
        }
        // "can", "will", "must", "may" are nouns after an article.
        if class.any(Classes::MODAL)
            && !matches!(before, Tag::Determiner | Tag::Possessive | Tag::PossessiveMark)
        {
            let base = self.next_base(at);
            if base || word.forms.is_empty() {
                return Some(Tag::Modal);
            }
        }
        if class.any(Classes::BE) {
            return Some(Tag::Be);
        }
        if class.any(Classes::HAVE) {
            return Some(Tag::Have);
        }
        if class.any(Classes::DO) {
            return Some(Tag::Do);
        }
        if class.any(Classes::COMPLEMENTISER) {
            return Some(self.that(at, class));
        }
        if class.any(Classes::RELATIVE) && !class.any(Classes::COMPLEMENTISER) {
            let whose = class.any(Classes::POSSESSIVE);
            let after_noun = self.out.last().is_some_and(|t| {
                t.tag.is_nominal()
                    || matches!(
                        t.tag,
                        Tag::Comma
                            | Tag::Preposition
                            | Tag::Adjective
                            | Tag::Close
                            | Tag::Time
                            | Tag::Quote
                            | Tag::Coordinator
                    )
            });
            return Some(match (after_noun && !self.out.is_empty(), whose) {
                (true, _) => Tag::Relative,
                (false, true) => Tag::Possessive,
                (false, false) => Tag::Subordinator,
            });
        }
        if class.any(Classes::COORDINATOR) {
            return Some(Tag::Coordinator);
        }
        if class.any(Classes::TO) {
            return Some(self.to(at));
        }
        let reads_on = class.any(Classes::PREPOSITION) || class.any(Classes::ADVERB);
        if class.any(Classes::ADVERBIAL) && !self.before.opens_group() {
            if !class.any(Classes::PREPOSITION) {
                return Some(Tag::Subordinator);
            }
            let waits = self.clause.subject && self.clause.verb.is_none();
            let gerund = self.forms(at + 1).any(Forms::ING) || self.forms(at + 1).any(Forms::PARTICIPLE);
            if !waits && !gerund && self.starts_group(at + 1) && self.ahead.verb[at + 1] {
                return Some(Tag::Subordinator);
            }
        }
        if class.any(Classes::QUESTION) && !class.any(Classes::DETERMINER) {
            return Some(Tag::Subordinator);
        }
        if reads_on && self.particle(at) {
            return Some(Tag::Particle);
        }
        if class.any(Classes::APPROXIMATOR)
            && (self.class(at + 1).any(Classes::NUMBER)
                || self.marks.get(at + 1) == Some(&Mark::Number)
                || self.tokens.get(at + 1).is_some_and(|t| t.shape.has(Shape::DIGIT)))
        {
            return Some(Tag::Number);
        }
        if class.any(Classes::PREPOSITION) && !self.clause_ends(at + 1) {
            return Some(Tag::Preposition);
        }
        if class.any(Classes::POSSESSIVE) {
            let object =
                class.any(Classes::OBJECTIVE) && !self.looks_nominal(at + 1) && !self.starts_group(at + 1);
            return Some(if object { Tag::Pronoun } else { Tag::Possessive });
        }
        let personal = Classes::MALE
            .with(Classes::FEMALE)
            .with(Classes::THING)
            .with(Classes::GROUP)
            .with(Classes::SPEAKER);
        if class.any(personal) {
            return Some(Tag::Pronoun);
        }
        if class.any(Classes::NUMBER) && !class.any(Classes::PRONOUN.with(Classes::ADVERB)) {
            return Some(Tag::Number);
        }
        if class.any(Classes::DETERMINER) {
            let next = self.after_adverbs(at + 1);
            if self.looks_nominal(at + 1)
                || self.starts_group(next)
                || self.forms(at + 1).any(Forms::PARTICIPLE)
            {
                return Some(Tag::Determiner);
            }
            if class.any(Classes::PRONOUN) {
                return Some(Tag::Pronoun);
            }
            if !class.any(Classes::ADVERB.with(Classes::ADJECTIVE).with(Classes::MEASURE)) {
                return Some(Tag::Determiner);
            }
        }
        if class.any(Classes::NUMBER) {
            return Some(Tag::Number);
        }
        if class.any(Classes::PRONOUN) {
            return Some(Tag::Pronoun);
        }
        if class.any(Classes::ADJECTIVE) && self.looks_nominal(at + 1) && !self.is_adverb(at + 1) {
            return Some(Tag::Adjective);
        }
        if class.any(Classes::ADVERB) || word.forms.is_empty() && self.is_adverb(at) {
            let adjective = class.any(Classes::ADJECTIVE) && before.opens_group();
            return Some(if adjective { Tag::Adjective } else { Tag::Adverb });
        }
        if class.any(Classes::PREPOSITION) {
            return Some(Tag::Adverb);
        }
        if class.any(Classes::ADJECTIVE) && word.forms.is_empty() {
            return Some(Tag::Adjective);
        }
        self.is_adverb(at).then_some(Tag::Adverb)
    }

    /// True where no phrase can follow.
    fn clause_ends(&self, at: usize) -> bool {
        match self.tokens.get(at) {
            None => true,
            Some(token) if token.shape.has(Shape::PUNCT) => {
                matches!(punctuation(self.view.word(token), token.shape), Tag::Comma | Tag::Stop | Tag::Close)
            }
            Some(_) => self.class(at).any(Classes::COORDINATOR),
        }
    }

    /// "that": a determiner, a relative pronoun, or what opens a clause.
    fn that(&self, at: usize, class: Classes) -> Tag {
        let next = self.after_adverbs(at + 1);
        let verb_next = self.verb_at(next);
        let after_noun = self.before.is_nominal();
        if after_noun && verb_next && class.any(Classes::RELATIVE) {
            return Tag::Relative;
        }
        if verb_next && !after_noun {
            return Tag::Pronoun;
        }
        if self.before == Tag::Preposition || self.out.is_empty() {
            return if self.looks_nominal(at + 1) { Tag::Determiner } else { Tag::Pronoun };
        }
        if self.clause_ends(at + 1) {
            return Tag::Pronoun;
        }
        if after_noun && !self.holds_clause() && class.any(Classes::RELATIVE) {
            return Tag::Relative;
        }
        Tag::Complementiser
    }

    /// True where a verb or noun before takes a clause.
    fn holds_clause(&self) -> bool {
        let complement = |t: &Tagged| self.lexicon.verb(t.verb).is_some_and(|verb| verb.complement.is_some());
        for (back, tagged) in self.out.iter().enumerate().rev().take(8) {
            let holder = tagged.tag == Tag::Noun && self.words[back].classes.any(Classes::HOLDER);
            if holder || tagged.tag.is_verb() && complement(tagged) {
                return true;
            }
            if matches!(tagged.tag, Tag::Finite | Tag::Be | Tag::Stop | Tag::Relative) {
                return false;
            }
        }
        false
    }

    fn verb_at(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if self.marks[at] == Mark::Name {
            return false;
        }
        let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::DO).with(Classes::MODAL);
        word.classes.any(auxiliary)
            || !word.forms.is_empty()
                && !word.classes.any(Classes::DETERMINER.with(Classes::ADJECTIVE).with(Classes::PREPOSITION))
                && (word.noun == NounShare::Hardly
                    || word.forms.any(Forms::PAST)
                    || self.starts_group(at + 1))
                && !word.forms.any(Forms::ING)
    }

    /// "to": before an infinitive, or a preposition.
    fn to(&self, at: usize) -> Tag {
        let next = self.after_adverbs(at + 1);
        let word = self.words.get(next).copied().unwrap_or_default();
        if !word.forms.any(Forms::BASE) || self.marks.get(next) == Some(&Mark::Name) {
            return Tag::Preposition;
        }
        let capital =
            self.tokens[next].shape.has(Shape::INITIAL) && !self.tokens[next].shape.has(Shape::UPPER);
        if capital || word.classes.any(Classes::DETERMINER) {
            return Tag::Preposition;
        }
        // "return to work", "turn to face": a word that is mostly a noun must have what a verb has after it.
        let object = self.starts_group(next + 1) && !self.clause_ends(next + 1);
        if word.noun == NounShare::Mostly && !object
            || word.noun == NounShare::Often && self.motion() && !object
        {
            return Tag::Preposition;
        }
        Tag::To
    }

    /// True where a verb stands directly before.
    fn motion(&self) -> bool {
        self.before.is_verb()
    }

    /// An adverb that belongs to the verb before it.
    fn particle(&self, at: usize) -> bool {
        let Some(last) = self.out.last() else { return false };
        let key = self.tokens[at].key;
        let belongs =
            |verb: VerbId| self.lexicon.verb(verb).is_some_and(|entry| entry.particles.contains(&key));
        if last.tag.is_verb() && belongs(last.verb) {
            // "broke in" against "broke in March": what is also a preposition of place or time needs to stand alone.
            let often_leads = !self.class(at).any(Classes::ADVERB);
            return !often_leads || !self.starts_group(at + 1) && self.marks.get(at + 1) != Some(&Mark::Time);
        }
        false
    }

    fn share(&self, at: usize) -> NounShare {
        self.words[at].noun
    }

    /// The tag of an open-class word.
    fn open(&mut self, at: usize, word: Word) -> Tag {
        let token = &self.tokens[at];
        if token.shape.has(Shape::DIGIT) && !token.shape.has(Shape::WORD) {
            return Tag::Number;
        }
        let first = self.out.iter().all(|t| matches!(t.tag, Tag::Quote | Tag::Open));
        let capital = token.shape.has(Shape::INITIAL);
        if capital && !first && !(word.forms.any(Forms::PAST) && self.tokens[0].shape.has(Shape::UPPER)) {
            return Tag::Name;
        }
        if word.forms.is_empty() {
            return self.noun(at, first);
        }
        let (before, forms) = (self.before, word.forms);
        if matches!(before, Tag::To | Tag::Modal | Tag::Do) {
            if forms.any(Forms::BASE) {
                return Tag::Base;
            }
            return self.noun(at, first);
        }
        let group = self.key_is_verb_group_before();
        if let Some((Tag::Be, _)) = group {
            if forms.any(Forms::ING) && !(self.share(at) != NounShare::Hardly && false) {
                return Tag::Ing;
            }
            if forms.any(Forms::PARTICIPLE) {
                return Tag::Participle;
            }
        }
        if let Some((Tag::Have, _)) = group
            && forms.any(Forms::PARTICIPLE)
            && !self.out.last().is_some_and(|t| t.tag == Tag::Determiner)
        {
            return Tag::Participle;
        }
        if forms.any(Forms::ING) {
            return self.ing(at, first);
        }
        if forms.any(Forms::PAST.with(Forms::PARTICIPLE)) {
            let tag = self.past(at, word, first);
            if !(tag == Tag::Noun && forms.any(Forms::BASE)) {
                return tag;
            }
        }
        self.present(at, word, first)
    }

    /// A noun or adjective, by its ending and what follows.
    fn noun(&self, at: usize, first: bool) -> Tag {
        let token = &self.tokens[at];
        let word = self.view.word(token);
        let class = self.words[at].classes;
        if token.shape.has(Shape::INITIAL) && (!first || token.shape.has(Shape::UPPER) && word.len() > 1) {
            return Tag::Name;
        }
        if class.any(Classes::ADJECTIVE) {
            return Tag::Adjective;
        }
        let lower = word;
        if self.lexicon.ends_like_adjective(lower) && !self.lexicon.ends_like_noun(lower) {
            let linked = matches!(self.before, Tag::Be | Tag::Adverb) || self.looks_nominal(at + 1);
            return if linked { Tag::Adjective } else { Tag::Noun };
        }
        Tag::Noun
    }

    fn ing(&self, at: usize, first: bool) -> Tag {
        let next_finite = self.words.get(at + 1).copied().is_some_and(is_sure_finite);
        let next_noun = self.looks_nominal(at + 1);
        let open = matches!(
            self.before,
            Tag::Determiner
                | Tag::Possessive
                | Tag::PossessiveMark
                | Tag::Adjective
                | Tag::Number
                | Tag::Hyphen
        );
        if open {
            return if next_noun { Tag::Adjective } else { Tag::Noun };
        }
        if next_finite {
            return Tag::Noun;
        }
        match self.before {
            Tag::Preposition | Tag::PrepositionRest => {
                let closes = self.clause_ends(at + 1);
                let of = self.class(at + 1).any(Classes::OF);
                if closes || of { Tag::Noun } else { Tag::Ing }
            }
            _ if first && next_noun && !self.starts_determined(at + 1) && self.ahead.near[at + 1] => {
                Tag::Adjective
            }
            _ if self.class(at + 1).any(Classes::OF) => Tag::Noun,
            // "police fired", "fighting erupted": a past form follows at once.
            Tag::Stop | Tag::Comma | Tag::Coordinator | Tag::Complementiser | Tag::Subordinator
                if self.forms(at + 1).any(Forms::PAST) =>
            {
                Tag::Noun
            }
            Tag::Complementiser | Tag::Subordinator | Tag::Relative => {
                if self.ahead.near[at + 1] || self.ahead.verb[at + 1] { Tag::Noun } else { Tag::Ing }
            }
            _ => Tag::Ing,
        }
    }

    fn starts_determined(&self, at: usize) -> bool {
        let opens = Classes::DETERMINER.with(Classes::POSSESSIVE);
        self.class(at).any(opens)
    }

    fn past(&self, at: usize, word: Word, first: bool) -> Tag {
        let forms = word.forms;
        let participle = forms.any(Forms::PARTICIPLE);
        let next_noun = self.looks_nominal(at + 1);
        let next_group = self.starts_group(at + 1);
        let next = self.class(at + 1);
        let open = matches!(
            self.before,
            Tag::Determiner
                | Tag::Possessive
                | Tag::PossessiveMark
                | Tag::Adjective
                | Tag::Number
                | Tag::Hyphen
        );
        if !participle {
            return if open && forms.any(Forms::BASE) { Tag::Noun } else { Tag::Finite };
        }
        let directly_open =
            open && self.out.last().is_some_and(|t| t.tag == self.before || t.tag == Tag::Adverb);
        if directly_open && !(self.before == Tag::Number && !next_noun) {
            return if next_noun {
                Tag::Adjective
            } else if self.before == Tag::Hyphen {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        if matches!(self.before, Tag::Preposition | Tag::PrepositionRest) {
            return if next_noun { Tag::Adjective } else { Tag::Participle };
        }
        let can_be_past = forms.any(Forms::PAST);
        let clause = &self.clause;
        if !can_be_past {
            let adjective = next_noun && !matches!(self.before, Tag::Noun | Tag::Name | Tag::Pronoun);
            return if adjective { Tag::Adjective } else { Tag::Participle };
        }
        let by = next.any(Classes::PREPOSITION) && !next_group;
        match self.before {
            Tag::Relative | Tag::Pronoun => return Tag::Finite,
            Tag::Coordinator => {
                return match clause.verb {
                    Some((_, Tag::Participle)) if by || !next_group => Tag::Participle,
                    Some(_) => Tag::Finite,
                    None if next_noun => Tag::Adjective,
                    None => Tag::Finite,
                };
            }
            Tag::Stop if first => {
                return if next_noun { Tag::Adjective } else { Tag::Participle };
            }
            _ => {}
        }
        if clause.verb.is_none() {
            if !clause.subject {
                return if next_noun { Tag::Adjective } else { Tag::Participle };
            }
            let later =
                if self.before == Tag::Comma { self.ahead.far[at + 1] } else { self.ahead.near[at + 1] };
            if later && clause.commas < 2 && !(next_group && !by) {
                return Tag::Participle;
            }
            return Tag::Finite;
        }
        // The clause has its verb.
        let complement = clause
            .verb
            .is_some_and(|(verb, _)| self.lexicon.verb(verb).is_some_and(|entry| entry.complement.is_some()));
        if self.before == Tag::Comma {
            return if !self.outer.is_empty() || next_group && !by { Tag::Finite } else { Tag::Participle };
        }
        if !self.outer.is_empty() && !by && !self.before.is_nominal() {
            return Tag::Finite;
        }
        let own = clause.broken && clause.fresh_subject;
        if self.before.is_nominal() && (complement && !by || own && (next_group || !by)) {
            return Tag::Finite;
        }
        if !self.outer.is_empty() && next_group && !by {
            return Tag::Finite;
        }
        if next_noun && !self.before.is_nominal() { Tag::Adjective } else { Tag::Participle }
    }

    /// A base form or an -s form.
    fn present(&self, at: usize, word: Word, first: bool) -> Tag {
        let (base, s) = (word.forms.any(Forms::BASE), word.forms.any(Forms::S));
        let share = word.noun;
        let next = self.after_adverbs(at + 1);
        let next_group = self.starts_group(at + 1);
        let clause = &self.clause;
        let next_sure = self.words.get(next).copied().is_some_and(is_sure_finite);
        if self.before.opens_group() {
            let directly = self.out.last().is_some_and(|t| t.tag == self.before);
            let plural_owner = self.before == Tag::Number && share == NounShare::Hardly;
            if directly && !plural_owner {
                return self.noun(at, first);
            }
        }
        // Half of what follows a subject is decided by the subject alone.
        match self.before {
            Tag::Pronoun | Tag::Relative if !next_sure => return Tag::Finite,
            Tag::Coordinator => {
                let parallel = match clause.verb {
                    Some((_, Tag::Base)) if base => Some(Tag::Base),
                    Some((_, Tag::Finite)) => Some(Tag::Finite),
                    _ => None,
                };
                if let Some(tag) = parallel
                    && (share == NounShare::Hardly || share == NounShare::Often && next_group)
                    && !clause.fresh_subject
                {
                    return tag;
                }
                return self.noun(at, first);
            }
            _ => {}
        }
        let object_next = self.starts_determined(at + 1)
            || self.class(at + 1).any(
                Classes::COMPLEMENTISER.with(Classes::TO).with(Classes::NUMBER).with(Classes::POSSESSIVE),
            );
        let speech = self.lexicon.verb(word.verb).is_some_and(|verb| verb.speech);
        let tail = self.tokens.get(at + 1).is_none_or(|_| self.clause_ends(at + 1));
        if s && speech && tail && self.before == Tag::Name && clause.broken {
            return Tag::Finite;
        }
        let subject = self.before.is_nominal() || self.before == Tag::Comma && clause.subject;
        let agrees = if s { !clause.plural } else { clause.plural };
        let needs_verb = clause.verb.is_none()
            || clause.broken && clause.fresh_subject
            || clause
                .verb
                .is_some_and(|(id, _)| self.lexicon.verb(id).is_some_and(|v| v.complement.is_some()));
        if !subject || next_sure || self.ahead.near[at + 1] && share != NounShare::Hardly {
            let infinitive = base && share == NounShare::Hardly && self.before.is_nominal();
            return if infinitive { Tag::Base } else { self.noun(at, first) };
        }
        let verbal = match share {
            NounShare::Hardly => true,
            NounShare::Often => {
                agrees && (object_next || next_group || self.class(at + 1).any(Classes::PREPOSITION))
            }
            NounShare::Mostly => agrees && object_next,
        };
        if verbal && needs_verb {
            return Tag::Finite;
        }
        if base && share == NounShare::Hardly {
            return Tag::Base;
        }
        self.noun(at, first)
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
        if !tag.is_transparent() {
            self.before = tag;
        } else if tag == Tag::Quote {
            self.quoted = !self.quoted;
        }
        1
    }
}
