//! What qualifies a fact: denied or not, held how, said by whom, when, where, how many.

use super::{
    clause::{Clause, Form, Found, Object},
    lexicon::Classes,
    phrase::Extent,
    row::{Draft, Sentence, Side},
    rule::Rule,
};
use crate::model::{
    Argument, Features, Modality, Phrase, QuantityKind, Relation, TimeKind, TokenSpan, Triple, Upos,
};

impl Sentence<'_> {
    /// The triple of a draft; nothing where the language lacks the rule.
    pub(super) fn qualified(
        &self,
        draft: Draft,
        clause: &Clause,
        all: &[Clause],
        only: Option<(u32, u32)>,
    ) -> Option<Triple> {
        let (rule, confidence) = self.rules.get(draft.rule)?;
        let speaker =
            clause.held.speaker.filter(|&speaker| Some(speaker) != clause.subject || clause.verbs.passive);
        let speaker = speaker.map(|speaker| self.side(speaker, Extent::Full).phrase);
        let attribution = speaker.or(self.carried.filter(|_| !clause.speech));
        let reported = attribution.is_some() || clause.held.reported;
        let modality = match (clause.held.modality, clause.modality) {
            (Some(held @ (Modality::Requested | Modality::Conditional)), _) | (Some(held), None) => held,
            (_, Some(held)) => held,
            (None, None) if self.is_to_come(&draft, clause) => Modality::Planned,
            (None, None) if reported => Modality::Reported,
            (None, None) => Modality::Asserted,
        };
        let confidence = confidence * self.belief(&draft, clause);
        let arguments = self.arguments(&draft, clause);
        // "Nobody did not know" asserts after all.
        let negated = clause.negated ^ clause.held.denied ^ self.is_nothing(&draft, clause);
        let event = clause.verbs.chain.iter().find_map(|&word| self.tree.verb(word)?.event.as_ref());
        let event = event.map(|event| match clause.rule {
            Rule::Purpose => event.clone(),
            _ => self.tree.lexicon.event(event, modality, negated),
        });
        let quantity = self.quantity(&draft, clause);
        let (time, place) = (self.time(clause, all), self.place(&draft, &arguments, clause, only));
        let (subject, object) = (draft.subject.map(|s| s.phrase), draft.object.map(|o| o.phrase));
        let (subject, mut object) = (self.spoken(subject, attribution), self.spoken(object, attribution));
        // "Mrs. Diallo was charged with her": with another.
        let again = |object: &Phrase| {
            let head = draft.object.and_then(|side| side.head);
            head.is_some_and(|head| {
                self.tree.upos(head) == Upos::Pron && !self.tree.has(head, Features::REFLEX_YES)
            }) && subject.is_some_and(|subject| subject.entity == object.entity)
        };
        if let Some(object) = object.as_mut().filter(|object| again(object)) {
            object.entity = None;
        }
        let predicate = draft.predicate;
        Some(Triple {
            sentence: self.index,
            subject,
            predicate,
            object,
            arguments,
            negated,
            modality,
            attribution,
            time,
            place,
            quantity,
            event,
            confidence,
            rule,
        })
    }

    /// "closed the road to stop them", "paid for the bus to run": what it is for has not happened; but "rose to end at 40".
    fn is_to_come(&self, draft: &Draft, clause: &Clause) -> bool {
        let counts = |side: Side| side.head.is_some_and(|head| self.tree.quantity(head).is_some());
        let ends = self.tree.verb(clause.verbs.last()).is_some_and(|verb| verb.outcome);
        match clause.rule {
            Rule::Purpose => !(ends && draft.object.is_some_and(counts)),
            _ => {
                clause.found == Found::Own
                    && self.tree.is_infinitive(clause.head)
                    && !self.tree.is_chained(clause.head)
                    && self.tree.universal(clause.head) != Relation::Xcomp
            }
        }
    }

    /// What is left of a rule's worth where the parser doubts the way from the predicate to its subject or object: at least .6. The
    /// shares are those that order the rows of the development sets best.
    fn belief(&self, draft: &Draft, clause: &Clause) -> f32 {
        let doubt = |side: Option<Side>| {
            let head = side.and_then(|side| side.head);
            head.map_or(0.0, |head| 1.0 - self.tree.belief_between(head, clause.head))
        };
        1.0 - 0.3 * doubt(draft.subject) - 0.1 * doubt(draft.object)
    }

    /// "I" in what somebody says is who says it.
    fn spoken(&self, phrase: Option<Phrase>, speaker: Option<Phrase>) -> Option<Phrase> {
        let mut phrase = phrase?;
        let tokens = self.tree.view.tokens;
        let head = tokens.partition_point(|token| token.span.start < phrase.head.start) as u32;
        if phrase.entity.is_none()
            && self.tree.is(head, Classes::SPEAKER)
            && self.tree.has(head, Features::NUMBER_SING)
        {
            phrase.entity = speaker.and_then(|speaker| speaker.entity);
        }
        Some(phrase)
    }

    /// True where the subject or the object is of nobody and nothing: "no group", "none of them", but not "no fewer than 30".
    fn is_nothing(&self, draft: &Draft, clause: &Clause) -> bool {
        let object = match clause.object {
            Some(Object::Phrase(word)) => Some(word),
            _ => None,
        };
        // "neither the army nor the police"
        let neither = [clause.subject, object].into_iter().flatten().any(|word| {
            let mut before = self.tree.by(word, &[Relation::Cc]).filter(|&cc| cc < word);
            before.any(|cc| self.tree.is(cc, Classes::NOTHING))
        });
        let said = matches!(clause.object, Some(Object::Clause(_) | Object::Quoted(_)));
        let object = draft.object.filter(|_| !said);
        // "pleaded not guilty"
        let unlike = match clause.object {
            Some(Object::Complement(word)) if clause.verbs.copula.is_none() => {
                self.tree.by(word, &[Relation::Advmod]).any(|not| self.tree.is(not, Classes::NEGATOR))
            }
            _ => false,
        };
        let own = matches!(clause.found, Found::Own | Found::Coordinated);
        // "not a single bag", but not "not more than 30"
        let not = |side: Side| {
            let before = side.tokens.start.checked_sub(1).filter(|&word| word >= self.tree.tokens.start);
            let counts = self.tree.has(side.tokens.start, Features::DEGREE_CMP);
            side.head.is_some_and(|head| {
                before.is_some_and(|word| {
                    self.tree.is(word, Classes::NEGATOR) && self.tree.is_under(word, head) && !counts
                })
            })
        };
        neither
            || unlike
            || own && draft.subject.is_some_and(not)
            || [draft.subject, object].into_iter().flatten().any(|side| {
                let first = side.tokens.start;
                self.tree.is(first, Classes::NOTHING) && self.tree.quantity(first).is_none()
            })
    }

    /// The predicate that a word belongs to.
    fn governor(&self, word: u32) -> Option<u32> {
        let mut here = word;
        for _ in 0..24 {
            if self.tree.is_predicate(here) && !self.tree.is_chained(here) {
                return Some(here);
            }
            here = self.tree.head(here)?;
        }
        None
    }

    /// The clause's time expression: a date before a length of time.
    fn time(&self, clause: &Clause, all: &[Clause]) -> Option<u32> {
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
    }

    fn own_time(&self, head: u32) -> Option<u32> {
        let times = &self.tree.found.times;
        let tokens = self.tree.tokens;
        let first = times.partition_point(|t| t.tokens.end <= tokens.start);
        let mut best: Option<(bool, u32)> = None;
        for (index, time) in
            times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < tokens.end)
        {
            // The word of the expression that hangs on what is outside.
            let mut word = time.tokens.start.max(tokens.start);
            for _ in 0..8 {
                match self.tree.head(word) {
                    Some(above) if above >= time.tokens.start && above < time.tokens.end => word = above,
                    _ => break,
                }
            }
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
            if compared {
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
            let ranked = bound.is_some_and(|bound| self.is_ranked(bound));
            if ranked || hangs && (!placed || belongs || before || bound.is_some()) {
                continue;
            }
            if best.is_none_or(|(known, _)| placed && !known) {
                best = Some((placed, index as u32));
            }
        }
        best.map(|(_, index)| index)
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

    /// The place in a locative argument of the row, else the only one in such an argument of the sentence.
    fn place(
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
    pub(super) fn only_place(&self, all: &[Clause]) -> Option<(u32, u32)> {
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

    /// The quantity that counts the object, else the subject.
    fn quantity(&self, draft: &Draft, clause: &Clause) -> Option<u32> {
        let said = matches!(clause.object, Some(Object::Clause(_) | Object::Quoted(_)));
        // "one of the towns"
        let part = clause.verbs.copula.is_some()
            && draft.object.is_some_and(|side| side.noun.is_some_and(|(head, noun)| noun.head != head));
        let object = draft.object.filter(|_| !said && !part);
        // "at least 30 people were killed and 60 wounded"
        let own = self.tree.by(clause.head, &[Relation::Nummod]).find(|&number| number < clause.head);
        let own =
            own.filter(|_| clause.found == Found::Coordinated).and_then(|number| self.tree.quantity(number));
        if own.is_some() {
            return own;
        }
        let counted = [object, draft.subject]
            .into_iter()
            .flatten()
            .filter_map(|side| side.head)
            .find_map(|head| self.counted(head));
        counted.or_else(|| self.degree(clause.verbs.last()))
    }

    /// "is 11 percent funded": the share to which it is so.
    fn degree(&self, last: u32) -> Option<u32> {
        let mut before =
            self.tree.by(last, &[Relation::Advmod, Relation::Obl, Relation::Nmod, Relation::Amod]);
        let share = before.find(|&child| child < last && self.tree.lead(child).0.is_empty())?;
        let at = self.tree.quantity(share)?;
        let kind = self.tree.found.quantities.get(at as usize)?.kind;
        matches!(kind, QuantityKind::Percent | QuantityKind::Fraction).then_some(at)
    }

    /// The quantity that a noun is counted by, or that it is itself: "30 soldiers", "dozens of people", "a rate of 5 percent"; but
    /// none of "a group of 30 soldiers".
    fn counted(&self, head: u32) -> Option<u32> {
        let span = self.tree.span(TokenSpan::new(head, head + 1));
        let counts = |word: u32| {
            let at = self.tree.quantity(word)?;
            let quantity = self.tree.found.quantities.get(at as usize)?;
            // "Point Zero", "none had worn one"
            let named =
                self.tree.mention(word).is_some_and(|mention| mention.tokens.len() > quantity.tokens.len());
            if named || self.tree.upos(word) == Upos::Pron {
                return None;
            }
            (quantity.kind != QuantityKind::Ordinal).then_some((at, quantity))
        };
        let own = |head: u32| counts(head).map(|(at, _)| at);
        let before = |head: u32| {
            let start = self.tree.phrase(head, Extent::Minimal).tokens.start;
            let words = (start..head).filter_map(counts);
            let mut fits = words.filter(|(at, quantity)| {
                let numbers = |child: u32| {
                    self.tree.universal(child) == Relation::Nummod && self.tree.quantity(child) == Some(*at)
                };
                quantity.counted.is_some_and(|counted| counted.contains(span))
                    || self.tree.children(head).any(numbers)
            });
            fits.next().map(|(at, _)| at)
        };
        let number = |head: u32| own(head).or_else(|| before(head));
        number(head).or_else(|| {
            let of = self.tree.by(head, &[Relation::Nmod]).filter(|&child| {
                self.tree
                    .by(child, &[Relation::Case])
                    .any(|case| case < child && self.tree.is(case, Classes::OF))
            });
            let measure = self.tree.is_measure(head);
            let amount = |child: u32| {
                counts(child).filter(|(_, q)| q.kind != QuantityKind::Cardinal).map(|(at, _)| at)
            };
            of.into_iter().find_map(|child| if measure { number(child) } else { amount(child) })
        })
    }
}
