//! The columns of a stream as an Arrow schema, as Spark writes one, and as
//! JSON. The one place that knows which Arrow type stands for which kind of
//! cell: plain types only, which every engine takes.

use super::output::Output;
use crate::table::Kind;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde_json::{Value, json};
use std::sync::Arc;

/// Names of what a schema, and every Parquet file, says of its making.
pub const CODEBOOK: &str = "tidings.codebook_sha256";
/// The table's name.
pub const TABLE: &str = "tidings.table";
/// The program's version.
pub const VERSION: &str = "tidings.version";

/// The Arrow schema, with what the rows were made by.
#[must_use]
pub fn schema(output: &Output, codebook_sha256: &str) -> SchemaRef {
    let fields: Vec<Field> = output
        .columns
        .iter()
        .map(|column| {
            let kind = data_type(column.kind);
            Field::new(column.name, kind, column.nullable)
        })
        .collect();
    let made_by = [
        (CODEBOOK, codebook_sha256),
        (TABLE, output.name),
        (VERSION, env!("CARGO_PKG_VERSION")),
    ];
    Arc::new(Schema::new(fields).with_metadata(made_by))
}

/// The Arrow type of a kind of cell. Whole numbers are signed, because not
/// every reader takes unsigned ones.
pub(super) fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::Boolean => DataType::Boolean,
    }
}

/// The schema as Spark SQL writes the columns of a table.
#[must_use]
pub fn spark(output: &Output) -> String {
    let columns = output.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "STRING",
            Kind::Integer => "BIGINT",
            Kind::Number => "DOUBLE",
            Kind::Date => "DATE",
            Kind::Boolean => "BOOLEAN",
        };
        let known = if column.nullable { "" } else { " NOT NULL" };
        format!("`{}` {kind}{known}", column.name)
    });
    columns.collect::<Vec<_>>().join(", ")
}

/// The schema for programs, with key and meanings.
#[must_use]
pub fn json(output: &Output, codebook_sha256: &str) -> Value {
    let columns = output.columns.iter().map(|column| {
        json!({
            "name": column.name,
            "type": data_type(column.kind).to_string(),
            "nullable": column.nullable,
            "description": column.description,
        })
    });
    json!({
        "table": output.name,
        "version": env!("CARGO_PKG_VERSION"),
        "codebook_sha256": codebook_sha256,
        "key": output.key,
        "columns": columns.collect::<Vec<_>>(),
    })
}
