//! On which side of now a time expression lies, by the tense of the words around it.

use crate::{
    lang,
    model::{Features, KeyMap, KeySet, Parse, Relation, Sentence, Shape, Token, Upos, View, WordKey},
};

/// Which way the words around an expression look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// The words that tell the tense.
#[derive(Debug)]
pub(in crate::resolve) struct Tense {
    words: KeyMap<Direction>,
    endings: Vec<String>,
    /// Endings of words that may stand before a participle.
    adverbs: Vec<String>,
    /// A past form after one of these is a participle.
    infinitive: KeySet,
    /// Words that look ahead where one of `marks` follows.
    ahead: KeySet,
    marks: KeySet,
    /// Words behind a mark that begin a noun phrase.
    nominal: KeySet,
    /// Words that look ahead unless they begin the sentence.
    until: KeySet,
    /// Phrases right behind which a time lies ahead.
    leads: Vec<Vec<WordKey>>,
    possessives: KeySet,
    /// Words that look ahead unless one of `perfect` stands right behind.
    possible: KeySet,
    perfect: KeySet,
    /// Words behind which `possible` tells nothing.
    denials: KeySet,
    /// Phrases behind which a time is over.
    undone: Vec<Vec<WordKey>>,
    /// Words right behind which a time is not what the story has reached.
    asides: KeySet,
    /// Lemmas of verbs whose present tells of what is planned.
    planned: KeySet,
}

/// An expression in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub view: &'a View<'a>,
    pub parse: &'a Parse,
    pub sentence: &'a Sentence,
    /// Its first token, counted from that of the sentence.
    pub from: usize,
    /// One past its last.
    pub to: usize,
}

impl<'a> Place<'a> {
    fn tokens(&self) -> &'a [Token] {
        self.view.tokens_of(self.sentence)
    }
}

/// How far a verb may stand from its time: a clause is rarely longer.
const BEFORE: usize = 24;
const AFTER: usize = 10;

/// How near a word about the future must stand before an event that has a name.
const BESIDE: usize = 4;

/// How many words a time may be below its verb.
const BELOW: usize = 6;

impl Tense {
    /// Compiles the words.
    pub(in crate::resolve) fn new(pack: &lang::Tense) -> Self {
        let mut words = KeyMap::default();
        let lists = [
            (&pack.present, Direction::Unknown),
            (&pack.past, Direction::Past),
            (&pack.future, Direction::Future),
        ];
        for (list, direction) in lists {
            words.extend(list.iter().map(|word| (WordKey::of(word), direction)));
        }
        let set = |list: &[String]| -> KeySet { list.iter().map(|word| WordKey::of(word)).collect() };
        let (infinitive, ahead, marks) = (set(&pack.infinitive), set(&pack.ahead), set(&pack.marks));
        let phrase = |phrase: &String| phrase.split_whitespace().map(WordKey::of).collect::<Vec<_>>();
        Self {
            words,
            endings: pack.past_endings.clone(),
            adverbs: pack.adverb_endings.clone(),
            infinitive,
            ahead,
            marks,
            nominal: set(&pack.nominal),
            until: set(&pack.until),
            leads: pack.leads.iter().map(phrase).collect(),
            possessives: set(&pack.possessives),
            possible: set(&pack.possible),
            perfect: set(&pack.perfect),
            denials: set(&pack.denials),
            undone: pack.undone.iter().map(phrase).collect(),
            asides: set(&pack.asides),
            planned: set(&pack.planned),
        }
    }

    /// Which way the words around an expression look: the nearest verb before, else the nearest after.
    pub(super) fn around(&self, place: Place<'_>) -> Direction {
        let (tokens, Place { view, from, to, .. }) = (place.tokens(), place);
        let before = tokens.get(..from).unwrap_or(&[]);
        let right_before = |lead: &Vec<WordKey>| {
            let at = before.len().checked_sub(lead.len());
            at.is_some_and(|at| before[at..].iter().map(|token| &token.key).eq(lead.iter()))
        };
        if self.is_undone(view, before) {
            return Direction::Past;
        }
        if self.leads.iter().any(right_before) {
            return Direction::Future;
        }
        let named = tokens.get(to).is_some_and(|next| self.possessives.contains(&next.key));
        // What stands before a semicolon is another clause.
        let inside = |at: &usize| tokens.get(*at).is_some_and(|token| view.word(token) != ";");
        let seen = |distance: usize| {
            let before = (from.saturating_sub(distance)..from).rev().take_while(inside);
            before.chain(to..to + AFTER).map(|at| self.at(view, tokens, at))
        };
        if named {
            let ahead = seen(BESIDE).any(|direction| direction == Direction::Future);
            return if ahead { Direction::Future } else { Direction::Past };
        }
        seen(BEFORE).find(|direction| *direction != Direction::Unknown).unwrap_or(Direction::Unknown)
    }

    /// True where words before an expression, in the same clause, say that something was planned and came otherwise.
    fn is_undone(&self, view: &View<'_>, before: &[Token]) -> bool {
        let clause = before.iter().rposition(|token| matches!(view.word(token), "," | ";"));
        let clause = &before[clause.map_or(0, |mark| mark + 1).max(before.len().saturating_sub(AFTER))..];
        let stands = |phrase: &Vec<WordKey>| {
            clause.windows(phrase.len()).any(|words| words.iter().map(|word| &word.key).eq(phrase.iter()))
        };
        self.undone.iter().any(stands)
    }

    /// True where an expression only says from when on: "the worst flood since 1999".
    pub(super) fn is_aside(&self, place: Place<'_>) -> bool {
        let before = place.from.checked_sub(1).and_then(|before| place.tokens().get(before));
        before.is_some_and(|before| self.asides.contains(&before.key))
    }

    /// True where the verb of an expression is one that speaks of plans in the present: "The trial starts Monday".
    pub(super) fn is_planned(&self, place: Place<'_>) -> bool {
        let (words, tokens) = (&place.parse.words, place.sentence.tokens);
        let present = |at: u32| {
            words.get(at as usize).is_some_and(|word| {
                word.features.has(Features::TENSE_PRES)
                    && word.features.has(Features::VERB_FORM_FIN)
                    && self.planned.contains(&word.lemma_key)
            })
        };
        let mut at = tokens.start + place.to.saturating_sub(1) as u32;
        for _ in 0..BELOW {
            let Some(word) = words.get(at as usize) else { return false };
            if matches!(word.upos, Upos::Verb | Upos::Aux) {
                return present(at);
            }
            if word.head == at {
                let copula = |one: &u32| {
                    words.get(*one as usize).is_some_and(|w| w.head == at && w.relation == Relation::Cop)
                };
                return (tokens.start..tokens.end).find(copula).is_some_and(present);
            }
            at = word.head;
        }
        false
    }

    fn at(&self, view: &View<'_>, tokens: &[Token], at: usize) -> Direction {
        let Some(token) = tokens.get(at) else { return Direction::Unknown };
        let marked = || {
            tokens.get(at + 1).is_some_and(|next| self.marks.contains(&next.key))
                && !tokens.get(at + 2).is_some_and(|next| self.nominal.contains(&next.key))
        };
        if self.ahead.contains(&token.key) && marked() || at > 0 && self.until.contains(&token.key) {
            return Direction::Future;
        }
        // "May be named on Friday"; but "May 3", "may have left on Friday".
        if token.shape.has(Shape::LOWER) && self.possible.contains(&token.key) {
            let next = tokens.get(at + 1);
            let mut before = tokens[at.saturating_sub(BESIDE + BESIDE)..at].iter();
            let lies_ahead = next.is_some_and(|next| !self.perfect.contains(&next.key))
                && !before.any(|before| self.denials.contains(&before.key));
            return if lies_ahead { Direction::Future } else { Direction::Unknown };
        }
        let direction = self.of(view, token);
        let adverb = |token: &Token| self.adverbs.iter().any(|end| view.word(token).ends_with(end.as_str()));
        let mut before = tokens[..at].iter().rev();
        // "Will be formally sentenced".
        let before = before.next().and_then(|last| if adverb(last) { before.next() } else { Some(last) });
        // "Will be held", "will cut".
        let modal = |token: &Token| {
            self.words.get(&token.key) == Some(&Direction::Future) || self.possible.contains(&token.key)
        };
        let participle = before.is_some_and(|token| self.infinitive.contains(&token.key) || modal(token));
        if participle && direction == Direction::Past { Direction::Unknown } else { direction }
    }

    fn of(&self, view: &View<'_>, token: &Token) -> Direction {
        if let Some(direction) = self.words.get(&token.key) {
            return *direction;
        }
        let word = view.word(token);
        let past =
            token.shape.has(Shape::LOWER) && self.endings.iter().any(|end| word.ends_with(end.as_str()));
        if past { Direction::Past } else { Direction::Unknown }
    }
}
