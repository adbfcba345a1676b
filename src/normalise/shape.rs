//! What a stretch of text looks like from outside: how long it is, how it
//! ends, whether it is written in capitals.
//!
//! Looks at one stretch; what it is among its neighbours, `text` decides.

use super::draft::HEADING_WORDS;
use super::flow::{clean_run, is_blank};
use super::lines::{Unit, ends_sentence, is_capitals};

/// Words that a label before a heading's own words may have.
const LABEL_WORDS: usize = 3;
/// Characters that a heading may have.
const HEADING_CHARS: usize = 140;

/// What a unit looks like.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "traits, not states")]
pub(super) struct Shape {
    /// Its words in one line, mark excluded.
    pub(super) text: String,
    pub(super) words: usize,
    pub(super) capitals: bool,
    /// A short line that ends as no sentence does.
    pub(super) terse: bool,
    /// The same with a label before it: "Chad. A law falls".
    pub(super) labelled: bool,
    /// Text that runs on: a sentence or more.
    pub(super) prose: bool,
    /// Starts with a number, as a dated line does.
    pub(super) dated: bool,
}

impl Shape {
    /// A name and a colon or dash: "Kenya: …", "Kenya – …".
    pub(super) fn is_parted(&self) -> bool {
        [": ", " – ", " — ", " - "].iter().any(|sign| self.text.contains(sign))
    }

    /// The shape of a unit of plain text.
    pub(super) fn of_unit(decoded: &str, unit: &Unit) -> Self {
        let mut text = String::new();
        for (i, line) in unit.lines.iter().enumerate() {
            let from = line.start + if i == 0 { unit.mark_len } else { 0 };
            let part = decoded.get(from..line.end).unwrap_or("");
            let mut rest = part;
            let mut parted = true;
            loop {
                let run = clean_run(rest);
                if run > 0 {
                    if parted && !text.is_empty() {
                        text.push(' ');
                    }
                    parted = false;
                    text.push_str(&rest[..run]);
                }
                let mut chars = rest[run..].chars();
                let Some(c) = chars.next() else { break };
                parted |= is_blank(c);
                rest = chars.as_str();
            }
        }
        Self::of(text)
    }

    /// The shape of a text in one line.
    pub(super) fn of(text: String) -> Self {
        let words = text.bytes().filter(|byte| *byte == b' ').count() + 1;
        let chars = text.chars().count();
        let capitals = is_capitals(&text);
        let short = words <= HEADING_WORDS && chars <= HEADING_CHARS;
        let lively = text.ends_with(['!', '?']) && (capitals || words <= 8);
        let intro = text.ends_with(':') && !(words <= 4 && capitals);
        let ended = (ends_sentence(&text) && !lively)
            || intro
            || text.ends_with([';', ',']);
        // Asked of short texts alone: this is a long way through a long one.
        let inner_stop = |text: &str| {
            [". ", "! ", "? "].iter().any(|stop| {
                text.split_once(stop).is_some_and(|(head, rest)| {
                    head.chars().filter(|c| c.is_alphabetic()).count() > 3
                        && rest.starts_with(char::is_uppercase)
                })
            })
        };
        let labelled = || {
            text.split_once(". ").is_some_and(|(label, rest)| {
                label.split(' ').count() <= LABEL_WORDS && !inner_stop(rest)
            })
        };
        let heads = short && (!ended || (capitals && !intro));
        Self {
            words,
            capitals,
            terse: heads && !inner_stop(&text),
            labelled: heads && labelled(),
            prose: (ends_sentence(&text) && (words >= 6 || inner_stop(&text)))
                || chars > HEADING_CHARS
                || intro,
            dated: text.starts_with(|c: char| c.is_ascii_digit()),
            text,
        }
    }
}
