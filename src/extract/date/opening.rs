//! What stands before a date: the preposition that says how it relates to what
//! is told, and words such as "early" or "the end of" that belong to it.

use super::Relation;
use super::absolute::Scan;
use super::tables::Sense;

/// What stands before a date.
pub(super) struct Opening {
    pub relation: Relation,
    /// The first atom of the date itself: "the end of", "early".
    pub start: usize,
    /// Whether a preposition or a word such as "year" makes it a date.
    pub opened: bool,
    /// Whether it opens an interval: "between", "from".
    pub between: bool,
}

/// Reads leftwards from a date.
pub(super) fn opening(scan: &Scan<'_>, at: usize) -> Opening {
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
