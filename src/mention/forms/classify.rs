//! What a run is: by the title before it, by a head noun, by a given name, by its neighbours.

use super::{Casing, Finder, Run};
use crate::{
    gazetteer::{Level, Match},
    mention::{Class, Cue, Head},
    model::{EntityType, Shape},
};

impl Finder<'_> {
    /// Cuts titles off, and classifies what remains.
    pub(super) fn classify(&mut self, run: Run) {
        let title = Class::HONORIFIC.or(Class::OFFICE);
        let head_last = run.joined.is_some() || self.last_head(run.end - 1).is_some();
        let last_title = (run.start..run.end.saturating_sub(1)).rev().find(|&at| {
            let class = self.class(at);
            class.any(title)
                // "Environment Minister Robert Hill" is a person, "Governor Osei Bridge" a bridge.
                && (!head_last || class.has(Class::HONORIFIC) || run.joined.is_none() && self.is_full_name(at + 1, run.end))
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

    /// True for a given and a family name, and nothing else.
    fn is_full_name(&self, start: usize, end: usize) -> bool {
        end == start + 2 && self.given(start) && self.surname(end - 1)
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
        // "Gulf of Osei Press" is a press.
        let last = self.last_head(end - 1).filter(|last| joined.is_none_or(|head| head.kind != last.kind));
        let joined = joined.filter(|head| head.kind != EntityType::Loc || last.is_none());
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
            // "Krystal D. Hall" is a person, "John F. Osei Library" is not.
            let initial = self.surname(end - 1) && (start + 1..end - 1).any(|at| self.is_initial_letter(at));
            // "Rob Brooks" too, where nothing else says that it is a place.
            let place = matches!(head.kind, EntityType::Loc | EntityType::Fac);
            let full = place && self.is_full_name(start, end) && !self.may_be_placed(start);
            if !(joined.is_none() && (initial && self.given_or_new(start) || full)) {
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
        // "Federal Court", "Pacific Centre": a common word or a part of the world that is some town's name too.
        let town = !self.class(start).has(Class::COMMON)
            && known.candidates.iter().all(|candidate| {
                self.gazetteer.level(candidate.row).is_some_and(|level| level < Level::Region)
            });
        local && town && rest < end && (rest..end).all(|at| self.class(at).has(Class::COMMON))
    }

    /// "D." or "D".
    fn is_initial_letter(&self, at: usize) -> bool {
        self.has(at, Shape::INITIAL) && self.word(at).trim_end_matches('.').chars().count() == 1
    }

    /// True behind a preposition of place or an article.
    fn may_be_placed(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| {
            self.class(before).any(Class::LOCATIVE.or(Class::FUNCTION)) && !self.is_initial(at)
        })
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
    pub(super) fn is_new_behind_particle(&self, at: usize) -> bool {
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
        // "Carrefour-Osei" is one name, whose first half the list knows.
        let half = matches!(self.word(start), "-" | "‑" | "‐") && !self.has(start, Shape::SPACED);
        let mut start = start;
        while start < end && !self.has(start, Shape::WORD) {
            start += 1;
        }
        if start < end && !half {
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
