//! Cues: which words assert which outcome, read from `cues/*.csv` and put
//! into buckets by the first word of their triggers.

use super::columns::CUES;
use super::faults::{self, At};
use super::header;
use super::index::ByWord;
use super::lexicon::{Lexicon, WordId};
use super::reference::{Known, References};
use super::source::{Files, Located, Sheet};
use super::term::{Atom, Bag, Classes, Phrases, Term, parse};
use crate::diagnostic::{Diagnostic, Severity};
use rustc_hash::FxHashMap;

/// How a trigger is read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// It begins with a verb: read by its form and what stands before it.
    #[serde(rename = "v")]
    Verb,
    /// It ends in a noun: asserts only in an asserting frame.
    #[serde(rename = "n")]
    Noun,
    /// It asserts wherever it stands.
    #[serde(rename = "p")]
    Phrase,
}

/// What an event's status may be.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It has happened.
    Achieved,
    /// Promised, tabled, ordered.
    Announced,
    /// Partial or pending.
    Ongoing,
    /// Against the right.
    Setback,
}

impl Status {
    /// All of them, in the order of the codebook.
    pub const ALL: [Self; 4] =
        [Self::Achieved, Self::Announced, Self::Ongoing, Self::Setback];

    /// The status of an id.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == id)
    }

    /// Its id.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::Announced => "announced",
            Self::Ongoing => "ongoing",
            Self::Setback => "setback",
        }
    }
}

/// A row of a cue file, as written.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct CueRow {
    /// Its id.
    pub id: String,
    /// How its trigger is read.
    pub kind: CueKind,
    /// The words that assert.
    pub trigger: String,
    /// What is acted upon.
    pub object: String,
    /// Who acts.
    pub subject: String,
    /// What must stand in the sentence.
    pub near: String,
    /// What must not stand in the clause.
    pub not: String,
    /// The outcome type.
    pub outcome: String,
    /// The status when plainly asserted.
    pub status: Status,
    /// Tie-break, 1 if empty.
    pub weight: Option<f64>,
    /// A sentence that it must code.
    pub example: String,
    /// A sentence that it must not code.
    pub counterexample: String,
}

impl CueRow {
    /// The row of what the weights find without one.
    fn learned(outcome: &str) -> Self {
        Self {
            id: format!("{outcome}-learned"),
            kind: CueKind::Phrase,
            trigger: String::new(),
            object: String::new(),
            subject: String::new(),
            near: String::new(),
            not: String::new(),
            outcome: outcome.to_owned(),
            status: Status::Achieved,
            weight: None,
            example: String::new(),
            counterexample: String::new(),
        }
    }
}

/// A cue, compiled.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Cue {
    /// As written.
    pub row: CueRow,
    /// The file and line that it stands in.
    pub place: (String, usize),
    /// Index of the outcome type.
    pub outcome: usize,
    /// Ways to write the trigger.
    pub triggers: Phrases,
    /// What is acted upon.
    pub object: Term,
    /// Who acts.
    pub subject: Term,
    /// What must stand in the sentence.
    pub near: Term,
    /// What must not stand in the clause.
    pub not: Term,
}

/// A way to write a trigger, found by its first word.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Start {
    /// Index of the cue.
    pub cue: usize,
    /// Which of its triggers.
    pub way: usize,
    /// The words that it needs besides the first.
    pub needs: Bag,
}

/// All cues, found by the first word of a trigger.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Cues {
    /// In the order of files and rows.
    pub all: Vec<Cue>,
    rows: usize,
    by_lemma: ByWord<Start>,
    by_surface: ByWord<Start>,
    by_class: Vec<Start>,
}

impl Cues {
    /// Reads all files below `cues/`.
    pub(super) fn read(
        files: &Files,
        outcomes: &Known,
        classes: &Classes,
        lexicon: &mut Lexicon,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut cues = Self::default();
        let mut seen: FxHashMap<String, (String, usize)> =
            FxHashMap::default();
        for name in files.keys().filter(|name| name.starts_with(CUES)) {
            let sheet = Sheet::open(files, name, told);
            let mut types =
                References::new(&sheet, "outcome", "cue-outcome", outcomes);
            for located in sheet.rows::<CueRow>(told) {
                let id = located.row.id.clone();
                let at = located.at;
                if let Some((file, first)) = seen.get(&id) {
                    told.push(
                        sheet
                            .fault(
                                at,
                                "id",
                                "",
                                "cue-id",
                                format!("two cues have the id `{id}`"),
                            )
                            .hint(format!(
                                "the other stands in codebook/{file}:{first}"
                            )),
                    );
                    continue;
                }
                seen.insert(id, (name.clone(), at.line));
                let outcome = types.resolve(at, &located.row.outcome);
                let cue =
                    compile(&sheet, located, outcome, classes, lexicon, told);
                if let Some(cue) = cue {
                    cues.all.push(cue);
                }
            }
            types.tell(told);
        }
        if seen.is_empty() && !files.keys().any(|n| n.starts_with(CUES)) {
            told.push(header::missing_file("cues/*.csv"));
        }
        cues
    }

    /// Index of the cue of what the weights find without a row: one for each
    /// outcome type, after all rows.
    #[must_use]
    pub fn learned(&self, outcome: usize) -> usize {
        self.rows + outcome
    }

    /// Adds them, and makes all findable.
    pub(super) fn add_learned(&mut self, outcomes: &[String]) {
        self.rows = self.all.len();
        let (mut by_lemma, mut by_surface) = (Vec::new(), Vec::new());
        for (index, cue) in self.all.iter().enumerate() {
            for (way, phrase) in cue.triggers.iter().enumerate() {
                let needs = Bag::of(phrase);
                let cue = Start { cue: index, way, needs };
                match phrase.first() {
                    Some(Atom::Lemma(lemma)) => by_lemma.push((*lemma, cue)),
                    Some(Atom::Surface(word)) => by_surface.push((*word, cue)),
                    _ => self.by_class.push(cue),
                }
            }
        }
        self.by_lemma = ByWord::new(by_lemma);
        self.by_surface = ByWord::new(by_surface);
        for (outcome, id) in outcomes.iter().enumerate() {
            self.all.push(Cue {
                row: CueRow::learned(id),
                place: ("weights.csv".to_owned(), 1),
                outcome,
                triggers: Phrases::new(),
                object: Term::default(),
                subject: Term::default(),
                near: Term::default(),
                not: Term::default(),
            });
        }
    }

    /// All terms of all slots, for numbering.
    pub(super) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.all.iter_mut().flat_map(|cue| {
            [&mut cue.object, &mut cue.subject, &mut cue.near, &mut cue.not]
        })
    }

    /// The cues, and which of their triggers, that any word may begin: they
    /// begin with a class.
    #[must_use]
    pub fn anywhere(&self) -> &[Start] {
        &self.by_class
    }

    /// Those that a word begins itself.
    pub fn beginning<'cues>(
        &'cues self,
        word: WordId,
        lexicon: &'cues Lexicon,
    ) -> impl Iterator<Item = Start> + 'cues {
        let by_lemma = lexicon
            .lemmas(word)
            .iter()
            .flat_map(|(lemma, _)| self.by_lemma.of(*lemma));
        let by_surface = self.by_surface.of(word);
        by_lemma.chain(by_surface).copied()
    }
}

/// Compiles a row; its outcome type was looked up before.
fn compile(
    sheet: &Sheet<'_>,
    located: Located<CueRow>,
    outcome: Option<usize>,
    classes: &Classes,
    lexicon: &mut Lexicon,
    told: &mut Vec<Diagnostic>,
) -> Option<Cue> {
    let Located { at, row } = located;
    let mut faulty = false;
    let mut read = |column: &str, cell: &str| {
        told.extend(faults::capitals(sheet, at, column, cell));
        parse(cell, lexicon, classes).unwrap_or_else(|fault| {
            faulty = true;
            told.push(faults::term(sheet, at, column, fault));
            Phrases::new()
        })
    };
    let triggers = read("trigger", &row.trigger);
    let object = Term::new(read("object", &row.object));
    let subject = Term::new(read("subject", &row.subject));
    let near = Term::new(read("near", &row.near));
    let not = Term::new(read("not", &row.not));
    told.extend(warnings(sheet, at, &row));
    if triggers.is_empty() && !faulty {
        told.push(
            sheet
                .fault(at, "trigger", "", "cue-trigger", "this cue has no trigger")
                .hint("write the words that assert the outcome, or delete the row"),
        );
    }
    if faulty || triggers.is_empty() {
        return None;
    }
    Some(Cue {
        place: (sheet.name.clone(), at.line),
        outcome: outcome?,
        triggers,
        object,
        subject,
        near,
        not,
        row,
    })
}

fn warnings(sheet: &Sheet<'_>, at: At, row: &CueRow) -> Option<Diagnostic> {
    if !row.example.trim().is_empty() {
        return None;
    }
    let message = "this cue has no example";
    let mut fault = sheet.fault(at, "id", "", "cue-example", message);
    fault.severity = Severity::Warning;
    Some(fault.hint("give one sentence that it must code, with its country"))
}
