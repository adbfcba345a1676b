//! How a noun or fixed phrase that names an outcome is meant: asserted by
//! what governs it, asked for, or merely named as background.

use super::reading::{Mood, Reading, Reason, Voice};
use super::sentence::Sentence;
use crate::codebook::grammar::Grammar;
use crate::codebook::scope::Scope;
use std::ops::Range;

/// How far to the left a noun's governor is looked for, in words.
const REACH: usize = 14;

/// Reads a noun trigger.
///
/// # Errors
///
/// The reason why it asserts nothing.
pub(super) fn noun(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
) -> Result<Reading, Reason> {
    let mut reading = Reading {
        voice: Voice::Nominal,
        mood: Mood::Asserted,
        start: trigger.start,
        background: false,
        modifier: false,
        between: None,
    };
    let floor = trigger.start.saturating_sub(REACH);
    for end in (floor + 1..=trigger.start).rev() {
        if s.sign(end - 1, &[';', ':', '.']) {
            break;
        }
        if s.closes(Scope::Demand, end).is_some() {
            return Err("asked for or hoped for");
        }
        if s.closes(Scope::Assert, end).is_some()
            || s.closes(Scope::Order, end).is_some()
        {
            let order = s.closes(Scope::Assert, end).is_none();
            let start = s
                .closes(Scope::Assert, end)
                .or_else(|| s.closes(Scope::Order, end))
                .unwrap_or(end);
            reading.start = start;
            reading.mood = frame(s, start)?;
            if order && reading.mood == Mood::Asserted {
                reading.mood = Mood::Announced;
            }
            return Ok(reading);
        }
        if let Some(start) = s.closes(Scope::Refuse, end) {
            let _ = frame(s, start)?;
            reading.start = start;
            reading.mood = Mood::Refused;
            return Ok(reading);
        }
        if let Some(start) = s.closes(Scope::Promise, end) {
            frame(s, start)?;
            reading.start = start;
            reading.mood = Mood::Announced;
            return Ok(reading);
        }
        if s.closes(Scope::Continue, end).is_some() {
            reading.start = end - 1;
            reading.mood = Mood::Ongoing;
            return Ok(reading);
        }
        // "after the release of": named, not told.
        let direct = trigger.start - end <= 3;
        if direct && s.closes(Scope::Background, end).is_some() {
            return Err("noun after a preposition: background");
        }
    }
    if finite_after(s, trigger.end)? {
        if s.closes(Scope::Negate, trigger.start).is_some() {
            reading.mood = Mood::Refused;
        }
        return Ok(reading);
    }
    let verbless = !(0..s.words.len())
        .any(|at| s.is(Grammar::Be, at) || s.is(Grammar::Have, at));
    if verbless && trigger.start <= 6 {
        return Ok(reading);
    }
    Err("noun without a verb that asserts it")
}

/// The mood of the verb that governs a noun: a few words to its left decide.
fn frame(s: &Sentence<'_>, at: usize) -> Result<Mood, Reason> {
    let mut mood = Mood::Asserted;
    for i in (at.saturating_sub(5)..at).rev() {
        if s.sign(i, &[',', ';', ':', '.']) {
            break;
        }
        if s.is(Grammar::Had, i) && i + 1 == at {
            return Err("pluperfect: background");
        }
        if s.opens(Scope::Hypothetical, i) {
            let said = (i.saturating_sub(6)..i).any(|j| s.is(Grammar::Say, j));
            if said {
                return Ok(Mood::Announced);
            }
            return Err("hypothetical: would, could, should");
        }
        if s.opens(Scope::Future, i) {
            mood = Mood::Announced;
        }
        if s.opens(Scope::Negate, i) {
            mood = Mood::Refused;
        }
        if s.opens(Scope::Demand, i) {
            return Err("asked for or hoped for");
        }
    }
    Ok(mood)
}

/// Whether a finite verb follows, whose subject the noun then is.
fn finite_after(s: &Sentence<'_>, from: usize) -> Result<bool, Reason> {
    for at in from..(from + REACH).min(s.words.len()) {
        if s.sign(at, &[';', ':', '.']) {
            return Ok(false);
        }
        if s.is(Grammar::Relative, at) && at > from {
            return Ok(false);
        }
        if s.opens(Scope::Hypothetical, at) {
            return Err("hypothetical: would, could, should");
        }
        if s.is(Grammar::Be, at) || s.is(Grammar::Have, at) {
            return Ok(true);
        }
        if s.is(Grammar::Come, at) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads a fixed phrase, which asserts unless what stands just before it
/// says otherwise.
///
/// # Errors
///
/// The reason why it asserts nothing.
pub(super) fn phrase(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
) -> Result<Reading, Reason> {
    let mut mood = Mood::Asserted;
    let at = trigger.start;
    for i in (at.saturating_sub(4)..at).rev() {
        if s.sign(i, &[',', ';', ':', '.']) {
            break;
        }
        if s.opens(Scope::Hypothetical, i) {
            let said = (i.saturating_sub(6)..i).any(|j| s.is(Grammar::Say, j));
            if !said {
                return Err("hypothetical: would, could, should");
            }
            mood = Mood::Announced;
        }
        if s.is(Grammar::To, i) && i + 1 == at {
            let demand =
                (i.saturating_sub(6)..=i).any(|j| s.opens(Scope::Demand, j));
            if demand {
                return Err("asked for or hoped for");
            }
        }
        if s.opens(Scope::Future, i) && mood == Mood::Asserted {
            mood = Mood::Announced;
        }
        if s.opens(Scope::Negate, i) {
            mood = Mood::Refused;
        }
        if s.is(Grammar::Had, i) && i + 1 == at {
            return Err("pluperfect: background");
        }
        if s.closes(Scope::Demand, i + 1).is_some() {
            return Err("asked for or hoped for");
        }
    }
    Ok(Reading {
        voice: Voice::Phrase,
        mood,
        start: at,
        background: false,
        modifier: false,
        between: None,
    })
}
