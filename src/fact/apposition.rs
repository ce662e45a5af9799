//! Two phrases for one thing: "Kofi Darko, a retired teacher".

use super::{
    phrase::Extent,
    row::{Sentence, Side},
    rule::Rule,
};
use crate::model::{EntityType, Modality, Predicate, Relation, Triple, Upos};

impl Sentence<'_> {
    /// The rows that no verb says: appositions, offices, kinship.
    pub(super) fn nominals(&self, into: &mut Vec<Triple>) {
        for word in self.tree.all() {
            if self.is_role(word) && self.role_of(word, into) {
                continue;
            }
            let Some(beside) = self.tree.head(word) else { continue };
            match self.tree.relation(word) {
                Relation::Appos => self.apposition(beside, word, into),
                Relation::NmodDesc if self.tree.left(word) < self.tree.right(word) => {
                    self.title(word, beside, into)
                }
                _ => {}
            }
        }
    }

    fn apposition(&self, first: u32, second: u32, into: &mut Vec<Triple>) {
        let named = |word: u32| self.tree.upos(word) == Upos::Propn;
        let article = |word: u32| self.tree.first_by(word, Relation::Det).is_some();
        let (name, noun) = match (named(first), named(second)) {
            (true, true) if !article(second) => return,
            (false, true) if self.tree.upos(first) == Upos::Noun => (second, first),
            _ => (first, second),
        };
        let amounts = self.tree.quantity(name).is_some() && self.tree.quantity(noun).is_some();
        let telling = matches!(self.tree.upos(noun), Upos::Noun | Upos::Propn)
            && self.tree.upos(name) != Upos::Pron
            || amounts
            || self.tree.is_measure(noun) && self.tree.measured(noun).is_some();
        if !telling
            || self.is_bare(noun)
            || self.tree.time(noun).is_some()
            || self.tree.time(name).is_some()
            || self.is_role(noun) && self.has_role_row(noun, into)
        {
            return;
        }
        // "the spokesman in the state, Yaw Mensah": a person is no place.
        let person = self.tree.mention(name).is_some_and(|mention| mention.kind == EntityType::Person);
        if person && *self.tree.role(self.tree.lead(noun).0) == self.tree.lexicon.place_role {
            return;
        }
        let subject = self.side(name, Extent::Full);
        let object = self.side(noun, Extent::Minimal);
        // "the mission in the country, MINUSMA": the noun beside the name stands for something else.
        let apart = self.tree.mention(noun).is_none()
            && object.phrase.entity.is_some()
            && subject.phrase.entity.is_some();
        if apart || subject.phrase.span.overlaps(object.phrase.span) {
            return;
        }
        let be = self.tree.lexicon.be.clone();
        let predicate = Predicate { span: object.phrase.span, text: be.clone(), lemma: be, implied: 1 };
        self.nominal(Rule::Apposition, subject, predicate, object, into);
    }

    /// "the rugby team Ammanford": what stands before a name tells what it is.
    fn title(&self, title: u32, name: u32, into: &mut Vec<Triple>) {
        if self.tree.mention(title).is_some() || self.tree.time(title).is_some() {
            return;
        }
        let object = self.side(title, Extent::Minimal);
        let mut subject = self.named(name);
        if subject.tokens.overlaps(object.tokens) {
            subject.tokens.start = object.tokens.end.min(name);
            subject.phrase.span = self.tree.span(subject.tokens);
            subject.phrase.core = subject.phrase.span;
        }
        let be = self.tree.lexicon.be.clone();
        let predicate = Predicate { span: object.phrase.span, text: be.clone(), lemma: be, implied: 1 };
        self.nominal(Rule::Apposition, subject, predicate, object, into);
    }

    /// A noun alone tells little of what stands beside it.
    fn is_bare(&self, noun: u32) -> bool {
        self.tree.phrase(noun, Extent::Full).tokens.len() < 2
    }

    fn has_role_row(&self, noun: u32, rows: &[Triple]) -> bool {
        let span = self.tree.span(crate::model::TokenSpan::new(noun, noun + 1));
        let Some((rule, _)) = self.rules.get(Rule::Role) else { return false };
        let here = rows.iter().rev().take_while(|row| row.sentence == self.index);
        here.into_iter().any(|row| row.rule == rule && row.predicate.span.contains(span))
    }

    /// A row that no verb says.
    pub(super) fn nominal(
        &self,
        rule: Rule,
        subject: Side,
        predicate: Predicate,
        object: Side,
        into: &mut Vec<Triple>,
    ) {
        let Some((rule, confidence)) = self.rules.get(rule) else { return };
        let mut arguments = Vec::new();
        if let Some((head, noun)) = object.noun {
            self.modifiers(head, &noun, None, 0, &mut arguments);
        }
        into.push(Triple {
            sentence: self.index,
            subject: Some(subject.phrase),
            predicate,
            object: Some(object.phrase),
            arguments,
            negated: false,
            modality: Modality::Asserted,
            attribution: None,
            time: None,
            place: None,
            quantity: None,
            event: None,
            confidence,
            rule,
        });
    }
}
