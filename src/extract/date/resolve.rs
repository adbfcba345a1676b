//! From a mention to days of the calendar. A missing year comes from the
//! context or not at all.

use super::{
    Anchor, DateContext, DateMention, Point, Precision, Relative, Resolved,
    Unit,
};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The longest period that still tells when something happened.
const TWO_YEARS: i32 = 731;

/// The days that a mention covers; nothing where a part is missing, or the
/// period is over two years. "last year" counts from the year that the
/// context gives; what counts from a date told before needs `resolve_from`.
#[must_use]
pub fn resolve(
    mention: &DateMention,
    context: &DateContext,
) -> Option<Resolved> {
    match mention.relative {
        None => absolute(mention, context.year),
        Some(_) if mention.day.is_some() && mention.month.is_none() => {
            let month = Date::new(context.year?, context.month?, 1).ok()?;
            day_of(month, mention)
        }
        Some(relative) if mention.month.is_some() => {
            let year = shifted_year(relative, context.year?)?;
            absolute(mention, Some(year))
        }
        Some(Relative { from: Anchor::Now, unit, offset: Some(offset) }) => {
            match unit {
                Unit::Year => {
                    let year = i32::from(context.year?).checked_add(offset)?;
                    let year = i16::try_from(year).ok();
                    span(Point { year, ..Point::default() })
                }
                Unit::Month => {
                    let month =
                        Date::new(context.year?, context.month?, 1).ok()?;
                    period(month, unit, offset)
                }
                Unit::Day | Unit::Week => None,
            }
        }
        Some(_) => None,
    }
}

/// The days that a relative mention covers, counted from the day of writing
/// or from the date told before, whichever the mention asks for.
#[must_use]
pub fn resolve_from(
    mention: &DateMention,
    now: Option<Date>,
    told: Option<&Resolved>,
) -> Option<Resolved> {
    let relative = mention.relative?;
    let from = match relative.from {
        Anchor::Now => now?,
        // "two days later" than an unknown day of a month is unknown.
        Anchor::Told => {
            let told = told?;
            let finest = match relative.unit {
                Unit::Day | Unit::Week => Precision::Day,
                Unit::Month => Precision::Month,
                Unit::Year => Precision::Year,
            };
            (told.precision <= finest).then_some(told.start)?
        }
    };
    if mention.month.is_some() {
        let year = shifted_year(relative, from.year())?;
        return absolute(mention, Some(year));
    }
    if mention.day.is_some() {
        return day_of(from, mention);
    }
    period(from, relative.unit, relative.offset?)
}

/// The day that a mention tells of a month.
fn day_of(month: Date, mention: &DateMention) -> Option<Resolved> {
    span(Point {
        year: Some(month.year()),
        month: Some(month.month()),
        day: mention.day,
    })
}

fn shifted_year(relative: Relative, year: i16) -> Option<i16> {
    let offset = (relative.unit == Unit::Year).then_some(relative.offset?)?;
    i16::try_from(i32::from(year).checked_add(offset)?).ok()
}

/// The day, week, month or year so many of them away.
fn period(from: Date, unit: Unit, offset: i32) -> Option<Resolved> {
    let step: Span = match unit {
        Unit::Day => Span::new().try_days(offset).ok()?,
        Unit::Week => Span::new().try_weeks(offset).ok()?,
        Unit::Month => Span::new().try_months(offset).ok()?,
        Unit::Year => Span::new().try_years(offset).ok()?,
    };
    let day = from.checked_add(step).ok()?;
    let year = Some(day.year());
    match unit {
        Unit::Day => {
            Some(Resolved { start: day, end: day, precision: Precision::Day })
        }
        // A week away is about a day, so no more than its month is told.
        Unit::Week | Unit::Month => {
            span(Point { year, month: Some(day.month()), day: None })
        }
        Unit::Year => span(Point { year, ..Point::default() }),
    }
}

fn absolute(mention: &DateMention, year: Option<i16>) -> Option<Resolved> {
    let first = Point {
        year: mention.year.or(year),
        month: mention.month,
        day: mention.day,
    };
    let start = span(first)?;
    let Some(end) = mention.end else { return Some(start) };
    let mut last = Point {
        year: end.year.or(first.year),
        month: end.month.or(first.month),
        day: end.day,
    };
    if end.year.is_none() && last.month < first.month {
        last.year = last.year.map(|y| y + 1);
    }
    let end = span(last)?;
    let days = start.start.until(end.end).ok()?.get_days();
    (0..TWO_YEARS).contains(&days).then_some(Resolved {
        start: start.start,
        end: end.end,
        precision: start.precision.max(end.precision),
    })
}

/// All days of a year, month or day.
fn span(point: Point) -> Option<Resolved> {
    let year = point.year?;
    let Some(month) = point.month else {
        return Some(Resolved {
            start: Date::new(year, 1, 1).ok()?,
            end: Date::new(year, 12, 31).ok()?,
            precision: Precision::Year,
        });
    };
    let Some(day) = point.day else {
        let start = Date::new(year, month, 1).ok()?;
        return Some(Resolved {
            start,
            end: start.checked_add(1.month()).ok()?.yesterday().ok()?,
            precision: Precision::Month,
        });
    };
    let day = Date::new(year, month, day).ok()?;
    Some(Resolved { start: day, end: day, precision: Precision::Day })
}
