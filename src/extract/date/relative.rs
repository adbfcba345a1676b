//! Dates that count from another: "last year", "two weeks later", "the same
//! day", "in recent weeks".

use super::absolute::Scan;
use super::atom::Kind;
use super::tables::Sense;
use super::{Anchor, Relative, Unit};

/// A relative date that begins at an atom, and the atom after it.
pub(super) fn relative(
    scan: &Scan<'_>,
    at: usize,
) -> Option<(Relative, usize)> {
    let found = ordered(scan, at)
        .or_else(|| counted(scan, at))
        .or_else(|| beside(scan, at))
        .or_else(|| current(scan, at));
    found.or_else(|| {
        let offset = scan.sense(at, |s| match s {
            Sense::DayNow(offset) => Some(*offset),
            _ => None,
        })?;
        let relative = Relative {
            from: Anchor::Now,
            unit: Unit::Day,
            offset: Some(offset),
        };
        Some((relative, at + 1))
    })
}

/// A day of the month that was told before, "on the 14th".
pub(super) fn day_alone(scan: &Scan<'_>, at: usize) -> Option<(i8, Relative)> {
    let (_, _, ordinal) = scan.number(at)?;
    let day = scan.day(at).filter(|_| ordinal)?;
    let the = at.checked_sub(1).filter(|&i| scan.is(i, &["the"]));
    let before = the.unwrap_or(at).checked_sub(1);
    let on = before.is_some_and(|i| scan.is(i, &["on"]));
    // "14th: …" opens a line of a calendar.
    let opens = before.is_none() && scan.sign(at + 1, &[':', '–', '—']);
    if !(on && ends(scan, at + 1) || opens) {
        return None;
    }
    let relative =
        Relative { from: Anchor::Told, unit: Unit::Month, offset: Some(0) };
    Some((day, relative))
}

/// Whether nothing from an atom on belongs to the day before it.
fn ends(scan: &Scan<'_>, at: usize) -> bool {
    let Some(atom) = scan.at(at) else { return true };
    let joins = atom.glued && scan.sign(at, &['-', '/', '\'']);
    let sign = matches!(atom.kind, Kind::Sign(_));
    sign && !joins || atom.senses.contains(&Sense::AfterDay)
}

/// "the day before", "the day after".
fn beside(scan: &Scan<'_>, at: usize) -> Option<(Relative, usize)> {
    let (unit, plural) = unit(scan, at)?;
    let the = at.checked_sub(1).is_some_and(|i| scan.is(i, &["the"]));
    let offset = if scan.is(at + 1, &["before"]) { -1 } else { 1 };
    let told = offset < 0 || scan.is(at + 1, &["after"]);
    (the && !plural && told && ends(scan, at + 2)).then_some((
        Relative { from: Anchor::Told, unit, offset: Some(offset) },
        at + 2,
    ))
}

/// "during the year", "later in the year": the year that is written about.
fn current(scan: &Scan<'_>, at: usize) -> Option<(Relative, usize)> {
    let (unit, plural) = unit(scan, at)?;
    let the = at.checked_sub(1).filter(|&i| scan.is(i, &["the"]))?;
    let lead = the.checked_sub(1)?;
    let is = |words: &[&str]| {
        lead.checked_sub(1).is_some_and(|i| scan.is(i, words))
    };
    let led = scan.is(lead, &["during", "throughout"])
        || scan.is(lead, &["in"])
            && is(&["later", "earlier", "early", "late"])
        || scan.is(lead, &["of"]) && is(&["course"]);
    // "the year 2020", "the year before", "the year that followed".
    let other = scan.number(at + 1).is_some()
        || scan.is(at + 1, &["before", "after", "ended", "ending", "that"]);
    let relative =
        Relative { from: Anchor::Now, unit: Unit::Year, offset: Some(0) };
    (unit == Unit::Year && !plural && led && !other)
        .then_some((relative, at + 1))
}

fn unit(scan: &Scan<'_>, at: usize) -> Option<(Unit, bool)> {
    let text = scan.at(at).filter(|a| a.kind == Kind::Word)?.text;
    let unit = scan.sense(at, |s| match s {
        Sense::Unit(unit) => Some(*unit),
        _ => None,
    })?;
    Some((unit, text.ends_with('s')))
}

/// "last year", "the following month", "recent weeks", "the last two years".
fn ordered(scan: &Scan<'_>, at: usize) -> Option<(Relative, usize)> {
    let the = at.checked_sub(1).is_some_and(|i| scan.is(i, &["the"]));
    let recent = scan.sense(at, |s| (*s == Sense::Recent).then_some(()));
    if recent.is_some() {
        let (unit, _) = unit(scan, at + 1)?;
        let relative = Relative { from: Anchor::Now, unit, offset: None };
        return Some((relative, at + 2));
    }
    let (from, offset) = scan.sense(at, |s| match s {
        Sense::Order(from, offset) => Some((*from, *offset)),
        _ => None,
    })?;
    let spelled = scan.sense(at + 1, |s| match s {
        Sense::Count(_) => Some(()),
        _ => None,
    });
    let figures = scan.day(at + 1).is_some();
    let skip = usize::from(spelled.is_some() || figures);
    let (unit, plural) = unit(scan, at + 1 + skip)?;
    // "the last year" is a span up to now; "the next day" follows one told.
    let period =
        plural || skip > 0 || the && from == Anchor::Now && offset < 0;
    let told = the && from == Anchor::Now && offset > 0;
    let relative = Relative {
        from: if told { Anchor::Told } else { from },
        unit,
        offset: (!period).then_some(offset),
    };
    Some((relative, at + 2 + skip))
}

/// "two days later", "a week after", "three years ago".
fn counted(scan: &Scan<'_>, at: usize) -> Option<(Relative, usize)> {
    let count = scan
        .sense(at, |s| match s {
            Sense::Count(count) => Some(*count),
            _ => None,
        })
        .or_else(|| scan.day(at).map(i32::from))?;
    let (unit, _) = unit(scan, at + 1)?;
    let (from, sign) = if scan.is(at + 2, &["later", "afterwards"])
        || scan.is(at + 2, &["after"]) && ends(scan, at + 3)
    {
        (Anchor::Told, 1)
    } else if scan.is(at + 2, &["earlier"]) {
        (Anchor::Told, -1)
    } else if scan.is(at + 2, &["ago"]) {
        (Anchor::Now, -1)
    } else {
        return None;
    };
    let offset = Some(count * sign);
    Some((Relative { from, unit, offset }, at + 3))
}
