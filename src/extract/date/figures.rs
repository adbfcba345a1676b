//! Dates in figures, and with a month's name between hyphens or slashes, where
//! the order of day and month leaves no doubt.

use super::Point;
use super::absolute::{Parsed, Scan, valid};
use super::tables::Sense;

impl Scan<'_> {
    /// A date in figures, or with a month's name between hyphens or slashes.
    pub(super) fn figures(&self, at: usize) -> Option<Parsed> {
        let (value, digits, _) = self.number(at).unwrap_or((0, 0, false));
        let dotless = !self.glued_on(at, at + 1);
        if digits == 8 && dotless {
            let part = |n: u32| i8::try_from(n).ok();
            let point = Point {
                year: i16::try_from(value / 10_000).ok(),
                month: part(value / 100 % 100),
                day: part(value % 100),
            };
            let near = point.year.is_some_and(|y| (1900..2100).contains(&y));
            return (near && valid(point)).then_some(Parsed {
                from: point,
                to: None,
                next: at + 1,
            });
        }
        let sign = |i: usize| {
            self.sign(i, &['-', '/', '.'])
                && self.at(i).is_some_and(|a| a.glued)
                && self.at(i + 1).is_some_and(|a| a.glued)
        };
        if !sign(at + 1) {
            return None;
        }
        let (a, b) = (at, at + 2);
        if sign(b + 1) {
            let c = b + 2;
            let point = self.three([a, b, c])?;
            let fits = valid(point) && !self.glued_on(at, c + 1);
            return fits.then_some(Parsed {
                from: point,
                to: None,
                next: c + 1,
            });
        }
        // Two parts: month and year; "2019-20" is a span of years.
        let month = |i: usize| {
            self.named(i).or_else(|| self.day(i).filter(|&m| m <= 12))
        };
        let slash = self.sign(at + 1, &['/', '.']);
        let (year, month) = match (self.year(a), self.year(b)) {
            (Some(year), None) if self.named(b).is_some() || !slash => {
                (year, month(b)?)
            }
            (None, Some(year)) => (year, month(a)?),
            _ => return None,
        };
        let from = Point { year: Some(year), month: Some(month), day: None };
        (!self.glued_on(at, b + 1)).then_some(Parsed {
            from,
            to: None,
            next: b + 1,
        })
    }

    fn named(&self, at: usize) -> Option<i8> {
        self.sense(at, |s| match s {
            Sense::Month(m) | Sense::ShortMonth(m) => Some(*m),
            _ => None,
        })
    }

    /// Day, month and year in whatever order leaves no doubt.
    fn three(&self, parts: [usize; 3]) -> Option<Point> {
        let year_at = parts.iter().position(|&i| self.year(i).is_some())?;
        let year = self.year(parts[year_at]);
        let rest: Vec<usize> =
            (0..3).filter(|&i| i != year_at).map(|i| parts[i]).collect();
        let (first, second) = (*rest.first()?, *rest.get(1)?);
        if let Some(month) = self.named(second) {
            return Some(Point {
                year,
                month: Some(month),
                day: self.day(first),
            });
        }
        if let Some(month) = self.named(first) {
            return Some(Point {
                year,
                month: Some(month),
                day: self.day(second),
            });
        }
        if year_at == 1 {
            return None;
        }
        let (left, right) = (self.day(first)?, self.day(second)?);
        let (month, day) = match year_at {
            0 => (left, right),
            _ if left == right || left <= 12 && right > 12 => (left, right),
            _ if left > 12 && right <= 12 => (right, left),
            _ => return None,
        };
        Some(Point { year, month: Some(month), day: Some(day) })
    }
}
