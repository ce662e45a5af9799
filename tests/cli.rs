//! The command line as a user meets it: every flag, every bad input, and what is promised of the output.

use assert_cmd::Command;
use serde_json::Value;
use std::{
    collections::{HashMap, HashSet},
    fs,
    io::Write,
    path::Path,
};
use tempfile::TempDir;

const STORY: &str = "Talks open in Bamako\n\nThe United Nations sent 1,200 soldiers to Mali on Friday. Niger closed its border.\n";

fn griot(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("griot").unwrap();
    command.args(arguments);
    command
}

/// What a run came to: exit code, standard output, standard error.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str]) -> Ran {
    run_with(arguments, "")
}

fn run_with(arguments: &[&str], input: &str) -> Ran {
    let done = griot(arguments).write_stdin(input).output().unwrap();
    Ran {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn at(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// The rows of a table, by column.
fn table(path: impl AsRef<Path>) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

// What is printed.

#[test]
fn alone_it_shows_help() {
    let ran = run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Usage: griot <COMMAND>") && ran.err.contains("Examples:"));
}

#[test]
fn every_command_has_examples() {
    for command in [
        &["extract"][..],
        &["annotate"],
        &["explain"],
        &["bench"],
        &["gazetteer", "check"],
        &["gazetteer", "lookup"],
        &["lang", "check"],
    ] {
        let ran = run(&[command, &["--help"]].concat());
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Example") && ran.out.contains("griot "), "{command:?}");
    }
}

#[test]
fn an_input_that_is_not_there_suggests_one_that_is() {
    let folder = folder(&[("story.txt", STORY.as_bytes())]);
    let ran = run(&["extract", &at(&folder, "stroy.txt")]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("error: no such file or folder: "));
    assert!(ran.err.contains("\n  help: did you mean ") && ran.err.contains("story.txt?"));
}

#[test]
fn a_folder_without_articles_is_wrong_usage() {
    let folder = folder(&[("photo.jpg", b"x")]);
    let ran = run(&["extract", folder.path().to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there are no articles in"));
}

#[test]
fn wrong_values_say_what_is_right() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let file = at(&folder, "a.txt");
    for (flags, said) in [
        (&["--columns", "objekt"][..], "did you mean object?"),
        (&["--threads", "0"], "--threads"),
        (&["--min-confidence", "2"], "a number from 0 to 1"),
        (&["--date", "tomorrow"], "2023-12-31"),
        (&["--field", "body=text"], "names no field"),
        (&["--until", "fact"], "similar value exists: 'facts'"),
        (&["--lang", "tlh"], "griot lang list"),
        (&["--output", "out.xlsx"], ".csv, .tsv or .jsonl"),
        (&["--excel", "--format", "jsonl"], "leave --excel out"),
        (&["--include", "["], "glob"),
    ] {
        let ran = run(&[&["extract", &file][..], flags].concat());
        assert_eq!(ran.code, 2, "{flags:?}: {}", ran.err);
        assert!(ran.err.starts_with("error: ") && ran.err.contains(said), "{flags:?}: {}", ran.err);
        assert!(!ran.err.contains('\x1b'), "no colours where there is no terminal");
    }
}

// Where results go.

#[test]
fn triples_go_to_standard_output() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let ran = run(&["extract", &at(&folder, "a.txt")]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("subject,predicate,object,event,negated,modality,"));
    assert!(ran.err.starts_with("1 article, "));
    let quiet = run(&["extract", &at(&folder, "a.txt"), "--quiet"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (ran.out, ""));
}

#[test]
fn columns_come_in_the_order_asked_for() {
    let ran = run_with(
        &["extract", "-", "--columns", "object,subject,id", "--format", "tsv"],
        "{\"text\":\"Rain.\"}\n",
    );
    assert_eq!(ran.out.lines().next(), Some("object\tsubject\tid"));
}

#[test]
fn a_name_that_says_a_format_gets_triples_alone() {
    let folder = folder(&[("in/a.txt", STORY.as_bytes())]);
    for name in ["t.csv", "t.tsv", "t.jsonl"] {
        let ran = run(&["extract", &at(&folder, "in"), "-o", &at(&folder, name)]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        let text = fs::read_to_string(at(&folder, name)).unwrap();
        assert_eq!(text.starts_with("subject"), name != "t.jsonl");
    }
}

#[test]
fn a_folder_gets_all_tables() {
    let folder = folder(&[("in/a.txt", STORY.as_bytes())]);
    for (format, files) in [("csv", 10), ("tsv", 10), ("jsonl", 9)] {
        let out = at(&folder, format);
        assert_eq!(run(&["extract", &at(&folder, "in"), "-o", &out, "--format", format]).code, 0);
        assert_eq!(fs::read_dir(&out).unwrap().count(), files);
        for table in
            ["triples", "arguments", "entities", "mentions", "quantities", "times", "articles", "errors"]
        {
            assert!(Path::new(&out).join(format!("{table}.{format}")).exists(), "{table}.{format}");
        }
    }
}

#[test]
fn the_output_is_not_read_as_input() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let (root, out) = (at(&folder, ""), at(&folder, "tables"));
    for _ in 0..2 {
        assert_eq!(run(&["extract", &root, "-o", &out]).code, 0);
        assert_eq!(table(Path::new(&out).join("articles.csv")).len(), 1);
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let ran = run(&["extract", &at(&folder, "a.txt"), "-o", &at(&folder, "nowhere/t.csv")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot be written"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_the_run() {
    let folder = folder(&[("a.jsonl", "{\"text\":\"Rain fell.\"}\n".repeat(5_000).as_bytes())]);
    let ran = run(&["annotate", &at(&folder, "a.jsonl"), "-o", "/dev/full", "-q"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: /dev/full: cannot be written: No space left"), "{}", ran.err);
    assert!(ran.err.contains("the disk has room"));
}

#[test]
fn excel_gets_a_mark_and_no_formulas() {
    let article =
        r#"{"id": "=1+1", "text": "Rain fell.", "title": "-2, \"x\"", "publisher": "@home", "url": "+1"}"#;
    let folder = folder(&[("a.jsonl", article.as_bytes())]);
    let out = folder.path().join("out");
    let ran = run(&["extract", &at(&folder, "a.jsonl"), "-o", out.to_str().unwrap(), "--excel"]);
    assert_eq!(ran.code, 0);
    let text = fs::read_to_string(out.join("articles.csv")).unwrap();
    assert!(text.starts_with('\u{FEFF}'));
    assert!(text.contains("\n'=1+1,\"'-2, \"\"x\"\"\",,'@home,'+1,"), "{text}");
}

/// What griot ends with, and says, where nobody reads its standard output.
fn unread(arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("griot"))
        .args(arguments)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn closing_the_pipe_is_no_error() {
    let folder = folder(&[("a.jsonl", "{\"text\":\"Rain fell.\"}\n".repeat(20_000).as_bytes())]);
    for arguments in [
        &["annotate", &at(&folder, "a.jsonl"), "-q"][..],
        &["gazetteer", "lookup", "Springfield"],
        &["lang", "check", "fr"],
        &["lang", "list"],
    ] {
        assert_eq!(unread(arguments), (Some(0), String::new()), "{arguments:?}");
    }
}

// What is read.

#[test]
fn standard_input_takes_any_format() {
    for (format, input, id) in [
        ("auto", "{\"id\":\"x\",\"text\":\"Rain fell.\"}", "x"),
        ("jsonl", "{\"id\":\"x\",\"text\":\"Rain fell.\"}", "x"),
        ("json", "[{\"id\":\"x\",\"text\":\"Rain fell.\"}]", "x"),
        ("csv", "id,text\nx,Rain fell.\n", "x"),
        ("txt", "Rain fell.", "-"),
        (
            "html",
            "<article><p>Rain fell on the town all day, and the river rose over its banks.</p></article>",
            "-",
        ),
    ] {
        let ran = run_with(&["annotate", "-", "--input-format", format], input);
        assert_eq!(ran.code, 0, "{format}: {}", ran.err);
        let object: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(object["id"], id, "{format}");
    }
}

#[test]
fn fields_are_renamed_and_dates_filled_in() {
    let input =
        "{\"key\": 7, \"body\": \"Rain fell.\", \"day\": \"2024-01-02\"}\n{\"body\": \"Rain fell.\"}\n";
    let flags = [
        "annotate",
        "-",
        "--field",
        "text=body",
        "--field",
        "id=key",
        "--field",
        "date=day",
        "--date",
        "2020-02-29",
    ];
    let ran = run_with(&flags, input);
    let rows: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["id"], &rows[0]["date"]), (&"7".into(), &"2024-01-02".into()));
    assert_eq!(rows[1]["date"], "2020-02-29");
}

#[test]
fn a_glob_below_a_folder_picks_files() {
    let folder =
        folder(&[("in/a.txt", b"Rain fell."), ("in/deep/b.log", b"Snow fell."), ("in/c.html", b"<p>x</p>")]);
    let ran = run(&["annotate", &at(&folder, "in"), "--include", "*.log"]);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(ran.out.contains("deep/b"));
}

#[test]
fn a_stage_can_be_the_last() {
    let sentences = run_with(&["annotate", "-", "--until", "sentences"], "{\"text\":\"Mali fell silent.\"}");
    let object: Value = serde_json::from_str(&sentences.out).unwrap();
    assert_eq!(
        (object["sentences"].as_array().unwrap().len(), &object["entities"]),
        (1, &serde_json::json!([]))
    );
}

#[test]
fn positions_count_what_is_asked_for() {
    for (unit, end) in [("bytes", 16), ("chars", 11), ("utf16", 12)] {
        let ran = run_with(&["annotate", "-", "--offsets", unit], "{\"text\":\"é 🕊 fell é.\"}");
        let object: Value = serde_json::from_str(&ran.out).unwrap();
        let last = object["sentences"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["end"], end, "{unit}");
    }
}

#[test]
fn a_gazetteer_of_ones_own_is_used() {
    let folder = folder(&[("mine.tsv", b"name\ttype\nZorblax Front\tORG\n")]);
    let text = "{\"text\":\"The Zorblax Front left the talks.\"}";
    let ran = run_with(&["annotate", "-", "--gazetteer", &at(&folder, "mine.tsv")], text);
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(object["entities"][0]["name"], "Zorblax Front");
    let found = run(&["gazetteer", "lookup", "Zorblax Front", "--gazetteer", &at(&folder, "mine.tsv")]);
    assert!(found.code == 0 && found.out.contains("ORG"));
    assert_eq!(run(&["gazetteer", "lookup", "Zorblax Front"]).code, 1);
}

// Bad input.

#[test]
fn one_bad_article_never_stops_the_rest() {
    let lines: String = (1..=9)
        .map(|n| {
            if n == 7 {
                "{\"text\": \n".to_owned()
            } else {
                format!("{{\"id\":\"l{n}\",\"text\":\"Rain fell.\"}}\n")
            }
        })
        .collect();
    let whole = gzip("{\"text\":\"Rain fell.\"}\n".repeat(9).as_bytes());
    let folder = folder(&[
        ("in/binary.txt", b"\x7fELF\0\0\0\x01"),
        ("in/cut.jsonl.gz", &whole[..whole.len() - 20]),
        ("in/empty.txt", b" \n"),
        ("in/good.txt", STORY.as_bytes()),
        ("in/lines.jsonl", lines.as_bytes()),
        ("in/old.txt", b"L'\xE9t\xE9 \xE0 Gao, il a plu."),
        ("in/same.jsonl", b"{\"id\":\"good.txt\",\"text\":\"Again.\"}"),
    ]);
    let out = folder.path().join("out");
    let ran = run(&["extract", &at(&folder, "in"), "-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let errors = table(out.join("errors.csv"));
    let about = |name: &str| -> Vec<_> { errors.iter().filter(|row| row["file"].ends_with(name)).collect() };
    assert!(about("binary.txt")[0]["problem"].contains("binary"));
    assert!(about("empty.txt")[0]["problem"].contains("empty"));
    assert!(about("cut.jsonl.gz").last().unwrap()["problem"].contains("cut short"));
    assert_eq!(about("lines.jsonl")[0]["line"], "7");
    assert!(errors.iter().all(|row| !row["remedy"].is_empty()));
    let articles: HashSet<_> =
        table(out.join("articles.csv")).into_iter().map(|row| row["file"].clone()).collect();
    for good in ["good.txt", "lines.jsonl", "old.txt"] {
        assert!(articles.contains(&at(&folder, &format!("in/{good}"))), "{good}");
    }
    assert!(ran.err.contains("lines.jsonl:7: ") && ran.err.contains("\n  help: mend the line"));
    assert!(ran.err.contains(&format!("{} failed", errors.len())));
}

#[test]
fn an_id_that_stands_twice_is_an_error_row() {
    let lines = "{\"id\":\"x\",\"text\":\"Rain fell.\"}\n{\"id\":\"x\",\"text\":\"Snow fell.\"}\n";
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let out = folder.path().join("out");
    assert_eq!(run(&["extract", &at(&folder, "a.jsonl"), "-o", out.to_str().unwrap(), "-j2"]).code, 1);
    assert_eq!(table(out.join("articles.csv")).len(), 1);
    let errors = table(out.join("errors.csv"));
    assert_eq!((errors[0]["article"].as_str(), errors[0]["line"].as_str()), ("x", "2"));
}

#[test]
#[cfg(unix)]
fn a_loop_of_folders_and_a_dead_link_are_error_rows() {
    let folder = folder(&[("in/a.txt", b"Rain fell.")]);
    std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/loop")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("in/dead.txt")).unwrap();
    let out = folder.path().join("out");
    assert_eq!(run(&["extract", &at(&folder, "in"), "-o", out.to_str().unwrap()]).code, 1);
    assert_eq!(table(out.join("errors.csv")).len(), 2);
    assert_eq!(table(out.join("articles.csv")).len(), 1);
}

#[test]
fn an_article_beyond_the_bound_is_an_error_row() {
    let folder = folder(&[("a.txt", "Rain fell. ".repeat(100).as_bytes()), ("b.txt", b"Rain fell.")]);
    let ran = run(&["extract", &at(&folder, ""), "--max-article-bytes", "100"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is larger than the bound of 100 bytes"));
}

#[test]
fn where_nothing_can_be_read_the_code_is_2() {
    let folder = folder(&[("a.txt", b"")]);
    assert_eq!(run(&["extract", &at(&folder, "a.txt")]).code, 2);
}

#[test]
fn what_is_unknown_is_no_failure() {
    let folder =
        folder(&[("a.txt", b"Rain\x01 fell \x1b[2J on the town. =1+1 is no sum. It fell\x0b again.")]);
    let out = folder.path().join("out");
    assert_eq!(run(&["extract", &at(&folder, "a.txt"), "-o", out.to_str().unwrap()]).code, 0);
    let article = &table(out.join("articles.csv"))[0];
    assert_eq!((article["date"].as_str(), article["publisher"].as_str()), ("", ""));
    let explained = run(&["explain", &at(&folder, "a.txt")]);
    assert!(!explained.out.contains('\x1b'), "a text cannot steer the terminal");
}

#[test]
fn articles_say_how_many_sentences_were_read_for_facts() {
    let text = b"Floods close the road\n\nRain fell on the town. The road was closed.\n";
    let folder = folder(&[("a.txt", text)]);
    let out = folder.path().join("out");
    for (until, read) in [("facts", "2"), ("mentions", "0")] {
        run(&["extract", &at(&folder, "a.txt"), "-o", out.to_str().unwrap(), "--until", until]);
        let article = &table(out.join("articles.csv"))[0];
        assert_eq!((article["sentences"].as_str(), article["sentences_read"].as_str()), ("3", read));
    }
}

#[test]
fn a_malformed_gazetteer_names_its_line() {
    let folder = folder(&[("bad.tsv", b"name\ttype\nMali\tGPE\nNiger\tLAND\n"), ("a.txt", STORY.as_bytes())]);
    let bad = at(&folder, "bad.tsv");
    for arguments in
        [&["extract", &at(&folder, "a.txt"), "--gazetteer", &bad][..], &["gazetteer", "check", &bad]]
    {
        let ran = run(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(&format!("error: {bad}:3: ")), "{}", ran.err);
        assert!(ran.err.contains("\n  help: "));
    }
}

#[test]
fn a_folder_without_a_language_pack_is_named() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let ran = run(&["extract", &at(&folder, "a.txt"), "--lang", &at(&folder, "")]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains(": is no language pack: it holds no pack.toml\n  help: name a folder"),
        "{}",
        ran.err
    );
}

#[test]
fn every_fault_of_a_gazetteer_names_file_line_and_remedy() {
    let head = "id\tname\ttype\tcountry\twithin\taliases";
    for (rows, line, message) in [
        ("x:1\tGao\tTOWN\tML\t\t", 2, "the column `type` holds"),
        ("x:1\tGao\tGPE\tML\t", 2, "the row has 5 cells, the header 6"),
        ("x:1\tOda\tGPE\tML\t\t\nx:1\tBelina\tGPE\tML\t\t", 3, "the id \"x:1\" stands at"),
        (
            "x:1\tOda\tORG\tML\t\tOdans\nx:2\tBelina\tORG\tML\t\tOdans",
            3,
            "the name \"Odans\" stands for another thing",
        ),
        ("x:1\tOda\tGPE\tML\tx:2\t\nx:2\tBelina\tGPE\tML\tx:1\t", 2, "it contains itself: x:1 → x:2 → x:1"),
        ("x:1\tOda\tGPE\tML\tx:9\t", 2, "it lies within \"x:9\", which no row describes"),
        ("x:1\tOda\tGPE\tQQ\t\t", 2, "there is no country \"QQ\""),
    ] {
        let folder = folder(&[("bad.tsv", format!("{head}\n{rows}\n").as_bytes())]);
        let bad = at(&folder, "bad.tsv");
        let ran = run(&["gazetteer", "check", &bad]);
        assert_eq!(ran.code, 2, "{rows}");
        assert!(ran.err.contains(&format!("error: {bad}:{line}: {message}")), "{}", ran.err);
        assert!(ran.err.contains("\n  help: "), "{}", ran.err);
    }
}

#[test]
fn other_spellings_are_known_where_asked_for() {
    let line = "{\"text\":\"The envoy flew from Gao to Wagadugu on Monday.\"}";
    let ids = |arguments: &[&str]| {
        let object: Value = serde_json::from_str(&run_with(arguments, line).out).unwrap();
        let entities = object["entities"].as_array().unwrap().clone();
        entities.iter().map(|entity| entity["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let ouagadougou = "geonames:2357048".to_owned();
    assert!(!ids(&["annotate", "-"]).contains(&ouagadougou));
    assert!(ids(&["annotate", "-", "--fuzzy"]).contains(&ouagadougou));
    assert_eq!(run(&["gazetteer", "lookup", "Wagadugu"]).code, 1);
    let found = run(&["gazetteer", "lookup", "Wagadugu", "--fuzzy"]);
    assert!(found.code == 0 && found.out.contains("another spelling"), "{}", found.out);
}

#[test]
fn the_date_tells_who_held_an_office() {
    let line = "{\"text\":\"The Malian president visited Gao. U.S. President Bush sent a letter.\",\"date\":\"2005-03-04\"}";
    let object: Value = serde_json::from_str(&run_with(&["annotate", "-"], line).out).unwrap();
    assert_eq!(object["triples"][0]["subject"]["id"], "person:amadou-toumani-toure");
    let ids: Vec<&str> =
        object["entities"].as_array().unwrap().iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"person:george-w-bush"), "{ids:?}");
}

#[test]
fn a_malformed_language_pack_names_its_line() {
    let folder = folder(&[("pack/pack.toml", b"code = \"xx\"\nname = 3\n"), ("a.txt", STORY.as_bytes())]);
    let pack = at(&folder, "pack");
    for arguments in [&["extract", &at(&folder, "a.txt"), "--lang", &pack][..], &["lang", "check", &pack]] {
        let ran = run(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("pack.toml:2: "), "{}", ran.err);
    }
}

// What is promised.

/// Runs griot over the fixtures.
fn fixtures(out: &Path, flags: &[&str]) -> i32 {
    run(&[&["extract", "fixtures/articles", "-o", out.to_str().unwrap(), "--quiet"][..], flags].concat()).code
}

/// All files of a folder, by name.
fn files(folder: &Path) -> HashMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let outs: Vec<_> = ["1", "2", "7"]
        .map(|threads| {
            let out = folder.path().join(threads);
            assert_eq!(fixtures(&out, &["--threads", threads]), 0);
            files(&out)
        })
        .into();
    assert!(outs[0].len() == 10 && outs[0]["articles.csv"].len() > 5_000);
    for other in &outs[1..] {
        for (name, bytes) in &outs[0] {
            assert!(other[name] == *bytes, "{name} differs");
        }
    }
}

#[test]
fn tables_are_what_their_metadata_says() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(fixtures(folder.path(), &[]), 0);
    let metadata: Value =
        serde_json::from_slice(&fs::read(folder.path().join("csv-metadata.json")).unwrap()).unwrap();
    let names = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let pick = |row: &HashMap<String, String>, columns: &[String]| -> Vec<String> {
        columns.iter().map(|name| row[name].clone()).collect()
    };
    let mut rows = HashMap::new();
    for one in metadata["tables"].as_array().unwrap() {
        let url = one["url"].as_str().unwrap();
        rows.insert(url.to_owned(), table(folder.path().join(url)));
    }
    for one in metadata["tables"].as_array().unwrap() {
        let (url, schema) = (one["url"].as_str().unwrap(), &one["tableSchema"]);
        let columns = schema["columns"].as_array().unwrap();
        let header = csv::Reader::from_path(folder.path().join(url)).unwrap().headers().unwrap().clone();
        assert_eq!(
            header.iter().collect::<Vec<_>>(),
            columns.iter().map(|c| &c["name"]).collect::<Vec<_>>(),
            "{url}"
        );
        let mut keys = HashSet::new();
        let key = names(&schema["primaryKey"]);
        for row in &rows[url] {
            assert!(
                key.is_empty() || keys.insert(pick(row, &key)),
                "{url}: {:?} stands twice",
                pick(row, &key)
            );
            for column in columns {
                let (name, datatype) =
                    (column["name"].as_str().unwrap(), column["datatype"].as_str().unwrap());
                assert!(is(datatype, &row[name]), "{url}: {name} holds {:?}, no {datatype}", row[name]);
            }
        }
        for link in schema["foreignKeys"].as_array().into_iter().flatten() {
            let column = &link["columnReference"];
            assert!(
                rows[url].iter().all(|row| !pick(row, &names(column)).contains(&String::new())),
                "{url}: {column}"
            );
        }
        // The links of the metadata are among these, which may also lead nowhere.
        let all = griot::sink::columns::schemas();
        let own = all.iter().find(|own| format!("{}.csv", own.name) == url).unwrap();
        for link in own.links {
            let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            let (from, to) = (owned(link.columns), owned(link.to));
            let there: HashSet<_> =
                rows[&format!("{}.csv", link.table)].iter().map(|row| pick(row, &to)).collect();
            for row in &rows[url] {
                let cells = pick(row, &from);
                assert!(
                    cells.iter().any(String::is_empty) || there.contains(&cells),
                    "{url}: {cells:?} leads nowhere"
                );
            }
        }
    }
    assert!(rows["articles.csv"].len() > 40 && rows["entities.csv"].len() > 40);
}

/// Whether a cell is of a datatype; an empty one is of all.
fn is(datatype: &str, cell: &str) -> bool {
    cell.is_empty()
        || match datatype {
            "string" => true,
            "nonNegativeInteger" => cell.parse::<u64>().is_ok(),
            "decimal" => cell.parse::<griot::model::Decimal>().is_ok(),
            "double" => cell.parse::<f64>().is_ok(),
            "boolean" => matches!(cell, "true" | "false"),
            "date" => cell.parse::<jiff::civil::Date>().is_ok(),
            "time" => cell.parse::<jiff::civil::Time>().is_ok(),
            _ => false,
        }
}

#[test]
fn positions_cut_the_words_out_of_the_text() {
    let folder =
        folder(&[("a.jsonl", serde_json::json!({ "id": "a", "text": STORY }).to_string().as_bytes())]);
    let out = folder.path().join("out");
    run(&["extract", &at(&folder, "a.jsonl"), "-o", out.to_str().unwrap()]);
    let mentions = table(out.join("mentions.csv"));
    assert!(!mentions.is_empty());
    for row in mentions {
        let (start, end): (usize, usize) = (row["start"].parse().unwrap(), row["end"].parse().unwrap());
        assert_eq!(STORY.chars().skip(start).take(end - start).collect::<String>(), row["text"]);
    }
}

#[test]
fn a_run_tells_what_it_did() {
    let folder = folder(&[("in/a.txt", STORY.as_bytes()), ("in/b.txt", b"")]);
    let out = folder.path().join("out");
    run(&["extract", &at(&folder, "in"), "-o", out.to_str().unwrap(), "--min-confidence", "0.5"]);
    let run: Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(run["griot"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&run["counts"]["articles"], &run["counts"]["failures"]), (&1.into(), &1.into()));
    assert_eq!((&run["options"]["lang"], &run["output"]["min_confidence"]), (&"en".into(), &0.5.into()));
    assert!(run["input_hash"].as_str().unwrap().starts_with("x:"));
}

#[test]
fn a_killed_run_leaves_nothing_half_done() {
    let folder = folder(&[]);
    let out = folder.path().join("out");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("griot"))
        .args(["extract", "-", "-o", out.to_str().unwrap()])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all("{\"text\":\"Rain fell.\"}\n".repeat(5_000).as_bytes()).unwrap();
    while fs::read_dir(&out).map_or(0, Iterator::count) < 8 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = files(&out);
    assert!(left.keys().all(|name| name.starts_with('.') && name.ends_with(".part")), "{:?}", left.keys());
    // The next run clears them away.
    let ran = run_with(&["extract", "-", "-o", out.to_str().unwrap()], "{\"text\":\"Rain fell.\"}");
    assert_eq!(ran.code, 0);
    assert!(files(&out).keys().all(|name| !name.starts_with('.')));
}

#[test]
fn explain_shows_what_was_found_and_by_which_rule() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let all = run(&["explain", &at(&folder, "a.txt")]);
    assert_eq!(all.code, 0);
    assert!(all.out.contains("tokens    The · United · Nations") && all.out.contains("country:ML"));
    let one = run(&["explain", &at(&folder, "a.txt"), "--sentence", "2"]);
    assert!(one.out.contains("\n2 [") && !one.out.contains("\n1 ["));
    let none = run(&["explain", &at(&folder, "a.txt"), "--sentence", "99"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("there is no sentence 99"));
}

#[test]
fn language_packs_are_listed_and_checked() {
    let list = run(&["lang", "list"]);
    assert!(list.out.contains("en  English") && list.out.contains("fr  French"));
    let check = run(&["lang", "check", "fr"]);
    assert!(check.out.contains("French: "), "{}{}", check.out, check.err);
}

#[test]
fn bench_tells_each_stage_and_thread_count() {
    let folder = folder(&[("a.txt", STORY.as_bytes())]);
    let ran = run(&["bench", &at(&folder, "a.txt"), "--threads", "1,2"]);
    assert_eq!(ran.code, 0);
    for word in
        ["stage", "read", "sentences", "mentions", "facts", "tables", "all", "threads", "\n1 ", "\n2 "]
    {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
}
