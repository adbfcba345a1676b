//! What the coder makes of whole texts, beside what it made of them before.
//!
//! The golden files beside this one hold every event, and how it was read, of
//! all texts in `raw/`, `tests/gold` and `tests/heldout`, and a digest of all
//! rows of each text in `training/hard` and, without the tagger, in
//! `training/plain`. They say nothing of what is right (gold does); they say
//! that nothing changes unseen.
//! `TIDINGS_BLESS=1 cargo test --test coder` writes them anew. Needs the coder
//! alone: it runs without the feature `dataset`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops where something is missing, and reads files"
)]

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use tidings::code::{Asked, Coder};
use tidings::codebook::{embedded, hex};
use tidings::normalise::{Format, Source};
use tidings::table::{Coded, Row, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn coder() -> Coder {
    Coder::new(&embedded::files()).unwrap()
}

/// Compares with a golden file, line by line; writes it if asked to.
#[track_caller]
fn golden(name: &str, found: &str) {
    let path = root().join("tests/coder").join(name);
    if std::env::var_os("TIDINGS_BLESS").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let lines = expected.lines().zip(found.lines()).enumerate();
    for (line, (expected, found)) in lines {
        assert_eq!(expected, found, "{name}:{}", line + 1);
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "{name}");
}

fn source(path: &Path) -> Option<Source> {
    let format = match path.extension()?.to_str()? {
        "txt" => Format::Text,
        "md" => Format::Markdown,
        "html" => Format::Html,
        _ => return None,
    };
    Some(Source {
        path: path.file_name()?.to_str()?.to_owned(),
        bytes: fs::read(path).unwrap(),
        format,
        origin: None,
    })
}

fn sources() -> Vec<Source> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["raw", "tests/gold", "tests/heldout"] {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        paths.extend(entries.map(|entry| entry.unwrap().path()));
    }
    paths.sort();
    paths.iter().filter_map(|path| source(path)).collect()
}

/// The marked texts of a folder of `training`, without their marks.
fn marked(folder: &str) -> Vec<Source> {
    let folder = root().join("training").join(folder);
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| source(path)).map(unmarked).collect()
}

/// `{marks|word}` becomes `word`, and each line a paragraph.
fn unmarked(source: Source) -> Source {
    let text = String::from_utf8(source.bytes).unwrap();
    let mut bare = String::new();
    let mut rest = text.as_str();
    while let Some((before, mark)) = rest.split_once('{') {
        bare.push_str(before);
        let (mark, after) = mark.split_once('}').unwrap();
        bare.push_str(mark.rsplit('|').next().unwrap());
        rest = after;
    }
    bare.push_str(rest);
    let bytes = bare.replace('\n', "\n\n").into_bytes();
    Source { bytes, ..source }
}

/// A row, but for the ids that hang on the bytes of its document.
fn line<R: Row>(row: &R) -> String {
    let cells = R::TABLE.columns.iter().zip(row.values());
    let told = cells.filter(|(column, value)| {
        !column.name.ends_with("_id") && *value != Value::Null
    });
    told.map(|(column, value)| format!("{}={value}", column.name))
        .collect::<Vec<_>>()
        .join(" ")
}

fn told(coded: &Coded) -> String {
    let mut text = String::new();
    for document in &coded.documents {
        writeln!(text, "## {}", line(document)).unwrap();
    }
    for coverage in &coded.coverage {
        writeln!(text, "coverage {}", line(coverage)).unwrap();
    }
    for event in &coded.events {
        writeln!(text, "event {}", line(event)).unwrap();
        let is_its = |id: &str| id == &*event.event_id;
        for row in &coded.event_countries {
            if is_its(&row.event_id) {
                writeln!(text, "    country {}", line(row)).unwrap();
            }
        }
        for row in &coded.event_people {
            if is_its(&row.event_id) {
                writeln!(text, "    person {}", line(row)).unwrap();
            }
        }
        for row in &coded.event_quantities {
            if is_its(&row.event_id) {
                writeln!(text, "    quantity {}", line(row)).unwrap();
            }
        }
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in &coded.candidates {
        *reasons.entry(&candidate.reason).or_default() += 1;
    }
    for (reason, times) in reasons {
        writeln!(text, "refused {times}: {reason}").unwrap();
    }
    for problem in &coded.problems {
        writeln!(text, "problem {}", line(problem)).unwrap();
    }
    text
}

#[test]
fn texts_are_coded_as_before() {
    let coder = coder();
    let found: String =
        sources().iter().map(|source| told(&coder.code(source))).collect();
    golden("coded.txt", &found);
}

/// For each text a digest of all its rows, and how many events it has.
fn digests(coder: &Coder, sources: &[Source]) -> String {
    let mut found = String::new();
    for source in sources {
        let coded = coder.code(source);
        let mut whole = told(&coded);
        for row in &coded.sections {
            writeln!(whole, "section {}", line(row)).unwrap();
        }
        for row in &coded.items {
            writeln!(whole, "item {}", line(row)).unwrap();
        }
        for row in &coded.sentences {
            writeln!(whole, "sentence {}", line(row)).unwrap();
        }
        for candidate in &coded.candidates {
            writeln!(whole, "candidate {}", line(candidate)).unwrap();
        }
        for uncoded in &coded.uncoded {
            writeln!(whole, "uncoded {}", line(uncoded)).unwrap();
        }
        let digest = hex(&Sha256::digest(whole));
        let (events, name) = (coded.events.len(), &source.path);
        writeln!(found, "{} {events:3} {name}", &digest[..16]).unwrap();
    }
    found
}

#[test]
fn hard_texts_are_coded_as_before() {
    golden("hard.txt", &digests(&coder(), &marked("hard")));
}

#[test]
fn plain_texts_are_coded_by_the_weights_as_before() {
    let mut files = embedded::files();
    files.remove("tagger.csv");
    let coder = Coder::new(&files).unwrap();
    golden("plain.txt", &digests(&coder, &marked("plain")));
}

/// A text that has something for every pass.
const TEXT: &str = "Wins and setbacks in 2020\n\nKenya:\n\n- In May, parliament passed a law that bans child marriage, after years of campaigning.\n- Police did not release Jane Wanjiru, a journalist, and 12 students who had been arrested on 3 June.\n\nElsewhere\n\nEgypt's highest court overturned the convictions of two activists, Ahmed Hassan and Mona Seif. In Norway and Sweden, ministers promised to ratify the treaty by 2022. The UN called on Chad to abolish the death penalty. At least 300 prisoners were freed in Myanmar on Monday.\n";

#[test]
fn a_text_is_explained_as_before() {
    let coder = coder();
    let source = Source {
        path: "text.txt".to_owned(),
        bytes: TEXT.as_bytes().to_vec(),
        format: Format::Text,
        origin: None,
    };
    let mut found = coder.explain(&source, Asked::All).unwrap();
    let annotated = coder.annotate(TEXT, Some("2020-12-31"));
    writeln!(found, "\n{annotated:#}").unwrap();
    golden("explained.txt", &found);
}

#[test]
fn words_are_suggested_as_before() {
    let suggestions = coder().suggest(&sources(), 40);
    golden("suggested.txt", &format!("{suggestions:#?}\n"));
}

#[test]
fn every_example_of_the_codebook_is_coded_as_its_row_says() {
    let wrong: Vec<_> = coder()
        .self_test()
        .into_iter()
        .filter(|told| told.severity.name() == "error")
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
