//! Clause bounds: exactly one cut between neighbouring triggers, so that a
//! list of countries survives where no trigger follows.

use super::sentence::Sentence;
use super::slots::Fit;
use crate::codebook::grammar::Grammar;
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::Case;
use std::ops::Range;

/// The clause of each fit, in order; together they cover the sentence.
#[must_use]
pub(super) fn clauses(s: &Sentence<'_>, fits: &[Fit]) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    for pair in fits.windows(2) {
        let from = pair[0].reach;
        let until = core_start(&pair[1]).max(from);
        let floor = pair[0]
            .object
            .as_ref()
            .map_or(from, |object| object.end.max(from))
            .min(until);
        cuts.push(cut(s, floor, until).max(*cuts.last().unwrap_or(&0)));
    }
    cuts.push(s.words.len());
    cuts.windows(2)
        .zip(fits)
        .map(|(pair, fit)| narrowed(s, fit, pair[0]..pair[1]))
        .collect()
}

/// A clause without the neighbours that carry no event: what stands beyond a
/// joint on whose far side there is a verb of its own.
fn narrowed(
    s: &Sentence<'_>,
    fit: &Fit,
    clause: Range<usize>,
) -> Range<usize> {
    let core = core_start(fit).max(clause.start);
    let joint = |at: usize| {
        s.sign(at, &[';'])
            || s.is(Grammar::Contrast, at)
            || s.sign(at, &[',']) && s.is(Grammar::Conjunction, at + 1)
    };
    let start = (clause.start..core)
        .rev()
        .find(|&at| joint(at) && finite(s, clause.start..at))
        .unwrap_or(clause.start);
    let tail = fit.object.as_ref().map_or(fit.reach, |o| o.end.max(fit.reach));
    let end = (tail..clause.end)
        .find(|&at| joint(at) && finite(s, at..clause.end))
        .unwrap_or(clause.end);
    start..end
}

/// Whether a range holds a verb that can stand by itself.
fn finite(s: &Sentence<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|at| {
        if s.is(Grammar::Be, at)
            || s.is(Grammar::Have, at)
            || s.is(Grammar::Do, at)
        {
            return true;
        }
        let Some(word) = s.words.get(at) else { return false };
        let noun_like = at > 0
            && (s.is(Grammar::Determiner, at - 1)
                || s.is(Grammar::Preposition, at - 1));
        !noun_like
            && word.case == Case::Lower
            && s.codebook
                .lexicon
                .lemmas(word.id)
                .iter()
                .any(|(_, forms)| forms.any(Forms::PAST))
    })
}

/// The first word that belongs to a fit for sure.
fn core_start(fit: &Fit) -> usize {
    let mut start = fit.reading.start.min(fit.trigger.start);
    for slot in [&fit.object, &fit.subject].into_iter().flatten() {
        if slot.end <= fit.trigger.start && start - slot.end.min(start) < 12 {
            start = start.min(slot.start);
        }
    }
    start
}

/// The best place to part two clauses.
fn cut(s: &Sentence<'_>, from: usize, until: usize) -> usize {
    let last = |test: &dyn Fn(usize) -> bool| {
        (from..until).rev().find(|&at| test(at))
    };
    let comma = |at: usize| s.sign(at, &[',', '–', '—']);
    last(&|at| s.sign(at, &[';']))
        .map(|at| at + 1)
        .or_else(|| {
            last(&|at| comma(at) && s.is(Grammar::Conjunction, at + 1))
        })
        .or_else(|| {
            last(&|at| matches!(s.surface(at), "while" | "whereas" | "but"))
        })
        .or_else(|| last(&|at| comma(at) && s.is(Grammar::Relative, at + 1)))
        .or_else(|| last(&comma))
        .or_else(|| last(&|at| s.is(Grammar::Conjunction, at)))
        .or_else(|| last(&|at| s.is(Grammar::Relative, at)))
        .or_else(|| {
            last(&|at| {
                matches!(s.surface(at), "after" | "when" | "by" | "following")
            })
        })
        .unwrap_or(until)
}
