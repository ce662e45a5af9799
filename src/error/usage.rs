//! What can be wrong with the command line or the configuration.

use thiserror::Error;

/// What can be wrong with the command line or the configuration.
#[derive(Debug, Error)]
pub enum UsageFault {
    /// An input names nothing that exists.
    #[error("no such file or folder: {0}")]
    NoInput(String),
    /// A glob does not compile.
    #[error("the glob {0:?} is malformed: {1}")]
    BadGlob(String, String),
}

impl UsageFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::NoInput(_) => "name files, folders, globs or `-`".into(),
            Self::BadGlob(..) => {
                "mend the glob, or put a backslash before a bracket that is meant as such".into()
            }
        }
    }
}
