//! Which of many places a name means, and whether it means a place at all.
//!
//! A candidate gains by its population, by being a capital, by lying in a country that the article speaks of, and most by a container
//! behind a comma ("Paris, Texas"). A country stands before a town of the same name.

use crate::{
    gazetteer::{Candidate, Gazetteer, Row},
    mention::{Class, Cue, Lexicon, Name},
    model::{Country, EntityType, Part, Shape, TokenSpan, View},
};
use std::collections::HashMap;

/// What the article as a whole says of places.
#[derive(Debug, Default)]
pub(super) struct Atlas {
    /// How much the article speaks of each country, from 0 to 1.
    countries: HashMap<Country, f32>,
    /// The same of first-level divisions, by their ids.
    divisions: HashMap<String, f32>,
    /// For each name, the row of the place behind its comma.
    container: Vec<Option<u32>>,
    /// Texts of names that somewhere in the article stand where only places stand.
    placed: std::collections::HashSet<String>,
}

/// What a name's neighbours say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// The row of the place behind its comma.
    pub container: Option<u32>,
    /// It stands where a place stands: behind "in", in a dateline, before a container.
    pub place: bool,
    /// It stands where a platform or publisher stands.
    pub medium: bool,
    /// A verb of saying stands beside it.
    pub speaks: bool,
    /// It is a word that mostly stands in lower case.
    pub common: bool,
    /// It is a point of the compass.
    pub direction: bool,
    /// It is a given or family name.
    pub personal: bool,
    /// Elsewhere in the article it stands where a place stands.
    pub firm_elsewhere: bool,
}

impl Atlas {
    /// Reads the article's names.
    pub fn new(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, names: &[Name]) -> Self {
        let mut atlas = Self { container: vec![None; names.len()], ..Self::default() };
        let mut weights: HashMap<Country, f32> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            let Some(known) = &name.known else { continue };
            let dateline = view.sentence_of(name.tokens.start).is_some_and(|sentence| {
                let sentence = &view.sentences[sentence];
                sentence.part == Part::Dateline
                    || name.tokens.start < sentence.tokens.start + sentence.dateline
            });
            let factor = if dateline { 3.0 } else { 1.0 };
            for (country, weight) in distinct_countries(gazetteer, &known.candidates) {
                *weights.entry(country).or_default() += weight * factor;
            }
            if let [only] = known.candidates.as_slice()
                && let Some(division) = gazetteer.row(only.row).as_ref().and_then(division)
            {
                *atlas.divisions.entry(division.to_owned()).or_default() += factor;
            }
            // "Paris, Texas": the container directly behind a comma.
            if at > 0 && names[at - 1].tokens.end + 1 == name.tokens.start {
                let comma =
                    view.tokens.get(names[at - 1].tokens.end as usize).is_some_and(|t| view.word(t) == ",");
                if comma && known.candidates.iter().any(|c| !c.demonym) {
                    let best = known.candidates.iter().find(|c| !c.demonym && is_region(gazetteer, c.row));
                    atlas.container[at - 1] = best.map(|c| c.row);
                    let row = best.and_then(|c| gazetteer.row(c.row));
                    if let Some(division) = row.as_ref().and_then(division) {
                        *atlas.divisions.entry(division.to_owned()).or_default() += factor;
                    }
                }
            }
        }
        for (at, name) in names.iter().enumerate() {
            let person = name.kind == Some(EntityType::Person) && name.cue > Cue::Neighbour;
            let placed = atlas.container[at].is_some()
                || name.cue == Cue::Place
                || atlas.locative(view, lexicon, name.tokens);
            if placed && !person {
                atlas.placed.insert(view.span(name.tokens).of(view.text).to_owned());
            }
        }
        let most =
            |weights: &mut dyn Iterator<Item = f32>| weights.fold(0.0, f32::max).max(f32::MIN_POSITIVE);
        let all = most(&mut weights.values().copied());
        atlas.countries = weights.into_iter().map(|(country, weight)| (country, weight / all)).collect();
        let all = most(&mut atlas.divisions.values().copied());
        atlas.divisions.values_mut().for_each(|weight| *weight /= all);
        atlas
    }

    /// True for a name that somewhere in the article stands where only places stand.
    pub fn is_placed(&self, name: &str) -> bool {
        self.placed.contains(name)
    }

    /// True for a name before its container.
    pub fn is_contained(&self, at: usize) -> bool {
        self.container.get(at).copied().flatten().is_some()
    }

    /// True behind a preposition that stands before little else than places.
    pub fn locative(&self, view: &View<'_>, lexicon: &Lexicon, tokens: TokenSpan) -> bool {
        before(view, tokens).is_some_and(|key| lexicon.class(key).has(Class::PLACE_ONLY))
    }

    /// What the neighbours of a name say.
    pub fn evidence(
        &self,
        view: &View<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        names: &[Name],
        at: usize,
    ) -> Evidence {
        let name = &names[at];
        let tokens = name.tokens;
        let container = self.container.get(at).copied().flatten();
        let sentence = view.sentence_of(tokens.start).map(|at| &view.sentences[at]);
        let dateline =
            sentence.is_some_and(|s| s.part == Part::Dateline || tokens.start < s.tokens.start + s.dateline);
        let class_at =
            |at: u32| view.tokens.get(at as usize).map(|t| lexicon.class(t.key)).unwrap_or_default();
        let previous = before(view, tokens).map(|key| lexicon.class(key)).unwrap_or_default();
        let only = view.tokens.get(tokens.start as usize).filter(|_| tokens.len() == 1);
        Evidence {
            container,
            place: container.is_some()
                || dateline
                || name.cue == Cue::Place
                || previous.has(Class::LOCATIVE)
                || contains_name(view, tokens),
            medium: previous.has(Class::MEDIUM)
                && !only.is_some_and(|t| lexicon.class(t.key).has(Class::CALENDAR)),
            speaks: class_at(tokens.end).has(Class::SPEECH),
            common: only.is_some_and(|t| lexicon.class(t.key).any(Class::COMMON.or(Class::FUNCTION))),
            direction: only.is_some_and(|t| lexicon.class(t.key).has(Class::DIRECTION)),
            personal: only.is_some_and(|t| gazetteer.is_given(t.key) || gazetteer.is_surname(t.key)),
            firm_elsewhere: self.placed.contains(view.span(tokens).of(view.text)),
        }
    }

    /// How well a candidate fits the article, in no unit.
    pub fn score(
        &self,
        gazetteer: &Gazetteer,
        candidate: &Candidate,
        row: &Row<'_>,
        name: &Name,
        evidence: &Evidence,
    ) -> f32 {
        let mut score = ((row.population as f32) + 10.0).log10() / 8.0;
        if row.id.starts_with("country:") {
            score += 0.5;
        }
        if row.capital {
            score += 0.3;
        }
        if row.seat {
            score += 0.1;
        }
        if candidate.canonical {
            score += 0.1;
        }
        if candidate.own {
            score += 5.0;
        }
        if let Some(weight) = row.country.and_then(|country| self.countries.get(&country)) {
            score += 0.8 * weight;
        }
        if let Some(weight) = division(row).and_then(|id| self.divisions.get(id)) {
            score += 0.6 * weight;
        }
        if let Some(container) = evidence.container {
            score += if contains(gazetteer, container, row) { 4.0 } else { 0.0 };
        }
        if name.kind.is_some_and(|kind| kind == row.kind) {
            score += 0.3;
        }
        if candidate.context {
            score -= 0.5;
        }
        if evidence.place && row.kind.is_place() {
            score += 0.3;
        }
        score
    }
}

/// The word before a name, past an article.
fn before(view: &View<'_>, tokens: TokenSpan) -> Option<crate::model::WordKey> {
    let before = tokens.start.checked_sub(1)?;
    let token = view.tokens.get(before as usize)?;
    token.shape.has(Shape::WORD).then_some(token.key)
}

/// True behind a comma and a word with a capital: "Orlando, Fla."
fn contains_name(view: &View<'_>, tokens: TokenSpan) -> bool {
    let back = |by: u32| tokens.start.checked_sub(by).and_then(|at| view.tokens.get(at as usize));
    back(1).is_some_and(|token| view.word(token) == ",")
        && back(2).is_some_and(|token| token.shape.has(Shape::INITIAL))
}

fn is_region(gazetteer: &Gazetteer, row: u32) -> bool {
    gazetteer.row(row).is_some_and(|row| {
        row.kind == EntityType::Gpe && (row.id.starts_with("country:") || row.id.starts_with("admin"))
    })
}

/// True where one place contains another, by chain or by country.
fn contains(gazetteer: &Gazetteer, container: u32, inner: &Row<'_>) -> bool {
    let Some(outer) = gazetteer.row(container) else { return false };
    let mut within = inner.within;
    for _ in 0..8 {
        if within.is_empty() {
            break;
        }
        if within == outer.id {
            return true;
        }
        within = gazetteer.by_id(within).and_then(|row| gazetteer.row(row)).map_or("", |row| row.within);
    }
    outer.id.starts_with("country:") && outer.country == inner.country && inner.id != outer.id
}

/// The id of the first-level division that a place is or lies in.
fn division<'g>(row: &Row<'g>) -> Option<&'g str> {
    [row.id, row.within].into_iter().find(|id| id.starts_with("admin1:"))
}

/// The countries that a name's candidates lie in, with how much a mention of one says: most where there is one only, less where it is a town,
/// little where the name may mean many.
fn distinct_countries(gazetteer: &Gazetteer, candidates: &[Candidate]) -> Vec<(Country, f32)> {
    let mut found: Vec<(Country, f32)> = Vec::new();
    for candidate in candidates {
        let Some(row) = gazetteer.row(candidate.row) else { continue };
        let Some(country) = row.country.filter(|_| row.kind.is_place() || candidate.demonym) else {
            continue;
        };
        let weight = match () {
            () if row.id.starts_with("country:") => 1.0,
            () if row.population > 100_000 || row.id.starts_with("admin1:") => 0.7,
            () => 0.3,
        };
        match found.iter_mut().find(|(other, _)| *other == country) {
            Some((_, known)) => *known = known.max(weight),
            None => found.push((country, weight)),
        }
    }
    if found.len() > 1 {
        found.iter_mut().for_each(|(_, weight)| *weight *= 0.3);
    }
    found
}
