//! Tables from annotated articles.

mod annotation;
mod offsets;

pub use annotation::annotation;
pub use offsets::{OffsetMap, Offsets};
