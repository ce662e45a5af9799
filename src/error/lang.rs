//! What can be wrong with a language pack.

use thiserror::Error;

/// What can be wrong with a language pack.
#[derive(Debug, Error)]
pub enum LangFault {
    /// The folder or file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// There is no such pack in the binary.
    #[error("there is no language pack {0:?}")]
    Unknown(String),
    /// The folder holds no language pack.
    #[error("is no language pack: it holds no pack.toml")]
    NoPack,
    /// The file is no TOML, or not what its schema asks for.
    #[error("{0}")]
    Malformed(String),
    /// Two rules share an id; the line of the first.
    #[error("the id {0:?} stands on line {1} already")]
    DuplicateId(String, u64),
    /// A rule lacks positive or negative cases.
    #[error("the rule {0:?} has no {1} case")]
    NoCase(String, &'static str),
    /// A rule's pattern does not compile.
    #[error("the rule {0:?} has a pattern that does not compile: {1}")]
    BadPattern(String, String),
    /// A value is not one of those allowed.
    #[error("the rule {0:?}: {1}")]
    BadValue(String, String),
}

impl LangFault {
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions".into(),
            Self::Unknown(_) => "name one of the packs that `griot lang list` shows, or give a folder".into(),
            Self::NoPack => "name a folder made like lang/en; docs/language-packs.md describes it".into(),
            Self::Malformed(_) => "mend the line; docs/language-packs.md describes the schema".into(),
            Self::DuplicateId(..) => "give one of the two another id".into(),
            Self::NoCase(_, kind) => {
                format!("add a {kind} case: a rule must show what it matches and what it does not")
            }
            Self::BadPattern(..) | Self::BadValue(..) => {
                "mend the rule; docs/language-packs.md describes patterns and values".into()
            }
        }
    }
}
