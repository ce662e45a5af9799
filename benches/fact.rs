//! The speed of the last stage alone: facts from articles that are parsed already, in tokens a second.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    engine::{Engine, Options},
    fact::Extractor,
    lang::{Language, Pack},
    model::{Annotations, Article},
};
use std::{fs, hint::black_box};

/// The plain fixtures, annotated.
fn articles(engine: &Engine) -> Vec<(String, Annotations)> {
    let mut worker = engine.worker();
    let mut made = Vec::new();
    for entry in fs::read_dir("fixtures/articles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let found = worker.annotate(&Article { text: text.clone(), ..Article::default() });
            made.push((text, found));
        }
    }
    made
}

fn extract(c: &mut Criterion) {
    let engine = Engine::new(&Options::default()).unwrap();
    let articles = articles(&engine);
    let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
    let extractor = Extractor::new(&language).unwrap();
    let tokens: usize = articles.iter().map(|(_, found)| found.tokens.len()).sum();
    let mut group = c.benchmark_group("fact");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("extract", |b| {
        b.iter(|| {
            for (text, found) in &articles {
                black_box(extractor.extract(text, found));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
