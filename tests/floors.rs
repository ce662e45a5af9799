//! Holds the code to the floors of docs/architecture.md: a file imports only from lower floors.

use std::{collections::HashMap, fs, path::Path};

/// The floors, from the ground, as the list in docs/architecture.md gives them: one line a floor, neighbours on one line.
fn floors() -> HashMap<String, usize> {
    let text = fs::read_to_string("docs/architecture.md").unwrap();
    let list = text.split("```floors").nth(1).unwrap().split("```").next().unwrap();
    let lines = list.lines().filter(|line| !line.trim().is_empty());
    lines.enumerate().flat_map(|(n, line)| line.split_whitespace().map(move |m| (m.to_owned(), n))).collect()
}

fn rust_files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The modules of the crate that a file names: `crate::text::…` anywhere, or `use crate::{text, …}`.
fn imports(source: &str) -> Vec<String> {
    let name = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push(name(group[start..i].trim()));
                    start = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found.retain(|module| !module.is_empty());
    found
}

#[test]
fn a_file_imports_only_from_lower_floors() {
    let floors = floors();
    // `source` and `sink` stand high, but know the nouns and the errors alone.
    let alone = ["source", "sink"];
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let inside = path.strip_prefix("src").unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let floor =
            *floors.get(&module).unwrap_or_else(|| panic!("docs/architecture.md gives no floor to {module}"));
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            let Some(&below) = floors.get(&import) else { continue };
            let allowed = import == module
                || below < floor && (!alone.contains(&module.as_str()) || below <= floors["model"]);
            if !allowed {
                wrong.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_floor_is_a_module() {
    for module in floors().keys() {
        let there = Path::new(&format!("src/{module}.rs")).exists()
            || Path::new(&format!("src/{module}/mod.rs")).exists();
        assert!(there, "docs/architecture.md names {module}, which src/ lacks");
    }
}

#[test]
fn reads_grouped_imports() {
    assert_eq!(
        imports("use crate::{error::{Error, Result}, model::Span};\ncrate::text::segment"),
        ["error", "model", "text"]
    );
}
