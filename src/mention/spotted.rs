//! Names that a model found: where they come in among those of lists and forms, and get an identity like all others.
//!
//! A model's name fills a gap, takes the place of what has only a capital, and says the kind of what only its form vouches for; lists, titles
//! and definitions know better. `resolve::entities` then links it: to the row that the gazetteer knows for exactly these words, to the long
//! form that the article gives, or to an entity of its own.

use super::{Class, Cue, Lexicon, Name};
use crate::{
    gazetteer::{Gazetteer, Match},
    model::{self, EntityType, Shape, Token, TokenSpan, View},
};

/// Below this share a model's name is not believed by itself.
const SURE: f32 = 0.85;
/// The same for words without a capital.
const SURE_WITHOUT_CAPITAL: f32 = 0.95;
/// Below this share it is not believed even where a list or a noun of its own speaks for its kind.
const SUPPORTED: f32 = 0.4;
/// From this share on it says what a known name is that needs evidence for each of its meanings ("Abbas", a village and a president).
const AGAINST_DOUBT: f32 = 0.9;
/// From this share on a name that only begins with a given name ("Frank Motors") is what the model says.
const AGAINST_GIVEN: f32 = 0.9;

/// Joins a model's names with the others. Both are in order and without overlap, and so is the result.
pub(super) fn join(
    view: &View<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    names: Vec<Name>,
    spotted: &[model::Name],
) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len() + spotted.len());
    let mut others = names.into_iter().peekable();
    let spotted = parted(view, gazetteer, whole_persons(spotted));
    let sure = spotted.iter().filter(|found| is_believed(view, lexicon, gazetteer, found));
    let proper = sure.map(|found| {
        let tokens = match found.kind {
            EntityType::Person => whole(view, found.tokens),
            kind if kind.is_place() => without_noun(view, lexicon, found.tokens),
            _ => found.tokens,
        };
        let kind = if is_speaker(view, lexicon, gazetteer, found) { EntityType::Person } else { found.kind };
        model::Name { tokens: proper(view, lexicon, tokens), kind, ..*found }
    });
    for found in proper.filter(|found| !found.tokens.is_empty()) {
        while let Some(before) = others.next_if(|name| name.tokens.end <= found.tokens.start) {
            joined.push(before);
        }
        let here = joined.len();
        while let Some(over) = others.next_if(|name| name.tokens.start < found.tokens.end) {
            joined.push(over);
        }
        // One that was let in before may reach this far.
        let touched = here - usize::from(here > 0 && joined[here - 1].tokens.end > found.tokens.start);
        let over = &mut joined[touched..];
        if let [same] = &mut *over
            && same.tokens == found.tokens
        {
            let doubtful = |known: &Match| known.candidates.iter().all(|candidate| candidate.context);
            let open = match &same.known {
                None => same.cue <= Cue::Form || same.cue == Cue::Given && found.score >= AGAINST_GIVEN,
                Some(known) => same.cue == Cue::List && found.score >= AGAINST_DOUBT && doubtful(known),
            };
            if open {
                (same.kind, same.cue) = (Some(found.kind), Cue::Model);
            }
        } else if over.iter().all(|name| gives_way(name, &found)) {
            joined.truncate(touched);
            joined.push(Name {
                tokens: found.tokens,
                known: known(view, gazetteer, &found),
                kind: Some(found.kind),
                cue: Cue::Model,
                stands_for: None,
            });
        }
    }
    joined.extend(others);
    joined
}

/// True for a name over which one of a model's goes: nothing but its form vouches for it, or it only begins with a given name, and the model's,
/// of which it is a part, is longer.
fn gives_way(name: &Name, found: &model::Name) -> bool {
    let inside = found.tokens.start <= name.tokens.start && name.tokens.end <= found.tokens.end;
    name.known.is_none()
        && (name.cue < Cue::Model || name.cue == Cue::Given && inside && found.score >= AGAINST_GIVEN)
}

/// What lists know by exactly the words of a model's name. In small letters it may be whatever fits the kind that the model saw.
fn known(view: &View<'_>, gazetteer: &Gazetteer, found: &model::Name) -> Option<Match> {
    let known = gazetteer.names_at(view, found.tokens);
    if known.is_some() || has_capital(view, found.tokens) {
        return known;
    }
    let mut known = gazetteer.names_in_any_case(view, found.tokens)?;
    known.candidates.retain(|candidate| {
        let fits = |kind: EntityType| kind == found.kind || kind.is_place() && found.kind.is_place();
        !candidate.demonym && gazetteer.row(candidate.row).is_some_and(|row| fits(row.kind))
    });
    (!known.candidates.is_empty()).then_some(known)
}

/// True where one of these words has a capital.
fn has_capital(view: &View<'_>, tokens: TokenSpan) -> bool {
    view.tokens.get(tokens.range()).unwrap_or(&[]).iter().any(|token| token.shape.has(Shape::INITIAL))
}

/// The names with those in small letters parted that are two places one after the other ("gao mali"): no capital and no comma tells them apart.
fn parted(view: &View<'_>, gazetteer: &Gazetteer, names: Vec<model::Name>) -> Vec<model::Name> {
    let mut parted = Vec::with_capacity(names.len());
    for name in names {
        let part = |start, end| model::Name { tokens: TokenSpan::new(start, end), ..name };
        let is_known = |part: &model::Name| known(view, gazetteer, part).is_some();
        let TokenSpan { start, end } = name.tokens;
        let halves = |cut| [part(start, cut), part(cut, end)];
        let two = (name.kind.is_place() && !has_capital(view, name.tokens) && !is_known(&name))
            .then(|| (start + 1..end).rev().map(halves).find(|halves| halves.iter().all(is_known)));
        match two.flatten() {
            Some(halves) => parted.extend(halves),
            None => parted.push(name),
        }
    }
    parted
}

/// The names with persons that stand side by side made one: no text puts two people there without a mark between them.
fn whole_persons(spotted: &[model::Name]) -> Vec<model::Name> {
    let mut whole: Vec<model::Name> = Vec::with_capacity(spotted.len());
    for &name in spotted {
        match whole.last_mut() {
            Some(last)
                if last.kind == EntityType::Person
                    && name.kind == EntityType::Person
                    && last.tokens.end == name.tokens.start =>
            {
                last.tokens.end = name.tokens.end;
                last.score = last.score.min(name.score);
            }
            _ => whole.push(name),
        }
    }
    whole
}

/// True where a model is sure enough of a name: a word without a capital needs more, one for which a list or something else speaks needs less.
fn is_believed(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, found: &model::Name) -> bool {
    if !has_capital(view, found.tokens) {
        return found.score >= SURE_WITHOUT_CAPITAL
            // A family name in small letters is a common word more often ("bush").
            || found.kind != EntityType::Person
                && found.score >= SUPPORTED
                && known(view, gazetteer, found).is_some();
    }
    found.score >= SURE || found.score >= SUPPORTED && is_supported(view, lexicon, gazetteer, found)
}

/// True where a list of given and family names, the gazetteer, or a head noun agrees with a model's kind.
fn is_supported(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, found: &model::Name) -> bool {
    let tokens = view.tokens.get(found.tokens.range()).unwrap_or(&[]);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let head = lexicon.last(last.key).map(|head| head.kind);
    match found.kind {
        EntityType::Person => gazetteer.is_given(first.key) || gazetteer.is_surname(last.key),
        kind => head == Some(kind) || gazetteer.names_at(view, found.tokens).is_some(),
    }
}

/// True for one word that a model takes for a place and no list for a name, but that speaks.
fn is_speaker(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, found: &model::Name) -> bool {
    let next = view.tokens.get(found.tokens.end as usize).map(|token| lexicon.class(token.key));
    found.kind.is_place()
        && found.tokens.len() == 1
        && next.is_some_and(|class| class.has(Class::SPEECH))
        && gazetteer.names_at(view, found.tokens).is_none()
}

/// A person's name with all that hyphens join to it: treebanks part "Atta-Lamine", and so does the model.
fn whole(view: &View<'_>, tokens: TokenSpan) -> TokenSpan {
    let (mut start, mut end) = (tokens.start as usize, tokens.end as usize);
    let is_hyphen = |at: usize| {
        let around = view.tokens.get(at).zip(view.tokens.get(at + 1));
        around.is_some_and(|(hyphen, behind)| {
            view.word(hyphen) == "-"
                && !hyphen.shape.has(Shape::SPACED)
                && !behind.shape.has(Shape::SPACED)
                && behind.shape.has(Shape::INITIAL)
        })
    };
    while is_hyphen(end) {
        end += 2;
    }
    while start >= 2 && is_hyphen(start - 1) && view.tokens[start - 2].shape.has(Shape::INITIAL) {
        start -= 2;
    }
    TokenSpan::new(start as u32, end as u32)
}

/// A place's name without the common nouns in small letters behind it: "Keleti | station".
fn without_noun(view: &View<'_>, lexicon: &Lexicon, tokens: TokenSpan) -> TokenSpan {
    let mut end = tokens.end;
    let is_noun = |at: u32| {
        view.tokens.get(at as usize).is_some_and(|token| {
            token.shape.has(Shape::WORD.with(Shape::LOWER)) && lexicon.class(token.key).has(Class::COMMON)
        })
    };
    while end > tokens.start + 1 && is_noun(end - 1) {
        end -= 1;
    }
    if has_capital(view, TokenSpan::new(tokens.start, end)) {
        TokenSpan::new(tokens.start, end)
    } else {
        tokens
    }
}

/// What is the name itself in a model's span: without titles before it ("Dr."), and nothing where common nouns are all that remains.
fn proper(view: &View<'_>, lexicon: &Lexicon, tokens: TokenSpan) -> TokenSpan {
    let all = view.tokens.get(tokens.range()).unwrap_or(&[]);
    let title = |token: &&Token| {
        let class = lexicon.class(token.key);
        class.any(Class::HONORIFIC.or(Class::OFFICE).or(Class::FUNCTION)) || token.shape.has(Shape::PUNCT)
    };
    let cut = all.iter().take_while(title).count();
    let named = |token: &Token| {
        let class = lexicon.class(token.key);
        let letters = view.word(token).chars().filter(|c| c.is_alphabetic()).count();
        // "Q." and "No." number what follows; "Sh260" is an amount.
        letters > 1
            && !token.shape.has(Shape::DIGIT)
            && !class.has(Class::ABBREVIATION)
            && (token.shape.has(Shape::INITIAL) || !class.any(Class::COMMON.or(Class::FUNCTION)))
    };
    let start = tokens.start + cut as u32;
    TokenSpan::new(start, if all[cut..].iter().any(named) { tokens.end } else { start })
}

#[cfg(test)]
mod tests {
    use crate::{
        gazetteer::Gazetteer,
        lang::{Language, Pack},
        mention::{Arbiter, Cue, Name},
        model::{self, Article, EntityType, Parse, TokenSpan, View},
        text::Segmenter,
    };

    /// The names of a text and their kinds, with a model that found the words given.
    fn names(
        text: &str,
        words: &str,
        kind: EntityType,
        score: f32,
    ) -> Vec<(String, Option<EntityType>, Cue)> {
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
        let parse = Parse { names: vec![model::Name { tokens, kind, score }], ..Parse::default() };
        let matches = gazetteer.tag(&view);
        let arbiter = Arbiter::new(&language).unwrap();
        let settled = arbiter.arbitrate(&view, &gazetteer, matches, &parse, Vec::new(), Vec::new());
        let text_of = |name: &Name| view.span(name.tokens).of(text).to_owned();
        settled.names.iter().map(|name| (text_of(name), name.kind, name.cue)).collect()
    }

    #[test]
    fn a_name_that_no_list_knows_comes_in() {
        let found = names("They met zorblax leaders.", "zorblax", EntityType::Org, 0.96);
        assert_eq!(found, [("zorblax".into(), Some(EntityType::Org), Cue::Model)]);
        assert!(names("They met zorblax leaders.", "zorblax", EntityType::Org, 0.9).is_empty());
    }

    #[test]
    fn a_list_vouches_for_a_name_in_small_letters() {
        let found = |score| names("we stayed in ouagadougou for long", "ouagadougou", EntityType::Loc, score);
        assert_eq!(found(0.5), [("ouagadougou".into(), Some(EntityType::Loc), Cue::Model)]);
        assert!(found(0.3).is_empty());
        // No list knows a person of that name.
        assert!(names("we met ouagadougou for long", "ouagadougou", EntityType::Person, 0.5).is_empty());
    }

    #[test]
    fn two_places_in_small_letters_are_two_names() {
        let found = names("a man from timbuktu mali came", "timbuktu mali", EntityType::Loc, 0.7);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["timbuktu", "mali"]);
        let found = names("a man from san francisco came", "san francisco", EntityType::Loc, 0.7);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["san francisco"]);
    }

    #[test]
    fn what_only_begins_with_a_given_name_is_what_the_model_says() {
        let kind =
            |score| names("Then Moussa Zorblax opened.", "Moussa Zorblax", EntityType::Org, score)[0].1;
        assert_eq!((kind(0.95), kind(0.7)), (Some(EntityType::Org), Some(EntityType::Person)));
    }

    #[test]
    fn what_speaks_is_no_place() {
        let kind = |text| names(text, "Zorblax", EntityType::Loc, 0.95)[0].1;
        assert_eq!(kind("Then Zorblax said that it was late."), Some(EntityType::Person));
        assert_eq!(kind("Then Zorblax was taken."), Some(EntityType::Loc));
    }

    #[test]
    fn what_speaks_for_a_kind_makes_a_doubtful_name_one() {
        let kind = |score| names("They saw Godden there.", "Godden", EntityType::Person, score)[0].1;
        assert_eq!((kind(0.5), kind(0.3)), (Some(EntityType::Person), None));
    }

    #[test]
    fn a_model_says_what_a_known_name_is_that_needs_evidence() {
        let kind = |score| names("then Abbas spoke", "Abbas", EntityType::Person, score)[0].1;
        assert_eq!((kind(0.95), kind(0.6)), (Some(EntityType::Person), None));
    }

    #[test]
    fn titles_and_common_nouns_are_no_names() {
        assert!(names("They met in the chamber.", "chamber", EntityType::Loc, 0.9).is_empty());
        let found = names("the good Dr. Zorblax", "Dr. Zorblax", EntityType::Person, 0.9);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["Zorblax"]);
    }

    #[test]
    fn hyphens_join_the_names_of_a_person() {
        let found = names("then Zorblax-Belina spoke", "Belina", EntityType::Person, 0.9);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["Zorblax-Belina"]);
    }

    #[test]
    fn what_is_better_vouched_for_stays() {
        let found = names("President Oda Belina spoke.", "Belina", EntityType::Org, 0.9);
        assert_eq!(found, [("Oda Belina".into(), Some(EntityType::Person), Cue::Title)]);
        let found = names("They left Mali at dawn.", "Mali", EntityType::Person, 0.9);
        assert_eq!(found, [("Mali".into(), None, Cue::List)]);
    }
}
