//! The theme of an event: weighted phrases in its clause count most, then its
//! lead and headings, its sentence and item; the outcome's default decides
//! where nothing speaks.

use super::sentence::Sentence;
use super::told::Told;
use crate::codebook::themes::longest;
use std::ops::Range;

/// Weights of each theme from one part of the text.
pub(super) type Weights = Vec<i32>;

/// What some words of a sentence say for each theme.
#[must_use]
pub(super) fn weigh(s: &Sentence<'_>, range: Range<usize>) -> Weights {
    let mut weights = vec![0; s.codebook.themes.len()];
    longest(s.phrases(), range, |hit| weights[hit.theme] += hit.weight);
    weights
}

/// What the surroundings of a sentence say.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// The item's lead.
    pub lead: Weights,
    /// The headings above.
    pub heading: Weights,
    /// The item's sentences together.
    pub item: Weights,
    /// The document's title.
    pub title: Weights,
    /// Each theme's share of all that the document says, in hundredths.
    pub profile: Weights,
}

/// How much each part of the text counts, and the name of its basis.
const FACTORS: [(&str, i32); 7] = [
    ("clause", 80),
    ("sentence", 85),
    ("lead", 70),
    ("heading", 135),
    ("item", 35),
    ("document", 75),
    ("document", 16),
];

/// What the outcome type's default theme counts.
const DEFAULT: i32 = 150;

/// The most that one part may say for a theme, so that a repeated word does
/// not drown the rest.
const CAP: i32 = 13;

/// Names of the parts of the text that speak for a theme, as `explain` shows
/// them; the two of the document are told apart.
pub(super) const PARTS: [&str; 7] =
    ["clause", "sentence", "lead", "heading", "item", "title", "profile"];

/// What each part of the text says for each theme, weighted; last, what the
/// outcome type's default theme counts.
#[must_use]
pub(super) fn said(
    told: &Told<'_>,
    setting: &Setting,
) -> Vec<([i32; 7], i32)> {
    let Told { s, clause, outcome, .. } = *told;
    let codebook = s.codebook;
    let clause = weigh(s, clause.clone());
    let parts = [
        &clause,
        s.themes(),
        &setting.lead,
        &setting.heading,
        &setting.item,
        &setting.title,
        &setting.profile,
    ];
    let default = codebook.default_themes[outcome];
    let weight = |part: usize, theme: usize| {
        let weight = parts[part].get(theme).copied().unwrap_or(0);
        let share = part + 1 == parts.len();
        let weight = if share { weight } else { weight.clamp(-CAP, CAP) };
        weight * FACTORS[part].1 * codebook.themes[theme].specificity / 10
    };
    (0..codebook.themes.len())
        .map(|theme| {
            let of_default = if theme == default { DEFAULT } else { 0 };
            (std::array::from_fn(|part| weight(part, theme)), of_default)
        })
        .collect()
}

/// How much a document must say in all for its profile to count fully.
const ENOUGH: i32 = 60;

/// A theme, where it came from, and the one that came next.
pub(super) struct Ruled {
    pub(super) theme: usize,
    pub(super) basis: &'static str,
    pub(super) second: Option<usize>,
    /// What each part of the text says for each theme.
    pub(super) said: Vec<([i32; 7], i32)>,
}

/// The theme by rule.
#[must_use]
pub(super) fn theme(told: &Told<'_>, setting: &Setting) -> Ruled {
    let all = said(told, setting);
    let default = told.s.codebook.default_themes[told.outcome];
    let said = |part: usize, theme: usize| all[theme].0[part];
    let total = |theme: usize| all[theme].0.iter().sum::<i32>() + all[theme].1;
    // Ties go to the first of the codebook.
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&theme| (std::cmp::Reverse(total(theme)), theme));
    let best = order.first().copied().unwrap_or(default);
    let basis = (0..FACTORS.len())
        .max_by_key(|&part| (said(part, best), std::cmp::Reverse(part)))
        .filter(|&part| said(part, best) > 0)
        .filter(|&part| best != default || said(part, best) > DEFAULT)
        .map_or("outcome", |part| FACTORS[part].0);
    let second = order.get(1).copied().filter(|&theme| total(theme) > 0);
    Ruled { theme: best, basis, second, said: all }
}

/// Each theme's share of what the parts of a document say, in hundredths.
#[must_use]
pub(super) fn profile(parts: &[&Weights]) -> Weights {
    let themes = parts.iter().map(|part| part.len()).max().unwrap_or(0);
    let sums: Vec<i32> = (0..themes)
        .map(|theme| {
            parts
                .iter()
                .filter_map(|weights| weights.get(theme))
                .map(|weight| (*weight).clamp(0, CAP))
                .sum()
        })
        .collect();
    let all = sums.iter().sum::<i32>().max(ENOUGH);
    sums.into_iter().map(|sum| sum * 100 / all).collect()
}
