//! The page of the themes: what each covers, which phrases speak for it, how
//! often it occurs, and an event of it.

use super::{Observed, cell, opening};
use crate::codebook::source::Sheet;
use crate::codebook::{Codebook, Files};
use std::fmt::Write;

/// Phrases that are shown of a theme.
const SHOWN: usize = 8;

/// A row of `theme_phrases.csv`, as far as it is shown.
#[derive(serde::Deserialize)]
struct PhraseRow {
    theme: String,
    phrase: String,
    weight: i32,
}

/// The page.
pub(super) fn page(
    codebook: &Codebook,
    files: &Files,
    observed: &Observed<'_>,
) -> String {
    // Whoever has a compiled codebook has heard of its faults.
    let mut told = Vec::new();
    let sheet = Sheet::open(files, "theme_phrases.csv", &mut told);
    let rows = sheet.rows::<PhraseRow>(&mut told);
    let phrases: Vec<PhraseRow> = rows.into_iter().map(|r| r.row).collect();
    let mut text =
        opening("Themes", "`codebook/themes.csv` and `theme_phrases.csv`");
    let _ = write!(
        text,
        "\nAn event has one theme: the right at stake. Events: those of the release described in [the codebook's overview](codebook.md). How right themes are: [accuracy](accuracy.md).\n\n| theme | label | events | of these setbacks | phrases |\n| --- | --- | ---: | ---: | ---: |\n"
    );
    for theme in &codebook.themes {
        let key = [("theme", theme.theme.as_str())];
        let n = |column| Observed::number(&observed.themes, &key, column);
        let count =
            phrases.iter().filter(|row| row.theme == theme.theme).count();
        let _ = writeln!(
            text,
            "| [`{0}`](#{0}) | {1} | {2} | {3} | {count} |",
            theme.theme,
            cell(&theme.label),
            n("n_events"),
            n("n_setback"),
        );
    }
    for theme in &codebook.themes {
        let _ = write!(
            text,
            "\n## {}\n\n**{}.** {}\n",
            theme.theme, theme.label, theme.definition
        );
        let of = heaviest(&phrases, &theme.theme);
        if !of.is_empty() {
            let _ = write!(
                text,
                "\nSome of the phrases that speak for it most: {}.\n",
                of.join(", ")
            );
        }
        if let Some(example) = observed.example("theme", &theme.theme) {
            let _ = write!(text, "\n{example}\n");
        }
    }
    text
}

/// Some of a theme's heaviest phrases, from all over the file, which is in
/// the order of the alphabet.
fn heaviest(phrases: &[PhraseRow], theme: &str) -> Vec<String> {
    let of = || phrases.iter().filter(|row| row.theme == theme);
    let most = of().map(|row| row.weight).max();
    let heavy: Vec<&PhraseRow> =
        of().filter(|row| Some(row.weight) == most).collect();
    let step = heavy.len().div_ceil(SHOWN).max(1);
    let shown = heavy.iter().step_by(step);
    shown.map(|row| format!("`{}`", row.phrase)).collect()
}
