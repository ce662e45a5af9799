//! Compiles `gazetteers/*.tsv` with the very files that read a user's list at run time.

#[path = "../src/gazetteer/compile.rs"]
mod compile;
#[path = "../src/gazetteer/fold.rs"]
mod fold;
#[path = "../src/gazetteer/format.rs"]
mod format;
#[path = "../src/gazetteer/layout.rs"]
mod layout;

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
    fs::write(out.join("gazetteer.bin"), compile::compile(&rows))
}
