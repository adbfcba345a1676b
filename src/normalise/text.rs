//! Plain text: which units are headings, list items, captions, quotations
//! and paragraphs, told by their shape and their neighbours.
//!
//! Lines were joined before (`lines`); levels are given after (`styles`).

use super::draft::{Draft, Opening};
use super::lines::{self, Mark, Unit};
use super::shape::Shape;
use super::styles::{self, Style};
use super::{Conventions, ItemKind};

/// Words that a line under a quotation may have to be its speaker.
const SPEAKER_WORDS: usize = 10;
/// Words that a caption may have.
const CAPTION_WORDS: usize = 40;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Heading,
    Item(ItemKind),
}

/// Reads plain text.
pub(super) fn read(text: &str, conventions: &Conventions, draft: &mut Draft) {
    let units = lines::units(text);
    let shapes: Vec<Shape> =
        units.iter().map(|unit| Shape::of_unit(text, unit)).collect();
    let roles = roles(&units, &shapes, conventions);
    let mut headings = Vec::new();
    for (i, role) in roles.iter().enumerate() {
        if *role == Role::Heading {
            let next_is_heading = roles.get(i + 1) == Some(&Role::Heading);
            headings.push(style(
                i,
                &units,
                &shapes,
                next_is_heading,
                conventions,
            ));
        }
    }
    let (levels, titled) = styles::levels(&headings);
    let mut levels = levels.into_iter();
    for (i, unit) in units.iter().enumerate() {
        // The number of a heading is part of it, that of an item is a mark.
        let keep_mark = roles[i] == Role::Heading && unit.mark == Mark::Number;
        let skip = if keep_mark { 0 } else { unit.mark_len };
        write(text, unit, skip, draft);
        match roles[i] {
            Role::Heading => {
                let level = levels.next().unwrap_or(1);
                let range = draft.end_heading(level);
                if titled && i == 0 {
                    draft.title = range;
                }
            }
            Role::Item(kind) => draft.end_block(kind, Opening::Plain),
        }
    }
}

/// What each unit is.
pub(super) fn roles(
    units: &[Unit],
    shapes: &[Shape],
    conventions: &Conventions,
) -> Vec<Role> {
    let mut roles = Vec::with_capacity(units.len());
    for i in 0..units.len() {
        roles.push(role(i, units, shapes, &roles, conventions));
    }
    mark_unmarked_siblings(units, shapes, &mut roles);
    roles
}

/// Writes a unit's lines to the flow, with a blank where a line ended.
fn write(text: &str, unit: &Unit, skip: usize, draft: &mut Draft) {
    let mut skip = skip;
    let mut before: Option<usize> = None;
    for line in &unit.lines {
        let from = (line.start + skip).min(line.end);
        skip = 0;
        let part = text.get(from..line.end).unwrap_or("");
        // A word broken at its hyphen stays whole.
        let broken = before.is_some_and(|end| {
            let mut tail = text[..end].chars().rev();
            tail.next() == Some('-')
                && tail.next().is_some_and(char::is_alphabetic)
                && part.starts_with(char::is_lowercase)
        });
        if let (Some(end), false) = (before, broken) {
            draft.flow.push_blank(end..from);
        }
        draft.flow.push(part, from);
        before = Some(line.end);
    }
}

fn role(
    i: usize,
    units: &[Unit],
    shapes: &[Shape],
    before: &[Role],
    conventions: &Conventions,
) -> Role {
    let (unit, shape) = (&units[i], &shapes[i]);
    let quote = Role::Item(ItemKind::Quote);
    let close = i > 0 && !unit.blank_above;
    let after_quote = before.last() == Some(&quote);
    let dashed = unit.mark == Mark::Sign;
    if after_quote && shape.terse && shape.words <= SPEAKER_WORDS {
        // "Jane Doe" right below her words, or "– Jane Doe".
        let next_is_list = units
            .get(i + 1)
            .is_some_and(|next| next.mark == unit.mark && dashed);
        if (close && !dashed && !shape.capitals) || (dashed && !next_is_list) {
            return quote;
        }
    }
    if unit.mark == Mark::Sign {
        return Role::Item(ItemKind::Bullet);
    }
    if is_quotation(&shape.text) {
        return quote;
    }
    let opening = || {
        before.iter().all(|role| *role == Role::Heading)
            || before.last() == Some(&Role::Item(ItemKind::Paragraph))
    };
    if (1..4).contains(&i)
        && opening()
        && !shapes[..i].iter().any(|above| above.prose)
        && is_publication_line(shape, conventions)
    {
        return Role::Item(ItemKind::Paragraph);
    }
    if unit.underlined && shape.terse || is_heading(i, units, shapes, before) {
        return Role::Heading;
    }
    if unit.mark == Mark::Number {
        return Role::Item(ItemKind::Bullet);
    }
    if is_caption(unit, shape, conventions) {
        return Role::Item(ItemKind::Caption);
    }
    Role::Item(ItemKind::Paragraph)
}

fn is_heading(
    i: usize,
    units: &[Unit],
    shapes: &[Shape],
    before: &[Role],
) -> bool {
    let (unit, shape) = (&units[i], &shapes[i]);
    let Some(next) = shapes.get(i + 1) else { return false };
    let next_unit = &units[i + 1];
    if !shape.terse && !shape.labelled {
        return false;
    }
    if unit.mark == Mark::Number {
        // "1. India: …" above prose is a heading, above "2." an item.
        return next_unit.mark == Mark::None && next.prose;
    }
    if shape.capitals || i == 0 {
        return true;
    }
    // What clings to the text above and not to that below ends a list.
    if !unit.blank_above
        && next_unit.blank_above
        && before.last() != Some(&Role::Heading)
    {
        return false;
    }
    // Lines of the same shape in a row are a list without marks.
    let alike = |j: usize| {
        shapes.get(j).is_some_and(|near| {
            near.terse && !near.capitals && units[j].mark == Mark::None
        })
    };
    let run_above = (0..i).rev().take(3).take_while(|j| alike(*j)).count();
    let above =
        if run_above == i { run_above.saturating_sub(1) } else { run_above };
    let below = (i + 1..i + 4).take_while(|j| alike(*j)).count();
    let both_parted = |j: usize| {
        shapes.get(j).is_some_and(Shape::is_parted) && shape.is_parted()
    };
    if above + below >= 3
        || (below > 0 && both_parted(i + 1))
        || (above > 0 && both_parted(i - 1) && before[i - 1] != Role::Heading)
    {
        return false;
    }
    next_unit.mark != Mark::None || next.prose || below > 0 || next.capitals
}

/// A byline or a full date, below a title: neither heads anything.
fn is_publication_line(shape: &Shape, conventions: &Conventions) -> bool {
    let numbers = |digits: std::ops::RangeInclusive<usize>| {
        shape
            .text
            .split([' ', ','])
            .filter(|word| {
                digits.contains(&word.len())
                    && word.bytes().all(|b| b.is_ascii_digit())
            })
            .count()
    };
    let date = shape.words <= 4 && numbers(4..=4) == 1 && numbers(1..=2) == 1;
    let first = shape.text.split([' ', ':']).next().unwrap_or("");
    let byline = shape.words <= 10
        && conventions.furniture.has("byline_word", &first.to_lowercase());
    shape.terse && (date || byline)
}

/// One quotation and nothing but, save a few words on who spoke.
fn is_quotation(text: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];
    let Some(first) = text.chars().next() else { return false };
    let Some((_, close)) = pairs.iter().find(|(open, _)| *open == first)
    else {
        return false;
    };
    let body = &text[first.len_utf8()..];
    let Some((said, rest)) = body.rsplit_once(*close) else {
        return false;
    };
    let tail = rest.split_whitespace().count();
    said.split_whitespace().count() >= 4 && tail <= 8 && !said.contains(*close)
}

/// "Bogotá, 21 February 2022: people celebrate …", "Photo: …".
fn is_caption(unit: &Unit, shape: &Shape, conventions: &Conventions) -> bool {
    if shape.words > CAPTION_WORDS || !unit.blank_above {
        return false;
    }
    let first = shape.text.split(' ').next().unwrap_or("");
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    if first.starts_with('©')
        || (first.ends_with(':')
            && conventions.furniture.has("caption_word", &lower))
    {
        return true;
    }
    let Some((head, _)) = shape.text.split_once(": ") else { return false };
    let year = head.split([' ', ',']).any(|word| {
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    });
    let place = head
        .split_once(", ")
        .is_some_and(|(place, _)| place.split(' ').count() <= 3);
    year && place && head.split(' ').count() <= 8
}

/// Paragraphs in a list that lack their mark are items like the rest.
fn mark_unmarked_siblings(
    units: &[Unit],
    shapes: &[Shape],
    roles: &mut [Role],
) {
    let bullet = Role::Item(ItemKind::Bullet);
    for i in 1..roles.len().saturating_sub(1) {
        let between = units[i - 1].mark != Mark::None
            && units[i + 1].mark != Mark::None
            && roles[i - 1] == bullet
            && roles[i + 1] == bullet;
        if between
            && units[i].mark == Mark::None
            && roles[i] == Role::Item(ItemKind::Paragraph)
            && shapes[i].is_parted()
            && units[i].blank_above == units[i + 1].blank_above
        {
            roles[i] = bullet;
        }
    }
}

fn style(
    i: usize,
    units: &[Unit],
    shapes: &[Shape],
    above_heading: bool,
    conventions: &Conventions,
) -> Style {
    let (unit, shape) = (&units[i], &shapes[i]);
    let year = shape.text.split([' ', ',', ':']).any(|word| {
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    });
    Style {
        capitals: shape.capitals,
        numbered: unit.mark == Mark::Number,
        dated: shape.dated && shape.words > 2,
        apart: units.get(i + 1).is_some_and(|next| next.blank_above),
        year,
        above_heading,
        first: i == 0,
        above_byline: shapes.get(1).is_some_and(|next| {
            i == 0 && is_publication_line(next, conventions)
        }),
    }
}
