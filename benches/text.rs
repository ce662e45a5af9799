//! Speed of zones, sentences, tokens and the language guess, in bytes a second on one core.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{model::Article, text::Segmenter};
use std::hint::black_box;

fn segment(c: &mut Criterion) {
    let segmenter = Segmenter::new(&support::english()).unwrap();
    let mut group = c.benchmark_group("text");
    for (name, text) in [("ordinary", support::ordinary(0)), ("dense", support::dense(0))] {
        let article = Article { text, ..Article::default() };
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(name, |b| b.iter(|| segmenter.segment(black_box(&article))));
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
