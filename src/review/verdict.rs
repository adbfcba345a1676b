//! What a filled row says, checked cell by cell.

use crate::codebook::Codebook;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::gold::wrong;
use crate::table::ReviewRow;

/// What a person says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The event is coded as it should be.
    Right,
    /// A field is wrong.
    Wrong,
    /// It is no event, or the sentence tells of none.
    NoEvent,
    /// The sentence tells of an event.
    Event,
    /// The person does not know.
    Unsure,
}

/// What is written for each verdict.
pub const VERDICTS: [(&str, Verdict); 5] = [
    ("right", Verdict::Right),
    ("wrong", Verdict::Wrong),
    ("no event", Verdict::NoEvent),
    ("event", Verdict::Event),
    ("unsure", Verdict::Unsure),
];

/// What is written for nothing, where an empty cell says that the coding is
/// right.
const NONE: &str = "none";

/// A row that a person has judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The row as it was filled.
    pub row: ReviewRow,
    /// What is said of it.
    pub verdict: Verdict,
    /// The fields that are put right: name, what was coded, what it is.
    pub fields: Vec<(&'static str, String, String)>,
}

impl Judged {
    /// What a field is, by the person: as it was put right, else as coded.
    #[must_use]
    pub fn is(&self, field: &str) -> String {
        let mut fields = self.fields.iter();
        if let Some((.., is)) = fields.find(|(name, ..)| *name == field) {
            return is.clone();
        }
        let mut cells = cells(&self.row).into_iter();
        let cell = cells.find(|(name, ..)| *name == field);
        cell.map_or(String::new(), |(_, coded, _)| coded)
    }
}

/// Field, what is coded, and the cell in which it is put right.
fn cells(row: &ReviewRow) -> [(&'static str, String, &str); 7] {
    let count = row.people_count.map_or(String::new(), |n| n.to_string());
    [
        ("outcome_type", row.outcome_type.clone(), &row.outcome_type_is),
        ("countries", row.countries.clone(), &row.countries_is),
        ("theme", row.theme.clone(), &row.theme_is),
        ("status", row.status.clone(), &row.status_is),
        ("date", row.date.clone(), &row.date_is),
        ("people", row.people.clone(), &row.people_is),
        ("people_count", count, &row.people_count_is),
    ]
}

/// Reads a row; nothing if it is not judged. `place` is where it stands.
///
/// # Errors
///
/// Each cell that cannot be understood.
pub fn judge(
    row: &ReviewRow,
    codebook: &Codebook,
    file: &str,
    place: usize,
) -> Result<Option<Judged>, Vec<Diagnostic>> {
    let fault = |column: &str, message: String, hint: &str| {
        let message = format!("{column}: {message}");
        Diagnostic::new(Severity::Error, "review", message)
            .in_file(file)
            .at_line(place)
            .hint(hint)
    };
    let said = row.verdict.trim().to_lowercase();
    let mut fields = Vec::new();
    let mut faults = Vec::new();
    for (name, coded, is) in cells(row) {
        let is = is.trim();
        if is.is_empty() {
            continue;
        }
        let is = if is.eq_ignore_ascii_case(NONE) { "" } else { is };
        for (value, hint) in wrong(name, is, codebook) {
            let message = format!("no value for it: `{value}`");
            faults.push(fault(&format!("{name}_is"), message, &hint));
        }
        fields.push((name, coded, is.to_owned()));
    }
    let filled = !fields.is_empty();
    let verdict = VERDICTS.iter().find(|(word, _)| *word == said);
    let is_event = &*row.kind == "event";
    match verdict.map(|(_, verdict)| *verdict) {
        None if said.is_empty() && !filled => return Ok(None),
        None => {
            let words: Vec<&str> = VERDICTS.iter().map(|v| v.0).collect();
            faults.push(fault(
                "verdict",
                format!("no verdict: `{}`", row.verdict),
                &format!("one of: {}", words.join(", ")),
            ));
        }
        Some(Verdict::Wrong) if !filled => faults.push(fault(
            "verdict",
            "`wrong`, but nothing is put right".to_owned(),
            "fill what is wrong, in the columns that end in _is",
        )),
        Some(Verdict::Right | Verdict::NoEvent | Verdict::Unsure)
            if filled =>
        {
            faults.push(fault(
                "verdict",
                format!("`{said}`, but a field is put right"),
                "say `wrong`, or `event` of a sentence, or empty the columns that end in _is",
            ));
        }
        Some(Verdict::Event) if is_event => faults.push(fault(
            "verdict",
            "`event` is said of sentences".to_owned(),
            "say `right` or `wrong`",
        )),
        Some(Verdict::Right | Verdict::Wrong) if !is_event => {
            faults.push(fault(
                "verdict",
                format!("`{said}` is said of events"),
                "say `event` or `no event`",
            ));
        }
        Some(Verdict::Event) if row.outcome_type_is.trim().is_empty() => {
            faults.push(fault(
                "outcome_type_is",
                "an event needs an outcome type".to_owned(),
                "fill it in",
            ));
        }
        Some(_) => {}
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let added = fields.iter().find(|(name, ..)| *name == "outcome_type");
    let has_theme = fields.iter().any(|(name, ..)| *name == "theme");
    if let Some((.., outcome)) = added.cloned()
        && !is_event
        && !has_theme
    {
        let outcome = codebook.outcome(&outcome);
        let theme = outcome.map(|at| &codebook.outcomes[at].default_theme);
        fields.extend(theme.map(|t| ("theme", String::new(), t.clone())));
    }
    let judged = verdict.map(|(_, verdict)| Judged {
        row: row.clone(),
        verdict: *verdict,
        fields,
    });
    Ok(judged)
}
