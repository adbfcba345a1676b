//! What goes wrong around a run: each fault is told on standard error with
//! its cure, has its exit code, and costs nobody a file.

use crate::support::{Corpus, beside, files, tidings};

/// A run that could not be: exit code 2, nothing on standard output, what
/// failed and the cure on standard error.
#[track_caller]
fn is_refused(run: crate::support::Run, words: &str) {
    let run = run.ended(2).says("error: ").says(words).says("hint: ");
    assert!(run.stdout.is_empty());
}

#[test]
fn inputs_that_are_not_there() {
    let corpus = Corpus::new();
    let out = corpus.path("out");
    for input in ["nowhere", "nowhere.txt"] {
        let input = corpus.path(input);
        let arguments = [
            "build".as_ref(),
            input.as_os_str(),
            "--output".as_ref(),
            out.as_os_str(),
        ];
        is_refused(tidings(arguments), input.to_str().unwrap());
    }
    is_refused(corpus.build(&[]), "no bulletins to read");
    assert!(!out.exists());
}

#[test]
fn a_file_of_unknown_format_is_refused_and_in_a_folder_noted() {
    let corpus = Corpus::small().with("scan.pdf", "%PDF-1.4");
    let file = corpus.path("in/scan.pdf");
    let out = corpus.path("out");
    let arguments = [
        "build".as_ref(),
        file.as_os_str(),
        "--output".as_ref(),
        out.as_os_str(),
    ];
    is_refused(tidings(arguments), "scan.pdf");
    corpus.build(&["--strict"]).ended(0);
    let problems = corpus.rows("problems");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["source"], "scan.pdf");
    assert_eq!(problems[0]["severity"], "note");
}

#[test]
fn outputs_that_would_cost_a_file_are_refused() {
    let corpus = Corpus::small();
    corpus.write("out", "a file of mine");
    is_refused(corpus.build(&[]), "is a file");
    assert_eq!(std::fs::read(corpus.path("out")).unwrap(), b"a file of mine");

    let corpus = Corpus::small();
    corpus.write("out/mine.txt", "mine");
    is_refused(corpus.build(&[]), "not empty");
    assert_eq!(files(&corpus.path("out")).len(), 1);

    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    corpus.write("out/notes/mine.txt", "mine");
    let before = files(&corpus.path("out"));
    is_refused(corpus.build(&[]), "notes/mine.txt");
    assert!(files(&corpus.path("out")) == before);
}

#[test]
fn the_earlier_release_outlives_a_run_that_fails() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let before = files(&corpus.path("out"));
    let nowhere = corpus.path("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    is_refused(corpus.build(&["--codebook", nowhere]), nowhere);
    std::fs::remove_file(corpus.path("in/a.txt")).unwrap();
    is_refused(corpus.build(&[]), "no bulletins");
    assert!(files(&corpus.path("out")) == before);
    assert_eq!(beside(&corpus.path("out")), ["in", "out"]);
}

#[test]
fn an_empty_folder_may_be_published_into() {
    let corpus = Corpus::small();
    std::fs::create_dir(corpus.path("out")).unwrap();
    corpus.build(&[]).ended(0);
    corpus.check().ended(0);
}

/// Bytes without a pattern, the same in every run.
fn noise(count: usize) -> Vec<u8> {
    let mut state: u64 = 42;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn files_that_are_no_text_are_told_and_the_others_published() {
    let odd: [(&str, Vec<u8>, &str); 8] = [
        ("noise.txt", noise(3000), "not-text"),
        ("noise.md", noise(3001), "not-text"),
        ("noise.html", noise(3002), "not-text"),
        ("nothing.txt", vec![0; 300], "not-text"),
        ("empty.txt", Vec::new(), "empty-document"),
        ("blank.txt", b"  \n\n \t\r\n".to_vec(), "empty-document"),
        (
            "blank.html",
            b"<html><body>\n</body></html>".to_vec(),
            "empty-document",
        ),
        ("mark.txt", b"\xff\xfe".to_vec(), "empty-document"),
    ];
    let mut corpus = Corpus::small();
    for (name, bytes, _) in &odd {
        corpus = corpus.with(name, bytes);
    }
    corpus.build(&[]).ended(1);
    corpus.check().ended(0);
    let events = corpus.rows("events_flat");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["source"], "a.txt");
    let problems = corpus.rows("problems");
    for (name, _, code) in odd {
        let told = problems.iter().find(|row| {
            row["source"] == name && row["code"] != "origin-missing"
        });
        let told = told.unwrap_or_else(|| panic!("nothing told of {name}"));
        assert_eq!(told["code"], code, "{name}");
        assert!(!told["hint"].is_empty());
    }
}

#[test]
fn a_stray_character_costs_no_release() {
    let corpus = Corpus::small()
        .with("nul.txt", b"In 2020, Kenya \0 abolished the death penalty \xff in law.\n")
        .with("marks.txt", "In 2020, Norway \u{202b}repealed\u{202c} its \u{2066}blasphemy\u{2069} law.\n");
    corpus.build(&[]).ended(0);
    let events = corpus.rows("events_flat");
    let countries: Vec<&str> =
        events.iter().map(|row| &*row["countries"]).collect();
    assert_eq!(countries, ["EGY", "NOR", "KEN"]);
}

#[test]
fn the_same_bulletin_twice_counts_once() {
    let text = "In 2020, Egypt released two journalists.\n";
    let corpus = Corpus::small().with("copy.txt", text);
    corpus.build(&[]).ended(0).says("copy.txt");
    assert_eq!(corpus.rows("events").len(), 1);
    let problems = corpus.rows("problems");
    assert!(problems.iter().any(|row| row["code"] == "duplicate-document"));
}

#[test]
fn strict_and_quiet() {
    let corpus =
        Corpus::new().with("a.txt", "Egypt released two journalists.\n");
    let run = corpus.build(&[]).ended(0);
    assert!(run.stderr.contains("warning: ") && run.stdout.is_empty());
    corpus.build(&["--strict"]).ended(1);
    assert!(corpus.path("out/datapackage.json").exists());
    let run = corpus.build(&["--quiet"]).ended(0);
    assert_eq!(run.stderr, "");
    corpus.write("in/a.toml", "titel = \"\"\n");
    corpus.build(&["--quiet"]).ended(1).says("error: ").says("a.toml:1");
}

#[test]
fn codebooks_that_cannot_be_used() {
    let corpus = Corpus::small();
    corpus.write("codebook/notes.txt", "no CSV here");
    let folder = corpus.path("codebook");
    let arguments = ["--codebook", folder.to_str().unwrap()];
    is_refused(corpus.build(&arguments), "no codebook here");
    corpus.write("codebook/themes.csv", "theme,label,definition\n");
    is_refused(corpus.build(&arguments), "outcomes.csv");
    corpus.write("codebook/themes.csv", b"theme,label,definition\n\xff,a,b\n");
    is_refused(corpus.build(&arguments), "themes.csv");
}

#[test]
fn releases_that_cannot_be_checked() {
    let corpus = Corpus::small();
    is_refused(corpus.check(), "out");
    std::fs::create_dir(corpus.path("out")).unwrap();
    is_refused(corpus.check(), "datapackage.json");
    corpus.write("out/datapackage.json", "{ no JSON");
    is_refused(corpus.check(), "datapackage.json");
    corpus.write("out/datapackage.json", "{\"name\": \"another\"}");
    is_refused(corpus.check(), "none of tidings");
}

#[test]
fn arguments_that_mean_nothing() {
    for arguments in [
        &["build", "--formats", "xlsx"][..],
        &["build", "--jobs", "0"],
        &["publish"],
        &[],
    ] {
        let run = tidings(arguments).ended(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty());
    }
    for arguments in [["--help"], ["--version"]] {
        let run = tidings(arguments).ended(0);
        assert!(run.stdout.contains("tidings"));
    }
}
