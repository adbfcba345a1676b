//! Damage that somebody does to a release is found by `tidings check`, even
//! where the checksums were made to fit.

use crate::support::{Corpus, Run};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A published release of a few events.
fn release(formats: &[&str]) -> Corpus {
    let corpus = Corpus::new().with(
        "a.txt",
        "In March 2020, Egypt released two journalists.\n\nIn 2021, Kenya and Uganda abolished the death penalty.\n\nOn 3 May 2021, Norway freed the activist Ola Berg from prison.\n",
    );
    corpus.build(formats).ended(0);
    corpus.check().ended(0);
    corpus
}

/// Changes a file of the release as text.
#[track_caller]
fn edit(corpus: &Corpus, name: &str, change: impl Fn(&str) -> String) {
    let path = corpus.path("out").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "the damage must damage {name}");
    std::fs::write(path, changed).unwrap();
}

/// Writes into the descriptor what the files are now.
fn forge_checksums(corpus: &Corpus) {
    let path = corpus.path("out/datapackage.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut package: Value = serde_json::from_str(&text).unwrap();
    for resource in package["resources"].as_array_mut().unwrap() {
        let file = resource["path"].as_str().unwrap();
        let bytes = std::fs::read(corpus.path("out").join(file)).unwrap();
        let mut hash = String::from("sha256:");
        for byte in Sha256::digest(&bytes) {
            write!(hash, "{byte:02x}").unwrap();
        }
        resource["hash"] = hash.into();
        resource["bytes"] = bytes.len().into();
    }
    std::fs::write(path, package.to_string()).unwrap();
}

/// The check finds something, says in which table, and how to cure it.
#[track_caller]
fn is_found(corpus: &Corpus, table: &str) -> Run {
    corpus.check().ended(1).says(table).says("hint: ")
}

/// Damage to a CSV file is found by its checksum; with a checksum that fits,
/// against Parquet; and without Parquet, by what the tables say, in the table
/// itself or in one that was made of it.
#[track_caller]
fn is_found_in_every_way(
    table: &str,
    shows_in: &str,
    change: impl Fn(&str) -> String,
) {
    let file = format!("csv/{table}.csv");
    let place = format!(" --> {table}");
    let corpus = release(&[]);
    edit(&corpus, &file, &change);
    is_found(&corpus, &file).says("SHA-256");
    forge_checksums(&corpus);
    is_found(&corpus, &place).says("Parquet");
    let alone = release(&["--formats", "csv"]);
    edit(&alone, &file, &change);
    forge_checksums(&alone);
    is_found(&alone, &format!(" --> {shows_in}"));
}

/// Replaces the first of some words.
fn swap(from: &str, to: &str) -> impl Fn(&str) -> String {
    let (from, to) = (from.to_owned(), to.to_owned());
    move |text| text.replacen(&from, &to, 1)
}

fn without_last_line(text: &str) -> String {
    let end = text.trim_end().rfind('\n').unwrap();
    text[..=end].to_owned()
}

#[test]
fn a_changed_status_is_found() {
    is_found_in_every_way("events", "events", swap(",achieved,", ",setback,"));
}

#[test]
fn a_value_outside_the_vocabulary_is_found() {
    is_found_in_every_way(
        "events",
        "events",
        swap(",achieved,", ",splendid,"),
    );
}

#[test]
fn a_changed_country_is_found() {
    is_found_in_every_way(
        "event_countries",
        "events_flat",
        swap(",UGA,", ",UKR,"),
    );
}

#[test]
fn a_changed_count_is_found() {
    is_found_in_every_way("counts_by_region", "counts_by_region", |text| {
        let row = text.lines().find(|line| line.contains(",1,1,0,0,0,1,1"));
        let row = row.unwrap();
        text.replacen(row, &row.replace(",1,1,0,0,0,1,1", ",2,2,0,0,0,1,2"), 1)
    });
}

#[test]
fn a_dropped_row_is_found() {
    is_found_in_every_way("event_countries", "events_flat", without_last_line);
    is_found_in_every_way(
        "counts_by_year",
        "counts_by_year",
        without_last_line,
    );
    is_found_in_every_way(
        "counts_by_theme",
        "counts_by_theme",
        without_last_line,
    );
}

#[test]
fn a_dropped_document_is_found_where_it_is_missed() {
    let corpus = release(&["--formats", "csv"]);
    edit(&corpus, "csv/documents.csv", without_last_line);
    forge_checksums(&corpus);
    is_found(&corpus, " --> events");
}

#[test]
fn a_key_that_stands_twice_is_found() {
    is_found_in_every_way("themes", "themes", |text| {
        let row = text.lines().nth(3).unwrap();
        text.replacen(row, &format!("{row}\n{row}"), 1)
    });
    is_found_in_every_way("events", "events", |text| {
        let row = text.lines().nth(1).unwrap();
        text.replacen(row, &format!("{row}\n{row}"), 1)
    });
}

#[test]
fn rows_out_of_order_are_found() {
    is_found_in_every_way("events", "events", |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.swap(1, 2);
        lines.join("\n") + "\n"
    });
}

#[test]
fn a_label_that_is_not_the_codes_is_found() {
    is_found_in_every_way(
        "events_flat",
        "events_flat",
        swap("Death penalty", "Life"),
    );
}

#[test]
fn swapped_files_are_found() {
    let corpus = release(&["--formats", "csv"]);
    let (a, b) =
        (corpus.path("out/csv/events.csv"), corpus.path("out/csv/themes.csv"));
    let (bytes, other) =
        (std::fs::read(&a).unwrap(), std::fs::read(&b).unwrap());
    std::fs::write(&a, other).unwrap();
    std::fs::write(&b, bytes).unwrap();
    is_found(&corpus, "csv/events.csv").says("csv/themes.csv");
    forge_checksums(&corpus);
    is_found(&corpus, " --> events").says(" --> themes");
}

#[test]
fn a_cut_off_file_is_found() {
    for name in ["parquet/events.parquet", "csv/events.csv"] {
        let corpus = release(&[]);
        let path = corpus.path("out").join(name);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        is_found(&corpus, name);
        forge_checksums(&corpus);
        is_found(&corpus, " --> events");
    }
}

#[test]
fn missing_and_foreign_files_are_found() {
    let corpus = release(&[]);
    std::fs::remove_file(corpus.path("out/csv/events.csv")).unwrap();
    corpus.write("out/csv/mine.csv", "a,b\n1,2\n");
    is_found(&corpus, "csv/events.csv").says("csv/mine.csv");
}

#[test]
fn a_source_that_changed_is_found() {
    let corpus = release(&[]);
    let (out, input) = (corpus.path("out"), corpus.path("in"));
    let check = || {
        crate::support::tidings([
            "check".as_ref(),
            out.as_os_str(),
            "--sources".as_ref(),
            input.as_os_str(),
        ])
    };
    check().ended(0);
    corpus.write("in/a.txt", "In March 2020, Egypt jailed two journalists.\n");
    check().ended(1).says("documents").says("a.txt");
}

/// With any byte of it changed, a table of a release is read or refused: that
/// never ends the program, nor asks for memory that there is not.
#[test]
fn a_table_with_a_changed_byte_is_read_or_refused() {
    let corpus = release(&["--formats", "parquet"]);
    let whole = std::fs::read(corpus.path("out/parquet/events.parquet"));
    let whole = whole.unwrap();
    let mut refused = 0;
    for at in 0..whole.len() {
        for other in [0x01, 0x40, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= other;
            if let Err(error) = tidings::io::parquet::read(&bytes) {
                assert!(!error.to_string().is_empty());
                refused += 1;
            }
        }
    }
    assert!(refused > whole.len() / 4, "{refused} of {}", whole.len());
}
