//! Which words of a sentence tell an outcome, and which: the cues propose, and
//! learned weights and tagger decide, also of words that no cue knows.
//!
//! Looks at one sentence. Slots, clauses and fields are the business of those
//! who come before and after.

use super::blend;
use super::event;
use super::features::{Place, View};
use super::reading::{self, Reading};
use super::sentence::Sentence;
use super::sink::{Crossed, Keys, Sink};
use super::slots::{Draft, Fit, Refusal};
use super::tags::SentenceTags;
use crate::codebook::Codebook;
use crate::codebook::blend::Question;
use crate::codebook::cue::Status;
use crate::codebook::spelling::Part;
use crate::codebook::token::TokenKind;
use crate::codebook::weights::{EVENT, Model, Tally, hash, then};

/// How probable an outcome must be at a word that no cue fits.
const BARE: f64 = 0.35;

/// What a word that no cue fits must reach, in thousandths, before its clause
/// is looked at: of 11,806 such words that told an outcome in the training
/// texts none fell below it, and half of those that told none.
const HOPELESS: i32 = -6000;

/// Thousandths above which the weights are sure of a row that fits, eleven
/// times of twelve: the tagger cannot speak against it.
const PLAIN: i32 = 2400;

/// How probable an outcome must be at a word that a cue fits.
const CUED: f64 = 0.2;

/// What the tagger must say of a word that the weights do not know, in
/// thousandths.
const HEARD: i32 = -2000;

/// What the weights must say of a word for its sentence to be read by the
/// tagger, in thousandths.
const HOPEFUL: i32 = -5000;

/// How probable an outcome type must be at a word that no cue fits.
const SURE: f64 = 0.3;

/// How probable another outcome type or status than the cue's must be.
const AGAINST: f64 = 0.35;

/// Outcomes of a sentence that are taken: no writer's tells so many, and a text
/// that repeats a cue without end is not to fill the tables.
const MOST: usize = 100;

/// What the weights say of a fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Index of the outcome type.
    pub outcome: usize,
    /// Its status.
    pub status: Status,
    /// Where the status came from.
    pub basis: &'static str,
    /// How probable it is that the word tells an outcome at all.
    pub told: f64,
    /// How probable it is that the outcome has this type.
    pub typed: f64,
}

/// Lets the weights decide on what the cues propose. Made once for all
/// sentences of a document.
pub(super) struct Judge<'c> {
    questions: Option<Questions<'c>>,
    keys: Keys,
}

/// What is asked of each word.
struct Questions<'c> {
    /// Whether it tells an outcome.
    trigger: Tally<'c>,
    /// Which.
    which: Tally<'c>,
    /// With which status.
    status: Tally<'c>,
}

impl<'c> Judge<'c> {
    /// A codebook without weights decides nothing.
    pub(super) fn new(codebook: &'c Codebook) -> Self {
        let tally =
            |question| codebook.weights.model(question).map(Tally::new);
        let questions = || {
            Some(Questions {
                trigger: tally("trigger")?,
                which: tally("outcome")?,
                status: tally("status")?,
            })
        };
        Self { questions: questions(), keys: Keys::default() }
    }

    /// Whether any word of a sentence may tell an outcome, by the cues or the
    /// weights: others need not be read.
    pub(super) fn hopeful(
        &mut self,
        s: &Sentence<'_>,
        (fits, refusals): &Draft,
        place: Place<'_>,
    ) -> bool {
        let Self { questions: Some(questions), keys } = self else {
            return false;
        };
        let view = View::new(s, fits, refusals, place);
        let trigger = &mut questions.trigger;
        (0..s.words.len()).any(|at| {
            asks(s, &view, trigger.model(), at, None) && {
                keys.clear();
                trigger.clear();
                view.features(at, keys);
                trigger.add(keys.all());
                trigger.sum(EVENT) > HOPEFUL
            }
        })
    }

    /// Decides on the fits of a sentence, and on words that no cue fits.
    pub(super) fn judge(
        &mut self,
        s: &Sentence<'_>,
        fits: Vec<Fit>,
        mut refusals: Vec<Refusal>,
        place: Place<'_>,
        tags: Option<SentenceTags<'_>>,
    ) -> (Vec<Fit>, Vec<Refusal>) {
        let Self { questions: Some(questions), keys } = self else {
            return (fits, refusals);
        };
        let view = View::new(s, &fits, &refusals, place);
        let (mut judged, mut dropped) = (Vec::new(), Vec::new());
        let mut taken = Vec::new();
        for at in 0..s.words.len() {
            let said = tags.and_then(|tags| tags.told(at));
            if !asks(s, &view, questions.trigger.model(), at, said) {
                continue;
            }
            let own = fits.iter().find(|fit| fit.trigger.start == at);
            match questions.word(&view, at, own, keys, tags) {
                Some(Ok(fit)) => {
                    taken.push(at);
                    if judged.len() < MOST {
                        judged.push(fit);
                    } else {
                        let reason = "a hundred outcomes stand before it";
                        dropped.push(refused(&fit, reason));
                    }
                }
                Some(Err(refusal)) => dropped.push(refusal),
                None => {}
            }
        }
        // What other rows said of a word is of no more use.
        refusals.retain(|r| taken.binary_search(&r.trigger.start).is_err());
        refusals.extend(dropped);
        refusals.shrink_to_fit();
        (judged, refusals)
    }
}

impl Questions<'_> {
    /// The fit of a word that tells an outcome, or why its cue's fit is none.
    fn word(
        &mut self,
        view: &View<'_>,
        at: usize,
        own: Option<&Fit>,
        keys: &mut Keys,
        tags: Option<SentenceTags<'_>>,
    ) -> Option<Result<Fit, Refusal>> {
        let Self { trigger, which, status } = self;
        let s = view.sentence();
        keys.clear();
        trigger.clear();
        view.close(at, keys);
        trigger.add(keys.all());
        // Most words are told by themselves and their neighbours.
        let said = tags.and_then(|tags| tags.told(at));
        // A row for a word that no training text had knows better.
        let new = own.is_some() && !known(view, trigger.model(), at);
        let said = said.filter(|said| !new || *said > 0);
        if own.is_none()
            && trigger.sum(EVENT) < HOPELESS
            && said.is_none_or(|said| said < HEARD)
        {
            return None;
        }
        let close = keys.all().len();
        view.wide(at, keys);
        trigger.add(&keys.all()[close..]);
        // A few plain words, as no bulletin that it learned from would put
        // them, are told by a row that fits.
        let learned = trigger.sum(EVENT);
        let plain = own.is_some() && learned > PLAIN;
        let said = said.filter(|said| !plain || *said > 0);
        let probability = blend::probability(
            &s.codebook.blend,
            Question::Trigger,
            learned,
            said,
        );
        if probability < if own.is_some() { CUED } else { BARE } {
            let reason = "the words around it speak against it";
            return own.map(|fit| Err(refused(fit, reason)));
        }
        view.broad(at, keys);
        which.clear();
        which.add(keys.all());
        let heard = tags.map(|t| t.outcomes(at)).unwrap_or_default();
        let scores = blend::shares(
            &s.codebook.blend,
            Question::Outcome,
            &which.scores(),
            &heard,
        );
        let (label, sure) = blend::best(&scores);
        let told = own.map(|fit| s.codebook.cues.all[fit.cue].outcome);
        let outcome = match told {
            Some(told) if sure < AGAINST => told,
            None if sure < SURE => return None,
            _ => s.codebook.outcome(label)?,
        };
        let id = &*s.codebook.outcomes[outcome].outcome;
        let typed = scores
            .iter()
            .find(|(name, _)| *name == id)
            .map_or(0.0, |(_, p)| *p);
        keys.add("outcome", &[id]);
        let crossed = Part::new(id);
        view.features(at, &mut Crossed { outcome: crossed, sink: keys });
        status.clear();
        status.add(keys.all());
        let heard = tags.map(|t| t.statuses(at)).unwrap_or_default();
        let scores = blend::shares(
            &s.codebook.blend,
            Question::Status,
            &status.scores(),
            &heard,
        );
        let (label, sure) = blend::best(&scores);
        let learned = Status::of(label);
        // The row's status stays where the weights say the same, so that it is
        // told from which words it comes.
        let ruled = own
            .and_then(|fit| event::outcome(s.codebook, fit).ok())
            .map(|(_, status, basis)| (status, basis))
            .filter(|(told, _)| sure < AGAINST || learned == Some(*told));
        let by_weights = learned.map(|status| (status, "weights"));
        let (status, basis) = ruled.or(by_weights)?;
        let mut fit = own.cloned().unwrap_or_else(|| bare(s, at, outcome));
        // The row stays where it told this outcome, at whatever stage.
        if s.codebook.cues.all[fit.cue].outcome != outcome {
            fit.cue = s.codebook.cues.learned(outcome);
        }
        let outcome = event::staged(s.codebook, outcome, status);
        fit.verdict =
            Some(Verdict { outcome, status, basis, told: probability, typed });
        Some(Ok(fit))
    }
}

/// Whether a word is asked about: one that a cue speaks of, whose stem told an
/// outcome somewhere, or of which the tagger said that it may.
pub(super) fn asks(
    s: &Sentence<'_>,
    view: &View<'_>,
    trigger: &Model,
    at: usize,
    said: Option<i32>,
) -> bool {
    s.words[at].token.kind == TokenKind::Word
        && (view.cued(at)
            || known(view, trigger, at)
            || said.is_some_and(|said| said > HEARD))
}

/// Whether the stem of a word told an outcome somewhere in the training texts.
fn known(view: &View<'_>, trigger: &Model, at: usize) -> bool {
    trigger.knows(then(then(hash("s"), 0), view.stem(at).hash()))
}

/// A fit that is not taken.
fn refused(fit: &Fit, reason: &str) -> Refusal {
    Refusal {
        trigger: fit.trigger.clone(),
        cue: fit.cue,
        reason: reason.to_owned(),
    }
}

/// A fit without slots, for a word that no cue knows.
pub(super) fn bare(s: &Sentence<'_>, at: usize, outcome: usize) -> Fit {
    Fit {
        cue: s.codebook.cues.learned(outcome),
        trigger: at..at + 1,
        reading: read(s, at),
        object: None,
        subject: None,
        reach: at + 1,
        rank: 0.0,
        score: 0.5,
        parts: [("learned", 0.0); 7],
        verdict: None,
    }
}

/// How a word is meant: by its forms if the lexicon knows it as a verb, else
/// by what stands before it.
fn read(s: &Sentence<'_>, at: usize) -> Reading {
    let lemmas = s.codebook.lexicon.lemmas(s.words[at].id);
    lemmas
        .iter()
        .find_map(|(lemma, _)| reading::verb(s, &(at..at + 1), *lemma).ok())
        .unwrap_or_else(|| reading::guess(s, at))
}
