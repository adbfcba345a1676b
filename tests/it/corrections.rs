//! Corrections: decisions of people are laid over the coding, stay where they
//! were taken, and none is lost.

use crate::support::{Corpus, Row};

const HEADER: &str =
    "event_id,source,anchor,field,expected,value,reason,author,date\n";

const TEXT: &str = "In 2020, Egypt released two journalists.\n\nKenya was visited by a rapporteur in May.\n";

/// Publishes a text with some corrections.
fn build(corpus: &Corpus, rows: &[&str]) -> String {
    let path = corpus.path("decisions.csv");
    std::fs::write(&path, format!("{HEADER}{}\n", rows.join("\n"))).unwrap();
    let run = corpus.build(&["--corrections", path.to_str().unwrap()]);
    corpus.check().ended(0);
    run.stderr
}

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    corpus.write("in/a.txt", TEXT);
    corpus.write("in/a.toml", "title = \"A\"\n");
    corpus
}

fn cells(row: &Row, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| row[*name].clone()).collect()
}

/// What became of the corrections: result and what was found.
fn results(corpus: &Corpus) -> Vec<Vec<String>> {
    let rows = corpus.rows("corrections");
    rows.iter().map(|row| cells(row, &["result", "found"])).collect()
}

#[test]
fn words_name_an_event_though_the_text_is_edited_elsewhere() {
    let corpus = corpus();
    let row = ",a.txt,Egypt released two,status,achieved,ongoing,on bail,ana,2021-01-05";
    build(&corpus, &[row]);
    let before = corpus.rows("events").remove(0);
    assert_eq!(
        cells(&before, &["status", "status_basis", "corrected"]),
        ["ongoing", "correction", "status"]
    );
    assert_eq!(before["correction_reason"], "on bail");
    assert_eq!(corpus.rows("events_flat")[0]["corrected"], "status");
    corpus.write("in/a.txt", format!("{TEXT}\nA word more.\n"));
    build(&corpus, &[row]);
    let after = corpus.rows("events").remove(0);
    assert_ne!(after["event_id"], before["event_id"]);
    assert_eq!(after["status"], "ongoing");
}

#[test]
fn an_event_can_be_added_with_its_fields() {
    let corpus = corpus();
    let words = "Kenya was visited";
    let field = |field: &str, value: &str| {
        format!(",a.txt,{words},{field},,{value},a first,ana,2021-01-05")
    };
    let rows = [
        field("event", "add"),
        field("outcome_type", "other"),
        field("countries", "KEN"),
        field("date", "2020-05"),
        field("people", "Jane Roe;John Doe"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    corpus.build(&[]).ended(0);
    let uncoded = corpus.rows("uncoded").len();
    let said = build(&corpus, &rows);
    assert!(said.contains("corrections: 5, applied: 5"), "{said}");
    assert!(said.contains("added 1, dropped 0"), "{said}");
    let flat = corpus.rows("events_flat").remove(1);
    assert_eq!(
        cells(&flat, &["countries", "outcome_type", "status", "date"]),
        ["KEN", "other", "achieved", "2020-05"]
    );
    assert_eq!(flat["evidence"], "Kenya was visited by a rapporteur in May.");
    assert_eq!(flat["people"], "Jane Roe;John Doe");
    assert_eq!(flat["corrected"], "event;outcome_type;countries;date;people");
    assert_eq!(corpus.rows("uncoded").len(), uncoded - 1);
    let changes = corpus.path("out.changes.csv");
    let changes = std::fs::read_to_string(changes).unwrap();
    assert!(changes.contains(",added,correction,a.txt,3,"), "{changes}");
    // The same again: nothing differs any more, and the id is the same.
    let id = flat["event_id"].clone();
    build(&corpus, &rows);
    assert_eq!(corpus.rows("events_flat")[1]["event_id"], id);
}

#[test]
fn what_the_program_codes_by_now_is_not_added_twice() {
    let corpus = corpus();
    let add = ",a.txt,released two journalists,event,,add,,ana,";
    let what = ",a.txt,released two journalists,outcome_type,,release,,ana,";
    let wher = ",a.txt,released two journalists,countries,,EGY,,ana,";
    let said = build(&corpus, &[add, what, wher]);
    assert!(said.contains("event not added: the program codes it"), "{said}");
    assert_eq!(corpus.rows("events").len(), 1);
    let results: Vec<String> = results(&corpus).concat();
    assert_eq!(results, ["stale", "", "no_event", "", "no_event", ""]);
}

#[test]
fn an_event_can_be_taken_out_as_long_as_it_is_what_was_seen() {
    let corpus = corpus();
    let drop = |expected: &str| {
        format!(",a.txt,two journalists,event,{expected},drop,a rumour,ana,")
    };
    let said = build(&corpus, &[&drop("law_enacted")]);
    assert!(
        said.contains("`event` was to be `law_enacted`, but is `release`"),
        "{said}"
    );
    assert_eq!(corpus.rows("events").len(), 1);
    assert_eq!(results(&corpus), [["stale", "release"]]);
    build(&corpus, &[&drop("release")]);
    assert_eq!(corpus.rows("events").len(), 0);
    let row = corpus.rows("corrections").remove(0);
    assert_eq!(cells(&row, &["result", "reason"]), ["applied", "a rumour"]);
    let changes = corpus.path("out.changes.csv");
    let changes = std::fs::read_to_string(changes).unwrap();
    assert!(changes.contains(",dropped,correction,"), "{changes}");
}

#[test]
fn no_correction_is_lost() {
    let corpus = corpus();
    let said = build(
        &corpus,
        &[
            "e0123456789abcdef,,,status,achieved,ongoing,,,",
            ",b.txt,some words,status,achieved,ongoing,,,",
            ",a.txt,no such words,status,achieved,ongoing,,,",
            ",,,status,achieved,ongoing,,,",
            ",a.txt,Egypt released,colour,,red,,,",
            ",a.txt,Egypt released,status,achieved,perfect,,,",
            ",a.txt,Kenya was visited,event,,add,,,",
        ],
    );
    let rows = corpus.rows("corrections");
    let results: Vec<&str> =
        rows.iter().map(|row| row["result"].as_str()).collect();
    assert_eq!(
        results,
        [
            "no_event", "no_event", "no_event", "fault", "fault", "fault",
            "fault"
        ]
    );
    for message in [
        "there is no event `e0123456789abcdef`",
        "there is no source `b.txt`",
        "no event of `a.txt` has these words",
        "does not say of which event",
        "no field to correct: `colour`",
        "no value for `status`: `perfect`",
        "an event is added without an outcome type",
    ] {
        assert!(said.contains(message), "{message}:\n{said}");
    }
    assert!(said.contains("decisions.csv"), "{said}");
    assert_eq!(corpus.rows("events").len(), 1);
}
