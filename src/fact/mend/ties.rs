//! Words that the parser ties to the wrong one: a clause to a noun further off, a name to what belongs to somebody.

use super::{CLIMB, Mender};
use crate::{
    fact::lexicon::Classes,
    model::{Features, Relation, Upos, Word},
};

impl Mender<'_> {
    /// "a group tied to Anvil that robs ships": a relative clause without a comma describes no bare name, but the noun before it.
    pub(super) fn restrictive(&mut self, clause: u32) {
        let Some(name) = self.head(clause).filter(|&name| self.at(name).upos == Upos::Propn) else { return };
        let left = self.start(name + 1, clause);
        let bare = self.by(name, Relation::Det).next().is_none();
        let close = left == name + 1 && self.is(left, Classes::RELATIVE);
        if !bare || !close || self.at(name).relation.universal() == Relation::Nsubj {
            return;
        }
        let mut here = name;
        for _ in 0..CLIMB {
            let hangs = matches!(
                self.at(here).relation.universal(),
                Relation::Nmod | Relation::Obl | Relation::Acl | Relation::Flat | Relation::Conj
            );
            let Some(above) = self.head(here).filter(|_| hangs) else { return };
            if above < name && self.at(above).upos == Upos::Noun {
                self.hang(clause, above, Relation::AclRelcl);
                return;
            }
            here = above;
        }
    }

    /// "agreed in Lome to sign", in which the parser sees an infinitive of purpose: the verb governs it.
    pub(super) fn governed(&mut self, infinitive: u32) {
        let Some(verb) = self.head(infinitive).filter(|&verb| verb < infinitive) else { return };
        let governs = self.verb(verb).is_some_and(|entry| entry.control.is_some() && !entry.purpose);
        let mut marks = self.by(infinitive, Relation::Mark);
        let to = marks.next().is_some_and(|mark| self.is(mark, Classes::TO)) && marks.next().is_none();
        drop(marks);
        if !governs || !to || self.at(verb).upos != Upos::Verb {
            return;
        }
        let taken =
            [Relation::Obj, Relation::Iobj, Relation::Ccomp, Relation::Xcomp, Relation::Aux, Relation::Cop];
        let free = taken.into_iter().all(|relation| {
            self.by(verb, relation)
                .all(|child| relation == Relation::Aux && self.at(child).relation == Relation::Aux)
        });
        let own = self.by(infinitive, Relation::Nsubj).next().is_some();
        let parted = (verb..infinitive).any(|word| self.is_comma(word));
        if free && !own && !parted {
            self.change(infinitive, |word| word.relation = Relation::Xcomp);
        }
    }

    /// "police fired on people who blocked the road, killing two": a comma ends a clause that tells which people.
    pub(super) fn outside(&mut self, gerund: u32) {
        let Word { features, upos, .. } = self.at(gerund);
        let ing = upos == Upos::Verb
            && (features.has(Features::VERB_FORM_GER) || features.has(Features::VERB_FORM_PART))
            && !features.has(Features::TENSE_PAST);
        let Some(mut relative) = self.head(gerund).filter(|_| ing) else { return };
        // "who tried to enter the hall, wounding two"
        while let Some(above) = self.head(relative).filter(|_| self.at(relative).relation == Relation::Xcomp)
        {
            relative = above;
        }
        let parted = gerund > relative && self.is_comma(gerund - 1);
        if self.at(relative).relation != Relation::AclRelcl || !parted {
            return;
        }
        let Some(noun) = self.head(relative) else { return };
        let left = self.start(noun + 1, relative);
        let mut above = std::iter::successors(self.head(noun), |&word| self.head(word)).take(CLIMB);
        let verb = above.find(|&word| self.at(word).upos == Upos::Verb && word < noun);
        let subject = |verb: u32| self.by(verb, Relation::Nsubj).next().is_some();
        if let Some(verb) = verb.filter(|&verb| !self.is_comma(left - 1) && subject(verb)) {
            self.change(gerund, |word| word.head = verb);
        }
    }

    /// "a village of 500 houses that has a school": verb and noun are of one number.
    pub(super) fn agreeing(&mut self, clause: u32) {
        let Some(noun) =
            self.head(clause).filter(|&noun| self.at(noun).relation.universal() == Relation::Nmod)
        else {
            return;
        };
        let pronoun = self.by(clause, Relation::Nsubj).next();
        if !pronoun.is_some_and(|pronoun| self.is(pronoun, Classes::RELATIVE)) {
            return;
        }
        let finite = |&word: &u32| self.at(word).features.has(Features::VERB_FORM_FIN);
        let auxiliary = self.by(clause, Relation::Aux).chain(self.by(clause, Relation::Cop)).find(finite);
        let present =
            Some(clause).filter(finite).filter(|&word| self.at(word).features.has(Features::TENSE_PRES));
        let Some(verb) = auxiliary.or(present) else { return };
        let one = |word: u32| self.at(word).features.has(Features::NUMBER_SING);
        let many = |word: u32| self.at(word).features.has(Features::NUMBER_PLUR);
        let Some(above) = self.head(noun).filter(|&above| above < noun && self.at(above).upos == Upos::Noun)
        else {
            return;
        };
        let measure = self.is(above, Classes::MEASURE);
        let listed = self.by(noun, Relation::Conj).next().is_some();
        let other =
            one(verb) && many(noun) && one(above) || many(verb) && one(noun) && many(above) && !listed;
        if other && !measure {
            self.change(clause, |word| word.head = above);
        }
    }

    /// "found a clerk guilty", "left 30 people dead": the noun is the object, and the adjective tells what becomes of it.
    pub(super) fn made(&mut self, verb: u32) {
        if self.verb(verb).is_none_or(|entry| entry.makes.is_none()) {
            return;
        }
        let adjective = |word: u32| self.at(word).upos == Upos::Adj;
        let object = self.by(verb, Relation::Obj).find(|&object| object > verb);
        // "called Osei a liar", with two complements
        let mut states = self.by(verb, Relation::Xcomp).filter(|&state| state > verb);
        let pair = states.next().zip(states.next());
        drop(states);
        if let Some((first, _)) = pair.filter(|&(first, _)| object.is_none() && self.is_named(first)) {
            self.hang(first, verb, Relation::Obj);
            return;
        }
        if let Some(object) = object {
            let behind = self.by(object, Relation::Amod).find(|&word| word == object + 1 && adjective(word));
            if let Some(state) = behind {
                self.hang(state, verb, Relation::Xcomp);
            }
            return;
        }
        let Some(state) = self.by(verb, Relation::Xcomp).find(|&word| word > verb && adjective(word)) else {
            return;
        };
        let noun = self.by(state, Relation::Compound).find(|&noun| noun + 1 == state);
        let Some(noun) = noun.filter(|&noun| matches!(self.at(noun).upos, Upos::Noun | Upos::Propn)) else {
            return;
        };
        let before: Vec<u32> = self.children(state).filter(|&child| child < noun).collect();
        for child in before {
            self.change(child, |child| child.head = noun);
        }
        self.hang(noun, verb, Relation::Obj);
    }

    /// "awarded Osei a medal": of two objects side by side, the first gets the second; but a sum is paid, and time given, to an object.
    pub(super) fn given(&mut self, verb: u32) {
        let mut objects = self.by(verb, Relation::Obj).filter(|&object| object > verb);
        let (Some(first), Some(second)) = (objects.next(), objects.next()) else { return };
        drop(objects);
        let exact = self.at(first).relation == Relation::Obj && self.at(second).relation == Relation::Obj;
        let joined =
            (first..second).any(|word| self.is_comma(word) || self.at(word).relation == Relation::Cc);
        let slight =
            self.is_time(second) || self.is_money(second) || self.is_time(first) || self.is_money(first);
        let (twofold, makes) =
            self.verb(verb).map_or((false, false), |entry| (entry.twofold, entry.makes.is_some()));
        if !exact || joined || slight || !twofold && !makes {
            return;
        }
        if makes && !twofold {
            self.change(second, |word| word.relation = Relation::Xcomp);
        } else {
            self.change(first, |word| word.relation = Relation::Iobj);
        }
    }

    /// "linked to al-Qaeda": what leads a name leads its first word, on which the others hang.
    pub(super) fn leading(&mut self, word: u32) {
        let Some(name) = self.head(word).map(|name| self.name_head(name)) else { return };
        if word < name {
            self.change(word, |word| word.head = name);
        }
    }

    /// "a three-day, two-nation tour": a noun that a hyphen ties to its number measures the noun whose article stands before both.
    pub(super) fn measuring(&mut self, noun: u32) {
        let Some([number, hyphen]) = noun.checked_sub(2).map(|number| [number, number + 1]) else { return };
        let tied = self.at(number).relation == Relation::Nummod && self.head(number) == Some(noun);
        if !tied || self.at(hyphen).upos != Upos::Punct || self.at(noun).relation != Relation::Obj {
            return;
        }
        let Some(verb) = self.head(noun) else { return };
        let measured = self.by(verb, Relation::Obj).find(|&other| {
            other > noun && self.by(other, Relation::Det).any(|article| article + 1 == number)
        });
        if let Some(measured) = measured {
            self.hang(noun, measured, Relation::Compound);
        }
    }

    /// "the first raid since the truce began": when it was, and not which raid.
    pub(super) fn since(&mut self, clause: u32) {
        let when = Classes::BOUNDING.with(Classes::TEMPORAL);
        let bound = self.by(clause, Relation::Mark).any(|mark| mark < clause && self.is(mark, when));
        if bound && self.by(clause, Relation::Nsubj).next().is_some() {
            self.change(clause, |word| word.relation = Relation::Advcl);
        }
    }

    /// "was barred by the court from running": whoever bars runs for nothing.
    pub(super) fn kept(&mut self, gerund: u32) {
        let Some(doer) = self.head(gerund).filter(|&doer| self.at(doer).relation == Relation::OblAgent)
        else {
            return;
        };
        let led =
            self.by(gerund, Relation::Mark).any(|mark| mark < gerund && self.is(mark, Classes::STEERING));
        let verb =
            self.head(doer).filter(|&verb| self.verb(verb).is_some_and(|entry| entry.gerund.is_some()));
        if let Some(verb) = verb.filter(|_| led) {
            self.hang(gerund, verb, Relation::Advcl);
        }
    }

    /// "denies taking bribes": a gerund describes no verb.
    pub(super) fn beside_verb(&mut self, gerund: u32) {
        let verb = self.head(gerund).filter(|&verb| verb + 1 == gerund && self.at(verb).upos == Upos::Verb);
        let past = self.at(gerund).features.has(Features::TENSE_PAST);
        if verb.is_some() && !past && self.at(gerund).upos == Upos::Verb {
            self.change(gerund, |word| word.relation = Relation::Xcomp);
        }
    }

    /// "rejected it, while the army demanded more, saying it was poor": who spoke last says so.
    pub(super) fn contrasted(&mut self, gerund: u32) {
        let Some(verb) = self.head(gerund).filter(|&verb| verb < gerund && self.says(gerund)) else { return };
        let Some(comma) = gerund.checked_sub(1).filter(|&comma| self.is_comma(comma)) else { return };
        let near = self.by(verb, Relation::Advcl).find(|&near| {
            let contrast = self.by(near, Relation::Mark).any(|mark| self.is(mark, Classes::TEMPORAL));
            let whole = (near..comma).all(|word| self.is_mark(word) || self.is_under(word, near));
            verb < near
                && near < comma
                && contrast
                && whole
                && self.by(near, Relation::Nsubj).next().is_some()
        });
        if let Some(near) = near {
            self.change(gerund, |word| word.head = near);
        }
    }

    /// "will give Osei 400 pounds": a name right before a sum is who gets it.
    pub(super) fn payee(&mut self, sum: u32) {
        let Some(verb) = self.head(sum).filter(|&verb| verb < sum && self.is_money(sum)) else { return };
        let name = self.by(sum, Relation::Compound).find(|&name| {
            verb < name && name < sum && self.at(name).upos == Upos::Propn && !self.is_money(name)
        });
        let takes = self.verb(verb).is_some_and(|entry| entry.twofold);
        if let Some(name) = name.filter(|_| takes) {
            self.hang(name, verb, Relation::Iobj);
        }
    }

    /// "fined the union two pounds": a sum explains nobody.
    pub(super) fn paid(&mut self, sum: u32) {
        let Some(object) = self.head(sum).filter(|&object| object < sum && !self.is_money(object)) else {
            return;
        };
        let takes = self.at(object).relation == Relation::Obj && self.is_money(sum);
        let verb =
            self.head(object).filter(|&verb| takes && self.verb(verb).is_some_and(|entry| entry.twofold));
        if let Some(verb) = verb {
            self.hang(sum, verb, Relation::Obj);
        }
    }

    /// "the leader of the Front's fighters, Ada Osei": a person explains the office, and not what it belongs to.
    pub(super) fn explained(&mut self, name: u32) {
        let Some(noun) = self.head(name).filter(|&noun| noun < name && self.is_person(name)) else { return };
        let office = |word: u32| self.is(word, Classes::ROLE) && self.at(word).upos == Upos::Noun;
        if office(noun) || self.is_person(noun) || self.at(noun).relation.universal() != Relation::Nmod {
            return;
        }
        let mut above = std::iter::successors(self.head(noun), |&word| {
            self.head(word).filter(|_| self.at(word).relation.universal() == Relation::Nmod)
        });
        let role = above.find(|&word| office(word) && self.at(word).features.has(Features::NUMBER_SING));
        if let Some(role) = role.filter(|&role| role < noun) {
            self.change(name, |word| word.head = role);
        }
    }

    /// "said Ada Osei, founding president of the union": a gerund right before an office describes it, and the office the name.
    pub(super) fn founding(&mut self, gerund: u32) {
        let role = gerund + 1;
        let ing = self.at(gerund).upos == Upos::Verb && !self.at(gerund).features.has(Features::TENSE_PAST);
        let own = self.at(role).relation == Relation::Obj && self.head(role) == Some(gerund);
        let bare = own && self.is(role, Classes::ROLE) && self.children(role).all(|child| child > role);
        let Some(comma) = gerund.checked_sub(1).filter(|&comma| ing && bare && self.is_comma(comma)) else {
            return;
        };
        let Some(name) = comma.checked_sub(1).filter(|&name| self.is_person(name)) else { return };
        self.hang(role, self.name_head(name), Relation::Appos);
        self.hang(gerund, role, Relation::Amod);
    }

    /// "in the capital Lome": a name right behind a noun explains it, where no preposition leads the name.
    pub(super) fn beside_noun(&mut self, name: u32) {
        let Some(noun) = name.checked_sub(1).filter(|&noun| self.at(noun).upos == Upos::Noun) else { return };
        let alike = self.at(noun).relation == Relation::Obl && self.head(noun) == self.head(name);
        let led = |word: u32| self.by(word, Relation::Case).next().is_some();
        if alike && self.at(name).upos == Upos::Propn && self.is_named(name) && led(noun) && !led(name) {
            self.hang(name, noun, Relation::Appos);
        }
    }
}
