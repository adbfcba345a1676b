//! `tidings explain` shows how a sentence was read, and every way to name one
//! leads to it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "# Wins of 2020\n\nQatar: In May 2020, Egypt released two journalists.\n\nPeru would release nobody.\n\nThe campaign in Peru demanded the release of Ana Silva.\n";

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidings"));
    command.args(arguments).current_dir(folder);
    command
}

fn explain(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn fails(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn from_standard_input(text: &str) -> Output {
    let mut child = command(Path::new("."), &["explain", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("raw")).unwrap();
    fs::write(folder.path().join("raw/a.md"), TEXT).unwrap();
    folder
}

/// The line that begins with some words, blanks at both ends cut off.
fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.lines()
        .map(str::trim)
        .find(|line| line.starts_with(start))
        .unwrap_or_else(|| panic!("no line `{start}` in\n{text}"))
}

/// The cells of a line.
fn cells(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect()
}

#[test]
fn an_event_is_shown_with_the_basis_of_each_field() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md:3"]);
    assert!(text.starts_with("raw/a.md:3\n"), "{text}");
    assert_eq!(cells(line(&text, "outcome "))[1], "release");
    assert_eq!(cells(line(&text, "status "))[1], "achieved");
    let countries = cells(line(&text, "countries "));
    assert_eq!(countries[1..], ["EGY", "from clause: \"Egypt\""]);
    let event = text.split("\n  event e").nth(1).unwrap();
    let date = cells(line(event, "date "));
    assert_eq!(date[1..], ["2020-05-01..2020-05-31", "from clause"]);
    assert_eq!(cells(line(&text, "people_count "))[1], "2");
    assert_eq!(cells(line(&text, "year covered "))[1], "2020");
}

#[test]
fn the_parts_of_a_score_and_the_calibration_give_it() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md:3"]);
    let cells = cells(line(&text, "score "));
    let parts = cells[2].strip_prefix("calibrated: outcome ").unwrap();
    let (told, typed) = parts.split_once(" × type ").unwrap();
    let raw: f64 =
        told.parse::<f64>().unwrap() * typed.parse::<f64>().unwrap();
    let steps = include_str!("../../codebook/calibration.csv");
    let step = steps
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|step| step[0].parse::<f64>().unwrap() <= raw + 0.0005)
        .last()
        .unwrap();
    let right: f64 = step[1].parse().unwrap();
    let score: f64 = cells[1].parse().unwrap();
    assert!((right - score).abs() < 0.001, "{cells:?} {step:?}");
}

#[test]
fn words_show_their_lemmas_and_mentions_what_they_stand_for() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md:3"]);
    let released = line(&text, "5  released");
    assert!(released.contains("release (past participle)"), "{released}");
    let place = cells(line(&text, "place "));
    assert_eq!(place[1..], ["\"Egypt\"", "EGY", "country"]);
    let quantity = cells(line(&text, "quantity "));
    assert_eq!(quantity[2..], ["2 journalists", "exact, persons"]);
}

#[test]
fn rows_are_shown_with_place_reading_and_slots() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md:3"]);
    let row = cells(line(&text, ">  "));
    assert!(row[1].starts_with("release-"), "{row:?}");
    let (file, number) = row[2].rsplit_once(':').unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let codebook = fs::read_to_string(root.join(file)).unwrap();
    let number: usize = number.parse().unwrap();
    let written = codebook.lines().nth(number - 1).unwrap();
    assert!(written.starts_with(&format!("{},", row[1])), "{written}");
    assert_eq!(row[3], "active asserted");
    assert!(row.last().unwrap().contains("journalists\""), "{row:?}");
}

#[test]
fn a_refused_trigger_says_why_in_the_words_of_candidates() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md:5"]);
    let verdict = line(&text, "trigger ");
    assert!(verdict.contains("\"release\": refused, "), "{verdict}");
    assert!(!text.contains("event e"), "{text}");
    let reason = verdict.split("refused, ").nth(1).unwrap();
    let output = command(folder.path(), &["build"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let candidates = folder.path().join("output/csv/candidates.csv");
    let candidates = fs::read_to_string(candidates).unwrap();
    assert!(candidates.contains(reason), "{reason} not in {candidates}");
}

#[test]
fn ids_and_sources_of_a_release_name_what_it_was_made_from() {
    let folder = folder();
    let output = command(folder.path(), &["build"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let flat = folder.path().join("output/csv/events_flat.csv");
    let flat = fs::read_to_string(flat).unwrap();
    let row = flat.lines().nth(1).unwrap();
    let mut row = row.split(',');
    let (id, source) = (row.next().unwrap(), row.next().unwrap());
    let by_id = explain(folder.path(), &["explain", id]);
    assert!(by_id.contains(&format!("event {id}\n")), "{by_id}");
    // `source` as the table has it, below the input folder.
    let by_source = explain(folder.path(), &["explain", "a.md:3"]);
    assert_eq!(source, "a.md");
    assert!(by_source.contains(&format!("event {id}\n")), "{by_source}");
}

#[test]
fn a_file_without_a_line_shows_every_sentence() {
    let folder = folder();
    let text = explain(folder.path(), &["explain", "raw/a.md"]);
    for place in ["raw/a.md:3\n", "raw/a.md:5\n", "raw/a.md:7\n"] {
        assert!(text.contains(place), "{place} in {text}");
    }
}

#[test]
fn standard_input_is_read_as_text() {
    let output = from_standard_input("Egypt released two journalists.");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("-:1\n  Egypt released"), "{text}");
    assert_eq!(cells(line(&text, "outcome "))[1], "release");
}

#[test]
fn what_is_told_twice_of_a_person_is_one_event() {
    let text = "Egypt released Alaa Seif in May 2020. In May 2020, Egypt freed Alaa Seif.";
    let output = from_standard_input(text);
    let text = String::from_utf8(output.stdout).unwrap();
    let events = text.matches("\n  event e").count();
    assert_eq!(events, 1, "{text}");
    assert!(text.contains("told twice, or a caption"), "{text}");
}

#[test]
fn what_is_not_there_is_told_with_a_cure() {
    let folder = folder();
    let cases = [
        (vec!["explain", "e0123456789abcdef"], "no event has the id"),
        (vec!["explain", "raw/a.md:4"], "no sentence stands there"),
        (vec!["explain", "nowhere.txt"], "no such text"),
    ];
    for (arguments, message) in cases {
        let told = fails(folder.path(), &arguments);
        assert!(told.contains(message), "{told}");
        assert!(told.contains("\nhint: "), "{told}");
    }
}
