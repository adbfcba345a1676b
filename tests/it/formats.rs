//! What the files hold: CSV as spreadsheets and other programs read it, a
//! descriptor that says the truth of them.

use crate::support::{Corpus, files, root};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const BOM: &[u8] = "\u{feff}".as_bytes();

#[test]
fn a_release_of_csv_alone_is_whole() {
    let corpus = Corpus::small();
    corpus.build(&["--formats", "csv"]).ended(0);
    let made = files(&corpus.path("out"));
    assert!(made.contains_key("csv/events.csv"));
    assert!(!made.keys().any(|name| name.contains("parquet")));
    assert!(!made.contains_key("tidings.xlsx"));
    assert!(!made["datapackage.json"].is_empty());
    corpus.check().ended(0);
}

#[test]
fn a_release_of_parquet_alone_is_whole() {
    let corpus = Corpus::small();
    corpus.build(&["--formats", "parquet"]).ended(0);
    let made = files(&corpus.path("out"));
    let events = &made["parquet/events.parquet"];
    assert!(events.starts_with(b"PAR1") && events.ends_with(b"PAR1"));
    assert!(!made.keys().any(|name| name.contains("csv")));
    corpus.check().ended(0);
}

#[test]
fn a_workbook_alone_is_refused_for_it_cannot_be_verified() {
    let corpus = Corpus::small();
    corpus.build(&["--formats", "xlsx"]).ended(2).says("csv,xlsx");
    assert!(!corpus.path("out").exists());
    corpus.build(&["--formats", "csv,xlsx"]).ended(0).says("report.html");
    corpus.check().ended(0);
}

#[test]
fn a_changed_workbook_is_noticed() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let mut bytes = files(&corpus.path("out")).remove("tidings.xlsx").unwrap();
    assert!(bytes.starts_with(b"PK"));
    *bytes.last_mut().unwrap() ^= 1;
    corpus.write("out/tidings.xlsx", &bytes);
    corpus.check().ended(1).says("tidings.xlsx").says("SHA-256");
}

#[test]
fn whoever_cites_the_program_and_the_data_names_the_same_people() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let made = files(&corpus.path("out"));
    let package: Value =
        serde_json::from_slice(&made["datapackage.json"]).unwrap();
    let people = package["contributors"][0]["title"].as_str().unwrap();
    let citation = root().join("CITATION.cff");
    let citation = std::fs::read_to_string(citation).unwrap();
    assert!(citation.contains(&format!("- name: {people}")));
    let readme = String::from_utf8(made["README.md"].clone()).unwrap();
    assert!(readme.contains(package["citation"].as_str().unwrap()));
}

#[test]
fn the_byte_order_mark_can_be_left_out_and_nothing_else_changes() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let marked = files(&corpus.path("out"));
    corpus.build(&["--no-bom"]).ended(0);
    let bare = files(&corpus.path("out"));
    corpus.check().ended(0);
    for (name, bytes) in &marked {
        if name.starts_with("csv/") {
            let rest = bytes.strip_prefix(BOM).expect("a mark");
            assert!(bare[name] == rest, "{name} differs beyond its mark");
        } else if name.ends_with(".parquet") {
            assert!(&bare[name] == bytes, "{name} differs");
        }
    }
}

#[test]
fn csv_has_one_line_a_row_and_guards_formulas() {
    let corpus = Corpus::small()
        .with("b.txt", "=SUM(A1) \"quoted\", Kenya abolished the death penalty in 2019.\n")
        .with("b.toml", "title = \"=1+1\"\nyear_covered = 2019\n");
    corpus.build(&[]).ended(0);
    corpus.check().ended(0);
    for (name, bytes) in files(&corpus.path("out")) {
        if name.starts_with("csv/") {
            assert!(!bytes.contains(&b'\r'), "{name}");
            assert!(bytes.ends_with(b"\n") && !bytes.ends_with(b"\n\n"));
        }
    }
    for table in ["documents", "events_flat", "items", "sentences"] {
        for row in corpus.rows(table) {
            for (column, cell) in row {
                let live = cell.starts_with(['=', '+', '-', '@']);
                assert!(!live, "{table}.{column}: {cell}");
            }
        }
    }
    let documents = corpus.rows("documents");
    assert!(documents.iter().any(|row| row["title"] == "'=1+1"));
    let events = corpus.rows("events_flat");
    let evidence = events.iter().map(|row| &*row["evidence"]);
    assert!(evidence.clone().any(|words| words.contains("death penalty")));
}

#[test]
fn the_descriptor_says_the_truth_of_every_file() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let mut made = files(&corpus.path("out"));
    let package = made.remove("datapackage.json").unwrap();
    let package: Value = serde_json::from_slice(&package).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), made.len());
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = &made[path];
        assert_eq!(resource["bytes"], bytes.len(), "{path}");
        let mut hash = String::from("sha256:");
        for byte in Sha256::digest(bytes) {
            write!(hash, "{byte:02x}").unwrap();
        }
        assert_eq!(resource["hash"], *hash, "{path}");
        if resource["format"] != "csv" {
            continue;
        }
        let header = bytes.strip_prefix(BOM).unwrap();
        let header = header.split(|byte| *byte == b'\n').next().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> =
            fields.iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), String::from_utf8_lossy(header), "{path}");
        let undescribed = fields.iter().find(|field| {
            field["description"].as_str().is_none_or(str::is_empty)
        });
        assert!(undescribed.is_none(), "{path}: {undescribed:?}");
    }
}

#[test]
fn the_flat_table_agrees_with_the_tidy_ones() {
    let corpus = Corpus::new().with(
        "a.txt",
        "In 2020, Kenya and Uganda abolished the death penalty.\n\nOn 3 May 2021, Norway freed the activist Ola Berg from prison.\n",
    );
    corpus.build(&[]).ended(0);
    let flat = corpus.rows("events_flat");
    assert_eq!(flat.len(), 2);
    assert_eq!(flat[0]["countries"], "KEN;UGA");
    assert_eq!(flat[0]["country_names"], "Kenya;Uganda");
    assert_eq!(flat[0]["regions"], "Africa");
    assert_eq!(flat[0]["date"], "2020");
    assert_eq!(flat[1]["countries"], "NOR");
    assert_eq!(flat[1]["regions"], "Europe and Central Asia");
    assert_eq!(flat[1]["people"], "Ola Berg");
    assert_eq!(flat[1]["date"], "2021-05-03");
    let events = corpus.rows("events");
    for row in &flat {
        let same = events.iter().find(|e| e["event_id"] == row["event_id"]);
        let same = same.expect("the event of the flat row");
        for column in ["theme", "outcome_type", "status", "evidence", "line"] {
            assert_eq!(row[column], same[column]);
        }
    }
}
