//! `tidings codebook diff` names exactly the events that a changed row moves.

use crate::support::{Corpus, Run, tidings};
use std::path::Path;

/// Puts rows below the header of a file.
fn add(book: &Path, file: &str, rows: &str) {
    let path = book.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let header = text.lines().next().unwrap().to_owned();
    let rest = text[header.len()..].trim_start();
    std::fs::write(path, format!("{header}\n{rows}\n{rest}")).unwrap();
}

/// A cue of a verb that the language has not.
fn cue(verb: &str, status: &str) -> String {
    format!(
        "law_repealed-{verb},v,{verb},law,,,,law_repealed,{status},5,Kenya {verb}d its blasphemy law.,"
    )
}

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    for (file, text) in [
        ("a", "In 2020, Kenya defenestrated its blasphemy law."),
        ("b", "In 2020, Norway zappulated its press law."),
        ("c", "In 2020, Chad passed a law on zorbing."),
        ("d", "In 2020, Egypt released two journalists."),
    ] {
        corpus.write(&format!("in/{file}.txt"), format!("{text}\n"));
    }
    for book in ["old", "new"] {
        let book = corpus.path(book);
        tidings(["codebook".as_ref(), "export".as_ref(), book.as_os_str()])
            .ended(0);
        // By its rows alone: learned weights outvote a row's status.
        std::fs::write(book.join("weights.csv"), "model,feature,weights\n")
            .unwrap();
    }
    let (old, new) = (corpus.path("old"), corpus.path("new"));
    // A cue removed, a status changed, a theme phrase added.
    add(&old, "cues/law.csv", &cue("defenestrate", "achieved"));
    add(&old, "cues/law.csv", &cue("zappulate", "achieved"));
    add(&new, "cues/law.csv", &cue("zappulate", "setback"));
    add(&new, "theme_phrases.csv", "climate_environment,zorbing,9");
    corpus
}

fn diff(corpus: &Corpus, more: &[&str]) -> Run {
    let path = |name: &str| corpus.path(name).to_str().unwrap().to_owned();
    let (old, new, input) = (path("old"), path("new"), path("in"));
    let arguments = ["codebook", "diff", &old, &new, "--input", &input];
    tidings(arguments.iter().chain(more).copied())
}

#[test]
fn each_row_is_told_with_the_events_that_it_moves() {
    let corpus = corpus();
    let run = diff(&corpus, &["--format", "csv"]).ended(1);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<std::collections::BTreeMap<String, String>> =
        reader.deserialize().map(Result::unwrap).collect();
    let told: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| {
            let names =
                ["file", "row", "row_change", "change", "field", "old", "new"];
            names.iter().map(|name| &*row[*name]).collect()
        })
        .collect();
    let old_theme = told.last().unwrap()[5];
    let wanted = [
        "cues/law.csv|law_repealed-zappulate|changed|changed|status|achieved|setback",
        "cues/law.csv|law_repealed-defenestrate|removed|dropped||KEN law_repealed achieved|",
        &format!(
            "theme_phrases.csv|climate_environment,zorbing,9|added|changed|theme|{old_theme}|climate_environment"
        ),
    ];
    let told: Vec<String> = told.iter().map(|row| row.join("|")).collect();
    assert_eq!(told, wanted);
    assert!(run.stderr.contains("rows that differ: 3"), "{}", run.stderr);
    assert!(run.stderr.contains("moved by no row alone: 0"), "{}", run.stderr);
}

#[test]
fn text_tells_rows_and_counts() {
    let corpus = corpus();
    let run = diff(&corpus, &[]).ended(1);
    for line in [
        "# cues/law.csv law_repealed-defenestrate: removed",
        "- law_repealed: 2 -> 1",
        "# with all rows",
    ] {
        assert!(run.stdout.contains(line), "{line}:\n{}", run.stdout);
    }
    // One codebook against itself moves nothing.
    let old = corpus.path("old").to_str().unwrap().to_owned();
    let input = corpus.path("in").to_str().unwrap().to_owned();
    tidings(["codebook", "diff", &old, &old, "--input", &input]).ended(0);
}
