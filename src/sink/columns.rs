//! Every column of every table: its name, its type, what it holds, and how it is taken from an article. Headers, cells, JSON keys,
//! `csv-metadata.json` and docs/tables.md all come from here; a new column is one entry.

use super::{
    annotated::Annotated,
    cell::{Cell, Datatype},
    table::{Column, Link, Schema, Selection, Table},
};
use crate::{
    error::Error,
    model::{Entity, Moment, Phrase, Quantity, QuantityKind, Span, Triple},
};

/// An input that yielded no article, and why.
#[derive(Debug)]
pub struct Failure {
    /// The article's id, where it is known.
    pub article: Option<String>,
    /// What is wrong.
    pub error: Error,
}

/// The tables whose rows come from articles, in the order in which they are written.
pub static TABLES: [&Table<Annotated>; 7] =
    [&TRIPLES, &ARGUMENTS, &ENTITIES, &MENTIONS, &QUANTITIES, &TIMES, &ARTICLES];

/// All tables, for documentation.
pub fn schemas() -> Vec<Schema> {
    let of_articles = TABLES.iter().map(|table| Selection::all(table).schema());
    of_articles.chain([Selection::all(&ERRORS).schema()]).collect()
}

const TEXT: Datatype = Datatype::String;
const COUNT: Datatype = Datatype::Integer;
const EXACT: Datatype = Datatype::Decimal;
const NUMBER: Datatype = Datatype::Number;
const FLAG: Datatype = Datatype::Boolean;
const DAY: Datatype = Datatype::Date;
const CLOCK: Datatype = Datatype::Time;

const fn column<R>(
    name: &'static str,
    datatype: Datatype,
    about: &'static str,
    take: for<'r> fn(&'r R, usize) -> Cell<'r>,
) -> Column<R> {
    Column { name, datatype, about, take }
}

const TO_ARTICLE: Link = Link { columns: &["article"], table: "articles", to: &["id"], optional: false };

/// To an entity, where there is one.
const fn may_be_entity(columns: &'static [&'static str]) -> Link {
    Link { columns, table: "entities", to: &["article", "id"], optional: true }
}

/// Who did what to whom.
pub static TRIPLES: Table<Annotated> = Table {
    name: "triples",
    about: "A fact: who did what to whom, with all that qualifies it. The first three columns read as a sentence.",
    rows: |a| a.found.triples.len(),
    key: &["id"],
    links: &[
        TO_ARTICLE,
        may_be_entity(&["article", "subject_id"]),
        may_be_entity(&["article", "object_id"]),
        may_be_entity(&["article", "place_id"]),
    ],
    columns: &[
        column(
            "subject",
            TEXT,
            "Who or what: the entity's canonical name, else the words of the text. Empty in a passive that names no agent.",
            |a, n| named(a, triple(a, n).and_then(|t| t.subject.as_ref())),
        ),
        column("predicate", TEXT, "Does or is what: the lemma, with its particle or preposition.", |a, n| {
            triple(a, n).map(|t| &t.predicate.lemma).into()
        }),
        column(
            "object",
            TEXT,
            "To whom or what: the entity's canonical name, else the words of the text.",
            |a, n| named(a, triple(a, n).and_then(|t| t.object.as_ref())),
        ),
        column("event", TEXT, "The PLOVER event type.", |a, n| {
            triple(a, n).and_then(|t| t.event.as_deref()).into()
        }),
        column("negated", FLAG, "True where the text denies it.", |a, n| {
            triple(a, n).map(|t| t.negated).into()
        }),
        column(
            "modality",
            TEXT,
            "How the text holds it to be: asserted, reported, requested, planned, possible or conditional.",
            |a, n| triple(a, n).map(|t| t.modality.as_str()).into(),
        ),
        column("time", TEXT, "When, as a TIMEX3 value: `2023-12-11`, `2023-W49`, `P10Y`.", |a, n| {
            time_of(a, n).map(|t| &t.value).into()
        }),
        column("time_earliest", DAY, "The first day that it can mean.", |a, n| {
            time_of(a, n).and_then(|t| t.earliest).into()
        }),
        column("time_latest", DAY, "The last day that it can mean.", |a, n| {
            time_of(a, n).and_then(|t| t.latest).into()
        }),
        column(
            "time_source",
            TEXT,
            "What the date was counted from: the text itself, the narrative, or the publication date.",
            |a, n| time_of(a, n).and_then(|t| t.anchor).map(|anchor| anchor.as_str()).into(),
        ),
        column("place", TEXT, "Where: the canonical name.", |a, n| place_of(a, n).map(|e| &e.name).into()),
        column("place_id", TEXT, "The place's id in `entities`.", |a, n| {
            place_of(a, n).map(|e| &e.id).into()
        }),
        column("place_country", TEXT, "The country it lies in, ISO 3166-1 alpha-2.", |a, n| {
            country(place_of(a, n))
        }),
        column("latitude", NUMBER, "Of the place, in degrees, WGS 84.", |a, n| {
            place_of(a, n).and_then(|e| e.point).map(|p| p.lat).into()
        }),
        column("longitude", NUMBER, "Of the place, in degrees, WGS 84.", |a, n| {
            place_of(a, n).and_then(|e| e.point).map(|p| p.lon).into()
        }),
        column("quantity", EXACT, "How many or how much, where the text gives one value.", |a, n| {
            quantity_of(a, n).and_then(|q| q.value).into()
        }),
        column("quantity_min", EXACT, "The lower bound.", |a, n| {
            quantity_of(a, n).and_then(|q| q.min).into()
        }),
        column("quantity_max", EXACT, "The upper bound.", |a, n| {
            quantity_of(a, n).and_then(|q| q.max).into()
        }),
        column(
            "quantity_unit",
            TEXT,
            "Of what: an ISO 4217 currency, a CLDR unit, `percent`, else the words that are counted.",
            |a, n| quantity_of(a, n).map_or(Cell::Empty, |q| unit(a, q)),
        ),
        column(
            "attribution",
            TEXT,
            "Who says so: the entity's canonical name, else the words of the text.",
            |a, n| named(a, triple(a, n).and_then(|t| t.attribution.as_ref())),
        ),
        column("subject_id", TEXT, "The subject's id in `entities`.", |a, n| {
            subject(a, n).map(|e| &e.id).into()
        }),
        column("subject_type", TEXT, "Its type, as OntoNotes names it.", |a, n| {
            subject(a, n).map(|e| e.kind.as_str()).into()
        }),
        column("subject_country", TEXT, "Its country, ISO 3166-1 alpha-2.", |a, n| country(subject(a, n))),
        column("object_id", TEXT, "The object's id in `entities`.", |a, n| {
            object(a, n).map(|e| &e.id).into()
        }),
        column("object_type", TEXT, "Its type, as OntoNotes names it.", |a, n| {
            object(a, n).map(|e| e.kind.as_str()).into()
        }),
        column("object_country", TEXT, "Its country, ISO 3166-1 alpha-2.", |a, n| country(object(a, n))),
        column("predicate_text", TEXT, "The predicate as the text words it.", |a, n| {
            triple(a, n).map_or(Cell::Empty, |t| Cell::phrase(&t.predicate.text))
        }),
        column(
            "confidence",
            NUMBER,
            "From 0 to 1, by rule: it puts rows in order of trust, and is no probability.",
            |a, n| triple(a, n).map(|t| t.confidence).into(),
        ),
        column("rule", TEXT, "The rule that concluded it; `griot explain` shows it at work.", |a, n| {
            triple(a, n).map(|t| &*t.rule).into()
        }),
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column("article_date", DAY, "The date of publication.", |a, _| a.found.date.into()),
        column("title", TEXT, "The headline.", |a, _| a.found.title.as_ref().into()),
        column("publisher", TEXT, "Who published it.", |a, _| a.article.publisher.as_ref().into()),
        column("url", TEXT, "Where it was published.", |a, _| a.article.url.as_ref().into()),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n| {
            triple(a, n).map(|t| t.sentence + 1).into()
        }),
        column(
            "start",
            COUNT,
            "Where the evidence begins in the text, in characters from 0 (`--offsets` counts otherwise).",
            |a, n| evidence(a, n).map(|span| a.start(span)).into(),
        ),
        column("end", COUNT, "Where the evidence ends, exclusive.", |a, n| {
            evidence(a, n).map(|span| a.end(span)).into()
        }),
        column("sentence_text", TEXT, "The sentence, as it stands in the text.", |a, n| {
            triple(a, n).and_then(|t| a.sentence(t.sentence)).map(|s| a.words(s.span)).into()
        }),
        column(
            "id",
            TEXT,
            "The triple's id, made from the article's id and the words, so that two runs compare.",
            |a, n| a.triple_id(n).into(),
        ),
    ],
};

/// Whatever else the clause says.
pub static ARGUMENTS: Table<Annotated> = Table {
    name: "arguments",
    about: "An argument of a triple: a phrase that says more of it, such as a time, a place, a recipient or a cause.",
    rows: Annotated::arguments,
    key: &["triple", "number"],
    links: &[
        Link { columns: &["triple"], table: "triples", to: &["id"], optional: false },
        TO_ARTICLE,
        may_be_entity(&["article", "entity"]),
    ],
    columns: &[
        column("triple", TEXT, "The triple's id.", |a, n| {
            a.argument(n).and_then(|(t, ..)| a.triple_id(t)).into()
        }),
        column("number", COUNT, "Number of the argument among those of its triple, from 1.", |a, n| {
            a.argument(n).map(|(.., k)| k + 1).into()
        }),
        column(
            "role",
            TEXT,
            "What it says: `time`, `place`, `source`, `recipient`, `cause` …, or `other`.",
            |a, n| a.argument(n).map(|(_, x, _)| &*x.role).into(),
        ),
        column("preposition", TEXT, "The preposition or conjunction that leads it.", |a, n| {
            a.argument(n).and_then(|(_, x, _)| x.preposition).map(|span| a.words(span)).into()
        }),
        column("name", TEXT, "The entity's canonical name, else the words of the text.", |a, n| {
            named(a, a.argument(n).map(|(_, x, _)| &x.phrase))
        }),
        column("text", TEXT, "The whole phrase, as it stands in the text.", |a, n| {
            a.argument(n).map(|(_, x, _)| a.words(x.phrase.span)).into()
        }),
        column("entity", TEXT, "The entity's id in `entities`.", |a, n| {
            a.argument(n).and_then(|(_, x, _)| a.entity_of(&x.phrase)).map(|e| &e.id).into()
        }),
        column(
            "on",
            COUNT,
            "Number of the argument that it hangs on; empty where it hangs on the predicate.",
            |a, n| a.argument(n).and_then(|(_, x, _)| x.on).map(|k| k + 1).into(),
        ),
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column("start", COUNT, "Where the phrase begins, in characters from 0.", |a, n| {
            a.argument(n).map(|(_, x, _)| a.start(x.phrase.span)).into()
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n| {
            a.argument(n).map(|(_, x, _)| a.end(x.phrase.span)).into()
        }),
    ],
};

/// Who and what the articles speak of.
pub static ENTITIES: Table<Annotated> = Table {
    name: "entities",
    about: "A person, organisation, place or other named thing that an article speaks of: one row for each article that does. \
            The id is the same in all articles, so grouping by it tells how often, and where, the run met an entity.",
    rows: |a| a.found.entities.len(),
    key: &["article", "id"],
    links: &[TO_ARTICLE],
    columns: &[
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column(
            "id",
            TEXT,
            "The gazetteer's id (`country:ML`), or one made from the name where no list knows it (`name:fatoumata-kaba`).",
            |a, n| entity(a, n).map(|e| &e.id).into(),
        ),
        column("name", TEXT, "The canonical name.", |a, n| entity(a, n).map(|e| &e.name).into()),
        column(
            "type",
            TEXT,
            "Its type, as OntoNotes names it: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT or MISC.",
            |a, n| entity(a, n).map(|e| e.kind.as_str()).into(),
        ),
        column(
            "country",
            TEXT,
            "The country that it is, lies in or belongs to, ISO 3166-1 alpha-2.",
            |a, n| country(entity(a, n)),
        ),
        column("latitude", NUMBER, "In degrees, WGS 84.", |a, n| {
            entity(a, n).and_then(|e| e.point).map(|p| p.lat).into()
        }),
        column("longitude", NUMBER, "In degrees, WGS 84.", |a, n| {
            entity(a, n).and_then(|e| e.point).map(|p| p.lon).into()
        }),
        column("sectors", TEXT, "Its actor sectors (`GOV`, `UNO`, `REB`), separated by `;`.", |a, n| {
            entity(a, n).map(|e| e.sectors.join(";")).into()
        }),
        column("mentions", COUNT, "How often the article mentions it.", |a, n| a.mentions_of(n).into()),
    ],
};

/// Where the articles speak of them.
pub static MENTIONS: Table<Annotated> = Table {
    name: "mentions",
    about: "A mention of an entity: where the text names it.",
    rows: |a| a.found.mentions.len(),
    key: &["id"],
    links: &[
        TO_ARTICLE,
        Link { columns: &["article", "entity"], table: "entities", to: &["article", "id"], optional: false },
    ],
    columns: &[
        column("id", TEXT, "The mention's id, made from the article's id and the words.", |a, n| {
            a.mention_id(n).into()
        }),
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column("entity", TEXT, "The entity's id in `entities`.", |a, n| {
            a.found.mentions.get(n).and_then(|m| a.entity(m.entity)).map(|e| &e.id).into()
        }),
        column(
            "type",
            TEXT,
            "What it is here: a nationality is NORP though its entity, the country, is GPE.",
            |a, n| a.found.mentions.get(n).map(|m| m.kind.as_str()).into(),
        ),
        column("text", TEXT, "The words.", |a, n| a.found.mentions.get(n).map(|m| a.words(m.span)).into()),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n| {
            a.found.mentions.get(n).map(|m| m.sentence + 1).into()
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n| {
            a.found.mentions.get(n).map(|m| a.start(m.span)).into()
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n| {
            a.found.mentions.get(n).map(|m| a.end(m.span)).into()
        }),
        column("confidence", NUMBER, "From 0 to 1.", |a, n| {
            a.found.mentions.get(n).map(|m| m.confidence).into()
        }),
    ],
};

/// How many and how much.
pub static QUANTITIES: Table<Annotated> = Table {
    name: "quantities",
    about: "A quantity: one value, or bounds, or both where a value is approximate.",
    rows: |a| a.found.quantities.len(),
    key: &["id"],
    links: &[TO_ARTICLE],
    columns: &[
        column("id", TEXT, "The quantity's id, made from the article's id and the words.", |a, n| {
            a.quantity_id(n).into()
        }),
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column("kind", TEXT, "cardinal, ordinal, percent, fraction, money, measure or age.", |a, n| {
            quantity(a, n).map(|q| q.kind.as_str()).into()
        }),
        column("value", EXACT, "The value, never rounded; of a percentage, in percent.", |a, n| {
            quantity(a, n).and_then(|q| q.value).into()
        }),
        column("min", EXACT, "The lower bound.", |a, n| quantity(a, n).and_then(|q| q.min).into()),
        column("max", EXACT, "The upper bound.", |a, n| quantity(a, n).and_then(|q| q.max).into()),
        column(
            "min_open",
            FLAG,
            "True where the lower bound itself is excluded (\"more than 100\").",
            |a, n| quantity(a, n).map(|q| q.min_open).into(),
        ),
        column(
            "max_open",
            FLAG,
            "True where the upper bound itself is excluded (\"fewer than 100\").",
            |a, n| quantity(a, n).map(|q| q.max_open).into(),
        ),
        column(
            "approximate",
            FLAG,
            "True where the text says that it is not exact (\"around 15,000\").",
            |a, n| quantity(a, n).map(|q| q.approximate).into(),
        ),
        column("unit", TEXT, "An ISO 4217 currency, else a CLDR unit.", |a, n| {
            quantity(a, n).and_then(|q| q.unit.as_deref()).into()
        }),
        column("unit_name", TEXT, "The unit's English name.", |a, n| {
            quantity(a, n).and_then(|q| q.unit_name.as_deref()).into()
        }),
        column("counted", TEXT, "What is counted (\"soldiers and police\").", |a, n| {
            quantity(a, n).and_then(|q| q.counted).map_or(Cell::Empty, |span| Cell::phrase(a.words(span)))
        }),
        column(
            "per",
            TEXT,
            "The unit of time or thing that it is counted by (\"400 reports a day\": `day`).",
            |a, n| quantity(a, n).and_then(|q| q.per.as_deref()).into(),
        ),
        column("text", TEXT, "The words.", |a, n| quantity(a, n).map(|q| a.words(q.span)).into()),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n| {
            quantity(a, n).map(|q| q.sentence + 1).into()
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n| {
            quantity(a, n).map(|q| a.start(q.span)).into()
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n| {
            quantity(a, n).map(|q| a.end(q.span)).into()
        }),
        column("rule", TEXT, "The rule that read it.", |a, n| quantity(a, n).map(|q| &*q.rule).into()),
    ],
};

/// When.
pub static TIMES: Table<Annotated> = Table {
    name: "times",
    about: "A time expression, resolved to the calendar where it has a place there.",
    rows: |a| a.found.times.len(),
    key: &["id"],
    links: &[TO_ARTICLE],
    columns: &[
        column("id", TEXT, "The time expression's id, made from the article's id and the words.", |a, n| {
            a.time_id(n).into()
        }),
        column("article", TEXT, "The article's id in `articles`.", |a, _| (&a.article.id).into()),
        column("type", TEXT, "The TIMEX3 type: DATE, TIME, DURATION or SET.", |a, n| {
            a.found.times.get(n).map(|t| t.kind.as_str()).into()
        }),
        column("value", TEXT, "The TIMEX3 value: `2023-12-11`, `2023-W49`, `P10Y`, `PAST_REF`.", |a, n| {
            a.found.times.get(n).map(|t| &t.value).into()
        }),
        column(
            "modifier",
            TEXT,
            "The TIMEX3 modifier: `APPROX`, `START`, `MID`, `END`, `MORE_THAN`, `LESS_THAN` …",
            |a, n| a.found.times.get(n).and_then(|t| t.modifier.as_deref()).into(),
        ),
        column("earliest", DAY, "The first day that it can mean.", |a, n| {
            a.found.times.get(n).and_then(|t| t.earliest).into()
        }),
        column("earliest_time", CLOCK, "The time of that day, local, where the text gives one.", |a, n| {
            clock(a.found.times.get(n).and_then(|t| t.earliest))
        }),
        column("latest", DAY, "The last day that it can mean.", |a, n| {
            a.found.times.get(n).and_then(|t| t.latest).into()
        }),
        column("latest_time", CLOCK, "The time of that day, local, where the text gives one.", |a, n| {
            clock(a.found.times.get(n).and_then(|t| t.latest))
        }),
        column("source", TEXT, "What it was counted from: `text`, `narrative` or `publication`.", |a, n| {
            a.found.times.get(n).and_then(|t| t.anchor).map(|anchor| anchor.as_str()).into()
        }),
        column("text", TEXT, "The words.", |a, n| a.found.times.get(n).map(|t| a.words(t.span)).into()),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n| {
            a.found.times.get(n).map(|t| t.sentence + 1).into()
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n| {
            a.found.times.get(n).map(|t| a.start(t.span)).into()
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n| {
            a.found.times.get(n).map(|t| a.end(t.span)).into()
        }),
        column("rule", TEXT, "The rule that read it.", |a, n| a.found.times.get(n).map(|t| &*t.rule).into()),
    ],
};

/// What was read.
pub static ARTICLES: Table<Annotated> = Table {
    name: "articles",
    about: "An article that was read.",
    rows: |_| 1,
    key: &["id"],
    links: &[],
    columns: &[
        column(
            "id",
            TEXT,
            "The id that the input gives, else the file's path below the input, with `#n` for the n-th article of a file.",
            |a, _| (&a.article.id).into(),
        ),
        column("title", TEXT, "The headline.", |a, _| a.found.title.as_ref().into()),
        column("date", DAY, "The date of publication.", |a, _| a.found.date.into()),
        column("publisher", TEXT, "Who published it.", |a, _| a.article.publisher.as_ref().into()),
        column("url", TEXT, "Where it was published.", |a, _| a.article.url.as_ref().into()),
        column("file", TEXT, "The file that it came from.", |a, _| a.article.file.as_ref().into()),
        column(
            "line",
            COUNT,
            "The line of that file on which it begins, where the file holds many.",
            |a, _| a.article.line.into(),
        ),
        column(
            "language",
            TEXT,
            "The language that it seems to be in, ISO 639-1; `und` where there is too little text.",
            |a, _| a.found.language.code.into(),
        ),
        column("language_confidence", NUMBER, "From 0 to 1.", |a, _| a.found.language.confidence.into()),
        column(
            "readable",
            FLAG,
            "False where it is in another language than the pack in use, and was left alone.",
            |a, _| a.found.language.readable.into(),
        ),
        column("length", COUNT, "Length of the text, in characters.", |a, _| a.length().into()),
        column("sentences", COUNT, "Number of sentences.", |a, _| a.found.sentences.len().into()),
        column("sentences_read", COUNT, "Number of sentences that were looked at for facts.", |a, _| {
            a.found.sentences_read.into()
        }),
        column("mentions", COUNT, "Number of mentions.", |a, _| a.found.mentions.len().into()),
        column("quantities", COUNT, "Number of quantities.", |a, _| a.found.quantities.len().into()),
        column("times", COUNT, "Number of time expressions.", |a, _| a.found.times.len().into()),
        column("triples", COUNT, "Number of triples.", |a, _| a.found.triples.len().into()),
        column("text_hash", TEXT, "XXH3 of the text: articles that share it are the same story.", |a, _| {
            format!("x:{:016x}", a.text_hash()).into()
        }),
    ],
};

/// What was not read.
pub static ERRORS: Table<Failure> = Table {
    name: "errors",
    about: "An input that yielded no article, and what to do about it.",
    rows: |_| 1,
    key: &[],
    links: &[],
    columns: &[
        column("file", TEXT, "The file.", |f, _| f.error.place().file.as_ref().into()),
        column("line", COUNT, "The line, from 1.", |f, _| f.error.place().line.into()),
        column("byte", COUNT, "The byte, from 0.", |f, _| f.error.place().byte.into()),
        column("article", TEXT, "The article's id, where it is known.", |f, _| f.article.as_ref().into()),
        column("problem", TEXT, "What is wrong.", |f, _| f.error.problem().into()),
        column("remedy", TEXT, "What to do about it.", |f, _| f.error.remedy().into()),
    ],
};

fn triple(a: &Annotated, n: usize) -> Option<&Triple> {
    a.found.triples.get(n)
}

fn entity(a: &Annotated, n: usize) -> Option<&Entity> {
    a.found.entities.get(n)
}

fn quantity(a: &Annotated, n: usize) -> Option<&Quantity> {
    a.found.quantities.get(n)
}

fn subject(a: &Annotated, n: usize) -> Option<&Entity> {
    a.entity_of(triple(a, n)?.subject.as_ref()?)
}

fn object(a: &Annotated, n: usize) -> Option<&Entity> {
    a.entity_of(triple(a, n)?.object.as_ref()?)
}

fn time_of(a: &Annotated, n: usize) -> Option<&crate::model::TimeExpression> {
    a.time_of(triple(a, n)?)
}

fn place_of(a: &Annotated, n: usize) -> Option<&Entity> {
    a.place_of(triple(a, n)?)
}

fn quantity_of(a: &Annotated, n: usize) -> Option<&Quantity> {
    a.quantity_of(triple(a, n)?)
}

/// The canonical name of the entity that a phrase refers to, else its words without their outer modifiers.
fn named<'a>(a: &'a Annotated, phrase: Option<&Phrase>) -> Cell<'a> {
    let Some(phrase) = phrase else { return Cell::Empty };
    match a.entity_of(phrase) {
        Some(entity) => (&entity.name).into(),
        None => Cell::phrase(a.words(phrase.core)),
    }
}

fn country(entity: Option<&Entity>) -> Cell<'_> {
    entity.and_then(|e| e.country.as_ref()).map(|c| c.as_str()).into()
}

fn unit<'a>(a: &'a Annotated, quantity: &'a Quantity) -> Cell<'a> {
    match (&quantity.unit, quantity.kind, quantity.counted) {
        (Some(unit), ..) => (&**unit).into(),
        (None, QuantityKind::Percent, _) => "percent".into(),
        (None, _, Some(counted)) => Cell::phrase(a.words(counted)),
        (None, _, None) => Cell::Empty,
    }
}

fn clock(moment: Option<Moment>) -> Cell<'static> {
    match moment {
        Some(Moment::DateTime(time)) => Cell::Time(time.time()),
        _ => Cell::Empty,
    }
}

/// The words from the first to the last of subject, predicate and object.
fn evidence(a: &Annotated, n: usize) -> Option<Span> {
    let triple = triple(a, n)?;
    let phrases = [&triple.subject, &triple.object].into_iter().flatten();
    Some(phrases.fold(triple.predicate.span, |whole, phrase| whole.cover(phrase.span)))
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
