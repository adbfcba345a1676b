//! Which words of a sentence tell an outcome, and which: the cues propose, and
//! the learned weights decide, also of words that no cue knows.
//!
//! Looks at one sentence. Slots, clauses and fields are the business of those
//! who come before and after.

use super::features::{Keys, Place, Sink, View};
use super::reading::{self, Reading};
use super::sentence::Sentence;
use super::slots::{Fit, Refusal};
use crate::codebook::cue::Status;
use crate::codebook::token::TokenKind;
use crate::codebook::weights::Hash;

/// The label of a word that tells no outcome.
const NONE: &str = "none";

/// How probable an outcome must be.
const THRESHOLD: f64 = 0.5;

/// What the weights say of a fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Index of the outcome type.
    pub outcome: usize,
    /// Its status.
    pub status: Status,
    /// How probable it is that the word tells an outcome at all.
    pub probability: f64,
}

/// Lets the weights decide on what the cues propose. A codebook without
/// weights decides nothing.
pub(super) fn judge(
    s: &Sentence<'_>,
    fits: Vec<Fit>,
    mut refusals: Vec<Refusal>,
    place: Place<'_>,
) -> (Vec<Fit>, Vec<Refusal>) {
    let weights = &s.codebook.weights;
    let (Some(trigger), Some(which), Some(status)) = (
        weights.model("trigger"),
        weights.model("outcome"),
        weights.model("status"),
    ) else {
        return (fits, refusals);
    };
    let view = View::new(s, &fits, &refusals, place);
    let mut judged = Vec::new();
    let mut dropped = Vec::new();
    for at in 0..s.words.len() {
        if s.words[at].token.kind != TokenKind::Word {
            continue;
        }
        let stem = Hash::default().then("s=").then(view.stem(at)).key();
        if !view.cued(at) && !trigger.knows(stem) {
            continue;
        }
        let mut keys = Keys::default();
        view.features(at, &mut keys);
        let odds = trigger.probabilities(&keys.0);
        let none = trigger.labels().iter().position(|l| l == NONE);
        let nothing = none.map_or(0.0, |none| odds[none]);
        let own = fits.iter().find(|fit| fit.trigger.start == at);
        view.broad(at, &mut keys);
        let odds = which.probabilities(&keys.0);
        let best =
            (0..odds.len()).max_by(|a, b| odds[*a].total_cmp(&odds[*b]));
        let outcome =
            best.and_then(|best| s.codebook.outcome(&which.labels()[best]));
        let Some(outcome) = outcome.filter(|_| 1.0 - nothing >= std::env::var("TH").ok().and_then(|v| v.parse().ok()).unwrap_or(THRESHOLD))
        else {
            if let Some(fit) = own {
                dropped.push(Refusal {
                    trigger: fit.trigger.clone(),
                    cue: fit.cue,
                    reason: "the words around it speak against it".to_owned(),
                });
            }
            continue;
        };
        keys.add("outcome", &[&s.codebook.outcomes[outcome].outcome], 1);
        let odds = status.probabilities(&keys.0);
        let best = (0..odds.len())
            .max_by(|a, b| odds[*a].total_cmp(&odds[*b]))
            .and_then(|best| Status::of(&status.labels()[best]));
        let Some(status) = best else { continue };
        let mut fit = own.cloned().unwrap_or_else(|| bare(s, at, outcome));
        if s.codebook.cues.all[fit.cue].outcome != outcome {
            fit.cue = s.codebook.cues.learned(outcome);
        }
        fit.verdict =
            Some(Verdict { outcome, status, probability: 1.0 - nothing });
        judged.push(fit);
    }
    refusals.retain(|r| {
        !judged.iter().any(|fit| fit.trigger.start == r.trigger.start)
    });
    refusals.extend(dropped);
    (judged, refusals)
}

/// A fit without slots, for a word that no cue knows.
fn bare(s: &Sentence<'_>, at: usize, outcome: usize) -> Fit {
    Fit {
        cue: s.codebook.cues.learned(outcome),
        trigger: at..at + 1,
        reading: read(s, at),
        object: None,
        subject: None,
        reach: at + 1,
        rank: 0.0,
        score: 0.5,
        verdict: None,
    }
}

/// How a word is meant: by its forms if the lexicon knows it as a verb, else
/// by what stands before it.
fn read(s: &Sentence<'_>, at: usize) -> Reading {
    let lemmas = s.codebook.lexicon.lemmas(s.words[at].id);
    lemmas
        .iter()
        .find_map(|(lemma, _)| reading::verb(s, &(at..at + 1), *lemma).ok())
        .unwrap_or_else(|| reading::guess(s, at))
}
