//! Names that a model found: where they come in among those of lists and forms, and get an identity like all others.
//!
//! A model's span stands before what has only its form; a list's name that it cuts across stays where it is longer. `resolve::entities` then
//! links it: to the row that the gazetteer knows for exactly these words, to the long form that the article gives, or to an entity of its own.

use super::{Arbiter, Cue, Name, Settled};
use crate::{
    gazetteer::{Gazetteer, Match},
    model::{EntityType, Quantity, TokenSpan, View},
    time::Reading,
};

/// A name that a model found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spotted {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// What the model says that it is.
    pub kind: EntityType,
    /// How sure the model is, from 0 to 1.
    pub score: f32,
}

/// Below this a model's name is not believed against what lists and forms say.
const SURE: f32 = 0.5;

impl Arbiter {
    /// [`Arbiter::arbitrate`], with names that a model found, in order and without overlap.
    pub fn arbitrate_with(
        &self,
        view: &View<'_>,
        gazetteer: &Gazetteer,
        matches: Vec<Match>,
        spotted: &[Spotted],
        quantities: Vec<Quantity>,
        times: Vec<Reading>,
    ) -> Settled {
        let mut settled = self.arbitrate(view, gazetteer, matches, quantities, times);
        join(view, gazetteer, &mut settled.names, spotted);
        settled
    }
}

/// Joins a model's names with the others.
fn join(view: &View<'_>, gazetteer: &Gazetteer, names: &mut Vec<Name>, spotted: &[Spotted]) {
    for found in spotted.iter().filter(|found| found.score >= SURE && found.tokens.len() > 0) {
        let first = names.partition_point(|name| name.tokens.end <= found.tokens.start);
        let over = names[first..].iter().take_while(|name| name.tokens.start < found.tokens.end).count();
        let here = first..first + over;
        if let [same] = &mut names[here.clone()]
            && same.tokens == found.tokens
        {
            if same.cue <= Cue::List {
                (same.kind, same.cue) = (Some(found.kind), Cue::Model);
            }
            continue;
        }
        // What a title, a definition or a longer name of a list vouches for stays.
        let firm = |name: &Name| name.cue > Cue::Model || name.known.is_some() && name.tokens.len() > found.tokens.len();
        if names[here.clone()].iter().any(firm) {
            continue;
        }
        let name = Name {
            tokens: found.tokens,
            known: gazetteer.names_at(view, found.tokens),
            kind: Some(found.kind),
            cue: Cue::Model,
            stands_for: None,
        };
        names.splice(here, [name]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lang::{Language, Pack},
        model::Article,
        text::Segmenter,
    };

    /// The names of a text and their kinds, with a model that found the words given.
    fn names(text: &str, words: &str, kind: EntityType, score: f32) -> Vec<(String, Option<EntityType>, Cue)> {
        let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
        let article = Article { text: text.into(), ..Article::default() };
        let segmented = Segmenter::new(&language).unwrap().segment(&article);
        let view = View { text, tokens: &segmented.tokens, sentences: &segmented.sentences };
        let gazetteer = Gazetteer::load(&[]).unwrap();
        let (start, end) = (text.find(words).unwrap(), text.find(words).unwrap() + words.len());
        let inside = |at: &u32| {
            let span = view.tokens[*at as usize].span;
            span.start as usize >= start && span.end as usize <= end
        };
        let tokens: Vec<u32> = (0..view.tokens.len() as u32).filter(inside).collect();
        let tokens = TokenSpan::new(tokens[0], tokens[tokens.len() - 1] + 1);
        let spotted = [Spotted { tokens, kind, score }];
        let matches = gazetteer.tag(&view);
        let arbiter = Arbiter::new(&language).unwrap();
        let settled = arbiter.arbitrate_with(&view, &gazetteer, matches, &spotted, Vec::new(), Vec::new());
        let text_of = |name: &Name| view.span(name.tokens).of(text).to_owned();
        settled.names.iter().map(|name| (text_of(name), name.kind, name.cue)).collect()
    }

    #[test]
    fn a_name_that_no_list_knows_comes_in() {
        let found = names("They met zorblax leaders.", "zorblax", EntityType::Org, 0.9);
        assert_eq!(found, [("zorblax".into(), Some(EntityType::Org), Cue::Model)]);
        assert!(names("They met zorblax leaders.", "zorblax", EntityType::Org, 0.2).is_empty());
    }

    #[test]
    fn what_is_better_vouched_for_stays() {
        let found = names("President Oda Belina spoke.", "Belina", EntityType::Org, 0.9);
        assert_eq!(found, [("Oda Belina".into(), Some(EntityType::Person), Cue::Title)]);
        let found = names("They left Mali at dawn.", "Mali", EntityType::Gpe, 0.9);
        assert_eq!(found, [("Mali".into(), Some(EntityType::Gpe), Cue::Model)]);
    }
}
