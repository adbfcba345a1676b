//! Record batches as documents: columns are found by name, rows become sources
//! as the rows of a corpus do. A column that is not there, or that holds what
//! it must not, is told before any row is read; a row that is no document is
//! kept with the reason. Codes nothing.

use super::column::{Cells, is_name, is_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Origin, Source};
use crate::record::{
    self, Draft, Field, Found, draft, missing, name, path_within, too_long,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};

/// What a caller may choose about documents.
#[derive(Debug, Clone)]
pub struct Options {
    /// What holds for each.
    pub documents: record::Options,
    /// What all documents come from: `source` of a document is this name, `#`
    /// and its id.
    pub source: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            documents: record::Options::default(),
            source: "stdin".to_owned(),
        }
    }
}

/// A row that was to be a document.
#[derive(Debug)]
pub struct Row {
    /// The document; of one that cannot be coded, what is known of it.
    pub source: Source,
    /// Why it cannot be coded.
    pub fault: Option<Box<Diagnostic>>,
    /// What of it was passed over.
    pub notes: Vec<Diagnostic>,
}

/// The columns of a batch, by field.
type Placed<'a> = [Option<Cells<'a>>; Field::ALL.len()];

/// Where the columns of documents stand in the batches of a schema.
#[derive(Debug, Clone)]
pub struct Reading {
    options: Options,
    places: [Option<usize>; Field::ALL.len()],
}

impl Reading {
    /// Finds the columns.
    ///
    /// # Errors
    ///
    /// If one is missing, there twice, or of a type that cannot be read.
    pub fn of(
        schema: &Schema,
        options: Options,
    ) -> Result<Self, Box<Diagnostic>> {
        let columns = &options.documents.columns;
        let names: Vec<String> =
            schema.fields().iter().map(|field| field.name().clone()).collect();
        // Rows have no number that is the same in every run.
        let needed = |field: &Field| {
            matches!(field, Field::Id | Field::Text)
                || columns.is_named(*field)
        };
        let needed: Vec<Field> =
            Field::ALL.into_iter().filter(needed).collect();
        if let Some((field, message)) = missing(columns, &needed, &names) {
            let cure = format!("name the right column: {}", field.option());
            return Err(fault(message, cure));
        }
        let mut places = [None; Field::ALL.len()];
        for field in Field::ALL {
            let name = columns.name(field);
            let mut there =
                names.iter().enumerate().filter(|(_, other)| *other == name);
            let Some((place, _)) = there.next() else { continue };
            if there.next().is_some() {
                let message = format!("the column `{name}` is there twice");
                return Err(fault(message, "rename one of the two".into()));
            }
            suits(field, name, schema.field(place).data_type())?;
            places[field as usize] = Some(place);
        }
        Ok(Self { options, places })
    }

    /// The rows of a batch of that schema.
    ///
    /// # Errors
    ///
    /// If it is of another schema.
    pub fn rows(
        &self,
        batch: &RecordBatch,
    ) -> Result<Vec<Row>, Box<Diagnostic>> {
        let mut cells = Placed::default();
        for field in Field::ALL {
            let Some(place) = self.places[field as usize] else { continue };
            let name = self.options.documents.columns.name(field);
            let array = batch
                .columns()
                .get(place)
                .filter(|_| batch.schema().field(place).name() == name);
            let array: &dyn Array = array.ok_or_else(|| {
                fault(
                    format!("a batch has no column `{name}` in its place"),
                    "give all batches of a stream one schema".to_owned(),
                )
            })?;
            suits(field, name, array.data_type())?;
            cells[field as usize] = Cells::of(array);
        }
        Ok((0..batch.num_rows()).map(|row| self.row(&cells, row)).collect())
    }

    fn row(&self, columns: &Placed<'_>, row: usize) -> Row {
        let options = &self.options;
        let (fault, draft) = match self.found(columns, row) {
            Ok(draft) => (None, draft),
            Err(fault) => (Some(fault), self.remains(columns, row)),
        };
        let Draft { id, notes, .. } = &draft;
        let path = path_within(&options.source, id.as_deref().unwrap_or(""));
        let notes = notes.clone();
        Row { source: draft.source(path), fault, notes }
    }

    fn found(&self, columns: &Placed<'_>, row: usize) -> Found {
        let options = &self.options.documents;
        let limit = options.max_document_bytes;
        let mut cells = record::Cells::default();
        for (cell, column) in cells.iter_mut().zip(columns) {
            let Some(column) = column else { continue };
            let bytes = column.text(row).map_or(0, str::len);
            if bytes as u64 > limit {
                return Err(too_long("row", limit));
            }
            *cell = column.cell(row);
        }
        let found = draft(cells, None, None, &options.columns, options.format);
        found?.within(options.max_document_words)
    }

    /// What is known of a document that cannot be coded.
    fn remains(&self, columns: &Placed<'_>, row: usize) -> Draft {
        let of = |field: Field| columns[field as usize].as_ref();
        let text = of(Field::Text).and_then(|column| column.text(row));
        let id = of(Field::Id).map(|column| column.cell(row));
        Draft {
            id: id.and_then(|cell| name(&cell)),
            line: None,
            bytes: text.unwrap_or_default().as_bytes().to_vec(),
            format: self.options.documents.format,
            origin: Origin::default(),
            notes: Vec::new(),
        }
    }
}

/// Fails unless a column of this type can be read as this field.
fn suits(
    field: Field,
    name: &str,
    kind: &DataType,
) -> Result<(), Box<Diagnostic>> {
    let (is_right, wanted, cast) = match field {
        Field::Text => (
            is_text(kind) || *kind == DataType::Null,
            "not text",
            "cast it to a string (Utf8, LargeUtf8 or Utf8View)",
        ),
        Field::Date => (
            is_name(kind) || *kind == DataType::Date32,
            "neither days nor text",
            "cast it to days (Date32) or to a string",
        ),
        _ => (
            is_name(kind),
            "neither text nor whole numbers",
            "cast it to a string (Utf8, LargeUtf8 or Utf8View)",
        ),
    };
    if is_right {
        return Ok(());
    }
    let message = format!("the column `{name}` holds {kind}, {wanted}");
    Err(fault(message, format!("{cast}, or name another: {}", field.option())))
}

fn fault(message: String, cure: String) -> Box<Diagnostic> {
    let fault = Diagnostic::new(Severity::Error, "bad-column", message);
    Box::new(fault.hint(cure))
}
