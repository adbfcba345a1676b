//! What stands before a verb and governs it: auxiliaries, modals, and the
//! words that promise, refuse or ask for an infinitive.
//!
//! Decides the mood of a reading; knows nothing of objects and subjects.

use super::reading::{Mood, Reason, skip_adverbs};
use super::sentence::Sentence;
use crate::codebook::grammar::Grammar;
use crate::codebook::scope::Scope;

/// A modal: promise (`will`) or hypothesis (`would`).
pub(super) fn modal(s: &Sentence<'_>, at: usize) -> Option<Scope> {
    if s.opens(Scope::Future, at) {
        return Some(Scope::Future);
    }
    s.opens(Scope::Hypothetical, at).then_some(Scope::Hypothetical)
}

/// *was / has been / will be / to be / being* and a participle.
pub(super) fn passive_group(
    s: &Sentence<'_>,
    be: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let (before, negated) = skip_adverbs(s, be);
    let mood = if negated { Mood::Refused } else { mood };
    let aux = before.wrapping_sub(1);
    match s.surface(be).to_lowercase().as_str() {
        "been" if before > 0 && s.is(Grammar::Have, aux) => {
            perfect(s, aux, mood)
        }
        "be" if before > 0 && s.is(Grammar::To, aux) => {
            Ok((governed(s, aux, mood)?, aux))
        }
        "be" if before > 0 && modal(s, aux).is_some() => {
            modal_group(s, aux, mood)
        }
        "be" => Err("base form without auxiliary"),
        "being" if before > 0 && s.is(Grammar::Be, aux) => {
            if s.is(Grammar::BePast, aux) {
                return Err("past progressive: background");
            }
            Ok((mood, aux))
        }
        "being" => Err("gerund: background"),
        _ => Ok((mood, be)),
    }
}

pub(super) fn ongoing(mood: Mood) -> Mood {
    if mood == Mood::Asserted { Mood::Ongoing } else { mood }
}

/// *has / have*, and *had* where it isn't background.
pub(super) fn perfect(
    s: &Sentence<'_>,
    have: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let (before, negated) = skip_adverbs(s, have);
    let mood = if negated { Mood::Refused } else { mood };
    let aux = before.wrapping_sub(1);
    if before > 0 && modal(s, aux).is_some() {
        return Err("hypothetical: would, could, should");
    }
    if s.surface(have).eq_ignore_ascii_case("having") {
        return Ok((mood, have));
    }
    if s.is(Grammar::Had, have) {
        // "said that it had dropped", "by December 40 states had ratified"
        let said = (before.saturating_sub(8)..before)
            .any(|at| s.is(Grammar::Say, at));
        let by = s.is(Grammar::By, 0);
        if !said && !by {
            return Err("pluperfect: background");
        }
    }
    Ok((mood, have))
}

/// *will*, *would* and their kin.
pub(super) fn modal_group(
    s: &Sentence<'_>,
    at: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let said = (at.saturating_sub(10)..at)
        .rev()
        .take_while(|&i| !s.sign(i, &[';', ':']))
        .any(|i| s.is(Grammar::Say, i) || s.opens(Scope::Promise, i));
    let scope = modal(s, at);
    if mood == Mood::Refused {
        return if said {
            Ok((Mood::Refused, at))
        } else {
            Err("negated modal: no event")
        };
    }
    if said {
        return Ok((Mood::Announced, at));
    }
    if scope == Some(Scope::Hypothetical) {
        return Err("hypothetical: would, could, should");
    }
    let relative =
        (at.saturating_sub(3)..at).any(|i| s.is(Grammar::Relative, i));
    if relative {
        return Err("future in a relative clause");
    }
    Ok((Mood::Announced, at))
}

/// Who or what governs an infinitive: *vote to*, *order X to*, *the 11th
/// state to*.
pub(super) fn governed(
    s: &Sentence<'_>,
    to: usize,
    mood: Mood,
) -> Result<Mood, Reason> {
    const ORDER: [Scope; 7] = [
        Scope::Refuse,
        Scope::Continue,
        Scope::Promise,
        Scope::Enable,
        Scope::Order,
        Scope::Decide,
        Scope::Demand,
    ];
    let (edge, negated) = skip_adverbs(s, to);
    let floor = to.saturating_sub(9);
    // Nearest first: "commit to", then "vote unanimously", then further left.
    for end in [to + 1, to].into_iter().chain((floor..=edge).rev()) {
        if end > 0 && end <= edge && s.sign(end - 1, &[';', ':', '.']) {
            break;
        }
        for scope in ORDER {
            let Some(start) = s.closes(scope, end) else { continue };
            let base = governor_mood(s, start)?;
            let flip = negated || mood == Mood::Refused;
            let mood = match scope {
                Scope::Refuse => Mood::Refused,
                Scope::Continue => Mood::Ongoing,
                Scope::Promise | Scope::Order => Mood::Announced,
                Scope::Enable | Scope::Decide => Mood::Asserted,
                _ => return Err("asked for or hoped for"),
            };
            return Ok(match (base, mood) {
                (Mood::Refused, Mood::Refused) => Mood::Asserted,
                (Mood::Refused, _) => Mood::Refused,
                (Mood::Announced, Mood::Asserted) => Mood::Announced,
                _ if flip => Mood::Refused,
                _ => mood,
            });
        }
    }
    let ordinal = (to.saturating_sub(6)..to).any(|at| {
        let surface = s.surface(at);
        s.is(Grammar::Ordinal, at)
            || (surface.starts_with(|c: char| c.is_ascii_digit())
                && surface.ends_with(['h', 't', 'd']))
    });
    if ordinal {
        return Ok(mood);
    }
    Err("infinitive of purpose")
}

/// The mood of a word that governs an infinitive.
pub(super) fn governor_mood(
    s: &Sentence<'_>,
    at: usize,
) -> Result<Mood, Reason> {
    let (before, negated) = skip_adverbs(s, at);
    if negated {
        return Ok(Mood::Refused);
    }
    let aux = before.wrapping_sub(1);
    if before == 0 {
        return Ok(Mood::Asserted);
    }
    match modal(s, aux) {
        Some(Scope::Future) => Ok(Mood::Announced),
        Some(_) => Err("hypothetical: would, could, should"),
        None if s.is(Grammar::To, aux) => governed(s, aux, Mood::Asserted),
        None => Ok(Mood::Asserted),
    }
}
