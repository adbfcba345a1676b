//! The sentence bounds of Unicode (UAX #29), quickly: it is asked only about
//! the neighbourhood of what may end a sentence, for elsewhere it sees none.

use unicode_segmentation::UnicodeSegmentation;

/// Bytes at which Unicode sees a sentence begin, but for the first.
pub(super) fn bounds(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(stop) = next_stop(text, at) {
        let from = before(text, stop);
        at = past_letter(text, stop);
        let near = text.get(from..at).unwrap_or("");
        let bounds = near.split_sentence_bound_indices().skip(1);
        found.extend(bounds.map(|(bound, _)| from + bound));
    }
    found
}

/// The next character that may end a sentence.
fn next_stop(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r') {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text.get(at..)?.chars().next()?;
            if !ends_nothing(c) {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}

/// Whether a character is a letter or a sign of which it is known that it
/// ends no sentence. Of any other Unicode is asked.
fn ends_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{A0}'..='\u{24F}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2018}'..='\u{201F}'
            | '\u{2026}'
    ) || c.is_alphabetic()
}

/// The character before a stop, with whatever marks it bears: a full stop
/// between capitals ends nothing.
fn before(text: &str, stop: usize) -> usize {
    let head = &text.as_bytes()[..stop];
    head.iter().rposition(u8::is_ascii).unwrap_or(0)
}

/// Byte after the first letter behind a stop: what stands behind it does not
/// matter for the stop.
fn past_letter(text: &str, stop: usize) -> usize {
    let tail = &text.as_bytes()[stop..];
    let letter = tail.iter().position(u8::is_ascii_alphabetic);
    letter.map_or(text.len(), |letter| stop + letter + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_of_unicode(
            text in "[a-dA-D0-3 .!?\"'“”’«»…,;:()\r\n\u{301}\u{200B}\u{2024}\u{3002}\u{2028}é中ß–-]{0,40}"
        ) {
            let whole = text.split_sentence_bound_indices().skip(1);
            let whole: Vec<usize> = whole.map(|(at, _)| at).collect();
            prop_assert_eq!(bounds(&text), whole);
        }
    }
}
