//! What names are made of and what stands beside them, from `roles.csv`,
//! `people_names.csv`, `name_blockers.csv`, `numbers.csv` and `months.csv`.

use super::RoleKind;
use crate::codebook::Files;
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::{Case, Lexicon, Word, WordId, fold};
use crate::codebook::token::tokens;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word may be in or beside a name, as bits.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub(super) struct Part(u16);

impl Part {
    pub(super) const GIVEN: Self = Self(1);
    pub(super) const PARTICLE: Self = Self(2);
    /// Part of the name of an organisation, place or thing.
    pub(super) const THING: Self = Self(4);
    /// An ordinary word that a capital does not make a name.
    pub(super) const ORDINARY: Self = Self(8);
    /// What persons do, behind a name.
    pub(super) const VERB_AFTER: Self = Self(16);
    /// What is done to persons, before a name.
    pub(super) const VERB_BEFORE: Self = Self(32);
    /// "aka".
    pub(super) const ALIAS: Self = Self(64);
    pub(super) const MONTH: Self = Self(128);
    /// What happens to persons, in the passive.
    pub(super) const DONE_TO: Self = Self(256);
    /// A word that the codebook writes in lower case.
    const COMMON: Self = Self(512);
    /// An inflection of such a word: "manning".
    const INFLECTED: Self = Self(1024);
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Role {
    words: Box<[WordId]>,
    kind: RoleKind,
}

/// Roles, parts of names, and words that no name holds.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct PersonTables {
    /// By word.
    parts: Vec<Part>,
    /// Titles by their first word.
    titles: FxHashMap<WordId, Vec<Box<[WordId]>>>,
    /// Roles by the base form of their last word.
    roles: FxHashMap<WordId, Vec<Role>>,
    /// Surfaces of the words in roles, with base forms and plurality.
    nouns: FxHashMap<WordId, Vec<(WordId, bool)>>,
    /// Particles as text, for "al-Nimr".
    particles: FxHashSet<Box<str>>,
    /// What stands behind the hyphen in "London-based".
    suffixes: FxHashSet<Box<str>>,
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

impl PersonTables {
    /// Reads the files. A row that makes no sense is left out: the codebook's
    /// own check tells of it.
    #[must_use]
    pub fn parse(files: &Files, lexicon: &mut Lexicon) -> Self {
        let mut tables = Self::default();
        let lists = [
            "people_names.csv",
            "name_blockers.csv",
            "numbers.csv",
            "months.csv",
        ];
        for record in lists.iter().flat_map(|name| records(files, name)) {
            let cell = |i| record.get(i).unwrap_or("").trim();
            if cell(1) == "suffix" && cell(2).is_empty() {
                tables.suffixes.insert(fold(cell(0)).into());
            }
            let Some(part) = part(cell(1)) else { continue };
            let word = fold(cell(0));
            let id = lexicon.surface(&word);
            if part == Part::PARTICLE {
                tables.particles.insert(word.into());
            }
            tables.note(id, part);
        }
        for record in records(files, "roles.csv") {
            let cell = |i| record.get(i).unwrap_or("").trim();
            tables.role_row(cell(0), cell(1), lexicon);
        }
        tables.learn_common(files, lexicon);
        tables.inflect(lexicon);
        tables
    }

    fn note(&mut self, word: WordId, part: Part) {
        let at = word.0 as usize;
        if self.parts.len() <= at {
            self.parts.resize(at + 1, Part::default());
        }
        self.parts[at].0 |= part.0;
    }

    fn has(&self, word: WordId, part: Part) -> bool {
        let known = self.parts.get(word.0 as usize);
        known.is_some_and(|known| known.0 & part.0 != 0)
    }

    /// Notes every word that stands in lower case in cues, their examples and
    /// word classes: with a capital it is likely no name. That the lexicon
    /// knows a word says less, for it knows the names of places too.
    fn learn_common(&mut self, files: &Files, lexicon: &mut Lexicon) {
        let prose = |name: &str| {
            name.starts_with("cues/")
                || matches!(
                    name,
                    "classes.csv"
                        | "function_words.csv"
                        | "scope.csv"
                        | "roles.csv"
                        | "numbers.csv"
                        | "irregular.csv"
                )
        };
        for (_, text) in files.iter().filter(|(name, _)| prose(name)) {
            for token in tokens(text) {
                let word = token.of(text);
                let plain = word.chars().all(char::is_lowercase);
                if plain && word.chars().count() > 1 {
                    self.note(lexicon.surface(word), Part::COMMON);
                }
            }
        }
    }

    fn role_row(&mut self, text: &str, kind: &str, lexicon: &mut Lexicon) {
        let words: Vec<String> =
            tokens(text).iter().map(|t| fold(t.of(text))).collect();
        if kind == "title" {
            let ids: Box<[WordId]> =
                words.iter().map(|w| lexicon.surface(w)).collect();
            if let Some(&first) = ids.first() {
                self.titles.entry(first).or_default().push(ids);
            }
            return;
        }
        let kind = match kind {
            "defender" => RoleKind::Defender,
            "official" => RoleKind::Official,
            "suspect" => RoleKind::Suspect,
            "group" => RoleKind::Group,
            "kin" => RoleKind::Kin,
            _ => return,
        };
        let words: Box<[WordId]> =
            words.iter().map(|w| lexicon.lemma(w)).collect();
        if let Some(&last) = words.last() {
            self.roles.entry(last).or_default().push(Role { words, kind });
        }
    }

    fn inflect(&mut self, lexicon: &Lexicon) {
        let parts: FxHashSet<WordId> = self
            .roles
            .values()
            .flatten()
            .flat_map(|role| role.words.iter().copied())
            .collect();
        let count = u32::try_from(lexicon.len()).unwrap_or(0);
        for id in (1..count).map(WordId) {
            for (lemma, forms) in lexicon.lemmas(id) {
                let common = |word| self.has(word, Part::COMMON);
                if common(*lemma) && !common(id) {
                    self.note(id, Part::INFLECTED);
                }
                let noun = forms.any(Forms::BASE.or(Forms::PLURAL));
                if noun && parts.contains(lemma) {
                    let plural = !forms.any(Forms::BASE);
                    self.nouns.entry(id).or_default().push((*lemma, plural));
                }
            }
        }
    }

    /// Whether a word may be such a part.
    pub(super) fn is(&self, word: &Word, part: Part) -> bool {
        self.has(word.id, part)
    }

    /// Whether a word is an ordinary one: it speaks against a name.
    pub(super) fn common(&self, word: &Word) -> bool {
        self.has(word.id, Part(Part::COMMON.0 | Part::INFLECTED.0))
            && !self.is(word, Part::GIVEN)
            && !self.is(word, Part::PARTICLE)
    }

    /// Whether an ordinary word is so only by its ending: "Manning".
    pub(super) fn only_inflected(&self, word: &Word) -> bool {
        self.has(word.id, Part::INFLECTED)
    }

    /// Whether what stands before a hyphen or apostrophe is a particle:
    /// "al-Nimr", not "ex-President".
    pub(super) fn particle_prefix(&self, word: &str) -> bool {
        let cut = word.find(['-', '\'', '\u{2019}', '\u{2010}', '\u{2011}']);
        cut.and_then(|at| word.get(..at)).is_some_and(|prefix| {
            let prefix = fold(prefix);
            self.particles.contains(prefix.as_str())
                || self.particles.contains(format!("{prefix}'").as_str())
        })
    }

    /// Whether a word is a place with a participle: "Hanoi-based".
    pub(super) fn based(&self, word: &str) -> bool {
        word.rsplit_once('-')
            .is_some_and(|(_, tail)| self.suffixes.contains(tail))
    }

    /// How many words a title that begins at a word has.
    pub(super) fn title(&self, words: &[Word], at: usize) -> Option<usize> {
        let titles = self.titles.get(&words.get(at)?.id)?;
        titles
            .iter()
            .filter(|title| {
                title.iter().enumerate().all(|(i, id)| {
                    words.get(at + i).is_some_and(|w| w.id == *id)
                })
            })
            .map(|title| title.len())
            .max()
    }

    /// The longest role that ends before a word: its kind, its first word,
    /// and whether it is a plural.
    pub(super) fn role_ending(
        &self,
        words: &[Word],
        end: usize,
    ) -> Option<(RoleKind, usize, bool)> {
        let last = words.get(end.checked_sub(1)?)?;
        // "Karen" and "Sami" are peoples, and first names.
        if last.case != Case::Lower && self.is(last, Part::GIVEN) {
            return None;
        }
        let lemmas = self.nouns.get(&last.id)?;
        let mut best: Option<(RoleKind, usize, bool)> = None;
        for (lemma, plural) in lemmas {
            for role in self.roles.get(lemma).into_iter().flatten() {
                let Some(start) = end.checked_sub(role.words.len()) else {
                    continue;
                };
                let fits = role.words.iter().enumerate().all(|(i, id)| {
                    words.get(start + i).is_some_and(|w| {
                        w.id == *id
                            || self.nouns.get(&w.id).is_some_and(|n| {
                                n.iter().any(|(lemma, _)| lemma == id)
                            })
                    })
                });
                if fits && best.is_none_or(|(_, at, _)| start < at) {
                    best = Some((role.kind, start, *plural));
                }
            }
        }
        best
    }

    /// The role that a title gives: "President" is an official.
    pub(super) fn role_of_title(
        &self,
        words: &[Word],
        end: usize,
    ) -> Option<RoleKind> {
        self.role_ending(words, end).map(|(kind, _, _)| kind)
    }
}

fn part(kind: &str) -> Option<Part> {
    Some(match kind {
        "given" => Part::GIVEN,
        "particle" => Part::PARTICLE,
        "part" => Part::THING,
        "word" => Part::ORDINARY,
        "verb_after" => Part::VERB_AFTER,
        "verb_before" => Part::VERB_BEFORE,
        "alias" => Part::ALIAS,
        "person_verb" => Part::DONE_TO,
        "month" | "weekday" => Part::MONTH,
        _ => return None,
    })
}
