//! What every format makes of its source: clean text cut into headings and
//! blocks. The assembly of sections, leads and sentences is one for all.

use super::flow::Flow;
use super::{ItemKind, Metadata};
use std::ops::Range;

/// Level of a bold line that serves as a heading; the lowest.
pub(super) const BOLD_LEVEL: u8 = 7;

/// How many words a heading may have that no markup says to be one.
pub(super) const HEADING_WORDS: usize = 16;

/// What the markup says of a block's opening words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing.
    Plain,
    /// They are bold up to `end`; a line break may follow.
    Bold {
        /// Byte of clean text after the bold words.
        end: usize,
        /// Whether a line break parts them from the rest.
        broken: bool,
    },
    /// They are the first cell of a table's row, up to this byte.
    Cell(usize),
}

/// A heading or block of clean text.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// A heading and its level.
    Heading(u8, Range<usize>),
    /// Anything else.
    Block(ItemKind, Range<usize>, Opening),
}

impl Part {
    /// Where its words stand in the clean text.
    pub(super) fn range(&self) -> &Range<usize> {
        let (Self::Heading(_, range) | Self::Block(_, range, _)) = self;
        range
    }

    /// Its words.
    pub(super) fn words<'f>(&self, flow: &'f Flow) -> &'f str {
        let range = self.range();
        flow.since(range.start).get(..range.len()).unwrap_or("")
    }
}

/// A bulletin as its format's reader leaves it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The clean text, to write to.
    pub(super) flow: Flow,
    /// Its parts in order.
    pub(super) parts: Vec<Part>,
    /// What front matter or head say.
    pub(super) metadata: Metadata,
    /// The title, if the text shows one.
    pub(super) title: Option<Range<usize>>,
    /// What was left out as not the text's own: the line above it, and what
    /// is told of it.
    pub(super) left_out: Vec<(Range<usize>, String)>,
}

impl Draft {
    /// Ends what is being written as a heading.
    pub(super) fn end_heading(&mut self, level: u8) -> Option<Range<usize>> {
        let range = self.flow.end_block()?;
        self.parts.push(Part::Heading(level, range.clone()));
        Some(range)
    }

    /// The same for a heading whose level the format tells: the first of the
    /// first level is the title.
    pub(super) fn end_marked_heading(&mut self, level: u8) {
        let range = self.end_heading(level);
        if level == 1 && self.title.is_none() {
            self.title = range;
        }
    }

    /// Ends what is being written as a block.
    ///
    /// A short paragraph that is bold from end to end is a heading in all
    /// but name.
    pub(super) fn end_block(&mut self, kind: ItemKind, opening: Opening) {
        let before = self.flow.len();
        let Some(range) = self.flow.end_block() else { return };
        if let (ItemKind::Paragraph, Opening::Bold { end, .. }) =
            (kind, opening)
        {
            let text = self.flow.since(range.start).trim_end();
            let words = text.split(' ').count();
            let sentence = text.ends_with(['.', ';', ',']);
            if end >= before && words <= HEADING_WORDS && !sentence {
                self.parts.push(Part::Heading(BOLD_LEVEL, range));
                return;
            }
        }
        self.parts.push(Part::Block(kind, range, opening));
    }
}
