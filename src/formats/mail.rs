//! Messages (`.eml`) and boxes of them (`.mbox`): of each, the HTML if it has
//! any, else the text, with subject, day and sender. Attachments are not read.
//! Spans lead into that HTML or text, decoded, not into the message.

use super::drafts::{Drafts, broken};
use super::stream::{Line, Stream, line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Origin};
use crate::record::{Draft, Found, Options, one_line, too_long};
use mail_parser::{Message, MessageParser, PartType};

/// What a message of a box begins with.
const FROM: &[u8] = b"From ";

/// The document of a message.
///
/// # Errors
///
/// If it has no text.
pub fn read(bytes: &[u8]) -> Found {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| refused("this is no message"))?;
    let (text, format) = words(&message);
    if text.trim().is_empty() {
        return Err(refused("no text in this message"));
    }
    let date = message.date().filter(|date| date.is_valid());
    let sender = message.from().and_then(|from| from.first());
    let publisher =
        sender.and_then(|sender| sender.name().or_else(|| sender.address()));
    Ok(Draft {
        id: message.message_id().and_then(one_line),
        line: None,
        bytes: text.into_bytes(),
        format,
        origin: Origin {
            title: message.subject().and_then(one_line),
            publisher: publisher.and_then(one_line),
            date_published: date.map(|date| {
                format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
            }),
            ..Origin::default()
        },
        notes: Vec::new(),
    })
}

fn words(message: &Message<'_>) -> (String, Format) {
    let html: Vec<&str> = message
        .html_bodies()
        .filter_map(|part| match &part.body {
            PartType::Html(html) => Some(&**html),
            _ => None,
        })
        .collect();
    if !html.is_empty() {
        return (html.join("\n"), Format::Html);
    }
    let text: Vec<&str> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    (text.join("\n\n"), Format::Text)
}

fn refused(message: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "bad-message",
            format!("left out: {message}"),
        )
        .hint("the other messages are read; save its text by itself"),
    )
}

/// Messages of a box, one after the other.
struct Mbox {
    stream: Stream,
    limit: u64,
    line: usize,
    number: usize,
    /// Whether the line that opens a message was read.
    is_open: bool,
    is_over: bool,
}

/// The documents of a box.
#[must_use]
pub fn open(stream: Stream, options: &Options) -> Drafts {
    Box::new(Mbox {
        stream,
        limit: options.max_document_bytes,
        line: 0,
        number: 0,
        is_open: false,
        is_over: false,
    })
}

impl Iterator for Mbox {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.is_over {
            if let Some(found) = self.message() {
                return Some(found);
            }
        }
        None
    }
}

impl Mbox {
    /// The next message; nothing if nothing stands before the next one.
    fn message(&mut self) -> Option<Found> {
        let (mut bytes, mut is_long, mut after_blank) =
            (Vec::new(), false, !self.is_open);
        let mut first = self.line.max(1);
        loop {
            let before = bytes.len();
            let step = match line(&mut self.stream, &mut bytes, self.limit) {
                Ok(step) => step,
                Err(error) => {
                    self.is_over = true;
                    let fault = broken(error).at_line(self.line + 1);
                    return Some(Err(Box::new(fault)));
                }
            };
            if step == Line::End {
                self.is_over = true;
                break;
            }
            self.line += 1;
            if step == Line::TooLong {
                (is_long, after_blank) = (true, false);
                continue;
            }
            let read = &bytes[before..];
            if after_blank && read.starts_with(FROM) {
                bytes.truncate(before);
                if self.is_open {
                    break;
                }
                self.is_open = true;
                first = self.line;
                continue;
            }
            after_blank = read.trim_ascii().is_empty();
            // A line of a text that looked like an opening one was quoted.
            let quotes = read.iter().take_while(|b| **b == b'>').count();
            if quotes > 0 && read[quotes..].starts_with(FROM) {
                bytes.remove(before);
            }
            if is_long {
                bytes.clear();
            }
        }
        if bytes.trim_ascii().is_empty() && !is_long {
            return None;
        }
        self.number += 1;
        if is_long {
            let fault = too_long("message", self.limit).at_line(first);
            return Some(Err(Box::new(fault)));
        }
        let mut found = read(&bytes);
        match &mut found {
            Ok(draft) => {
                draft.line = Some(first);
                draft.id.get_or_insert_with(|| self.number.to_string());
            }
            Err(fault) => fault.line = Some(first),
        }
        Some(found)
    }
}
