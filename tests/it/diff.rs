//! Comparing releases: exactly what came, went or is coded otherwise is told,
//! with what may have caused it.

use crate::support::{Corpus, Row, Run, tidings};

const THREE: &str = "# Wins of 2020\n\nIn May, Egypt released two journalists.\n\nPeru abolished the death penalty in June.\n\nNorway ratified the treaty against torture in July.\n";

/// The release in `out`, kept as `before`.
fn keep(corpus: &Corpus) {
    std::fs::rename(corpus.path("out"), corpus.path("before")).unwrap();
}

fn diff(corpus: &Corpus, more: &[&str]) -> Run {
    let (old, new) = (corpus.path("before"), corpus.path("out"));
    let paths = ["diff", old.to_str().unwrap(), new.to_str().unwrap()];
    tidings(paths.iter().chain(more))
}

/// The rows that differ.
fn changes(corpus: &Corpus) -> Vec<Row> {
    let table = diff(corpus, &["--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn cells<'a>(row: &'a Row, columns: &[&str]) -> Vec<&'a str> {
    columns.iter().map(|column| &*row[*column]).collect()
}

#[test]
fn releases_of_the_same_do_not_differ() {
    let corpus = Corpus::new().with("a.md", THREE);
    corpus.build(&["--formats", "csv"]).ended(0);
    keep(&corpus);
    corpus.build(&["--formats", "parquet"]).ended(0);
    let run = diff(&corpus, &[]).ended(0).says("3 before, 3 now");
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    assert!(changes(&corpus).is_empty());
}

#[test]
fn an_edited_text_changes_what_was_edited_and_nothing_else() {
    let corpus = Corpus::new().with("a.md", THREE);
    corpus.build(&[]).ended(0);
    keep(&corpus);
    // All ids in it are others, and two of the events are what they were.
    let edited =
        THREE.replace("two journalists", "three journalists").replace(
            "Norway ratified",
            "Kenya repealed its sedition law.\n\nNorway ratified",
        );
    corpus.write("in/a.md", edited);
    corpus.build(&[]).ended(0);
    let run = diff(&corpus, &[]).ended(1);
    assert!(run.stdout.contains("law_repealed"), "{}", run.stdout);
    let rows = changes(&corpus);
    let told: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| cells(row, &["change", "why", "source", "new"]))
        .collect();
    let added = ["added", "source", "a.md", "KEN law_repealed achieved"];
    assert!(told.contains(&added.to_vec()), "{told:?}");
    // Other words are another event.
    let of_egypt: Vec<&Row> = rows
        .iter()
        .filter(|row| row["evidence"].contains("journalists"))
        .collect();
    assert_eq!(of_egypt.len(), 2, "{told:?}");
    assert_eq!(rows.len(), 3, "{told:?}");
}

#[test]
fn a_document_that_is_gone_takes_its_events_along() {
    let corpus = Corpus::small().with("b.md", THREE);
    corpus.build(&[]).ended(0);
    keep(&corpus);
    std::fs::remove_file(corpus.path("in/a.txt")).unwrap();
    corpus.build(&[]).ended(0);
    let rows = changes(&corpus);
    let told: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| cells(row, &["change", "why", "source", "old", "new"]))
        .collect();
    assert_eq!(
        told,
        [["dropped", "source", "a.txt", "EGY release achieved", ""]]
    );
    diff(&corpus, &[]).says("4 before, 3 now; added: 0, dropped: 1");
}

#[test]
fn another_codebook_is_told_field_by_field() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let event = corpus.rows("events").remove(0);
    keep(&corpus);
    let codebook = corpus.path("codebook");
    let codebook = codebook.to_str().unwrap();
    tidings(["codebook", "export", codebook]).ended(0);
    corpus.write(
        "codebook/corrections.csv",
        format!(
            "event_id,source,anchor,field,expected,value,reason,author,date\n{},,,status,achieved,ongoing,bail,ana,2021-01-05\n",
            event["event_id"]
        ),
    );
    corpus.build(&["--codebook", codebook]).ended(0);
    let rows = changes(&corpus);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        cells(&rows[0], &["change", "why", "field", "old", "new"]),
        ["changed", "correction", "status", "achieved", "ongoing"]
    );
    let run = diff(&corpus, &[]).ended(1).says("coded otherwise: 1");
    assert!(run.stdout.contains("- achieved: 1 -> 0"), "{}", run.stdout);
}

#[test]
fn what_is_no_release_cannot_be_compared() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    diff(&corpus, &[]).ended(2).says("before").says("hint: ");
}
