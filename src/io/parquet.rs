//! Tables as Parquet, to bytes and back: typed, zstd, in one row group while
//! they are small, with key-value provenance.

use super::{pages, row_group};
use crate::table::Table;
use crate::table::frame::schema;
use anyhow::{Context, Result};
use polars::prelude::{
    CompatLevel, DataFrame, PolarsResult, SchemaExt, SerReader,
};
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::{
    BatchedWriter, KeyValueMetadata, ParquetCompression, ParquetWriteOptions,
};
use polars_parquet::write::{ZstdLevel, schema_to_metadata_key};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::Arc;

/// A higher level makes our small files hardly smaller.
const LEVEL: i32 = 9;

/// Where there are very many rows, time counts.
const FAST: i32 = 1;

/// The frame as a Parquet file's bytes.
///
/// # Errors
///
/// If Polars refuses the frame: a fault of this program.
pub fn write(
    frame: &mut DataFrame,
    table: &Table,
    provenance: &[(String, String)],
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let options = options(table, provenance, LEVEL)?;
    options.to_writer(&mut bytes).finish(frame)?;
    Ok(bytes)
}

/// A Parquet file that is written batch by batch, each a row group.
///
/// # Errors
///
/// If Polars refuses the schema: a fault of this program; or the disk does.
pub fn batched<W: Write>(
    to: W,
    table: &Table,
    provenance: &[(String, String)],
) -> Result<BatchedWriter<W>> {
    let options = options(table, provenance, FAST)?;
    Ok(options.to_writer(to).set_parallel(false).batched(&schema(table))?)
}

fn options(
    table: &Table,
    provenance: &[(String, String)],
    level: i32,
) -> Result<ParquetWriteOptions> {
    let mut pairs = provenance.to_vec();
    pairs.push(described(table)?);
    Ok(ParquetWriteOptions {
        compression: ParquetCompression::Zstd(Some(ZstdLevel::try_new(
            level,
        )?)),
        key_value_metadata: Some(KeyValueMetadata::from_static(pairs)),
        ..ParquetWriteOptions::default()
    })
}

/// The table's Arrow schema, each field with its column's description: Parquet
/// itself has no place for one, but readers by way of Arrow find it there.
fn described(table: &Table) -> Result<(String, String)> {
    let mut schema = schema(table).to_arrow(CompatLevel::newest());
    for column in table.columns {
        if let Some(field) = schema.get_mut(column.name) {
            let pair = ("description".into(), column.description.into());
            field.metadata = Some(Arc::new(std::iter::once(pair).collect()));
        }
    }
    let pair = schema_to_metadata_key(&schema);
    let value = pair.value.context("a schema without a text")?;
    Ok((pair.key, value))
}

/// The frame of a Parquet file's bytes, and its provenance.
///
/// # Errors
///
/// If the bytes are no Parquet file.
pub fn read(bytes: &[u8]) -> Result<(DataFrame, BTreeMap<String, String>)> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = sound(|| Ok(reader.get_metadata()?.clone()))?;
    for group in &metadata.row_groups {
        let columns = group.parquet_columns().iter();
        pages::check(&mut Cursor::new(bytes), group, columns)
            .map_err(anyhow::Error::msg)?;
    }
    let frame = row_group::even(sound(|| reader.finish())?)
        .map_err(anyhow::Error::msg)?;
    let pairs = metadata.key_value_metadata().clone();
    let provenance = pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| Some((pair.key, pair.value?)))
        .filter(|(key, _)| key != "ARROW:schema")
        .collect();
    Ok((frame, provenance))
}

fn sound<T>(work: impl FnOnce() -> PolarsResult<T>) -> Result<T> {
    row_group::sound(work).map_err(anyhow::Error::msg)
}
