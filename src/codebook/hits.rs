//! Where the terms of the codebook stand in a sentence: all are found in one
//! pass over its words, so that each later question costs a few loads.
//!
//! [`Index`] knows which terms a word may begin; [`Hits`] holds what a
//! sentence gave. Knows what a phrase is, and nothing of what it means.

mod masks;

use super::index::{Index, Shared};
use super::lexicon::{Lexicon, WordId};
use super::term::{Atom, Bag, Classes, Found, Sight, Term, match_phrase};
use masks::Masks;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What is known of a word before any term is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Its surface.
    pub word: WordId,
    /// Where what was found ends, by [`Found`]; 0 if nothing begins here.
    pub ends: [usize; 4],
    /// Whether a gap may run over it.
    pub bridges: bool,
    /// Where something slight that begins here ends, else 0.
    pub slight: usize,
    /// Whether it is slight if it is an adverb.
    pub adverbial: bool,
}

/// Where terms stand in a sentence.
#[derive(Debug)]
pub struct Hits<'c> {
    index: &'c Index,
    lexicon: &'c Lexicon,
    classes: &'c Classes,
    seen: Vec<Seen>,
    /// Its words and their lemmas.
    bag: Bag,
    /// The classes and roles that begin at each word, by number, from the
    /// last word to the first.
    named: Vec<(usize, u32)>,
    /// By block of 64 words, where something found begins.
    founds: Vec<[u64; 4]>,
    masks: Masks,
    /// Ends of the longest phrase of a term at a word, where it has several
    /// words.
    ends: FxHashMap<(u32, usize), usize>,
}

impl<'c> Hits<'c> {
    /// Looks for all terms in a sentence. From its end to its beginning, for
    /// what a phrase holds stands to the right of its first word.
    #[must_use]
    pub fn find(
        index: &'c Index,
        lexicon: &'c Lexicon,
        classes: &'c Classes,
        seen: Vec<Seen>,
    ) -> Self {
        let blocks = seen.len() / 64 + 1;
        let mut bag = Bag::default();
        for seen in &seen {
            bag.add(seen.word);
            for (lemma, _) in lexicon.lemmas(seen.word) {
                bag.add(*lemma);
            }
        }
        let mut hits = Self {
            bag,
            named: Vec::with_capacity(seen.len()),
            index,
            lexicon,
            classes,
            masks: Masks::for_words(seen.len()),
            founds: vec![[0; 4]; blocks],
            seen,
            ends: FxHashMap::default(),
        };
        for at in (0..hits.seen.len()).rev() {
            hits.take(at);
        }
        hits
    }

    fn take(&mut self, at: usize) {
        let word = self.seen[at].word;
        for &number in self.index.surfaces.of(word) {
            self.set(number, at);
        }
        self.phrases(at, self.index.exact.of(word));
        for (lemma, _) in self.lexicon.lemmas(word) {
            for &number in self.index.lemmas.of(*lemma) {
                self.set(number, at);
            }
            self.phrases(at, self.index.phrases.of(*lemma));
        }
        let role = self.role(at);
        let adverb = self.seen[at].adverbial
            && self.end(&self.index.adverb, at).is_some();
        let seen = &mut self.seen[at];
        let person = &mut seen.ends[Found::Person as usize];
        *person = role.max(*person);
        if adverb {
            seen.slight = at + 1;
        }
        for (found, end) in seen.ends.iter().enumerate() {
            self.founds[at / 64][found] |= u64::from(*end > at) << (at % 64);
        }
    }

    /// Where the longest term for persons that begins at a word ends, else 0.
    fn role(&self, at: usize) -> usize {
        let here = self.named.iter().rev().take_while(|(word, _)| *word == at);
        let known = here
            .filter(|(_, number)| self.index.is_person(*number))
            .map(|(_, number)| self.numbered(*number, at));
        let others = self.index.loose_persons.iter();
        let others = others.filter_map(|term| self.end(term, at));
        known.chain(others).max().unwrap_or(0)
    }

    fn phrases(&mut self, at: usize, phrases: &[Shared]) {
        let index = self.index;
        for (phrase, needs) in phrases {
            if !self.bag.holds(*needs) {
                continue;
            }
            let Some(end) = self.phrase(index.shared.get(*phrase), at) else {
                continue;
            };
            for &number in index.terms.get(*phrase) {
                self.set(number, at);
                let known = self.ends.entry((number, at)).or_default();
                *known = end.max(*known);
            }
        }
    }

    /// The lemmas that a word may belong to, and its surface.
    pub fn readings(&self, at: usize) -> impl Iterator<Item = WordId> + '_ {
        let word = self.word(at).unwrap_or_default();
        let lemmas = self.lexicon.lemmas(word).iter().map(|(lemma, _)| *lemma);
        lemmas.chain(std::iter::once(word))
    }

    fn set(&mut self, number: u32, at: usize) {
        if self.masks.set(number, at) && number < self.index.named {
            self.named.push((at, number));
        }
    }

    /// The classes and roles that begin at each word, by number: all but
    /// those that do only by a phrase that begins with a class.
    #[must_use]
    pub fn named(&self) -> &[(usize, u32)] {
        &self.named
    }

    /// Whether it may hold the words of a phrase.
    #[must_use]
    pub fn holds(&self, needs: Bag) -> bool {
        self.bag.holds(needs)
    }

    /// Where a phrase that begins at a word ends.
    #[must_use]
    pub fn phrase(&self, phrase: &[Atom], at: usize) -> Option<usize> {
        match_phrase(phrase, at, self, self.lexicon)
    }

    /// Where the longest match of a term by number ends that begins at a word.
    fn numbered(&self, number: u32, at: usize) -> usize {
        if self.ends.is_empty() {
            return at + 1;
        }
        self.ends.get(&(number, at)).copied().unwrap_or(at + 1)
    }

    /// Where the longest match of a term that begins at a word ends.
    #[must_use]
    pub fn end(&self, term: &Term, at: usize) -> Option<usize> {
        let seen = self.seen.get(at)?;
        let mut end = None;
        if let Some(number) = term.number
            && self.masks.block(number, at / 64) >> (at % 64) & 1 == 1
        {
            end = Some(self.numbered(number, at));
        }
        for class in &term.classes {
            end = end.max(self.class(*class, at));
        }
        for found in &term.founds {
            let found = seen.ends[*found as usize];
            end = end.max((found > at).then_some(found));
        }
        for phrase in &term.loose {
            end = end.max(self.phrase(phrase, at));
        }
        end
    }

    /// The words of a block at which a term may begin: all at which it does,
    /// and no others unless one of its phrases begins with a class.
    fn block(&self, term: &Term, block: usize) -> u64 {
        let of = |number| self.masks.block(number, block);
        let mut mask = term.number.map_or(0, of);
        for class in &term.classes {
            mask |= self.class_block(*class, block);
        }
        for found in &term.founds {
            mask |= self.founds[block][*found as usize];
        }
        for phrase in &term.loose {
            mask |= match phrase.first() {
                Some(Atom::Class(class)) => self.class_block(*class, block),
                Some(Atom::Found(found)) => {
                    self.founds[block][*found as usize]
                }
                _ => u64::MAX,
            };
        }
        mask
    }

    fn class_block(&self, class: usize, block: usize) -> u64 {
        let term = self.classes.term(class);
        term.map_or(0, |term| self.block(term, block))
    }

    /// The first match of a term within a range: its words.
    #[must_use]
    pub fn first(
        &self,
        term: &Term,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        let limit = range.end;
        self.first_that(term, range, |end| end <= limit)
    }

    /// The first word of a range at which a term begins that ends with the
    /// range.
    #[must_use]
    pub fn start(&self, term: &Term, range: Range<usize>) -> Option<usize> {
        let limit = range.end;
        let found = self.first_that(term, range, |end| end == limit);
        found.map(|words| words.start)
    }

    fn first_that(
        &self,
        term: &Term,
        range: Range<usize>,
        fits: impl Fn(usize) -> bool,
    ) -> Option<Range<usize>> {
        let range = self.clamp(range)?;
        (range.start / 64..=(range.end - 1) / 64).find_map(|block| {
            let mut mask = self.block(term, block) & within(&range, block);
            while mask != 0 {
                let at = block * 64 + mask.trailing_zeros() as usize;
                let end = self.end(term, at).filter(|end| fits(*end));
                if let Some(end) = end {
                    return Some(at..end);
                }
                mask &= mask - 1;
            }
            None
        })
    }

    /// The last match of a term within a range: its words.
    #[must_use]
    pub fn last(
        &self,
        term: &Term,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        let (limit, range) = (range.end, self.clamp(range)?);
        let mut blocks = range.start / 64..=(range.end - 1) / 64;
        blocks.by_ref().rev().find_map(|block| {
            let mut mask = self.block(term, block) & within(&range, block);
            while mask != 0 {
                let bit = mask.ilog2();
                let at = block * 64 + bit as usize;
                let end = self.end(term, at).filter(|end| *end <= limit);
                if let Some(end) = end {
                    return Some(at..end);
                }
                mask &= !(1 << bit);
            }
            None
        })
    }

    fn clamp(&self, range: Range<usize>) -> Option<Range<usize>> {
        let end = range.end.min(self.seen.len());
        (range.start < end).then_some(range.start..end)
    }

    /// Tells each word at which a term begins.
    pub fn each(&self, term: &Term, mut tell: impl FnMut(usize)) {
        for block in 0..self.founds.len() {
            let mut mask = self.block(term, block);
            while mask != 0 {
                let at = block * 64 + mask.trailing_zeros() as usize;
                if term.loose.is_empty() || self.end(term, at).is_some() {
                    tell(at);
                }
                mask &= mask - 1;
            }
        }
    }
}

/// The words of a block that lie in a range.
fn within(range: &Range<usize>, block: usize) -> u64 {
    let first = block * 64;
    let from = range.start.saturating_sub(first);
    let until = (range.end - first).min(64);
    let below = |bit: usize| if bit >= 64 { u64::MAX } else { (1 << bit) - 1 };
    below(until) & !below(from)
}

impl Sight for Hits<'_> {
    fn word(&self, at: usize) -> Option<WordId> {
        self.seen.get(at).map(|seen| seen.word)
    }

    fn found(&self, what: Found, at: usize) -> Option<usize> {
        let end = self.seen.get(at)?.ends[what as usize];
        (end > at).then_some(end)
    }

    fn class(&self, class: usize, at: usize) -> Option<usize> {
        self.end(self.classes.term(class)?, at)
    }

    fn bridges(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|seen| seen.bridges)
    }

    fn slight(&self, at: usize) -> Option<usize> {
        let end = self.seen.get(at)?.slight;
        (end > at).then_some(end)
    }
}
