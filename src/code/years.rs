//! Which year a document covers, and which year its months belong to.
//!
//! Reads titles, openings and dates; knows nothing of events.

use super::document::Prepared;
use super::sentence::Sentence;
use super::time::{Calendar, context};
use crate::codebook::grammar::Grammar;
use crate::codebook::token::TokenKind;
use crate::extract::date::{DateMention, Precision, Resolved, resolve};
use crate::normalise::{Origin, Outline};

/// The year that a document says it covers: its origin, title or opening.
pub(super) fn covered(
    prepared: &Prepared<'_>,
    outline: &Outline,
    origin: Option<&Origin>,
) -> Option<i16> {
    let stated = origin.and_then(|o| o.year_covered);
    if let Some(year) = stated {
        return i16::try_from(year).ok();
    }
    let head = outline.metadata.title.as_deref();
    // Lines above the first item are title, subtitle and publication line.
    let first_item = outline.items.first().map_or(0, |item| item.text.start);
    let above = prepared
        .headings
        .iter()
        .filter(|heading| heading.offset < first_item)
        .map(|heading| heading.text);
    let title = prepared.title.as_ref().map(|s| s.text);
    let titles = title.into_iter().chain(above);
    for text in titles.chain(head) {
        if let Some(year) = only_year(text) {
            return Some(year);
        }
    }
    opening(prepared, outline)
}

/// The year in the opening: a short line of its own, or the first sentences
/// where they name one whole year or open with a month of one.
pub(super) fn opening(
    prepared: &Prepared<'_>,
    outline: &Outline,
) -> Option<i16> {
    let short = outline.items.iter().take(2).find_map(|item| {
        let line = outline.slice(item.text.clone());
        let words = line.split_whitespace().count();
        let told = line.ends_with(['.', '!', '?']);
        (words <= 14 && !told).then(|| only_year(line))?
    });
    if short.is_some() {
        return short;
    }
    let first = prepared
        .sentences
        .iter()
        .take(4)
        .zip(&outline.sentences)
        .filter(|(_, span)| span.item <= 1)
        .map(|(s, _)| s);
    let lead = prepared.leads.first().and_then(Option::as_ref);
    let years: Vec<i16> = lead
        .into_iter()
        .chain(first)
        .flat_map(|s| s.mentions.dates.iter())
        .filter(|date| date.month.is_none() || date.words.start == 0)
        .filter_map(|date| date.year)
        .collect();
    same(&years)
}

/// The year that all of them are.
fn same(years: &[i16]) -> Option<i16> {
    let (first, rest) = years.split_first()?;
    rest.iter().all(|year| year == first).then_some(*first)
}

/// The year in which a document says that it was published.
pub(super) fn published(
    outline: &Outline,
    origin: Option<&Origin>,
) -> Option<i16> {
    let stated = origin.and_then(|o| o.date_published.as_deref());
    stated.or(outline.metadata.date.as_deref()).and_then(only_year)
}

/// The date that a sentence opens an item with: a whole year, or any date that
/// stands with no more than a place, "25 September, Cuba."
pub(super) fn opening_date(
    s: &Sentence<'_>,
    calendar: &Calendar,
) -> Option<Resolved> {
    let context = context(calendar);
    let place = |at: usize| {
        s.mentions.places.iter().any(|place| place.words.contains(&at))
    };
    s.mentions
        .dates
        .iter()
        .filter_map(|mention| Some((mention, resolve(mention, &context)?)))
        .find(|(mention, date)| {
            let year = date.precision == Precision::Year;
            mention.words.start <= 1 && year || alone(s, mention, place)
        })
        .map(|(_, date)| date)
}

/// Whether a date is all that a sentence says, but for what may stand beside it.
pub(super) fn alone(
    s: &Sentence<'_>,
    mention: &DateMention,
    beside: impl Fn(usize) -> bool,
) -> bool {
    (0..s.words.len()).all(|at| {
        s.words[at].token.kind == TokenKind::Sign
            || mention.words.contains(&at)
            || s.is(Grammar::Preposition, at)
            || beside(at)
    })
}

/// The one year that a text names, as figures.
pub(super) fn only_year(text: &str) -> Option<i16> {
    let mut years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse::<i16>().ok())
        .filter(|year| (1990..2100).contains(year));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The year that dated statements share, twice as often as any other, for
/// months that stand alone.
pub(super) fn shared_year(prepared: &Prepared<'_>) -> Option<i16> {
    let mut counts: std::collections::BTreeMap<i16, usize> =
        std::collections::BTreeMap::new();
    for sentence in &prepared.sentences {
        // "Until May 2026" tells of no year that the text covers.
        let happened = |date: &&DateMention| date.relation.tells();
        for date in sentence.mentions.dates.iter().filter(happened) {
            if let Some(date) = resolve(date, &context(&Calendar::default()))
                && date.precision <= Precision::Year
            {
                *counts.entry(date.start.year()).or_default() += 1;
            }
        }
    }
    let (&year, &most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let second = counts.iter().filter(|(other, _)| **other != year);
    let second = second.map(|(_, n)| *n).max().unwrap_or_default();
    (most >= second * 2).then_some(year)
}
