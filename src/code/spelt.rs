//! How features spell the words of a sentence: in lower case; names, numbers
//! and mentions by what they are.

use super::sentence::Sentence;
use crate::codebook::Codebook;
use crate::codebook::lexicon::{Case, WordId, fold};
use crate::codebook::spelling::{Spelt, stem};
use crate::codebook::token::TokenKind;
use crate::extract::person::RoleKind;
use std::sync::OnceLock;

/// How features spell a word, and its stem: in lower case; names, numbers and
/// mentions by what they are.
pub(super) fn spelt<'a>(
    s: &Sentence<'a>,
    at: usize,
) -> (Spelt<'a>, Spelt<'a>) {
    let word = &s.words[at];
    if let Some(mark) = mark(s, at) {
        return (Spelt::new(mark), mark_stem(mark));
    }
    // A lone apostrophe has the id of "'s", but is not spelt so.
    if word.token.kind != TokenKind::Possessive && word.id != WordId::UNKNOWN {
        let Codebook { spellings, lexicon, .. } = s.codebook;
        if let Some(known) = spellings.known(lexicon, word.id) {
            return known;
        }
    }
    s.codebook.spellings.other(fold(s.surface(at)))
}

/// The stem of a mark: each is worked out once.
fn mark_stem(mark: &'static str) -> Spelt<'static> {
    static STEMS: [OnceLock<Spelt<'static>>; MARKS.len()] =
        [const { OnceLock::new() }; MARKS.len()];
    let at = MARKS.iter().position(|known| *known == mark);
    at.map_or_else(
        || stem(mark),
        |at| STEMS[at].get_or_init(|| stem(mark)).clone(),
    )
}

/// What stands for mentions, numbers and names.
const MARKS: [&str; 7] =
    ["%date", "%place", "%official", "%person", "%number", "%name", "%bar"];

/// What a word is written as where it is a mention, a number or a name.
fn mark(s: &Sentence<'_>, at: usize) -> Option<&'static str> {
    let inside = |range: &std::ops::Range<usize>| range.contains(&at);
    if s.mentions.dates.iter().any(|date| inside(&date.words)) {
        return Some("%date");
    }
    if s.mentions.places.iter().any(|place| inside(&place.words)) {
        return Some("%place");
    }
    if let Some(person) = s.mentions.people.iter().find(|p| inside(&p.words)) {
        return Some(match person.role {
            Some(RoleKind::Official) => "%official",
            _ => "%person",
        });
    }
    let word = &s.words[at];
    if word.token.kind == TokenKind::Number {
        return Some("%number");
    }
    if word.case == Case::Title && at > 0 && word.id == WordId::UNKNOWN {
        return Some("%name");
    }
    // It parts the words of a feature.
    (s.surface(at) == "|").then_some("%bar")
}
