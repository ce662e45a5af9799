//! What can go wrong when results are written.

use thiserror::Error;

/// What can go wrong when results are written.
#[derive(Debug, Error)]
pub enum SinkFault {
    /// A file or folder cannot be written.
    #[error("cannot be written: {0}")]
    Unwritable(std::io::Error),
}

impl SinkFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unwritable(_) => {
                "check that the folder exists, that you may write there, and that the disk has room".into()
            }
        }
    }
}
