//! The dates that headings, and lines that are nothing but a date, hold for
//! the items below them.
//!
//! Knows nothing of outcomes.

use super::above::{STOPS, empty};
use super::document::{Prepared, items};
use super::sentence::Sentence;
use super::surround::first_date;
use super::time::{Calendar, whole_year};
use super::years::alone;
use crate::codebook::grammar::Grammar;
use crate::extract::date::{DateMention, Precision, Resolved};
use crate::normalise::Outline;

/// Headings that are nothing but a month from which on they part a text.
const PARTS: usize = 3;

/// For each item, the date that stands above it.
pub(super) fn held(
    prepared: &Prepared<'_>,
    outline: &Outline,
    calendar: &Calendar,
) -> Vec<Option<Resolved>> {
    let headings = headings(prepared, outline, calendar);
    let (mut line, mut below, mut told) = (None, None, false);
    let mut all = Vec::with_capacity(outline.items.len());
    for (item, sentences) in items(outline).into_iter().enumerate() {
        let section = outline.items[item].section;
        if section != below {
            (line, below) = (None, section);
        }
        let heading = section.and_then(|index| headings[index].clone());
        let around = Calendar { heading: heading.clone(), ..calendar.clone() };
        let own = match &prepared.sentences[sentences] {
            [s] => first_date(s, &around).filter(|_| bare(s).is_some()),
            _ => None,
        };
        match own {
            // The day above all else is when the text came out.
            Some(date) if told || date.precision != Precision::Day => {
                // The day on which a report came out is in the month of what
                // it tells.
                line = Some(date.months());
            }
            Some(_) => {}
            None => {
                let text = outline.slice(outline.items[item].text.clone());
                told |= text.ends_with(STOPS);
            }
        }
        all.push(line.clone().or(heading));
    }
    all
}

/// The date that is all that a line says.
fn bare<'s>(s: &'s Sentence<'_>) -> Option<&'s DateMention> {
    s.mentions.dates.iter().find(|date| alone(s, date, |_| false))
}

/// For each heading, its own date, else that of the heading above it, even
/// where the markup does not say so: a year before a month, or a month that
/// nothing but headings follow.
fn headings(
    prepared: &Prepared<'_>,
    outline: &Outline,
    calendar: &Calendar,
) -> Vec<Option<Resolved>> {
    let empty = empty(outline);
    let month = |index: usize| {
        bare(&prepared.headings[index]).is_some_and(|date| date.day.is_none())
    };
    let months = (0..empty.len()).filter(|at| month(*at)).count();
    // Fewer others close a text, rather than that they stand below months.
    let parted = months >= PARTS && empty.len() > 2 * months;
    let mut all: Vec<Option<Resolved>> = Vec::new();
    let mut year: Option<Resolved> = None;
    // With the heading that it stands under, as those do that it holds for.
    let mut beside: Option<(Option<usize>, Resolved)> = None;
    for (index, heading) in prepared.headings.iter().enumerate() {
        let span = &outline.headings[index];
        let parent = span.parent.and_then(|above| all[above].clone());
        let around = Calendar {
            heading: parent.clone().or_else(|| year.clone()),
            ..calendar.clone()
        };
        let title = outline.title.as_ref() == Some(&span.text);
        let issue = || {
            (0..heading.words.len()).any(|at| heading.is(Grammar::Issue, at))
        };
        // The month of an issue, or the day that it came out, is not that of
        // what it tells.
        let late = |date: &Resolved| {
            title && (date.precision == Precision::Day || issue())
        };
        // "January – March" is no month.
        let several = |date: &Resolved| {
            date.precision == Precision::Month
                && (heading.mentions.dates.len() > 1
                    || date.start.month() != date.end.month())
        };
        let own = first_date(heading, &around)
            .filter(|date| !late(date))
            .and_then(|date| {
                if several(&date) {
                    whole_year(date.start.year())
                } else {
                    Some(date)
                }
            });
        if let Some(date) = &own {
            let holds = empty[index] || parted && month(index);
            beside = holds.then(|| (span.parent, date.clone()));
            if date.precision == Precision::Year {
                year = Some(date.clone());
            }
        }
        let held = || {
            let (under, date) = beside.as_ref()?;
            (*under == span.parent).then(|| date.clone())
        };
        all.push(own.or_else(held).or(parent));
    }
    all
}
