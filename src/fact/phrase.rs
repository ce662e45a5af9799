//! From a head to its noun phrase: which words are the thing itself, and which say more of it.

use super::{lexicon::Classes, tree::Tree};
use crate::model::{Relation, Shape, TokenSpan, Upos};

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NounPhrase {
    pub tokens: TokenSpan,
    /// Without article, number and possessive pronoun.
    pub core: TokenSpan,
    /// Its head; of "dozens of people", the people.
    pub head: u32,
}

/// What of a phrase is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// With all that follows its head, but for relative clauses, appositions and further members of a list.
    Full,
    /// Without what follows its head and may be told apart; that is kept as an argument.
    Minimal,
    /// As [`Extent::Minimal`], with all members of its list.
    List,
}

/// Dependents before a head that belong to its phrase.
const BEFORE: [Relation; 14] = [
    Relation::Det,
    Relation::Amod,
    Relation::Compound,
    Relation::Nummod,
    Relation::Nmod,
    Relation::Advmod,
    Relation::Flat,
    Relation::Fixed,
    Relation::Goeswith,
    Relation::Acl,
    Relation::Punct,
    Relation::Conj,
    Relation::Dep,
    Relation::Obl,
];

/// Dependents after a head that belong to it however little is wanted.
const AFTER: [Relation; 10] = [
    Relation::Flat,
    Relation::Fixed,
    Relation::Goeswith,
    Relation::Compound,
    Relation::Nummod,
    Relation::Amod,
    Relation::Det,
    Relation::Case,
    Relation::Clf,
    Relation::Advmod,
];

impl Tree<'_> {
    /// The phrase of a head.
    pub fn phrase(&self, head: u32, extent: Extent) -> NounPhrase {
        self.phrase_until(head, extent, u32::MAX)
    }

    /// As [`Tree::phrase`], ending before the clause that `until` begins.
    pub fn phrase_until(&self, head: u32, extent: Extent, until: u32) -> NounPhrase {
        let start = self.phrase_start(head);
        let (end, main) = match extent {
            Extent::Minimal => self.minimal_end(head),
            Extent::List => {
                let mut members = self.by(head, &[Relation::Conj]).filter(|&member| !self.is_clause(member));
                (self.minimal_end(members.next_back().unwrap_or(head)).0, head)
            }
            Extent::Full => {
                let end = self.full_end(head).min(until).max(head + 1);
                let owner = self.measured(head).filter(|&owner| self.is_measure(head) && owner < end);
                (end, owner.unwrap_or(head))
            }
        };
        let tokens = self.unbroken(self.evened(TokenSpan::new(start, end), head), head);
        NounPhrase { tokens, core: self.core(tokens, head, main), head: main }
    }

    /// With all of the name or number that the head stands in.
    fn unbroken(&self, tokens: TokenSpan, head: u32) -> TokenSpan {
        let number = self.quantity(head).and_then(|at| self.found.quantities.get(at as usize));
        let name = self.mention(head).map(|mention| mention.tokens);
        let Some(one) = name.or(number.map(|quantity| quantity.tokens)) else { return tokens };
        let (start, end) = (one.start.max(self.tokens.start), one.end.min(self.tokens.end));
        TokenSpan::new(tokens.start.min(start), tokens.end.max(end))
    }

    /// What follows the head of a minimal phrase and hangs on it: arguments of their own.
    pub fn modifiers(&self, phrase: &NounPhrase, head: u32) -> impl Iterator<Item = u32> + '_ {
        let tokens = phrase.tokens;
        let from = tokens.start.max(self.tokens.start);
        let inside = (from..tokens.end).filter(move |&word| self.is_under(word, head));
        inside.flat_map(move |word| self.children(word)).filter(move |&child| child >= tokens.end)
    }

    fn phrase_start(&self, head: u32) -> u32 {
        let mut start = head;
        for child in self.children(head).rev().filter(|&child| child < head) {
            let relation = self.universal(child);
            let mut fits = BEFORE.contains(&relation) || self.is_one(child, head);
            match relation {
                Relation::Case => fits = false,
                // "in the north, the army": a modifier with a preposition stands before no noun.
                Relation::Compound if self.time(child).is_some() => {
                    fits = !self.by(child, &[Relation::Case]).any(|case| case < child);
                }
                Relation::Nmod | Relation::Obl => {
                    let led = self.by(child, &[Relation::Case]).any(|case| case < child);
                    fits = !led && !self.is_time_apart(child, head);
                }
                Relation::Conj => fits = self.is_one(child, head),
                Relation::Acl => fits = self.upos(child) != Upos::Verb || child + 1 == head,
                Relation::Punct => {
                    fits = !matches!(self.form(child), "," | ";" | ":" | "." | "–" | "—" | "?" | "!" | "...")
                        || self.between_adjectives(child, head);
                }
                Relation::Advmod => {
                    // "too late", but not "only the army"
                    let degree = matches!(self.upos(head), Upos::Adj | Upos::Adv);
                    let apart = self.is(child, Classes::APART) && !degree;
                    fits = !self.is(child, Classes::NEGATOR) && !apart && !self.has_wh(child);
                }
                _ => {}
            }
            if !fits || self.right(child) + 1 < start && !self.is_filled(self.right(child) + 1, start) {
                break;
            }
            start = self.left(child).min(start);
        }
        // "180 or more members", whatever the parser made of the number.
        match start
            .checked_sub(1)
            .filter(|&before| before >= self.tokens.start)
            .and_then(|before| self.quantity(before))
        {
            Some(quantity) if self.quantity(head) != Some(quantity) => {
                let tokens = self
                    .found
                    .quantities
                    .get(quantity as usize)
                    .map_or(TokenSpan::new(start, start), |q| q.tokens);
                if tokens.end == start && self.upos(head) == Upos::Noun {
                    tokens.start.max(self.tokens.start)
                } else {
                    start
                }
            }
            _ => start,
        }
    }

    fn has_wh(&self, word: u32) -> bool {
        self.is(word, Classes::QUESTION)
    }

    /// "a small, old house": the comma stands inside.
    fn between_adjectives(&self, mark: u32, head: u32) -> bool {
        let mut before = self.children(head).filter(|&child| child < mark).rev();
        before.next().is_some_and(|child| self.universal(child) == Relation::Amod)
    }

    /// A time that only stands before the noun: "on Monday the army".
    fn is_time_apart(&self, child: u32, head: u32) -> bool {
        self.time(child).is_some()
            && self.relation(child) != Relation::NmodPoss
            && self.right(child) + 1 != head
    }

    /// True where only words that hang on nothing before stand between.
    fn is_filled(&self, from: u32, to: u32) -> bool {
        (from..to).all(|word| self.shape(word).has(Shape::PUNCT))
    }

    fn minimal_end(&self, head: u32) -> (u32, u32) {
        let (mut end, mut main) = (head + 1, head);
        for child in self.children(head).filter(|&child| child > head) {
            let relation = self.relation(child);
            if relation == Relation::Punct {
                if matches!(self.form(child), "-" | "'" | "’" | "\"" | "”" | "%" | "/") && child == end {
                    end = child + 1;
                    continue;
                }
                if self.children(head).any(|next| next > child && self.is_one(next, head)) {
                    continue;
                }
                break;
            }
            if self.left(child) > end && !self.is_one(child, head) {
                break;
            }
            let possessive = relation == Relation::Case && self.is(child, Classes::POSSESSIVE_MARK);
            if self.is_one(child, head) || relation == Relation::NmodUnmarked && self.time(child).is_none() {
                end = end.max(self.name_end(child, head));
                continue;
            }
            if relation.universal() == Relation::Nmod
                && self.is_measure(head)
                && self.measured(head) == Some(child)
            {
                (end, main) = self.minimal_end_shallow(child);
                break;
            }
            // "the number of people": what it is the number of tells it apart.
            if relation.universal() == Relation::Nmod
                && self.is(head, Classes::TOTAL)
                && self.measured(head) == Some(child)
            {
                end = self.minimal_end_shallow(child).0;
                break;
            }
            let light =
                relation != Relation::Advmod || self.left(child) == child && self.right(child) == child;
            if possessive || !AFTER.contains(&relation.universal()) || !light {
                break;
            }
            end = end.max(self.right(child) + 1);
        }
        (end, main)
    }

    /// As [`Tree::minimal_end`], of what a measure counts: no measure inside a measure.
    fn minimal_end_shallow(&self, head: u32) -> (u32, u32) {
        let mut end = head + 1;
        for child in self.children(head).filter(|&child| child > head) {
            let joins = self.is_one(child, head) || AFTER[..4].contains(&self.universal(child));
            if !joins || self.left(child) > end {
                break;
            }
            end = end.max(self.name_end(child, head));
        }
        (end, head)
    }

    /// Where a name, number or time that covers both ends; else where all that hangs on the child ends.
    fn name_end(&self, child: u32, head: u32) -> u32 {
        let right = self.right(child) + 1;
        let cut = (child + 1..right).find(|&word| !self.is_one(word, head) && self.is_one(child, head));
        cut.unwrap_or(right)
    }

    fn full_end(&self, head: u32) -> u32 {
        let right = self.right(head);
        let mut end = right + 1;
        for word in head + 1..=right {
            if word >= end {
                break;
            }
            let own = self.head(word) == Some(head);
            let ends = match self.relation(word) {
                Relation::AclRelcl | Relation::AdvclRelcl | Relation::Parataxis | Relation::Appos => {
                    self.is_under(word, head)
                }
                Relation::Conj
                | Relation::Cc
                | Relation::Nsubj
                | Relation::Cop
                | Relation::Aux
                | Relation::Advcl
                | Relation::Ccomp
                | Relation::Obl
                | Relation::Csubj
                | Relation::Mark
                | Relation::Expl
                | Relation::NsubjPass
                | Relation::Discourse
                | Relation::Vocative
                | Relation::Dislocated
                | Relation::Xcomp
                | Relation::OblUnmarked
                | Relation::OblAgent => own,
                // "the festival, known as Lantern Night,"
                Relation::Acl => own && self.left(word) > head + 1 && self.form(self.left(word) - 1) == ",",
                Relation::Case => own && self.is(word, Classes::POSSESSIVE_MARK),
                Relation::Punct => own && matches!(self.form(word), ";" | ":" | "." | "?" | "!"),
                _ => false,
            };
            if ends && !self.is_one(word, head) {
                end = end.min(self.left(word).max(head + 1));
            }
        }
        end
    }

    /// Without marks of punctuation and coordinators at its end; quotation marks and parentheses in pairs.
    fn evened(&self, mut tokens: TokenSpan, head: u32) -> TokenSpan {
        // "(Lome) A driver": what is closed before the head was opened before the phrase.
        let closed = tokens.range().find(|&word| matches!(self.form(word as u32), "(" | ")"));
        if let Some(closed) = closed.filter(|&word| self.form(word as u32) == ")" && (word as u32) < head) {
            tokens.start = closed as u32 + 1;
        }
        let loose = |word: u32| {
            self.shape(word).has(Shape::PUNCT)
                && !matches!(self.form(word), "%" | "$" | "€" | "£" | ")" | "”" | "\"" | "''" | "’" | "'")
        };
        for _ in 0..4 {
            while tokens.end > head + 1 && loose(tokens.end - 1) {
                tokens.end -= 1;
            }
            while tokens.start < head
                && (loose(tokens.start) || self.form(tokens.start) == ")")
                && !matches!(self.form(tokens.start), "(" | "“" | "$" | "€" | "£" | "#")
            {
                tokens.start += 1;
            }
            let count =
                |pair: &[&str]| tokens.range().filter(|&w| pair.contains(&self.form(w as u32))).count();
            let (open, close) = (count(&["(", "“", "``"]), count(&[")", "”", "''"]));
            let straight = count(&["\""]);
            let last = self.form(tokens.end.saturating_sub(1));
            let first = self.form(tokens.start);
            if tokens.end > head + 1
                && (matches!(last, ")" | "”" | "''") && close > open || last == "\"" && straight % 2 == 1)
            {
                tokens.end -= 1;
            } else if tokens.start < head
                && (matches!(first, "(" | "“" | "``") && open > close || first == "\"" && straight % 2 == 1)
            {
                tokens.start += 1;
            } else {
                break;
            }
        }
        tokens
    }

    /// A phrase without article, number and possessive pronoun; of "dozens of people", the people.
    fn core(&self, tokens: TokenSpan, head: u32, main: u32) -> TokenSpan {
        if main != head {
            let start = self.phrase_start(main).max(tokens.start);
            return self.stripped(TokenSpan::new(start, tokens.end), main);
        }
        self.stripped(tokens, main)
    }

    /// A phrase without article, possessive pronoun, and number of things; "35 percent" stays.
    pub fn stripped(&self, tokens: TokenSpan, main: u32) -> TokenSpan {
        let mut start = tokens.start;
        for _ in 0..6 {
            let opens = |&child: &u32| self.left(child) == start && self.right(child) < main;
            let Some(child) = self.children(main).find(opens) else { break };
            let drops = match self.relation(child) {
                Relation::Nummod => {
                    self.quantity(child).is_none() || self.quantity(child) != self.quantity(main)
                }
                Relation::Det | Relation::DetPredet => true,
                Relation::NmodPoss => self.upos(child) == Upos::Pron,
                Relation::Advmod => {
                    self.quantity(child).is_some() && self.quantity(child) != self.quantity(main)
                }
                _ => false,
            };
            if !drops
                || self.mention(child).is_some_and(|mention| {
                    mention.tokens.start < start || mention.tokens.end > self.right(child) + 1
                })
            {
                break;
            }
            start = self.right(child) + 1;
        }
        TokenSpan::new(start.min(main), tokens.end)
    }

    /// A head that only selects or counts: what follows "of" is meant ("dozens of people").
    pub fn is_measure(&self, head: u32) -> bool {
        let total = || {
            self.is(head, Classes::TOTAL)
                && self.by(head, &[Relation::Det]).any(|article| self.is(article, Classes::DEFINITE))
        };
        self.is(head, Classes::MEASURE) && !total()
            || matches!(self.upos(head), Upos::Num | Upos::Sym) && self.quantity(head).is_some()
    }

    /// What a measure counts.
    pub fn measured(&self, head: u32) -> Option<u32> {
        let fits = |&child: &u32| {
            child > head
                && !matches!(self.upos(child), Upos::Pron | Upos::Num | Upos::Sym)
                && self.by(child, &[Relation::Case]).any(|case| case < child && self.is(case, Classes::OF))
        };
        self.by(head, &[Relation::Nmod]).find(fits)
    }

    /// True where the word is the predicate of a clause rather than a thing.
    pub fn is_clause(&self, word: u32) -> bool {
        self.by(word, &[Relation::Nsubj, Relation::Cop]).next().is_some() || self.upos(word) == Upos::Verb
    }
}
