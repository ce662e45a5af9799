//! What is wrong with gazetteer files: each line by itself, and the files together.

use super::{
    Gazetteer, fold,
    format::Row,
    layout::{TYPES, tag},
    read,
};
use crate::error::{Error, GazetteerFault, Place};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// Every fault, file by file, in the order of lines. Containers and countries may stand in these files or in ours.
pub fn check(files: &[PathBuf]) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut read_files: Vec<(&Path, Vec<Row>)> = Vec::new();
    for file in files {
        let (rows, faults) = read(file);
        errors.extend(faults);
        read_files.push((file, rows));
    }
    together(&read_files, &mut errors);
    errors
}

/// What rows show only beside each other and beside ours.
pub(super) fn together(read_files: &[(&Path, Vec<Row>)], errors: &mut Vec<Error>) {
    let ours = Gazetteer::load(&[]).ok();
    let known = |id: &str| ours.as_ref().is_some_and(|ours| ours.by_id(id).is_some());
    let mut places: HashMap<&str, (&Path, &Row)> = HashMap::new();
    for (file, rows) in read_files {
        for row in rows.iter().filter(|row| row.named) {
            if let Some((other, first)) = places.insert(&row.id, (file, row)) {
                let place = Place::line(other, first.line).to_string();
                let fault = GazetteerFault::DuplicateId(row.id.clone(), place);
                errors.push(Error::at(Place::line(file, row.line), fault));
            }
        }
    }
    clashes(read_files, errors);
    for (file, rows) in read_files {
        for row in rows {
            let mut refuse = |fault| errors.push(Error::at(Place::line(file, row.line), fault));
            if !row.within.is_empty() && !places.contains_key(row.within.as_str()) && !known(&row.within) {
                refuse(GazetteerFault::UnknownContainer(row.within.clone()));
            }
            for owner in row.offices.iter().map(|office| office.of.as_str()) {
                if !places.contains_key(owner) && !known(owner) {
                    refuse(GazetteerFault::UnknownOwner(owner.to_owned()));
                }
            }
            if let Some(chain) = way_round(row, &places) {
                refuse(GazetteerFault::Loop(chain));
            }
            if let Some(code) = std::str::from_utf8(&row.country).ok().filter(|code| *code != "\0\0") {
                let id = format!("country:{code}");
                if !places.contains_key(id.as_str()) && !known(&id) {
                    refuse(GazetteerFault::UnknownCountry(code.to_owned()));
                }
            }
        }
    }
}

/// Names that two things of one kind share, where nothing tells them apart: neither country nor, for places, what contains them.
fn clashes(files: &[(&Path, Vec<Row>)], errors: &mut Vec<Error>) {
    /// A name, and what tells its owner from its namesakes.
    type Key<'r> = (u64, u8, [u8; 2], &'r str);
    let mut owners: HashMap<Key<'_>, (&Path, &Row)> = HashMap::new();
    for (file, rows) in files {
        for row in rows {
            let is_place = matches!(TYPES.get(row.kind as usize), Some(&("GPE" | "LOC" | "FAC")));
            let within = if is_place { row.within.as_str() } else { "" };
            for alias in row.names.iter().filter(|alias| alias.tags & (tag::CONTEXT | tag::DEMONYM) == 0) {
                let key = fold::pieces(&alias.name).fold(0, |key, piece| fold::join(key, piece.key));
                let (first_file, first) =
                    *owners.entry((key, row.kind, row.country, within)).or_insert((file, row));
                // An id that stands in two files is told of as such.
                if first.id != row.id || first_file == *file && first.line != row.line {
                    let place = Place::line(first_file, first.line).to_string();
                    let fault = GazetteerFault::Clash(alias.name.clone(), place);
                    errors.push(Error::at(Place::line(file, row.line), fault));
                }
            }
        }
    }
}

/// The chain of containers that leads from a row to itself.
fn way_round(row: &Row, places: &HashMap<&str, (&Path, &Row)>) -> Option<String> {
    let mut chain = row.id.clone();
    let mut seen = HashSet::from([row.id.as_str()]);
    let mut next = row.within.as_str();
    loop {
        let (_, container) = places.get(next)?;
        chain = format!("{chain} → {next}");
        if next == row.id {
            return Some(chain);
        }
        if !seen.insert(next) {
            // A loop further up is told where it lies.
            return None;
        }
        next = &container.within;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn problems(files: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..files.len()).map(|n| folder.path().join(format!("{n}.tsv"))).collect();
        for (path, text) in paths.iter().zip(files) {
            fs::write(path, text).unwrap();
        }
        let root = format!("{}/", folder.path().display());
        check(&paths).iter().map(|e| e.to_string().replace(&root, "")).collect()
    }

    #[test]
    fn sound_files_pass() {
        assert_eq!(
            problems(&[
                "id\tname\ttype\tcountry\twithin\nx:1\tGao\tGPE\tML\tcountry:ML\nx:2\tBer\tGPE\tML\tx:1\n"
            ]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_id_stands_in_one_file() {
        let file = "id\tname\ttype\nx:1\tGao\tGPE\n";
        assert_eq!(
            problems(&[file, file]),
            [
                "1.tsv:2: the id \"x:1\" stands at 0.tsv:2 already (give one of the two another id, or join the rows)"
            ]
        );
    }

    #[test]
    fn a_name_means_one_thing_of_a_kind_and_country() {
        let head = "id\tname\ttype\tcountry\taliases\n";
        let found = problems(&[&format!(
            "{head}x:1\tRiver Watch\tORG\tML\tRW{{context}}\nx:2\tRiver-Watch\tORG\tML\tRW{{context}}\nx:3\tRiver Watch\tORG\tNE\t\n"
        )]);
        assert_eq!(
            found,
            [
                "0.tsv:3: the name \"River-Watch\" stands for another thing of the same kind at 0.tsv:2 (join the rows, or give the name the tag `context` in the one that is meant more rarely)"
            ]
        );
    }

    #[test]
    fn containers_must_exist_and_not_loop() {
        let found =
            problems(&["id\tname\ttype\twithin\nx:1\tA\tGPE\tx:2\nx:2\tB\tGPE\tx:1\nx:3\tC\tGPE\tx:9\n"]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("0.tsv:2: it contains itself: x:1 → x:2 → x:1 (break"), "{}", found[0]);
        assert!(found[1].starts_with("0.tsv:3: it contains itself: x:2 → x:1 → x:2"), "{}", found[1]);
        assert!(
            found[2].starts_with("0.tsv:4: it lies within \"x:9\", which no row describes"),
            "{}",
            found[2]
        );
    }

    #[test]
    fn an_office_is_one_of_something_that_exists() {
        let head = "name\ttype\toffices\n";
        assert_eq!(
            problems(&[&format!("{head}Oda\tPERSON\tpresident country:ML 2013/\n")]),
            Vec::<String>::new()
        );
        let found = problems(&[&format!("{head}Oda\tPERSON\tpresident country:QQ 2013/\n")]);
        assert_eq!(
            found,
            [
                "0.tsv:2: an office is one of \"country:QQ\", which no row describes (mend the column `offices`, or add a row with that id)"
            ]
        );
    }

    #[test]
    fn a_country_must_exist() {
        let found = problems(&["name\ttype\tcountry\nGao\tGPE\tXX\n"]);
        assert!(found[0].starts_with("0.tsv:2: there is no country \"XX\" (use the ISO 3166-1"), "{found:?}");
    }

    #[test]
    fn all_faults_are_told_at_once() {
        assert_eq!(problems(&["name\ttype\nGao\tTOWN\nBer\tTOWN\n", "name\n"]).len(), 3);
    }
}
