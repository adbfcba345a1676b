//! `datapackage.json`, by the Data Package standard, version 2.

use super::citation::{
    DESCRIPTION, KEYWORDS, MAINTAINERS, TITLE, citation, licence, source,
};
use super::{About, categories, type_name};
use crate::table::{Column, Sheet, constraint};
use serde_json::{Map, Value, json};

/// Where the standard's profiles stand.
pub(super) const PROFILES: &str = "https://datapackage.org/profiles/2.0/";

/// How the descriptor says that rows stand in the order of the documents.
pub const BY_DOCUMENT: &str = "by_document";

/// A file of the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Path below the release's folder.
    pub path: String,
    /// `csv`, `parquet`, `xlsx`, `html`, `jsonld` or `md`.
    pub format: &'static str,
    /// The table that it holds, if any.
    pub table: Option<&'static str>,
    /// Its size.
    pub bytes: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The descriptor of a release, indented, with a final newline.
#[must_use]
pub fn datapackage(
    resources: &[Resource],
    sheets: &[Sheet<'_>],
    about: &About<'_>,
) -> String {
    let described: Vec<Value> =
        resources.iter().map(|resource| describe(resource, sheets)).collect();
    let mut package = json!({
        "$schema": format!("{PROFILES}datapackage.json"),
        "name": "tidings",
        "title": TITLE,
        "description": format!("{DESCRIPTION} README.md explains every column."),
        "version": about.version,
        "keywords": KEYWORDS,
        "citation": citation(about),
        "contributors": [{ "title": MAINTAINERS, "roles": ["creator"] }],
        "tidings": {
            "version": about.version,
            "codebook_version": about.codebook_version,
            "codebook_sha256": about.codebook_sha256,
        },
        "sources": about.documents.iter().map(source).collect::<Vec<_>>(),
        "resources": described,
    });
    if let Some(tables) = &about.left_out {
        package["tidings"]["rows"] = BY_DOCUMENT.into();
        package["tidings"]["left_out"] = json!(tables);
    }
    let licences: Vec<Value> =
        about.licences().into_iter().map(licence).collect();
    if !licences.is_empty() {
        package["licenses"] = Value::Array(licences);
    }
    let mut text = format!("{package:#}");
    text.push('\n');
    text
}

pub(super) fn describe(resource: &Resource, sheets: &[Sheet<'_>]) -> Value {
    let mut value = json!({
        "$schema": format!("{PROFILES}dataresource.json"),
        "name": name(resource),
        "path": resource.path,
        "format": format_name(resource.format),
        "mediatype": media_type(resource.format),
        "bytes": resource.bytes,
        "hash": format!("sha256:{}", resource.sha256),
    });
    if !matches!(resource.format, "parquet" | "xlsx") {
        value["encoding"] = "utf-8".into();
    }
    let table = match resource.format {
        "xlsx" => Some(SHEET),
        _ => resource.table,
    };
    let sheet = sheets.iter().find(|sheet| Some(sheet.table.name) == table);
    let Some(sheet) = sheet else { return value };
    value["description"] = sheet.table.description.into();
    value["schema"] = schema(sheet, resource.format, sheets);
    if resource.format != "parquet" {
        value["type"] = "table".into();
    }
    let profile = format!("{PROFILES}tabledialect.json");
    if resource.format == "csv" {
        value["dialect"] = json!({
            "$schema": profile,
            "header": true,
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "lineTerminator": "\n",
        });
        value["guard"] = "A text cell that would begin with =, +, -, @ (after any apostrophes) begins with one apostrophe more.".into();
    }
    if resource.format == "xlsx" {
        // The second is what frictionless calls the first.
        value["dialect"] = json!({
            "$schema": profile,
            "sheetName": SHEET,
            "excel": { "sheet": SHEET },
        });
        value["description"] = "Workbook: counts with charts, events, documents and a dictionary. The schema is that of the sheet with the events.".into();
    }
    value
}

/// The sheet of the workbook that its schema describes: a resource has one.
const SHEET: &str = "events_flat";

/// The name of a format. A type and the common name `parquet` would have
/// frictionless (5.21) read these files by way of pandas, which takes whole
/// numbers beside unknown ones for real numbers, and call them wrong; so it
/// compares size and hash alone.
fn format_name(format: &str) -> &str {
    match format {
        "parquet" => "apache-parquet",
        format => format,
    }
}

/// The media type of a format's files.
pub(super) fn media_type(format: &str) -> &'static str {
    match format {
        "csv" => "text/csv",
        "parquet" => "application/vnd.apache.parquet",
        "xlsx" => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        "html" => "text/html",
        "jsonld" => "application/ld+json",
        _ => "text/markdown",
    }
}

/// The name of a file among the resources.
fn name(resource: &Resource) -> String {
    match (resource.table, resource.format) {
        (Some(table), format) => table_name(table, format),
        (None, "xlsx") => "workbook".to_owned(),
        (None, "html") => "report".to_owned(),
        (None, "jsonld") => "croissant".to_owned(),
        (None, _) => "readme".to_owned(),
    }
}

/// The tables' own names belong to the CSV files; every format refers to its
/// own kind.
fn table_name(table: &str, format: &str) -> String {
    if format == "parquet" {
        format!("{table}_parquet")
    } else {
        table.to_owned()
    }
}

fn schema(sheet: &Sheet<'_>, format: &str, sheets: &[Sheet<'_>]) -> Value {
    let table = &sheet.table;
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| field(column, sheet, sheets))
        .collect();
    let mut schema = json!({
        "$schema": format!("{PROFILES}tableschema.json"),
        "fields": fields,
        "missingValues": [""],
    });
    let in_key = |column: &&Column| table.key.contains(&column.name);
    if table.columns.iter().filter(in_key).all(|column| !column.nullable) {
        schema["primaryKey"] = json!(table.key);
    } else {
        // Part of a primary key must not be unknown.
        schema["uniqueKeys"] = json!([table.key]);
    }
    let references: Vec<Value> = table
        .columns
        .iter()
        .filter_map(|column| {
            let target = column.references?;
            Some(json!({
                "fields": [column.name],
                "reference": {
                    "resource": table_name(target, format),
                    "fields": [column.name],
                },
            }))
        })
        .collect();
    // A workbook has no resources of its own to refer to.
    if !references.is_empty() && format != "xlsx" {
        schema["foreignKeys"] = references.into();
    }
    schema
}

fn field(column: &Column, sheet: &Sheet<'_>, sheets: &[Sheet<'_>]) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": type_name(column.kind),
        "description": column.description,
    });
    let mut constraints = Map::new();
    if !column.nullable {
        constraints.insert("required".to_owned(), true.into());
    }
    if sheet.table.key == [column.name] && !column.nullable {
        constraints.insert("unique".to_owned(), true.into());
    }
    let bounds = constraint(column);
    if let Some(minimum) = bounds.minimum {
        constraints.insert("minimum".to_owned(), minimum.into());
    }
    if let Some(maximum) = bounds.maximum {
        constraints.insert("maximum".to_owned(), maximum.into());
    }
    if let Some(pattern) = bounds.pattern {
        constraints.insert("pattern".to_owned(), pattern.into());
    }
    let list = categories(sheet, column.name, sheets);
    if let Some(list) = &list {
        let values = list.iter().map(|(value, _)| value.as_str());
        constraints.insert("enum".to_owned(), values.collect());
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    if let Some(list) = list {
        field["categories"] = list
            .into_iter()
            .map(|(value, label)| json!({ "value": value, "label": label }))
            .collect();
    }
    field
}
