//! Line breaks inside a paragraph of HTML or Markdown: two in a row part
//! paragraphs, for that is how they are made where nobody knows a better way;
//! one parts what looks like a line of its own: a list's member, a label, a
//! new sentence after one that ended.
//!
//! Follows the block that is being written: what it opens with, and the breaks
//! in it. The readers of the formats tell it what they meet, and end the block
//! where it says so.

use super::ItemKind;
use super::draft::Opening;
use super::flow::Flow;
use super::lines::{Mark, ends_sentence, mark};

/// How many words a label may have.
const LABEL: usize = 6;

/// Bytes that it may have.
const LONGEST: usize = 100;

/// Letters up to which a word of a label may be written small: "of", "and".
const SMALL: usize = 3;

/// The block that is being written.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Where the bold words end that it opens with, and whether a break
    /// follows them.
    bold: Option<(usize, bool)>,
    /// Where the first cell of a row ends.
    cell: Option<usize>,
    /// Line breaks since the last visible character.
    breaks: usize,
}

impl Block {
    /// Follows bold words that were just written; `opens` tells whether
    /// nothing stood before them.
    pub(super) fn note_bold(&mut self, flow: &Flow, opens: bool) {
        let end = flow.len();
        match &mut self.bold {
            Some((bold, false)) => *bold = end,
            None if opens => self.bold = Some((end, false)),
            _ => {}
        }
    }

    /// A cell of a row ends, or the next begins.
    pub(super) fn note_cell(&mut self, flow: &Flow) {
        self.cell.get_or_insert(flow.len());
    }

    /// Notes a line break, and tells whether it ends the block, if that is no
    /// heading: the second in a row does.
    pub(super) fn note_break(&mut self, flow: &Flow, kind: ItemKind) -> bool {
        let bold = self.is_bold(flow);
        if let Some((_, broken)) = &mut self.bold
            && bold
        {
            *broken = true;
        }
        if flow.is_block_empty() {
            return false;
        }
        self.breaks += 1;
        // A bold line above the rest of a list's member is its lead.
        let leads = bold && kind != ItemKind::Paragraph;
        self.breaks == 2 && !leads
    }

    /// Whether the break between them parts what follows from what stands in
    /// the block.
    pub(super) fn parts(&mut self, flow: &Flow, next: &str) -> bool {
        let next = next.trim_start();
        if self.breaks == 0 || next.is_empty() {
            return false;
        }
        self.breaks = 0;
        let before = flow.block();
        // A sign may come alone, as an entity.
        let head: String = next.chars().take(3).chain([' ', 'x']).collect();
        let member = mark(&head, false).0 == Mark::Sign;
        let line = begins(next) && (ends_sentence(before) || is_label(before));
        (member || line) && !self.is_bold(flow)
    }

    /// Whether all that is being written is bold.
    fn is_bold(&self, flow: &Flow) -> bool {
        self.bold.is_some_and(|(end, _)| end == flow.len())
    }

    /// What the block opens with; the next one begins.
    pub(super) fn end(&mut self) -> Opening {
        match std::mem::take(self) {
            Self { cell: Some(end), .. } => Opening::Cell(end),
            Self { bold: Some((end, broken)), .. } => {
                Opening::Bold { end, broken }
            }
            _ => Opening::Plain,
        }
    }
}

/// Whether a line may begin so: with a capital, a number, a quotation.
fn begins(line: &str) -> bool {
    let first = line.trim_start_matches(['“', '"', '‘', '\'', '(']);
    first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a line is but a few words with capitals: "Kenya", "Right to Food".
fn is_label(line: &str) -> bool {
    // All that came before the break may be long.
    if line.len() > LONGEST {
        return false;
    }
    let mut words = line.split(' ');
    let capital = |word: &str| {
        word.chars().count() <= SMALL || !word.starts_with(char::is_lowercase)
    };
    words.clone().count() <= LABEL && words.all(capital)
}
