//! Whether two reports are of one event, how alike they are, and why.

use super::Thresholds;
use super::report::Report;
use std::cmp::Ordering;

/// Letters from which the beginning of a name is taken for it: writers spell
/// its end as they please.
const STEM: usize = 5;

/// A number of persons that two events seldom have in common.
const MANY: u64 = 5;

/// Words that are told as the reason.
const TOLD: usize = 5;

/// How alike two reports are, and what they share, if they are of one event.
pub(super) fn likeness(
    one: &Report,
    other: &Report,
    thresholds: &Thresholds,
) -> Option<(f64, String)> {
    if !dates_agree(one, other, thresholds.years) {
        return None;
    }
    let person = person(one, other);
    let named = !one.people.is_empty() && !other.people.is_empty();
    if named && person.is_none() || numbers_differ(one, other) {
        return None;
    }
    let same_type = one.outcome_type == other.outcome_type;
    let (share, rarity, words) = shared(one, other);
    let said = |what: &str| {
        let words = words.join(", ");
        format!("{what}words {share:.2}: {words}")
    };
    if let Some(person) = person {
        let least = if same_type && one.theme == other.theme {
            thresholds.words_with_person
        } else {
            thresholds.words_in_doubt
        };
        let basis = || said(&format!("person: {person}; "));
        return (share >= least).then(|| (1.0 + share, basis()));
    }
    let counts = one.people_count.zip(other.people_count);
    let same_many =
        counts.is_some_and(|(one, other)| one == other && one >= MANY);
    // One person may be the one of many who is named.
    if counts.is_some_and(|(a, b)| a != b && a.min(b) > 1) {
        return None;
    }
    let (least, rarest) = if same_many && same_type {
        (thresholds.words_with_count, 0.0)
    } else if is_stranger(one, other) || is_stranger(other, one) {
        by_kind(one, other, thresholds)
            .filter(|_| same_day(one, other))
            .or(same_type
                .then_some((thresholds.words_in_doubt, thresholds.rarity)))
            .unwrap_or((f64::INFINITY, 0.0))
    } else {
        by_kind(one, other, thresholds).unwrap_or((f64::INFINITY, 0.0))
    };
    let is_one = share >= least && rarity >= rarest;
    let count = || match one.people_count {
        Some(count) if same_many => format!("people: {count}; "),
        _ => String::new(),
    };
    is_one.then(|| (share, said(&count())))
}

/// The share of words, and their rarity, that is asked of two reports of one
/// kind, which is the less the more precisely both are dated; nothing if they
/// are not of one kind.
fn by_kind(
    one: &Report,
    other: &Report,
    thresholds: &Thresholds,
) -> Option<(f64, f64)> {
    let same_type = one.outcome_type == other.outcome_type;
    let same_theme = one.theme == other.theme;
    let least =
        if same_theme { thresholds.words } else { thresholds.words_in_doubt };
    let words = (least, thresholds.rarity);
    let by_words = same_type.then_some(words);
    if !same_countries(one, other) {
        return by_words;
    }
    let same_day = same_day(one, other);
    let is_within_month =
        |report: &Report| matches!(&*report.precision, "day" | "month");
    let same_month = is_within_month(one) && is_within_month(other);
    if !(same_type && same_theme) {
        let is_near = same_type || same_theme;
        return if is_near && same_day {
            Some((thresholds.words_near_day, 0.0))
        } else if same_type && same_month && !one.is_personal {
            Some((thresholds.words_near_month, 0.0))
        } else {
            by_words
        };
    }
    if same_day {
        Some((thresholds.words_same_day, 0.0))
    } else if one.is_personal {
        Some(words)
    } else if same_month {
        Some((thresholds.words_same_month, 0.0))
    } else {
        Some((thresholds.words_same_kind, 0.0))
    }
}

/// Whether one names all countries that the other names, and either any or
/// both none.
fn same_countries(one: &Report, other: &Report) -> bool {
    let (few, many) = if one.countries.len() <= other.countries.len() {
        (&one.countries, &other.countries)
    } else {
        (&other.countries, &one.countries)
    };
    few.is_empty() == many.is_empty() && few.iter().all(|c| many.contains(c))
}

/// Whether both are dated to the same day.
fn same_day(one: &Report, other: &Report) -> bool {
    one.precision == "day"
        && other.precision == "day"
        && one.days == other.days
}

/// Whether both may have happened on one day; of undated ones, in one year.
fn dates_agree(one: &Report, other: &Report, years: f64) -> bool {
    if let (Some(one), Some(other)) = (one.days, other.days) {
        return one.0 <= other.1 && other.0 <= one.1;
    }
    let (Some(one), Some(other)) = (one.years, other.years) else {
        return true;
    };
    let apart = (one.0 - other.1).max(other.0 - one.1).max(0);
    #[expect(clippy::cast_precision_loss, reason = "years are small")]
    let apart = apart as f64;
    apart <= years
}

/// A person whom both name: one gives all names that the other gives, and two
/// at least, or holds them in its words.
fn person<'a>(one: &'a Report, other: &'a Report) -> Option<&'a str> {
    let within = |report: &'a Report, other: &Report| {
        let is_there = |(_, names): &&(String, Vec<String>)| {
            let people = other.people.iter();
            people.map(|(_, others)| others).any(|o| covers(o, names))
                || names.len() > 1 && names.iter().all(|n| has(other, n))
        };
        report.people.iter().find(is_there).map(|(person, _)| person.as_str())
    };
    within(one, other).or_else(|| within(other, one))
}

/// Whether somebody's names may all be among those of another, initials for
/// names: `joseph m kariuki` among `joseph mwangi kariuki`.
fn covers(many: &[String], few: &[String]) -> bool {
    let is_initial = |name: &String| name.chars().count() == 1;
    let stands_for = |name: &String, full: &String| {
        let begins = is_initial(name) || name.chars().count() >= STEM;
        name == full || begins && full.starts_with(name.as_str())
    };
    few.len() > 1
        && few.iter().any(|name| !is_initial(name))
        && few.iter().all(|n| many.iter().any(|m| stands_for(n, m)))
}

/// Whether a report's words hold a name.
fn has(report: &Report, name: &str) -> bool {
    let words = &report.words;
    words.binary_search_by(|(word, _)| word.as_str().cmp(name)).is_ok()
}

/// Whether one names persons of whom the other knows no name.
fn is_stranger(one: &Report, other: &Report) -> bool {
    let mut names = one.people.iter().flat_map(|(_, names)| names);
    !one.people.is_empty() && !names.any(|name| has(other, name))
}

/// Whether both count the same thing, and never to the same number.
fn numbers_differ(one: &Report, other: &Report) -> bool {
    let mut differ = false;
    for (unit, number) in &one.quantities {
        for (what, another) in &other.quantities {
            if unit != what {
                continue;
            }
            if number.total_cmp(another).is_eq() {
                return false;
            }
            differ = true;
        }
    }
    differ
}

/// The share of the words in common, of the report that has fewer, their
/// rarity together, and the rarest of them.
fn shared<'a>(one: &'a Report, other: &Report) -> (f64, f64, Vec<&'a str>) {
    let mut common: Vec<(&str, f64)> = Vec::new();
    let (mut a, mut b) = (one.words.iter(), other.words.iter());
    let (mut left, mut right) = (a.next(), b.next());
    while let (Some((word, rarity)), Some((another, _))) = (left, right) {
        match word.cmp(another) {
            Ordering::Less => left = a.next(),
            Ordering::Greater => right = b.next(),
            Ordering::Equal => {
                common.push((word, *rarity));
                (left, right) = (a.next(), b.next());
            }
        }
    }
    let sum = |words: &[(String, f64)]| -> f64 {
        words.iter().map(|(_, rarity)| rarity).sum()
    };
    let rarity: f64 = common.iter().map(|(_, rarity)| rarity).sum();
    let fewer = sum(&one.words).min(sum(&other.words));
    let share = if fewer > 0.0 { rarity / fewer } else { 0.0 };
    common.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let words = common.into_iter().take(TOLD).map(|(word, _)| word);
    (share, rarity, words.collect())
}
