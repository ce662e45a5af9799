//! Compiles `gazetteers/*.tsv` with the very files that read a user's list at run time.

#[path = "../src/gazetteer/compile.rs"]
mod compile;
#[path = "../src/gazetteer/fold.rs"]
mod fold;
#[path = "../src/gazetteer/format.rs"]
mod format;
#[path = "../src/gazetteer/layout.rs"]
mod layout;

use crate::model::WordKey;
use std::{fs, io, path::Path};

/// Writes `gazetteer.bin`.
///
/// # Errors
/// Names file and line of whatever does not fit the format.
pub fn build(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=gazetteers");
    let mut files: Vec<_> =
        fs::read_dir(root.join("gazetteers"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let (found, problems) = format::read(&fs::read(&file)?);
        if let Some(problem) = problems.first() {
            let message = format!("{}:{}: {}", file.display(), problem.line, problem.fault);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        rows.extend(found);
    }
    fs::write(out.join("gazetteer.bin"), compile::compile(&rows))?;
    for list in ["given", "family"] {
        fs::write(
            out.join(format!("{list}.bin")),
            keys(&root.join(format!("gazetteers/names/{list}.tsv")))?,
        )?;
    }
    Ok(())
}

/// The keys of the words in the first column of a list of personal names, in order; with and without accents.
fn keys(list: &Path) -> io::Result<Vec<u8>> {
    let text = match fs::read_to_string(list) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let names = rows.filter_map(|row| row.split('\t').next());
    let mut keys: Vec<u64> =
        names.flat_map(|name| [WordKey::of(name), WordKey::of(&fold::fold(name))]).map(|key| key.0).collect();
    keys.sort_unstable();
    keys.dedup();
    Ok(keys.into_iter().flat_map(u64::to_le_bytes).collect())
}
