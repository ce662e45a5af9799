//! griot turns news articles into checked, dated, sourced triples.
//!
//! An [`Engine`](engine::Engine) is built once, from [`Options`](engine::Options), and shared by all threads; each thread has a
//! [`Worker`](engine::Worker), which turns an [`Article`](model::Article) into [`Annotations`](model::Annotations): sentences, mentions of
//! entities, quantities, times and triples, each with the bytes of the text on which it rests.
//!
//! ```
//! use griot::{engine::{Engine, Options}, model::Article};
//!
//! let engine = Engine::new(&Options::default())?;
//! let article = Article {
//!     text: "Police arrested 12 demonstrators in Niamey last Friday.".into(),
//!     date: Some("2024-05-06".parse().unwrap()),
//!     ..Article::default()
//! };
//! let found = engine.worker().annotate(&article);
//!
//! let time = &found.times[0];
//! assert_eq!(time.span.of(&article.text), "last Friday");
//! assert_eq!(time.value, "2024-05-03");
//!
//! let place = &found.entities[found.mentions[0].entity as usize];
//! assert_eq!((place.name.as_str(), place.id.as_str()), ("Niamey", "geonames:2440485"));
//! # Ok::<(), griot::error::Error>(())
//! ```
//!
//! [`source`] reads articles from files, [`batch`] reads many at once, [`sink`] writes tables. The stages that an article goes through
//! ([`text`], [`number`], [`gazetteer`], [`quantity`], [`time`], [`mention`], [`resolve`], [`fact`]) are plain structs, compiled from a
//! [`lang`]uage pack, that may be used alone. `docs/architecture.md` is the map.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

#[cfg(feature = "cli")]
pub mod cli;

pub mod batch;
pub mod encoder;
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

/// The prose under `docs/`, so that its examples are compiled and run as tests.
#[cfg(doctest)]
mod docs {
    #[doc = include_str!("../docs/architecture.md")]
    struct Architecture;
    #[doc = include_str!("../docs/language-packs.md")]
    struct LanguagePacks;
}
