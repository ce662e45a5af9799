//! A compiled gazetteer as a file: the length of its words, the words, the strings. It belongs to the version of griot that wrote it.

use super::{compile::Block, layout::MAGIC};
use crate::error::{Error, GazetteerFault, Place, Result};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

/// The first bytes of such a file, before the words' own.
const HEAD: &[u8; 8] = b"griotgzf";

/// Writes a block.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(file: &Path, block: &Block) -> Result<()> {
    let mut bytes = HEAD.to_vec();
    bytes.extend((block.words.len() as u64).to_le_bytes());
    bytes.extend(&block.words);
    bytes.extend(block.strings.as_bytes());
    fs::write(file, bytes).map_err(|error| Error::at(Place::file(file), GazetteerFault::Unreadable(error)))
}

/// Reads a block; `None` for a file that is none.
///
/// # Errors
/// Where the file cannot be read, was cut short, or is of another version.
pub fn read(file: &Path) -> Result<Option<Block>> {
    let unreadable = |error| Error::at(Place::file(file), GazetteerFault::Unreadable(error));
    let mut head = [0; 8];
    let mut opened = File::open(file).map_err(unreadable)?;
    if opened.read_exact(&mut head).is_err() || head != *HEAD {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes).map_err(unreadable)?;
    block(bytes).map(Some).ok_or_else(|| Error::at(Place::file(file), GazetteerFault::NotCompiled))
}

fn block(mut bytes: Vec<u8>) -> Option<Block> {
    let length = usize::try_from(u64::from_le_bytes(*bytes.first_chunk()?)).ok()?;
    let strings = bytes.get(length.checked_add(8)?..)?.to_vec();
    bytes.truncate(length + 8);
    bytes.drain(..8);
    bytes.starts_with(MAGIC).then_some(())?;
    Some(Block { words: bytes, strings: String::from_utf8(strings).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn what_is_kept_compiled_is_the_list() {
        let folder = tempfile::tempdir().unwrap();
        let (list, kept) = (folder.path().join("own.tsv"), folder.path().join("own.bin"));
        fs::write(&list, "id\tname\ttype\tsectors\nx:1\tRiver Watch\tORG\tNGO\n").unwrap();
        Gazetteer::compile(std::slice::from_ref(&list), &kept).unwrap();
        let gazetteer = Gazetteer::load(std::slice::from_ref(&kept)).unwrap();
        let found = gazetteer.lookup("river watch");
        assert_eq!(found.len(), 1);
        assert_eq!(gazetteer.entity(found[0].row).unwrap().sectors, ["NGO"]);
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("own.bin");
        for bytes in
            [&HEAD[..], b"griotgzf\x10\0\0\0\0\0\0\0griotgz1", b"griotgzf\xff\xff\xff\xff\xff\xff\xff\xff"]
        {
            fs::write(&kept, bytes).unwrap();
            let error = Gazetteer::load(std::slice::from_ref(&kept)).unwrap_err();
            assert_eq!((error.place(), error.exit_code()), (&Place::file(&kept), 2));
        }
    }
}
