//! Triggers of one sentence that compete: which tell outcomes of their own and
//! which tell another's again, provide its content or describe its object.
//!
//! Looks at neighbours in one sentence only.

use super::reading::{Reason, Voice};
use super::sentence::Sentence;
use super::slots::{Fit, Refusal};
use crate::codebook::cue::{Cue, Status};
use crate::codebook::grammar::Grammar;

/// How probable it must be of two words that each tells an outcome for both to
/// stand where one would be taken for a provision of the other.
const SURE: f64 = 0.8;

/// Keeps the fits of a sentence that stand side by side: a fit whose trigger
/// lies in another's trigger or object gives way, and so does what a law or
/// ruling that the sentence reports is said to provide.
#[must_use]
pub(super) fn side_by_side(
    s: &Sentence<'_>,
    mut fits: Vec<Fit>,
) -> (Vec<Fit>, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let mut kept: Vec<Fit> = Vec::new();
    fits.sort_by_key(|fit| fit.trigger.start);
    for fit in fits {
        let Some(last) = kept.last() else {
            kept.push(fit);
            continue;
        };
        let conflict = conflict(s, last, &fit)
            .filter(|(_, why)| *why != PROVISION || !stands_alone(last, &fit));
        match conflict {
            None => kept.push(fit),
            Some((true, reason)) => {
                // The later one is better: it replaces the earlier, and what
                // is promised of the whole is promised of its provision.
                let mut fit = fit;
                let last = kept.pop();
                if let Some(last) = last {
                    if reason == PROVISION {
                        fit.reading.mood = last.reading.mood;
                        fit.reading.start = last.reading.start;
                        fit.reading.background = last.reading.background;
                    }
                    refusals.push(Refusal {
                        trigger: last.trigger,
                        cue: last.cue,
                        reason: reason.to_owned(),
                    });
                }
                kept.push(fit);
            }
            Some((false, reason)) => {
                // What tells it again is evidence too.
                if reason == TWICE
                    && let Some(last) = kept.last_mut()
                {
                    last.reach = last.reach.max(fit.trigger.end);
                }
                refusals.push(Refusal {
                    trigger: fit.trigger,
                    cue: fit.cue,
                    reason: reason.to_owned(),
                });
            }
        }
    }
    (kept, refusals)
}

/// Whether two neighbouring fits tell one outcome: whether the later one is to
/// be kept, and why the other goes.
fn conflict(
    s: &Sentence<'_>,
    first: &Fit,
    second: &Fit,
) -> Option<(bool, Reason)> {
    let cues = &s.codebook.cues.all;
    let (a, b) = (&cues[first.cue], &cues[second.cue]);
    if second.trigger.start < first.trigger.end {
        return Some((second.rank > first.rank, "inside another trigger"));
    }
    let between = first.trigger.end..second.trigger.start;
    let parted = between.clone().any(|at| s.sign(at, &[';']));
    if parted {
        return None;
    }
    if let Some(verdict) = noun_beside_verb(s, first, second) {
        return Some(verdict);
    }
    if describes(s, first, second) {
        return Some((true, "describes what the verb after it acts upon"));
    }
    // "took her case to court, which ruled": two steps, told one by one.
    let id = |cue: &Cue| s.codebook.outcomes[cue.outcome].outcome.as_str();
    if id(a) == "case_filed" && id(b) != "case_filed" {
        return None;
    }
    // "promised to join": the infinitive says what was promised.
    let to = second.reading.start;
    if s.is(Grammar::To, to)
        && to + 1 >= first.trigger.end
        && between.len() <= 2
    {
        // A row for the governing words themselves says more: "refuse to".
        let spelt = s.is(Grammar::To, first.trigger.end.wrapping_sub(1));
        let explicit = spelt && a.row.status != Status::Announced;
        return Some((
            !explicit,
            "governs an infinitive that names the outcome",
        ));
    }
    let same = a.outcome == b.outcome;
    let coordinated = between
        .clone()
        .any(|at| s.is(Grammar::List, at) || s.sign(at, &[',']));
    let distance = between.len();
    let liberty = matches!(
        s.codebook.outcomes[a.outcome].class.as_str(),
        "liberty" | "justice"
    );
    let own_object = second
        .object
        .as_ref()
        .is_some_and(|object| object.start >= second.trigger.end);
    let phrase =
        matches!(second.reading.voice, Voice::Nominal | Voice::Phrase);
    // "became a crime after Parliament passed a law": how it came about.
    if same && second.reading.background {
        return Some((false, TWICE));
    }
    if same && phrase && !coordinated {
        return Some((second.rank > first.rank, TWICE));
    }
    if same && (liberty || !own_object) && shares_subject(s, first, second) {
        return Some((false, TWICE));
    }
    // Provisions: "passed a law that bans", "ruled that X must".
    let opened = between.clone().find(|&at| {
        s.is(Grammar::Relative, at)
            || s.is(Grammar::To, at)
            || (s.surface(at) == "by" && distance <= 4)
    });
    let lawlike = s.codebook.outcomes[a.outcome].provisions == "yes";
    if let Some(opened) = opened
        && lawlike
        && !(s.sign(opened.wrapping_sub(1), &[','])
            && coordinated
            && s.codebook.outcomes[b.outcome].class == "liberty")
    {
        return Some((specific(s, a, b), PROVISION));
    }
    let gerund = second.reading.voice == Voice::Active
        && s.surface(second.trigger.start).ends_with("ing")
        && lawlike
        && distance <= 5;
    if gerund {
        return Some((specific(s, a, b), PROVISION));
    }
    None
}

/// Whether what looks like a provision is surely an outcome of its own, and so
/// is that before it.
fn stands_alone(first: &Fit, second: &Fit) -> bool {
    let sure = |fit: &Fit| fit.verdict.is_some_and(|v| v.told >= SURE);
    sure(first) && sure(second)
}

const TWICE: Reason = "same outcome told twice";

const PROVISION: Reason = "a provision of the outcome before it";

/// Whether what a law or ruling provides says more than that there is one:
/// "passed a bill that abolishes", "ruled that the ban is unconstitutional".
fn specific(s: &Sentence<'_>, whole: &Cue, provision: &Cue) -> bool {
    let id = |cue: &Cue| s.codebook.outcomes[cue.outcome].outcome.as_str();
    matches!(id(whole), "law_enacted" | "court_ruling")
        && id(provision) == "law_repealed"
        && provision.row.status != Status::Setback
}

/// Whether the first trigger stands in a relative clause or participle on what
/// the second one acts upon: "a bill that bans X was approved".
fn describes(s: &Sentence<'_>, first: &Fit, second: &Fit) -> bool {
    // "A law adopted by parliament bars …": a participle on the subject.
    let participle = first.reading.start == first.trigger.start
        && (first.reading.voice == Voice::Headline || first.reading.modifier);
    let between = first.trigger.end..second.reading.start;
    let open = between.clone().any(|at| {
        s.sign(at, &[',', ';', ':', '–'])
            || s.is(Grammar::Conjunction, at)
            || s.is(Grammar::Circumstance, at)
            || s.is(Grammar::Relative, at)
    });
    if participle
        && !open
        && s.is(Grammar::Preposition, first.trigger.end)
        && second.reading.voice == Voice::Active
        && !s.is(Grammar::To, second.reading.start)
        && !s.surface(second.trigger.start).ends_with("ing")
    {
        return true;
    }
    let Some(object) = &second.object else { return false };
    let passive =
        matches!(second.reading.voice, Voice::Passive | Voice::Headline);
    if !passive || object.end > first.reading.start {
        return false;
    }
    let relative = (object.end..first.reading.start)
        .any(|at| s.is(Grammar::Relative, at));
    let bare = first.reading.voice == Voice::Headline
        && first.reading.start == first.trigger.start;
    let joined = (first.trigger.end..second.reading.start)
        .any(|at| s.is(Grammar::Conjunction, at));
    relative || bare && !joined
}

/// A noun that names an outcome beside a verb that tells one: the verb wins
/// where the noun fills its slot or stands in its reach ("charges were
/// dropped", "investigate the murder"), the noun where the verb only carries
/// it.
fn noun_beside_verb(
    s: &Sentence<'_>,
    first: &Fit,
    second: &Fit,
) -> Option<(bool, Reason)> {
    let nominal = |fit: &Fit| fit.reading.voice == Voice::Nominal;
    let fills = |verb: &Fit, noun: &Fit| {
        [&verb.object, &verb.subject].into_iter().flatten().any(|slot| {
            slot.start < noun.trigger.end && noun.trigger.start < slot.end
        })
    };
    let between = first.trigger.end..second.trigger.start;
    let joined = !between.clone().any(|at| {
        s.sign(at, &[',', ';', ':']) || s.is(Grammar::Conjunction, at)
    });
    match (nominal(first), nominal(second)) {
        (true, false)
            if fills(second, first)
                || joined
                    && matches!(
                        second.reading.voice,
                        Voice::Passive | Voice::Headline
                    ) =>
        {
            Some((true, "named by the verb after it"))
        }
        (false, true) if fills(first, second) => {
            Some((false, "named by the verb before it"))
        }
        (false, true) if joined => {
            let carried = first.object.is_none();
            Some((carried, "named by the verb before it"))
        }
        _ => None,
    }
}

/// Whether the second verb has no subject of its own: "pardoned and freed",
/// "found guilty and sentenced"; not "Egypt released A and Iran released B".
fn shares_subject(s: &Sentence<'_>, first: &Fit, second: &Fit) -> bool {
    let (from, until) = (first.trigger.end, second.reading.start);
    if until <= from {
        return true;
    }
    let joint = (from..until)
        .rev()
        .find(|&at| s.is(Grammar::List, at) || s.sign(at, &[',']));
    let Some(joint) = joint else {
        let pronoun = until > from && s.is(Grammar::PersonPronoun, until - 1);
        return pronoun || until - from <= 3;
    };
    !(joint + 1..until)
        .any(|at| s.begins_noun(at) && !s.is(Grammar::PersonPronoun, at))
}
