//! HTML: a WHATWG tokenizer with byte spans, and a walk over its tags that
//! makes blocks and leaves page furniture out. What furniture is stands in
//! `codebook/furniture.csv`.

use super::blocks::{Kind, Page};
use super::conventions::Furniture;
use super::{ItemKind, Metadata};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::ops::Range;

/// A tag or a text of the page.
#[derive(Debug)]
enum Piece {
    Open { name: String, attributes: Vec<(String, String)>, closed: bool },
    Close { name: String },
    Text { value: String, at: Range<usize> },
}

/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that stand in the line and end no block.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter",
    "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Reads HTML into blocks.
pub(super) fn read(text: &str, furniture: &Furniture) -> (Page, Metadata) {
    let pieces = pieces(text);
    let inner = ["main", "article"].into_iter().find(|wanted| {
        pieces.iter().any(
            |piece| matches!(piece, Piece::Open { name, .. } if name == wanted),
        )
    });
    let mut walk = Walk {
        text,
        furniture,
        inner,
        page: Page::default(),
        metadata: Metadata::default(),
        depth: 0,
        skip: None,
        heading: None,
        list: 0,
        quote: 0,
        caption: 0,
        bold: 0,
        bold_start: None,
        bold_end: None,
        in_title: false,
    };
    for piece in &pieces {
        match piece {
            Piece::Open { name, attributes, closed } => {
                walk.open(name, attributes, *closed);
            }
            Piece::Close { name } => walk.close(name),
            Piece::Text { value, at } => walk.words(value, at),
        }
    }
    walk.flush();
    (walk.page, walk.metadata)
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut open: Option<(String, Vec<(String, String)>)> = None;
    let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = CallbackEmitter::new(
        move |event: CallbackEvent<'_>, span: Span<usize>| match event {
            CallbackEvent::OpenStartTag { name } => {
                open = Some((owned(name), Vec::new()));
                None
            }
            CallbackEvent::AttributeName { name } => {
                if let Some((_, attributes)) = &mut open {
                    attributes.push((owned(name), String::new()));
                }
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, attributes)) = &mut open
                    && let Some(last) = attributes.last_mut()
                {
                    last.1 = owned(value);
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let (name, attributes) = open.take()?;
                Some(Piece::Open { name, attributes, closed: self_closing })
            }
            CallbackEvent::EndTag { name } => {
                Some(Piece::Close { name: owned(name) })
            }
            CallbackEvent::String { value } => Some(Piece::Text {
                value: owned(value),
                at: span.start..span.end,
            }),
            _ => None,
        },
    );
    emitter.naively_switch_states(true);
    let Ok(pieces) = Tokenizer::new_with_emitter(text, emitter)
        .collect::<Result<Vec<_>, _>>();
    pieces
}

struct Walk<'a> {
    text: &'a str,
    furniture: &'a Furniture,
    /// The element that holds the page's content, if it has one.
    inner: Option<&'static str>,
    page: Page,
    metadata: Metadata,
    /// How deep inside that element.
    depth: usize,
    /// The furniture element that is being left out, and how deep in it.
    skip: Option<(String, usize)>,
    heading: Option<u8>,
    list: usize,
    quote: usize,
    caption: usize,
    bold: usize,
    bold_start: Option<usize>,
    bold_end: Option<usize>,
    in_title: bool,
}

impl Walk<'_> {
    fn kind(&self) -> Kind {
        if let Some(level) = self.heading {
            return Kind::Heading(level);
        }
        Kind::Item(if self.caption > 0 {
            ItemKind::Caption
        } else if self.quote > 0 {
            ItemKind::Quote
        } else if self.list > 0 {
            ItemKind::Bullet
        } else {
            ItemKind::Paragraph
        })
    }

    fn flush(&mut self) {
        let bold = self.bold_end.take();
        self.bold_start = None;
        self.page.end(self.kind(), bold);
    }

    fn open(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        closed: bool,
    ) {
        if let Some((skipped, depth)) = &mut self.skip {
            if skipped == name && !closed {
                *depth += 1;
            }
            return;
        }
        if self.is_furniture(name, attributes) {
            if !closed && !VOID.contains(&name) {
                self.flush();
                self.skip = Some((name.to_owned(), 1));
            }
            return;
        }
        if Some(name) == self.inner {
            self.flush();
            self.depth += 1;
        }
        match name {
            "title" => self.in_title = self.metadata.title.is_none(),
            "meta" | "link" => self.describe(attributes),
            "br" => {
                if self.bold_start.is_some() && self.bold_end.is_none() {
                    self.bold_end = Some(self.page.flow.len());
                }
                let at = self.page.flow.last();
                self.page.flow.push_blank(at..at);
            }
            "b" | "strong" => {
                self.bold += 1;
                if self.page.flow.is_block_empty() {
                    self.bold_start = Some(self.page.flow.len());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "li" => {
                self.flush();
                self.list += 1;
            }
            "ul" | "ol" | "dl" => self.flush(),
            "blockquote" => {
                self.flush();
                self.quote += 1;
            }
            "figcaption" | "caption" => {
                self.flush();
                self.caption += 1;
            }
            _ if INLINE.contains(&name) || VOID.contains(&name) => {}
            _ => self.flush(),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skip {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skip = None;
                }
            }
            return;
        }
        match name {
            "title" => self.in_title = false,
            "b" | "strong" => {
                self.bold = self.bold.saturating_sub(1);
                if self.bold_start.is_some() && self.bold_end.is_none() {
                    self.bold_end = Some(self.page.flow.len());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
            }
            "li" => {
                self.flush();
                self.list = self.list.saturating_sub(1);
            }
            "blockquote" => {
                self.flush();
                self.quote = self.quote.saturating_sub(1);
            }
            "figcaption" | "caption" => {
                self.flush();
                self.caption = self.caption.saturating_sub(1);
            }
            _ if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        if Some(name) == self.inner {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    fn words(&mut self, value: &str, at: &Range<usize>) {
        if self.skip.is_some() {
            return;
        }
        if self.in_title {
            let title = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !title.is_empty() {
                self.metadata.title.get_or_insert(title);
            }
            return;
        }
        if self.inner.is_some() && self.depth == 0 {
            return;
        }
        push_decoded(&mut self.page, self.text, value, at);
    }

    fn is_furniture(
        &self,
        name: &str,
        attributes: &[(String, String)],
    ) -> bool {
        let inside = self.inner.is_some() && self.depth > 0;
        if self.furniture.has("element", name)
            && !(inside && self.furniture.has("keep_word", name))
        {
            return true;
        }
        if matches!(name, "html" | "body" | "main" | "article") {
            return false;
        }
        attributes.iter().any(|(key, value)| match key.as_str() {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "role" => self.furniture.has("role", &value.to_lowercase()),
            "class" | "id" => value
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| self.furniture.has("class_word", word)),
            _ => false,
        })
    }

    fn describe(&mut self, attributes: &[(String, String)]) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(key, _)| key == wanted)
                .map(|(_, value)| value.trim().to_owned())
        };
        let name = get("property").or_else(|| get("name")).or_else(|| get("rel"));
        let value = get("content").or_else(|| get("href"));
        let (Some(name), Some(value)) = (name, value) else { return };
        let slot = match name.to_lowercase().as_str() {
            "og:title" => &mut self.metadata.title,
            "og:site_name" => &mut self.metadata.publisher,
            "article:published_time" | "date" => &mut self.metadata.date,
            "canonical" => &mut self.metadata.address,
            _ => return,
        };
        if !value.is_empty() {
            slot.get_or_insert(value);
        }
    }
}

/// Adds decoded text, mapping what an entity stands for to the entity.
fn push_decoded(page: &mut Page, source: &str, value: &str, at: &Range<usize>) {
    let raw = source.get(at.clone()).unwrap_or("");
    if raw == value {
        page.flow.push(value, at.start);
        return;
    }
    let (mut here, mut rest) = (at.start, value);
    while let Some(c) = rest.chars().next() {
        let left = source.get(here..at.end).unwrap_or("");
        let same = common(left, rest);
        if same > 0 {
            page.flow.push(&rest[..same], here);
            here += same;
            rest = &rest[same..];
            continue;
        }
        if left.starts_with('\r') {
            here += 1;
            continue;
        }
        let width = entity(left).max(usize::from(!left.is_empty()));
        let width = (width..=left.len())
            .find(|w| left.is_char_boundary(*w))
            .unwrap_or(left.len());
        page.flow.push_as(&rest[..c.len_utf8()], &(here..here + width));
        here += width;
        rest = &rest[c.len_utf8()..];
    }
}

/// Bytes that source and value share, up to an ampersand or line end.
fn common(left: &str, rest: &str) -> usize {
    left.char_indices()
        .zip(rest.chars())
        .find(|((_, a), b)| a != b || matches!(a, '&' | '\r'))
        .map_or_else(
            || left.len().min(rest.len()),
            |((at, a), b)| {
                // A bare ampersand stands for itself.
                let bare = a == '&' && b == '&' && entity(&left[at..]) <= 1;
                if bare { at + 1 } else { at }
            },
        )
}

/// Bytes of the entity that a text begins with.
fn entity(text: &str) -> usize {
    let Some(body) = text.strip_prefix('&') else { return 0 };
    let name = body
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    if name == 0 {
        return 1;
    }
    let stop = body.as_bytes().get(name) == Some(&b';');
    1 + name + usize::from(stop)
}
