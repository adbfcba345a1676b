//! Which of the numbers and months in a sentence are dates, and how each
//! relates to what is told: the words before and behind them say so.

use super::absolute::{Parsed, Scan};
use super::atom::{Atom, Kind, atoms};
use super::relative::relative;
use super::tables::{DateTables, Sense};
use super::{DateMention, Point, Relation, Relative};
use crate::codebook::lexicon::Word;

/// The dates of a sentence, in the order of the text.
#[must_use]
pub fn dates(
    text: &str,
    words: &[Word],
    tables: &DateTables,
) -> Vec<DateMention> {
    let all = atoms(text, words, tables);
    let scan = Scan { atoms: &all };
    let mut found: Vec<DateMention> = Vec::new();
    let (mut at, mut last_end) = (0, 0);
    while at < all.len() {
        let listed = last_end > 0
            && found.last().is_some_and(|d| d.relative.is_none())
            && continues(&scan, last_end, at);
        if let Some((mention, next)) = mention(&scan, at, listed, &found) {
            found.push(mention);
            last_end = next;
            at = next;
        } else {
            at += 1;
        }
    }
    share_years(&mut found, &all);
    found
}

/// Whether only "and", "or" or a comma parts an atom from the date before.
fn continues(scan: &Scan<'_>, last_end: usize, at: usize) -> bool {
    let between = last_end..at;
    (1..=3).contains(&between.len())
        && between.clone().all(|i| {
            scan.is(i, &["and", "or", "in", "but", "not"])
                || scan.sign(i, &[',', '&'])
        })
}

/// What stands before a date.
struct Opening {
    relation: Relation,
    /// The first atom of the date itself: "the end of", "early".
    start: usize,
    /// Whether a preposition or a word such as "year" makes it a date.
    opened: bool,
    /// Whether it opens an interval: "between", "from".
    between: bool,
}

/// Reads leftwards from a date.
fn opening(scan: &Scan<'_>, at: usize) -> Opening {
    let (mut start, mut named) = (at, false);
    while let Some(before) = start.checked_sub(1) {
        let is = |pick: fn(&Sense) -> bool| {
            scan.sense(before, |s| pick(s).then_some(())).is_some()
        };
        let of = scan.is(before, &["of"])
            && before >= 1
            && scan
                .sense(before - 1, |s| (*s == Sense::PartOf).then_some(()))
                .is_some();
        let year = scan.is(before, &["year", "cy", "years"])
            && scan.full_month(at).is_none();
        let hyphen = scan.dash(before)
            && scan.at(before).is_some_and(|a| a.glued)
            && scan.at(start).is_some_and(|a| a.glued)
            && before >= 1
            && scan
                .sense(before - 1, |s| (*s == Sense::Part).then_some(()))
                .is_some();
        if of || hyphen {
            (start, named) = (before - 1, true);
        } else if is(|s| matches!(s, Sense::Part | Sense::Season)) || year {
            (start, named) = (before, true);
        } else if scan.is(before, &["calendar", "whole"]) && named
            || scan.is(before, &["the"]) && (named || scan.day(at).is_some())
            || is(|s| *s == Sense::Weekday)
        {
            start = before;
        } else if scan.sign(before, &[','])
            && before >= 1
            && scan
                .sense(before - 1, |s| (*s == Sense::Weekday).then_some(()))
                .is_some()
        {
            start = before - 1;
        } else {
            break;
        }
    }
    let Some(before) = start.checked_sub(1) else {
        return Opening {
            relation: Relation::At,
            start,
            opened: named,
            between: false,
        };
    };
    let two = |first: &str, second: &[&str]| {
        scan.is(before, second) && before >= 1 && scan.is(before - 1, &[first])
    };
    let (relation, opened) = if scan.is(before, &["since"])
        || two("as", &["of", "from"])
        || two("starting", &["in", "on"])
        || two("effective", &["from"])
    {
        (Relation::Since, true)
    } else if scan.is(before, &["until", "till"])
        || two("up", &["to"])
        || two("through", &["to"])
    {
        (Relation::Until, true)
    } else if scan.is(before, &["by", "before"])
        || two("prior", &["to"])
        || two("earlier", &["than"])
        || two("later", &["than"]) && no(scan, before)
    {
        (Relation::Before, true)
    } else if scan.is(before, &["after", "following"])
        || two("later", &["than"])
    {
        (Relation::After, true)
    } else if scan.is(before, &["during", "throughout", "between"])
        || two("course", &["of"])
    {
        (Relation::During, true)
    } else if scan.is(before, &["from"]) {
        (Relation::Since, true)
    } else {
        let opened = scan.is(
            before,
            &["in", "on", "around", "circa", "of", "for", "dated"],
        );
        (Relation::At, opened || named)
    };
    let between = scan.is(before, &["between", "from"]);
    Opening { relation, start, opened, between }
}

/// "no later than".
fn no(scan: &Scan<'_>, than: usize) -> bool {
    than.checked_sub(2).is_some_and(|i| scan.is(i, &["no", "not"]))
}

fn mention(
    scan: &Scan<'_>,
    at: usize,
    listed: bool,
    found: &[DateMention],
) -> Option<(DateMention, usize)> {
    let first = parsed(scan, at, listed);
    let Some(first) = first else {
        let (relative, next) = relative(scan, at)?;
        return Some((relative_mention(scan, at, relative, next), next));
    };
    let opening = opening(scan, at);
    let interval = first
        .to
        .map(|_| first)
        .or_else(|| second(scan, &first, opening.between));
    let whole = interval.unwrap_or(first);
    let mut next = whole.next;
    let mut relation = opening.relation;
    if whole.to.is_some() && relation == Relation::Since {
        relation = Relation::During;
    }
    if listed && !opening.opened {
        relation = found.last().map_or(relation, |d| d.relation);
    }
    let mut told = None;
    if whole.from.year.is_none()
        && let Some((relative, after)) = year_of(scan, next)
    {
        (told, next) = (Some(relative), after);
    }
    let word = |i: usize| scan.at(i).map_or(0, |a| a.word);
    Some((
        DateMention {
            words: word(opening.start)..word(next - 1) + 1,
            year: whole.from.year,
            month: whole.from.month,
            day: whole.from.day,
            end: whole.to,
            relation,
            relative: told,
        },
        next,
    ))
}

/// "last year" or "of this year" behind a month.
fn year_of(scan: &Scan<'_>, at: usize) -> Option<(Relative, usize)> {
    let skip = usize::from(scan.is(at, &["of"]));
    let skip = skip + usize::from(skip > 0 && scan.is(at + skip, &["the"]));
    let (found, next) = relative(scan, at + skip)?;
    (found.unit == super::Unit::Year && found.offset.is_some())
        .then_some((found, next))
}

/// A date at an atom, where the words around it let it be one.
fn parsed(scan: &Scan<'_>, at: usize, listed: bool) -> Option<Parsed> {
    let figures = scan
        .figures(at)
        .or_else(|| scan.day_first(at))
        .or_else(|| {
            scan.month_first(at).filter(|p| month_is_date(scan, at, p, listed))
        })
        .or_else(|| scan.year_first(at));
    if figures.is_some() {
        return figures;
    }
    let years = scan.years(at).filter(|p| span_is_date(scan, at, p));
    if years.is_some() {
        return years;
    }
    scan.lone_year(at).filter(|_| year_is_date(scan, at, listed))
}

/// Whether a month by itself is a date: not "April Smith", "the March on
/// Washington".
fn month_is_date(
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
        let person = scan
            .at(parsed.next)
            .is_some_and(|a| a.kind == Kind::Word && a.capital && !a.glued);
        let giver =
            before.is_some_and(|i| scan.is(i, &["by", "of", "for", "from"]));
        return !(giver && person);
    }
    let span = second(scan, parsed, false);
    if span.is_some_and(|p| p.to.is_some_and(|to| to.year.is_some())) {
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

fn span_is_date(scan: &Scan<'_>, at: usize, parsed: &Parsed) -> bool {
    let opening = opening(scan, at);
    let noun =
        scan.at(parsed.next).is_some_and(|a| a.kind == Kind::Word && a.glued);
    let before = at.checked_sub(1);
    let article = before.is_some_and(|i| scan.is(i, &["the", "a", "its"]));
    !noun && !name_before(scan, at) && (opening.opened || !article)
}

/// Whether a number such as 2020 is a year: the grammar around it must show a
/// date, for it may as well be a count or part of a name.
fn year_is_date(scan: &Scan<'_>, at: usize, listed: bool) -> bool {
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
    (opening.opened && !counting)
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
fn second(scan: &Scan<'_>, first: &Parsed, between: bool) -> Option<Parsed> {
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

fn relative_mention(
    scan: &Scan<'_>,
    at: usize,
    relative: Relative,
    next: usize,
) -> DateMention {
    let the = at.checked_sub(1).filter(|&i| scan.is(i, &["the"]));
    let start = the.unwrap_or(at);
    let mut relation = opening(scan, start).relation;
    if relative.offset.is_none() && relation == Relation::At {
        relation = Relation::During;
    }
    let word = |i: usize| scan.at(i).map_or(0, |a| a.word);
    DateMention {
        words: word(start)..word(next - 1) + 1,
        year: None,
        month: None,
        day: None,
        end: None,
        relation,
        relative: Some(relative),
    }
}

/// "on 3 March and 5 May 2020": a list shares the year that its last date
/// gives.
fn share_years(found: &mut [DateMention], all: &[Atom<'_>]) {
    for i in (1..found.len()).rev() {
        let (Some(year), None) = (found[i].year, found[i - 1].year) else {
            continue;
        };
        let gap = found[i - 1].words.end..found[i].words.start;
        let joined = all.iter().filter(|a| gap.contains(&a.word)).all(|a| {
            matches!(a.text, "and" | "or" | "on" | "in" | "the" | ",")
        });
        if joined && found[i - 1].month.is_some() && gap.len() <= 3 {
            found[i - 1].year = Some(year);
            if let Some(Point { year: end @ None, .. }) = &mut found[i - 1].end
            {
                *end = Some(year);
            }
        }
    }
}
