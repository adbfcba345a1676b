//! Tables that are written batch by batch: one file a format, hashed on its
//! way to the disk, so that rows can be let go when they are written.
//!
//! Knows neither what the rows mean nor which tables a release has.

use super::release::Formats;
use super::replace::Stage;
use super::{csv, parquet};
use crate::codebook::hex;
use crate::describe::Resource;
use crate::table::frame::frame;
use crate::table::{Sheet, Table};
use anyhow::{Context, Result};
use polars_io::parquet::write::BatchedWriter;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// A file that is counted and hashed while it is written. Clones share it, so
/// that it can be finished after a writer has taken it.
#[derive(Clone)]
struct Hashed(Arc<Mutex<Tally>>);

struct Tally {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: usize,
}

impl Hashed {
    fn new(file: File) -> Self {
        let file = BufWriter::with_capacity(1 << 18, file);
        let tally = Tally { file, hash: Sha256::new(), bytes: 0 };
        Self(Arc::new(Mutex::new(tally)))
    }

    /// Flushes it to the disk; its size and SHA-256.
    fn finish(self) -> io::Result<(usize, String)> {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tally.file.flush()?;
        tally.file.get_ref().sync_all()?;
        Ok((tally.bytes, hex(&tally.hash.clone().finalize())))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tally.file.write_all(bytes)?;
        tally.hash.update(bytes);
        tally.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tally.file.flush()
    }
}

/// A table that is being written.
pub(super) struct TableWriter {
    table: Table,
    csv: Option<Hashed>,
    parquet: Option<(Hashed, BatchedWriter<Hashed>)>,
    rows: usize,
}

impl TableWriter {
    /// Begins the table's files.
    pub(super) fn create(
        stage: &Stage<'_>,
        table: Table,
        formats: Formats,
        provenance: &[(String, String)],
    ) -> Result<Self> {
        let name = table.name;
        let mut csv = None;
        if formats.csv {
            let mut file =
                Hashed::new(stage.create(&format!("csv/{name}.csv"))?);
            file.write_all(&csv::header(&table, formats.bom)?)?;
            csv = Some(file);
        }
        let mut parquet = None;
        if formats.parquet {
            let path = format!("parquet/{name}.parquet");
            let file = Hashed::new(stage.create(&path)?);
            let writer = parquet::batched(file.clone(), &table, provenance)?;
            parquet = Some((file, writer));
        }
        Ok(Self { table, csv, parquet, rows: 0 })
    }

    /// The table.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// How many rows it has by now.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a batch of rows.
    pub(super) fn write(&mut self, sheet: &Sheet<'_>) -> Result<()> {
        if sheet.rows.is_empty() {
            return Ok(());
        }
        let name = self.table.name;
        let context = || format!("cannot write the table `{name}`");
        self.rows += sheet.rows.len();
        if let Some(file) = &mut self.csv {
            file.write_all(&csv::rows(sheet)?).with_context(context)?;
        }
        if let Some((_, writer)) = &mut self.parquet {
            let mut frame = frame(sheet)?;
            frame.rechunk_mut();
            writer.write_batch(&frame).with_context(context)?;
        }
        Ok(())
    }

    /// Finishes the files, and tells of them.
    pub(super) fn finish(self) -> Result<Vec<Resource>> {
        let name = self.table.name;
        let context = || format!("cannot write the table `{name}`");
        let mut resources = Vec::new();
        let mut add = |format: &'static str, file: Hashed| -> Result<()> {
            let (bytes, sha256) = file.finish().with_context(context)?;
            resources.push(Resource {
                path: format!("{format}/{name}.{format}"),
                format,
                table: Some(name),
                bytes,
                sha256,
            });
            Ok(())
        };
        if let Some(file) = self.csv {
            add("csv", file)?;
        }
        if let Some((file, writer)) = self.parquet {
            writer.finish().with_context(context)?;
            add("parquet", file)?;
        }
        Ok(resources)
    }
}
