//! What can be wrong with the command line or the configuration.

use thiserror::Error;

/// What can be wrong with the command line or the configuration.
#[derive(Debug, Error)]
pub enum UsageFault {
    /// An input names nothing that exists.
    #[error("no such file or folder: {0}")]
    NoInput(String),
}

impl UsageFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::NoInput(_) => "name files, folders, globs or `-`".into(),
        }
    }
}
