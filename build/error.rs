//! The part of `crate::error` that the gazetteer compiler needs, for `build.rs`.

#[path = "../src/error/gazetteer.rs"]
mod gazetteer;

pub use gazetteer::GazetteerFault;
