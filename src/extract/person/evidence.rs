//! How much speaks for a run of capitalised words being a person, and what
//! the text calls that person.

use super::RoleKind;
use super::names::Names;
use super::run::Run;
use super::tables::Part;
use crate::codebook::token::TokenKind;
use std::ops::Range;

/// Points for and against.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub points: i32,
    pub role: Option<RoleKind>,
    pub role_words: Option<Range<usize>>,
    /// Whether the role is a plural, which holds for a whole list.
    pub shared: bool,
}

/// How far a role may stand from a name that a comma parts from it.
const APPOSITION: usize = 10;

pub(super) fn weigh(names: &Names<'_>, run: &Run) -> Evidence {
    let mut evidence = Evidence::default();
    role(names, run, &mut evidence);
    evidence.points += shape(names, run) + around(names, run);
    evidence
}

/// What the words of the name themselves say.
fn shape(names: &Names<'_>, run: &Run) -> i32 {
    let words = run.words.clone();
    let mut points = 0;
    let count = words
        .clone()
        .filter(|&i| {
            names.words[i].token.kind == TokenKind::Word
                && !names.is(i, Part::PARTICLE)
        })
        .count();
    if (2..=6).contains(&count) {
        points += 2;
    }
    let given = |i: usize| names.is(i, Part::GIVEN);
    if given(words.start) {
        points += 3;
    } else if words.clone().any(given) {
        points += 2;
    }
    let unknown = words
        .clone()
        .filter(|&i| {
            names.strange(i) && !given(i) && !names.is(i, Part::PARTICLE)
        })
        .count();
    points += i32::try_from(unknown.min(2)).unwrap_or(0);
    let against: i32 = words
        .filter(|&i| names.tables.common(&names.words[i]))
        .map(|i| 2 - i32::from(names.tables.only_inflected(&names.words[i])))
        .sum();
    points - against
}

/// What stands before and behind.
fn around(names: &Names<'_>, run: &Run) -> i32 {
    let mut points = 0;
    let end = run.words.end;
    let comma = usize::from(names.surface(end) == ",");
    if names.lower_is(end + comma, &["who", "whose", "whom"]) {
        points += 2;
    }
    if names.lower_is(end + comma, &["aged"]) || age(names, end) {
        points += 3;
    }
    let mut i = end;
    while names.lower_is(
        i,
        &[
            "was", "were", "is", "are", "has", "had", "have", "been", "be",
            "and", "also", "later", "finally", "will", "being",
        ],
    ) && i < end + 4
    {
        i += 1;
    }
    let passive = i > end && names.is(i, Part::DONE_TO);
    let active = names.is(end, Part::VERB_AFTER)
        || names.is(end, Part::DONE_TO)
        || i > end && names.is(i, Part::VERB_AFTER);
    if passive || active {
        points += 2;
    }
    if names.surface(end) == "("
        && names.words.get(end + 1).is_some_and(|w| {
            w.token.kind == TokenKind::Number
                && w.token.of(names.text).len() == 2
        })
    {
        points += 2;
    }
    let start = run.title.as_ref().map_or(run.words.start, |t| t.start);
    if run.title.is_some() {
        points += 4;
    }
    let Some(before) = start.checked_sub(1) else { return points };
    let of = names.lower_is(before, &["of", "on", "against", "to", "for"]);
    let verb = |i: usize| names.is(i, Part::VERB_BEFORE);
    if verb(before) || of && before > 0 && verb(before - 1) {
        points += 2;
    }
    if names.lower_is(before, &["the", "an", "a"]) && run.title.is_none() {
        points -= 4;
    }
    if names.lower_is(before, &["in", "at", "from", "near", "across"]) {
        points -= 3;
    }
    points
}

/// "Ali, 34,".
fn age(names: &Names<'_>, end: usize) -> bool {
    names.surface(end) == ","
        && names.words.get(end + 1).is_some_and(|w| {
            let surface = w.token.of(names.text);
            w.token.kind == TokenKind::Number
                && (1..=2).contains(&surface.len())
                || surface.ends_with("-year-old")
        })
        && matches!(names.surface(end + 2), "," | "." | "" | "and" | "-")
}

/// What the text calls the person: by title, just before, or in apposition.
fn role(names: &Names<'_>, run: &Run, evidence: &mut Evidence) {
    if let Some(title) = &run.title {
        let mut end = title.end;
        end -= usize::from(names.surface(end - 1) == ".");
        evidence.role = names.tables.role_of_title(names.words, end);
        evidence.role_words = Some(title.clone());
        if evidence.role.is_some() {
            return;
        }
    }
    let start = run.title.as_ref().map_or(run.words.start, |t| t.start);
    let quoted = start.checked_sub(1).is_some_and(|i| {
        matches!(names.surface(i), "," | ":" | "“")
            || names.lower_is(i, &["named", "called"])
    });
    for skip in 0..=usize::from(quoted) {
        let Some(end) = start.checked_sub(skip) else { break };
        let found = names.tables.role_ending(names.words, end);
        if let Some((kind, at, plural)) = found {
            let of = at.checked_sub(1).is_some_and(|i| {
                names.surface(i) == "," && names.surface(end) == ","
            });
            if of {
                continue;
            }
            set(evidence, kind, at..end, plural, 4);
            return;
        }
    }
    after(names, run.words.end, evidence);
    if evidence.role.is_none() {
        before(names, start, evidence);
    }
}

fn set(
    evidence: &mut Evidence,
    kind: RoleKind,
    words: Range<usize>,
    shared: bool,
    points: i32,
) {
    evidence.role = Some(kind);
    evidence.role_words = Some(words);
    evidence.shared = shared;
    evidence.points += points;
}

/// "X, a human rights defender from Y,", "X, who is a journalist".
fn after(names: &Names<'_>, end: usize, evidence: &mut Evidence) {
    let opens = matches!(names.surface(end), "," | "(" | "–" | "—");
    let article = names.lower_is(
        end + 1,
        &[
            "a",
            "an",
            "the",
            "one",
            "former",
            "his",
            "her",
            "their",
            "who",
            "leader",
            "founder",
            "head",
            "director",
            "president",
        ],
    ) || names
        .tables
        .role_ending(names.words, end + 2)
        .is_some_and(|(_, _, plural)| !plural);
    let is = names.lower_is(end, &["is", "was"])
        && names.lower_is(end + 1, &["a", "an", "the"]);
    if !(opens && article || is) {
        return;
    }
    let limit = (end + APPOSITION).min(names.words.len());
    let mut found = None;
    for i in end + 1..limit {
        let stops = matches!(
            names.surface(i),
            "," | ";" | ":" | "." | ")" | "–" | "—"
        ) || names.lower_is(
            i,
            &[
                "of", "for", "in", "from", "at", "with", "who", "whose",
                "and", "by", "against", "on", "jailed", "accused", "to",
            ],
        );
        if stops && i > end + 1 {
            break;
        }
        found = names
            .tables
            .role_ending(names.words, i + 1)
            .map(|role| (role, i + 1))
            .or(found);
    }
    if let Some(((kind, at, plural), until)) = found
        && !plural
    {
        set(evidence, kind, at..until, false, 3);
    }
}

/// "The president of the association, X,".
fn before(names: &Names<'_>, start: usize, evidence: &mut Evidence) {
    let Some(comma) = start.checked_sub(1) else { return };
    if names.surface(comma) != "," {
        return;
    }
    let from = comma.saturating_sub(APPOSITION);
    let opened = (from..comma)
        .rev()
        .find(|&i| matches!(names.surface(i), "," | ";" | ":" | "." | "–"))
        .map_or(from, |i| i + 1);
    // Only "… the ROLE of SOMETHING, X": else the comma parts clauses.
    for end in opened + 1..comma {
        if !names.lower_is(end, &["of", "for", "at"]) {
            continue;
        }
        let found = names.tables.role_ending(names.words, end);
        if let Some((kind, at, plural)) = found {
            let verb = (end..comma).any(|i| {
                names.is(i, Part::VERB_AFTER) || names.is(i, Part::DONE_TO)
            });
            if !verb {
                set(evidence, kind, at..end, plural, 3);
            }
            return;
        }
    }
}
