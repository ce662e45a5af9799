//! griot turns news articles into checked, dated, sourced triples.

#[cfg(feature = "cli")]
pub mod cli;

pub mod batch;
pub mod engine;
pub mod error;
pub mod fact;
pub mod gazetteer;
pub mod lang;
pub mod mention;
pub mod model;
pub mod number;
pub mod quantity;
pub mod resolve;
pub mod sink;
pub mod source;
pub mod text;
pub mod time;
