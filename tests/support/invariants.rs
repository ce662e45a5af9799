//! What holds for the annotations of any text whatever: one helper, called on every fixture and on whatever proptest thinks of.

use griot::model::{
    Annotations, Article, Moment, Phrase, Quantity, Span, TimeExpression, TimeKind, TokenSpan, Triple,
};
use regex::Regex;
use std::sync::LazyLock;

/// Panics, and says where, if any invariant is broken.
pub fn check(article: &Article, found: &Annotations) {
    let checked = Checked { text: &article.text, found };
    checked.tokens();
    checked.sentences();
    checked.things();
    found.quantities.iter().for_each(|quantity| checked.quantity(quantity));
    found.times.iter().for_each(|time| checked.time(time));
    found.triples.iter().for_each(|triple| checked.triple(triple));
    let order = found.triples.windows(2).all(|pair| pair[0].sentence <= pair[1].sentence);
    assert!(order, "triples are out of order");
}

struct Checked<'a> {
    text: &'a str,
    found: &'a Annotations,
}

impl Checked<'_> {
    /// The span holds at least one byte, and its ends lie in the text, on boundaries of characters.
    fn span(&self, span: Span, what: &str) {
        let words = self.text.get(span.range());
        assert!(words.is_some_and(|words| !words.is_empty()), "{what} stands at {span:?} of {:?}", self.text);
    }

    fn tokens(&self) {
        let mut end = 0;
        for token in &self.found.tokens {
            self.span(token.span, "a token");
            assert!(
                end <= token.span.start,
                "the token {:?} overlaps the one before it",
                token.span.of(self.text)
            );
            let between = &self.text[end as usize..token.span.start as usize];
            assert!(!between.contains(char::is_alphanumeric), "no token covers {between:?}");
            end = token.span.end;
        }
        let rest = &self.text[end as usize..];
        assert!(!rest.contains(char::is_alphanumeric), "no token covers {rest:?}");
    }

    fn sentences(&self) {
        let (mut end, mut tokens, mut paragraph) = (0, 0, 0);
        for sentence in &self.found.sentences {
            self.span(sentence.span, "a sentence");
            let words = sentence.span.of(self.text);
            assert_eq!(words, words.trim(), "a sentence has white space at its ends");
            assert!(end <= sentence.span.start, "the sentence {words:?} overlaps the one before it");
            assert!(paragraph <= sentence.paragraph, "the sentence {words:?} lies in an earlier paragraph");
            assert_eq!(
                sentence.tokens.start, tokens,
                "tokens before {words:?} lie in no sentence, or in two"
            );
            assert!(sentence.dateline <= sentence.tokens.len(), "the dateline of {words:?} is too long");
            for token in self
                .found
                .tokens
                .get(sentence.tokens.range())
                .expect("a sentence has tokens that are not there")
            {
                assert!(sentence.span.contains(token.span), "a token of {words:?} lies outside it");
            }
            (end, tokens, paragraph) = (sentence.span.end, sentence.tokens.end, sentence.paragraph);
        }
        assert_eq!(tokens as usize, self.found.tokens.len(), "tokens at the end lie in no sentence");
    }

    /// Mentions, quantities and times: each inside its sentence, each list in order, none over another of any kind, but for the time by
    /// which a quantity is counted ("20 a day").
    fn things(&self) {
        let found = self.found;
        let mentions: Vec<_> =
            found.mentions.iter().map(|m| (m.tokens, m.span, m.sentence, "mention")).collect();
        let quantities: Vec<_> =
            found.quantities.iter().map(|q| (q.tokens, q.span, q.sentence, "quantity")).collect();
        let times: Vec<_> = found.times.iter().map(|t| (t.tokens, t.span, t.sentence, "time")).collect();
        for list in [&mentions, &quantities, &times] {
            assert!(list.is_sorted_by_key(|thing| thing.0.start), "out of order: {list:?}");
            list.iter().for_each(|&(tokens, span, sentence, what)| self.thing(tokens, span, sentence, what));
        }
        let rate = |time: Span| {
            let counted = found.quantities.iter().filter(|quantity| quantity.per.is_some());
            counted.map(|quantity| quantity.span).any(|span| span.start < time.start && span.end == time.end)
        };
        let times = times.into_iter().filter(|time| !rate(time.1)).collect();
        let mut all = [mentions, quantities, times].concat();
        all.sort_by_key(|thing| thing.1);
        for pair in all.windows(2) {
            let (first, second) = (pair[0].1, pair[1].1);
            assert!(
                !first.overlaps(second),
                "the {} {:?} overlaps the {} {:?} in {:?}",
                pair[0].3,
                first.of(self.text),
                pair[1].3,
                second.of(self.text),
                self.sentence_text(pair[0].2),
            );
        }
        for mention in &found.mentions {
            assert!((mention.entity as usize) < found.entities.len(), "a mention of no entity");
            assert!((0.0..=1.0).contains(&mention.confidence), "confidence {}", mention.confidence);
        }
        let mut first: Vec<_> = found.mentions.iter().map(|m| m.entity).collect();
        let mut seen = std::collections::HashSet::new();
        first.retain(|entity| seen.insert(*entity));
        assert!(first.is_sorted(), "entities are not in the order of their first mentions");
        assert!(
            first.iter().map(|&entity| entity as usize).eq(0..first.len()),
            "what is mentioned stands before the rest"
        );
        // Behind those that are mentioned stand those that are only described, as "the junta in Niamey" is.
        let described: std::collections::HashSet<_> =
            found.descriptions.iter().map(|&(_, entity)| entity as usize).collect();
        for entity in first.len()..found.entities.len() {
            assert!(described.contains(&entity), "an entity without a mention or a description");
        }
        for &(word, entity) in &found.descriptions {
            assert!((word as usize) < found.tokens.len() && (entity as usize) < found.entities.len());
        }
    }

    fn thing(&self, tokens: TokenSpan, span: Span, sentence: u32, what: &str) {
        self.span(span, what);
        // Not equal: a token may hold more than the thing ("5½" in a word that nothing cuts).
        let covered = self.found.view(self.text).span(tokens);
        assert!(covered.contains(span), "the {what} {:?} leaves its tokens", span.of(self.text));
        let owner = self.found.sentences.get(sentence as usize).expect("a thing in no sentence");
        assert!(owner.tokens.contains(tokens), "the {what} {:?} leaves its sentence", span.of(self.text));
    }

    fn quantity(&self, quantity: &Quantity) {
        let words = quantity.span.of(self.text);
        if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
            assert!(min <= max, "{words:?} is from {min} to {max}");
        }
        for number in [quantity.value, quantity.min, quantity.max].into_iter().flatten() {
            assert_eq!(
                number.to_string().parse().ok(),
                Some(number),
                "the value of {words:?} does not read back"
            );
        }
        assert!(!quantity.rule.is_empty(), "{words:?} has no rule");
        if let Some(counted) = quantity.counted {
            self.span(counted, "what is counted");
            assert!(
                self.sentence(quantity.sentence).contains(counted),
                "what {words:?} counts leaves the sentence"
            );
        }
    }

    fn time(&self, time: &TimeExpression) {
        static DATE: LazyLock<Regex> = LazyLock::new(|| {
            let day = r"(\d\d|XX)(-(\d\d|XX))?";
            let year = r"(BC)?[\dX]{4}";
            let date = format!(r"{year}(-({day}|W(\d\d|XX)(-(\d|X|WE))?|SP|SU|FA|WI|H[12X]|Q[1-4X]))?");
            let time = r"T(\d\d|XX|MO|MI|AF|EV|NI|PM|DT)(:(\d\d|XX)(:\d\d)?)?(Z|[+-]\d\d(:?\d\d)?)?";
            // A feast of many days is an interval of ISO 8601.
            let feast = r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d";
            let any =
                format!(r"^(({date})({time})?|{feast}|(BC)?\d{{2,3}}|{time}|(PAST|PRESENT|FUTURE)_REF)$");
            Regex::new(&any).unwrap()
        });
        static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
            let parts = r"((\d+(\.\d+)?|X)(Y|M|W|D|WE|Q|DE|CE|ML|FY|SP|SU|FA|WI|MO|MI|AF|EV|NI))*";
            let clock = r"(T((\d+(\.\d+)?|X)(H|M|S|MO|MI|AF|EV|NI|DT))+)?";
            Regex::new(&format!("^P{parts}{clock}$")).unwrap()
        });
        let words = time.span.of(self.text);
        let value = time.value.as_str();
        let valid = match time.kind {
            TimeKind::Date | TimeKind::Time => DATE.is_match(value),
            TimeKind::Duration => LENGTH.is_match(value) && value.len() > 1,
            TimeKind::Set => DATE.is_match(value) || LENGTH.is_match(value),
        };
        assert!(valid, "{words:?} has the value {value:?} as a {}", time.kind.as_str());
        if let (Some(earliest), Some(latest)) = (time.earliest, time.latest) {
            assert!(start(earliest) <= finish(latest), "{words:?} is from {earliest} to {latest}");
        }
        assert!(!time.rule.is_empty(), "{words:?} has no rule");
    }

    fn triple(&self, triple: &Triple) {
        let found = self.found;
        let sentence = self.sentence(triple.sentence);
        let inside = |span: Span, what: &str| {
            self.span(span, what);
            assert!(sentence.contains(span), "{what} {:?} leaves its sentence", span.of(self.text));
        };
        inside(triple.predicate.span, "a predicate");
        assert!(
            !triple.predicate.lemma.is_empty() && !triple.predicate.text.is_empty(),
            "an empty predicate"
        );
        let sides = [&triple.subject, &triple.object].into_iter().flatten();
        let arguments = triple.arguments.iter().map(|argument| &argument.phrase);
        for phrase in sides.chain(arguments) {
            inside(phrase.span, "a phrase");
            self.phrase(phrase);
        }
        if let Some(speaker) = &triple.attribution {
            // Who says so may stand in another sentence.
            self.span(speaker.span, "a speaker");
            self.phrase(speaker);
        }
        for (n, argument) in triple.arguments.iter().enumerate() {
            assert!(
                argument.on.is_none_or(|on| (on as usize) < triple.arguments.len() && on as usize != n),
                "hangs on nothing"
            );
            if let Some(preposition) = argument.preposition {
                inside(preposition, "a preposition");
            }
        }
        let within = |index: Option<u32>, length: usize| index.is_none_or(|index| (index as usize) < length);
        assert!(within(triple.time, found.times.len()), "a triple of no time");
        assert!(within(triple.place, found.mentions.len()), "a triple of no place");
        assert!(within(triple.quantity, found.quantities.len()), "a triple of no quantity");
        assert!((0.0..=1.0).contains(&triple.confidence), "confidence {}", triple.confidence);
        assert!(!triple.rule.is_empty(), "a triple without a rule");
    }

    fn phrase(&self, phrase: &Phrase) {
        self.span(phrase.core, "the core of a phrase");
        self.span(phrase.head, "the head of a phrase");
        let words = phrase.span.of(self.text);
        assert!(
            phrase.span.contains(phrase.core),
            "{words:?} lacks its core {:?}",
            phrase.core.of(self.text)
        );
        assert!(
            phrase.span.contains(phrase.head),
            "{words:?} lacks its head {:?}",
            phrase.head.of(self.text)
        );
        let known = phrase.entity.is_none_or(|entity| (entity as usize) < self.found.entities.len());
        assert!(known, "{words:?} is no entity");
    }

    fn sentence(&self, index: u32) -> Span {
        self.found.sentences.get(index as usize).expect("no such sentence").span
    }

    fn sentence_text(&self, index: u32) -> &str {
        self.sentence(index).of(self.text)
    }
}

/// The first moment of one end of an interval.
fn start(moment: Moment) -> jiff::civil::DateTime {
    match moment {
        Moment::Date(date) => date.at(0, 0, 0, 0),
        Moment::DateTime(time) => time,
    }
}

/// The last moment of one end of an interval.
fn finish(moment: Moment) -> jiff::civil::DateTime {
    match moment {
        Moment::Date(date) => date.at(23, 59, 59, 0),
        Moment::DateTime(time) => time,
    }
}
