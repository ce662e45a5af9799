//! Speed of zones, sentences, tokens and the language guess, in bytes a second.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    lang::{Language, Pack},
    model::Article,
    text::Segmenter,
};
use std::hint::black_box;

/// A report of some eighty kilobytes, of our own words.
fn report() -> String {
    let head = "Mali: Flood Deaths Rise to 31\n\n12 December 2023\n\n";
    let paragraph = "BAMAKO, Dec. 11 (SNA) - The toll of the floods in Mali's south rose to 31 on Monday, said Gen. O. Sow, who leads the U.N. \
                     mission's ten-year aid plan. \"We can't reach Kita,\" he told reporters. Some 15,000 people had to leave their homes since 9 a.m. \
                     Sunday; rice now costs $20.50 a bag, up 10% from last week. The governor’s office didn't answer — not even by e-mail.\n\n";
    head.to_owned() + &paragraph.repeat(200)
}

fn segment(criterion: &mut Criterion) {
    let pack = Pack::embedded("en").and_then(|pack| Language::load(&pack)).expect("the English pack loads");
    let segmenter = Segmenter::new(&pack).expect("the English pack compiles");
    let article = Article { text: report(), ..Article::default() };
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("segment", |bencher| bencher.iter(|| segmenter.segment(black_box(&article))));
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
