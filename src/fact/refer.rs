//! Which entity a phrase refers to: the mention at its head, or what a pronoun or "the country" points back to. Kept simple: the
//! nearest fitting mention before it, or what the sentence before spoke of.

use super::{
    chunk::GroupKind,
    lexicon::{Classes, Lexicon},
    phrase::Part,
};
use crate::model::{Annotations, Entity, EntityType, Mention, TokenSpan, View};

/// How many mentions are looked at, backwards.
const REACH: usize = 30;

/// What the article has spoken of so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Referents {
    /// The entity that the last sentence was about.
    pub topic: Option<u32>,
}

/// Finds entities.
#[derive(Clone, Copy)]
pub(super) struct Referrer<'a> {
    pub lexicon: &'a Lexicon,
    pub view: &'a View<'a>,
    pub found: &'a Annotations,
}

impl<'a> Referrer<'a> {
    /// The mentions inside a range of tokens.
    pub fn mentions(&self, tokens: TokenSpan) -> &'a [Mention] {
        let all = &self.found.mentions;
        let start = all.partition_point(|m| m.tokens.end <= tokens.start);
        let count = all[start..].partition_point(|m| m.tokens.start < tokens.end);
        &all[start..start + count]
    }

    fn entity(&self, index: u32) -> Option<&'a Entity> {
        self.found.entities.get(index as usize)
    }

    /// The entity that a phrase refers to.
    pub fn of(&self, part: &Part, referents: &Referents) -> Option<u32> {
        let head = TokenSpan::new(part.head, part.head + 1);
        if let Some(mention) = self.mentions(head).first() {
            return Some(mention.entity);
        }
        let token = self.view.tokens.get(part.head as usize)?;
        let classes = self.lexicon.word(token.key).classes;
        if part.kind == GroupKind::Pronoun {
            return self.pronoun(part.head, classes, referents);
        }
        let definite = part.tokens.start < part.core.start
            && part.core.start == part.head
            && part.core.end == part.head + 1;
        let article = self.view.tokens.get(part.tokens.start as usize)?;
        let marked = self.lexicon.word(article.key).classes.any(Classes::DEFINITE);
        if !definite || !marked || part.core.start != part.tokens.start + 1 {
            return None;
        }
        let kind = *self.lexicon.descriptions.get(&token.key)?;
        let noun = self.view.word(token).to_lowercase();
        self.described(part.head, kind, &noun)
    }

    /// The entity inside a phrase that it belongs to or is named by.
    pub fn inside(&self, tokens: TokenSpan) -> Option<u32> {
        self.mentions(tokens).first().map(|mention| mention.entity)
    }

    fn pronoun(&self, token: u32, classes: Classes, referents: &Referents) -> Option<u32> {
        let person = classes.any(Classes::MALE.with(Classes::FEMALE));
        if person {
            return self.last(token, |mention, _| mention.kind == EntityType::Person);
        }
        if !classes.any(Classes::THING) {
            return None;
        }
        let fits = |kind| matches!(kind, EntityType::Org | EntityType::Gpe | EntityType::Event);
        let topic = referents.topic.filter(|&index| self.entity(index).is_some_and(|e| fits(e.kind)));
        topic.or_else(|| self.last(token, |mention, _| fits(mention.kind)))
    }

    /// The last entity that "the" and a noun can mean: a country, a town, or one whose name has the noun in it.
    fn described(&self, token: u32, kind: EntityType, noun: &str) -> Option<u32> {
        self.last(token, |mention, entity| {
            if entity.kind != kind {
                return false;
            }
            let country = entity.country.is_some() && entity.id.starts_with("country:");
            match kind {
                EntityType::Gpe => {
                    let wants_country = self.lexicon.countries.iter().any(|word| word == noun);
                    wants_country == country && mention.kind == EntityType::Gpe
                }
                EntityType::Person => true,
                _ => entity.name.to_lowercase().contains(noun),
            }
        })
    }

    fn last(&self, token: u32, fits: impl Fn(&Mention, &Entity) -> bool) -> Option<u32> {
        let all = &self.found.mentions;
        let before = all.partition_point(|m| m.tokens.start < token);
        let seen = all[..before].iter().rev().take(REACH);
        let mut hits = seen.filter(|m| self.entity(m.entity).is_some_and(|entity| fits(m, entity)));
        hits.next().map(|mention| mention.entity)
    }
}
