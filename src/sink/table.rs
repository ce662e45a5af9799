//! What a table is: its columns, each with name, type, meaning and the way to take it, its keys, and how its rows are written.

use super::{
    Format,
    cell::{CellWriter, Datatype, Dialect},
};
use std::ops::Range;

/// A column: all that is known of it stands in one place.
#[derive(Debug)]
pub struct Column<R> {
    /// The name in headers and as JSON key.
    pub name: &'static str,
    /// The type.
    pub datatype: Datatype,
    /// What it holds, as the documentation says it.
    pub about: &'static str,
    /// How its cells come to be.
    pub cells: Cells<R>,
}

/// How the cells of a column come to be, from a record and the number of one of its rows.
#[derive(Debug)]
pub enum Cells<R> {
    /// Writes the cell.
    Each(fn(&R, usize, &mut CellWriter<'_>)),
    /// Takes the words of the cell, which neighbouring rows often share.
    Repeating(for<'r> fn(&'r R, usize) -> Option<&'r str>),
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

/// The words that a repeating column held last, and where they stand as they were written.
#[derive(Clone, Default)]
struct Last<'r> {
    words: Option<&'r str>,
    written: Range<usize>,
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
        // Some nine bytes a cell is what news comes to; longer keys than CSV has make it grow.
        out.reserve(rows * self.columns.len() * 9);
        match format.delimiter() {
            Some(delimiter) => self.delimited(record, rows, Dialect { delimiter, defuse }, out),
            None => (0..rows).for_each(|row| self.object(record, row, out)),
        }
        rows as u64
    }

    fn delimited(&self, record: &R, rows: usize, dialect: Dialect, out: &mut Vec<u8>) {
        let repeating = |column: &&&Column<R>| matches!(column.cells, Cells::Repeating(_));
        let mut lasts = vec![Last::default(); self.columns.iter().filter(repeating).count()];
        let mut to = CellWriter::csv(dialect, out);
        for row in 0..rows {
            let begin = to.out.len();
            let mut lasts = lasts.iter_mut();
            for column in &self.columns {
                match column.cells {
                    Cells::Each(write) => write(record, row, &mut to),
                    Cells::Repeating(take) => {
                        if let Some(last) = lasts.next() {
                            last.or_copied(take(record, row), &mut to);
                        }
                    }
                }
                to.out.push(dialect.delimiter);
            }
            // The delimiter that follows the last cell ends the row.
            to.out.pop();
            if to.out.len() == begin {
                // A single empty cell: an empty line would be no row.
                to.out.extend(b"\"\"");
            }
            to.out.push(b'\n');
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
            match column.cells {
                Cells::Each(write) => write(record, row, &mut CellWriter::json(out)),
                Cells::Repeating(take) => CellWriter::json(out).cell(take(record, row)),
            }
        }
        out.extend(b"}\n");
    }
}

impl<'r> Last<'r> {
    /// Appends a cell; where its words are those of the row before (the same place in memory, not only the same letters), their bytes are
    /// copied: a title or a sentence is searched for what needs quoting once, however many rows it stands in.
    fn or_copied(&mut self, words: Option<&'r str>, to: &mut CellWriter<'_>) {
        if self.words.zip(words).is_some_and(|(last, words)| std::ptr::eq(last, words)) {
            to.out.extend_from_within(self.written.clone());
        } else {
            let begin = to.out.len();
            to.cell(words);
            *self = Self { words, written: begin..to.out.len() };
        }
    }
}
