//! Words that change how a trigger is read: who promises, demands, refuses,
//! begins; what opens background. Read from `scope.csv`.

use super::faults;
use super::lexicon::Lexicon;
use super::source::{Files, Sheet, nearest};
use super::term::{Classes, Phrases, Term, parse};
use crate::diagnostic::Diagnostic;

/// What a scope word does to the trigger that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// *call for, urge*: asked for, so no event.
    Demand,
    /// *promise, pledge, announce*: announced.
    Promise,
    /// *decide to, vote to*: as if done.
    Decide,
    /// *be allowed to, manage to*: as if done.
    Enable,
    /// *continue to*: ongoing.
    Continue,
    /// *refuse to, fail to, reject*: setback.
    Refuse,
    /// *order X to*: announced.
    Order,
    /// *lead to, secure, win*: makes a noun assert.
    Assert,
    /// *after, since, despite* before a noun: background.
    Background,
    /// *not, never*.
    Negate,
    /// *would, could, if*: hypothetical.
    Hypothetical,
    /// *will, shall*.
    Future,
    /// *because, while, who*: opens a subordinate clause.
    Subordinate,
    /// *for, over, accused of*: what follows is the ground, not the outcome.
    Ground,
    /// *several countries, a number of*: a summary.
    Summary,
    /// *we, our*: the publisher itself.
    Own,
    /// *also, finally, since*: may stand between auxiliary and verb.
    Adverb,
    /// *did so too, followed suit*: the outcome before it, elsewhere.
    Likewise,
    /// *hope, fear, no evidence* before *that* or *why*: no event.
    Doubt,
}

const NAMES: [(&str, Scope); 19] = [
    ("demand", Scope::Demand),
    ("promise", Scope::Promise),
    ("decide", Scope::Decide),
    ("enable", Scope::Enable),
    ("continue", Scope::Continue),
    ("refuse", Scope::Refuse),
    ("order", Scope::Order),
    ("assert", Scope::Assert),
    ("background", Scope::Background),
    ("negate", Scope::Negate),
    ("hypothetical", Scope::Hypothetical),
    ("future", Scope::Future),
    ("subordinate", Scope::Subordinate),
    ("ground", Scope::Ground),
    ("summary", Scope::Summary),
    ("own", Scope::Own),
    ("adverb", Scope::Adverb),
    ("likewise", Scope::Likewise),
    ("doubt", Scope::Doubt),
];

#[derive(Debug, serde::Deserialize)]
struct ScopeRow {
    kind: String,
    phrase: String,
}

/// All scope words.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Scopes {
    terms: Vec<Term>,
}

impl Scopes {
    /// Reads `scope.csv`.
    pub fn read(
        files: &Files,
        classes: &Classes,
        lexicon: &mut Lexicon,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let sheet = Sheet::open(files, "scope.csv", told);
        let mut phrases = vec![Phrases::new(); NAMES.len()];
        for located in sheet.rows::<ScopeRow>(told) {
            let row = located.row;
            let Some(kind) = NAMES.iter().position(|(n, _)| *n == row.kind)
            else {
                let near = nearest(&row.kind, NAMES.iter().map(|(n, _)| *n));
                told.push(
                    sheet
                        .fault(
                            located.at,
                            "kind",
                            "",
                            "scope-kind",
                            format!("no such kind of scope: `{}`", row.kind),
                        )
                        .hint(near.map_or_else(
                            || "the built-in `scope.csv` shows which there are".to_owned(),
                            |name| format!("did you mean `{name}`?"),
                        )),
                );
                continue;
            };
            match parse(&row.phrase, lexicon, classes) {
                Ok(mut some) => phrases[kind].append(&mut some),
                Err(fault) => {
                    told.push(faults::term(
                        &sheet, located.at, "phrase", fault,
                    ));
                }
            }
            told.extend(faults::capitals(
                &sheet,
                located.at,
                "phrase",
                &row.phrase,
            ));
        }
        Self { terms: phrases.into_iter().map(Term::new).collect() }
    }

    /// All kinds by name, each with its words.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Term)> {
        NAMES.iter().zip(&self.terms).map(|((name, _), term)| (*name, term))
    }

    /// All of them, for numbering.
    pub(super) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    /// The words of a kind.
    #[must_use]
    pub fn term(&self, scope: Scope) -> &Term {
        &self.terms[scope as usize]
    }
}
