//! How a verb trigger is meant, read from its form and its left context:
//! active or passive, asserted, promised, refused; or why it asserts nothing.
//!
//! No tagger and no parser: within the codebook's vocabulary the words before
//! a verb tell as much. Knows nothing of what the verb means.

use super::auxiliary::{governed, modal, modal_group, passive_group, perfect};
use super::bare::{bare_past, gerund, present};
use super::sentence::Sentence;
use crate::codebook::grammar::Grammar;
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::LemmaId;
use crate::codebook::scope::Scope;
use std::ops::Range;

/// Where a verb's object and subject are to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Subject left, object right.
    Active,
    /// Object left, agent after *by*.
    Passive,
    /// A participle without auxiliary: a headline ("X released").
    Headline,
    /// A noun: object around it.
    Nominal,
    /// A fixed phrase.
    Phrase,
}

/// What the context does to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It says that it happened.
    Asserted,
    /// It says that somebody promises, plans or orders it.
    Announced,
    /// It says that it goes on.
    Ongoing,
    /// It says that it did not happen, or was refused.
    Refused,
}

/// A trigger's reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where object and subject stand.
    pub voice: Voice,
    /// What the context does to the outcome.
    pub mood: Mood,
    /// First word of the verb group, auxiliaries included.
    pub start: usize,
    /// Whether it stands in a clause that tells background more often than
    /// outcome: a relative clause, or one opened by *after* or *when*.
    pub background: bool,
    /// Whether it is a participle that can only modify a noun, unless its verb
    /// needs no object.
    pub modifier: bool,
    /// Where the object may stand if neither side holds it: between *had* and
    /// its participle ("had their convictions quashed").
    pub between: Option<Range<usize>>,
}

/// Why a trigger became no event, for the `candidates` table.
pub(super) type Reason = &'static str;

/// Reads a verb whose trigger spans `trigger` and whose lemma is `lemma`.
///
/// # Errors
///
/// The reason why it asserts nothing.
pub(super) fn verb(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
    lemma: LemmaId,
) -> Result<Reading, Reason> {
    let at = trigger.start;
    let forms = forms_of(s, at, lemma);
    let (before, negated) = skip_adverbs(s, at);
    if negated && (before..at).any(|i| s.is(Grammar::Pending, i)) {
        return Err("not yet: context");
    }
    let mut reading = Reading {
        voice: Voice::Active,
        mood: if negated { Mood::Refused } else { Mood::Asserted },
        start: before,
        background: false,
        modifier: false,
        between: None,
    };
    let aux = before.wrapping_sub(1);
    let finite = Forms::PAST.or(Forms::PARTICIPLE);
    if before > 0 && s.is(Grammar::To, aux) && forms.any(Forms::BASE) {
        reading.start = aux;
        reading.mood = governed(s, aux, reading.mood)?;
    } else if before > 0
        && forms.any(Forms::PARTICIPLE)
        && s.is(Grammar::Be, aux)
    {
        reading.voice = Voice::Passive;
        let (mood, start) = passive_group(s, aux, reading.mood)?;
        (reading.mood, reading.start) = (mood, start);
    } else if before > 0
        && forms.any(Forms::PARTICIPLE)
        && s.is(Grammar::Have, aux)
    {
        (reading.mood, reading.start) = perfect(s, aux, reading.mood)?;
    } else if before > 0
        && forms.any(Forms::PARTICIPLE)
        && s.is(Grammar::Get, aux)
    {
        reading.voice = Voice::Passive;
        reading.start = aux;
    } else if before > 0 && forms.any(Forms::BASE) && modal(s, aux).is_some() {
        (reading.mood, reading.start) = modal_group(s, aux, reading.mood)?;
    } else if before > 0 && forms.any(Forms::BASE) && s.is(Grammar::Do, aux) {
        reading.start = aux;
    } else if forms.any(Forms::ING) {
        gerund(s, before, trigger, &mut reading)?;
    } else if forms.any(finite) {
        bare_past(s, before, trigger, forms, &mut reading)?;
    } else {
        present(s, before, trigger, forms, &mut reading)?;
    }
    reading.background = background(s, reading.start)?;
    if reading.background && reading.mood == Mood::Refused {
        return Err("negated in a subordinate clause");
    }
    Ok(reading)
}

/// Reads a word whose forms the lexicon does not know, by what stands before
/// it.
#[must_use]
pub(super) fn guess(s: &Sentence<'_>, at: usize) -> Reading {
    let (before, negated) = skip_adverbs(s, at);
    let aux = before.wrapping_sub(1);
    let passive = before > 0 && s.is(Grammar::Be, aux);
    let helped = passive || before > 0 && s.is(Grammar::Have, aux);
    Reading {
        voice: if passive { Voice::Passive } else { Voice::Active },
        mood: if negated { Mood::Refused } else { Mood::Asserted },
        start: if helped { aux } else { at },
        background: background(s, before).unwrap_or(true),
        modifier: false,
        between: None,
    }
}

/// The forms in which a word stands for a lemma.
#[must_use]
pub(super) fn forms_of(s: &Sentence<'_>, at: usize, lemma: LemmaId) -> Forms {
    let Some(word) = s.words.get(at) else { return Forms::default() };
    let all = s.codebook.lexicon.lemmas(word.id);
    all.iter().find(|(l, _)| *l == lemma).map_or(Forms::default(), |(_, f)| *f)
}

/// Skips adverbs to the left; tells whether one of them negates.
pub(super) fn skip_adverbs(s: &Sentence<'_>, at: usize) -> (usize, bool) {
    let (mut before, mut negated) = (at, false);
    while before > 0 {
        let negation = s.closes(Scope::Negate, before);
        let start = negation
            .or_else(|| s.closes(Scope::Adverb, before))
            .or_else(|| s.adverb(before - 1).then_some(before - 1));
        let Some(start) = start else { break };
        let blocks = s.is(Grammar::Determiner, start) && start + 1 == before;
        if blocks && negation.is_none() {
            break;
        }
        negated |= negation.is_some();
        before = start;
    }
    (before, negated)
}

/// Whether the clause around a verb group tells background.
fn background(s: &Sentence<'_>, start: usize) -> Result<bool, Reason> {
    let floor = start.saturating_sub(12);
    for at in (floor..start).rev() {
        if s.sign(at, &[';', ':', '.']) {
            return Ok(false);
        }
        // A comma or a conjunction with a verb between closes the clause.
        let near = start - at <= 4;
        let doubted = s.is(Grammar::Complement, at)
            && (s.closes(Scope::Doubt, at).is_some()
                || s.closes(Scope::Demand, at).is_some());
        if doubted {
            return Err("hoped, feared or doubted");
        }
        if s.is(Grammar::If, at) {
            return Err("hypothetical: if, unless, whether");
        }
        if near && s.is(Grammar::Reason, at) {
            return Err("background: because, before, until");
        }
        let relative = s.is(Grammar::Relative, at) && s.surface(at) != "that";
        if near && relative || s.is(Grammar::Circumstance, at) {
            return Ok(true);
        }
        if !near && s.sign(at, &[',']) {
            return Ok(false);
        }
    }
    Ok(false)
}
