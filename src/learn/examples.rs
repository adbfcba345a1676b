//! From marked texts to examples: the features of every word that may tell an
//! outcome, with what its mark says.

use super::marked::{Mark, Marked, Place};
use crate::code::Coder;
use crate::code::learning::{Asked, Known, Told, asked, told};
use crate::code::sink::crossed;
use crate::codebook::lexicon::fold;
use crate::codebook::weights::{EVENT, Model, YES, key};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a word's features are and what it is.
#[derive(Debug, Clone)]
pub(super) struct Example<'a> {
    pub(super) features: Vec<Cow<'a, str>>,
    pub(super) label: &'a str,
    /// How much it counts.
    pub(super) weight: f64,
}

/// The label of a word that tells no outcome.
const NONE: &str = "none";

/// The label of what is not.
const NO: &str = "no";

/// All words of all texts.
pub(super) struct Asking<'a> {
    texts: Vec<(Vec<Asked>, &'a Marked)>,
}

/// For each text, the mark of each marked word.
pub(super) type Narrow<'a> = Vec<FxHashMap<usize, &'a Mark>>;

impl<'a> Asking<'a> {
    pub(super) fn of(coder: &'a Coder, texts: &'a [Marked]) -> Self {
        let mut known = Known::default();
        let text =
            |text: &'a Marked| (asked(coder, &text.source, &mut known), text);
        Self { texts: texts.iter().map(text).collect() }
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
        for ((asked, text), marked) in self.texts.iter().zip(narrow) {
            for (at, word) in asked.iter().enumerate() {
                let mark = marked.get(&at);
                let telling = telling.contains(word.stem.as_str());
                if mark.is_none() && !word.cued && !telling {
                    continue;
                }
                let outcome = mark.map_or(NONE, |mark| &*mark.outcome);
                let label = if mark.is_some() { EVENT } else { NONE };
                let features = borrowed(&word.features);
                if let Some(mark) = mark {
                    let mut all = features.clone();
                    all.extend(borrowed(&word.broad));
                    models.entry("outcome").or_default().push(Example {
                        features: all.clone(),
                        label: outcome,
                        weight: text.weight,
                    });
                    all.push(format!("outcome={outcome}").into());
                    let with = |name: &Arc<str>| {
                        crossed(outcome, name).map(Cow::from)
                    };
                    all.extend(word.features.iter().filter_map(with));
                    models.entry("status").or_default().push(Example {
                        features: all,
                        label: &mark.status,
                        weight: text.weight,
                    });
                }
                let weight = text.weight;
                let example = Example { features, label, weight };
                models.entry("trigger").or_default().push(example);
            }
        }
        models
    }
}

/// The marks of each text with what stands around them.
pub(super) type Around<'a> = Vec<(&'a Mark, Told, f64)>;

impl<'a> Asking<'a> {
    /// Looks up what stands around the marks.
    pub(super) fn around(
        &self,
        coder: &Coder,
        narrow: &Narrow<'a>,
    ) -> Around<'a> {
        let mut all = Vec::new();
        for ((_, text), marked) in self.texts.iter().zip(narrow) {
            let outcome =
                |mark: &Mark| coder.codebook().outcome(&mark.outcome);
            let marks = marked
                .iter()
                .filter_map(|(at, mark)| Some((*at, outcome(mark)?)))
                .collect();
            let told = told(coder, &text.source, &marks);
            all.extend(
                told.into_iter()
                    .map(|told| (marked[&told.word], told, text.weight)),
            );
        }
        all
    }
}

/// Examples of which country an outcome concerns, which date is its own and
/// which theme it has.
pub(super) fn fields<'e>(
    around: &'e Around<'_>,
) -> [(&'static str, Vec<Example<'e>>); 3] {
    let label = |right: bool| if right { YES } else { NO };
    let (mut countries, mut dates, mut themes) = (vec![], vec![], vec![]);
    for (mark, told, weight) in around {
        countries.extend(told.countries.iter().map(|choice| Example {
            features: borrowed(&choice.features),
            label: label(mark.countries.contains(&choice.value)),
            weight: *weight,
        }));
        if let Some(date) = &mark.date {
            dates.extend(told.dates.iter().map(|choice| Example {
                features: borrowed(&choice.features),
                label: label(*date == choice.value),
                weight: *weight,
            }));
        }
        let features = borrowed(&told.theme);
        themes.push(Example { features, label: &mark.theme, weight: *weight });
    }
    [("country", countries), ("date", dates), ("theme", themes)]
}

fn borrowed<S: AsRef<str>>(features: &[S]) -> Vec<Cow<'_, str>> {
    features.iter().map(|name| Cow::from(name.as_ref())).collect()
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
    let odds = |at: usize| {
        let word = &asked[at];
        let keys: Vec<_> = word.features.iter().map(|f| key(f)).collect();
        let learned = model.probability(&keys, EVENT);
        let cue = format!("cue={}", mark.outcome);
        let fits = word.features.iter().any(|name| **name == *cue);
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
