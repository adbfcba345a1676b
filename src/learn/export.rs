//! Marked texts as windows of words, one JSON object each: what the tagger is
//! trained on outside this program.

use super::examples::Asking;
use super::marked::{Mark, Marked};
use crate::code::Coder;
use crate::code::learning::{Told, windows};
use crate::codebook::weights::Model;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::ops::Range;
use std::ptr::from_ref;

/// The windows of marked texts, each with the marks of its words.
#[must_use]
pub fn export(coder: &Coder, texts: &[Marked]) -> Vec<Value> {
    let asked = Asking::of(coder, texts);
    let none = Model::default();
    let model = coder.codebook().weights.model("trigger").unwrap_or(&none);
    let narrow = asked.narrow(model);
    let around = asked.around(coder, &narrow);
    let told: FxHashMap<*const Mark, &Told> =
        around.iter().map(|(mark, told, _)| (from_ref(*mark), told)).collect();
    let mut all = Vec::new();
    for (text, marked) in texts.iter().zip(&narrow) {
        for window in windows(coder, &text.source) {
            let own = window.first..window.first + window.body.len();
            let mut marks: Vec<_> = marked
                .iter()
                .filter(|(at, _)| own.contains(at))
                .map(|(at, mark)| {
                    let told = told.get(&from_ref(*mark)).copied();
                    (
                        at - window.first,
                        &mark.outcome,
                        &mark.status,
                        &mark.theme,
                        &mark.countries,
                        dates(mark, told, &own),
                    )
                })
                .collect();
            marks.sort();
            all.push(json!({
                "text": text.source.path,
                "weight": text.weight,
                "above": window.above,
                "words": window.body,
                "places": window.places,
                "marks": marks,
            }));
        }
    }
    all
}

/// The words of a window that give a date, and whether it is the mark's;
/// nothing if the mark does not say.
fn dates(
    mark: &Mark,
    told: Option<&Told>,
    window: &Range<usize>,
) -> Vec<(usize, bool)> {
    let (Some(date), Some(told)) = (&mark.date, told) else {
        return Vec::new();
    };
    let choices = told.dates.iter();
    choices
        .filter_map(|choice| Some((choice.at?, choice.value == *date)))
        .filter(|(at, _)| window.contains(at))
        .map(|(at, right)| (at - window.start, right))
        .collect()
}
