//! How fast articles become tables, in bytes of text a second: each stage on one core, and the whole way with one thread and with all.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    batch::{self, BatchOptions},
    engine::{Engine, Options, Stage},
    model::Article,
    sink::{Contents, Destination, Output, Sink, SinkOptions},
    source::{Inputs, SourceOptions},
};
use std::hint::black_box;

const FIXTURES: [&str; 1] = ["fixtures/articles"];

fn inputs() -> Inputs {
    Inputs::list(&FIXTURES, SourceOptions::default()).unwrap()
}

fn articles() -> Vec<Article> {
    inputs().records().map(|record| record.unwrap().article().unwrap()).collect()
}

fn engine(until: Stage) -> Engine {
    Engine::new(&Options { until, ..Options::default() }).unwrap()
}

fn sink() -> Sink {
    Sink::new(SinkOptions { contents: Contents::Tables, ..SinkOptions::default() }).unwrap()
}

/// From articles in memory to what is found, up to each stage.
fn stages(c: &mut Criterion) {
    let articles = articles();
    let mut group = c.benchmark_group("until");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(articles.iter().map(|article| article.text.len() as u64).sum()));
    for (name, until) in
        [("sentences", Stage::Sentences), ("mentions", Stage::Mentions), ("facts", Stage::Facts)]
    {
        let engine = engine(until);
        let mut worker = engine.worker();
        group.bench_function(name, |b| {
            b.iter(|| articles.iter().map(|article| worker.annotate(article).sentences.len()).sum::<usize>());
        });
    }
    group.finish();
}

/// From what is found to the bytes of all tables.
fn tables(c: &mut Criterion) {
    let (engine, sink) = (engine(Stage::Facts), sink());
    let mut worker = engine.worker();
    let found: Vec<_> = articles().into_iter().map(|article| (worker.annotate(&article), article)).collect();
    let mut group = c.benchmark_group("sink");
    group.throughput(Throughput::Bytes(found.iter().map(|(_, article)| article.text.len() as u64).sum()));
    group.bench_function("tables", |b| {
        let render = |found: Vec<_>| {
            for (annotations, article) in found {
                black_box(sink.render(article, annotations));
            }
        };
        b.iter_batched(|| found.clone(), render, BatchSize::SmallInput);
    });
    group.finish();
}

/// From files to tables, which are thrown away.
fn pipeline(c: &mut Criterion) {
    let (engine, sink) = (engine(Stage::Facts), sink());
    let mut group = c.benchmark_group("pipeline");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(inputs().bytes()));
    for (name, threads) in [("one thread", Some(1)), ("all cores", None)] {
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut output = Output::open(&sink, &Destination::Nowhere).unwrap();
                let options = BatchOptions::new(threads);
                batch::run(&engine, inputs().records(), &sink, &mut output, options, |_| ()).unwrap()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, stages, tables, pipeline);
criterion_main!(benches);
