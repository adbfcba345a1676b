//! Messages for programs: one JSON object a line, the same facts as in words.

use crate::support::{Corpus, Run, tidings};
use serde_json::Value;

fn objects(run: &Run) -> Vec<Value> {
    let lines = run.stderr.lines();
    lines
        .map(|line| {
            serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{error}: {line}"))
        })
        .collect()
}

#[test]
fn a_build_tells_its_warnings_and_its_figures() {
    let corpus = Corpus::small()
        .with("b.txt", "Nothing happened.\n")
        .with("b.toml", "colour = \"red\"\n");
    let words = corpus.build(&[]);
    let run = corpus.build(&["--format", "json"]);
    assert_eq!(run.code, words.code);
    let mut all = objects(&run);
    let summary = all.pop().unwrap()["summary"].clone();
    assert_eq!(summary["documents"], 2);
    assert_eq!(summary["events"], 1);
    assert_eq!(summary["published"], true);
    let look = summary["look_first"].as_str().unwrap();
    assert!(std::path::Path::new(look).is_file(), "{look}");
    let fault = all.iter().find(|one| one["code"] == "origin-fault");
    let fault = fault.expect("the fault of the origin file");
    assert_eq!(fault["file"], "b.toml");
    assert_eq!(fault["line"], 1);
    assert!(fault["hint"].is_string() && fault["severity"] == "error");
    assert_eq!(words.stderr.matches("hint: ").count(), {
        all.iter().filter(|one| one["hint"].is_string()).count()
    });
}

#[test]
fn a_check_tells_its_findings() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    corpus.write("out/csv/themes.csv", "theme\n");
    let out = corpus.path("out");
    let run =
        tidings(["check", out.to_str().unwrap(), "--format", "json"]).ended(1);
    let mut all = objects(&run);
    let summary = all.pop().unwrap()["summary"].clone();
    assert_eq!(summary["findings"], all.len());
    assert!(all.iter().any(|one| one["code"] == "file-changed"));
}

#[test]
fn what_could_not_run_says_so_in_json_too() {
    let run = tidings(["build", "/nowhere", "--format", "json"]).ended(2);
    let all = objects(&run);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["severity"], "error");
    assert!(all[0]["hint"].is_string());
}

#[test]
fn a_pipe_gets_no_colours() {
    let corpus = Corpus::small().with("b.toml", "colour = \"red\"\n");
    let run = corpus.build(&[]);
    assert!(run.stderr.contains("documents: 1"));
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}
