//! One article with one of everything, and what each table says of it.

use super::*;
use crate::{
    model::*,
    sink::{Format, Offsets},
};

const TEXT: &str = "À Gao, the army said that around 15,000 soldiers and\npolice left Mali on Friday.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap() as u32;
    Span::new(start, start + words.len() as u32)
}

fn phrase(words: &str, core: &str, entity: Option<u32>) -> Phrase {
    Phrase { span: span(words), core: span(core), head: span(core), entity }
}

/// Who is said to leave where, when and in what numbers, twice with different confidence.
pub(in crate::sink) fn sample(offsets: Offsets, min_confidence: f32) -> Annotated {
    let mali = Entity {
        id: "country:ML".into(),
        name: "Mali".into(),
        kind: EntityType::Gpe,
        country: Country::parse("ML"),
        point: Some(Point { lat: 17.57, lon: -4.0 }),
        point_of: None,
        sectors: vec!["GOV".into(), "MIL".into()],
    };
    let mention = Mention {
        span: span("Mali"),
        tokens: TokenSpan::default(),
        sentence: 0,
        kind: EntityType::Gpe,
        entity: 0,
        source: MentionSource::Gazetteer,
        confidence: 0.9,
    };
    let quantity = Quantity {
        span: span("around 15,000"),
        tokens: TokenSpan::default(),
        sentence: 0,
        kind: QuantityKind::Cardinal,
        value: Some(15_000.into()),
        min: None,
        max: None,
        min_open: false,
        max_open: false,
        approximate: true,
        unit: None,
        unit_name: None,
        counted: Some(span("soldiers and\npolice")),
        per: None,
        rule: "approximate".into(),
    };
    let day = jiff::civil::date(2023, 12, 8);
    let time = TimeExpression {
        span: span("Friday"),
        tokens: TokenSpan::default(),
        sentence: 0,
        kind: TimeKind::Date,
        value: day.to_string(),
        modifier: None,
        earliest: Some(Moment::Date(day)),
        latest: Some(Moment::DateTime(day.at(18, 30, 0, 0))),
        anchor: Some(Anchor::Publication),
        rule: "weekday".into(),
    };
    let triple = Triple {
        sentence: 0,
        subject: Some(phrase("around 15,000 soldiers and\npolice", "soldiers and\npolice", None)),
        predicate: Predicate {
            span: span("left"),
            text: "left".into(),
            lemma: "leave".into(),
            shown: None,
            implied: 0,
        },
        object: Some(phrase("Mali", "Mali", Some(0))),
        arguments: vec![Argument {
            role: "time".into(),
            preposition: Some(span("on")),
            phrase: phrase("Friday", "Friday", None),
            on: None,
        }],
        negated: false,
        modality: Modality::Reported,
        attribution: Some(phrase("the army", "army", None)),
        time: Some(0),
        reach: Reach::Within,
        place: Some(0),
        quantity: Some(0),
        event: None,
        confidence: 0.8,
        rule: "clause".into(),
    };
    let article = Article {
        id: "a-1".into(),
        text: TEXT.into(),
        publisher: Some("=cmd, \"x\"".into()),
        ..Article::default()
    };
    let sentence = Sentence {
        span: Span::new(0, TEXT.len() as u32),
        tokens: TokenSpan::default(),
        part: Part::Body,
        paragraph: 0,
        dateline: 0,
    };
    let found = Annotations {
        sentences: vec![sentence],
        entities: vec![mali],
        mentions: vec![mention],
        quantities: vec![quantity],
        times: vec![time],
        triples: vec![triple.clone(), Triple { confidence: 0.2, ..triple }],
        ..Annotations::default()
    };
    Annotated::new(article, found, offsets, min_confidence)
}

/// The first row of a table, as pairs of column and cell.
fn row(table: &'static Table<Annotated>, annotated: &Annotated) -> Vec<(&'static str, std::string::String)> {
    let mut out = Vec::new();
    Selection::all(table).write(annotated, Format::Csv, false, &mut out);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
    let first = reader.records().next().unwrap().unwrap();
    table.columns.iter().map(|c| c.name).zip(first.iter().map(str::to_owned)).collect()
}

fn cells(table: &'static Table<Annotated>, names: &[&str]) -> Vec<std::string::String> {
    let row = row(table, &sample(Offsets::Chars, 0.5));
    names.iter().map(|name| row.iter().find(|(own, _)| own == name).unwrap().1.clone()).collect()
}

#[test]
fn triples_have_the_columns_that_were_promised() {
    let names: Vec<_> = TRIPLES.columns.iter().map(|c| c.name).collect();
    assert_eq!(
        names.join(", "),
        "subject, predicate, object, event, negated, modality, time, time_earliest, time_latest, time_source, place, \
         place_id, place_country, latitude, longitude, quantity, quantity_min, quantity_max, quantity_unit, attribution, \
         subject_id, subject_type, subject_country, object_id, object_type, object_country, predicate_text, confidence, \
         rule, article, article_date, title, publisher, url, sentence, start, end, sentence_text, id"
    );
}

#[test]
fn a_triple_reads_as_a_sentence() {
    assert_eq!(
        cells(&TRIPLES, &["subject", "predicate", "object"]),
        ["soldiers and police", "leave", "Mali"]
    );
    assert_eq!(
        cells(&TRIPLES, &["quantity", "quantity_min", "quantity_unit"]),
        ["15000", "", "soldiers and police"]
    );
    assert_eq!(
        cells(&TRIPLES, &["time", "time_earliest", "time_latest", "time_source"]),
        ["2023-12-08", "2023-12-08", "2023-12-08", "publication"]
    );
    assert_eq!(
        cells(&TRIPLES, &["place", "latitude", "longitude", "object_country"]),
        ["Mali", "17.57", "-4", "ML"]
    );
    assert_eq!(
        cells(&TRIPLES, &["negated", "modality", "attribution", "confidence"]),
        ["false", "reported", "army", "0.8"]
    );
    assert_eq!(cells(&TRIPLES, &["sentence", "sentence_text", "event", "title"]), ["1", TEXT, "", ""]);
}

#[test]
fn positions_cut_the_evidence_out_of_the_text() {
    let at = |n: &str| cells(&TRIPLES, &[n])[0].parse::<usize>().unwrap();
    let words: std::string::String = TEXT.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(words, "around 15,000 soldiers and\npolice left Mali");
}

#[test]
fn companions_point_to_what_they_stand_beside() {
    assert_eq!(cells(&ARGUMENTS, &["triple"]), cells(&TRIPLES, &["id"]));
    assert_eq!(
        cells(&ARGUMENTS, &["number", "role", "preposition", "name", "on"]),
        ["1", "time", "on", "Friday", ""]
    );
    assert_eq!(cells(&ENTITIES, &["id", "mentions", "sectors"]), ["country:ML", "1", "GOV;MIL"]);
    assert_eq!(cells(&MENTIONS, &["entity", "text", "type"]), ["country:ML", "Mali", "GPE"]);
    assert_eq!(cells(&TIMES, &["earliest_time", "latest_time"]), ["", "18:30:00"]);
    assert_eq!(cells(&QUANTITIES, &["counted", "approximate", "unit"]), ["soldiers and police", "true", ""]);
    assert_eq!(cells(&ARTICLES, &["triples", "publisher"]), ["1", "=cmd, \"x\""]);
}

#[test]
fn ids_do_not_depend_on_what_is_left_out() {
    let (all, some) = (sample(Offsets::Chars, 0.0), sample(Offsets::Bytes, 0.5));
    assert_eq!((all.found.triples.len(), some.found.triples.len()), (2, 1));
    assert_eq!(all.triple_id(0), some.triple_id(0));
    assert_ne!(all.triple_id(0), all.triple_id(1));
}

#[test]
fn json_rows_have_the_same_keys_and_types() {
    let mut out = Vec::new();
    Selection::all(&TRIPLES).write(&sample(Offsets::Chars, 0.5), Format::Jsonl, false, &mut out);
    let row: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let keys: Vec<_> = row.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), TRIPLES.columns.len());
    assert_eq!((&row["quantity"], &row["longitude"]), (&15_000.into(), &(-4).into()));
    assert_eq!((&row["negated"], &row["event"]), (&false.into(), &serde_json::Value::Null));
}

#[test]
fn annotations_have_the_agreed_format() {
    let mut out = Vec::new();
    crate::sink::annotation(&sample(Offsets::Utf16, 0.5), &mut out);
    let all: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let triple = &all["triples"][0];
    assert_eq!(triple["subject"]["text"], "around 15,000 soldiers and\npolice");
    assert_eq!(triple["subject"]["name"], serde_json::Value::Null);
    assert_eq!(triple["object"]["id"], "country:ML");
    assert_eq!(triple["arguments"][0]["text"], "Friday");
    assert_eq!(triple["arguments"][0]["on"], serde_json::Value::Null);
    assert_eq!(triple["time"]["latest"], "2023-12-08T18:30:00");
    assert_eq!(triple["quantity"]["value"], "15000");
    assert_eq!(all["entities"][0]["lat"], 17.57);
    assert_eq!(all["sentences"][0]["end"], TEXT.encode_utf16().count());
}

#[test]
fn every_key_and_link_names_columns_that_are_there() {
    let all = schemas();
    let has = |schema: &Schema, name: &str| schema.columns.iter().any(|(own, ..)| *own == name);
    for schema in &all {
        assert!(schema.key.iter().all(|name| has(schema, name)), "{}", schema.name);
        for link in schema.links {
            let other = all.iter().find(|other| other.name == link.table).unwrap();
            assert_eq!(link.to, other.key, "{} → {}", schema.name, other.name);
            assert!(link.columns.iter().all(|name| has(schema, name)), "{}", schema.name);
        }
    }
}
