//! All tables of a release: what was coded, the categories, the flat table
//! and the counts, in the order in which they are published. Joins and
//! gathers; decides nothing and writes nothing.

mod dimensions;
mod flat;

pub use dimensions::dimensions;
pub use flat::flatten;

use crate::count::{published, tallies};
use crate::diagnostic::Diagnostic;
use crate::table::frame::sheet;
use crate::table::{
    Candidate, Code, Coded, Correction, CountByCountry, CountByOutcomeType,
    CountByRegion, CountByRegionOutcomeType, CountByTheme,
    CountByThemeOutcomeType, CountByThemeRegion, CountByYear, Country,
    Coverage, Dimensions, Document, ErrorRate, Event, EventCountry, EventFlat,
    EventPerson, EventQuantity, Item, OutcomeType, Problem, Region, Row,
    Section, Sentence, Sheet, SourceFile, Table, Theme, Uncoded,
};
use polars::prelude::{DataFrame, PolarsResult};
use rustc_hash::FxHashMap;

/// All tables, in the order of publication: what is opened first comes first.
pub const TABLES: [Table; 28] = [
    EventFlat::TABLE,
    Event::TABLE,
    EventCountry::TABLE,
    EventPerson::TABLE,
    EventQuantity::TABLE,
    CountByTheme::TABLE,
    CountByRegion::TABLE,
    CountByOutcomeType::TABLE,
    CountByThemeRegion::TABLE,
    CountByThemeOutcomeType::TABLE,
    CountByRegionOutcomeType::TABLE,
    CountByCountry::TABLE,
    CountByYear::TABLE,
    SourceFile::TABLE,
    Document::TABLE,
    Section::TABLE,
    Item::TABLE,
    Sentence::TABLE,
    Candidate::TABLE,
    Uncoded::TABLE,
    Coverage::TABLE,
    Correction::TABLE,
    Problem::TABLE,
    Theme::TABLE,
    OutcomeType::TABLE,
    Country::TABLE,
    Region::TABLE,
    ErrorRate::TABLE,
];

/// Everything that one run publishes, as rows.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// What was read and coded.
    pub coded: Coded,
    /// The tables of categories.
    pub dimensions: Dimensions,
    /// One row an event, for a spreadsheet.
    pub flat: Vec<EventFlat>,
    /// What the counts are made of, to be added to that of other parts.
    pub tallies: Vec<(Table, DataFrame)>,
    /// The tables of counts.
    pub counts: Vec<(Table, DataFrame)>,
}

impl Dataset {
    /// Makes the derived tables of what was coded.
    ///
    /// # Errors
    ///
    /// If Polars refuses a query: a fault of this program.
    pub fn new(coded: Coded, dimensions: Dimensions) -> PolarsResult<Self> {
        let flat = flatten(&coded, &dimensions);
        let (events, countries) = (&coded.events, &coded.event_countries);
        let tallies = tallies(events, countries, &dimensions)?;
        let counts = published(tallies.clone(), &dimensions)?;
        Ok(Self { coded, dimensions, flat, tallies, counts })
    }

    /// All tables in the order of [`TABLES`], rows sorted by key; the flat
    /// table keeps the order of the sources, for it is made for reading.
    ///
    /// # Errors
    ///
    /// If a frame of counts has not the columns of its table: a fault of this
    /// program.
    pub fn sheets(&self) -> PolarsResult<Vec<Sheet<'_>>> {
        let (coded, dimensions) = (&self.coded, &self.dimensions);
        let mut sheets = vec![
            Sheet::of(&self.flat),
            Sheet::of(&coded.events).sorted(),
            Sheet::of(&coded.event_countries).sorted(),
            Sheet::of(&coded.event_people).sorted(),
            Sheet::of(&coded.event_quantities).sorted(),
        ];
        for (table, frame) in &self.counts {
            sheets.push(sheet(frame, *table)?);
        }
        sheets.extend([
            Sheet::of(&coded.sources).sorted(),
            Sheet::of(&coded.documents).sorted(),
            Sheet::of(&coded.sections).sorted(),
            Sheet::of(&coded.items).sorted(),
            Sheet::of(&coded.sentences).sorted(),
            Sheet::of(&coded.candidates).sorted(),
            Sheet::of(&coded.uncoded).sorted(),
            Sheet::of(&coded.coverage).sorted(),
            Sheet::of(&coded.corrections).sorted(),
            Sheet::of(&coded.problems).sorted(),
            Sheet::of(&dimensions.themes).sorted(),
            Sheet::of(&dimensions.outcome_types).sorted(),
            Sheet::of(&dimensions.countries).sorted(),
            Sheet::of(&dimensions.regions).sorted(),
            Sheet::of(&dimensions.error_rates).sorted(),
        ]);
        Ok(sheets)
    }
}

/// Names the format of documents that were made of another: of a `docx`, `eml`
/// or `mbox` file, coded as HTML or text.
pub fn name_converted(coded: &mut Coded) {
    const CONVERTED: [&str; 3] = ["docx", "eml", "mbox"];
    let converted = |row: &&SourceFile| CONVERTED.contains(&&*row.format);
    let files: FxHashMap<&str, &Code> = coded
        .sources
        .iter()
        .filter(converted)
        .map(|row| (&*row.source_file, &row.format))
        .collect();
    if files.is_empty() {
        return;
    }
    for document in &mut coded.documents {
        let source = &*document.source;
        let parted = source.match_indices('#').map(|(at, _)| &source[..at]);
        let mut paths = std::iter::once(source).chain(parted);
        if let Some(format) = paths.find_map(|path| files.get(path)) {
            document.format = (*format).clone();
        }
    }
}

/// A diagnostic as a row of `problems`, not yet numbered.
#[must_use]
pub fn problem(diagnostic: &Diagnostic) -> Problem {
    Problem {
        problem_id: 0,
        severity: diagnostic.severity.name().into(),
        code: diagnostic.code.into(),
        source: one_line(diagnostic.file.as_deref().unwrap_or("")),
        line: diagnostic.line.and_then(|line| u64::try_from(line).ok()),
        message: Code(one_line(&diagnostic.message)),
        hint: one_line(diagnostic.hint.as_deref().unwrap_or("")),
    }
}

/// Numbers the problems from 1, in their order.
pub fn number(problems: &mut [Problem]) {
    for (id, problem) in (1..).zip(problems) {
        problem.problem_id = id;
    }
}

/// Cells hold one line each.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
