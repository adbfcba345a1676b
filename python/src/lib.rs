//! The coder for Python: lists of texts in, Arrow tables out. What callers see
//! is `package/tidings/__init__.py`; here is what only Rust can do. Codes as
//! `tidings stream` does, by the same functions, and decides nothing.

mod codebook;
mod table;

use crate::codebook::Codebook;
use crate::table::Table;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::Arc;
use tidings::arrow::batch::of_documents;
use tidings::arrow::code::Rows;
use tidings::arrow::documents::{Options, Reading, Row};
use tidings::arrow::output::{Output, Part};
use tidings::arrow::schema::schema;
use tidings::correct::Corrections;
use tidings::diagnostic::Diagnostic;
use tidings::normalise::Format;
use tidings::record;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pyo3::create_exception!(
    _tidings,
    TidingsError,
    PyValueError,
    "What cannot be used, with file, line and cure."
);

/// Codes the texts of some columns: a table for each part.
#[pyfunction]
fn code(
    py: Python<'_>,
    codebook: &Codebook,
    columns: BTreeMap<String, Vec<Option<String>>>,
    format: &str,
    source: String,
    threads: usize,
) -> PyResult<BTreeMap<&'static str, Table>> {
    let format = marked_up(format)?;
    let each = record::Options { format, ..record::Options::default() };
    let options = Options { documents: each, source };
    if threads == 0 {
        return Err(PyValueError::new_err("threads must be 1 or more"));
    }
    let documents = documents(columns, options)?;
    py.detach(|| {
        let rows = rows(codebook, &documents, threads)?;
        Part::ALL.into_iter().map(|part| made(codebook, part, &rows)).collect()
    })
}

fn marked_up(name: &str) -> PyResult<Format> {
    match name {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        "html" => Ok(Format::Html),
        _ => Err(PyValueError::new_err(format!(
            "unknown format: {name:?}; use \"text\", \"markdown\" or \"html\""
        ))),
    }
}

/// The documents of some columns, read as those of a stream.
fn documents(
    columns: BTreeMap<String, Vec<Option<String>>>,
    options: Options,
) -> PyResult<Vec<Row>> {
    let wanted = columns.get("text").map_or(0, Vec::len);
    for (name, column) in &columns {
        if column.len() != wanted {
            return Err(PyValueError::new_err(format!(
                "{}s has {} entries, texts has {wanted}",
                name,
                column.len()
            )));
        }
    }
    let array = |(name, column): (String, Vec<Option<String>>)| {
        (name, Arc::new(StringArray::from(column)) as ArrayRef, true)
    };
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(array),
    )
    .map_err(|error| TidingsError::new_err(error.to_string()))?;
    let reading = Reading::of(&batch.schema(), options).map_err(fault)?;
    reading.rows(&batch).map_err(fault)
}

/// Their rows, in their order, with the codebook's corrections.
fn rows(
    codebook: &Codebook,
    documents: &[Row],
    threads: usize,
) -> PyResult<Rows> {
    let one = |row: &Row| tidings::arrow::code::code(row, &codebook.coder);
    let each: Vec<Rows> = if threads == 1 {
        documents.iter().map(one).collect()
    } else {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool
            .build()
            .map_err(|error| TidingsError::new_err(error.to_string()))?;
        pool.install(|| documents.par_iter().map(one).collect())
    };
    let mut rows = Rows::default();
    for one in each {
        rows.append(one);
    }
    let mut corrections = Corrections::read(&codebook.files);
    corrections.apply(&mut rows.coded, codebook.coder.codebook());
    Ok(rows)
}

fn made(
    codebook: &Codebook,
    part: Part,
    rows: &Rows,
) -> PyResult<(&'static str, Table)> {
    let output = Output::one(part);
    let columns = schema(&output, &codebook.sha256);
    let batch = of_documents(&output, &columns, rows).map_err(fault)?;
    Ok((output.name, Table::of(batch)))
}

/// A fault as Python tells it.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn fault(diagnostic: Box<Diagnostic>) -> PyErr {
    TidingsError::new_err(diagnostic.to_string())
}

#[pymodule]
fn _tidings(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("TidingsError", module.py().get_type::<TidingsError>())?;
    module.add_class::<Codebook>()?;
    module.add_class::<Table>()?;
    module.add_function(wrap_pyfunction!(code, module)?)
}
