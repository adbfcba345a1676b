//! `datapackage.json`, by the Data Package standard, version 2.

use super::{About, categories, type_name};
use crate::table::{Column, Sheet};
use serde_json::{Map, Value, json};

/// A file of the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Path below the release's folder.
    pub path: String,
    /// `csv`, `parquet`, `md` or `html`.
    pub format: &'static str,
    /// The table that it holds, if any.
    pub table: Option<&'static str>,
    /// Its size.
    pub bytes: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Resource {
    /// Its media type.
    #[must_use]
    pub fn mediatype(&self) -> &'static str {
        match self.format {
            "csv" => "text/csv",
            "parquet" => "application/vnd.apache.parquet",
            "html" => "text/html",
            _ => "text/markdown",
        }
    }

    /// The table that it holds, or the stem of its file.
    fn title(&self) -> String {
        let stem = self.path.split('.').next().unwrap_or_default();
        self.table.map_or_else(|| stem.to_lowercase(), str::to_owned)
    }
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
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tidings",
        "title": "Events in human-rights bulletins",
        "description": "Outcomes that human-rights bulletins report, coded and counted by tidings. Counts are of what publishers report, not of the world. README.md explains every column.",
        "version": about.version,
        "tidings": {
            "version": about.version,
            "codebook_version": about.codebook_version,
            "codebook_sha256": about.codebook_sha256,
        },
        "sources": about.documents.iter().map(source).collect::<Vec<_>>(),
        "resources": described,
    });
    let licences: Vec<Value> =
        about.licences().into_iter().map(licence).collect();
    if !licences.is_empty() {
        package["licenses"] = Value::Array(licences);
    }
    let mut text = format!("{package:#}");
    text.push('\n');
    text
}

/// A licence by its SPDX name if it looks like one, else by its title.
fn licence(text: &str) -> Value {
    let is_name = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    json!({ if is_name { "name" } else { "title" }: text })
}

fn source(document: &crate::table::Document) -> Value {
    let mut fields = Map::new();
    let known = [
        ("title", &*document.title),
        ("path", &document.page_address),
        ("file", &document.source),
        ("publisher", &document.publisher),
        ("datePublished", &document.date_published),
        ("licence", &document.licence),
        ("note", &document.note),
        ("hash", &document.sha256),
    ];
    for (name, text) in known {
        if !text.is_empty() {
            fields.insert(name.to_owned(), Value::from(text));
        }
    }
    fields.entry("title").or_insert_with(|| (&*document.source).into());
    if let Some(hash) = fields.get_mut("hash") {
        *hash = format!("sha256:{}", &*document.sha256).into();
    }
    Value::Object(fields)
}

fn describe(resource: &Resource, sheets: &[Sheet<'_>]) -> Value {
    let mut value = json!({
        "name": name(&resource.title(), resource.format),
        "path": resource.path,
        "format": resource.format,
        "mediatype": resource.mediatype(),
        "bytes": resource.bytes,
        "hash": format!("sha256:{}", resource.sha256),
    });
    if resource.format != "parquet" {
        value["encoding"] = "utf-8".into();
    }
    let sheet =
        sheets.iter().find(|sheet| Some(sheet.table.name) == resource.table);
    let Some(sheet) = sheet else { return value };
    value["description"] = sheet.table.description.into();
    value["schema"] = schema(sheet, resource.format, sheets);
    if resource.format == "csv" {
        value["type"] = "table".into();
        value["dialect"] = json!({
            "header": true,
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "lineTerminator": "\n",
        });
        value["guard"] = "A text cell that would begin with =, +, -, @ (after any apostrophes) begins with one apostrophe more.".into();
    }
    value
}

/// The tables' own names belong to the CSV files; every format refers to its
/// own kind.
fn name(table: &str, format: &str) -> String {
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
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    let in_key = |column: &&Column| table.key.contains(&column.name);
    if table.columns.iter().filter(in_key).all(|column| !column.nullable) {
        schema["primaryKey"] = json!(table.key);
    }
    let references: Vec<Value> = table
        .columns
        .iter()
        .filter_map(|column| {
            let target = column.references?;
            Some(json!({
                "fields": [column.name],
                "reference": {
                    "resource": name(target, format),
                    "fields": [column.name],
                },
            }))
        })
        .collect();
    if !references.is_empty() {
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
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    if let Some(list) = categories(sheet, column.name, sheets) {
        field["categories"] = list
            .into_iter()
            .map(|(value, label)| json!({ "value": value, "label": label }))
            .collect();
    }
    field
}
