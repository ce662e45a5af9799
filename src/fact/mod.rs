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
    model::{Annotations, Part, Phrase, Sentence, Shape, TokenSpan, Triple, View},
};
use chunk::GroupKind;
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

/// Where a sentence stands.
struct Place {
    index: u32,
    paragraph: u32,
    tokens: TokenSpan,
}

/// Memory that all sentences of an article share.
#[derive(Default)]
struct Scratch {
    marks: Vec<Mark>,
    tags: tag::Tags,
    chunks: chunk::Chunks,
    items: phrase::Items,
    clauses: clause::Clauses,
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

    /// The facts of an annotated text, in order of their sentences.
    ///
    /// Takes time linear in the length of the text; a sentence gives at most some hundred rows.
    pub fn extract(&self, text: &str, found: &Annotations) -> Vec<Triple> {
        let view = found.view(text);
        // Dense news has some two a sentence: a triple is large, and to grow the list copies it.
        let mut triples = Vec::with_capacity(view.sentences.len() * 2);
        let mut story = Story::default();
        let mut scratch = Scratch::default();
        for (index, sentence) in view.sentences.iter().enumerate() {
            if !Self::reads(sentence) {
                continue;
            }
            let start = sentence.tokens.start + sentence.dateline;
            let end = sentence.tokens.end.min(start.saturating_add(TOKENS as u32));
            let tokens = TokenSpan::new(start, end.max(start));
            let place = Place { index: index as u32, paragraph: sentence.paragraph, tokens };
            self.sentence(&view, found, place, &mut story, &mut scratch, &mut triples);
        }
        triples
    }

    fn sentence(
        &self,
        view: &View<'_>,
        found: &Annotations,
        Place { index, paragraph, tokens }: Place,
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
        let referrer = Referrer { lexicon: &self.lexicon, view, found };
        let subject = clauses.all.iter().find_map(|clause| clause.subject);
        let subject = subject.and_then(|phrase| items.parts(phrase).first().copied());
        let topic = subject.map(|part| {
            story.referents.subject = None;
            let topic = referrer.of(&part, &story.referents).or_else(|| referrer.inside(part.tokens));
            // A new thing takes the place of the old topic: "it" may mean either.
            let unnamed = topic.is_none() && part.kind == GroupKind::Common;
            let topic = topic.or(story.referents.topic.filter(|_| !unnamed));
            (part.tokens.end, topic)
        });
        story.referents.subject = topic;
        let row = row::Sentence {
            lexicon: &self.lexicon,
            rules: &self.rules,
            view,
            found,
            index,
            tokens,
            chunks,
            items,
            referents: &story.referents,
        };
        let inside = story.quoting;
        let carried = story.speaker.filter(|&(_, p)| inside && p == paragraph).map(|(speaker, _)| speaker);
        let own = clauses.attribution.or_else(|| clauses.all.iter().find_map(|c| c.attribution));
        row.rows(clauses, carried.filter(|_| own.is_none()), triples);
        row.relations(clauses, triples);
        if let Some(speaker) = own.and_then(|phrase| row.whole(phrase)) {
            story.speaker = Some((speaker, paragraph));
        }
        story.quoting = quoting(view, all, story.quoting);
        if let Some((_, topic)) = topic {
            story.referents.topic = topic;
        }
        for (word, place) in tags.words.iter().zip(tokens.start..) {
            story.referents.learn(&referrer, place, word.classes);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lang::Pack,
        model::{Article, Modality},
        text::Segmenter,
    };
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Segments and extracts without names, times and quantities.
    struct Bench {
        segmenter: Segmenter,
        extractor: Extractor,
    }

    impl Bench {
        fn new() -> Self {
            let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
            let segmenter = Segmenter::new(&language).unwrap();
            Self { segmenter, extractor: Extractor::new(&language).unwrap() }
        }

        fn extract(&self, text: &str) -> Vec<Triple> {
            let article = Article { text: text.to_owned(), ..Article::default() };
            let cut = self.segmenter.segment(&article);
            let found =
                Annotations { tokens: cut.tokens, sentences: cut.sentences, ..Annotations::default() };
            self.extractor.extract(text, &found)
        }

        fn rows(&self, text: &str) -> Vec<String> {
            let side =
                |phrase: &Option<Phrase>| phrase.map_or("-".to_owned(), |p| p.core.of(text).to_owned());
            let row =
                |t: &Triple| format!("{} | {} | {}", side(&t.subject), t.predicate.lemma, side(&t.object));
            self.extract(text).iter().map(row).collect()
        }
    }

    #[test]
    fn a_phrase_of_nothing_denies() {
        let bench = Bench::new();
        assert!(bench.extract("No group claimed the raid.")[0].negated);
        assert!(bench.extract("The patrol found nothing.")[0].negated);
        assert!(!bench.extract("The patrol found a mine.")[0].negated);
    }

    #[test]
    fn a_passive_with_its_agent_turns_active() {
        assert_eq!(Bench::new().rows("The bridge was destroyed by the flood."), ["flood | destroy | bridge"]);
    }

    #[test]
    fn an_interrupted_clause_is_taken_up_again() {
        let rows = Bench::new().rows("The company, which makes tyres, sold the old factory.");
        assert_eq!(rows, ["company | make | tyres", "company | sell | old factory"]);
    }

    #[test]
    fn what_is_asked_for_is_requested_and_has_a_source() {
        let text = "The council demanded that the driver leave the town.";
        let rows = Bench::new().extract(text);
        let left = rows.iter().find(|t| t.predicate.lemma == "leave").unwrap();
        assert_eq!(left.modality, Modality::Requested);
        assert_eq!(left.attribution.unwrap().core.of(text), "council");
    }

    #[test]
    fn negation_and_modals_qualify() {
        let bench = Bench::new();
        let rows = bench.extract("The ferry did not leave the harbour.");
        assert!(rows[0].negated);
        assert_eq!(bench.extract("The ferry may leave the harbour.")[0].modality, Modality::Possible);
        assert_eq!(bench.extract("The ferry will leave the harbour.")[0].modality, Modality::Planned);
    }

    #[test]
    fn coordinated_objects_are_split() {
        let rows = Bench::new().rows("The storm destroyed the school and the old market.");
        assert_eq!(rows, ["storm | destroy | school", "storm | destroy | old market"]);
    }

    #[test]
    fn governed_verbs_stay_with_what_governs_them() {
        assert_eq!(
            Bench::new().rows("The union chose to sign the contract."),
            ["union | choose to sign | contract"]
        );
    }

    #[test]
    fn who_describes_the_nearer_of_two_nouns() {
        let rows = Bench::new().rows("The court ended the trial of a baker who sold bread.");
        assert!(rows.contains(&"baker | sell | bread".to_owned()), "{rows:?}");
    }

    #[test]
    fn a_plan_that_there_is_has_no_doer() {
        let rows = Bench::new().rows("There was a plan to dig a canal.");
        assert!(rows.iter().all(|row| !row.contains("dig")), "{rows:?}");
    }

    #[test]
    fn a_sentence_without_end_stays_bounded() {
        let text = "The cat saw the dog and the cow and ".repeat(300) + "slept.";
        assert!(Bench::new().extract(&text).len() <= clause::CLAUSES * 8 + 400);
    }

    #[test]
    fn a_language_without_rules_gives_no_rows() {
        let language = Language::load(&Pack::embedded("fr").unwrap()).unwrap();
        let extractor = Extractor::new(&language).unwrap();
        let bench = Bench { extractor, ..Bench::new() };
        assert!(bench.extract("Le chat dort.").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        /// Words in any order: nothing panics, and every span lies on character boundaries inside its text.
        #[test]
        fn spans_never_lie(words in proptest::collection::vec(
            prop_oneof![
                Just("the"), Just("Ada"), Just("said"), Just("that"), Just("who"), Just("which"), Just(","), Just("and"),
                Just("was"), Just("killed"), Just("by"), Just("to"), Just("attack"), Just("of"), Just("in"), Just("’s"),
                Just("\""), Just("("), Just(")"), Just("—"), Just("not"), Just("may"), Just("rising"), Just("Éric"),
                Just("according"), Just("if"), Just("there"), Just("."), Just("president"), Just("known"), Just("as"),
            ],
            0..60,
        )) {
            static BENCH: LazyLock<Bench> = LazyLock::new(Bench::new);
            let text = words.join(" ");
            for triple in BENCH.extract(&text) {
                let phrases = [triple.subject, triple.object, triple.attribution];
                for phrase in phrases.into_iter().flatten().chain(triple.arguments.iter().map(|a| a.phrase)) {
                    for span in [phrase.span, phrase.core, phrase.head] {
                        prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()));
                    }
                }
                prop_assert!(text.get(triple.predicate.span.range()).is_some_and(|s| !s.is_empty()));
                prop_assert!((0.0..=1.0).contains(&triple.confidence));
            }
        }
    }
}
