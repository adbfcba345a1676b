//! A file of any bytes in each format whose documents are told apart without
//! Polars: they end, each has a text, what is wrong is told, and none depends
//! on the portions in which the bytes come. The first byte tells the format,
//! the second how the file is packed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{BufReader, Cursor, Read, Write};
use tidings::diagnostic::Diagnostic;
use tidings::formats::drafts::{self, Drafts};
use tidings::formats::stream::{Packing, Stream, Tap};
use tidings::formats::{delimited, docx, json_lines, mail};
use tidings::record::{Found, Options, is_partial_date};
use zip::write::SimpleFileOptions;

/// Bytes that a document may have: few, so that some have more.
const LIMIT: u64 = 512;

fuzz_target!(|data: &[u8]| {
    let &[format, packing, ref bytes @ ..] = data else { return };
    let options = Options { max_document_bytes: LIMIT, ..Options::default() };
    let read = |stream| match format {
        b'j' => open(json_lines::open(stream, &options)),
        b'c' => open(delimited::open(stream, b',', &options)),
        b't' => open(delimited::open(stream, b'\t', &options)),
        b'b' => mail::open(stream, &options),
        b'e' => drafts::one(mail::read(&all(stream))),
        // The parts of a document, or its archive as it is.
        b'x' => drafts::one(docx::read(&archive(&all(stream)), LIMIT)),
        _ => drafts::one(docx::read(&all(stream), LIMIT)),
    };
    let packing = match packing {
        b'g' => Packing::Gz,
        b'z' => Packing::Zst,
        _ => Packing::Plain,
    };
    let Ok(stream) = Tap::new(Cursor::new(bytes.to_vec())).unpacked(packing)
    else {
        return;
    };
    // A document without a word is one, as an empty text is; a row or a
    // message without any is refused.
    let has_text = matches!(format, b'j' | b'c' | b't' | b'b' | b'e');
    // What is packed may hold very much: it is read once.
    let is_plain = packing == Packing::Plain;
    let most = if is_plain { bytes.len() } else { 1 << 16 };
    let found = told(read(stream), most, has_text);
    if is_plain {
        let slow = BufReader::with_capacity(3, Cursor::new(bytes.to_vec()));
        assert_eq!(found, told(read(Box::new(slow)), most, has_text));
    }
});

/// A file that has no documents tells why.
fn open(opened: Result<Drafts, Box<Diagnostic>>) -> Drafts {
    opened.unwrap_or_else(|fault| drafts::one(Err(fault)))
}

/// What can be read of a stream, a megabyte at most.
fn all(stream: Stream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut bytes);
    bytes
}

/// An archive of a document's text and, behind a zero, its styles.
fn archive(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "word/styles.xml"] {
        let Some(part) = parts.next() else { break };
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(part).expect("a part's bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Says what was found, and sees that it can be: `most` documents and a fault,
/// each with a text where all must have one.
fn told(
    found: impl Iterator<Item = Found>,
    most: usize,
    has_text: bool,
) -> Vec<String> {
    let mut told = Vec::new();
    for found in found.take(most + 2) {
        match &found {
            Ok(draft) => {
                let is_empty = draft.bytes.trim_ascii().is_empty();
                assert!(!(has_text && is_empty), "no text");
                let origin = &draft.origin;
                let lines = [&draft.id, &origin.title, &origin.publisher];
                for line in lines.into_iter().flatten() {
                    assert!(!line.trim().is_empty(), "an empty name");
                    assert!(!line.contains('\n'), "two lines: {line:?}");
                }
                if let Some(date) = &origin.date_published {
                    assert!(is_partial_date(date), "no date: {date}");
                }
            }
            Err(fault) => {
                assert!(!fault.message.is_empty());
                assert!(!fault.to_string().is_empty());
            }
        }
        told.push(format!("{found:?}"));
    }
    assert!(told.len() < most + 2, "more documents than bytes");
    told
}
