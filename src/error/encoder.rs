//! What can be wrong with an encoder's file.

use thiserror::Error;

/// What can be wrong with an encoder's file.
#[derive(Debug, Error)]
pub enum EncoderFault {
    /// It begins otherwise than such a file does, or with another version of the format.
    #[error("this is no encoder of this version")]
    NotAnEncoder,
    /// Its header does not read.
    #[error("the header is malformed: {0}")]
    Header(String),
    /// A tensor is missing, or is not of the size that the others ask for.
    #[error("the tensor {0:?} is missing or of another size than it should be")]
    Tensor(String),
}

impl EncoderFault {
    /// What to do about it.
    pub(super) fn remedy(&self) -> String {
        "write it anew with train/export.py of this version".into()
    }
}
