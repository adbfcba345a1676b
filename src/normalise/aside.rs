//! What stands below a heading such as "Related news", and a list above the
//! title, is not the bulletin's own and is left out, as a page's furniture
//! is. The headings stand in the codebook.
//!
//! Prose is never left out, unless a heading of lower rank stands above it:
//! a text may go on after a box of links.

use super::draft::{BOLD_LEVEL, Draft, Part};
use super::shape::Shape;
use super::{Conventions, ItemKind};
use std::ops::Range;

/// What is left out below a heading.
#[derive(Debug)]
struct Aside {
    /// Its line.
    line: Range<usize>,
    /// The level of its heading.
    level: u8,
    /// Whether headings below it and their text are part of it.
    deep: bool,
    /// Whether such a heading has come.
    below: bool,
    /// How many headings and blocks are left out.
    parts: usize,
}

impl Aside {
    /// Whether a part is of it.
    fn takes(&mut self, part: &Part, text: &str) -> bool {
        let taken = match part {
            Part::Heading(level, _) => {
                self.below = self.deep && *level > self.level;
                self.below
            }
            Part::Block(ItemKind::Bullet | ItemKind::Caption, ..) => true,
            Part::Block(..) => self.below || Shape::of(text.to_owned()).terse,
        };
        self.parts += usize::from(taken);
        taken
    }
}

/// Takes out of a draft what is not its own.
pub(super) fn leave_out(draft: &mut Draft, conventions: &Conventions) {
    leave_out_menu(draft);
    let Draft { flow, parts, left_out, .. } = draft;
    let mut aside: Option<Aside> = None;
    let mut first = true;
    parts.retain(|part| {
        let text = part.words(flow);
        let deep = opens(text, conventions).filter(|_| !first);
        first = false;
        let opened = match (part, deep) {
            (Part::Heading(level, _), Some(deep)) => Some((*level, deep)),
            // Below a mere line there is nothing of lower rank.
            (Part::Block(ItemKind::Paragraph, ..), Some(_)) => {
                Some((BOLD_LEVEL, false))
            }
            _ => None,
        };
        if let Some((level, deep)) = opened {
            let line = part.range().clone();
            let new = Aside { line, level, deep, below: false, parts: 0 };
            left_out.extend(aside.replace(new).map(told));
            return false;
        }
        if aside.as_mut().is_some_and(|aside| aside.takes(part, text)) {
            return false;
        }
        left_out.extend(aside.take().map(told));
        true
    });
    left_out.extend(aside.map(told));
}

fn told(aside: Aside) -> (Range<usize>, String) {
    let blocks = aside.parts;
    let what = format!("what stands below this line (blocks: {blocks})");
    (aside.line, what)
}

/// A list above the title leads through the site.
fn leave_out_menu(draft: &mut Draft) {
    let Some(title) = &draft.title else { return };
    let above = |part: &Part| match part {
        Part::Block(ItemKind::Bullet, range, _) => range.end <= title.start,
        _ => false,
    };
    let line = draft.parts.iter().find_map(|part| match part {
        Part::Block(_, range, _) if above(part) => Some(range.clone()),
        _ => None,
    });
    let Some(line) = line else { return };
    draft.left_out.push((line, "the list above the title".to_owned()));
    draft.parts.retain(|part| !above(part));
}

/// Whether a line opens what is not the text's own, and whether that has
/// headings, too.
fn opens(line: &str, conventions: &Conventions) -> Option<bool> {
    if line.len() > LONGEST {
        return None;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.to_lowercase().replace('’', "'");
    let has = |kind| conventions.furniture.has(kind, &bare);
    if has("aside_heading") {
        Some(true)
    } else {
        has("contents_heading").then_some(false)
    }
}

/// Bytes that such a heading may have.
const LONGEST: usize = 60;
