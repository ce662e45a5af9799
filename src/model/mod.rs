//! The nouns of griot, without logic: what the stages hand to each other and the sinks write.
//!
//! Inside, every position is a byte offset; the sinks turn it into characters at the door.

mod annotations;
mod article;
mod decimal;
mod entity;
mod features;
mod key_map;
mod parse;
mod place;
mod quantity;
mod relation;
mod span;
mod time;
mod token;
mod triple;
mod upos;
mod word;

pub use annotations::{Annotations, LanguageGuess};
pub use article::Article;
pub use decimal::Decimal;
pub use entity::{Entity, EntityType, Mention, MentionSource};
pub use features::Features;
pub use key_map::{KeyHasher, KeyMap, KeySet};
pub use parse::{Name, Parse, Word};
pub use place::{Country, Point};
pub use quantity::{Quantity, QuantityKind};
pub use relation::Relation;
pub use span::{Span, TokenSpan};
pub use time::{Anchor, Moment, TimeExpression, TimeKind};
pub use token::{Part, Sentence, Shape, Token, View};
pub use triple::{Argument, Modality, Phrase, Predicate, Reach, Triple};
pub use upos::Upos;
pub use word::{KeyHash, WordKey};
