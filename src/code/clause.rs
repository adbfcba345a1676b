//! Clause bounds: exactly one cut between neighbouring triggers, so that a
//! list of countries survives where no trigger follows.

use super::sentence::Sentence;
use super::slots::Fit;
use std::ops::Range;

/// The clause of each fit, in order; together they cover the sentence.
#[must_use]
pub fn clauses(s: &Sentence<'_>, fits: &[Fit]) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    for pair in fits.windows(2) {
        let from = pair[0].trigger.end;
        let until = core_start(&pair[1]).max(from);
        let floor = pair[0]
            .object
            .as_ref()
            .map_or(from, |object| object.end.max(from))
            .min(until);
        cuts.push(cut(s, floor, until).max(*cuts.last().unwrap_or(&0)));
    }
    cuts.push(s.words.len());
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
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
        .or_else(|| last(&|at| comma(at) && s.is("conjunction", at + 1)))
        .or_else(|| {
            last(&|at| matches!(s.surface(at), "while" | "whereas" | "but"))
        })
        .or_else(|| last(&|at| comma(at) && s.is("relative", at + 1)))
        .or_else(|| last(&comma))
        .or_else(|| last(&|at| s.is("conjunction", at)))
        .or_else(|| last(&|at| s.is("relative", at)))
        .or_else(|| {
            last(&|at| {
                matches!(s.surface(at), "after" | "when" | "by" | "following")
            })
        })
        .unwrap_or(until)
}
