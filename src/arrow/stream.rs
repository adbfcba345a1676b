//! Arrow IPC streams, in and out. What comes in is believed only if it is
//! whole: an upstream that broke off must not look like one that was done.
//! Knows nothing of what the columns mean.

use crate::diagnostic::{Diagnostic, Severity};
use crate::guarded::guarded;
use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use std::io::{self, BufRead, Read, Write};

/// Why a stream came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// What came in is not what it must be.
    Fault(Box<Diagnostic>),
    /// Reading or writing failed.
    Disk(io::Error),
}

impl From<Box<Diagnostic>> for Failure {
    fn from(fault: Box<Diagnostic>) -> Self {
        Self::Fault(fault)
    }
}

/// Lets bytes through, and notes whether more were wanted than there are.
struct Tap<R> {
    input: R,
    is_at_end: bool,
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.is_at_end |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

/// A stream that is read, batch by batch.
pub struct Input<R> {
    stream: StreamReader<Tap<R>>,
    batches: usize,
}

impl<R: BufRead> Input<R> {
    /// Reads the schema.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn open(mut input: R) -> Result<Self, Failure> {
        if input.fill_buf().map_err(Failure::Disk)?.is_empty() {
            return Err(fault(
                "there is nothing on standard input, not even a schema",
                "write an Arrow IPC stream to it, the schema first even where there are no rows",
            ));
        }
        let tap = Tap { input, is_at_end: false };
        let stream = guarded(|| StreamReader::try_new(tap, None))
            .unwrap_or_else(|panic| Err(ArrowError::IpcError(panic)))
            .map_err(|error| {
                not_arrow(error, "this is no Arrow IPC stream")
            })?;
        Ok(Self { stream, batches: 0 })
    }

    /// The schema of the batches.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.stream.schema()
    }

    /// The next batch; none when the stream is over.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or the stream breaks off.
    pub fn next_batch(&mut self) -> Result<Option<RecordBatch>, Failure> {
        self.batches += 1;
        let at = format!("batch {} cannot be read", self.batches);
        let next = guarded(|| self.stream.next())
            .unwrap_or_else(|panic| Some(Err(ArrowError::IpcError(panic))));
        match next {
            Some(Ok(batch)) => Ok(Some(batch)),
            Some(Err(error)) => Err(not_arrow(error, &at)),
            None => self.end().map(|()| None),
        }
    }

    fn end(&mut self) -> Result<(), Failure> {
        let tap = self.stream.get_mut();
        if tap.is_at_end {
            return Err(fault(
                &format!(
                    "the stream breaks off after {} batches, without its end",
                    self.batches - 1
                ),
                "look why the program before stopped; close the stream's writer when it is done",
            ));
        }
        let more = tap.input.fill_buf().map_err(Failure::Disk)?;
        if !more.is_empty() {
            return Err(fault(
                "there is more on standard input after the stream's end",
                "write one stream, not several",
            ));
        }
        Ok(())
    }
}

fn fault(message: &str, cure: &str) -> Failure {
    let fault = Diagnostic::new(Severity::Error, "bad-stream", message);
    Failure::Fault(Box::new(fault.hint(cure)))
}

fn not_arrow(error: ArrowError, message: &str) -> Failure {
    match error {
        ArrowError::IoError(_, error)
            if error.kind() != io::ErrorKind::UnexpectedEof =>
        {
            Failure::Disk(error)
        }
        error => fault(
            &format!("{message}: {error}"),
            "write an Arrow IPC stream, uncompressed, not a file of Arrow or Parquet; if the program before broke off, look why",
        ),
    }
}

/// A stream that is written, batch by batch.
pub struct Written<W: Write> {
    stream: StreamWriter<W>,
}

impl<W: Write> Written<W> {
    /// Writes the schema.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn begin(output: W, schema: &Schema) -> Result<Self, Failure> {
        let stream =
            StreamWriter::try_new(output, schema).map_err(unwritten)?;
        let mut written = Self { stream };
        written.flush()?;
        Ok(written)
    }

    /// Writes a batch, so that a reader has it before the next is made.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        self.stream.write(batch).map_err(unwritten)?;
        self.flush()
    }

    /// Writes the stream's end, which tells a reader that it is whole.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn end(mut self) -> Result<(), Failure> {
        self.stream.finish().map_err(unwritten)?;
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.stream.get_mut().flush().map_err(Failure::Disk)
    }
}

fn unwritten(error: ArrowError) -> Failure {
    match error {
        ArrowError::IoError(_, error) => Failure::Disk(error),
        error => fault(
            &format!("a batch cannot be written: {error}"),
            "this is a fault of tidings; please report it",
        ),
    }
}
