//! Every column of every table: its name, its type, what it holds, and how it is taken from an article. Headers, cells, JSON keys,
//! `csv-metadata.json` and docs/tables.md all come from here; a new column is one entry.

use super::{
    annotated::Annotated,
    cell::{CellWriter, Datatype, Line, List, Word},
    table::{Cells, Column, Link, Schema, Selection, Table},
};
use crate::{
    error::{Error, Place},
    model::{Entity, Moment, Phrase, Quantity, QuantityKind, Span, Triple},
};
use jiff::civil::Time;

/// An input that yielded no article, and why.
#[derive(Debug)]
pub struct Failure {
    /// The article's id, where it is known.
    pub article: Option<String>,
    /// What is wrong.
    pub error: Error,
}

/// A failure in words, as the table of errors shows it.
#[derive(Debug)]
pub struct ErrorRow {
    place: Place,
    article: Option<String>,
    problem: String,
    remedy: String,
}

impl ErrorRow {
    /// Puts a failure into words.
    pub fn new(failure: &Failure) -> Self {
        let Failure { article, error } = failure;
        Self {
            place: error.place().clone(),
            article: article.clone(),
            problem: error.problem(),
            remedy: error.remedy(),
        }
    }
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
    write: fn(&R, usize, &mut CellWriter<'_>),
) -> Column<R> {
    Column { name, datatype, about, cells: Cells::Each(write) }
}

/// A column of words that many rows of an article share.
const fn repeating<R>(
    name: &'static str,
    about: &'static str,
    take: for<'r> fn(&'r R, usize) -> Option<&'r str>,
) -> Column<R> {
    Column { name, datatype: TEXT, about, cells: Cells::Repeating(take) }
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
            |a, n, to| named(a, triple(a, n).and_then(|t| t.subject.as_ref()), to),
        ),
        column(
            "predicate",
            TEXT,
            "Does or is what: the lemma, with its particle or preposition.",
            |a, n, to| to.cell(triple(a, n).map(|t| t.predicate.reading())),
        ),
        column(
            "object",
            TEXT,
            "To whom or what: the entity's canonical name, else the words of the text.",
            |a, n, to| named(a, triple(a, n).and_then(|t| t.object.as_ref()), to),
        ),
        column("event", TEXT, "The PLOVER event type.", |a, n, to| {
            to.cell(triple(a, n).and_then(|t| t.event.as_deref()))
        }),
        column("negated", FLAG, "True where the text denies it.", |a, n, to| {
            to.cell(triple(a, n).map(|t| t.negated))
        }),
        column(
            "modality",
            TEXT,
            "How the text holds it to be: asserted, reported, requested, planned, possible or conditional.",
            |a, n, to| to.cell(triple(a, n).map(|t| Word(t.modality.as_str()))),
        ),
        column("time", TEXT, "When, as a TIMEX3 value: `2023-12-11`, `2023-W49`, `P10Y`.", |a, n, to| {
            to.cell(time_of(a, n).map(|t| &t.value))
        }),
        column("time_earliest", DAY, "The first day that it can be; empty before \"by May\".", |a, n, to| {
            to.cell(interval_of(a, n).0)
        }),
        column(
            "time_latest",
            DAY,
            "The last day that it can be; since a day is until the article.",
            |a, n, to| to.cell(interval_of(a, n).1),
        ),
        column(
            "time_source",
            TEXT,
            "What the date was counted from: the text itself, the narrative, or the publication date.",
            |a, n, to| to.cell(time_of(a, n).and_then(|t| t.anchor).map(|anchor| Word(anchor.as_str()))),
        ),
        column("place", TEXT, "Where: the canonical name.", |a, n, to| {
            to.cell(place_of(a, n).map(|e| &e.name))
        }),
        column("place_id", TEXT, "The place's id in `entities`.", |a, n, to| {
            to.cell(place_of(a, n).map(|e| &e.id))
        }),
        column("place_country", TEXT, "The country it lies in, ISO 3166-1 alpha-2.", |a, n, to| {
            to.cell(country(place_of(a, n)))
        }),
        column("latitude", NUMBER, "Of the place, in degrees, WGS 84.", |a, n, to| {
            to.cell(place_of(a, n).and_then(|e| e.point).map(|p| p.lat))
        }),
        column("longitude", NUMBER, "Of the place, in degrees, WGS 84.", |a, n, to| {
            to.cell(place_of(a, n).and_then(|e| e.point).map(|p| p.lon))
        }),
        column("quantity", EXACT, "How many or how much, where the text gives one value.", |a, n, to| {
            to.cell(quantity_of(a, n).and_then(|q| q.value.as_ref()))
        }),
        column("quantity_min", EXACT, "The lower bound.", |a, n, to| {
            to.cell(quantity_of(a, n).and_then(|q| q.min.as_ref()))
        }),
        column("quantity_max", EXACT, "The upper bound.", |a, n, to| {
            to.cell(quantity_of(a, n).and_then(|q| q.max.as_ref()))
        }),
        column(
            "quantity_unit",
            TEXT,
            "Of what: an ISO 4217 currency, a CLDR unit, `percent`, else the words that are counted.",
            |a, n, to| to.cell(quantity_of(a, n).and_then(|q| unit(a, q))),
        ),
        column(
            "attribution",
            TEXT,
            "Who says so: the entity's canonical name, else the words of the text.",
            |a, n, to| named(a, triple(a, n).and_then(|t| t.attribution.as_ref()), to),
        ),
        column("subject_id", TEXT, "The subject's id in `entities`.", |a, n, to| {
            to.cell(subject(a, n).map(|e| &e.id))
        }),
        column("subject_type", TEXT, "Its type, as OntoNotes names it.", |a, n, to| {
            to.cell(subject(a, n).map(|e| Word(e.kind.as_str())))
        }),
        column("subject_country", TEXT, "Its country, ISO 3166-1 alpha-2.", |a, n, to| {
            to.cell(country(subject(a, n)))
        }),
        column("object_id", TEXT, "The object's id in `entities`.", |a, n, to| {
            to.cell(object(a, n).map(|e| &e.id))
        }),
        column("object_type", TEXT, "Its type, as OntoNotes names it.", |a, n, to| {
            to.cell(object(a, n).map(|e| Word(e.kind.as_str())))
        }),
        column("object_country", TEXT, "Its country, ISO 3166-1 alpha-2.", |a, n, to| {
            to.cell(country(object(a, n)))
        }),
        column("predicate_text", TEXT, "The predicate as the text words it.", |a, n, to| {
            to.cell(triple(a, n).map(|t| Line(&t.predicate.text)))
        }),
        column(
            "confidence",
            NUMBER,
            "From 0 to 1, by rule: it puts rows in order of trust, and is no probability.",
            |a, n, to| to.cell(triple(a, n).map(|t| t.confidence)),
        ),
        column("rule", TEXT, "The rule that concluded it; `griot explain` shows it at work.", |a, n, to| {
            to.cell(triple(a, n).map(|t| &*t.rule))
        }),
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column("article_date", DAY, "The date of publication.", |a, _, to| to.cell(a.found.date)),
        repeating("title", "The headline.", |a, _| a.found.title.as_deref()),
        repeating("publisher", "Who published it.", |a, _| a.article.publisher.as_deref()),
        repeating("url", "Where it was published.", |a, _| a.article.url.as_deref()),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n, to| {
            to.cell(triple(a, n).map(|t| t.sentence + 1))
        }),
        column(
            "start",
            COUNT,
            "Where the evidence begins in the text, in characters from 0 (`--offsets` counts otherwise).",
            |a, n, to| to.cell(evidence(a, n).map(|span| a.start(span))),
        ),
        column("end", COUNT, "Where the evidence ends, exclusive.", |a, n, to| {
            to.cell(evidence(a, n).map(|span| a.end(span)))
        }),
        repeating(
            "sentence_text",
            "The sentence, as it stands in the text; of one longer than 2,000 bytes, the part around the evidence.",
            |a, n| {
                let sentence = a.sentence(triple(a, n)?.sentence)?;
                Some(a.words_around(sentence.span, evidence(a, n)?))
            },
        ),
        column(
            "id",
            TEXT,
            "The triple's id, made from the article's id and the words, so that two runs compare.",
            |a, n, to| to.cell(a.triple_id(n)),
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
        column("triple", TEXT, "The triple's id.", |a, n, to| {
            to.cell(a.argument(n).and_then(|(t, ..)| a.triple_id(t)))
        }),
        column("number", COUNT, "Number of the argument among those of its triple, from 1.", |a, n, to| {
            to.cell(a.argument(n).map(|(.., k)| k + 1))
        }),
        column(
            "role",
            TEXT,
            "What it says: `time`, `place`, `source`, `recipient`, `cause` …, or `other`.",
            |a, n, to| to.cell(a.argument(n).map(|(_, x, _)| &*x.role)),
        ),
        column("preposition", TEXT, "The preposition or conjunction that leads it.", |a, n, to| {
            to.cell(a.argument(n).and_then(|(_, x, _)| x.preposition).map(|span| a.words(span)))
        }),
        column("name", TEXT, "The entity's canonical name, else the words of the text.", |a, n, to| {
            named(a, a.argument(n).map(|(_, x, _)| &x.phrase), to)
        }),
        column("text", TEXT, "The whole phrase, as it stands in the text.", |a, n, to| {
            to.cell(a.argument(n).map(|(_, x, _)| a.words(x.phrase.span)))
        }),
        column("entity", TEXT, "The entity's id in `entities`.", |a, n, to| {
            to.cell(a.argument(n).and_then(|(_, x, _)| a.entity_of(&x.phrase)).map(|e| &e.id))
        }),
        column(
            "on",
            COUNT,
            "Number of the argument that it hangs on; empty where it hangs on the predicate.",
            |a, n, to| to.cell(a.argument(n).and_then(|(_, x, _)| x.on).map(|k| k + 1)),
        ),
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column("start", COUNT, "Where the phrase begins, in characters from 0.", |a, n, to| {
            to.cell(a.argument(n).map(|(_, x, _)| a.start(x.phrase.span)))
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n, to| {
            to.cell(a.argument(n).map(|(_, x, _)| a.end(x.phrase.span)))
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
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column(
            "id",
            TEXT,
            "The gazetteer's id (`country:ML`), or one made from the name where no list knows it (`name:fatoumata-kaba`).",
            |a, n, to| to.cell(entity(a, n).map(|e| &e.id)),
        ),
        column("name", TEXT, "The canonical name.", |a, n, to| to.cell(entity(a, n).map(|e| &e.name))),
        column(
            "type",
            TEXT,
            "Its type, as OntoNotes names it: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT or MISC.",
            |a, n, to| to.cell(entity(a, n).map(|e| Word(e.kind.as_str()))),
        ),
        column(
            "country",
            TEXT,
            "The country that it is, lies in or belongs to, ISO 3166-1 alpha-2.",
            |a, n, to| to.cell(country(entity(a, n))),
        ),
        column("latitude", NUMBER, "In degrees, WGS 84.", |a, n, to| {
            to.cell(entity(a, n).and_then(|e| e.point).map(|p| p.lat))
        }),
        column("longitude", NUMBER, "In degrees, WGS 84.", |a, n, to| {
            to.cell(entity(a, n).and_then(|e| e.point).map(|p| p.lon))
        }),
        column(
            "point_of",
            TEXT,
            "The id of the place whose coordinates these are, where its own are not known: near it, as far as the text says.",
            |a, n, to| to.cell(entity(a, n).and_then(|e| e.point_of.as_ref())),
        ),
        column("sectors", TEXT, "Its actor sectors (`GOV`, `UNO`, `REB`), separated by `;`.", |a, n, to| {
            to.cell(entity(a, n).map(|e| List(&e.sectors)))
        }),
        column("mentions", COUNT, "How often the article mentions it.", |a, n, to| to.cell(a.mentions_of(n))),
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
        column("id", TEXT, "The mention's id, made from the article's id and the words.", |a, n, to| {
            to.cell(a.mention_id(n))
        }),
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column("entity", TEXT, "The entity's id in `entities`.", |a, n, to| {
            to.cell(a.found.mentions.get(n).and_then(|m| a.entity(m.entity)).map(|e| &e.id))
        }),
        column(
            "type",
            TEXT,
            "What it is here: a nationality is NORP though its entity, the country, is GPE.",
            |a, n, to| to.cell(a.found.mentions.get(n).map(|m| Word(m.kind.as_str()))),
        ),
        column("text", TEXT, "The words.", |a, n, to| {
            to.cell(a.found.mentions.get(n).map(|m| a.words(m.span)))
        }),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n, to| {
            to.cell(a.found.mentions.get(n).map(|m| m.sentence + 1))
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n, to| {
            to.cell(a.found.mentions.get(n).map(|m| a.start(m.span)))
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n, to| {
            to.cell(a.found.mentions.get(n).map(|m| a.end(m.span)))
        }),
        column("confidence", NUMBER, "From 0 to 1.", |a, n, to| {
            to.cell(a.found.mentions.get(n).map(|m| m.confidence))
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
        column("id", TEXT, "The quantity's id, made from the article's id and the words.", |a, n, to| {
            to.cell(a.quantity_id(n))
        }),
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column("kind", TEXT, "cardinal, ordinal, percent, fraction, money, measure or age.", |a, n, to| {
            to.cell(quantity(a, n).map(|q| Word(q.kind.as_str())))
        }),
        column("value", EXACT, "The value, never rounded; of a percentage, in percent.", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.value.as_ref()))
        }),
        column("min", EXACT, "The lower bound.", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.min.as_ref()))
        }),
        column("max", EXACT, "The upper bound.", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.max.as_ref()))
        }),
        column(
            "min_open",
            FLAG,
            "True where the lower bound itself is excluded (\"more than 100\").",
            |a, n, to| to.cell(quantity(a, n).map(|q| q.min_open)),
        ),
        column(
            "max_open",
            FLAG,
            "True where the upper bound itself is excluded (\"fewer than 100\").",
            |a, n, to| to.cell(quantity(a, n).map(|q| q.max_open)),
        ),
        column(
            "approximate",
            FLAG,
            "True where the text says that it is not exact (\"around 15,000\").",
            |a, n, to| to.cell(quantity(a, n).map(|q| q.approximate)),
        ),
        column("unit", TEXT, "An ISO 4217 currency, else a CLDR unit.", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.unit.as_deref()))
        }),
        column("unit_name", TEXT, "The unit's English name.", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.unit_name.as_deref()))
        }),
        column("counted", TEXT, "What is counted (\"soldiers and police\").", |a, n, to| {
            to.cell(quantity(a, n).and_then(|q| q.counted).map(|span| Line(a.words(span))))
        }),
        column(
            "per",
            TEXT,
            "The unit of time or thing that it is counted by (\"400 reports a day\": `day`).",
            |a, n, to| to.cell(quantity(a, n).and_then(|q| q.per.as_deref())),
        ),
        column("text", TEXT, "The words.", |a, n, to| to.cell(quantity(a, n).map(|q| a.words(q.span)))),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n, to| {
            to.cell(quantity(a, n).map(|q| q.sentence + 1))
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n, to| {
            to.cell(quantity(a, n).map(|q| a.start(q.span)))
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n, to| {
            to.cell(quantity(a, n).map(|q| a.end(q.span)))
        }),
        column("rule", TEXT, "The rule that read it.", |a, n, to| to.cell(quantity(a, n).map(|q| &*q.rule))),
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
        column(
            "id",
            TEXT,
            "The time expression's id, made from the article's id and the words.",
            |a, n, to| to.cell(a.time_id(n)),
        ),
        repeating("article", "The article's id in `articles`.", |a, _| Some(&*a.article.id)),
        column("type", TEXT, "The TIMEX3 type: DATE, TIME, DURATION or SET.", |a, n, to| {
            to.cell(a.found.times.get(n).map(|t| Word(t.kind.as_str())))
        }),
        column(
            "value",
            TEXT,
            "The TIMEX3 value: `2023-12-11`, `2023-W49`, `P10Y`, `PAST_REF`.",
            |a, n, to| to.cell(a.found.times.get(n).map(|t| &t.value)),
        ),
        column(
            "modifier",
            TEXT,
            "The TIMEX3 modifier: `APPROX`, `START`, `MID`, `END`, `MORE_THAN`, `LESS_THAN` …",
            |a, n, to| to.cell(a.found.times.get(n).and_then(|t| t.modifier.as_deref())),
        ),
        column("earliest", DAY, "The first day that it can mean.", |a, n, to| {
            to.cell(a.found.times.get(n).and_then(|t| t.earliest))
        }),
        column(
            "earliest_time",
            CLOCK,
            "The time of that day, local, where the text gives one.",
            |a, n, to| to.cell(clock(a.found.times.get(n).and_then(|t| t.earliest))),
        ),
        column("latest", DAY, "The last day that it can mean.", |a, n, to| {
            to.cell(a.found.times.get(n).and_then(|t| t.latest))
        }),
        column("latest_time", CLOCK, "The time of that day, local, where the text gives one.", |a, n, to| {
            to.cell(clock(a.found.times.get(n).and_then(|t| t.latest)))
        }),
        column(
            "source",
            TEXT,
            "What it was counted from: `text`, `narrative` or `publication`.",
            |a, n, to| {
                to.cell(a.found.times.get(n).and_then(|t| t.anchor).map(|anchor| Word(anchor.as_str())))
            },
        ),
        column("text", TEXT, "The words.", |a, n, to| to.cell(a.found.times.get(n).map(|t| a.words(t.span)))),
        column("sentence", COUNT, "Number of the sentence in the article, from 1.", |a, n, to| {
            to.cell(a.found.times.get(n).map(|t| t.sentence + 1))
        }),
        column("start", COUNT, "Where it begins in the text, in characters from 0.", |a, n, to| {
            to.cell(a.found.times.get(n).map(|t| a.start(t.span)))
        }),
        column("end", COUNT, "Where it ends, exclusive.", |a, n, to| {
            to.cell(a.found.times.get(n).map(|t| a.end(t.span)))
        }),
        column("rule", TEXT, "The rule that read it.", |a, n, to| {
            to.cell(a.found.times.get(n).map(|t| &*t.rule))
        }),
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
            |a, _, to| to.cell(&a.article.id),
        ),
        column("title", TEXT, "The headline.", |a, _, to| to.cell(a.found.title.as_ref())),
        column("date", DAY, "The date of publication.", |a, _, to| to.cell(a.found.date)),
        column("publisher", TEXT, "Who published it.", |a, _, to| to.cell(a.article.publisher.as_ref())),
        column("url", TEXT, "Where it was published.", |a, _, to| to.cell(a.article.url.as_ref())),
        column("file", TEXT, "The file that it came from.", |a, _, to| to.cell(a.article.file.as_ref())),
        column(
            "line",
            COUNT,
            "The line of that file on which it begins, where the file holds many.",
            |a, _, to| to.cell(a.article.line),
        ),
        column(
            "language",
            TEXT,
            "The language that it seems to be in, ISO 639-1; `und` where there is too little text.",
            |a, _, to| to.cell(a.found.language.code),
        ),
        column("language_confidence", NUMBER, "From 0 to 1.", |a, _, to| {
            to.cell(a.found.language.confidence)
        }),
        column(
            "readable",
            FLAG,
            "False where it is in another language than the pack in use, and was left alone.",
            |a, _, to| to.cell(a.found.language.readable),
        ),
        column("length", COUNT, "Length of the text, in characters.", |a, _, to| to.cell(a.length())),
        column("sentences", COUNT, "Number of sentences.", |a, _, to| to.cell(a.found.sentences.len())),
        column("sentences_read", COUNT, "Number of sentences that were looked at for facts.", |a, _, to| {
            to.cell(a.found.sentences_read)
        }),
        column("mentions", COUNT, "Number of mentions.", |a, _, to| to.cell(a.found.mentions.len())),
        column("quantities", COUNT, "Number of quantities.", |a, _, to| to.cell(a.found.quantities.len())),
        column("times", COUNT, "Number of time expressions.", |a, _, to| to.cell(a.found.times.len())),
        column("triples", COUNT, "Number of triples.", |a, _, to| to.cell(a.found.triples.len())),
        column(
            "text_hash",
            TEXT,
            "XXH3 of the text: articles that share it are the same story.",
            |a, _, to| to.cell(a.text_id()),
        ),
    ],
};

/// What was not read.
pub static ERRORS: Table<ErrorRow> = Table {
    name: "errors",
    about: "An input that yielded no article, and what to do about it.",
    rows: |_| 1,
    key: &[],
    links: &[],
    columns: &[
        column("file", TEXT, "The file.", |f, _, to| to.cell(f.place.file.as_ref())),
        column("line", COUNT, "The line, from 1.", |f, _, to| to.cell(f.place.line)),
        column("byte", COUNT, "The byte, from 0.", |f, _, to| to.cell(f.place.byte)),
        column("article", TEXT, "The article's id, where it is known.", |f, _, to| {
            to.cell(f.article.as_ref())
        }),
        column("problem", TEXT, "What is wrong.", |f, _, to| to.cell(&f.problem)),
        column("remedy", TEXT, "What to do about it.", |f, _, to| to.cell(&f.remedy)),
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

fn interval_of(a: &Annotated, n: usize) -> (Option<Moment>, Option<Moment>) {
    triple(a, n).map_or((None, None), |triple| a.interval_of(triple))
}

fn place_of(a: &Annotated, n: usize) -> Option<&Entity> {
    a.place_of(triple(a, n)?)
}

fn quantity_of(a: &Annotated, n: usize) -> Option<&Quantity> {
    a.quantity_of(triple(a, n)?)
}

/// The canonical name of the entity that a phrase refers to, else its words without their outer modifiers.
fn named(a: &Annotated, phrase: Option<&Phrase>, to: &mut CellWriter<'_>) {
    match phrase.map(|phrase| (phrase, a.entity_of(phrase))) {
        None => to.cell(None::<Word<'_>>),
        Some((_, Some(entity))) => to.cell(&entity.name),
        Some((phrase, None)) => to.cell(Line(a.words(phrase.core))),
    }
}

fn country(entity: Option<&Entity>) -> Option<Word<'_>> {
    entity.and_then(|e| e.country.as_ref()).map(|c| Word(c.as_str()))
}

fn unit<'a>(a: &'a Annotated, quantity: &'a Quantity) -> Option<Line<'a>> {
    match (&quantity.unit, quantity.kind, quantity.counted) {
        (Some(unit), ..) => Some(Line(unit)),
        (None, QuantityKind::Percent, _) => Some(Line("percent")),
        (None, _, counted) => counted.map(|span| Line(a.words(span))),
    }
}

fn clock(moment: Option<Moment>) -> Option<Time> {
    match moment {
        Some(Moment::DateTime(time)) => Some(time.time()),
        _ => None,
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
