//! "Paris, Texas": what a comma says of where a place lies.

use super::{Atlas, MOST};
use crate::{
    gazetteer::{Gazetteer, Level},
    mention::Name,
    model::{EntityType, Shape, View},
};

impl Atlas {
    /// "Paris, Texas": what directly behind a comma contains the name before it.
    pub(super) fn find_containers(&mut self, view: &View<'_>, gazetteer: &Gazetteer, names: &[Name]) {
        self.container = vec![None; names.len()];
        self.outer = vec![None; names.len()];
        for at in 1..names.len() {
            let (inner, outer) = (&names[at - 1], &names[at]);
            let Some(known) = &outer.known else { continue };
            let comma = inner.tokens.end + 1 == outer.tokens.start
                && view.tokens.get(inner.tokens.end as usize).is_some_and(|t| view.word(t) == ",");
            if !comma {
                continue;
            }
            let regions = known.candidates.iter().take(MOST).filter(|candidate| !candidate.demonym);
            let regions: Vec<u32> =
                regions.map(|candidate| candidate.row).filter(|row| may_contain(gazetteer, *row)).collect();
            let Some(first) = regions.first() else { continue };
            let inside = inner.known.as_ref().map_or(&[][..], |known| &known.candidates);
            let holds = |region: u32| {
                inside
                    .iter()
                    .take(MOST)
                    .any(|candidate| !candidate.demonym && contains(gazetteer, region, candidate.row))
            };
            match regions.iter().copied().find(|region| holds(*region)) {
                Some(region) => {
                    self.container[at - 1] = Some(region);
                    self.outer[at] = Some(region);
                }
                // A village that no list knows, unless both are members of a list ("Mali, Niger and Chad").
                None if inner.known.is_none() || is_small(gazetteer, inner) && is_closed(view, outer) => {
                    self.container[at - 1] = Some(*first);
                }
                None => {}
            }
        }
    }
}

/// True where one place contains another, by chain or by country.
pub(super) fn contains(gazetteer: &Gazetteer, container: u32, inner: u32) -> bool {
    let mut at = inner;
    for _ in 0..8 {
        match gazetteer.container(at) {
            Some(outer) if outer == container => return true,
            Some(outer) => at = outer,
            None => break,
        }
    }
    let (Some(outer), Some(inner_row)) = (gazetteer.row(container), gazetteer.row(inner)) else {
        return false;
    };
    outer.level == Level::Country && outer.country == inner_row.country && container != inner
}

/// True for what may stand behind a town's comma: a country, a division, a region that governs itself ("…, Scotland").
fn may_contain(gazetteer: &Gazetteer, row: u32) -> bool {
    match gazetteer.level(row) {
        Some(Level::Region) => {
            gazetteer.row(row).is_some_and(|row| row.kind == EntityType::Gpe && row.country.is_some())
        }
        level => level.is_some_and(Level::contains_towns),
    }
}

/// True for a name of small towns and nothing else.
fn is_small(gazetteer: &Gazetteer, name: &Name) -> bool {
    name.known.as_ref().is_some_and(|known| {
        known.candidates.iter().all(|candidate| {
            gazetteer
                .row(candidate.row)
                .is_some_and(|row| row.level == Level::Town && row.population < 50_000 && !candidate.demonym)
        })
    })
}

/// True where a mark of punctuation stands behind a name: "…, Texas, …" and not "…, Texas said".
fn is_closed(view: &View<'_>, name: &Name) -> bool {
    view.tokens.get(name.tokens.end as usize).is_none_or(|token| token.shape.has(Shape::PUNCT))
}
