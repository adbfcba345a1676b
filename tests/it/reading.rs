//! How files are read: encodings, line ends, page furniture, front matter and
//! origin files. The same words give the same events, however they are
//! written down.

use crate::support::{Corpus, Row};

const BULLETIN: &str = "Wins of 2020

Málaga to Lima – “good news”

· Egypt: In March 2020, the authorities in Cairo released the journalist Zoë Álvarez.

· Norway – Norway’s parliament repealed the blasphemy law in 2020.
";

/// The events of a source, without what hangs on bytes.
fn events(corpus: &Corpus, source: &str) -> Vec<Row> {
    let own = ["event_id", "source", "byte_start", "byte_end"];
    corpus
        .rows("events_flat")
        .into_iter()
        .filter(|row| row["source"] == source)
        .map(|mut row| {
            row.retain(|column, _| !own.contains(&&**column));
            row
        })
        .collect()
}

#[track_caller]
fn only<'a>(rows: &'a [Row], column: &str, value: &str) -> &'a Row {
    let mut found = rows.iter().filter(|row| row[column] == value);
    let row = found.next().unwrap_or_else(|| panic!("no row of {value}"));
    assert!(found.next().is_none(), "several rows of {value}");
    row
}

#[test]
fn encodings_and_line_ends_do_not_matter() {
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}{BULLETIN}");
        text.encode_utf16().flat_map(unit).collect()
    };
    let (western, _, lossy) = encoding_rs::WINDOWS_1252.encode(BULLETIN);
    assert!(!lossy);
    let variants = [
        ("bom", format!("\u{feff}{BULLETIN}").into_bytes(), "UTF-8"),
        ("little", wide(u16::to_le_bytes), "UTF-16LE"),
        ("big", wide(u16::to_be_bytes), "UTF-16BE"),
        ("western", western.into_owned(), "windows-1252"),
        ("crlf", BULLETIN.replace('\n', "\r\n").into_bytes(), "UTF-8"),
        ("cr", BULLETIN.replace('\n', "\r").into_bytes(), "UTF-8"),
        ("hard", BULLETIN.replace(" 2020", "\u{a0}2020").into(), "UTF-8"),
        (
            "marks",
            BULLETIN
                .replace("released", "\u{202a}re\u{ad}leased\u{202c}")
                .into(),
            "UTF-8",
        ),
    ];
    let mut corpus = Corpus::new().with("plain.txt", BULLETIN);
    for (name, bytes, _) in &variants {
        corpus = corpus.with(&format!("{name}.txt"), bytes);
    }
    corpus.build(&[]).ended(0);
    let plain = events(&corpus, "plain.txt");
    assert_eq!(plain.len(), 2, "{plain:?}");
    assert_eq!(plain[0]["people"], "Zoë Álvarez");
    let documents = corpus.rows("documents");
    for (name, _, encoding) in variants {
        let source = format!("{name}.txt");
        assert_eq!(events(&corpus, &source), plain, "{name}");
        let document = only(&documents, "source", &source);
        assert_eq!(document["encoding"], encoding);
    }
}

const PAGE: &str = r#"<!doctype html>
<html><head><title>Wins &amp; more of 2020</title>
<style>p { color: red }</style>
<script>var s = "Kenya released two journalists in 2020.";</script></head>
<body>
<header><p>Uganda released two journalists in 2020.</p></header>
<nav><ul><li>Peru released two journalists in 2020.</li></ul></nav>
<main><h1>Wins &amp; more of 2020</h1>
<h2>Egypt</h2>
<p>In March&nbsp;2020, the authorities re<b>leased</b> the journalist Zo&euml; &#193;lvarez&#x2e;</p>
<!-- Togo released two journalists in 2020. -->
<aside><p>Chile released two journalists in 2020.</p></aside>
<form><label>Ghana released two journalists in 2020.</label></form>
</main>
<div class="cookie-notice"><p>Nepal released two journalists in 2020.</p></div>
<noscript><p>Niger released two journalists in 2020.</p></noscript>
<footer><p>Norway released two journalists in 2020.</p></footer>
</body></html>
"#;

#[test]
fn page_furniture_is_no_text_and_references_are_read() {
    let corpus = Corpus::new().with("page.html", PAGE);
    corpus.build(&[]).ended(0);
    let events = corpus.rows("events_flat");
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["countries"], "EGY");
    assert_eq!(events[0]["people"], "Zoë Álvarez");
    assert_eq!(events[0]["date"], "2020-03");
    assert_eq!(events[0]["section"], "Egypt");
    assert_eq!(events[0]["title"], "Wins & more of 2020");
    assert_eq!(corpus.rows("items").len(), 1);
}

#[test]
fn front_matter_is_read_and_is_no_text() {
    let corpus = Corpus::new().with(
        "a.md",
        "---\ntitle: Wins of 2019\nauthor: Example Watch\ndate: 2019-12-10\n---\n\n## Expression\n\n* Egypt released **two** [journalists](https://example.org/a_b).\n",
    );
    corpus.build(&[]).ended(0);
    let documents = corpus.rows("documents");
    assert_eq!(documents[0]["title"], "Wins of 2019");
    assert_eq!(documents[0]["publisher"], "Example Watch");
    assert_eq!(documents[0]["date_published"], "2019-12-10");
    assert_eq!(documents[0]["year_covered"], "2019");
    let events = corpus.rows("events_flat");
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["evidence"], "Egypt released two journalists.");
    assert_eq!(events[0]["date"], "2019");
    assert_eq!(corpus.rows("items").len(), 1);
}

#[test]
fn an_origin_file_overrules_the_text() {
    let corpus = Corpus::new()
        .with("a.txt", "Wins of 2019\n\n· Nothing to tell.\n")
        .with("b.txt", "News\n\n· Egypt released two journalists.\n")
        .with("b.toml", "year_covered = 2018\n")
        .with(
            "a.toml",
            "title = \"The year in brief\"\npublisher = \"Example Watch\"\ndate_published = \"2021-01\"\nyear_covered = 2018\npage_address = \"https://example.org/\"\nlicence = \"CC0-1.0\"\n",
        );
    corpus.build(&["--strict"]).ended(0);
    let documents = corpus.rows("documents");
    assert_eq!(documents.len(), 2, "an origin file is no bulletin");
    let document = only(&documents, "source", "a.txt");
    let expected = [
        ("title", "The year in brief"),
        ("publisher", "Example Watch"),
        ("date_published", "2021-01"),
        ("year_covered", "2018"),
        ("page_address", "https://example.org/"),
        ("licence", "CC0-1.0"),
    ];
    for (column, value) in expected {
        assert_eq!(document[column], value);
    }
    assert_eq!(corpus.rows("events_flat")[0]["date"], "2018");
    assert!(corpus.rows("problems").is_empty());
}

#[test]
fn a_missing_origin_file_is_a_warning() {
    let corpus =
        Corpus::new().with("a.txt", "Egypt released two journalists.\n");
    corpus.build(&[]).ended(0).says("a.toml").says("hint: ");
    let problems = corpus.rows("problems");
    let problem = only(&problems, "code", "origin-missing");
    assert_eq!(problem["severity"], "warning");
    assert_eq!(problem["source"], "a.txt");
    assert!(!problem["hint"].is_empty());
}

#[test]
fn a_broken_origin_file_is_an_error_with_its_line_and_cure() {
    let faults = [
        ("title = \"a\"\npublisher = \"b\n", "a.toml:2", "double quotes"),
        (
            "title = \"a\"\n\ntitel = \"b\"\n",
            "a.toml:3",
            "the fields are: title",
        ),
        ("date_published = \"2020-13\"\n", "a.toml:1", "`2020-12`"),
        (
            "title = \"a\"\ndate_published = 2020-12-31\n",
            "a.toml:2",
            "put dates into double quotes",
        ),
        ("year_covered = \"2020\"\n", "a.toml:1", "without quotes"),
    ];
    for (origin, place, cure) in faults {
        let corpus = Corpus::small().with("a.toml", origin);
        let run = corpus.build(&[]).ended(1).says(place).says(cure);
        assert!(run.stderr.contains("hint: "), "{}", run.stderr);
        let problems = corpus.rows("problems");
        let problem = only(&problems, "code", "origin-fault");
        assert_eq!(problem["severity"], "error");
        assert_eq!(
            format!("{}:{}", problem["source"], problem["line"]),
            place
        );
        // The bulletin itself is still read.
        assert_eq!(corpus.rows("events").len(), 1);
    }
}
