//! Which column of a corpus is which part of a document, and what is said
//! where one is not there.

/// Columns that a message lists.
const LISTED: usize = 40;

/// What a column of a corpus is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name of the document within the corpus.
    Id,
    /// Its text.
    Text,
    /// Its title.
    Title,
    /// Its date of publication.
    Date,
    /// Web address of its page.
    Url,
    /// Who published it.
    Publisher,
}

impl Field {
    /// All of them, each at the place of its number.
    pub const ALL: [Self; 6] = [
        Self::Id,
        Self::Text,
        Self::Title,
        Self::Date,
        Self::Url,
        Self::Publisher,
    ];

    /// The column's name unless the caller gives another.
    #[must_use]
    pub fn default_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Url => "url",
            Self::Publisher => "publisher",
        }
    }

    /// The option of the command line that names its column.
    #[must_use]
    pub fn option(self) -> String {
        format!("--{}-column NAME", self.default_name())
    }
}

/// Names of the columns of a corpus. One column may serve several fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    named: [Option<String>; Field::ALL.len()],
}

impl Columns {
    /// Names the column of a field, which must then be there.
    #[must_use]
    pub fn with(mut self, field: Field, name: Option<&str>) -> Self {
        self.named[field as usize] = name.map(str::to_owned);
        self
    }

    /// The name of a field's column.
    #[must_use]
    pub fn name(&self, field: Field) -> &str {
        let named = self.named[field as usize].as_deref();
        named.unwrap_or_else(|| field.default_name())
    }

    /// Whether the caller named it.
    #[must_use]
    pub fn is_named(&self, field: Field) -> bool {
        self.named[field as usize].is_some()
    }
}

/// The first of some fields whose column must be there and is not, with what
/// to say of it.
#[must_use]
pub fn missing(
    columns: &Columns,
    wanted: &[Field],
    there: &[String],
) -> Option<(Field, String)> {
    let is_there = |name| there.iter().any(|other| other == name);
    let field = *wanted.iter().find(|f| !is_there(columns.name(**f)))?;
    let mut list: Vec<String> =
        there.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    if there.len() > LISTED {
        list.push(format!("{} more", there.len() - LISTED));
    }
    let list = if list.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are {}", list.join(", "))
    };
    let name = columns.name(field);
    Some((field, format!("no column `{name}`; {list}")))
}
