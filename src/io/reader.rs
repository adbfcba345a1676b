//! One file of the inputs while it is read: opened, its documents told one by
//! one, counted and hashed when they end. Which file comes next, and which
//! documents are duplicates, `read` knows.

use super::kind::Kind;
use super::options::ReadOptions;
use super::row_groups;
use super::walk::Found;
use crate::diagnostic::Diagnostic;
use crate::formats::drafts::{self, Drafts, broken, one};
use crate::formats::stream::{Packing, Stream, Tap, whole};
use crate::formats::{delimited, docx, json_lines, mail};
use crate::record::{Options, too_long};
use crate::table::SourceFile;
use std::fs::File;
use std::io::{self, Cursor, Read};

/// Why a file cannot be opened.
enum Refusal {
    /// The disk says so.
    Disk(io::Error),
    /// It is not what it should be.
    Fault(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for Refusal {
    fn from(fault: Box<Diagnostic>) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// A file that was opened: where its bytes pass by, and its documents, or why
/// it has none.
pub(super) type Opened = (Tap, Result<Drafts, Box<Diagnostic>>);

/// Opens a file.
pub(super) fn open(
    found: &Found,
    options: &ReadOptions,
) -> io::Result<Opened> {
    let raw: Box<dyn Read + Send> = match &found.file {
        Some(file) => Box::new(File::open(file)?),
        None => Box::new(io::stdin()),
    };
    let tap = Tap::new(raw);
    let drafts =
        drafts(found, &tap, &options.documents).or_else(
            |refusal| match refusal {
                Refusal::Disk(error) => Ok(one(Err(broken(error)))),
                Refusal::Fault(fault) => Err(fault),
            },
        );
    Ok((tap, drafts))
}

fn drafts(
    found: &Found,
    tap: &Tap,
    options: &Options,
) -> Result<Drafts, Refusal> {
    let limit = options.max_document_bytes;
    let is_plain = found.packing == Packing::Plain;
    if let (Kind::Parquet, true, Some(file)) =
        (found.kind, is_plain, &found.file)
    {
        return Ok(row_groups::open(Box::new(File::open(file)?), options)?);
    }
    let mut stream = tap.unpacked(found.packing)?;
    Ok(match found.kind {
        Kind::JsonLines => json_lines::open(stream, options)?,
        Kind::Csv => delimited::open(stream, b',', options)?,
        Kind::Tsv => delimited::open(stream, b'\t', options)?,
        Kind::Mbox => mail::open(stream, options),
        Kind::Parquet => {
            let bytes = all(&mut stream, "packed Parquet file", limit)?;
            row_groups::open(Box::new(Cursor::new(bytes)), options)?
        }
        Kind::Docx => {
            one(docx::read(&all(&mut stream, "document", limit)?, limit))
        }
        Kind::Eml => one(mail::read(&all(&mut stream, "message", limit)?)),
        Kind::Document(format) => {
            let bytes = all(&mut stream, "document", limit)?;
            one(Ok(drafts::whole(bytes, format)))
        }
    })
}

fn all(
    stream: &mut Stream,
    what: &str,
    limit: u64,
) -> Result<Vec<u8>, Refusal> {
    let bytes = whole(stream, limit)?;
    bytes.ok_or_else(|| Refusal::Fault(too_long(what, limit)))
}

/// The row of a file that was read to its end.
pub(super) fn row(
    found: &Found,
    tap: Option<Tap>,
    documents: u64,
    problems: u64,
) -> SourceFile {
    let whole = tap.and_then(|tap| tap.finish().ok());
    let (bytes, sha256) = whole.unzip();
    SourceFile {
        source_file: found.path.clone().into(),
        format: found.kind.name().into(),
        bytes,
        sha256: sha256.unwrap_or_default(),
        documents,
        problems,
    }
}
