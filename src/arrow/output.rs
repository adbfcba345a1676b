//! Which rows a stream may give: one table, or all of them at once, told apart
//! by a column. Names columns; makes no row.

use crate::table::{
    Column, Document, Event, EventCountry, EventPerson, EventQuantity, Kind,
    Row, Table,
};

/// What became of a document.
const STATUS: Column = Column {
    name: "status",
    kind: Kind::Text,
    nullable: false,
    description: "`coded`; or `error`: the document could not be coded, has no rows in other tables and is no document of a release.",
    references: None,
};

/// What is to be said of a document.
const MESSAGE: Column = Column {
    name: "message",
    kind: Kind::Text,
    nullable: true,
    description: "Why it could not be coded, or what is wrong with it, as in `problems` of a release: code and message, `; ` between several. Empty: nothing.",
    references: None,
};

const DOCUMENT: &[Column] = Document::TABLE.columns;

const DOCUMENT_COLUMNS: [Column; DOCUMENT.len() + 2] = {
    let mut all = [MESSAGE; DOCUMENT.len() + 2];
    let mut at = 0;
    while at < DOCUMENT.len() {
        all[at] = DOCUMENT[at];
        at += 1;
    }
    all[at] = STATUS;
    all
};

/// The documents of a stream: those of a release, and what became of each.
pub const DOCUMENTS: Table =
    Table { columns: &DOCUMENT_COLUMNS, ..Document::TABLE };

/// A table that a stream may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Documents, those that could not be coded among them.
    Documents,
    /// Events.
    Events,
    /// Their countries.
    EventCountries,
    /// Their persons.
    EventPeople,
    /// Their numbers.
    EventQuantities,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Documents,
        Self::Events,
        Self::EventCountries,
        Self::EventPeople,
        Self::EventQuantities,
    ];

    /// Its definition.
    #[must_use]
    pub fn table(self) -> Table {
        match self {
            Self::Documents => DOCUMENTS,
            Self::Events => Event::TABLE,
            Self::EventCountries => EventCountry::TABLE,
            Self::EventPeople => EventPerson::TABLE,
            Self::EventQuantities => EventQuantity::TABLE,
        }
    }
}

/// The rows of a stream, as its schema tells them.
#[derive(Debug, Clone)]
pub struct Output {
    /// Name of the table, or of all of them.
    pub name: &'static str,
    /// The columns that identify a row.
    pub key: Vec<&'static str>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The tables that the rows come from.
    pub parts: Vec<Part>,
}

/// The column that tells tables apart.
const TABLE: Column = Column {
    name: "table",
    kind: Kind::Text,
    nullable: false,
    description: "The table that the row belongs to; columns that this table has not are empty.",
    references: None,
};

impl Output {
    /// The rows of any one table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        Self {
            name: table.name,
            key: table.key.to_vec(),
            columns: table.columns.to_vec(),
            parts: Vec::new(),
        }
    }

    /// The rows of one table of documents.
    #[must_use]
    pub fn one(part: Part) -> Self {
        Self { parts: vec![part], ..Self::of(&part.table()) }
    }

    /// The rows of all tables of documents at once, so that a text is coded
    /// once for all of them: each column of any table once, by name.
    #[must_use]
    pub fn all() -> Self {
        let mut columns = vec![TABLE];
        for part in Part::ALL {
            for column in part.table().columns {
                if columns.iter().all(|other| other.name != column.name) {
                    columns.push(Column { nullable: true, ..*column });
                }
            }
        }
        let parts = Part::ALL.to_vec();
        Self { name: "all", key: vec![TABLE.name], columns, parts }
    }

    /// Whether rows tell their table.
    #[must_use]
    pub fn tells_table(&self) -> bool {
        self.parts.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_hold_the_same_kind_in_all_tables() {
        let all = Output::all().columns;
        for part in Part::ALL {
            for column in part.table().columns {
                let one = all.iter().find(|c| c.name == column.name).unwrap();
                assert_eq!(one.kind, column.kind, "{part:?} {}", column.name);
            }
        }
    }

    #[test]
    fn documents_end_with_what_became_of_them() {
        let names: Vec<&str> =
            DOCUMENTS.columns.iter().map(|column| column.name).collect();
        assert_eq!(names[..2], ["document_id", "source"]);
        assert_eq!(names[names.len() - 3..], ["sha256", "status", "message"]);
    }
}
