//! A word processor's document (`.docx`) as HTML: paragraphs, headings by
//! style, list items. Spans then lead into that HTML, not into the archive.
//!
//! Reads the body alone: no headers, footers, footnotes or comments. Keeps
//! words, not looks; deleted text of tracked changes is left out.

mod styles;
mod xml;

use super::drafts;
use super::stream::whole;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::Format;
use crate::record::{Found, too_long};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Cursor;
use styles::{Style, numbers, outline_level, styles_of};
use xml::{Events, attribute};

/// Styles that a style may be based on, one on the other.
const BASES: usize = 16;

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    level: Option<u8>,
    is_list: bool,
    text: String,
}

/// The document of an archive's bytes; no part of it may be longer than the
/// limit when unpacked.
///
/// # Errors
///
/// If it is none, or longer.
pub fn read(bytes: &[u8], limit: u64) -> Found {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(faulty)?;
    let body = part(&mut archive, "word/document.xml", limit)?
        .ok_or_else(|| faulty("it has no `word/document.xml`"))?;
    let styles = part(&mut archive, "word/styles.xml", limit)?;
    let styles = styles.map_or(Ok(BTreeMap::new()), |xml| styles_of(&xml));
    let html = html(&body, &styles.map_err(faulty)?).map_err(faulty)?;
    Ok(drafts::whole(html.into_bytes(), Format::Html))
}

fn faulty(cause: impl std::fmt::Display) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "unreadable",
            format!("left out, for it cannot be read as .docx: {cause}"),
        )
        .hint("open it in a word processor and save it anew, or as text"),
    )
}

/// A part of the archive, unpacked.
fn part(
    archive: &mut Archive<'_>,
    name: &str,
    limit: u64,
) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let mut file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(faulty(error)),
    };
    // What the archive says of its size is not believed.
    let bytes = whole(&mut file, limit).map_err(faulty)?;
    bytes.map(Some).ok_or_else(|| too_long("document", limit))
}

/// The body as HTML, a block a line.
fn html(
    xml: &[u8],
    styles: &BTreeMap<String, Style>,
) -> Result<String, quick_xml::Error> {
    let mut page = Page::default();
    // A text box is a paragraph within one.
    let mut open: Vec<Paragraph> = Vec::new();
    let mut is_text = false;
    // Elements within one that is passed over.
    let mut skipped = 0_usize;
    let mut events = Events::of(xml);
    loop {
        let event = events.next()?;
        if skipped > 0 {
            match event {
                Event::Start(_) => skipped += 1,
                Event::End(_) => skipped -= 1,
                _ => {}
            }
            continue;
        }
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => open.push(Paragraph::default()),
                "t" => is_text = true,
                // Deleted, moved elsewhere, told twice for old programs, or
                // what the paragraph was before a change.
                "del" | "moveFrom" | "Fallback" | "pPrChange" => {
                    skipped = 1;
                }
                _ => note(tag, open.last_mut()),
            },
            Event::Empty(tag) => note(tag, open.last_mut()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => {
                    if let Some(paragraph) = open.pop() {
                        page.add(&paragraph, styles);
                    }
                }
                "t" => is_text = false,
                _ => {}
            },
            Event::Text(text) if is_text => {
                say(
                    open.last_mut(),
                    &text.xml_content(XmlVersion::Implicit1_0),
                );
            }
            Event::CData(text) if is_text => {
                say(open.last_mut(), text.as_ref());
            }
            Event::GeneralRef(name) if is_text => {
                let known: &str = name.as_ref();
                let character = name.resolve_char_ref()?;
                let text = character.map_or_else(
                    || {
                        quick_xml::escape::resolve_predefined_entity(known)
                            .unwrap_or("\u{FFFD}")
                            .to_owned()
                    },
                    |c| c.to_string(),
                );
                say(open.last_mut(), &text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(page.finish())
}

fn say(paragraph: Option<&mut Paragraph>, text: &str) {
    if let Some(paragraph) = paragraph {
        paragraph.text.push_str(text);
    }
}

/// What a tag says of its paragraph, or the white space that it stands for.
fn note(tag: &BytesStart<'_>, paragraph: Option<&mut Paragraph>) {
    let Some(paragraph) = paragraph else { return };
    match tag.local_name().as_ref() {
        "pStyle" => paragraph.style = attribute(tag, "val"),
        "outlineLvl" => paragraph.level = outline_level(tag),
        "numId" => paragraph.is_list = numbers(tag),
        "tab" | "br" | "cr" | "ptab" => paragraph.text.push(' '),
        "noBreakHyphen" => paragraph.text.push('-'),
        _ => {}
    }
}

/// The page that is being written.
#[derive(Debug, Default)]
struct Page {
    html: String,
    in_list: bool,
}

impl Page {
    fn add(
        &mut self,
        paragraph: &Paragraph,
        styles: &BTreeMap<String, Style>,
    ) {
        if paragraph.text.trim().is_empty() {
            return;
        }
        let (mut level, mut is_list) = (paragraph.level, paragraph.is_list);
        let mut style = paragraph.style.as_deref();
        for _ in 0..BASES {
            let Some(found) = style.and_then(|id| styles.get(id)) else {
                // Without its definition, an id often is the name.
                level = level.or_else(|| style.and_then(styles::level));
                break;
            };
            level = level.or(found.level);
            is_list |= found.is_list;
            style = found.base.as_deref();
        }
        let text = quick_xml::escape::partial_escape(paragraph.text.trim());
        // A numbered heading is a heading.
        self.list(is_list && level.is_none());
        let _ = match level {
            Some(level) => {
                let level = level.min(6);
                writeln!(self.html, "<h{level}>{text}</h{level}>")
            }
            None if is_list => writeln!(self.html, "<li>{text}</li>"),
            None => writeln!(self.html, "<p>{text}</p>"),
        };
    }

    fn list(&mut self, open: bool) {
        if open != self.in_list {
            self.html.push_str(if open { "<ul>\n" } else { "</ul>\n" });
            self.in_list = open;
        }
    }

    fn finish(mut self) -> String {
        self.list(false);
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_make_headings_and_numbering_makes_lists() {
        let styles = styles_of(
            br#"<w:styles><w:style w:styleId="b1"><w:name w:val="heading 2"/></w:style>
            <w:style w:styleId="mine"><w:basedOn w:val="b1"/></w:style></w:styles>"#,
        )
        .unwrap();
        let body = br#"<w:body>
<w:p><w:pPr><w:pStyle w:val="mine"/></w:pPr><w:r><w:t>A &amp; B</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
<w:p><w:r><w:t>two&#33;</w:t><w:tab/></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p></w:body>"#;
        assert_eq!(
            html(body, &styles).unwrap(),
            "<h2>A &amp; B</h2>\n<ul>\n<li>one</li>\n</ul>\n<p>two!</p>\n"
        );
    }

    #[test]
    fn a_part_that_was_cut_off_is_no_document() {
        let body = b"<w:body><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p>";
        let told = html(body, &BTreeMap::new()).unwrap_err().to_string();
        assert!(told.contains("</w:p>"), "{told}");
        assert!(html(b"<w:body><w:del>", &BTreeMap::new()).is_err());
        assert!(styles_of(b"<w:styles><w:style>").is_err());
    }
}
