//! What can be wrong with a gazetteer. `build.rs` shares this file.

use thiserror::Error;

/// What can be wrong with a gazetteer.
#[derive(Debug, Error)]
pub enum GazetteerFault {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// A line holds bytes that are no UTF-8.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// The header lacks a column that must be there.
    #[error("the column `{0}` is missing")]
    NoColumn(&'static str),
    /// The header names a column that does not exist.
    #[error("there is no column {0:?}")]
    UnknownColumn(String),
    /// A row is longer or shorter than the header.
    #[error("the row has {found} cells, the header {expected}")]
    Cells {
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
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
    /// One coordinate stands alone: the one that is given, and the one that is not.
    #[error("`{0}` is given without `{1}`")]
    HalfPoint(&'static str, &'static str),
    /// An alias has a tag that does not exist.
    #[error("there is no tag {0:?}")]
    UnknownTag(String),
    /// A row has a flag that does not exist.
    #[error("there is no flag {0:?}")]
    UnknownFlag(String),
    /// Two rows share an id; where the first one stands.
    #[error("the id {0:?} stands at {1} already")]
    DuplicateId(String, String),
    /// Two things of one kind and country share a name: the name, and where the first stands.
    #[error("the name {0:?} stands for another thing of the same kind at {1}")]
    Clash(String, String),
    /// A line of a list that is imported says nothing that a gazetteer can hold.
    #[error("cannot be imported: {0}")]
    Import(String),
    /// A compiled gazetteer is of another version, or cut short.
    #[error("is no compiled gazetteer of this version")]
    NotCompiled,
    /// A row lies in something that no file describes.
    #[error("it lies within {0:?}, which no row describes")]
    UnknownContainer(String),
    /// A person held an office of something that no file describes.
    #[error("an office is one of {0:?}, which no row describes")]
    UnknownOwner(String),
    /// A row contains itself; the way round.
    #[error("it contains itself: {0}")]
    Loop(String),
    /// A row names a country that no file describes.
    #[error("there is no country {0:?}")]
    UnknownCountry(String),
}

impl GazetteerFault {
    /// What to do about it.
    pub(super) fn remedy(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and its permissions",
            Self::NotUtf8 => "save the file as UTF-8",
            Self::NoColumn(_) => "name the columns in the first line, separated by tabs; `name` and `type` must be there",
            Self::UnknownColumn(_) => "see the columns in gazetteers/README.md; a comment begins with #",
            Self::Cells { .. } => "separate cells by tabs, and leave those that are not known empty",
            Self::BadValue { .. } => "mend the cell; gazetteers/README.md describes the columns",
            Self::HalfPoint(..) => "give both coordinates or neither",
            Self::UnknownTag(_) => {
                "use demonym, acronym, short, former, code, exact, context, behind, or a language of two lower-case letters"
            }
            Self::UnknownFlag(_) => "use capital, seat, seat2, quarter, context or exact",
            Self::DuplicateId(..) => "give one of the two another id, or join the rows",
            Self::Clash(..) => "join the rows, or give the name the tag `context` in the one that is meant more rarely",
            Self::Import(_) => "mend or leave out the line; `--type` gives a type to labels that are not known",
            Self::NotCompiled => "compile it again with `griot gazetteer compile`",
            Self::UnknownContainer(_) => "mend the column `within`, or add a row with that id",
            Self::UnknownOwner(_) => "mend the column `offices`, or add a row with that id",
            Self::Loop(_) => "break the chain in the column `within`",
            Self::UnknownCountry(_) => "use the ISO 3166-1 code of a country in gazetteers/countries.tsv",
        }
        .into()
    }
}
