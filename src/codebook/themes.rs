//! Themes and the weighted phrases that speak for them.

use super::lexicon::{LemmaId, Lexicon};
use super::source::{Files, Sheet};
use super::term::{Atom, Classes, Sight, match_phrase, parse};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;

/// A row of `themes.csv`.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct ThemeRow {
    /// Its id.
    pub theme: String,
    /// Its name in print.
    pub label: String,
    /// What it covers.
    pub definition: String,
    /// How much a phrase for it counts, in tenths: a theme that says what the
    /// right is about (abortion) outweighs one that says by which way it is
    /// sought (a court).
    pub specificity: i32,
}

#[derive(Debug, serde::Deserialize)]
struct PhraseRow {
    theme: String,
    phrase: String,
    weight: i32,
}

/// A phrase with the index of its theme and its weight.
type Weighted = (Vec<Atom>, usize, i32);

/// All theme phrases, by first word.
#[derive(Debug, Default)]
pub struct ThemePhrases {
    by_first: FxHashMap<LemmaId, Vec<Weighted>>,
}

impl ThemePhrases {
    /// Reads `theme_phrases.csv`.
    pub fn read(
        files: &Files,
        themes: &[ThemeRow],
        classes: &Classes,
        lexicon: &mut Lexicon,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let sheet = Sheet::open(files, "theme_phrases.csv", faults);
        let mut phrases = Self::default();
        for located in sheet.rows::<PhraseRow>(faults) {
            let row = located.row;
            let theme = themes.iter().position(|t| t.theme == row.theme);
            let Some(theme) = theme else {
                faults.push(sheet.fault(
                    located.line,
                    &row.theme,
                    "theme-phrase",
                    format!("no such theme: `{}`", row.theme),
                ));
                continue;
            };
            match parse(&row.phrase, lexicon, classes) {
                Ok(ways) => {
                    for way in ways {
                        let first = match way.first() {
                            Some(Atom::Lemma(w) | Atom::Surface(w)) => *w,
                            _ => continue,
                        };
                        phrases
                            .by_first
                            .entry(first)
                            .or_default()
                            .push((way, theme, row.weight));
                    }
                }
                Err(message) => faults.push(sheet.fault(
                    located.line,
                    &row.phrase,
                    "theme-phrase",
                    message,
                )),
            }
        }
        phrases
    }

    /// Adds what the words of a range say for each theme; a longer phrase
    /// hides the shorter ones inside it.
    pub fn weigh(
        &self,
        range: std::ops::Range<usize>,
        factor: i32,
        sight: &impl Sight,
        lexicon: &Lexicon,
        classes: &Classes,
        weights: &mut [i32],
    ) {
        let mut at = range.start;
        while at < range.end {
            let mut longest = at + 1;
            let mut hits: Vec<(usize, i32)> = Vec::new();
            let word = sight.word(at).unwrap_or_default();
            let lemmas = lexicon.lemmas(word).iter().map(|(l, _)| *l);
            for lemma in lemmas.chain(std::iter::once(word)) {
                for (phrase, theme, weight) in
                    self.by_first.get(&lemma).into_iter().flatten()
                {
                    let end =
                        match_phrase(phrase, at, sight, lexicon, classes);
                    let Some(end) = end.filter(|end| *end <= range.end) else {
                        continue;
                    };
                    if end > longest {
                        longest = end;
                        hits.clear();
                    }
                    if end == longest && !hits.contains(&(*theme, *weight)) {
                        hits.push((*theme, *weight));
                    }
                }
            }
            for (theme, weight) in hits {
                weights[theme] += weight * factor;
            }
            at = longest;
        }
    }
}
