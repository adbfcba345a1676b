//! A release as far as it is compared with another: three tables of it.

use super::held::Held;
use super::open::{Opened, open};
use crate::compare::Side;
use crate::table::{Correction, Document, EventFlat, Row, Sheet};
use anyhow::{Context, Result};
use std::path::Path;

/// A release with the tables that are compared.
#[derive(Debug)]
pub struct Compared {
    release: Opened,
    events: Held,
    documents: Held,
    corrections: Held,
}

/// Their rows.
#[derive(Debug)]
pub struct Sheets<'a> {
    events: Sheet<'a>,
    documents: Sheet<'a>,
    corrections: Sheet<'a>,
}

impl Compared {
    /// Reads a release.
    ///
    /// # Errors
    ///
    /// If it is none, or lacks a table.
    pub fn read(folder: &Path) -> Result<Self> {
        let release = open(folder)?;
        let table = |table| {
            Held::read(&release, table)
                .with_context(|| format!("in `{}`", folder.display()))
        };
        let events = table(EventFlat::TABLE)?;
        let documents = table(Document::TABLE)?;
        let corrections = table(Correction::TABLE)?;
        Ok(Self { release, events, documents, corrections })
    }

    /// Its rows.
    ///
    /// # Errors
    ///
    /// If a table has not the columns that it should have.
    pub fn sheets(&self) -> Result<Sheets<'_>> {
        Ok(Sheets {
            events: self.events.sheet()?,
            documents: self.documents.sheet()?,
            corrections: self.corrections.sheet()?,
        })
    }

    /// As one of two sides.
    #[must_use]
    pub fn side<'a>(&'a self, sheets: &'a Sheets<'a>) -> Side<'a> {
        let said = |what: &str| {
            self.release.package["tidings"][what].as_str().unwrap_or("")
        };
        Side {
            events: &sheets.events,
            documents: &sheets.documents,
            corrections: &sheets.corrections,
            codebook: said("codebook_sha256"),
            version: said("version"),
        }
    }
}
