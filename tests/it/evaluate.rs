//! `tidings evaluate` and `tidings agreement`, run as a user runs them.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const HEADER: &str = "event,item,countries,theme,outcome_type,status,date,people,people_count,anchor\n";
const TEXT: &str = "In May 2020, Egypt released two journalists.\n";
const ROW: &str = "1,1,EGY,expression_assembly,release,achieved,2020-05,,2,Egypt released two journalists\n";

fn run(program: &str, arguments: &[&str]) -> Output {
    let root = env!("CARGO_MANIFEST_DIR");
    let command = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    command.expect("the program starts")
}

fn tidings(arguments: &[&str]) -> (i32, String, String) {
    let output = run(env!("CARGO_BIN_EXE_tidings"), arguments);
    (
        output.status.code().expect("an exit code"),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

/// A folder with one gold file, and its text unless there is none.
fn folder(rows: &str, text: Option<&str>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = format!("{HEADER}{rows}");
    fs::write(folder.path().join("x.gold.csv"), gold).expect("written");
    if let Some(text) = text {
        fs::write(folder.path().join("x.txt"), text).expect("written");
    }
    folder
}

fn name(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The script scores the published tables, knowing nothing of this program.
/// Where it is at hand, both must give the same figures to the last digit.
#[test]
fn figures_are_those_of_the_independent_script() {
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools/score.py");
    let python = Command::new("python3").arg("--version").output();
    if !script.exists() || python.is_err() {
        println!("passed over: no python3, or no {}", script.display());
        return;
    }
    let release = tempfile::tempdir().expect("a folder");
    let output = release.path().join("output");
    let build = ["build", "raw", "tests/gold", "--output", name(&output)];
    assert_eq!(tidings(&build).0, 0);
    let events = output.join("csv/events_flat.csv");
    let scored = run(
        "python3",
        &[name(&script), name(&events), "tests/gold", "--json"],
    );
    let expected = json(&String::from_utf8_lossy(&scored.stdout));
    let evaluate =
        ["evaluate", "--gold", "tests/gold", "raw", "--format", "json"];
    let (code, found, messages) = tidings(&evaluate);
    assert_eq!(code, 0, "{messages}");
    let found = json(&found);
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&found[name], value, "{name}");
    }
    assert!(found["gold_events"].as_u64() > Some(100));
}

#[test]
fn texts_are_found_beside_the_gold() {
    let folder = folder(ROW, Some(TEXT));
    let gold = name(folder.path());
    let (code, report, messages) = tidings(&["evaluate", "--gold", gold]);
    assert_eq!((code, &*messages), (0, ""), "{report}");
    assert!(report.contains("| coded | 1.000 | 1.000 | 1.000 |"), "{report}");
}

#[test]
fn reports_and_calibration_are_written() {
    let folder = folder(ROW, Some(TEXT));
    let report = folder.path().join("report");
    let steps = folder.path().join("steps.csv");
    let (code, printed, _) = tidings(&[
        "evaluate",
        "--gold",
        name(folder.path()),
        "--output",
        name(&report),
        "--calibration",
        name(&steps),
    ]);
    assert_eq!((code, &*printed), (0, ""));
    let read = |file: &str| {
        fs::read_to_string(report.join(file)).expect("the report")
    };
    assert!(read("evaluation.md").starts_with("# Evaluation\n"));
    assert!(read("evaluation.csv").contains("\nheadline,coded,f1,1.000000,"));
    assert_eq!(json(&read("evaluation.json"))["coded"]["f1"], 1.0);
    let steps = fs::read_to_string(steps).expect("the steps");
    assert!(steps.starts_with("score,probability,n\n"));
    assert!(steps.ends_with(",1.0000,1\n"), "{steps}");
}

#[test]
fn gold_that_cannot_be_scored_stops_the_run() {
    let wrong = ROW.replace("release,", "relese,");
    let folder = folder(&wrong, Some(TEXT));
    let gold = name(folder.path());
    let (code, report, messages) = tidings(&["evaluate", "--gold", gold]);
    assert_eq!((code, &*report), (2, ""));
    assert!(messages.contains("x.gold.csv:2:29"), "{messages}");
    assert!(messages.contains("hint: did you mean `release`?"), "{messages}");
}

#[test]
fn gold_without_a_text_stops_the_run() {
    let folder = folder(ROW, None);
    let gold = name(folder.path());
    let (code, _, messages) = tidings(&["evaluate", "--gold", gold]);
    assert_eq!(code, 2);
    assert!(messages.contains("error: no text for the gold file"));
    assert!(messages.contains("hint: "), "{messages}");
}

#[test]
fn a_strange_anchor_is_told_and_scored() {
    let row = ROW.replace("two journalists", "both of them");
    let folder = folder(&row, Some(TEXT));
    let gold = name(folder.path());
    let (code, report, messages) =
        tidings(&["evaluate", "--gold", gold, "--errors"]);
    assert_eq!(code, 1);
    assert!(messages.contains("does not hold this anchor"), "{messages}");
    assert!(report.contains("- MISS x #1 EGY release"), "{report}");
}

#[test]
fn two_coders_are_compared() {
    let second = ROW.replace("expression_assembly", "justice_fair_trial");
    let (a, b) = (folder(ROW, None), folder(&second, None));
    let (a, b) = (name(a.path()), name(b.path()));
    let (code, found, _) = tidings(&["agreement", a, b, "--format", "json"]);
    assert_eq!(code, 0);
    let found = json(&found);
    assert_eq!(found["coded"]["f1"], 1.0);
    assert_eq!(found["full"]["f1"], 0.0);
    assert_eq!(found["fields"]["theme"]["raw"], 0.0);
    assert_eq!(found["fields"]["status"]["kappa"], Value::Null);
}
