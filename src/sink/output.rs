//! Where results go: standard output, one file, or a folder of tables.

use super::{
    Contents, Failure, Format, Pages, Sink,
    file::{AtomicFile, unwritable},
    metadata::csvw,
};
use crate::error::Result;
use serde::Serialize;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Where results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Stdout,
    /// One file, whose folder is there.
    File(PathBuf),
    /// A folder, which is made where it is missing.
    Folder(PathBuf),
    /// Nowhere: results are made and thrown away, to measure the making.
    Nowhere,
}

/// Results on their way to their place. Nothing stands under its final name before [`Output::finish`].
#[derive(Debug)]
pub struct Output<'s> {
    sink: &'s Sink,
    streams: Vec<Stream>,
    folder: Option<PathBuf>,
}

#[derive(Debug)]
enum Stream {
    Stdout(io::BufWriter<io::Stdout>),
    File(AtomicFile),
}

impl Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Stdout(out) => out.write_all(bytes).map_err(|e| unwritable(Path::new("-"), e)),
            Self::File(file) => file.write(bytes),
        }
    }

    fn commit(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush().map_err(|e| unwritable(Path::new("-"), e)),
            Self::File(file) => file.commit(),
        }
    }
}

impl<'s> Output<'s> {
    /// Opens the files and writes the headers.
    ///
    /// # Errors
    /// Names what cannot be written.
    pub fn open(sink: &'s Sink, destination: &Destination) -> Result<Self> {
        let (mut streams, folder) = match destination {
            Destination::Stdout => (vec![Stream::Stdout(io::BufWriter::new(io::stdout()))], None),
            Destination::Nowhere => (Vec::new(), None),
            Destination::File(path) => (vec![Stream::File(AtomicFile::create(path)?)], None),
            Destination::Folder(folder) => {
                fs::create_dir_all(folder).map_err(|e| unwritable(folder, e))?;
                let extension = sink.options().format.extension();
                let path = |name: &str| folder.join(format!("{name}.{extension}"));
                let create = |name: &str| AtomicFile::create(&path(name)).map(Stream::File);
                let streams = match sink.options().contents {
                    Contents::Annotations => vec![create("annotations")?],
                    _ => sink.schemas().iter().map(|schema| create(schema.name)).collect::<Result<_>>()?,
                };
                (streams, Some(folder.clone()))
            }
        };
        for (stream, header) in streams.iter_mut().zip(sink.headers()) {
            stream.write(&header)?;
        }
        Ok(Self { sink, streams, folder })
    }

    /// Appends what an article yields.
    ///
    /// # Errors
    /// Names what cannot be written.
    pub fn append(&mut self, pages: &Pages) -> Result<()> {
        for (stream, page) in self.streams.iter_mut().zip(&pages.pages) {
            if !page.is_empty() {
                stream.write(page)?;
            }
        }
        Ok(())
    }

    /// Appends a row to the table of errors, where there is one.
    ///
    /// # Errors
    /// Names what cannot be written.
    pub fn fail(&mut self, failure: &Failure) -> Result<()> {
        let page = self.sink.failure(failure);
        match self.streams.last_mut() {
            Some(last) if !page.is_empty() => last.write(&page),
            _ => Ok(()),
        }
    }

    /// Sends on what has gathered, so that whoever reads a pipe sees it.
    ///
    /// # Errors
    /// Names what cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        for stream in &mut self.streams {
            if let Stream::Stdout(out) = stream {
                out.flush().map_err(|e| unwritable(Path::new("-"), e))?;
            }
        }
        Ok(())
    }

    /// Moves every file to its place. A folder also gets `csv-metadata.json` and, last of all, `run.json`: where it stands, all is there.
    ///
    /// # Errors
    /// Names what cannot be written.
    pub fn finish(self, run: &impl Serialize) -> Result<()> {
        let Some(folder) = self.folder else {
            return self.streams.into_iter().try_for_each(Stream::commit);
        };
        let stamp = folder.join("run.json");
        match fs::remove_file(&stamp) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(&stamp, error)),
            _ => {}
        }
        self.streams.into_iter().try_for_each(Stream::commit)?;
        if self.sink.options().format != Format::Jsonl {
            let metadata = csvw(&self.sink.schemas(), self.sink.options().format);
            json(&folder.join("csv-metadata.json"), &metadata)?;
        }
        json(&stamp, run)
    }
}

fn json(path: &Path, value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|e| unwritable(path, e.into()))?;
    text.push(b'\n');
    let mut file = AtomicFile::create(path)?;
    file.write(&text)?;
    file.commit()
}
