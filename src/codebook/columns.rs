//! The files of a codebook and their columns: which must be there, which must
//! hold something, and in which a row may only say what the built-in file
//! says too. One table, so that every file is checked alike.
//!
//! Names columns only; what may stand in a closed column is read from the
//! codebook that the program was built with.

use super::embedded;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What is known of a file before it is read.
#[derive(Debug)]
pub(super) struct Columns {
    /// Its path below `codebook/`; one that ends in `/` stands for the files
    /// of a folder.
    pub(super) file: &'static str,
    /// Columns in which every row holds something.
    pub(super) filled: &'static [&'static str],
    /// Columns that may be empty.
    pub(super) open: &'static [&'static str],
    /// Columns, of those above, whose values the program gives a meaning.
    pub(super) closed: &'static [&'static str],
    /// Columns in which no two rows may agree.
    pub(super) key: &'static [&'static str],
}

const FILES: &[Columns] = &[
    Columns {
        file: "abbreviations.csv",
        filled: &["abbreviation", "rule"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "bodies.csv",
        filled: &["name", "kind"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "calibration.csv",
        filled: &["score", "probability", "n"],
        open: &[],
        closed: &[],
        key: &["score"],
    },
    Columns {
        file: "classes.csv",
        filled: &["class", "word"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "clusters.csv",
        filled: &["name", "value", "meaning"],
        open: &[],
        closed: &["name"],
        key: &["name"],
    },
    Columns {
        file: "common_words.csv",
        filled: &["word", "texts", "of"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "corrections.csv",
        filled: &["field"],
        open: &[
            "event_id", "source", "anchor", "expected", "value", "reason",
            "author", "date",
        ],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "countries.csv",
        filled: &["country", "name", "short_name", "un_member"],
        open: &["m49", "aliases", "demonyms", "adjectives", "capital"],
        closed: &["un_member"],
        key: &["country"],
    },
    Columns {
        file: "tagger.csv",
        filled: &["question", "weights", "tagger", "bias", "model"],
        open: &[],
        closed: &["question"],
        key: &["question"],
    },
    Columns {
        file: "weights.csv",
        filled: &["model", "feature", "weights"],
        open: &[],
        closed: &["model"],
        key: &[],
    },
    Columns {
        file: CUES,
        filled: &["id", "kind", "outcome", "status"],
        open: &[
            "trigger",
            "object",
            "subject",
            "near",
            "not",
            "weight",
            "example",
            "counterexample",
        ],
        closed: &[],
        // Ids are unique over all cue files: `Cues` sees to that.
        key: &[],
    },
    Columns {
        file: "error_rates.csv",
        filled: &[
            "dimension",
            "category",
            "documents",
            "gold_events",
            "coded_events",
            "matched_events",
            "codebook",
        ],
        open: &["ratio", "ratio_sd", "dispersion", "reason"],
        closed: &[],
        key: &["dimension", "category"],
    },
    Columns {
        file: "function_words.csv",
        filled: &["class", "word"],
        open: &[],
        closed: &["class"],
        key: &[],
    },
    Columns {
        file: "furniture.csv",
        filled: &["kind", "name"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "irregular.csv",
        filled: &["lemma", "pos"],
        open: &["third", "past", "participle", "ing", "plural"],
        closed: &["pos"],
        key: &["lemma", "pos"],
    },
    Columns {
        file: "months.csv",
        filled: &["word", "kind"],
        open: &["value"],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "name_blockers.csv",
        filled: &["word", "kind"],
        open: &[],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "numbers.csv",
        filled: &["word", "kind"],
        open: &["value"],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "outcomes.csv",
        filled: &[
            "class",
            "outcome",
            "label",
            "definition",
            "default_theme",
            "personal",
            "provisions",
        ],
        open: &["if_announced"],
        closed: &["personal", "provisions"],
        key: &["outcome"],
    },
    Columns {
        file: "people_names.csv",
        filled: &["name", "kind"],
        open: &[],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "places.csv",
        filled: &["name", "country", "kind"],
        open: &["condition", "source"],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "precedence.csv",
        filled: &[
            "outcome",
            "beside",
            "within",
            "same_country",
            "also_setback",
            "reason",
        ],
        open: &["status"],
        closed: &["within", "same_country", "also_setback"],
        key: &[],
    },
    Columns {
        file: "regions.csv",
        filled: &["scheme", "region", "label", "country"],
        open: &[],
        closed: &[],
        key: &["scheme", "country"],
    },
    Columns {
        file: "roles.csv",
        filled: &["role", "kind"],
        open: &[],
        closed: &["kind"],
        key: &[],
    },
    Columns {
        file: "scope.csv",
        filled: &["kind", "phrase"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "theme_phrases.csv",
        filled: &["theme", "phrase", "weight"],
        open: &[],
        closed: &[],
        key: &[],
    },
    Columns {
        file: "themes.csv",
        filled: &["theme", "label", "definition", "specificity"],
        open: &[],
        closed: &[],
        key: &["theme"],
    },
];

/// The folder of cue files.
pub(super) const CUES: &str = "cues/";

/// The files that a codebook may lack.
const OPTIONAL: [&str; 4] =
    ["clusters.csv", "common_words.csv", "corrections.csv", "error_rates.csv"];

/// The values of each closed column, by file and column: the built-in files
/// are read for them once, however many codebooks are.
static VALUES: LazyLock<BTreeMap<(&str, &str), BTreeSet<String>>> =
    LazyLock::new(|| {
        let closed = all().flat_map(|columns| {
            let each = columns.closed.iter();
            each.map(move |name| {
                ((columns.file, *name), columns.read_values(name))
            })
        });
        closed.collect()
    });

static NONE: BTreeSet<String> = BTreeSet::new();

/// All files, in alphabetical order.
fn all() -> impl Iterator<Item = &'static Columns> {
    FILES.iter()
}

/// The files that a codebook must have.
pub(super) fn required() -> impl Iterator<Item = &'static str> {
    all()
        .map(|c| c.file)
        .filter(|file| !OPTIONAL.contains(file) && *file != CUES)
}

/// What is known of a file; nothing if the program does not read it.
#[must_use]
pub(super) fn of(file: &str) -> Option<&'static Columns> {
    all().find(|columns| {
        columns.file == file || columns.file == CUES && file.starts_with(CUES)
    })
}

/// The columns that a row of a file is known by; none: all of them.
#[must_use]
pub fn key_columns(file: &str) -> &'static [&'static str] {
    match of(file) {
        // Ids are unique over all cue files.
        Some(columns) if columns.file == CUES => &["id"],
        Some(columns) => columns.key,
        None => &[],
    }
}

impl Columns {
    /// All its columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.filled.iter().chain(self.open).copied()
    }

    /// The values of a closed column, as the built-in file has them.
    #[must_use]
    pub(super) fn values(
        &self,
        column: &'static str,
    ) -> &'static BTreeSet<String> {
        VALUES.get(&(self.file, column)).unwrap_or(&NONE)
    }

    fn read_values(&self, column: &str) -> BTreeSet<String> {
        let text = embedded::text(self.file);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader
            .headers()
            .ok()
            .and_then(|header| header.iter().position(|n| n == column));
        let Some(at) = at else { return BTreeSet::new() };
        reader
            .records()
            .flatten()
            .filter_map(|record| record.get(at).map(str::to_owned))
            .collect()
    }
}
