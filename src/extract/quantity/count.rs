//! What a number counts: the head noun behind it, and whether it means
//! persons.

use super::tables::{QuantityTables, Sense};
use crate::codebook::lexicon::{Case, Word};
use crate::codebook::token::TokenKind;
use std::ops::Range;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Counted {
    /// The noun, "%" or a currency.
    pub unit: String,
    /// Its words.
    pub head: Option<Range<usize>>,
    /// Whether persons are counted.
    pub people: bool,
}

/// How many words may stand between a number and its noun.
const REACH: usize = 6;

/// Reads rightwards from the word behind a number; behind `one`, a singular
/// is head enough.
pub(super) fn counted(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
    at: usize,
    one: bool,
) -> Counted {
    let surface = |i: usize| words.get(i).map_or("", |w| w.token.of(text));
    let lower = |i: usize| surface(i).to_lowercase();
    if let Some(word) = words.get(at) {
        if tables.is(word, &Sense::Percent) {
            return named("%", None, false);
        }
        let code = tables.pick(word, |s| match s {
            Sense::Currency(code) => Some(code.to_string()),
            _ => None,
        });
        if let Some(unit) = code {
            return Counted { unit, ..Counted::default() };
        }
    }
    let mut i = at;
    // "three of the activists", "two of Egypt's journalists".
    if lower(i) == "of" {
        i += 1;
        while matches!(
            &*lower(i),
            "the"
                | "these"
                | "those"
                | "his"
                | "her"
                | "their"
                | "its"
                | "our"
        ) {
            i += 1;
        }
    }
    let mut modifier = None;
    let limit = (i + REACH).min(words.len());
    while i < limit {
        let Some(word) = words.get(i) else { break };
        let quoted = matches!(surface(i), "“" | "”" | "\"" | "‘" | "’");
        match word.token.kind {
            TokenKind::Sign if quoted => {
                i += 1;
                continue;
            }
            TokenKind::Sign if surface(i) == "," && more(words, tables, i) => {
                i += 1;
                continue;
            }
            TokenKind::Sign | TokenKind::Number => break,
            TokenKind::Possessive => {
                i += 1;
                continue;
            }
            TokenKind::Word => {}
        }
        let surface = surface(i);
        if stops(&lower(i)) {
            break;
        }
        let possessive = words
            .get(i + 1)
            .is_some_and(|w| w.token.kind == TokenKind::Possessive);
        let plural = tables.plural(word) || looks_plural(surface);
        if possessive || heads_on(words, tables, text, i, plural) {
            i += 1;
            continue;
        }
        let thing = tables.is(word, &Sense::Thing);
        let person =
            tables.is(word, &Sense::People) || tables.role_ends(words, i);
        let people = !thing && (person || plural && agentive(surface));
        if plural || one && (thing || person) {
            return named(surface, Some(i..i + 1), people);
        }
        // A singular behind a greater number stands before the head: "16
        // death row inmates". Nothing behind it: it is the head all the same.
        if thing || person {
            modifier.get_or_insert(named(surface, Some(i..i + 1), people));
        }
        i += 1;
    }
    if let Some(modifier) = modifier {
        return modifier;
    }
    if person_verb(words, tables, text, at) {
        return Counted { people: true, ..Counted::default() };
    }
    Counted::default()
}

fn named(unit: &str, head: Option<Range<usize>>, people: bool) -> Counted {
    Counted { unit: unit.to_lowercase(), head, people }
}

/// Whether an adjective follows a comma: "three young, unarmed men".
fn more(words: &[Word], tables: &QuantityTables, comma: usize) -> bool {
    let person = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| tables.is(w, &Sense::People) && tables.plural(w))
    };
    !person(comma.saturating_sub(1)) && (person(comma + 2))
}

/// Words that no noun phrase goes on behind.
fn stops(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "by"
            | "for"
            | "with"
            | "from"
            | "to"
            | "into"
            | "of"
            | "who"
            | "which"
            | "that"
            | "were"
            | "was"
            | "are"
            | "is"
            | "be"
            | "been"
            | "have"
            | "has"
            | "had"
            | "will"
            | "would"
            | "may"
            | "can"
            | "could"
            | "or"
            | "but"
            | "the"
            | "a"
            | "an"
            | "after"
            | "before"
            | "since"
            | "during"
            | "against"
            | "over"
            | "under"
            | "per"
            | "as"
            | "than"
            | "where"
            | "when"
            | "while"
            | "not"
            | "he"
            | "she"
            | "they"
            | "it"
    )
}

/// Whether a noun stands before another that is the head: "prisoner
/// releases", "children's homes", "police officers".
fn heads_on(
    words: &[Word],
    tables: &QuantityTables,
    text: &str,
    at: usize,
    plural: bool,
) -> bool {
    let Some(next) = words.get(at + 1) else { return false };
    if next.token.kind != TokenKind::Word || next.case != Case::Lower {
        // "seven Indian Navy officers": a capitalised modifier.
        return !plural && next.case != Case::Lower;
    }
    let surface = next.token.of(text);
    let noun = tables.is(next, &Sense::People)
        || tables.is(next, &Sense::Thing)
        || tables.role_ends(words, at + 1);
    if stops(surface) || tables.is(next, &Sense::PersonVerb) {
        return false;
    }
    // "men and women": the first is head enough.
    let follows = tables.plural(next)
        || noun
            && words.get(at + 1).is_some_and(|w| {
                tables.role_ends(words, at + 1) || tables.is(w, &Sense::People)
            });
    if plural {
        // "women journalists", "human rights defenders", "arms dealers".
        let modifier = matches!(
            words[at].token.of(text).to_lowercase().as_str(),
            "women" | "men" | "rights" | "arms" | "news" | "sports"
        );
        return modifier && follows;
    }
    follows || looks_plural(surface)
}

/// A lower-case or capitalised word in -s that is likely a plural.
fn looks_plural(word: &str) -> bool {
    word.chars().count() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s", "ous"].iter().any(|s| word.ends_with(s))
        || matches!(word, "people" | "men" | "women" | "children")
}

/// Plurals that mean who does something, or is of a nation.
fn agentive(word: &str) -> bool {
    const LOWER: [&str; 8] =
        ["ists", "ers", "ors", "ees", "ians", "eers", "women", "men"];
    const NATION: [&str; 5] = ["ans", "ians", "nis", "nes", "ites"];
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    LOWER.iter().any(|s| word.ends_with(s))
        || capital && NATION.iter().any(|s| word.ends_with(s))
}

/// "Twelve were released": no noun, but what happens to persons.
fn person_verb(
    words: &[Word],
    tables: &QuantityTables,
    text: &str,
    at: usize,
) -> bool {
    let auxiliary = |i: usize| {
        words.get(i).is_some_and(|w| {
            matches!(
                w.token.of(text),
                "were"
                    | "was"
                    | "are"
                    | "have"
                    | "been"
                    | "had"
                    | "has"
                    | "be"
                    | "later"
                    | "then"
                    | "also"
                    | "since"
            )
        })
    };
    let mut i = at;
    while i < at + 4 && auxiliary(i) {
        i += 1;
    }
    words.get(i).is_some_and(|w| tables.is(w, &Sense::PersonVerb))
}
