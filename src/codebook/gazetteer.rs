//! Names of places, institutions and bodies, and what each stands for: a
//! country, or nothing (a mask, such as "Istanbul Convention").

use super::lexicon::{Case, Lexicon, Word, WordId};
use super::source::{Files, Sheet};
use super::token::tokens;
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;

/// How a name stands for its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// A body or other name without a country.
    Mask,
}

/// When a name may match.
#[derive(Debug, Clone, Default)]
struct Condition {
    upper: bool,
    not_before: Vec<WordId>,
    not_after: Vec<WordId>,
}

#[derive(Debug, Clone)]
struct Name {
    words: Box<[WordId]>,
    kind: NameKind,
    country: usize,
    condition: Condition,
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
#[derive(Debug, Clone, serde::Deserialize)]
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
#[derive(Debug, Default)]
pub struct Gazetteer {
    by_first: FxHashMap<WordId, Vec<Name>>,
}

impl Gazetteer {
    /// Reads `places.csv` and `bodies.csv`, and the names in `countries.csv`.
    pub fn read(
        files: &Files,
        countries: &[CountryRow],
        lexicon: &mut Lexicon,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut gazetteer = Self::default();
        for (index, row) in countries.iter().enumerate() {
            let columns = [
                (&row.name, NameKind::Country),
                (&row.short_name, NameKind::Country),
                (&row.aliases, NameKind::Country),
                (&row.capital, NameKind::Place),
                (&row.adjectives, NameKind::Adjective),
                (&row.demonyms, NameKind::Demonym),
            ];
            for (cell, kind) in columns {
                for name in cell.split(';') {
                    gazetteer.add(
                        name,
                        kind,
                        index,
                        Condition::default(),
                        lexicon,
                    );
                }
            }
        }
        let sheet = Sheet::open(files, "places.csv", faults);
        for located in sheet.rows::<PlaceRow>(faults) {
            let row = located.row;
            let Some(country) =
                countries.iter().position(|c| c.country == row.country)
            else {
                faults.push(
                    sheet
                        .fault(
                            located.line,
                            &row.country,
                            "place-country",
                            format!("no such country: `{}`", row.country),
                        )
                        .hint("use a code of countries.csv"),
                );
                continue;
            };
            let kind = match row.kind.as_str() {
                "institution" => NameKind::Institution,
                "person" | "party" => NameKind::Actor,
                "adjective" => NameKind::Adjective,
                "demonym" => NameKind::Demonym,
                _ => NameKind::Place,
            };
            let condition = condition(&row.condition, lexicon);
            gazetteer.add(&row.name, kind, country, condition, lexicon);
        }
        let sheet = Sheet::open(files, "bodies.csv", faults);
        for located in sheet.rows::<BodyRow>(faults) {
            gazetteer.add(
                &located.row.name,
                NameKind::Mask,
                0,
                Condition::default(),
                lexicon,
            );
        }
        for names in gazetteer.by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        gazetteer
    }

    fn add(
        &mut self,
        name: &str,
        kind: NameKind,
        country: usize,
        mut condition: Condition,
        lexicon: &mut Lexicon,
    ) {
        let name = name.trim();
        let words: Box<[WordId]> = tokens(name)
            .iter()
            .map(|token| {
                lexicon.surface(&super::lexicon::fold(token.of(name)))
            })
            .collect();
        let Some(&first) = words.first() else { return };
        // A short name in capitals only is a word in lower case: "US", "CAR".
        let short = name.len() <= 4 && name.chars().all(char::is_uppercase);
        condition.upper |= short;
        self.by_first.entry(first).or_default().push(Name {
            words,
            kind,
            country,
            condition,
        });
    }

    /// The longest name that begins at a word.
    #[must_use]
    pub fn match_at(&self, words: &[Word], at: usize) -> Option<NameMatch> {
        let first = words.get(at)?;
        if first.case == Case::Lower {
            return None;
        }
        let names = self.by_first.get(&first.id)?;
        names.iter().find_map(|name| {
            let end = at + name.words.len();
            let span = words.get(at..end)?;
            let same =
                span.iter().zip(&name.words).all(|(word, id)| word.id == *id);
            let capital = span.iter().any(|word| word.case != Case::Lower);
            (same && capital && name.condition.holds(words, at, end))
                .then_some(NameMatch {
                    end,
                    kind: name.kind,
                    country: name.country,
                })
        })
    }
}

impl Condition {
    fn holds(&self, words: &[Word], at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| words.get(i));
        let after = words.get(end);
        let bars = |ids: &[WordId], word: Option<&Word>| {
            word.is_some_and(|word| ids.contains(&word.id))
        };
        (!self.upper || words[at].case == Case::Upper)
            && !bars(&self.not_before, after)
            && !bars(&self.not_after, before)
    }
}

/// Reads a cell such as `upper` or `not_before:River|Valley`.
fn condition(cell: &str, lexicon: &mut Lexicon) -> Condition {
    let mut condition = Condition::default();
    for part in cell.split(';').map(str::trim) {
        if part == "upper" {
            condition.upper = true;
        }
        for (prefix, list) in [
            ("not_before:", &mut condition.not_before),
            ("not_after:", &mut condition.not_after),
        ] {
            if let Some(words) = part.strip_prefix(prefix) {
                list.extend(words.split('|').map(|word| {
                    lexicon.surface(&super::lexicon::fold(word.trim()))
                }));
            }
        }
    }
    condition
}
