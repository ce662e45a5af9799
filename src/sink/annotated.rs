//! An article with all that was found in it, and what every table needs of it: ids, positions, the things that indices point to.

use super::{
    OffsetMap, Offsets,
    id::{self, Id, Ids},
};
use crate::model::{
    Annotations, Argument, Article, Entity, Modality, Moment, Phrase, Quantity, Reach, Sentence, Span,
    TimeExpression, Triple,
};

/// So many bytes of a sentence are written and hashed with each of its rows. Nobody writes a longer one, but a file without full stops is one
/// endless sentence, and its rows must not each carry the whole file.
const SENTENCE: u32 = 2_000;

/// An article with all that was found in it, ready to be written.
#[derive(Debug)]
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub found: Annotations,
    offsets: OffsetMap,
    triples: Vec<Id>,
    mentions: Vec<Id>,
    quantities: Vec<Id>,
    times: Vec<Id>,
    /// How many mentions each entity has.
    counts: Vec<u64>,
    /// Triple and argument of each row of the table of arguments.
    arguments: Vec<(usize, usize)>,
}

impl Annotated {
    /// Joins the two. Positions will count `offsets`; triples below `min_confidence` are left out.
    pub fn new(article: Article, found: Annotations, offsets: Offsets, min_confidence: f32) -> Self {
        let offsets = OffsetMap::new(&article.text, offsets);
        let mut made = Self {
            article,
            found,
            offsets,
            triples: Vec::new(),
            mentions: Vec::new(),
            quantities: Vec::new(),
            times: Vec::new(),
            counts: Vec::new(),
            arguments: Vec::new(),
        };
        made.triples = made.triple_ids();
        made.mentions = made.ids(b'm', &made.found.mentions, |m| (m.sentence, m.span));
        made.quantities = made.ids(b'q', &made.found.quantities, |q| (q.sentence, q.span));
        made.times = made.ids(b'd', &made.found.times, |t| (t.sentence, t.span));
        made.counts = vec![0; made.found.entities.len()];
        for mention in &made.found.mentions {
            if let Some(count) = made.counts.get_mut(mention.entity as usize) {
                *count += 1;
            }
        }
        // After the ids, so that they do not depend on what is left out.
        let mut kept = made.found.triples.iter().map(|t| t.confidence >= min_confidence);
        made.triples.retain(|_| kept.next().unwrap_or(true));
        made.found.triples.retain(|t| t.confidence >= min_confidence);
        let of_triple = |(n, t): (usize, &Triple)| (0..t.arguments.len()).map(move |k| (n, k));
        made.arguments = made.found.triples.iter().enumerate().flat_map(of_triple).collect();
        made
    }

    fn triple_ids(&self) -> Vec<Id> {
        let mut ids = Ids::new(b't', self.found.triples.len());
        let words = |phrase: &Option<Phrase>| phrase.map_or("", |p| self.words(p.span));
        let id = |t: &Triple| {
            let sentence = self.sentence_words(t.sentence);
            let (subject, object) = (words(&t.subject), words(&t.object));
            ids.make(&[&self.article.id, sentence, subject, t.predicate.reading(), object])
        };
        self.found.triples.iter().map(id).collect()
    }

    fn ids<T>(&self, table: u8, all: &[T], of: impl Fn(&T) -> (u32, Span)) -> Vec<Id> {
        let mut ids = Ids::new(table, all.len());
        let id = |one| {
            let (sentence, span) = of(one);
            ids.make(&[&self.article.id, self.sentence_words(sentence), self.words(span)])
        };
        all.iter().map(id).collect()
    }

    /// The beginning of a sentence, as far as ids are made from it: of all but endless ones, the whole.
    fn sentence_words(&self, sentence: u32) -> &str {
        self.sentence(sentence)
            .map_or("", |s| self.words_around(s.span, Span::new(s.span.start, s.span.start)))
    }

    /// The words under a span; of one that nobody can read, only whole words around another span.
    pub fn words_around(&self, span: Span, around: Span) -> &str {
        if span.len() <= SENTENCE {
            return self.words(span);
        }
        let words = self.words(span);
        let room = SENTENCE.saturating_sub(around.len()) / 2;
        let start = around.start.saturating_sub(span.start).saturating_sub(room).min(span.len() - SENTENCE);
        let end = words.floor_char_boundary((start + SENTENCE) as usize);
        let part = &words[words.ceil_char_boundary(start as usize)..end];
        // A part that begins or ends inside the sentence has half a word there, and may be one word alone.
        let part = if start == 0 { part } else { part.split_once(' ').map_or(part, |(_, rest)| rest) };
        if end == words.len() { part } else { part.rsplit_once(' ').map_or(part, |(rest, _)| rest) }
    }

    /// The words under a span.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// Both ends of a span, in the unit of the output.
    pub fn position(&self, span: Span) -> (u32, u32) {
        self.offsets.span(&self.article.text, span)
    }

    /// Where a span begins, in the unit of the output.
    pub fn start(&self, span: Span) -> u32 {
        self.offsets.at(&self.article.text, span.start)
    }

    /// Where a span ends, in the unit of the output.
    pub fn end(&self, span: Span) -> u32 {
        self.offsets.at(&self.article.text, span.end)
    }

    /// The length of the text, in the unit of the output.
    pub fn length(&self) -> u32 {
        self.offsets.at(&self.article.text, u32::try_from(self.article.text.len()).unwrap_or(u32::MAX))
    }

    /// The hash of the text alone: articles that share it are the same story.
    pub fn text_id(&self) -> Id {
        Id { table: b'x', hash: id::hash(&[&self.article.text]) }
    }

    /// The sentence of this index.
    pub fn sentence(&self, index: u32) -> Option<&Sentence> {
        self.found.sentences.get(index as usize)
    }

    /// The entity of this index.
    pub fn entity(&self, index: u32) -> Option<&Entity> {
        self.found.entities.get(index as usize)
    }

    /// The entity that a phrase refers to.
    pub fn entity_of(&self, phrase: &Phrase) -> Option<&Entity> {
        self.entity(phrase.entity?)
    }

    /// The first and the last moment that a triple can mean: what is so since a day, is so until the article says it.
    pub fn interval_of(&self, triple: &Triple) -> (Option<Moment>, Option<Moment>) {
        let Some(time) = self.time_of(triple) else { return (None, None) };
        match triple.reach {
            Reach::Within => (time.earliest, time.latest),
            Reach::From => {
                let told = triple.modality != Modality::Planned;
                let today =
                    self.found.date.filter(|&date| told && time.earliest.is_some_and(|m| m.day() <= date));
                (time.earliest, today.map(Moment::Date))
            }
            Reach::Until => (None, time.latest),
            Reach::Before => {
                let eve = |moment| match moment {
                    Moment::Date(date) => date.yesterday().ok().map(Moment::Date),
                    hour @ Moment::DateTime(_) => Some(hour),
                };
                (None, time.earliest.and_then(eve))
            }
        }
    }

    /// When a triple holds.
    pub fn time_of(&self, triple: &Triple) -> Option<&TimeExpression> {
        self.found.times.get(triple.time? as usize)
    }

    /// How many a triple speaks of.
    pub fn quantity_of(&self, triple: &Triple) -> Option<&Quantity> {
        self.found.quantities.get(triple.quantity? as usize)
    }

    /// Where a triple holds.
    pub fn place_of(&self, triple: &Triple) -> Option<&Entity> {
        self.entity(self.found.mentions.get(triple.place? as usize)?.entity)
    }

    /// How often an entity is mentioned.
    pub fn mentions_of(&self, entity: usize) -> u64 {
        self.counts.get(entity).copied().unwrap_or(0)
    }

    /// Number of rows in the table of arguments.
    pub fn arguments(&self) -> usize {
        self.arguments.len()
    }

    /// A row of the table of arguments: the index of its triple, the argument and its index there.
    pub fn argument(&self, row: usize) -> Option<(usize, &Argument, usize)> {
        let &(triple, n) = self.arguments.get(row)?;
        Some((triple, self.found.triples.get(triple)?.arguments.get(n)?, n))
    }

    /// The id of a triple, by its index.
    pub fn triple_id(&self, index: usize) -> Option<Id> {
        self.triples.get(index).copied()
    }

    /// The id of a mention, by its index.
    pub fn mention_id(&self, index: usize) -> Option<Id> {
        self.mentions.get(index).copied()
    }

    /// The id of a quantity, by its index.
    pub fn quantity_id(&self, index: usize) -> Option<Id> {
        self.quantities.get(index).copied()
    }

    /// The id of a time expression, by its index.
    pub fn time_id(&self, index: usize) -> Option<Id> {
        self.times.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_endless_sentence_the_words_around_the_evidence_are_shown() {
        let text = "réponse ".repeat(2_000);
        let whole = Span::new(0, text.trim_end().len() as u32);
        let article = Article { text, ..Article::default() };
        let made = Annotated::new(article, Annotations::default(), Offsets::Bytes, 0.0);
        for start in [0, 9_000, whole.end - 8] {
            let around = Span::new(start, start + 8);
            let shown = made.words_around(whole, around);
            assert!(shown.len() <= SENTENCE as usize && shown.len() > SENTENCE as usize - 30);
            assert!(shown.starts_with("réponse ") && shown.ends_with(" réponse"));
            let at = shown.as_ptr() as usize - made.article.text.as_ptr() as usize;
            assert!(at <= start as usize && at + shown.len() >= around.end as usize);
        }
        let short = Span::new(0, 8);
        assert_eq!(made.words_around(short, short), "réponse");
    }
}
