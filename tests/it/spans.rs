//! Every span of a release leads back to its words. Read here by a reading of
//! encodings and markup that shares nothing with the program's own.

use crate::support::{Row, root, rows, tidings};
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Tables with spans, and the column that holds the words.
const WORDS: [(&str, &str); 5] = [
    ("events", "evidence"),
    ("sections", "heading"),
    ("items", "text"),
    ("sentences", "text"),
    ("candidates", "trigger"),
];

/// Publishes a folder, and hands each row with a span to a judge, together
/// with its document and that document's bytes.
fn each_span(
    input: &Path,
    mut judge: impl FnMut(&str, &str, &Row, &Row, &[u8]),
) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    tidings([
        "build".as_ref(),
        input.as_os_str(),
        "--quiet".as_ref(),
        "--output".as_ref(),
        output.as_os_str(),
    ])
    .ended(0);
    let documents: BTreeMap<String, (Row, Vec<u8>)> =
        rows(&output, "documents")
            .into_iter()
            .map(|row| {
                let bytes = std::fs::read(input.join(&row["source"])).unwrap();
                (row["document_id"].clone(), (row, bytes))
            })
            .collect();
    let mut judged = 0;
    for (table, column) in WORDS {
        for row in rows(&output, table) {
            let (document, bytes) = &documents[&row["document_id"]];
            judge(table, column, &row, document, bytes);
            judged += 1;
        }
    }
    judged
}

fn place(row: &Row) -> std::ops::Range<usize> {
    row["byte_start"].parse().unwrap()..row["byte_end"].parse().unwrap()
}

/// Letters and digits of some bytes, in order, without markup.
fn letters(bytes: &[u8], document: &Row) -> String {
    let label = document["encoding"].as_bytes();
    let encoding = encoding_rs::Encoding::for_label(label).unwrap();
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = match &*document["format"] {
        "text" => text.into_owned(),
        "html" => characters(&tagless(&text)),
        "markdown" => characters(&tagless(&untargeted(&text))),
        other => panic!("no such format: {other}"),
    };
    alphanumeric(&text)
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without what stands between `<` and `>`.
fn tagless(text: &str) -> String {
    let mut parts = text.split('<');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    kept
}

/// Without the `(…)` of a Markdown link.
fn untargeted(text: &str) -> String {
    let mut parts = text.split("](");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once(')').map_or("", |(_, after)| after));
    }
    kept
}

/// Character references as what they stand for. Names of signs may vanish:
/// only letters and digits are compared.
fn characters(text: &str) -> String {
    const ACCENTS: [(&str, char); 8] = [
        ("acute", '\u{301}'),
        ("grave", '\u{300}'),
        ("circ", '\u{302}'),
        ("uml", '\u{308}'),
        ("tilde", '\u{303}'),
        ("cedil", '\u{327}'),
        ("caron", '\u{30c}'),
        ("ring", '\u{30a}'),
    ];
    let mut parts = text.split('&');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let named = part.split_once(';').filter(|(name, _)| {
            !name.is_empty()
                && name.len() < 9
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        });
        let Some((name, after)) = named else {
            kept.push_str(part);
            continue;
        };
        let number = name.strip_prefix('#').map(|number| {
            match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            }
        });
        if let Some(number) = number {
            kept.extend(number.ok().and_then(char::from_u32));
        } else {
            let accented = ACCENTS.iter().find_map(|(accent, mark)| {
                let letter = name.strip_suffix(accent)?;
                (letter.len() == 1).then(|| format!("{letter}{mark}"))
            });
            kept.extend(accented.iter().flat_map(|text| text.nfc()));
        }
        kept.push_str(after);
    }
    kept
}

/// Every span of a folder's release holds its row's words, and stands on the
/// line that the row says.
fn all_lead_back(input: &Path) {
    let judged = each_span(input, |table, column, row, document, bytes| {
        let words = &row[column];
        let slice = &bytes[place(row)];
        assert_eq!(
            letters(slice, document),
            alphanumeric(words),
            "{table} of {}: {words}",
            document["source"]
        );
        let before = &bytes[..place(row).start];
        let lines = 1 + before.iter().filter(|b| **b == b'\n').count();
        assert_eq!(row["line"], lines.to_string(), "{table}: {words}");
    });
    assert!(judged > 500, "only {judged} spans");
}

#[test]
fn spans_of_the_sample_lead_back() {
    all_lead_back(&root().join("raw"));
}

#[test]
fn spans_of_the_hand_coded_bulletins_lead_back() {
    all_lead_back(&root().join("tests/gold"));
}

#[test]
fn spans_nest() {
    let mut items: BTreeMap<String, std::ops::Range<usize>> = BTreeMap::new();
    let mut inner: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    each_span(&root().join("raw"), |table, _, row, _, _| match table {
        "items" => {
            items.insert(row["item_id"].clone(), place(row));
        }
        "events" | "sentences" => {
            inner.push((row["item_id"].clone(), place(row)));
        }
        _ => {}
    });
    assert!(!inner.is_empty());
    for (item, span) in inner {
        let around = &items[&item];
        assert!(around.start <= span.start && span.end <= around.end);
    }
}
