//! What a name's neighbours say of it: whether it stands where a place stands, a speaker, a platform.

use crate::{
    gazetteer::Gazetteer,
    mention::{Class, Cue, Lexicon, Name},
    model::{EntityType, Part, Shape, Token, TokenSpan, View, WordKey},
};

/// What a name's neighbours say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// It stands where hardly anything but a place stands: behind "in" or "near", in a dateline, before what contains it.
    pub placed: bool,
    /// It stands behind a preposition that may stand before a place: "to", "from", "of".
    pub locative: bool,
    /// It stands behind a comma and a word with a capital: "Orlando, Fla."
    pub behind: bool,
    /// A noun follows that says what belongs to a town ("police", "Mayor"), or a point of the compass stands before it.
    pub local: bool,
    /// It stands where a platform or publisher stands.
    pub medium: bool,
    /// A verb of saying stands beside it.
    pub speaks: bool,
    /// It is a word that mostly stands in lower case.
    pub common: bool,
    /// It has its capital from the calendar or from custom ("March", "God").
    pub calendar: bool,
    /// It is a point of the compass.
    pub direction: bool,
    /// It is a given or family name.
    pub personal: bool,
    /// It is one word.
    pub single: bool,
    /// Elsewhere in the article it stands where a place stands.
    pub elsewhere: bool,
    /// Form and neighbours say that it is a person.
    pub person: bool,
    /// It stands in a dateline.
    pub dateline: bool,
    /// It stands in the brackets of a dateline, where agencies do: "BAMAKO (Reuters) -".
    pub agency: bool,
    /// A word with a capital stands beside it: it is part of a longer name ("Forest Lake").
    pub inside: bool,
    /// A model that has read the sentence says that it is a place.
    pub model_place: bool,
    /// It says that it is something else.
    pub model_other: bool,
    /// A noun follows that says that it is a division ("province").
    pub division: bool,
    /// It stands in a list with what is surely a place.
    pub listed: bool,
    /// A few letters, all of them capitals, in a sentence that has others: an acronym.
    pub acronym: bool,
}

impl Evidence {
    /// Reads the neighbours of a name; `contained` where a place that contains others stands behind its comma. Of a name that no list knows, only
    /// whether it is placed and whether it is a person.
    pub fn read(
        view: &View<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        name: &Name,
        contained: bool,
    ) -> Self {
        let tokens = name.tokens;
        let sentence = view.sentence_of(tokens.start).map(|at| &view.sentences[at]);
        let dateline =
            sentence.is_some_and(|s| s.part == Part::Dateline || tokens.start < s.tokens.start + s.dateline);
        let bracket = tokens.start.checked_sub(1).and_then(|at| view.tokens.get(at as usize));
        let agency = dateline && bracket.is_some_and(|token| view.word(token) == "(");
        let dateline = dateline && !agency;
        let class = |token: Option<&Token>| token.map(|t| lexicon.class(t.key)).unwrap_or_default();
        let previous = before(view, tokens).map(|key| lexicon.class(key)).unwrap_or_default();
        let placed = contained
            || is_behind_party(view, tokens)
            || is_settlement(view, lexicon, tokens)
            || dateline
            || name.cue == Cue::Place
            || previous.has(Class::PLACE_ONLY) && !is_compound(view, tokens);
        let person = name.kind == Some(EntityType::Person) && name.cue > Cue::List;
        if name.known.is_none() {
            // Of what no list knows, nothing more is asked.
            return Self { placed, person, ..Self::default() };
        }
        let inside = sentence.is_some_and(|s| tokens.end < s.tokens.end);
        let next = class(view.tokens.get(tokens.end as usize).filter(|_| inside));
        let single = tokens.len() == 1;
        let own = class(view.tokens.get(tokens.start as usize).filter(|_| single));
        let key = view.tokens.get(tokens.start as usize).filter(|_| single).map(|token| token.key);
        let beside = |at: Option<u32>| {
            let token = at.and_then(|at| view.tokens.get(at as usize));
            token.filter(|t| t.shape.has(Shape::INITIAL) && t.shape.has(Shape::WORD)).is_some_and(|token| {
                let class = lexicon.class(token.key);
                !class.any(
                    Class::PLACE_NOUN
                        .or(Class::OFFICE)
                        .or(Class::MODIFIER)
                        .or(Class::CALENDAR)
                        .or(Class::FUNCTION)
                        .or(Class::DIRECTION),
                )
            })
        };
        let running = sentence.is_some_and(|s| s.part == Part::Body);
        let first = sentence.is_some_and(|s| tokens.start <= s.tokens.start + 1);
        let inside_name =
            running && (inside && beside(Some(tokens.end)) || !first && beside(tokens.start.checked_sub(1)));
        let upper = |at: u32| view.tokens.get(at as usize).is_some_and(|t| t.shape.has(Shape::UPPER));
        let acronym = single
            && upper(tokens.start)
            && view.tokens[tokens.start as usize].span.len() <= 5
            && !upper(tokens.end)
            && !tokens.start.checked_sub(1).is_some_and(upper);
        Self {
            placed,
            locative: previous.has(Class::LOCATIVE),
            behind: is_behind(view, tokens),
            local: next.any(Class::PLACE_NOUN) || previous.has(Class::DIRECTION),
            medium: previous.has(Class::MEDIUM) && !own.has(Class::CALENDAR),
            speaks: next.has(Class::SPEECH),
            common: own.any(Class::COMMON.or(Class::FUNCTION)),
            calendar: own.has(Class::CALENDAR),
            direction: own.has(Class::DIRECTION),
            personal: key.is_some_and(|key| gazetteer.is_given(key) || gazetteer.is_surname(key)),
            single,
            elsewhere: false,
            person,
            dateline,
            agency,
            inside: inside_name,
            division: next.has(Class::DIVISION),
            listed: false,
            acronym,
            model_place: name.cue == Cue::Model && name.kind.is_some_and(EntityType::is_place),
            model_other: name.cue == Cue::Model && !name.kind.is_some_and(EntityType::is_place),
        }
    }

    /// True where some neighbour speaks for a place.
    pub fn any_place(&self) -> bool {
        self.placed || self.locative || self.behind || self.local
    }
}

/// The word before a name.
fn before(view: &View<'_>, tokens: TokenSpan) -> Option<WordKey> {
    let before = tokens.start.checked_sub(1)?;
    let token = view.tokens.get(before as usize)?;
    token.shape.has(Shape::WORD).then_some(token.key)
}

/// "in U.N.-run camps": what stands behind the preposition is not the name.
fn is_compound(view: &View<'_>, tokens: TokenSpan) -> bool {
    let token = |at: u32| view.tokens.get(at as usize);
    token(tokens.end).is_some_and(|token| view.word(token) == "-" && !token.shape.has(Shape::SPACED))
        && token(tokens.end + 1).is_some_and(|token| !token.shape.has(Shape::SPACED.with(Shape::INITIAL)))
}

/// "the village of Oda", "Oda, a suburb of": the words around a name say that it is a place.
fn is_settlement(view: &View<'_>, lexicon: &Lexicon, tokens: TokenSpan) -> bool {
    let token = |at: u32| view.tokens.get(at as usize);
    let class = |at: u32| token(at).map(|token| lexicon.class(token.key)).unwrap_or_default();
    let back = |by: u32| tokens.start.checked_sub(by).map(class).unwrap_or_default();
    let before = back(1).has(Class::JOINER) && back(2).has(Class::SETTLEMENT);
    let comma = token(tokens.end).is_some_and(|token| view.word(token) == ",");
    let behind = || {
        class(tokens.end + 1).has(Class::FUNCTION)
            && (2..=4).any(|by| class(tokens.end + by).has(Class::SETTLEMENT))
    };
    before || comma && behind()
}

/// "…, R-Kalispell": behind a comma and a party's letters.
fn is_behind_party(view: &View<'_>, tokens: TokenSpan) -> bool {
    let back = |by: u32| tokens.start.checked_sub(by).and_then(|at| view.tokens.get(at as usize));
    back(1).is_some_and(|token| view.word(token) == "-" && !token.shape.has(Shape::SPACED))
        && back(2).is_some_and(|token| token.shape.has(Shape::UPPER) && token.span.len() <= 3)
        && back(3).is_some_and(|token| view.word(token) == ",")
}

fn is_behind(view: &View<'_>, tokens: TokenSpan) -> bool {
    let back = |by: u32| tokens.start.checked_sub(by).and_then(|at| view.tokens.get(at as usize));
    back(1).is_some_and(|token| view.word(token) == ",")
        && back(2).is_some_and(|token| token.shape.has(Shape::INITIAL))
}
