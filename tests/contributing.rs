//! Holds CONTRIBUTING.md to what is there: every path that it names exists, every command that it gives is known.

mod support;

use std::{fs, process::Command};
use support::{markdown, root};

fn text() -> String {
    fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap()
}

/// What stands between backticks in running text.
fn quoted(text: &str) -> Vec<String> {
    markdown::prose(text).split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_path_is_there() {
    let text = text();
    let paths: Vec<_> = quoted(&text)
        .into_iter()
        .filter(|words| !words.contains(' ') && !words.starts_with("--"))
        .filter(|words| {
            words.contains('/') || [".rs", ".toml", ".md", ".tsv"].iter().any(|end| words.ends_with(end))
        })
        .collect();
    assert!(paths.len() > 10, "only {paths:?} look like paths");
    let missing: Vec<_> = paths.into_iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md names {missing:?}, which are not there");
}

#[test]
fn every_command_is_known() {
    let text = text();
    let in_blocks = markdown::parse(&text).into_iter().filter(|block| block.language == "sh");
    let lines: Vec<_> =
        in_blocks.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let inline =
        quoted(&text).into_iter().filter(|words| words.starts_with("cargo ") || words.starts_with("griot "));
    for line in lines.into_iter().chain(inline) {
        let words: Vec<_> = line.split_whitespace().skip_while(|word| word.contains('=')).collect();
        match words[..] {
            ["cargo", "test", ..] => {
                if let Some(at) = words.iter().position(|word| *word == "--test") {
                    let file = root().join(format!("tests/{}.rs", words[at + 1]));
                    assert!(file.exists(), "`{line}`: there is no {}", file.display());
                }
            }
            ["cargo", "fmt" | "clippy" | "bench", ..] => {}
            ["cargo", "xtask", chore, ..] => {
                let chores = fs::read_to_string(root().join("xtask/src/main.rs")).unwrap();
                assert!(chores.contains(&format!("{chore:?}")), "`{line}`: xtask knows no {chore}");
            }
            ["cargo", "run", "--release", "--", ref command @ ..] | ["griot", ref command @ ..] => {
                knows(&line, command)
            }
            [program, ..] => assert!(root().join(program).exists(), "`{line}`: there is no {program}"),
            [] => {}
        }
    }
}

/// The binary has this sub-command, and each flag given to it.
fn knows(line: &str, command: &[&str]) {
    let names: Vec<_> =
        command.iter().take_while(|word| word.chars().all(|c| c.is_ascii_lowercase())).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_griot")).args(&names).arg("--help").output().unwrap();
    assert!(output.status.success(), "`{line}`: griot knows no {names:?}");
    let help = String::from_utf8_lossy(&output.stdout);
    for flag in command.iter().filter(|word| word.starts_with('-')) {
        assert!(help.contains(flag), "`{line}`: {names:?} knows no {flag}");
    }
}
