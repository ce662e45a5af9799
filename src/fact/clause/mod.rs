//! From a tree to its clauses: who is the subject of which verb, what is its object, what else belongs to it.
//!
//! A clause holds words of the tree, never text: what a row shows is rendered last. Each decision is taken by looking from one
//! word at its neighbours in the tree; what is climbed is climbed a bounded number of steps.

mod arguments;
mod modality;
mod relative;
mod reported;
mod subject;
mod verb_group;

use super::{lexicon::Classes, rule::Rule, tree::Tree};
use crate::model::{Modality, Relation, TokenSpan, Upos};
pub(super) use reported::Held;
pub(super) use subject::Found;
pub(super) use verb_group::VerbGroup;

/// The most clauses that a sentence is read to.
pub(super) const CLAUSES: usize = 60;

/// A clause that describes something, or goes with another, is not read where the parser is less sure that it does.
const SURE: f32 = 0.3;

/// How far a chain of words is climbed or followed.
const REACH: usize = 8;

/// What stands in the place of the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// A phrase, or a list of them.
    Phrase(u32),
    /// What the subject is.
    Complement(u32),
    /// A phrase that a relative clause describes.
    Gap(u32),
    /// All that hangs on a clause; what opens it belongs to the predicate.
    Clause(u32),
    /// What somebody said before, after and around the clause.
    Quoted(TokenSpan),
}

/// How an argument is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A noun phrase, after a preposition or none.
    Phrase,
    /// A phrase that a relative clause describes.
    Gap,
    /// All that hangs on the word.
    Whole,
}

/// What more a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    /// The preposition, or the words up to one: "to lobby for". May be empty.
    pub lead: TokenSpan,
    pub head: u32,
    pub form: Form,
    /// It is a clause, whatever of it is written.
    pub clause: bool,
}

/// A predicate with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The word that the tree has for it.
    pub head: u32,
    pub subject: Option<u32>,
    pub found: Found,
    pub verbs: VerbGroup,
    pub object: Option<Object>,
    /// The preposition that the predicate takes with its object.
    pub joined: TokenSpan,
    pub arguments: Vec<Argument>,
    /// The noun that "there is".
    pub existential: bool,
    pub negated: bool,
    /// As its own words hold it.
    pub modality: Option<Modality>,
    /// As the clauses around it hold it, and who says so.
    pub held: Held,
    /// It only says who said the rest.
    pub speech: bool,
    pub rule: Rule,
}

/// Why a predicate gave no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nothing tells whose it is.
    NoSubject,
    /// It is asked, not said.
    Question,
    /// It has a subject and nothing else that a row could hold.
    NothingSaid,
    /// The language pack has no such rule.
    NoRule,
    /// The parser doubts what it hangs on.
    Doubtful,
    /// The sentence holds more than is read.
    Bound,
}

impl Silence {
    /// In words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoSubject => "nothing tells whose it is",
            Self::Question => "it is asked, not said",
            Self::NothingSaid => "nothing is said that a row could hold",
            Self::NoRule => "the language pack has no such rule",
            Self::Doubtful => "the parser doubts what it hangs on",
            Self::Bound => "the sentence holds more than is read",
        }
    }
}

/// A sentence in clauses.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub all: Vec<Clause>,
    /// Predicates without a clause.
    pub silent: Vec<(u32, Silence)>,
}

/// Reads the clauses of a sentence.
pub(super) fn read(tree: &Tree<'_>, into: &mut Clauses) {
    into.all.clear();
    into.silent.clear();
    for word in tree.all() {
        if !tree.is_predicate(word) || tree.is_chained(word) {
            continue;
        }
        if into.all.len() == CLAUSES {
            into.silent.push((word, Silence::Bound));
            continue;
        }
        match tree.clause(word) {
            Ok(clause) => into.all.push(clause),
            Err(why) => into.silent.push((word, why)),
        }
    }
}

impl Tree<'_> {
    /// True for a verb, or for what a copula says of its subject.
    pub fn is_predicate(&self, word: u32) -> bool {
        if self.is_copular(word) {
            return true;
        }
        // "Dar es Salaam": a word of a name says nothing.
        let named = self.mention(word).is_some_and(|mention| mention.tokens.len() > 1);
        if !matches!(self.upos(word), Upos::Verb | Upos::Aux) || named {
            return false;
        }
        match self.universal(word) {
            Relation::Amod
            | Relation::Compound
            | Relation::Case
            | Relation::Det
            | Relation::Aux
            | Relation::Cop
            | Relation::Mark
            | Relation::Cc
            | Relation::Nummod
            | Relation::Flat
            | Relation::Fixed
            | Relation::Advmod
            | Relation::Punct
            | Relation::Nmod
            | Relation::Goeswith => false,
            Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl | Relation::Appos => {
                self.by(word, &[Relation::Nsubj, Relation::Aux, Relation::Obj]).next().is_some()
            }
            _ => true,
        }
    }

    pub fn is_copular(&self, word: u32) -> bool {
        self.copula(word).is_some()
    }

    /// The copula that says of its subject what the word is.
    pub fn copula(&self, word: u32) -> Option<u32> {
        self.exactly(word, Relation::Cop).filter(|_| !self.is_due(word))
    }

    /// "the ministers are to travel", but not "the aim is to travel".
    fn is_due(&self, word: u32) -> bool {
        self.upos(word) == Upos::Verb
            && self.is_infinitive(word)
            && self.exactly(word, Relation::Cop).is_some_and(|be| be < word)
            && self.by(word, &[Relation::Nsubj]).next().is_some_and(|subject| {
                let thing = self.is(subject, Classes::THING) && !self.is(subject, Classes::RELATIVE);
                !thing && !self.is(subject, Classes::AIM.with(Classes::HOLDER))
            })
    }

    /// True where an infinitive's mark stands before it.
    pub fn is_infinitive(&self, word: u32) -> bool {
        self.by(word, &[Relation::Mark]).any(|mark| self.is(mark, Classes::TO))
    }

    fn clause(&self, head: u32) -> Result<Clause, Silence> {
        if self.is_asked(head) {
            return Err(Silence::Question);
        }
        // "provided that": it sets a condition, and nobody provides.
        if self.is_provided(head) {
            return Err(Silence::NothingSaid);
        }
        // "as it had done in May": another verb tells what.
        if self.is(head, Classes::PROVERB)
            && self.by(head, &[Relation::Mark, Relation::Advmod]).any(|mark| self.is(mark, Classes::ASIDE))
            && self.by(head, &[Relation::Obj]).next().is_none()
        {
            return Err(Silence::NothingSaid);
        }
        // "will stay shut": what the verb above says of its subject.
        if self.universal(head) == Relation::Xcomp && self.is_state(head) {
            let above = self.head(head);
            if above.is_some_and(|above| self.controller(above).is_none() && !self.is_passive(above)) {
                return Err(Silence::NothingSaid);
            }
        }
        let (subject, found) = self.subject(head)?;
        if subject.is_some_and(|subject| self.is_doubtful(head, subject)) {
            return Err(Silence::Doubtful);
        }
        if subject.is_some_and(|subject| self.is_number_apart(head, subject)) {
            return Err(Silence::Doubtful);
        }
        // "have enough to eat": what there is enough for.
        if self.universal(head) == Relation::Xcomp
            && self.head(head).is_some_and(|above| self.is_ample(above, head))
        {
            return Err(Silence::NothingSaid);
        }
        let verbs = self.verb_group(head);
        if subject.is_none() && !verbs.passive {
            return Err(Silence::NoSubject);
        }
        let mut clause = Clause {
            head,
            subject,
            found,
            object: None,
            joined: TokenSpan::default(),
            arguments: Vec::new(),
            existential: self.is_existential(head),
            negated: self.is_negated(head, &verbs),
            modality: self.modality(head, &verbs),
            held: self.held(head),
            speech: false,
            rule: self.rule(head, found, &verbs),
            verbs,
        };
        self.arguments(&mut clause);
        Ok(clause)
    }

    /// "20 wells dug, 5 to be drilled": a number before the verb stands for others than its subject.
    fn is_number_apart(&self, head: u32, subject: u32) -> bool {
        if !matches!(self.universal(head), Relation::Acl | Relation::Advcl | Relation::Conj) {
            return false;
        }
        let Some(number) = self.left(head).checked_sub(1).filter(|&word| word > subject) else {
            return false;
        };
        let phrase = self.phrase(subject, super::phrase::Extent::Full).tokens;
        self.upos(number) == Upos::Num
            && self.time(number).is_none()
            && self.mention(number).is_none()
            && number >= phrase.start
            && self.form(number - 1) == ","
            && (self.left(number)..number).all(|word| word >= number)
    }

    /// True where an adverb right before "to" tells how much a verb has, and what for.
    pub(super) fn is_ample(&self, verb: u32, next: u32) -> bool {
        let before = self.left(next).checked_sub(1).filter(|&word| word > verb);
        let adverb = before.is_some_and(|word| self.head(word) == Some(verb) && self.upos(word) == Upos::Adv);
        let governs = self.verb(verb).is_some_and(|entry| entry.control.is_some() || entry.steer.is_some());
        adverb
            && !governs
            && self.is_infinitive(next)
            && !self.is_copular(verb)
            && !self.is_passive(verb)
            && before.is_some_and(|word| self.universal(word) == Relation::Advmod && verb + 1 == word)
    }

    /// True where the clause has its subject from what it is tied to, and the tie may be wrong. A name has been looked at: what a
    /// relative pronoun can mean is seldom wrong.
    fn is_doubtful(&self, head: u32, subject: u32) -> bool {
        let named = self.mention(subject).is_some();
        self.way(head, subject).any(|word| {
            let tied = match self.universal(word) {
                Relation::Acl if self.relation(word) == Relation::AclRelcl && named => false,
                // "read out by a young officer"
                Relation::Acl if self.exactly(word, Relation::OblAgent).is_some() => false,
                Relation::Acl => self.head(word) == Some(subject),
                Relation::Advcl => self.is_under(head, word) && !self.is_under(subject, word),
                _ => false,
            };
            tied && self.belief(word) < SURE
        })
    }

    /// The rule that reads a clause, by how its subject was found.
    fn rule(&self, head: u32, found: Found, verbs: &VerbGroup) -> Rule {
        match found {
            Found::Coordinated => Rule::Shared,
            Found::Antecedent => Rule::Relative,
            Found::Described => Rule::Participle,
            Found::Controller => Rule::Steered,
            Found::Adverbial if self.is_infinitive(head) => Rule::Purpose,
            Found::Adverbial => Rule::Participle,
            Found::Own => match self.universal(head) {
                Relation::Ccomp => Rule::Complement,
                Relation::Xcomp if self.is_wished(head) => Rule::Complement,
                Relation::Advcl => Rule::Adverbial,
                Relation::Acl => Rule::Relative,
                _ if verbs.copula.is_some() => Rule::Copula,
                _ => Rule::Clause,
            },
        }
    }

    /// A question: the sentence ends so, or "if" opens what somebody asks.
    fn is_asked(&self, head: u32) -> bool {
        let whether = |mark: u32| self.is(mark, Classes::CONDITIONAL.with(Classes::QUESTION));
        // "divided on whether the dam caused it"
        if self.by(head, &[Relation::Mark]).any(|mark| self.is(mark, Classes::ASKING)) {
            return true;
        }
        let told = [Relation::Ccomp, Relation::Appos, Relation::Parataxis, Relation::Dep, Relation::Csubj];
        if told.contains(&self.universal(head)) && self.by(head, &[Relation::Mark]).any(whether) {
            return true;
        }
        let mut top = head;
        for _ in 0..REACH {
            match self.head(top) {
                Some(above) if matches!(self.universal(top), Relation::Conj | Relation::Xcomp) => top = above,
                // "Sugar tax: who pays?"
                Some(above) if self.universal(top) == Relation::Parataxis && !self.is_speech(top) => {
                    top = above
                }
                _ => break,
            }
        }
        self.head(top).is_none() && self.by(top, &[Relation::Punct]).any(|mark| self.form(mark) == "?")
    }
}
