//! What every reader writes: clean text and the blocks in it. Turns blocks
//! into an outline's title, headings, items and sentences.
//!
//! Knows nothing of formats.

use super::conventions::Conventions;
use super::flow::Flow;
use super::lead::lead;
use super::sentence::sentences;
use super::source_map::RunMap;
use super::{Block, Heading, ItemKind, SentenceSpan};
use std::ops::Range;

/// What a block is, as its reader saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// Anything else.
    Item(ItemKind),
}

/// A block of clean text.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    /// What it is.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) text: Range<usize>,
    /// Where its bold opening ends, if it has one.
    pub(super) bold: Option<usize>,
}

/// Clean text and blocks while a source is read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The text.
    pub(super) flow: Flow,
    /// Its blocks.
    pub(super) blocks: Vec<Raw>,
}

impl Page {
    /// Ends the block that is being written.
    pub(super) fn end(&mut self, kind: Kind, bold: Option<usize>) {
        if let Some(text) = self.flow.end_block() {
            self.blocks.push(Raw { kind, text, bold });
        }
    }
}

/// An outline's parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) text: String,
    pub(super) map: RunMap,
    pub(super) title: Option<Range<usize>>,
    pub(super) headings: Vec<Heading>,
    pub(super) items: Vec<Block>,
    pub(super) sentences: Vec<SentenceSpan>,
}

/// Turns blocks into title, headings, items with leads, and sentences.
pub(super) fn parts(page: Page, conventions: &Conventions) -> Parts {
    let (text, map) = page.flow.finish();
    let mut parts = Parts { text, map, ..Parts::default() };
    let only_one_top = page
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Heading(1))
        .count()
        == 1;
    for (index, block) in page.blocks.iter().enumerate() {
        match block.kind {
            Kind::Heading(1) if index == 0 || only_one_top => {
                parts.title.get_or_insert(block.text.clone());
                if index > 0 && parts.title != Some(block.text.clone()) {
                    push_heading(&mut parts, 1, block.text.clone());
                }
            }
            Kind::Heading(level) => {
                push_heading(&mut parts, level, block.text.clone());
            }
            Kind::Item(kind) => push_item(&mut parts, kind, block, conventions),
        }
    }
    parts
}

fn push_heading(parts: &mut Parts, level: u8, text: Range<usize>) {
    let parent =
        parts.headings.iter().rposition(|heading| heading.level < level);
    parts.headings.push(Heading { level, text, parent });
}

fn push_item(
    parts: &mut Parts,
    kind: ItemKind,
    block: &Raw,
    conventions: &Conventions,
) {
    let words = &parts.text[block.text.clone()];
    let bold = block.bold.map(|end| end.saturating_sub(block.text.start));
    let found = lead(words, bold, conventions);
    let start = block.text.start;
    let body = found.as_ref().map_or(0, |lead| lead.body);
    let item = parts.items.len();
    for range in sentences(&words[body..], conventions) {
        let from = start + body;
        parts.sentences.push(SentenceSpan {
            item,
            text: from + range.start..from + range.end,
        });
    }
    parts.items.push(Block {
        section: parts.headings.len().checked_sub(1),
        kind,
        lead: found.map(|lead| start + lead.words.start..start + lead.words.end),
        text: block.text.clone(),
    });
}
