//! Every span leads back to its words: the source's bytes, cut at the row's
//! place and read, are the row's words but for white space and markup.
//!
//! Reads markup in its own simple way, not with the parsers that made the
//! text, so that a fault of theirs cannot hide itself.

use super::{Findings, table, unpaired};
use crate::codebook::hex;
use crate::diagnostic::Diagnostic;
use crate::normalise::{Format, Source};
use crate::table::Sheet;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Tables with spans, and the column that holds the words.
const WORDS: [(&str, &str); 5] = [
    ("events", "evidence"),
    ("sections", "heading"),
    ("items", "text"),
    ("sentences", "text"),
    ("candidates", "trigger"),
];

/// Checks every span of the documents whose sources are at hand.
#[must_use]
pub fn spans(sheets: &[Sheet<'_>], sources: &[Source]) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let by_hash: FxHashMap<String, &Source> = sources
        .iter()
        .map(|source| (hex(&Sha256::digest(&source.bytes)), source))
        .collect();
    let mut of: FxHashMap<&str, (&Source, &str)> = FxHashMap::default();
    if let Some(documents) = table(sheets, "documents") {
        for row in 0..documents.rows.len() {
            let cell = |name| documents.cell(row, name).text();
            match by_hash.get(cell("sha256")) {
                Some(source) => {
                    let found = (*source, cell("encoding"));
                    of.insert(cell("document_id"), found);
                }
                None => findings.add(
                    "source-missing",
                    "documents",
                    Some(row),
                    format!(
                        "its source is not at hand, or has changed: `{}`",
                        cell("source")
                    ),
                ),
            }
        }
    }
    for (name, column) in WORDS {
        let Some(sheet) = table(sheets, name) else { continue };
        for row in 0..sheet.rows.len() {
            let id = sheet.cell(row, "document_id").text();
            let Some((source, encoding)) = of.get(id) else { continue };
            let words = sheet.cell(row, column).text();
            let place = |name| {
                let byte = sheet.cell(row, name).integer();
                byte.and_then(|byte| usize::try_from(byte).ok())
            };
            let slice = place("byte_start")
                .zip(place("byte_end"))
                .and_then(|(start, end)| source.bytes.get(start..end));
            let right = slice.is_some_and(|slice| {
                is_printed(slice, words, source.format, encoding)
            });
            if !right {
                let message = format!(
                    "these words do not stand there in `{}`: `{words}`",
                    source.path
                );
                findings.add("span", name, Some(row), message);
            }
        }
    }
    findings.finish()
}

/// Whether some bytes of a source say these words.
fn is_printed(
    slice: &[u8],
    words: &str,
    format: Format,
    encoding: &str,
) -> bool {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes())
        .unwrap_or(encoding_rs::UTF_8);
    let (text, _) = encoding.decode_without_bom_handling(slice);
    let read = match format {
        Format::Text => text.clone(),
        Format::Html => Cow::Owned(without_tags(&text)),
        Format::Markdown => Cow::Owned(without_tags(&without_targets(&text))),
    };
    bare(&read, format).eq(bare(words, format))
        || (may_be_unpaired(&text, format)
            && unpaired::is_printed(&text, bare(words, Format::Markdown)))
}

/// Whether what is markup in a slice may hang on what is outside it.
fn may_be_unpaired(slice: &str, format: Format) -> bool {
    match format {
        Format::Text => false,
        Format::Html => slice.contains('<'),
        Format::Markdown => true,
    }
}

/// The characters that count: no white space, nothing invisible, nothing that
/// could not be read; in Markdown, where stars and dashes may be markup,
/// letters and digits only.
fn bare(text: &str, format: Format) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(move |c| match format {
        Format::Markdown => c.is_alphanumeric(),
        _ => {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    '\u{ad}' | '\u{200b}'..='\u{200f}'
                        | '\u{202a}'..='\u{202e}'
                        | '\u{2060}'..='\u{2064}'
                        | '\u{2066}'..='\u{2069}'
                        | '\u{feff}' | '\u{fffd}'
                )
        }
    })
}

/// HTML as its words: tags and comments away, entities read.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for token in html5gum::Tokenizer::new(html) {
        let Ok(token) = token;
        if let html5gum::Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    text
}

/// Markdown without the targets of its links: `](…)`.
fn without_targets(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find("](") {
        text.push_str(&rest[..at]);
        let target = &rest[at..];
        rest = target.find(')').map_or("", |end| &target[end + 1..]);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::is_printed;
    use crate::normalise::Format;

    #[test]
    fn words_are_found_in_any_markup() {
        let right = |slice: &str, words: &str, format| {
            is_printed(slice.as_bytes(), words, format, "UTF-8")
        };
        assert!(right(
            "Eya\u{a0} was\r\n  freed",
            "Eya was freed",
            Format::Text
        ));
        assert!(right("<b>Eya</b> &amp;&nbsp;Bo", "Eya & Bo", Format::Html));
        assert!(right(
            "**Eya** [was](http://x.y/z) freed",
            "Eya was freed",
            Format::Markdown
        ));
        assert!(right(
            "Eya \u{202a}was\u{202c} freed",
            "Eya was freed",
            Format::Text
        ));
        // Where no tag can stand, what looks like one is text.
        assert!(right("</e", "</e", Format::Html));
        assert!(right("a <b> c </e", "a <b> c </e", Format::Html));
        assert!(!right("<b>Eya</b> was", "Eya is", Format::Html));
        assert!(right("Eya\0 was", "Eya\u{fffd} was", Format::Text));
        assert!(!right("Eya was jailed", "Eya was freed", Format::Text));
        assert!(is_printed(
            b"Garc\xeda",
            "García",
            Format::Text,
            "windows-1252"
        ));
    }
}
