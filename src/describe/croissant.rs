//! `croissant.json`: the tables as JSON-LD by the Croissant standard, which
//! machine-learning tools and dataset searches read. From the same columns as
//! everything else.

use super::citation::{DESCRIPTION, KEYWORDS, MAINTAINERS, TITLE, citation};
use super::datapackage::media_type;
use super::{About, Resource};
use crate::table::{Column, Kind, Sheet};
use serde_json::{Value, json};

/// The metadata of a release, indented, with a final newline.
///
/// Record sets read Parquet where there is any, for it is typed and its text
/// is unguarded; else CSV. No field refers to another: mlcroissant (1.1) joins
/// by references, and loses most rows of a table that has several; foreign
/// keys stand in `datapackage.json`.
#[must_use]
pub fn croissant(
    resources: &[Resource],
    sheets: &[Sheet<'_>],
    about: &About<'_>,
) -> String {
    let files: Vec<Value> = resources.iter().map(file).collect();
    let records: Vec<Value> = sheets
        .iter()
        .filter_map(|sheet| {
            let of = |format| {
                resources.iter().find(move |resource| {
                    resource.table == Some(sheet.table.name)
                        && resource.format == format
                })
            };
            Some(record_set(sheet, of("parquet").or_else(|| of("csv"))?))
        })
        .collect();
    let addresses = about.documents.iter().map(|row| &row.page_address);
    let based: Vec<&String> =
        addresses.filter(|address| !address.is_empty()).collect();
    let licences: Vec<&str> = about.licences().into_iter().collect();
    let mut dataset = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "tidings",
        "alternateName": TITLE,
        "description": DESCRIPTION,
        "version": about.version,
        "keywords": KEYWORDS,
        "citeAs": citation(about),
        "creator": { "@type": "Organization", "name": MAINTAINERS },
        "isLiveDataset": false,
        "distribution": files,
        "recordSet": records,
    });
    if !licences.is_empty() {
        dataset["license"] = json!(licences);
    }
    if !based.is_empty() {
        dataset["isBasedOn"] = json!(based);
    }
    let mut text = format!("{dataset:#}");
    text.push('\n');
    text
}

fn file(resource: &Resource) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": resource.path,
        "name": resource.path,
        "contentUrl": resource.path,
        "contentSize": format!("{} B", resource.bytes),
        // The name that Croissant's readers know Parquet by.
        "encodingFormat": match resource.format {
            "parquet" => "application/x-parquet",
            format => media_type(format),
        },
        "sha256": resource.sha256,
    })
}

fn record_set(sheet: &Sheet<'_>, resource: &Resource) -> Value {
    let table = &sheet.table;
    let key: Vec<Value> = table
        .key
        .iter()
        .map(|name| json!({ "@id": id(table.name, name) }))
        .collect();
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| field(table.name, column, resource))
        .collect();
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": key,
        "field": fields,
    })
}

fn field(table: &str, column: &Column, resource: &Resource) -> Value {
    json!({
        "@type": "cr:Field",
        "@id": id(table, column.name),
        "name": column.name,
        "description": column.description,
        "dataType": match column.kind {
            Kind::Text => "sc:Text",
            Kind::Integer => "sc:Integer",
            Kind::Number => "sc:Float",
            Kind::Date => "sc:Date",
            Kind::Boolean => "sc:Boolean",
        },
        "source": {
            "fileObject": { "@id": resource.path },
            "extract": { "column": column.name },
        },
    })
}

fn id(table: &str, column: &str) -> String {
    format!("{table}/{column}")
}

/// The context that the standard prescribes.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}
