//! Lays the language packs out for the binary: one table of paths and texts.

use std::{fs, io, path::Path};

/// Writes `packs.rs`.
pub fn build(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=lang");
    let mut files = Vec::new();
    walk(&root.join("lang"), "", &mut files)?;
    files.sort();
    let rows: String = files
        .iter()
        .map(|name| {
            format!("    ({name:?}, include_str!({:?})),\n", format!("{}/lang/{name}", root.display()))
        })
        .collect();
    fs::write(out.join("packs.rs"), format!("static EMBEDDED: &[(&str, &str)] = &[\n{rows}];\n"))
}

/// The TOML files below a folder, as paths with `/`.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), files)?;
        } else if name.ends_with(".toml") {
            files.push(name);
        }
    }
    Ok(())
}
