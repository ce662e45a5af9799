//! The part of `crate::model` that the gazetteer compiler needs, for `build.rs`.

#[path = "../src/model/word.rs"]
mod word;

pub use word::WordKey;
