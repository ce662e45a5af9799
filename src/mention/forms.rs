//! Names that no list knows, found by their form and their neighbours.
//!
//! A *run* is a stretch of words with capitals, with particles and joining words between them where a head noun allows it. Titles are cut
//! off a run, and what remains is classified: by the title, by a head noun, by a given name, by its neighbours.

use super::{Class, Cue, Head, Lexicon, Name};
use crate::{
    gazetteer::{Gazetteer, Level, Match},
    model::{EntityType, Sentence, Shape, Token, TokenSpan, View},
};

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
            } else if self.is_hyphen_inside(next) || self.is_stop_of_initial(next, run.end - 1) {
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
                self.last_head(run.end - 1).filter(|head| head.of)?
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
            && matches!(self.word(at), "-" | "‑" | "‐" | "'" | "’")
            && !self.has(at, Shape::SPACED)
            && !self.has(at + 1, Shape::SPACED)
            && self.has(at + 1, Shape::INITIAL)
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

    /// Cuts titles off, and classifies what remains.
    fn classify(&mut self, run: Run) {
        let title = Class::HONORIFIC.or(Class::OFFICE);
        let head_last = run.joined.is_some() || self.last_head(run.end - 1).is_some();
        let last_title = (run.start..run.end.saturating_sub(1)).rev().find(|&at| {
            let class = self.class(at);
            class.any(title)
                && (!head_last || class.has(Class::HONORIFIC))
                && !self.is_known_inside(at)
                && !matches!(self.word(at + 1), "-" | "‑")
        });
        if let Some(at) = last_title {
            let mut from = at + 1;
            while matches!(self.word(from), "." | "-") {
                from += 1;
            }
            let to = self.without_suffix(from, run.end);
            if self.class(from).any(Class::FUNCTION) {
                self.untitled(Run { end: self.without_titles(run.start, at + 1), ..run });
                return;
            }
            self.untitled(Run { end: self.without_titles(run.start, at + 1), joined: None, ..run });
            self.emit(from, to, Some(EntityType::Person), Cue::Title);
            return;
        }
        let end = if head_last { run.end } else { self.without_titles(run.start, run.end) };
        self.untitled(Run { end, ..run });
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

    /// Leaves titles and what belongs to them off the end of a stretch.
    fn without_titles(&self, start: usize, mut end: usize) -> usize {
        let title = Class::HONORIFIC.or(Class::OFFICE);
        let before = end;
        while end > start && self.class(end - 1).any(title) && self.known_at(end - 1).is_none() {
            end -= 1;
        }
        if end < before {
            let part = title.or(Class::MODIFIER);
            while end > start && self.class(end - 1).any(part) && self.known_at(end - 1).is_none() {
                end -= 1;
            }
        }
        while end > start && matches!(self.word(end - 1), "-" | "‑" | "'" | "’" | "&") {
            end -= 1;
        }
        end
    }

    fn without_suffix(&self, start: usize, end: usize) -> usize {
        if end > start + 1 && self.class(end - 1).has(Class::SUFFIX) { end - 1 } else { end }
    }

    /// Classifies a stretch without titles.
    fn untitled(&mut self, run: Run) {
        let Run { mut start, end, joined } = run;
        while start < end
            && self.class(start).has(Class::MODIFIER)
            && self.is_initial(start)
            && self.class(start).has(Class::COMMON)
            && joined.is_none()
            && self.last_head(end - 1).is_none()
        {
            // "Former" at the beginning of a sentence.
            start += 1;
        }
        if start >= end {
            return;
        }
        let words = (start..end).filter(|&at| self.has(at, Shape::WORD)).count();
        let head = self.last_head(start).filter(|_| words == 1);
        if let Some(head) = head.filter(|head| self.with_number(end, *head) > end) {
            return self.emit(start, end + 1, Some(head.kind), Cue::Head);
        }
        let known = self.known_at(start).filter(|found| found.tokens.start as usize == start);
        if let Some(known) = known.filter(|found| found.tokens.end as usize >= end) {
            // "rebel leader Oda": a person whom the list knows by more than this.
            if self.role_before(start) && self.is_person(known) {
                self.emit(start, end, Some(EntityType::Person), Cue::Role);
            }
            return;
        }
        if words < 2 {
            return self.single(start, end);
        }
        if let Some(head) = joined.or_else(|| self.last_head(end - 1)) {
            if head.kind == EntityType::Org && !head.own && self.is_local_body(start, end, joined) {
                return;
            }
            // "Osei County Jail": a division named in full, and then common words alone.
            let inner = (start + 1..end - 1)
                .find(|&at| self.last_head(at).is_some_and(|head| head.kind == EntityType::Gpe))
                .filter(|&at| joined.is_none() && (at + 1..end).all(|at| self.class(at).has(Class::COMMON)));
            if let Some(at) = inner {
                return self.emit(start, at + 1, Some(EntityType::Gpe), Cue::Head);
            }
            // "Krystal D. Hall" is a person.
            let initial = (start + 1..end - 1).any(|at| self.is_initial_letter(at));
            if !(initial && joined.is_none() && self.given_or_new(start)) {
                return self.emit(start, self.with_number(end, head), Some(head.kind), Cue::Head);
            }
            return self.emit(start, end, Some(EntityType::Person), Cue::Given);
        }
        for first in [start, start + 1] {
            if first > start && !self.class(start).has(Class::BEFORE_HEAD) {
                break;
            }
            if let Some(head) = self.first_head(first).filter(|_| first + 1 < end) {
                return self.emit(start, end, Some(head.kind), Cue::Head);
            }
        }
        let end = self.without_suffix(start, end);
        if self.role_before(start) && words <= 4 && known.is_none_or(|found| self.may_be_person(found)) {
            return self.emit(start, end, Some(EntityType::Person), Cue::Role);
        }
        let given = self.given(start) && !self.class(end - 1).has(Class::COMMON)
            || self.given(start) && self.surname(end - 1);
        if given && words <= 5 {
            return self.emit(start, end, Some(EntityType::Person), Cue::Given);
        }
        self.mixed(start, end, words);
    }

    /// The end of a name with the number behind it: "Highway 210", "County Road 35", "Terminal 2".
    fn with_number(&self, end: usize, head: Head) -> usize {
        let numbered = head.numbered && self.has(end, Shape::DIGIT) && !self.has(end, Shape::LINE);
        if numbered { end + 1 } else { end }
    }

    /// "Gao Police Department": a town or district, and then common words alone. The place is the name; what follows only describes.
    fn is_local_body(&self, start: usize, end: usize, joined: Option<Head>) -> bool {
        let Some(known) = self.any_known_at(start).filter(|_| joined.is_none()) else { return false };
        let local = known.candidates.first().is_some_and(|candidate| {
            !candidate.demonym
                && self
                    .gazetteer
                    .row(candidate.row)
                    .is_some_and(|row| row.kind == EntityType::Gpe && row.level != Level::Country)
        });
        let rest = known.tokens.end as usize;
        local && rest < end && (rest..end).all(|at| self.class(at).has(Class::COMMON))
    }

    /// "D." or "D".
    fn is_initial_letter(&self, at: usize) -> bool {
        self.has(at, Shape::INITIAL) && self.word(at).trim_end_matches('.').chars().count() == 1
    }

    /// True for a given name, or a word that no list knows.
    fn given_or_new(&self, at: usize) -> bool {
        self.given(at) || !self.class(at).has(Class::COMMON) && self.known_at(at).is_none()
    }

    /// True for a known name that may just as well be a person's: of one word, and of neither a country nor an organisation.
    fn may_be_person(&self, found: &Match) -> bool {
        found.tokens.len() == 1
            && found.candidates.iter().all(|candidate| {
                self.gazetteer
                    .row(candidate.row)
                    .is_some_and(|row| row.kind != EntityType::Org && row.level != Level::Country)
            })
    }

    /// True for a name of persons only.
    fn is_person(&self, found: &Match) -> bool {
        let mut rows = found.candidates.iter().map(|candidate| self.gazetteer.row(candidate.row));
        rows.all(|row| row.is_some_and(|row| row.kind == EntityType::Person))
    }

    fn role_before(&self, at: usize) -> bool {
        self.before(at)
            .is_some_and(|before| self.class(before).has(Class::ROLE) && self.has(before, Shape::LOWER))
    }

    /// Several words, without title, head noun or given name.
    fn mixed(&mut self, start: usize, end: usize, words: usize) {
        let common = (start..end).any(|at| self.class(at).has(Class::COMMON) && self.has(at, Shape::WORD));
        let inside: Vec<&Match> = self
            .firm
            .iter()
            .copied()
            .skip(self.firm.partition_point(|found| (found.tokens.end as usize) <= start))
            .take_while(|found| (found.tokens.start as usize) < end)
            .collect();
        let firm = |found: &&&Match| {
            found.tokens.len() > 1
                || found.candidates.iter().any(|c| {
                    c.demonym
                        || self.gazetteer.row(c.row).is_some_and(|row| {
                            row.level == Level::Country || row.population > 1_000_000 || !row.kind.is_place()
                        })
                })
        };
        let acronyms = (start..end)
            .any(|at| self.has(at, Shape::UPPER) && self.word(at).len() > 2 && !self.word(at).contains('.'));
        let inside: Vec<&Match> = inside.into_iter().filter(|found| !self.behind_particle(found)).collect();
        if !inside.is_empty()
            && (common || inside.iter().any(|found| firm(&found)) || self.place_only_before(start))
        {
            // What stands between the known names is looked at by itself.
            let mut from = start;
            for found in inside {
                let (first, last) = (found.tokens.start as usize, found.tokens.end as usize);
                if from < first {
                    self.piece(from, first);
                }
                from = last.max(from);
            }
            if from < end {
                self.piece(from, end);
            }
            return;
        }
        if self.contained(end) || self.place_only_before(start) && !common {
            return self.emit(start, end, Some(EntityType::Gpe), Cue::Place);
        }
        if !common && !acronyms && words <= 4 && !self.is_lone_hyphen(start, end) {
            return self.emit(start, end, Some(EntityType::Person), Cue::Form);
        }
        if !common && acronyms && words <= 4 {
            return self.emit(start, end, Some(EntityType::Org), Cue::Form);
        }
        if self.casing == Casing::Plain && !self.is_initial(start) {
            self.emit(start, end, Some(EntityType::Misc), Cue::Capital);
        }
    }

    /// True where the gazetteer does not know the words from the particle on ("al-Shabaab").
    fn is_new_behind_particle(&self, at: usize) -> bool {
        self.known_at(at).is_none_or(|found| found.tokens.start as usize == at)
    }

    /// "al-Kuwaiti": no demonym, but part of a person's name.
    fn behind_particle(&self, found: &Match) -> bool {
        let hyphen = (found.tokens.start as usize).saturating_sub(1);
        matches!(self.word(hyphen), "-" | "‑")
            && hyphen > self.start
            && self.class(hyphen - 1).has(Class::PARTICLE)
    }

    /// A piece of a run between known names.
    fn piece(&mut self, start: usize, end: usize) {
        let mut end = end;
        while end > start && !self.has(end - 1, Shape::WORD) {
            end -= 1;
        }
        let mut start = start;
        while start < end && !self.has(start, Shape::WORD) {
            start += 1;
        }
        if start < end {
            self.untitled(Run { start, end: self.without_titles(start, end), joined: None });
        }
    }

    /// "Tandaka-Osei" is no person by its form alone.
    fn is_lone_hyphen(&self, start: usize, end: usize) -> bool {
        end == start + 3 && !self.has(start + 1, Shape::WORD)
    }

    fn place_only_before(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| self.class(before).has(Class::PLACE_ONLY))
    }

    /// True where a comma and a place follow: "…, Texas".
    fn contained(&self, end: usize) -> bool {
        self.word(end) == ","
            && self.known_at(end + 1).is_some_and(|found| {
                found.tokens.start as usize == end + 1
                    && found.candidates.first().is_some_and(|c| {
                        !c.demonym && self.gazetteer.row(c.row).is_some_and(|row| row.level.contains_towns())
                    })
                    && !self.is_capital(found.tokens.end as usize)
            })
    }

    /// One word with a capital.
    fn single(&mut self, start: usize, end: usize) {
        let at = start;
        let class = self.class(at);
        let length = self.word(at).chars().count();
        if class.any(Class::ABBREVIATION) && self.has(at, Shape::UPPER) || length < 2 {
            return;
        }
        if at < self.body {
            return self.emit(start, end, Some(EntityType::Gpe), Cue::Place);
        }
        if self.contained(end) && !class.has(Class::FUNCTION) {
            return self.emit(start, end, Some(EntityType::Gpe), Cue::Place);
        }
        if self.role_before(at) && !class.has(Class::COMMON) {
            return self.emit(start, end, Some(EntityType::Person), Cue::Role);
        }
        let acronym = self.has(at, Shape::UPPER) && length <= 8 && self.casing == Casing::Plain;
        if acronym && !class.has(Class::COMMON) {
            return self.emit(start, end, Some(EntityType::Org), Cue::Acronym);
        }
        if self.casing == Casing::Plain && class.has(Class::COMMON)
            || class.any(Class::OFFICE.or(Class::HONORIFIC))
        {
            return self.emit(start, end, None, Cue::Capital);
        }
        if self.place_only_before(at) {
            return self.emit(start, end, Some(EntityType::Gpe), Cue::Neighbour);
        }
        let speaks = self.class(end).has(Class::SPEECH)
            || self.before(at).is_some_and(|b| self.class(b).has(Class::SPEECH));
        if speaks || self.given(at) {
            return self.emit(start, end, Some(EntityType::Person), Cue::Neighbour);
        }
        self.emit(start, end, None, Cue::Capital);
    }
}
