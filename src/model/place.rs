//! Countries and points on the globe.

use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-2 country code, in upper case.
///
/// ```
/// use griot::model::Country;
/// assert_eq!(Country::parse("ML").unwrap().as_str(), "ML");
/// assert!(Country::parse("mali").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// Reads a code of two upper-case letters. Whether the country exists is not asked.
    pub fn parse(code: &str) -> Option<Self> {
        Self::of_letters(code.as_bytes().try_into().ok()?)
    }

    /// The country of two upper-case letters of ASCII.
    pub const fn of_letters(letters: [u8; 2]) -> Option<Self> {
        match letters {
            [b'A'..=b'Z', b'A'..=b'Z'] => Some(Self(letters)),
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.as_str().to_owned()
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code).ok_or_else(|| format!("{code:?} is not an ISO 3166-1 alpha-2 code"))
    }
}

/// A point in degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}
