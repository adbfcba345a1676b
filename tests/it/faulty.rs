//! Every kind of fault in a codebook is told with file, line, caret and hint.
//!
//! A folder of `tests/faulty/` is laid over the exported codebook: `x.csv`
//! replaces a file, `x.csv.rows` are put below the header of one, and
//! `x.csv.missing` takes it away. What `tidings codebook check` then says
//! beyond what it says of the codebook as exported stands in the `.err` file
//! beside the folder. `TIDINGS_BLESS=1 cargo test` writes these files anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

fn tidings(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What a check of the codebook in a folder says, one string a finding,
/// without the line that sums up.
fn findings(folder: &Path) -> (Option<i32>, Vec<String>) {
    let output = tidings(&["codebook", "check", "book"], folder);
    let text = String::from_utf8(output.stderr).unwrap();
    let blocks = text.split("\n\n").map(str::trim_end);
    let findings = blocks
        .filter(|block| {
            ["error: ", "warning: ", "note: "]
                .iter()
                .any(|start| block.starts_with(start))
        })
        .map(str::to_owned)
        .collect();
    (output.status.code(), findings)
}

fn faulty() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty")
}

fn kinds() -> Vec<String> {
    let mut all: Vec<String> = fs::read_dir(faulty())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    all.sort();
    assert!(all.len() > 50, "{all:?}");
    all
}

/// Lays a folder over a codebook.
fn lay(over: &Path, book: &Path) {
    for entry in fs::read_dir(over).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            lay(&path, &book.join(name));
        } else if let Some(name) = name.strip_suffix(".missing") {
            fs::remove_file(book.join(name)).unwrap();
        } else if let Some(name) = name.strip_suffix(".rows") {
            let text = fs::read_to_string(book.join(name)).unwrap();
            let (header, rest) = text.split_once('\n').unwrap();
            let rows = fs::read_to_string(&path).unwrap();
            let text = format!("{header}\n{rows}{rest}");
            fs::write(book.join(name), text).unwrap();
        } else {
            fs::copy(&path, book.join(name)).unwrap();
        }
    }
}

fn exported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = tidings(&["codebook", "export", "book"], folder.path());
    assert!(output.status.success(), "{output:?}");
    folder
}

#[test]
fn each_fault_is_told_as_its_golden_file_says() {
    let bless = std::env::var_os("TIDINGS_BLESS").is_some();
    let (_, of_export) = findings(exported().path());
    let kinds = kinds();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = thread::scope(|scope| {
        let of_export = &of_export;
        let part = kinds.len().div_ceil(threads);
        let workers: Vec<_> = kinds
            .chunks(part)
            .map(|kinds| {
                scope.spawn(move || {
                    let kinds = kinds.iter();
                    kinds
                        .filter_map(|kind| differs(kind, of_export, bless))
                        .collect::<Vec<String>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is told of a kind of fault, if it is not what its golden file says.
fn differs(kind: &str, of_export: &[String], bless: bool) -> Option<String> {
    let folder = exported();
    lay(&faulty().join(kind), &folder.path().join("book"));
    let (code, found) = findings(folder.path());
    let found: Vec<String> = found
        .into_iter()
        .filter(|finding| !of_export.contains(finding))
        .collect();
    // Notes are told and change no exit code; all else does.
    let grave = found.iter().any(|finding| !finding.starts_with("note"));
    if found.is_empty() || (code == Some(0)) == grave {
        return Some(format!(
            "{kind}: findings: {}, exit {code:?}",
            found.len()
        ));
    }
    let told = format!("{}\n", found.join("\n\n"));
    let golden = faulty().join(format!("{kind}.err"));
    if bless {
        fs::write(golden, told).unwrap();
        return None;
    }
    let wanted = fs::read_to_string(&golden).unwrap_or_default();
    (wanted != told).then(|| format!("{kind}: now it says\n{told}"))
}

/// Holds for what is told of any fault: golden files are blessed in haste.
#[test]
fn each_fault_says_where_and_what_to_do() {
    for kind in kinds() {
        let golden = faulty().join(format!("{kind}.err"));
        let text = fs::read_to_string(&golden).unwrap();
        for fault in text.split("\n\n") {
            let lines: Vec<&str> = fault.trim_end().lines().collect();
            let place = lines[1].strip_prefix(" --> codebook/");
            assert!(place.is_some(), "{kind}: no place: {fault}");
            assert!(lines.last().unwrap().starts_with("hint: "), "{fault}");
            // A file that is not there, or is not read, has no line.
            if !kind.ends_with("missing")
                && !kind.ends_with("file")
                && !kind.starts_with("missing-file")
            {
                assert!(lines[1].matches(':').count() == 2, "{fault}");
                assert!(lines[3].contains('^'), "{kind}: no caret: {fault}");
            }
        }
    }
}

#[test]
fn a_fault_above_hides_what_only_follows_from_it() {
    let text = fs::read_to_string(faulty().join("theme-cascade.err")).unwrap();
    assert_eq!(text.matches("error: ").count(), 1, "{text}");
}

#[test]
fn a_codebook_with_faults_publishes_nothing() {
    let folder = exported();
    lay(&faulty().join("cue-outcome"), &folder.path().join("book"));
    fs::write(folder.path().join("a.txt"), "Egypt released a judge.").unwrap();
    let arguments = ["build", "a.txt", "--codebook", "book"];
    let output = tidings(&arguments, folder.path());
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("no such outcome type: `relese`"), "{told}");
    assert!(!folder.path().join("output").exists());
}
