//! From a word to the cue that it triggers: readings are tried, slots are
//! filled, and the row with most slots filled wins.

use super::joint::Joint;
use super::judge::Verdict;
use super::reading::{Mood, Reading, Reason, Voice};
use super::sentence::Sentence;
use super::tries::Try;
use crate::codebook::cue::CueKind;
use crate::codebook::grammar::Grammar;
use crate::codebook::term::Term;
use std::ops::Range;

/// How far an object is looked for, in words.
const REACH: usize = 18;

/// A cue that fits a place in a sentence.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Index of the cue.
    pub cue: usize,
    /// Words of the trigger.
    pub trigger: Range<usize>,
    /// How it was read.
    pub reading: Reading,
    /// Words that fill the object slot.
    pub object: Option<Range<usize>>,
    /// Words that fill the subject slot.
    pub subject: Option<Range<usize>>,
    /// Word after the last that tells this outcome: past the trigger where the
    /// sentence tells it twice.
    pub reach: usize,
    /// For choosing among rows: higher is better.
    pub rank: f64,
    /// How well the text fits the row, from 0 to 1.
    pub score: f64,
    /// What the score is the sum of.
    pub parts: Parts,
    /// What the learned weights say.
    pub verdict: Option<Verdict>,
}

/// A trigger that fitted no row, or that its context refuses.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Words of the trigger.
    pub trigger: Range<usize>,
    /// The cue that came nearest.
    pub cue: usize,
    /// Why.
    pub reason: String,
}

/// What the cues propose for a sentence, and what they refuse.
pub(super) type Draft = (Vec<Fit>, Vec<Refusal>);

/// All triggers of a sentence, in order, the best row of each.
#[must_use]
pub(super) fn fits(s: &Sentence<'_>) -> Draft {
    let (mut fits, mut refusals) = (Vec::new(), Vec::new());
    let tries = s.tries();
    for at in 0..s.words.len() {
        let mut best: Option<Fit> = None;
        let mut refused: Option<(&Try, Reason)> = None;
        for row in tries.at(at) {
            let reading = tries.reading(row);
            let fit = reading.and_then(|r| fit(s, row, r));
            match fit {
                Ok(fit) => {
                    if best.as_ref().is_none_or(|b| fit.rank > b.rank) {
                        best = Some(fit);
                    }
                }
                Err(reason) => {
                    // The reading's refusal says more than a missing slot.
                    if refused.is_none_or(|(_, why)| why == NO_OBJECT) {
                        refused = Some((row, reason));
                    }
                }
            }
        }
        match (best, refused) {
            (Some(fit), _) => fits.push(fit),
            (None, Some((row, reason))) => refusals.push(Refusal {
                trigger: row.trigger(),
                cue: row.cue(),
                reason: reason.to_owned(),
            }),
            (None, None) => {}
        }
    }
    (fits, refusals)
}

const NO_OBJECT: Reason = "no object of the row's kind";
const NO_SUBJECT: Reason = "no subject of the row's kind";

/// A row's fit, given how its trigger is meant.
pub(super) fn fit(
    s: &Sentence<'_>,
    row: &Try,
    reading: &Reading,
) -> Result<Fit, Reason> {
    let cue = &s.codebook.cues.all[row.cue()];
    let trigger = row.trigger();
    let mut filled = 0.0;
    let mut object = None;
    if !cue.object.is_empty() {
        let found = row.object(s, reading);
        object = Some(found.ok_or(NO_OBJECT)?);
        filled += 1.0;
    }
    let mut hidden = 0.0;
    let mut subject = None;
    if !cue.subject.is_empty() {
        match row.subject(s, reading) {
            Some(found) => {
                subject = Some(found);
                filled += 1.0;
            }
            None if hides_subject(s, &trigger, reading, object.is_some()) => {
                hidden += 0.6;
            }
            None => return Err(NO_SUBJECT),
        }
    }
    if !cue.near.is_empty() {
        s.first_in(&cue.near, 0..s.words.len())
            .ok_or("a word that the row wants near is missing")?;
        filled += 0.8;
    }
    let clause = clause_around(s, &trigger);
    if !cue.not.is_empty() && s.first_in(&cue.not, clause).is_some() {
        return Err("a word that the row excludes stands in the clause");
    }
    if reading.voice == Voice::Headline
        && object.is_none()
        && subject.is_none()
    {
        // "X released": a bare participle needs to know what it speaks of.
        if cue.row.kind == CueKind::Verb && !cue.object.is_empty() {
            return Err(NO_OBJECT);
        }
    }
    if reading.modifier && !cue.object.is_empty() {
        return Err("participle that modifies a noun");
    }
    let words = f64::from(u32::try_from(trigger.len()).unwrap_or(1));
    let weight = cue.row.weight.unwrap_or(1.0);
    let distance = object.as_ref().map_or(0, |o| {
        if o.start >= trigger.end {
            o.start - trigger.end
        } else {
            trigger.start.saturating_sub(o.end)
        }
    });
    let distance = f64::from(u32::try_from(distance).unwrap_or(0));
    let rank = 10.0 * filled + 3.0 * words + 4.0 * weight
        - 4.0 * hidden
        - distance / 8.0;
    let parts = parts(filled, hidden, distance, reading);
    let reach = trigger.end;
    Ok(Fit {
        cue: row.cue(),
        trigger,
        reach,
        reading: reading.clone(),
        object,
        subject,
        rank,
        score: parts.iter().map(|(_, n)| n).sum::<f64>().clamp(0.05, 1.0),
        parts,
        verdict: None,
    })
}

/// What a score is the sum of.
pub(super) type Parts = [(&'static str, f64); 7];

fn parts(filled: f64, hidden: f64, distance: f64, r: &Reading) -> Parts {
    let loose = matches!(r.voice, Voice::Headline | Voice::Nominal);
    let less = |when: bool, by: f64| if when { -by } else { 0.0 };
    [
        ("any row", 0.55),
        ("slots filled", 0.15 * filled),
        ("subject not named", -0.1 * hidden),
        ("distance of the object", -distance / 60.0),
        ("headline or noun", less(loose, 0.1)),
        ("background", less(r.background, 0.1)),
        ("not plainly asserted", less(r.mood != Mood::Asserted, 0.05)),
    ]
}

/// Whether a subject may be missing: an agentless passive, or a pronoun that
/// stands for it.
fn hides_subject(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
    reading: &Reading,
    object: bool,
) -> bool {
    match reading.voice {
        Voice::Passive | Voice::Headline => {
            object && by_phrase(s, trigger.end).is_none()
        }
        Voice::Active | Voice::Phrase => {
            let mut at = reading.start;
            while at > 0 && s.adverb(at - 1) {
                at -= 1;
            }
            at > 0 && s.is(Grammar::It, at - 1)
        }
        Voice::Nominal => object,
    }
}

/// The part of the sentence that a `not` speaks of.
#[must_use]
pub(super) fn clause_around(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
) -> Range<usize> {
    let floor = trigger.start.saturating_sub(REACH);
    let limit = (trigger.end + REACH).min(s.words.len());
    let hard = |at: &usize| s.joint(*at, Joint::HARD);
    let start = (floor..trigger.start).rev().find(hard);
    let end = (trigger.end..limit).find(hard);
    start.map_or(floor, |at| at + 1)..end.unwrap_or(limit)
}

pub(super) fn find_object(
    s: &Sentence<'_>,
    term: &Term,
    trigger: &Range<usize>,
    reading: &Reading,
) -> Option<Range<usize>> {
    // The trigger's own words after the first may name the object: "hand down
    // .. sentence".
    let right = || right_of(s, term, trigger.end);
    let left = || left_of(s, term, reading.start);
    if let Some(between) = &reading.between {
        return s.first_in(term, between.start + 1..between.end);
    }
    match reading.voice {
        // What a preposition parts from a verb is no object of it: "return to
        // his family".
        Voice::Active if s.is(Grammar::Oblique, trigger.end) => None,
        Voice::Active => right(),
        Voice::Passive => left().or_else(|| kept(s, term, trigger)),
        Voice::Headline => left().or_else(right),
        Voice::Nominal => {
            let near = trigger.start.saturating_sub(4)..trigger.start;
            right().or_else(|| s.last_in(term, near))
        }
        Voice::Phrase => right().or_else(left),
    }
}

/// "was granted bail", "were found guilty of murder": an object that a passive
/// keeps to its right, close by.
fn kept(
    s: &Sentence<'_>,
    term: &Term,
    trigger: &Range<usize>,
) -> Option<Range<usize>> {
    let end = (trigger.end + 5).min(s.words.len());
    let stop = (trigger.end..end)
        .find(|&at| {
            s.is(Grammar::By, at)
                || s.is(Grammar::To, at)
                || s.is(Grammar::Preposition, at)
                || s.sign(at, &[',', ';'])
        })
        .unwrap_or(end);
    s.first_in(term, trigger.end..stop)
}

fn right_of(
    s: &Sentence<'_>,
    term: &Term,
    from: usize,
) -> Option<Range<usize>> {
    let limit = (from + REACH).min(s.words.len());
    // "that" right after the verb opens its object clause.
    let closes = |at: &usize| {
        s.joint(*at, Joint::SEMICOLON)
            || *at > from + 1 && s.joint(*at, Joint::RELATIVE)
    };
    let limit = (from..limit).find(closes).unwrap_or(limit);
    s.first_in(term, from..limit)
}

/// Left of a passive: nearest first, skipping what a relative clause holds.
fn left_of(
    s: &Sentence<'_>,
    term: &Term,
    until: usize,
) -> Option<Range<usize>> {
    let floor = until.saturating_sub(45);
    let hard = (floor..until).rev().find(|&at| s.joint(at, Joint::HARD));
    let floor = hard.map_or(floor, |at| at + 1);
    let which = |at: &usize| s.joint(*at, Joint::WHICH);
    let relative = (floor + 1..until).rev().find(which);
    if let Some(at) = relative.filter(|&at| until - at > 3) {
        let before = s.last_in(term, floor..at);
        if before.is_some() {
            return before;
        }
    }
    s.last_in(term, floor..until)
}

/// The words after *by*, close to the right of a passive.
fn by_phrase(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let limit = (from + 14).min(s.words.len());
    let by = (from..limit).find(|&at| s.joint(at, Joint::BY))?;
    Some(by + 1..(by + 9).min(s.words.len()))
}

pub(super) fn find_subject(
    s: &Sentence<'_>,
    term: &Term,
    trigger: &Range<usize>,
    reading: &Reading,
) -> Option<Range<usize>> {
    match reading.voice {
        Voice::Passive => s.first_in(term, by_phrase(s, trigger.end)?),
        Voice::Nominal => {
            let by = by_phrase(s, trigger.end);
            by.and_then(|words| s.first_in(term, words))
                .or_else(|| left_of(s, term, reading.start))
        }
        Voice::Headline => left_of(s, term, reading.start).or_else(|| {
            by_phrase(s, trigger.end).and_then(|words| s.first_in(term, words))
        }),
        Voice::Active | Voice::Phrase => left_of(s, term, reading.start),
    }
}
