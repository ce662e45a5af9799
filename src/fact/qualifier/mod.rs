//! What qualifies a fact: denied or not, held how, said by whom, when, where, how many.

mod place;
mod quantity;
mod time;

use super::{
    clause::{Clause, Found, Object},
    lexicon::Classes,
    phrase::Extent,
    row::{Draft, Sentence, Side},
    rule::Rule,
};
use crate::model::{Features, Modality, Phrase, Reach, Relation, Triple, Upos};

impl Sentence<'_> {
    /// The triple of a draft; nothing where the language lacks the rule.
    pub(in crate::fact) fn qualified(
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
        let event = self.event(&draft, clause, modality, negated);
        let quantity = self.quantity(&draft, clause);
        let time = self.member_time(&draft, clause).or_else(|| self.time(clause, all));
        let reach = time.map_or(Reach::Within, |time| self.reach(time));
        let place = self.place(&draft, &arguments, clause, only);
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
            reach,
            place,
            quantity,
            event,
            confidence,
            rule,
        })
    }

    /// The triple of what the object of a clause is said to be: by whoever calls it so, or because somebody makes it so.
    pub(in crate::fact) fn stated(&self, draft: Draft, clause: &Clause) -> Option<Triple> {
        let (rule, confidence) = self.rules.get(draft.rule)?;
        let made = self.tree.verb(clause.verbs.last())?.makes?;
        let says = made == Modality::Reported;
        let speaker = clause.subject.filter(|_| says && !clause.verbs.passive).or(clause.held.speaker);
        let modality = clause.held.modality.or(clause.modality).unwrap_or(made);
        Some(Triple {
            sentence: self.index,
            subject: draft.subject.map(|side| side.phrase),
            predicate: draft.predicate,
            object: draft.object.map(|side| side.phrase),
            arguments: Vec::new(),
            negated: clause.negated ^ clause.held.denied,
            modality,
            attribution: speaker.map(|speaker| self.side(speaker, Extent::Full).phrase),
            time: None,
            reach: Reach::default(),
            place: None,
            quantity: None,
            event: None,
            confidence,
            rule,
        })
    }

    /// "closed the road to stop them", "paid for the bus to run": what it is for has not happened; but "rose to end at 40".
    fn is_to_come(&self, draft: &Draft, clause: &Clause) -> bool {
        let counts = |side: Side| side.head.is_some_and(|head| self.tree.quantity(head).is_some());
        let ends = self.tree.verb(clause.verbs.last()).is_some_and(|verb| verb.outcome);
        // "gave them two days to leave"
        let given = clause.found == Found::Controller
            && self.tree.is_infinitive(clause.head)
            && self.tree.universal(clause.head) != Relation::Xcomp
            && self.tree.steered(clause.head).is_none();
        match clause.rule {
            Rule::Steered if given => true,
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
            // "neither boats nor nets"
            let nor = || {
                let mut members = self.tree.by(word, &[Relation::Conj]);
                members.any(|member| {
                    self.tree.by(member, &[Relation::Cc]).any(|cc| self.tree.is(cc, Classes::EITHER))
                })
            };
            let mut before = self
                .tree
                .by(word, &[Relation::Cc, Relation::Det])
                .filter(|&cc| cc < word && (self.tree.universal(cc) == Relation::Cc || nor()));
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
}
