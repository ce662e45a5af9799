//! Files that appear whole or not at all.

use crate::error::{Error, Place, Result, SinkFault};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// A file that is written beside its place and moved there at the end, so that whoever finds the name finds a whole file.
///
/// A killed run leaves a hidden `.NAME.PID.part`, which the next run into the same place removes. What is no plain file, such as
/// `/dev/null` or a pipe, is written directly.
#[derive(Debug)]
pub(super) struct AtomicFile {
    writer: BufWriter<File>,
    path: PathBuf,
    part: Option<PathBuf>,
}

impl AtomicFile {
    /// Begins a file.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let part = match fs::metadata(path) {
            Ok(there) if !there.is_file() => None,
            _ => Some(part_of(path)),
        };
        if part.is_some() {
            remove_leftovers(path);
        }
        let file = File::create(part.as_deref().unwrap_or(path)).map_err(|e| unwritable(path, e))?;
        Ok(Self { writer: BufWriter::with_capacity(1 << 16, file), path: path.to_owned(), part })
    }

    /// Appends.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.writer.write_all(bytes).map_err(|e| unwritable(&self.path, e))
    }

    /// Moves the file to its place.
    pub(super) fn commit(mut self) -> Result<()> {
        let moved = self.writer.flush().and_then(|()| match self.part.take() {
            Some(part) => fs::rename(part, &self.path),
            None => Ok(()),
        });
        moved.map_err(|e| unwritable(&self.path, e))
    }
}

impl Drop for AtomicFile {
    /// Removes what was not committed.
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // There is nobody to tell, and the next run removes it.
            let _ = fs::remove_file(part);
        }
    }
}

pub(super) fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::at(Place::file(path), SinkFault::Unwritable(error))
}

fn prefix(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

fn part_of(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}{}.part", prefix(path), std::process::id()))
}

/// Removes what killed runs left for the same file. What cannot be removed does no harm.
fn remove_leftovers(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let prefix = prefix(path);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|n| n.strip_prefix(&prefix)?.strip_suffix(".part"));
        if process.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_appears_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("triples.csv");
        fs::write(folder.path().join(".triples.csv.99.part"), "left").unwrap();
        let mut file = AtomicFile::create(&path).unwrap();
        file.write(b"whole").unwrap();
        assert!(!path.exists());
        file.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_committed_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("triples.csv");
        fs::write(&path, "old").unwrap();
        AtomicFile::create(&path).unwrap().write(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let error = AtomicFile::create(Path::new("/nowhere/at/all.csv")).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().starts_with("/nowhere/at/all.csv: cannot be written"));
    }
}
