//! `tidings suggest` lists what the codebook misses, and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

/// "Zorbed" stands where nothing is coded, "journalist" mostly where
/// something is, and "Kaduna", "2020" and "very" are no words for a cue.
const TEXT: &str = "\
Egypt zorbed the old bridge in 2020.

Peru has zorbed a very long street.

Kenya zorbs hills in Kaduna.

Egypt released a journalist.

Peru released a journalist.

Kenya released a journalist.

Chad released a journalist and Chad danced.

A journalist lives in Peru.

A journalist sleeps in Chad.
";

fn suggest(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .arg("suggest")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("raw")).unwrap();
    fs::write(folder.path().join("raw/a.txt"), TEXT).unwrap();
    folder
}

#[test]
fn words_of_uncoded_sentences_come_with_their_places() {
    let folder = folder();
    let text = suggest(folder.path(), &[]);
    let words: Vec<&str> =
        text.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    assert_eq!(words, ["zorbed"], "{text}");
    assert!(text.contains("2 uncoded, 0 coded"), "{text}");
    assert!(text.contains("- a.txt:1 Egypt zorbed the old bridge"), "{text}");
    assert!(text.contains("- a.txt:3 Peru has zorbed"), "{text}");
    assert!(
        text.contains("carry no event: 5. Sentences that carry one: 4."),
        "{text}"
    );
}

#[test]
fn csv_has_one_row_a_word() {
    let folder = folder();
    let text = suggest(folder.path(), &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> =
        reader.records().map(Result::unwrap).collect();
    let cell = |name: &str| {
        let at = header.iter().position(|n| n == name).unwrap();
        rows[0][at].to_owned()
    };
    assert_eq!(rows.len(), 1);
    assert_eq!(cell("word"), "zorbed");
    assert_eq!(cell("uncoded"), "2");
    assert_eq!(cell("coded"), "0");
    assert_eq!(cell("begins_cue"), "no");
    assert_eq!(cell("place_2"), "a.txt:3");
    assert_eq!(cell("example_3"), "");
}

#[test]
fn a_codebook_that_knows_the_word_suggests_it_no_more() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["codebook", "export", "book"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let header = "id,kind,trigger,object,subject,near,not,outcome,status,weight,example,counterexample";
    let row = "zorb,v,zorb,,,,,other,achieved,,Egypt zorbed a hill.,";
    let cues = folder.path().join("book/cues/zorb.csv");
    fs::write(cues, format!("{header}\n{row}\n")).unwrap();
    let text = suggest(folder.path(), &["--codebook", "book"]);
    assert!(!text.contains("## zorb"), "{text}");
}

#[test]
fn top_cuts_the_list() {
    let folder = folder();
    let text = suggest(folder.path(), &["--top", "0"]);
    assert!(!text.contains("## "), "{text}");
}
