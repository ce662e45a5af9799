//! What a table is: its columns, each with name, type, meaning and the way to take it, its keys, and how its rows are written.

use super::{
    Format,
    cell::{Cell, Datatype, Dialect},
};

/// A column: all that is known of it stands in one place.
#[derive(Debug)]
pub struct Column<R> {
    /// The name in headers and as JSON key.
    pub name: &'static str,
    /// The type.
    pub datatype: Datatype,
    /// What it holds, as the documentation says it.
    pub about: &'static str,
    /// Takes the cell from a record, for its row of this number.
    pub take: for<'r> fn(&'r R, usize) -> Cell<'r>,
}

/// A table, whose rows come from records: many rows, one, or none from each.
#[derive(Debug)]
pub struct Table<R: 'static> {
    /// The name, which is the file's name without extension.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// How many rows a record yields.
    pub rows: fn(&R) -> usize,
    /// The columns, in order.
    pub columns: &'static [Column<R>],
    /// The columns that together tell a row from all others; empty where none do.
    pub key: &'static [&'static str],
    /// What its columns point to.
    pub links: &'static [Link],
}

/// Columns that hold the key of another table's row.
#[derive(Debug)]
pub struct Link {
    /// The columns here.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
    /// The columns there.
    pub to: &'static [&'static str],
    /// True where a row may lead nowhere: one of several columns may be empty. CSV on the Web has no word for that.
    pub optional: bool,
}

/// A table without its records: what documentation and metadata need of it.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The table's name.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// Name, type and meaning of each column.
    pub columns: Vec<(&'static str, Datatype, &'static str)>,
    /// The key.
    pub key: &'static [&'static str],
    /// What its columns point to.
    pub links: &'static [Link],
}

/// A table as it is written: all of its columns, or those that the user asks for, in that order.
#[derive(Debug)]
pub(super) struct Selection<R: 'static> {
    pub(super) table: &'static Table<R>,
    columns: Vec<&'static Column<R>>,
}

impl<R> Selection<R> {
    /// All columns.
    pub(super) fn all(table: &'static Table<R>) -> Self {
        Self { table, columns: table.columns.iter().collect() }
    }

    /// The columns of these names.
    ///
    /// # Errors
    /// The first name that is none.
    pub(super) fn of<'n>(table: &'static Table<R>, names: &'n [String]) -> Result<Self, &'n str> {
        let find = |name: &'n String| table.columns.iter().find(|c| c.name == *name).ok_or(name.as_str());
        Ok(Self { table, columns: names.iter().map(find).collect::<Result<_, _>>()? })
    }

    pub(super) fn schema(&self) -> Schema {
        let has = |name: &&str| self.columns.iter().any(|c| c.name == *name);
        Schema {
            name: self.table.name,
            about: self.table.about,
            columns: self.columns.iter().map(|c| (c.name, c.datatype, c.about)).collect(),
            key: if self.table.key.iter().all(has) { self.table.key } else { &[] },
            links: self.table.links,
        }
    }

    /// Appends the header, where the format has one.
    pub(super) fn header(&self, format: Format, out: &mut Vec<u8>) {
        let Some(delimiter) = format.delimiter() else { return };
        for (n, column) in self.columns.iter().enumerate() {
            if n > 0 {
                out.push(delimiter);
            }
            out.extend(column.name.as_bytes());
        }
        out.push(b'\n');
    }

    /// Appends the rows of a record; tells how many.
    pub(super) fn write(&self, record: &R, format: Format, defuse: bool, out: &mut Vec<u8>) -> u64 {
        let rows = (self.table.rows)(record);
        // Some eight bytes a cell is what news comes to; longer keys than CSV has make it grow.
        out.reserve(rows * self.columns.len() * 8);
        for row in 0..rows {
            match format.delimiter() {
                Some(delimiter) => self.delimited(record, row, Dialect { delimiter, defuse }, out),
                None => self.object(record, row, out),
            }
            out.push(b'\n');
        }
        rows as u64
    }

    fn delimited(&self, record: &R, row: usize, dialect: Dialect, out: &mut Vec<u8>) {
        let begin = out.len();
        for (n, column) in self.columns.iter().enumerate() {
            if n > 0 {
                out.push(dialect.delimiter);
            }
            (column.take)(record, row).csv(dialect, out);
        }
        if out.len() == begin {
            // A single empty cell: an empty line would be no row.
            out.extend(b"\"\"");
        }
    }

    fn object(&self, record: &R, row: usize, out: &mut Vec<u8>) {
        out.push(b'{');
        for (n, column) in self.columns.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            out.push(b'"');
            out.extend(column.name.as_bytes());
            out.extend(b"\":");
            (column.take)(record, row).json(out);
        }
        out.push(b'}');
    }
}
