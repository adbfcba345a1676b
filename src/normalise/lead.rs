//! The lead of an item: the words before a colon, dash or break that name
//! its subject. Works on the clean text of one block and knows nothing of
//! formats; which words speak against a lead comes from the codebook.

use super::draft::Opening;
use super::{Conventions, ItemKind, sentence};
use std::ops::Range;

/// Words that a lead may have at most.
const LEAD_WORDS: usize = 12;
/// Words that a bold opening may have at most.
const BOLD_WORDS: usize = 20;
/// Words that have to follow a dash for it to part a lead from a sentence.
const BODY_WORDS: usize = 5;

/// Something that may part a lead from the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parting {
    at: Range<usize>,
    colon: bool,
}

/// Finds the lead of a block.
pub(super) fn lead(
    text: &str,
    kind: ItemKind,
    opening: Opening,
    conventions: &Conventions,
) -> Option<Range<usize>> {
    match opening {
        Opening::Bold { end, broken } => {
            if let Some(found) = bold_lead(text, end, broken) {
                return Some(found);
            }
        }
        Opening::Cell(end) => {
            let cell = text.get(..end)?.trim_end();
            let rest = text.get(end..)?.trim();
            return (words(cell) <= LEAD_WORDS && !rest.is_empty())
                .then_some(0..cell.len());
        }
        Opening::Plain => {}
    }
    if kind == ItemKind::Bullet
        && let Some(found) = country_and_title(text, conventions)
    {
        return Some(found);
    }
    parted_lead(text, kind, conventions)
}

/// Finds a lead whose rest begins in lower case, where other items of the
/// list have leads.
pub(super) fn beside_others(
    text: &str,
    conventions: &Conventions,
) -> Option<Range<usize>> {
    let parting = next_parting(text, 0)?;
    let head = text.get(..parting.at.start)?.trim_end();
    let rest = after_separator(text.get(parting.at.start..)?);
    let fine = is_name(head, conventions)
        && words(rest) >= BODY_WORDS
        && (parting.colon || !dash_closes(rest, conventions));
    fine.then_some(0..head.len())
}

/// What is left of `rest` after blanks, colons, dashes and full stops.
pub(super) fn after_separator(rest: &str) -> &str {
    rest.trim_start_matches([' ', ':', '–', '—', '-', '.', '|'])
}

/// A bold opening that a break, colon, dash or full stop ends.
fn bold_lead(text: &str, end: usize, broken: bool) -> Option<Range<usize>> {
    let bold = text.get(..end)?;
    let rest = text.get(end..)?.trim_start();
    if rest.is_empty() || words(bold) > BOLD_WORDS {
        return None;
    }
    let parts = [':', '–', '—', '-', '.'];
    let ended = bold.trim_end().ends_with(parts) || rest.starts_with(parts);
    let head = bold.trim_end_matches([' ', ':', '–', '—', '-', '.']);
    ((broken || ended) && !head.is_empty()).then_some(0..head.len())
}

/// "Country. Title of the matter. Then the story begins."
fn country_and_title(
    text: &str,
    conventions: &Conventions,
) -> Option<Range<usize>> {
    let stop = text.find(". ")?;
    let country = text.get(..stop)?;
    let name = words(country) <= 4
        && words(country) > 0
        && country.split(' ').all(starts_upper)
        && country.chars().all(|c| !c.is_numeric() && c != '.');
    if !name {
        return None;
    }
    let found = sentence::sentences(text, conventions);
    let [first, title, _, ..] = found.as_slice() else {
        return (found.first()?.end == stop + 1).then_some(0..stop);
    };
    if first.end != stop + 1 {
        return None;
    }
    let words_of_title = words(text.get(title.clone())?);
    let end = if words_of_title <= LEAD_WORDS { title.end } else { stop };
    let head = text.get(..end)?;
    Some(0..head.trim_end_matches(['.', ' ']).len())
}

/// A lead before a colon or dash.
fn parted_lead(
    text: &str,
    kind: ItemKind,
    conventions: &Conventions,
) -> Option<Range<usize>> {
    let first = next_parting(text, 0)?;
    let head = text.get(..first.at.start)?.trim_end();
    let mut found = None;
    if is_lead(head, &first, text, kind, conventions) {
        found = Some(0..head.len());
    }
    // "9 December – Egypt: …": a day or a name may come before the name.
    if found.is_some() || starts_with_day(head) {
        let second = next_parting(text, first.at.end)
            .filter(|next| next.colon && !first.colon);
        if let Some(second) = second {
            let middle = text.get(first.at.end..second.at.start)?.trim();
            let near = words(middle) <= 6;
            if near && is_name(middle, conventions) {
                let whole = text.get(..second.at.start)?.trim_end();
                return Some(0..whole.len());
            }
        }
    }
    found
}

/// Whether `head` is a lead, given what follows its separator.
fn is_lead(
    head: &str,
    parting: &Parting,
    text: &str,
    kind: ItemKind,
    conventions: &Conventions,
) -> bool {
    if !is_name(head, conventions) {
        return false;
    }
    let Some(rest) = text.get(parting.at.start..) else { return false };
    let rest = after_separator(rest);
    let Some(next) = rest.chars().next() else { return false };
    let bullet = kind == ItemKind::Bullet;
    let lower = next.is_lowercase();
    if parting.colon {
        let titled = head
            .split(' ')
            .filter(|word| word.chars().count() > 3)
            .all(|word| !word.starts_with(char::is_lowercase));
        return !lower || titled || (bullet && words(head) <= 4);
    }
    let most = if bullet { LEAD_WORDS } else { 8 };
    !lower
        && words(head) <= most
        && first_words(rest, conventions) >= BODY_WORDS
        && !(dash_closes(rest, conventions) && head.contains(','))
        && !closing_dash_of_aside(rest, conventions)
}

/// Whether words could name a subject: few of them, one piece, and none
/// that belongs to a sentence.
fn is_name(head: &str, conventions: &Conventions) -> bool {
    let count = words(head);
    let alphabetic = head.chars().any(char::is_alphabetic);
    count > 0
        && count <= LEAD_WORDS
        && alphabetic
        && !head.starts_with(['"', '“', '«', '(', '['])
        && !head.split(' ').any(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let lower = bare.to_lowercase();
            // "WHO", "IS" and "Will" may be names.
            let spoken = bare.chars().nth(1).is_none_or(char::is_lowercase);
            spoken && conventions.furniture.has("clause_word", &lower)
        })
        && sentence::sentences(head, conventions).len() == 1
}

/// Whether the first sentence of `rest` holds another spaced dash.
fn dash_closes(rest: &str, conventions: &Conventions) -> bool {
    dashes(first_sentence(rest, conventions)).next().is_some()
}

/// Whether a dash soon closes an aside: "– Egypt, Iran and Iraq – released".
/// After a lead, asides bring their own two dashes.
fn closing_dash_of_aside(rest: &str, conventions: &Conventions) -> bool {
    let sentence = first_sentence(rest, conventions);
    let mut found = dashes(sentence);
    let (Some((at, dash)), None) = (found.next(), found.next()) else {
        return false;
    };
    let (aside, after) = (&sentence[..at], &sentence[at + dash.len()..]);
    words(aside) <= LEAD_WORDS && after.starts_with(char::is_lowercase)
}

/// Spaced dashes of a text.
fn dashes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(" – ")
        .chain(text.match_indices(" — "))
        .chain(text.match_indices(" - "))
}

fn first_sentence<'t>(text: &'t str, conventions: &Conventions) -> &'t str {
    // A sentence longer than this holds no more dashes that matter.
    let near = text.char_indices().nth(400).map_or(text.len(), |(i, _)| i);
    let near = &text[..near];
    let first = sentence::sentences(near, conventions).into_iter().next();
    first.and_then(|at| near.get(at)).unwrap_or(near)
}

fn first_words(text: &str, conventions: &Conventions) -> usize {
    words(first_sentence(text, conventions)).max(words(text).min(4))
}

/// The first colon or dash after `from` that could part a lead.
fn next_parting(text: &str, from: usize) -> Option<Parting> {
    let tail = text.get(from..)?;
    let mut blanks = 0;
    let mut before = None;
    for (i, c) in tail.char_indices() {
        let at = from + i;
        let end = at + c.len_utf8();
        let next = text.get(end..)?.chars().next();
        let spaced = next.is_none_or(char::is_whitespace);
        match c {
            ' ' => blanks += 1,
            ':' if spaced || next.is_some_and(char::is_uppercase) => {
                return Some(Parting { at: at..end, colon: true });
            }
            '–' | '—' | '-' => {
                let blank = before == Some(' ');
                let word_follows = next.is_some_and(char::is_uppercase);
                let long = c != '-';
                let parts = (blank && (spaced || word_follows))
                    || (spaced && long && before.is_some());
                if parts && next.is_some() {
                    return Some(Parting { at: at..end, colon: false });
                }
            }
            _ => {}
        }
        if blanks > LEAD_WORDS {
            return None;
        }
        before = Some(c);
    }
    None
}

fn starts_with_day(head: &str) -> bool {
    words(head) <= 4 && head.starts_with(|c: char| c.is_ascii_digit())
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}
