//! Headings of pages and Markdown that mark none: what would be a heading in
//! plain text is one.

use super::draft::{BOLD_LEVEL, Draft, Opening, Part};
use super::lines::{Mark, Unit};
use super::shape::Shape;
use super::text::{Role, roles};
use super::{Conventions, ItemKind};

/// How many headings a text has that writes them so: one or two short lines
/// may be anything.
const FEWEST: usize = 3;

/// Makes headings of paragraphs that look like them, if the text marks no
/// heading but those above all else.
pub(super) fn find_headings(draft: &mut Draft, conventions: &Conventions) {
    let is_heading = |part: &Part| matches!(part, Part::Heading(..));
    if draft.parts.iter().skip_while(|p| is_heading(p)).any(is_heading) {
        return;
    }
    let (units, shapes): (Vec<Unit>, Vec<Shape>) =
        draft.parts.iter().map(|part| looks(draft, part)).unzip();
    let roles = roles(&units, &shapes, conventions);
    let is_short = |at: usize| {
        matches!(draft.parts[at], Part::Block(ItemKind::Paragraph, ..))
            && roles[at] == Role::Heading
            && shapes[at].terse
    };
    // Of several short lines in a row the upper ones may be what the text
    // above is tagged with.
    let all = draft.parts.len();
    let heads: Vec<bool> = (0..all)
        .map(|at| is_short(at) && (at + 1 == all || !is_short(at + 1)))
        .collect();
    if heads.iter().filter(|heads| **heads).count() < FEWEST {
        return;
    }
    for (part, heads) in draft.parts.iter_mut().zip(heads) {
        if let (Part::Block(_, range, _), true) = (&part, heads) {
            *part = Part::Heading(BOLD_LEVEL, range.clone());
        }
    }
}

/// A part as a unit of plain text, and its shape.
fn looks(draft: &Draft, part: &Part) -> (Unit, Shape) {
    let mark = match part {
        // Rows of a table are as good as listed.
        Part::Block(ItemKind::Bullet, ..)
        | Part::Block(_, _, Opening::Cell(_)) => Mark::Sign,
        Part::Heading(..) | Part::Block(..) => Mark::None,
    };
    let unit = Unit {
        lines: vec![part.range().clone()],
        mark,
        mark_len: 0,
        blank_above: true,
        underlined: false,
    };
    (unit, Shape::of(part.words(&draft.flow).to_owned()))
}
