//! Tab-separated tables with named columns, as far as chores need them.

use crate::{Failure, names};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

/// A table in memory.
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let columns = cells(lines.next().ok_or_else(|| format!("{}: no header", path.display()))?);
        let rows: Vec<_> = lines.map(cells).collect();
        match rows.iter().find(|row| row.len() != columns.len()) {
            Some(row) => {
                Err(format!("{}: wrong number of cells: {}", path.display(), row.join(" | ")).into())
            }
            None => Ok(Self { columns, rows }),
        }
    }

    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

/// One row of a table.
pub struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell of the column with this name; empty where the table has none.
    pub fn cell(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

/// What people wrote by hand, which generated rows must respect.
pub struct Known {
    /// Folded names of everything that is no town, which no alias of a town may take.
    pub names: HashSet<String>,
    /// Folded names of regions with their country, which stand for a division of that name, and their ids.
    pub regions: HashMap<(String, String), String>,
    /// By GeoNames number or code of a division: another name and more aliases. An empty name leaves the row out.
    pub renamed: HashMap<String, Renamed>,
}

/// A correction to a generated row.
pub struct Renamed {
    pub name: String,
    pub aliases: Vec<String>,
}

impl Known {
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let mut names = HashSet::new();
        for file in ["countries.tsv", "regions.tsv", "organisations.tsv", "peoples.tsv"] {
            let table = Table::read(&root.join(file))?;
            for row in table.rows() {
                let aliases =
                    row.cell("aliases").split('|').map(|alias| alias.split('{').next().unwrap_or(alias));
                names.extend(aliases.chain([row.cell("name")]).map(names::fold));
            }
        }
        let regions = Table::read(&root.join("regions.tsv"))?;
        let regions = regions
            .rows()
            .map(|row| {
                let key = (names::fold(row.cell("name")), row.cell("country").to_owned());
                (key, row.cell("id").to_owned())
            })
            .collect();
        let mut renamed = HashMap::new();
        let hand = Table::read(&root.join("../xtask/data/corrections.tsv"))?;
        for row in hand.rows() {
            let aliases = row.cell("aliases").split('|').filter(|alias| !alias.is_empty());
            let correction =
                Renamed { name: row.cell("name").to_owned(), aliases: aliases.map(str::to_owned).collect() };
            if renamed.insert(row.cell("id").to_owned(), correction).is_some() {
                return Err(format!("xtask/data/corrections.tsv corrects {} twice", row.cell("id")).into());
            }
        }
        Ok(Self { names, regions, renamed })
    }
}
