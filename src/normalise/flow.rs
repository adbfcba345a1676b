//! Clean text as it grows: white space normalised, invisible characters
//! dropped, every byte mapped to the decoded text.
//!
//! Knows nothing of formats; they say what to add and where it came from.

use super::source_map::RunMap;
use std::ops::Range;

/// Clean text and its map.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    map: RunMap,
    /// Where the block that is being written begins.
    start: usize,
    /// White space seen since the last character, in decoded text.
    blank: Option<Range<usize>>,
    /// Where the last visible character ended, in decoded text.
    last: usize,
}

/// Characters that take no room: zero-width spaces and joiners, soft
/// hyphens, direction marks, byte order marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Any white space, and control characters, which mean nothing in a text.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// How many bytes at the beginning of a text can be taken over as they are:
/// visible characters, with single blanks between them.
pub(super) fn clean_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut end) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'!'..=b'~' => at += 1,
            b' ' if at == end && at > 0 => {
                at += 1;
                continue;
            }
            byte if byte.is_ascii() => break,
            _ => match text[at..].chars().next() {
                Some(c) if !is_blank(c) && !is_invisible(c) => {
                    at += c.len_utf8();
                }
                _ => break,
            },
        }
        end = at;
    }
    end
}

impl Flow {
    /// Bytes of clean text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether the block that is being written shows nothing yet.
    pub(super) fn is_block_empty(&self) -> bool {
        self.text.len() == self.start
    }

    /// The clean text of the block that is being written.
    pub(super) fn block(&self) -> &str {
        self.since(self.start)
    }

    /// The clean text from `start` on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or("")
    }

    /// Adds text that stands at `at` in the decoded text.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        let mut from = 0;
        while let Some(rest) = text.get(from..) {
            let run = clean_run(rest);
            self.push_visible(&rest[..run], at + from);
            let Some(c) = rest[run..].chars().next() else { break };
            let start = from + run;
            from = start + c.len_utf8();
            if is_blank(c) {
                self.push_blank(at + start..at + from);
            }
        }
    }

    /// Adds text that replaces other text, as a character does its entity.
    pub(super) fn push_as(&mut self, text: &str, input: &Range<usize>) {
        for c in text.chars() {
            if is_blank(c) {
                self.push_blank(input.clone());
            } else if !is_invisible(c) {
                self.settle_blank();
                self.text.push(c);
                self.map.push_whole(c.len_utf8(), input);
                self.last = input.end;
            }
        }
    }

    /// Notes white space; it shows only between visible characters.
    pub(super) fn push_blank(&mut self, input: Range<usize>) {
        if self.is_block_empty() {
            return;
        }
        self.blank = Some(match self.blank.take() {
            Some(seen) => seen.start..input.end.max(seen.end),
            None => input,
        });
    }

    /// Notes white space that the source does not show, as between cells.
    pub(super) fn push_gap(&mut self) {
        self.push_blank(self.last..self.last);
    }

    /// Ends the block and gives its range, unless it is empty.
    pub(super) fn end_block(&mut self) -> Option<Range<usize>> {
        self.blank = None;
        let range = self.start..self.text.len();
        if range.is_empty() {
            return None;
        }
        self.text.push('\n');
        self.map.push_whole(1, &(self.last..self.last));
        self.start = self.text.len();
        Some(range)
    }

    /// The text and its map.
    pub(super) fn finish(mut self) -> (String, RunMap) {
        self.end_block();
        (self.text, self.map)
    }

    fn push_visible(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        self.settle_blank();
        self.text.push_str(text);
        self.map.push_linear(text.len(), at);
        self.last = at + text.len();
    }

    fn settle_blank(&mut self) {
        if let Some(input) = self.blank.take() {
            self.text.push(' ');
            if input.len() == 1 {
                self.map.push_linear(1, input.start);
            } else {
                self.map.push_whole(1, &input);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_blank() {
        let mut flow = Flow::default();
        flow.push("\u{FEFF}  one\u{A0}\t two\u{200B}s \r\n", 0);
        assert_eq!(flow.end_block(), Some(0..8));
        flow.push(" \n", 30);
        assert_eq!(flow.end_block(), None);
        assert_eq!(flow.finish().0, "one twos\n");
    }
}
