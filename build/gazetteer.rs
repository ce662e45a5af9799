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
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Writes `gazetteer.bin`, `gazetteer.txt` and the lists of personal names, unless those that are there are younger than all that they are
/// made from: a change of a language pack runs this program too.
///
/// # Errors
/// Names file and line of whatever does not fit the format.
pub fn build(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=gazetteers");
    let mut files = Vec::new();
    lists(&root.join("gazetteers"), &mut files)?;
    files.sort();
    let names: Vec<PathBuf> =
        ["given", "family"].iter().map(|list| root.join(format!("gazetteers/names/{list}.tsv"))).collect();
    let program = std::env::current_exe()?;
    let sources = || files.iter().chain(&names).chain([&program]);
    let stamp = out.join("gazetteer.stamp");
    let listed: String = sources().map(|path| format!("{}\n", path.display())).collect();
    if fs::read_to_string(&stamp).is_ok_and(|made| made == listed)
        && sources().all(|path| matches!((age(path), age(&stamp)), (Some(a), Some(b)) if a < b))
    {
        return Ok(());
    }
    let mut rows = Vec::new();
    for file in &files {
        let (found, problems) = format::read(&fs::read(file)?);
        if let Some(problem) = problems.first() {
            let message = format!("{}:{}: {}", file.display(), problem.line, problem.fault);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        rows.extend(found);
    }
    let block = compile::compile(&rows);
    fs::write(out.join("gazetteer.bin"), block.words)?;
    fs::write(out.join("gazetteer.txt"), block.strings)?;
    for (path, list) in names.iter().zip(["given", "family"]) {
        fs::write(out.join(format!("{list}.bin")), keys(path)?)?;
    }
    fs::write(stamp, listed)
}

/// When a file was last written.
fn age(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

/// The lists of things in the world below a folder; those of personal names are of another format.
fn lists(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("names") {
            lists(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            found.push(path);
        }
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
