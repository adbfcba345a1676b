//! The theme of an outcome: phrases and headings propose by the rules of
//! `theme`, and the learned weights decide, knowing the words of the sentence
//! and around it.
//!
//! Feature names are stable, as in `features`. Looks at one outcome.

use super::blend;
use super::sentence::Sentence;
use super::sink::{Keys, Sink};
use super::theme::{PARTS, Ruled, Setting, theme};
use super::told::Told;
use crate::codebook::blend::Question;
use crate::codebook::spelling::{Part, Spelt};

/// The words around an outcome, as stems.
#[derive(Debug, Clone, Default)]
pub(super) struct Words<'p> {
    /// Of the item.
    pub(super) item: Vec<Part<'p>>,
    /// Of the lead.
    pub(super) lead: Vec<Part<'p>>,
    /// Of the headings above.
    pub(super) heading: Vec<Part<'p>>,
}

impl<'p> Words<'p> {
    /// Adds the stems of a piece of the text to one of the parts.
    pub(super) fn note(part: &mut Vec<Part<'p>>, s: &'p Sentence<'_>) {
        part.extend(s.stems.iter().map(Spelt::part));
    }

    /// Sorts each part; each stem counts once.
    pub(super) fn sort(&mut self) {
        for part in [&mut self.item, &mut self.lead, &mut self.heading] {
            part.sort_unstable_by_key(|stem| stem.text());
            part.dedup();
        }
    }
}

/// The theme and where it came from.
pub(super) fn decide(
    told: &Told<'_>,
    setting: &Setting,
    words: &Words<'_>,
) -> (usize, &'static str) {
    let ruled = theme(told, setting);
    let Some(model) = told.s.codebook.weights.model("theme") else {
        return (ruled.theme, ruled.basis);
    };
    let mut keys = Keys::default();
    features(told, &ruled, words, &mut keys);
    let at = told.fit.trigger.start;
    let said = told.tags.map(|tags| tags.themes(at)).unwrap_or_default();
    let scores = blend::shares(
        &told.s.codebook.blend,
        Question::Theme,
        &model.scores(keys.all()),
        &said,
    );
    let (label, _) = blend::best(&scores);
    match told.s.codebook.theme(label) {
        Some(theme) if theme != ruled.theme => (theme, "weights"),
        _ => (ruled.theme, ruled.basis),
    }
}

/// The features of an outcome's theme.
pub(super) fn features(
    told: &Told<'_>,
    ruled: &Ruled,
    words: &Words<'_>,
    sink: &mut impl Sink,
) {
    let codebook = told.s.codebook;
    let id = |theme: usize| &*codebook.themes[theme].theme;
    let outcome = &*codebook.outcomes[told.outcome].outcome;
    sink.add("bias", &[]);
    sink.add("outcome", &[outcome]);
    sink.add("ruled", &[id(ruled.theme)]);
    sink.add("ruled", &[id(ruled.theme), ruled.basis]);
    sink.add("ruled", &[id(ruled.theme), outcome]);
    if let Some(second) = ruled.second {
        sink.add("second", &[id(second)]);
        sink.add("second", &[id(ruled.theme), id(second)]);
    }
    for (part, name) in PARTS.iter().enumerate() {
        let most =
            ruled.said.iter().map(|(parts, _)| parts[part]).max().unwrap_or(0);
        for (theme, (parts, _)) in ruled.said.iter().enumerate() {
            if parts[part] > 0 && parts[part] * 2 >= most {
                sink.add("part", &[name, id(theme)]);
            }
        }
    }
    let stems = || told.s.stems.iter().map(Spelt::part);
    for stem in stems() {
        sink.put(Part::new("s"), &[stem]);
    }
    let clause = stems().take(told.clause.end).skip(told.clause.start);
    for stem in clause {
        sink.put(Part::new("c"), &[stem]);
    }
    for (template, part) in
        [("i", &words.item), ("l", &words.lead), ("h", &words.heading)]
    {
        for stem in part {
            sink.put(Part::new(template), &[*stem]);
        }
    }
}
