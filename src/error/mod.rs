//! One error type for all of griot: what is wrong, where, and what to do about it.
//!
//! Each area has an enum of its own in this folder, whose variants are the things that can go wrong there; its `Display` says what is
//! wrong, its `remedy` what to do. [`Error`] joins one of them with the place.

mod encoder;
mod gazetteer;
mod lang;
mod sink;
mod source;
mod usage;

pub use encoder::EncoderFault;
pub use gazetteer::GazetteerFault;
pub use lang::LangFault;
pub use sink::SinkFault;
pub use source::SourceFault;
pub use usage::UsageFault;

use std::{fmt, path::Path};

/// The result of whatever can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Where something is wrong: a file, and a line or a byte of it, as far as known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, as the user named it; `-` for standard input.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The byte, from 0.
    pub byte: Option<u64>,
}

impl Place {
    /// No place: the command line as a whole, say.
    pub const NOWHERE: Self = Self { file: None, line: None, byte: None };

    /// A file as a whole.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self { file: Some(path.as_ref().display().to_string()), line: None, byte: None }
    }

    /// A line of a file, from 1.
    pub fn line(path: impl AsRef<Path>, line: u64) -> Self {
        Self { line: Some(line), ..Self::file(path) }
    }

    /// A byte of a file, from 0.
    pub fn byte(path: impl AsRef<Path>, byte: u64) -> Self {
        Self { byte: Some(byte), ..Self::file(path) }
    }
}

impl fmt::Display for Place {
    /// `file:line`, as editors and terminals link it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or(""))?;
        match (self.line, self.byte) {
            (Some(line), _) => write!(f, ":{line}"),
            (None, Some(byte)) => write!(f, ", byte {byte}"),
            (None, None) => Ok(()),
        }
    }
}

/// Something is wrong with the input, the data or the use of griot.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    fault: Fault,
    place: Place,
}

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Source(#[from] SourceFault),
    #[error(transparent)]
    Lang(#[from] LangFault),
    #[error(transparent)]
    Encoder(#[from] EncoderFault),
    #[error(transparent)]
    Gazetteer(#[from] GazetteerFault),
    #[error(transparent)]
    Sink(#[from] SinkFault),
    #[error(transparent)]
    Usage(#[from] UsageFault),
}

impl Error {
    /// Joins what is wrong with where it is.
    #[allow(private_bounds)]
    pub fn at(place: Place, fault: impl Into<Fault>) -> Self {
        Self(Box::new(Inner { fault: fault.into(), place }))
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// What is wrong, without place and remedy.
    pub fn problem(&self) -> String {
        self.0.fault.to_string()
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        match &self.0.fault {
            Fault::Source(fault) => fault.remedy(),
            Fault::Lang(fault) => fault.remedy(),
            Fault::Encoder(fault) => fault.remedy(),
            Fault::Gazetteer(fault) => fault.remedy(),
            Fault::Sink(fault) => fault.remedy(),
            Fault::Usage(fault) => fault.remedy(),
        }
    }

    /// True where a file's stream cannot be read any further; false where the next record may be whole again.
    pub(crate) fn ends_the_file(&self) -> bool {
        matches!(&self.0.fault, Fault::Source(SourceFault::Unreadable(_) | SourceFault::Compression { .. }))
    }

    /// True where whoever read the results has gone away, which is no failure: `griot … | head`.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.0.fault, Fault::Sink(SinkFault::Unwritable(e)) if e.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// The exit code of a run that this error ends: 1 for an article that cannot be read, 2 for anything else.
    pub fn exit_code(&self) -> u8 {
        match &self.0.fault {
            Fault::Source(_) => 1,
            _ => 2,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.place != Place::NOWHERE {
            write!(f, "{}: ", self.0.place)?;
        }
        write!(f, "{} ({})", self.0.fault, self.remedy())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_and_what_to_do() {
        let error = Error::at(Place::line("words.toml", 7), LangFault::DuplicateId("a-year".into(), 3));
        assert_eq!(
            error.to_string(),
            "words.toml:7: the id \"a-year\" stands on line 3 already (give one of the two another id)"
        );
        assert_eq!(error.exit_code(), 2);
    }
}
