//! Verbs without an auxiliary: gerunds, participles, headlines, the present
//! tense, and the second of two joined verbs.
//!
//! Decides voice and mood; knows nothing of objects beyond whether one may
//! begin.

use super::auxiliary::{
    governed, modal, modal_group, ongoing, passive_group, perfect,
};
use super::reading::{Reading, Reason, Voice};
use super::sentence::Sentence;
use crate::codebook::grammar::Grammar;
use crate::codebook::inflect::Forms;
use crate::codebook::scope::Scope;
use std::ops::Range;

/// A form in -ing: progressive, means ("by passing"), result (", freeing").
pub(super) fn gerund(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let at = before.wrapping_sub(1);
    if before == 0 {
        return Err("gerund at the start");
    }
    if s.is(Grammar::Be, at) {
        if s.is(Grammar::BePast, at) {
            return Err("past progressive: background");
        }
        reading.start = at;
        return Ok(());
    }
    if (0..at).any(|i| s.is(Grammar::Had, i)) {
        return Err("pluperfect: background");
    }
    let means = s.is(Grammar::Means, at);
    if means || s.sign(at, &[',']) {
        let object = s.begins_noun(trigger.end);
        return if object { Ok(()) } else { Err("gerund without object") };
    }
    if s.closes(Scope::Continue, before).is_some() {
        reading.mood = ongoing(reading.mood);
        return Ok(());
    }
    if s.closes(Scope::Decide, before).is_some() {
        return Ok(());
    }
    // "with two courts ruling that …"
    let with = (at.saturating_sub(8)..at)
        .rev()
        .take_while(|&i| !s.sign(i, &[',', ';', ':']))
        .any(|i| s.surface(i) == "with");
    if with {
        return Ok(());
    }
    Err("gerund or participle after a noun")
}

/// A past form or participle without auxiliary.
pub(super) fn bare_past(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    forms: Forms,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let left = before.wrapping_sub(1);
    let right = trigger.end;
    let participle = forms.any(Forms::PARTICIPLE);
    if before > 0 && participle {
        let modifies = s.is(Grammar::Determiner, left)
            || s.words[left].token.kind
                == crate::codebook::token::TokenKind::Possessive
            || (s.is(Grammar::Preposition, left)
                && !s.is(Grammar::Relative, left));
        if modifies && s.begins_noun(right) {
            return Err("participle before a noun");
        }
        if let Some(between) = causative(s, before) {
            reading.voice = Voice::Passive;
            reading.start = between.start;
            reading.between = Some(between);
            return Ok(());
        }
    }
    // "should provide X and set up Y": the past is spelt as the base form.
    if before > 0
        && s.is(Grammar::List, left)
        && forms.any(Forms::BASE)
        && let Some(shared) = shared_infinitive(s, left, reading)
    {
        return shared;
    }
    if before > 0 && (s.is(Grammar::List, left) || s.sign(left, &[','])) {
        inherit(s, left, right, participle, reading)?;
        return Ok(());
    }
    let object = s.begins_noun(right);
    if object && forms.any(Forms::PAST) {
        if before > 0 && s.is(Grammar::Preposition, left) {
            return Err("participle after a preposition");
        }
        return Ok(());
    }
    if participle && headline(s, before, right) {
        reading.voice = Voice::Headline;
        return Ok(());
    }
    if participle && another_finite(s, before, trigger) {
        // Still active if the verb needs no object; the slots will tell.
        reading.voice = Voice::Active;
        reading.modifier = true;
        return Ok(());
    }
    reading.voice = Voice::Headline;
    Ok(())
}

/// *have* and a possessive before a participle: "had their sentences cut".
pub(super) fn causative(
    s: &Sentence<'_>,
    before: usize,
) -> Option<Range<usize>> {
    let floor = before.saturating_sub(8);
    let have = (floor..before).rev().find(|&at| s.is(Grammar::Have, at))?;
    let first = have + 1;
    let possessive = s.is(Grammar::Causee, first);
    let closed = (first..before).all(|at| !s.sign(at, &[',', ';', ':']));
    (possessive && closed && before > first + 1).then_some(have..before)
}

/// A verb joined to an earlier one by *and* shares its auxiliary.
pub(super) fn inherit(
    s: &Sentence<'_>,
    joint: usize,
    right: usize,
    participle: bool,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let object = s.begins_noun(right);
    let floor = joint.saturating_sub(18);
    for at in (floor..joint).rev() {
        if s.sign(at, &[';', ':']) {
            break;
        }
        if s.is(Grammar::Be, at) && participle && !object {
            reading.voice = Voice::Passive;
            let (mood, start) = passive_group(s, at, reading.mood)?;
            (reading.mood, reading.start) = (mood, start);
            return Ok(());
        }
        if s.is(Grammar::Have, at) && participle {
            let (mood, start) = perfect(s, at, reading.mood)?;
            reading.mood = mood;
            if object {
                reading.start = reading.start.max(start);
            }
            return Ok(());
        }
    }
    if !object && participle {
        reading.voice = Voice::Headline;
    }
    Ok(())
}

/// Whether nothing else in the sentence is finite: a headline.
pub(super) fn headline(s: &Sentence<'_>, before: usize, right: usize) -> bool {
    let finite = |at: usize| {
        s.is(Grammar::Be, at)
            || s.is(Grammar::Have, at)
            || s.is(Grammar::Do, at)
            || modal(s, at).is_some()
    };
    // "They include an activist jailed …": a pronoun has a verb of its own.
    let subject = |at: usize| s.is(Grammar::SubjectPronoun, at);
    before > 0
        && !(0..before).any(|at| finite(at) || subject(at))
        && !(right..s.words.len())
            .take_while(|&at| {
                !s.sign(at, &[';', ':'])
                    && !s.is(Grammar::Circumstance, at)
                    && !s.is(Grammar::Reason, at)
            })
            .any(finite)
}

/// Whether an auxiliary elsewhere shows that this participle only modifies.
pub(super) fn another_finite(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
) -> bool {
    let aux = |at: usize| {
        s.is(Grammar::Be, at)
            || s.is(Grammar::Have, at)
            || modal(s, at).is_some()
    };
    (0..before).any(|at| aux(at) || s.is(Grammar::SubjectPronoun, at))
        || (trigger.end..s.words.len())
            .take_while(|&at| !s.sign(at, &[';']))
            .any(aux)
}

/// A present form: headline style, or a plural subject.
pub(super) fn present(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    forms: Forms,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let left = before.wrapping_sub(1);
    if before == 0 {
        return Err("imperative or noun at the start");
    }
    if s.is(Grammar::List, left) && forms.any(Forms::BASE) {
        return joined_infinitive(s, left, reading);
    }
    if s.is(Grammar::Determiner, left) && !s.is(Grammar::Pronoun, left)
        || s.is(Grammar::Preposition, left)
        || s.words[left].token.kind
            == crate::codebook::token::TokenKind::Possessive
    {
        return Err("noun, not a verb");
    }
    let help = s.is(Grammar::BareGovernor, left);
    if forms.any(Forms::THIRD) || help {
        return Ok(());
    }
    let plural = s.surface(left).ends_with('s')
        || s.is(Grammar::Pronoun, left)
        || s.surface(left).ends_with("people");
    if plural && s.begins_noun(trigger.end) {
        return Ok(());
    }
    Err("base form without a subject")
}

/// "pledged to improve X and strengthen Y": the second infinitive.
pub(super) fn joined_infinitive(
    s: &Sentence<'_>,
    joint: usize,
    reading: &mut Reading,
) -> Result<(), Reason> {
    for at in (joint.saturating_sub(25)..joint).rev() {
        if s.sign(at, &[';', ':']) {
            break;
        }
        if s.is(Grammar::To, at)
            && at + 1 < joint
            && !s.is(Grammar::Determiner, at + 1)
        {
            reading.mood = governed(s, at, reading.mood)?;
            return Ok(());
        }
        if modal(s, at).is_some() {
            let (mood, _) = modal_group(s, at, reading.mood)?;
            reading.mood = mood;
            return Ok(());
        }
    }
    Err("base form without a subject")
}

/// The second of two infinitives, unless a finite verb stands between.
pub(super) fn shared_infinitive(
    s: &Sentence<'_>,
    joint: usize,
    reading: &mut Reading,
) -> Option<Result<(), Reason>> {
    for at in (joint.saturating_sub(25)..joint).rev() {
        let bound = s.sign(at, &[';', ':'])
            || s.is(Grammar::Be, at)
            || s.is(Grammar::Have, at)
            || s.is(Grammar::Relative, at);
        if bound {
            return None;
        }
        if s.is(Grammar::To, at) && s.closes(Scope::Promise, at).is_none() {
            let governs = !s.is(Grammar::Determiner, at + 1);
            return governs.then(|| joined_infinitive(s, joint, reading));
        }
        if s.is(Grammar::To, at) || modal(s, at).is_some() {
            return Some(joined_infinitive(s, joint, reading));
        }
    }
    None
}
