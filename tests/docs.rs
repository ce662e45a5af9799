//! Holds the prose under docs/ to the code: examples of language packs load and keep their cases, docs/rules.md lists the rules there are, docs/architecture.md
//! the folders.

mod support;

use griot::{
    engine::{Engine, Options, cases},
    lang::{Case, Language, Pack, RuleCases},
};
use std::{fmt::Write, fs};
use support::{bless, markdown, root};

/// A block ` ```toml time.toml ` is a whole file of a pack.
#[test]
fn examples_of_language_packs_keep_their_cases() {
    let blocks = markdown::blocks(&root().join("docs/language-packs.md"));
    let files = blocks.iter().filter_map(|block| Some((block.language.strip_prefix("toml ")?, block)));
    let mut count = 0;
    for (name, block) in files {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), "code = \"en\"\nname = \"English\"\n").unwrap();
        fs::write(folder.path().join(name), &block.text).unwrap();
        let place = format!("docs/language-packs.md:{}", block.line);
        let fail = |error: griot::error::Error| -> ! { panic!("{place}: {error}") };
        let language =
            Pack::read(folder.path()).and_then(|pack| Language::load(&pack)).unwrap_or_else(|e| fail(e));
        let options = Options { lang: folder.path().display().to_string(), ..Options::default() };
        let engine = Engine::new(&options).unwrap_or_else(|e| fail(e));
        for outcome in language.cases.iter().flat_map(|rule| cases::run(&engine, rule)) {
            assert_eq!(outcome.result, Ok(()), "{place}: {}", outcome.name);
        }
        count += 1;
    }
    assert!(count >= 5, "only {count} examples");
}

/// `GRIOT_BLESS=1 cargo test --test docs` writes the list anew.
#[test]
fn rules_are_listed() {
    let path = root().join("docs/rules.md");
    let listed = rules();
    if bless() {
        fs::write(&path, &listed).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == listed,
        "docs/rules.md is not what the packs say; GRIOT_BLESS=1 cargo test --test docs writes it anew"
    );
}

fn rules() -> String {
    let mut text = String::from(
        "# The rules\n\n\
        Every rule of the language packs that ship with griot, with the cases that it must keep; what a column `rule` holds stands here.\n\
        This file is written by `GRIOT_BLESS=1 cargo test --test docs` from `lang/`; mend a rule there. Cases are dated 12 December 2023, a Tuesday,\n\
        unless they say otherwise. [language-packs.md](language-packs.md) says how values read.\n",
    );
    for code in Pack::codes() {
        let language = Language::load(&Pack::embedded(code).unwrap()).unwrap();
        let mut section = "";
        for rule in &language.cases {
            if rule.section != section {
                section = rule.section;
                let _ = write!(text, "\n## {}: {section}\n", language.about.name);
            }
            list(&mut text, rule);
        }
    }
    text
}

fn list(text: &mut String, rule: &RuleCases) {
    let file = rule.place.file.as_deref().unwrap_or_default();
    let _ = write!(
        text,
        "\n### {}\n\n[{file}](../{file})\n\n| | in | finds | as |\n|---|---|---|---|\n",
        rule.rule
    );
    let mut row = |sign: &str, case: &Case| {
        let cell = |words: &Option<String>| words.as_deref().map(escape).unwrap_or_default();
        let date = case.date.map(|date| format!(" ({date})")).unwrap_or_default();
        let _ = writeln!(
            text,
            "| {sign} | {}{date} | {} | {} |",
            escape(&case.text),
            cell(&case.span),
            cell(&case.value)
        );
    };
    rule.yes.iter().for_each(|case| row("yes", case));
    rule.no.iter().for_each(|case| row("no", case));
}

/// Text in a cell of a Markdown table, on one line.
fn escape(words: &str) -> String {
    let mut cell = String::new();
    for c in words.chars() {
        match c {
            '\n' => cell.push('⏎'),
            '|' | '*' | '_' | '`' | '<' | '[' | '\\' | '#' | '~' => cell.extend(['\\', c]),
            _ => cell.push(c),
        }
    }
    cell
}

/// Every path in the tables of docs/architecture.md is there, and every folder of src/ is in them.
#[test]
fn the_map_is_whole() {
    let text = markdown::prose(&fs::read_to_string(root().join("docs/architecture.md")).unwrap());
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with("| `")).collect();
    let named: Vec<_> = rows.iter().filter_map(|row| row.split('`').nth(1)).collect();
    for path in &named {
        assert!(root().join(path).exists(), "docs/architecture.md names {path}, which is not there");
    }
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("src/{}/", path.file_name().unwrap().to_string_lossy());
        assert!(
            !path.is_dir() || named.contains(&name.as_str()),
            "docs/architecture.md has no row for {name}"
        );
    }
}
