//! Who acts without a name: "the junta in Niamey", "Niger's junta", "Malian troops", "Tuareg rebels". A noun for a group and the country or people
//! beside it make an actor with country and sectors.

use super::{Link, Linker, Meaning};
use crate::{
    gazetteer::Level,
    lang::{NameGroup, NamePack},
    mention::{Class, KeyMap},
    model::{Entity, EntityType, Shape, TokenSpan, WordKey},
};

/// The nouns for groups, each with the number of its group.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Groups {
    by_word: KeyMap<usize>,
    all: Vec<NameGroup>,
}

impl Groups {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let words = |(number, group): (usize, &NameGroup)| {
            group.words.iter().map(move |word| (WordKey::of(word), number)).collect::<Vec<_>>()
        };
        Self { by_word: pack.groups.iter().enumerate().flat_map(words).collect(), all: pack.groups.clone() }
    }
}

/// A group that is told by its noun.
pub(super) enum Told {
    /// A row of the gazetteer.
    Row(u32),
    /// An actor that no list has.
    Actor(Entity),
}

impl Linker<'_> {
    /// The nouns that tell a group, and the group; in order.
    pub(super) fn groups(&self, links: &[Option<Link>]) -> Vec<(u32, Told)> {
        let mut found = Vec::new();
        for (at, link) in links.iter().enumerate() {
            let Some(Link { meaning: Meaning::Row { row, .. }, .. }) = link else { continue };
            found.extend(self.group_behind(at, *row).or_else(|| self.group_before(at, *row)));
        }
        found.sort_by_key(|(noun, _)| *noun);
        found.dedup_by_key(|(noun, _)| *noun);
        found
    }

    /// "Malian troops", "Niger's junta", "Mali's transitional government".
    fn group_behind(&self, at: usize, row: u32) -> Option<(u32, Told)> {
        let name = self.names[at].tokens;
        let owned = self.is_possessive(name.end);
        let start = name.end + u32::from(owned);
        let noun = (start..start + 2).find(|at| self.group_at(*at).is_some())?;
        let plain = |at: u32| self.is_lower(at) && !self.class(at).any(Class::FUNCTION.or(Class::LOCATIVE));
        // "French government minister" is no government.
        if !(start..noun).all(plain) || self.is_capital(noun + 1) || self.class(noun + 1).has(Class::ROLE) {
            return None;
        }
        if noun == start && !owned {
            let words = [self.text(name), self.text(TokenSpan::new(noun, noun + 1))].join(" ");
            let listed =
                self.gazetteer.lookup(&words).into_iter().find(|alias| {
                    self.gazetteer.row(alias.row).is_some_and(|row| row.kind == EntityType::Org)
                });
            if let Some(alias) = listed {
                return Some((noun, Told::Row(alias.row)));
            }
        }
        Some((noun, self.actor(noun, row)?))
    }

    /// "The rebels in Goma".
    fn group_before(&self, at: usize, row: u32) -> Option<(u32, Told)> {
        let noun = self.names[at].tokens.start.checked_sub(2)?;
        let inside = self.class(noun + 1).has(Class::PLACE_ONLY) && self.group_at(noun).is_some();
        inside.then(|| self.actor(noun, row)).flatten().map(|told| (noun, told))
    }

    /// The actor that a noun and the country or people of a row make.
    fn actor(&self, noun: u32, row: u32) -> Option<Told> {
        let group = self.group_at(noun)?;
        let of = self.gazetteer.row(row)?;
        let people = of.kind == EntityType::Norp;
        let (key, owner) = match of.country.filter(|_| !people && of.level != Level::Region) {
            Some(country) => {
                let id = ["country:", country.as_str()].concat();
                let owner = self.gazetteer.by_id(&id).and_then(|row| self.gazetteer.row(row))?;
                (country.as_str().to_ascii_lowercase(), owner.name().to_owned())
            }
            // "Tuareg rebels", "Darfur rebels": of a people or a part of the world.
            None if people || of.kind.is_place() => {
                (of.id().rsplit(':').next()?.to_owned(), of.name().to_owned())
            }
            None => return None,
        };
        Some(Told::Actor(Entity {
            id: ["group:", &key, "-", &group.id].concat(),
            name: if people { &group.people } else { &group.name }.replace("{}", &owner),
            kind: EntityType::Org,
            country: of.country,
            point: None,
            point_of: None,
            sectors: group.sectors.clone(),
        }))
    }

    fn group_at(&self, at: u32) -> Option<&NameGroup> {
        let token = self.view.tokens.get(at as usize).filter(|_| self.is_lower(at))?;
        let groups = &self.resolver.groups;
        groups.by_word.get(&token.key).map(|number| &groups.all[*number])
    }

    fn class(&self, at: u32) -> Class {
        self.view
            .tokens
            .get(at as usize)
            .map(|token| self.resolver.lexicon.class(token.key))
            .unwrap_or_default()
    }

    fn is_lower(&self, at: u32) -> bool {
        self.view.tokens.get(at as usize).is_some_and(|token| token.shape.has(Shape::WORD.with(Shape::LOWER)))
    }

    fn is_capital(&self, at: u32) -> bool {
        self.view.tokens.get(at as usize).is_some_and(|token| token.shape.has(Shape::INITIAL))
    }
}
