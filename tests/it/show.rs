//! Looking at a table: everything of it, within the width, and nothing that a
//! terminal would obey.

use crate::support::{Corpus, Run, tidings};

fn show(corpus: &Corpus, arguments: &[&str]) -> Run {
    let out = corpus.path("out");
    let release = ["--release", out.to_str().unwrap()];
    tidings(["show"].iter().chain(arguments).chain(&release))
}

#[test]
fn every_cell_is_there_however_narrow_it_is() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let wanted = corpus.rows("events_flat");
    for width in ["40", "400"] {
        let run = show(&corpus, &["events_flat", "--width", width]).ended(0);
        let room: usize = width.parse().unwrap();
        for line in run.stdout.lines() {
            assert!(line.chars().count() <= room, "{width}: {line}");
        }
        let squeeze = |text: &str| -> String {
            text.chars().filter(|c| !c.is_whitespace()).collect()
        };
        let shown = squeeze(&run.stdout);
        for (column, cell) in wanted.iter().flatten() {
            // Side by side, a long cell goes on below other cells.
            let words = cell.split([' ', '_', ';']).map(squeeze);
            for word in words.chain([column.split('_').collect()]) {
                let word = if word.len() < 20 { word } else { continue };
                assert!(
                    shown.contains(&word) || word == column.replace('_', ""),
                    "{width}: {column} {word}"
                );
            }
        }
    }
}

#[test]
fn columns_and_rows_can_be_chosen_and_the_rest_is_told() {
    let corpus = Corpus::small();
    corpus.build(&["--formats", "csv"]).ended(0);
    let run = show(
        &corpus,
        &["counts_by_theme", "--columns", "theme,n_events", "--rows", "2"],
    );
    let run = run.ended(0).says("the first 2 shown");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", run.stdout);
    assert!(lines[0].starts_with("theme") && lines[0].ends_with("n_events"));
    assert!(lines[2].ends_with('0'), "numbers stand to the right");
}

#[test]
fn a_wrong_name_is_answered_with_the_right_one() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    show(&corpus, &["count_by_theme"]).ended(2).says("`counts_by_theme`?");
    show(&corpus, &["themes", "--columns", "lable"]).ended(2).says("`label`?");
    let list = show(&corpus, &[]).ended(0).stdout;
    assert!(list.lines().count() > 20 && list.contains("counts_by_year"));
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let corpus = Corpus::small().with(
        "a.toml",
        "title = \"red \\u001b[31mwords\\u202e\"\nyear_covered = 2020\n",
    );
    corpus.build(&[]).ended(0);
    let run = show(&corpus, &["documents", "--width", "400"]).ended(0);
    assert!(run.stdout.contains("red \\u{1b}[31mwords\\u{202e}"));
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{}", run.stdout);
}
