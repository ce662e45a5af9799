//! Files as streams of plain bytes, whether compressed or not.

use crate::error::SourceFault;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 64 << 10;

/// How a file is compressed, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    /// The fault that a broken stream of this kind is.
    pub(super) fn fault(self, error: io::Error) -> SourceFault {
        match self {
            Self::None => SourceFault::Unreadable(error),
            Self::Gzip => SourceFault::Compression { format: "gzip", error },
            Self::Zstd => SourceFault::Compression { format: "zstd", error },
        }
    }
}

/// A stream of plain bytes.
pub(super) struct Plain {
    pub(super) reader: Box<dyn BufRead + Send>,
    pub(super) compression: Compression,
}

/// Opens a stream, decompressed where its first bytes say that it is compressed, with UTF-16 that a mark tells turned to UTF-8 where
/// `transcode` asks for it (for files that are cut by lines).
pub(super) fn open(raw: impl Read + Send + 'static, transcode: bool) -> io::Result<Plain> {
    let mut reader = BufReader::with_capacity(BUFFER, raw);
    let compression = match reader.fill_buf()? {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression::Zstd,
        _ => Compression::None,
    };
    let plain: Box<dyn BufRead + Send> = match compression {
        Compression::None => Box::new(reader),
        Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))),
        Compression::Zstd => {
            Box::new(BufReader::with_capacity(BUFFER, ZstdFrames { source: Some(reader), frame: None }))
        }
    };
    let reader: Box<dyn BufRead + Send> = if transcode {
        let decoder =
            encoding_rs_io::DecodeReaderBytesBuilder::new().utf8_passthru(true).strip_bom(true).build(plain);
        Box::new(BufReader::with_capacity(BUFFER, decoder))
    } else {
        plain
    };
    Ok(Plain { reader, compression })
}

/// The frames of a zstd file, one after the other: `cat a.zst b.zst` is a zstd file too.
struct ZstdFrames<R: BufRead> {
    source: Option<R>,
    frame: Option<StreamingDecoder<R, FrameDecoder>>,
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                match frame.read(out)? {
                    0 if !out.is_empty() => self.source = self.frame.take().map(StreamingDecoder::into_inner),
                    n => return Ok(n),
                }
            }
            let Some(mut source) = self.source.take() else { return Ok(0) };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(source).map_err(io::Error::other)?);
        }
    }
}
