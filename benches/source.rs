//! How fast articles are read: plain text, JSON Lines and web pages, in bytes of input a second on one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use griot::source::{Format, Inputs, SourceOptions};
use std::{fs, hint::black_box, path::Path};

/// Reads and decodes every record of the inputs.
fn read_all(input: &Path) -> usize {
    let inputs = Inputs::list(&[input.to_string_lossy()], SourceOptions::default()).unwrap();
    inputs.records().filter_map(|record| record.ok()?.article().ok()).map(|article| article.text.len()).sum()
}

/// A folder with copies of the fixtures of one format, so that the time to open files does not rule.
fn corpus(format: Format) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = Vec::new();
    for entry in fs::read_dir("fixtures/articles").unwrap() {
        let path = entry.unwrap().path();
        if Format::of_name(&path.to_string_lossy()) == Some(format)
            && path.extension().is_some_and(|e| e != "gz" && e != "zst")
        {
            texts.push(fs::read(path).unwrap());
        }
    }
    let extension =
        Format::EXTENSIONS.iter().find(|(known, _)| *known == format).map_or("txt", |(_, e)| e[0]);
    if format == Format::Jsonl {
        fs::write(folder.path().join("all.jsonl"), texts.concat().repeat(200)).unwrap();
    } else {
        for (n, text) in texts.iter().cycle().take(200).enumerate() {
            fs::write(folder.path().join(format!("{n}.{extension}")), text).unwrap();
        }
    }
    folder
}

fn source(c: &mut Criterion) {
    let mut group = c.benchmark_group("source");
    group.sample_size(20);
    for (name, format) in [("txt", Format::Txt), ("jsonl", Format::Jsonl), ("html", Format::Html)] {
        let folder = corpus(format);
        let bytes = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(name, |b| b.iter(|| black_box(read_all(folder.path()))));
    }
    group.finish();
}

criterion_group!(benches, source);
criterion_main!(benches);
