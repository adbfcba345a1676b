//! The codebook: themes, outcome types, cues, places, regions and word
//! classes, read from CSV text and checked.
//!
//! The only place where categories and words come from. Nothing here touches
//! the disk: `io` reads a folder into [`Files`], [`embedded`] holds the
//! codebook that the program was built with.

pub mod blend;
pub mod calibration;
mod columns;
pub mod cue;
mod digest;
pub mod embedded;
pub mod error_rates;
mod faults;
pub mod gazetteer;
pub mod grammar;
mod header;
pub mod hits;
pub mod index;
pub mod inflect;
pub mod lexicon;
mod pack;
mod record;
mod reference;
pub mod scope;
pub mod source;
pub(crate) mod spelling;
mod tables;
pub mod term;
pub mod themes;
pub mod token;
pub mod weights;

use crate::diagnostic::Diagnostic;
use blend::Blend;
use calibration::Calibration;
pub use columns::key_columns;
use cue::{Cues, Status};
pub use digest::{digest, hex};
use error_rates::ErrorRateRow;
use gazetteer::{CountryRow, Gazetteer};
use grammar::FunctionWords;
pub use header::decode;
use index::Index;
use inflect::Irregular;
use lexicon::{LemmaId, Lexicon};
use reference::Known;
use scope::Scope;
use scope::Scopes;
pub use source::Files;
use source::{Located, Sheet, errors};
use spelling::{Spellings, Spelt};
use std::collections::BTreeMap;
use tables::{classes, outcomes, precedence, regions, roles, whole_folder};
use term::{Classes, Term};
use themes::{ThemePhrases, ThemeRow};
use weights::Weights;

/// Version of the coding rules: the codebook of the coding guide.
pub const VERSION: &str = "1";

/// A row of `outcomes.csv`.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
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
    /// `yes`: what it provides ("a law that bans …") is no second event.
    pub provisions: String,
}

/// A row of `precedence.csv`, resolved: an outcome that says nothing beyond
/// another of the same item or sentence.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Precedence {
    /// The outcome type that gives way.
    pub outcome: usize,
    /// Only with this status.
    pub status: Option<Status>,
    /// The outcome type that it gives way to.
    pub beside: usize,
    /// Only where the other stands in the same sentence.
    pub same_sentence: bool,
    /// Only where the other concerns its countries too.
    pub same_country: bool,
    /// Also where the other is a setback.
    pub also_setback: bool,
    /// Why, for the `candidates` table.
    pub reason: String,
}

/// A row of `regions.csv`.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
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

/// The codebook, compiled.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
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
    pub roles: BTreeMap<String, Term>,
    /// Which terms each word may begin.
    pub index: Index,
    /// Names of classes and roles, by the number of their terms.
    pub(crate) names: Vec<Spelt<'static>>,
    /// Those that may begin with no word of their own, by name.
    pub(crate) mixed: Vec<(Spelt<'static>, Term)>,
    /// Function words, by class.
    pub grammar: FunctionWords,
    /// How features spell the words of the lexicon.
    #[serde(skip)]
    pub(crate) spellings: Spellings,
    /// What was learned from marked texts.
    #[serde(skip)]
    pub weights: Weights,
    /// How much the tagger counts beside the weights.
    pub blend: Blend,
    /// How often events of a score are right.
    pub calibration: Calibration,
    /// How far counts are from people's.
    pub error_rates: Vec<ErrorRateRow>,
    /// SHA-256 of all files.
    #[serde(skip)]
    pub hash: String,
}

impl Codebook {
    /// Reads and compiles the files. Faults of severity error mean that rows
    /// were left out; a caller that publishes should refuse them.
    #[must_use]
    pub fn parse(files: &Files) -> (Self, Vec<Diagnostic>) {
        let mut told = Vec::new();
        whole_folder(files, &mut told);
        let sheet = Sheet::open(files, "irregular.csv", &mut told);
        let irregular: Vec<Irregular> = unlocated(sheet.rows(&mut told));
        let mut lexicon = Lexicon::new(irregular);
        let grammar = FunctionWords::read(files, &mut lexicon, &mut told);
        let mut classes = classes(files, &mut lexicon, &mut told);
        let before = errors(&told);
        let sheet = Sheet::open(files, "themes.csv", &mut told);
        let themes: Vec<ThemeRow> = unlocated(sheet.rows(&mut told));
        let known_themes = Known::new(
            "themes.csv",
            "theme",
            themes.iter().map(|row| row.theme.as_str()),
            errors(&told) == before,
        );
        let (outcomes, default_themes, known_outcomes) =
            outcomes(files, &known_themes, &mut told);
        let mut cues = Cues::read(
            files,
            &known_outcomes,
            &classes,
            &mut lexicon,
            &mut told,
        );
        let ids: Vec<String> =
            outcomes.iter().map(|row| row.outcome.clone()).collect();
        cues.add_learned(&ids);
        let mut scopes =
            Scopes::read(files, &classes, &mut lexicon, &mut told);
        let theme_phrases = ThemePhrases::read(
            files,
            &known_themes,
            &classes,
            &mut lexicon,
            &mut told,
        );
        let mut roles = roles(files, &classes, &mut lexicon, &mut told);
        let (countries, known_countries) = countries(files, &mut told);
        let gazetteer = Gazetteer::read(
            files,
            &countries,
            &known_countries,
            &mut lexicon,
            &mut told,
        );
        let regions = regions(files, &known_countries, &mut told);
        let weights = Weights::read(files, &mut told);
        let blend = Blend::read(files, &mut told);
        let calibration = Calibration::read(files, &mut told);
        let error_rates = error_rates::read(files, &mut told);
        let precedence = precedence(files, &known_outcomes, &mut told);
        told.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        let index = Index::new(
            classes.terms_mut().chain(roles.values_mut()),
            scopes.terms_mut().chain(cues.terms_mut()),
        );
        let named = || {
            let roles = roles.iter().map(|(kind, term)| (&**kind, term));
            classes.all().chain(roles)
        };
        let spelt = |name: &str| Spelt::new(name.to_owned());
        let names = named().filter(|(_, term)| term.begins_with_words());
        let names = names.map(|(name, _)| spelt(name)).collect();
        let mixed = named().filter(|(_, term)| term.begins_otherwise());
        let mixed = mixed.map(|(name, term)| (spelt(name), term.clone()));
        let mixed = mixed.collect();
        let persons = roles.iter().filter(|(kind, _)| *kind != "title");
        let persons = persons.map(|(_, term)| term.clone()).collect();
        let index = index.with(persons, scopes.term(Scope::Adverb).clone());
        let codebook = Self {
            themes,
            outcomes,
            default_themes,
            precedence,
            countries,
            regions,
            lexicon,
            classes,
            cues,
            scopes,
            gazetteer,
            theme_phrases,
            roles,
            index,
            names,
            mixed,
            grammar,
            spellings: Spellings::default(),
            weights,
            blend,
            calibration,
            error_rates,
            hash: hash(files),
        };
        (codebook, told)
    }

    /// Adds what is not among the bytes of a compiled codebook.
    pub(crate) fn complete(&mut self, files: &Files) {
        self.weights = Weights::read(files, &mut Vec::new());
        self.hash = hash(files);
        self.lexicon.spread();
        self.spell();
    }

    /// Makes room for the spellings of all words, once no more come.
    pub(crate) fn spell(&mut self) {
        self.spellings = Spellings::of(&self.lexicon);
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

fn countries(
    files: &Files,
    told: &mut Vec<Diagnostic>,
) -> (Vec<CountryRow>, Known) {
    const FILE: &str = "countries.csv";
    let before = errors(told);
    let sheet = Sheet::open(files, FILE, told);
    let countries: Vec<CountryRow> = unlocated(sheet.rows(told));
    let ids = countries.iter().map(|row| row.country.as_str());
    let known = Known::new(FILE, "country", ids, errors(told) == before);
    (countries, known)
}

fn unlocated<T>(rows: Vec<Located<T>>) -> Vec<T> {
    rows.into_iter().map(|located| located.row).collect()
}

/// SHA-256 of all files of a codebook, in hexadecimal.
#[must_use]
pub fn hash(files: &Files) -> String {
    embedded::digest(files).map_or_else(|| digest(files), str::to_owned)
}
