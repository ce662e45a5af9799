//! Names that no list knows, found by their form and their neighbours.
//!
//! A *run* is a stretch of words with capitals, with particles and joining words between them where a head noun allows it. Titles are cut
//! off a run, and what remains is classified: by the title, by a head noun, by a given name, by its neighbours.

mod classify;

use super::{Class, Cue, Head, Lexicon, Name};
use crate::{
    gazetteer::{Gazetteer, Level, Match},
    model::{EntityType, Sentence, Shape, Token, TokenSpan, View},
};

/// A place with more inhabitants is well known.
const FAMOUS: u64 = 300_000;
/// A syllable of a transliterated name has so many letters at most.
const SYLLABLE: usize = 5;

/// All names by form, in order, without overlap among themselves.
pub(super) fn find(
    view: &View<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    matches: &[Match],
) -> Vec<Name> {
    let mut names = Vec::new();
    // Each token is asked for its class some four times: once in the lexicon is enough.
    let class = |token: &Token| {
        if token.shape.has(Shape::WORD) { lexicon.class(token.key) } else { Class::default() }
    };
    let classes: Vec<Class> = view.tokens.iter().map(class).collect();
    let firm: Vec<&Match> = matches.iter().filter(|found| !is_doubtful(gazetteer, found)).collect();
    let (mut left, mut left_firm) = (matches, firm.as_slice());
    for sentence in view.sentences {
        let here = left.iter().take_while(|found| found.tokens.start < sentence.tokens.end).count();
        let (within, rest) = left.split_at(here);
        left = rest;
        let here = left_firm.iter().take_while(|found| found.tokens.start < sentence.tokens.end).count();
        let (firm, rest) = left_firm.split_at(here);
        left_firm = rest;
        let mut finder = Finder::new(view, lexicon, &classes, gazetteer, within, firm, sentence, names);
        finder.runs();
        names = finder.names;
    }
    names
}

/// True for a name of nothing but small towns and counties that need evidence: by its form it is whatever else it may be.
fn is_doubtful(gazetteer: &Gazetteer, found: &Match) -> bool {
    found.candidates.iter().all(|candidate| {
        candidate.context
            && !candidate.own
            && matches!(gazetteer.level(candidate.row), Some(Level::Town | Level::Second | Level::First))
    })
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Casing {
    /// Capitals mark names.
    Plain,
    /// Every word of weight has one: a headline.
    Title,
    /// There is nothing but capitals.
    Upper,
}

struct Finder<'a> {
    view: &'a View<'a>,
    lexicon: &'a Lexicon,
    /// The classes of all tokens of the article.
    classes: &'a [Class],
    gazetteer: &'a Gazetteer,
    /// All names of the sentence that the gazetteer knows.
    matches: &'a [Match],
    /// Those that are not doubtful.
    firm: &'a [&'a Match],
    start: usize,
    end: usize,
    /// First token behind the dateline.
    body: usize,
    casing: Casing,
    names: Vec<Name>,
}

/// A stretch of words with capitals.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    /// The head noun behind which it goes on with joining words.
    joined: Option<Head>,
}

impl<'a> Finder<'a> {
    #[allow(clippy::too_many_arguments, reason = "each is a part of what it looks at")]
    fn new(
        view: &'a View<'a>,
        lexicon: &'a Lexicon,
        classes: &'a [Class],
        gazetteer: &'a Gazetteer,
        matches: &'a [Match],
        firm: &'a [&'a Match],
        sentence: &Sentence,
        names: Vec<Name>,
    ) -> Self {
        let end = (sentence.tokens.end as usize).min(view.tokens.len());
        let start = (sentence.tokens.start as usize).min(end);
        let body = (start + sentence.dateline as usize).min(end);
        let mut finder = Self {
            view,
            lexicon,
            classes,
            gazetteer,
            matches,
            firm,
            start,
            end,
            body,
            casing: Casing::Plain,
            names,
        };
        finder.casing = finder.casing();
        finder
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.start || at >= self.end { None } else { self.view.tokens.get(at) }
    }

    fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.view.word(token))
    }

    #[inline]
    fn class(&self, at: usize) -> Class {
        if at < self.start || at >= self.end { Class::default() } else { self.classes[at] }
    }

    fn has(&self, at: usize, shape: Shape) -> bool {
        self.token(at).is_some_and(|token| token.shape.has(shape))
    }

    fn given(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.gazetteer.is_given(token.key))
    }

    fn surname(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.gazetteer.is_surname(token.key))
    }

    fn last_head(&self, at: usize) -> Option<Head> {
        self.token(at).and_then(|token| self.lexicon.last(token.key))
    }

    fn first_head(&self, at: usize) -> Option<Head> {
        self.token(at).and_then(|token| self.lexicon.first(token.key))
    }

    /// A word that stands before others in lower case.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| *before >= self.start)
    }

    fn casing(&self) -> Casing {
        let (mut words, mut upper, mut weighty, mut capital, mut common) = (0, 0, 0, 0, 0);
        let body = self.body..self.end;
        let tokens = self.view.tokens[body.clone()].iter().zip(&self.classes[body]);
        for (at, (token, class)) in tokens.enumerate().filter(|(_, (token, _))| token.shape.has(Shape::WORD))
        {
            words += 1;
            upper += token.shape.has(Shape::UPPER) as u32;
            if token.span.len() > 3 && !class.has(Class::FUNCTION) {
                let initial = token.shape.has(Shape::INITIAL);
                weighty += 1;
                capital += initial as u32;
                common += (at > 0 && initial && class.has(Class::COMMON)) as u32;
            }
        }
        // Headlines end without a stop; a short sentence that is mostly one long name does not.
        let stops = (self.end.saturating_sub(2)..self.end).any(|at| self.word(at) == ".");
        if words >= 3 && upper == words {
            Casing::Upper
        } else if !stops && weighty >= 3 && capital * 5 >= weighty * 4 && common >= 2 {
            Casing::Title
        } else {
            Casing::Plain
        }
    }

    /// True for the first word of the sentence, of a quotation in it, or behind a colon or a bullet.
    fn is_initial(&self, at: usize) -> bool {
        if at <= self.body {
            return true;
        }
        let Some(before) = self.before(at) else { return true };
        let word = self.word(before);
        self.has(before, Shape::PUNCT)
            && !matches!(word, "," | "-" | "'" | "’" | ")" | "(" | "/" | "&" | "%" | ";")
    }

    /// True for a word that may be part of a name by its capital.
    fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if !token.shape.has(Shape::WORD.with(Shape::INITIAL)) {
            return false;
        }
        let class = self.class(at);
        if class.has(Class::FUNCTION)
            && !(token.shape.has(Shape::UPPER) && token.span.len() > 1 && self.casing == Casing::Plain)
            || class.has(Class::CALENDAR)
        {
            return false;
        }
        self.casing == Casing::Plain || !class.has(Class::COMMON) || self.given(at)
    }

    /// True for a capital that begins a name.
    fn may_begin(&self, at: usize) -> bool {
        if !self.is_capital(at) {
            return false;
        }
        let class = self.class(at);
        if class.has(Class::FUNCTION) {
            return false;
        }
        if !self.is_initial(at) || !class.has(Class::COMMON) {
            return true;
        }
        // A common word has its capital from the sentence, unless it can begin a name and one goes on behind it.
        let next = at + 1;
        let joined = self.last_head(at).is_some_and(|head| head.of)
            && self.class(next).has(Class::JOINER)
            && (self.is_capital(next + 1) || self.is_capital(next + 2));
        let titled = class.any(Class::HONORIFIC.or(Class::OFFICE).or(Class::MODIFIER).or(Class::BEFORE_HEAD));
        joined || self.is_capital(next) && (titled || self.first_head(at).is_some() || self.given(at))
    }

    /// Walks the sentence from run to run.
    fn runs(&mut self) {
        let mut at = self.start;
        while at < self.end {
            if !self.may_matter(at) {
                at += 1;
            } else if let Some(end) = self.particles(at).filter(|_| matches!(self.word(at + 1), "-" | "‑"))
            {
                // "al-Sadr" by itself.
                let run = Run { start: at, ..self.run(end - 1) };
                if self.is_new_behind_particle(end - 1) {
                    self.emit(run.start, run.end, Some(EntityType::Person), Cue::Neighbour);
                }
                at = run.end;
            } else if self.may_begin(at) {
                let run = self.run(at);
                self.classify(run);
                at = run.end.max(at + 1);
            } else {
                if self.is_common_initial(at) {
                    // "Straw" at the beginning of a sentence: the rest of the article may know him.
                    self.emit(at, at + 1, None, Cue::Capital);
                }
                at += 1;
            }
        }
    }

    /// False where nothing begins: most words have no capital.
    #[inline]
    fn may_matter(&self, at: usize) -> bool {
        self.view.tokens[at].shape.has(Shape::INITIAL) || self.classes[at].has(Class::PARTICLE)
    }

    fn is_common_initial(&self, at: usize) -> bool {
        self.casing == Casing::Plain
            && self.has(at, Shape::WORD.with(Shape::INITIAL))
            && !self.class(at).any(Class::FUNCTION.or(Class::CALENDAR))
    }

    /// The run that begins at a token.
    fn run(&self, start: usize) -> Run {
        let mut run = Run { start, end: start + 1, joined: None };
        loop {
            let next = run.end;
            if self.is_capital(next) && !self.has(next, Shape::LINE)
                || self.has(next, Shape::INITIAL)
                    && self.class(next).has(Class::CALENDAR)
                    && self.is_family(next)
            {
                run.end = next + 1;
            } else if self.is_hyphen_inside(next)
                || self.is_syllable_behind(next)
                || self.is_stop_of_initial(next, run.end - 1)
            {
                run.end = next + 2;
            } else if let Some(end) = self.particles(next) {
                run.end = end;
            } else if self.word(next) == "&" && self.is_capital(next + 1) {
                run.end = next + 2;
            } else if let Some((head, end)) = self.joined(run, next) {
                run.joined = run.joined.or(Some(head));
                run.end = end;
            } else {
                return run;
            }
        }
    }

    /// "May" behind a given name that is no family name itself ("Bill Clinton Monday vowed"), where no day follows.
    fn is_family(&self, at: usize) -> bool {
        let given = |at: usize| self.given(at) && self.is_capital(at);
        at > self.start
            && given(at - 1)
            && !(at > self.start + 1 && given(at - 2))
            && !self.known_before(at)
            && self.surname(at)
            && !self.has(at + 1, Shape::DIGIT)
    }

    /// True where a name that the gazetteer knows ends here: "Kenya Friday" is a country and a day.
    fn known_before(&self, at: usize) -> bool {
        let before = self.firm.partition_point(|found| (found.tokens.start as usize) < at);
        self.firm[..before].last().is_some_and(|found| found.tokens.end as usize == at)
    }

    /// The end of a stretch "bin Abd al-X" that begins here.
    #[inline]
    fn particles(&self, at: usize) -> Option<usize> {
        // Every token is asked, and hardly any is one.
        if !self.class(at).has(Class::PARTICLE) {
            return None;
        }
        let mut next = at;
        while self.class(next).has(Class::PARTICLE) && self.has(next, Shape::LOWER) && next < at + 3 {
            next += 1;
            if matches!(self.word(next), "-" | "‑" | "'" | "’") && !self.has(next, Shape::SPACED) {
                next += 1;
            }
        }
        (next > at && self.is_capital(next) && !self.last_head_before(at)).then_some(next + 1)
    }

    fn last_head_before(&self, at: usize) -> bool {
        at > self.start && self.last_head(at - 1).is_some_and(|head| head.of)
    }

    /// The end of "of Water", "for the Renewal", "and Peace" behind a name that has a head noun.
    fn joined(&self, run: Run, at: usize) -> Option<(Head, usize)> {
        if !self.class(at).has(Class::LINK) || self.casing != Casing::Plain {
            return None;
        }
        let head = match run.joined {
            Some(head) => head,
            None if self.class(at).has(Class::JOINER) => {
                // "Gulf of Suez", but not "Osei Bay on the …".
                let alone = run.end == run.start + 1;
                self.last_head(run.end - 1)
                    .filter(|head| head.of && (alone || head.kind != EntityType::Loc))?
            }
            None => return None,
        };
        let mut next = at + 1;
        if self.class(next).has(Class::LINK)
            && self.has(next, Shape::LOWER)
            && !self.class(next).has(Class::JOINER)
        {
            next += 1;
        }
        if !self.is_capital(next) || self.has(next, Shape::LINE) {
            return None;
        }
        // "of Health and Social Affairs", but not "of Health and Oxfam".
        let list = !self.class(at).has(Class::JOINER);
        let plain = self.known_at(next).is_none()
            && !self.given(next)
            && !self.class(next).any(Class::OFFICE.or(Class::HONORIFIC));
        let fits = !list || plain;
        fits.then_some((head, next + 1))
    }

    fn emit(&mut self, start: usize, end: usize, kind: Option<EntityType>, cue: Cue) {
        if start < end {
            let tokens = TokenSpan::new(start as u32, end as u32);
            self.names.push(Name { tokens, known: None, kind, cue, stands_for: None });
        }
    }

    /// A hyphen or apostrophe that ties a name to a capital behind it: "Baabou-Sidi", "N'Golo".
    fn is_hyphen_inside(&self, at: usize) -> bool {
        !self.is_behind_party(at)
            && !self.is_between_places(at)
            && matches!(self.word(at), "-" | "‑" | "‐" | "'" | "’")
            && !self.has(at, Shape::SPACED)
            && !self.has(at + 1, Shape::SPACED)
            && self.has(at + 1, Shape::INITIAL)
    }

    /// The hyphen of "the Washington-Moscow route": it joins two well-known places, and no person's names.
    fn is_between_places(&self, at: usize) -> bool {
        let famous = |found: &Match| {
            found.candidates.iter().any(|candidate| {
                candidate.demonym
                    || self.gazetteer.row(candidate.row).is_some_and(|row| {
                        row.level == Level::Country || row.kind.is_place() && row.population > FAMOUS
                    })
            })
        };
        let before = self.before(at).and_then(|before| self.known_at(before));
        before.is_some_and(|found| found.tokens.end as usize == at && famous(found))
            && self
                .known_at(at + 1)
                .is_some_and(|found| found.tokens.start as usize == at + 1 && famous(found))
    }

    /// The hyphen before the second syllable of a given name: "Geun-hye".
    fn is_syllable_behind(&self, at: usize) -> bool {
        let known =
            Class::COMMON.or(Class::FUNCTION).or(Class::DIRECTION).or(Class::ROLE).or(Class::PLACE_NOUN);
        matches!(self.word(at), "-" | "‑" | "‐")
            && !self.has(at, Shape::SPACED)
            && !self.has(at + 1, Shape::SPACED)
            && self.has(at + 1, Shape::WORD.with(Shape::LOWER))
            && self.word(at + 1).chars().count() <= SYLLABLE
            && !self.class(at + 1).any(known)
    }

    /// The hyphen of ", R-Kalispell,": a member's party, and then the place that elected her.
    fn is_behind_party(&self, at: usize) -> bool {
        let Some(party) = self.before(at) else { return false };
        let short = self.has(party, Shape::UPPER) && self.word(party).chars().count() <= 3;
        short && self.before(party).is_some_and(|comma| self.word(comma) == ",")
    }

    /// The stop of an initial that is cut from it: "J" "." "Osei".
    fn is_stop_of_initial(&self, at: usize, initial: usize) -> bool {
        self.word(at) == "."
            && !self.has(at, Shape::SPACED)
            && self.word(initial).chars().count() == 1
            && self.is_capital(at + 1)
    }

    /// True where a name of the gazetteer with more than one token covers the token.
    fn is_known_inside(&self, at: usize) -> bool {
        self.known_at(at).is_some_and(|found| found.tokens.len() > 1)
    }

    fn known_at(&self, at: usize) -> Option<&'a Match> {
        let after = self.firm.partition_point(|found| found.tokens.start as usize <= at);
        let found = *self.firm.get(after.checked_sub(1)?)?;
        ((found.tokens.end as usize) > at).then_some(found)
    }

    /// The same among all names, doubtful or not.
    fn any_known_at(&self, at: usize) -> Option<&'a Match> {
        let after = self.matches.partition_point(|found| found.tokens.start as usize <= at);
        let found = self.matches.get(after.checked_sub(1)?)?;
        ((found.tokens.end as usize) > at).then_some(found)
    }
}
