//! `tidings stream`: record batches of documents in, of rows out. The rows are
//! those of a build, however they are cut into batches and whatever text is
//! made of; what cannot be coded stops nothing, and what cannot be used is
//! told in one line.

use crate::support::{Corpus, Row, root, tidings, tidings_raw};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DictionaryArray, Int64Array,
    LargeStringArray, RecordBatch, StringArray, StringViewArray,
};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, SchemaRef};
use std::sync::Arc;

/// The tables of documents that have the same columns in a release.
const TABLES: [&str; 4] =
    ["events", "event_countries", "event_people", "event_quantities"];

/// An event as it is where no other document is known.
fn alone(row: &mut Row) {
    if let Some(id) = row.get("event_id").cloned()
        && row.contains_key("cluster_id")
    {
        row.insert("cluster_id".to_owned(), id);
        row.insert("cluster_basis".to_owned(), String::new());
    }
}

/// A document: id, text, title, date.
type Document = (String, String, String, String);

/// The bulletins of the sample, and the front matter that a corpus would give.
fn bulletins() -> Vec<Document> {
    let mut found: Vec<Document> = std::fs::read_dir(root().join("raw"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let title = format!("Title of {id}");
            (id, text, title, "2020-12-31".to_owned())
        })
        .collect();
    found.sort();
    assert!(found.len() > 3);
    found
}

fn columns(documents: &[Document]) -> Vec<(&'static str, ArrayRef)> {
    fn texts<'a>(cells: impl Iterator<Item = &'a String>) -> ArrayRef {
        Arc::new(StringArray::from_iter_values(cells))
    }
    vec![
        ("id", texts(documents.iter().map(|d| &d.0))),
        ("text", texts(documents.iter().map(|d| &d.1))),
        ("title", texts(documents.iter().map(|d| &d.2))),
        ("date", texts(documents.iter().map(|d| &d.3))),
    ]
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, true)),
    )
    .unwrap()
}

/// A stream of a batch, cut into batches of some rows.
fn ipc(batch: &RecordBatch, rows: usize) -> Vec<u8> {
    let mut stream =
        StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    for start in (0..batch.num_rows()).step_by(rows) {
        let length = rows.min(batch.num_rows() - start);
        stream.write(&batch.slice(start, length)).unwrap();
    }
    stream.finish().unwrap();
    stream.into_inner().unwrap()
}

/// Runs the stream; it must end well and say nothing.
#[track_caller]
fn run(table: &str, more: &[&str], input: &[u8]) -> Vec<u8> {
    let arguments = ["stream", "--table", table];
    let output = tidings_raw(arguments.iter().chain(more), input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.is_empty(), "{said}");
    output.stdout
}

fn read(stream: &[u8]) -> (SchemaRef, Vec<RecordBatch>) {
    let reader = StreamReader::try_new(stream, None).unwrap();
    (reader.schema(), reader.map(Result::unwrap).collect())
}

/// A cell as CSV has it.
fn cell(array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return String::new();
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => {
            array.as_primitive::<Int64Type>().value(row).to_string()
        }
        DataType::Float64 => {
            array.as_primitive::<Float64Type>().value(row).to_string()
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            let day = jiff::civil::date(1970, 1, 1)
                .checked_add(jiff::SignedDuration::from_hours(
                    i64::from(days) * 24,
                ))
                .unwrap();
            day.to_string()
        }
        kind => panic!("{kind}"),
    }
}

/// The rows of a stream, in an order of their own.
fn rows(stream: &[u8]) -> Vec<Row> {
    let mut rows = Vec::new();
    for batch in read(stream).1 {
        for row in 0..batch.num_rows() {
            let schema = batch.schema();
            let names = schema.fields().iter().map(|f| f.name().clone());
            let cells = batch.columns().iter().map(|array| cell(array, row));
            rows.push(names.zip(cells).collect());
        }
    }
    rows.sort();
    rows
}

/// A refusal: exit code 2, one line that holds some words, and the cure.
#[track_caller]
fn refused(arguments: &[&str], input: &[u8], words: &[&str]) {
    let all = ["stream"].iter().chain(arguments);
    let output = tidings_raw(all, input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    for word in words.iter().chain(&["error: ", "; hint: "]) {
        assert!(said.contains(word), "`{word}` is not in: {said}");
    }
}

#[test]
fn rows_are_those_of_a_build_however_they_are_cut() {
    let documents = bulletins();
    let lines: String = documents
        .iter()
        .map(|(id, text, title, date)| {
            let line = serde_json::json!({
                "id": id, "text": text, "title": title, "date": date,
            });
            format!("{line}\n")
        })
        .collect();
    let corpus = Corpus::new().with("c.jsonl", lines);
    corpus.build(&["--no-cache"]);
    let whole = batch(columns(&documents));
    let more = ["--source", "c.jsonl"];
    for table in TABLES {
        let mut built = corpus.rows(table);
        built.iter_mut().for_each(alone);
        built.sort();
        assert!(built.len() > 10, "{table}");
        for size in [1, 7, 2000] {
            let stream = run(table, &more, &ipc(&whole, size));
            assert!(rows(&stream) == built, "{table}, {size} rows a batch");
            let batches = documents.len().div_ceil(size);
            assert_eq!(read(&stream).1.len(), batches);
        }
    }
    let jobs = ["--source", "c.jsonl", "--jobs", "2"];
    let one = run("events", &more, &ipc(&whole, 7));
    assert!(run("events", &jobs, &ipc(&whole, 7)) == one);
    let mut streamed = rows(&run("documents", &more, &ipc(&whole, 7)));
    for row in &mut streamed {
        assert_eq!(row.remove("status").unwrap(), "coded");
        row.remove("message").unwrap();
    }
    let mut built = corpus.rows("documents");
    built.sort();
    assert_eq!(streamed, built);
}

#[test]
fn all_tables_at_once_are_each_of_them() {
    let whole = ipc(&batch(columns(&bulletins())), 7);
    let all = rows(&run("all", &[], &whole));
    for table in TABLES.iter().chain(&["documents"]) {
        let one = run(table, &[], &whole);
        let (schema, _) = read(&one);
        let mut of_all: Vec<Row> = all
            .iter()
            .filter(|row| row["table"] == *table)
            .map(|row| {
                let mut row = row.clone();
                let is_of = |name: &String| schema.index_of(name).is_ok();
                assert!(
                    row.iter().all(|(name, cell)| {
                        name == "table" || is_of(name) || cell.is_empty()
                    }),
                    "{row:?}"
                );
                row.retain(|name, _| is_of(name));
                row
            })
            .collect();
        of_all.sort();
        assert!(of_all == rows(&one), "{table}");
    }
}

#[test]
fn an_empty_stream_gives_the_schema_and_no_row() {
    let none = batch(columns(&[]));
    for input in [ipc(&none, 1), {
        let mut stream =
            StreamWriter::try_new(Vec::new(), &none.schema()).unwrap();
        stream.write(&none).unwrap();
        stream.finish().unwrap();
        stream.into_inner().unwrap()
    }] {
        let (schema, batches) = read(&run("events", &[], &input));
        assert_eq!(schema.field(0).name(), "event_id");
        assert_eq!(schema.metadata()["tidings.table"], "events");
        assert_eq!(
            schema.metadata()["tidings.version"],
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(schema.metadata()["tidings.codebook_sha256"].len(), 64);
        assert!(batches.iter().all(|batch| batch.num_rows() == 0));
    }
    refused(&[], b"", &["nothing on standard input", "schema first"]);
}

#[test]
fn texts_of_any_arrow_type_are_the_same_texts() {
    let documents = bulletins();
    let usual = columns(&documents);
    let whole = ipc(&batch(usual.clone()), 3);
    let expected = run("events", &[], &whole);
    let texts: Vec<&str> = documents.iter().map(|d| &*d.1).collect();
    let types: [ArrayRef; 3] = [
        Arc::new(LargeStringArray::from_iter_values(&texts)),
        Arc::new(StringViewArray::from_iter_values(&texts)),
        Arc::new(
            texts.iter().copied().collect::<DictionaryArray<Int32Type>>(),
        ),
    ];
    for texts in types {
        let kind = texts.data_type().clone();
        let mut columns = usual.clone();
        columns[1].1 = texts;
        // The order of columns does not matter, nor do others among them.
        let others = Int64Array::from(vec![7; documents.len()]);
        columns.insert(0, ("n", Arc::new(others)));
        columns.swap(1, 3);
        let days = vec![18_627; documents.len()];
        columns.last_mut().unwrap().1 = Arc::new(Date32Array::from(days));
        let stream = run("events", &[], &ipc(&batch(columns), 3));
        assert!(stream == expected, "{kind}");
    }
    let mut columns = usual.clone();
    columns[0] = ("uri", columns[0].1.clone());
    columns[1] = ("body", columns[1].1.clone());
    let named = ["--id-column", "uri", "--text-column", "body"];
    let stream = run("events", &named, &ipc(&batch(columns), 3));
    assert!(stream == expected);
}

#[test]
fn what_cannot_be_coded_is_a_row_and_stops_nothing() {
    let ids = ["a", "b", "", "d", "e", "f"].map(Some);
    let mut ids: Vec<Option<&str>> = ids.to_vec();
    ids[3] = None;
    let texts = [
        Some("In 2020, Egypt released two journalists."),
        None,
        Some("In 2021, Kenya abolished the death penalty."),
        Some("In 2021, Ghana abolished the death penalty."),
        Some(" \n"),
        Some("\u{1}\u{2}\u{3}\0\0\0\u{4}xyz\0\0\u{5}"),
    ];
    let whole = ipc(
        &batch(vec![
            ("id", Arc::new(StringArray::from(ids)) as ArrayRef),
            ("text", Arc::new(StringArray::from(texts.to_vec()))),
        ]),
        2,
    );
    let mut documents = rows(&run("documents", &[], &whole));
    documents.sort_by(|a, b| a["source"].cmp(&b["source"]));
    let told: Vec<[&str; 3]> = documents
        .iter()
        .map(|row| ["source", "status", "message"].map(|name| &*row[name]))
        .collect();
    let no_id = "bad-row: left out: no id in `id`";
    let no_text = "bad-row: left out: no text in `text`";
    let expected = [
        ["stdin#", "error", no_id],
        ["stdin#", "error", no_id],
        ["stdin#a", "coded", ""],
        ["stdin#b", "error", no_text],
        ["stdin#e", "error", no_text],
        [
            "stdin#f",
            "coded",
            "not-text: nothing was read: these bytes are no text",
        ],
    ];
    assert_eq!(told, expected);
    assert!(documents.iter().all(|row| row["sha256"].len() == 64));
    let events = rows(&run("events", &[], &whole));
    assert_eq!(events.len(), 1);
    let short = ["--max-document-bytes", "40"];
    let documents = rows(&run("documents", &short, &whole));
    let is_long = |row: &&Row| row["message"].starts_with("too-long: ");
    assert_eq!(documents.iter().filter(is_long).count(), 2);
}

#[test]
fn what_cannot_be_used_is_told_in_one_line() {
    let usual = columns(&bulletins()[..2]);
    let ipc_of = |change: fn(&mut Vec<(&'static str, ArrayRef)>)| {
        let mut columns = usual.clone();
        change(&mut columns);
        ipc(&batch(columns), 1)
    };
    refused(
        &[],
        &ipc_of(|c| c[1].0 = "body"),
        &["no column `text`; there are `id`, `body`", "--text-column NAME"],
    );
    refused(
        &[],
        &ipc_of(|c| drop(c.remove(0))),
        &["no column `id`", "--id-column NAME"],
    );
    refused(
        &["--title-column", "headline"],
        &ipc_of(|_| {}),
        &["no column `headline`", "--title-column NAME"],
    );
    refused(
        &[],
        &ipc_of(|c| c[1].1 = Arc::new(Int64Array::from(vec![1, 2]))),
        &["the column `text` holds Int64, not text", "cast it to a string"],
    );
    refused(
        &[],
        &ipc_of(|c| {
            c[3].1 = Arc::new(arrow_array::Float64Array::from(vec![1., 2.]));
        }),
        &["the column `date` holds Float64", "cast it to days (Date32)"],
    );
    refused(&[], &ipc_of(|c| c[2].0 = "text"), &["`text` is there twice"]);
    let whole = ipc_of(|_| {});
    refused(&[], b"id,text\n1,a\n", &["no Arrow IPC stream"]);
    refused(&[], &whole[..whole.len() - 8], &["breaks off after 2 batches"]);
    refused(&[], &whole[..whole.len() - 6], &["breaks off"]);
    refused(&[], &whole[..whole.len() / 2], &["cannot be read"]);
    refused(&[], &whole[..100], &["no Arrow IPC stream"]);
    let twice = [&*whole, &*whole].concat();
    refused(&[], &twice, &["after the stream's end", "not several"]);
    let none = ["--codebook", "no/such/folder"];
    refused(&none, &whole, &["cannot read the codebook folder"]);
    let faulty = root().join("tests/faulty/empty-cell");
    let faulty = ["--codebook", faulty.to_str().unwrap()];
    refused(&faulty, &whole, &["the codebook cannot be used", ".csv"]);
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let whole = ipc(&batch(columns(&bulletins())), 1);
    let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["stream", "--table", "all"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 8];
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        for _ in 0..50 {
            if std::io::Write::write_all(&mut stdin, &whole).is_err() {
                return;
            }
        }
    });
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn columns_are_printed_in_three_forms() {
    let printed =
        |table: &str, form: &str| run(table, &["--print-schema", form], b"");
    for table in TABLES.iter().chain(&["documents", "all", "regions"]) {
        let (schema, batches) = read(&printed(table, "arrow"));
        assert!(batches.is_empty());
        let names: Vec<&str> =
            schema.fields().iter().map(|f| &**f.name()).collect();
        let ddl = String::from_utf8(printed(table, "spark")).unwrap();
        let of_ddl: Vec<&str> = ddl.split('`').skip(1).step_by(2).collect();
        assert_eq!(of_ddl, names);
        assert_eq!(ddl.lines().count(), 1);
        let json: serde_json::Value =
            serde_json::from_slice(&printed(table, "json")).unwrap();
        assert_eq!(json["table"], *table);
        let of_json: Vec<&str> = json["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["name"].as_str().unwrap())
            .collect();
        assert_eq!(of_json, names);
    }
    let ddl = String::from_utf8(printed("events", "spark")).unwrap();
    assert!(ddl.starts_with("`event_id` STRING NOT NULL, `document_id` "));
    assert!(ddl.contains("`section_id` STRING, "));
    assert!(ddl.contains("`date_start` DATE, "));
    assert!(ddl.contains("`byte_start` BIGINT NOT NULL, "));
    assert!(ddl.contains("`score` DOUBLE NOT NULL, "));
    assert!(ddl.ends_with("`correction_reason` STRING\n"));
}

#[test]
fn categories_of_the_codebook_are_those_of_a_release() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    for table in ["themes", "outcome_types", "regions"] {
        let mut built = corpus.rows(table);
        built.sort();
        assert!(rows(&run(table, &[], b"")) == built, "{table}");
    }
}

#[test]
fn corrections_are_laid_over_events() {
    let corpus = Corpus::small();
    let text = "In 2020, Egypt released two journalists.";
    let whole = ipc(
        &batch(vec![
            ("id", Arc::new(StringArray::from(vec!["a"])) as ArrayRef),
            ("text", Arc::new(StringArray::from(vec![text]))),
        ]),
        1,
    );
    let event = rows(&run("events", &[], &whole)).remove(0);
    let folder = corpus.path("codebook");
    let folder = folder.to_str().unwrap();
    tidings(["codebook", "export", folder]).ended(0);
    corpus.write(
        "codebook/corrections.csv",
        format!(
            "event_id,source,anchor,field,expected,value,reason,author,date\n{},,,status,{},setback,why,who,2026-01-01\n",
            event["event_id"], event["status"]
        ),
    );
    let corrected = run("events", &["--codebook", folder], &whole);
    let corrected = rows(&corrected).remove(0);
    assert_eq!(corrected["status"], "setback");
    assert_eq!(corrected["status_basis"], "correction");
    assert_eq!(corrected["event_id"], event["event_id"]);
}
