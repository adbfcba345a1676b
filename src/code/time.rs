//! When an event happened: from its clause, else its sentence, its lead, the
//! heading above it, the sentence before, the year that the document covers.

use super::country::Basis;
use super::sentence::Sentence;
use super::slots::Fit;
use super::told::Told;
use crate::codebook::grammar::Grammar;
use crate::codebook::scope::Scope;
use crate::extract::date::{
    DateContext, DateMention, Precision, Resolved, resolve,
};

/// A date with where it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDate {
    /// First and last day, and how precise.
    pub date: Resolved,
    /// Where it was found.
    pub basis: Basis,
}

/// A date told before.
#[derive(Debug, Clone)]
pub(super) struct Last {
    pub(super) date: Resolved,
    /// The word that gives it, if it stands in a sentence of the item.
    pub(super) at: Option<Given>,
}

/// A word that gives a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// Index of its sentence in the document; none for the outcome's own.
    pub(super) sentence: Option<usize>,
    pub(super) word: usize,
}

/// What the surroundings say of the time.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar {
    /// The year that the document covers, for outcomes without a date.
    pub covered: Option<i16>,
    /// The year that months alone belong to.
    pub reference: Option<i16>,
    /// The date that the item told last.
    pub told: Option<Last>,
    /// What an earlier sentence of the item opens with: "In 2020, …", or
    /// "25 September, Cuba.".
    pub item: Option<Resolved>,
    /// Of the lead.
    pub lead: Option<Resolved>,
    /// Of the nearest heading that has one.
    pub heading: Option<Resolved>,
}

/// When the event of a clause happened.
#[must_use]
pub(super) fn date(told: &Told<'_>, calendar: &Calendar) -> Option<EventDate> {
    in_sentence(told, calendar).or_else(|| inherited(calendar))
}

/// The date that the sentence gives the event, by rule.
pub(super) fn in_sentence(
    told: &Told<'_>,
    calendar: &Calendar,
) -> Option<EventDate> {
    let Told { s, fit, clause, others, .. } = *told;
    let context = context(calendar);
    let usable = |mention: &&DateMention| mention.relation.tells();
    let mut own: Vec<&DateMention> = s
        .mentions
        .dates
        .iter()
        .filter(usable)
        .filter(|m| clause.contains(&m.words.start))
        .filter(|m| !elsewhere(s, fit, m))
        .collect();
    // The date nearest to the trigger tells its time.
    own.sort_by_key(|m| {
        let (a, b) = (&m.words, &fit.trigger);
        a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
    });
    if let Some(date) = own.iter().find_map(|m| resolve(m, &context)) {
        return Some(EventDate { date, basis: Basis::Clause });
    }
    let rest = s
        .mentions
        .dates
        .iter()
        .filter(usable)
        .filter(|m| m.words.start < clause.start)
        .filter(|m| {
            !others.iter().any(|o| o.contains(&m.words.start) && o.start > 0)
        })
        .filter(|m| !elsewhere(s, fit, m))
        .find_map(|m| resolve(m, &context));
    rest.map(|date| EventDate { date, basis: Basis::Sentence })
}

/// The date that the surroundings give an event without one of its own.
pub(super) fn inherited(calendar: &Calendar) -> Option<EventDate> {
    let from = |date: &Option<Resolved>, basis| {
        date.clone().map(|date| EventDate { date, basis })
    };
    from(&calendar.lead, Basis::Lead)
        .or_else(|| from(&calendar.item, Basis::Item))
        .or_else(|| from(&calendar.heading, Basis::Heading))
        .or_else(|| {
            let year = calendar.covered?;
            let date = whole_year(year)?;
            Some(EventDate { date, basis: Basis::Document })
        })
}

/// What months alone are resolved against.
#[must_use]
pub(super) fn context(calendar: &Calendar) -> DateContext {
    let heading = calendar.lead.as_ref().or(calendar.heading.as_ref());
    DateContext {
        year: heading
            .map(|date| date.start.year())
            .or(calendar.covered)
            .or(calendar.reference),
        month: heading
            .filter(|date| date.precision != Precision::Year)
            .map(|date| date.start.month()),
    }
}

/// A year as a date.
#[must_use]
pub(super) fn whole_year(year: i16) -> Option<Resolved> {
    Some(Resolved {
        start: jiff::civil::Date::new(year, 1, 1).ok()?,
        end: jiff::civil::Date::new(year, 12, 31).ok()?,
        precision: Precision::Year,
    })
}

/// Whether a date belongs to something else in the clause: it stands behind a
/// word that opens the ground or a relative clause after the object.
fn elsewhere(s: &Sentence<'_>, fit: &Fit, mention: &DateMention) -> bool {
    let at = mention.words.start;
    let core = fit
        .object
        .as_ref()
        .map_or(fit.trigger.end, |o| o.end.max(fit.trigger.end));
    if at >= core {
        return (core..at).any(|i| {
            s.is(Grammar::Relative, i)
                || (s.opens(Scope::Ground, i)
                    && !s.is(Grammar::Preposition, i)
                    && !s.sign(i, &[',']))
                || (s.is(Grammar::To, i) && i + 1 < at)
                || matches!(
                    s.surface(i),
                    "until" | "since" | "after" | "before"
                )
                || (s.surface(i) == "for"
                    && i + 1 < at
                    && !s.is(Grammar::Determiner, i + 1))
        });
    }
    // Before the verb: inside a relative clause that closes before it.
    let start = fit.reading.start;
    if at >= start {
        return false;
    }
    let opener = (0..at).rev().find(|&i| s.is(Grammar::Relative, i) && i > 0);
    opener.is_some_and(|opener| {
        let closed = (opener..at).any(|i| s.sign(i, &[',']));
        !closed
    })
}
