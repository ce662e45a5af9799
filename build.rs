//! Lays data out for the binary: language packs as text, gazetteers compiled.

#[allow(dead_code, missing_docs)]
#[path = "build/error.rs"]
mod error;
#[allow(dead_code, missing_docs)]
#[path = "build/gazetteer.rs"]
mod gazetteer;
#[allow(dead_code, missing_docs)]
#[path = "build/model.rs"]
mod model;
#[path = "build/packs.rs"]
mod packs;

use std::{env, io, path::PathBuf};

fn main() -> io::Result<()> {
    let folder = |name| env::var_os(name).map(PathBuf::from).ok_or_else(|| io::Error::other(name));
    let (root, out) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
    packs::build(&root, &out)?;
    gazetteer::build(&root, &out)
}
