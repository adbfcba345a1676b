//! What stands below a heading such as "Related news", and a list above the
//! title, is not the bulletin's own and is left out, as a page's furniture
//! is. The headings stand in the codebook.
//!
//! Prose is never left out, unless a heading of lower rank stands above it:
//! a text may go on after a box of links.

use super::draft::{BOLD_LEVEL, Draft, Part};
use super::shape::Shape;
use super::{Conventions, ItemKind};

/// How far what is left out goes.
#[derive(Debug, Clone, Copy)]
struct Aside {
    /// The level of its heading.
    level: u8,
    /// Whether headings below it and their text are part of it.
    deep: bool,
    /// Whether such a heading has come.
    below: bool,
}

/// Takes out of a draft what is not its own.
pub(super) fn leave_out(draft: &mut Draft, conventions: &Conventions) {
    let Draft { flow, parts, title, .. } = draft;
    // A list above the title leads through the site.
    if let Some(title) = title {
        let above = |part: &Part| match part {
            Part::Block(ItemKind::Bullet, range, _) => {
                range.end <= title.start
            }
            _ => false,
        };
        parts.retain(|part| !above(part));
    }
    let shown = |part: &Part| {
        let (Part::Heading(_, range) | Part::Block(_, range, _)) = part;
        flow.since(range.start).get(..range.len()).unwrap_or("")
    };
    let mut aside: Option<Aside> = None;
    let mut first = true;
    parts.retain(|part| {
        let text = shown(part);
        let opens = opens(text, conventions).filter(|_| !first);
        first = false;
        match part {
            Part::Heading(level, _) => {
                if let Some(deep) = opens {
                    let level = *level;
                    aside = Some(Aside { level, deep, below: false });
                } else if let Some(seen) = &mut aside
                    && seen.deep
                    && *level > seen.level
                {
                    seen.below = true;
                } else {
                    aside = None;
                }
            }
            Part::Block(ItemKind::Paragraph, ..) if opens.is_some() => {
                let level = BOLD_LEVEL;
                aside = Some(Aside { level, deep: false, below: false });
            }
            Part::Block(kind, ..) => {
                let listed =
                    matches!(kind, ItemKind::Bullet | ItemKind::Caption);
                let goes_on = |seen: &Aside| {
                    seen.below || listed || Shape::of(text.to_owned()).terse
                };
                aside = aside.filter(goes_on);
            }
        }
        aside.is_none()
    });
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
