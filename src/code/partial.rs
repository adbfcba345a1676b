//! What the rows of the codebook say of a word even where not all of their
//! slots are filled: hints for the learned weights, never outcomes by
//! themselves.

use super::reading;
use super::sentence::Sentence;
use crate::codebook::term::Term;
use std::cell::OnceCell;

/// A row whose trigger stands at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Partial {
    /// Index of its outcome type.
    pub(super) outcome: usize,
    /// Words of the trigger.
    pub(super) words: usize,
    /// How much of it is there.
    pub(super) filled: Filled,
    /// Whether a word that it excludes stands near.
    pub(super) excluded: bool,
}

/// How many of a row's slots are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filled {
    /// Only the trigger is there.
    Trigger,
    /// Some slots.
    Some,
    /// All slots.
    All,
}

impl Filled {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Some => "some",
            Self::All => "all",
        }
    }
}

/// The rows whose trigger begins at a word, the fullest of each outcome type.
pub(super) fn partials(s: &Sentence<'_>, at: usize) -> Vec<Partial> {
    let mut all: Vec<Partial> = Vec::new();
    let tries = s.tries();
    let guessed = OnceCell::new();
    let whole = 0..s.words.len();
    for row in tries.at(at) {
        let cue = &s.codebook.cues.all[row.cue()];
        let trigger = &row.trigger();
        let end = trigger.end;
        let guess = || guessed.get_or_init(|| reading::guess(s, at));
        let reading = tries.reading(row).unwrap_or_else(|_| guess());
        let near = at.saturating_sub(18)..(end + 18).min(s.words.len());
        let (mut asked, mut filled) = (0, 0);
        let mut slot = |term: &Term, find: &dyn Fn() -> bool| {
            if !term.is_empty() {
                asked += 1;
                filled += usize::from(find());
            }
        };
        slot(&cue.object, &|| row.object(s, reading).is_some());
        slot(&cue.subject, &|| row.subject(s, reading).is_some());
        slot(&cue.near, &|| s.first_in(&cue.near, whole.clone()).is_some());
        let partial = Partial {
            outcome: cue.outcome,
            words: end - at,
            filled: match filled {
                _ if filled == asked => Filled::All,
                0 => Filled::Trigger,
                _ => Filled::Some,
            },
            excluded: !cue.not.is_empty()
                && s.first_in(&cue.not, near).is_some(),
        };
        match all.iter_mut().find(|p| p.outcome == partial.outcome) {
            None => all.push(partial),
            Some(known) => {
                let better = |p: &Partial| (!p.excluded, p.filled, p.words);
                if better(&partial) > better(known) {
                    *known = partial;
                }
            }
        }
    }
    all.sort_unstable();
    all
}
