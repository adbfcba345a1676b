//! Row groups of Parquet files that others wrote, one at a time: columns that
//! are asked for, as Parquet's own types. A file that is not what it says
//! gives an error and no panic. Judges no row.

use super::pages;
use crate::guarded::guarded;
use polars::prelude::{DataFrame, PolarsResult, SerReader};
use polars_io::mmap::MmapBytesReader;
use polars_io::parquet::metadata::{FileMetadata, FileMetadataRef};
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use std::sync::Arc;

/// The names of a file's columns, and what it says of its row groups.
pub(super) fn open(
    bytes: &mut impl MmapBytesReader,
) -> Result<(Vec<String>, FileMetadataRef), String> {
    sound(|| {
        let mut reader = ParquetReader::new(bytes);
        let mut metadata = FileMetadata::clone(reader.get_metadata()?);
        // What Arrow would make of them, such as categories of texts, does
        // not matter here.
        metadata.key_value_metadata = None;
        let metadata = Arc::new(metadata);
        reader.set_metadata(Arc::clone(&metadata));
        let schema = reader.schema()?;
        Ok((schema.iter_names().map(ToString::to_string).collect(), metadata))
    })
}

/// Columns of a row group, before which the file has `before` rows.
pub(super) fn load(
    bytes: &mut impl MmapBytesReader,
    metadata: &FileMetadataRef,
    (group, before): (usize, usize),
    columns: &[String],
) -> Result<DataFrame, String> {
    let group = &metadata.row_groups[group];
    let chunks = columns.iter().flat_map(|name| {
        group.columns_under_root_iter(name).into_iter().flatten()
    });
    pages::check(bytes, group, chunks)?;
    sound(|| {
        let mut reader = ParquetReader::new(bytes)
            .with_columns(Some(columns.to_vec()))
            .with_slice(Some((before, group.num_rows())))
            // On this thread, where a panic can be told from others.
            .read_parallel(ParallelStrategy::None);
        reader.set_metadata(metadata.clone());
        reader.finish()
    })
    .and_then(even)
}

/// A frame whose columns have as many rows as it: Polars believes what a
/// broken file says of them.
pub(super) fn even(frame: DataFrame) -> Result<DataFrame, String> {
    let rows = frame.height();
    let is_even = frame.columns().iter().all(|column| column.len() == rows);
    is_even.then_some(frame).ok_or_else(|| pages::UNTRUE.to_owned())
}

/// Does some work of Polars, which may fail or panic on a file that is not
/// what it says.
pub(super) fn sound<T>(
    work: impl FnOnce() -> PolarsResult<T>,
) -> Result<T, String> {
    guarded(work)
        .map_err(|_| pages::UNTRUE.to_owned())?
        .map_err(|error| error.to_string())
}
