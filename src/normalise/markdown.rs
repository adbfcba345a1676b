//! Markdown: blocks by `CommonMark`'s own rules, emphasis stripped, front
//! matter as metadata. HTML inside it is read by `html`.

use super::breaks::Block;
use super::draft::Draft;
use super::{Conventions, ItemKind, Metadata, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown.
pub(super) fn read(text: &str, conventions: &Conventions, draft: &mut Draft) {
    let body = front_matter(text, &mut draft.metadata);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut walk = Walk {
        text,
        draft,
        heading: None,
        quotes: 0,
        lists: 0,
        images: 0,
        strong: 0,
        block: Block::default(),
    };
    let mut raw: Option<Range<usize>> = None;
    let events = Parser::new_ext(text.get(body..).unwrap_or(""), options)
        .into_offset_iter();
    for (event, at) in events {
        let at = at.start + body..at.end + body;
        // Lines of one HTML block come one by one; it is read as a whole.
        if let Event::Html(_) = event {
            raw = Some(raw.map_or(at.start, |seen| seen.start)..at.end);
            continue;
        }
        if let Some(block) = raw.take() {
            walk.flush();
            html::read_part(text, block, conventions, walk.draft);
        }
        walk.event(event, at);
    }
    if let Some(block) = raw {
        walk.flush();
        html::read_part(text, block, conventions, walk.draft);
    }
    walk.flush();
}

/// A walk over the events of the parser.
struct Walk<'w> {
    text: &'w str,
    draft: &'w mut Draft,
    heading: Option<u8>,
    quotes: usize,
    lists: usize,
    images: usize,
    strong: usize,
    block: Block,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.words(&words, &at),
            Event::SoftBreak => self.draft.flow.push_blank(at),
            Event::HardBreak => self.line_break(at),
            Event::InlineHtml(tag) => {
                let name: String = tag
                    .trim_start_matches(['<', '/'])
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                if name.eq_ignore_ascii_case("br") {
                    self.line_break(at);
                }
            }
            Event::Rule => self.flush(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Html(_) => {}
        }
    }

    /// Text as it stands, or what an entity or escape stands for.
    fn words(&mut self, words: &str, at: &Range<usize>) {
        if self.block.parts(&self.draft.flow, words) && self.heading.is_none()
        {
            self.flush();
        }
        let opens = self.draft.flow.is_block_empty();
        let source = self.text.get(at.clone()).unwrap_or("");
        let flow = &mut self.draft.flow;
        if source == words {
            flow.push(words, at.start);
        } else if let Some(inside) = source.find(words) {
            flow.push(words, at.start + inside);
        } else if let Some(places) = over_lines(words, source) {
            let mut end = 0;
            for (word, inside) in places {
                if end > 0 || words.starts_with(char::is_whitespace) {
                    flow.push_blank(at.start + end..at.start + inside);
                }
                flow.push(word, at.start + inside);
                end = inside + word.len();
            }
            if words.ends_with(char::is_whitespace) {
                flow.push_blank(at.start + end..at.end);
            }
        } else {
            flow.push_as(words, at);
        }
        if self.strong > 0 {
            self.block.note_bold(&self.draft.flow, opens);
        }
    }

    fn line_break(&mut self, at: Range<usize>) {
        let ends = self.block.note_break(&self.draft.flow, self.kind());
        self.draft.flow.push_blank(at);
        if ends && self.heading.is_none() {
            self.flush();
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::Item => {
                self.flush();
                self.lists += 1;
            }
            Tag::Image { .. } => {
                self.flush();
                self.images += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::TableRow
            | Tag::TableHead
            | Tag::Table(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Image => {
                self.flush();
                self.images = self.images.saturating_sub(1);
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::TableCell => {
                self.block.note_cell(&self.draft.flow);
                self.draft.flow.push_gap();
            }
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::TableRow
            | TagEnd::TableHead => self.flush(),
            _ => {}
        }
    }

    /// Ends what is being written.
    fn flush(&mut self) {
        let opening = self.block.end();
        match self.heading {
            Some(level) => self.draft.end_marked_heading(level),
            None => self.draft.end_block(self.kind(), opening),
        }
    }

    /// What is being written, if it is no heading.
    fn kind(&self) -> ItemKind {
        if self.images > 0 {
            ItemKind::Caption
        } else if self.lists > 0 {
            ItemKind::Bullet
        } else if self.quotes > 0 {
            ItemKind::Quote
        } else {
            ItemKind::Paragraph
        }
    }
}

/// Reads `key: value` or `key = value` lines between `---` or `+++`, and
/// gives the byte at which the body begins.
fn front_matter(text: &str, metadata: &mut Metadata) -> usize {
    let fence = text.get(..3).unwrap_or("");
    let sign = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return 0,
    };
    let mut found = Metadata::default();
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if i == 0 {
            if line != fence {
                return 0;
            }
            continue;
        }
        if line == fence || (sign == ':' && line == "...") {
            *metadata = found;
            return at;
        }
        let Some((key, value)) = line.split_once(sign) else { continue };
        note(&mut found, key.trim(), value);
    }
    0
}

/// Keeps a value of the front matter, if it says something of the text.
fn note(metadata: &mut Metadata, key: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    let slot = match key.to_ascii_lowercase().as_str() {
        "title" => &mut metadata.title,
        "publisher" | "author" | "site" | "source" => &mut metadata.publisher,
        "date" | "published" | "date_published" => &mut metadata.date,
        "url" | "link" | "canonical" | "address" => &mut metadata.address,
        _ => return,
    };
    if !value.is_empty() && slot.is_none() {
        *slot = Some(value.to_owned());
    }
}

/// Where the words of a code span that runs over lines stand in its source:
/// the parser gives them with blanks for line ends.
fn over_lines<'w>(
    words: &'w str,
    source: &str,
) -> Option<Vec<(&'w str, usize)>> {
    if !source.contains(['\n', '\r']) {
        return None;
    }
    let mut from = 0;
    words
        .split_whitespace()
        .map(|word| {
            let at = from + source.get(from..)?.find(word)?;
            from = at + word.len();
            Some((word, at))
        })
        .collect()
}
