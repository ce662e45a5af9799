//! Lays the language packs out for the binary: one table of paths and texts.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    println!("cargo:rerun-if-changed=lang");
    let mut files = Vec::new();
    walk(&Path::new(&root).join("lang"), "", &mut files)?;
    files.sort();
    let rows: String = files
        .iter()
        .map(|name| format!("    ({name:?}, include_str!({:?})),\n", format!("{root}/lang/{name}")))
        .collect();
    fs::write(Path::new(&out).join("packs.rs"), format!("static EMBEDDED: &[(&str, &str)] = &[\n{rows}];\n"))
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
