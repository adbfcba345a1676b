//! A release as far as it is compared with another: three tables of it.

use super::held::Several;
use super::open::{Opened, open};
use crate::compare::Side;
use crate::table::{Correction, Document, EventFlat, Row, Sheet};
use anyhow::{Context, Result};
use std::path::Path;

/// A release with the tables that are compared.
#[derive(Debug)]
pub struct Compared {
    release: Opened,
    tables: Several<3>,
}

impl Compared {
    /// Reads a release.
    ///
    /// # Errors
    ///
    /// If it is none, or lacks a table.
    pub fn read(folder: &Path) -> Result<Self> {
        let release = open(folder)?;
        let tables = [EventFlat::TABLE, Document::TABLE, Correction::TABLE];
        let tables = Several::read(&release, tables)
            .with_context(|| format!("in `{}`", folder.display()))?;
        Ok(Self { release, tables })
    }

    /// The rows of its tables.
    ///
    /// # Errors
    ///
    /// If a table has not the columns that it should have.
    pub fn sheets(&self) -> Result<[Sheet<'_>; 3]> {
        self.tables.sheets()
    }

    /// As one of two sides.
    #[must_use]
    pub fn side<'a>(&'a self, sheets: &'a [Sheet<'a>; 3]) -> Side<'a> {
        let [events, documents, corrections] = sheets;
        let said = |what: &str| {
            self.release.package["tidings"][what].as_str().unwrap_or("")
        };
        Side {
            events,
            documents,
            corrections,
            codebook: said("codebook_sha256"),
            version: said("version"),
        }
    }
}
