//! Where a place lies that no list knows: near the place that its name holds, that stands beside it, or in which the article is at home.

use super::{Link, Linker, Meaning, places::name_key};
use crate::{
    gazetteer::Level,
    mention::{Class, KeyMap},
    model::TokenSpan,
};

/// A town with so many inhabitants is meant inside a name without further evidence.
const LARGE: u64 = 100_000;
/// Only so many stretches of a long name are looked up.
const MOST_PARTS: usize = 24;

impl Linker<'_> {
    /// The towns and counties that the article names, by their words.
    pub(super) fn towns(&self, links: &[Option<Link>]) -> KeyMap<u32> {
        let mut towns = KeyMap::default();
        for (at, name) in self.names.iter().enumerate() {
            if let Some(row) = self.town(links, at) {
                towns.entry(name_key(self.view, name.tokens)).or_insert(row);
            }
        }
        towns
    }

    /// The row of the town or county whose point an unknown place borrows; the surest sign comes first.
    pub(super) fn nearby(&self, links: &[Option<Link>], towns: &KeyMap<u32>, at: usize) -> Option<u32> {
        let container = self.atlas.container(at).filter(|row| self.is_small(*row));
        container
            .or_else(|| self.named_inside(towns, at))
            .or_else(|| self.stands_beside(links, at))
            .or_else(|| self.atlas.seat())
    }

    /// "Brisbane River", "Cottonwood Fire Station": the longest stretch of the name's own words, the first of them before others.
    fn named_inside(&self, towns: &KeyMap<u32>, at: usize) -> Option<u32> {
        let TokenSpan { start, end } = self.names[at].tokens;
        let parts = (start..end).flat_map(|from| {
            (from + 1..=end)
                .rev()
                .map(move |to| TokenSpan::new(from, to))
                .filter(move |part| part.end - part.start < end - start)
        });
        parts.take(MOST_PARTS).find_map(|part| {
            if let Some(row) = towns.get(&name_key(self.view, part)) {
                return Some(*row);
            }
            let known = self.gazetteer.names_at(self.view, part)?;
            let large = known.candidates.iter().filter(|candidate| !candidate.demonym && !candidate.context);
            let large = large.filter(|candidate| self.is_small(candidate.row));
            let population = |row| self.gazetteer.row(row).map_or(0, |row| row.population);
            let best =
                large.map(|candidate| candidate.row).max_by_key(|row| (population(*row), u32::MAX - row))?;
            (population(best) >= LARGE).then_some(best)
        })
    }

    /// "Kibera in Nairobi", "Nairobi's Kibera".
    fn stands_beside(&self, links: &[Option<Link>], at: usize) -> Option<u32> {
        let tokens = self.names[at].tokens;
        let class =
            |at: u32| self.view.tokens.get(at as usize).map(|token| self.resolver.lexicon.class(token.key));
        let is_behind = |behind: TokenSpan| {
            let gap = behind.start.saturating_sub(tokens.end);
            (1..=3).contains(&gap)
                && class(behind.start - 1).is_some_and(|class| class.has(Class::PLACE_ONLY))
        };
        let behind = self.names.get(at + 1).filter(|name| is_behind(name.tokens));
        let behind = behind.and_then(|_| self.town(links, at + 1));
        behind.or_else(|| {
            let before = at.checked_sub(1)?;
            let gap = TokenSpan::new(self.names[before].tokens.end, tokens.start);
            let owned = gap.len() == 1 && self.is_possessive(gap.start);
            owned.then(|| self.town(links, before)).flatten()
        })
    }

    /// The row of the town or county that a name means.
    fn town(&self, links: &[Option<Link>], at: usize) -> Option<u32> {
        match links.get(at)?.as_ref()?.meaning {
            Meaning::Row { row, demonym: false } => Some(row).filter(|row| self.is_small(*row)),
            _ => None,
        }
    }

    fn is_small(&self, row: u32) -> bool {
        matches!(self.gazetteer.level(row), Some(Level::Town | Level::Second))
            && self.gazetteer.row(row).is_some_and(|row| row.point.is_some())
    }
}
