//! Terms: the small language of codebook cells (`codebook/README.md` tells
//! it), compiled to lemma ids and matched against a sentence.

use super::lexicon::{LemmaId, Lexicon, WordId};
use super::source::nearest;
use super::token::tokens;
use rustc_hash::FxHashMap;

/// What matches one word.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Atom {
    /// Any inflection of a lemma.
    Lemma(LemmaId),
    /// A word as written.
    Surface(WordId),
    /// A gap of up to four words.
    Gap,
    /// Any word of a class, by number.
    Class(usize),
    /// What the engine itself finds in a sentence.
    Found(Found),
}

/// What the engine itself finds in a sentence.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Found {
    /// A person's name, a role, a personal pronoun.
    Person,
    /// A place that stands for a country.
    Country,
    /// A number.
    Number,
    /// Any capitalised name.
    Name,
}

/// A sentence as phrases see it.
pub(super) trait Sight {
    /// The surface at a position; `None` past the end.
    fn word(&self, at: usize) -> Option<WordId>;
    /// Whether something found covers the position, and where it ends.
    fn found(&self, what: Found, at: usize) -> Option<usize>;
    /// Where the longest match of a class ends.
    fn class(&self, class: usize, at: usize) -> Option<usize>;
    /// Whether a gap may run over the position.
    fn bridges(&self, at: usize) -> bool;
    /// Where a stretch ends that may part the words of a phrase: an article,
    /// possessive or adverb, or a date ("admitted on 4 March that").
    fn slight(&self, at: usize) -> Option<usize>;
}

/// Longest gap that `..` stands for, in words.
const GAP: usize = 4;

/// Alternatives in the order written.
pub type Phrases = Vec<Vec<Atom>>;

/// A slot's term, made ready for matching: [`Hits`](super::hits::Hits) tells
/// where it stands in a sentence.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Term {
    /// Its number in the index of all terms.
    pub(super) number: Option<u32>,
    // What begins with a word goes over to the index with the number.
    #[serde(skip)]
    pub(super) words: Vec<LemmaId>,
    #[serde(skip)]
    pub(super) surfaces: Vec<WordId>,
    /// Phrases that begin with a word.
    #[serde(skip)]
    pub(super) phrases: Phrases,
    /// Whole classes.
    pub(super) classes: Vec<usize>,
    pub(super) founds: Vec<Found>,
    /// Phrases that begin with a class or something found.
    pub(super) loose: Phrases,
}

/// Word classes by name.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Classes {
    names: FxHashMap<String, usize>,
    order: Vec<String>,
    terms: Vec<Term>,
}

impl Classes {
    /// The number of a class.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// A class by its number.
    #[must_use]
    pub fn term(&self, number: usize) -> Option<&Term> {
        self.terms.get(number)
    }

    /// All classes with their names, by number.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Term)> {
        self.order.iter().map(String::as_str).zip(&self.terms)
    }

    /// All classes, for numbering.
    pub(super) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    /// Names of all classes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// Makes the classes from their rows. Classes may name each other, so all
    /// names are known before any word is read.
    pub fn build(
        rows: &[(String, String)],
        lexicon: &mut Lexicon,
    ) -> (Self, Vec<(usize, TermFault)>) {
        let mut classes = Self::default();
        for (name, _) in rows {
            let next = classes.names.len();
            if !classes.names.contains_key(name) {
                classes.names.insert(name.clone(), next);
                classes.order.push(name.clone());
            }
        }
        let mut phrases: Vec<Phrases> =
            vec![Phrases::new(); classes.names.len()];
        let mut faults = Vec::new();
        for (index, (name, word)) in rows.iter().enumerate() {
            match parse(word, lexicon, &classes) {
                Ok(mut some) => {
                    phrases[classes.names[name]].append(&mut some);
                }
                Err(fault) => faults.push((index, fault)),
            }
        }
        // Three rounds open classes within classes within classes.
        for _ in 0..3 {
            let before = phrases.clone();
            for own in &mut phrases {
                let mut opened = Phrases::new();
                for phrase in own.drain(..) {
                    match phrase[..] {
                        [Atom::Class(inner)] => {
                            opened.extend(before[inner].iter().cloned());
                        }
                        _ => opened.push(phrase),
                    }
                }
                *own = opened;
            }
        }
        classes.terms = phrases.into_iter().map(Term::new).collect();
        (classes, faults)
    }
}

/// What is wrong with a cell, and with which part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFault {
    /// The part, as written; empty for the whole cell.
    pub part: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Reads a cell.
///
/// # Errors
///
/// A class that does not exist, or an alternative without a word.
pub fn parse(
    cell: &str,
    lexicon: &mut Lexicon,
    classes: &Classes,
) -> Result<Phrases, TermFault> {
    let mut phrases = Phrases::new();
    for alternative in cell.split('|').filter(|_| !cell.trim().is_empty()) {
        let mut phrase = Vec::new();
        for part in alternative.split_whitespace() {
            if part == ".." {
                phrase.push(Atom::Gap);
            } else if let Some(name) = part.strip_prefix('@') {
                phrase.push(named(name, classes)?);
            } else if let Some(exact) = part.strip_prefix('=') {
                phrase.extend(tokens(exact).iter().map(|token| {
                    Atom::Surface(lexicon.surface(token.of(exact)))
                }));
            } else {
                phrase.extend(
                    tokens(part)
                        .iter()
                        .map(|t| Atom::Lemma(lexicon.lemma(t.of(part)))),
                );
            }
        }
        if !phrase.iter().any(|atom| *atom != Atom::Gap) {
            let part = alternative.trim();
            return Err(TermFault {
                part: part.to_owned(),
                message: if part.is_empty() {
                    "nothing stands on one side of a `|`".to_owned()
                } else {
                    format!("an alternative has no word: `{part}`")
                },
                hint: "write the words, or delete the `|` beside them"
                    .to_owned(),
            });
        }
        phrases.push(phrase);
    }
    Ok(phrases)
}

/// The first word that a capital keeps from ever matching.
#[must_use]
pub fn capital(cell: &str) -> Option<&str> {
    cell.split(['|', ' '])
        .map(str::trim)
        .filter(|part| !part.starts_with('@'))
        .find(|part| part.chars().any(char::is_uppercase))
}

fn named(name: &str, classes: &Classes) -> Result<Atom, TermFault> {
    Ok(match name {
        "PERSON" => Atom::Found(Found::Person),
        "COUNTRY" => Atom::Found(Found::Country),
        "NUMBER" => Atom::Found(Found::Number),
        "NAME" => Atom::Found(Found::Name),
        _ => {
            let number = classes.number(name);
            Atom::Class(number.ok_or_else(|| no_class(name, classes))?)
        }
    })
}

fn no_class(name: &str, classes: &Classes) -> TermFault {
    const BUILT_IN: [&str; 4] = ["PERSON", "COUNTRY", "NUMBER", "NAME"];
    let mut names: Vec<&str> = classes.names().chain(BUILT_IN).collect();
    names.sort_unstable();
    TermFault {
        part: format!("@{name}"),
        message: format!("no such class: `@{name}`"),
        hint: nearest(name, names.into_iter()).map_or_else(
            || "the classes stand in classes.csv".to_owned(),
            |near| format!("did you mean `@{near}`?"),
        ),
    }
}

/// The words of some text, or those that a phrase needs: a few bits each, so
/// that most phrases are seen to be absent without looking.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Bag(u128);

impl Bag {
    /// Adds a word.
    pub(super) fn add(&mut self, word: WordId) {
        self.0 |= 1 << (word.0.wrapping_mul(0x9e37_79b1) >> 25);
    }

    /// The words that a phrase needs besides its first.
    pub(super) fn of(phrase: &[Atom]) -> Self {
        let mut bag = Self::default();
        for atom in phrase.iter().skip(1) {
            if let Atom::Lemma(word) | Atom::Surface(word) = atom {
                bag.add(*word);
            }
        }
        bag
    }

    /// Whether it may hold all words of another.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

/// Where a phrase that begins at a position ends, if it is there. Its words
/// may be parted by something slight: "passed [the] bill".
pub(super) fn match_phrase(
    phrase: &[Atom],
    at: usize,
    sight: &impl Sight,
    lexicon: &Lexicon,
) -> Option<usize> {
    let (atom, rest) = phrase.split_first()?;
    let end = match_atom(*atom, rest, at, sight, lexicon)?;
    if rest.is_empty() || *atom == Atom::Gap {
        return Some(end);
    }
    match_phrase(rest, end, sight, lexicon).or_else(|| {
        let end = sight.slight(end)?;
        match_phrase(rest, end, sight, lexicon)
    })
}

/// Where one atom ends; a gap goes on to the end of what follows it.
fn match_atom(
    atom: Atom,
    rest: &[Atom],
    at: usize,
    sight: &impl Sight,
    lexicon: &Lexicon,
) -> Option<usize> {
    Some(match atom {
        Atom::Lemma(lemma) => {
            let word = sight.word(at)?;
            let hit = lexicon.lemmas(word).iter().any(|(l, _)| *l == lemma);
            hit.then_some(at + 1)?
        }
        Atom::Surface(surface) => {
            (sight.word(at)? == surface).then_some(at + 1)?
        }
        Atom::Found(found) => sight.found(found, at)?,
        Atom::Class(class) => sight.class(class, at)?,
        Atom::Gap => (0..=GAP)
            .take_while(|skip| (0..*skip).all(|step| sight.bridges(at + step)))
            .find_map(|skip| match_phrase(rest, at + skip, sight, lexicon))?,
    })
}

impl Term {
    /// Makes a term of alternatives.
    #[must_use]
    pub fn new(phrases: Phrases) -> Self {
        let mut term = Self::default();
        for phrase in phrases {
            match phrase[..] {
                [Atom::Lemma(lemma)] => term.words.push(lemma),
                [Atom::Surface(surface)] => term.surfaces.push(surface),
                [Atom::Found(found)] => term.founds.push(found),
                [Atom::Class(class)] => term.classes.push(class),
                [Atom::Lemma(_) | Atom::Surface(_), ..] => {
                    term.phrases.push(phrase);
                }
                _ => term.loose.push(phrase),
            }
        }
        term
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.begins_with_words() && !self.begins_otherwise()
    }

    /// Whether some of its alternatives begin with no word.
    pub(super) fn begins_otherwise(&self) -> bool {
        !(self.classes.is_empty()
            && self.founds.is_empty()
            && self.loose.is_empty())
    }

    /// Whether any of its alternatives begins with a word.
    pub(super) fn begins_with_words(&self) -> bool {
        // The index takes them over when it numbers the term.
        self.number.is_some()
            || !(self.words.is_empty()
                && self.surfaces.is_empty()
                && self.phrases.is_empty())
    }
}
