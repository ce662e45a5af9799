//! Reading inputs from disk: what is listed, in which order, and what bad input becomes.

use griot::{
    error::Error,
    model::Article,
    source::{Format, Inputs, SourceOptions},
};
use std::{fs, io::Write, path::Path};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read_with(path: &Path, options: SourceOptions) -> Vec<Result<Article, Error>> {
    let inputs = Inputs::list(&[path.to_str().unwrap()], options).unwrap();
    inputs.records().map(|record| record.and_then(|record| record.article())).collect()
}

fn read(path: &Path) -> Vec<Result<Article, Error>> {
    read_with(path, SourceOptions::default())
}

fn ids(articles: &[Result<Article, Error>]) -> Vec<&str> {
    articles.iter().filter_map(|a| a.as_ref().ok()).map(|a| a.id.as_str()).collect()
}

fn faults(articles: &[Result<Article, Error>]) -> Vec<String> {
    let name = |error: &Error| {
        let place = error.place().to_string();
        let short = place.rsplit('/').next().unwrap_or_default().to_owned();
        format!("{short}: {}", error.problem())
    };
    articles.iter().filter_map(|a| a.as_ref().err()).map(name).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_folder_is_walked_in_order_of_names() {
    let files: [(&str, &[u8]); 6] = [
        ("b.txt", b"B."),
        ("a/z.txt", b"Z."),
        ("a/y.html", b"<p>Y.</p>"),
        ("c.pdf", b"%PDF"),
        (".hidden/x.txt", b"X."),
        ("d.txt.gz", &gzip(b"D.")),
    ];
    assert_eq!(ids(&read(folder(&files).path())), ["a/y.html", "a/z.txt", "b.txt", "d.txt.gz"]);
}

#[test]
fn include_takes_names_and_paths() {
    let folder = folder(&[("a/x.txt", b"X."), ("a/y.md", b"Y."), ("b/x.txt", b"X.")]);
    let with = |globs: &[&str]| SourceOptions {
        include: globs.iter().map(|&g| g.to_owned()).collect(),
        ..SourceOptions::default()
    };
    assert_eq!(ids(&read_with(folder.path(), with(&["*.md"]))), ["a/y.md"]);
    assert_eq!(ids(&read_with(folder.path(), with(&["b/**", "*.md"]))), ["a/y.md", "b/x.txt"]);
}

#[test]
fn a_glob_is_an_input() {
    let folder = folder(&[("2023/x.txt", b"X."), ("2024/y.txt", b"Y."), ("2024/y.html", b"<p>Y.</p>")]);
    assert_eq!(ids(&read(&folder.path().join("*/*.txt"))), ["2023/x.txt", "2024/y.txt"]);
}

#[test]
fn files_of_one_name_below_two_inputs_keep_apart() {
    let folder = folder(&[("jan/001.txt", b"A."), ("feb/001.txt", b"B.")]);
    let [jan, feb] = ["jan", "feb"].map(|month| folder.path().join(month).to_str().unwrap().to_owned());
    let inputs = Inputs::list(&[&jan, &feb], SourceOptions::default()).unwrap();
    let got: Vec<_> = inputs.records().map(|record| record.unwrap().article().unwrap().id).collect();
    assert_eq!(got, [format!("{jan}/001.txt"), format!("{feb}/001.txt")]);
}

#[test]
fn an_input_that_is_not_there_is_said() {
    let error = Inputs::list(&["no/such/file.txt"], SourceOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no such file or folder: no/such/file.txt (name files, folders, globs or `-`)"
    );
    assert_eq!(error.exit_code(), 2);
    let error = Inputs::list(&["no/such/*.txt"], SourceOptions::default()).unwrap_err();
    assert_eq!(error.problem(), "no such file or folder: no/such/*.txt");
}

#[test]
fn lines_and_rows_are_articles() {
    let csv = "id,title,date,text\n,One,2023-12-12,\"First,\nsecond line.\"\nr2,Two,,Third.\n";
    let jsonl = "{\"text\": \"A.\"}\n\n{\"id\": \"own\", \"text\": \"B.\"}\n";
    let folder = folder(&[
        ("a.jsonl", jsonl.as_bytes()),
        ("b.csv", csv.as_bytes()),
        ("c.json", b"[{\"text\": \"C.\"}]"),
    ]);
    let got = read(folder.path());
    assert_eq!(ids(&got), ["a.jsonl#1", "own", "b.csv#1", "r2", "c.json#1"]);
    let row = got[2].as_ref().unwrap();
    assert_eq!((row.text.as_str(), row.line), ("First,\nsecond line.", Some(2)));
    assert_eq!(got[1].as_ref().unwrap().line, Some(3));
    assert_eq!(got[3].as_ref().unwrap().line, Some(4));
}

#[test]
fn every_compression_and_encoding_gives_the_same_article() {
    let text = "Des civils ont fui Kidal, a déclaré l’élu.";
    let line = format!("{{\"text\": \"{text}\"}}\n");
    let utf16 =
        |text: &str| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let windows = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let zstd = |text: &str| {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    };
    let folder = folder(&[
        ("a.txt.gz", &gzip(text.as_bytes())),
        ("b.txt.zst", &zstd(text)),
        ("c.txt", &utf16(text)),
        ("d.txt", &windows(text)),
        ("e.jsonl", &utf16(&line)),
        ("f.jsonl", &windows(&line)),
        ("g.jsonl.zst", &[zstd(&line), zstd(&line)].concat()),
        ("h.jsonl.gz", &[gzip(line.as_bytes()), gzip(line.as_bytes())].concat()),
    ]);
    let got = read(folder.path());
    assert_eq!(got.len(), 10);
    for article in got {
        assert_eq!(article.unwrap().text, text);
    }
}

#[test]
fn bad_input_is_an_error_in_its_place_and_the_rest_is_read() {
    let whole = gzip("Rain fell on Gao. ".repeat(2000).as_bytes());
    let jsonl = "{\"text\": \"A.\"}\n{\"text\": \"B.\"}\n{\"text\": \"C.\"}\n{\"text\": \"D.\"}\n{\"text\": \"E.\"}\n{\"text\": \"F.\"}\n{\"text\": \"G\n{\"text\": \"H.\"}\n";
    let folder = folder(&[
        ("a.txt", b"\x7fELF\0\0"),
        ("b.txt", b""),
        ("c.jsonl", jsonl.as_bytes()),
        ("d.txt.gz", &whole[..whole.len() / 2]),
        ("e.csv", b"id,body\n1,x\n"),
        ("f.txt", b"Rain fell."),
        ("g.jsonl", b"\n\n"),
    ]);
    let got = read(folder.path());
    let said = faults(&got);
    assert_eq!(
        ids(&got),
        ["c.jsonl#1", "c.jsonl#2", "c.jsonl#3", "c.jsonl#4", "c.jsonl#5", "c.jsonl#6", "c.jsonl#8", "f.txt"]
    );
    assert_eq!(said[0], "a.txt: is binary: it holds a NUL byte");
    assert_eq!(said[1], "b.txt: is empty");
    assert!(said[2].starts_with("c.jsonl:7: is not JSON"), "{}", said[2]);
    assert!(said[3].starts_with("d.txt.gz: the gzip stream is damaged or cut short"), "{}", said[3]);
    assert_eq!(said[4], "e.csv:2: has no field `text`, but: id, body");
    assert_eq!(said[5], "g.jsonl: is empty");
    assert_eq!(said.len(), 6);
}

#[test]
fn what_is_too_large_is_left_and_the_next_is_read() {
    let jsonl = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"B.\"}}\n", "a".repeat(500));
    let folder = folder(&[
        ("a.txt", &[b'a'; 300]),
        ("b.jsonl", jsonl.as_bytes()),
        ("c.json", format!("[{}]", jsonl.replace('\n', ",")).as_bytes()),
    ]);
    let got = read_with(folder.path(), SourceOptions { max_bytes: 100, ..SourceOptions::default() });
    assert_eq!(ids(&got), ["b.jsonl#2", "c.json#2"]);
    let bound = "is larger than the bound of 100 bytes";
    assert_eq!(
        faults(&got),
        [format!("a.txt: {bound}"), format!("b.jsonl:1: {bound}"), format!("c.json:1: {bound}")]
    );
}

#[cfg(unix)]
#[test]
fn a_loop_of_folders_is_said_once() {
    let folder = folder(&[("a/x.txt", b"X.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    let got = read(folder.path());
    assert_eq!(ids(&got), ["a/x.txt"]);
    assert!(faults(&got)[0].starts_with("up: the link leads back to "), "{:?}", faults(&got));
}

#[test]
fn the_output_folder_is_not_read() {
    let folder = folder(&[("a.txt", b"A."), ("out/b.txt", b"B.")]);
    let options = SourceOptions { exclude: vec![folder.path().join("out")], ..SourceOptions::default() };
    assert_eq!(ids(&read_with(folder.path(), options)), ["a.txt"]);
}

#[test]
fn a_format_may_be_forced() {
    let folder = folder(&[("a.log", b"{\"text\": \"A.\"}\n{\"text\": \"B.\"}\n")]);
    let options = SourceOptions { format: Some(Format::Jsonl), ..SourceOptions::default() };
    assert_eq!(read_with(&folder.path().join("a.log"), options).len(), 2);
}
