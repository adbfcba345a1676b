//! The coder: from an outline to events, candidates and their rows.
//!
//! Plain functions over borrowed sentences; nothing here reads a file, and
//! nothing depends on polars. The passes stand in `document`.

mod above;
mod annotate;
mod attach;
mod auxiliary;
mod bare;
mod blend;
mod classes;
mod clause;
mod compete;
mod concern;
pub mod country;
mod coverage;
mod dated;
mod document;
mod event;
mod explain;
mod features;
mod held;
mod joint;
mod judge;
#[cfg(feature = "dataset")]
pub(crate) mod learning;
mod local;
mod merge;
mod nominal;
mod partial;
mod people;

mod reading;
mod rows;
mod scene;
mod self_test;
mod sentence;
pub(crate) mod sink;
mod slots;
mod spelt;
mod suggest;
mod surround;
mod tags;
mod theme;
mod themed;
mod time;
mod told;
mod tries;
mod window;
mod years;

pub(crate) use coverage::coverage;
pub use document::{Coding, Prepared};
pub use explain::Asked;
pub(crate) use rows::event_key;
#[cfg(feature = "arrow")]
pub(crate) use rows::not_coded;
pub use suggest::{Example, Suggestion, Suggestions};

use crate::codebook::error_rates::outdated;
use crate::codebook::{Codebook, Files, embedded};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Compiled, date, person, quantity};
use crate::normalise::sentence::sentences;
use crate::normalise::{Conventions, Outline, Source, outline};
use crate::table;
use tidings_tagger::Tagger;

/// The codebook and all that is derived from it, ready to code texts.
#[derive(Debug)]
pub struct Coder {
    codebook: Codebook,
    conventions: Conventions,
    dates: date::DateTables,
    quantities: quantity::QuantityTables,
    persons: person::PersonTables,
    warnings: Vec<Diagnostic>,
    /// Whether the built-in tagger is asked.
    tagger: bool,
}

impl Coder {
    /// Compiles a codebook.
    ///
    /// # Errors
    ///
    /// Its faults, if any would leave rows out.
    pub fn new(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let (compiled, mut faults) = Compiled::of(files);
        let text = |name: &str| files.get(name).map_or("", |text| text);
        let (conventions, more) = Conventions::parse(
            text("abbreviations.csv"),
            text("furniture.csv"),
        );
        faults.extend(more);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(faults);
        }
        let Compiled { mut codebook, dates, quantities, persons } = compiled;
        if !embedded::whole(files)
            && let Some(note) = outdated(files, &codebook.error_rates)
        {
            codebook.error_rates.clear();
            faults.push(note);
        }
        let fitted_for = codebook.blend.model();
        let tagger = fitted_for == Some(tidings_tagger::name());
        if let Some(other) = fitted_for.filter(|_| !tagger) {
            faults.push(not_ours(other));
        }
        Ok(Self {
            codebook,
            conventions,
            dates,
            quantities,
            persons,
            warnings: faults,
            tagger,
        })
    }

    /// The codebook.
    #[must_use]
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// What was found wanting in the codebook, short of faults.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The tagger, if it is to be asked.
    fn tagger(&self) -> Option<&'static Tagger> {
        self.tagger.then(tidings_tagger::built_in).flatten()
    }

    /// Cuts a bare text into sentences.
    #[must_use]
    pub fn sentences(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        sentences(text, &self.conventions)
    }

    /// Reads a source into its outline.
    #[must_use]
    pub fn outline(&self, source: &Source) -> Outline {
        outline(source, &self.conventions)
    }

    /// Codes a source: a document's rows of every table.
    #[must_use]
    pub fn code(&self, source: &Source) -> table::Coded {
        let outline = self.outline(source);
        let coding = Coding::of(self, &outline, source.origin.as_ref());
        rows::rows(self, source, &outline, &coding)
    }

    /// Sentences, countries, dates, persons, themes and events of a text.
    #[must_use]
    pub fn annotate(
        &self,
        text: &str,
        date: Option<&str>,
    ) -> serde_json::Value {
        annotate::annotate(self, text, date)
    }

    /// Shows a text as each pass saw it; nothing if what is asked for is not
    /// in it.
    #[must_use]
    pub fn explain(
        &self,
        source: &Source,
        asked: Asked<'_>,
    ) -> Option<String> {
        explain::explain(self, source, asked)
    }

    /// Words that are frequent where a country is named and nothing is coded.
    #[must_use]
    pub fn suggest(&self, sources: &[Source], top: usize) -> Suggestions {
        suggest::suggest(self, sources, top)
    }

    /// Runs every example and counterexample of the cues.
    #[must_use]
    pub fn self_test(&self) -> Vec<Diagnostic> {
        self_test::run(self)
    }
}

/// What is to be said of a codebook whose shares were fitted for a tagger that
/// the program does not have.
fn not_ours(model: &str) -> Diagnostic {
    let ours = tidings_tagger::name();
    Diagnostic::new(
        Severity::Note,
        "tagger-other",
        format!(
            "`tagger.csv` was fitted for the tagger `{model}`, this program has `{ours}`: the weights decide alone"
        ),
    )
    .in_file("codebook/tagger.csv")
    .hint("take `tagger.csv` from `tidings codebook export` of this program")
}
