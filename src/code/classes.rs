//! The word classes and roles that stand in a sentence, by word.

use super::sentence::Sentence;
use crate::codebook::spelling::Part;

/// The word classes and roles that begin at each word, by name.
pub(super) struct Classes<'a> {
    all: Vec<Part<'a>>,
    /// Where those of each word end.
    ends: Vec<usize>,
}

impl<'a> Classes<'a> {
    /// Those of a sentence.
    pub(super) fn of(s: &Sentence<'a>) -> Self {
        let mut mixed: Vec<(usize, Part<'a>)> = Vec::new();
        for (name, term) in &s.codebook.mixed {
            s.hits.each(term, |at| mixed.push((at, name.part())));
        }
        mixed.sort_by_key(|(at, _)| *at);
        let mut mixed = mixed.into_iter().peekable();
        let named = s.hits.named();
        let mut named = named.chunk_by(|a, b| a.0 == b.0).rev().peekable();
        let mut all = Vec::with_capacity(s.hits.named().len());
        let mut ends = Vec::with_capacity(s.words.len());
        for at in 0..s.words.len() {
            let first = all.len();
            let own = named.next_if(|own| own[0].0 == at).unwrap_or(&[]);
            let name = |number: u32| s.codebook.names[number as usize].part();
            all.extend(own.iter().map(|(_, number)| name(*number)));
            while let Some((_, name)) = mixed.next_if(|more| more.0 == at) {
                if !all[first..].contains(&name) {
                    all.push(name);
                }
            }
            ends.push(all.len());
        }
        Self { all, ends }
    }

    /// Those of a word.
    pub(super) fn at(&self, at: usize) -> &[Part<'a>] {
        let first = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[first..self.ends[at]]
    }
}
