//! Which names hold what, in JSON objects and under the headers of CSV.

/// What a field of an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The article's identifier.
    Id,
    /// Its text.
    Text,
    /// Its headline.
    Title,
    /// Its date of publication.
    Date,
    /// Who published it.
    Publisher,
    /// Where it was published.
    Url,
}

impl Field {
    /// All fields, in the order of [`Fields`].
    pub const ALL: [Self; 6] = [Self::Id, Self::Text, Self::Title, Self::Date, Self::Publisher, Self::Url];

    /// Its name where nothing renames it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Publisher => "publisher",
            Self::Url => "url",
        }
    }
}

/// The name of each field in the input.
///
/// ```
/// use griot::source::{Field, Fields};
/// let mut fields = Fields::default();
/// fields.rename("text=body").unwrap();
/// assert_eq!(fields.name(Field::Text), "body");
/// assert!(fields.rename("txet=body").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields([String; 6]);

impl Default for Fields {
    fn default() -> Self {
        Self(Field::ALL.map(|field| field.name().to_owned()))
    }
}

impl Fields {
    /// The name that holds a field.
    pub fn name(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    /// Reads `FIELD=NAME`.
    ///
    /// # Errors
    /// A sentence that says what is wrong, for the command line to show.
    pub fn rename(&mut self, rule: &str) -> Result<(), String> {
        let known = || Field::ALL.map(Field::name).join(", ");
        let (field, name) = rule.split_once('=').ok_or_else(|| format!("{rule:?} is not FIELD=NAME"))?;
        let field = Field::ALL.into_iter().find(|f| f.name() == field);
        let field = field.ok_or_else(|| format!("{rule:?} names no field of an article: {}", known()))?;
        self.0[field as usize] = name.to_owned();
        Ok(())
    }
}
