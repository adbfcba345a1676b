//! What `tidings explain` shows a codebook worker: a sentence as each pass saw
//! it, from its words to the fields of its events.
//!
//! Decides nothing: it borrows a finished coding, and asks the passes again
//! where they keep no record. What it prints is stable from run to run.

mod events;
mod grid;
mod triggers;
mod weights;
mod words;

use super::Coder;
use super::document::Coding;
use super::event::Coded;
use super::rows::event_id;
use super::sentence::Sentence;
use super::surround::{Scene, place};
use super::tags::{self, ItemTags};
use super::window::Window;
use crate::codebook::hex;
use crate::normalise::{Outline, Source};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::ops::Range;

/// What is to be explained of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Every sentence.
    All,
    /// The sentences on a line of the source, from 1.
    Line(usize),
    /// The event with this id, and the sentence that states it.
    Event(&'a str),
}

/// A coded text with what its passes had at hand.
struct Document<'a> {
    coder: &'a Coder,
    path: &'a str,
    outline: &'a Outline,
    coding: &'a Coding<'a>,
    sha256: String,
}

/// Explains a text; nothing if it has no such event or no sentence there.
#[must_use]
pub(super) fn explain(
    coder: &Coder,
    source: &Source,
    asked: Asked<'_>,
) -> Option<String> {
    let outline = coder.outline(source);
    let coding = Coding::of(coder, &outline, source.origin.as_ref());
    let document = Document {
        coder,
        path: &source.path,
        outline: &outline,
        coding: &coding,
        sha256: hex(&Sha256::digest(&source.bytes)),
    };
    let mut out = String::new();
    for index in 0..outline.sentences.len() {
        let events = document.asked_for(index, asked);
        if let Some(events) = events {
            document.sentence(&mut out, index, &events);
        }
    }
    (!out.is_empty()).then_some(out)
}

impl<'a> Document<'a> {
    /// The events to be told of a sentence; nothing if it is not asked for.
    fn asked_for(
        &self,
        index: usize,
        asked: Asked<'_>,
    ) -> Option<Vec<&'a Coded>> {
        let own = || self.coding.events.iter().filter(|e| e.sentence == index);
        match asked {
            Asked::All => Some(own().collect()),
            Asked::Line(line) => {
                self.lines(index).contains(&line).then(|| own().collect())
            }
            Asked::Event(id) => {
                let event = own().find(|event| self.id(event) == id)?;
                Some(vec![event])
            }
        }
    }

    /// The lines of the source that a sentence stands on, from 1.
    fn lines(&self, index: usize) -> Range<usize> {
        let text = self.outline.sentences[index].text.clone();
        let first = self.outline.span(text.clone()).line;
        let last = self
            .outline
            .slice(text.clone())
            .char_indices()
            .next_back()
            .map_or(text.start, |(at, _)| text.start + at);
        first..self.outline.span(last..text.end).line.max(first) + 1
    }

    /// The id of an event.
    fn id(&self, event: &Coded) -> String {
        event_id(self.outline, self.coding, &self.sha256, event)
    }

    /// `file:line` of a sentence.
    fn place(&self, index: usize) -> String {
        format!("{}:{}", self.path, self.lines(index).start)
    }

    /// The item of a sentence, and all its sentences.
    fn item(&self, index: usize) -> (usize, Range<usize>) {
        let sentences = &self.outline.sentences;
        let item = sentences[index].item;
        let own = |n: &usize| sentences[*n].item == item;
        let from = (0..sentences.len()).find(own).unwrap_or(index);
        let until =
            (0..sentences.len()).rfind(own).map_or(index, |last| last + 1);
        (item, from..until)
    }

    /// The item of a sentence in its surroundings, as it was coded.
    fn scene(&self, index: usize) -> Scene<'_> {
        let (item, sentences) = self.item(index);
        let Coding { prepared, whole, .. } = self.coding;
        Scene::of(prepared, self.outline, item, sentences, whole)
    }

    /// What the tagger says of the item of a sentence.
    fn tags(&self, index: usize) -> Option<ItemTags<'_>> {
        let (item, sentences) = self.item(index);
        let prepared = &self.coding.prepared;
        let windows = Window::of(prepared, self.outline, item, sentences);
        let mut left = tags::MOST;
        let asked = |at| at == index;
        ItemTags::of(self.coder, prepared, windows, asked, &mut left)
    }

    fn sentence(&self, out: &mut String, index: usize, events: &[&Coded]) {
        let s = &self.coding.prepared.sentences[index];
        let scene = self.scene(index);
        let _ = writeln!(out, "{}\n  {}", self.place(index), s.text);
        self.surroundings(out, index);
        words::words(out, s);
        words::mentions(out, s, &scene);
        triggers::triggers(out, self, index);
        let place = place(&self.coding.prepared, self.outline, index);
        let tags = self.tags(index);
        let tags = tags.as_ref().and_then(|tags| tags.sentence(index));
        weights::weights(out, s, place, tags);
        for event in events {
            events::event(out, self, event, &scene);
        }
        out.push('\n');
    }

    /// The lead of the item, the headings above it and the title: fields may
    /// come from there.
    fn surroundings(&self, out: &mut String, index: usize) {
        let mut rows = grid::Grid::default();
        for (name, part) in self.around(index) {
            rows.row([name.to_owned(), part.text.to_owned()]);
        }
        if let Some(year) = self.coding.covered() {
            rows.row(["year covered".to_owned(), year.to_string()]);
        }
        rows.print(out, "surroundings");
    }

    /// Lead, headings from the nearest up, title.
    fn around(&self, index: usize) -> Vec<(&'static str, &'a Sentence<'a>)> {
        let prepared = &self.coding.prepared;
        let item = self.outline.sentences[index].item;
        let mut all = Vec::new();
        all.extend(prepared.leads[item].as_ref().map(|lead| ("lead", lead)));
        let above = prepared.above(self.outline, item);
        all.extend(above.map(|heading| ("heading", heading)));
        all.extend(prepared.title.as_ref().map(|title| ("title", title)));
        all
    }
}

/// Words of a sentence as they stand in the text, in quotes.
fn quoted(s: &Sentence<'_>, words: &Range<usize>) -> String {
    let bytes = s.bytes(words);
    let text = s.text.get(bytes.start - s.offset..bytes.end - s.offset);
    format!("\"{}\"", text.unwrap_or(""))
}

/// Where a cue stands in the codebook.
fn place_of(place: &(String, usize)) -> String {
    format!("codebook/{}:{}", place.0, place.1)
}
