//! Two phrases for one thing: "Kofi Darko, a retired teacher".

use super::{
    lexicon::Classes,
    phrase::Extent,
    row::{Sentence, Side},
    rule::Rule,
};
use crate::model::{EntityType, Features, Modality, Predicate, QuantityKind, Reach, Relation, Triple, Upos};

impl Sentence<'_> {
    /// The rows that no verb says: appositions, offices, kinship.
    pub(super) fn nominals(&self, into: &mut Vec<Triple>) {
        for word in self.tree.all() {
            if self.is_role(word) && self.role_of(word, into) {
                continue;
            }
            let Some(beside) = self.tree.head(word) else { continue };
            match self.tree.relation(word) {
                Relation::Appos if self.is_told(beside, word, into) => {}
                Relation::Appos => self.apposition(beside, word, into),
                Relation::NmodDesc if self.tree.left(word) < self.tree.right(word) => {
                    self.title(word, beside, into)
                }
                _ => {}
            }
        }
    }

    fn apposition(&self, first: u32, second: u32, into: &mut Vec<Triple>) {
        let Some((name, noun)) = self.named_and_told(first, second) else { return };
        let subject = self.side(name, Extent::Full);
        let mut object = self.side(noun, Extent::Minimal);
        // "the mission in the country, MINUSMA": the noun beside the name stands for something else; "MINUSMA, the UN's MINUSMA": it is the
        // name again.
        let noun_is_named = self.tree.mention(noun).is_some();
        let entities = subject.phrase.entity.zip(object.phrase.entity);
        if entities.is_some_and(|(a, b)| (a == b) == noun_is_named)
            || subject.phrase.span.overlaps(object.phrase.span)
        {
            return;
        }
        // "the union, the country's largest": what it is, not again who.
        if object.phrase.entity == subject.phrase.entity {
            object.phrase.entity = None;
        }
        self.as_complement(&mut object);
        let be = self.tree.lexicon.be.clone();
        let predicate =
            Predicate { span: object.phrase.span, text: be.clone(), lemma: be, shown: None, implied: 1 };
        self.nominal(Rule::Apposition, subject, predicate, object, into);
    }

    /// Of two phrases side by side, what is told of and what is told of it; nothing where they do not tell of each other.
    fn named_and_told(&self, first: u32, second: u32) -> Option<(u32, u32)> {
        let named = |word: u32| self.tree.upos(word) == Upos::Propn;
        let article = |word: u32| self.tree.first_by(word, Relation::Det).is_some();
        let (name, noun) = match (named(first), named(second)) {
            (true, true) if !article(second) => return None,
            (false, true) if self.tree.upos(first) == Upos::Noun => (second, first),
            _ => (first, second),
        };
        let counted = |word: u32| {
            self.tree.quantity(word).is_some() || self.tree.by(word, &[Relation::Nummod]).next().is_some()
        };
        let share = |word: u32| {
            let quantity = self.tree.quantity(word).and_then(|q| self.tree.found.quantities.get(q as usize));
            quantity.is_some_and(|quantity| quantity.kind == QuantityKind::Percent)
        };
        // "1.2 million tons, up 7%": of an amount, no share is what it is.
        let amounts = self.tree.quantity(name).is_some() && counted(noun) && share(name) == share(noun);
        let telling = matches!(self.tree.upos(noun), Upos::Noun | Upos::Propn)
            && self.tree.upos(name) != Upos::Pron
            || amounts
            // "gave the alliance 71 percent of the time": a share is nobody.
            || self.tree.is(noun, Classes::MEASURE) && self.tree.measured(noun).is_some();
        // "will issue the papers, a process of weeks": several things are not one, but for a group of them.
        let plural = |word: u32| self.tree.has(word, Features::NUMBER_PLUR);
        let group =
            self.tree.lexicon.descriptions.contains_key(&self.tree.key(noun)) || self.tree.is_measure(noun);
        // "has broken the truce, a charge that": the truce is none.
        let charge = self.tree.is(noun, Classes::HOLDER) && !self.tree.is(name, Classes::HOLDER);
        let unlike = self.tree.upos(name) == Upos::Noun
            && plural(name)
            && self.tree.has(noun, Features::NUMBER_SING)
            && !group
            && self.tree.mention(name).is_none();
        // "the men, all of them traders"
        let some = self.tree.is_measure(noun)
            && self.tree.by(noun, &[Relation::Nmod]).any(|child| self.tree.upos(child) == Upos::Pron);
        if !telling
            || unlike
            || charge && self.tree.mention(name).is_none()
            || some
            || self.is_parted(first, second)
            || self.is_bare(noun)
            || self.tree.time(noun).is_some()
            || self.tree.time(name).is_some()
        {
            return None;
        }
        let name = if name == first { self.beside(first, second) } else { name };
        let fits = amounts || self.can_be(name, noun);
        fits.then_some((name, noun))
    }

    /// A mark between that ends what is said of the first: "he asked for food; its director", "Red card: Osei",
    /// "according to Osei, "every person"".
    fn is_parted(&self, first: u32, second: u32) -> bool {
        let start = self.tree.left(second);
        let between =
            (first + 1..start).chain(self.tree.by(second, &[Relation::Punct]).filter(|&mark| mark < second));
        let opened = self.tree.by(second, &[Relation::Punct]).any(|mark| self.tree.form(mark) == "(");
        let label = self.tree.head(first).is_none();
        let mut marks = between.map(|word| self.tree.form(word));
        marks.any(|mark| {
            mark == ";"
                || mark == ":" && (label || opened)
                || matches!(mark, "“" | "«" | "\"") && start > first + 2
        })
    }

    /// "a student in Lome, a port", "a stronghold of the Front, an alliance": what stands beside it is the port and the alliance.
    fn beside(&self, first: u32, second: u32) -> u32 {
        let near =
            self.tree.nearest_before(self.tree.left(second)).filter(|&near| self.tree.is_under(near, first));
        let fits = |&near: &u32| {
            self.tree.mention(near).is_some_and(|mention| {
                let site = self.tree.is(second, Classes::SITE);
                let someone = self.tree.is(second, Classes::ROLE.with(Classes::KIN).with(Classes::PERSON));
                if mention.kind.is_place() {
                    site
                } else {
                    mention.kind == EntityType::Org && !site && !someone
                }
            })
        };
        near.filter(|_| self.tree.mention(first).is_none()).filter(fits).unwrap_or(first)
    }

    /// False where name and noun are of different sorts: a person is no place, no body and no crowd; a price is no litre.
    fn can_be(&self, name: u32, noun: u32) -> bool {
        let Some(mention) = self.tree.mention(name) else {
            return self.tree.quantity(name).is_none();
        };
        let told = self.tree.lexicon.descriptions.get(&self.tree.key(noun)).copied();
        let person = mention.kind == EntityType::Person;
        let people = Classes::ROLE.with(Classes::KIN).with(Classes::PERSON).with(Classes::HUMAN);
        // "the third of eleven children", "the number of children"
        let chosen = self.tree.has(noun, Features::NUM_TYPE_ORD) || self.tree.is_measure(noun);
        let of = self.tree.by(noun, &[Relation::Nmod]).next().filter(|_| chosen);
        let someone = [Some(noun), of].into_iter().flatten().any(|word| self.tree.is(word, people));
        // "accused the army of theft, a charge that it denies": no body is a charge.
        let held = self.tree.is(noun, Classes::HOLDER.with(Classes::TOTAL))
            && !someone
            && matches!(mention.kind, EntityType::Person | EntityType::Org | EntityType::Gpe);
        // "the spokesman in the state, Yaw Mensah": a person is no place.
        let placed = person && *self.tree.role(self.tree.lead(noun).0) == self.tree.lexicon.place_role;
        let measure = |word: u32| self.tree.is_measure(word);
        let many = self.tree.has(noun, Features::NUMBER_PLUR)
            && !measure(noun)
            && !self.tree.head(noun).is_some_and(measure)
            && self.tree.first_by(name, Relation::Conj).is_none()
            && (mention.kind.is_place() || person);
        let other = match told {
            Some(EntityType::Org | EntityType::Gpe | EntityType::Event) => person,
            _ => someone && (mention.kind.is_place() || mention.kind == EntityType::Org),
        };
        !placed && !many && !other && !held
    }

    /// "the rugby team Ammanford": what stands before a name tells what it is.
    fn title(&self, title: u32, name: u32, into: &mut Vec<Triple>) {
        // "Secretary-General Osei": one part of a title is not the other.
        let inner = self.tree.relation(name) == Relation::NmodDesc;
        if inner || self.tree.mention(title).is_some() || self.tree.time(title).is_some() {
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
        let predicate =
            Predicate { span: object.phrase.span, text: be.clone(), lemma: be, shown: None, implied: 1 };
        self.nominal(Rule::Apposition, subject, predicate, object, into);
    }

    /// A noun alone tells little of what stands beside it.
    fn is_bare(&self, noun: u32) -> bool {
        self.tree.phrase(noun, Extent::Full).tokens.len() < 2
    }

    /// An office that a row of its own tells.
    fn is_told(&self, first: u32, second: u32, rows: &[Triple]) -> bool {
        [first, second].into_iter().any(|word| self.is_role(word) && self.has_role_row(word, rows))
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
            reach: Reach::default(),
            place: None,
            quantity: None,
            event: None,
            confidence,
            rule,
        });
    }
}
