//! How fast the encoder reads, by head, in tokens. How long it takes to be ready.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    encoder::{Encoder, Heads},
    lang::{Language, Pack},
    model::{Article, View},
    text::Segmenter,
};
use std::{fs, hint::black_box};

fn encoder(c: &mut Criterion) {
    let language = Pack::embedded("en").and_then(|pack| Language::load(&pack)).unwrap();
    let segmenter = Segmenter::new(&language).unwrap();
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
    let encoder = Encoder::shipped("en").unwrap().unwrap();
    let mut scratch = encoder.scratch();
    let mut group = c.benchmark_group("encoder");
    group.bench_function("ready", |b| b.iter(|| Encoder::shipped(black_box("en"))));
    group.throughput(Throughput::Elements(segmented.tokens.len() as u64));
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
