//! Which files of a folder are read: patterns of the command line, and the
//! file `.tidingsignore`.

use crate::support::Corpus;

fn folder() -> Corpus {
    let names = [
        "a.txt",
        "b.md",
        "2020/a.txt",
        "2020/deep/er/c.txt",
        "drafts/d.txt",
        "2020/drafts/keep.txt",
        "2020/drafts/other.txt",
    ];
    names.iter().fold(Corpus::new(), |corpus, name| {
        corpus.with(name, format!("A text of {name}.\n"))
    })
}

/// Sources that are read.
#[track_caller]
fn read(corpus: &Corpus, more: &[&str]) -> Vec<String> {
    corpus.build(more).ended(0);
    let rows = corpus.rows("sources");
    rows.iter().map(|row| row["source_file"].clone()).collect()
}

#[test]
fn patterns_choose_files() {
    let corpus = folder();
    assert_eq!(read(&corpus, &[]).len(), 7);
    assert_eq!(read(&corpus, &["--include", "*.md"]), ["b.md"]);
    let include = ["--include", "2020/**", "--exclude", "drafts/"];
    assert_eq!(read(&corpus, &include), ["2020/a.txt", "2020/deep/er/c.txt"]);
    let told = corpus.problems("ignored");
    assert!(told[0].ends_with(": 4"), "{told:?}");
    corpus
        .build(&["--exclude", "[a"])
        .ended(2)
        .says("--exclude `[a`")
        .says("hint:");
    corpus.build(&["--include", "*.rtf"]).ended(2).says("no bulletins");
}

#[test]
fn ignore_files_hold_for_what_is_below_them() {
    let corpus = folder()
        .with(".tidingsignore", "# not ready\ndrafts/*\n/a.txt\n[\n")
        .with("2020/.tidingsignore", "!keep.txt\n/deep\n");
    let sources = read(&corpus, &[]);
    let expected = [
        "2020/a.txt",
        "2020/drafts/keep.txt",
        "2020/drafts/other.txt",
        "b.md",
    ];
    assert_eq!(sources, expected);
    let told = corpus.problems("bad-pattern");
    assert!(told[0].starts_with(".tidingsignore:4: "), "{told:?}");
}
