//! The analyst's loop: build, export a sheet, fill it, import it, build again.

use crate::support::{Corpus, Row, Run, tidings};
use std::collections::BTreeMap;

const BOM: &str = "\u{feff}";

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    for (name, text) in [
        (
            "a",
            "In 2020, Egypt released two journalists.\n\nKenya was visited by a rapporteur in May.\n",
        ),
        (
            "b",
            "In 2020, Norway abolished the death penalty.\n\nIn June 2020, Chad adopted a law on prisons.\n",
        ),
        ("c", "In 2020, Peru freed the activist Ana Rojas.\n"),
    ] {
        corpus.write(&format!("in/{name}.txt"), text);
    }
    corpus
}

fn path(corpus: &Corpus, name: &str) -> String {
    corpus.path(name).to_str().unwrap().to_owned()
}

fn export(corpus: &Corpus, sheet: &str, more: &[&str]) -> Vec<Row> {
    let (release, sheet) = (path(corpus, "out"), path(corpus, sheet));
    let arguments = ["review", "export", &release, "--sheet", &sheet];
    tidings(arguments.iter().chain(more).copied()).ended(0);
    let text = std::fs::read_to_string(sheet).unwrap();
    let text = text.strip_prefix(BOM).unwrap_or(&text).to_owned();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Fills the rows of a sheet whose text holds some words.
fn fill(
    corpus: &Corpus,
    sheet: &str,
    rows: &[Row],
    said: &[(&str, &[(&str, &str)])],
) {
    let shown = std::fs::read_to_string(path(corpus, "review.csv")).unwrap();
    let header = shown.lines().next().unwrap().trim_start_matches(BOM);
    let columns: Vec<&str> = header.split(',').collect();
    let mut writer = csv::Writer::from_path(path(corpus, sheet)).unwrap();
    writer.write_record(&columns).unwrap();
    for row in rows {
        let mut row: BTreeMap<String, String> = row.clone();
        for (words, cells) in said {
            if row["text"].contains(words) {
                for (column, value) in *cells {
                    row.insert((*column).to_owned(), (*value).to_owned());
                }
            }
        }
        writer.write_record(columns.iter().map(|name| &row[*name])).unwrap();
    }
    writer.flush().unwrap();
}

fn import(corpus: &Corpus, sheets: &[&str], more: &[&str]) -> Run {
    let sheets: Vec<String> =
        sheets.iter().map(|sheet| path(corpus, sheet)).collect();
    let (file, release) =
        (path(corpus, "corrections.csv"), path(corpus, "out"));
    let fixed = ["--corrections", &file, "--release", &release];
    tidings(
        ["review", "import"]
            .into_iter()
            .chain(sheets.iter().map(String::as_str))
            .chain(fixed)
            .chain(more.iter().copied()),
    )
}

fn build(corpus: &Corpus, more: &[&str]) -> Run {
    let file = path(corpus, "corrections.csv");
    let run = corpus.build(&[&["--corrections", &file], more].concat());
    corpus.check().ended(0);
    run
}

/// The changes that the last build told: what, why, source, field.
fn changes(corpus: &Corpus) -> Vec<String> {
    let bytes = std::fs::read(corpus.path("out.changes.csv")).unwrap();
    let bytes = bytes.strip_prefix(BOM.as_bytes()).unwrap_or(&bytes);
    let rows: Vec<Row> =
        csv::Reader::from_reader(bytes).deserialize().flatten().collect();
    let told = rows.iter().map(|row| {
        format!(
            "{} {} {} {}",
            row["change"], row["why"], row["source"], row["field"]
        )
    });
    told.collect()
}

const SAID: [(&str, &[(&str, &str)]); 5] = [
    (
        "two journalists",
        &[
            ("verdict", "wrong"),
            ("status_is", "ongoing"),
            ("people_count_is", "none"),
            ("reason", "on bail"),
            ("reviewer", "ana"),
        ],
    ),
    (
        "rapporteur",
        &[
            ("verdict", "event"),
            ("outcome_type_is", "other"),
            ("countries_is", "KEN"),
            ("date_is", "2020-05"),
        ],
    ),
    ("death penalty", &[("verdict", "right")]),
    ("prisons", &[("verdict", "no event"), ("reason", "a draft")]),
    ("Ana Rojas", &[("verdict", "unsure")]),
];

#[test]
fn decisions_hold_and_go_stale_when_they_should() {
    let corpus = corpus();
    corpus.build(&[]).ended(0);
    let rows = export(&corpus, "review.csv", &["--documents", "9"]);
    assert_eq!(rows.len(), 5, "{rows:#?}");
    fill(&corpus, "filled.csv", &rows, &SAID);
    import(&corpus, &["filled.csv"], &[]).ended(0).says("corrections: 9");

    // The decisions are what changes, and nothing else is.
    build(&corpus, &[]).ended(0).says("corrections: 9, applied: 9");
    assert_eq!(
        changes(&corpus),
        [
            "changed correction a.txt status",
            "changed correction a.txt people_count",
            "added correction a.txt ",
            "dropped correction b.txt ",
        ]
    );
    let flat = corpus.rows("events_flat");
    let told: Vec<String> = flat
        .iter()
        .map(|row| format!("{} {}", row["countries"], row["status"]))
        .collect();
    assert_eq!(
        told,
        ["EGY ongoing", "KEN achieved", "NOR achieved", "PER achieved"]
    );
    // Nothing is asked twice, but what nobody knew.
    let again = export(&corpus, "again.csv", &[]);
    let again: Vec<&str> = again.iter().map(|row| &*row["text"]).collect();
    assert_eq!(again, ["In 2020, Peru freed the activist Ana Rojas."]);

    // Another text: its own decisions are stale, the others hold.
    corpus.write("in/b.txt", "In 2020, Norway suspended its prisons.\n");
    let run = build(&corpus, &[]);
    let results: Vec<String> = corpus
        .rows("corrections")
        .iter()
        .map(|row| format!("{} {}", row["source"], row["result"]))
        .collect();
    let stale = results.iter().filter(|row| *row == "b.txt no_event").count();
    let held = results.iter().filter(|row| *row == "a.txt applied").count();
    assert_eq!((stale, held), (2, 7), "{}", run.stderr);
    assert!(run.stderr.contains("correction not applied"), "{}", run.stderr);
}

#[test]
fn a_codebook_that_codes_otherwise_makes_decisions_stale() {
    let corpus = corpus();
    corpus.build(&[]).ended(0);
    let rows = export(&corpus, "review.csv", &["--documents", "9"]);
    fill(&corpus, "filled.csv", &rows, &SAID);
    import(&corpus, &["filled.csv"], &[]).ended(0);
    let book = path(&corpus, "book");
    tidings(["codebook", "export", &book]).ended(0);
    // No cue, no weight: nothing is coded any more.
    for file in std::fs::read_dir(corpus.path("book/cues")).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.lines().next().unwrap()).unwrap();
    }
    std::fs::write(corpus.path("book/weights.csv"), "model,feature,weights\n")
        .unwrap();
    let run = build(&corpus, &["--codebook", &book]);
    let rows = corpus.rows("corrections");
    let lost = rows.iter().filter(|row| row["result"] == "no_event").count();
    // What people added is there still: it never hung on the codebook.
    assert_eq!((lost, corpus.rows("events").len()), (4, 1), "{}", run.stderr);
}

#[test]
fn two_people_agree_or_a_third_decides() {
    let corpus = corpus();
    corpus.build(&[]).ended(0);
    let rows = export(&corpus, "review.csv", &["--documents", "9"]);
    fill(&corpus, "ana.csv", &rows, &SAID);
    let mut other = SAID;
    other[0] =
        ("two journalists", &[("verdict", "right"), ("reviewer", "ben")]);
    fill(&corpus, "ben.csv", &rows, &other);
    let apart = path(&corpus, "apart.csv");
    import(&corpus, &["ana.csv", "ben.csv"], &["--adjudicate", &apart])
        .ended(1)
        .says("judged by two: 5")
        .says("verdict: alike 0.80, kappa 0.7")
        .says("to be decided: 1");
    let text = std::fs::read_to_string(apart).unwrap();
    assert!(text.contains("ana: wrong status=ongoing"), "{text}");
    assert!(text.contains("ben: right"), "{text}");
    let corrections =
        std::fs::read_to_string(corpus.path("corrections.csv")).unwrap();
    assert!(!corrections.contains("two journalists"), "{corrections}");
    assert!(corrections.contains("rapporteur"), "{corrections}");
}

#[test]
fn documents_that_are_judged_whole_are_gold() {
    let corpus = corpus();
    corpus.build(&[]).ended(0);
    let rows = export(&corpus, "review.csv", &["--documents", "9"]);
    fill(&corpus, "filled.csv", &rows, &SAID);
    let gold = path(&corpus, "gold");
    import(&corpus, &["filled.csv"], &["--gold", &gold])
        .ended(0)
        // Of the third nobody is sure.
        .says("documents judged whole: 2");
    let input = path(&corpus, "in");
    let run = tidings(["evaluate", "--gold", &gold, &input]).ended(0);
    assert!(
        run.stdout.contains("Documents: 2. Events in the gold: 3; predicted: 3; pairs of both: 2."),
        "{}",
        run.stdout
    );
}

#[test]
fn cells_that_say_nothing_clear_are_pointed_at() {
    let corpus = corpus();
    corpus.build(&[]).ended(0);
    let rows = export(&corpus, "review.csv", &["--documents", "9"]);
    fill(
        &corpus,
        "filled.csv",
        &rows,
        &[
            ("two journalists", &[("verdict", "wrong")]),
            ("rapporteur", &[("verdict", "event")]),
            (
                "death penalty",
                &[("verdict", "wrong"), ("theme_is", "deth_penalty")],
            ),
            ("prisons", &[("verdict", "maybe")]),
            ("Ana Rojas", &[("status_is", "setback"), ("verdict", "right")]),
        ],
    );
    let run = import(&corpus, &["filled.csv"], &[]).ended(2);
    for message in [
        "`wrong`, but nothing is put right",
        "an event needs an outcome type",
        "theme_is: no value for it: `deth_penalty`",
        "did you mean `death_penalty`?",
        "no verdict: `maybe`",
        "`right`, but a field is put right",
        "filled.csv:2",
        "cells to mend: 5",
    ] {
        assert!(run.stderr.contains(message), "{message}:\n{}", run.stderr);
    }
    assert!(!corpus.path("corrections.csv").exists());
}
