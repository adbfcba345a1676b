//! Names of places, institutions and bodies, and what each stands for: a
//! country, or nothing (a mask, such as "Istanbul Convention").

use super::index::ByWord;
use super::lexicon::{Case, Lexicon, Word, WordId};
use super::reference::{Known, References};
use super::source::{Files, Sheet};
use super::token::{TokenKind, tokens};
use crate::diagnostic::Diagnostic;

/// How a name stands for its country.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub enum NameKind {
    /// The country's own name or an alias.
    Country,
    /// A nationality adjective: "Egyptian".
    Adjective,
    /// People of a nationality: "Egyptians", "a Dane".
    Demonym,
    /// A city, region or sub-national unit.
    Place,
    /// A parliament, ministry, agency.
    Institution,
    /// A head of state, a party or an armed group.
    Actor,
    /// A person of whom bulletins tell: what happens may happen to them.
    Figure,
    /// A body or other name without a country.
    Mask,
}

impl NameKind {
    /// Its name, as features and `explain` have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Adjective => "adjective",
            Self::Demonym => "demonym",
            Self::Place => "place",
            Self::Institution => "institution",
            Self::Actor | Self::Figure => "actor",
            Self::Mask => "mask",
        }
    }
}

/// When a name may match.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
struct Condition {
    /// Only in capitals.
    upper: bool,
    /// Not wholly in capitals.
    mixed: bool,
    /// Only in a text that is mostly about its country.
    local: bool,
    before: Vec<WordId>,
    after: Vec<WordId>,
    not_before: Vec<WordId>,
    not_after: Vec<WordId>,
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Name {
    words: Vec<WordId>,
    kind: NameKind,
    country: usize,
    /// Few names have one.
    condition: Option<Box<Condition>>,
    /// Whether it begins in lower case as written: "al-Shabaab".
    lower: bool,
}

/// A name that a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameMatch {
    /// Word after its last.
    pub end: usize,
    /// How it stands for its country.
    pub kind: NameKind,
    /// Index of the country in `countries.csv`; no meaning for a mask.
    pub country: usize,
}

/// A row of `countries.csv`.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct CountryRow {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// UN M49 code.
    pub m49: String,
    /// English name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Other names.
    pub aliases: String,
    /// Its people, singular and plural.
    pub demonyms: String,
    /// Of it.
    pub adjectives: String,
    /// Its capital.
    pub capital: String,
    /// Whether it is a member of the United Nations.
    pub un_member: String,
}

#[derive(Debug, serde::Deserialize)]
struct PlaceRow {
    name: String,
    country: String,
    kind: String,
    condition: String,
}

#[derive(Debug, serde::Deserialize)]
struct BodyRow {
    name: String,
}

/// All names, by their first word.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Gazetteer {
    by_first: ByWord<Name>,
}

impl Gazetteer {
    /// Reads `places.csv` and `bodies.csv`, and the names in `countries.csv`.
    pub(super) fn read(
        files: &Files,
        countries: &[CountryRow],
        known: &Known,
        lexicon: &mut Lexicon,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut names = Names::default();
        for (index, row) in countries.iter().enumerate() {
            let columns = [
                (&row.name, NameKind::Country),
                (&row.short_name, NameKind::Country),
                (&row.aliases, NameKind::Country),
                (&row.adjectives, NameKind::Adjective),
                (&row.demonyms, NameKind::Demonym),
            ];
            for (cell, kind) in columns {
                for name in cell.split(';') {
                    names.add(
                        name,
                        kind,
                        index,
                        Condition::default(),
                        lexicon,
                    );
                }
            }
        }
        let sheet = Sheet::open(files, "places.csv", told);
        let mut codes =
            References::new(&sheet, "country", "place-country", known);
        for located in sheet.rows::<PlaceRow>(told) {
            let (at, row) = (located.at, located.row);
            let Some(country) = codes.resolve(at, &row.country) else {
                continue;
            };
            let kind = match row.kind.as_str() {
                "institution" => NameKind::Institution,
                "person" | "party" => NameKind::Actor,
                "figure" => NameKind::Figure,
                "adjective" => NameKind::Adjective,
                "demonym" => NameKind::Demonym,
                _ => NameKind::Place,
            };
            let condition = match condition(&row.condition, lexicon) {
                Ok(condition) => condition,
                Err(part) => {
                    told.push(
                        sheet
                            .fault(
                                at,
                                "condition",
                                &part,
                                "place-condition",
                                format!("no such condition: `{part}`"),
                            )
                            .hint(CONDITIONS),
                    );
                    continue;
                }
            };
            names.add(&row.name, kind, country, condition, lexicon);
        }
        codes.tell(told);
        let sheet = Sheet::open(files, "bodies.csv", told);
        for located in sheet.rows::<BodyRow>(told) {
            names.add(
                &located.row.name,
                NameKind::Mask,
                0,
                Condition::default(),
                lexicon,
            );
        }
        names.sorted()
    }

    /// The longest name that begins at a word, in a text that is mostly about
    /// a country or about none.
    #[must_use]
    pub fn match_at(
        &self,
        words: &[Word],
        at: usize,
        home: Option<usize>,
    ) -> Option<NameMatch> {
        let first = words.get(at)?;
        self.by_first.of(first.id).iter().find_map(|name| {
            let end = at + name.words.len();
            let span = words.get(at..end)?;
            let same =
                span.iter().zip(&name.words).all(|(word, id)| word.id == *id);
            let capital = span.iter().any(|word| word.case != Case::Lower);
            let capital = capital || name.lower;
            let fits = first.case != Case::Lower || name.lower;
            let holds = |condition: &Condition| {
                (!condition.local || home == Some(name.country))
                    && condition.holds(words, at, end)
            };
            (same
                && capital
                && fits
                && name.condition.as_deref().is_none_or(holds))
            .then_some(NameMatch {
                end,
                kind: name.kind,
                country: name.country,
            })
        })
    }
}

/// Names as they are read, with their first words.
#[derive(Default)]
struct Names {
    all: Vec<(WordId, Name)>,
}

impl Names {
    fn add(
        &mut self,
        name: &str,
        kind: NameKind,
        country: usize,
        mut condition: Condition,
        lexicon: &mut Lexicon,
    ) {
        let name = name.trim();
        let words: Vec<WordId> = tokens(name)
            .iter()
            .map(|token| {
                lexicon.surface(&super::lexicon::fold(token.of(name)))
            })
            .collect();
        let Some(&first) = words.first() else { return };
        // A short name in capitals only is a word in lower case: "US", "CAR".
        let short = name.len() <= 4 && name.chars().all(char::is_uppercase);
        condition.upper |= short;
        let condition =
            (condition != Condition::default()).then(|| Box::new(condition));
        let lower = name.starts_with(char::is_lowercase);
        let name = Name { words, kind, country, condition, lower };
        self.all.push((first, name));
    }

    /// The longest first; of one length those that ask for a context, then
    /// those that a later file or row gives.
    fn sorted(mut self) -> Gazetteer {
        self.all.reverse();
        self.all.sort_by_key(|(_, name)| {
            let rank = name.condition.as_deref().map_or(0, Condition::rank);
            std::cmp::Reverse((name.words.len(), rank))
        });
        Gazetteer { by_first: ByWord::new(self.all) }
    }
}

impl Condition {
    fn rank(&self) -> u8 {
        let context =
            self.local || !self.before.is_empty() || !self.after.is_empty();
        let bars = !self.not_before.is_empty() || !self.not_after.is_empty();
        match (context, bars || self.upper || self.mixed) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }

    fn holds(&self, words: &[Word], at: usize, end: usize) -> bool {
        // A comma between neighbours does not part them: "Atlanta, Georgia".
        let letters = |word: &&Word| word.token.kind != TokenKind::Sign;
        let before = words[..at].iter().rev().take(2).find(letters);
        let after = words[end..].iter().take(2).find(letters);
        let has = |ids: &[WordId], word: Option<&Word>| {
            word.is_some_and(|word| ids.contains(&word.id))
        };
        let upper = words[at].case == Case::Upper;
        (!self.upper || upper)
            && (!self.mixed || !upper)
            && (self.before.is_empty() || has(&self.before, after))
            && (self.after.is_empty() || has(&self.after, before))
            && !has(&self.not_before, after)
            && !has(&self.not_after, before)
    }
}

const CONDITIONS: &str = "conditions are `upper`, `capitals`, `local`, `before:`, `after:`, `not_before:` and `not_after:` with words parted by `|`";

/// Reads a cell such as `upper` or `not_before:River|Valley`; gives the part
/// that is no condition.
fn condition(cell: &str, lexicon: &mut Lexicon) -> Result<Condition, String> {
    let mut condition = Condition::default();
    for part in cell.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        match part.split_once(':') {
            None if part == "upper" => condition.upper = true,
            None if part == "capitals" => condition.mixed = true,
            None if part == "local" => condition.local = true,
            Some((name, list)) => {
                let words = list.split('|').map(|word| {
                    lexicon.surface(&super::lexicon::fold(word.trim()))
                });
                match name {
                    "before" => condition.before.extend(words),
                    "after" => condition.after.extend(words),
                    "not_before" => condition.not_before.extend(words),
                    "not_after" => condition.not_after.extend(words),
                    _ => return Err(part.to_owned()),
                }
            }
            None => return Err(part.to_owned()),
        }
    }
    Ok(condition)
}
