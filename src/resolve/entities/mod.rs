//! Which entity a name means: one of many candidates, the long form of a short name, a name that no list knows.
//!
//! The article is read twice. First its firm names are collected: the countries that it speaks of, the persons that it names in full, the
//! acronyms that it defines. Then each name is linked, and a name that is only possible becomes a mention where the first reading bears it out.

mod evidence;
mod groups;
mod nearby;
mod officials;
mod places;
mod roles;
mod short;

pub(super) use groups::Groups;
pub(super) use officials::Titles;
pub(super) use places::Homes;
pub(super) use roles::Roles;

use super::Resolver;
use crate::{
    gazetteer::{Candidate, Gazetteer, Level, slug},
    mention::{Class, Cue, KeyMap, Name},
    model::{Article, Entity, EntityType, Mention, MentionSource, TokenSpan, View, WordKey},
};
use groups::Told;
use jiff::civil::Date;
use officials::Officials;
use places::{Atlas, name_key, scattered};
use short::ShortForms;

/// What a name turned out to mean.
#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    /// A row of the gazetteer.
    Row { row: u32, demonym: bool },
    /// The name of this number, which the article gives in full.
    Name(usize),
    /// Nothing that a list knows.
    New(EntityType),
}

/// A name with its meaning.
#[derive(Clone, Debug)]
struct Link {
    meaning: Meaning,
    kind: EntityType,
    source: MentionSource,
    confidence: f32,
}

impl Resolver {
    /// Links names to entities, as of the day on which the article was written. Each entity is listed once, in order of first mention.
    pub fn entities(
        &self,
        article: &Article,
        view: &View<'_>,
        gazetteer: &Gazetteer,
        names: &[Name],
        date: Option<Date>,
    ) -> Linked {
        let atlas = Atlas::new(article, view, &self.lexicon, &self.homes, gazetteer, names);
        let shorts = ShortForms::new(view, &self.lexicon, gazetteer, names);
        let officials =
            Officials { view, gazetteer, names, titles: &self.titles, lexicon: &self.lexicon, date };
        let linker =
            Linker { view, gazetteer, names, atlas: &atlas, shorts: &shorts, officials, resolver: self };
        let mut links: Vec<Option<Link>> = (0..names.len()).map(|at| linker.link(at)).collect();
        linker.definitions(&mut links);
        linker.one_sense(&mut links);
        linker.table(&links)
    }
}

/// Who and what an article speaks of.
#[derive(Debug, Default)]
pub struct Linked {
    /// The entities of the mentions, in order of first mention; behind them those that are only described.
    pub entities: Vec<Entity>,
    /// In order.
    pub mentions: Vec<Mention>,
    /// The word that says who is meant without a name, the last of "the Malian president" or the "junta" of "the junta in Niamey", and the entity;
    /// in order.
    pub descriptions: Vec<(u32, u32)>,
}

struct Linker<'a> {
    view: &'a View<'a>,
    gazetteer: &'a Gazetteer,
    names: &'a [Name],
    atlas: &'a Atlas,
    shorts: &'a ShortForms,
    officials: Officials<'a>,
    resolver: &'a Resolver,
}

impl Linker<'_> {
    fn text(&self, tokens: TokenSpan) -> &str {
        self.view.span(tokens).of(self.view.text)
    }

    /// True for the mark of a possessive.
    fn is_possessive(&self, at: u32) -> bool {
        matches!(self.text(TokenSpan::new(at, at + 1)), "'s" | "’s")
    }

    /// What the name of this number means; `None` where it is no mention after all.
    fn link(&self, at: usize) -> Option<Link> {
        let name = &self.names[at];
        let new =
            |kind, source, confidence| Some(Link { meaning: Meaning::New(kind), kind, source, confidence });
        if let Some(row) = self.officials.holder(at) {
            let meaning = Meaning::Row { row, demonym: false };
            let source = MentionSource::Gazetteer;
            return Some(Link { meaning, kind: EntityType::Person, source, confidence: 0.9 });
        }
        let short = self.shorts.full(at);
        if let Some(full) = short {
            let kind = self.names[full].kind.unwrap_or(EntityType::Person);
            if self.prefers_short(at, kind) {
                let source = MentionSource::ShortForm;
                return Some(Link { meaning: Meaning::Name(full), kind, source, confidence: 0.8 });
            }
        }
        if name.known.is_some() {
            let person = name.kind == Some(EntityType::Person) && name.cue >= Cue::Given;
            if let Some((candidate, confidence)) = self.atlas.choose(self.gazetteer, self.names, at) {
                let row = self.gazetteer.row(candidate.row)?;
                if self.atlas.is_stray(at, &candidate) {
                    return new(EntityType::Gpe, MentionSource::Name, 0.4);
                }
                if !person || row.kind == EntityType::Person {
                    return Some(Link {
                        meaning: Meaning::Row { row: candidate.row, demonym: candidate.demonym },
                        kind: if candidate.demonym { EntityType::Norp } else { row.kind },
                        source: match candidate {
                            Candidate { demonym: true, .. } => MentionSource::Demonym,
                            Candidate { variant: true, .. } => MentionSource::Variant,
                            _ => MentionSource::Gazetteer,
                        },
                        confidence: if candidate.variant { 0.8 * confidence } else { confidence },
                    });
                }
            }
            let said = name.kind == Some(EntityType::Person)
                || name.kind.is_none() && !self.atlas.evidence(at).common;
            if said && let Some(row) = self.officials.known_person(at) {
                let meaning = Meaning::Row { row, demonym: false };
                let source = MentionSource::Gazetteer;
                return Some(Link { meaning, kind: EntityType::Person, source, confidence: 0.7 });
            }
            if self.atlas.container(at).is_some() {
                // A village that no list knows, before what contains it.
                return new(EntityType::Gpe, MentionSource::Name, 0.6);
            }
            if name.cue == Cue::List && name.kind == Some(EntityType::Person) {
                // A given name that is a village's too.
                return new(EntityType::Person, MentionSource::Name, 0.4);
            }
            if name.cue <= Cue::List && !name.is_variant() {
                return None;
            }
        }
        if name.cue <= Cue::Neighbour
            && (name.known.is_none() || name.is_variant())
            && self.is_place_elsewhere(name)
        {
            return new(EntityType::Gpe, MentionSource::Name, 0.4);
        }
        let kind = name.kind?;
        match name.cue {
            Cue::Definition if name.stands_for.is_some() => new(kind, MentionSource::Acronym, 0.9),
            Cue::Definition => new(kind, MentionSource::Name, 0.9),
            Cue::Title => new(kind, MentionSource::Name, 0.85),
            Cue::Head | Cue::Role | Cue::Given => new(kind, MentionSource::Name, 0.75),
            Cue::Place => new(kind, MentionSource::Name, 0.7),
            Cue::Model => new(kind, MentionSource::Name, 0.8),
            Cue::Form => new(kind, MentionSource::Name, 0.5),
            Cue::Acronym if self.shorts.is_defined(self.view, name.tokens) => {
                new(kind, MentionSource::Acronym, 0.9)
            }
            // A word in capitals once may be anything; twice it is a name.
            Cue::Acronym if self.shorts.times(self.view, name.tokens) < 2 => None,
            Cue::Acronym => new(kind, MentionSource::Name, 0.4),
            Cue::Neighbour => new(kind, MentionSource::Name, 0.4),
            Cue::List | Cue::Capital => None,
        }
    }

    /// A word that only has a capital here, but stands where places stand elsewhere.
    fn is_place_elsewhere(&self, name: &Name) -> bool {
        let common = self.view.tokens.get(name.tokens.range()).unwrap_or(&[]).iter().any(|token| {
            self.resolver.lexicon.class(token.key).any(Class::COMMON.or(Class::FUNCTION).or(Class::CALENDAR))
        });
        !common && name.kind != Some(EntityType::Person) && self.atlas.is_placed(self.view, name.tokens)
    }

    /// True where the article's own person or storm stands before whatever a list says of the name.
    fn prefers_short(&self, at: usize, kind: EntityType) -> bool {
        match &self.names[at].known {
            None => true,
            Some(known) => {
                matches!(kind, EntityType::Person | EntityType::Event)
                    && !self.atlas.evidence(at).placed
                    && known.candidates.iter().all(|candidate| {
                        !candidate.demonym
                            && self
                                .gazetteer
                                .level(candidate.row)
                                .is_some_and(|level| level != Level::Country)
                    })
            }
        }
    }

    /// Long and short form of a definition mean one thing: the gazetteer's where it knows either.
    fn definitions(&self, links: &mut [Option<Link>]) {
        let mut defined: KeyMap<Option<Link>> = KeyMap::default();
        for at in 0..links.len() {
            let Some(long) = self.names[at].stands_for else { continue };
            let Ok(long) = self.names.binary_search_by_key(&long, |name| name.tokens) else { continue };
            let row = |link: &Option<Link>| match link {
                Some(Link { meaning: Meaning::Row { row, demonym: false }, .. }) => Some(*row),
                _ => None,
            };
            // "Tamasna Water Alliance (TWA)": no people of that name.
            let alike = links[at].as_ref().is_some_and(|short| {
                short.kind == EntityType::Org
                    || links[long].as_ref().is_none_or(|long| long.kind == short.kind)
            });
            match (row(&links[long]), row(&links[at]).filter(|_| alike)) {
                (Some(row), _) => {
                    let kind = links[long].as_ref().map_or(EntityType::Org, |link| link.kind);
                    let meaning = Meaning::Row { row, demonym: false };
                    links[at] =
                        Some(Link { meaning, kind, source: MentionSource::Acronym, confidence: 0.95 });
                }
                (None, Some(row)) => {
                    let kind = links[at].as_ref().map_or(EntityType::Org, |link| link.kind);
                    let meaning = Meaning::Row { row, demonym: false };
                    links[long] = Some(Link { meaning, kind, source: MentionSource::Name, confidence: 0.9 });
                }
                (None, None) => {
                    if let (Some(Link { kind, .. }), Some(link)) = (links[long].clone(), &mut links[at]) {
                        (link.meaning, link.kind) = (Meaning::Name(long), kind);
                    }
                }
            }
            if let Some(key) = self.shorts.acronym_key(self.view, self.names[at].tokens) {
                defined.insert(key, links[at].clone());
            }
        }
        if defined.is_empty() {
            return;
        }
        // Every other mention of the acronym follows.
        for (name, link) in self.names.iter().zip(links) {
            let key = self.shorts.acronym_key(self.view, name.tokens);
            if let Some(meaning) = key.and_then(|key| defined.get(&key)) {
                link.clone_from(meaning);
            }
        }
    }

    /// One name means one thing in an article: what its best supported mention means.
    fn one_sense(&self, links: &mut [Option<Link>]) {
        let mut best: KeyMap<usize> = KeyMap::default();
        let is_row = |link: &Option<Link>| {
            link.as_ref().is_some_and(|link| matches!(link.meaning, Meaning::Row { demonym: false, .. }))
        };
        for at in 0..links.len() {
            if !is_row(&links[at]) {
                continue;
            }
            let confidence = |at: usize| links[at].as_ref().map_or(0.0, |link| link.confidence);
            let entry = best.entry(name_key(self.view, self.names[at].tokens)).or_insert(at);
            if confidence(at) > confidence(*entry) {
                *entry = at;
            }
        }
        for at in 0..links.len() {
            if let Some(&other) = best.get(&name_key(self.view, self.names[at].tokens))
                && is_row(&links[at])
                && self.atlas.container(at).is_none()
                && self.may_mean(at, &links[other])
            {
                links[at] = links[other].clone();
            }
        }
    }

    /// True where a name may mean what another of the same words does: "New York" is the state behind a comma only.
    fn may_mean(&self, at: usize, link: &Option<Link>) -> bool {
        let Some(Link { meaning: Meaning::Row { row, .. }, .. }) = link else { return false };
        let known = self.names[at].known.as_ref();
        known.is_none_or(|known| known.candidates.iter().any(|candidate| candidate.row == *row))
    }

    /// The tables: entities once each, mentions in order.
    fn table(&self, links: &[Option<Link>]) -> Linked {
        let mut entities: Vec<Entity> = Vec::new();
        let mut rows: KeyMap<u32> = KeyMap::default();
        let mut fresh: KeyMap<u32> = KeyMap::default();
        let towns = self.towns(links);
        let mut mentions = Vec::with_capacity(links.len());
        for (at, link) in links.iter().enumerate() {
            let Some(link) = link else { continue };
            let name = &self.names[at];
            let entity = match self.follow(links, at) {
                (Meaning::Row { row, .. }, _) => {
                    let key = scattered(u64::from(row));
                    match rows.get(&key) {
                        Some(entity) => *entity,
                        None => {
                            let Some(entity) = self.dated(row) else { continue };
                            rows.insert(key, entities.len() as u32);
                            entities.push(entity);
                            entities.len() as u32 - 1
                        }
                    }
                }
                (Meaning::New(kind), of) => {
                    let text = self.text(self.names[of].tokens);
                    let id = ["name:", &slug(text)].concat();
                    let next = entities.len() as u32;
                    let entity = *fresh.entry(WordKey::of(&id)).or_insert(next);
                    if entity == next {
                        entities.push(match kind {
                            EntityType::Person => self.person(links, id, text, of),
                            kind if kind.is_place() => self.place(links, &towns, id, text, (kind, of)),
                            kind => self.unknown(id, text, kind),
                        });
                    }
                    entity
                }
                (Meaning::Name(_), _) => continue,
            };
            let Some(sentence) = self.view.sentence_of(name.tokens.start) else { continue };
            mentions.push(Mention {
                span: self.view.span(name.tokens),
                tokens: name.tokens,
                sentence: sentence as u32,
                kind: link.kind,
                entity,
                source: link.source,
                confidence: link.confidence,
            });
        }
        let told = self.officials.descriptions().into_iter().map(|(title, row)| (title, Told::Row(row)));
        let mut descriptions = Vec::new();
        for (word, told) in told.chain(self.groups(links)) {
            let next = entities.len() as u32;
            let (entity, new) = match told {
                Told::Row(row) => (*rows.entry(scattered(u64::from(row))).or_insert(next), self.dated(row)),
                Told::Actor(actor) => (*fresh.entry(WordKey::of(&actor.id)).or_insert(next), Some(actor)),
            };
            let Some(new) = new else { continue };
            if entity == next {
                entities.push(new);
            }
            descriptions.push((word, entity));
        }
        descriptions.sort_unstable();
        descriptions.dedup_by_key(|(word, _)| *word);
        Linked { entities, mentions, descriptions }
    }

    /// A row's entity, as of the article's day.
    fn dated(&self, row: u32) -> Option<Entity> {
        let mut entity = self.gazetteer.entity(row)?;
        self.officials.date_sectors(row, &mut entity);
        Some(entity)
    }

    /// What a name means in the end, and which name says so.
    fn follow(&self, links: &[Option<Link>], at: usize) -> (Meaning, usize) {
        let mut at = at;
        // A chain is short ("Kaba" → "Fatoumata Kaba"); the bound is for what cannot be.
        for _ in 0..4 {
            match links.get(at).and_then(Option::as_ref).map(|link| &link.meaning) {
                Some(Meaning::Name(next)) if *next != at => at = *next,
                Some(meaning) => return (meaning.clone(), at),
                None => return (Meaning::New(self.names[at].kind.unwrap_or(EntityType::Misc)), at),
            }
        }
        (Meaning::New(self.names[at].kind.unwrap_or(EntityType::Misc)), at)
    }

    /// An entity that no list knows.
    fn unknown(&self, id: String, text: &str, kind: EntityType) -> Entity {
        let name = self.canonical(text);
        Entity { id, name, kind, country: None, point: None, point_of: None, sectors: Vec::new() }
    }

    /// A person that no list knows, with what the title says.
    fn person(&self, links: &[Option<Link>], id: String, text: &str, name: usize) -> Entity {
        let (sectors, country) = self.role(links, name);
        Entity { country, sectors, ..self.unknown(id, text, EntityType::Person) }
    }

    /// A place that no list knows. It takes its country from what contains it, and its point from what is near.
    fn place(
        &self,
        links: &[Option<Link>],
        towns: &KeyMap<u32>,
        id: String,
        text: &str,
        (kind, name): (EntityType, usize),
    ) -> Entity {
        let row = |row: u32| self.gazetteer.row(row);
        let near = self.nearby(links, towns, name).and_then(row);
        let container = self.atlas.container(name).and_then(row).and_then(|row| row.country);
        Entity {
            country: container.or_else(|| near.as_ref()?.country),
            point: near.as_ref().and_then(|row| row.point),
            point_of: near.map(|row| row.id().to_owned()),
            ..self.unknown(id, text, kind)
        }
    }

    /// A name as the tables print it: white space made plain, and a headline's capitals undone.
    fn canonical(&self, text: &str) -> String {
        let mut name = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        name
    }
}
