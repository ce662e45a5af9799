//! How fast numbers, quantities, times and names of the gazetteer are found, each by itself and quantities and times together, in bytes of
//! text a second on one core: in ordinary news, and in the fixtures, which are twice as dense.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{gazetteer::Gazetteer, model::Parse, number::Reader, quantity, resolve::Resolver, time};
use std::hint::black_box;
use support::Cut;

fn recognise(c: &mut Criterion) {
    let language = support::english();
    let (reader, gazetteer) = (Reader::new(&language).unwrap(), Gazetteer::load(&[]).unwrap());
    let (quantities, times) =
        (quantity::Tagger::new(&language).unwrap(), time::Tagger::new(&language).unwrap());
    let resolver = Resolver::new(&language, Default::default()).unwrap();
    let published = Some(jiff::civil::date(2023, 12, 12));
    for (name, text) in [("ordinary", support::ordinary(1)), ("dense", support::dense(1))] {
        let cut = Cut::new(text, &language);
        let view = cut.view();
        let numerals = reader.read(&view);
        let readings = times.tag(&view, &numerals);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(cut.bytes()));
        group.bench_function("gazetteer", |b| b.iter(|| gazetteer.tag(black_box(&view))));
        group.bench_function("numerals", |b| b.iter(|| reader.read(black_box(&view))));
        group.bench_function("quantities", |b| b.iter(|| quantities.tag(black_box(&view), &numerals)));
        group.bench_function("times", |b| b.iter(|| times.tag(black_box(&view), &numerals)));
        group.bench_function("calendar", |b| {
            b.iter(|| resolver.times(black_box(&view), &readings, &Parse::default(), published));
        });
        group.bench_function("quantities and times", |b| {
            b.iter(|| {
                let numerals = reader.read(black_box(&view));
                (quantities.tag(&view, &numerals), times.tag(&view, &numerals))
            });
        });
        group.finish();
    }
}

criterion_group!(benches, recognise);
criterion_main!(benches);
