//! Which words are numbers, and how much each is.

use super::count::counted;
use super::tables::{QuantityTables, Sense};
use super::{Bound, Quantity};
use crate::codebook::lexicon::{Case, Word};
use crate::codebook::token::TokenKind;

/// The quantities of a sentence, in the order of the text.
#[must_use]
pub fn quantities(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // Most words are no numbers.
        let figure = word.token.kind == TokenKind::Number;
        let article = word.token.end - word.token.start == 1;
        if !figure && !article && !tables.knows(word) {
            at += 1;
            continue;
        }
        let number = figures(text, words, tables, at)
            .or_else(|| spelled(text, words, tables, at));
        let Some(number) = number else {
            at += 1;
            continue;
        };
        at = match quantity(text, words, tables, at, &number) {
            Some((quantity, next)) => {
                found.push(quantity);
                next
            }
            None => number.next,
        };
    }
    found
}

struct Number {
    value: f64,
    /// The word after the last.
    next: usize,
    /// Whether it is the lower end of a range.
    range: bool,
    spelled: bool,
}

/// A number in figures: "15,600", "2.5 million", "1.2m", "10-15".
fn figures(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
    at: usize,
) -> Option<Number> {
    let word = words.get(at)?;
    if word.token.kind != TokenKind::Number {
        return None;
    }
    let surface = word.token.of(text);
    let (first, range) = match surface.split_once('-') {
        Some((low, high)) if high.bytes().all(|b| b.is_ascii_digit()) => {
            (low, true)
        }
        _ => (surface, false),
    };
    let end = first
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(first.len());
    let (digits, suffix) = first.split_at_checked(end)?;
    let mut value = decimal(digits)?;
    if !suffix.is_empty() {
        value *= tables.suffix(suffix)?;
    }
    let mut next = at + 1;
    while let Some(scale) = scale(words, tables, next) {
        value *= scale;
        next += 1;
    }
    Some(Number { value, next, range, spelled: false })
}

/// Figures with commas between thousands, and a point.
fn decimal(digits: &str) -> Option<f64> {
    let whole = digits.split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    if grouped && (first.len() > 3 || groups.any(|g| g.len() != 3)) {
        return None;
    }
    digits.replace(',', "").parse().ok()
}

fn scale(words: &[Word], tables: &QuantityTables, at: usize) -> Option<f64> {
    tables.pick(words.get(at)?, |s| match s {
        Sense::Scale(n) => Some(*n),
        _ => None,
    })
}

/// A number in words: "two hundred and five", "a dozen".
fn spelled(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
    at: usize,
) -> Option<Number> {
    let is = |i: usize, word: &str| {
        words
            .get(i)
            .is_some_and(|w| w.token.of(text).eq_ignore_ascii_case(word))
    };
    let small = |i: usize| {
        tables.pick(words.get(i)?, |s| match s {
            Sense::Unit(n) | Sense::Tens(n) => Some(*n),
            _ => None,
        })
    };
    let article = is(at, "a") && scale(words, tables, at + 1).is_some();
    let mut current = if article { 1.0 } else { small(at)? };
    let (mut total, mut next) = (0.0, at + 1);
    loop {
        if let Some(scale) = scale(words, tables, next) {
            if scale < 1000.0 {
                current *= scale;
            } else {
                total += current * scale;
                current = 0.0;
            }
            next += 1;
            continue;
        }
        // "two hundred and five", but "two and five" are two numbers.
        let after_scale = scale(words, tables, next - 1).is_some();
        let skip = usize::from(is(next, "and"));
        match small(next + skip) {
            Some(more) if after_scale => {
                current += more;
                next += skip + 1;
            }
            _ => break,
        }
    }
    Some(Number { value: total + current, next, range: false, spelled: true })
}

fn quantity(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
    at: usize,
    number: &Number,
) -> Option<(Quantity, usize)> {
    let surface = |i: usize| words.get(i).map_or("", |w| w.token.of(text));
    let before = at.checked_sub(1);
    if is_name_or_date(text, words, tables, at, number) {
        return None;
    }
    let previous = before.map_or("", surface);
    let one = (number.value - 1.0).abs() < f64::EPSILON;
    if number.spelled && one {
        // "no one", "one another", "this one", "one day".
        let pronoun = matches!(
            previous.to_lowercase().as_str(),
            "no" | "this"
                | "that"
                | "the"
                | "any"
                | "every"
                | "each"
                | "which"
        );
        let vague = matches!(surface(number.next), "another" | "day" | "'s");
        if pronoun || vague || number.next == words.len() {
            return None;
        }
    }
    let fraction =
        words.get(number.next).is_some_and(|w| tables.is(w, &Sense::Fraction));
    if fraction || previous == "/" || surface(number.next) == "/" {
        return None;
    }
    let mut bound = tables.bound(words, at).unwrap_or(Bound::Exact);
    let mut behind = number.next;
    // "10 to 15 people": at least 10.
    let joined = matches!(surface(behind), "to" | "–" | "-" | "or");
    let high = joined
        .then(|| {
            figures(text, words, tables, behind + 1)
                .or_else(|| spelled(text, words, tables, behind + 1))
        })
        .flatten();
    if let Some(high) = &high
        && high.value > number.value
    {
        behind = high.next;
        bound = Bound::AtLeast;
    }
    if number.range {
        bound = Bound::AtLeast;
    }
    let mut what = counted(text, words, tables, behind, one);
    let sign = before.and_then(|i| words.get(i)).and_then(|w| {
        tables.pick(w, |s| match s {
            Sense::Currency(code) => Some(code.to_string()),
            _ => None,
        })
    });
    if let Some(code) = sign {
        what.unit = code;
        what.head = None;
        what.people = false;
    }
    let quantity = Quantity {
        words: at..number.next,
        value: number.value,
        bound,
        unit: what.unit,
        head: what.head,
        counts_people: what.people,
    };
    Some((quantity, behind))
}

/// Whether a number is a day, a year, or part of a name.
fn is_name_or_date(
    text: &str,
    words: &[Word],
    tables: &QuantityTables,
    at: usize,
    number: &Number,
) -> bool {
    if number.spelled {
        return false;
    }
    let surface = |i: usize| words.get(i).map_or("", |w| w.token.of(text));
    // "May" is a month only with its capital.
    let month = |i: Option<usize>| {
        i.and_then(|i| words.get(i)).is_some_and(|w| {
            w.case != Case::Lower && tables.is(w, &Sense::Month)
        })
    };
    let before = at.checked_sub(1);
    let of = usize::from(surface(number.next) == "of");
    let counts = counted(text, words, tables, number.next, false);
    let plain = surface(at).bytes().all(|b| b.is_ascii_digit());
    let small = number.value <= 31.0;
    if plain && small && month(Some(number.next + of)) {
        return true;
    }
    if plain && small && month(before) && !counts.people {
        return true;
    }
    // "7 and 8 March".
    if plain
        && small
        && matches!(surface(number.next), "and" | "to" | "–" | "-" | ",")
        && month(Some(number.next + 2))
    {
        return true;
    }
    let year = plain && (1900.0..2100.0).contains(&number.value);
    if year && surface(at).len() == 4 && !counts.people {
        return true;
    }
    let named = before.and_then(|i| words.get(i)).is_some_and(|w| {
        tables.is(w, &Sense::NameBefore)
            && (w.case != Case::Lower || counts.head.is_none())
    });
    // "Article 5", "Group 4": a name in figures, if nothing is counted.
    let title = before.and_then(|i| words.get(i)).is_some_and(|w| {
        at > 1 && w.case == Case::Title && w.token.kind == TokenKind::Word
    });
    named || title && counts.unit.is_empty() && !counts.people && small
}
