//! A small corpus whose figures were worked out by hand.

use super::gold::{COLUMNS, GoldText};
use super::{
    Document, Evaluation, Field, Provenance, Unit, agreement, evaluate, pair,
};
use crate::codebook::{Codebook, embedded};
use crate::diagnostic::Severity;

/// An event: countries, theme, outcome type, status, people, words.
fn unit(cells: [&str; 5], text: &str, score: Option<f64>) -> Unit {
    let [countries, theme, outcome, status, people] = cells;
    let cells = [countries, theme, outcome, status, "", people, ""];
    Unit::new("1".to_owned(), cells.map(str::to_owned), text.to_owned(), score)
}

fn corpus() -> Vec<Document> {
    let release = "release";
    let first = Document {
        name: "first".to_owned(),
        gold: vec![
            unit(
                ["EGY", "expression_assembly", release, "achieved", "A. Badr"],
                "two journalists were freed",
                None,
            ),
            unit(
                ["FRA;DEU", "labour_rights", "law_enacted", "achieved", ""],
                "passed a law on pay",
                None,
            ),
            unit(
                ["PER", "other", "court_ruling", "setback", ""],
                "a judge dismissed it",
                None,
            ),
        ],
        predicted: vec![
            // Right in everything; the surname is enough.
            unit(
                ["EGY", "expression_assembly", release, "achieved", "Badr"],
                "In Cairo two journalists were freed.",
                Some(0.9),
            ),
            // Of the same words, but it agrees less: an extra.
            unit(
                ["", "other", release, "achieved", ""],
                "journalists were freed in May",
                Some(0.4),
            ),
            // Countries in another order; the theme is wrong.
            unit(
                ["DEU;FRA", "other", "law_enacted", "achieved", ""],
                "Both passed a law on equal pay",
                Some(0.8),
            ),
        ],
    };
    let second = Document {
        name: "second".to_owned(),
        gold: vec![unit(
            ["KEN", "other", "remedy", "announced", ""],
            "promised to pay them",
            None,
        )],
        predicted: vec![unit(
            ["KEN", "other", release, "announced", ""],
            "it promised to pay",
            Some(0.3),
        )],
    };
    vec![first, second]
}

fn figure(evaluation: &Evaluation, section: &str, name: &str) -> f64 {
    let figure = evaluation.headline.iter().find(|figure| {
        let of = figure.field.map_or(figure.measure, Field::name);
        figure.section == section && of == name
    });
    figure.expect("a headline figure").value
}

#[test]
fn figures_by_hand() {
    let documents = corpus();
    let found = pair(&documents[0].predicted, &documents[0].gold);
    assert_eq!(found.pairs, [(0, 0), (2, 1)]);
    assert_eq!((found.missed, found.extra), (vec![2], vec![1]));

    let evaluation = evaluate(&documents);
    let close = |section: &str, name: &str, expected: f64| {
        let value = figure(&evaluation, section, name);
        assert!((value - expected).abs() < 1e-12, "{section} {name} {value}");
    };
    // Three pairs of four predicted and four gold events; two with country
    // and outcome type right; one with theme and status, too.
    close("detect", "precision", 0.75);
    close("detect", "recall", 0.75);
    close("coded", "f1", 0.5);
    close("full", "f1", 0.25);
    close("given_pair", "countries", 1.0);
    close("given_pair", "theme", 2.0 / 3.0);
    close("given_pair", "outcome_type", 2.0 / 3.0);
    close("given_pair", "people", 1.0);
    // Predicted: release 3, law_enacted 1; gold: one each of four types.
    close("counts", "outcome_type", 1.0 - 4.0 / 8.0);
    // Predicted: expression 1, other 3; gold: 1, labour 1, other 2.
    close("counts", "theme", 1.0 - 2.0 / 8.0);
    // Cells: EGY, none, DEU, FRA, KEN against EGY, FRA, DEU, PER, KEN.
    close("counts", "countries", 1.0 - 2.0 / 10.0);
    let [low, high] = evaluation.headline[0].interval.expect("two documents");
    assert!(low <= 0.75 && 0.75 <= high && low < high);
}

#[test]
fn categories_and_confusion_by_hand() {
    let evaluation = evaluate(&corpus());
    let [outcomes, _] = &evaluation.classes;
    let release = outcomes.rates.iter().find(|(id, _)| id == "release");
    let (_, rates) = release.expect("release occurs");
    assert_eq!((rates.gold, rates.predicted, rates.right), (1, 3, 1));
    let cell = |gold: &str, predicted: &str| {
        let at = (gold.to_owned(), predicted.to_owned());
        outcomes.confusion.get(&at).copied()
    };
    assert_eq!(cell("remedy", "release"), Some(1));
    assert_eq!(cell("court_ruling", "(none)"), Some(1));
    assert_eq!(cell("(none)", "release"), Some(1));
    let right = [(0.9, true), (0.4, false), (0.8, true), (0.3, false)];
    assert_eq!(evaluation.scored, right);
}

#[test]
fn reports_tell_what_was_not_right() {
    let by = Provenance {
        version: "0",
        codebook_version: "1",
        codebook_sha256: "abc",
    };
    let evaluation = evaluate(&corpus());
    let text = evaluation.markdown(&by, true);
    for told in [
        "| coded | 0.500 (",
        "| `remedy` | 1 | 0 | 0 | – | 0.000 | 0.000 | 0 | `release` 1 |",
        "- MISS first #1 PER court_ruling | `a judge dismissed it`",
        "- EXTRA first  release | `journalists were freed in May`",
        "theme: `other` not `labour_rights`",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(!evaluation.markdown(&by, false).contains("MISS"));
    let csv = String::from_utf8(evaluation.csv().unwrap()).unwrap();
    assert!(csv.contains("\nconfusion_theme,labour_rights,other,1,,,1\n"));
    assert!(csv.contains("\ndocument,second,coded_f1,0.000000,,,2\n"));
}

#[test]
fn coders_agree_with_themselves() {
    let mut documents = corpus();
    for document in &mut documents {
        document.predicted = document.gold.clone();
    }
    let found = agreement(&documents);
    assert!(found.levels.iter().all(|(_, rates)| rates.f1() == Some(1.0)));
    let theme = found.fields[Field::Theme as usize];
    assert_eq!((theme.kappa, theme.alpha), (Some(1.0), Some(1.0)));
    // Nobody gave a date: no agreement beyond chance can be shown.
    let date = found.fields[Field::Date as usize];
    assert_eq!((date.raw, date.kappa), (Some(1.0), None));
}

#[test]
fn faulty_gold_is_told_with_line_and_cure() {
    let (codebook, _) = Codebook::parse(&embedded::files());
    let told = |rows: &str| {
        let text = format!("{}\n{rows}", COLUMNS.join(","));
        let gold = GoldText { file: "x.gold.csv", text: &text };
        let (kept, faults) = gold.parse(&codebook);
        let faults: Vec<String> =
            faults.iter().map(ToString::to_string).collect();
        (kept.len(), faults.join("\n"))
    };
    let good =
        "1,1,EGY,other,release,achieved,2020-02,,2,set free on Monday\n";
    assert_eq!(told(good), (1, String::new()));
    for (row, place, message) in [
        (good.replace(",other", ",othre"), "2:9", "did you mean `other`?"),
        (
            good.replace("release", "relaese"),
            "2:15",
            "did you mean `release`?",
        ),
        (
            good.replace("EGY", "EGY;UK"),
            "2:9",
            "no value for the column `countries`: `UK`",
        ),
        (good.replace("2020-02", "2020-13"), "2:32", "2020-04-22"),
        (good.replace(" on Monday", ""), "2:43", "3 consecutive words"),
        (good.replace(",2,", ",two,"), "2:41", "whole number"),
        (good.replace("1,1,", "1,"), "2:1", "has 9 cells"),
    ] {
        let (kept, found) = told(&format!("{row}{good}"));
        assert_eq!(kept, 1, "{row}");
        assert!(found.contains(&format!("x.gold.csv:{place}\n")), "{found}");
        assert!(found.contains(message), "{found}");
    }
    let header = GoldText { file: "x.gold.csv", text: "event,anchor\n" };
    let (_, faults) = header.parse(&codebook);
    assert!(faults[0].to_string().contains("hint: it has to be: event,item"));
}

#[test]
fn anchors_must_stand_in_the_text_once() {
    let (codebook, _) = Codebook::parse(&embedded::files());
    let mut text = COLUMNS.join(",");
    for anchor in ["set free on Monday", "was set free", "was not freed"] {
        text.push_str("\n1,1,,other,other,achieved,,,,");
        text.push_str(anchor);
    }
    let gold = GoldText { file: "x.gold.csv", text: &text };
    let (rows, _) = gold.parse(&codebook);
    let document = "She was set free on Monday. He was set free.";
    let faults = gold.anchors(&rows, document);
    let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [Some(3), Some(4)]);
    assert!(faults[0].message.contains("2 times"));
    assert!(faults.iter().all(|f| f.severity == Severity::Warning));
}
