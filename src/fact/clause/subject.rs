//! Whose a predicate is: its own subject, or the one that it shares, describes or is governed by.

use super::{REACH, Silence};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{EntityType, Features, Modality, Relation, TokenSpan, Upos},
};

/// How the subject of a predicate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fact) enum Found {
    /// It hangs on the predicate.
    Own,
    /// The predicate before it in a list has it.
    Coordinated,
    /// A relative clause describes it.
    Antecedent,
    /// A participle describes it.
    Described,
    /// It is the subject of the clause that a participle or infinitive goes with.
    Adverbial,
    /// It is the object of the verb that governs an infinitive.
    Controller,
}

/// Where the parser is less sure which noun a relative clause describes, it is the name just before it.
const NEAR: f32 = 0.8;

const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::Csubj];

impl Tree<'_> {
    /// The subject of a predicate. A passive may lack one.
    pub(super) fn subject(&self, predicate: u32) -> Result<(Option<u32>, Found), Silence> {
        let mut here = predicate;
        let mut found = Found::Own;
        for _ in 0..REACH {
            if let Some(subject) = self.own_subject(here) {
                return self.stands_for(subject, here, found);
            }
            let Some(above) = self.head(here) else { return Err(Silence::NoSubject) };
            let own = found == Found::Own;
            match self.universal(here) {
                Relation::Acl if self.relation(here) == Relation::AclRelcl => {
                    return Ok((Some(above), if own { Found::Antecedent } else { found }));
                }
                Relation::Acl if let Some((verb, ..)) = self.steered(here) => {
                    return Ok((self.controller(verb), if own { Found::Controller } else { found }));
                }
                Relation::Acl if let Some(first) = self.given(here) => {
                    return Ok((Some(first), if own { Found::Controller } else { found }));
                }
                // "the plan to sell", "the cost of selling": nobody is said to do it.
                Relation::Acl if self.is_infinitive(here) || self.is_led_gerund(here) => {
                    return Err(Silence::NoSubject);
                }
                Relation::Acl => return Ok((Some(above), if own { Found::Described } else { found })),
                Relation::Conj if self.is_predicate(above) => {
                    if own {
                        found = Found::Coordinated;
                    }
                }
                Relation::Xcomp => {
                    // "quit the party to stand alone": a verb that steers nobody tells what for.
                    let aims = self.is_infinitive(here)
                        && self
                            .verb(above)
                            .is_some_and(|verb| verb.steer.is_none() && verb.complement.is_none());
                    if let Some(object) = self.controller(above).filter(|_| !aims) {
                        return Ok((Some(object), if own { Found::Controller } else { found }));
                    }
                    // "the receipts that experts found to have been altered"
                    let pronoun = self.by(above, &[Relation::Obj]).next();
                    if let Some(thing) =
                        self.described(above).filter(|_| pronoun.is_some() && self.is_passive(here))
                    {
                        return Ok((Some(thing), if own { Found::Controller } else { found }));
                    }
                    if own {
                        let aims = aims && self.controller(above).is_some();
                        found = if aims { Found::Adverbial } else { Found::Controller };
                    }
                }
                Relation::Advcl
                    if !self.is_passive(above)
                        && self.steered(here).is_some()
                        && let Some(object) = self.steers(above) =>
                {
                    return Ok((Some(object), if own { Found::Controller } else { found }));
                }
                Relation::Advcl if let Some(first) = self.given(here) => {
                    return Ok((Some(first), if own { Found::Controller } else { found }));
                }
                Relation::Advcl if self.is_predicate(above) && !self.is_finite(here) => {
                    // "to protect them, the bridge was closed", "there was singing to greet them"
                    // "the time taken to obtain them"
                    let done = self.is_passive(above)
                        || self.universal(above) == Relation::Acl && self.has(above, Features::VOICE_PASS);
                    let unsaid = (self.is_infinitive(here) || self.is_means(here)) && done;
                    // "was raided by bandits, killing two": who did it killed.
                    let result = !self.is_infinitive(here)
                        && self.left(here).checked_sub(1).is_some_and(|comma| self.form(comma) == ",")
                        && self.by(here, &[Relation::Obj]).next().is_some()
                        && self.verb(here).is_some_and(|entry| entry.event.is_some())
                        && self.by(here, &[Relation::Mark]).next().is_none();
                    if let Some(doer) = self.exactly(above, Relation::OblAgent).filter(|_| result && done) {
                        return Ok((Some(doer), if own { Found::Adverbial } else { found }));
                    }
                    if unsaid || self.is_existential(above) {
                        return Err(Silence::NoSubject);
                    }
                    // "attacked while they were asleep, killing two": being asleep kills nobody.
                    if own
                        && self.is_copular(above)
                        && self.universal(above) == Relation::Advcl
                        && above < here
                        && let Some(main) = self.head(above)
                        && self.is_predicate(main)
                    {
                        found = Found::Adverbial;
                        here = main;
                        continue;
                    }
                    // "authorised a mission, led by Ghana"
                    if let Some(near) = self.apposed(here, above) {
                        return Ok((Some(near), if own { Found::Described } else { found }));
                    }
                    if own {
                        found = Found::Adverbial;
                    }
                }
                _ => return Err(Silence::NoSubject),
            }
            here = above;
        }
        Err(Silence::NoSubject)
    }

    /// The subject that hangs on a predicate. Of two, of which a parser may make one, not the number or the time.
    fn own_subject(&self, predicate: u32) -> Option<u32> {
        let mut subjects = self.by(predicate, &SUBJECTS);
        let first = subjects.next()?;
        // "It is the third cyclone to hit the province": the infinitive tells which cyclone.
        if self.universal(first) == Relation::Csubj
            && first > predicate
            && let Some(it) = self.first_by(predicate, Relation::Expl)
            && self.first_by(predicate, Relation::Det).is_some()
        {
            return Some(it);
        }
        let slight = self.upos(first) == Upos::Num || self.time(first).is_some();
        Some(subjects.next().filter(|_| slight).unwrap_or(first))
    }

    /// Looks behind a relative pronoun.
    fn stands_for(&self, subject: u32, of: u32, found: Found) -> Result<(Option<u32>, Found), Silence> {
        if !self.is(subject, Classes::RELATIVE.with(Classes::QUESTION))
            || self.children(subject).any(|child| self.universal(child) != Relation::Punct)
        {
            return Ok((Some(subject), found));
        }
        if self.is(subject, Classes::RELATIVE)
            && let Some(mut described) = self.described(of)
            && self.is_opened(of, subject)
        {
            let near = self.nearest_before(subject);
            if let Some(near) =
                near.filter(|&near| near != described && self.is_meant(near, subject, described))
            {
                described = near;
            } else if let Some(above) = self.whom(subject, described) {
                described = above;
            }
            let found = if found == Found::Own { Found::Antecedent } else { found };
            return Ok((Some(described), found));
        }
        if self.has(subject, Features::PRON_TYPE_REL)
            && let Some(near) = self.nearest_before(subject)
        {
            return Ok((Some(near), if found == Found::Own { Found::Antecedent } else { found }));
        }
        // "that is": the word points to something, and is no relative pronoun.
        if self.has(subject, Features::PRON_TYPE_DEM) {
            return Ok((Some(subject), found));
        }
        Err(Silence::Question)
    }

    /// "a chief of the region who": the person that the noun belongs to which the clause was tied to.
    fn whom(&self, pronoun: u32, tied: u32) -> Option<u32> {
        let who = self.is(pronoun, Classes::QUESTION) && !self.is(pronoun, Classes::THING);
        let place =
            self.is(tied, Classes::SITE) || self.mention(tied).is_some_and(|mention| mention.kind.is_place());
        let above = self.head(tied).filter(|_| who && place && self.universal(tied) == Relation::Nmod)?;
        self.is_person(above).then_some(above)
    }

    /// True where a relative pronoun means the noun just before it rather than the one that the parser tied its clause to.
    fn is_meant(&self, near: u32, pronoun: u32, tied: u32) -> bool {
        let thing = self.is(pronoun, Classes::THING);
        let who = !thing && self.is(pronoun, Classes::QUESTION);
        // "the head of the station, which": no person is meant; "a challenge from Kone, who": nothing but a person is.
        if thing && self.is_person(tied) || who && self.is_person(near) && !self.is_person(tied) {
            return true;
        }
        // "condemnation from the union, which said": what says, agrees or refuses is an actor.
        let actor = |word: u32| {
            let kind = self.mention(word).map(|mention| mention.kind);
            kind.is_some_and(|kind| matches!(kind, EntityType::Org | EntityType::Gpe))
        };
        if thing && near + 2 == pronoun && actor(near) && self.mention(tied).is_none() {
            let verb = self.head(pronoun).and_then(|verb| self.verb(verb));
            if verb.is_some_and(|verb| verb.speech || verb.complement.is_some() || verb.control.is_some()) {
                return true;
            }
        }
        let clause = self
            .children(tied)
            .find(|&child| self.universal(child) == Relation::Acl && self.is_under(pronoun, child));
        let Some(clause) = clause.filter(|_| self.is_under(near, tied)) else { return false };
        // "the president and the minister, who leads": one of them does.
        if self.head(near) == Some(tied) && self.universal(near) == Relation::Conj {
            let mut verbs = self.by(clause, &[Relation::Aux, Relation::Cop]).chain([clause]);
            return verbs.any(|verb| self.has(verb, Features::NUMBER_SING));
        }
        // "in the hands of the Union, which"
        let fits = self.is_person(near) || !who;
        let listed = self.way(near, tied).any(|word| self.universal(word) == Relation::Conj);
        let close = near + 2 == pronoun && self.mention(near).is_some() && self.belief(clause) < NEAR;
        fits && !listed && close
    }

    /// The noun before the comma before a participle of the past, where that stands behind the verb that it hangs on.
    fn apposed(&self, participle: u32, verb: u32) -> Option<u32> {
        let left = self.left(participle);
        let past =
            self.has(participle, Features::VOICE_PASS) && self.has(participle, Features::VERB_FORM_PART);
        let behind = verb < left && left.checked_sub(1).is_some_and(|comma| self.form(comma) == ",");
        let near = self.nearest_before(left).filter(|_| past && behind && left == participle)?;
        // "died in hospital, surrounded by her family": what is only where it happened is not what is described.
        let object = self.way(near, verb).any(|word| {
            self.head(word) == Some(verb) && matches!(self.universal(word), Relation::Obj | Relation::Nsubj)
        });
        (near > verb && object && self.exactly(participle, Relation::OblAgent).is_some()).then_some(near)
    }

    /// True where the pronoun opens the relative clause that the predicate is in: "who they say is poor", but not "who know who is poor".
    fn is_opened(&self, predicate: u32, pronoun: u32) -> bool {
        let mut here = predicate;
        for _ in 0..REACH {
            if self.universal(here) == Relation::Acl {
                return here == predicate || self.left(here) == self.left(pronoun);
            }
            match self.head(here) {
                Some(above) => here = above,
                None => break,
            }
        }
        true
    }

    /// The object that may be the subject of what the verb governs; not the pronoun of a relative clause ("the song they like to hear").
    pub(super) fn controller(&self, verb: u32) -> Option<u32> {
        let pronoun = |word: u32| {
            word < verb
                && self.is(word, Classes::RELATIVE.with(Classes::QUESTION))
                && self.left(word) == self.right(word)
        };
        let object = self.by(verb, &[Relation::Obj, Relation::Iobj]).find(|&object| !pronoun(object));
        object.or_else(|| self.reached(verb))
    }

    /// Whom a verb steers.
    fn steers(&self, verb: u32) -> Option<u32> {
        self.by(verb, &[Relation::Obj, Relation::Iobj]).next().or_else(|| self.reached(verb))
    }

    /// "called on the rebels to leave": whom a verb steers through a preposition.
    fn reached(&self, verb: u32) -> Option<u32> {
        let entry = self.verb(verb).filter(|entry| !entry.through.is_empty() && entry.steer.is_some())?;
        let mut next = self.by(verb, &[Relation::Xcomp, Relation::Advcl]);
        let next =
            next.find(|&next| self.is_infinitive(next) && self.by(next, &SUBJECTS).next().is_none())?;
        self.by(verb, &[Relation::Obl, Relation::Obj]).find(|&word| {
            let lead = self.lead(word).0;
            let fits = lead.len() == 1 && entry.through.contains(&self.key(lead.start));
            fits && verb < word && word < next && self.time(word).is_none()
        })
    }

    /// "gave them two days to leave", "won him the right to stay": of two objects the first is to do what follows.
    fn given(&self, infinitive: u32) -> Option<u32> {
        let above = self.head(infinitive)?;
        let verb = if self.universal(above) == Relation::Obj { self.head(above)? } else { above };
        let mut objects = self.by(verb, &[Relation::Obj, Relation::Iobj]).filter(|&object| object > verb);
        let (first, second) = (objects.next()?, objects.next()?);
        let twofold = self.verb(verb).is_some_and(|entry| entry.twofold);
        let parted = (first..second).any(|word| self.form(word) == ",");
        (twofold
            && !parted
            && !self.is_passive(infinitive)
            && self.is_infinitive(infinitive)
            && second < infinitive
            && !self.is_passive(verb))
        .then_some(first)
    }

    /// The verb that steers what its object is to do ("ordered them to leave", "accused them of stealing"), how it holds that, and
    /// whether it keeps the object from it ("banned them from leaving"). Some parsers see a clause of purpose in it.
    pub(in crate::fact) fn steered(&self, word: u32) -> Option<(u32, Modality, bool)> {
        let relation = self.universal(word);
        let mut above = self.head(word)?;
        let object = match relation {
            Relation::Acl => {
                let object = above;
                above = self.head(object)?;
                self.universal(object) == Relation::Obj && self.is_gerund(word)
            }
            Relation::Xcomp | Relation::Advcl => {
                let mut objects = self.by(above, &[Relation::Obj, Relation::Iobj]);
                objects.any(|object| above < object && object < word)
                    || self.is_passive(above)
                    || self.is_reduced(above)
                    || self.reached(above).is_some()
            }
            _ => false,
        };
        let verb = self.verb(above).filter(|_| object)?;
        if self.is_gerund(word) {
            let averts =
                self.by(word, &[Relation::Mark, Relation::Case]).any(|mark| self.is(mark, Classes::AVERTING));
            return verb.gerund.map(|modality| (above, modality, verb.denies || averts));
        }
        // "saw people waving"
        let ing = self.has(word, Features::VERB_FORM_GER)
            || self.has(word, Features::VERB_FORM_PART) && !self.has(word, Features::TENSE_PAST);
        let seen = ing
            && self.by(word, &[Relation::Mark, Relation::Aux]).next().is_none()
            && self.left(word).checked_sub(1).is_some_and(|before| self.form(before) != ",");
        if relation == Relation::Advcl && seen && !self.is_passive(above) {
            return verb.steer.map(|modality| (above, modality, false));
        }
        let reached = || self.reached(above).is_some();
        let purpose =
            relation == Relation::Advcl && (verb.purpose && !reached() || !self.is_infinitive(word));
        verb.steer.filter(|_| !purpose).map(|modality| (above, modality, verb.denies))
    }

    /// "a man suspected of theft": a participle that describes to whom something is done.
    fn is_reduced(&self, word: u32) -> bool {
        self.relation(word) == Relation::Acl
            && self.has(word, Features::TENSE_PAST)
            && self.by(word, &[Relation::Obj, Relation::Nsubj]).next().is_none()
    }

    /// A gerund after a preposition: "of selling".
    fn is_led_gerund(&self, word: u32) -> bool {
        let mut marks = self.by(word, &[Relation::Mark, Relation::Case]);
        !self.is_finite(word) && marks.any(|mark| mark < word && !self.is(mark, Classes::TO))
    }

    /// "by selling": what somebody does to do something.
    fn is_means(&self, word: u32) -> bool {
        let agent = |mark: u32| self.is_agent(TokenSpan::new(mark, mark + 1));
        self.by(word, &[Relation::Mark, Relation::Case]).any(agent)
    }

    /// "of stealing"
    fn is_gerund(&self, word: u32) -> bool {
        let mut marks = self.by(word, &[Relation::Mark, Relation::Case]);
        marks.any(|mark| mark < word && self.is(mark, Classes::STEERING))
            && !self.is_finite(word)
            && (self.has(word, Features::VERB_FORM_GER) || self.has(word, Features::VERB_FORM_PART))
    }

    /// True where the verb, or an auxiliary of it, is finite.
    pub(super) fn is_finite(&self, word: u32) -> bool {
        let finite = |word: u32| self.has(word, Features::VERB_FORM_FIN);
        finite(word) || self.by(word, &[Relation::Aux, Relation::Cop]).any(finite)
    }

    /// True for a name or an office of a person.
    fn is_person(&self, word: u32) -> bool {
        self.is(word, Classes::ROLE.with(Classes::KIN).with(Classes::HUMAN))
            || self.mention(word).is_some_and(|mention| mention.kind == EntityType::Person)
    }

    /// "There is": the subject is what there is.
    pub(super) fn is_existential(&self, head: u32) -> bool {
        self.first_by(head, Relation::Expl).is_some_and(|word| self.is(word, Classes::EXISTENTIAL))
            // "refiners there processed three million barrels"
            && self.exactly(head, Relation::Obj).is_none()
    }
}
