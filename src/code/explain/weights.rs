//! What the learned weights say of each word that they were asked about.

use super::grid::Grid;
use crate::code::blend::{Said, best, probability, shares};
use crate::code::features::{Place, View};
use crate::code::judge::asks;
use crate::code::sentence::Sentence;
use crate::code::sink::{Keys, Names};
use crate::code::slots::fits;
use crate::code::tags::SentenceTags;
use crate::codebook::Codebook;
use crate::codebook::blend::Question;
use crate::codebook::weights::{EVENT, Model, UNIT};

/// How many features are shown.
const MOST: usize = 5;

/// Words less likely than this are passed over.
const LEAST: f64 = 0.1;

/// Prints how probable an outcome is at each word, of which type, and which
/// features speak most for it.
pub(super) fn weights(
    out: &mut String,
    s: &Sentence<'_>,
    place: Place<'_>,
    tags: Option<SentenceTags<'_>>,
) {
    let Codebook { weights, blend, .. } = s.codebook;
    let (Some(trigger), Some(which)) =
        (weights.model("trigger"), weights.model("outcome"))
    else {
        return;
    };
    let (found, refused) = fits(s);
    let view = View::new(s, &found, &refused, place);
    let mut grid = Grid::default();
    for at in 0..s.words.len() {
        let said = tags.and_then(|tags| tags.told(at));
        if !asks(s, &view, trigger, at, said) {
            continue;
        }
        let (mut keys, mut names) = (Keys::default(), Names::default());
        view.features(at, &mut keys);
        view.features(at, &mut names);
        let sum = trigger.sum(keys.all(), EVENT);
        let odds = |said| probability(blend, Question::Trigger, sum, said);
        if odds(said) < LEAST {
            continue;
        }
        grid.row([
            format!("{at} \"{}\"", s.surface(at)),
            format!("an outcome: {:.2}", odds(said)),
            most(trigger, EVENT, &names.0),
        ]);
        view.broad(at, &mut keys);
        view.broad(at, &mut names);
        let typed = |said: &Said<'_>| {
            let own = which.scores(keys.all());
            let all = shares(blend, Question::Outcome, &own, said);
            let (label, sure) = best(&all);
            format!("{label}: {sure:.2}")
        };
        let heard = tags.map(|tags| tags.outcomes(at)).unwrap_or_default();
        let label = typed(&heard);
        let name = label.split(':').next().unwrap_or("");
        let features = most(which, name, &names.0);
        grid.row([String::new(), label, features]);
        if said.is_some() {
            let alone = typed(&Said::new());
            let own = format!("by the weights alone: {:.2}", odds(None));
            grid.row([String::new(), own, alone]);
        }
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
