//! What must hold of the cells of a column beside its kind: bounds and forms.
//!
//! Derived from a column's kind and name, for the columns of one name mean the
//! same in every table. The descriptor declares what `check` proves; nothing
//! here that a changed codebook could break.

use super::{Column, Kind, Value};

/// Bounds and form of a column's cells. Unknown cells keep every constraint.
#[derive(Debug, Clone, Copy, Default)]
pub struct Constraint {
    /// The least number.
    pub minimum: Option<u64>,
    /// The greatest number.
    pub maximum: Option<u64>,
    /// The form of a text, as a regular expression of a whole cell.
    pub pattern: Option<&'static str>,
    form: Option<fn(&str) -> bool>,
}

/// A SHA-256 in hexadecimal.
const SHA256: &str = "^[0-9a-f]{64}$";

/// A day, month or year.
const PARTIAL_DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// What must hold of a column's cells.
#[must_use]
pub fn constraint(column: &Column) -> Constraint {
    let none = Constraint::default();
    match (column.name, column.kind) {
        (
            "line" | "position" | "level" | "problem_id" | "correction_id",
            Kind::Integer,
        ) => Constraint { minimum: Some(1), ..none },
        ("score", Kind::Number) => {
            Constraint { minimum: Some(0), maximum: Some(1), ..none }
        }
        (_, Kind::Integer) | ("weighted_events", Kind::Number) => {
            Constraint { minimum: Some(0), ..none }
        }
        ("sha256", Kind::Text) => {
            Constraint { pattern: Some(SHA256), form: Some(is_sha256), ..none }
        }
        ("date", Kind::Text) => Constraint {
            pattern: Some(PARTIAL_DATE),
            form: Some(is_partial_date),
            ..none
        },
        _ => none,
    }
}

impl Constraint {
    /// Whether it holds of a cell.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "bounds are small numbers, and so are the counts near them"
    )]
    pub fn holds(self, cell: Value<'_>) -> bool {
        let number = match cell {
            Value::Integer(number) => Some(number as f64),
            Value::Number(number) => Some(number),
            _ => None,
        };
        if let Some(number) = number {
            return self.minimum.is_none_or(|least| number >= least as f64)
                && self.maximum.is_none_or(|most| number <= most as f64);
        }
        let Value::Text(text) = cell else { return true };
        self.form.is_none_or(|form| form(text))
    }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_partial_date(text: &str) -> bool {
    matches!(text.len(), 4 | 7 | 10)
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, kind: Kind) -> Constraint {
        constraint(&Column {
            name,
            kind,
            nullable: true,
            description: "",
            references: None,
        })
    }

    #[test]
    fn bounds_and_forms_refuse_what_is_outside() {
        let line = of("line", Kind::Integer);
        assert!(line.holds(Value::Integer(1)) && line.holds(Value::Null));
        assert!(!line.holds(Value::Integer(0)));
        let score = of("score", Kind::Number);
        assert!(score.holds(Value::Number(1.0)));
        assert!(!score.holds(Value::Number(1.01)));
        let date = of("date", Kind::Text);
        for right in ["2020", "2020-04", "2020-04-22"] {
            assert!(date.holds(Value::Text(right)), "{right}");
        }
        for wrong in ["20", "2020-4", "2020/04", "2020-04-2x", "April 2020"] {
            assert!(!date.holds(Value::Text(wrong)), "{wrong}");
        }
        assert!(!of("sha256", Kind::Text).holds(Value::Text("ABC")));
    }
}
