//! One row more in a user's file, checked before it is written.

use super::{Gazetteer, format};
use crate::error::{Error, GazetteerFault, Place, Result};
use std::{fs, io::ErrorKind, path::Path};

/// The header of a file that is made anew.
const HEADER: &str = "id\tname\ttype\taliases\tcountry\twithin\tlat\tlon\tpopulation\tsectors\tflags\tvalid";

/// Appends a row, given as the values of its columns, to a file, which is made where there is none. Nothing is written where the row, or the
/// file with it, has a fault.
///
/// # Errors
/// Every fault that the row brings with it.
pub fn add(file: &Path, values: &[(&str, String)]) -> std::result::Result<String, Vec<Error>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(vec![Error::at(Place::file(file), GazetteerFault::Unreadable(error))]),
    };
    let header = text.lines().find(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned);
    let columns = header.clone().unwrap_or_else(|| HEADER.to_owned());
    let row = row(file, &columns, values).map_err(|error| vec![error])?;
    let mut longer = text.clone();
    if header.is_none() {
        longer.push_str(HEADER);
        longer.push('\n');
    } else if !longer.ends_with('\n') {
        longer.push('\n');
    }
    longer.push_str(&row);
    longer.push('\n');
    let fresh = longer.lines().count() as u64;
    let (_, problems) = format::read(longer.as_bytes());
    let mut faults: Vec<Error> =
        problems.into_iter().map(|p| Error::at(Place::line(file, p.line), p.fault)).collect();
    if faults.is_empty() {
        // What only the file as a whole shows: where it lies, whether its name is taken.
        faults = Gazetteer::check_text(file, longer.as_bytes());
        faults.retain(|fault| fault.place().line == Some(fresh));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    match fs::write(file, longer) {
        Ok(()) => Ok(row),
        Err(error) => Err(vec![Error::at(Place::file(file), GazetteerFault::Unreadable(error))]),
    }
}

/// The row's cells in the order of the file's columns. A value for which the file has no column is a fault: it would be lost.
fn row(file: &Path, columns: &str, values: &[(&str, String)]) -> Result<String> {
    let columns: Vec<&str> = columns.split('\t').map(str::trim).collect();
    for (column, value) in values {
        let constant = columns.iter().any(|cell| *cell == format!("{column}={value}"));
        if value.contains(['\t', '\n']) {
            let fault = GazetteerFault::BadValue {
                column: "name",
                value: value.clone(),
                expected: "on one line, without tabs",
            };
            return Err(Error::at(Place::file(file), fault));
        }
        if !value.is_empty() && !constant && !columns.contains(column) {
            let fault = GazetteerFault::UnknownColumn((*column).to_owned());
            return Err(Error::at(Place::file(file), fault));
        }
    }
    let cells = columns.iter().filter(|column| !column.contains('='));
    let cells = cells
        .map(|column| values.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str()));
    Ok(cells.collect::<Vec<_>>().join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(name: &str, country: &str) -> Vec<(&'static str, String)> {
        vec![("name", name.into()), ("type", "ORG".into()), ("country", country.into())]
    }

    #[test]
    fn a_file_is_made_and_grows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.tsv");
        add(&file, &values("River Watch", "ML")).unwrap();
        add(&file, &values("Lake Watch", "ML")).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(text.lines().count(), 3);
        assert!(text.ends_with("\tLake Watch\tORG\t\tML\t\t\t\t\t\t\t\n"), "{text}");
    }

    #[test]
    fn a_bad_row_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.tsv");
        fs::write(&file, "name\ttype\tcountry\nRiver Watch\tORG\tML\n").unwrap();
        for (name, country) in [("River Watch", "ML"), ("Hill Watch", "XX"), ("—", "ML")] {
            let faults = add(&file, &values(name, country)).unwrap_err();
            assert_eq!(faults[0].place(), &Place::line(&file, 3), "{name}");
        }
        let more = [("name", "A".to_owned()), ("type", "ORG".to_owned()), ("sectors", "GOV".to_owned())];
        assert!(add(&file, &more).unwrap_err()[0].to_string().contains("no column \"sectors\""));
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);
    }
}
