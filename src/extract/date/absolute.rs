//! The grammar of days, months and years as they are written, from the first
//! atom on. Whether the words around them make them a date is for `find` to
//! say.

use super::Point;
use super::atom::{Atom, Kind};
use super::tables::Sense;

/// The atoms of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    /// All of them.
    pub atoms: &'a [Atom<'a>],
}

/// A point or interval with the atom after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parsed {
    /// The first point.
    pub from: Point,
    /// The last point of an interval.
    pub to: Option<Point>,
    /// The atom after the last.
    pub next: usize,
}

impl<'a> Scan<'a> {
    /// The atom at a place.
    pub(super) fn at(&self, at: usize) -> Option<&'a Atom<'a>> {
        self.atoms.get(at)
    }

    /// Whether a date may begin at an atom: most words have nothing to do
    /// with dates. The first part of figures may be anything at all.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.at(at).is_some_and(|atom| {
            matches!(atom.kind, Kind::Number { .. })
                || atom.senses.iter().any(|sense| *sense != Sense::AfterDay)
                || self.sign(at + 1, &['-', '/', '.'])
        })
    }

    /// Whether an atom is one of some words, in any case.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.at(at).is_some_and(|a| {
            a.kind == Kind::Word
                && words.iter().any(|w| a.text.eq_ignore_ascii_case(w))
        })
    }

    /// Whether an atom is one of some signs.
    pub(super) fn sign(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.at(at), Some(a)
            if matches!(a.kind, Kind::Sign(c) if signs.contains(&c)))
    }

    /// Whether an atom is a hyphen or dash.
    pub(super) fn dash(&self, at: usize) -> bool {
        self.sign(at, &['-', '\u{2013}', '\u{2014}', '\u{2010}', '\u{2011}'])
    }

    /// The first sense of an atom that fits.
    pub(super) fn sense<T>(
        &self,
        at: usize,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Option<T> {
        self.at(at)?.senses.iter().find_map(pick)
    }

    pub(super) fn number(&self, at: usize) -> Option<(u32, usize, bool)> {
        match self.at(at)?.kind {
            Kind::Number { value, digits, ordinal } => {
                Some((value, digits, ordinal))
            }
            _ => None,
        }
    }

    /// A day of a month in figures.
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        let (value, digits, _) = self.number(at)?;
        let day = i8::try_from(value).ok()?;
        ((1..=31).contains(&day) && digits <= 2).then_some(day)
    }

    /// A day of a month in figures or as an ordinal word.
    fn any_day(&self, at: usize) -> Option<i8> {
        self.day(at).or_else(|| {
            self.sense(at, |s| match s {
                Sense::Ordinal(day) => Some(*day),
                _ => None,
            })
        })
    }

    /// A year from 1900 to 2099.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (value, digits, ordinal) = self.number(at)?;
        let year = i16::try_from(value).ok()?;
        ((1900..2100).contains(&year) && digits == 4 && !ordinal)
            .then_some(year)
    }

    /// A month by name or abbreviation, with the atom after it and its full
    /// stop. "May" and "March" need their capital.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let atom = self.at(at)?;
        let (month, short) = self.sense(at, |s| match s {
            Sense::Month(month) => Some((*month, false)),
            Sense::ShortMonth(month) => Some((*month, true)),
            _ => None,
        })?;
        let verb =
            !atom.capital && ["may", "march", "mar"].contains(&atom.text);
        if verb && !self.beside_numbers(at) {
            return None;
        }
        let stop = short
            && self.sign(at + 1, &['.'])
            && self.at(at + 1).is_some_and(|a| a.glued);
        Some((month, at + 1 + usize::from(stop)))
    }

    fn beside_numbers(&self, at: usize) -> bool {
        let year_near = (at + 1..at + 4).any(|i| self.year(i).is_some());
        let before = at.checked_sub(1).and_then(|i| self.number(i));
        year_near || before.is_some_and(|(_, _, ordinal)| ordinal)
    }

    /// A month that stands alone by its full name.
    pub(super) fn full_month(&self, at: usize) -> Option<i8> {
        let atom = self.at(at)?;
        let month = self.sense(at, |s| match s {
            Sense::Month(month) => Some(*month),
            _ => None,
        })?;
        atom.capital.then_some(month)
    }

    /// Whether figures are glued to an atom by a sign: then it is part of a
    /// telephone number, a file number, a fraction.
    pub(super) fn glued_on(&self, start: usize, next: usize) -> bool {
        let joins = |at: usize| {
            self.sign(at, &['-', '/', '.', '+', '_', '#'])
                && self.at(at).is_some()
        };
        let figures = |at: usize| {
            self.at(at)
                .is_some_and(|a| !matches!(a.kind, Kind::Sign(_) | Kind::Word))
        };
        let glued = |at: usize| self.at(at).is_some_and(|a| a.glued);
        let before = start >= 2
            && glued(start)
            && joins(start - 1)
            && figures(start - 2)
            && glued(start - 1);
        let after =
            joins(next) && glued(next) && glued(next + 1) && figures(next + 1);
        before || after
    }

    /// A year behind a day or month: ", 2020", "of 2020", "in 2020".
    fn tail_year(&self, at: usize) -> Option<(i16, usize)> {
        let skip =
            usize::from(self.sign(at, &[',']) || self.is(at, &["of", "in"]));
        let year = self.year(at + skip)?;
        // "in May, 2,000 people" holds no year; nor does "5 May 2020-21".
        (!self.glued_on(at + skip, at + skip + 1))
            .then_some((year, at + skip + 1))
    }

    /// "22 April 2020", "7 and 8 March", "3–5 May 2020", "the 4th of July".
    pub(super) fn day_first(&self, at: usize) -> Option<Parsed> {
        let first = self.any_day(at)?;
        if self.glued_on(at, at + 1) {
            return None;
        }
        let (mut last, mut i) = (first, at + 1);
        while self.list_sign(i) {
            let skip = 1 + usize::from(
                self.sign(i, &[',']) && self.is(i + 1, &["and"]),
            );
            let Some(day) = self.any_day(i + skip) else { break };
            (last, i) = (day, i + skip + 1);
        }
        let of = self.is(i, &["of"]);
        // "a second March" is no day; "the second of March" is one.
        if self.day(at).is_none() && !of && self.tail_year(i + 1).is_none() {
            return None;
        }
        i += usize::from(of);
        let (month, mut next) = self.month(i)?;
        let mut year = None;
        if let Some((found, after)) = self.tail_year(next) {
            (year, next) = (Some(found), after);
        }
        let point = |day| Point { year, month: Some(month), day: Some(day) };
        let fits = valid(point(first)) && valid(point(last));
        (fits && first <= last).then_some(Parsed {
            from: point(first),
            to: (first < last).then_some(point(last)),
            next,
        })
    }

    fn list_sign(&self, at: usize) -> bool {
        self.is(at, &["and", "or", "to", "until", "through"])
            || self.sign(at, &[',', '&'])
            || self.dash(at)
    }

    /// "April 22, 2020", "April 3–5", "April 2020", "April".
    pub(super) fn month_first(&self, at: usize) -> Option<Parsed> {
        let (month, mut next) = self.month(at)?;
        let point = |year, day| Point { year, month: Some(month), day };
        let day_at = next + usize::from(self.is(next, &["the"]));
        let day = self
            .any_day(day_at)
            .filter(|_| !self.counts(at, day_at))
            .filter(|_| !self.glued_on(day_at, day_at + 1));
        let Some(day) = day else {
            let mut year = None;
            if let Some((found, after)) = self.tail_year(next) {
                (year, next) = (Some(found), after);
            }
            let from = point(year, None);
            return Some(Parsed { from, to: None, next });
        };
        next = day_at + 1;
        let mut last = day;
        while self.list_sign(next) && !self.sign(next, &[',']) {
            // "April 3 to 5", but "April 3 to May 2" is two dates.
            let Some(more) = self.day(next + 1).filter(|d| *d > last) else {
                break;
            };
            if self.month(next + 2).is_some() || self.counts(at, next + 1) {
                break;
            }
            (last, next) = (more, next + 2);
        }
        let mut year = None;
        let behind = usize::from(
            self.sign(next, &[',']) || self.is(next, &["of", "in"]),
        );
        if self.year(next + behind).is_some()
            && !self.glued_on(next + behind, next + behind + 1)
        {
            year = self.year(next + behind);
            next += behind + 1;
        }
        let from = point(year, Some(day));
        let to = point(year, Some(last));
        (valid(from) && valid(to)).then_some(Parsed {
            from,
            to: (last > day).then_some(to),
            next,
        })
    }

    /// Whether a number behind a month counts something: "in April 20 people
    /// were freed".
    fn counts(&self, month: usize, day: usize) -> bool {
        let on = month.checked_sub(1).is_some_and(|i| self.is(i, &["on"]));
        let noun = self.at(day + 1).is_some_and(|a| {
            a.kind == Kind::Word
                && !a.capital
                && (a.text == "people"
                    || a.text.len() > 4 && a.text.ends_with('s'))
        });
        noun && !on
    }

    /// "2017 April".
    pub(super) fn year_first(&self, at: usize) -> Option<Parsed> {
        let year = self.year(at)?;
        let (month, next) = self.month(at + 1)?;
        let from = Point { year: Some(year), month: Some(month), day: None };
        let own = self.day(next).is_some() || self.year(next).is_some();
        (!own).then_some(Parsed { from, to: None, next })
    }

    /// "2019–2020", "2019/20", "2016 to 2018".
    pub(super) fn years(&self, at: usize) -> Option<Parsed> {
        let first = self.year(at)?;
        let slash = self.sign(at + 1, &['/']);
        let joined = slash || self.dash(at + 1);
        if !joined && !self.is(at + 1, &["to", "until", "through"]) {
            return None;
        }
        let last = match self.number(at + 2)? {
            (_, 4, false) => self.year(at + 2)?,
            (short, 2, false) if joined => {
                let last = first / 100 * 100 + i16::try_from(short).ok()?;
                let soon = last > first && last <= first + 10;
                soon.then_some(last)?
            }
            _ => return None,
        };
        let fits = last > first && !self.glued_on(at, at + 3);
        let year = |y| Point { year: Some(y), ..Point::default() };
        fits.then_some(Parsed {
            from: year(first),
            to: Some(year(last)),
            next: at + 3,
        })
    }

    /// A year alone that no figures are glued to.
    pub(super) fn lone_year(&self, at: usize) -> Option<Parsed> {
        let year = self.year(at)?;
        let from = Point { year: Some(year), ..Point::default() };
        (!self.glued_on(at, at + 1)).then_some(Parsed {
            from,
            to: None,
            next: at + 1,
        })
    }
}

/// Whether the calendar has such a day, in some year.
pub(super) fn valid(point: Point) -> bool {
    let year = point.year.unwrap_or(2000);
    jiff::civil::Date::new(
        year,
        point.month.unwrap_or(1),
        point.day.unwrap_or(1),
    )
    .is_ok()
}
