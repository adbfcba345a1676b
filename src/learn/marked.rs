//! Marked texts: bulletins in which each outcome is marked at one word.
//!
//! `= Title`, `# Heading`, `- bullet`, any other line a paragraph; an outcome
//! stands as `{type/status/theme/COUNTRIES|word}`, `-` for no country, with
//! `/date` behind the countries if the mark is to teach dates too.

use crate::evaluate::{Field, Unit};
use crate::normalise::{Format, Source};

/// Where a mark stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At the word that begins at this byte of the source.
    Byte(usize),
    /// Somewhere among these words of the text: the anchor of a gold event.
    Anchor(String),
}

/// A marked outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where the outcome is told.
    pub place: Place,
    /// Outcome type.
    pub outcome: String,
    /// Status.
    pub status: String,
    /// Theme.
    pub theme: String,
    /// Codes of its countries.
    pub countries: Vec<String>,
    /// When it happened; empty if the text does not tell, nothing if the mark
    /// does not say.
    pub date: Option<String>,
}

/// A marked text.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The text without its marks, as Markdown.
    pub source: Source,
    /// Its marks, in order.
    pub marks: Vec<Mark>,
    /// How much its examples count: gold, coded as the program is to code,
    /// counts more than texts that only teach language.
    pub weight: f64,
}

/// How much an example of gold counts.
const GOLD: f64 = 3.0;

impl Marked {
    /// A text with gold events: each is marked somewhere in its anchor.
    #[must_use]
    pub fn of_gold<'u>(
        source: Source,
        events: impl Iterator<Item = &'u Unit>,
    ) -> Self {
        let cell = |event: &Unit, field| event.cell(field).to_owned();
        let marks = events
            .map(|event| Mark {
                place: Place::Anchor(event.text.clone()),
                outcome: cell(event, Field::OutcomeType),
                status: cell(event, Field::Status),
                theme: cell(event, Field::Theme),
                countries: codes(&cell(event, Field::Countries), ';'),
                date: Some(cell(event, Field::Date)),
            })
            .collect();
        Self { source, marks, weight: GOLD }
    }

    /// Reads a marked text.
    ///
    /// # Errors
    ///
    /// The line and what is wrong with its mark.
    pub fn parse(path: &str, text: &str) -> Result<Self, String> {
        let mut bare = String::with_capacity(text.len());
        let mut marks = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let line = match line.strip_prefix("= ") {
                Some(title) => {
                    bare.push_str("# ");
                    title
                }
                None => match line.strip_prefix("# ") {
                    Some(heading) => {
                        bare.push_str("## ");
                        heading
                    }
                    None => line,
                },
            };
            read_line(line, &mut bare, &mut marks).map_err(|message| {
                format!("{path}:{}: {message}", number + 1)
            })?;
            bare.push_str("\n\n");
        }
        let source = Source {
            path: path.to_owned(),
            bytes: bare.into_bytes(),
            format: Format::Markdown,
            origin: None,
        };
        Ok(Self { source, marks, weight: 1.0 })
    }
}

/// Codes parted by a sign; `-` stands for none.
fn codes(list: &str, sign: char) -> Vec<String> {
    list.split(sign)
        .map(str::trim)
        .filter(|code| !code.is_empty() && *code != "-")
        .map(str::to_owned)
        .collect()
}

fn read_line(
    line: &str,
    bare: &mut String,
    marks: &mut Vec<Mark>,
) -> Result<(), String> {
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        bare.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let close = inner.find('}').ok_or("a mark is not closed")?;
        let (code, word) = inner[..close]
            .split_once('|')
            .ok_or("a mark needs `|` before its word")?;
        let parts: Vec<&str> = code.split('/').collect();
        let [outcome, status, theme, countries, ..] = parts[..] else {
            return Err(format!(
                "a mark needs type, status, theme and countries: `{code}`"
            ));
        };
        marks.push(Mark {
            place: Place::Byte(bare.len()),
            outcome: outcome.to_owned(),
            status: status.to_owned(),
            theme: theme.to_owned(),
            countries: codes(countries, '+'),
            date: parts.get(4).map(|date| date.trim_matches('-').to_owned()),
        });
        bare.push_str(word);
        rest = &inner[close + 1..];
    }
    bare.push_str(rest);
    Ok(())
}
