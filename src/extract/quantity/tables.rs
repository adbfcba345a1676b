//! Number words, units, and the nouns that mean persons, from `numbers.csv`
//! and `roles.csv`; from `months.csv` what tells a date from a number.

use crate::codebook::Files;
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::{Lexicon, Word, WordId, fold};
use crate::codebook::token::tokens;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Bound;

/// What a word means in or beside a number.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) enum Sense {
    /// "three", "thirteen".
    Unit(f64),
    /// "thirty".
    Tens(f64),
    /// "hundred", "million", "dozen".
    Scale(f64),
    /// A currency, by its code.
    Currency(Box<str>),
    /// "percent".
    Percent,
    /// "thirds": the number before it is no count.
    Fraction,
    /// A noun for persons.
    People,
    /// A noun for no person.
    Thing,
    /// What happens to persons: "released".
    PersonVerb,
    /// A month: a number beside it is a day.
    Month,
    /// "Article": a number behind it is a name.
    NameBefore,
}

/// A phrase by the ids of its base forms.
type Phrase = Box<[WordId]>;

/// Number words, and words for persons.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct QuantityTables {
    senses: FxHashMap<WordId, Vec<Sense>>,
    bounds: FxHashMap<WordId, Vec<(Phrase, Bound)>>,
    /// "m", "bn" glued to figures.
    suffixes: FxHashMap<Box<str>, f64>,
    /// Roles of several words, by their last.
    phrases: FxHashMap<WordId, Vec<Phrase>>,
    /// Surfaces of the words in roles, with their base forms.
    nouns: FxHashMap<WordId, Vec<WordId>>,
    plurals: FxHashSet<WordId>,
}

fn records(files: &Files, name: &str) -> Vec<csv::StringRecord> {
    let text = files.get(name).map_or("", |text| text);
    csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .flatten()
        .collect()
}

impl QuantityTables {
    /// Reads `numbers.csv`, `roles.csv` and `months.csv`. A row that makes no
    /// sense is left out: the codebook's own check tells of it.
    #[must_use]
    pub fn parse(files: &Files, lexicon: &mut Lexicon) -> Self {
        let mut tables = Self::default();
        let mut lemmas: Vec<(WordId, Sense)> = Vec::new();
        for record in records(files, "numbers.csv") {
            let cell = |i| record.get(i).unwrap_or("").trim();
            tables.number_row(
                (cell(0), cell(1), cell(2)),
                &mut lemmas,
                lexicon,
            );
        }
        tables.compose_tens(lexicon);
        let mut parts: FxHashSet<WordId> = FxHashSet::default();
        for record in records(files, "roles.csv") {
            let cell = |i| record.get(i).unwrap_or("").trim();
            if cell(1) == "title" || cell(1) == "kind" {
                continue;
            }
            let phrase = phrase(cell(0), lexicon, true);
            let Some(&last) = phrase.last() else { continue };
            parts.extend(phrase.iter().copied());
            tables.phrases.entry(last).or_default().push(phrase);
        }
        for record in records(files, "months.csv") {
            let cell = |i| record.get(i).unwrap_or("").trim();
            let sense = match cell(1) {
                "month" | "month_short" => Sense::Month,
                "name_before" => Sense::NameBefore,
                _ => continue,
            };
            tables.put(lexicon.surface(&fold(cell(0))), sense);
        }
        tables.inflect(&lemmas, &parts, lexicon);
        tables
    }

    fn put(&mut self, id: WordId, sense: Sense) {
        self.senses.entry(id).or_default().push(sense);
    }

    fn number_row(
        &mut self,
        (word, kind, value): (&str, &str, &str),
        lemmas: &mut Vec<(WordId, Sense)>,
        lexicon: &mut Lexicon,
    ) {
        let number = value.parse::<f64>().unwrap_or(0.0);
        let word = fold(word);
        match kind {
            "suffix" => {
                self.suffixes.insert(word.into(), number);
            }
            "exact" | "at_least" | "about" => {
                let bound = match kind {
                    "exact" => Bound::Exact,
                    "about" => Bound::About,
                    _ => Bound::AtLeast,
                };
                let phrase = phrase(&word, lexicon, false);
                if let Some(&last) = phrase.last() {
                    self.bounds.entry(last).or_default().push((phrase, bound));
                }
            }
            "people" => lemmas.push((lexicon.lemma(&word), Sense::People)),
            "not_people" => lemmas.push((lexicon.lemma(&word), Sense::Thing)),
            "currency" => {
                let sense = Sense::Currency(value.into());
                lemmas.push((lexicon.lemma(&word), sense));
            }
            _ => {
                let sense = match kind {
                    "unit" => Sense::Unit(number),
                    "tens" => Sense::Tens(number),
                    "scale" => Sense::Scale(number),
                    "percent" => Sense::Percent,
                    "fraction" => Sense::Fraction,
                    "person_verb" => Sense::PersonVerb,
                    _ => return,
                };
                // Of "per cent" the first word is enough.
                let first = word.split(' ').next().unwrap_or("").to_owned();
                self.put(lexicon.surface(&first), sense);
            }
        }
    }

    /// "twenty-one" is one word.
    fn compose_tens(&mut self, lexicon: &mut Lexicon) {
        let pick = |want: fn(&Sense) -> Option<f64>| {
            self.senses
                .iter()
                .filter_map(|(id, all)| {
                    Some((*id, all.iter().find_map(want)?))
                })
                .collect::<Vec<_>>()
        };
        let tens = pick(|s| match s {
            Sense::Tens(n) => Some(*n),
            _ => None,
        });
        let units = pick(|s| match s {
            Sense::Unit(n) if *n > 0.0 && *n < 10.0 => Some(*n),
            _ => None,
        });
        let mut names = Vec::with_capacity(tens.len() * units.len());
        for (ten, a) in &tens {
            for (unit, b) in &units {
                let name =
                    format!("{}-{}", lexicon.text(*ten), lexicon.text(*unit));
                names.push((name, a + b));
            }
        }
        // Hash order must not decide which id a word gets.
        names.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, value) in names {
            self.put(lexicon.surface(&name), Sense::Unit(value));
        }
    }

    /// Notes every inflected noun of the lemmas and of the words in roles.
    fn inflect(
        &mut self,
        lemmas: &[(WordId, Sense)],
        parts: &FxHashSet<WordId>,
        lexicon: &Lexicon,
    ) {
        let mut by_lemma: FxHashMap<WordId, Vec<&Sense>> =
            FxHashMap::default();
        for (lemma, sense) in lemmas {
            by_lemma.entry(*lemma).or_default().push(sense);
        }
        let count = u32::try_from(lexicon.len()).unwrap_or(0);
        for id in (1..count).map(WordId) {
            for (lemma, forms) in lexicon.lemmas(id) {
                if !forms.any(Forms::BASE.or(Forms::PLURAL)) {
                    continue;
                }
                let senses = by_lemma.get(lemma).into_iter().flatten();
                for sense in senses {
                    self.senses.entry(id).or_default().push((*sense).clone());
                }
                if parts.contains(lemma) {
                    self.nouns.entry(id).or_default().push(*lemma);
                }
                if forms.any(Forms::PLURAL) && !forms.any(Forms::BASE) {
                    self.plurals.insert(id);
                }
            }
        }
    }

    /// Whether a word means anything in or beside a number.
    pub(super) fn knows(&self, word: &Word) -> bool {
        self.senses.contains_key(&word.id)
    }

    /// The first sense of a word that fits.
    pub(super) fn pick<T>(
        &self,
        word: &Word,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Option<T> {
        self.senses.get(&word.id)?.iter().find_map(pick)
    }

    /// Whether a word has a sense.
    pub(super) fn is(&self, word: &Word, sense: &Sense) -> bool {
        self.senses.get(&word.id).is_some_and(|all| all.contains(sense))
    }

    /// What a suffix glued to figures multiplies by.
    pub(super) fn suffix(&self, text: &str) -> Option<f64> {
        self.suffixes.get(fold(text).as_str()).copied()
    }

    /// The bound that ends before a word.
    pub(super) fn bound(&self, words: &[Word], end: usize) -> Option<Bound> {
        let last = words.get(end.checked_sub(1)?)?;
        let all = self.bounds.get(&last.id)?;
        all.iter()
            .filter(|(phrase, _)| {
                end.checked_sub(phrase.len()).is_some_and(|start| {
                    words[start..end]
                        .iter()
                        .map(|w| w.id)
                        .eq(phrase.iter().copied())
                })
            })
            .max_by_key(|(phrase, _)| phrase.len())
            .map(|(_, bound)| *bound)
    }

    /// Whether a role ends with a word, as a noun.
    pub(super) fn role_ends(&self, words: &[Word], last: usize) -> bool {
        let Some(word) = words.get(last) else { return false };
        let Some(lemmas) = self.nouns.get(&word.id) else { return false };
        lemmas.iter().filter_map(|lemma| self.phrases.get(lemma)).any(
            |phrases| {
                phrases.iter().any(|phrase| {
                    let before = phrase.len() - 1;
                    last.checked_sub(before).is_some_and(|start| {
                        (0..before).all(|i| {
                            words.get(start + i).is_some_and(|w| {
                                w.id == phrase[i]
                                    || self.nouns.get(&w.id).is_some_and(|l| {
                                        l.contains(&phrase[i])
                                    })
                            })
                        })
                    })
                })
            },
        )
    }

    /// Whether a word is a plural that the codebook knows.
    pub(super) fn plural(&self, word: &Word) -> bool {
        self.plurals.contains(&word.id)
    }
}

/// The words of a phrase, as base forms if they are to be inflected.
fn phrase(text: &str, lexicon: &mut Lexicon, inflected: bool) -> Phrase {
    tokens(text)
        .iter()
        .map(|token| {
            let word = fold(token.of(text));
            if inflected {
                lexicon.lemma(&word)
            } else {
                lexicon.surface(&word)
            }
        })
        .collect()
}
