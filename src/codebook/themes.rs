//! Themes and the weighted phrases that speak for them.

use super::faults;
use super::hits::Hits;
use super::index::{ByWord, Lists};
use super::lexicon::Lexicon;
use super::reference::{Known, References};
use super::source::{Files, Sheet};
use super::term::{Atom, Bag, Classes, parse};
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// A row of `themes.csv`.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
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

/// A phrase by its number, with the words that it needs, the index of its
/// theme and its weight.
type Weighted = (u32, Bag, usize, i32);

/// All theme phrases, by first word.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct ThemePhrases {
    by_first: ByWord<Weighted>,
    phrases: Lists<Atom>,
}

/// A theme phrase that a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseHit {
    /// Its words.
    pub words: Range<usize>,
    /// Index of the theme that it speaks for.
    pub theme: usize,
    /// How much it says.
    pub weight: i32,
}

impl ThemePhrases {
    /// Reads `theme_phrases.csv`.
    pub(super) fn read(
        files: &Files,
        themes: &Known,
        classes: &Classes,
        lexicon: &mut Lexicon,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let sheet = Sheet::open(files, "theme_phrases.csv", told);
        let mut references =
            References::new(&sheet, "theme", "theme-phrase", themes);
        let (mut by_first, mut phrases) = (Vec::new(), Lists::default());
        for located in sheet.rows::<PhraseRow>(told) {
            let (at, row) = (located.at, located.row);
            told.extend(faults::capitals(&sheet, at, "phrase", &row.phrase));
            let Some(theme) = references.resolve(at, &row.theme) else {
                continue;
            };
            let ways = match parse(&row.phrase, lexicon, classes) {
                Ok(ways) => ways,
                Err(fault) => {
                    told.push(faults::term(&sheet, at, "phrase", fault));
                    continue;
                }
            };
            for way in ways {
                let Some(Atom::Lemma(first) | Atom::Surface(first)) =
                    way.first()
                else {
                    told.push(
                        sheet
                            .fault(
                                at,
                                "phrase",
                                "",
                                "theme-phrase",
                                "a phrase that speaks for a theme begins with a word, not with a class or gap",
                            )
                            .hint("write one row for each word that it may begin with"),
                    );
                    continue;
                };
                let (first, needs) = (*first, Bag::of(&way));
                let phrase = phrases.add(way);
                by_first.push((first, (phrase, needs, theme, row.weight)));
            }
        }
        references.tell(told);
        Self { by_first: ByWord::new(by_first), phrases }
    }

    /// All phrases of a sentence, by first word.
    #[must_use]
    pub fn find(&self, words: usize, hits: &Hits<'_>) -> Vec<PhraseHit> {
        let mut all: Vec<PhraseHit> = Vec::new();
        for at in 0..words {
            for word in hits.readings(at) {
                for (phrase, needs, theme, weight) in self.by_first.of(word) {
                    if !hits.holds(*needs) {
                        continue;
                    }
                    let phrase = self.phrases.get(*phrase);
                    let Some(end) = hits.phrase(phrase, at) else { continue };
                    let (theme, weight) = (*theme, *weight);
                    all.push(PhraseHit { words: at..end, theme, weight });
                }
            }
        }
        all
    }
}

/// Tells those phrases of a sentence that lie in a range; a longer one hides
/// the shorter ones inside it.
pub fn longest(
    all: &[PhraseHit],
    range: Range<usize>,
    mut tell: impl FnMut(&PhraseHit),
) {
    let mut from = all.partition_point(|hit| hit.words.start < range.start);
    while let Some(first) = all.get(from).map(|hit| hit.words.start)
        && first < range.end
    {
        let here = all[from..].iter();
        let here = here.take_while(|hit| hit.words.start == first);
        let here = &all[from..from + here.count()];
        let inside = |hit: &&PhraseHit| hit.words.end <= range.end;
        let end = here.iter().filter(inside).map(|hit| hit.words.end).max();
        let end = end.unwrap_or(first + 1);
        for (at, hit) in here.iter().enumerate() {
            if hit.words.end == end && !here[..at].contains(hit) {
                tell(hit);
            }
        }
        from += all[from..].partition_point(|hit| hit.words.start < end);
    }
}
