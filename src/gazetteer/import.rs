//! Lists in other formats, as the text of a gazetteer: patterns of spaCy's EntityRuler (JSON Lines), and lists of GATE (`.lst`, with or
//! without the `.def` that names them).

use super::fold::{pieces, slug};
use crate::{
    error::{Error, GazetteerFault, Place, Result},
    model::EntityType,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write,
    fs,
    path::Path,
};

/// What other tools call our types.
const LABELS: [(&str, EntityType); 34] = [
    ("PER", EntityType::Person),
    ("PERSON", EntityType::Person),
    ("PEOPLE", EntityType::Person),
    ("PERSON_FULL", EntityType::Person),
    ("ORG", EntityType::Org),
    ("ORGANIZATION", EntityType::Org),
    ("ORGANISATION", EntityType::Org),
    ("COMPANY", EntityType::Org),
    ("GOVERNMENT", EntityType::Org),
    ("NEWSPAPER", EntityType::Org),
    ("ORG_BASE", EntityType::Org),
    ("GPE", EntityType::Gpe),
    ("COUNTRY", EntityType::Gpe),
    ("CITY", EntityType::Gpe),
    ("PROVINCE", EntityType::Gpe),
    ("STATE", EntityType::Gpe),
    ("COUNTY", EntityType::Gpe),
    ("LOC", EntityType::Loc),
    ("LOCATION", EntityType::Loc),
    ("REGION", EntityType::Loc),
    ("WATER", EntityType::Loc),
    ("MOUNTAIN", EntityType::Loc),
    ("FAC", EntityType::Fac),
    ("FACILITY", EntityType::Fac),
    ("AIRPORT", EntityType::Fac),
    ("NORP", EntityType::Norp),
    ("NATIONALITY", EntityType::Norp),
    ("RELIGION", EntityType::Norp),
    ("EVENT", EntityType::Event),
    ("FESTIVAL", EntityType::Event),
    ("MISC", EntityType::Misc),
    ("PRODUCT", EntityType::Misc),
    ("WORK_OF_ART", EntityType::Misc),
    ("LAW", EntityType::Misc),
];

/// One thing with all names under which the lists know it.
#[derive(Default)]
struct Names(Vec<String>);

/// Everything read so far: by id and type.
#[derive(Default)]
struct Table {
    rows: BTreeMap<(String, &'static str), Names>,
}

/// Reads a list, told by the ending of its name, as the text of a gazetteer. `fallback` is the type of labels that are not known.
///
/// # Errors
/// The first line that says nothing a gazetteer can hold, with file and line.
pub fn import(file: &Path, fallback: Option<EntityType>) -> Result<String> {
    let mut table = Table::default();
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("jsonl") => patterns(file, fallback, &mut table)?,
        Some("def") => definition(file, fallback, &mut table)?,
        Some("lst") => {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
            let Some(kind) = fallback.or_else(|| kind_of(stem)) else {
                return Err(refuse(file, 1, format!("no type is known for a list named {stem:?}")));
            };
            list(file, kind, &mut table)?;
        }
        _ => return Err(refuse(file, 1, "the name ends neither in .jsonl nor in .def nor in .lst".into())),
    }
    Ok(table.text())
}

fn refuse(file: &Path, line: u64, why: String) -> Error {
    Error::at(Place::line(file, line), GazetteerFault::Import(why))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| Error::at(Place::file(file), GazetteerFault::Unreadable(error)))
}

fn kind_of(label: &str) -> Option<EntityType> {
    let label = label.trim().to_uppercase();
    LABELS.iter().find(|known| known.0 == label).map(|known| known.1)
}

/// A pattern of EntityRuler: a phrase, or a token each of which is told by its letters.
#[derive(Deserialize)]
struct Pattern {
    label: String,
    pattern: Shape,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Phrase(String),
    Tokens(Vec<BTreeMap<String, serde_json::Value>>),
}

fn patterns(file: &Path, fallback: Option<EntityType>, table: &mut Table) -> Result<()> {
    for (line, text) in (1..).zip(read(file)?.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let pattern: Pattern =
            serde_json::from_str(text).map_err(|error| refuse(file, line, error.to_string()))?;
        let kind = kind_of(&pattern.label).or(fallback);
        let kind =
            kind.ok_or_else(|| refuse(file, line, format!("the label {:?} is not known", pattern.label)))?;
        let name = match pattern.pattern {
            Shape::Phrase(phrase) => phrase,
            Shape::Tokens(tokens) => {
                let words: Option<Vec<String>> = tokens.iter().map(word).collect();
                words.map(|words| words.join(" ")).ok_or_else(|| {
                    refuse(file, line, "a token is told by something else than LOWER, TEXT or ORTH".into())
                })?
            }
        };
        table.add(pattern.id.as_deref(), kind, &name).map_err(|why| refuse(file, line, why))?;
    }
    Ok(())
}

/// The letters of a token; those of `LOWER` with a capital, for names have one.
fn word(token: &BTreeMap<String, serde_json::Value>) -> Option<String> {
    let (key, value) = token.iter().next().filter(|_| token.len() == 1)?;
    let value = value.as_str()?;
    match key.as_str() {
        "TEXT" | "ORTH" => Some(value.to_owned()),
        "LOWER" => {
            let mut letters = value.chars();
            Some(letters.next()?.to_uppercase().chain(letters).collect())
        }
        _ => None,
    }
}

/// `city.lst:location:city` line by line; the minor type says more than the major one.
fn definition(file: &Path, fallback: Option<EntityType>, table: &mut Table) -> Result<()> {
    for (line, text) in (1..).zip(read(file)?.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = text.split(':').map(str::trim).collect();
        let labels = cells.iter().skip(1).take(2).rev();
        let Some(kind) = labels.filter_map(|label| kind_of(label)).next().or(fallback) else {
            return Err(refuse(file, line, format!("no type is known for {text:?}")));
        };
        let name = cells.first().copied().unwrap_or("");
        list(&file.with_file_name(name), kind, table)?;
    }
    Ok(())
}

/// A name a line; what stands behind a tab or ampersand are features, of which a gazetteer keeps none.
fn list(file: &Path, kind: EntityType, table: &mut Table) -> Result<()> {
    for (line, text) in (1..).zip(read(file)?.lines()) {
        let name = text.split(['\t', '&']).next().unwrap_or("").trim();
        if !name.is_empty() {
            table.add(None, kind, name).map_err(|why| refuse(file, line, why))?;
        }
    }
    Ok(())
}

impl Table {
    fn add(&mut self, id: Option<&str>, kind: EntityType, name: &str) -> std::result::Result<(), String> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if pieces(&name).next().is_none() {
            return Err(format!("{name:?} holds neither letter nor digit"));
        }
        if name.contains(['|', '{', '}']) {
            return Err(format!("{name:?} holds a mark that separates aliases"));
        }
        let id = match id.filter(|id| !id.trim().is_empty()) {
            Some(id) if id.contains(':') => id.trim().to_owned(),
            Some(id) => format!("user:{}", id.trim()),
            None => format!("user:{}", slug(&name)),
        };
        let names = self.rows.entry((id, kind.as_str())).or_default();
        if !names.0.contains(&name) {
            names.0.push(name);
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = String::from("id\tname\ttype\taliases\n");
        let mut ids = HashSet::new();
        for ((id, kind), names) in &self.rows {
            let Some((name, aliases)) = names.0.split_first() else { continue };
            // One id for a person and for an organisation would be two rows of one id.
            let id = if ids.insert(id) { id.clone() } else { format!("{id}-{}", kind.to_lowercase()) };
            let _ = writeln!(text, "{id}\t{name}\t{kind}\t{}", aliases.join("|"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        (folder, file)
    }

    #[test]
    fn patterns_of_an_entity_ruler() {
        let (_folder, file) = written(
            "patterns.jsonl",
            "{\"label\": \"ORG\", \"pattern\": \"River Watch\", \"id\": \"rw\"}\n\
             {\"label\": \"ORG\", \"pattern\": [{\"LOWER\": \"river\"}, {\"LOWER\": \"watchers\"}], \"id\": \"rw\"}\n\n\
             {\"label\": \"GPE\", \"pattern\": \"Tandaka\"}\n",
        );
        let text = import(&file, None).unwrap();
        assert_eq!(
            text,
            "id\tname\ttype\taliases\nuser:rw\tRiver Watch\tORG\tRiver Watchers\nuser:tandaka\tTandaka\tGPE\t\n"
        );
        assert_eq!(crate::gazetteer::Gazetteer::parse(&text).unwrap().size().0, 2);
    }

    #[test]
    fn lists_of_gate() {
        let (folder, file) =
            written("lists.def", "towns.lst:location:city\nfirms.lst:organization:company:en\n");
        fs::write(folder.path().join("towns.lst"), "Tandaka&pop=3\nOseiville\n").unwrap();
        fs::write(folder.path().join("firms.lst"), "Kelindi Mines\n").unwrap();
        let text = import(&file, None).unwrap();
        assert_eq!(
            text,
            "id\tname\ttype\taliases\nuser:kelindi-mines\tKelindi Mines\tORG\t\nuser:oseiville\tOseiville\tGPE\t\nuser:tandaka\tTandaka\tGPE\t\n"
        );
    }

    #[test]
    fn what_cannot_be_said_names_its_line() {
        let (_folder, file) =
            written("p.jsonl", "{\"label\": \"ORG\", \"pattern\": [{\"POS\": \"NOUN\"}]}\n");
        let error = import(&file, None).unwrap_err();
        assert_eq!((error.place(), error.exit_code()), (&Place::line(&file, 1), 2));
        let (_folder, file) = written("p.jsonl", "\n{\"label\": \"HERO\", \"pattern\": \"Oda\"}\n");
        assert_eq!(import(&file, None).unwrap_err().place(), &Place::line(&file, 2));
        assert!(import(&file, Some(EntityType::Person)).unwrap().contains("user:oda\tOda\tPERSON"));
        let (_folder, file) = written("odd.lst", "Oda\n");
        assert!(import(&file, None).is_err());
    }
}
