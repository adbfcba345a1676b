//! Does `tidings learn` make weights alike on every run, and does it say where
//! a marked text is wrong?

use crate::support::{Corpus, Run, tidings};

const TEXT: &str = "= Wins
# Prisons
- Egypt: The gates {release/achieved/expression_assembly/EGY|opened} for two bloggers.
- Peru: The gates {release/achieved/expression_assembly/PER|opened} for a teacher.
- Chad: The gates {release/achieved/expression_assembly/TCD|opened} for a nurse.
- Mali: The gates {release/achieved/expression_assembly/MLI|opened} for a poet.
- Nobody opened a window. The mayor opened a park. They opened letters.
";

fn learn(text: &str) -> Run {
    let corpus = Corpus::new().with("a.txt", text);
    tidings(["learn".as_ref(), corpus.path("in").as_os_str()])
}

#[test]
fn weights_are_the_same_on_every_run() {
    let first = learn(TEXT).ended(0).says("marked outcomes: 4");
    let rows = &first.stdout;
    assert!(rows.starts_with("model,feature,weights\n"), "{rows}");
    assert!(rows.lines().any(|row| row.starts_with("trigger,")), "{rows}");
    assert_eq!(*rows, learn(TEXT).stdout);
}

#[test]
fn a_faulty_mark_is_shown_with_its_line() {
    learn("= Wins\nEgypt {release/achieved|freed} two bloggers.\n")
        .ended(2)
        .says("a.txt:2:")
        .says("hint: an outcome is marked as");
}

#[test]
fn a_folder_without_marked_texts_is_refused() {
    let corpus = Corpus::new();
    tidings(["learn".as_ref(), corpus.path("in").as_os_str()])
        .ended(2)
        .says("no marked texts")
        .says("hint: ");
}
