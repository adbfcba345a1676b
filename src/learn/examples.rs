//! From marked texts to examples: the features of every word that may tell an
//! outcome, with what its mark says.

use super::marked::{Mark, Marked, Place};
use crate::code::Coder;
use crate::code::learning::{Asked, asked};
use crate::codebook::lexicon::fold;
use crate::codebook::weights::{Model, hash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word's features are and what it is.
#[derive(Debug, Clone)]
pub(super) struct Example<'a> {
    pub(super) features: Vec<&'a str>,
    pub(super) label: &'a str,
}

/// The label of a word that tells no outcome.
const NONE: &str = "none";

/// The label of any other.
const EVENT: &str = "event";

/// All words of all texts.
pub(super) struct Asking<'a> {
    texts: Vec<(Vec<Asked>, &'a Marked)>,
    outcomes: BTreeMap<&'a str, String>,
}

/// For each text, the mark of each marked word.
pub(super) type Narrow<'a> = Vec<FxHashMap<usize, &'a Mark>>;

impl<'a> Asking<'a> {
    pub(super) fn of(coder: &'a Coder, texts: &'a [Marked]) -> Self {
        let outcomes = &coder.codebook().outcomes;
        Self {
            texts: texts
                .iter()
                .map(|text| (asked(coder, &text.source), text))
                .collect(),
            outcomes: outcomes
                .iter()
                .map(|row| {
                    (row.outcome.as_str(), format!("outcome={}", row.outcome))
                })
                .collect(),
        }
    }

    /// Finds the word of each mark; among the words of an anchor the one that
    /// a model thinks most likely to tell the outcome.
    pub(super) fn narrow(&self, model: &Model) -> Narrow<'a> {
        let word = |(asked, text): &(Vec<Asked>, &'a Marked)| {
            let mut marked = FxHashMap::default();
            for mark in &text.marks {
                let found = match &mark.place {
                    Place::Byte(byte) => {
                        asked.iter().position(|w| w.byte_start == *byte)
                    }
                    Place::Anchor(anchor) => anchored(asked, anchor)
                        .and_then(|words| likely(asked, words, model, mark)),
                };
                if let Some(found) = found {
                    marked.insert(found, mark);
                }
            }
            marked
        };
        self.texts.iter().map(word).collect()
    }

    /// Examples of each model.
    pub(super) fn examples<'s>(
        &'s self,
        narrow: &Narrow<'s>,
    ) -> BTreeMap<&'static str, Vec<Example<'s>>> {
        // Words that never tell an outcome are not asked about.
        let mut telling: FxHashSet<&str> = FxHashSet::default();
        for ((asked, _), marked) in self.texts.iter().zip(narrow) {
            telling.extend(marked.keys().map(|at| asked[*at].stem.as_str()));
        }
        let mut models: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((asked, _), marked) in self.texts.iter().zip(narrow) {
            for (at, word) in asked.iter().enumerate() {
                let mark = marked.get(&at);
                let telling = telling.contains(word.stem.as_str());
                if mark.is_none() && !word.cued && !telling {
                    continue;
                }
                let outcome = mark.map_or(NONE, |mark| &*mark.outcome);
                let label = if mark.is_some() { EVENT } else { NONE };
                let features: Vec<&str> =
                    word.features.iter().map(|(name, _)| &**name).collect();
                if let Some(mark) = mark {
                    let broad = word.broad.iter().map(|(n, _)| &**n);
                    let named = self.outcomes.get(outcome).map(String::as_str);
                    models.entry("theme").or_default().push(Example {
                        features: broad.clone().chain(named).collect(),
                        label: &mark.theme,
                    });
                    let mut features = features.clone();
                    features.extend(broad);
                    models.entry("outcome").or_default().push(Example {
                        features: features.clone(),
                        label: outcome,
                    });
                    features.extend(named);
                    let label = &*mark.status;
                    let example = Example { features, label };
                    models.entry("status").or_default().push(example);
                }
                let example = Example { features, label };
                models.entry("trigger").or_default().push(example);
            }
        }
        models
    }
}

/// The words of an anchor.
fn anchored(asked: &[Asked], anchor: &str) -> Option<Range<usize>> {
    let parts: Vec<String> = anchor
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(fold)
        .collect();
    // Words of a text may hold several parts: "co-operate".
    let first = |word: &Asked| {
        word.parts.first().is_some_and(|part| *part == parts[0])
    };
    (0..asked.len()).find_map(|start| {
        if parts.is_empty() || !first(&asked[start]) {
            return None;
        }
        let mut rest = parts.iter();
        let mut at = start;
        loop {
            if rest.as_slice().is_empty() {
                return Some(start..at);
            }
            for part in &asked.get(at)?.parts {
                if rest.as_slice().is_empty() {
                    break;
                }
                if rest.next()? != part {
                    return None;
                }
            }
            at += 1;
        }
    })
}

fn likely(
    asked: &[Asked],
    words: Range<usize>,
    model: &Model,
    mark: &Mark,
) -> Option<usize> {
    let label = model.labels().iter().position(|l| *l == EVENT);
    let odds = |at: usize| {
        let word = &asked[at];
        let keys: Vec<_> = word
            .features
            .iter()
            .map(|(name, value)| (hash(name), *value))
            .collect();
        let learned =
            label.map_or(0.0, |label| model.probabilities(&keys)[label]);
        let cue = format!("cue={}", mark.outcome);
        let fits = word.features.iter().any(|(name, _)| *name == cue);
        learned
            + if fits { 0.5 } else { 0.0 }
            + if word.cued { 0.05 } else { 0.0 }
    };
    words
        .filter(|at| asked[*at].word)
        .map(|at| (odds(at), at))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, at)| at)
}
