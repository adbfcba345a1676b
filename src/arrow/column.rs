//! One column of the documents that come in, whatever Arrow type it has, cell
//! by cell. Knows nothing of what its cells mean.

use crate::record::Cell;
use crate::table::day;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{
    Array, Date32Array, Int32Array, Int64Array, LargeStringArray, StringArray,
    StringViewArray,
};
use arrow_schema::DataType;

/// The cells of a column.
pub(super) enum Cells<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// Texts by number.
    Coded(&'a dyn Array, Vec<usize>, Box<Cells<'a>>),
    Int(&'a Int32Array),
    Long(&'a Int64Array),
    Days(&'a Date32Array),
    /// No cell holds anything.
    Nothing,
}

/// Whether a column of this type holds text.
pub(super) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, kind) => is_text(kind),
        _ => false,
    }
}

/// Whether a column of this type holds text, whole numbers, or nothing.
pub(super) fn is_name(kind: &DataType) -> bool {
    let is_other =
        matches!(kind, DataType::Int32 | DataType::Int64 | DataType::Null);
    is_text(kind) || is_other
}

impl<'a> Cells<'a> {
    /// The cells of an array; none if it is of no type that is read.
    pub(super) fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string_opt()?),
            DataType::LargeUtf8 => Self::Large(array.as_string_opt()?),
            DataType::Utf8View => Self::View(array.as_string_view_opt()?),
            DataType::Dictionary(..) => {
                let coded = array.as_any_dictionary_opt()?;
                let texts: &'a dyn Array = coded.values().as_ref();
                if texts.is_empty() {
                    return Some(Self::Nothing);
                }
                let texts = Box::new(Self::of(texts)?);
                Self::Coded(array, coded.normalized_keys(), texts)
            }
            DataType::Int32 => {
                Self::Int(array.as_primitive_opt::<Int32Type>()?)
            }
            DataType::Int64 => {
                Self::Long(array.as_primitive_opt::<Int64Type>()?)
            }
            DataType::Date32 => {
                Self::Days(array.as_primitive_opt::<Date32Type>()?)
            }
            DataType::Null => Self::Nothing,
            _ => return None,
        })
    }

    /// The text of a row, if it holds any.
    pub(super) fn text(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Small(texts) => {
                texts.is_valid(row).then(|| texts.value(row))
            }
            Self::Large(texts) => {
                texts.is_valid(row).then(|| texts.value(row))
            }
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Coded(all, keys, texts) => {
                all.is_valid(row).then(|| texts.text(keys[row])).flatten()
            }
            _ => None,
        }
    }

    /// The cell of a row, numbers and days as they are written.
    pub(super) fn cell(&self, row: usize) -> Cell {
        let number =
            |text: Option<String>| text.map_or(Cell::Absent, Cell::Number);
        match self {
            Self::Int(numbers) => number(
                numbers.is_valid(row).then(|| numbers.value(row).to_string()),
            ),
            Self::Long(numbers) => number(
                numbers.is_valid(row).then(|| numbers.value(row).to_string()),
            ),
            Self::Days(days) => {
                let date = days.is_valid(row).then(|| day(days.value(row)));
                let date = date.flatten().map(|date| date.to_string());
                date.map_or(Cell::Absent, Cell::Text)
            }
            _ => {
                let text = self.text(row).map(str::to_owned);
                text.map_or(Cell::Absent, Cell::Text)
            }
        }
    }
}
