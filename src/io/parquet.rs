//! Tables as Parquet, to bytes and back: typed, zstd, in one row group while
//! they are small, with key-value provenance.

use anyhow::Result;
use polars::prelude::{DataFrame, SerReader};
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::{
    KeyValueMetadata, ParquetCompression, ParquetWriteOptions,
};
use polars_parquet::write::ZstdLevel;
use std::collections::BTreeMap;
use std::io::Cursor;

/// A higher level makes our small files hardly smaller.
const LEVEL: i32 = 9;

/// The frame as a Parquet file's bytes.
///
/// # Errors
///
/// If Polars refuses the frame: a fault of this program.
pub fn write(
    frame: &mut DataFrame,
    provenance: &[(String, String)],
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let options = ParquetWriteOptions {
        compression: ParquetCompression::Zstd(Some(ZstdLevel::try_new(
            LEVEL,
        )?)),
        key_value_metadata: Some(KeyValueMetadata::from_static(
            provenance.to_vec(),
        )),
        ..ParquetWriteOptions::default()
    };
    options.to_writer(&mut bytes).finish(frame)?;
    Ok(bytes)
}

/// The frame of a Parquet file's bytes, and its provenance.
///
/// # Errors
///
/// If the bytes are no Parquet file.
pub fn read(bytes: &[u8]) -> Result<(DataFrame, BTreeMap<String, String>)> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let pairs = reader.get_metadata()?.key_value_metadata().clone();
    let provenance = pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| Some((pair.key, pair.value?)))
        .filter(|(key, _)| key != "ARROW:schema")
        .collect();
    Ok((reader.finish()?, provenance))
}
