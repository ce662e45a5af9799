//! Who did what to whom: clauses to triples.
//!
//! The way of a sentence: tokens → `tag` → `chunk` → `phrase` → `clause` → `row` and `relation`. The first two read words; the rest
//! decide facts, and know groups only, so that a parser can take the place of the first two.

mod chunk;
mod clause;
mod lexicon;
mod phrase;
mod refer;
mod relation;
mod row;
mod rule;
mod tag;

use crate::{
    error::Result,
    lang::Language,
    model::{Annotations, Part, Phrase, Shape, TokenSpan, Triple, View},
};
use lexicon::Lexicon;
use refer::{Referents, Referrer};
use rule::Rules;
use tag::Mark;

/// The longest sentence, in tokens, that is read for facts; of a longer one, its beginning.
const TOKENS: usize = 400;

/// Extracts triples, by the verbs and closed-class words of one language.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    rules: Rules,
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

/// Memory that all sentences of an article share.
#[derive(Default)]
struct Scratch {
    marks: Vec<Mark>,
    tags: Vec<tag::Tagged>,
    chunks: chunk::Chunks,
    items: phrase::Items,
    clauses: clause::Clauses,
}

impl Extractor {
    /// Compiles what the language says of facts.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { lexicon: Lexicon::new(&language.fact), rules: Rules::new(&language.fact) })
    }

    /// The facts of an annotated text, in order of their sentences. Headlines and the publisher's notices are passed over.
    ///
    /// Takes time linear in the length of the text; a sentence gives at most some hundred rows.
    pub fn extract(&self, text: &str, found: &Annotations) -> Vec<Triple> {
        let view = found.view(text);
        let mut triples = Vec::new();
        let mut story = Story::default();
        let mut scratch = Scratch::default();
        for (index, sentence) in view.sentences.iter().enumerate() {
            if !matches!(sentence.part, Part::Body | Part::Caption) {
                continue;
            }
            let start = sentence.tokens.start + sentence.dateline;
            let end = sentence.tokens.end.min(start.saturating_add(TOKENS as u32));
            let tokens = TokenSpan::new(start, end.max(start));
            self.sentence(
                &view,
                found,
                index as u32,
                sentence.paragraph,
                tokens,
                &mut story,
                &mut scratch,
                &mut triples,
            );
        }
        triples
    }

    #[allow(clippy::too_many_arguments)]
    fn sentence(
        &self,
        view: &View<'_>,
        found: &Annotations,
        index: u32,
        paragraph: u32,
        tokens: TokenSpan,
        story: &mut Story,
        scratch: &mut Scratch,
        triples: &mut Vec<Triple>,
    ) {
        let Some(all) = view.tokens.get(tokens.range()) else { return };
        let Scratch { marks, tags, chunks, items, clauses } = scratch;
        mark(found, tokens, marks);
        tag::tag(&self.lexicon, view, all, marks, tags);
        chunk::chunk(&self.lexicon, view, all, tags, tokens.start, chunks);
        phrase::gather(&self.lexicon, view, chunks, items);
        clause::read(&self.lexicon, view, chunks, items, clauses);
        let row = row::Sentence {
            lexicon: &self.lexicon,
            rules: &self.rules,
            view,
            found,
            index,
            tokens,
            chunks,
            items,
            referents: story.referents,
        };
        let inside = story.quoting;
        let carried = story.speaker.filter(|&(_, p)| inside && p == paragraph).map(|(speaker, _)| speaker);
        let own = clauses.attribution.or_else(|| clauses.all.iter().find_map(|c| c.attribution));
        row.rows(clauses, carried.filter(|_| own.is_none()), triples);
        row.relations(clauses, triples);
        story.quoting = quoting(view, all, story.quoting);
        if let Some(speaker) = own.and_then(|phrase| row.whole(phrase)) {
            story.speaker = Some((speaker, paragraph));
        }
        let subject = clauses.all.iter().find_map(|clause| clause.subject);
        if let Some(part) = subject.and_then(|phrase| row.parts(phrase).first().copied()) {
            let referrer = Referrer { lexicon: &self.lexicon, view, found };
            let topic = referrer.of(&part, &story.referents).or_else(|| referrer.inside(part.tokens));
            story.referents.topic = topic.or(story.referents.topic);
        }
    }
}

/// What the earlier stages know of the tokens of a sentence.
fn mark(found: &Annotations, tokens: TokenSpan, marks: &mut Vec<Mark>) {
    marks.clear();
    marks.resize(tokens.len() as usize, Mark::Plain);
    let mut set = |span: TokenSpan, mark: Mark| {
        for token in span.start.max(tokens.start)..span.end.min(tokens.end) {
            if let Some(place) = marks.get_mut((token - tokens.start) as usize) {
                *place = mark;
            }
        }
    };
    let quantities = &found.quantities;
    let first = quantities.partition_point(|q| q.tokens.end <= tokens.start);
    for quantity in quantities[first..].iter().take_while(|q| q.tokens.start < tokens.end) {
        set(quantity.tokens, Mark::Number);
    }
    let times = &found.times;
    let first = times.partition_point(|t| t.tokens.end <= tokens.start);
    for time in times[first..].iter().take_while(|t| t.tokens.start < tokens.end) {
        set(time.tokens, Mark::Time);
    }
    let mentions = &found.mentions;
    let first = mentions.partition_point(|m| m.tokens.end <= tokens.start);
    for mention in mentions[first..].iter().take_while(|m| m.tokens.start < tokens.end) {
        set(mention.tokens, Mark::Name);
    }
}

/// Whether a quotation is open after these tokens.
fn quoting(view: &View<'_>, tokens: &[crate::model::Token], mut open: bool) -> bool {
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
