//! What more a row says: the arguments of its clause, each member of a list apart, and what cuts a phrase short.

use super::{
    clause::{Argument as Part, Clause, Form},
    phrase::{Extent, NounPhrase},
    row::{Draft, Sentence, within},
};
use crate::model::{Argument, Phrase, Relation, Span, TokenSpan};
use std::sync::Arc;

/// How deep the arguments of arguments are followed.
const DEPTH: u32 = 4;

/// The most arguments of a row.
const ARGUMENTS: usize = 24;

impl Sentence<'_> {
    /// The arguments of a row: what cuts its object short first, then the clause's own.
    pub fn arguments(&self, draft: &Draft, clause: &Clause) -> Vec<Argument> {
        let mut arguments = Vec::new();
        if let Some((head, noun)) = draft.object.or(draft.subject).and_then(|side| side.noun) {
            self.modifiers(head, &noun, None, 0, &mut arguments);
        }
        let object = draft.object.map(|object| object.tokens).unwrap_or_default();
        for part in &clause.arguments {
            // "close to $ 1.5 billion" is one number, though the parser ties its end to the verb.
            if object.start <= part.head && part.head < object.end {
                continue;
            }
            self.argument(part, &mut arguments);
        }
        arguments.truncate(ARGUMENTS);
        arguments
    }

    fn argument(&self, part: &Part, into: &mut Vec<Argument>) {
        if into.len() >= ARGUMENTS {
            return;
        }
        match part.form {
            Form::Whole => {
                let mut whole = self.tree.whole(part.head);
                whole.start = whole.start.max(part.lead.end);
                self.whole(whole, part, into);
            }
            Form::Gap => {
                let noun = self.tree.phrase(part.head, Extent::Full);
                let phrase = self.noun(&noun, &noun);
                let (role, preposition) = (self.role(part.lead, part.head), self.lead(part.lead));
                into.push(Argument { role, preposition, phrase, on: None });
            }
            Form::Phrase => self.nouns(part.head, part.lead, None, 0, into),
        }
    }

    fn whole(&self, tokens: TokenSpan, part: &Part, into: &mut Vec<Argument>) {
        let Some(side) = self.clausal(self.tree.trimmed(tokens), part.head) else { return };
        let role = match (part.clause, part.lead.is_empty()) {
            (true, _) => self.tree.lexicon.clause_role.clone(),
            (false, _) => self.role(part.lead, part.head),
        };
        into.push(Argument { role, preposition: self.lead(part.lead), phrase: side.phrase, on: None });
    }

    fn lead(&self, lead: TokenSpan) -> Option<Span> {
        (!lead.is_empty()).then(|| self.tree.span(lead))
    }

    fn role(&self, lead: TokenSpan, head: u32) -> Arc<str> {
        if self.tree.time(head).is_some() {
            self.tree.lexicon.time_role.clone()
        } else {
            self.tree.role(lead).clone()
        }
    }

    fn noun(&self, noun: &NounPhrase, minimal: &NounPhrase) -> Phrase {
        Phrase {
            span: self.tree.span(noun.tokens),
            core: within(self.tree.span(minimal.core), self.tree.span(noun.tokens)),
            head: self.head_in(noun.tokens, noun.head),
            entity: self.referrer().of(minimal, self.referents),
        }
    }

    /// An argument for each member of a list, and for what cuts it short.
    fn nouns(&self, word: u32, lead: TokenSpan, on: Option<u32>, depth: u32, into: &mut Vec<Argument>) {
        let members = self.tree.members(word);
        let extent = if members.together { Extent::List } else { Extent::Minimal };
        for &head in &members.heads {
            if into.len() >= ARGUMENTS {
                return;
            }
            let noun = self.tree.phrase(head, extent);
            let own = self.tree.lead(head).0;
            let lead = if head != word && !own.is_empty() { own } else { lead };
            let place = into.len() as u32;
            let phrase = self.noun(&noun, &noun);
            into.push(Argument { role: self.role(lead, head), preposition: self.lead(lead), phrase, on });
            self.modifiers(head, &noun, Some(place), depth + 1, into);
        }
    }

    /// What follows the head of a minimal phrase and was cut from it.
    pub fn modifiers(
        &self,
        head: u32,
        noun: &NounPhrase,
        on: Option<u32>,
        depth: u32,
        into: &mut Vec<Argument>,
    ) {
        if depth > DEPTH {
            return;
        }
        for child in self.tree.modifiers(noun, head) {
            if into.len() >= ARGUMENTS {
                return;
            }
            match self.tree.relation(child) {
                Relation::Nmod | Relation::NmodUnmarked => {
                    let (lead, inner) = self.tree.lead(child);
                    self.nouns(inner, lead, on, depth, into);
                }
                Relation::Acl => {
                    let whole = self.tree.trimmed(self.tree.whole(child));
                    let part =
                        Part { lead: TokenSpan::default(), head: child, form: Form::Whole, clause: true };
                    let place = into.len();
                    self.whole(whole, &part, into);
                    if let Some(argument) = into.get_mut(place) {
                        argument.on = on;
                    }
                }
                _ => {}
            }
        }
    }
}
