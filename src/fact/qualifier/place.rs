//! Where: the place in what a clause or a row says, else the only one of the sentence.

use crate::{
    fact::{
        clause::{Clause, Form, Found, Object},
        lexicon::Classes,
        row::{Draft, Sentence},
    },
    model::{Argument, Phrase, Relation},
};

impl Sentence<'_> {
    /// The place in a locative argument of the row, else the only one in such an argument of the sentence.
    pub(super) fn place(
        &self,
        draft: &Draft,
        arguments: &[Argument],
        clause: &Clause,
        only: Option<(u32, u32)>,
    ) -> Option<u32> {
        let place = &self.tree.lexicon.place_role;
        // "the town where they met"
        let mut where_ =
            clause.arguments.iter().filter(|part| part.form == Form::Gap && part.lead.is_empty());
        if let Some(found) = where_.find_map(|part| self.place_at(part.head)) {
            return Some(found);
        }
        if !clause.joined.is_empty()
            && self.tree.role(clause.joined) == place
            && let Some(found) = draft.object.and_then(|side| side.head).and_then(|head| self.place_at(head))
        {
            return Some(found);
        }
        let near = |argument: &&Argument| self.is_near(argument, arguments);
        let mut own = arguments.iter().filter(|argument| argument.role == *place).filter(near);
        if let Some(found) = own.find_map(|argument| self.place_in(&argument.phrase)) {
            return Some(found);
        }
        // "sent to the island": where to.
        let towards = |role: &std::sync::Arc<str>| **role == *"recipient";
        let direct = |argument: &&Argument| argument.on.is_none() && clause.verbs.copula.is_none();
        let mut aims = arguments.iter().filter(|argument| towards(&argument.role)).filter(direct);
        if let Some(found) = aims.find_map(|argument| self.place_in(&argument.phrase)) {
            return Some(found);
        }
        if let Some(Object::Phrase(word)) = clause.object
            && towards(self.tree.role(clause.joined))
            && let Some(found) = self.place_at(word)
        {
            return Some(found);
        }
        let locative = |word: &u32| self.tree.role(self.tree.lead(*word).0) == place;
        let tail = self.tail(clause.head).and_then(|last| {
            self.tree.by(last, &[Relation::Obl]).filter(locative).find_map(|word| self.place_at(word))
        });
        if tail.is_some() {
            return tail;
        }
        let (only, from) = only?;
        let mut here = clause.head;
        for _ in 0..24 {
            if here == from {
                return Some(only);
            }
            // What describes a thing, or goes before or after with a subject of its own, may be elsewhere.
            match self.tree.universal(here) {
                Relation::Xcomp | Relation::Ccomp => {}
                Relation::Advcl if here != clause.head || clause.found != Found::Own => {}
                // "In Lome they met and signed"
                Relation::Conj
                    if self.tree.mention_start(only) < self.tree.left(from) + 3
                        && self.tree.mention_start(only) < from => {}
                _ => return None,
            }
            here = self.tree.head(here)?;
        }
        None
    }

    /// True where what an argument hangs on is itself where it happened, or whom or what it happened to; not "before the talks in Lome",
    /// "over a theft in Lome".
    fn is_near(&self, argument: &Argument, all: &[Argument]) -> bool {
        let mut here = argument;
        for _ in 0..4 {
            let Some(above) = here.on.and_then(|on| all.get(on as usize)) else { return true };
            let tokens = self.tree.view.tokens;
            let word = |at: u32| tokens.partition_point(|token| token.span.start < at) as u32;
            let of = above.preposition.is_none_or(|lead| self.tree.is(word(lead.start), Classes::OF));
            let when = self.tree.time(word(above.phrase.head.start)).is_some();
            let kind = ["place", "source", "agent", "recipient", "topic"].contains(&&*above.role);
            if !(of || when || kind || self.place_of(word(above.phrase.head.start)).is_some()) {
                return false;
            }
            here = above;
        }
        true
    }

    /// The one place that the locative arguments of the sentence name, and the first clause of the list whose clause names it.
    pub(in crate::fact) fn only_place(&self, all: &[Clause]) -> Option<(u32, u32)> {
        let place = &self.tree.lexicon.place_role;
        let mut places = all.iter().flat_map(|clause| {
            let joined = match clause.object {
                Some(Object::Phrase(word)) if self.tree.role(clause.joined) == place => Some(word),
                _ => None,
            };
            let parts =
                clause.arguments.iter().filter(|part| !part.clause && self.tree.role(part.lead) == place);
            let heads = parts.map(|part| part.head).chain(joined);
            heads.filter_map(|head| self.place_at(head)).map(move |found| (found, clause))
        });
        let (first, clause) = places.next()?;
        // Where somebody speaks is not where it happened.
        let says = matches!(clause.object, Some(Object::Clause(_) | Object::Quoted(_))) || clause.speech;
        if says || !places.all(|(other, _)| other == first) {
            return None;
        }
        Some((first, clause.head))
    }

    fn place_in(&self, phrase: &Phrase) -> Option<u32> {
        let tokens = self.tree.view.tokens;
        let head = tokens.partition_point(|token| token.span.start < phrase.head.start) as u32;
        self.place_at(head)
    }

    /// The place that a phrase names: its head, or what the head is a part of ("the town of Lome", "Lome airport").
    fn place_at(&self, head: u32) -> Option<u32> {
        if let Some(place) = self.place_of(head) {
            return Some(place);
        }
        let site = self.tree.is(head, Classes::SITE);
        let mut inside = self.tree.children(head).filter(|&child| match self.tree.universal(child) {
            Relation::Appos => true,
            Relation::Nmod => {
                let own = self.tree.by(child, &[Relation::Case]).next();
                own.is_none_or(|case| case > child) && site
                    || own.is_some_and(|case| {
                        let belongs = self.tree.is(case, Classes::OF);
                        belongs && site
                            || !belongs
                                && *self.tree.role(self.tree.lead(child).0) == self.tree.lexicon.place_role
                    })
            }
            Relation::Compound | Relation::Amod | Relation::Flat => site,
            _ => false,
        });
        inside.find_map(|child| self.place_of(child))
    }

    fn place_of(&self, word: u32) -> Option<u32> {
        let mention = self.tree.mention(word)?;
        let index = self.tree.found.mentions.partition_point(|m| m.span.start < mention.span.start);
        mention.kind.is_place().then_some(index as u32)
    }
}
