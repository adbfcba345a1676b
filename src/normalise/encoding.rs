//! From bytes to characters, with the way back.
//!
//! Valid UTF-8 costs nothing and is borrowed. Must not look at markup beyond
//! the encoding that a page declares.

use super::source_map::{ByteMap, RunMap};
use crate::diagnostic::{Diagnostic, Severity};
use encoding_rs::{
    Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE,
};
use std::borrow::Cow;

/// What stands for a character that cannot be read.
const UNREADABLE: char = '\u{FFFD}';

/// How much of a file is looked at for signs of its encoding.
const SAMPLE: usize = 1024;

/// A source as text.
#[derive(Debug)]
pub(super) struct Decoded<'s> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'s, str>,
    /// From text to bytes.
    pub(super) map: ByteMap,
    /// Name of the encoding.
    pub(super) name: &'static str,
    /// What was guessed or lost.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[mark..];
    if encoding == UTF_8 {
        match std::str::from_utf8(body) {
            Ok(text) if !body.contains(&0) => {
                return Decoded {
                    text: Cow::Borrowed(text),
                    map: ByteMap::Shift(mark),
                    name: UTF_8.name(),
                    diagnostics: Vec::new(),
                };
            }
            _ if mark > 0 => return transcode(body, mark, UTF_8, false),
            Ok(_) | Err(_) => {
                let (encoding, guessed) = recognise(body);
                return transcode(body, 0, encoding, guessed);
            }
        }
    }
    transcode(body, mark, encoding, false)
}

/// Finds the encoding of bytes that are not clean UTF-8, and says whether it
/// is a guess.
fn recognise(bytes: &[u8]) -> (&'static Encoding, bool) {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = wide(sample) {
        return (encoding, true);
    }
    if let Some(encoding) = declared(sample) {
        return (encoding, false);
    }
    if mostly_utf8(bytes) {
        return (UTF_8, true);
    }
    let mut detector =
        chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, chardetng::Utf8Detection::Deny), true)
}

/// UTF-16 without a mark: every other byte of Latin text is NUL.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let count = |odd: usize| {
        let bytes = sample.iter().skip(odd).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (count(0), count(1));
    let many = (sample.len() / 5).max(1);
    // The odd symbol from afar has its NUL on the other side.
    if odd >= many && even * 8 <= odd {
        Some(UTF_16LE)
    } else if even >= many && odd * 8 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that `<meta charset>` or an XML declaration names.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(sample).to_ascii_lowercase();
    let tag = head.split('<').find(|tag| {
        (tag.starts_with("meta") && tag.contains("charset"))
            || tag.starts_with("?xml")
    })?;
    let (_, value) =
        tag.split_once("charset=").or_else(|| tag.split_once("encoding="))?;
    let label: String = value
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    // A page that says UTF-8 and is not deserves a second look. Encodings
    // that shift from one alphabet to another give no slice that can be read
    // by itself, so that no span of theirs could be followed back.
    let useless = [UTF_8, UTF_16LE, UTF_16BE, ISO_2022_JP, REPLACEMENT];
    Encoding::for_label(label.as_bytes())
        .filter(|found| !useless.contains(found))
}

/// Whether this is UTF-8 with a few broken places, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= 4 * bad
}

/// Whether this was never a text: a picture, an archive, a memory dump.
pub(super) fn is_binary(text: &str) -> bool {
    // Of the bytes of a usual text none is the beginning of anything strange.
    let usual = |byte: u8| {
        matches!(byte, b'\t'..=b'\r' | b' '..=b'~' | 0x80..)
            && byte != 0xc2
            && byte != 0xef
    };
    // All are looked at, which is quicker than to stop at the first.
    if text.bytes().fold(true, |all, byte| all & usual(byte)) {
        return false;
    }
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars() {
        let strange =
            c == UNREADABLE || (c.is_control() && !c.is_whitespace());
        all += 1;
        odd += usize::from(strange);
    }
    odd >= 4 && odd * 16 > all
}

/// Decodes byte by byte, so that every character knows its bytes.
fn transcode(
    bytes: &[u8],
    skipped: usize,
    encoding: &'static Encoding,
    guessed: bool,
) -> Decoded<'static> {
    let mut reader = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut map = RunMap::default();
    let mut pending = 0;
    let mut lost = 0_usize;
    let mut buffer = [0_u8; 32];
    for at in 0..=bytes.len() {
        let ended = at == bytes.len();
        let unit = bytes.get(at..=at).unwrap_or(&[]);
        let (_, _, filled, broken) =
            reader.decode_to_utf8(unit, &mut buffer, ended);
        lost += usize::from(broken);
        let Ok(found) = std::str::from_utf8(&buffer[..filled]) else {
            continue;
        };
        if found.is_empty() {
            continue;
        }
        let end = (at + 1).min(bytes.len());
        let input = skipped + pending..skipped + end;
        let before = text.len();
        for c in found.chars() {
            lost += usize::from(c == '\0');
            text.push(if c == '\0' { UNREADABLE } else { c });
        }
        let len = text.len() - before;
        if len == input.len() {
            map.push_linear(len, input.start);
        } else {
            map.push_whole(len, &input);
        }
        pending = end;
    }
    let diagnostics = report(encoding, guessed, lost).into_iter().collect();
    Decoded {
        text: Cow::Owned(text),
        map: ByteMap::Runs(map),
        name: encoding.name(),
        diagnostics,
    }
}

/// One message for all that was guessed or lost.
fn report(
    encoding: &'static Encoding,
    guessed: bool,
    lost: usize,
) -> Option<Diagnostic> {
    let name = encoding.name();
    let message = match (guessed, lost) {
        (false, 0) => return None,
        (true, 0) => format!("read as {name}, which is a guess"),
        (false, n) => {
            format!("{n} places cannot be read as {name} and became U+FFFD")
        }
        (true, n) => format!(
            "read as {name}, which is a guess; {n} places cannot be read \
             and became U+FFFD"
        ),
    };
    let hint = "save the file as UTF-8";
    Some(Diagnostic::new(Severity::Warning, "encoding", message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, &'static str, usize) {
        let decoded = decode(bytes);
        let count = decoded.diagnostics.len();
        (decoded.text.into_owned(), decoded.name, count)
    }

    #[test]
    fn utf8_is_borrowed() {
        let decoded = decode("Málaga".as_bytes());
        assert!(matches!(decoded.text, Cow::Borrowed("Málaga")));
        assert_eq!(decoded.map, ByteMap::Shift(0));
        assert_eq!(text(b"\xEF\xBB\xBFone"), ("one".into(), "UTF-8", 0));
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let wide: Vec<u8> = "Two freed.\nÉt\u{1F600}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [&[0xFF, 0xFE][..], &wide].concat();
        assert_eq!(
            text(&marked),
            ("Two freed.\nÉt\u{1F600}".into(), "UTF-16LE", 0)
        );
        assert_eq!(text(&wide).1, "UTF-16LE");
    }

    #[test]
    fn western_bytes_are_guessed() {
        let bytes = "The court in Bogot\u{e1} \u{2013} at last"
            .chars()
            .map(|c| match c {
                '\u{2013}' => 0x96,
                c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
            })
            .collect::<Vec<u8>>();
        let decoded = decode(&bytes);
        assert!(decoded.text.contains("Bogotá – at last"));
        assert_eq!(decoded.diagnostics.len(), 1);
        assert_eq!(decoded.diagnostics[0].code, "encoding");
    }

    #[test]
    fn broken_places_are_told_once() {
        let bytes = "Bogotá, Perú, Asunción, Panamá: é".as_bytes();
        let broken = [bytes, &[0xC3, b' ', 0], b"end"].concat();
        let (text, name, told) = text(&broken);
        assert_eq!(name, "UTF-8");
        assert!(text.ends_with("\u{FFFD} \u{FFFD}end"), "{text}");
        assert_eq!(told, 1);
    }

    #[test]
    fn a_declared_encoding_is_believed() {
        let page = b"<meta charset=\"iso-8859-2\"><p>\xB1</p>";
        let decoded = decode(page);
        assert_eq!(decoded.name, "ISO-8859-2");
        assert!(decoded.text.contains('ą'));
        assert!(decoded.diagnostics.is_empty());
    }
}
