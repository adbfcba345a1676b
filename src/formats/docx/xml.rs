//! The XML of a part of a word processor's document, event by event.

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesStart, Event};

/// The events of a part. One that was cut off ends in an error, not as if it
/// were whole.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    /// Names of the elements that are open.
    open: Vec<String>,
}

impl<'a> Events<'a> {
    pub(super) fn of(xml: &'a [u8]) -> Self {
        Self { reader: Reader::from_reader(xml), open: Vec::new() }
    }

    pub(super) fn next(&mut self) -> Result<Event<'a>, quick_xml::Error> {
        let event = self.reader.read_event()?;
        match &event {
            Event::Start(tag) => {
                self.open.push(tag.name().as_ref().to_owned());
            }
            Event::End(_) => {
                self.open.pop();
            }
            Event::Eof => {
                if let Some(name) = self.open.pop() {
                    return Err(IllFormedError::MissingEndTag(name).into());
                }
            }
            _ => {}
        }
        Ok(event)
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}
