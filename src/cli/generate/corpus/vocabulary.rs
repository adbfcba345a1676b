//! The words that slots of a template are filled with: those of
//! `assets/corpus/words.csv`, and names and phrases of the codebook. Writes
//! no text.

use crate::codebook::{Files, embedded};
use anyhow::{Context, Result};
use std::collections::BTreeMap;

/// Words of the generator's own: everyday ones, and syllables of names.
const WORDS: &str = include_str!("../../../../assets/corpus/words.csv");

/// A country that any other may stand in for: its name needs no article.
#[derive(Debug)]
pub(super) struct Nation {
    pub(super) name: String,
    pub(super) adjective: String,
    pub(super) cities: Vec<String>,
}

/// All words, by class.
#[derive(Debug)]
pub(super) struct Vocabulary {
    names: Vec<String>,
    words: Vec<Vec<String>>,
    pub(super) nations: Vec<Nation>,
    /// The cities that a text may name, and which nation each lies in.
    pub(super) cities: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// Gathers them.
    pub(super) fn new() -> Result<Self> {
        let files = embedded::files();
        let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |class: &str, word: &str| {
            classes.entry(class.to_owned()).or_default().push(word.to_owned());
        };
        for [class, word] in rows(WORDS, ["class", "word"])? {
            add(&class, &word);
        }
        let names = of(&files, "people_names.csv", ["name", "kind"])?;
        for [name, kind] in names {
            if kind == "given" {
                add("given", &name);
            }
        }
        for [phrase] in of(&files, "theme_phrases.csv", ["phrase"])? {
            if phrase.chars().all(|c| c.is_ascii_lowercase() || c == ' ') {
                add("topic", &phrase);
            }
        }
        let articled = classes.remove("articled").unwrap_or_default();
        let (nations, cities) = nations(&files, &articled)?;
        let (names, words) = classes.into_iter().unzip();
        Ok(Self { names, words, nations, cities })
    }

    /// The number of a class.
    pub(super) fn class(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }

    /// The words of a class.
    pub(super) fn words(&self, class: usize) -> &[String] {
        self.words.get(class).map_or(&[], Vec::as_slice)
    }

    /// The words of a class that the program itself asks for.
    pub(super) fn named(&self, class: &str) -> &[String] {
        self.class(class).map_or(&[], |class| self.words(class))
    }
}

/// Some columns of a file of the codebook.
pub(super) fn of<const N: usize>(
    files: &Files,
    file: &str,
    columns: [&str; N],
) -> Result<Vec<[String; N]>> {
    let text = files.get(file).map_or("", |text| &**text);
    rows(text, columns).with_context(|| format!("in `{file}`"))
}

/// Some columns of a table.
pub(super) fn rows<const N: usize>(
    text: &str,
    columns: [&str; N],
) -> Result<Vec<[String; N]>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let at =
        columns.map(|column| header.iter().position(|known| known == column));
    let cell = |record: &csv::StringRecord, at: Option<usize>| {
        at.and_then(|at| record.get(at)).unwrap_or("").to_owned()
    };
    reader
        .records()
        .map(|record| {
            let record = record?;
            Ok(at.map(|at| cell(&record, at)))
        })
        .collect()
}

/// The countries that may be exchanged, and their cities.
fn nations(
    files: &Files,
    articled: &[String],
) -> Result<(Vec<Nation>, BTreeMap<String, usize>)> {
    let mut nations = Vec::new();
    let mut by_code = BTreeMap::new();
    let columns = ["country", "short_name", "adjectives", "un_member"];
    for row in of(files, "countries.csv", columns)? {
        let [code, name, adjectives, member] = row;
        let adjective = adjectives.split(';').next().unwrap_or("").to_owned();
        // Plurals, unions, kingdoms and short forms mostly want an article.
        let last = name.split(' ').next_back().unwrap_or("");
        let plain = !name.ends_with('s')
            && name.split(' ').count() <= 2
            && name.contains(|c: char| c.is_lowercase())
            // Where the adjective begins the name, one reads as the other.
            && !name.starts_with(&format!("{adjective} "))
            && articled.iter().all(|word| word != last);
        if plain && member == "yes" && !adjective.is_empty() {
            by_code.insert(code, nations.len());
            nations.push(Nation { name, adjective, cities: Vec::new() });
        }
    }
    let mut cities = BTreeMap::new();
    let columns = ["name", "country", "kind", "condition"];
    for [name, code, kind, condition] in of(files, "places.csv", columns)? {
        let known = by_code.get(&code).copied();
        let is_city = kind == "city" || kind == "capital";
        let Some(at) = known.filter(|_| is_city && condition.is_empty())
        else {
            continue;
        };
        if let Some(nation) = nations.get_mut(at) {
            nation.cities.push(name.clone());
        }
        cities.insert(name, at);
    }
    Ok((nations, cities))
}
