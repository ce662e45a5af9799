//! Relations that nouns name without a verb: "the firm's chairman Kofi Darko", "Kofi Darko, chairman of the firm", "its capital Accra".

use super::{
    chunk::GroupKind,
    clause::Clauses,
    lexicon::Classes,
    phrase::{Part, PhraseId},
    row::Sentence,
    rule::Rule,
};
use crate::model::{Phrase, Shape, TokenSpan, Triple};

impl Sentence<'_> {
    /// The rows of noun groups and appositions.
    pub(super) fn relations(&self, clauses: &Clauses, into: &mut Vec<Triple>) {
        for part in self.items.all_parts() {
            self.inside_group(part, into);
        }
        for &(first, second) in &clauses.appositions {
            self.apposition(first, second, into);
        }
    }

    fn class(&self, token: u32) -> Classes {
        self.view.tokens.get(token as usize).map(|t| self.lexicon.word(t.key).classes).unwrap_or_default()
    }

    fn shape(&self, token: u32) -> Shape {
        self.view.tokens.get(token as usize).map(|t| t.shape).unwrap_or_default()
    }

    fn simple(&self, tokens: TokenSpan, head: u32) -> Phrase {
        let personal = Classes::MALE.with(Classes::FEMALE).with(Classes::THING);
        let kind = if self.class(head).any(personal) { GroupKind::Pronoun } else { GroupKind::Common };
        let part = Part { tokens, core: self.without_article(tokens), head, kind };
        self.phrase(&part, None)
    }

    fn without_article(&self, tokens: TokenSpan) -> TokenSpan {
        let article = self.class(tokens.start).any(Classes::DETERMINER.with(Classes::POSSESSIVE));
        if article && tokens.len() > 1 { TokenSpan::new(tokens.start + 1, tokens.end) } else { tokens }
    }

    fn is_role(&self, token: u32) -> bool {
        self.class(token).any(Classes::ROLE.with(Classes::KIN).with(Classes::PLACE_ROLE))
    }

    /// "the firm's chairman Kofi Darko": owner, office and name in one group.
    fn inside_group(&self, part: &Part, into: &mut Vec<Triple>) {
        if part.kind != GroupKind::Name || part.head < part.tokens.start {
            return;
        }
        // The name is the capitalised run that ends in the head; an office may be capitalised too.
        let mut name = part.head;
        while name > part.tokens.start && self.shape(name - 1).has(Shape::INITIAL) && !self.is_role(name - 1)
        {
            name -= 1;
        }
        let Some(role) = name.checked_sub(1).filter(|&r| r > part.tokens.start && self.is_role(r)) else {
            return;
        };
        let named = TokenSpan::new(name, part.head + 1);
        let (owner, start) = self.owner(part.tokens.start, role);
        let owner = owner.or_else(|| self.owner_after(part.head + 1));
        if let Some(owner) = owner {
            let subject = self.simple(named, part.head);
            self.role_row(subject, TokenSpan::new(start, role + 1), owner, into);
        }
    }

    /// What stands before an office in its group and owns it, and where the words of the office begin.
    fn owner(&self, from: u32, role: u32) -> (Option<Phrase>, u32) {
        let mut start = role;
        while start > from {
            let before = start - 1;
            if self.class(before).any(Classes::POSSESSIVE_MARK) {
                return (self.owned(from, before), start);
            }
            let mention = self.found.mentions.partition_point(|m| m.tokens.end <= before);
            if let Some(mention) = self.found.mentions.get(mention)
                && mention.tokens.start <= before
                && mention.tokens.start >= from
            {
                return (Some(self.simple(mention.tokens, mention.tokens.end.saturating_sub(1))), start);
            }
            let class = self.class(before);
            if class.any(Classes::POSSESSIVE) {
                return (Some(self.simple(TokenSpan::new(before, start), before)), start);
            }
            if class.any(Classes::DETERMINER.with(Classes::NUMBER)) || self.shape(before).has(Shape::PUNCT) {
                break;
            }
            start = before;
        }
        (None, start)
    }

    fn owned(&self, from: u32, mark: u32) -> Option<Phrase> {
        (mark > from).then(|| self.simple(TokenSpan::new(from, mark), mark - 1))
    }

    /// "chairman of the firm", "spokesman for the police": what follows the office.
    fn owner_after(&self, at: u32) -> Option<Phrase> {
        if !self.class(at).any(Classes::RELATION_OF) {
            return None;
        }
        let part = self.items.all_parts().find(|p| p.tokens.start == at + 1)?;
        Some(self.phrase(part, None))
    }

    fn role_row(&self, subject: Phrase, role: TokenSpan, owner: Phrase, into: &mut Vec<Triple>) {
        let span = self.view.span(role);
        let mut words: Vec<String> = Vec::new();
        for token in self.view.tokens.get(role.range()).unwrap_or(&[]) {
            let word = self.lexicon.canonical.get(&token.key).cloned();
            words.push(word.unwrap_or_else(|| self.view.word(token).to_lowercase()));
        }
        let lemma = format!("{} of", words.join(" "));
        let be = self.lexicon.verb(self.lexicon.be).map_or("", |v| v.lemma.as_str());
        let text = format!("{be} {} of", span.of(self.view.text));
        self.nominal(Rule::Role, subject, (span, text, 1, lemma), owner, into);
    }

    fn apposition(&self, first: PhraseId, second: PhraseId, into: &mut Vec<Triple>) {
        let ([.., first], [second]) = (self.parts(first), self.parts(second)) else { return };
        let (name, noun) = match (first.kind, second.kind) {
            (GroupKind::Name, GroupKind::Common) => (first, second),
            (GroupKind::Common, GroupKind::Name) if !self.starts_bare(first) => (second, first),
            _ => return,
        };
        let subject = self.phrase(name, None);
        if self.is_role(noun.head) {
            let (owner, start) = self.owner(noun.tokens.start, noun.head);
            let after = || {
                let inside = noun.head + 1 < noun.tokens.end;
                if inside { self.inside_of(noun) } else { self.owner_after(noun.head + 1) }
            };
            if let Some(owner) = after().or(owner) {
                return self.role_row(subject, TokenSpan::new(start, noun.head + 1), owner, into);
            }
        }
        if self.starts_bare(noun) && !self.is_role(noun.head) {
            return;
        }
        let object = self.phrase(noun, None);
        // "the mission in the country, MINUSMA": the noun beside the name stands for something else, or for the name itself.
        let named = !self.referrer().mentions(TokenSpan::new(noun.head, noun.head + 1)).is_empty();
        if object.entity.is_some() && subject.entity.is_some() && !named {
            return;
        }
        let be = self.lexicon.verb(self.lexicon.be).map_or_else(String::new, |v| v.lemma.clone());
        self.nominal(Rule::Apposition, subject, (object.span, be.clone(), 1, be), object, into);
    }

    /// What "of" ties to the head of a phrase.
    fn inside_of(&self, noun: &Part) -> Option<Phrase> {
        let start = noun.head + 2;
        if !self.class(noun.head + 1).any(Classes::OF) || start >= noun.tokens.end {
            return None;
        }
        let tokens = TokenSpan::new(start, noun.tokens.end);
        Some(self.simple(tokens, tokens.end - 1))
    }

    fn starts_bare(&self, part: &Part) -> bool {
        !self.class(part.tokens.start).any(Classes::DETERMINER.with(Classes::POSSESSIVE))
    }
}
