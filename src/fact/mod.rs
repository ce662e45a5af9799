//! Who did what to whom: the parse to triples.
//!
//! The way of a sentence: words of the parse → [`tree`] → `clause` → `row` and `relation`. Clauses hold words, never text; what they
//! read as is decided last. A sentence that was not parsed gives no row.

mod apposition;
mod argument;
mod clause;
mod coordination;
mod event;
mod lexicon;
mod mend;
mod phrase;
mod predicate;
mod qualifier;
mod refer;
mod relation;
mod row;
mod rule;
mod tree;

use crate::{
    error::Result,
    lang::Language,
    model::{Annotations, Features, Part, Phrase, Sentence, Shape, TokenSpan, Triple, Upos, View},
};
use clause::Clauses;
pub use clause::Silence;
use lexicon::{Classes, Lexicon};
use phrase::Extent;
use refer::{Referents, Referrer};
use rule::Rules;
use tree::{Links, Tree};

/// The longest sentence, in tokens, that is read for facts; of a longer one, its beginning.
const TOKENS: usize = 600;

/// Extracts triples, by the verbs and closed-class words of one language.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    rules: Rules,
}

/// A predicate that gave no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Index of its sentence.
    pub sentence: u32,
    /// Its token.
    pub token: u32,
    /// Why.
    pub why: Silence,
}

/// What carries over from one sentence to the next.
#[derive(Default)]
struct Story {
    referents: Referents,
    /// Who spoke last, and in which paragraph.
    speaker: Option<(Phrase, u32)>,
    /// A quotation is open.
    quoting: bool,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
struct Place {
    index: u32,
    paragraph: u32,
    tokens: TokenSpan,
}

impl Extractor {
    /// Compiles what the language says of facts.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { lexicon: Lexicon::new(&language.fact), rules: Rules::new(&language.fact) })
    }

    /// True for a sentence that is read for facts: headlines and the publisher's notices are passed over.
    pub fn reads(sentence: &Sentence) -> bool {
        matches!(sentence.part, Part::Body | Part::Caption)
    }

    /// The facts of a parsed text, in order of their sentences.
    ///
    /// Takes time linear in the length of the text; a sentence gives at most some hundred rows.
    pub fn extract(&self, text: &str, found: &Annotations) -> Vec<Triple> {
        self.read(text, found, &mut |_| {})
    }

    /// The facts of a parsed text, and the predicates that gave none.
    pub fn explain(&self, text: &str, found: &Annotations) -> (Vec<Triple>, Vec<Silent>) {
        let mut silent = Vec::new();
        let triples = self.read(text, found, &mut |one| silent.push(one));
        (triples, silent)
    }

    fn read(&self, text: &str, found: &Annotations, silent: &mut dyn FnMut(Silent)) -> Vec<Triple> {
        let view = found.view(text);
        // Dense news has some two a sentence: a triple is large, and to grow the list copies it.
        let mut triples = Vec::with_capacity(view.sentences.len() * 2);
        let mut story = Story::default();
        let (mut links, mut clauses) = (Links::default(), Clauses::default());
        for (index, sentence) in view.sentences.iter().enumerate() {
            let parsed = found.parse.parsed.get(index).copied().unwrap_or_default();
            if !parsed || !Self::reads(sentence) {
                continue;
            }
            let start = sentence.tokens.start + sentence.dateline;
            let end = sentence.tokens.end.min(start.saturating_add(TOKENS as u32));
            let tokens = TokenSpan::new(start, end.max(start));
            let place = Place { index: index as u32, paragraph: sentence.paragraph, tokens };
            if end < sentence.tokens.end {
                silent(Silent { sentence: index as u32, token: end, why: Silence::Bound });
            }
            let Some(tree) = Tree::new(&self.lexicon, &view, found, tokens, &mut links) else { continue };
            self.sentence(&tree, place, &mut story, &mut clauses, &mut triples);
            for &(token, why) in &clauses.silent {
                silent(Silent { sentence: place.index, token, why });
            }
        }
        triples
    }

    fn sentence(
        &self,
        tree: &Tree<'_>,
        Place { index, paragraph, tokens }: Place,
        story: &mut Story,
        clauses: &mut Clauses,
        triples: &mut Vec<Triple>,
    ) {
        clause::read(tree, clauses);
        let referrer = Referrer { tree };
        for mention in referrer.mentions(tokens) {
            story.referents.meet(&referrer, mention);
        }
        let subjects = clauses.all.iter().filter_map(|clause| clause.subject);
        let named = subjects.filter_map(|word| Some((word, tree.mention(word)?.entity)));
        story.referents.named.clear();
        story.referents.named.extend(named);
        story.referents.named.sort_unstable();
        let topic = self.topic(tree, clauses, story);
        story.referents.subject = topic;
        if let Some(stranger) = self.stranger(tree, clauses) {
            story.referents.stranger = stranger;
        }
        let own = clauses.all.iter().find_map(|clause| clause.held.speaker);
        let inside = story.quoting;
        let carried = story.speaker.filter(|&(_, p)| inside && p == paragraph).map(|(speaker, _)| speaker);
        let carried = carried.filter(|_| own.is_none());
        let row = row::Sentence { tree, rules: &self.rules, index, referents: &story.referents, carried };
        row.rows(clauses, triples);
        row.nominals(triples);
        if let Some(speaker) = own {
            story.speaker = Some((row.side(speaker, Extent::Full).phrase, paragraph));
        }
        story.quoting = quoting(tree.view, tokens, story.quoting);
        if let Some((_, topic)) = topic {
            story.referents.topic = topic;
        }
        for word in tree.all() {
            story.referents.learn(&referrer, word, tree.classes(word));
        }
    }

    /// Where a person without a name speaks or acts as the subject of the sentence; `Some(None)` where the subject has a name.
    fn stranger(&self, tree: &Tree<'_>, clauses: &Clauses) -> Option<Option<u32>> {
        let main =
            clauses.all.iter().find(|clause| clause.subject.is_some() && tree.head(clause.head).is_none())?;
        let subject = main.subject?;
        if tree.mention(subject).is_some() || (Referrer { tree }).apposed(subject).is_some() {
            return Some(None);
        }
        // "the doctor" is somebody of whom the text has told, "a doctor" is not.
        let phrase = tree.phrase(subject, Extent::Minimal);
        let known = tree.is(phrase.tokens.start, Classes::DEFINITE);
        let one = tree.upos(subject) == Upos::Noun && !tree.has(subject, Features::NUMBER_PLUR);
        let speaks = main.verbs.chain.iter().any(|&word| tree.verb(word).is_some_and(|verb| verb.speech));
        let person = tree.is(subject, Classes::ROLE.with(Classes::KIN).with(Classes::PERSON));
        let thing = !person && self.lexicon.descriptions.contains_key(&tree.key(subject));
        // "The suspect fled": whoever that is, it need be nobody whom the text has named; "the minister" may be.
        let stranger = tree.is(subject, Classes::STRANGER);
        let (known, person) = (known && !stranger, person || stranger);
        (one && !known && !thing && (person || speaks)).then_some(Some(phrase.tokens.end))
    }

    /// The end of the subject of the sentence, and whom it is about.
    fn topic(&self, tree: &Tree<'_>, clauses: &Clauses, story: &mut Story) -> Option<(u32, Option<u32>)> {
        let main =
            clauses.all.iter().find(|clause| clause.subject.is_some() && tree.head(clause.head).is_none());
        let main = main.or_else(|| clauses.all.iter().find(|clause| clause.subject.is_some()))?;
        let subject = tree.phrase(main.subject?, Extent::Minimal);
        story.referents.subject = None;
        let referrer = Referrer { tree };
        let topic = referrer.of(&subject, &story.referents).or_else(|| referrer.apposed(subject.head));
        let topic = topic.or_else(|| referrer.inside(subject.tokens));
        // A new thing takes the place of the old topic: "it" may mean either.
        let unnamed = topic.is_none() && tree.upos(subject.head) == Upos::Noun;
        // "The ministers met Osei. He": of several without a name, none is he, but the one person beside them or the one before.
        let several = unnamed && tree.has(subject.head, Features::NUMBER_PLUR);
        let topic = topic.or_else(|| several.then(|| referrer.only_person_of(tree.tokens)).flatten());
        // ""We have gone," Osei said. He": who speaks.
        let topic = topic.or_else(|| tree.mention(main.held.speaker?).map(|mention| mention.entity));
        let old = story.referents.topic.filter(|&old| !unnamed || several && referrer.is_person(old));
        Some((subject.tokens.end, topic.or(old)))
    }
}

/// Whether a quotation is open after these tokens.
fn quoting(view: &View<'_>, tokens: TokenSpan, mut open: bool) -> bool {
    let tokens = view.tokens.get(tokens.range()).unwrap_or(&[]);
    for token in tokens.iter().filter(|t| t.shape.has(Shape::PUNCT)) {
        match view.word(token) {
            "“" | "«" | "``" => open = true,
            "”" | "»" | "''" => open = false,
            "\"" => open = !open,
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_held;
#[cfg(test)]
mod tests_lists;
#[cfg(test)]
mod tests_mend;
#[cfg(test)]
mod tests_ties;
