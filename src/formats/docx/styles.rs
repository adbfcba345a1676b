//! The styles of a word processor's document: which make headings, which list
//! items.

use super::xml::{Events, attribute};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// What a style says of its paragraphs.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// Rank of a heading, from 1.
    pub(super) level: Option<u8>,
    pub(super) is_list: bool,
    pub(super) base: Option<String>,
}

pub(super) fn outline_level(tag: &BytesStart<'_>) -> Option<u8> {
    let level: u8 = attribute(tag, "val")?.parse().ok()?;
    // 9 is body text.
    (level < 9).then_some(level + 1)
}

/// A numbering of 0 takes a list away.
pub(super) fn numbers(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_some_and(|number| number != "0")
}

/// The styles by their ids. Names are English whatever the program's language.
pub(super) fn styles_of(
    xml: &[u8],
) -> Result<BTreeMap<String, Style>, quick_xml::Error> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut id = String::new();
    let mut events = Events::of(xml);
    loop {
        let event = events.next()?;
        let tag = match &event {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => return Ok(styles),
            _ => continue,
        };
        match tag.local_name().as_ref() {
            "style" => {
                id = attribute(tag, "styleId").unwrap_or_default();
                styles.insert(id.clone(), Style::default());
                continue;
            }
            "docDefaults" | "latentStyles" => continue,
            _ => {}
        }
        let Some(style) = styles.get_mut(&id) else { continue };
        match tag.local_name().as_ref() {
            "name" => {
                let name = attribute(tag, "val").unwrap_or_default();
                style.level = level(&name).or(style.level);
            }
            "basedOn" => style.base = attribute(tag, "val"),
            "outlineLvl" => style.level = outline_level(tag),
            "numId" => style.is_list = numbers(tag),
            _ => {}
        }
    }
}

/// The rank of a heading by the name of its style.
pub(super) fn level(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let number: u8 = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&number).then_some(number)
}
