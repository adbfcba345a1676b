//! The release as a schema.org `Dataset`, for search engines and catalogues
//! that read a page's head.

use super::records::records;
use crate::describe::citation::TITLE;
use crate::describe::datapackage::media_type;
use crate::describe::{About, Resource, type_name};
use crate::table::{Column, EventFlat, Row, Sheet};
use serde_json::{Value, json};

/// The description, as JSON-LD.
pub(super) fn dataset(
    resources: &[Resource],
    sheets: &[Sheet<'_>],
    about: &About<'_>,
) -> Value {
    let mut value = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE,
        "description": super::DESCRIPTION,
        "version": about.version,
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": super::CREATOR },
        "measurementTechnique": format!(
            "Coding by tidings {}, codebook version {} (SHA-256 {})",
            about.version, about.codebook_version, about.codebook_sha256
        ),
        "variableMeasured":
            EventFlat::TABLE.columns.iter().map(variable).collect::<Vec<_>>(),
        "distribution": resources.iter().map(download).collect::<Vec<_>>(),
        "isBasedOn": about.documents.iter().map(source).collect::<Vec<_>>(),
    });
    if let Some(time) = time(sheets) {
        value["temporalCoverage"] = time.into();
    }
    let licences: Vec<String> =
        about.licences().into_iter().map(licence).collect();
    if !licences.is_empty() {
        value["license"] = licences.into();
    }
    value
}

/// The days from the first event to the last.
fn time(sheets: &[Sheet<'_>]) -> Option<String> {
    let days = |column: &'static str| {
        records(sheets, "events").filter_map(move |row| {
            row.json(column).as_str().map(str::to_owned)
        })
    };
    Some(format!("{}/{}", days("date_start").min()?, days("date_end").max()?))
}

fn variable(column: &Column) -> Value {
    json!({
        "@type": "PropertyValue",
        "name": column.name,
        "description": column.description,
        "valueReference": type_name(column.kind),
    })
}

fn download(resource: &Resource) -> Value {
    json!({
        "@type": "DataDownload",
        "name": resource.path,
        "contentUrl": resource.path,
        "encodingFormat": media_type(resource.format),
        "contentSize": format!("{} B", resource.bytes),
        "sha256": resource.sha256,
    })
}

fn source(document: &crate::table::Document) -> Value {
    let title = match document.title.as_str() {
        "" => &document.source,
        title => title,
    };
    let mut value = json!({ "@type": "CreativeWork", "name": title });
    let known = [
        ("publisher", &document.publisher),
        ("datePublished", &document.date_published),
        ("url", &document.page_address),
    ];
    for (name, text) in known {
        if !text.is_empty() {
            value[name] = text.as_str().into();
        }
    }
    value
}

/// The page of a licence that is called by its SPDX name; else its words.
fn licence(text: &str) -> String {
    let is_name = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    if is_name {
        format!("https://spdx.org/licenses/{text}.html")
    } else {
        text.to_owned()
    }
}
