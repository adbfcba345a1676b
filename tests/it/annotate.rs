//! `tidings annotate`: JSON lines in, JSON lines out, as its help says.

use crate::support::{Corpus, Run, tidings, tidings_on};
use serde_json::{Value, json};

fn annotate(input: &str) -> Run {
    tidings_on(["annotate"], input.as_bytes())
}

fn lines(run: &Run) -> Vec<Value> {
    let line = |line| serde_json::from_str(line).expect("JSON on each line");
    run.stdout.lines().map(line).collect()
}

#[test]
fn a_text_comes_back_with_the_fields_of_the_help() {
    let run = annotate(
        "{\"id\": \"x\", \"text\": \"On 3 May 2021, Norway freed the activist Ola Berg from prison. Nobody noticed.\"}\n",
    )
    .ended(0);
    assert_eq!(run.stderr, "");
    let answers = lines(&run);
    assert_eq!(answers.len(), 1);
    let answer = &answers[0];
    let help = tidings(["annotate", "--help"]).ended(0).stdout;
    let told = help.split_once("in the same order, with ").unwrap().1;
    let told = told.split_once('.').unwrap().0.replace('\n', " ");
    let mut fields: Vec<&str> = told
        .split([',', ' '])
        .filter(|word| !word.is_empty() && *word != "and")
        .collect();
    let mut given: Vec<&str> =
        answer.as_object().unwrap().keys().map(|key| &**key).collect();
    fields.sort_unstable();
    given.sort_unstable();
    assert_eq!(given, fields);
    assert_eq!(answer["id"], "x");
    assert_eq!(answer["sentences"].as_array().unwrap().len(), 2);
    assert_eq!(answer["countries"], json!(["NOR"]));
    assert_eq!(answer["dates"], json!(["2021-05-03"]));
    assert_eq!(answer["people"], json!(["Ola Berg"]));
    assert_eq!(answer["themes"], json!(["expression_assembly"]));
    let events = answer["events"].as_array().unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["outcome_type"], "release");
    assert_eq!(events[0]["status"], "achieved");
    assert_eq!(events[0]["countries"], json!(["NOR"]));
    assert_eq!(events[0]["date"], "2021-05-03");
    let evidence = events[0]["evidence"].as_str().unwrap();
    assert!(evidence.contains("freed the activist"));
}

#[test]
fn answers_keep_the_order_of_the_questions() {
    // More than one batch.
    let input: String = (0..700)
        .map(|id| format!("{{\"id\": {id}, \"text\": \"Item {id}.\"}}\n"))
        .collect();
    let run = annotate(&input).ended(0);
    let ids: Vec<u64> = lines(&run)
        .iter()
        .map(|answer| answer["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, (0..700).collect::<Vec<u64>>());
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_others_coded() {
    let good = "{\"id\": 1, \"text\": \"Egypt released two journalists.\"}";
    let input = format!(
        "{good}\nnot JSON\n\n{{\"id\": 2}}\n{{\"id\": 3, \"text\": 7}}\n{good}"
    );
    let run = annotate(&input).ended(1).says("3").says("hint: ");
    let answers = lines(&run);
    let faulty: Vec<u64> =
        answers.iter().filter_map(|answer| answer["line"].as_u64()).collect();
    assert_eq!(faulty, [2, 4, 5]);
    assert!(answers.iter().all(|answer| {
        answer.get("error").is_some() != answer.get("events").is_some()
    }));
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[0], answers[4]);
    assert_eq!(answers[0]["events"].as_array().unwrap().len(), 1);
}

#[test]
fn ids_of_any_kind_come_back_as_they_were() {
    let ids = ["1", "\"é\"", "null", "[1, 2]", "{\"a\": 1}", "1.5"];
    let input: String = ids
        .iter()
        .map(|id| format!("{{\"id\": {id}, \"text\": \"\"}}\n"))
        .collect();
    let run = annotate(&input).ended(0);
    for (answer, id) in lines(&run).iter().zip(ids) {
        let id: Value = serde_json::from_str(id).unwrap();
        assert_eq!(answer["id"], id);
        assert_eq!(answer["events"], json!([]));
    }
}

#[test]
fn the_date_of_the_text_gives_the_year_of_a_bare_month() {
    let ask = |date: &str| {
        let run = annotate(&format!(
            "{{\"id\": 1, \"text\": \"In March, Egypt released two journalists.\"{date}}}\n"
        ))
        .ended(0);
        lines(&run).remove(0)
    };
    let dated = ask(", \"date\": \"2020-12-31\"");
    assert_eq!(dated["dates"], json!(["2020-03"]));
    assert_eq!(dated["events"][0]["date"], "2020-03");
    let undated = ask("");
    assert_eq!(undated["dates"], json!([]));
    assert_eq!(undated["events"][0]["date"], Value::Null);
}

#[test]
fn it_codes_as_build_does() {
    let text = "In 2021, Kenya and Uganda abolished the death penalty.";
    let corpus = Corpus::new().with("a.txt", format!("{text}\n"));
    corpus.build(&[]).ended(0);
    let row = corpus.rows("events_flat").remove(0);
    let input = json!({ "id": 1, "text": text }).to_string();
    let event =
        lines(&annotate(&input).ended(0)).remove(0)["events"][0].take();
    for column in
        ["evidence", "outcome_type", "status", "theme", "cue", "date"]
    {
        assert_eq!(event[column], row[column], "{column}");
    }
    let countries: Vec<&str> = row["countries"].split(';').collect();
    assert_eq!(event["countries"], json!(countries));
    assert_eq!(event["score"].to_string(), row["score"]);
}

#[test]
fn nothing_in_nothing_out() {
    let run = annotate("").ended(0);
    assert!(run.stdout.is_empty() && run.stderr.is_empty());
}
