//! Two ways to find names side by side: griot's token-keyed index, and aho-corasick over the same names. For each, at 10³ and 10⁵ names: the
//! time to build, the memory, and the speed over news text. docs/performance.md holds the figures.

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::{
    gazetteer::Gazetteer,
    lang::{Language, Pack},
    model::{Article, View},
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

/// Names of one to three words, made of syllables: the same on every run.
fn names(count: usize) -> Vec<String> {
    const PARTS: [&str; 24] = [
        "ba", "ko", "ti", "mba", "sa", "lou", "gor", "den", "wa", "ri", "fou", "na", "ke", "mo", "zi", "tan",
        "ou", "ga", "li", "ber", "dra", "yo", "che", "pa",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut made = Vec::with_capacity(count);
    for _ in 0..count {
        let mut name = String::new();
        for word in 0..1 + next(3) {
            if word > 0 {
                name.push(' ');
            }
            let syllables: String = (0..2 + next(3)).map(|_| PARTS[next(PARTS.len())]).collect();
            name.push_str(&syllables[..1].to_uppercase());
            name.push_str(&syllables[1..]);
        }
        made.push(name);
    }
    made
}

/// What aho-corasick needs besides: names are whole words, and have capitals where the list has.
fn matches(automaton: &AhoCorasick, names: &[String], text: &str) -> usize {
    let part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let bytes = text.as_bytes();
    automaton
        .find_iter(text)
        .filter(|found| {
            !part(found.start().checked_sub(1).and_then(|before| bytes.get(before)))
                && !part(bytes.get(found.end()))
                && names[found.pattern().as_usize()].as_bytes()[0] == bytes[found.start()]
        })
        .count()
}

fn gazetteer(c: &mut Criterion) {
    let text = news();
    let article = Article { text: text.clone(), ..Article::default() };
    let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
    let segmented = Segmenter::new(&language).unwrap().segment(&article);
    let view = View { text: &text, tokens: &segmented.tokens, sentences: &segmented.sentences };
    let mut group = c.benchmark_group("gazetteer");
    group.sample_size(10);
    for count in [1_000, 100_000] {
        let names = names(count);
        let rows: String = names.iter().map(|name| format!("{name}\tORG\n")).collect();
        let file = format!("name\ttype\n{rows}");
        let build = || {
            let builder = &mut AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(&names).unwrap()
        };
        group.bench_function(format!("build/aho-corasick/{count}"), |b| b.iter(|| black_box(build())));
        group.bench_function(format!("build/token-keyed/{count}"), |b| {
            b.iter(|| black_box(Gazetteer::parse(&file).unwrap()))
        });
        let (automaton, index) = (build(), Gazetteer::parse(&file).unwrap());
        println!("memory/aho-corasick/{count}: {} bytes", automaton.memory_usage());
        println!("memory/token-keyed/{count}: {} bytes", index.size().2);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("match/aho-corasick/{count}"), |b| {
            b.iter(|| black_box(matches(&automaton, &names, &text)))
        });
        group.bench_function(format!("match/token-keyed/{count}"), |b| {
            b.iter(|| black_box(index.tag(&view)).len())
        });
    }
    // The lists that ship with griot: laid out when griot was built, opened in place.
    group.bench_function("open/token-keyed/shipped", |b| b.iter(|| black_box(Gazetteer::load(&[]).unwrap())));
    let shipped = Gazetteer::load(&[]).unwrap();
    println!("memory/token-keyed/shipped: {:?} rows, names, bytes", shipped.size());
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("match/token-keyed/shipped", |b| b.iter(|| black_box(shipped.tag(&view)).len()));
    group.finish();
}

criterion_group!(benches, gazetteer);
criterion_main!(benches);
