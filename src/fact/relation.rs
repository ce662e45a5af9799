//! Relations that nouns name without a verb: "the firm's chairman Kofi Darko", "Kofi Darko, chairman of the firm", "its capital Accra".

use super::{
    lexicon::Classes,
    phrase::Extent,
    row::{Sentence, Side},
    rule::Rule,
};
use crate::model::{EntityType, Predicate, Relation, Shape, TokenSpan, Triple, Upos};

/// How a title or office stands to the name that it goes with.
const BESIDE: [Relation; 8] = [
    Relation::Appos,
    Relation::NmodDesc,
    Relation::NmodUnmarked,
    Relation::Compound,
    Relation::Flat,
    Relation::Nmod,
    Relation::Amod,
    Relation::Dep,
];

impl Sentence<'_> {
    /// True for a noun that names an office, a kinship, or what a place is to another.
    pub(super) fn is_role(&self, word: u32) -> bool {
        self.tree.is(word, Classes::ROLE.with(Classes::KIN).with(Classes::PLACE_ROLE))
            && matches!(self.tree.upos(word), Upos::Noun | Upos::Propn)
    }

    /// The row of an office with its holder and owner, where both are told.
    pub(super) fn role_of(&self, role: u32, into: &mut Vec<Triple>) -> bool {
        let Some(holder) = self.holder(role) else { return false };
        let Some((owner, start)) = self.owner(role, holder) else { return false };
        let subject = self.named(holder);
        if subject.phrase.span.overlaps(owner.phrase.span) {
            return false;
        }
        let span = self.tree.span(TokenSpan::new(start.min(role), role + 1));
        let mut words = String::new();
        for word in start.min(role)..=role {
            let canonical = self.tree.lexicon.canonical.get(&self.tree.key(word)).cloned();
            if !words.is_empty() && self.tree.shape(word).has(Shape::SPACED) {
                words.push(' ');
            }
            words.push_str(&canonical.unwrap_or_else(|| self.tree.form(word).to_lowercase()));
        }
        let lexicon = self.tree.lexicon;
        let be = lexicon.be.as_str();
        let lemma = format!("{words} {}", lexicon.belonging);
        let text = format!("{be} {} {}", span.of(self.tree.view.text), lexicon.belonging);
        self.nominal(
            Rule::Role,
            subject,
            Predicate { span, text, lemma, shown: None, implied: 1 },
            owner,
            into,
        );
        true
    }

    /// The name as the mention has it, without title and office.
    pub(super) fn named(&self, word: u32) -> Side {
        let mut side = self.side(word, Extent::Minimal);
        side.noun = None;
        if let Some(mention) = self.tree.mention(word) {
            side.phrase.span = mention.span;
            side.phrase.core = mention.span;
            side.phrase.entity = Some(mention.entity);
            side.tokens = mention.tokens;
        }
        side
    }

    /// Who or what a name beside the noun says it is.
    fn holder(&self, role: u32) -> Option<u32> {
        let place = self.tree.is(role, Classes::PLACE_ROLE);
        let fits = |word: u32| {
            self.tree.mention(word).is_some_and(|mention| {
                let own = mention.tokens.start <= role && role < mention.tokens.end;
                let kind = if place { mention.kind.is_place() } else { mention.kind == EntityType::Person };
                kind && !own
            })
        };
        let beside =
            |word: u32| BESIDE.contains(&self.tree.relation(word)) && self.tree.lead(word).0.is_empty();
        if let Some(head) = self.tree.head(role)
            && beside(role)
            && fits(head)
            && self.tree.relation(role) != Relation::NmodPoss
        {
            return Some(head);
        }
        let near = |&child: &u32| child > role && beside(child) && fits(child);
        self.tree.children(role).find(near)
    }

    /// Whose office it is, and where the words of the office begin.
    fn owner(&self, role: u32, holder: u32) -> Option<(Side, u32)> {
        let start = self.tree.phrase(role, Extent::Minimal).core.start;
        let behind = |&child: &u32| {
            child > role
                && self
                    .tree
                    .by(child, &[Relation::Case])
                    .any(|case| case < child && self.tree.is(case, Classes::RELATION_OF))
        };
        let mut after = self
            .tree
            .by(role, &[Relation::Nmod])
            .chain(self.tree.by(holder, &[Relation::Nmod]))
            .filter(behind);
        let before = self.before(role, holder);
        // "the union's mediator at the talks": whose mediator it is stands before.
        let owned = before.is_some_and(|(owner, _)| self.tree.relation(owner) == Relation::NmodPoss);
        let of = |&child: &u32| {
            !owned || self.tree.by(child, &[Relation::Case]).any(|case| self.tree.is(case, Classes::OF))
        };
        if let Some(owner) = after.find(of) {
            let start = before.map_or(start, |(_, end)| end.max(start));
            return Some((self.side(owner, Extent::Minimal), start));
        }
        let (owner, end) = before?;
        Some((self.possessor(owner), end.max(start)))
    }

    /// A possessor or name before the office: "the firm's chairman", "UN spokesman", "Ghanaian president".
    fn before(&self, role: u32, holder: u32) -> Option<(u32, u32)> {
        let hangs = self.tree.children(role).chain(self.tree.children(holder)).filter(|&child| child < role);
        let mut owners = hangs.filter(|&child| match self.tree.relation(child) {
            Relation::NmodPoss => true,
            Relation::Compound
            | Relation::Amod
            | Relation::Nmod
            | Relation::NmodUnmarked
            | Relation::NmodDesc => {
                let mention = self.tree.mention(child);
                mention
                    .is_some_and(|mention| mention.kind != EntityType::Person && mention.tokens.end <= role)
            }
            _ => false,
        });
        let owner = owners.next()?;
        let end = match self.tree.relation(owner) {
            Relation::NmodPoss => self.tree.right(owner) + 1,
            _ => self.tree.mention(owner).map_or(owner + 1, |mention| mention.tokens.end),
        };
        (end <= role).then_some((owner, end))
    }

    fn possessor(&self, word: u32) -> Side {
        if self.tree.relation(word) == Relation::NmodPoss {
            self.side(word, Extent::Full)
        } else {
            self.named(word)
        }
    }
}
