//! From a draft to an outline: sections and their parents, leads, sentences.
//!
//! The same for every format; must not look at the source.

use super::draft::{Draft, Opening, Part};
use super::encoding::Decoded;
use super::source_map::SourceMap;
use super::{
    Block, Conventions, Heading, ItemKind, Outline, SentenceSpan, lead,
    sentence,
};
use crate::diagnostic::{Diagnostic, Severity};
use std::ops::Range;

/// Finishes an outline.
pub(super) fn assemble(
    draft: Draft,
    decoded: Decoded<'_>,
    conventions: &Conventions,
) -> Outline {
    let Draft { flow, parts, metadata, title, left_out } = draft;
    let (text, clean) = flow.finish();
    let map = SourceMap::new(clean, decoded.map, &decoded.text);
    let mut diagnostics = decoded.diagnostics;
    diagnostics.extend(left_out.into_iter().map(|(line, what)| {
        let message =
            format!("{what} was not read: it is not the text's own");
        Diagnostic::new(Severity::Note, "left-out", message)
            .at_line(map.span(&line).line)
            .hint("if it is, move it, or take the line out of the codebook's `furniture.csv`")
    }));
    let mut headings: Vec<Heading> = Vec::new();
    let mut items = Vec::new();
    let mut openings = Vec::new();
    // Headings that are still open, by index, highest rank first.
    let mut open: Vec<usize> = Vec::new();
    for part in parts {
        match part {
            Part::Heading(level, range) => {
                while open
                    .last()
                    .is_some_and(|above| headings[*above].level >= level)
                {
                    open.pop();
                }
                let parent = open.last().copied();
                open.push(headings.len());
                headings.push(Heading { level, text: range, parent });
            }
            Part::Block(kind, range, opening) => {
                let section = open.last().copied();
                items.push(Block { section, kind, lead: None, text: range });
                openings.push(opening);
            }
        }
    }
    find_leads(&text, &mut items, &openings, conventions);
    let sentences = items
        .iter()
        .enumerate()
        .flat_map(|(item, block)| {
            let start = body_start(&text, block);
            let body = text.get(start..block.text.end).unwrap_or("");
            sentence::sentences(body, conventions).into_iter().map(move |at| {
                SentenceSpan { item, text: start + at.start..start + at.end }
            })
        })
        .collect();
    Outline {
        text,
        map,
        metadata,
        title,
        headings,
        items,
        sentences,
        encoding: decoded.name,
        diagnostics,
    }
}

/// Where a block's sentences begin: after its lead and what parts it from
/// the rest.
fn body_start(text: &str, block: &Block) -> usize {
    let Some(lead) = &block.lead else { return block.text.start };
    let rest = text.get(lead.end..block.text.end).unwrap_or("");
    block.text.end - lead::after_separator(rest).len()
}

/// Looks for leads, first where each block shows one by itself, then where
/// its neighbours do and it may have one too.
fn find_leads(
    text: &str,
    items: &mut [Block],
    openings: &[Opening],
    conventions: &Conventions,
) {
    for (block, opening) in items.iter_mut().zip(openings) {
        if block.kind == ItemKind::Quote {
            continue;
        }
        let start = block.text.start;
        let body = text.get(block.text.clone()).unwrap_or("");
        let opening = match *opening {
            Opening::Bold { end, broken } => Opening::Bold {
                end: end.saturating_sub(start).min(body.len()),
                broken,
            },
            Opening::Cell(end) => {
                Opening::Cell(end.saturating_sub(start).min(body.len()))
            }
            Opening::Plain => Opening::Plain,
        };
        let found = lead::lead(body, block.kind, opening, conventions);
        block.lead = found.map(|at| shifted(&at, start));
    }
    for i in 0..items.len() {
        let led = |j: usize| {
            items.get(j).is_some_and(|near: &Block| {
                near.lead.is_some()
                    && near.section == items[i].section
                    && near.kind == items[i].kind
            })
        };
        let alone =
            items[i].lead.is_some() || items[i].kind == ItemKind::Quote;
        if alone || !(led(i + 1) || (i > 0 && led(i - 1))) {
            continue;
        }
        let range = items[i].text.clone();
        let body = text.get(range.clone()).unwrap_or("");
        items[i].lead = lead::beside_others(body, conventions)
            .map(|at| shifted(&at, range.start));
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
