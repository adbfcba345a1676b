//! The way back: from ranges of clean text to bytes of the source.
//!
//! Two maps in a row, each a short list of runs: clean text to decoded text,
//! decoded text to bytes. Must not know about markup or sentences.

use super::Span;
use std::ops::Range;

/// Marks a run whose bytes correspond one to one.
const LINEAR: usize = usize::MAX;

/// A stretch of output and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// First byte of output.
    from: usize,
    /// First byte of input.
    to: usize,
    /// Bytes of input that the whole run stands for, or [`LINEAR`].
    width: usize,
}

/// Maps output offsets to input offsets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunMap {
    runs: Vec<Run>,
    len: usize,
}

impl RunMap {
    /// Adds `len` bytes that are the same in the input from `to` on.
    pub(super) fn push_linear(&mut self, len: usize, to: usize) {
        let continues = self.runs.last().is_some_and(|r| {
            r.width == LINEAR && r.to + self.len - r.from == to
        });
        if !continues && len > 0 {
            self.runs.push(Run { from: self.len, to, width: LINEAR });
        }
        self.len += len;
    }

    /// Adds `len` bytes that stand for `input` as a whole.
    pub(super) fn push_whole(&mut self, len: usize, input: &Range<usize>) {
        if len > 0 {
            let width = input.len();
            self.runs.push(Run { from: self.len, to: input.start, width });
        }
        self.len += len;
    }

    /// The run that holds output byte `at`.
    fn run_at(&self, at: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.from <= at);
        self.runs.get(after.checked_sub(1)?).copied()
    }

    /// Where the input of output byte `at` begins.
    fn start(&self, at: usize) -> usize {
        match self.run_at(at) {
            Some(run) if run.width == LINEAR => run.to + (at - run.from),
            Some(run) => run.to,
            None => 0,
        }
    }

    /// Where the input of the output before `at` ends.
    fn end(&self, at: usize) -> usize {
        match at.checked_sub(1).and_then(|last| self.run_at(last)) {
            Some(run) if run.width == LINEAR => run.to + (at - run.from),
            Some(run) => run.to + run.width,
            None => 0,
        }
    }
}

/// From decoded text to bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByteMap {
    /// The text is the bytes after a mark of so many bytes.
    Shift(usize),
    /// Anything else.
    Runs(RunMap),
}

impl ByteMap {
    fn start(&self, at: usize) -> usize {
        match self {
            Self::Shift(by) => at + by,
            Self::Runs(map) => map.start(at),
        }
    }

    fn end(&self, at: usize) -> usize {
        match self {
            Self::Shift(by) => at + by,
            Self::Runs(map) => map.end(at),
        }
    }
}

/// Leads from clean text to the bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceMap {
    clean: RunMap,
    bytes: ByteMap,
    /// Source byte at which each line begins.
    lines: Vec<usize>,
}

impl SourceMap {
    /// Chains both maps; `decoded` is the text between them.
    pub(super) fn new(clean: RunMap, bytes: ByteMap, decoded: &str) -> Self {
        let mut lines = vec![0];
        let raw = decoded.as_bytes();
        for (i, byte) in raw.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => raw.get(i + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                lines.push(bytes.end(i + 1));
            }
        }
        Self { clean, bytes, lines }
    }

    /// The place of a range of clean text.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.bytes.start(self.clean.start(range.start));
        let end = if range.is_empty() {
            start
        } else {
            self.bytes.end(self.clean.end(range.end))
        };
        Span {
            line: self.lines.partition_point(|line| *line <= start),
            byte_start: start,
            // A run of markup may be out of order only if a parser erred:
            // never let a span be negative.
            byte_end: end.max(start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_lead_back() {
        let mut clean = RunMap::default();
        clean.push_linear(3, 1);
        clean.push_linear(2, 4);
        clean.push_whole(1, &(6..9));
        clean.push_linear(2, 9);
        let map = SourceMap::new(clean, ByteMap::Shift(3), "a\r\nb\rcd\nef");
        assert_eq!(
            map.span(&(0..5)),
            Span { line: 1, byte_start: 4, byte_end: 9 }
        );
        assert_eq!(
            map.span(&(5..6)),
            Span { line: 3, byte_start: 9, byte_end: 12 }
        );
        assert_eq!(map.span(&(6..7)).byte_start, 12);
    }

    #[test]
    fn an_empty_map_is_harmless() {
        let map = SourceMap::new(RunMap::default(), ByteMap::Shift(0), "");
        assert_eq!(
            map.span(&(0..0)),
            Span { line: 1, byte_start: 0, byte_end: 0 }
        );
    }
}
