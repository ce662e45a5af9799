//! Lists of things in the world, and where a text names them.
//!
//! The lists that ship with griot are compiled by `build.rs` into a block of memory that is matched in place: nothing is built at
//! start. The same compiler runs at run time for the user's own files.

mod add;
mod check;
mod compile;
mod compiled;
mod fold;
mod format;
mod import;
mod index;
mod layout;
mod people;
mod tag;
mod variants;

pub use add::add;
pub use fold::{fold, slug};
pub use import::import;
pub use index::{Alias, Level, Office, Row};

use crate::{
    error::{Error, GazetteerFault, Place, Result},
    model::{Entity, TokenSpan},
};
use index::Index;
use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

/// The gazetteers that ship with griot, compiled.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
/// Their strings.
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteer.txt"));

/// An index over the names of all gazetteers in use.
#[derive(Debug)]
pub struct Gazetteer {
    /// Ours first, then the user's.
    layers: Vec<Layer>,
}

/// One compiled gazetteer among others.
#[derive(Debug)]
struct Layer {
    index: Index,
    /// Number of rows in the layers before.
    offset: u32,
    /// Rows whose id a later layer describes anew, in order.
    replaced: Vec<u32>,
    /// Its names by their sound, where variants are asked for.
    sounds: Option<variants::Sounds>,
}

/// A stretch of text that is a name in the gazetteer, of one thing or of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The names that match here, best known first.
    pub candidates: Vec<Candidate>,
}

/// One thing that a matched name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The row, to be asked of [`Gazetteer::row`].
    pub row: u32,
    /// True where the name is the adjective or the inhabitants of the row's place.
    pub demonym: bool,
    /// True where the name is too common a word to stand without evidence.
    pub context: bool,
    /// True where the name is the row's canonical one.
    pub canonical: bool,
    /// True where the name is no longer in use.
    pub former: bool,
    /// True where it is what another language calls the row.
    pub foreign: bool,
    /// True where the user's own list has the row.
    pub own: bool,
    /// True where the text spells the name in another way.
    pub variant: bool,
}

impl Gazetteer {
    /// The gazetteers that ship with griot, and the user's own: a user's row replaces ours of the same id, and a user's name wins over
    /// ours where both match.
    ///
    /// ```
    /// let gazetteer = griot::gazetteer::Gazetteer::load(&[]).unwrap();
    /// let mali = gazetteer.by_id("country:ML").unwrap();
    /// assert_eq!(gazetteer.row(mali).unwrap().name(), "Mali");
    /// ```
    ///
    /// # Errors
    /// The first fault of a user's file, with file and line.
    pub fn load(files: &[PathBuf]) -> Result<Self> {
        let mut indices = vec![Index::open(Cow::Borrowed(SHIPPED), Cow::Borrowed(STRINGS))];
        if !files.is_empty() {
            let mut rows = Vec::new();
            for file in files {
                if let Some(block) = compiled::read(file)? {
                    indices.push(open(block));
                    continue;
                }
                let (found, mut errors) = read(file);
                if !errors.is_empty() {
                    return Err(errors.swap_remove(0));
                }
                rows.extend(found);
            }
            if !rows.is_empty() {
                indices.push(open(compile::compile(&rows)));
            }
        }
        Ok(Self::of(indices))
    }

    /// A gazetteer of one text in the file format alone, without those that ship with griot.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(text: &str) -> Result<Self> {
        let (rows, problems) = format::read(text.as_bytes());
        match problems.into_iter().next() {
            Some(problem) => {
                Err(Error::at(Place { line: Some(problem.line), ..Place::NOWHERE }, problem.fault))
            }
            None => Ok(Self::of(vec![open(compile::compile(&rows))])),
        }
    }

    fn of(indices: Vec<Option<Index>>) -> Self {
        let mut layers: Vec<Layer> = Vec::new();
        for index in indices.into_iter().flatten() {
            let ids = (0..index.rows()).map(|row| index.id(row));
            let again: Vec<u32> = match layers.first() {
                Some(first) => ids.filter_map(|id| first.index.by_id(id)).collect(),
                None => Vec::new(),
            };
            if let Some(first) = layers.first_mut() {
                first.replaced.extend(again);
                first.replaced.sort_unstable();
            }
            let offset = layers.iter().map(|layer| layer.index.rows()).sum();
            layers.push(Layer { index, offset, replaced: Vec::new(), sounds: None });
        }
        Self { layers }
    }

    /// What is wrong with files, each by itself and all together with ours: every fault, with file and line.
    pub fn check(files: &[PathBuf]) -> Vec<Error> {
        check::check(files)
    }

    /// The same of one file's text.
    pub(in crate::gazetteer) fn check_text(file: &Path, text: &[u8]) -> Vec<Error> {
        let (rows, _) = format::read(text);
        let mut errors = Vec::new();
        check::together(&[(file, rows)], &mut errors);
        errors
    }

    /// Compiles files into one, which opens at once wherever a gazetteer may stand.
    ///
    /// # Errors
    /// The first fault of a file, with its line; or what keeps the result from being written.
    pub fn compile(files: &[PathBuf], out: &Path) -> Result<()> {
        let mut rows = Vec::new();
        for file in files {
            let (found, mut errors) = read(file);
            if !errors.is_empty() {
                return Err(errors.swap_remove(0));
            }
            rows.extend(found);
        }
        compiled::write(out, &compile::compile(&rows))
    }

    /// A row.
    pub fn row(&self, row: u32) -> Option<Row<'_>> {
        let layer = self.layers.iter().rev().find(|layer| layer.offset <= row)?;
        layer.index.row(row - layer.offset)
    }

    /// The level of a row, which is sooner told than all that [`Gazetteer::row`] knows.
    #[inline]
    pub fn level(&self, row: u32) -> Option<Level> {
        let layer = self.layers.iter().rev().find(|layer| layer.offset <= row)?;
        (row - layer.offset < layer.index.rows()).then(|| layer.index.level(row - layer.offset))
    }

    /// The number of the row that contains a row.
    pub fn container(&self, row: u32) -> Option<u32> {
        let layer = self.layers.iter().rev().find(|layer| layer.offset <= row)?;
        if let Some(container) = layer.index.container(row - layer.offset) {
            return Some(container + layer.offset);
        }
        let id = layer.index.row(row - layer.offset)?.within();
        if id.is_empty() { None } else { self.by_id(id) }
    }

    /// The entity that a row describes.
    pub fn entity(&self, row: u32) -> Option<Entity> {
        let row = self.row(row)?;
        let sectors = row.sectors().split(',').map(str::trim).filter(|s| !s.is_empty());
        Some(Entity {
            id: row.id().to_owned(),
            name: row.name().to_owned(),
            kind: row.kind,
            country: row.country,
            point: row.point,
            point_of: None,
            sectors: sectors.map(str::to_owned).collect(),
        })
    }

    /// All offices that persons held, the user's before ours.
    pub fn offices(&self) -> impl Iterator<Item = Office<'_>> {
        self.layers.iter().rev().flat_map(|layer| {
            let known = layer.index.offices().filter(|office| !layer.replaces(office.row));
            known.map(|office| Office { row: office.row + layer.offset, ..office })
        })
    }

    /// The offices that the person of a row held.
    pub fn offices_of(&self, row: u32) -> impl Iterator<Item = Office<'_>> {
        let layer = self.layers.iter().rev().find(|layer| layer.offset <= row);
        layer.into_iter().flat_map(move |layer| {
            let known = layer.index.offices_of(row - layer.offset);
            let known = known.filter(|office| !layer.replaces(office.row));
            known.map(|office| Office { row: office.row + layer.offset, ..office })
        })
    }

    /// The row of an id, the user's before ours.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.layers.iter().rev().find_map(|layer| Some(layer.offset + layer.index.by_id(id)?))
    }

    /// All names that consist of the same words as `name`, whatever their case: the user's before ours, each best known first.
    pub fn lookup(&self, name: &str) -> Vec<Alias<'_>> {
        let mut key = None;
        for piece in fold::pieces(name) {
            key = Some(key.map_or(piece.key.0, |key| fold::join(key, piece.key)));
        }
        let Some(key) = key else { return Vec::new() };
        let mut found = Vec::new();
        for layer in self.layers.iter().rev() {
            let Some(first) = layer.index.step(key).and_then(|step| step.names) else { continue };
            let group = layer.index.group(first).filter(|entry| !layer.replaces(entry.row));
            let group = group.map(|entry| layer.index.alias(&entry));
            let group = group.filter(|alias| tag::same_letters(alias.name, name));
            found.extend(group.map(|alias| Alias { row: alias.row + layer.offset, ..alias }));
        }
        found
    }

    /// All names of a row, in no particular order. Reads the whole index: for people who ask, not for texts.
    pub fn names_of(&self, row: u32) -> Vec<Alias<'_>> {
        let Some(layer) = self.layers.iter().rev().find(|layer| layer.offset <= row) else {
            return Vec::new();
        };
        let names = (0..layer.index.names()).filter_map(|at| layer.index.entry(at));
        let names = names.filter(|entry| entry.row + layer.offset == row);
        names.map(|entry| Alias { row, ..layer.index.alias(&entry) }).collect()
    }

    /// Number of rows, of names, and of bytes that the index takes.
    pub fn size(&self) -> (u32, u32, usize) {
        let sum = |(a, b, c), layer: &Layer| {
            (a + layer.index.rows(), b + layer.index.names(), c + layer.index.size())
        };
        self.layers.iter().fold((0, 0, 0), sum)
    }
}

impl Layer {
    fn replaces(&self, row: u32) -> bool {
        self.replaced.binary_search(&row).is_ok()
    }
}

/// A block that the compiler has just made.
fn open(block: compile::Block) -> Option<Index> {
    Index::open(Cow::Owned(block.words), Cow::Owned(block.strings))
}

/// The rows of a file, and what is wrong with it.
fn read(file: &Path) -> (Vec<format::Row>, Vec<Error>) {
    match fs::read(file) {
        Ok(bytes) => {
            let (rows, problems) = format::read(&bytes);
            let errors = problems.into_iter().map(|p| Error::at(Place::line(file, p.line), p.fault));
            (rows, errors.collect())
        }
        Err(error) => (Vec::new(), vec![Error::at(Place::file(file), GazetteerFault::Unreadable(error))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn a_users_row_replaces_ours_of_the_same_id() {
        let folder = tempfile::tempdir().unwrap();
        let file = write(folder.path(), "own.tsv", "id\tname\ttype\ncountry:ML\tRepublic of Testing\tGPE\n");
        let gazetteer = Gazetteer::load(&[file]).unwrap();
        let row = gazetteer.by_id("country:ML").unwrap();
        assert_eq!(gazetteer.row(row).unwrap().name(), "Republic of Testing");
        assert!(
            gazetteer
                .lookup("Mali")
                .iter()
                .all(|alias| gazetteer.row(alias.row).unwrap().id() != "country:ML")
        );
        assert_eq!(gazetteer.lookup("republic of TESTING").len(), 1);
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = write(folder.path(), "own.tsv", "name\ttype\n\nGao\tTOWN\n");
        let error = Gazetteer::load(std::slice::from_ref(&file)).unwrap_err();
        assert_eq!(error.place(), &Place::line(&file, 3));
        assert_eq!(error.exit_code(), 2);
        let missing = folder.path().join("none.tsv");
        let error = Gazetteer::load(std::slice::from_ref(&missing)).unwrap_err();
        assert_eq!(error.place(), &Place::file(&missing));
    }

    #[test]
    fn rows_keep_what_the_file_says() {
        let gazetteer = Gazetteer::parse(
            "id\tname\ttype\tcountry\tlat\tlon\tpopulation\tsectors\tflags\tvalid\twithin\n\
             a:1\tÉtoile\tFAC\tML\t-12.65\t170.5\t5000000000\tGOV,MIL\tcapital\t/2013\tb:2\n",
        )
        .unwrap();
        let row = gazetteer.row(0).unwrap();
        assert_eq!((row.id(), row.name(), row.within()), ("a:1", "Étoile", "b:2"));
        assert_eq!(row.point.map(|p| (p.lat, p.lon)), Some((-12.65, 170.5)));
        assert_eq!((row.population, row.capital, row.seat), (5_000_000_000, true, false));
        assert_eq!(row.valid(), (None, Some(20131231)));
        assert_eq!(gazetteer.entity(0).unwrap().sectors, ["GOV", "MIL"]);
        assert!(gazetteer.row(1).is_none() && gazetteer.entity(1).is_none());
    }
}
