//! The descriptor of counts that were made from events of elsewhere: what
//! `datapackage` says of a release, without what they do not hold.

use super::About;
use super::datapackage::{PROFILES, Resource, describe};
use crate::table::Sheet;
use serde_json::{Value, json};

/// What was counted.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Files with events and their countries, as they were named.
    pub files: Vec<String>,
    /// How many events.
    pub events: usize,
    /// How many documents report them.
    pub documents: usize,
}

impl Counted {
    /// How the descriptor says that it is about counts alone.
    pub const HOLDS: &str = "counts";
}

/// The descriptor of counts, indented, with a final newline.
#[must_use]
pub fn counted(
    resources: &[Resource],
    sheets: &[Sheet<'_>],
    about: &About<'_>,
    made_of: &Counted,
) -> String {
    let mut described: Vec<Value> =
        resources.iter().map(|resource| describe(resource, sheets)).collect();
    for resource in &mut described {
        // The tables that they would refer to are not here.
        if let Some(schema) = resource["schema"].as_object_mut() {
            schema.remove("foreignKeys");
        }
    }
    let sources = made_of.files.iter().map(|file| json!({ "title": file }));
    let package = json!({
        "$schema": format!("{PROFILES}datapackage.json"),
        "name": "tidings-counts",
        "title": "Counts of events in human-rights bulletins",
        "description": format!("{} events of {} documents, counted by tidings.", made_of.events, made_of.documents),
        "version": about.version,
        "tidings": {
            "version": about.version,
            "codebook_version": about.codebook_version,
            "codebook_sha256": about.codebook_sha256,
            "holds": Counted::HOLDS,
            "events": made_of.events,
            "documents": made_of.documents,
        },
        "sources": sources.collect::<Vec<Value>>(),
        "resources": described,
    });
    let mut text = format!("{package:#}");
    text.push('\n');
    text
}
