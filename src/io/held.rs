//! A table of a release, as it was read back from the better of its formats.

use super::open::Opened;
use super::{csv, parquet};
use crate::table::frame;
use crate::table::{Sheet, Table};
use ::csv::StringRecord;
use anyhow::{Context, Result, bail};
use polars::prelude::DataFrame;

/// What a file of a table holds.
#[derive(Debug)]
pub enum Held {
    /// Typed columns.
    Parquet(Table, DataFrame),
    /// Texts.
    Csv(Table, Vec<StringRecord>),
}

impl Held {
    /// Reads a table of a release.
    ///
    /// # Errors
    ///
    /// If it is not there, or cannot be read.
    pub fn read(release: &Opened, table: Table) -> Result<Self> {
        let name = table.name;
        if let Some(bytes) =
            release.files.get(&format!("parquet/{name}.parquet"))
        {
            let (frame, _) = parquet::read(bytes)
                .with_context(|| unreadable(name, "parquet"))?;
            return Ok(Self::Parquet(table, frame));
        }
        if let Some(bytes) = release.files.get(&format!("csv/{name}.csv")) {
            let records = csv::records(bytes, &table)
                .with_context(|| unreadable(name, "csv"))?;
            return Ok(Self::Csv(table, records));
        }
        bail!(
            "the release has no table `{name}`\nhint: publish it again with `tidings build`"
        )
    }

    /// Its rows.
    ///
    /// # Errors
    ///
    /// If its columns are not those of the table.
    pub fn sheet(&self) -> Result<Sheet<'_>> {
        match self {
            Self::Parquet(table, frame) => frame::sheet(frame, *table)
                .with_context(|| unreadable(table.name, "parquet")),
            Self::Csv(table, records) => csv::sheet(records, *table)
                .with_context(|| unreadable(table.name, "csv")),
        }
    }
}

fn unreadable(name: &str, format: &str) -> String {
    format!(
        "cannot read the table `{name}` ({format})\nhint: `tidings check` tells what is wrong with a release"
    )
}
