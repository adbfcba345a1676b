//! Lines of plain text: their list marks, and which of them were wrapped.
//!
//! Finds what belongs together; what a unit is, `text` decides.

use super::flow::{is_blank, is_invisible};
use std::ops::Range;

/// How a list item may be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Not at all.
    None,
    /// With a bullet or dash.
    Sign,
    /// With a number or letter.
    Number,
}

/// A line that shows something, or several that were wrapped.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its lines in decoded text; mark included, outer blanks not.
    pub(super) lines: Vec<Range<usize>>,
    /// What it is marked with.
    pub(super) mark: Mark,
    /// Bytes of the first line that the mark takes, with its blank.
    pub(super) mark_len: usize,
    /// Whether an empty line stands above.
    pub(super) blank_above: bool,
    /// Whether a line of dashes or equals signs stands below.
    pub(super) underlined: bool,
}

/// A line, before lines are joined.
#[derive(Debug)]
struct Line {
    at: Range<usize>,
    indent: usize,
    chars: usize,
    mark: Mark,
    mark_len: usize,
    blank_above: bool,
    rule: bool,
}

/// Cuts decoded text into units.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut found: Vec<Unit> = Vec::new();
    let mut previous: Option<&Line> = None;
    let mut blank = true;
    for line in &lines {
        if line.rule {
            if let (Some(above), false) = (previous, line.blank_above)
                && let Some(unit) = found.last_mut()
                && above.chars <= 120
            {
                unit.underlined = unit.lines.len() == 1;
            }
            previous = None;
            blank = true;
            continue;
        }
        let wrapped = previous.is_some_and(|above| {
            !line.blank_above
                && line.mark == Mark::None
                && continues(text, above, line, width)
        });
        match found.last_mut() {
            Some(unit) if wrapped => unit.lines.push(line.at.clone()),
            _ => found.push(Unit {
                lines: vec![line.at.clone()],
                mark: line.mark,
                mark_len: line.mark_len,
                blank_above: line.blank_above || blank,
                underlined: false,
            }),
        }
        blank = false;
        previous = Some(line);
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut blank_above = true;
    let mut at = 0;
    let hyphens = hyphen_list(text);
    while at < text.len() {
        let start = at;
        at = line_end(text, start);
        let raw = &text[start..at];
        let empty = |c: char| is_blank(c) || is_invisible(c);
        let tail = raw.trim_start_matches(empty);
        let shown = tail.trim_end_matches(empty);
        if shown.is_empty() {
            // The `\n` of a `\r\n` is no line of its own.
            let pair = raw == "\n" && text[..start].ends_with('\r');
            blank_above |= !pair;
            continue;
        }
        let from = start + raw.len() - tail.len();
        let rule = is_rule(shown);
        let (mark, mark_len) = mark(shown, hyphens);
        found.push(Line {
            at: from..from + shown.len(),
            indent: tail_indent(&raw[..raw.len() - tail.len()]),
            chars: shown.chars().count(),
            mark,
            mark_len,
            blank_above,
            rule,
        });
        blank_above = false;
    }
    found
}

/// Byte after the sign that ends a line.
fn line_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let ends = |at: &usize| match bytes[*at] {
        b'\n' | b'\r' => true,
        // The line and paragraph separators of Unicode, by their last byte.
        0xa8 | 0xa9 => bytes[..*at].ends_with(&[0xe2, 0x80]),
        _ => false,
    };
    let end = (0..bytes.len()).find(ends);
    end.map_or(text.len(), |end| start + end + 1)
}

fn tail_indent(blanks: &str) -> usize {
    blanks.chars().filter(|c| is_blank(*c)).count()
}

/// A line that only divides: three or more of the same sign.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let mut count = 1;
    let same = signs.all(|c| {
        count += 1;
        c == first
    });
    same && count >= 3 && "-–—=_*~#·.".contains(first)
}

/// Whether several lines begin with a hyphen and a capital, unspaced.
fn hyphen_list(text: &str) -> bool {
    let mut start = 0;
    let count = text
        .as_bytes()
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| {
            let end = start + line.len();
            let line = text[start..end].trim_start();
            start = end + 1;
            line.strip_prefix(['-', '–'])
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
        .take(2)
        .count();
    count == 2
}

/// The list mark of a line and how many bytes it takes.
pub(super) fn mark(line: &str, hyphens: bool) -> (Mark, usize) {
    let Some(first) = line.chars().next() else { return (Mark::None, 0) };
    let rest = &line[first.len_utf8()..];
    let body = rest.trim_start();
    let len = line.len() - body.len();
    let spaced = body.len() < rest.len();
    let capital = body.starts_with(char::is_uppercase);
    match first {
        '·' | '•' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '□' | '►' | '▶'
        | '➢' | '➤' | '✓' | '✔' | '❖' | '⁃' | '∙' | '◆' | '➔' | '→'
        | '\u{f0b7}' | '\u{f0a7}'
            if !body.is_empty() =>
        {
            (Mark::Sign, len)
        }
        '-' | '–' | '—' | '+' | '*' if spaced && !body.is_empty() => {
            (Mark::Sign, len)
        }
        '-' | '–' if hyphens && capital => (Mark::Sign, len),
        '*' if capital && !body.contains('*') => (Mark::Sign, len),
        _ => number_mark(line)
            .map_or((Mark::None, 0), |len| (Mark::Number, len)),
    }
}

/// `1.`, `1)`, `(1)`, `a)`, `(a)`, each with what follows it.
fn number_mark(line: &str) -> Option<usize> {
    let open = line.starts_with('(');
    let inner = &line[usize::from(open)..];
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let letter =
        digits == 0 && inner.starts_with(|c: char| c.is_ascii_lowercase());
    let label = if letter { 1 } else { digits };
    if label == 0 || label > 3 {
        return None;
    }
    let rest = &inner[label..];
    let close = rest.chars().next()?;
    let ended = close == ')' || (close == '.' && !open && !letter);
    if !ended {
        return None;
    }
    // "1.)" ends twice.
    let rest = rest[1..].strip_prefix(')').unwrap_or(&rest[1..]);
    let body = rest.trim_start();
    let spaced = body.len() < rest.len();
    let fine = spaced || body.starts_with(char::is_uppercase);
    (fine && !body.is_empty()).then_some(line.len() - body.len())
}

/// The width at which a text was wrapped, if it was.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut widths = Vec::new();
    let mut lower = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.blank_above || next.mark != Mark::None || line.rule {
            continue;
        }
        widths.push(line.chars);
        let open = !ends_sentence(&text[line.at.clone()]);
        let small = text[next.at.clone()].starts_with(char::is_lowercase);
        lower += usize::from(open && small);
    }
    widths.sort_unstable();
    // A few overlong lines, as addresses are, do not count.
    let common = *widths.get(widths.len().saturating_sub(1) * 19 / 20)?;
    let wrapped = (30..=140).contains(&common) && lower * 4 >= widths.len();
    wrapped.then_some(common)
}

/// Whether `next` goes on with what `line` began.
fn continues(
    text: &str,
    line: &Line,
    next: &Line,
    width: Option<usize>,
) -> bool {
    let (upper, below) = (&text[line.at.clone()], &text[next.at.clone()]);
    let open = !ends_sentence(upper);
    let small = below.starts_with(char::is_lowercase);
    let Some(width) = width else {
        return open && small && line.chars >= 40 && !upper.ends_with(':');
    };
    if is_capitals(upper) != is_capitals(below) {
        return false;
    }
    let word = below.split_whitespace().next().unwrap_or("");
    let full = line.chars + 1 + word.chars().count() > width * 23 / 25;
    let hanging = line.mark != Mark::None && next.indent > line.indent;
    full || (open && small && line.chars * 2 >= width) || (hanging && open)
}

/// Whether a line ends as sentences do.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', '…'])
}

/// Whether all letters are capitals, and there are some.
pub(super) fn is_capitals(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_uppercase)
}
