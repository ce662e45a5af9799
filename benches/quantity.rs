//! How fast numbers and quantities are read from news text, in MB/s of one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    lang::{Language, Pack},
    model::{Article, View},
    number::Reader,
    quantity::Tagger,
    text::Segmenter,
};
use std::{fs, hint::black_box};

/// The text of all plain fixtures, repeated to some megabytes.
fn news() -> String {
    let mut texts = Vec::new();
    for entry in fs::read_dir("fixtures/articles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            texts.extend(fs::read_to_string(&path));
        }
    }
    let all = texts.join("\n\n");
    all.repeat(4_000_000 / all.len().max(1) + 1)
}

fn quantities(c: &mut Criterion) {
    let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
    let text = news();
    let article = Article { text: text.clone(), ..Article::default() };
    let segmented = Segmenter::new(&language).unwrap().segment(&article);
    let view = View { text: &text, tokens: &segmented.tokens, sentences: &segmented.sentences };
    let (reader, tagger) = (Reader::new(&language).unwrap(), Tagger::new(&language).unwrap());
    let numerals = reader.read(&view);
    let mut group = c.benchmark_group("quantity");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("numerals", |b| b.iter(|| black_box(reader.read(&view))));
    group.bench_function("quantities", |b| b.iter(|| black_box(tagger.tag(&view, &numerals))));
    group.bench_function("both", |b| b.iter(|| black_box(tagger.tag(&view, &reader.read(&view)))));
    group.finish();
}

criterion_group!(benches, quantities);
criterion_main!(benches);
