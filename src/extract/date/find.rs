//! From atoms to mentions: each date of a sentence once, in order, with
//! intervals joined and the year that a list shares.

use super::absolute::{Parsed, Scan};
use super::atom::{Atom, atoms};
use super::grounds::{
    month_is_date, second, span_is_date, year_is_date, year_of,
};
use super::opening::opening;
use super::relative::{day_alone, relative};
use super::tables::DateTables;
use super::{DateMention, Point, Relation, Relative};
use crate::codebook::lexicon::Word;

/// The dates of a sentence, in the order of the text.
#[must_use]
pub fn dates(
    text: &str,
    words: &[Word],
    tables: &DateTables,
) -> Vec<DateMention> {
    if !tables.speaks_of_dates(text, words) {
        return Vec::new();
    }
    let all = atoms(text, words, tables);
    let scan = Scan { atoms: &all };
    let mut found: Vec<DateMention> = Vec::new();
    let (mut at, mut last_end) = (0, 0);
    while at < all.len() {
        if !scan.may_begin(at) {
            at += 1;
            continue;
        }
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

fn mention(
    scan: &Scan<'_>,
    at: usize,
    listed: bool,
    found: &[DateMention],
) -> Option<(DateMention, usize)> {
    let first = parsed(scan, at, listed);
    let Some(first) = first else {
        if let Some((day, month)) = day_alone(scan, at) {
            let mention = relative_mention(scan, at, month, at + 1);
            return Some((DateMention { day: Some(day), ..mention }, at + 1));
        }
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
