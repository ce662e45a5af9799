//! The record of what the gazetteers are made from: `gazetteers/sources.toml`.

use crate::{Failure, packages::sha256};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

const HEAD: &str =
    "# What the gazetteers are made from. The packages are pinned by hand; `cargo xtask generate` renews
# hashes and counts of the files, and `cargo xtask generate --check` compares them.\n\n";

/// Packages and the files in `gazetteers/`.
#[derive(Deserialize, Serialize)]
pub struct Sources {
    package: Vec<Package>,
    file: Vec<Listed>,
}

/// A package of a registry.
#[derive(Deserialize, Serialize)]
pub struct Package {
    name: String,
    registry: String,
    version: String,
    /// As the registry names it.
    pub file: String,
    pub sha256: String,
    licence: String,
    takes: String,
}

#[derive(Deserialize, Serialize)]
struct Listed {
    path: String,
    /// `generated`, or `hand` for those that people edit.
    made: String,
    from: Vec<String>,
    rows: usize,
    sha256: String,
}

impl Sources {
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let path = root.join("sources.toml");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    pub fn package(&self, name: &str) -> Result<&Package, Failure> {
        let found = self.package.iter().find(|package| package.name == name);
        found.ok_or_else(|| format!("sources.toml pins no package {name}").into())
    }

    /// Writes the hashes and counts as the files now are.
    pub fn renew(&mut self, root: &Path) -> Result<(), Failure> {
        for file in &mut self.file {
            (file.sha256, file.rows) = measure(root, &file.path)?;
        }
        Ok(fs::write(root.join("sources.toml"), format!("{HEAD}{}", toml::to_string(self)?))?)
    }

    /// Compares generated files with their hashes. Those made by hand may change freely.
    pub fn check(&self, root: &Path) -> Result<(), Failure> {
        for file in self.file.iter().filter(|file| file.made == "generated") {
            let (hash, _) = measure(root, &file.path)?;
            if hash != file.sha256 {
                return Err(format!(
                    "gazetteers/{} was changed by hand: change what it is made from (xtask/), then run cargo xtask generate --packages DIR",
                    file.path
                )
                .into());
            }
        }
        Ok(())
    }
}

/// The hash of a file and its number of rows.
fn measure(root: &Path, path: &str) -> Result<(String, usize), Failure> {
    let path = root.join(path);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    Ok((sha256(text.as_bytes()), rows.saturating_sub(1)))
}
