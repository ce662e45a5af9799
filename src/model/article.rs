//! An article as it was read: its text and what is known of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news article. What is unknown is `None`, never a guess.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The identifier that the input gives, else the file's path below the input's folder (or as it was named, where there are
    /// several inputs), with `#n` for the n-th record of a file that holds many.
    pub id: String,
    /// The text, as decoded: nothing is normalised.
    pub text: String,
    /// The headline where the input names it apart from the text.
    pub title: Option<String>,
    /// The date of publication, against which relative dates resolve.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The file that it came from, as the user named it.
    pub file: Option<String>,
    /// The line of that file on which it begins, from 1; absent where the file is one article.
    pub line: Option<u64>,
}
