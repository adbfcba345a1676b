//! A file of any bytes, read as a build reads it: corpora, messages, a word
//! processor's document, and these packed. What cannot be read is told, and a
//! second reading gives the same. The first byte tells how the file ends.
//!
//! Needs the feature `readers`, for the readers stand on the side of Polars.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;
use tidings::io::options::ReadOptions;
use tidings::io::read::{Input, read_all};

const ENDINGS: [&str; 9] = [
    "jsonl", "csv", "tsv", "docx", "eml", "mbox", "csv.gz", "txt.zst",
    "parquet",
];

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder"));

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    // Letters, so that seeds can be read: `a` is the first ending.
    let ending =
        ENDINGS[usize::from(first.wrapping_sub(b'a')) % ENDINGS.len()];
    let path = FOLDER.path().join(format!("a.{ending}"));
    fs::write(&path, bytes).expect("a file");
    let found = read(&path);
    let again = read(&path);
    fs::remove_file(&path).expect("the file");
    if let (Some(found), Some(again)) = (found, again) {
        let of = |input: &Input| -> Vec<(String, Vec<u8>)> {
            let sources = input.sources.iter();
            sources.map(|s| (s.path.clone(), s.bytes.clone())).collect()
        };
        assert_eq!(of(&found), of(&again), "read differently");
        let paths: BTreeSet<&str> =
            found.sources.iter().map(|source| &*source.path).collect();
        assert_eq!(paths.len(), found.sources.len(), "a path twice");
        for problem in &found.problems {
            assert!(!problem.message.is_empty());
            assert!(!problem.to_string().is_empty());
        }
    }
});

fn read(path: &PathBuf) -> Option<Input> {
    let options =
        ReadOptions { max_document_bytes: 1 << 20, ..ReadOptions::default() };
    match read_all(std::slice::from_ref(path), &options) {
        Ok(input) => Some(input),
        Err(error) => {
            assert!(!format!("{error:#}").is_empty());
            None
        }
    }
}
