//! `tidings generate corpus`: the same bytes for the same seed, of the size
//! asked for, in JSON lines that code to a plausible number of events.

use crate::support::{tidings, tidings_on};
use serde_json::Value;
use std::collections::BTreeSet;

fn corpus(more: &[&str]) -> String {
    let arguments = ["generate", "corpus", "--megabytes", "1"];
    let run = tidings(arguments.iter().chain(more)).ended(0);
    assert_eq!(run.stderr, "");
    run.stdout
}

fn lines(text: &str) -> Vec<Value> {
    let line = |line| serde_json::from_str(line).expect("JSON on each line");
    text.lines().map(line).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
    let first = corpus(&["--seed", "7"]);
    assert!(first == corpus(&["--seed", "7"]));
    assert!(first == corpus(&["--seed", "7", "--kind", "news"]));
    assert!(first != corpus(&["--seed", "8"]));
    assert!(corpus(&[]) == corpus(&["--seed", "1"]));
}

#[test]
fn a_larger_corpus_begins_with_a_smaller() {
    let two = tidings(["generate", "corpus", "--megabytes", "2"]).ended(0);
    assert!(two.stdout.starts_with(&corpus(&[])));
}

#[test]
fn lines_are_whole_and_of_the_size_asked_for() {
    for kind in ["news", "bulletins"] {
        let text = corpus(&["--kind", kind]);
        assert!((990_000..=1_010_000).contains(&text.len()), "{kind}");
        let mut ids = BTreeSet::new();
        let mut words = BTreeSet::new();
        for line in lines(&text) {
            let field = |name: &str| line[name].as_str().unwrap().to_owned();
            let date: jiff::civil::Date = field("date").parse().unwrap();
            assert!((1990..2030).contains(&date.year()));
            // Nobody can own such an address.
            assert!(field("url").starts_with("https://"));
            assert!(field("url").contains(".example/"));
            assert!(!field("publisher").is_empty());
            let text = field("text");
            assert!(text.starts_with(&field("title")));
            assert!(!text.contains(['{', '}']), "{text}");
            let count = text.split_whitespace().count();
            assert!((100..2500).contains(&count), "{count}");
            words.extend(text.split_whitespace().map(str::to_owned));
            assert!(ids.insert(field("id")));
        }
        assert!(words.len() > 5000, "{kind}: {}", words.len());
    }
}

#[test]
fn its_texts_code_to_a_plausible_number_of_events() {
    let folder = tempfile::tempdir().unwrap();
    let weights = folder.path().join("weights-alone");
    let weights = weights.to_str().unwrap();
    tidings(["codebook", "export", weights]).ended(0);
    let header = "question,weights,tagger,bias,model\n";
    std::fs::write(format!("{weights}/tagger.csv"), header).unwrap();
    let alone: &[&str] = &["annotate", "--codebook", weights];
    for (kind, annotate, least, most) in [
        ("news", alone, 0.03, 0.15),
        ("bulletins", alone, 0.15, 0.5),
        // Of words put together by lot the tagger makes more than is told.
        ("news", &["annotate"], 0.03, 0.2),
        ("bulletins", &["annotate"], 0.15, 0.5),
    ] {
        // A part of it will do: coding is not what is tested.
        let text: String = corpus(&["--kind", kind])
            .lines()
            .take(60)
            .map(|line| format!("{line}\n"))
            .collect();
        let run = tidings_on(annotate, text.as_bytes()).ended(0);
        let count = |name: &str| -> usize {
            let of = |line: &Value| line[name].as_array().unwrap().len();
            lines(&run.stdout).iter().map(of).sum()
        };
        let (events, sentences) = (count("events"), count("sentences"));
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let share = events as f64 / sentences as f64;
        assert!((least..most).contains(&share), "{kind}: {share}");
    }
}

#[test]
fn the_help_says_that_nothing_in_it_is_a_fact() {
    let help = tidings(["generate", "corpus", "--help"]).ended(0).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("nothing in it is a fact"));
    tidings(["generate", "corpus"]).ended(2).says("--megabytes");
    tidings(["generate", "corpus", "--megabytes", "0"]).ended(2);
}
