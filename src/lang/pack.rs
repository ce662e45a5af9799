//! Where a pack's files come from: the binary, or a folder at run time.

use crate::error::{Error, LangFault, Place, Result};
use serde::de::DeserializeOwned;
use std::{borrow::Cow, fs, path::Path};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The files of a language pack, in order of their names.
#[derive(Clone, Debug)]
pub struct Pack {
    origin: String,
    files: Vec<PackFile>,
}

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// Its path inside the pack, with `/` on every system: `time/weekdays.toml`.
    pub name: String,
    /// Its path as an error names it.
    pub origin: String,
    /// What it holds.
    pub text: Cow<'static, str>,
}

impl Pack {
    /// A pack that ships with griot.
    ///
    /// ```
    /// assert!(griot::lang::Pack::embedded("en").is_ok());
    /// assert!(griot::lang::Pack::embedded("tlh").is_err());
    /// ```
    pub fn embedded(code: &str) -> Result<Self> {
        let prefix = format!("{code}/");
        let files: Vec<_> = EMBEDDED
            .iter()
            .filter_map(|(path, text)| {
                let name = path.strip_prefix(&prefix)?.to_owned();
                Some(PackFile { name, origin: format!("lang/{path}"), text: Cow::Borrowed(*text) })
            })
            .collect();
        if files.is_empty() {
            return Err(Error::at(Place::NOWHERE, LangFault::Unknown(code.to_owned())));
        }
        Ok(Self { origin: format!("lang/{code}"), files })
    }

    /// A pack in a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        // Asked first: a folder named by mistake may hold half a disk.
        if !folder.join(ABOUT).is_file() {
            return Err(Error::at(Place::file(folder), LangFault::NoPack));
        }
        let mut files = Vec::new();
        collect(folder, "", &mut files)?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { origin: folder.display().to_string(), files })
    }

    /// The codes of the packs that ship with griot.
    pub fn codes() -> Vec<&'static str> {
        let mut codes: Vec<_> = EMBEDDED.iter().filter_map(|(path, _)| path.split('/').next()).collect();
        codes.dedup();
        codes
    }

    /// The file that says what language it is.
    ///
    /// # Errors
    /// Where there is none.
    pub fn about(&self) -> Result<&PackFile> {
        let about = self.files.iter().find(|file| file.name == ABOUT);
        about.ok_or_else(|| Error::at(Place::file(&self.origin), LangFault::NoPack))
    }

    /// The files of a section: `section.toml` and all that lies in the folder `section/`. A pack may lack a section.
    pub fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a PackFile> {
        self.files.iter().filter(move |file| {
            file.name.strip_prefix(section).is_some_and(|rest| rest == ".toml" || rest.starts_with('/'))
        })
    }
}

/// The file without which a folder is no pack.
const ABOUT: &str = "pack.toml";

fn collect(folder: &Path, prefix: &str, files: &mut Vec<PackFile>) -> Result<()> {
    let fail = |path: &Path, error| Error::at(Place::file(path), LangFault::Unreadable(error));
    for entry in fs::read_dir(folder).map_err(|e| fail(folder, e))? {
        let path = entry.map_err(|e| fail(folder, e))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if name.ends_with(".toml") {
            let text = fs::read_to_string(&path).map_err(|e| fail(&path, e))?;
            files.push(PackFile { name, origin: path.display().to_string(), text: Cow::Owned(text) });
        }
    }
    Ok(())
}

impl PackFile {
    /// Reads the file into the schema of its section.
    ///
    /// # Errors
    /// Names the file and the line that does not fit.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| {
            let line = error.span().map(|span| self.line(span.start));
            let place = Place { file: Some(self.origin.clone()), line, byte: None };
            Error::at(place, LangFault::Malformed(error.message().to_owned()))
        })
    }

    /// The line, from 1, on which a byte of the file stands.
    pub fn line(&self, byte: usize) -> u64 {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        1 + memchr::memchr_iter(b'\n', before).count() as u64
    }

    /// The place of a byte, for errors.
    pub fn place(&self, byte: usize) -> Place {
        Place::line(&self.origin, self.line(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_file_names_its_line() {
        let file = PackFile {
            name: "pack.toml".into(),
            origin: "x/pack.toml".into(),
            text: "code = \"en\"\nname = 3\n".into(),
        };
        let error = file.parse::<super::super::About>().unwrap_err();
        assert_eq!(error.place(), &Place::line("x/pack.toml", 2));
    }

    #[test]
    fn a_section_is_a_file_and_a_folder() {
        let file = |name: &str| PackFile { name: name.into(), origin: name.into(), text: "".into() };
        let files = ["time.toml", "time/days.toml", "timetable.toml"].map(file).to_vec();
        let pack = Pack { origin: String::new(), files };
        let names: Vec<_> = pack.section("time").map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["time.toml", "time/days.toml"]);
    }
}
