//! Corpora: files whose rows are documents, and standard input. What of them
//! is read, under which names, and what is told of the rest.

use crate::support::{Corpus, Row, rows, tidings};
use polars::prelude::{Column, DataFrame};
use sha2::{Digest, Sha256};

const EGYPT: &str = "In March 2020, Egypt released two journalists.";
const KENYA: &str = "In 2021, Kenya abolished the death penalty.";

/// A Parquet file of these columns.
pub(crate) fn parquet(columns: Vec<Column>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let height = columns[0].len();
    let mut frame = DataFrame::new(height, columns).unwrap();
    polars_io::parquet::write::ParquetWriter::new(&mut bytes)
        .with_row_group_size(Some(1))
        .finish(&mut frame)
        .unwrap();
    bytes
}

/// Cells of a table's rows.
fn cells(rows: &[Row], columns: &[&str]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|row| columns.iter().map(|name| row[*name].clone()).collect())
        .collect()
}

/// Documents by source.
fn documents(corpus: &Corpus) -> Vec<Row> {
    let mut all = corpus.rows("documents");
    all.sort_by(|a, b| a["source"].cmp(&b["source"]));
    all
}

/// Both bulletins, in a corpus whose columns have the usual names.
#[track_caller]
fn has_both(corpus: &Corpus, file: &str) {
    corpus.check().ended(0);
    let columns = ["source", "title", "date_published", "page_address"];
    let expected = [
        [&format!("{file}#a"), "One", "2020-03-31", "https://x.org/1"],
        [&format!("{file}#7"), "Two", "2021", ""],
    ];
    let mut told = cells(&corpus.rows("documents"), &columns);
    told.sort_by_key(|row| row[2].clone());
    assert_eq!(told, expected);
    let events = corpus.rows("events_flat");
    let mut found = cells(&events, &["source", "countries", "evidence"]);
    found.sort();
    let expected = [
        [&format!("{file}#7"), "KEN", KENYA],
        [&format!("{file}#a"), "EGY", EGYPT],
    ];
    assert_eq!(found, expected);
}

#[test]
fn json_lines_are_documents() {
    let text = format!(
        "\u{feff}{{\"id\":\"a\",\"text\":\"{EGYPT}\",\"title\":\"One\",\"date\":\"2020-03-31T08:00:00Z\",\"url\":\"https://x.org/1\",\"other\":[[1]]}}\n\n{{\"id\":7,\"text\":\"{KENYA}\",\"title\":\"Two\",\"date\":2021,\"url\":null}}"
    );
    let corpus = Corpus::new().with("c.jsonl", &text);
    corpus.build(&[]).ended(0);
    has_both(&corpus, "c.jsonl");
    let sha256: String = Sha256::digest(&text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let columns =
        ["source_file", "format", "bytes", "sha256", "documents", "problems"];
    let bytes = text.len().to_string();
    assert_eq!(
        cells(&corpus.rows("sources"), &columns),
        [["c.jsonl", "jsonl", &bytes, &sha256, "2", "0"]]
    );
    let sources = corpus.path("in");
    let release = corpus.path("out");
    tidings([
        "check".as_ref(),
        release.as_os_str(),
        "--sources".as_ref(),
        sources.as_os_str(),
    ])
    .ended(0);
}

#[test]
fn records_of_cells_are_documents() {
    let text = format!(
        "id,text,title,date,url\r\na,\"{EGYPT}\",One,2020-03-31,https://x.org/1\r\n7,\"{KENYA}\",Two,2021,\r\n"
    );
    let corpus = Corpus::new().with("c.csv", &text);
    corpus.build(&[]).ended(0);
    has_both(&corpus, "c.csv");
    let tabs = format!(
        "id\ttext\ttitle\tdate\turl\na\t{EGYPT}\tOne\t2020-03-31\thttps://x.org/1\n7\t{KENYA}\tTwo\t2021\t\n"
    );
    let corpus = Corpus::new().with("c.tsv", tabs);
    corpus.build(&[]).ended(0);
    has_both(&corpus, "c.tsv");
}

#[test]
fn rows_of_parquet_are_documents() {
    let bytes = parquet(vec![
        Column::new("id".into(), ["a", "7"]),
        Column::new("text".into(), [EGYPT, KENYA]),
        Column::new("title".into(), ["One", "Two"]),
        Column::new("date".into(), ["2020-03-31", "2021"]),
        Column::new("url".into(), [Some("https://x.org/1"), None]),
        Column::new("n".into(), [1_i64, 2]),
    ]);
    let corpus = Corpus::new().with("c.parquet", &bytes);
    corpus.build(&[]).ended(0);
    has_both(&corpus, "c.parquet");
    assert_eq!(corpus.rows("sources")[0]["bytes"], bytes.len().to_string());
}

#[test]
fn columns_of_other_names_and_kinds_are_read_as_told() {
    let bytes = parquet(vec![
        Column::new("key".into(), [11_i64, 12]),
        Column::new(
            "body".into(),
            ["<p>Peru <b>freed</b> two activists in 2020.</p>", "<p>x</p>"],
        ),
        Column::new("year".into(), [2020_i32, 2021]),
    ]);
    let corpus = Corpus::new().with("c.parquet", bytes);
    let named = [
        "--id-column",
        "key",
        "--text-column",
        "body",
        "--date-column",
        "year",
        "--text-format",
        "html",
    ];
    corpus.build(&named).ended(0);
    let columns = ["source", "date_published", "format"];
    assert_eq!(
        cells(&documents(&corpus), &columns),
        [["c.parquet#11", "2020", "html"], ["c.parquet#12", "2021", "html"]]
    );
    assert!(!corpus.rows("sentences")[0]["text"].contains('<'));
}

#[test]
fn an_origin_file_speaks_for_all_rows_that_say_nothing() {
    let corpus = Corpus::new()
        .with("c.toml", "publisher = \"A\"\nlicence = \"CC0\"\n")
        .with(
            "c.jsonl",
            "{\"text\":\"One.\"}\n{\"text\":\"Two.\",\"publisher\":\"B\"}\n",
        );
    corpus.build(&[]).ended(0);
    assert_eq!(
        cells(&documents(&corpus), &["source", "publisher", "licence"]),
        [["c.jsonl#1", "A", "CC0"], ["c.jsonl#2", "B", "CC0"]]
    );
}

#[test]
fn a_bad_row_is_a_problem_and_the_others_are_read() {
    let deep = "[".repeat(100_000);
    let text = format!(
        "{{\"id\":1,\"text\":\"One.\"}}\n{{\"id\":2,\n{{\"id\":3,\"text\":5}}\n{{\"id\":4,\"text\":\" \"}}\n[1]\n{{\"id\":6,\"text\":{deep}}}\n{{\"id\":7,\"text\":[\"x\"]}}\n{{\"id\":8,\"text\":\"Two.\",\"title\":true,\"date\":\"soon\"}}\n{{\"id\":1,\"text\":\"Three.\"}}\n{{\"id\":9,\"text\":\"One.\"}}\nnull\n{{\"id\":\"a\\n=b\",\"text\":\"Four.\"}} x\n"
    );
    let corpus = Corpus::new().with("c.jsonl", text);
    corpus.build(&[]).ended(1).says("c.jsonl:2");
    let sources: Vec<String> =
        documents(&corpus).iter().map(|row| row["source"].clone()).collect();
    assert_eq!(sources, ["c.jsonl#1", "c.jsonl#1~2", "c.jsonl#8"]);
    let lines: Vec<String> = corpus
        .problems("bad-row")
        .iter()
        .map(|told| told.split(": ").next().unwrap().to_owned())
        .collect();
    let expected = [2, 3, 4, 5, 6, 7, 11, 12];
    assert_eq!(lines, expected.map(|line| format!("c.jsonl:{line}")));
    assert_eq!(corpus.problems("bad-cell").len(), 2);
    assert_eq!(corpus.problems("duplicate-id").len(), 1);
    let twice = corpus.problems("duplicate-document");
    assert!(
        twice[0].starts_with("c.jsonl:10: ")
            && twice[0].contains("`c.jsonl`, line 1,"),
        "{twice:?}"
    );
    assert_eq!(corpus.rows("sources")[0]["problems"], "12");
    corpus.check().ended(0);
}

#[test]
fn bad_records_of_cells_are_problems() {
    let bytes = b"id,text\n1,One.\n2\n3,Two.,more\n4,\xff\n5,\n6,\"Th\0ree,\n and more\"\n7,\"open\n8,Four.\n";
    let corpus = Corpus::new().with("c.csv", bytes);
    corpus.build(&[]).ended(1);
    let sources: Vec<String> =
        documents(&corpus).iter().map(|row| row["source"].clone()).collect();
    // What follows an open quotation mark is its text.
    assert_eq!(sources, ["c.csv#1", "c.csv#6", "c.csv#7"]);
    let told = corpus.problems("bad-row");
    let lines: Vec<&str> =
        told.iter().map(|told| told.split(": ").next().unwrap()).collect();
    assert_eq!(lines, ["c.csv:3", "c.csv:4", "c.csv:5", "c.csv:6"]);
    corpus.check().ended(0);
}

#[test]
fn lines_are_counted_with_line_ends_of_any_kind() {
    let text =
        "id,text\r\n1,One.\r\n2\r\n\r\n\n3,a,b\r\n4,\"Two,\r\nthree.\"\r\n5";
    let corpus = Corpus::new().with("c.csv", text);
    corpus.build(&[]).ended(1);
    let lines: Vec<String> = corpus
        .rows("problems")
        .iter()
        .map(|row| row["line"].clone())
        .collect();
    assert_eq!(lines, ["3", "6", "9"]);
    assert_eq!(corpus.rows("documents").len(), 2);
}

#[test]
fn what_is_too_long_is_passed_over() {
    let long = "x".repeat(500);
    let json = format!(
        "{{\"text\":\"One.\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"Two.\"}}\n"
    );
    let csv = format!("id,text\n1,Three.\n2,\"{long}\n{long}\"\n3,Four.\n");
    let table = parquet(vec![Column::new("text".into(), [&*long, "Five."])]);
    let corpus = Corpus::new()
        .with("c.jsonl", json)
        .with("c.csv", csv)
        .with("c.parquet", table)
        .with("c.txt", long);
    corpus.build(&["--max-document-bytes", "300"]).ended(1);
    let sources: Vec<String> =
        documents(&corpus).iter().map(|row| row["source"].clone()).collect();
    let expected =
        ["c.csv#1", "c.csv#3", "c.jsonl#1", "c.jsonl#3", "c.parquet#2"];
    assert_eq!(sources, expected);
    let places: Vec<String> = corpus
        .problems("too-long")
        .iter()
        .map(|told| told.split(": ").next().unwrap().to_owned())
        .collect();
    assert_eq!(places, ["c.csv:3", "c.jsonl:2", "c.parquet:1", "c.txt:"]);
}

#[test]
fn a_column_that_was_named_must_be_there() {
    let corpus = Corpus::new()
        .with("c.csv", "id,body\n1,One.\n")
        .with("d.jsonl", "{\"body\":\"Two.\"}\n{\"body\":\"Three.\"}\n")
        .with("e.parquet", parquet(vec![Column::new("body".into(), ["x"])]));
    corpus
        .build(&["--text-column", "Body"])
        .ended(2)
        .says("`c.csv`: no column `Body`; there are `id`, `body`")
        .says("--text-column");
    assert!(!corpus.path("out").exists());
    let title = ["--text-column", "body", "--title-column", "headline"];
    corpus.build(&title).ended(2).says("no column `headline`");
    // Members may be left out of a line, but not of all.
    std::fs::remove_file(corpus.path("in/c.csv")).unwrap();
    std::fs::remove_file(corpus.path("in/e.parquet")).unwrap();
    corpus.build(&title).ended(1).says("no row has the column `headline`");
    assert_eq!(corpus.rows("documents").len(), 2);
}

#[test]
fn a_table_that_is_no_corpus_is_left_out_with_its_columns() {
    let corpus = Corpus::small().with("index.csv", "file;year\na.txt;2020\n");
    corpus.build(&[]).ended(1).says("no column `text`; there are `file;year`");
    assert_eq!(corpus.rows("documents").len(), 1);
    let sources = cells(&corpus.rows("sources"), &["source_file", "problems"]);
    assert_eq!(sources, [["a.txt", "0"], ["index.csv", "1"]]);
    // Named itself, there is nothing else to read.
    let input = corpus.path("in/index.csv");
    tidings(["build".as_ref(), input.as_os_str()])
        .ended(2)
        .says("hint: save it with commas");
}

#[test]
fn standard_input_is_read() {
    let corpus = Corpus::new();
    corpus.build_stdin(EGYPT.as_bytes(), &[]).ended(0);
    assert_eq!(documents(&corpus)[0]["source"], "stdin");
    let markdown = format!("# Wins\n\n* {EGYPT}\n");
    let format = ["--stdin-format", "markdown"];
    corpus.build_stdin(markdown.as_bytes(), &format).ended(0);
    assert_eq!(documents(&corpus)[0]["title"], "Wins");
    let json = format!("{{\"text\":\"{EGYPT}\"}}\n{{\"text\":\"{KENYA}\"}}\n");
    let format = ["--stdin-format", "jsonl"];
    corpus.build_stdin(json.as_bytes(), &format).ended(0);
    let sources = cells(&documents(&corpus), &["source"]);
    assert_eq!(sources, [["stdin#1"], ["stdin#2"]]);
    let row = &corpus.rows("sources")[0];
    assert_eq!(row["bytes"], json.len().to_string());
    let csv = format!("body\n\"{KENYA}\"\n");
    let format = ["--stdin-format", "csv", "--text-column", "body"];
    corpus.build_stdin(csv.as_bytes(), &format).ended(0);
    assert_eq!(corpus.rows("events").len(), 1);
    let format = ["--stdin-format", "csv"];
    corpus
        .build_stdin(csv.as_bytes(), &format)
        .ended(2)
        .says("`stdin`: no column `text`; there are `body`");
    corpus.build_stdin(b"", &["--stdin-format", "jsonl"]).ended(0);
    assert!(rows(&corpus.path("out"), "documents").is_empty());
}

#[test]
fn broken_tables_stop_nothing() {
    let whole = parquet(vec![Column::new("text".into(), [EGYPT, KENYA])]);
    let mut corpus = Corpus::small().with("empty.csv", "").with("e.jsonl", "");
    for cut in [0, 3, 8, whole.len() / 2, whole.len() - 1] {
        corpus = corpus.with(&format!("cut{cut}.parquet"), &whole[..cut]);
    }
    // A byte changed here and there, in pages and in the metadata.
    for at in (4..whole.len()).step_by(23) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        corpus = corpus.with(&format!("bit{at}.parquet"), bytes);
    }
    let run = corpus.build(&["--quiet"]).ended(1);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    corpus.check().ended(0);
}

/// Polars reads Parquet, and what it makes of broken files is kept to these.
#[test]
fn whatever_byte_of_a_table_is_changed_it_is_read_or_refused() {
    let text = Column::new("text".into(), [EGYPT, KENYA]);
    let whole = parquet(vec![text, Column::new("id".into(), [1, 2])]);
    let mut corpus = Corpus::new();
    for at in 0..whole.len() {
        for other in [0x01, 0x40, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= other;
            corpus = corpus.with(&format!("{at}-{other}.parquet"), bytes);
        }
    }
    let input = tidings::io::read::read(&[corpus.path("in")]).unwrap();
    assert_eq!(input.files.len(), 4 * whole.len());
    let is_told = |file: &str| {
        let of = |problem: &tidings::diagnostic::Diagnostic| {
            problem.file.as_deref() == Some(file)
        };
        input.problems.iter().any(of)
    };
    for file in &input.files {
        let name = &*file.source_file.0;
        assert!(file.documents > 0 || is_told(name), "nothing of {name}");
    }
}

/// The reader reads no further than it is asked.
#[test]
fn documents_are_read_one_by_one() {
    use tidings::io::options::ReadOptions;
    fn is_send<T: Send>(_: &T) {}
    let lines: String =
        (0..50_000).map(|n| format!("{{\"text\":\"Text {n}.\"}}\n")).collect();
    let corpus = Corpus::new().with("a.jsonl", &lines).with("b.txt", "B.");
    let inputs = [corpus.path("in")];
    let options = ReadOptions::default();
    let mut reader = tidings::io::read::open(&inputs, &options).unwrap();
    is_send(&reader);
    assert_eq!(reader.next().unwrap().path, "a.jsonl#1");
    // What is behind in the file is not read yet, so it may still change.
    let changed = lines.replace("Text 49999.", "Other words.");
    std::fs::write(corpus.path("in/a.jsonl"), changed).unwrap();
    let last = reader.by_ref().take(49_999).last().unwrap();
    assert_eq!(last.bytes, b"Other words.");
    assert_eq!(reader.next().unwrap().path, "b.txt");
    assert!(reader.next().is_none());
    let finished = reader.finish();
    let counts: Vec<u64> =
        finished.files.iter().map(|file| file.documents).collect();
    assert_eq!(counts, [50_000, 1]);
    assert_eq!(finished.problems[0].code, "origin-missing");
}
