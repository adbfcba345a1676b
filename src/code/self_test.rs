//! The codebook tests itself: every cue's example must be coded as its row
//! says, and no counterexample by its row.

use super::Coder;
use super::document::Coding;
use crate::codebook::cue::Cue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Source};

/// Runs all examples and counterexamples. An example that another row codes
/// alike is a note; one that comes out differently, or not at all, a warning.
#[must_use]
pub(super) fn run(coder: &Coder) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, cue) in coder.codebook().cues.all.iter().enumerate() {
        if !cue.row.example.is_empty() {
            findings.extend(example(coder, index, cue));
        }
        if !cue.row.counterexample.is_empty() {
            findings.extend(counterexample(coder, index, cue));
        }
    }
    findings
}

/// Cue, outcome type and status of each event in a sentence.
fn coded(coder: &Coder, text: &str) -> Vec<(usize, String, &'static str)> {
    let source = Source {
        path: String::new(),
        bytes: text.as_bytes().to_vec(),
        format: Format::Text,
        origin: None,
    };
    let outline = coder.outline(&source);
    let coding = Coding::of(coder, &outline, None);
    let outcomes = &coder.codebook().outcomes;
    coding
        .events
        .iter()
        .map(|event| {
            (
                event.fit.cue,
                outcomes[event.outcome].outcome.clone(),
                event.status.name(),
            )
        })
        .collect()
}

fn example(coder: &Coder, index: usize, cue: &Cue) -> Option<Diagnostic> {
    let events = coded(coder, &cue.row.example);
    let wanted = (cue.row.outcome.as_str(), cue.row.status.name());
    let right = |e: &&(usize, String, &str)| (e.1.as_str(), e.2) == wanted;
    if events.iter().filter(right).any(|e| e.0 == index) {
        return None;
    }
    let cues = &coder.codebook().cues.all;
    if let Some(other) = events.iter().find(right) {
        return Some(finding(
            Severity::Note,
            "example-other-row",
            cue,
            &cue.row.example,
            &format!(
                "the example is coded alike by another row: `{}`",
                cues[other.0].row.id
            ),
        ));
    }
    let instead = match events.first() {
        None => "nothing".to_owned(),
        Some((other, outcome, status)) => {
            format!("{outcome}/{status} by `{}`", cues[*other].row.id)
        }
    };
    Some(finding(
        Severity::Warning,
        "example-fails",
        cue,
        &cue.row.example,
        &format!(
            "the example must give {}/{}, it gives {instead}",
            wanted.0, wanted.1
        ),
    ))
}

fn counterexample(
    coder: &Coder,
    index: usize,
    cue: &Cue,
) -> Option<Diagnostic> {
    let events = coded(coder, &cue.row.counterexample);
    events.iter().any(|e| e.0 == index).then(|| {
        finding(
            Severity::Warning,
            "counterexample-fires",
            cue,
            &cue.row.counterexample,
            "the counterexample is coded by its own row",
        )
    })
}

/// What to do about an example, by how grave it is.
fn cure(severity: Severity) -> &'static str {
    if severity == Severity::Note {
        return "give an example that only this row codes, or delete the row";
    }
    "`echo 'THE SENTENCE' | tidings explain -` shows how each word of it is read"
}

fn finding(
    severity: Severity,
    code: &'static str,
    cue: &Cue,
    text: &str,
    message: &str,
) -> Diagnostic {
    let (file, line) = &cue.place;
    Diagnostic::new(severity, code, format!("`{}`: {message}", cue.row.id))
        .in_file(format!("codebook/{file}"))
        .at_line(*line)
        .showing(text, 0..text.len())
        .hint(cure(severity))
}
