//! What the learned weights say of each word that they were asked about.

use super::grid::Grid;
use crate::code::features::{Place, View};
use crate::code::judge::asks;
use crate::code::sentence::Sentence;
use crate::code::sink::{Keys, Names};
use crate::code::slots::fits;
use crate::codebook::weights::{EVENT, Model, UNIT};

/// How many features are shown.
const MOST: usize = 5;

/// Words less likely than this are passed over.
const LEAST: f64 = 0.1;

/// Prints how probable an outcome is at each word, of which type, and which
/// features speak most for it.
pub(super) fn weights(out: &mut String, s: &Sentence<'_>, place: Place<'_>) {
    let weights = &s.codebook.weights;
    let (Some(trigger), Some(which)) =
        (weights.model("trigger"), weights.model("outcome"))
    else {
        return;
    };
    let (found, refused) = fits(s);
    let view = View::new(s, &found, &refused, place);
    let mut grid = Grid::default();
    for at in 0..s.words.len() {
        if !asks(s, &view, trigger, at) {
            continue;
        }
        let (mut keys, mut names) = (Keys::default(), Names::default());
        view.features(at, &mut keys);
        view.features(at, &mut names);
        let probability = trigger.probability(keys.all(), EVENT);
        if probability < LEAST {
            continue;
        }
        grid.row([
            format!("{at} \"{}\"", s.surface(at)),
            format!("an outcome: {probability:.2}"),
            most(trigger, EVENT, &names.0),
        ]);
        view.broad(at, &mut keys);
        view.broad(at, &mut names);
        let (label, sure) = which.best(keys.all());
        grid.row([
            String::new(),
            format!("{label}: {sure:.2}"),
            most(which, label, &names.0),
        ]);
    }
    grid.print(out, "weights");
}

/// The features that speak most for a label.
fn most(model: &Model, label: &str, features: &[String]) -> String {
    let mut all: Vec<(i32, &str)> = features
        .iter()
        .map(|name| (model.weight(name, label), name.as_str()))
        .filter(|(weight, _)| *weight != 0)
        .collect();
    all.sort_by_key(|(weight, name)| (-weight.abs(), *name));
    all.dedup();
    let shown = all.iter().take(MOST).map(|(weight, name)| {
        format!("{name} {:+.2}", f64::from(*weight) / UNIT)
    });
    shown.collect::<Vec<_>>().join(", ")
}
