//! How fast the encoder reads, by head, in tokens. How long it takes to be ready.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    encoder::{Encoder, Heads},
    model::View,
};
use std::hint::black_box;
use support::Cut;

fn encoder(c: &mut Criterion) {
    let cut = Cut::new(support::dense(0), &support::english());
    let view = cut.view();
    let encoder = Encoder::shipped("en").unwrap().unwrap();
    let mut scratch = encoder.scratch();
    let mut group = c.benchmark_group("encoder");
    group.bench_function("ready", |b| b.iter(|| Encoder::shipped(black_box("en"))));
    group.throughput(Throughput::Elements(view.tokens.len() as u64));
    for (name, heads) in [
        ("layers", Heads::NONE),
        ("tags", Heads { tags: true, ..Heads::NONE }),
        ("names", Heads { names: true, ..Heads::NONE }),
        ("parse", Heads { parse: true, ..Heads::NONE }),
        ("all", Heads::ALL),
    ] {
        let read = |view: &View, scratch: &mut _| encoder.read_running(view, heads, scratch);
        group.bench_function(name, |b| b.iter(|| read(black_box(&view), &mut scratch)));
    }
    group.finish();
}

criterion_group!(benches, encoder);
criterion_main!(benches);
