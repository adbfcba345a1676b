//! Who made a release and how it is cited: said the same in workbook,
//! descriptor and metadata. No date, for a release has none: its version and
//! the codebook's hash tell it from every other.

use super::About;
use serde_json::{Map, Value, json};

/// Title of a release.
pub(super) const TITLE: &str = "Events in human-rights bulletins";

/// What a release is.
pub(super) const DESCRIPTION: &str = "Outcomes that human-rights bulletins report, coded and counted by tidings. Counts are of what publishers report, not of the world.";

/// Who answers for it; as in `CITATION.cff`.
pub(super) const MAINTAINERS: &str = "The tidings maintainers";

/// What to look for it under.
pub(super) const KEYWORDS: [&str; 5] = [
    "human rights",
    "event data",
    "content analysis",
    "civil society",
    "counts",
];

/// Characters of the codebook's hash that a citation shows.
const SHORT: usize = 12;

/// How to cite a release.
#[must_use]
pub fn citation(about: &About<'_>) -> String {
    let hash = about.codebook_sha256;
    format!(
        "{MAINTAINERS}: {TITLE}. Coded with tidings {} and codebook {} ({}) from {} documents.",
        about.version,
        about.codebook_version,
        hash.get(..SHORT).unwrap_or(hash),
        about.count
    )
}

/// A licence by its SPDX name if it looks like one, by its address if it is
/// one, else by a name of our own with its words as title: the standard
/// demands a name or a path.
pub(super) fn licence(text: &str) -> Value {
    let is_name = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    if is_name {
        return json!({ "name": text });
    }
    if is_address(text) {
        return json!({ "path": text });
    }
    let words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>();
    json!({
        "name": format!("LicenseRef-{}", words.join("-")),
        "title": text,
    })
}

/// A document as a source of the release, with its origin.
pub(super) fn source(document: &crate::table::Document) -> Value {
    let hash = format!("sha256:{}", &*document.sha256);
    let accessed = document.date_accessed.map(|day| day.to_string());
    let title = if document.title.is_empty() {
        &*document.source
    } else {
        &document.title
    };
    let mut fields = Map::new();
    for (name, text) in [
        ("title", title),
        ("file", &document.source),
        ("publisher", &document.publisher),
        ("datePublished", &document.date_published),
        ("dateAccessed", accessed.as_deref().unwrap_or("")),
        ("licence", &document.licence),
        ("note", &document.note),
        ("hash", &hash),
    ] {
        if !text.is_empty() {
            fields.insert(name.to_owned(), Value::from(text));
        }
    }
    fields.insert("bytes".to_owned(), document.bytes.into());
    if let Some(year) = document.year_covered {
        fields.insert("yearCovered".to_owned(), year.into());
    }
    // Front matter may hold anything, and a path that is none is an error.
    if is_address(&document.page_address) {
        fields.insert("path".to_owned(), (&*document.page_address).into());
    }
    Value::Object(fields)
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_has_a_name_or_a_path() {
        assert_eq!(licence("CC0-1.0"), json!({ "name": "CC0-1.0" }));
        let address = "https://creativecommons.org/licenses/by/4.0/";
        assert_eq!(licence(address), json!({ "path": address }));
        // The standard's profile allows no `+` in a name.
        assert_eq!(licence("GPL-2.0+")["name"], "LicenseRef-GPL-2-0");
        assert_eq!(
            licence("All rights reserved"),
            json!({
                "name": "LicenseRef-All-rights-reserved",
                "title": "All rights reserved",
            })
        );
    }
}
