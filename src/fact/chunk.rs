//! From tags to chunks: noun groups, verb groups, and what links them.
//!
//! A noun group is a head with all that stands before it; a verb group is a verb with its auxiliaries, negation, particle, and the
//! verbs that it governs ("chose to sign"). Positions are tokens of the article.

use super::{
    lexicon::{Classes, Forms, Lexicon, VerbId, Word},
    tag::{Tag, Tagged, Tags},
};
use crate::model::{Modality, Token, TokenSpan, View};

/// What heads a noun group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    Common,
    Name,
    Pronoun,
    Number,
    /// No noun at all: a predicate adjective.
    Adjective,
}

/// A noun group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub tokens: TokenSpan,
    /// Without article, number and possessive pronoun.
    pub core: TokenSpan,
    pub head: u32,
    pub kind: GroupKind,
    /// The head only selects or counts: what follows "of" is meant ("dozens of people").
    pub measures: bool,
}

/// How a verb group stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbKind {
    Finite,
    /// After "to".
    Infinitive,
    /// Without "to" and without a subject that agrees: an imperative or a subjunctive.
    Base,
    Ing,
    Participle,
}

/// A verb group.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup {
    pub tokens: TokenSpan,
    pub kind: VerbKind,
    /// The last verb, whose object follows.
    pub main: VerbId,
    pub main_token: u32,
    /// The first verb that is no auxiliary, where it governs the main one.
    pub governor: Option<VerbId>,
    pub lemma: String,
    pub passive: bool,
    pub negated: bool,
    pub modality: Option<Modality>,
    /// The main verb is the copula.
    pub copula: bool,
}

/// One element of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chunk {
    /// Index into [`Chunks::groups`].
    Group(u32),
    /// Index into [`Chunks::verbs`].
    Verb(u32),
    Preposition(TokenSpan),
    Time(TokenSpan),
    Coordinator,
    Comma,
    Quote,
    Open,
    Close,
    Stop,
    Complementiser(u32),
    Relative(u32),
    Subordinator(u32),
    Adverb,
}

/// A sentence in chunks.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunks {
    pub all: Vec<Chunk>,
    pub groups: Vec<Group>,
    pub verbs: Vec<VerbGroup>,
}

/// Gathers the tags of a sentence, whose first token is `first`, into chunks.
pub(super) fn chunk(
    lexicon: &Lexicon,
    view: &View<'_>,
    tokens: &[Token],
    tags: &Tags,
    first: u32,
    into: &mut Chunks,
) {
    into.all.clear();
    into.groups.clear();
    into.verbs.clear();
    let chunker = Chunker { lexicon, view, tokens, words: &tags.words, tags: &tags.all, first };
    let mut at = 0;
    while at < tags.all.len() {
        at = chunker.next(at, into).max(at + 1);
    }
}

struct Chunker<'a> {
    lexicon: &'a Lexicon,
    view: &'a View<'a>,
    tokens: &'a [Token],
    words: &'a [Word],
    tags: &'a [Tagged],
    first: u32,
}

impl Chunker<'_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).map(|t| t.tag)
    }

    fn classes(&self, at: usize) -> Classes {
        self.words.get(at).map(|word| word.classes).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> TokenSpan {
        TokenSpan::new(self.first + start as u32, self.first + end as u32)
    }

    fn place(&self, at: usize) -> u32 {
        self.first + at as u32
    }

    /// Adds the chunk that begins at `at`; says where the next begins.
    fn next(&self, at: usize, into: &mut Chunks) -> usize {
        let Some(tag) = self.tag(at) else { return at + 1 };
        let simple = match tag {
            Tag::Coordinator => Chunk::Coordinator,
            Tag::Comma => Chunk::Comma,
            Tag::Quote => Chunk::Quote,
            Tag::Open => Chunk::Open,
            Tag::Close => Chunk::Close,
            Tag::Stop | Tag::Hyphen => Chunk::Stop,
            Tag::Complementiser => Chunk::Complementiser(self.place(at)),
            Tag::Relative => Chunk::Relative(self.place(at)),
            Tag::Subordinator => Chunk::Subordinator(self.place(at)),
            Tag::Preposition | Tag::PrepositionRest => {
                let mut end = at + 1;
                while self.tag(end) == Some(Tag::PrepositionRest) {
                    end += 1;
                }
                into.all.push(Chunk::Preposition(self.span(at, end)));
                return end;
            }
            Tag::Negator | Tag::Adverb | Tag::Particle => {
                if let Some(end) = self.verb_group(at, into) {
                    return end;
                }
                if tag == Tag::Adverb && self.tag(at + 1) == Some(Tag::Adjective) {
                    return self.group(at, into);
                }
                Chunk::Adverb
            }
            Tag::Modal
            | Tag::Be
            | Tag::Have
            | Tag::Do
            | Tag::To
            | Tag::Finite
            | Tag::Base
            | Tag::Participle
            | Tag::Ing => {
                return self.verb_group(at, into).unwrap_or(at + 1);
            }
            Tag::Time => {
                let mut end = at + 1;
                while self.tag(end) == Some(Tag::Time) {
                    end += 1;
                }
                // "Monday's attack": the time belongs to the noun.
                if self.tag(end) == Some(Tag::PossessiveMark) {
                    return self.group(at, into);
                }
                into.all.push(Chunk::Time(self.span(at, end)));
                return end;
            }
            _ => return self.group(at, into),
        };
        into.all.push(simple);
        at + 1
    }

    /// A noun group from `start`.
    fn group(&self, start: usize, into: &mut Chunks) -> usize {
        let mut at = start;
        let mut core = start;
        let mut head = None;
        let mut noun_seen = false;
        let mut settled = None;
        let mut kind = GroupKind::Adjective;
        let mut opened = false;
        while let Some(tag) = self.tag(at) {
            let next = self.tag(at + 1);
            match tag {
                Tag::Determiner | Tag::Possessive => {
                    if noun_seen {
                        break;
                    }
                    if !opened {
                        core = at + 1;
                    }
                }
                Tag::Number => {
                    if noun_seen && kind != GroupKind::Number && !matches!(kind, GroupKind::Name) {
                        break;
                    }
                    if !noun_seen {
                        head = Some(at);
                        kind = GroupKind::Number;
                        if !opened || core == at {
                            core = at + 1;
                        }
                    }
                }
                Tag::Adverb if !noun_seen && matches!(next, Some(Tag::Adjective)) => {}
                Tag::Adjective => {
                    if noun_seen && !matches!(next, Some(Tag::Noun | Tag::Name | Tag::Adjective)) {
                        break;
                    }
                    if noun_seen && settled.is_some() {
                        break;
                    }
                    if head.is_none() {
                        head = Some(at);
                    }
                    opened = true;
                }
                Tag::Noun | Tag::Name => {
                    // A second conjunct leaves the head where it is.
                    if settled.is_none() {
                        head = Some(at);
                        kind = if tag == Tag::Name { GroupKind::Name } else { GroupKind::Common };
                    }
                    noun_seen = true;
                    opened = true;
                }
                Tag::Pronoun => {
                    if at > start {
                        break;
                    }
                    head = Some(at);
                    kind = GroupKind::Pronoun;
                    core = at;
                    at += 1;
                    break;
                }
                Tag::Time => {
                    let end = (at..self.tags.len())
                        .find(|&k| self.tag(k) != Some(Tag::Time))
                        .unwrap_or(self.tags.len());
                    let modifies = match self.tag(end) {
                        Some(Tag::PossessiveMark) => true,
                        Some(Tag::Noun | Tag::Name | Tag::Adjective) => at > start && !noun_seen,
                        _ => false,
                    };
                    if !modifies {
                        break;
                    }
                    at = end;
                    noun_seen |= self.tag(end) == Some(Tag::PossessiveMark);
                    opened = true;
                    continue;
                }
                Tag::PossessiveMark => {
                    if !noun_seen && at == start {
                        break;
                    }
                    noun_seen = false;
                    settled = None;
                }
                Tag::Hyphen => {
                    if at == start {
                        break;
                    }
                    // What follows a hyphen goes on with the same word, whatever its tag.
                    if !matches!(next, Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number)) {
                        if next.is_some_and(|t| {
                            t.is_verb()
                                || t == Tag::Preposition
                                || t == Tag::Particle
                                || t == Tag::Adverb
                                || t == Tag::Time
                        }) {
                            at += 2;
                            continue;
                        }
                        at += 1;
                        break;
                    }
                }
                Tag::Coordinator => {
                    if !self.coordinates(at, start, noun_seen, into) {
                        break;
                    }
                    // "French and Malian soldiers": adjectives both, and the head is to come.
                    if noun_seen && self.tag(at - 1) != Some(Tag::Name) {
                        settled = head;
                    }
                }
                Tag::Comma => {
                    let between =
                        self.tag(at.wrapping_sub(1)) == Some(Tag::Adjective) && next == Some(Tag::Adjective);
                    if noun_seen || !between {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        let Some(head) = head else {
            // An article without a noun: nothing to speak of, but the word is read.
            return at.max(start + 1);
        };
        let end = at.max(head + 1);
        let core = if core >= end || core > head { head.min(start.max(core.min(head))) } else { core };
        let measures = matches!(kind, GroupKind::Number)
            || matches!(kind, GroupKind::Common | GroupKind::Pronoun)
                && self.classes(head).any(Classes::MEASURE);
        into.all.push(Chunk::Group(into.groups.len() as u32));
        into.groups.push(Group {
            tokens: self.span(start, end),
            core: self.span(core, end),
            head: self.place(head),
            kind,
            measures,
        });
        end
    }

    /// True where the coordinator at `at` joins words inside one noun group.
    fn coordinates(&self, at: usize, start: usize, noun_seen: bool, into: &Chunks) -> bool {
        let (before, next) = (self.tag(at - 1), self.tag(at + 1));
        if !noun_seen {
            return at > start
                && before == Some(Tag::Adjective)
                && matches!(next, Some(Tag::Adjective | Tag::Noun))
                && matches!(self.tag(at + 2), Some(Tag::Noun | Tag::Name | Tag::Adjective));
        }
        if before == Some(Tag::Name) && next == Some(Tag::Name) {
            return self.tag(at + 2) == Some(Tag::Noun) && self.is_adjective(at + 1);
        }
        if before != Some(Tag::Noun) || next != Some(Tag::Noun) {
            return false;
        }
        let mut end = at + 1;
        while self.tag(end) == Some(Tag::Noun) {
            end += 1;
        }
        let follows = self.tag(end);
        let verb_next = follows.is_some_and(|tag| tag.is_auxiliary() || tag == Tag::Finite);
        let verb_before = into.verbs.iter().any(|verb| verb.kind == VerbKind::Finite);
        // "soldiers of Mali": the second conjunct with an argument of its own is a group of its own.
        let owns = follows == Some(Tag::Preposition) && self.classes(end).any(Classes::OF);
        !(owns || verb_next && verb_before) && follows != Some(Tag::PossessiveMark)
    }

    /// True for a capitalised word that looks like an adjective ("Malian").
    fn is_adjective(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.ends_like_adjective(self.view.word(token)))
    }

    /// The tag after adverbs and negation, and where it stands.
    fn past_adverbs(&self, mut at: usize) -> usize {
        for _ in 0..4 {
            if matches!(self.tag(at), Some(Tag::Adverb | Tag::Negator)) {
                at += 1;
            }
        }
        at
    }

    /// A verb group from `start`, where there is one.
    fn verb_group(&self, start: usize, into: &mut Chunks) -> Option<usize> {
        let begins = self.past_adverbs(start);
        let opening = self.tags.get(begins)?;
        if !(opening.tag.is_auxiliary() || opening.tag.is_verb() || opening.tag == Tag::To) {
            return None;
        }
        let kind = match opening.tag {
            Tag::To => VerbKind::Infinitive,
            Tag::Base => VerbKind::Base,
            Tag::Ing => VerbKind::Ing,
            Tag::Participle => VerbKind::Participle,
            Tag::Be | Tag::Have | Tag::Do if opening.forms.any(Forms::ING) => VerbKind::Ing,
            Tag::Be if opening.forms.any(Forms::BASE) => VerbKind::Base,
            _ => VerbKind::Finite,
        };
        let mut group = Reading::default();
        let mut at = start;
        let mut last = None;
        let mut end = start;
        loop {
            let here = self.past_adverbs(at);
            let Some(tagged) = self.tags.get(here) else { break };
            let fits = match tagged.tag {
                Tag::Modal => last.is_none(),
                Tag::To => here == begins || group.to_follows,
                Tag::Be | Tag::Have | Tag::Do => group.main.is_none() || last == Some(Tag::To),
                Tag::Finite => last.is_none(),
                Tag::Base => last.is_none() || matches!(last, Some(Tag::Modal | Tag::Do | Tag::To)),
                Tag::Participle => last.is_none() || matches!(last, Some(Tag::Be | Tag::Have)),
                Tag::Ing => last.is_none() || matches!(last, Some(Tag::Be)) || group.gerund_follows,
                _ => false,
            };
            if !fits {
                break;
            }
            for passed in at..here {
                group.adverb(self.tag(passed), self.classes(passed));
            }
            group.to_follows = false;
            match tagged.tag {
                Tag::Modal => group.hold(self.lexicon.modality.get(&self.tokens[here].key).copied()),
                Tag::To => {}
                Tag::Be | Tag::Have | Tag::Do => {
                    group.auxiliary = Some((tagged.verb, here));
                    if tagged.tag == Tag::Have && self.tag(self.past_adverbs(here + 1)) == Some(Tag::To) {
                        group.hold(Some(Modality::Requested));
                        group.to_follows = true;
                    }
                    if tagged.tag == Tag::Be {
                        self.before_infinitive(here, &mut group);
                        if let Some(word) = group.skip.take() {
                            at = word + 1;
                            end = at;
                            last = Some(Tag::Be);
                            group.to_follows = true;
                            continue;
                        }
                    }
                }
                _ => {
                    let gerund = group.gerund_follows;
                    group.gerund_follows = false;
                    group.verb(self, tagged, here, last, gerund);
                    self.governs(here, tagged, &mut group);
                    if !group.to_follows && !group.gerund_follows {
                        end = here + 1;
                        break;
                    }
                }
            }
            last = Some(tagged.tag);
            at = here + 1;
            end = at;
        }
        // "did not", "is no longer" at the end of a group.
        while matches!(self.tag(end), Some(Tag::Negator)) {
            group.negated = true;
            end += 1;
        }
        let (main, main_at, auxiliary) = match (group.main, group.auxiliary) {
            // "wants to be": the auxiliary is the verb that is governed.
            (Some((governor, at)), Some((verb, later))) if later > at => {
                group.governor.get_or_insert(governor);
                group.lemmas.push_str(" to ");
                (verb, later, true)
            }
            (Some((verb, at)), _) => (verb, at, false),
            (None, Some((verb, at))) => (verb, at, true),
            (None, None) => return (end > start).then_some(end).filter(|_| opening.tag == Tag::Modal),
        };
        if auxiliary {
            group.lemmas.push_str(&self.lexicon.verb(main)?.lemma);
        }
        if self.tag(end) == Some(Tag::Particle) {
            group.lemmas.push(' ');
            group.lemmas.push_str(&self.view.word(&self.tokens[end]).to_lowercase());
            end += 1;
        }
        into.all.push(Chunk::Verb(into.verbs.len() as u32));
        into.verbs.push(VerbGroup {
            tokens: self.span(begins.min(end), end),
            kind,
            main,
            main_token: self.place(main_at),
            governor: group.governor,
            lemma: group.lemmas,
            passive: group.passive,
            negated: group.negated,
            modality: group.modality,
            copula: auxiliary && main == self.lexicon.be,
        });
        Some(end)
    }

    /// "is likely to", "is set to", "is expected to": the words between do what a modal does.
    fn before_infinitive(&self, be: usize, group: &mut Reading) {
        let mut word = be + 1;
        while matches!(self.tag(word), Some(Tag::Adverb | Tag::Negator))
            && !self.classes(word).any(Classes::BEFORE_INFINITIVE)
        {
            word += 1;
        }
        if self.classes(word).any(Classes::BEFORE_INFINITIVE) && self.tag(word + 1) == Some(Tag::To) {
            for passed in be + 1..word {
                group.adverb(self.tag(passed), self.classes(passed));
            }
            group.hold(self.lexicon.modality.get(&self.tokens[word].key).copied());
            group.skip = Some(word);
        }
    }

    /// Notes whether a further verb follows that this one governs.
    fn governs(&self, at: usize, tagged: &Tagged, group: &mut Reading) {
        let Some(entry) = self.lexicon.verb(tagged.verb) else { return };
        let Some(modality) = entry.control else { return };
        let next = self.past_adverbs(at + 1);
        let infinitive = self.tag(next) == Some(Tag::To)
            && self
                .tag(self.past_adverbs(next + 1))
                .is_some_and(|t| matches!(t, Tag::Base | Tag::Be | Tag::Have | Tag::Do));
        let gerund = entry.gerund && next == at + 1 && self.tag(next) == Some(Tag::Ing);
        if !(infinitive || gerund) || group.passive || group.length > 2 {
            return;
        }
        if modality != Modality::Asserted {
            group.hold(Some(modality));
        }
        group.to_follows = infinitive;
        group.gerund_follows = gerund;
    }
}

/// What has been read of a verb group.
#[derive(Default)]
struct Reading {
    auxiliary: Option<(VerbId, usize)>,
    main: Option<(VerbId, usize)>,
    governor: Option<VerbId>,
    lemmas: String,
    length: u32,
    passive: bool,
    negated: bool,
    modality: Option<Modality>,
    to_follows: bool,
    gerund_follows: bool,
    /// A word after the copula that belongs to the group.
    skip: Option<usize>,
}

impl Reading {
    fn hold(&mut self, modality: Option<Modality>) {
        if self.modality.is_none() {
            self.modality = modality.filter(|&m| m != Modality::Asserted);
        }
    }

    fn adverb(&mut self, tag: Option<Tag>, classes: Classes) {
        self.negated |= tag == Some(Tag::Negator) || classes.any(Classes::NEGATIVE);
        if classes.any(Classes::POSSIBLE) {
            self.hold(Some(Modality::Possible));
        }
        if classes.any(Classes::REPORTED) {
            self.hold(Some(Modality::Reported));
        }
    }

    /// A verb that is no auxiliary joins the group.
    fn verb(&mut self, chunker: &Chunker<'_>, tagged: &Tagged, at: usize, last: Option<Tag>, gerund: bool) {
        if let Some((verb, _)) = self.main {
            self.governor.get_or_insert(verb);
            self.lemmas.push_str(if gerund { " " } else { " to " });
        }
        let lemma = chunker.lexicon.verb(tagged.verb).map_or("", |entry| entry.lemma.as_str());
        if gerund {
            self.lemmas.push_str(&chunker.view.word(&chunker.tokens[at]).to_lowercase());
        } else {
            self.lemmas.push_str(lemma);
        }
        self.passive = tagged.tag == Tag::Participle && matches!(last, Some(Tag::Be));
        self.main = Some((tagged.verb, at));
        self.length += 1;
    }
}
