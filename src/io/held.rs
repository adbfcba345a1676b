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

/// Several tables of a release. One that it was published without has no rows.
#[derive(Debug)]
pub struct Several<const N: usize>([(Table, Option<Held>); N]);

impl<const N: usize> Several<N> {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// If one is missing that should be there, or cannot be read.
    pub fn read(release: &Opened, tables: [Table; N]) -> Result<Self> {
        let left_out = release.package["tidings"]["left_out"].as_array();
        let is_left_out = |table: &Table| {
            let names = left_out.into_iter().flatten();
            names.into_iter().any(|name| name == table.name)
        };
        let mut all = tables.map(|table| (table, None));
        for (table, held) in &mut all {
            if !is_left_out(table) {
                *held = Some(Held::read(release, *table)?);
            }
        }
        Ok(Self(all))
    }

    /// Their rows, in the order in which they were named.
    ///
    /// # Errors
    ///
    /// If the columns of one are not those of its table.
    pub fn sheets(&self) -> Result<[Sheet<'_>; N]> {
        let empty = |pair: &(Table, _)| Sheet::written(pair.0, 0);
        let mut sheets = self.0.each_ref().map(empty);
        for (sheet, (_, held)) in sheets.iter_mut().zip(&self.0) {
            if let Some(held) = held {
                *sheet = held.sheet()?;
            }
        }
        Ok(sheets)
    }
}

fn unreadable(name: &str, format: &str) -> String {
    format!(
        "cannot read the table `{name}` ({format})\nhint: `tidings check` tells what is wrong with a release"
    )
}
