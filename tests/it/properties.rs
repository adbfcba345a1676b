//! What holds of any text whatever: it is coded, coded alike each time, and
//! every span lies in the source, in order and around its words.

use proptest::prelude::*;
use std::sync::LazyLock;
use tidings::code::Coder;
use tidings::codebook::embedded;
use tidings::normalise::{Format, Origin, Source};
use tidings::table::Coded;

static CODER: LazyLock<Coder> =
    LazyLock::new(|| Coder::new(&embedded::files()).expect("a codebook"));

/// Words that lead the coder into its corners, among anything at all.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Egypt",
        "released",
        "two journalists",
        "In March 2020,",
        "Kenya",
        "abolished the death penalty",
        "was",
        "were",
        "not",
        "had been",
        "refused to",
        "promised to",
        "the",
        "a",
        "of",
        "and",
        "who",
        "Dr.",
        "Ola Berg",
        "3",
        "one hundred",
        ".",
        ",",
        ";",
        ":",
        "–",
        "-",
        "· ",
        "\n",
        "\n\n",
        "\r\n",
        "# ",
        "> ",
        "* ",
        "1. ",
        "<p>",
        "</p>",
        "<h2>",
        "<li>",
        "&amp;",
        "&nbsp;",
        "<!--",
        "**",
        "[a](b)",
        "---\n",
        "“",
        "”",
        "'s",
        "’s",
        "repealed its law",
        "court",
        "sentenced",
        "Norway:",
        "2020",
        "2019–2020",
        "May",
        "his",
        "them",
    ]);
    prop_oneof![
        4 => known.prop_map(str::to_owned),
        2 => Just(" ".to_owned()),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|parts| {
        parts.iter().flat_map(|part| [part.as_str(), " "]).collect()
    })
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html])
}

fn code(bytes: &[u8], format: Format) -> Coded {
    let origin = Origin { year_covered: Some(2020), ..Origin::default() };
    CODER.code(&Source {
        path: "a".to_owned(),
        bytes: bytes.to_vec(),
        format,
        origin: Some(origin),
    })
}

/// Spans lie in the source, are not empty, and rows of one kind stand in
/// order without overlap.
fn assert_spans(coded: &Coded, bytes: usize) -> Result<(), TestCaseError> {
    let items = coded.items.iter().map(|row| (row.byte_start, row.byte_end));
    let sentences =
        coded.sentences.iter().map(|row| (row.byte_start, row.byte_end));
    let sections =
        coded.sections.iter().map(|row| (row.byte_start, row.byte_end));
    let ordered: [Vec<(u64, u64)>; 3] =
        [items.collect(), sentences.collect(), sections.collect()];
    for rows in ordered {
        let starts = rows.windows(2).all(|pair| pair[0].0 <= pair[1].0);
        prop_assert!(starts, "not in order: {rows:?}");
        for (start, end) in rows {
            prop_assert!(start < end && end <= bytes as u64);
        }
    }
    for event in &coded.events {
        prop_assert!(event.byte_start < event.byte_end);
        prop_assert!(event.byte_end <= bytes as u64);
        prop_assert!(!event.evidence.trim().is_empty());
        let item = coded.items.iter().find(|i| i.item_id == event.item_id);
        let item = item.expect("the event's item");
        prop_assert!(item.byte_start <= event.byte_start);
        prop_assert!(event.byte_end <= item.byte_end);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_coded_and_alike_each_time(text in text(), format in format()) {
        let coded = code(text.as_bytes(), format);
        assert_spans(&coded, text.len())?;
        prop_assert_eq!(&coded, &code(text.as_bytes(), format));
    }

    #[test]
    fn any_bytes_are_coded(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        format in format(),
    ) {
        let coded = code(&bytes, format);
        assert_spans(&coded, bytes.len())?;
    }

    #[test]
    fn any_text_keeps_the_contract(text in text(), format in format()) {
        use tidings::check;
        use tidings::dataset::{Dataset, dimensions};
        let source = Source {
            path: "a".to_owned(),
            bytes: text.clone().into_bytes(),
            format,
            origin: None,
        };
        let mut coded = CODER.code(&source);
        tidings::dataset::number(&mut coded.problems);
        let dataset =
            Dataset::new(coded, dimensions(CODER.codebook())).unwrap();
        let sheets = dataset.sheets().unwrap();
        let mut broken = check::check(&sheets, check::Order::Keys);
        broken.extend(check::spans(&sheets, &[source]));
        prop_assert!(broken.is_empty(), "{:?}", broken);
    }

    #[test]
    fn a_bare_text_is_annotated(text in text()) {
        let answer = CODER.annotate(&text, Some("2020-12-31"));
        prop_assert!(answer["events"].is_array());
    }
}
