//! Dates in prose: absolute, partial and relative, with how they relate to
//! what happened. Knows no event and guesses no year: `resolve` takes it from
//! the context that the caller gives.

mod absolute;
mod atom;
mod figures;
mod find;
mod grounds;
mod opening;
mod relative;
mod resolve;
mod tables;
#[cfg(test)]
mod tests;

pub use find::dates;
pub use resolve::{resolve, resolve_from};
pub use tables::DateTables;

use std::ops::Range;

/// How a date relates to what the sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// On the day, in the month, in the year.
    At,
    /// From then on.
    Since,
    /// Up to then.
    Until,
    /// Over the whole period.
    During,
    /// Earlier than that, or by then.
    Before,
    /// Later than that.
    After,
}

impl Relation {
    /// Whether something happened then: "until May 2026" tells of nothing.
    #[must_use]
    pub fn tells(self) -> bool {
        matches!(self, Self::At | Self::During)
    }

    /// Its name, as features and `explain` have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::Since => "since",
            Self::Until => "until",
            Self::During => "during",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// How precise a resolved date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day, or a few.
    Day,
    /// A month, or a few.
    Month,
    /// A year, or two.
    Year,
}

impl Precision {
    /// Its name in the tables and features.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What a relative date counts in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// What a relative date counts from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub enum Anchor {
    /// The time of writing: "last year".
    Now,
    /// The date told before: "two days later", "the same day".
    Told,
}

/// A date that only a reference date tells: "last month", "a week later".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relative {
    /// What it counts from.
    pub from: Anchor,
    /// What it counts in.
    pub unit: Unit,
    /// How many, backwards if negative; nothing for "recent weeks".
    pub offset: Option<i32>,
}

/// A year, month and day, each if given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

/// A date as it stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Its words, without the preposition before them.
    pub words: Range<usize>,
    /// The year, if given.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
    /// The last point of an interval.
    pub end: Option<Point>,
    /// How it relates to what happened.
    pub relation: Relation,
    /// How it counts from another date. With a month, it tells the year of
    /// that month, "in May last year"; with a day alone, its month and year,
    /// "on the 14th".
    pub relative: Option<Relative>,
}

/// What the surroundings say of the year and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateContext {
    /// The year that a month alone belongs to.
    pub year: Option<i16>,
    /// The month that a day alone belongs to.
    pub month: Option<i8>,
}

/// A date as days of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Its first day.
    pub start: jiff::civil::Date,
    /// Its last day.
    pub end: jiff::civil::Date,
    /// How precise the text is.
    pub precision: Precision,
}

impl Resolved {
    /// As precisely as the text says: `2020-04-22`, `2020-04` or `2020`.
    #[must_use]
    pub fn printed(&self) -> String {
        let mut full = self.start.to_string();
        full.truncate(match self.precision {
            Precision::Day => full.len(),
            Precision::Month => 7,
            Precision::Year => 4,
        });
        full
    }

    /// The months of its days.
    #[must_use]
    pub fn months(self) -> Self {
        let precision = self.precision.max(Precision::Month);
        let start = self.start.first_of_month();
        Self { start, end: self.end.last_of_month(), precision }
    }
}
