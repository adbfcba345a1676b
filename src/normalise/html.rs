//! HTML: a walk over the tree of a page that makes headings and blocks of
//! it. What is furniture, `html_page` decides; the words for it stand in the
//! codebook.

use super::breaks::Block;
use super::draft::Draft;
use super::html_page::{Page, Use};
use super::html_token::{StartTag, tokens};
use super::html_tree::{Content, Node, is_heading, is_inline, tree};
use super::{Conventions, ItemKind};
use std::ops::Range;

/// Reads a page.
pub(super) fn read(text: &str, conventions: &Conventions, draft: &mut Draft) {
    let nodes = tree(tokens(text));
    let page = Page::new(&nodes, text, &conventions.furniture);
    page.describe(&mut draft.metadata);
    for range in page.content() {
        Walk::new(text, &nodes, 0, draft).walk(range, &page);
    }
    if draft.parts.is_empty() {
        // All looked like furniture: better too much than nothing.
        let all = 0..nodes.len();
        let page = page.keeping_all();
        Walk::new(text, &nodes, 0, draft).walk(all, &page);
    }
}

/// Reads a part of a text as HTML.
pub(super) fn read_part(
    text: &str,
    part: Range<usize>,
    conventions: &Conventions,
    draft: &mut Draft,
) {
    let inner = text.get(part.clone()).unwrap_or("");
    let nodes = tree(tokens(inner));
    let page = Page::new(&nodes, inner, &conventions.furniture);
    let walk = Walk::new(inner, &nodes, part.start, draft);
    walk.walk(0..nodes.len(), &page);
}

/// What an open element changes until it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    None,
    Block,
    Heading(u8),
    Item,
    Quote,
    Caption,
    Row,
    Cell,
    Strong,
    /// What stands above what it names, as a bold line does.
    Label,
}

struct Walk<'w> {
    text: &'w str,
    nodes: &'w [Node],
    /// Where `text` begins in the decoded text.
    base: usize,
    draft: &'w mut Draft,
    /// Open elements: where each ends, and its effect.
    open: Vec<(usize, Effect)>,
    block: Block,
}

impl<'w> Walk<'w> {
    fn new(
        text: &'w str,
        nodes: &'w [Node],
        base: usize,
        draft: &'w mut Draft,
    ) -> Self {
        Self {
            text,
            nodes,
            base,
            draft,
            open: Vec::new(),
            block: Block::default(),
        }
    }

    fn walk(mut self, range: Range<usize>, page: &Page<'_>) {
        let mut at = range.start;
        while at < range.end {
            self.close_before(at);
            let node = &self.nodes[at];
            match &node.content {
                Content::Text(place) => self.text_at(place),
                Content::Entity(value, place) => {
                    self.part_before(value);
                    let opens = self.draft.flow.is_block_empty();
                    let place = place.start + self.base..place.end + self.base;
                    self.draft.flow.push_as(value, &place);
                    self.note_bold(opens);
                }
                Content::Element(tag) => match page.use_of(at, tag) {
                    Use::Leave => {
                        if !is_inline(&tag.name) {
                            self.flush();
                        }
                        at = node.end;
                        continue;
                    }
                    Use::Keep => self.start(tag, node.end),
                },
            }
            at += 1;
        }
        self.close_before(range.end);
        self.flush();
    }

    fn text_at(&mut self, place: &Range<usize>) {
        let text = self.text.get(place.clone()).unwrap_or("");
        self.part_before(text);
        let opens = self.draft.flow.is_block_empty();
        self.draft.flow.push(text, place.start + self.base);
        self.note_bold(opens);
    }

    /// Follows the bold words that open a block.
    fn note_bold(&mut self, opens: bool) {
        let bold = self.within(Effect::Strong) || self.within(Effect::Label);
        if bold && !self.draft.flow.is_block_empty() {
            self.block.note_bold(&self.draft.flow, opens);
        }
    }

    /// Ends what is being written if a line break parts it from a text.
    fn part_before(&mut self, text: &str) {
        if self.block.parts(&self.draft.flow, text)
            && !self.within(Effect::Cell)
            && self.heading().is_none()
        {
            self.flush();
        }
    }

    fn line_break(&mut self) {
        let ends = self.block.note_break(&self.draft.flow, self.kind());
        self.draft.flow.push_gap();
        if ends && self.heading().is_none() {
            self.flush();
        }
    }

    fn within(&self, effect: Effect) -> bool {
        self.open.iter().any(|(_, seen)| *seen == effect)
    }

    fn start(&mut self, tag: &StartTag, end: usize) {
        let name = tag.name.as_str();
        let effect = match name {
            "br" => return self.line_break(),
            "b" | "strong" => Effect::Strong,
            "dt" | "summary" => Effect::Label,
            "li" | "dd" => Effect::Item,
            "blockquote" => Effect::Quote,
            "figcaption" | "caption" => Effect::Caption,
            "tr" => Effect::Row,
            "td" | "th" if self.within(Effect::Row) => Effect::Cell,
            "img" | "wbr" | "input" | "area" => return,
            _ if is_heading(name) => {
                let level = name[1..].parse().unwrap_or(6);
                Effect::Heading(level)
            }
            _ if is_inline(name) => Effect::None,
            _ => Effect::Block,
        };
        match effect {
            Effect::None | Effect::Strong => {}
            Effect::Cell => {
                self.note_cell();
                self.draft.flow.push_gap();
            }
            _ => self.flush(),
        }
        self.open.push((end, effect));
    }

    /// The first cell of a row ends where the second begins.
    fn note_cell(&mut self) {
        if !self.draft.flow.is_block_empty() {
            self.block.note_cell(&self.draft.flow);
        }
    }

    /// Ends the elements whose inside is over.
    fn close_before(&mut self, at: usize) {
        while let Some((end, effect)) = self.open.last().copied() {
            if end > at {
                break;
            }
            if !matches!(effect, Effect::None | Effect::Strong | Effect::Cell)
            {
                self.flush();
            }
            self.open.pop();
        }
    }

    /// Ends what is being written.
    fn flush(&mut self) {
        let opening = self.block.end();
        match self.heading() {
            Some(level) => self.draft.end_marked_heading(level),
            None => self.draft.end_block(self.kind(), opening),
        }
    }

    /// The level of the heading that is being written.
    fn heading(&self) -> Option<u8> {
        self.open.iter().rev().find_map(|(_, effect)| match effect {
            Effect::Heading(level) => Some(*level),
            _ => None,
        })
    }

    /// What is being written, if it is no heading.
    fn kind(&self) -> ItemKind {
        if self.within(Effect::Caption) {
            ItemKind::Caption
        } else if self.within(Effect::Quote) {
            ItemKind::Quote
        } else if self.within(Effect::Item) {
            ItemKind::Bullet
        } else {
            ItemKind::Paragraph
        }
    }
}
