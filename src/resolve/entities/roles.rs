//! What a title or role before a person's name says: the sector in which he or she acts, and the country.

use super::{Link, Linker, Meaning};
use crate::{
    lang::NamePack,
    mention::{Class, KeyMap},
    model::{Country, EntityType, Shape, WordKey},
};

/// So many words before a name may be its title.
const LONGEST: u32 = 5;

/// Sectors of actors, by the words of titles.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Roles {
    by_word: KeyMap<String>,
}

impl Roles {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let words = pack
            .sectors
            .iter()
            .flat_map(|sector| sector.words.iter().map(|word| (WordKey::of(word), sector.code.clone())));
        Self { by_word: words.collect() }
    }
}

impl Linker<'_> {
    /// The sectors and the country that the words before a name give: "Malian army spokesman", "Mali's foreign minister".
    pub(super) fn role(&self, links: &[Option<Link>], at: usize) -> (Vec<String>, Option<Country>) {
        let name = self.names[at].tokens;
        let title = Class::HONORIFIC.or(Class::OFFICE).or(Class::MODIFIER).or(Class::ROLE);
        let token = |at: u32| self.view.tokens.get(at as usize);
        let (mut start, mut sector) = (name.start, None);
        while let Some(before) = start.checked_sub(1).filter(|before| name.start - before <= LONGEST) {
            let Some(token) = token(before) else { break };
            let known = self.resolver.roles.by_word.get(&token.key);
            let part = known.is_some() || self.resolver.lexicon.class(token.key).any(title);
            // The stop of "Gen." and the hyphen of "vice-president".
            let mark = start < name.start && token.shape.has(Shape::PUNCT) && self.view.word(token) == "-"
                || start == name.start && self.view.word(token) == ".";
            if !part && !mark {
                break;
            }
            // The first word says most: a "police chief" is of the police.
            sector = known.cloned().or(sector);
            start = before;
        }
        if start == name.start {
            return (Vec::new(), None);
        }
        let owner = at.checked_sub(1).filter(|before| {
            let end = self.names[*before].tokens.end;
            end == start || end + 1 == start && self.is_possessive(end)
        });
        let owner = owner.and_then(|before| match links[before].as_ref()?.meaning {
            Meaning::Row { row, .. } => self.gazetteer.entity(row),
            _ => None,
        });
        let country = owner.as_ref().and_then(|owner| owner.country);
        match (sector, owner) {
            (Some(sector), _) => (vec![sector], country),
            // "UN spokesman": of the organisation.
            (None, Some(owner)) if owner.kind == EntityType::Org => (owner.sectors, country),
            (None, _) => (Vec::new(), country),
        }
    }
}
