//! What makes a number a year and a capitalised word a month: the words around
//! them. A year may as well be a count or part of a name.

use super::absolute::{Parsed, Scan};
use super::atom::Kind;
use super::opening::opening;
use super::relative::relative;
use super::tables::Sense;
use super::{Relative, Unit};

/// "last year" or "of this year" behind a month.
pub(super) fn year_of(
    scan: &Scan<'_>,
    at: usize,
) -> Option<(Relative, usize)> {
    let skip = usize::from(scan.is(at, &["of"]));
    let skip = skip + usize::from(skip > 0 && scan.is(at + skip, &["the"]));
    let (found, next) = relative(scan, at + skip)?;
    (found.unit == Unit::Year && found.offset.is_some())
        .then_some((found, next))
}

/// Whether a month by itself is a date: not "April Smith", "the March on
/// Washington".
pub(super) fn month_is_date(
    scan: &Scan<'_>,
    at: usize,
    parsed: &Parsed,
    listed: bool,
) -> bool {
    if parsed.from.day.is_some() || parsed.from.year.is_some() {
        return true;
    }
    if scan.full_month(at).is_none() {
        return false;
    }
    let opening = opening(scan, at);
    let before = opening.start.checked_sub(1);
    let ordered = before.is_some_and(|i| {
        scan.sense(i, |s| matches!(s, Sense::Order(..)).then_some(()))
            .is_some()
    });
    if ordered || listed {
        return true;
    }
    if opening.opened {
        // "by April Smith": a name follows.
        let surname = scan
            .at(parsed.next)
            .is_some_and(|a| a.kind == Kind::Word && a.capital && !a.glued);
        let agent =
            before.is_some_and(|i| scan.is(i, &["by", "of", "for", "from"]));
        return !(agent && surname);
    }
    let interval = second(scan, parsed, false);
    if interval.is_some_and(|p| p.to.is_some_and(|to| to.year.is_some())) {
        return true;
    }
    year_of(scan, parsed.next).is_some() || leads(scan, at, parsed.next)
}

/// Whether a date is the whole of a heading or lead, or stands first before a
/// colon or dash.
fn leads(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let first = at == 0 || at == 1 && scan.sign(0, &['(', '[', '-', '*']);
    let closed = next == scan.atoms.len()
        || scan.sign(next, &[':', ')', ']', ',', '.'])
        || scan.dash(next);
    let parenthesis = at > 0
        && scan.sign(at - 1, &['(', '['])
        && scan.sign(next, &[')', ']']);
    first && closed || parenthesis
}

fn name_before(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| {
        scan.sense(i, |s| (*s == Sense::NameBefore).then_some(())).is_some()
            || scan.sign(i, &['#', '$', '€', '£', '/', '+', '№'])
            || scan.sign(i, &['.'])
                && i >= 1
                && scan
                    .sense(i - 1, |s| (*s == Sense::NameBefore).then_some(()))
                    .is_some()
    })
}

pub(super) fn span_is_date(
    scan: &Scan<'_>,
    at: usize,
    parsed: &Parsed,
) -> bool {
    let opening = opening(scan, at);
    let noun =
        scan.at(parsed.next).is_some_and(|a| a.kind == Kind::Word && a.glued);
    let before = at.checked_sub(1);
    let article = before.is_some_and(|i| scan.is(i, &["the", "a", "its"]));
    !noun && !name_before(scan, at) && (opening.opened || !article)
}

/// Whether a number such as 2020 is a year: the grammar around it must show a
/// date, for it may as well be a count or part of a name.
pub(super) fn year_is_date(scan: &Scan<'_>, at: usize, listed: bool) -> bool {
    if name_before(scan, at) || scan.sign(at + 1, &['%', '\'']) {
        return false;
    }
    let next = scan.at(at + 1);
    let glued_word = next.is_some_and(|a| {
        a.glued && !matches!(a.kind, Kind::Sign(c) if c != '-')
    });
    if glued_word {
        return false;
    }
    let opening = opening(scan, at);
    let before = opening.start.checked_sub(1);
    let preposition = |words: &[&str]| {
        before.is_some_and(|i| scan.is(i, words)) && opening.start == at
    };
    if opening.opened && names(scan, at + 1, preposition(&["of", "for"])) {
        return false;
    }
    let plural = next.is_some_and(|a| {
        a.kind == Kind::Word
            && !a.capital
            && (a.text == "people"
                || a.text == "persons"
                || a.text.len() > 4
                    && a.text.ends_with('s')
                    && !a.text.ends_with("ss"))
    });
    let counting =
        plural && preposition(&["of", "for", "by", "around", "after", "from"]);
    let compared =
        scan.is(at + 1, &["or"]) && scan.is(at + 2, &["later", "earlier"]);
    let equals = before.is_some_and(|i| scan.sign(i, &['=']));
    // "2020 also brought …"
    let acts = at == 0
        && scan
            .sense(at + 1, |s| (*s == Sense::YearVerb).then_some(()))
            .is_some();
    (opening.opened && !counting)
        || acts
        || listed
        || compared
        || equals
        || leads(scan, at, at + 1)
        || ends_heading(scan, at)
        || compared_year(scan, at)
}

/// "year greater than 2015", "up to 2019", "from 2010 to 2018".
fn compared_year(scan: &Scan<'_>, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n);
    let than = back(1).is_some_and(|i| scan.is(i, &["than", "is"]));
    let year = (2..=5).filter_map(back).any(|i| scan.is(i, &["year"]));
    than && year
}

/// Whether the year belongs to a name: "2022 World Cup", or a noun follows
/// "of 2003".
fn names(scan: &Scan<'_>, at: usize, loose: bool) -> bool {
    scan.at(at).is_some_and(|a| {
        a.kind == Kind::Word
            && (a.capital || loose)
            && a.senses.contains(&Sense::NameAfter)
            && scan
                .sense(at, |s| matches!(s, Sense::Season).then_some(()))
                .is_none()
    })
}

/// "Human rights wins 2020": the last word of a text without a full stop.
fn ends_heading(scan: &Scan<'_>, at: usize) -> bool {
    at + 1 == scan.atoms.len()
        && (2..=10).contains(&scan.atoms.len())
        && at.checked_sub(1).and_then(|i| scan.at(i)).is_some_and(|a| {
            a.kind == Kind::Word
                && !matches!(a.text, "the" | "than" | "over" | "least")
                || matches!(a.kind, Kind::Sign(c)
                        if matches!(c, ',' | '-' | '–' | '—' | '|' | ':'))
        })
}

/// The second point of an interval: "30 April to 2 May", "between 2016 and
/// 2018", "January–March 2020".
pub(super) fn second(
    scan: &Scan<'_>,
    first: &Parsed,
    between: bool,
) -> Option<Parsed> {
    let at = first.next;
    let joined = scan.dash(at)
        || scan.is(at, &["to", "until", "till", "through"])
        || between && scan.is(at, &["and"]);
    if !joined {
        return None;
    }
    let mut i = at + 1;
    while scan.is(i, &["the", "early", "late", "mid", "end", "of"])
        || scan.sense(i, |s| (*s == Sense::Weekday).then_some(())).is_some()
        || scan.dash(i)
    {
        i += 1;
    }
    let point = if first.from.month.is_some() {
        scan.figures(i)
            .or_else(|| scan.day_first(i))
            .or_else(|| scan.month_first(i))?
    } else {
        scan.lone_year(i)?
    };
    let mut from = first.from;
    let to = point.to.unwrap_or(point.from);
    // A dash before another lead is no interval, nor is a step backwards.
    if let (Some(a), Some(b)) = (from.year, to.year)
        && a > b
    {
        return None;
    }
    if from.year.is_none() && to.year.is_some() {
        let wraps = from.month > to.month;
        from.year = to.year.map(|y| y - i16::from(wraps));
    }
    Some(Parsed { from, to: Some(to), next: point.next })
}
