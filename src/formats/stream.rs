//! The bytes of an input as they come: counted and hashed as they lie on the
//! disk, unpacked, and never more of them in memory than a caller allows.

use crate::codebook::hex;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are asked of the disk at once.
const CHUNK: usize = 1 << 16;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip.
    Gz,
    /// Zstandard.
    Zst,
}

/// Bytes to read from, unpacked.
pub type Stream = Box<dyn BufRead + Send>;

/// Where an input's bytes pass by on their way. Clones share the place, so
/// that what a decoder leaves can be counted after it.
#[derive(Clone)]
pub struct Tap(Arc<Mutex<Tally>>);

struct Tally {
    inner: Box<dyn Read + Send>,
    hash: Sha256,
    bytes: u64,
}

impl Tap {
    /// A tap on some bytes.
    pub fn new(inner: impl Read + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Tally {
            inner: Box::new(inner),
            hash: Sha256::new(),
            bytes: 0,
        })))
    }

    /// How many bytes went by.
    pub fn bytes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).bytes
    }

    /// Reads what is left; the number of all bytes and their SHA-256.
    ///
    /// # Errors
    ///
    /// If the rest cannot be read.
    pub fn finish(mut self) -> io::Result<(u64, String)> {
        io::copy(&mut self, &mut io::sink())?;
        let tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok((tally.bytes, hex(&tally.hash.clone().finalize())))
    }

    /// The bytes, unpacked.
    ///
    /// # Errors
    ///
    /// If nothing can be unpacked.
    pub fn unpacked(&self, packing: Packing) -> io::Result<Stream> {
        let raw = BufReader::with_capacity(CHUNK, self.clone());
        Ok(match packing {
            Packing::Plain => Box::new(raw),
            // Archives are often several of them, one behind the other.
            Packing::Gz => Box::new(BufReader::with_capacity(
                CHUNK,
                flate2::bufread::MultiGzDecoder::new(raw),
            )),
            Packing::Zst => Box::new(BufReader::with_capacity(
                CHUNK,
                zstd::stream::read::Decoder::with_buffer(raw)?,
            )),
        })
    }
}

impl Read for Tap {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = tally.inner.read(buffer)?;
        tally.hash.update(&buffer[..read]);
        tally.bytes += read as u64;
        Ok(read)
    }
}

/// All bytes of a stream; nothing if they are more than the limit.
pub(crate) fn whole(
    stream: &mut dyn Read,
    limit: u64,
) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The mark that programs put before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A stream without the marks that it begins with, in whatever portions these
/// come.
pub(super) fn unmarked(mut stream: Stream) -> io::Result<Stream> {
    loop {
        let mut first = Vec::new();
        (&mut stream).take(MARK.len() as u64).read_to_end(&mut first)?;
        if first != MARK {
            return Ok(Box::new(io::Cursor::new(first).chain(stream)));
        }
    }
}

/// What became of reading a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It is at hand, its end included.
    Read,
    /// It is longer than the limit, and passed over.
    TooLong,
    /// There is none any more.
    End,
}

/// Adds the next line to `bytes`, which may then hold no more than the limit.
pub(super) fn line(
    stream: &mut dyn BufRead,
    bytes: &mut Vec<u8>,
    limit: u64,
) -> io::Result<Line> {
    let mut found = Line::End;
    loop {
        let chunk = stream.fill_buf()?;
        if chunk.is_empty() {
            return Ok(found);
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(chunk.len(), |at| at + 1);
        if found == Line::End {
            found = Line::Read;
        }
        if (bytes.len() + taken) as u64 > limit {
            found = Line::TooLong;
            bytes.clear();
        }
        if found == Line::Read {
            bytes.extend_from_slice(&chunk[..taken]);
        }
        stream.consume(taken);
        if end.is_some() {
            return Ok(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_whole() {
        let text = b"ab\nabcdefgh\n\ncd";
        let mut stream = BufReader::with_capacity(3, &text[..]);
        let mut told = Vec::new();
        loop {
            let mut bytes = Vec::new();
            let found = line(&mut stream, &mut bytes, 4).unwrap();
            if found == Line::End {
                break;
            }
            told.push((found, String::from_utf8(bytes).unwrap()));
        }
        let expected = [
            (Line::Read, "ab\n".to_owned()),
            (Line::TooLong, String::new()),
            (Line::Read, "\n".to_owned()),
            (Line::Read, "cd".to_owned()),
        ];
        assert_eq!(told, expected);
    }

    /// The reader of records took a mark that came by itself for the end.
    #[test]
    fn marks_are_passed_over_however_they_come() {
        for (text, rest) in
            [("\u{feff}\u{feff}ab", "ab"), ("a", "a"), ("", "")]
        {
            let bytes = text.as_bytes().to_vec();
            let slow = BufReader::with_capacity(3, io::Cursor::new(bytes));
            let mut left = String::new();
            unmarked(Box::new(slow))
                .unwrap()
                .read_to_string(&mut left)
                .unwrap();
            assert_eq!(left, rest);
        }
    }
}
