//! How many: the quantity that counts the object, else the subject.

use crate::{
    fact::{
        clause::{Clause, Found, Object},
        lexicon::Classes,
        phrase::Extent,
        row::{Draft, Sentence},
    },
    model::{QuantityKind, Relation, TokenSpan, Upos},
};

impl Sentence<'_> {
    /// The quantity that counts the object, else the subject.
    pub(super) fn quantity(&self, draft: &Draft, clause: &Clause) -> Option<u32> {
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
        counted.or_else(|| self.paid(clause)).or_else(|| self.degree(clause.verbs.last()))
    }

    /// "fined the bank ten dollars": the sum beside the object.
    fn paid(&self, clause: &Clause) -> Option<u32> {
        let Some(Object::Phrase(object)) = clause.object else { return None };
        let mut beside = clause.arguments.iter().filter(|part| part.lead.is_empty() && part.head > object);
        beside.find_map(|part| {
            let own = matches!(self.tree.universal(part.head), Relation::Obj | Relation::Iobj);
            let at = self.tree.quantity(part.head).filter(|_| own)?;
            let kind = self.tree.found.quantities.get(at as usize)?.kind;
            (kind == QuantityKind::Money).then_some(at)
        })
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
