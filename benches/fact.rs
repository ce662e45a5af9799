//! The speed of the last stage alone: facts from articles that are parsed already, in tokens a second.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    engine::{Engine, Options},
    fact::Extractor,
    model::{Annotations, Article},
};
use std::hint::black_box;

/// The plain fixtures, annotated.
fn articles(engine: &Engine) -> Vec<(String, Annotations)> {
    let mut worker = engine.worker();
    let annotated = |text: String| {
        let found = worker.annotate(&Article { text: text.clone(), ..Article::default() });
        (text, found)
    };
    support::fixtures().into_iter().map(annotated).collect()
}

fn extract(c: &mut Criterion) {
    let engine = Engine::new(&Options::default()).unwrap();
    let articles = articles(&engine);
    let extractor = Extractor::new(&support::english()).unwrap();
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
