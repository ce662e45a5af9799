//! What can be wrong with a gazetteer.

use thiserror::Error;

/// What can be wrong with a gazetteer.
#[derive(Debug, Error)]
pub enum GazetteerFault {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// The line is not what the format asks for.
    #[error("{0}")]
    Malformed(String),
    /// Two rows share an id; where the first one stands.
    #[error("the id {0:?} stands at {1} already")]
    DuplicateId(String, String),
    /// A column holds a value that is not allowed.
    #[error("the column `{column}` holds {value:?}, which is not {expected}")]
    BadValue {
        /// The column's name.
        column: &'static str,
        /// What it holds.
        value: String,
        /// What it may hold.
        expected: &'static str,
    },
}

impl GazetteerFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions".into(),
            Self::DuplicateId(..) => "give one of the two another id, or join the rows".into(),
            Self::Malformed(_) | Self::BadValue { .. } => {
                "mend the row; gazetteers/README.md describes the columns".into()
            }
        }
    }
}
