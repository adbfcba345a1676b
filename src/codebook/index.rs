//! Which terms of the codebook each word may begin, numbered and side by side,
//! so that [`Hits`](super::hits::Hits) finds them all at the cost of a few
//! loads a word.

use super::lexicon::WordId;
use super::term::{Atom, Bag, Term};
use rustc_hash::FxHashMap;
use std::mem::take;

/// Lists side by side, by number.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), all: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list, and tells its number.
    pub(super) fn add(&mut self, list: impl IntoIterator<Item = T>) -> u32 {
        self.all.extend(list);
        self.ends.push(len(&self.all));
        len(&self.ends) - 1
    }

    /// A list by its number.
    pub(super) fn get(&self, number: u32) -> &[T] {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }
}

fn len<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Lists by word. Most words have none, which costs one look.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct ByWord<T> {
    /// For each 64 words, which of them have a list, and how many lists come
    /// before.
    blocks: Vec<(u64, u32)>,
    lists: Lists<T>,
}

impl<T> Default for ByWord<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), lists: Lists::default() }
    }
}

impl<T> ByWord<T> {
    /// Keeps the order of each word's entries.
    pub(super) fn new(mut pairs: Vec<(WordId, T)>) -> Self {
        pairs.sort_by_key(|(word, _)| *word);
        let mut by_word = Self::default();
        let mut pairs = pairs.into_iter().peekable();
        while let Some((word, first)) = pairs.next() {
            let same = std::iter::from_fn(|| {
                let next = pairs.next_if(|(other, _)| *other == word);
                next.map(|(_, entry)| entry)
            });
            let list = by_word.lists.add(std::iter::once(first).chain(same));
            let (block, bit) = Self::place(word);
            by_word.blocks.resize(block + 1, (0, list));
            by_word.blocks[block].0 |= bit;
        }
        by_word
    }

    /// The block of a word, and its bit there.
    fn place(word: WordId) -> (usize, u64) {
        (word.0 as usize / 64, 1 << (word.0 % 64))
    }

    /// The entries of a word.
    pub(super) fn of(&self, word: WordId) -> &[T] {
        let (block, bit) = Self::place(word);
        match self.blocks.get(block) {
            Some((mask, before)) if mask & bit != 0 => {
                self.lists.get(before + (mask & (bit - 1)).count_ones())
            }
            _ => &[],
        }
    }
}

/// A phrase by its number, with the words that it needs.
pub(super) type Shared = (u32, Bag);

/// Which terms each word may begin.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Index {
    /// By lemma, the terms that it matches alone.
    pub(super) lemmas: ByWord<u32>,
    /// The same by surface.
    pub(super) surfaces: ByWord<u32>,
    /// By first lemma, phrases.
    pub(super) phrases: ByWord<Shared>,
    /// The same by first surface.
    pub(super) exact: ByWord<Shared>,
    /// The phrases.
    pub(super) shared: Lists<Atom>,
    /// The terms that each phrase belongs to.
    pub(super) terms: Lists<u32>,
    /// Terms with a number below this are classes and roles.
    pub(super) named: u32,
    /// Numbers of the terms that stand for persons.
    persons: Vec<u32>,
    /// Those of them that may begin with something else than a word.
    pub(super) loose_persons: Vec<Term>,
    /// What may part the words of a phrase, if it ends like an adverb.
    pub(super) adverb: Term,
}

impl Index {
    /// Numbers terms, those of classes and roles first, and notes the words
    /// that begin them.
    pub(super) fn new<'t>(
        named: impl Iterator<Item = &'t mut Term>,
        others: impl Iterator<Item = &'t mut Term>,
    ) -> Self {
        let (mut lemmas, mut surfaces) = (Vec::new(), Vec::new());
        let mut places: FxHashMap<Vec<Atom>, usize> = FxHashMap::default();
        let mut found: Vec<(Vec<Atom>, Vec<u32>)> = Vec::new();
        let named = named.map(|term| (term, true));
        let terms = named.chain(others.map(|term| (term, false)));
        let terms = terms.filter(|(term, _)| term.begins_with_words());
        let (mut first, mut next) = (0, 0);
        // Many rows ask for the same words: one number stands for all.
        let mut alike = FxHashMap::default();
        for (term, named) in terms {
            let words = (take(&mut term.words), take(&mut term.surfaces));
            let key = (words, take(&mut term.phrases));
            let known = alike.get(&key).copied().filter(|_| !named);
            term.number = known.or(Some(next));
            if known.is_some() {
                continue;
            }
            let number = next;
            next += 1;
            first += u32::from(named);
            let (words, phrases) = key.clone();
            alike.insert(key, number);
            lemmas.extend(words.0.into_iter().map(|word| (word, number)));
            surfaces.extend(words.1.into_iter().map(|word| (word, number)));
            for phrase in phrases {
                let at = *places.entry(phrase).or_insert_with_key(|phrase| {
                    found.push((phrase.clone(), Vec::new()));
                    found.len() - 1
                });
                found[at].1.push(number);
            }
        }
        let (mut shared, mut terms) = (Lists::default(), Lists::default());
        let (mut phrases, mut exact) = (Vec::new(), Vec::new());
        for (phrase, numbers) in found {
            let (first, needs) = (phrase.first().copied(), Bag::of(&phrase));
            let entry = (shared.add(phrase), needs);
            terms.add(numbers);
            match first {
                Some(Atom::Lemma(first)) => phrases.push((first, entry)),
                Some(Atom::Surface(first)) => exact.push((first, entry)),
                _ => {}
            }
        }
        Self {
            lemmas: ByWord::new(lemmas),
            surfaces: ByWord::new(surfaces),
            phrases: ByWord::new(phrases),
            exact: ByWord::new(exact),
            shared,
            terms,
            named: first,
            ..Self::default()
        }
    }

    /// Tells which of its terms stand for persons, and which for adverbs.
    pub(super) fn with(mut self, persons: Vec<Term>, adverb: Term) -> Self {
        self.persons = persons.iter().filter_map(|term| term.number).collect();
        let mut loose = persons;
        loose.retain(Term::begins_otherwise);
        (self.loose_persons, self.adverb) = (loose, adverb);
        self
    }

    /// Whether the term of a number stands for persons.
    pub(super) fn is_person(&self, number: u32) -> bool {
        self.persons.contains(&number)
    }
}
