//! Runs the README: every command in it, in order, as a new user would, in an empty folder beside the repository's data.
//!
//! What a command prints is held against the block that follows it; `GRIOT_BLESS=1 cargo test --test readme` writes that block anew.
//! `cargo run --release --` stands for the binary that the tests built; what builds (`cargo test`, `cargo install`) is left to `.ci/run`.

mod support;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use support::{
    bless,
    markdown::{self, Block},
    root,
};

#[test]
fn every_command_in_it_works() {
    let folder = tempfile::tempdir().unwrap();
    for data in ["fixtures", "lang", "gazetteers"] {
        link(&root().join(data), &folder.path().join(data));
    }
    let path = root().join("README.md");
    let mut text = fs::read_to_string(&path).unwrap();
    let blocks = markdown::parse(&text);
    let mut wrong = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let output = match block.language.as_str() {
            "sh" if builds(block) => continue,
            "sh" => shell(folder.path(), &block.text),
            "python" => match python(folder.path(), &block.text, &block.text) {
                Some(output) => output,
                None => continue,
            },
            "sql" => {
                let query = format!(
                    "import duckdb\nprint(duckdb.sql('''{}'''))",
                    block.text.trim().trim_end_matches(';')
                );
                match python(folder.path(), "import duckdb", &query) {
                    Some(output) => output,
                    None => continue,
                }
            }
            _ => continue,
        };
        let errors = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            wrong.push(format!("README.md:{}: {}\n{errors}", block.line, block.text));
            continue;
        }
        let Some(expected) = blocks.get(n + 1).filter(|next| next.language == "csv") else { continue };
        let printed = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
        if bless() {
            let block = |body: &str| format!("```sh\n{}```\n\n```csv\n{body}```", block.text);
            text = text.replace(&block(&expected.text), &block(&printed));
        } else if printed != expected.text {
            wrong.push(format!("README.md:{}: the command prints\n{printed}", expected.line));
        }
    }
    if bless() {
        fs::write(path, text).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn exactly_two_commands_come_before_all_else() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let section = text.split("## Two commands").nth(1).unwrap().split("\n## ").next().unwrap();
    let commands: Vec<_> = markdown::parse(section).into_iter().map(|block| block.text).collect();
    assert_eq!(
        commands,
        ["cargo run --release -- extract fixtures/articles -o out\n", "cargo test --workspace\n"]
    );
}

#[test]
fn every_link_leads_somewhere() {
    for file in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let there =
                target.starts_with("https://") || root().join(target.split('#').next().unwrap()).exists();
            assert!(there, "{file} links to {target}, which is not there");
        }
    }
}

/// True for what compiles the project anew.
fn builds(block: &Block) -> bool {
    ["cargo test", "cargo install"].iter().any(|command| block.text.starts_with(command))
}

fn shell(folder: &Path, script: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_griot"));
    let path = std::env::join_paths(
        [binary.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let script = script.replace("cargo run --release --", "griot");
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(folder)
        .env("PATH", path.unwrap())
        .output()
        .unwrap()
}

/// Runs a script, unless Python or a package that the script imports is missing.
fn python(folder: &Path, imports: &str, script: &str) -> Option<Output> {
    let needs: Vec<_> = imports.lines().filter(|line| line.starts_with("import ")).collect();
    let run = |script: &str| Command::new("python3").args(["-c", script]).current_dir(folder).output();
    if !run(&needs.join("\n")).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped, for want of python3 with `{}`", needs.join("; "));
        return None;
    }
    Some(run(script).unwrap())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from, to).unwrap();
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) {
    std::os::windows::fs::symlink_dir(from, to).unwrap();
}
