//! In which part of the world an article is at home: the numbers of its countries and divisions, and what its words and its publisher say.

use super::scattered;
use crate::{
    gazetteer::{Gazetteer, Level, Row},
    lang::NamePack,
    mention::KeyMap,
    model::{Article, Country, Shape, View, WordKey},
};

/// Only so many tokens at the head of an article are asked where it is at home.
const HEAD: usize = 600;

/// Words that tell in which country an article is at home ("sheriff", "gardaí").
#[derive(Debug, Default)]
pub(in crate::resolve) struct Homes {
    words: KeyMap<Country>,
}

impl Homes {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let homes = pack.homes.iter();
        Self {
            words: homes
                .flat_map(|home| home.words.iter().map(|word| (WordKey::of(word), home.country)))
                .collect(),
        }
    }
}

/// The countries and divisions of an article, numbered from 1 on each level.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub known: [KeyMap<u16>; 3],
    /// Regions of what is sure, with what it is worth.
    pub sure: Vec<([u16; 3], f32)>,
}

impl Numbers {
    /// The number of a country's or row's key on its level; 0 for the key 0.
    fn number(&mut self, level: usize, key: u64) -> u16 {
        if key == 0 {
            return 0;
        }
        let next = self.known[level].len().min(u16::MAX as usize - 1) as u16 + 1;
        *self.known[level].entry(scattered(key)).or_insert(next)
    }

    /// The country and the divisions that a place is or lies in.
    pub fn regions(&mut self, gazetteer: &Gazetteer, row: u32, place: &Row<'_>) -> [u16; 3] {
        let mut regions = [self.number(0, place.country.map_or(0, country_key)), 0, 0];
        let (mut at, mut level) = (row, place.level);
        for _ in 0..4 {
            match level {
                // "Scotland" stands for a division.
                Level::First | Level::Region if level == Level::First || regions[0] > 0 => {
                    regions[1] = self.number(1, at as u64 + 1);
                    break;
                }
                Level::Second => regions[2] = self.number(2, at as u64 + 1),
                Level::Town => {}
                _ => break,
            }
            let Some(outer) = gazetteer.container(at) else { break };
            let Some(outer_level) = gazetteer.level(outer) else { break };
            (at, level) = (outer, outer_level);
        }
        regions
    }
}

fn country_key(country: Country) -> u64 {
    country.as_str().bytes().fold(0, |key, byte| key << 8 | u64::from(byte))
}

/// Lets the words vote that stand in the article's head and belong to one country.
pub(super) fn home_votes(view: &View<'_>, homes: &Homes, numbers: &mut Numbers) {
    if homes.words.is_empty() {
        return;
    }
    let mut votes: Vec<(u16, f32)> = Vec::new();
    for token in view.tokens.iter().take(HEAD).filter(|token| token.shape.has(Shape::WORD)) {
        let Some(country) = homes.words.get(&token.key) else { continue };
        let number = numbers.number(0, country_key(*country));
        match votes.iter_mut().find(|(known, _)| *known == number) {
            // Ten of one country's words say little more than three.
            Some((_, weight)) => *weight = (*weight + 0.4).min(1.6),
            None => votes.push((number, 0.6)),
        }
    }
    numbers.sure.extend(votes.into_iter().map(|(country, weight)| ([country, 0, 0], weight)));
}

/// Lets the publisher vote for where it is at home: by the list's knowledge of it, by the places in its name, by the country of its address.
pub(super) fn publisher_votes(article: &Article, gazetteer: &Gazetteer, numbers: &mut Numbers) {
    if let Some(country) = article.url.as_deref().and_then(country_of_address) {
        let number = numbers.number(0, country_key(country));
        numbers.sure.push(([number, 0, 0], 1.0));
    }
    let Some(publisher) = &article.publisher else { return };
    let words: Vec<&str> = publisher.split_whitespace().collect();
    let mut start = 0;
    while start < words.len() {
        let longest = (start + 1..=words.len().min(start + 4)).rev().find_map(|end| {
            let rows: Vec<u32> = (gazetteer.lookup(&words[start..end].join(" ")).iter())
                .filter(|alias| !alias.is_demonym() && !alias.is_behind())
                .map(|alias| alias.row)
                .collect();
            (!rows.is_empty()).then_some((end, rows))
        });
        start = longest.as_ref().map_or(start + 1, |(end, _)| *end);
        let rows = longest.map(|(_, rows)| rows).unwrap_or_default();
        for row in &rows {
            let Some(place) = gazetteer.row(*row) else { continue };
            // One vote for the name, whatever it may mean.
            let regions = numbers_of(gazetteer, numbers, *row, &place);
            numbers.sure.push((regions, 1.0 / rows.len() as f32));
        }
    }
}

pub(super) fn numbers_of(
    gazetteer: &Gazetteer,
    numbers: &mut Numbers,
    row: u32,
    place: &Row<'_>,
) -> [u16; 3] {
    match place.kind.is_place() {
        true => numbers.regions(gazetteer, row, place),
        false => [numbers.number(0, place.country.map_or(0, country_key)), 0, 0],
    }
}

/// The country of a web address, unless all the world registers there.
fn country_of_address(url: &str) -> Option<Country> {
    const EVERYWHERE: [&str; 14] =
        ["ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "ws"];
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next()?;
    let label = host.rsplit_once('.')?.1.to_ascii_lowercase();
    let label = if label == "uk" { "gb".to_owned() } else { label };
    if label.len() != 2 || EVERYWHERE.contains(&label.as_str()) {
        return None;
    }
    Country::parse(&label.to_ascii_uppercase())
}
