//! What a predicate reads, and what it says its object is.

use super::{
    clause::{Clause, Object},
    lexicon::Classes,
    phrase::Extent,
    row::{Draft, Sentence},
    rule::Rule,
};
use crate::model::{Features, Predicate, Relation, Span, TokenSpan, Upos};

impl Sentence<'_> {
    /// What the predicate reads: its words, and before them what is only implied.
    pub(super) fn predicate(&self, clause: &Clause) -> Predicate {
        let be = self.tree.lexicon.be.as_str();
        let words = &clause.verbs.words;
        let lemma = self.tree.lemma_of(&clause.verbs, be, false);
        let shown = clause.verbs.passive.then(|| self.tree.lemma_of(&clause.verbs, be, true));
        let mut predicate =
            Predicate { span: self.run(words), text: self.text(words), lemma, shown, implied: 0 };
        if clause.verbs.implied && clause.verbs.copula.is_none() {
            predicate.text = format!("{be} {}", predicate.text);
            predicate.implied = 1;
        }
        if let Some(Object::Clause(word)) = clause.object {
            let lead = self.opening(word);
            let read = self.tree.is(lead.start, Classes::WISHING) && !lead.is_empty();
            return self.with_lead(predicate, lead, read);
        }
        if clause.object.is_none() {
            return predicate;
        }
        let mut predicate = self.with_lead(predicate, clause.joined, true);
        // "found the clerk guilty": read as "find guilty | clerk".
        if let Some(state) = self.state(clause).filter(|&state| self.tree.upos(state) == Upos::Adj) {
            let words = self.tree.span(self.tree.phrase(state, Extent::List).tokens).of(self.tree.view.text);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            predicate.shown = Some(format!("{} {words}", predicate.reading()));
        }
        predicate
    }

    /// What the object is or becomes by what the verb says.
    fn state(&self, clause: &Clause) -> Option<u32> {
        let last = clause.verbs.last();
        let object =
            matches!(clause.object, Some(Object::Phrase(_) | Object::Gap(_))) && clause.joined.is_empty();
        let makes = self.tree.verb(last).is_some_and(|verb| verb.makes.is_some());
        let mut states = self.tree.by(last, &[Relation::Xcomp]);
        states.find(|&word| object && makes && !self.tree.is_predicate(word) && !self.tree.is_led(word))
    }

    /// "called the fire a warning", "named him minister": a row of its own tells what the object is said to be.
    pub(super) fn made(&self, clause: &Clause) -> Option<Draft> {
        let state = self.state(clause).filter(|&word| {
            matches!(self.tree.upos(word), Upos::Noun | Upos::Propn) && self.tree.time(word).is_none()
        })?;
        let Some(Object::Phrase(object)) = clause.object else { return None };
        let be = self.tree.lexicon.be.clone();
        let mut side = self.side(state, Extent::Minimal);
        self.as_complement(&mut side);
        let predicate =
            Predicate { span: side.phrase.span, text: be.clone(), lemma: be, shown: None, implied: 1 };
        // "call themselves the Guard": whoever calls is what is called.
        let own = clause.subject.filter(|_| self.tree.has(object, Features::REFLEX_YES));
        let subject = Some(self.side(own.unwrap_or(object), Extent::Minimal));
        Some(Draft { rule: Rule::Steered, subject, object: Some(side), predicate })
    }

    fn with_lead(&self, mut predicate: Predicate, lead: TokenSpan, lemma: bool) -> Predicate {
        if lead.is_empty() {
            return predicate;
        }
        let span = self.tree.span(lead);
        let words = self.text(&(lead.start..lead.end).collect::<Vec<_>>());
        predicate.text.push(' ');
        predicate.text.push_str(&words);
        if lemma {
            let words = words.to_lowercase();
            for form in std::iter::once(&mut predicate.lemma).chain(&mut predicate.shown) {
                form.push(' ');
                form.push_str(&words);
            }
        }
        let between = self.tree.view.text.get(predicate.span.end as usize..span.start as usize);
        if between.is_some_and(|gap| gap.chars().all(char::is_whitespace)) {
            predicate.span = predicate.span.cover(span);
        }
        predicate
    }

    /// The words as they stand, those that stand apart with a space between.
    fn text(&self, words: &[u32]) -> String {
        let mut text = String::new();
        let mut last: Option<u32> = None;
        for &word in words {
            let tokens = TokenSpan::new(word, word + 1);
            match last {
                None => {}
                Some(before) if before + 1 == word => {
                    let gap = Span::new(
                        self.tree.span(TokenSpan::new(before, word)).end,
                        self.tree.span(tokens).start,
                    );
                    if !gap.is_empty() {
                        text.push(' ');
                    }
                }
                Some(_) => text.push(' '),
            }
            text.push_str(self.tree.span(tokens).of(self.tree.view.text));
            last = Some(word);
        }
        text
    }

    /// The words from the first to the last where little stands between them, else those that stand beside the last.
    fn run(&self, words: &[u32]) -> Span {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return Span::default() };
        if last - first < words.len() as u32 + 3 {
            return self.tree.span(TokenSpan::new(first, last + 1));
        }
        let mut start = last;
        for &word in words.iter().rev().skip(1) {
            if word + 1 != start {
                break;
            }
            start = word;
        }
        self.tree.span(TokenSpan::new(start, last + 1))
    }

    /// "left ten people dead and forty wounded": of a further member of a list, what becomes of that.
    pub(super) fn restate(&self, clause: &Clause, drafts: &mut [Draft]) {
        let Some(Object::Phrase(first)) = clause.object else { return };
        let Some(state) = self.state(clause).filter(|&state| self.tree.upos(state) == Upos::Adj) else {
            return;
        };
        for draft in drafts {
            let Some(member) =
                draft.object.and_then(|side| side.head).filter(|&head| head > first.max(state))
            else {
                continue;
            };
            let mut own =
                self.tree.by(member, &[Relation::Amod, Relation::Acl]).filter(|&word| word == member + 1);
            let verb = draft.predicate.lemma.clone();
            draft.predicate.shown =
                own.next().map(|word| format!("{verb} {}", self.tree.form(word).to_lowercase()));
        }
    }
}
