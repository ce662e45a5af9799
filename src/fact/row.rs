//! From clauses to triples: which phrase is subject and which is object, and what the predicate reads.

use super::{
    clause::{Clause, Clauses, Object, Silence},
    coordination::SPLIT,
    lexicon::Classes,
    phrase::{Extent, NounPhrase},
    refer::{Referents, Referrer},
    rule::{Rule, Rules},
    tree::Tree,
};
use crate::model::{EntityType, Features, Phrase, Predicate, Relation, Span, TokenSpan, Triple, Upos};

/// The most rows of a sentence.
pub(super) const ROWS: usize = 120;

/// Everything that rows of one sentence are made from.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub tree: &'a Tree<'a>,
    pub rules: &'a Rules,
    pub index: u32,
    pub referents: &'a Referents,
    /// Who spoke the quotation that the sentence goes on with.
    pub carried: Option<Phrase>,
}

/// One fact before it is qualified.
pub(super) struct Draft {
    pub rule: Rule,
    pub subject: Option<Side>,
    pub object: Option<Side>,
    pub predicate: Predicate,
}

/// A subject or an object.
#[derive(Clone, Copy)]
pub(super) struct Side {
    pub phrase: Phrase,
    pub tokens: TokenSpan,
    /// Its head, where it is a noun phrase.
    pub head: Option<u32>,
    /// What to look for modifiers at: the head, and its minimal phrase.
    pub noun: Option<(u32, NounPhrase)>,
}

impl<'a> Sentence<'a> {
    pub fn referrer(&self) -> Referrer<'a> {
        Referrer { tree: self.tree }
    }

    /// The rows of all clauses of the sentence.
    pub fn rows(&self, clauses: &mut Clauses, into: &mut Vec<Triple>) {
        let first = into.len();
        let all = std::mem::take(&mut clauses.all);
        let only = self.only_place(&all);
        for clause in &all {
            if into.len() - first >= ROWS {
                clauses.silent.push((clause.head, Silence::Bound));
                continue;
            }
            let drafts = self.drafts(clause);
            let silent =
                if self.rules.get(clause.rule).is_none() { Silence::NoRule } else { Silence::NothingSaid };
            let before = into.len();
            for draft in drafts {
                if let Some(triple) = self.qualified(draft, clause, &all, only) {
                    let same = |other: &Triple| {
                        other.predicate.span == triple.predicate.span
                            && other.subject == triple.subject
                            && other.object == triple.object
                    };
                    if !into[first..].iter().any(same) {
                        into.push(triple);
                    }
                }
            }
            if let Some(triple) = self.made(clause).and_then(|draft| self.stated(draft, clause)) {
                into.push(triple);
            }
            if into.len() == before {
                clauses.silent.push((clause.head, silent));
            }
        }
        clauses.all = all;
        into.truncate(first + ROWS);
    }

    fn drafts(&self, clause: &Clause) -> Vec<Draft> {
        if clause.verbs.passive && clause.verbs.copula.is_none() {
            if self.is_impersonal(clause) || self.is_asking(clause) {
                return Vec::new();
            }
            return self.passive(clause);
        }
        if clause.existential {
            // "how many there were"
            let bare = |word: u32| {
                self.tree.is(word, Classes::MEASURE.with(Classes::NOTHING).with(Classes::QUESTION))
                    && !matches!(self.tree.upos(word), Upos::Noun | Upos::Num)
                    && self.tree.right(word) == word
            };
            if clause.subject.is_some_and(bare) {
                return Vec::new();
            }
            let subjects = self.sides(clause.subject, Extent::Minimal);
            return self.pairs(Rule::Existential, subjects, Vec::new(), self.predicate(clause));
        }
        if self.is_asking(clause) || self.is_empty(clause) || self.is_calling(clause) {
            return Vec::new();
        }
        let mut subjects = self.subjects(clause);
        let objects = self.objects(clause);
        // "It is the third such accident": what the last sentence was about is no accident.
        if clause.subject.is_some_and(|subject| self.tree.is(subject, Classes::THING))
            && let Some(Object::Complement(word)) = clause.object.filter(|_| clause.joined.is_empty())
        {
            let kind = |entity: u32| self.tree.found.entities.get(entity as usize).map(|entity| entity.kind);
            let told = self.tree.lexicon.descriptions.get(&self.tree.key(word)).copied();
            for side in &mut subjects {
                side.phrase.entity = side.phrase.entity.filter(|&entity| {
                    !matches!(self.tree.upos(word), Upos::Noun | Upos::Num)
                        || told.is_some() && told == kind(entity)
                        || self.tree.is(word, Classes::ROLE.with(Classes::SITE).with(Classes::PLACE_ROLE))
                });
            }
        }
        let rule = match clause.object {
            None if clause.speech => Rule::Report,
            // What a dependent clause leaves without object is seldom what it is about.
            None if clause.arguments.is_empty()
                || matches!(clause.rule, Rule::Participle | Rule::Complement) =>
            {
                Rule::Intransitive
            }
            Some(Object::Clause(_) | Object::Quoted(_)) if clause.verbs.copula.is_none() => Rule::Report,
            _ => clause.rule,
        };
        let mut drafts = self.pairs(rule, subjects, objects, self.predicate(clause));
        self.restate(clause, &mut drafts);
        drafts
    }

    /// True where a clause lacks what would make a fact of it.
    fn is_empty(&self, clause: &Clause) -> bool {
        let (last, tree) = (clause.verbs.last(), self.tree);
        let subject = clause.subject;
        // "nobody expects them to go": who is not does nothing on purpose.
        let nobody = subject
            .is_some_and(|word| tree.is(tree.phrase(word, Extent::Minimal).tokens.start, Classes::NOTHING));
        // "it will take days to count them": nobody is said to.
        let nobody = nobody
            || subject.is_some_and(|word| {
                let it = tree.is(word, Classes::THING) && !tree.is(word, Classes::RELATIVE);
                it && self.side(word, Extent::Minimal).phrase.entity.is_none()
            });
        if clause.rule == Rule::Purpose && nobody {
            return true;
        }
        if clause.object.is_some() || clause.verbs.copula.is_some() {
            return false;
        }
        // "trams are not", "as far as it can"
        let be = tree.lemma(last) == tree.lexicon.be;
        let modal =
            clause.verbs.chain.len() == 1 && tree.is(last, Classes::MODAL) && tree.upos(last) == Upos::Aux;
        if be || modal {
            return true;
        }
        // "the mayor said", of which what was said was not found
        let verb = tree.verb(last);
        let speaks = verb.is_some_and(|verb| verb.speech && !verb.alone);
        let alone = clause.verbs.chain.len() == 1 && clause.arguments.is_empty();
        let says = speaks && alone && !clause.negated;
        // "two hours of sleep", in which a parser may see that the hours sleep
        let time = subject.is_some_and(|word| tree.time(word).is_some());
        says || time && clause.arguments.is_empty()
    }

    /// "condemned what he called a lie": what is called so is not told.
    fn is_calling(&self, clause: &Clause) -> bool {
        let last = clause.verbs.last();
        let tree = self.tree;
        let asked =
            |word: u32| word < last && tree.is(word, Classes::QUESTION) && !tree.is(word, Classes::RELATIVE);
        tree.verb(last).is_some_and(|verb| verb.makes.is_some())
            && (tree.by(last, &[Relation::Obj]).any(asked) || self.is_tied_to_question(clause.head))
            && matches!(clause.object, Some(Object::Phrase(_) | Object::Complement(_)))
    }

    /// True for a clause that describes nothing but "what".
    fn is_tied_to_question(&self, head: u32) -> bool {
        let tree = self.tree;
        let described = tree.head(head).filter(|_| tree.universal(head) == Relation::Acl);
        described.is_some_and(|word| tree.is(word, Classes::QUESTION) && !tree.is(word, Classes::RELATIVE))
    }

    /// "it isn't said when": nobody is meant.
    fn is_impersonal(&self, clause: &Clause) -> bool {
        clause.object.is_none()
            && clause.subject.is_some_and(|subject| self.tree.is(subject, Classes::THING))
            && self.tree.verb(clause.verbs.last()).is_some_and(|verb| verb.speech)
            && self.tree.children(clause.head).any(|word| self.tree.is(word, Classes::QUESTION))
    }

    /// "what they do", "where they are": the word for what is not told stands as subject or object.
    fn is_asking(&self, clause: &Clause) -> bool {
        let object = match clause.object {
            Some(Object::Phrase(word) | Object::Complement(word)) => Some(word),
            _ => None,
        };
        let asks = |word: u32| {
            self.tree.is(word, Classes::QUESTION) && self.tree.left(word) == self.tree.right(word)
        };
        let pointed = |word: u32| self.tree.is(word, Classes::RELATIVE);
        // "who they are"
        let open = |word: u32| self.tree.is(word, Classes::QUESTION) && self.tree.upos(word) == Upos::Pron;
        let who = clause.verbs.copula.is_some() && object.is_some_and(open);
        // "knew what it was by the smell", where the parser ties the clause to its first word
        let tied = clause.verbs.copula.is_some()
            && self.tree.universal(clause.head) == Relation::Acl
            && self
                .tree
                .head(clause.head)
                .is_some_and(|above| open(above) && self.tree.universal(above) == Relation::Ccomp);
        who || tied
            || object.is_some_and(asks)
            || clause.subject.is_some_and(|word| asks(word) && !pointed(word))
    }

    /// "the bridge was closed by the army", "the bridge was closed", "the firm is known as Osei Brothers".
    fn passive(&self, clause: &Clause) -> Vec<Draft> {
        let lexicon = self.tree.lexicon;
        let mut predicate = self.predicate(clause);
        let words = (self.tree.key(clause.verbs.last()), self.tree.key(clause.joined.start));
        let mut rule = clause.rule;
        if clause.object.is_some() && lexicon.aliases.contains(&words) {
            predicate.lemma.clone_from(&lexicon.alias);
            predicate.shown = None;
            rule = Rule::Alias;
        } else if rule == Rule::Clause {
            let agent = !clause.joined.is_empty() && self.tree.is_agent(clause.joined);
            rule = if agent { Rule::Passive } else { Rule::Patient };
        } else if rule == Rule::Participle && clause.object.is_none() {
            rule = Rule::Intransitive;
        }
        self.pairs(rule, self.subjects(clause), self.objects(clause), predicate)
    }

    fn subjects(&self, clause: &Clause) -> Vec<Side> {
        let Some(subject) = clause.subject else { return Vec::new() };
        if matches!(self.tree.universal(subject), Relation::Csubj) {
            return self.clausal(self.tree.trimmed(self.tree.whole(subject)), subject).into_iter().collect();
        }
        let until =
            if subject < clause.head { self.tree.left(clause.head).max(subject + 1) } else { u32::MAX };
        let mut sides = self.sides(Some(subject), Extent::Full);
        sides.retain(|side| {
            side.head.is_none_or(|head| head == subject || !self.tree.is_inner(subject, head))
        });
        // "Osei, who heads the union, or UTG": what follows the clause has no part in it.
        if subject < clause.head {
            sides.retain(|side| side.head.is_none_or(|head| head < clause.head));
        }
        if self.tree.is_under(clause.head, subject) {
            for side in &mut sides {
                if side.tokens.end > until && side.tokens.start < until {
                    let noun = self.tree.phrase_until(subject, Extent::Full, until);
                    side.tokens = noun.tokens;
                    side.phrase.span = self.tree.span(noun.tokens);
                    side.phrase.core = within(side.phrase.core, side.phrase.span);
                }
            }
        }
        sides
    }

    fn objects(&self, clause: &Clause) -> Vec<Side> {
        match clause.object {
            None => Vec::new(),
            Some(Object::Complement(word)) => {
                let mut sides = self.sides(Some(word), Extent::Minimal);
                // "is wrong, but not for that reason"
                let led = |head: u32| !self.tree.lead(head).0.is_empty();
                // "is the first that says who pays, and when"
                let asks = |head: u32| self.tree.is(head, Classes::QUESTION);
                // "were shot dead and four hurt": the four are not what the others were.
                let state = self.tree.upos(word) == Upos::Adj;
                let alike = |head: u32| !(state && matches!(self.tree.upos(head), Upos::Num | Upos::Noun));
                sides.retain(|side| {
                    side.head.is_none_or(|head| head == word || !led(head) && !asks(head) && alike(head))
                });
                for side in &mut sides {
                    self.as_complement(side);
                }
                sides
            }
            Some(Object::Phrase(word)) => {
                let mut sides = self.sides(Some(word), Extent::Minimal);
                // "at night and by canoe"
                let led = |head: u32| self.tree.lead(head).0;
                let same = |lead: TokenSpan| {
                    lead.is_empty() || self.tree.key(lead.start) == self.tree.key(clause.joined.start)
                };
                // "stationed in Ghana, 300 men in Togo"
                let counted = |head: u32| self.tree.by(head, &[Relation::Nummod]).next().is_some();
                let alike = |head: u32| same(led(head)) && (counted(word) || !counted(head));
                if !clause.joined.is_empty() {
                    sides.retain(|side| side.head.is_none_or(|head| head == word || alike(head)));
                }
                sides
            }
            Some(Object::Gap(word)) => {
                let until = self.tree.left(clause.head);
                let mut side = self.side(word, Extent::Full);
                let noun =
                    self.tree.phrase_until(word, Extent::Full, if until > word { until } else { u32::MAX });
                side.tokens = noun.tokens;
                side.phrase.span = self.tree.span(noun.tokens);
                side.phrase.core = within(side.phrase.core, side.phrase.span);
                vec![side]
            }
            Some(Object::Clause(word)) => {
                let mut whole = self.tree.whole(word);
                let opening = self.opening(word);
                if word < clause.head && clause.head < whole.end {
                    let subject = clause
                        .subject
                        .filter(|&subject| subject > word)
                        .map(|subject| self.tree.left(subject));
                    whole.end = clause
                        .verbs
                        .words
                        .iter()
                        .copied()
                        .filter(|&verb| verb > word)
                        .chain(subject)
                        .min()
                        .unwrap_or(whole.end);
                }
                if !opening.is_empty() {
                    whole.start = opening.end;
                }
                self.clausal(self.tree.trimmed(whole), word).into_iter().collect()
            }
            Some(Object::Quoted(tokens)) => self.clausal(tokens, tokens.start).into_iter().collect(),
        }
    }

    pub(super) fn opening(&self, word: u32) -> TokenSpan {
        let left = self.tree.left(word);
        let mark = self.tree.by(word, &[Relation::Mark]).find(|&mark| mark == left);
        let that = mark.filter(|&mark| self.tree.is(mark, Classes::COMPLEMENTISER.with(Classes::WISHING)));
        that.map_or(TokenSpan::default(), |mark| TokenSpan::new(mark, mark + 1))
    }

    pub(super) fn clausal(&self, tokens: TokenSpan, head: u32) -> Option<Side> {
        if tokens.is_empty() {
            return None;
        }
        let span = self.tree.span(tokens);
        let head = self.head_in(tokens, head);
        Some(Side { phrase: Phrase { span, core: span, head, entity: None }, tokens, head: None, noun: None })
    }

    /// The word of a head; the last of what is shown of its phrase, where the head is not.
    pub(super) fn head_in(&self, tokens: TokenSpan, head: u32) -> Span {
        let shown = tokens.start <= head && head < tokens.end;
        let head = if shown { head } else { tokens.end.saturating_sub(1) };
        self.tree.span(TokenSpan::new(head, head + 1))
    }

    /// The members of a list of things, each as one side.
    fn sides(&self, word: Option<u32>, extent: Extent) -> Vec<Side> {
        let Some(word) = word else { return Vec::new() };
        let members = self.tree.members(word);
        let extent = if members.together { Extent::List } else { extent };
        members.heads.iter().map(|&head| self.side(head, extent)).collect()
    }

    pub fn side(&self, head: u32, extent: Extent) -> Side {
        let noun = self.tree.phrase(head, extent);
        let minimal = if extent == Extent::Full { self.tree.phrase(head, Extent::Minimal) } else { noun };
        let named = || self.referrer().apposed(minimal.head);
        let phrase = Phrase {
            span: self.tree.span(noun.tokens),
            core: within(self.tree.span(minimal.core), self.tree.span(noun.tokens)),
            head: self.head_in(noun.tokens, noun.head),
            entity: self.referrer().of(&minimal, self.referents).or_else(named),
        };
        Side {
            phrase,
            tokens: noun.tokens,
            head: Some(head),
            noun: Some((head, noun)).filter(|_| extent != Extent::Full),
        }
    }

    /// What something is: "one of the towns" is no town, "7 percent of the budget" no budget.
    pub fn as_complement(&self, side: &mut Side) {
        let Some((head, noun)) = side.noun else { return };
        // "two of them are Ghanaians": that is no country.
        let people = self.tree.mention(head).is_some_and(|mention| mention.kind == EntityType::Norp);
        if people && self.tree.has(head, Features::NUMBER_PLUR) {
            side.phrase.entity = None;
        }
        if noun.head != head {
            side.phrase.core =
                within(self.tree.span(self.tree.stripped(noun.tokens, head)), side.phrase.span);
            side.phrase.entity = None;
        }
    }

    /// One draft for each pair of a subject and an object.
    fn pairs(&self, rule: Rule, subjects: Vec<Side>, objects: Vec<Side>, predicate: Predicate) -> Vec<Draft> {
        if subjects.is_empty() && objects.is_empty() {
            return Vec::new();
        }
        // A missing side counts as one.
        let (rows, columns) = (subjects.len().clamp(1, SPLIT), objects.len().clamp(1, SPLIT));
        let count = (rows * columns).min(2 * SPLIT);
        let mut predicate = Some(predicate);
        let mut drafts = Vec::with_capacity(count);
        for index in 0..count {
            let own = if index + 1 == count { predicate.take() } else { predicate.clone() };
            let Some(predicate) = own else { break };
            let (subject, object) =
                (subjects.get(index / columns).copied(), objects.get(index % columns).copied());
            drafts.push(Draft { rule, subject, object, predicate });
        }
        drafts
    }
}

/// What of the core of a phrase lies inside what is shown of the phrase; all of that where none does.
pub(super) fn within(core: Span, whole: Span) -> Span {
    let inside = Span::new(core.start.max(whole.start), core.end.min(whole.end));
    if inside.is_empty() { whole } else { inside }
}
