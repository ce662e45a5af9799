//! How fast time expressions are read and placed, in bytes of text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    lang::{Language, Pack},
    model::{Article, Parse, View},
    number::Reader,
    resolve::Resolver,
    text::Segmenter,
    time::Tagger,
};
use std::{fs, hint::black_box};

fn times(c: &mut Criterion) {
    let language = Pack::embedded("en").and_then(|pack| Language::load(&pack)).unwrap();
    let (segmenter, reader) = (Segmenter::new(&language).unwrap(), Reader::new(&language).unwrap());
    let (tagger, resolver) =
        (Tagger::new(&language).unwrap(), Resolver::new(&language, Default::default()).unwrap());
    let mut text = String::new();
    let mut files: Vec<_> =
        fs::read_dir("fixtures/articles").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        text.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        text.push_str("\n\n");
    }
    let article = Article { text, ..Article::default() };
    let segmented = segmenter.segment(&article);
    let view = View { text: &article.text, tokens: &segmented.tokens, sentences: &segmented.sentences };
    let numerals = reader.read(&view);
    let readings = tagger.tag(&view, &numerals);
    let published = Some(jiff::civil::date(2023, 12, 12));
    let mut group = c.benchmark_group("time");
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("tag", |b| b.iter(|| tagger.tag(black_box(&view), &numerals)));
    let parse = Parse::default();
    group.bench_function("resolve", |b| {
        b.iter(|| resolver.times(black_box(&view), &readings, &parse, published))
    });
    group.finish();
}

criterion_group!(benches, times);
criterion_main!(benches);
