//! Everything that was found in an article, as one JSON object: the output of `griot annotate`.

use super::Annotated;
use crate::model::{Annotations, Decimal, Phrase, Span};
use serde::Serialize;

/// Appends one line of JSON that holds everything found in an article.
pub fn annotation(annotated: &Annotated, into: &mut Vec<u8>) {
    let writer = Writer { all: annotated, found: &annotated.found };
    // Strings and numbers into memory: it cannot fail.
    let written = serde_json::to_writer(&mut *into, &writer.document());
    debug_assert!(written.is_ok());
    into.push(b'\n');
}

/// One article. Whatever is unknown is left out.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'a str,
    readable: bool,
    sentences: Vec<Sentence>,
    entities: Vec<Entity<'a>>,
    quantities: Vec<Quantity<'a>>,
    times: Vec<Time<'a>>,
    triples: Vec<Triple<'a>>,
}

#[derive(Serialize)]
struct Sentence {
    start: u32,
    end: u32,
    part: &'static str,
}

/// A mention of an entity, with what is known of the entity.
#[derive(Serialize)]
struct Entity<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    r#type: &'static str,
    name: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point_of: Option<&'a str>,
    confidence: f64,
}

#[derive(Serialize)]
struct Quantity<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    amount: Amount,
    min_open: bool,
    max_open: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
    rule: &'a str,
}

#[derive(Serialize)]
struct Amount {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Decimal>,
    approx: bool,
}

#[derive(Serialize)]
struct Time<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'a str>,
    #[serde(flatten)]
    when: When<'a>,
    rule: &'a str,
}

#[derive(Serialize)]
struct When<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
}

#[derive(Serialize)]
struct Triple<'a> {
    subject: Option<Mention<'a>>,
    predicate: Predicate<'a>,
    object: Option<Mention<'a>>,
    arguments: Vec<Argument<'a>>,
    negated: bool,
    modality: &'static str,
    attribution: Option<Mention<'a>>,
    time: Option<When<'a>>,
    place: Option<Place<'a>>,
    quantity: Option<Amount>,
    event: Option<&'a str>,
    confidence: f64,
    rule: &'a str,
    sentence: u32,
}

#[derive(Serialize)]
struct Predicate<'a> {
    text: &'a str,
    lemma: &'a str,
    implied: u32,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Mention<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    head: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
}

#[derive(Serialize)]
struct Argument<'a> {
    role: &'a str,
    preposition: Option<&'a str>,
    on: Option<u32>,
    #[serde(flatten)]
    phrase: Mention<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    id: &'a str,
}

struct Writer<'a> {
    all: &'a Annotated,
    found: &'a Annotations,
}

impl<'a> Writer<'a> {
    fn document(&self) -> Document<'a> {
        let (article, found) = (&self.all.article, self.found);
        Document {
            id: &article.id,
            title: found.title.as_deref(),
            date: found.date,
            publisher: article.publisher.as_deref(),
            url: article.url.as_deref(),
            language: found.language.code,
            readable: found.language.readable,
            sentences: found.sentences.iter().map(|s| self.sentence(s)).collect(),
            entities: found.mentions.iter().filter_map(|m| self.entity(m)).collect(),
            quantities: found.quantities.iter().map(|q| self.quantity(q)).collect(),
            times: found.times.iter().map(|t| self.time(t)).collect(),
            triples: found.triples.iter().map(|t| self.triple(t)).collect(),
        }
    }

    fn words(&self, span: Span) -> &'a str {
        self.all.words(span)
    }

    fn sentence(&self, sentence: &crate::model::Sentence) -> Sentence {
        let (start, end) = self.all.position(sentence.span);
        Sentence { start, end, part: sentence.part.as_str() }
    }

    fn entity(&self, mention: &crate::model::Mention) -> Option<Entity<'a>> {
        let entity = self.found.entities.get(mention.entity as usize)?;
        let (start, end) = self.all.position(mention.span);
        Some(Entity {
            start,
            end,
            text: self.words(mention.span),
            r#type: mention.kind.as_str(),
            name: &entity.name,
            id: &entity.id,
            country: entity.country.as_ref().map(|c| c.as_str()),
            lat: entity.point.map(|p| p.lat),
            lon: entity.point.map(|p| p.lon),
            point_of: entity.point_of.as_deref(),
            confidence: confidence(mention.confidence),
        })
    }

    fn quantity(&self, quantity: &'a crate::model::Quantity) -> Quantity<'a> {
        let (start, end) = self.all.position(quantity.span);
        Quantity {
            start,
            end,
            text: self.words(quantity.span),
            kind: quantity.kind.as_str(),
            amount: amount(quantity),
            min_open: quantity.min_open,
            max_open: quantity.max_open,
            unit: quantity.unit.as_deref(),
            unit_name: quantity.unit_name.as_deref(),
            counted: quantity.counted.map(|span| self.words(span)),
            per: quantity.per.as_deref(),
            rule: &quantity.rule,
        }
    }

    fn time(&self, time: &'a crate::model::TimeExpression) -> Time<'a> {
        let (start, end) = self.all.position(time.span);
        Time {
            start,
            end,
            text: self.words(time.span),
            r#type: time.kind.as_str(),
            r#mod: time.modifier.as_deref(),
            when: when(time),
            rule: &time.rule,
        }
    }

    fn triple(&self, triple: &'a crate::model::Triple) -> Triple<'a> {
        let found = self.found;
        let (start, end) = self.all.position(triple.predicate.span);
        let place = triple.place.and_then(|i| found.mentions.get(i as usize));
        let place = place.and_then(|mention| found.entities.get(mention.entity as usize));
        Triple {
            subject: triple.subject.as_ref().map(|p| self.mention(p)),
            predicate: Predicate {
                text: &triple.predicate.text,
                lemma: &triple.predicate.lemma,
                implied: triple.predicate.implied,
                start,
                end,
            },
            object: triple.object.as_ref().map(|p| self.mention(p)),
            arguments: triple.arguments.iter().map(|a| self.argument(a)).collect(),
            negated: triple.negated,
            modality: triple.modality.as_str(),
            attribution: triple.attribution.as_ref().map(|p| self.mention(p)),
            time: self.all.time_of(triple).map(|time| {
                let (earliest, latest) = self.all.interval_of(triple);
                let (earliest, latest) = (earliest.map(|m| m.to_string()), latest.map(|m| m.to_string()));
                When { value: &time.value, earliest, latest }
            }),
            place: place.map(|entity| Place { name: &entity.name, id: &entity.id }),
            quantity: triple.quantity.and_then(|i| found.quantities.get(i as usize)).map(amount),
            event: triple.event.as_deref(),
            confidence: confidence(triple.confidence),
            rule: &triple.rule,
            sentence: triple.sentence,
        }
    }

    fn argument(&self, argument: &'a crate::model::Argument) -> Argument<'a> {
        Argument {
            role: &argument.role,
            preposition: argument.preposition.map(|span| self.words(span)),
            on: argument.on,
            phrase: self.mention(&argument.phrase),
        }
    }

    fn mention(&self, phrase: &Phrase) -> Mention<'a> {
        let entity = phrase.entity.and_then(|i| self.found.entities.get(i as usize));
        let (start, end) = self.all.position(phrase.span);
        Mention {
            text: self.words(phrase.span),
            start,
            end,
            head: self.words(phrase.head),
            name: entity.map(|e| e.name.as_str()),
            id: entity.map(|e| e.id.as_str()),
            r#type: entity.map(|e| e.kind.as_str()),
        }
    }
}

fn amount(quantity: &crate::model::Quantity) -> Amount {
    Amount { value: quantity.value, min: quantity.min, max: quantity.max, approx: quantity.approximate }
}

fn when(time: &crate::model::TimeExpression) -> When<'_> {
    When {
        value: &time.value,
        earliest: time.earliest.map(|m| m.to_string()),
        latest: time.latest.map(|m| m.to_string()),
    }
}

/// To three digits: nothing that was measured on some hundred rows has more.
pub(super) fn confidence(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
