//! The words that dates are made of, from `months.csv`.

use super::{Anchor, Unit};
use crate::codebook::Files;
use crate::codebook::lexicon::{Lexicon, Word, WordId, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word may mean in a date. A word may mean several things: "second",
/// "mid", "last".
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub enum Sense {
    /// A month by its name.
    Month(i8),
    /// A month by an abbreviation, which needs a day or year beside it.
    ShortMonth(i8),
    /// A day of the week.
    Weekday,
    /// "fourth", of a day in a month.
    Ordinal(i8),
    /// "early", "mid": stands before a month or year.
    Part,
    /// "end", "spring": stands before "of" and a month or year.
    PartOf,
    /// "spring": stands before a year.
    Season,
    /// "day", "weeks".
    Unit(Unit),
    /// "last", "following", with how far it leads.
    Order(Anchor, i32),
    /// "two", "a".
    Count(i32),
    /// "yesterday".
    DayNow(i32),
    /// "recent", of weeks or months without a number.
    Recent,
    /// What a year may do: "2020 saw …".
    YearVerb,
    /// "Resolution": the number after it is no year.
    NameBefore,
    /// "Convention": the year before it belongs to its name.
    NameAfter,
    /// "a", "she": what follows a day that stands without its month. "On the
    /// 14th a court …", but not "on the 14th floor".
    AfterDay,
}

/// Names of months and other words that dates are made of.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct DateTables {
    by_id: FxHashMap<u32, Vec<Sense>>,
    // Parts of hyphenated words ("mid-April") have no id of their own.
    by_text: FxHashMap<Box<str>, Vec<Sense>>,
    /// Words of which a date has one, unless it has figures.
    cores: FxHashSet<WordId>,
}

impl DateTables {
    /// Reads `months.csv`. A row that makes no sense is left out: the
    /// codebook's own check tells of it.
    #[must_use]
    pub fn parse(files: &Files, lexicon: &mut Lexicon) -> Self {
        let mut tables = Self::default();
        let text = files.get("months.csv").map_or("", |text| text);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records().flatten() {
            let cell = |i| record.get(i).unwrap_or("").trim();
            let Some(sense) = sense(cell(1), cell(2)) else { continue };
            let word = fold(cell(0));
            let id = lexicon.surface(&word);
            if matches!(
                sense,
                Sense::Month(_)
                    | Sense::ShortMonth(_)
                    | Sense::Unit(_)
                    | Sense::DayNow(_)
            ) {
                tables.cores.insert(id);
            }
            tables.by_id.entry(id.0).or_default().push(sense);
            tables.by_text.entry(word.into()).or_default().push(sense);
        }
        tables
    }

    /// Whether a text may name a date at all: one has figures, or a month, a
    /// day or a span of time. Hyphens may hide any of them.
    pub(super) fn speaks_of_dates(&self, text: &str, words: &[Word]) -> bool {
        // Unicode's own hyphens end in 0x90 and 0x91.
        let may_hide = |byte: u8| {
            byte.is_ascii_digit() || matches!(byte, b'-' | 0x90 | 0x91)
        };
        text.bytes().any(may_hide)
            || words.iter().any(|word| self.cores.contains(&word.id))
    }

    /// What a word of a text may mean.
    #[must_use]
    pub fn of(&self, word: &Word) -> &[Sense] {
        self.by_id.get(&word.id.0).map_or(&[], Vec::as_slice)
    }

    /// What a part of a word may mean.
    #[must_use]
    pub fn of_text(&self, part: &str) -> &[Sense] {
        self.by_text.get(fold(part).as_str()).map_or(&[], Vec::as_slice)
    }
}

fn sense(kind: &str, value: &str) -> Option<Sense> {
    let number = value.parse::<i32>().ok();
    let small = number.and_then(|n| i8::try_from(n).ok());
    Some(match kind {
        "month" => Sense::Month(small?),
        "month_short" => Sense::ShortMonth(small?),
        "weekday" | "weekday_short" => Sense::Weekday,
        "ordinal" => Sense::Ordinal(small?),
        "part" => Sense::Part,
        "part_of" => Sense::PartOf,
        "season" => Sense::Season,
        "unit" => Sense::Unit(match value {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        }),
        "order_now" => Sense::Order(Anchor::Now, number?),
        "order_told" => Sense::Order(Anchor::Told, number?),
        "count" => Sense::Count(number?),
        "day_now" => Sense::DayNow(number?),
        "recent" => Sense::Recent,
        "year_verb" => Sense::YearVerb,
        "name_before" => Sense::NameBefore,
        "name_after" => Sense::NameAfter,
        "after_day" => Sense::AfterDay,
        _ => return None,
    })
}
