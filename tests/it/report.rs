//! The report carries what the tables say: figures, words, places of words;
//! and nothing of a document as markup. What the page does with it is tested
//! in a browser (`tests/browser`).

use crate::support::{Corpus, root, rows, tidings};
use serde_json::Value;
use std::path::Path;

fn page(release: &Path) -> String {
    std::fs::read_to_string(release.join("report.html")).unwrap()
}

/// The data that the page's script reads.
fn data(page: &str) -> Value {
    let opening = "<script type=\"application/json\" id=\"data\">";
    let text = page.split_once(opening).unwrap().1;
    serde_json::from_str(text.split_once("</script>").unwrap().0).unwrap()
}

/// A cell as the CSV files write it.
fn printed(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => {
            number.as_f64().unwrap().to_string()
        }
        other => other.to_string(),
    }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

#[test]
fn the_report_says_how_many_events_people_would_count() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    let data = data(&page(&corpus.path("out")));
    let margin: Vec<f64> =
        serde_json::from_value(data["margin"].clone()).unwrap();
    let [adjusted, low, high] = margin[..] else { panic!("{margin:?}") };
    assert!(low <= adjusted && adjusted <= high && high > 0.0, "{margin:?}");
}

#[test]
fn its_counts_and_words_are_those_of_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let raw = root().join("raw");
    let paths = [raw.to_str().unwrap(), output.to_str().unwrap()];
    tidings(["build", paths[0], "--output", paths[1]]).ended(0);
    let data = data(&page(&output));

    let counts = data["counts"].as_object().unwrap();
    assert_eq!(counts.len(), 7);
    for (name, table) in counts {
        let columns = texts(&table["columns"]);
        let wanted = rows(&output, name);
        let shown = table["rows"].as_array().unwrap();
        assert_eq!(shown.len(), wanted.len(), "{name}");
        for (cells, row) in shown.iter().zip(&wanted) {
            for (at, column) in columns.iter().enumerate() {
                assert_eq!(printed(&cells[at]), row[*column], "{name}");
            }
        }
    }

    let flat = rows(&output, "events_flat");
    let columns = texts(&data["events"]["columns"]);
    let events = data["events"]["rows"].as_array().unwrap();
    assert_eq!(events.len(), flat.len());
    for (event, row) in events.iter().zip(&flat) {
        let cell = |name: &str| {
            &event[columns.iter().position(|c| *c == name).unwrap()]
        };
        for name in ["event_id", "theme", "status", "date", "cue", "score"] {
            assert_eq!(printed(cell(name)), row[name]);
        }
        // Scripts count in UTF-16 units.
        let index = |name: &str| {
            usize::try_from(cell(name).as_u64().unwrap()).unwrap()
        };
        let document = &data["documents"][index("document")];
        let passage = document["passages"][index("passage")][1].as_str();
        let units: Vec<u16> = passage.unwrap().encode_utf16().collect();
        let words = String::from_utf16(&units[index("start")..index("end")]);
        assert_eq!(words.unwrap(), row["evidence"]);
        assert_eq!(document["source"], row["source"].as_str());
    }
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let markup = "</script><script>x</script><!-- <img src=x> {{data}}";
    let corpus = Corpus::new()
        .with(
            "a.txt",
            format!("{markup}\n\nIn 2020, Kenya released the journalist Ada Wanjiru from prison {markup}.\n"),
        )
        .with("a.toml", format!("title = '{markup}'\nnote = '{markup}'\n"));
    corpus.build(&[]).ended(0);
    let page = page(&corpus.path("out"));
    let data = data(&page);
    assert_eq!(data["documents"][0]["title"], markup);
    assert_eq!(data["events"]["rows"].as_array().unwrap().len(), 1);
    // Four scripts of the page's own, and no other element of that name.
    assert_eq!(page.matches("<script").count(), 4);
    assert_eq!(page.matches("</script").count(), 4);
    assert!(!page.contains("<img") && !page.contains("<!-- "));
}
