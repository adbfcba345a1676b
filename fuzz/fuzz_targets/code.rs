//! A text of any bytes: it is coded, alike each time, and every row's words
//! stand at its place. The first byte tells how the text is marked up, and
//! whether the tagger reads it too, which takes its time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tidings::code::Coder;
use tidings::codebook::embedded;
use tidings::normalise::{Format, Source};
use tidings::table::Coded;

static TAGGED: LazyLock<Coder> =
    LazyLock::new(|| Coder::new(&embedded::files()).expect("a codebook"));

/// By a codebook that leaves the tagger out.
static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let mut files = embedded::files();
    files.remove("tagger.csv").expect("the tagger's shares");
    Coder::new(&files).expect("a codebook")
});

/// Bytes that are read with the tagger.
const FEW: usize = 400;

fuzz_target!(init: { LazyLock::force(&CODER); LazyLock::force(&TAGGED); }, |data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let (coder, bytes) = if matches!(first, b'M' | b'H' | b'T') {
        (&*TAGGED, &bytes[..bytes.len().min(FEW)])
    } else {
        (&*CODER, bytes)
    };
    let format = match first.to_ascii_lowercase() {
        b'm' => Format::Markdown,
        b'h' => Format::Html,
        b't' => Format::Text,
        other => [Format::Text, Format::Markdown, Format::Html]
            [usize::from(other) % 3],
    };
    let source = Source {
        path: "a".to_owned(),
        bytes: bytes.to_vec(),
        format,
        origin: None,
    };
    let coded = coder.code(&source);
    assert_eq!(coded, coder.code(&source), "coded differently");
    places(&coded, &source);
    events(&coded);
});

/// A row's place and words.
type Placed<'a> = (u64, u64, &'a str);

/// Rows of a kind stand in order, within the source, and around their words.
fn places(coded: &Coded, source: &Source) {
    let sections = coded
        .sections
        .iter()
        .map(|row| (row.byte_start, row.byte_end, &*row.heading.0));
    let items = coded
        .items
        .iter()
        .map(|row| (row.byte_start, row.byte_end, &*row.text.0));
    let sentences = coded
        .sentences
        .iter()
        .map(|row| (row.byte_start, row.byte_end, &*row.text.0));
    let events = coded
        .events
        .iter()
        .map(|row| (row.byte_start, row.byte_end, &*row.evidence.0));
    let candidates = coded
        .candidates
        .iter()
        .map(|row| (row.byte_start, row.byte_end, &*row.trigger.0));
    let ordered: [Vec<Placed<'_>>; 3] =
        [sections.collect(), items.collect(), sentences.collect()];
    for rows in &ordered {
        assert!(
            rows.windows(2).all(|pair| pair[0].0 <= pair[1].0),
            "not in order: {rows:?}"
        );
    }
    let is_utf8 = coded.documents.iter().all(|row| row.encoding.0 == "UTF-8");
    let all = ordered.into_iter().flatten().chain(events).chain(candidates);
    for (start, end, words) in all {
        assert!(start < end, "an empty place: {words:?}");
        assert!(!words.trim().is_empty(), "no words at {start}..{end}");
        let place = usize::try_from(start).expect("a place")
            ..usize::try_from(end).expect("a place");
        let slice = source.bytes.get(place).expect("a place in the source");
        if is_utf8 {
            said(&String::from_utf8_lossy(slice), words, source.format);
        }
    }
}

/// The words stand in the slice: in a plain text nothing else does, in a
/// marked one there may be markup between them. Words that are spelt as
/// entities are left to `tidings check`, which reads these.
fn said(slice: &str, words: &str, format: Format) {
    let mut rest = bare(slice);
    if format == Format::Text {
        assert!(rest.eq(bare(words)), "{words:?} is not {slice:?}");
    } else if !slice.contains('&') {
        assert!(
            bare(words).all(|c| rest.any(|other| other == c)),
            "{words:?} is not in {slice:?}"
        );
    }
}

/// The characters that count: nothing that is not seen or cannot be read.
fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}'
                    | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{2064}'
                    | '\u{2066}'..='\u{2069}'
                    | '\u{feff}' | '\u{fffd}'
            )
    })
}

/// Events refer to rows that are there, lie within their items, and say
/// nothing that cannot be.
fn events(coded: &Coded) {
    for event in &coded.events {
        let item = coded.items.iter().find(|row| row.item_id == event.item_id);
        let item = item.expect("the event's item");
        assert!(item.byte_start <= event.byte_start);
        assert!(event.byte_end <= item.byte_end);
        assert!(
            coded.sentences.iter().any(|s| s.sentence_id == event.sentence_id),
            "an event without its sentence"
        );
        assert!(event.date_start <= event.date_end, "a day before the first");
        assert_eq!(event.date_start.is_none(), event.date_end.is_none());
        assert!((0.0..=1.0).contains(&event.score), "{}", event.score);
        let same = |id: &&tidings::table::Event| id.event_id == event.event_id;
        assert_eq!(coded.events.iter().filter(same).count(), 1, "an id twice");
    }
    for row in &coded.event_countries {
        assert!(coded.events.iter().any(|e| e.event_id == row.event_id));
    }
    for row in &coded.event_people {
        assert!(coded.events.iter().any(|e| e.event_id == row.event_id));
        assert!(!row.person.0.trim().is_empty());
    }
    for row in &coded.event_quantities {
        assert!(coded.events.iter().any(|e| e.event_id == row.event_id));
        assert!(row.quantity.is_finite(), "{}", row.quantity);
    }
}
