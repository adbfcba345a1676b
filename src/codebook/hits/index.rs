//! Which terms of the codebook each word may begin, made once.

use crate::codebook::lexicon::WordId;
use crate::codebook::term::{Atom, Bag, Term};
use rustc_hash::FxHashMap;
use std::mem::take;

/// Lists by word, side by side.
#[derive(Debug)]
pub(in crate::codebook) struct ByWord<T> {
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for ByWord<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> ByWord<T> {
    /// Keeps the order of each word's entries.
    pub(in crate::codebook) fn new(mut pairs: Vec<(WordId, T)>) -> Self {
        pairs.sort_by_key(|(word, _)| *word);
        let mut lists = Self { starts: vec![0], all: Vec::new() };
        for (word, entry) in pairs {
            lists.reach(word.0 as usize);
            lists.all.push(entry);
        }
        lists.starts.push(len(&lists.all));
        lists
    }

    fn reach(&mut self, word: usize) {
        let here = len(&self.all);
        while self.starts.len() <= word {
            self.starts.push(here);
        }
    }

    /// The entries of a word.
    pub(in crate::codebook) fn of(&self, word: WordId) -> &[T] {
        let at = word.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&until)) => {
                &self.all[from as usize..until as usize]
            }
            _ => &[],
        }
    }
}

fn len<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// A phrase with the words that it needs and the terms that it belongs to.
pub(super) type Shared = (Vec<Atom>, Bag, Vec<u32>);

/// Which terms each word may begin.
#[derive(Debug, Default)]
pub struct Index {
    /// By lemma, the terms that it matches alone.
    pub(super) lemmas: ByWord<u32>,
    /// The same by surface.
    pub(super) surfaces: ByWord<u32>,
    /// By first lemma, phrases.
    pub(super) phrases: ByWord<Shared>,
    /// The same by first surface.
    pub(super) exact: ByWord<Shared>,
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
    pub(in crate::codebook) fn new<'t>(
        named: impl Iterator<Item = &'t mut Term>,
        others: impl Iterator<Item = &'t mut Term>,
    ) -> Self {
        let (mut lemmas, mut surfaces) = (Vec::new(), Vec::new());
        let mut places: FxHashMap<Vec<Atom>, usize> = FxHashMap::default();
        let mut shared: Vec<Shared> = Vec::new();
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
                    shared.push((phrase.clone(), Bag::of(phrase), Vec::new()));
                    shared.len() - 1
                });
                shared[at].2.push(number);
            }
        }
        let (mut phrases, mut exact) = (Vec::new(), Vec::new());
        for entry in shared {
            match entry.0.first() {
                Some(Atom::Lemma(first)) => phrases.push((*first, entry)),
                Some(Atom::Surface(first)) => exact.push((*first, entry)),
                _ => {}
            }
        }
        Self {
            lemmas: ByWord::new(lemmas),
            surfaces: ByWord::new(surfaces),
            phrases: ByWord::new(phrases),
            exact: ByWord::new(exact),
            named: first,
            ..Self::default()
        }
    }

    /// Tells which of its terms stand for persons, and which for adverbs.
    pub(in crate::codebook) fn with(
        mut self,
        persons: Vec<Term>,
        adverb: Term,
    ) -> Self {
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
