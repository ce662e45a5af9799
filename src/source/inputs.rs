//! What the user names, as a list of files, and these as a stream of records.

use super::{
    Fields, Format, Record, SourceOptions,
    compression::{Compression, Plain, open},
    csv as rows,
    json::{Cut, next_line, next_value},
    record::Content,
};
use crate::error::{Error, Place, Result, SourceFault, UsageFault};
use csv::ByteRecord;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    vec,
};

/// The files that the inputs name, in the order in which they are read: as named, and sorted below each folder.
#[derive(Debug)]
pub struct Inputs {
    files: Vec<Listed>,
    options: SourceOptions,
    bytes: u64,
}

/// A file to read, or what is wrong with one that was found.
#[derive(Debug)]
enum Listed {
    File {
        path: PathBuf,
        id: String,
        format: Format,
    },
    /// Standard input, whose format is told by its first bytes where nobody names one.
    Stdin(Option<Format>),
    Broken(Error),
}

impl Inputs {
    /// Lists the inputs: files, folders (walked, hidden files left aside, links followed), globs, and `-` for standard input.
    ///
    /// # Errors
    /// Where an input names nothing, or a glob is malformed. What cannot be read below a folder is an error in its place among the records.
    pub fn list<S: AsRef<str>>(inputs: &[S], options: SourceOptions) -> Result<Self> {
        let include = if options.include.is_empty() { None } else { Some(globs(&options.include)?) };
        let mut list = Self { files: Vec::new(), options, bytes: 0 };
        for input in inputs {
            let input = input.as_ref();
            let path = Path::new(input);
            let first = list.files.len();
            if input == "-" {
                list.files.push(Listed::Stdin(list.options.format));
            } else if path.is_dir() {
                list.walk(path, include.as_ref());
            } else if path.exists() {
                let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                list.add(path.to_owned(), id, Format::of_name(input).unwrap_or(Format::Txt));
            } else if input.contains(['*', '?', '[', '{']) {
                list.glob(input)?;
            } else {
                return Err(Error::at(Place::NOWHERE, UsageFault::NoInput(input.to_owned())));
            }
            if inputs.len() > 1 {
                list.name_by_path(first);
            }
        }
        Ok(list)
    }

    /// Names the files from the given one on by their whole path as the user wrote it: below one root a relative path is unique, below
    /// several it is not (`jan/001.txt`, `feb/001.txt`).
    fn name_by_path(&mut self, first: usize) {
        for listed in &mut self.files[first..] {
            if let Listed::File { path, id, .. } = listed {
                *id = slashes(path.strip_prefix("./").unwrap_or(path));
            }
        }
    }

    /// Size of all files together, as they lie on disk.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True where no file was found.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files' paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|listed| match listed {
            Listed::File { path, .. } => Some(path.as_path()),
            _ => None,
        })
    }

    /// All records of all files, in order.
    pub fn records(self) -> Records {
        let fields = Arc::new(self.options.fields.clone());
        let consumed = Arc::new(AtomicU64::new(0));
        Records { files: self.files.into_iter(), current: None, options: self.options, fields, consumed }
    }

    fn add(&mut self, path: PathBuf, id: String, format: Format) {
        self.bytes += path.metadata().map_or(0, |meta| meta.len());
        let format = self.options.format.unwrap_or(format);
        self.files.push(Listed::File { path, id, format });
    }

    fn walk(&mut self, root: &Path, include: Option<&GlobSet>) {
        let exclude: Vec<PathBuf> =
            self.options.exclude.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let walk = WalkBuilder::new(root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| {
                let excluded = || entry.path().canonicalize().is_ok_and(|path| exclude.contains(&path));
                exclude.is_empty() || !entry.file_type().is_some_and(|kind| kind.is_dir()) || !excluded()
            })
            .build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.files.push(Listed::Broken(walk_error(root, error)));
                    continue;
                }
            };
            if entry.file_type().is_none_or(|kind| kind.is_dir()) {
                continue;
            }
            let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let id = slashes(inside);
            let wanted = match include {
                Some(globs) => globs.is_match(&id) || globs.is_match(inside.file_name().unwrap_or_default()),
                None => Format::of_name(&id).is_some(),
            };
            if wanted {
                let format = Format::of_name(&id).unwrap_or(Format::Txt);
                self.add(entry.path().to_owned(), id, format);
            }
        }
    }

    /// Walks the folder before the first wildcard and takes what matches the whole.
    fn glob(&mut self, pattern: &str) -> Result<()> {
        let set = globs(&[pattern.to_owned()])?;
        let wild = pattern.find(['*', '?', '[', '{']).unwrap_or(0);
        let root =
            pattern[..wild].rfind('/').map_or(".", |slash| if slash == 0 { "/" } else { &pattern[..slash] });
        let before = self.files.len();
        let walk = WalkBuilder::new(root).standard_filters(false).sort_by_file_name(Ord::cmp).build();
        for entry in walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
            let path = entry
                .path()
                .strip_prefix(if pattern.starts_with("./") { "" } else { "./" })
                .unwrap_or(entry.path());
            if set.is_match(path) {
                let id = slashes(path.strip_prefix(root).unwrap_or(path));
                let format = Format::of_name(&id).unwrap_or(Format::Txt);
                self.add(path.to_owned(), id, format);
            }
        }
        if self.files.len() == before {
            return Err(Error::at(Place::NOWHERE, UsageFault::NoInput(pattern.to_owned())));
        }
        Ok(())
    }
}

/// A path with `/` on every system, so that ids do not depend on it.
fn slashes(path: &Path) -> String {
    let joined = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    // The root is a part of its own, and would be joined to a second slash.
    joined.strip_prefix("//").map_or(joined.clone(), |rest| format!("/{rest}"))
}

fn globs(patterns: &[String]) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    let fail = |pattern: &str, error: globset::Error| {
        Error::at(Place::NOWHERE, UsageFault::BadGlob(pattern.to_owned(), error.kind().to_string()))
    };
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(|e| fail(pattern, e))?);
    }
    set.build().map_err(|e| fail("", e))
}

fn walk_error(root: &Path, error: ignore::Error) -> Error {
    fn unwrap(error: ignore::Error, path: &mut Option<PathBuf>) -> SourceFault {
        match error {
            ignore::Error::WithPath { path: at, err } => {
                *path = Some(at);
                unwrap(*err, path)
            }
            ignore::Error::WithDepth { err, .. } => unwrap(*err, path),
            ignore::Error::Loop { ancestor, child } => {
                *path = Some(child);
                SourceFault::Loop(ancestor.display().to_string())
            }
            other => {
                SourceFault::Unreadable(other.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))
            }
        }
    }
    let mut path = None;
    let fault = unwrap(error, &mut path);
    Error::at(Place::file(path.as_deref().unwrap_or(root)), fault)
}

/// All records of all inputs, in order; whatever cannot be read is an error in its place, and the next record follows it.
pub struct Records {
    files: vec::IntoIter<Listed>,
    current: Option<Open>,
    options: SourceOptions,
    fields: Arc<Fields>,
    consumed: Arc<AtomicU64>,
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

/// A file that holds many articles and is being read.
struct Open {
    id: String,
    file: Arc<str>,
    compression: Compression,
    cutter: Cutter,
    /// Records so far, those that were too large among them.
    count: u64,
}

enum Cutter {
    Lines { reader: Box<dyn BufRead + Send>, line: u64 },
    Values { reader: Box<dyn BufRead + Send>, line: u64 },
    Rows { reader: Box<csv::Reader<Box<dyn BufRead + Send>>>, header: Arc<ByteRecord> },
}

/// Counts what is read from disk, for the progress bar.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl Records {
    /// A counter of the bytes read from disk so far, to be held beside [`Inputs::bytes`].
    pub fn consumed(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.consumed)
    }

    /// Begins a file: reads it whole where it is one article, else gets ready to cut it.
    fn begin(
        &mut self,
        raw: impl Read + Send + 'static,
        file: &str,
        id: String,
        format: Option<Format>,
    ) -> Result<Option<Record>> {
        let raw = Counted { inner: raw, count: Arc::clone(&self.consumed) };
        let fail = |fault| Error::at(Place::file(file), fault);
        let cut = !matches!(format, Some(Format::Txt | Format::Html));
        let Plain { mut reader, compression } =
            open(raw, cut).map_err(|e| fail(SourceFault::Unreadable(e)))?;
        let format = match format {
            Some(format) => format,
            None => Format::of_bytes(reader.fill_buf().map_err(|e| fail(compression.fault(e)))?),
        };
        let file: Arc<str> = file.into();
        let cutter = match format {
            Format::Txt | Format::Html => {
                let mut bytes = Vec::new();
                let limit = self.options.max_bytes;
                reader.take(limit + 1).read_to_end(&mut bytes).map_err(|e| fail(compression.fault(e)))?;
                if bytes.len() as u64 > limit {
                    return Err(fail(SourceFault::TooLarge(limit)));
                }
                let content = if format == Format::Txt { Content::Text(bytes) } else { Content::Html(bytes) };
                return Ok(Some(Record { id, file, line: None, content, fields: Arc::clone(&self.fields) }));
            }
            Format::Jsonl => Cutter::Lines { reader, line: 0 },
            Format::Json => Cutter::Values { reader, line: 1 },
            Format::Csv => {
                let empty = reader.fill_buf().map_err(|e| fail(compression.fault(e)))?.is_empty();
                if empty {
                    return Err(fail(SourceFault::Empty));
                }
                let mut reader = Box::new(rows::reader(reader).map_err(|e| fail(compression.fault(e)))?);
                let header = reader.byte_headers().map_err(|e| fail(csv_fault(e, compression)))?.clone();
                Cutter::Rows { reader, header: Arc::new(header) }
            }
        };
        self.current = Some(Open { id, file, compression, cutter, count: 0 });
        Ok(None)
    }
}

fn csv_fault(error: csv::Error, compression: Compression) -> SourceFault {
    let text = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => compression.fault(error),
        _ => SourceFault::Csv(text),
    }
}

impl Open {
    /// The next record; `None` at the end of the file.
    fn next(&mut self, max: u64, fields: &Arc<Fields>) -> Option<Result<Record>> {
        let file = Arc::clone(&self.file);
        let fail = |line: Option<u64>, fault| {
            Some(Err(Error::at(Place { file: Some(file.to_string()), line, byte: None }, fault)))
        };
        let (cut, begun) = match &mut self.cutter {
            Cutter::Lines { reader, line } => (next_line(reader, line, max), *line),
            Cutter::Values { reader, line } => (next_value(reader, line, max), *line),
            Cutter::Rows { reader, header } => {
                let mut row = ByteRecord::new();
                let more = reader.read_byte_record(&mut row);
                let line = row.position().map(csv::Position::line);
                match more {
                    Ok(true) if row.as_slice().len() as u64 > max => {
                        return fail(line, SourceFault::TooLarge(max));
                    }
                    Ok(true) => {
                        self.count += 1;
                        let content = Content::Row { header: Arc::clone(header), row };
                        let id = format!("{}#{}", self.id, self.count);
                        return Some(Ok(Record { id, file, line, content, fields: Arc::clone(fields) }));
                    }
                    Ok(false) => return None,
                    Err(error) => {
                        let line = error.position().map(csv::Position::line).or(line);
                        return fail(line, csv_fault(error, self.compression));
                    }
                }
            }
        };
        match cut {
            Ok(None) => None,
            Ok(Some(Cut { line, too_large: true, .. })) => {
                self.count += 1;
                fail(Some(line), SourceFault::TooLarge(max))
            }
            Ok(Some(Cut { bytes, line, .. })) => {
                self.count += 1;
                let id = format!("{}#{}", self.id, self.count);
                let content = Content::Json(bytes);
                Some(Ok(Record { id, file, line: Some(line), content, fields: Arc::clone(fields) }))
            }
            Err(error) => fail(Some(begun), self.compression.fault(error)),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.current {
                let next = open.next(self.options.max_bytes, &self.fields);
                let (seen, file) = (open.count, Arc::clone(&open.file));
                match next {
                    // A stream that cannot be read any further is left; a line that cannot be read is not.
                    Some(Err(error)) if error.ends_the_file() => {
                        self.current = None;
                        return Some(Err(error));
                    }
                    Some(next) => return Some(next),
                    None => self.current = None,
                }
                if seen == 0 {
                    return Some(Err(Error::at(Place::file(&*file), SourceFault::Empty)));
                }
            }
            let begun = match self.files.next()? {
                Listed::Broken(error) => Err(error),
                Listed::Stdin(format) => self.begin(io::stdin(), "-", "-".into(), format),
                Listed::File { path, id, format } => match File::open(&path) {
                    Ok(file) => self.begin(file, &path.to_string_lossy(), id, Some(format)),
                    Err(error) => Err(Error::at(Place::file(&path), SourceFault::Unreadable(error))),
                },
            };
            match begun {
                Ok(None) => {}
                Ok(Some(record)) => return Some(Ok(record)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
