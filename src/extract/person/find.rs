//! From runs and evidence to persons; names in a list stand by each other.

use super::Person;
use super::evidence::{Evidence, weigh};
use super::names::Names;
use super::run::Run;
use super::tables::{Part, PersonTables};
use crate::codebook::lexicon::{Case, Word};
use crate::codebook::token::TokenKind;
use std::ops::Range;

/// Points that a name of several words needs.
const NAME: i32 = 4;
/// Points that a single word needs: it may as well be a place.
const SINGLE: i32 = 5;

/// The persons that a sentence, heading or lead names. `blocked` are words
/// that name places and bodies.
#[must_use]
pub fn people(
    text: &str,
    words: &[Word],
    tables: &PersonTables,
    blocked: &[Range<usize>],
) -> Vec<Person> {
    let names =
        Names { text, words, tables, blocked, shouted: shouted(words) };
    let runs = names.runs();
    let mut weighed: Vec<(Run, Evidence)> = runs
        .into_iter()
        .map(|run| {
            let evidence = weigh(&names, &run);
            (run, evidence)
        })
        .collect();
    lists(&names, &mut weighed);
    let mut people: Vec<Person> = Vec::new();
    for (run, evidence) in weighed {
        let single = run.words.len() == 1;
        let needed = if single { SINGLE } else { NAME };
        let given = names.is(run.words.start, Part::GIVEN);
        if evidence.points < needed || names.shouted && !given {
            continue;
        }
        if alias(&names, &run, &people) {
            continue;
        }
        people.push(Person {
            name: names.name(&run),
            words: run.words,
            role: evidence.role,
            role_words: evidence.role_words,
            score: u8::try_from(evidence.points).unwrap_or(u8::MAX),
        });
    }
    share_surname(&names, &mut people);
    people
}

/// Whether a text is written in capitals only.
fn shouted(words: &[Word]) -> bool {
    let mut upper = 0;
    for word in words.iter().filter(|w| w.token.kind == TokenKind::Word) {
        match word.case {
            Case::Upper => upper += 1,
            // "A" and "I" are capitals too.
            Case::Title if word.token.end - word.token.start == 1 => {}
            _ => return false,
        }
    }
    upper >= 2
}

/// Names that only commas and "and" part from each other share a plural role,
/// and a sure one makes its neighbours surer.
fn lists(names: &Names<'_>, weighed: &mut [(Run, Evidence)]) {
    let joined = |a: &Run, b: &Run| {
        let start = b.title.as_ref().map_or(b.words.start, |t| t.start);
        let gap = a.words.end..start;
        (1..=3).contains(&gap.len())
            && gap.clone().all(|i| {
                names.lower_is(i, &["and", "or"])
                    || matches!(names.surface(i), "," | "&" | ";" | "/")
            })
    };
    let sure = |run: &Run, e: &Evidence| {
        e.points >= 5 + i32::from(run.words.len() == 1)
    };
    let count = weighed.len();
    for i in 1..count {
        let (left, right) = weighed.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else {
            continue;
        };
        if !joined(&a.0, &b.0) {
            continue;
        }
        if sure(&a.0, &a.1) && b.1.points > 0 {
            b.1.points += 3;
        }
        if b.1.role.is_none() && a.1.shared {
            b.1.role = a.1.role;
            b.1.role_words.clone_from(&a.1.role_words);
            b.1.shared = true;
            b.1.points += 2;
        }
    }
    for i in (1..count).rev() {
        let (left, right) = weighed.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else {
            continue;
        };
        if joined(&a.0, &b.0) && sure(&b.0, &b.1) && a.1.points > 0 {
            a.1.points += 3;
        }
    }
}

/// Whether a name is another of the person just named: "(known as X)".
fn alias(names: &Names<'_>, run: &Run, people: &[Person]) -> bool {
    let Some(last) = people.last() else { return false };
    let start = run.title.as_ref().map_or(run.words.start, |t| t.start);
    let near = start.saturating_sub(last.words.end) <= 6;
    let word = |back: usize| {
        start
            .checked_sub(back)
            .filter(|&i| !matches!(names.surface(i), "“" | "\"" | "‘"))
    };
    let quoted = usize::from(start > 0 && word(1).is_none());
    let known_as = word(1 + quoted)
        .is_some_and(|i| names.lower_is(i, &["as"]))
        && word(2 + quoted).is_some_and(|i| names.lower_is(i, &["known"]));
    let other = word(1 + quoted).is_some_and(|i| names.is(i, Part::ALIAS));
    near && (known_as || other)
}

/// "the brothers Alfred and George Degiorgio": the first shares the surname.
fn share_surname(names: &Names<'_>, people: &mut [Person]) {
    for i in 1..people.len() {
        let (left, right) = people.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else {
            continue;
        };
        let and = b.words.start == a.words.end + 1
            && names.lower_is(a.words.end, &["and"]);
        let given = a.words.len() == 1
            && b.words.len() == 2
            && names.is(a.words.start, Part::GIVEN)
            && names.is(b.words.start, Part::GIVEN);
        // In a longer list the first names stand alone.
        let listed = a
            .words
            .start
            .checked_sub(1)
            .is_some_and(|i| names.surface(i) == ",");
        if and
            && given
            && !listed
            && let Some(surname) = b.name.split(' ').next_back()
        {
            a.name = format!("{} {surname}", a.name);
        }
    }
}
