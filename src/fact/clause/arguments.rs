//! What hangs on the verbs of a clause: its objects, and what more it says.

use super::{Argument, Clause, Form, Found, Object};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{Features, Modality, QuantityKind, Relation, TimeKind, TokenSpan, Upos},
};
use std::sync::Arc;

/// The most arguments that a clause is read to.
const ARGUMENTS: usize = 16;

impl Tree<'_> {
    /// Fills in the object and the arguments.
    pub(super) fn arguments(&self, clause: &mut Clause) {
        let chain = std::mem::take(&mut clause.verbs.chain);
        let mut objects = Vec::new();
        self.leading(clause);
        for &link in &chain {
            let copular = clause.verbs.copula.is_some() && Some(&link) == chain.last();
            for child in self.children(link) {
                if Some(child) == clause.subject
                    || chain.contains(&child)
                    || clause.verbs.words.contains(&child)
                {
                    continue;
                }
                self.dependent(child, link, copular, clause, &mut objects);
            }
        }
        clause.verbs.chain = chain;
        clause.arguments.truncate(ARGUMENTS);
        self.choose(clause, objects);
    }

    fn dependent(
        &self,
        child: u32,
        link: u32,
        copular: bool,
        clause: &mut Clause,
        objects: &mut Vec<Object>,
    ) {
        // What stands for a word outside the clause.
        let opens = self.universal(child) == Relation::Obj
            && child < link
            && self.is(child, Classes::RELATIVE)
            && self.relation(link) == Relation::AclRelcl;
        let stands = self.has(child, Features::PRON_TYPE_REL)
            || opens
            || self.is(child, Classes::QUESTION) && self.left(child) == child;
        // "described how they fled", where the parser hangs the clause on its first word
        if stands && self.universal(child) == Relation::Obj && child > link && self.right(child) > child {
            objects.push(Object::Clause(child));
            return;
        }
        if stands && self.universal(child) != Relation::Ccomp {
            return;
        }
        let phrase = |lead, head| Argument { lead, head, form: Form::Phrase, clause: false };
        let whole = |lead, head| Argument { lead, head, form: Form::Whole, clause: true };
        match self.universal(child) {
            // "tripled to 750 francs", for which some parsers see an object.
            Relation::Obj if self.lead(child).0.len() == 1 => {
                let (lead, head) = self.lead(child);
                clause.arguments.push(phrase(lead, head));
            }
            // "sank a hundred metres from the pier", "came hours after the vote"
            Relation::Obj if self.is_extent(child, link) => {
                clause.arguments.push(phrase(TokenSpan::default(), child));
            }
            Relation::Obj | Relation::Iobj if !self.is_frequency(child) => {
                objects.push(Object::Phrase(child))
            }
            Relation::Obj | Relation::Iobj => clause.arguments.push(phrase(TokenSpan::default(), child)),
            Relation::Obl => {
                let (lead, head) = self.lead(child);
                if !self.attributes(lead) {
                    clause.arguments.push(phrase(lead, head));
                }
            }
            Relation::Nmod if !copular => {
                let (lead, head) = self.lead(child);
                clause.arguments.push(phrase(lead, head));
            }
            Relation::Nmod
                if child < link
                    && self.is_led(child)
                    && clause.verbs.copula.is_some_and(|copula| child < copula) =>
            {
                let (lead, head) = self.lead(child);
                if !self.attributes(lead) {
                    clause.arguments.push(phrase(lead, head));
                }
            }
            // "called for the road to be closed"
            Relation::Xcomp if !copular && self.is_wished(child) => objects.push(Object::Clause(child)),
            Relation::Xcomp if objects.is_empty() && !copular && self.is_state(child) => {
                objects.push(Object::Complement(child))
            }
            Relation::Xcomp if self.is_predicate(child) => {
                clause.arguments.push(whole(self.opening(child), child));
            }
            Relation::Xcomp if objects.is_empty() && !copular => objects.push(Object::Complement(child)),
            Relation::Xcomp => clause.arguments.push(phrase(self.lead(child).0, child)),
            Relation::Ccomp if copular => clause.arguments.push(whole(self.opening(child), child)),
            // "Losers cry foul, court rejects complaints": beside it, not said.
            Relation::Ccomp if self.is_apart(child) => {}
            Relation::Ccomp if !copular && self.is_stray(child, link) => {
                clause.arguments.push(whole(TokenSpan::default(), child));
            }
            Relation::Ccomp => objects.push(Object::Clause(child)),
            Relation::Advcl => clause.arguments.push(whole(self.opening(child), child)),
            Relation::Advmod => {
                let light = self.is(child, Classes::APART.with(Classes::NEGATOR).with(Classes::NEGATIVE))
                    && self.left(child) == self.right(child);
                let inside = copular && child < link && self.upos(link) != Upos::Verb;
                if !light && !inside {
                    let argument = Argument { clause: false, ..whole(TokenSpan::default(), child) };
                    clause.arguments.push(argument);
                }
            }
            _ => {}
        }
    }

    /// A length behind a verb that mostly stands without an object.
    fn is_extent(&self, noun: u32, verb: u32) -> bool {
        let at = self.quantity(noun).and_then(|at| self.found.quantities.get(at as usize));
        let length = at.is_some_and(|quantity| quantity.kind == QuantityKind::Measure);
        let time = self.time(noun).and_then(|at| self.found.times.get(at as usize));
        let length = length || time.is_some_and(|time| time.kind == TimeKind::Duration);
        length && noun > verb && self.verb(verb).is_some_and(|entry| entry.alone)
    }

    /// "three times"
    fn is_frequency(&self, noun: u32) -> bool {
        self.is(noun, Classes::FREQUENCY) && self.by(noun, &[Relation::Nummod]).next().is_some()
    }

    /// "asked for 20 years": what is asked for, not how long.
    fn is_asked_for(&self, verb: u32, argument: &Argument) -> bool {
        let asks = self.verb(verb).is_some_and(|entry| entry.complement == Some(Modality::Requested));
        asks && **self.role(argument.lead) == *"purpose"
    }

    /// What stands without a preposition and behind a comma, or is no thing.
    fn is_beside(&self, word: u32) -> bool {
        let parted = self.left(word).checked_sub(1).is_some_and(|before| self.form(before) == ",");
        let thing = !matches!(self.upos(word), Upos::Adj | Upos::Adv);
        self.universal(word) == Relation::Obl && (parted || !thing)
    }

    /// A clause that nothing opens, behind a verb that says nothing: some parsers tie it there for want of a better place.
    fn is_stray(&self, content: u32, verb: u32) -> bool {
        let says = self
            .verb(verb)
            .is_some_and(|entry| entry.complement.is_some() || entry.speech || entry.steer.is_some());
        let opens = |word: u32| self.is(word, Classes::QUESTION.with(Classes::COMPLEMENTISER));
        !says && verb < content && self.opening(content).is_empty() && !opens(self.left(content))
    }

    /// "the town where they met": the place is no object.
    fn is_where(&self, head: u32) -> bool {
        self.children(head).any(|word| self.is(word, Classes::WHERE) && word < head)
    }

    /// A clause with a subject of its own behind "for", or the like.
    pub(super) fn is_wished(&self, word: u32) -> bool {
        self.universal(word) == Relation::Xcomp
            && self.by(word, &[Relation::Nsubj]).next().is_some()
            && self.by(word, &[Relation::Mark]).any(|mark| self.is(mark, Classes::WISHING))
    }

    /// "felt pressured": a participle for what the subject is.
    pub(super) fn is_state(&self, word: u32) -> bool {
        self.has(word, Features::TENSE_PAST)
            && self.by(word, &[Relation::Aux, Relation::Mark]).next().is_none()
    }

    /// What leads the sentence and goes with all members of a list of clauses, and what was taken for part of the subject.
    fn leading(&self, clause: &mut Clause) {
        if let Some(subject) = clause.subject {
            let led = |&child: &u32| {
                child < subject
                    && self.is_led(child)
                    && (self.universal(child) == Relation::Nmod || self.time(child).is_some())
                    && self.right(child)
                        < self.phrase(subject, crate::fact::phrase::Extent::Minimal).tokens.start
            };
            for child in self.by(subject, &[Relation::Nmod, Relation::Compound]).filter(led) {
                let (lead, head) = self.lead(child);
                if !self.attributes(lead) {
                    clause.arguments.push(Argument { lead, head, form: Form::Phrase, clause: false });
                }
            }
        }
        if clause.found != Found::Coordinated {
            return;
        }
        let Some(mut first) = self.head(clause.head) else { return };
        if let Some(above) = self.head(first).filter(|_| self.universal(first) == Relation::Xcomp) {
            first = above;
        }
        let start = self.by(first, &[Relation::Nsubj]).next().unwrap_or(first);
        for child in self.by(first, &[Relation::Obl]).filter(|&child| child < start) {
            let (lead, head) = self.lead(child);
            if !self.attributes(lead) && !self.has(child, Features::PRON_TYPE_REL) {
                clause.arguments.push(Argument { lead, head, form: Form::Phrase, clause: false });
            }
        }
    }

    /// True where a preposition stands before the word.
    pub(in crate::fact) fn is_led(&self, word: u32) -> bool {
        self.by(word, &[Relation::Case]).any(|case| case < word)
    }

    /// The preposition before a phrase, and its head: of "in honour of the king", the king.
    pub(in crate::fact) fn lead(&self, word: u32) -> (TokenSpan, u32) {
        let lead = self.case(word);
        if lead.is_empty() {
            return (lead, word);
        }
        let mut inner = self.by(word, &[Relation::Nmod]).filter(|&child| child > word);
        if let Some(child) = inner.next() {
            let case = self.case(child);
            if case.start == word + 1 {
                let long = TokenSpan::new(lead.start, case.end);
                let tokens = self.view.tokens.get(long.range()).unwrap_or(&[]);
                let keys = tokens.iter().map(|token| token.key);
                if self.lexicon.complex(keys) == tokens.len() && !tokens.is_empty() {
                    return (long, child);
                }
            }
        }
        (lead, word)
    }

    /// The preposition before a phrase.
    fn case(&self, word: u32) -> TokenSpan {
        let mut lead = TokenSpan::default();
        let cases = self.by(word, &[Relation::Case]).filter(|&case| case < word);
        for case in cases {
            // "at least 23 soldiers": the number's own word.
            if self.is(case, Classes::POSSESSIVE_MARK) || self.quantity(case).is_some() {
                continue;
            }
            let end = self.right(case).min(word.saturating_sub(1)) + 1;
            if lead.is_empty() {
                lead = TokenSpan::new(self.left(case), end);
            } else if lead.end >= self.left(case) {
                lead.end = end;
            }
        }
        lead
    }

    /// What opens a clause, where it stands first.
    pub(super) fn opening(&self, head: u32) -> TokenSpan {
        let left = self.left(head);
        let opens = |&mark: &u32| self.left(mark) == left;
        match self.by(head, &[Relation::Mark]).find(opens) {
            Some(mark) => TokenSpan::new(left, self.right(mark) + 1),
            None => TokenSpan::default(),
        }
    }

    /// True where the words name who says so.
    pub(super) fn attributes(&self, lead: TokenSpan) -> bool {
        let tokens = self.view.tokens.get(lead.range()).unwrap_or(&[]);
        !tokens.is_empty() && self.lexicon.attributes(tokens.iter().map(|token| token.key))
    }

    /// What a preposition says of its phrase.
    pub(in crate::fact) fn role(&self, lead: TokenSpan) -> &Arc<str> {
        let tokens = self.view.tokens.get(lead.range()).unwrap_or(&[]);
        self.lexicon.role(tokens.iter().map(|token| token.key))
    }

    /// Which of the objects stands as the object; where there is none, the first argument that is led to the verb.
    fn choose(&self, clause: &mut Clause, objects: Vec<Object>) {
        let last = clause.verbs.last();
        if clause.verbs.copula.is_some() {
            let (lead, head) = self.lead(last);
            clause.joined = lead;
            clause.object = Some(Object::Complement(head));
            // "the aim is to build a dam"
            if let Some(be) =
                clause.verbs.copula.filter(|_| self.upos(last) == Upos::Verb && self.is_infinitive(last))
            {
                let aim = self.trimmed(TokenSpan::new(be + 1, self.right(last).max(be) + 1));
                clause.arguments.clear();
                clause.object = Some(Object::Quoted(aim)).filter(|_| !aim.is_empty());
            }
            return;
        }
        if clause.existential {
            return;
        }
        // What is said before to whom; what is given before who gets it.
        let speaks = self.verb(last).is_some_and(|verb| verb.speech || verb.complement.is_some());
        let clausal = |object: &Object| matches!(object, Object::Clause(_));
        let told = |object: &Object| matches!(*object, Object::Clause(word) if self.is_predicate(word));
        let content =
            objects.iter().position(told).or_else(|| objects.iter().position(clausal)).filter(|_| speaks);
        let direct = objects.iter().position(
            |object| matches!(object, Object::Phrase(word) if self.universal(*word) == Relation::Obj),
        );
        let chosen = content.or(direct).or((!objects.is_empty()).then_some(0));
        for (nth, object) in objects.iter().enumerate() {
            if Some(nth) == chosen {
                continue;
            }
            let argument = match *object {
                Object::Clause(head) => {
                    Argument { lead: self.opening(head), head, form: Form::Whole, clause: true }
                }
                Object::Phrase(head) | Object::Complement(head) | Object::Gap(head) => {
                    Argument { lead: self.lead(head).0, head, form: Form::Phrase, clause: false }
                }
                Object::Quoted(_) => continue,
            };
            clause.arguments.insert(0, argument);
        }
        clause.object = chosen.and_then(|nth| objects.get(nth).copied());
        self.gap(clause, clause.object.is_some());
        if clause.object.is_none() {
            self.quoted(clause);
        }
        if clause.object.is_some() || clause.speech {
            return;
        }
        let joins = |argument: &Argument| {
            argument.form != Form::Whole
                && (argument.form == Form::Gap && !argument.lead.is_empty()
                    || argument.form == Form::Gap && self.time(argument.head).is_none() && !self.is_where(clause.head)
                    || argument.form != Form::Gap && argument.head > last)
                && (self.time(argument.head).is_none() || self.is_asked_for(last, argument))
                && !self.is_frequency(argument.head)
                // "was seen three million times"
                && !(clause.verbs.passive
                    && argument.lead.is_empty()
                    && self.universal(argument.head) == Relation::Obl)
                // "came out, rarely longer than a page"
                && !(argument.lead.start..argument.lead.end).any(|word| self.is(word, Classes::COMPARING))
        };
        // "capsized on the lake, 700 metres from the pier", "called once more for help"
        let beside = |argument: &Argument| argument.lead.is_empty() && self.is_beside(argument.head);
        let near = clause.arguments.iter().position(beside).unwrap_or(clause.arguments.len());
        // "page by page"
        let again = |a: &Argument| a.lead.start > last && self.key(a.lead.start - 1) == self.key(a.head);
        let agent = clause
            .arguments
            .iter()
            .position(|a| clause.verbs.passive && joins(a) && self.is_agent(a.lead) && !again(a));
        if let Some(place) = agent.or_else(|| clause.arguments.iter().take(near).position(joins)) {
            let argument = clause.arguments.remove(place);
            clause.joined = argument.lead;
            clause.object = Some(match argument.form {
                Form::Gap => Object::Gap(argument.head),
                _ => Object::Phrase(argument.head),
            });
        }
    }

    /// True where the preposition names the doer.
    pub(in crate::fact) fn is_agent(&self, lead: TokenSpan) -> bool {
        **self.role(lead) == *"agent"
    }
}
