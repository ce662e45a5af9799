//! Which entity a phrase refers to: the mention at its head, or what a pronoun or "the country" points back to. Kept simple: the
//! nearest fitting mention before it, or what the sentence before spoke of.

use super::{lexicon::Classes, phrase::NounPhrase, tree::Tree};
use crate::model::{Entity, EntityType, Features, Mention, Relation, TokenSpan, Upos};

/// How many mentions are looked at, backwards.
const REACH: usize = 30;

/// How far the verb of speech above a word is looked for.
const SPEECH: usize = 6;

/// What the article has spoken of so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Referents {
    /// The entity that the last sentence was about.
    pub topic: Option<u32>,
    /// The first token after the subject of this sentence, and the entity that it is about.
    pub subject: Option<(u32, Option<u32>)>,
    /// The subjects of this sentence that have names, in order: their tokens, and their entities.
    pub named: Vec<(u32, u32)>,
    /// Where a person without a name became the one that the text is about.
    pub stranger: Option<u32>,
    /// Persons of whom a pronoun has told what they are, and whether it is a woman.
    known: Vec<(u32, bool)>,
}

impl Referents {
    fn is_woman(&self, entity: u32) -> Option<bool> {
        self.known.iter().find(|(known, _)| *known == entity).map(|&(_, woman)| woman)
    }

    /// The one entity that fits among the named subjects before a token.
    fn only_named(&self, token: u32, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let before = self.named.iter().take_while(|(word, _)| *word < token);
        let mut entities = before.map(|&(_, entity)| entity).filter(|&entity| fits(entity));
        let first = entities.next()?;
        entities.all(|entity| entity == first).then_some(first)
    }

    /// Learns from the name of a person, or the title before it, whether it is a woman.
    pub fn meet(&mut self, referrer: &Referrer<'_>, person: &Mention) {
        if person.kind != EntityType::Person || self.is_woman(person.entity).is_some() {
            return;
        }
        let tree = referrer.tree;
        let told = |word: u32| {
            let classes = tree.classes(word);
            let (woman, man) = (classes.any(Classes::WOMAN), classes.any(Classes::MAN));
            (woman != man).then_some(woman)
        };
        let TokenSpan { start, end } = person.tokens;
        let before = start.checked_sub(1).filter(|&word| word >= tree.tokens.start);
        // "Fadi Walet Hamma": what stands between two names tells more than the first.
        let between = (start + 1..end.saturating_sub(1)).find_map(|word| {
            let classes = tree.classes(word);
            classes.any(Classes::DAUGHTER.with(Classes::SON)).then_some(classes.any(Classes::DAUGHTER))
        });
        // A name alone may be that of the family.
        let first = told(start).filter(|_| person.tokens.len() > 1);
        // "Her father, Kofi Darko": what a noun beside the name tells.
        let word = (start..end).find(|&word| tree.head(word).is_none_or(|head| head < start || head >= end));
        let noun = word.and_then(|word| match tree.universal(word) {
            Relation::Appos => tree.head(word),
            _ => tree.by(word, &[Relation::Appos]).next(),
        });
        let beside = noun.and_then(told);
        let woman = before.and_then(told).or(beside).or(between).or(first);
        self.known.extend(woman.map(|woman| (person.entity, woman)));
    }

    /// Learns from a pronoun at `token` who is a man and who a woman: the one person who can be meant, or whom the text is about.
    pub fn learn(&mut self, referrer: &Referrer<'_>, token: u32, classes: Classes) {
        let woman = classes.any(Classes::FEMALE);
        if woman == classes.any(Classes::MALE) {
            return;
        }
        let other = |entity| self.is_woman(entity).is_some_and(|known| known != woman);
        let topic = self.topic.filter(|&topic| !classes.any(Classes::OBJECTIVE) && referrer.is_person(topic));
        let meant = referrer.only_person(token, other).or(topic);
        let new = meant.filter(|&entity| self.is_woman(entity).is_none());
        self.known.extend(new.map(|entity| (entity, woman)));
    }
}

/// Finds entities.
#[derive(Clone, Copy)]
pub(super) struct Referrer<'a> {
    pub tree: &'a Tree<'a>,
}

impl<'a> Referrer<'a> {
    /// The mentions inside a range of tokens.
    pub fn mentions(&self, tokens: TokenSpan) -> &'a [Mention] {
        let all = &self.tree.found.mentions;
        let start = all.partition_point(|m| m.tokens.end <= tokens.start);
        let count = all[start..].partition_point(|m| m.tokens.start < tokens.end);
        &all[start..start + count]
    }

    fn entity(&self, index: u32) -> Option<&'a Entity> {
        self.tree.found.entities.get(index as usize)
    }

    /// The entity that a phrase refers to.
    pub fn of(&self, phrase: &NounPhrase, referents: &Referents) -> Option<u32> {
        if let Some(mention) = self.tree.mention(phrase.head) {
            // "in English": a language is no country; nor are "7 million Somalis".
            let alone = phrase.tokens.len() == 1 && !self.tree.has(phrase.head, Features::NUMBER_PLUR);
            let counted = || self.tree.by(phrase.head, &[Relation::Nummod]).next().is_some();
            // "a Ghanaian was held": one of them is no country.
            let one = || {
                self.tree.upos(phrase.head) != Upos::Adj
                    && self.tree.has(phrase.head, Features::NUMBER_SING)
                    && self.tree.by(phrase.head, &[Relation::Det]).next().is_some()
            };
            if mention.kind == EntityType::Norp && (alone || counted() || one()) {
                return None;
            }
            return Some(mention.entity);
        }
        if let Some(entity) = self.holder(phrase).or_else(|| self.namesake(phrase.head)) {
            return Some(entity);
        }
        let classes = self.tree.classes(phrase.head);
        if self.tree.upos(phrase.head) == Upos::Pron {
            return self.pronoun(phrase.head, classes, referents);
        }
        let token = self.tree.view.tokens.get(phrase.head as usize)?;
        let alone = phrase.core == TokenSpan::new(phrase.head, phrase.head + 1);
        let definite = alone
            && phrase.tokens.start + 1 == phrase.core.start
            && self.tree.is(phrase.tokens.start, Classes::DEFINITE);
        // "the village that bought a bridge", "the army of the south": told apart by what follows, not known from before.
        let told =
            self.tree.by(phrase.head, &[Relation::Acl, Relation::Nmod]).any(|child| child > phrase.head);
        // "Niamey, the capital": what stands beside it says what is meant.
        let told = told || self.tree.universal(phrase.head) == Relation::Appos;
        if !definite || told {
            return None;
        }
        let kind = *self.tree.lexicon.descriptions.get(&token.key)?;
        let noun = self.tree.view.word(token).to_lowercase();
        self.described(phrase.head, kind, &noun)
    }

    /// "Osei province": the place whose name stands right before what it is.
    fn namesake(&self, head: u32) -> Option<u32> {
        let place = self.tree.view.tokens.get(head as usize).map(|token| token.key)?;
        let mention = self.tree.mention(head.checked_sub(1)?)?;
        let own = self.tree.lexicon.descriptions.get(&place) == Some(&EntityType::Gpe)
            && self.tree.head(mention.tokens.end - 1).is_some_and(|above| above == head)
            && self.tree.has(head, Features::NUMBER_SING);
        (own && mention.kind.is_place()).then_some(mention.entity)
    }

    /// The person whom an office tells: "the Malian president", "Mali's president"; "a Malian president" tells none.
    fn holder(&self, phrase: &NounPhrase) -> Option<u32> {
        let descriptions = &self.tree.found.descriptions;
        let at = descriptions.binary_search_by_key(&phrase.head, |(word, _)| *word).ok()?;
        let start = phrase.tokens.start;
        let told = self.tree.is(start, Classes::DEFINITE) || self.tree.mention(start).is_some();
        told.then(|| descriptions[at].1)
    }

    /// "its director, Ada Osei, left": the person whom the name behind an office names.
    pub fn apposed(&self, head: u32) -> Option<u32> {
        let office = Classes::ROLE.with(Classes::KIN).with(Classes::HUMAN);
        // "One of the girls, Ada Osei, left"
        let one = self
            .tree
            .measured(head)
            .filter(|_| self.tree.is_measure(head) && self.tree.upos(head) == Upos::Num);
        // "the news agency Volta said", "the mission, UNMISS, said": the name behind what it is.
        let body = self.tree.lexicon.descriptions.get(&self.tree.key(head)) == Some(&EntityType::Org);
        let mut names = self.tree.by(head, &[Relation::Appos]).filter_map(|name| self.tree.mention(name));
        if let Some(name) = names.find(|name| body && name.kind == EntityType::Org) {
            return Some(name.entity);
        }
        if one.is_none() && (!self.tree.is(head, office) || self.tree.has(head, Features::NUMBER_PLUR)) {
            return None;
        }
        let tree = self.tree;
        let beside = tree
            .by(head, &[Relation::Appos])
            .chain(one.into_iter().flat_map(|of| tree.by(of, &[Relation::Appos])));
        let mut beside = beside.filter(|&child| child > head);
        let mention = beside.find_map(|child| self.tree.mention(child))?;
        (mention.kind == EntityType::Person).then_some(mention.entity)
    }

    /// The one person whom some words name.
    pub fn only_person_of(&self, tokens: TokenSpan) -> Option<u32> {
        let mut persons = self.mentions(tokens).iter().filter(|mention| mention.kind == EntityType::Person);
        let first = persons.next()?.entity;
        persons.all(|mention| mention.entity == first).then_some(first)
    }

    /// The entity inside a phrase that it belongs to or is named by.
    pub fn inside(&self, tokens: TokenSpan) -> Option<u32> {
        self.mentions(tokens).first().map(|mention| mention.entity)
    }

    fn pronoun(&self, token: u32, classes: Classes, referents: &Referents) -> Option<u32> {
        let person = classes.any(Classes::MALE.with(Classes::FEMALE));
        if person {
            return self.person(token, classes, referents);
        }
        if !classes.any(Classes::THING) {
            return None;
        }
        let fits = |kind| matches!(kind, EntityType::Org | EntityType::Gpe | EntityType::Event);
        // "France said it had left": who speaks.
        if let Some(speaker) =
            self.speaker(token).filter(|&index| self.entity(index).is_some_and(|e| fits(e.kind)))
        {
            return Some(speaker);
        }
        // "the ministry denied it": what was said.
        let tree = self.tree;
        let object = matches!(tree.universal(token), Relation::Obj | Relation::Iobj);
        if object
            && tree.head(token).and_then(|verb| tree.verb(verb)).is_some_and(|verb| verb.complement.is_some())
        {
            return None;
        }
        // "The fire spread after it broke out": the subject without a name before it is meant as well as any other.
        let rival = |word: u32| {
            tree.universal(word) == Relation::Nsubj
                && tree.upos(word) == Upos::Noun
                && tree.has(word, Features::NUMBER_SING)
                && tree.mention(word).is_none()
                && !tree.is(word, Classes::HUMAN.with(Classes::ROLE))
                // "the ministry says it has closed": who speaks is meant.
                && tree.head(word).and_then(|verb| tree.verb(verb)).is_none_or(|verb| verb.complement.is_none())
        };
        if (tree.tokens.start..token).any(rival) && referents.only_named(token, |_| true).is_none() {
            return None;
        }
        // Past the subject of its sentence, "it" is that subject, or cannot be told.
        let topic = match referents.subject {
            Some((end, subject)) if end <= token => subject,
            // "Batsirai weakened after it hit the coast, officials said"
            _ => referents
                .only_named(token, |entity| self.entity(entity).is_some_and(|e| fits(e.kind)))
                .or(referents.topic),
        };
        topic.filter(|&index| self.entity(index).is_some_and(|e| fits(e.kind)))
    }

    /// Who says what a word stands in, where that has a name and stands before it.
    fn speaker(&self, token: u32) -> Option<u32> {
        let tree = self.tree;
        let mut here = tree.head(token)?;
        for _ in 0..SPEECH {
            let above = tree.head(here)?;
            if tree.universal(here) == Relation::Ccomp && tree.verb(above).is_some_and(|verb| verb.speech) {
                let subject = tree.by(above, &[Relation::Nsubj]).find(|&subject| subject < token)?;
                let named = tree.mention(subject).map(|mention| mention.entity);
                return named.or_else(|| self.apposed(subject));
            }
            here = above;
        }
        None
    }

    /// The person that "she" or "he" means: the last of the same sentence, else whom the sentence before was about, else the last
    /// whom no pronoun has shown to be the other.
    fn person(&self, token: u32, classes: Classes, referents: &Referents) -> Option<u32> {
        let woman = classes.any(Classes::FEMALE);
        let fits = |m: &Mention| {
            m.kind == EntityType::Person && referents.is_woman(m.entity).is_none_or(|known| known == woman)
        };
        let sentence = self.tree.view.sentences.partition_point(|s| s.tokens.end <= token) as u32;
        let objective = classes.any(Classes::OBJECTIVE) || self.tree.has(token, Features::CASE_ACC);
        // "the general, whom he met": another than the general.
        let own = self.tree.head(token).filter(|&verb| {
            self.tree.relation(verb) == Relation::AclRelcl && self.tree.universal(token) == Relation::Nsubj
        });
        let described = own.and_then(|verb| self.tree.head(verb)).and_then(|noun| self.tree.mention(noun));
        let described = described.map(|mention| mention.entity);
        let fits = |m: &Mention| fits(m) && Some(m.entity) != described;
        // "Osei was named by the soldiers, who carried him": whom the sentence is about, where another acts on him.
        let verb = self.tree.head(token).filter(|_| objective);
        let acts = verb.is_some_and(|verb| self.tree.by(verb, &[Relation::Nsubj]).next().is_some());
        if acts
            && let Some(&(word, entity)) = referents.named.first().filter(|(word, _)| *word < token)
            && self.tree.head(word) != verb
            && self.is_person(entity)
            && referents.is_woman(entity).is_none_or(|known| known == woman)
        {
            return Some(entity);
        }
        let here = |m: &Mention| fits(m) && m.sentence == sentence && !objective;
        let topic = referents.topic.filter(|&topic| {
            self.is_person(topic) && referents.is_woman(topic).is_none_or(|known| known == woman)
        });
        let named = self.last(token, |m, _| here(m));
        let sure =
            named.is_some_and(|entity| referents.named.iter().any(|&(word, e)| e == entity && word < token));
        if !sure && self.rival(token, named) {
            return None;
        }
        // "A doctor said he": nobody named before is meant.
        if referents.stranger.is_some_and(|stranger| stranger <= token) {
            return named;
        }
        // Who is known to be a woman, before somebody who may be one: a doctor noticed her, and it is still she who went on.
        let known = |entity| referents.is_woman(entity) == Some(woman);
        let sure = topic.filter(|&topic| known(topic));
        let sure = || sure.or_else(|| self.last(token, |m, _| known(m.entity)));
        // Whom the text is about, before a man who was named earlier: "he" tells of the one as well as of the other.
        let named = named.or(topic.filter(|_| !woman));
        named.or_else(sure).or(topic).or_else(|| self.last(token, |m, _| fits(m)))
    }

    /// True where somebody without a name stands in the sentence between a pronoun and who else may be meant: "told a guard that he".
    fn rival(&self, token: u32, named: Option<u32>) -> bool {
        let tree = self.tree;
        let own = tree.head(token);
        // "A guard fell, he said": who speaks is told by the sentences before.
        if own.is_some_and(|verb| tree.verb(verb).is_some_and(|verb| verb.speech)) {
            return false;
        }
        let mentions = self.mentions(TokenSpan::new(tree.tokens.start, token));
        let last = mentions.iter().rev().find(|mention| Some(mention.entity) == named);
        let from = last.map_or(tree.tokens.start, |mention| mention.tokens.end);
        let human = Classes::ROLE.with(Classes::HUMAN).with(Classes::PERSON);
        let named = |word: u32| {
            let beside = [Relation::Appos, Relation::NmodDesc, Relation::Flat].contains(&tree.relation(word));
            beside && tree.mention(word).is_some()
        };
        (from..token).any(|word| {
            let fits = match tree.universal(word) {
                Relation::Nsubj => tree.is(word, human.with(Classes::KIN)),
                Relation::Obj | Relation::Iobj => tree.is(word, human),
                _ => false,
            };
            // "a guard hit him": another.
            let other = tree.head(word) == own;
            fits && !other
                && tree.upos(word) == Upos::Noun
                && tree.has(word, Features::NUMBER_SING)
                && tree.mention(word).is_none()
                && !tree.children(word).any(named)
        })
    }

    pub fn is_person(&self, entity: u32) -> bool {
        self.entity(entity).is_some_and(|e| e.kind == EntityType::Person)
    }

    /// The one person within reach before a token, but for those whom `other` sets aside.
    fn only_person(&self, token: u32, other: impl Fn(u32) -> bool) -> Option<u32> {
        let all = &self.tree.found.mentions;
        let before = all.partition_point(|m| m.tokens.start < token);
        let seen = all[..before].iter().rev().take(REACH);
        let mut persons = seen.filter(|m| m.kind == EntityType::Person && !other(m.entity)).map(|m| m.entity);
        let first = persons.next()?;
        persons.all(|entity| entity == first).then_some(first)
    }

    /// The entity that "the" and a noun can mean, a country, a town, or one whose name has the noun in it: of several the one that
    /// was named most often, of those the last.
    fn described(&self, token: u32, kind: EntityType, noun: &str) -> Option<u32> {
        let fits = |mention: &Mention, entity: &Entity| {
            if entity.kind != kind {
                return false;
            }
            let country = entity.country.is_some() && entity.id.starts_with("country:");
            match kind {
                EntityType::Gpe => {
                    let lexicon = self.tree.lexicon;
                    let among = |words: &[String]| words.iter().any(|word| word == noun);
                    let division = ["admin", "region:"].iter().any(|kind| entity.id.starts_with(kind));
                    mention.kind == EntityType::Gpe
                        && among(&lexicon.countries) == country
                        && among(&lexicon.divisions) == division
                }
                EntityType::Person => true,
                _ => {
                    let name = entity.name.to_lowercase();
                    let alike =
                        self.tree.lexicon.alike.iter().filter(|words| words.iter().any(|word| word == noun));
                    name.contains(noun) || alike.flatten().any(|word| name.contains(word))
                }
            }
        };
        if kind == EntityType::Gpe && self.tree.lexicon.countries.iter().any(|word| word == noun) {
            return self.country(token);
        }
        // "that town" is the last.
        let near = self.tree.has(token.wrapping_sub(1), Features::PRON_TYPE_DEM);
        if !matches!(kind, EntityType::Gpe | EntityType::Event) || near {
            return self.last(token, fits);
        }
        let all = &self.tree.found.mentions;
        let before = all.partition_point(|m| m.tokens.start < token);
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for mention in all[..before].iter().rev().take(REACH) {
            if !self.entity(mention.entity).is_some_and(|entity| fits(mention, entity)) {
                continue;
            }
            match counts.iter_mut().find(|(entity, _)| *entity == mention.entity) {
                Some((_, count)) => *count += 1,
                None => counts.push((mention.entity, 1)),
            }
        }
        // The first of the most frequent is the last that was named.
        let most = counts.iter().map(|&(_, count)| count).max()?;
        counts.into_iter().find(|&(_, count)| count == most).map(|(entity, _)| entity)
    }

    /// The country that "the country" means: of those named, the one of which, and of whose places and people, the text speaks most;
    /// of equals the last.
    fn country(&self, token: u32) -> Option<u32> {
        let all = &self.tree.found.mentions;
        let before = all.partition_point(|m| m.tokens.start < token);
        let mut seen: Vec<(u32, &str, u32)> = Vec::new();
        for mention in all[..before].iter().rev().take(REACH) {
            let Some(entity) = self.entity(mention.entity) else { continue };
            let Some(code) = entity.country.as_ref().map(crate::model::Country::as_str) else { continue };
            let own = entity.id.starts_with("country:") && mention.kind == EntityType::Gpe;
            let weight = if own { 2 } else { 1 };
            match seen.iter_mut().find(|(_, known, _)| *known == code) {
                Some((named, _, count)) => {
                    *count += weight;
                    if own && *named == u32::MAX {
                        *named = mention.entity;
                    }
                }
                None => seen.push((if own { mention.entity } else { u32::MAX }, code, weight)),
            }
        }
        let named = || seen.iter().filter(|(named, ..)| *named != u32::MAX);
        let most = named().map(|&(.., count)| count).max()?;
        named().find(|&&(.., count)| count == most).map(|&(named, ..)| named)
    }

    fn last(&self, token: u32, fits: impl Fn(&Mention, &Entity) -> bool) -> Option<u32> {
        let all = &self.tree.found.mentions;
        let before = all.partition_point(|m| m.tokens.start < token);
        let seen = all[..before].iter().rev().take(REACH);
        let mut hits = seen.filter(|m| self.entity(m.entity).is_some_and(|entity| fits(m, entity)));
        hits.next().map(|mention| mention.entity)
    }
}
