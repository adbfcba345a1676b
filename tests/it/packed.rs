//! Packed files, documents of word processors, and mail: what they hold, and
//! what is told of those that are broken or meant to harm.

use crate::support::{Corpus, Row};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const EGYPT: &str = "In March 2020, Egypt released two journalists.";
const KENYA: &str = "In 2021, Kenya abolished the death penalty.";

fn gz(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 1).unwrap()
}

/// An archive of these parts.
fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn body(paragraphs: &[String]) -> String {
    let paragraphs = paragraphs.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>"
    )
}

fn by_source(corpus: &Corpus, table: &str) -> Vec<Row> {
    let mut all = corpus.rows(table);
    all.sort_by(|a, b| a["source"].cmp(&b["source"]));
    all
}

#[test]
fn packed_files_are_read_as_what_they_hold() {
    let json = format!("{{\"text\":\"{EGYPT}\"}}\n");
    let two = [gz(&json), gz(format!("{{\"text\":\"{KENYA}\"}}\n"))].concat();
    let table = super::corpora::parquet(vec![polars::prelude::Column::new(
        "text".into(),
        ["Peru freed two activists in 2020."],
    )]);
    let packed = gz("Norway repealed its blasphemy law in 2020.\n");
    let corpus = Corpus::new()
        .with("a.jsonl.gz", two)
        .with("b.csv.zst", zst("text\nNothing here.\n"))
        .with("c.parquet.zst", zst(table))
        .with("d.txt.gz", &packed)
        .with("d.toml", "title = \"Packed\"\n");
    corpus.build(&[]).ended(0);
    let told: Vec<String> = by_source(&corpus, "documents")
        .iter()
        .map(|row| format!("{} {}", row["source"], row["format"]))
        .collect();
    let expected = [
        "a.jsonl.gz#1 text",
        "a.jsonl.gz#2 text",
        "b.csv.zst#1 text",
        "c.parquet.zst#1 text",
        "d.txt.gz text",
    ];
    assert_eq!(told, expected);
    assert_eq!(by_source(&corpus, "documents")[4]["title"], "Packed");
    let last = &corpus.rows("sources")[3];
    assert_eq!(last["format"], "text");
    // Size and hash of a file are those of what lies on the disk.
    assert_eq!(last["bytes"], packed.len().to_string());
    assert!(corpus.rows("events").len() >= 4);
    corpus.check().ended(0);
}

#[test]
fn broken_archives_keep_what_was_read_before() {
    let lines: String = (0..20_000)
        .map(|n| format!("{{\"text\":\"Text {n} of {}.\"}}\n", n * 7919))
        .collect();
    let whole = gz(lines);
    let corpus = Corpus::new()
        .with("a.jsonl.gz", &whole[..whole.len() / 2])
        .with("b.txt.gz", &whole[..40])
        .with("c.txt.zst", b"no archive")
        .with("d.txt.gz", b"")
        .with("e.docx", b"no archive")
        .with("f.docx", docx(&[("word/other.xml", b"<a/>")]))
        .with("g.docx", docx(&[("word/document.xml", b"<a><b></a>")]));
    corpus.build(&["--formats", "csv", "--quiet"]).ended(1);
    let told = corpus.problems("unreadable");
    assert!(told.len() >= 6, "{told:#?}");
    let sources = corpus.rows("sources");
    let read: usize = sources[0]["documents"].parse().unwrap();
    assert!((1_000..20_000).contains(&read), "{read}");
    assert_eq!(sources[0]["bytes"], (whole.len() / 2).to_string());
}

#[test]
fn what_unpacks_to_too_much_is_left_out() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = body(&[paragraph("", &"x".repeat(8 << 20))]);
    let corpus = Corpus::small()
        .with("b.txt.gz", gz(&zeros))
        .with("c.txt.zst", zst(&zeros))
        .with("d.jsonl.gz", gz(&zeros))
        .with("e.docx", docx(&[("word/document.xml", bomb.as_bytes())]));
    corpus.build(&["--max-document-bytes", "1048576"]).ended(1);
    assert_eq!(corpus.problems("too-long").len(), 4);
    assert_eq!(corpus.rows("documents").len(), 1);
}

#[test]
fn a_word_processors_document_is_read_by_its_styles() {
    let styles = "<w:styles><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style></w:styles>";
    let list =
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>";
    let text = body(&[
        paragraph("<w:pStyle w:val=\"Titel\"/>", "Wins of 2021"),
        paragraph(
            "<w:pStyle w:val=\"berschrift1\"/>",
            "Death penalty &amp; more",
        ),
        paragraph(list, KENYA),
        paragraph(
            list,
            "In March 2020, Egypt <w:evil/>released two journalists.",
        ),
        paragraph("", "&lt;script&gt; is a word."),
    ]);
    let parts: [(&str, &[u8]); 3] = [
        ("../../evil.txt", b"nothing is ever unpacked to the disk"),
        ("word/document.xml", text.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ];
    let corpus = Corpus::new().with("a.docx", docx(&parts));
    corpus.build(&[]).ended(0);
    let document = &corpus.rows("documents")[0];
    assert_eq!(document["format"], "docx");
    assert_eq!(document["title"], "Wins of 2021");
    let sections = corpus.rows("sections");
    assert!(
        sections.iter().any(|row| row["heading"] == "Death penalty & more")
    );
    let events = corpus.rows("events_flat");
    assert_eq!(events.len(), 2);
    assert!(events.iter().all(|row| row["section"] == "Death penalty & more"));
    let kinds: Vec<String> =
        corpus.rows("items").iter().map(|row| row["kind"].clone()).collect();
    assert_eq!(kinds, ["bullet", "bullet", "paragraph"]);
    let (input, output) = (corpus.path("in"), corpus.path("out"));
    crate::support::tidings([
        "check".as_ref(),
        output.as_os_str(),
        "--sources".as_ref(),
        input.as_os_str(),
    ])
    .ended(0);
}

#[test]
fn messages_are_read_with_their_heads() {
    let both = "From: Rights Watchers <news@x.org>\r\nSubject: =?utf-8?q?Wins_=E2=80=93_March?=\r\nDate: Tue, 31 Mar 2020 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nRead it in a browser.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Wins</h1><p>In March 2020, Egypt =\r\nreleased two journalists.</p>\r\n--b--\r\n";
    let plain = format!(
        "From ana Thu Jan  1 00:00:00 2021\nMessage-ID: <one@x.org>\nSubject: Kenya\nFrom: ana@x.org\n\n{KENYA}\n\n>From the capital, no news.\n\nFrom ben Fri Jan  2 00:00:00 2021\nSubject: Empty\n\n\nFrom cleo Fri Jan  2 00:00:00 2021\nSubject: Norway\n\nNorway repealed its blasphemy law in 2020.\n"
    );
    let corpus = Corpus::new().with("a.eml", both).with("b.mbox", plain);
    corpus.build(&[]).ended(1);
    let columns = ["source", "title", "publisher", "date_published", "format"];
    let told: Vec<[String; 5]> = by_source(&corpus, "documents")
        .iter()
        .map(|row| columns.map(|name| row[name].clone()))
        .collect();
    let expected = [
        ["a.eml", "Wins – March", "Rights Watchers", "2020-03-31", "eml"],
        ["b.mbox#3", "Norway", "", "", "mbox"],
        ["b.mbox#one@x.org", "Kenya", "ana@x.org", "", "mbox"],
    ];
    assert_eq!(told, expected);
    let empty = corpus.problems("bad-message");
    assert!(empty[0].starts_with("b.mbox:10: "), "{empty:?}");
    let sentences = corpus.rows("sentences");
    assert!(sentences.iter().any(|row| row["text"].starts_with("From the")));
    assert_eq!(corpus.rows("events").len(), 3);
}
