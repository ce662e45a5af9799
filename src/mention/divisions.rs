//! "Tandaka Prefecture" where the gazetteer knows the division as "Tandaka".

use super::{Class, Lexicon, Name};
use crate::{
    gazetteer::{Gazetteer, Level, Match},
    model::{EntityType, Shape, TokenSpan, View},
};

/// Tells names that end in such a noun as "Prefecture" what the gazetteer knows of the words before it; a noun in small letters is left off
/// ("Gorkha | district").
pub(super) fn find(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, names: &mut [Name]) {
    let places = |name: &&mut Name| {
        name.known.is_none() && name.tokens.len() > 1 && name.kind.is_some_and(EntityType::is_place)
    };
    for name in names.iter_mut().filter(places) {
        let last = name.tokens.end - 1;
        let Some(noun) = view.tokens.get(last as usize) else { continue };
        if !lexicon.class(noun.key).has(Class::DIVISION) {
            continue;
        }
        let Some(found) = gazetteer.names_at(view, TokenSpan::new(name.tokens.start, last)) else { continue };
        if !noun.shape.has(Shape::INITIAL) {
            name.tokens = found.tokens;
            name.known = Some(found);
            continue;
        }
        let division = |row| matches!(gazetteer.level(row), Some(Level::First | Level::Second));
        let mut candidates = found.candidates;
        candidates.retain(|candidate| !candidate.demonym && division(candidate.row));
        if !candidates.is_empty() {
            name.known = Some(Match { tokens: name.tokens, candidates });
        }
    }
}
