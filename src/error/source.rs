//! What can be wrong with an article's input. Each ends as a row of `errors.csv`; the run goes on.

use thiserror::Error;

/// What can be wrong with an article's input.
#[derive(Debug, Error)]
pub enum SourceFault {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
}

impl SourceFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions".into(),
        }
    }
}
