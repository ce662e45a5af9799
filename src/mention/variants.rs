//! Names that no list knows as they are spelt, but as a transliterator may spell them ("Wagadugu"). Only where the user asks for it.

use super::{Class, Cue, Lexicon, Name};
use crate::{
    gazetteer::{Candidate, Gazetteer},
    model::{EntityType, Shape, View},
};

/// Enters what the gazetteer knows of names under another spelling.
pub(super) fn find(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, names: &mut [Name]) {
    if !gazetteer.has_variants() {
        return;
    }
    for name in names.iter_mut().filter(|name| name.known.is_none() && name.cue != Cue::Definition) {
        if is_plain(view, lexicon, name) {
            continue;
        }
        let Some(mut known) = gazetteer.variants(view, name.tokens) else { continue };
        let person = is_personal(view, gazetteer, name);
        known.candidates.retain(|candidate| fits(gazetteer, name, candidate, person));
        name.known = Some(known).filter(|known| !known.candidates.is_empty());
    }
}

/// True for words that are no transliterated name: "Marches", "Wednesday", "NATO".
fn is_plain(view: &View<'_>, lexicon: &Lexicon, name: &Name) -> bool {
    let mut words = view.tokens.get(name.tokens.range()).unwrap_or(&[]).iter();
    words.all(|token| {
        let class = lexicon.class(token.key);
        class.any(Class::COMMON.or(Class::FUNCTION).or(Class::CALENDAR)) || token.shape.has(Shape::UPPER)
    })
}

/// True for a given or family name alone, unless it stands where a place stands.
fn is_personal(view: &View<'_>, gazetteer: &Gazetteer, name: &Name) -> bool {
    let word = view.tokens.get(name.tokens.start as usize).filter(|_| name.tokens.len() == 1);
    word.is_some_and(|token| gazetteer.is_given(token.key) || gazetteer.is_surname(token.key))
        && name.cue != Cue::Place
}

/// True for a candidate of the kind that the name's form and neighbours speak of.
fn fits(gazetteer: &Gazetteer, name: &Name, candidate: &Candidate, person: bool) -> bool {
    let Some(kind) = gazetteer.row(candidate.row).map(|row| row.kind) else { return false };
    match name.kind {
        // One word is too little to tell a person by.
        _ if kind == EntityType::Person && name.tokens.len() == 1 => false,
        _ if kind.is_place() && person => false,
        Some(told) if name.cue >= Cue::Model => told == kind || told.is_place() && kind.is_place(),
        _ => true,
    }
}
