//! Corpora that are too large to be held: published in batches, with the
//! same rows and counts.

use crate::support::{Corpus, files, rows, tidings};
use std::fmt::Write;

/// More documents than are held in memory.
const MANY: usize = 5200;

fn corpus() -> Corpus {
    let countries = ["Kenya", "Peru", "Ghana", "Nepal", "Chile"];
    let mut lines = String::new();
    for number in 0..MANY {
        let country = countries[number % countries.len()];
        let text = match number % 3 {
            0 => {
                format!("{country} abolished the death penalty. No {number}.")
            }
            1 => format!("Report {number} of {country} is long."),
            _ => format!("On 3 May 2019 {country} freed {number} prisoners."),
        };
        let line =
            serde_json::json!({ "id": number.to_string(), "text": text });
        writeln!(lines, "{line}").unwrap();
    }
    Corpus::small().with("many.jsonl", &lines)
}

fn sum(corpus: &Corpus, table: &str) -> u64 {
    let number =
        |row: &crate::support::Row| row["n_events"].parse::<u64>().unwrap();
    rows(&corpus.path("out"), table).iter().map(number).sum()
}

#[test]
fn a_large_corpus_is_published_in_batches_and_adds_up() {
    let corpus = corpus();
    corpus.build(&["--jobs", "2", "--no-cache"]);
    let two = files(&corpus.path("out"));
    assert!(!two.contains_key("report.html"));
    assert!(!two.contains_key("csv/sentences.csv"));
    let out = corpus.path("out");
    let events = rows(&out, "events").len() as u64;
    assert!(events > 3000, "{events}");
    assert_eq!(rows(&out, "documents").len(), MANY + 1);
    assert_eq!(rows(&out, "events_flat").len() as u64, events);
    assert_eq!(sum(&corpus, "counts_by_theme"), events);
    assert_eq!(sum(&corpus, "counts_by_outcome_type"), events);
    assert_eq!(sum(&corpus, "counts_by_year"), events);
    let out = out.to_str().unwrap();
    tidings(["check", out]).ended(0).says("findings: 0");
    // The same on one thread, and from the cache.
    corpus.build(&["--jobs", "1"]);
    assert!(files(&corpus.path("out")) == two);
    corpus.build(&["--jobs", "1"]).says("(0 coded anew)");
    assert!(files(&corpus.path("out")) == two);
}

#[test]
fn many_warnings_of_one_kind_do_not_drown_the_rest() {
    let mut corpus = Corpus::new();
    for number in 0..50 {
        let text = format!("Report {number} of Kenya is long.\n");
        corpus = corpus.with(&format!("{number}.txt"), text);
    }
    let run = corpus.build(&[]).says("warnings: 50; the first 20 of each");
    assert_eq!(run.stderr.matches("no origin file").count(), 20);
    assert_eq!(corpus.problems("origin-missing").len(), 50);
}

#[test]
fn tables_of_texts_are_written_on_demand_and_samples_are_the_same() {
    let corpus = corpus();
    let out = corpus.path("out");
    corpus.build(&["--tables", "sentences", "--formats", "csv"]);
    assert!(rows(&out, "sentences").len() > MANY);
    corpus.build(&["--limit", "40"]);
    assert_eq!(rows(&out, "documents").len(), 40);
    corpus.build(&["--sample", "0.05"]);
    let first = files(&out);
    let documents = rows(&out, "documents").len();
    assert!((150..400).contains(&documents), "{documents}");
    corpus.build(&["--sample", "0.05", "--no-cache"]);
    assert!(files(&out) == first);
}
