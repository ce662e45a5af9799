//! Who says what a clause says: the verb or the preposition that reports it, before, after or around it, or some clauses further out.

use super::{Clause, Object};
use crate::{
    fact::{lexicon::Classes, tree::Tree},
    model::{Features, Modality, Relation, TokenSpan, Upos},
};

/// How many words are climbed to find who speaks.
const CLIMB: usize = 24;

/// How the clauses around a clause hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::fact) struct Held {
    pub modality: Option<Modality>,
    /// Who says so.
    pub speaker: Option<u32>,
    /// Somebody says so, named or not.
    pub reported: bool,
    /// Who says so says that it is not so.
    pub denied: bool,
}

impl Tree<'_> {
    /// How what stands around a predicate holds it.
    pub(super) fn held(&self, head: u32) -> Held {
        let mut held = Held::default();
        if self.is_condition(head) {
            held.modality = Some(Modality::Conditional);
        }
        let mut from = None;
        // What describes a thing in what is denied, or stands beside it, may be so all the same.
        let mut aside = false;
        // What a relative clause tells of a thing is asked for by nobody.
        let mut beyond = false;
        let mut here = head;
        for _ in 0..CLIMB {
            if let Some(speaker) = self.beside(here, from) {
                held.speaker = Some(speaker);
                held.reported = true;
                return held;
            }
            let Some(above) = self.head(here) else { break };
            let relation = if self.is_wished(here) { Relation::Ccomp } else { self.universal(here) };
            match relation {
                Relation::Ccomp if self.is_apart(here) => {}
                Relation::Conj | Relation::Parataxis if self.is_another(here) => break,
                // "If you tell her that it shrinks": nobody has told her.
                Relation::Ccomp if self.is_condition(above) => {
                    held.modality = held.modality.or(Some(Modality::Conditional));
                }
                Relation::Ccomp | Relation::Parataxis => {
                    let entry = self.verb(above).filter(|_| self.is_predicate(above));
                    let says = entry.and_then(|entry| entry.complement);
                    let says =
                        says.filter(|_| relation == Relation::Ccomp || entry.is_some_and(|e| e.speech));
                    // "he spoke, she said": the one that only says who spoke is not said itself.
                    let content = relation == Relation::Ccomp || !self.is_speech(here);
                    // "nobody knows that", "do not say that"
                    let unsaid = content && relation == Relation::Ccomp && self.is_unsaid(above);
                    let factive = entry.is_some_and(|entry| entry.factive);
                    if says.is_some() && unsaid && factive {
                        break;
                    }
                    if says.is_some() && unsaid && !entry.is_some_and(|entry| entry.raises) {
                        held.modality = held.modality.or(Some(Modality::Possible));
                        return held;
                    }
                    if let Some(modality) = says.filter(|_| content) {
                        held.denied ^= unsaid && !aside;
                        held.reported = true;
                        held.denied ^= entry.is_some_and(|entry| entry.denies) && !aside;
                        // "demanded that he drop the bill, which raises taxes": that it raises taxes nobody demands.
                        let own = Some(modality).filter(|&m| m != Modality::Reported);
                        held.modality = held.modality.or(own.filter(|_| !beyond));
                        held.speaker = self.speaker(above);
                        if held.speaker.is_some() || modality != Modality::Reported {
                            return held;
                        }
                    }
                    if relation == Relation::Parataxis && self.is_speech(here) {
                        break;
                    }
                }
                Relation::Xcomp | Relation::Advcl | Relation::Acl
                    if let Some((verb, modality, denied)) = self.steered(here) =>
                {
                    held.denied ^= denied;
                    if modality != Modality::Asserted {
                        held.modality = held.modality.or(Some(modality).filter(|&m| m != Modality::Reported));
                        held.reported |= modality == Modality::Reported;
                        // "the truce allowed them to leave": a truce says nothing.
                        let asks = matches!(modality, Modality::Requested | Modality::Reported);
                        if asks && !self.is_passive(verb) {
                            held.speaker = self.speaker(verb);
                            held.reported = held.speaker.is_some();
                            return held;
                        }
                    }
                }
                // "will leave when the rain stops": when that is to come, both are.
                Relation::Advcl if here == head && self.is_awaited(here, above) => {
                    held.modality = held.modality.or(Some(Modality::Planned));
                }
                Relation::Advcl
                    if here != head
                        && self.by(here, &[Relation::Mark]).any(|m| self.is(m, Classes::CONDITIONAL)) =>
                {
                    held.modality = held.modality.or(Some(Modality::Conditional));
                }
                // "as the mayor said"
                Relation::Advcl if self.is_aside(here) => break,
                // "fears that the dam may break"
                Relation::Acl
                    if self.is(above, Classes::HOLDER)
                        && self.relation(here) != Relation::AclRelcl
                        && self.is_finite(here) =>
                {
                    held.reported = true;
                    // "estimates from the ministry that", "the army's claim that"
                    let speaker = self.by(above, &[Relation::Nmod]).find(|&who| {
                        let role = self.role(self.lead(who).0);
                        let from = matches!(&**role, "source" | "agent") && who < here;
                        from || self.relation(who) == Relation::NmodPoss && self.mention(who).is_some()
                    });
                    held.speaker = held.speaker.or(speaker);
                    // "denied reports that the escort fled"
                    let denies = |verb: u32| self.verb(verb).is_some_and(|entry| entry.denies);
                    if let Some(verb) = self
                        .head(above)
                        .filter(|&verb| self.universal(above) == Relation::Obj && denies(verb))
                    {
                        held.denied ^= true;
                        held.speaker = self.speaker(verb);
                        if held.speaker.is_some() {
                            return held;
                        }
                    }
                }
                _ => {}
            }
            beyond |= self.relation(here) == Relation::AclRelcl;
            aside |= matches!(relation, Relation::Acl | Relation::Advcl | Relation::Parataxis);
            from = Some(here);
            here = above;
        }
        if held.speaker.is_none() && !self.is_speech(head) {
            held.speaker = self.according().or_else(|| self.tail_speaker(head));
            held.reported |= held.speaker.is_some();
        }
        held
    }

    /// True for a clause of time that goes with a clause of what is to come: "will leave when the rain stops", "would leave when it stopped".
    fn is_awaited(&self, clause: u32, main: u32) -> bool {
        let opens = |&word: &u32| self.is(word, Classes::TEMPORAL) && word < clause;
        let own = |relation| self.by(clause, relation);
        let opened = own(&[Relation::Mark, Relation::Advmod]).any(|word| opens(&word));
        let modal = |word: u32| {
            self.by(word, &[Relation::Aux]).find_map(|aux| {
                let modality = self.lexicon.modality.get(&self.key(aux)).copied();
                modality.filter(|_| self.is(aux, Classes::MODAL))
            })
        };
        let past = self
            .by(clause, &[Relation::Aux, Relation::Cop])
            .chain([clause])
            .any(|word| self.has(word, Features::TENSE_PAST) && self.has(word, Features::VERB_FORM_FIN));
        // "will sell grain after rain spoiled the harvest": that has been.
        let after = self.by(clause, &[Relation::Mark]).any(|mark| self.is(mark, Classes::FROM_ON));
        let to_come = match modal(main) {
            Some(Modality::Planned) => !past,
            Some(Modality::Possible) => !past || !after,
            _ => false,
        };
        opened && to_come && self.is_finite(clause) && modal(clause).is_none()
    }

    /// True where a verb of speech or thought is denied, or has nobody for its subject.
    fn is_unsaid(&self, verb: u32) -> bool {
        let denies = |child: u32| match self.universal(child) {
            Relation::Advmod => self.is(child, Classes::NEGATOR.with(Classes::NEGATIVE)),
            Relation::Nsubj => self.is(self.left(child), Classes::NOTHING),
            _ => false,
        };
        self.children(verb).any(denies)
    }

    /// "he said that they had paid; the mayor denied it": another one speaks.
    fn is_another(&self, word: u32) -> bool {
        let after = |mark: u32| self.form(mark) == ";";
        self.verb(word).is_some_and(|verb| verb.speech)
            && self.by(word, &[Relation::Nsubj]).next().is_some()
            && self.left(word).checked_sub(1).is_some_and(after)
    }

    /// "others, the mayor said": a verb of speech behind a comma, with its subject before it, that ends the sentence and that the
    /// parser took for a relative clause.
    pub(super) fn is_tail(&self, word: u32) -> bool {
        let left = self.left(word);
        let last = self.tokens.end.saturating_sub(2);
        self.universal(word) == Relation::Acl
            && self.is_speech(word)
            && self.by(word, &[Relation::Nsubj]).next().is_some_and(|subject| {
                subject < word
                    && !self.has(subject, Features::PRON_TYPE_REL)
                    && !self.is(subject, Classes::RELATIVE)
            })
            && self.right(word) >= last
            && left.checked_sub(1).is_some_and(|before| self.form(before) == ",")
            && !(left..word).any(|other| self.is(other, Classes::RELATIVE.with(Classes::WHERE)))
    }

    /// Who speaks at the end of the sentence.
    fn tail_speaker(&self, head: u32) -> Option<u32> {
        let tail = self.all().rev().take(CLIMB).find(|&word| self.upos(word) == Upos::Verb)?;
        (tail != head && self.is_tail(tail)).then(|| self.by(tail, &[Relation::Nsubj]).next()).flatten()
    }

    /// Who is said to say all of the sentence: what "according to" ties to its main clause, or to one beside it.
    fn according(&self) -> Option<u32> {
        let root = self.outwards().find(|&word| self.upos(word) != Upos::Punct)?;
        let beside = self.by(root, &[Relation::Conj, Relation::Parataxis]);
        beside.chain([root]).find_map(|clause| {
            self.by(clause, &[Relation::Obl, Relation::Nmod])
                .find(|&child| self.attributes(self.lead(child).0))
        })
    }

    /// Who is said to speak by a clause or a preposition that hangs on the word, but for the branch that was climbed.
    fn beside(&self, word: u32, from: Option<u32>) -> Option<u32> {
        for child in self.children(word).filter(|&child| Some(child) != from) {
            match self.universal(child) {
                Relation::Parataxis if self.is_speech(child) => {
                    if let Some(speaker) = self.speaker(child) {
                        return Some(speaker);
                    }
                }
                Relation::Advcl if self.is_aside(child) => {
                    if let Some(speaker) = self.speaker(child) {
                        return Some(speaker);
                    }
                }
                Relation::Obl | Relation::Nmod | Relation::Dep | Relation::Advmod
                    if self.attributes(self.lead(child).0) =>
                {
                    return Some(child);
                }
                _ => {}
            }
        }
        None
    }

    /// True for a verb that says who spoke, with nothing of its own that was said.
    pub(super) fn is_speech(&self, word: u32) -> bool {
        self.verb(word).is_some_and(|entry| entry.speech)
            && self.is_predicate(word)
            && self.by(word, &[Relation::Ccomp, Relation::Obj]).next().is_none()
    }

    /// A clause behind the object of a verb and a comma, with nothing that opens it: it stands beside what the verb says.
    pub(super) fn is_apart(&self, word: u32) -> bool {
        let Some(verb) = self.head(word) else { return false };
        let mut objects = self.by(verb, &[Relation::Obj]);
        let left = self.left(word);
        objects.any(|object| verb < object && object < left)
            && self.opening(word).is_empty()
            && left.checked_sub(1).is_some_and(|before| self.form(before) == ",")
    }

    /// "as the mayor said"
    fn is_aside(&self, word: u32) -> bool {
        self.is_speech(word) && self.by(word, &[Relation::Mark]).any(|mark| self.is(mark, Classes::ASIDE))
    }

    /// The subject of a verb that says something.
    fn speaker(&self, verb: u32) -> Option<u32> {
        if self.is_passive(verb) {
            return None;
        }
        self.subject(verb)
            .ok()
            .and_then(|(subject, _)| subject)
            .filter(|&subject| !self.is(subject, Classes::EXISTENTIAL.with(Classes::NOTHING)))
    }

    /// "…," the minister said: what stands before and around it is what was said.
    pub(super) fn quoted(&self, clause: &mut Clause) {
        let head = clause.head;
        if !self.is_speech(head) {
            return;
        }
        let said = match self.universal(head) {
            Relation::Acl if self.is_tail(head) => {
                let end = self.left(head);
                Some(self.trimmed(TokenSpan::new(self.tokens.start.min(end), end)))
            }
            Relation::Parataxis => self.head(head).map(|content| {
                let (whole, own) = (self.whole(content), self.whole(head));
                let before = self.trimmed(TokenSpan::new(whole.start, own.start.max(whole.start)));
                let after = self.trimmed(TokenSpan::new(own.end.min(whole.end), whole.end));
                if before.len() >= after.len() { before } else { after }
            }),
            _ => {
                self.by(head, &[Relation::Parataxis]).next().map(|content| self.trimmed(self.whole(content)))
            }
        };
        clause.speech = self.universal(head) == Relation::Parataxis || said.is_some() || self.is_aside(head);
        clause.object = said.filter(|said| !said.is_empty()).map(Object::Quoted);
    }
}
