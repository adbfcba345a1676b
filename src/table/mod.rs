//! What a published table is.
//!
//! A column is defined once, in the [`table!`] call of its table; the row
//! struct, CSV header, Parquet schema, data dictionary and data package derive
//! from it. Nothing here knows how rows come about or where they are written.

mod changes;
mod constraint;
mod corrections;
mod counts;
#[cfg(feature = "arrow")]
mod days;
mod dimensions;
mod events;
#[cfg(feature = "dataset")]
pub mod frame;
mod review;
mod sheet;
mod text;
mod vocabulary;

pub use changes::*;
pub use constraint::{Constraint, constraint};
pub use corrections::*;
pub use counts::*;
#[cfg(feature = "arrow")]
pub(crate) use days::{day, days};
pub use dimensions::*;
pub use events::*;
pub use review::*;
pub use sheet::{Sheet, compare_by};
pub use text::*;
pub use vocabulary::vocabulary;

use jiff::civil::Date;

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text; empty is unknown.
    Text,
    /// A whole number, not negative.
    Integer,
    /// A real number.
    Number,
    /// A calendar day.
    Date,
    /// True or false.
    Boolean,
}

/// One cell, borrowed from its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'row> {
    /// Unknown.
    Null,
    /// Text, never empty.
    Text(&'row str),
    /// A whole number.
    Integer(u64),
    /// A real number.
    Number(f64),
    /// A calendar day.
    Date(Date),
    /// True or false.
    Boolean(bool),
}

/// One column: all that any reader is told about it.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell may be unknown.
    pub nullable: bool,
    /// What it means, with units, and what an empty cell means.
    pub description: &'static str,
    /// The table whose key, of the same name, it refers to.
    pub references: Option<&'static str>,
}

/// One table: its name, what a row is, its key and its columns.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name, and the stem of its files.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// The columns that identify a row, by which rows are sorted.
    pub key: &'static [&'static str],
    /// Its columns, in order.
    pub columns: &'static [Column],
}

/// A row of a published table.
pub trait Row {
    /// The table's definition.
    const TABLE: Table;
    /// The row's cells, in the order of the columns.
    fn values(&self) -> Vec<Value<'_>>;
}

/// What a Rust type of a field says about its column.
pub trait Cell {
    /// What it holds.
    const KIND: Kind;
    /// Whether it may be unknown.
    const NULLABLE: bool = false;
    /// Its value.
    fn value(&self) -> Value<'_>;
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    const NULLABLE: bool = true;
    fn value(&self) -> Value<'_> {
        if self.is_empty() { Value::Null } else { Value::Text(self) }
    }
}

impl Cell for Code {
    const KIND: Kind = Kind::Text;
    fn value(&self) -> Value<'_> {
        Value::Text(&self.0)
    }
}

impl Cell for u64 {
    const KIND: Kind = Kind::Integer;
    fn value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl Cell for f64 {
    const KIND: Kind = Kind::Number;
    fn value(&self) -> Value<'_> {
        Value::Number(*self)
    }
}

impl Cell for Date {
    const KIND: Kind = Kind::Date;
    fn value(&self) -> Value<'_> {
        Value::Date(*self)
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::Boolean;
    fn value(&self) -> Value<'_> {
        Value::Boolean(*self)
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Cell::value)
    }
}

/// Text that is never empty: a key or a category. A `String` may be empty,
/// which is published as unknown.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Code(pub String);

impl<T: Into<String>> From<T> for Code {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl std::ops::Deref for Code {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// Defines a table: the row struct and its [`Row`] implementation.
///
/// `-> "table"` after a type says that the column refers to the column of the
/// same name in that table.
macro_rules! table {
    (
        $row:ident, $name:literal, key [$($key:literal),*],
        $description:literal,
        $($field:ident: $type:ty $(=> $target:literal)?, $about:literal;)+
    ) => {
        #[doc = $description]
        #[derive(
            Debug,
            Clone,
            Default,
            PartialEq,
            serde::Serialize,
            serde::Deserialize,
        )]
        pub struct $row {
            $(#[doc = $about] pub $field: $type,)+
        }

        impl $crate::table::Row for $row {
            const TABLE: $crate::table::Table = $crate::table::Table {
                name: $name,
                description: $description,
                key: &[$($key),*],
                columns: &[$($crate::table::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::table::Cell>::KIND,
                    nullable: <$type as $crate::table::Cell>::NULLABLE,
                    description: $about,
                    references: $crate::table::target!($($target)?),
                }),+],
            };
            fn values(&self) -> Vec<$crate::table::Value<'_>> {
                vec![$($crate::table::Cell::value(&self.$field)),+]
            }
        }
    };
}

/// The optional target of a reference.
macro_rules! target {
    () => {
        None
    };
    ($target:literal) => {
        Some($target)
    };
}

use {table, target};

/// Everything that was read and coded: what `count`, `check` and the
/// publishing stages start from. Rows of each table are in the order of their
/// documents, and within a document in the order of the text.
#[derive(
    Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize,
)]
pub struct Coded {
    /// Files that were read.
    pub sources: Vec<SourceFile>,
    /// Bulletins.
    pub documents: Vec<Document>,
    /// Headings.
    pub sections: Vec<Section>,
    /// Bullets, paragraphs, captions.
    pub items: Vec<Item>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Coded outcomes.
    pub events: Vec<Event>,
    /// Their countries.
    pub event_countries: Vec<EventCountry>,
    /// Their persons.
    pub event_people: Vec<EventPerson>,
    /// Their numbers.
    pub event_quantities: Vec<EventQuantity>,
    /// What was considered and refused.
    pub candidates: Vec<Candidate>,
    /// Sentences with a country and without an event.
    pub uncoded: Vec<Uncoded>,
    /// How much of each document became events.
    pub coverage: Vec<Coverage>,
    /// Decisions of people, and what became of them.
    pub corrections: Vec<Correction>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
}

impl Coded {
    /// Adds another document's rows.
    pub fn append(&mut self, mut other: Self) {
        self.sources.append(&mut other.sources);
        self.documents.append(&mut other.documents);
        self.sections.append(&mut other.sections);
        self.items.append(&mut other.items);
        self.sentences.append(&mut other.sentences);
        self.events.append(&mut other.events);
        self.event_countries.append(&mut other.event_countries);
        self.event_people.append(&mut other.event_people);
        self.event_quantities.append(&mut other.event_quantities);
        self.candidates.append(&mut other.candidates);
        self.uncoded.append(&mut other.uncoded);
        self.coverage.append(&mut other.coverage);
        self.corrections.append(&mut other.corrections);
        self.problems.append(&mut other.problems);
    }
}
