//! Who held an office when the article was written: "Malian Prime Minister Maïga" is another man in 2018 than in 2023.

use crate::{
    gazetteer::{Gazetteer, Office, slug},
    lang::NamePack,
    mention::{Class, KeyMap, Lexicon, Name},
    model::{Country, Entity, EntityType, Shape, TokenSpan, View, WordKey},
};
use jiff::civil::Date;

/// The titles of offices, by their last word: the words before it, last first, and the office.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Titles {
    by_last: KeyMap<Vec<(Vec<WordKey>, String)>>,
}

impl Titles {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let mut titles = Self::default();
        for title in &pack.titles {
            let mut words = title.words.iter().rev().map(|word| WordKey::of(word));
            let Some(last) = words.next() else { continue };
            titles.by_last.entry(last).or_default().push((words.collect(), title.office.clone()));
        }
        // "vice president" before "president".
        titles
            .by_last
            .values_mut()
            .for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        titles
    }

    /// The office of the longest title that ends before a token, and the title's first token.
    fn before(&self, view: &View<'_>, end: u32) -> Option<(&str, u32)> {
        let mut at = end.checked_sub(1)?;
        let list = self.by_last.get(&view.tokens.get(at as usize)?.key)?;
        let (last, mut found) = (at, None);
        for (words, office) in list {
            at = last;
            let all = words.iter().all(|word| match back(view, at) {
                Some(before) => {
                    at = before;
                    view.tokens[before as usize].key == *word
                }
                None => false,
            });
            if all {
                found = Some((office.as_str(), at));
                break;
            }
        }
        found
    }
}

/// The word before a word, over a hyphen.
fn back(view: &View<'_>, at: u32) -> Option<u32> {
    let before = at.checked_sub(1)?;
    let token = view.tokens.get(before as usize)?;
    if token.shape.has(Shape::WORD) {
        return Some(before);
    }
    (view.word(token) == "-").then(|| before.checked_sub(1)).flatten()
}

/// The article's day as the gazetteer writes it; of a year before our era, nothing is known.
fn day(date: Date) -> u32 {
    let year = u32::try_from(date.year()).unwrap_or(0);
    year * 10_000 + date.month() as u32 * 100 + date.day() as u32
}

/// Reads titles before names.
#[derive(Clone, Copy)]
pub(super) struct Officials<'a> {
    pub view: &'a View<'a>,
    pub gazetteer: &'a Gazetteer,
    pub names: &'a [Name],
    pub titles: &'a Titles,
    pub lexicon: &'a Lexicon,
    pub date: Option<Date>,
}

impl Officials<'_> {
    /// The row of the person whom a name means that has the title of an office before it, where the article's date leaves one only.
    pub fn holder(&self, at: usize) -> Option<u32> {
        let name = &self.names[at];
        let (office, start) = self.titles.before(self.view, name.tokens.start)?;
        let held = |holder: &Office<'_>| self.date.is_none_or(|date| holder.holds(day(date)));
        let of = self.owner(at, start);
        let text = slug(self.view.span(name.tokens).of(self.view.text));
        let words: Vec<&str> = text.split('-').collect();
        let listed = |row: u32| {
            name.known.iter().any(|known| known.candidates.iter().any(|candidate| candidate.row == row))
        };
        let mut rows = self.gazetteer.offices().filter(|holder| {
            holder.office == office
                && held(holder)
                && (listed(holder.row)
                    || self.gazetteer.row(holder.row).is_some_and(|row| is_named(&slug(row.name()), &words)))
                && match of {
                    Some(owner) => self.is_owner(owner, holder.of),
                    None => self.speaks_of(holder.of),
                }
        });
        let first = rows.next()?.row;
        rows.all(|other| other.row == first).then_some(first)
    }

    /// The row of the person whom a part of a name may mean, where the list knows one such person, and the article speaks of the country. Whoever
    /// is in office needs no country, unless many bear the name.
    pub fn known_person(&self, at: usize) -> Option<u32> {
        let known = self.names[at].known.as_ref()?;
        let rows = || {
            known
                .candidates
                .iter()
                .filter_map(|candidate| Some((candidate.row, self.gazetteer.row(candidate.row)?)))
        };
        if rows().any(|(_, row)| row.kind != EntityType::Person) {
            return None;
        }
        let title = self.titles.before(self.view, self.names[at].tokens.start);
        if title.is_some_and(|(_, start)| self.owner(at, start).is_some()) {
            // "President Kaboré of Niger": whoever held that office is told apart by country and date.
            return None;
        }
        // "The club's president Maïga" is no prime minister.
        let contradicts = |row: u32, country: Option<Country>| {
            let (Some((office, _)), Some(country)) = (title, country) else { return false };
            let of = ["country:", country.as_str()].concat();
            let mut held = self.gazetteer.offices().filter(|held| held.office == office);
            let has_holders = self.gazetteer.offices().any(|held| held.office == office && held.of == of);
            let has_offices = self.gazetteer.offices_of(row).next().is_some();
            has_holders && has_offices && held.all(|held| held.row != row)
        };
        let day = self.date.map(day);
        let last =
            self.names[at].tokens.end.checked_sub(1).and_then(|last| self.view.tokens.get(last as usize));
        let usual = last
            .is_some_and(|token| self.gazetteer.is_surname(token.key) || self.gazetteer.is_given(token.key));
        let fits = |row: u32, country: Option<Country>| {
            let terms = self.terms(row);
            let unborn =
                day.is_some_and(|day| !terms.is_empty() && terms.iter().all(|term| term.is_future(day)));
            let holds = day.is_some_and(|day| terms.iter().any(|term| term.holds(day)));
            !unborn
                && !contradicts(row, country)
                && (holds && !usual
                    || country
                        .is_some_and(|country| self.speaks_of(&["country:", country.as_str()].concat())))
        };
        let mut fitting = rows().filter(|(row, about)| fits(*row, about.country)).map(|(row, _)| row);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Phrases that tell a person by an office: the last word of the title, and the person's row. "The Malian president", "Mali's foreign minister",
    /// "the president of Mali".
    pub fn descriptions(&self) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        if self.date.is_none() {
            return found;
        }
        for (at, name) in self.names.iter().enumerate().filter(|(_, name)| name.known.is_some()) {
            let Some((office, title)) = self.title_behind(at).or_else(|| self.title_before_link(name)) else {
                continue;
            };
            found.extend(self.only_holder(office, name).map(|row| (title, row)));
        }
        found.sort_unstable();
        found.dedup_by_key(|(title, _)| *title);
        found
    }

    /// The title in lower case behind a country, and its last word.
    fn title_behind(&self, at: usize) -> Option<(&str, u32)> {
        let name = &self.names[at];
        let next = self.names.get(at + 1).map_or(u32::MAX, |next| next.tokens.start);
        let mut start = name.tokens.end;
        if self.word(start).is_some_and(|word| self.is_possessive(word)) {
            start += 1;
        }
        (start + 1..=start + 4).rev().find_map(|end| {
            let (office, first) = self.titles.before(self.view, end)?;
            // Before a name, the name itself says who is meant.
            let alone = end < next && !self.is_capital(end) && !self.is_capital(start);
            (first == start && alone && !self.is_hedged(name.tokens.start)).then_some((office, end - 1))
        })
    }

    /// The title before "of" and a country, and its last word.
    fn title_before_link(&self, name: &Name) -> Option<(&str, u32)> {
        let link = |at: u32| {
            self.view
                .tokens
                .get(at as usize)
                .is_some_and(|token| self.lexicon.class(token.key).has(Class::JOINER))
        };
        let end = [1, 2].iter().filter_map(|by| name.tokens.start.checked_sub(*by)).find(|at| link(*at))?;
        let (office, first) = self.titles.before(self.view, end)?;
        (!self.is_hedged(first) && !self.is_capital(first)).then_some((office, end - 1))
    }

    /// The person who held an office of what a name means on the article's day, if only one did.
    fn only_holder(&self, office: &str, owner: &Name) -> Option<u32> {
        let day = day(self.date?);
        let mut rows = self
            .gazetteer
            .offices()
            .filter(|holder| holder.office == office && holder.holds(day) && self.is_owner(owner, holder.of));
        let first = rows.next()?.row;
        rows.all(|other| other.row == first).then_some(first)
    }

    fn word(&self, at: u32) -> Option<&str> {
        self.view.tokens.get(at as usize).map(|token| self.view.word(token))
    }

    fn is_capital(&self, at: u32) -> bool {
        self.view.tokens.get(at as usize).is_some_and(|token| token.shape.has(Shape::INITIAL))
    }

    /// True behind "former" and the like: who it was is not told.
    fn is_hedged(&self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.view.tokens.get(before as usize));
        before.is_some_and(|token| self.lexicon.class(token.key).has(Class::MODIFIER))
    }

    /// The name of the country or organisation that the title belongs to: "Malian President …", "Mali's President …", "President … of Mali".
    fn owner(&self, at: usize, title: u32) -> Option<&Name> {
        let before = at.checked_sub(1).map(|before| &self.names[before]).filter(|before| {
            let gap = TokenSpan::new(before.tokens.end, title);
            before.tokens.end == title
                || gap.len() == 1
                    && self
                        .view
                        .tokens
                        .get(gap.start as usize)
                        .is_some_and(|token| self.is_possessive(self.view.word(token)))
        });
        let behind = self.names.get(at + 1).filter(|behind| {
            let gap = behind.tokens.start.saturating_sub(self.names[at].tokens.end);
            (1..=2).contains(&gap)
                && self
                    .view
                    .tokens
                    .get(self.names[at].tokens.end as usize)
                    .is_some_and(|token| self.lexicon.class(token.key).has(Class::JOINER))
        });
        before.or(behind).filter(|name| name.known.is_some())
    }

    fn is_possessive(&self, word: &str) -> bool {
        matches!(word, "'s" | "’s" | "'" | "’")
    }

    /// True where a name may mean a country or organisation.
    fn is_owner(&self, name: &Name, id: &str) -> bool {
        let candidates = name.known.iter().flat_map(|known| &known.candidates);
        candidates.filter_map(|candidate| self.gazetteer.row(candidate.row)).any(|row| row.id() == id)
    }

    /// True where the article names the country or organisation, or a place in that country before others.
    fn speaks_of(&self, id: &str) -> bool {
        let country = id.strip_prefix("country:");
        let best = self.names.iter().filter_map(|name| name.known.as_ref()?.candidates.first());
        best.filter_map(|candidate| self.gazetteer.row(candidate.row)).any(|row| {
            row.id() == id
                || row.kind.is_place() && row.country.is_some_and(|own| country == Some(own.as_str()))
        })
    }

    /// The offices of the person of a row.
    fn terms(&self, row: u32) -> Vec<Office<'_>> {
        self.gazetteer.offices_of(row).collect()
    }

    /// Whether a person governs or did so is told by the article's date.
    pub fn date_sectors(&self, row: u32, entity: &mut Entity) {
        let Some(day) = self.date.map(day).filter(|_| entity.kind == EntityType::Person) else { return };
        let mut offices = self.terms(row);
        offices.retain(|office| office.of.starts_with("country:"));
        let replace = |sectors: &mut Vec<String>, old: &str, new: &str| {
            sectors.retain(|sector| sector != old && sector != new);
            sectors.insert(0, new.to_owned());
        };
        if offices.iter().any(|office| office.holds(day)) {
            replace(&mut entity.sectors, "ELI", "GOV");
        } else if !offices.is_empty()
            && offices.iter().all(|office| office.is_past(day))
            && entity.sectors.iter().any(|sector| sector == "GOV")
            && entity.sectors.iter().any(|sector| sector == "ELI")
        {
            replace(&mut entity.sectors, "GOV", "ELI");
        }
    }
}

/// True where the words of a name stand in this order in a person's full name.
fn is_named(full: &str, words: &[&str]) -> bool {
    let mut rest = full.split('-');
    !words.is_empty() && words.iter().all(|word| rest.any(|own| own == *word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_the_full_one() {
        for words in [&["goita"][..], &["assimi", "goita"], &["assimi"]] {
            assert!(is_named("assimi-goita", words), "{words:?}");
        }
        for words in [&["goita", "assimi"][..], &["goit"], &["assimi", "traore"], &[]] {
            assert!(!is_named("assimi-goita", words), "{words:?}");
        }
    }

    #[test]
    fn days_are_written_as_digits() {
        assert_eq!(day(jiff::civil::date(2013, 4, 25)), 20130425);
    }
}
