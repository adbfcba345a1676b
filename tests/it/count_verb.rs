//! Counting events made elsewhere: the figures of a build, from one file or
//! many, and a word on every row that cannot be counted.

use crate::corpora::parquet;
use crate::support::{Corpus, Run, files, root, tidings};
use polars::prelude::{Column, DataFrame, DataType, IdxCa, SerReader};
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

fn count(corpus: &Corpus, events: &[&str], more: &[&str]) -> Run {
    let path = |name: &&str| corpus.path(name).display().to_string();
    let output = path(&"counts");
    let named = ["--output".to_owned(), output];
    let more = more.iter().map(|word| match word.strip_prefix('@') {
        Some(name) => path(&name),
        None => (*word).to_owned(),
    });
    let words = std::iter::once("count".to_owned());
    tidings(words.chain(events.iter().map(path)).chain(named).chain(more))
}

/// The counts in a folder: CSV by name of file.
fn counts(corpus: &Corpus, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut made = files(&corpus.path(folder));
    made.retain(|name, _| name.starts_with("csv/counts_by_"));
    made
}

/// A corpus whose `out` is the release of `raw/`.
fn release() -> Corpus {
    let corpus = Corpus::new();
    let (raw, out) = (root().join("raw"), corpus.path("out"));
    let (raw, out) = (raw.to_str().unwrap(), out.to_str().unwrap());
    tidings(["build", raw, "--output", out, "--no-cache", "--quiet"]);
    corpus
}

fn read(corpus: &Corpus, name: &str) -> DataFrame {
    let bytes = std::fs::read(corpus.path(name)).unwrap();
    ParquetReader::new(Cursor::new(bytes)).finish().unwrap()
}

/// Rows of a frame, as a file of small row groups.
fn rows(frame: &DataFrame, wanted: impl Fn(usize) -> bool) -> Vec<u8> {
    let rows = (0..frame.height()).rev().filter(|row| wanted(*row));
    let rows = rows.map(|row| u32::try_from(row).unwrap());
    let rows = IdxCa::from_vec("".into(), rows.collect());
    let mut frame = frame.take(&rows).unwrap();
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_row_group_size(Some(7));
    writer.finish(&mut frame).unwrap();
    bytes
}

#[test]
fn a_release_has_the_counts_of_its_events() {
    let corpus = release();
    let run = count(&corpus, &["out/parquet/events.parquet"], &[]).ended(0);
    let wanted = counts(&corpus, "out");
    assert_eq!(wanted.len(), 8);
    assert_eq!(counts(&corpus, "counts"), wanted);
    let made = files(&corpus.path("counts"));
    assert_eq!(made.len(), 2 * 8 + 1, "{:?}", made.keys());
    let events = corpus.rows("events");
    let documents: BTreeSet<&str> =
        events.iter().map(|row| &*row["document_id"]).collect();
    let (events, documents) = (events.len(), documents.len());
    run.says(&format!("events: {events}, documents: {documents}"))
        .says("files: 2; wrote 8 tables");
    for name in wanted.keys() {
        let name = name.replace("csv", "parquet");
        let ours = read(&corpus, &format!("counts/{name}"));
        assert!(ours.equals_missing(&read(&corpus, &format!("out/{name}"))));
    }
}

#[test]
fn parts_give_the_counts_of_the_whole() {
    let corpus = release();
    let events = read(&corpus, "out/parquet/events.parquet");
    let countries = read(&corpus, "out/parquet/event_countries.parquet");
    // No document keeps to a file, and no file to the order of the events.
    for part in 0..3 {
        let is_in = |row: usize| row % 3 == part;
        let name = format!("spark/events/part-{part}.snappy.parquet");
        corpus.write(&name, rows(&events, is_in));
        let name = format!("spark/event_countries.parquet/{part}.parquet");
        corpus.write(&name, rows(&countries, |row| row % 3 == 2 - part));
    }
    corpus.write("spark/events/_SUCCESS", "");
    corpus.write("spark/events/_temporary/x.parquet", "of no use");
    corpus.write("spark/events/.part-0.snappy.parquet.crc", "crc");
    count(&corpus, &["spark/events"], &[]).ended(0).says("files: 6;");
    assert_eq!(counts(&corpus, "counts"), counts(&corpus, "out"));

    let parts = ["@spark/event_countries.parquet/1.parquet"];
    let all = [
        "--countries",
        "@spark/event_countries.parquet/0.parquet",
        parts[0],
        "@spark/event_countries.parquet/2.parquet",
        "--formats",
        "csv",
    ];
    let single = [0, 2, 1]
        .map(|part| format!("spark/events/part-{part}.snappy.parquet"));
    let single: Vec<&str> = single.iter().map(|name| &**name).collect();
    count(&corpus, &single, &all).ended(0);
    assert_eq!(counts(&corpus, "counts"), counts(&corpus, "out"));
    assert_eq!(files(&corpus.path("counts")).len(), 8 + 1);
}

#[test]
fn folders_may_hold_a_column() {
    let corpus = release();
    let events = read(&corpus, "out/parquet/events.parquet");
    let status = events.column("status").unwrap().str().unwrap().clone();
    let without = events.drop("status").unwrap();
    for name in ["achieved", "announced", "ongoing", "setback"] {
        let is_in = |row: usize| status.get(row) == Some(name);
        let path = format!("by/events/status={name}/part-0.parquet");
        corpus.write(&path, rows(&without, is_in));
    }
    let more = ["--countries", "@out/parquet/event_countries.parquet"];
    count(&corpus, &["by/events"], &more).ended(0);
    assert_eq!(counts(&corpus, "counts"), counts(&corpus, "out"));
}

/// Two events of a document; a country of the first.
fn small() -> (Vec<Column>, Vec<Column>) {
    let dates = || Column::new("".into(), [Some(18_000), None]);
    let dates = || dates().cast(&DataType::Date).unwrap();
    let events = vec![
        Column::new("event_id".into(), ["e1", "e2"]),
        Column::new("document_id".into(), ["d", "d"]),
        Column::new("theme".into(), ["death_penalty", "death_penalty"]),
        Column::new("outcome_type".into(), ["release", "other"]),
        Column::new("status".into(), ["achieved", "setback"]),
        dates().with_name("date_start".into()),
        dates().with_name("date_end".into()),
        Column::new("cluster_id".into(), ["e1", "e1"]),
    ];
    let countries = vec![
        Column::new("event_id".into(), ["e1"]),
        Column::new("country".into(), ["EGY"]),
        Column::new("position".into(), [1_i32]),
    ];
    (events, countries)
}

fn replaced(mut columns: Vec<Column>, column: Column) -> Vec<Column> {
    let at = columns.iter().position(|c| c.name() == column.name());
    columns[at.unwrap()] = column;
    columns
}

#[test]
fn what_cannot_be_counted_is_told_with_its_place_and_the_cure() {
    let (events, countries) = small();
    let text = |name: &str, cells: [&str; 2]| Column::new(name.into(), cells);
    let of_event = |column| (replaced(events.clone(), column), vec![]);
    let of_country = |column| (vec![], replaced(countries.clone(), column));
    let missing = events.iter().filter(|c| c.name() != "theme").cloned();
    let cases = [
        (
            (missing.collect(), vec![]),
            "`theme` is missing",
            "e.parquet",
            "needs the columns event_id, document_id, theme",
        ),
        (
            of_event(text("date_start", ["2020-01-01", ""])),
            "`date_start` holds str, not dates",
            "e.parquet",
            "write it as dates",
        ),
        (
            of_event(Column::new("theme".into(), [1_i64, 2])),
            "`theme` holds i64, not text",
            "e.parquet",
            "write it as text",
        ),
        (
            of_event(text("theme", ["death_penalty", "weather"])),
            "not a known theme: `weather`",
            "e.parquet:2",
            "--codebook DIR",
        ),
        (
            of_event(text("status", ["done", "achieved"])),
            "not a known status: `done`",
            "e.parquet:1",
            "`achieved`, `announced`",
        ),
        (
            of_event(text("event_id", ["e1", "e1"])),
            "the event is there twice: `e1`",
            "e.parquet:2",
            "leave out one",
        ),
        (
            of_event(Column::new("document_id".into(), [Some("d"), None])),
            "`document_id` is empty here",
            "e.parquet:2",
            "fill it in",
        ),
        (
            of_country(Column::new("event_id".into(), ["e9"])),
            "a country of an event that is not there: `e9`",
            "event_countries.parquet:1",
            "name all files of events",
        ),
        (
            of_country(Column::new("country".into(), ["XXX"])),
            "not a known country: `XXX`",
            "event_countries.parquet:1",
            "--codebook DIR",
        ),
        (
            of_country(Column::new("position".into(), ["first"])),
            "`position` holds str, not whole numbers",
            "event_countries.parquet",
            "write it as whole numbers",
        ),
        (
            (
                vec![],
                vec![
                    text("event_id", ["e1", "e1"]),
                    text("country", ["EGY", "EGY"]),
                    Column::new("position".into(), [1_i64, 2]),
                ],
            ),
            "the event `e1` has the country `EGY` twice",
            "event_countries.parquet",
            "leave out one",
        ),
    ];
    for ((e, c), message, place, cure) in cases {
        let corpus = Corpus::new();
        let or = |these: Vec<Column>, those: &Vec<Column>| {
            parquet(if these.is_empty() { those.clone() } else { these })
        };
        corpus.write("e.parquet", or(e, &events));
        corpus.write("event_countries.parquet", or(c, &countries));
        let run = count(&corpus, &["e.parquet"], &[]).ended(2);
        let run = run.says(message).says("hint: ").says(cure);
        run.says(&format!("{place}\n"));
        assert!(!corpus.path("counts").exists(), "{message}");
    }
}

#[test]
fn what_is_not_there_is_told() {
    let (events, countries) = small();
    let corpus = Corpus::new();
    count(&corpus, &["e.parquet"], &[]).ended(2).says("no such file");
    let bytes = parquet(events);
    corpus.write("e.parquet", &bytes);
    corpus.write("cut.parquet", &bytes[..bytes.len() / 2]);
    corpus.write("empty/notes.txt", "none");
    count(&corpus, &["e.parquet"], &[]).ended(2).says("--countries FILE");
    count(&corpus, &["empty"], &[]).ended(2).says("ends in `.parquet`");
    corpus.write("event_countries.parquet", parquet(countries));
    let run = count(&corpus, &["cut.parquet"], &[]).ended(2);
    run.says("cannot be read as Parquet").says("cut.parquet");
    count(&corpus, &["e.parquet", "e.parquet"], &[])
        .ended(2)
        .says("the event is there twice: `e1`")
        .says("name each file once");
    count(&corpus, &["e.parquet"], &[])
        .ended(0)
        .says("events: 2, documents: 1");
}

#[test]
fn only_older_counts_are_replaced() {
    let (events, countries) = small();
    let corpus = Corpus::small();
    corpus.write("e.parquet", parquet(events));
    corpus.write("event_countries.parquet", parquet(countries));
    count(&corpus, &["e.parquet"], &[]).ended(0);
    count(&corpus, &["e.parquet"], &["--formats", "csv"]).ended(0);
    corpus.write("counts/mine.txt", "notes");
    let run = count(&corpus, &["e.parquet"], &[]).ended(2);
    run.says("it would be lost").says("mine.txt");
    std::fs::remove_dir_all(corpus.path("counts")).unwrap();
    corpus.build(&[]).ended(0);
    std::fs::rename(corpus.path("out"), corpus.path("counts")).unwrap();
    let run = count(&corpus, &["e.parquet"], &[]).ended(2);
    run.says("holds a whole release").says("name another folder");
}
