//! From clauses to triples: which phrase is subject and which is object, what the predicate reads, and all that qualifies it.

use super::{
    chunk::{Chunks, GroupKind, VerbGroup, VerbKind},
    clause::{Clause, Clauses, Oblique},
    lexicon::{Classes, Lexicon, VerbEntry},
    phrase::{Items, Part, PhraseId},
    refer::{Referents, Referrer},
    rule::{Rule, Rules},
};
use crate::model::{
    Annotations, Argument, Modality, Phrase, Predicate, QuantityKind, Span, TimeKind, TokenSpan, Triple, View,
};
use std::sync::Arc;

/// The most members of a list that get rows of their own.
const SPLIT: usize = 4;

/// Everything that rows of one sentence are made from.
pub(super) struct Sentence<'a> {
    pub lexicon: &'a Lexicon,
    pub rules: &'a Rules,
    pub view: &'a View<'a>,
    pub found: &'a Annotations,
    pub index: u32,
    pub tokens: TokenSpan,
    pub chunks: &'a Chunks,
    pub items: &'a Items,
    pub referents: &'a Referents,
}

/// Who says what a clause says, where the sentence itself does not tell.
pub(super) type Speaker = Option<Phrase>;

/// One fact before it is qualified.
struct Draft {
    rule: Rule,
    subject: Option<Phrase>,
    object: Option<Phrase>,
    predicate: Predicate,
    /// Position in the clause's obliques of what the predicate or a place took.
    taken: Option<usize>,
    /// Tokens of the phrases, to look for quantities in.
    counted: [TokenSpan; 2],
    /// When and where, which all rows of a clause share.
    time: Option<u32>,
    place: Option<u32>,
}

impl Sentence<'_> {
    pub fn referrer(&self) -> Referrer<'_> {
        Referrer { lexicon: self.lexicon, view: self.view, found: self.found }
    }

    /// The phrase of a part, with more tokens to its whole where they belong to it.
    pub fn phrase(&self, part: &Part, whole: Option<TokenSpan>) -> Phrase {
        let whole =
            whole.filter(|w| w.start <= part.tokens.start && w.end >= part.tokens.end).unwrap_or(part.tokens);
        Phrase {
            span: self.view.span(whole),
            core: self.view.span(part.core),
            head: self.view.span(TokenSpan::new(part.head, part.head + 1)),
            entity: self.referrer().of(part, self.referents),
        }
    }

    pub fn parts(&self, phrase: PhraseId) -> &[Part] {
        self.items.parts(phrase)
    }

    /// The whole of a list, or of the one phrase, as one.
    pub fn whole(&self, phrase: PhraseId) -> Option<Phrase> {
        let all = self.items.phrases.get(phrase)?;
        let part = self.parts(phrase).first()?;
        let mut made = self.phrase(part, None);
        made.span = self.view.span(all.tokens);
        Some(made)
    }

    fn words(&self, tokens: TokenSpan) -> &str {
        self.view.span(tokens).of(self.view.text)
    }

    fn classes(&self, token: u32) -> Classes {
        self.view.tokens.get(token as usize).map(|t| self.lexicon.word(t.key).classes).unwrap_or_default()
    }

    /// True where the subject or the object is of nobody and nothing: "no group", "none of them", but not "no fewer than 30".
    fn is_nothing(&self, draft: &Draft) -> bool {
        draft.counted.iter().any(|&tokens| {
            let Some(first) = self.view.tokens.get(tokens.start as usize).filter(|_| !tokens.is_empty())
            else {
                return false;
            };
            let bound = self.quantity_in(tokens).and_then(|at| self.found.quantities.get(at as usize));
            self.classes(tokens.start).any(Classes::NOTHING)
                && bound.is_none_or(|quantity| !quantity.span.contains(first.span))
        })
    }

    fn role(&self, oblique: &Oblique) -> &Arc<str> {
        let span = oblique.preposition.unwrap_or_default();
        let tokens = self.view.tokens.get(span.range()).unwrap_or(&[]);
        self.lexicon.role(tokens.iter().map(|t| t.key))
    }

    /// The rows of all clauses of the sentence.
    pub fn rows(&self, clauses: &Clauses, speaker: Speaker, into: &mut Vec<Triple>) {
        for clause in &clauses.all {
            let Some(verb) = self.chunks.verbs.get(clause.verb as usize) else { continue };
            let Some(entry) = self.lexicon.verb(verb.main) else { continue };
            let drafts = self.drafts(clause, verb, entry);
            if drafts.is_empty() {
                continue;
            }
            // What the rows of a clause share is looked for once.
            let (time, place) = (self.time(clause), self.place(clause, clauses));
            for draft in drafts {
                self.finish(Draft { time, place, ..draft }, clause, verb, clauses, speaker, into);
            }
        }
    }

    fn drafts(&self, clause: &Clause, verb: &VerbGroup, entry: &VerbEntry) -> Vec<Draft> {
        let participle = verb.kind == VerbKind::Participle;
        if verb.passive || participle {
            return self.passive(clause, verb, entry, participle);
        }
        if verb.copula {
            return self.copula(clause, verb);
        }
        self.active(clause, verb)
    }

    /// "Ada visited Accra", "the talks ended in failure", "the talks ended".
    fn active(&self, clause: &Clause, verb: &VerbGroup) -> Vec<Draft> {
        let Some(subject) = clause.subject else { return Vec::new() };
        if let Some(object) = clause.object {
            let predicate = self.predicate(verb, None, &verb.lemma);
            return self.pairs(
                clause.rule,
                Some(subject),
                clause.subject_tokens,
                Some(object),
                predicate,
                None,
            );
        }
        if let Some(content) = clause.content {
            let span = self.view.span(content);
            let content = Phrase { span, core: span, head: span, entity: None };
            let predicate = self.predicate(verb, None, &verb.lemma);
            let drafts =
                self.pairs(Rule::Report, Some(subject), clause.subject_tokens, None, predicate, None);
            return drafts.into_iter().map(|draft| Draft { object: Some(content), ..draft }).collect();
        }
        if clause.speech {
            return self.quoted(clause, verb, subject);
        }
        match self.joined(clause) {
            Some((taken, oblique)) => {
                let lemma = self.with_preposition(&verb.lemma, oblique);
                let predicate = self.predicate(verb, oblique.preposition, &lemma);
                self.pairs(
                    clause.rule,
                    Some(subject),
                    clause.subject_tokens,
                    Some(oblique.phrase),
                    predicate,
                    Some(taken),
                )
            }
            None => {
                let rule = if clause.obliques.is_empty() { Rule::Intransitive } else { clause.rule };
                let predicate = self.predicate(verb, None, &verb.lemma);
                self.pairs(rule, Some(subject), clause.subject_tokens, None, predicate, None)
            }
        }
    }

    /// "…," the minister said: what stands before it is what was said.
    fn quoted(&self, clause: &Clause, verb: &VerbGroup, subject: PhraseId) -> Vec<Draft> {
        let predicate = self.predicate(verb, None, &verb.lemma);
        let drafts = self.pairs(Rule::Report, Some(subject), clause.subject_tokens, None, predicate, None);
        let start = clause.tokens.start.min(clause.subject_tokens.start);
        let mut said = TokenSpan::new(self.tokens.start, start);
        let word = |token: u32| {
            self.view.tokens.get(token as usize).is_some_and(|t| !t.shape.has(crate::model::Shape::PUNCT))
        };
        while !said.is_empty() && !word(said.end - 1) {
            said.end -= 1;
        }
        while !said.is_empty() && !word(said.start) {
            said.start += 1;
        }
        if said.is_empty() {
            return drafts;
        }
        let span = self.view.span(said);
        let content = Phrase { span, core: span, head: span, entity: None };
        drafts.into_iter().map(|draft| Draft { object: Some(content), ..draft }).collect()
    }

    /// "Ada is a nurse", "the town is in the north", "there was a strike".
    fn copula(&self, clause: &Clause, verb: &VerbGroup) -> Vec<Draft> {
        let Some(subject) = clause.subject else { return Vec::new() };
        let existential = match self.parts(subject) {
            [only] => only.kind == GroupKind::Pronoun && self.classes(only.head).any(Classes::EXISTENTIAL),
            _ => false,
        };
        if existential {
            let Some(thing) = clause.object else { return Vec::new() };
            let predicate = self.predicate(verb, None, &verb.lemma);
            return self.pairs(Rule::Existential, Some(thing), TokenSpan::default(), None, predicate, None);
        }
        let rule = if clause.rule == Rule::Clause { Rule::Copula } else { clause.rule };
        if clause.object.is_some() {
            let predicate = self.predicate(verb, None, &verb.lemma);
            return self.pairs(rule, Some(subject), clause.subject_tokens, clause.object, predicate, None);
        }
        let first = clause.obliques.iter().enumerate().find(|(_, o)| self.follows(o, verb));
        let Some((taken, oblique)) = first else { return Vec::new() };
        let lemma = self.with_preposition(&verb.lemma, oblique);
        let predicate = self.predicate(verb, oblique.preposition, &lemma);
        self.pairs(rule, Some(subject), clause.subject_tokens, Some(oblique.phrase), predicate, Some(taken))
    }

    /// "the bridge was closed by the army", "the bridge was closed", "the firm is based in Accra".
    fn passive(&self, clause: &Clause, verb: &VerbGroup, entry: &VerbEntry, participle: bool) -> Vec<Draft> {
        let patient = if participle { clause.object } else { clause.subject };
        let Some(patient) = patient else { return Vec::new() };
        let whole = if participle { TokenSpan::default() } else { clause.subject_tokens };
        let agent = clause
            .obliques
            .iter()
            .enumerate()
            .find(|(_, o)| self.follows(o, verb) && **self.role(o) == *"agent");
        if let Some((taken, agent)) = agent {
            let mut predicate = self.predicate(verb, agent.preposition, &verb.lemma);
            self.imply(&mut predicate, participle);
            let drafts = self.pairs(
                Rule::Passive,
                Some(agent.phrase),
                TokenSpan::default(),
                Some(patient),
                predicate,
                Some(taken),
            );
            return drafts;
        }
        let first = clause.obliques.iter().enumerate().find(|(_, o)| self.follows(o, verb));
        if let Some((taken, oblique)) = first {
            let main = self.view.tokens.get(verb.main_token as usize).map(|t| t.key);
            let preposition =
                oblique.preposition.and_then(|p| self.view.tokens.get(p.start as usize)).map(|t| t.key);
            let alias = self.lexicon.aliases.iter().any(|&(a, b)| Some(a) == main && Some(b) == preposition);
            if alias {
                let mut predicate = self.predicate(verb, oblique.preposition, &self.lexicon.alias);
                self.imply(&mut predicate, participle);
                return self.pairs(
                    Rule::Alias,
                    Some(patient),
                    whole,
                    Some(oblique.phrase),
                    predicate,
                    Some(taken),
                );
            }
            if entry.stative {
                let lemma = self.with_preposition(&verb.lemma, oblique);
                let mut predicate = self.predicate(verb, oblique.preposition, &lemma);
                self.imply(&mut predicate, participle);
                return self.pairs(
                    clause.rule,
                    Some(patient),
                    whole,
                    Some(oblique.phrase),
                    predicate,
                    Some(taken),
                );
            }
        }
        let mut predicate = self.predicate(verb, None, &verb.lemma);
        self.imply(&mut predicate, participle);
        let rule = if clause.rule == Rule::Clause { Rule::Patient } else { clause.rule };
        let mut drafts = self.pairs(rule, None, TokenSpan::default(), Some(patient), predicate, None);
        for draft in &mut drafts {
            if let (Some(object), false) = (&mut draft.object, whole.is_empty())
                && self.parts(patient).len() == 1
            {
                object.span = object.span.cover(self.view.span(whole));
            }
        }
        drafts
    }

    /// A participle without its copula: "troops [be] backed by".
    fn imply(&self, predicate: &mut Predicate, participle: bool) {
        if !participle {
            return;
        }
        let Some(be) = self.lexicon.verb(self.lexicon.be) else { return };
        predicate.text = format!("{} {}", be.lemma, predicate.text);
        predicate.implied = 1;
    }

    fn follows(&self, oblique: &Oblique, verb: &VerbGroup) -> bool {
        oblique.preposition.is_some_and(|p| p.start >= verb.tokens.end)
    }

    /// The argument that takes the place of the object: the first after the verb that names neither a place nor a time.
    fn joined<'c>(&self, clause: &'c Clause) -> Option<(usize, &'c Oblique)> {
        let verb = self.chunks.verbs.get(clause.verb as usize)?;
        let joins = |oblique: &Oblique| self.follows(oblique, verb) && **self.role(oblique) != *"agent";
        clause.obliques.iter().enumerate().find(|(_, oblique)| joins(oblique))
    }

    fn with_preposition(&self, lemma: &str, oblique: &Oblique) -> String {
        match oblique.preposition {
            Some(span) => format!("{lemma} {}", self.words(span).to_lowercase()),
            None => lemma.to_owned(),
        }
    }

    fn predicate(&self, verb: &VerbGroup, preposition: Option<TokenSpan>, lemma: &str) -> Predicate {
        let own = self.view.span(verb.tokens);
        let (span, text) = match preposition {
            Some(p) if p.start == verb.tokens.end => {
                let span = own.cover(self.view.span(p));
                (span, span.of(self.view.text).to_owned())
            }
            Some(p) => (own, format!("{} {}", own.of(self.view.text), self.words(p))),
            None => (own, own.of(self.view.text).to_owned()),
        };
        Predicate { span, text, lemma: lemma.to_owned(), implied: 0 }
    }

    /// One draft for each pair of a subject and an object.
    fn pairs(
        &self,
        rule: Rule,
        subject: Option<PhraseId>,
        subject_tokens: TokenSpan,
        object: Option<PhraseId>,
        predicate: Predicate,
        taken: Option<usize>,
    ) -> Vec<Draft> {
        let subjects = subject.map_or(&[] as &[Part], |p| self.parts(p));
        let objects = object.map_or(&[] as &[Part], |p| self.parts(p));
        if subjects.is_empty() && objects.is_empty() {
            return Vec::new();
        }
        // A missing side counts as one.
        let (rows, columns) = (subjects.len().clamp(1, SPLIT), objects.len().clamp(1, SPLIT));
        let count = (rows * columns).min(2 * SPLIT);
        let whole = (subjects.len() == 1 && !subject_tokens.is_empty()).then_some(subject_tokens);
        let mut predicate = Some(predicate);
        let mut drafts = Vec::with_capacity(count);
        for index in 0..count {
            let (subject, object) = (subjects.get(index / columns), objects.get(index % columns));
            let own = if index + 1 == count { predicate.take() } else { predicate.clone() };
            let Some(own) = own else { break };
            drafts.push(Draft {
                rule,
                subject: subject.map(|part| self.phrase(part, whole)),
                object: object.map(|part| self.phrase(part, None)),
                predicate: own,
                taken,
                counted: [object, subject].map(|part| part.map(|p| p.tokens).unwrap_or_default()),
                time: None,
                place: None,
            });
        }
        drafts
    }

    fn finish(
        &self,
        draft: Draft,
        clause: &Clause,
        verb: &VerbGroup,
        clauses: &Clauses,
        speaker: Speaker,
        into: &mut Vec<Triple>,
    ) {
        let Some((rule, confidence)) = self.rules.get(draft.rule) else { return };
        let said = clause.attribution.or(clauses.attribution).filter(|_| !clause.speech);
        let attribution = said
            .filter(|&by| Some(by) != clause.subject || verb.passive)
            .and_then(|p| self.whole(p))
            .or(speaker.filter(|_| !clause.speech));
        let modality = match (clause.modality, verb.modality) {
            (Some(held @ (Modality::Requested | Modality::Conditional)), _) | (Some(held), None) => held,
            (_, Some(held)) => held,
            (None, None) if attribution.is_some() => Modality::Reported,
            (None, None) => Modality::Asserted,
        };
        let arguments = self.arguments(clause, draft.taken);
        let event = verb
            .governor
            .and_then(|v| self.lexicon.verb(v))
            .and_then(|v| v.event.clone())
            .or_else(|| self.lexicon.verb(verb.main).and_then(|v| v.event.clone()));
        let quantity = self.quantity(&draft, clause);
        // "Nobody did not know" asserts after all.
        let negated = clause.negated != self.is_nothing(&draft);
        into.push(Triple {
            sentence: self.index,
            subject: draft.subject,
            predicate: draft.predicate,
            object: draft.object,
            arguments,
            negated,
            modality,
            attribution,
            time: draft.time,
            place: draft.place,
            quantity,
            event,
            confidence,
            rule,
        });
    }

    fn arguments(&self, clause: &Clause, taken: Option<usize>) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for (index, oblique) in clause.obliques.iter().enumerate() {
            if Some(index) == taken {
                continue;
            }
            let preposition = oblique.preposition.map(|p| self.view.span(p));
            let role = self.role(oblique);
            for part in self.parts(oblique.phrase).iter().take(SPLIT) {
                let role = role.clone();
                arguments.push(Argument { role, preposition, phrase: self.phrase(part, None), on: None });
            }
        }
        for &tokens in &clause.times {
            let span = self.view.span(tokens);
            // A sentence may begin with a time, behind one that ends with a preposition: a line that is broken off.
            let begins =
                self.view.sentences.get(self.index as usize).is_some_and(|s| s.tokens.start == tokens.start);
            let before = tokens.start.checked_sub(1).filter(|_| !begins);
            let preposition = before.filter(|&t| self.classes(t).any(Classes::PREPOSITION));
            let preposition = preposition.map(|t| self.view.span(TokenSpan::new(t, t + 1)));
            let phrase = Phrase { span, core: span, head: span, entity: None };
            arguments.push(Argument { role: self.lexicon.time.clone(), preposition, phrase, on: None });
        }
        arguments
    }

    /// The clause's time expression: a date before a length of time.
    fn time(&self, clause: &Clause) -> Option<u32> {
        let times = &self.found.times;
        let mut best: Option<(bool, u32)> = None;
        for span in &clause.times {
            let first = times.partition_point(|t| t.tokens.end <= span.start);
            for (index, time) in times.iter().enumerate().skip(first) {
                if !time.tokens.overlaps(*span) {
                    break;
                }
                let placed = matches!(time.kind, TimeKind::Date | TimeKind::Time);
                if best.is_none_or(|(known, _)| placed && !known) {
                    best = Some((placed, index as u32));
                }
            }
        }
        best.map(|(_, index)| index)
    }

    /// The place in a locative argument of the clause, else the only one in such an argument of the sentence.
    fn place(&self, clause: &Clause, clauses: &Clauses) -> Option<u32> {
        let own = clause.obliques.iter().find_map(|o| self.place_in(o));
        if own.is_some() {
            return own;
        }
        let mut places = clauses.all.iter().flat_map(|c| &c.obliques).filter_map(|o| self.place_in(o));
        let first = places.next()?;
        places.all(|other| other == first).then_some(first)
    }

    fn place_in(&self, oblique: &Oblique) -> Option<u32> {
        if **self.role(oblique) != *"place" {
            return None;
        }
        let tokens = self.items.phrases.get(oblique.phrase)?.tokens;
        let all = &self.found.mentions;
        let start = all.partition_point(|m| m.tokens.end <= tokens.start);
        let inside = all.iter().enumerate().skip(start).take_while(|(_, m)| m.tokens.start < tokens.end);
        inside.filter(|(_, m)| m.kind.is_place()).last().map(|(index, _)| index as u32)
    }

    /// The quantity that counts the object, else the subject, else an argument.
    fn quantity(&self, draft: &Draft, clause: &Clause) -> Option<u32> {
        let phrases =
            clause.obliques.iter().filter_map(|o| self.items.phrases.get(o.phrase)).map(|p| p.tokens);
        draft.counted.into_iter().chain(phrases).find_map(|tokens| self.quantity_in(tokens))
    }

    fn quantity_in(&self, tokens: TokenSpan) -> Option<u32> {
        let all = &self.found.quantities;
        let start = all.partition_point(|q| q.tokens.end <= tokens.start);
        let mut inside = all.iter().enumerate().skip(start).take_while(|(_, q)| q.tokens.start < tokens.end);
        inside.find(|(_, q)| q.kind != QuantityKind::Ordinal).map(|(index, _)| index as u32)
    }

    /// A row that no verb says.
    pub fn nominal(
        &self,
        rule: Rule,
        subject: Phrase,
        predicate: (Span, String, u32, String),
        object: Phrase,
        into: &mut Vec<Triple>,
    ) {
        let Some((rule, confidence)) = self.rules.get(rule) else { return };
        let (span, text, implied, lemma) = predicate;
        into.push(Triple {
            sentence: self.index,
            subject: Some(subject),
            predicate: Predicate { span, text, lemma, implied },
            object: Some(object),
            arguments: Vec::new(),
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
