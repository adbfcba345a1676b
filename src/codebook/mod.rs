//! The codebook: themes, outcome types, cues, places, regions and word
//! classes, read from CSV text and checked.
//!
//! The only place where categories and words come from. Nothing here touches
//! the disk: `io` reads a folder into [`Files`], [`embedded`] holds the
//! codebook that the program was built with.

pub mod cue;
pub mod embedded;
pub mod gazetteer;
pub mod inflect;
pub mod lexicon;
pub mod scope;
pub mod source;
pub mod term;
pub mod themes;
pub mod token;
pub mod weights;

use crate::diagnostic::Diagnostic;
use cue::{Cues, Status};
use gazetteer::{CountryRow, Gazetteer};
use inflect::Irregular;
use lexicon::{LemmaId, Lexicon, WordId};
use rustc_hash::{FxHashMap, FxHashSet};
use scope::Scopes;
use sha2::{Digest, Sha256};
pub use source::Files;
use source::{Located, Sheet};
use term::{Classes, Phrases, Term};
use themes::{ThemePhrases, ThemeRow};
use weights::Weights;

/// Version of the coding rules: the codebook of the coding guide.
pub const VERSION: &str = "1";

/// A row of `outcomes.csv`.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct OutcomeRow {
    /// Its class.
    pub class: String,
    /// Its id.
    pub outcome: String,
    /// Its name in print.
    pub label: String,
    /// What it covers.
    pub definition: String,
    /// The theme of an event whose text speaks for none.
    pub default_theme: String,
    /// The type that a merely announced outcome of this type is.
    pub if_announced: String,
    /// `yes`: it happens to or is done by persons, who are named.
    pub personal: String,
    /// `yes`: the publisher's own act may be one.
    pub own_act: String,
    /// `yes`: what it provides ("a law that bans …") is no second event.
    pub provisions: String,
}

/// A row of `precedence.csv`, resolved: an outcome that says nothing beyond
/// another of the same item.
#[derive(Debug, Clone)]
pub struct Precedence {
    /// The outcome type that gives way.
    pub outcome: usize,
    /// Only with this status.
    pub status: Option<Status>,
    /// The outcome type that it gives way to.
    pub beside: usize,
    /// Only where the other concerns its countries too.
    pub same_country: bool,
    /// Also where the other is a setback.
    pub also_setback: bool,
    /// Why, for the `candidates` table.
    pub reason: String,
}

#[derive(Debug, serde::Deserialize)]
struct PrecedenceRow {
    outcome: String,
    status: Option<Status>,
    beside: String,
    same_country: String,
    also_setback: String,
    reason: String,
}

/// A row of `regions.csv`.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct RegionRow {
    /// The region scheme.
    pub scheme: String,
    /// The region's id.
    pub region: String,
    /// The region's name in print.
    pub label: String,
    /// A country in it.
    pub country: String,
}

#[derive(Debug, serde::Deserialize)]
struct RoleRow {
    role: String,
    kind: String,
}

#[derive(Debug, serde::Deserialize)]
struct ClassRow {
    class: String,
    word: String,
}

/// The codebook, compiled.
#[derive(Debug)]
pub struct Codebook {
    /// Themes, in order.
    pub themes: Vec<ThemeRow>,
    /// Outcome types, in order.
    pub outcomes: Vec<OutcomeRow>,
    /// Index of each outcome type's default theme.
    pub default_themes: Vec<usize>,
    /// Which outcomes give way to which within an item.
    pub precedence: Vec<Precedence>,
    /// Countries, in order.
    pub countries: Vec<CountryRow>,
    /// Regions of all schemes.
    pub regions: Vec<RegionRow>,
    /// Every word.
    pub lexicon: Lexicon,
    /// Word classes.
    pub classes: Classes,
    /// Cues.
    pub cues: Cues,
    /// Words that change a reading.
    pub scopes: Scopes,
    /// Names of places and bodies.
    pub gazetteer: Gazetteer,
    /// Phrases that speak for themes.
    pub theme_phrases: ThemePhrases,
    /// What persons are called, by kind (`defender`, `official`, `group` …).
    pub roles: FxHashMap<String, Term>,
    /// Grammar words, by class.
    pub grammar: FxHashMap<String, FxHashSet<WordId>>,
    /// What was learned from marked texts.
    pub weights: Weights,
    /// SHA-256 of all files.
    pub hash: String,
}

impl Codebook {
    /// Reads and compiles the files. Faults of severity error mean that rows
    /// were left out; a caller that publishes should refuse them.
    #[must_use]
    pub fn parse(files: &Files) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let sheet = Sheet::open(files, "irregular.csv", &mut faults);
        let irregular: Vec<Irregular> = unlocated(sheet.rows(&mut faults));
        let mut lexicon = Lexicon::new(irregular);
        let sheet = Sheet::open(files, "function_words.csv", &mut faults);
        let mut grammar: FxHashMap<String, FxHashSet<WordId>> =
            FxHashMap::default();
        for row in unlocated::<ClassRow>(sheet.rows(&mut faults)) {
            for token in token::tokens(&row.word) {
                let word = lexicon.surface(token.of(&row.word));
                grammar.entry(row.class.clone()).or_default().insert(word);
            }
        }
        let sheet = Sheet::open(files, "classes.csv", &mut faults);
        let rows = sheet.rows::<ClassRow>(&mut faults);
        let pairs: Vec<(String, String)> = rows
            .iter()
            .map(|l| (l.row.class.clone(), l.row.word.clone()))
            .collect();
        let (classes, wrong) = Classes::build(&pairs, &mut lexicon);
        for (index, message) in wrong {
            let Located { line, row } = &rows[index];
            faults.push(sheet.fault(*line, &row.word, "class-word", message));
        }
        let themes: Vec<ThemeRow> = unlocated(
            Sheet::open(files, "themes.csv", &mut faults).rows(&mut faults),
        );
        let (outcomes, default_themes) = outcomes(files, &themes, &mut faults);
        let ids: Vec<String> =
            outcomes.iter().map(|o| o.outcome.clone()).collect();
        let cues =
            Cues::read(files, &ids, &classes, &mut lexicon, &mut faults);
        let scopes = Scopes::read(files, &classes, &mut lexicon, &mut faults);
        let theme_phrases = ThemePhrases::read(
            files,
            &themes,
            &classes,
            &mut lexicon,
            &mut faults,
        );
        let roles = roles(files, &classes, &mut lexicon, &mut faults);
        let countries: Vec<CountryRow> = unlocated(
            Sheet::open(files, "countries.csv", &mut faults).rows(&mut faults),
        );
        let gazetteer =
            Gazetteer::read(files, &countries, &mut lexicon, &mut faults);
        let regions = regions(files, &countries, &mut faults);
        let codebook = Self {
            themes,
            outcomes,
            default_themes,
            precedence: precedence(files, &ids, &mut faults),
            countries,
            regions,
            lexicon,
            classes,
            cues,
            scopes,
            gazetteer,
            theme_phrases,
            roles,
            grammar,
            weights: Weights::read(files, &mut faults),
            hash: hash(files),
        };
        (codebook, faults)
    }

    /// Whether a word is of a grammar class of `function_words.csv`.
    #[must_use]
    pub fn is(&self, class: &str, word: WordId) -> bool {
        self.grammar.get(class).is_some_and(|words| words.contains(&word))
    }

    /// The lemma of a word that the codebook knows, if it does.
    #[must_use]
    pub fn lemma(&self, word: &str) -> LemmaId {
        self.lexicon.find(word)
    }

    /// Index of an outcome type.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Option<usize> {
        self.outcomes.iter().position(|row| row.outcome == id)
    }

    /// Index of a theme.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<usize> {
        self.themes.iter().position(|row| row.theme == id)
    }
}

fn unlocated<T>(rows: Vec<Located<T>>) -> Vec<T> {
    rows.into_iter().map(|located| located.row).collect()
}

fn outcomes(
    files: &Files,
    themes: &[ThemeRow],
    faults: &mut Vec<Diagnostic>,
) -> (Vec<OutcomeRow>, Vec<usize>) {
    let sheet = Sheet::open(files, "outcomes.csv", faults);
    let rows = sheet.rows::<OutcomeRow>(faults);
    let mut defaults = Vec::with_capacity(rows.len());
    for Located { line, row } in &rows {
        let theme = themes.iter().position(|t| t.theme == row.default_theme);
        if theme.is_none() {
            let near = source::nearest(
                &row.default_theme,
                themes.iter().map(|t| t.theme.as_str()),
            );
            let fault = sheet.fault(
                *line,
                &row.default_theme,
                "outcome-theme",
                format!("no such theme: `{}`", row.default_theme),
            );
            faults.push(match near {
                Some(name) => fault.hint(format!("did you mean `{name}`?")),
                None => fault.hint("use an id of themes.csv"),
            });
        }
        defaults.push(theme.unwrap_or(0));
    }
    (unlocated(rows), defaults)
}

fn regions(
    files: &Files,
    countries: &[CountryRow],
    faults: &mut Vec<Diagnostic>,
) -> Vec<RegionRow> {
    let sheet = Sheet::open(files, "regions.csv", faults);
    let rows = sheet.rows::<RegionRow>(faults);
    for Located { line, row } in &rows {
        if !countries.iter().any(|c| c.country == row.country) {
            faults.push(
                sheet
                    .fault(
                        *line,
                        &row.country,
                        "region-country",
                        format!("no such country: `{}`", row.country),
                    )
                    .hint("use a code of countries.csv"),
            );
        }
    }
    unlocated(rows)
}

fn precedence(
    files: &Files,
    outcomes: &[String],
    faults: &mut Vec<Diagnostic>,
) -> Vec<Precedence> {
    let sheet = Sheet::open(files, "precedence.csv", faults);
    let mut all = Vec::new();
    for Located { line, row } in sheet.rows::<PrecedenceRow>(faults) {
        let mut index = |id: &str| {
            let found = outcomes.iter().position(|o| o == id);
            if found.is_none() {
                let message = format!("no such outcome type: `{id}`");
                faults.push(sheet.fault(line, id, "precedence", message));
            }
            found
        };
        let (outcome, beside) = (index(&row.outcome), index(&row.beside));
        if let (Some(outcome), Some(beside)) = (outcome, beside) {
            all.push(Precedence {
                outcome,
                status: row.status,
                beside,
                same_country: row.same_country == "yes",
                also_setback: row.also_setback == "yes",
                reason: row.reason,
            });
        }
    }
    all
}

fn roles(
    files: &Files,
    classes: &Classes,
    lexicon: &mut Lexicon,
    faults: &mut Vec<Diagnostic>,
) -> FxHashMap<String, Term> {
    let sheet = Sheet::open(files, "roles.csv", faults);
    let mut by_kind: FxHashMap<String, Phrases> = FxHashMap::default();
    for Located { line, row } in sheet.rows::<RoleRow>(faults) {
        match term::parse(&row.role, lexicon, classes) {
            Ok(mut phrases) => {
                by_kind.entry(row.kind).or_default().append(&mut phrases);
            }
            Err(message) => {
                faults.push(sheet.fault(line, &row.role, "role", message));
            }
        }
    }
    by_kind
        .into_iter()
        .map(|(kind, phrases)| (kind, Term::new(phrases)))
        .collect()
}

fn hash(files: &Files) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in files {
        hasher.update(name.as_bytes());
        hasher.update([0]);
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hex(&hasher.finalize())
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
