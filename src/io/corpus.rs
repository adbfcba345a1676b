//! The release of a corpus that is too large to be held: its tables are
//! written batch by batch, and what describes them when all is written.
//!
//! It has neither workbook nor report, which would have to hold every event.

use super::place::Place;
use super::release::{Formats, resource};
use super::replace::{PACKAGE, Stage};
use super::tables::TableWriter;
use crate::describe::{
    About, Resource, croissant, datapackage, dictionary, provenance,
};
use crate::table::{Sheet, Table};
use anyhow::Result;
use std::io::Write;

/// A release that is being written.
pub struct CorpusRelease<'p> {
    stage: Stage<'p>,
    formats: Formats,
    tables: Vec<TableWriter>,
}

impl<'p> CorpusRelease<'p> {
    /// Begins a release with tables that will come in batches.
    ///
    /// # Errors
    ///
    /// If something else stands in its place, or the disk refuses.
    pub fn begin(
        place: &'p Place,
        tables: &[Table],
        about: &About<'_>,
        formats: Formats,
    ) -> Result<Self> {
        let stage = Stage::begin(place)?;
        let create = |table: &Table| {
            let pairs = provenance(table, about);
            TableWriter::create(&stage, *table, formats, &pairs)
        };
        let tables = tables.iter().map(create).collect::<Result<_>>()?;
        Ok(Self { stage, formats, tables })
    }

    /// Adds the rows of a batch to its tables.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn write(&mut self, sheets: &[Sheet<'_>]) -> Result<()> {
        for table in &mut self.tables {
            let name = table.table().name;
            let sheet = sheets.iter().find(|sheet| sheet.table.name == name);
            if let Some(sheet) = sheet {
                table.write(sheet)?;
            }
        }
        Ok(())
    }

    /// Adds the tables that were held, and what describes all, in the order
    /// of publication; then puts the release into its place.
    ///
    /// # Errors
    ///
    /// If the disk refuses; then what was there before is there still.
    pub fn publish(
        mut self,
        mut held: Vec<Sheet<'_>>,
        order: &[Table],
        about: &About<'_>,
    ) -> Result<()> {
        for sheet in &held {
            let pairs = provenance(&sheet.table, about);
            let formats = self.formats;
            let mut writer = TableWriter::create(
                &self.stage,
                sheet.table,
                formats,
                &pairs,
            )?;
            writer.write(sheet)?;
            self.tables.push(writer);
        }
        let place =
            |name: &str| order.iter().position(|table| table.name == name);
        self.tables.sort_by_key(|table| place(table.table().name));
        let mut sheets = Vec::new();
        for table in &self.tables {
            let name = table.table().name;
            let at = held.iter().position(|sheet| sheet.table.name == name);
            sheets.push(match at {
                Some(at) => held.swap_remove(at),
                None => Sheet::written(*table.table(), table.rows()),
            });
        }
        let mut resources = Vec::new();
        for table in self.tables {
            resources.extend(table.finish()?);
        }
        // A workbook would have to hold every event.
        let formats = Formats { xlsx: false, ..self.formats };
        let readme = dictionary(&sheets, &formats.names(), about);
        add(&self.stage, &mut resources, "README.md", "md", &readme)?;
        let metadata = croissant(&resources, &sheets, about);
        let name = "croissant.json";
        add(&self.stage, &mut resources, name, "jsonld", &metadata)?;
        let package = datapackage(&resources, &sheets, about);
        let mut file = self.stage.create(PACKAGE)?;
        file.write_all(package.as_bytes())?;
        file.sync_all()?;
        self.stage.publish()
    }
}

fn add(
    stage: &Stage<'_>,
    resources: &mut Vec<Resource>,
    name: &str,
    format: &'static str,
    text: &str,
) -> Result<()> {
    let mut file = stage.create(name)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    resources.push(resource(name, format, None, text.as_bytes()));
    Ok(())
}
