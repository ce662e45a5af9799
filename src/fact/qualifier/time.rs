//! When: the time expression of a clause, and on which side of it the fact lies.

use crate::{
    fact::{
        clause::{Clause, Object},
        lexicon::Classes,
        row::{Draft, Sentence},
    },
    model::{Features, Modality, Reach, Relation, TimeKind, TokenSpan, Upos},
};

impl Sentence<'_> {
    /// The word of a time expression that hangs on what is outside of it.
    pub(super) fn outer(&self, time: TokenSpan) -> u32 {
        let mut word = time.start.max(self.tree.tokens.start);
        for _ in 0..8 {
            match self.tree.head(word) {
                Some(above) if above >= time.start && above < time.end => word = above,
                _ => break,
            }
        }
        word
    }

    /// "won a medal in 1998, and a doctorate in 2003": a further member of a list may have a time of its own.
    pub(super) fn member_time(&self, draft: &Draft, clause: &Clause) -> Option<u32> {
        let Some(Object::Phrase(first)) = clause.object else { return None };
        let member = draft.object?.head.filter(|&head| head != first)?;
        let mut children = self.tree.children(member).filter(|&child| child > member);
        children.find_map(|child| {
            let time = self.tree.time(child)?;
            let of = self.tree.by(child, &[Relation::Case]).any(|case| self.tree.is(case, Classes::OF));
            let kind = self.tree.found.times.get(time as usize)?.kind;
            (!of && matches!(kind, TimeKind::Date | TimeKind::Time)).then_some(time)
        })
    }

    /// On which side of its time a fact lies, by the preposition: "since May", "by May".
    pub(super) fn reach(&self, time: u32) -> Reach {
        let Some(time) = self.tree.found.times.get(time as usize) else { return Reach::Within };
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            return Reach::Within;
        }
        let word = self.outer(time.tokens);
        let inside = time.tokens.start.max(self.tree.tokens.start);
        let before = inside.checked_sub(1).filter(|&word| word >= self.tree.tokens.start);
        let cases = self.tree.by(word, &[Relation::Case, Relation::Mark]).filter(|&case| case < word);
        let near = before.filter(|&case| matches!(self.tree.upos(case), Upos::Adp | Upos::Sconj));
        let lead = near.into_iter().chain(cases).chain([inside]);
        let classes = lead.map(|case| self.tree.classes(case));
        let mut reaches = classes.filter_map(|classes| {
            if classes.any(Classes::FROM_ON) {
                Some(Reach::From)
            } else if classes.any(Classes::UP_TO) {
                Some(Reach::Until)
            } else {
                classes.any(Classes::BEFORE).then_some(Reach::Before)
            }
        });
        reaches.next().unwrap_or_default()
    }

    /// The clause's time expression: a date before a length of time.
    pub(super) fn time(&self, clause: &Clause, all: &[Clause]) -> Option<u32> {
        let own = self.own_time(clause.head);
        // "In May they sold the mill and left": what leads the first clause of a list holds for all.
        own.or_else(|| {
            let first =
                self.tree.head(clause.head).filter(|_| self.tree.universal(clause.head) == Relation::Conj)?;
            let first = self.governor(first)?;
            let time = self.own_time(first)?;
            let leads = self.tree.found.times.get(time as usize)?.tokens.start < first;
            (leads && all.iter().any(|clause| clause.head == first)).then_some(time)
        })
        .or_else(|| self.tail(clause.head).and_then(|last| self.own_time(last)))
    }

    /// The verb of a list whose time and place are those of a verb before it too: "Five were killed and two hurt on Monday", which share their
    /// auxiliary, and "killed five and wounded two on Monday", which are of one kind. A verb with an adverbial of its own shares none.
    pub(super) fn tail(&self, head: u32) -> Option<u32> {
        let has = |word: u32, relations: &'static [Relation]| self.tree.by(word, relations).next().is_some();
        let kind = |word: u32| self.tree.verb(word).and_then(|verb| verb.event.as_deref());
        let shares = |last: &u32| {
            let gapped = has(head, &[Relation::Aux]) && has(*last, &[Relation::Nsubj]);
            let alike = !has(*last, &[Relation::Nsubj]) && kind(head).is_some() && kind(head) == kind(*last);
            self.tree.upos(*last) == Upos::Verb && !has(*last, &[Relation::Aux]) && (gapped || alike)
        };
        self.tree.by(head, &[Relation::Conj]).find(shares).filter(|_| !has(head, &[Relation::Obl]))
    }

    fn own_time(&self, head: u32) -> Option<u32> {
        let times = &self.tree.found.times;
        let tokens = self.tree.tokens;
        let first = times.partition_point(|t| t.tokens.end <= tokens.start);
        let mut best: Option<(bool, u32)> = None;
        for (index, time) in
            times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < tokens.end)
        {
            let word = self.outer(time.tokens);
            // "a ten-year mission": no time of what happened.
            let inside =
                matches!(self.tree.universal(word), Relation::Amod | Relation::Compound | Relation::Nummod);
            // "$ 200 a day"
            let rate =
                !matches!(time.kind, TimeKind::Date | TimeKind::Time) && self.tree.quantity(word).is_some();
            if inside || rate || self.governor(word) != Some(head) {
                continue;
            }
            let placed = matches!(time.kind, TimeKind::Date | TimeKind::Time);
            if time.kind == TimeKind::Duration && !self.is_how_long(word, time.tokens, head) {
                continue;
            }
            // "two tonnes a year", "the coup of 1999": the time of a thing.
            // "61 percent, down from 68 in the round of May"
            let compared = self
                .tree
                .way(word, head)
                .skip(1)
                .any(|above| matches!(self.tree.universal(above), Relation::Advmod | Relation::Appos));
            if compared || self.is_compared(time.tokens, head) {
                continue;
            }
            let hangs =
                self.tree.head(word).is_some_and(|above| above != head && !self.tree.is_predicate(above));
            let belongs = self.tree.relation(word) == Relation::NmodPoss
                || self.tree.by(word, &[Relation::Case]).any(|case| self.tree.is(case, Classes::OF));
            // "the early hours of Monday"
            let belongs = belongs && self.tree.head(word).is_none_or(|above| self.tree.time(above).is_none());
            // "futures for October rose"
            let role = self.tree.role(self.tree.lead(word).0);
            let when = **role == *"place" || **role == *"time" || **role == *"topic";
            let before = !when
                && self.tree.by(head, &[Relation::Nsubj]).any(|subject| self.tree.is_under(word, subject));
            // "the first time since 2008"
            let bound =
                self.tree.by(word, &[Relation::Case]).find(|&case| self.tree.is(case, Classes::BOUNDING));
            // "convicted for his part in raids in May": the time of what somebody is blamed for.
            let blamed = hangs
                && self.tree.verb(head).is_some_and(|verb| verb.gerund.is_some())
                && self.tree.way(word, head).skip(1).any(|above| self.tree.is_led(above));
            let ranked = blamed || bound.is_some_and(|bound| self.is_ranked(bound));
            if ranked || hangs && (!placed || belongs || before || bound.is_some()) {
                continue;
            }
            if best.is_none_or(|(known, _)| placed && !known) {
                best = Some((placed, index as u32));
            }
        }
        best.map(|(_, index)| index)
    }

    /// "stood at 61 percent, down from 68 in May": the time of what is compared.
    fn is_compared(&self, time: TokenSpan, head: u32) -> bool {
        let words = head + 1..time.start;
        let start = words.clone().rev().take_while(|&word| self.tree.form(word) != ",").last();
        let Some(start) = start.filter(|&start| head < start) else { return false };
        self.tree.is(start, Classes::COMPARED) && start > head + 1
    }

    /// "the first time since", "the deadliest since": the time only bounds what is ranked.
    fn is_ranked(&self, bound: u32) -> bool {
        let ranks = |word: u32| {
            self.tree.has(word, Features::DEGREE_SUP) || self.tree.has(word, Features::NUM_TYPE_ORD)
        };
        (bound.saturating_sub(3).max(self.tree.tokens.start)..bound).any(ranks)
    }

    /// True for a length of time that tells how long or how soon something happened; not for one that is a thing itself ("two days
    /// passed"), that a thing or a sentence lasts ("the second attack in two days", "jailed to ten years"), or that measures the way
    /// to another time ("a year before the vote").
    fn is_how_long(&self, word: u32, time: TokenSpan, head: u32) -> bool {
        let relation = self.tree.universal(word);
        let thing = word == head || matches!(relation, Relation::Nsubj | Relation::Obj | Relation::Iobj);
        let of = relation == Relation::Nmod && self.tree.head(word) == Some(head);
        let lead = self.tree.lead(word).0;
        let asked = **self.tree.role(lead) == *"purpose"
            && self.tree.verb(head).is_some_and(|verb| verb.complement == Some(Modality::Requested));
        let until = **self.tree.role(lead) == *"recipient";
        let role = self.tree.role(TokenSpan::new(time.end, time.end + 1));
        let measures = time.end < self.tree.tokens.end && *role == self.tree.lexicon.time_role;
        !(thing || of || asked || until || measures)
    }
}
