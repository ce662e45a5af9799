//! Three ways to find names side by side: griot's token-keyed index, `aho-corasick` and `daachorse` over the same names. For each, at 10³, 10⁵
//! and 10⁶ names: the time to build, the memory, and the speed over news text, as rows of the table in docs/performance.md. Each is built once
//! and matched five times, of which the best counts: automata over a million names would keep a statistical bench busy for hours.

mod support;

use aho_corasick::{AhoCorasick, MatchKind};
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use griot::gazetteer::Gazetteer;
use std::{collections::HashSet, hint::black_box, time::Instant};
use support::Cut;

/// Different names of one to three words, made of syllables: the same on every run.
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
    let (mut made, mut seen) = (Vec::with_capacity(count), HashSet::new());
    while made.len() < count {
        let mut name = String::new();
        for word in 0..1 + next(3) {
            if word > 0 {
                name.push(' ');
            }
            let syllables: String = (0..2 + next(4)).map(|_| PARTS[next(PARTS.len())]).collect();
            name.push_str(&syllables[..1].to_uppercase());
            name.push_str(&syllables[1..]);
        }
        if seen.insert(name.clone()) {
            made.push(name);
        }
    }
    made
}

/// What an automaton over bytes needs besides: names are whole words.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let bytes = text.as_bytes();
    !part(start.checked_sub(1).and_then(|before| bytes.get(before))) && !part(bytes.get(end))
}

/// Runs something once; how long it took in milliseconds, and what it made.
fn timed<T>(make: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let made = black_box(make());
    (start.elapsed().as_secs_f64() * 1e3, made)
}

/// Prints a row: the speed is that of the best of five runs.
fn row(name: &str, count: usize, build: f64, memory: usize, bytes: usize, find: impl Fn() -> usize) {
    let best = (0..5).map(|_| timed(&find).0).fold(f64::INFINITY, f64::min);
    println!(
        "| {name} | {count} | {build:.1} ms | {:.1} MB | {:.0} |",
        memory as f64 / 1e6,
        bytes as f64 / 1e3 / best
    );
}

fn main() {
    // `cargo test --bench` only asks whether it runs.
    let test =
        std::env::args().any(|argument| argument == "--test") || !std::env::args().any(|a| a == "--bench");
    let text = support::ordinary(if test { 0 } else { 4 });
    let counts: &[usize] = if test { &[1_000] } else { &[1_000, 100_000, 1_000_000] };
    let cut = Cut::new(text.clone(), &support::english());
    let view = cut.view();
    println!("| | names | build | memory | MB/s |\n|---|---|---|---|---|");
    for &count in counts {
        let names = names(count);
        let (build, automaton): (f64, AhoCorasick) =
            timed(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).unwrap());
        row("aho-corasick", count, build, automaton.memory_usage(), text.len(), || {
            automaton.find_iter(&text).filter(|m| is_whole(&text, m.start(), m.end())).count()
        });
        drop(automaton);
        let (build, automaton): (f64, DoubleArrayAhoCorasick<u32>) = timed(|| {
            DoubleArrayAhoCorasickBuilder::new()
                .match_kind(daachorse::MatchKind::LeftmostLongest)
                .build(&names)
                .unwrap()
        });
        row("daachorse", count, build, automaton.heap_bytes(), text.len(), || {
            automaton.leftmost_find_iter(&text).filter(|m| is_whole(&text, m.start(), m.end())).count()
        });
        drop(automaton);
        let rows: String = names.iter().map(|name| format!("{name}\tORG\n")).collect();
        let file = format!("name\ttype\n{rows}");
        let (build, index) = timed(|| Gazetteer::parse(&file).unwrap());
        row("token-keyed", count, build, index.size().2, text.len(), || index.tag(&view).len());
    }
    // The lists that ship with griot: laid out when griot was built, opened in place.
    let (build, shipped) = timed(|| Gazetteer::load(&[]).unwrap());
    let (rows, names, bytes) = shipped.size();
    row(&format!("token-keyed, as shipped ({rows} rows)"), names as usize, build, bytes, text.len(), || {
        shipped.tag(&view).len()
    });
}
