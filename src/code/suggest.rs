//! What `tidings suggest` lists: words that are frequent in sentences that
//! name a country and carry no event, where the codebook may miss a cue.
//!
//! A word counts once a sentence. It is left out where it is a grammar or
//! scope word, an adverb, a name, a number or part of a date, and where it is
//! no rarer in coded sentences: its log-odds against them must be positive by
//! more than one standard error. Decides nothing about any event.

use super::Coder;
use super::document::Coding;
use super::sentence::Sentence;
use crate::codebook::lexicon::{Case, WordId, fold};
use crate::codebook::token::TokenKind;
use crate::normalise::Source;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Example sentences that are kept of each word.
const EXAMPLES: usize = 3;

/// Sentences that a word must stand in: one alone is chance.
const LEAST: usize = 2;

/// The list, with how many sentences it rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestions {
    /// Sentences that name a country and carry no event.
    pub uncoded: usize,
    /// Sentences that carry one.
    pub coded: usize,
    /// The words, most frequent first.
    pub words: Vec<Suggestion>,
}

/// A word to look at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestion {
    /// Its base form if the codebook knows one, else as it stands.
    pub word: String,
    /// The forms in which it was found.
    pub forms: BTreeSet<String>,
    /// Sentences with it that name a country and carry no event.
    pub uncoded: usize,
    /// Sentences with it that carry one.
    pub coded: usize,
    /// How much more it belongs to the former.
    pub log_odds: f64,
    /// Whether a cue's trigger begins with it already.
    pub begins_cue: bool,
    /// The first sentences that hold it, of as many texts as there are.
    pub examples: Vec<Example>,
}

/// A sentence that holds a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Path of the text.
    pub source: String,
    /// Its line, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
}

/// A sentence without an event: its words by key, and where it stands.
struct Bare {
    words: BTreeMap<String, (String, bool)>,
    example: Example,
}

/// Lists the words of some texts, at most `top`.
#[must_use]
pub(super) fn suggest(
    coder: &Coder,
    sources: &[Source],
    top: usize,
) -> Suggestions {
    let mut bare: Vec<Bare> = Vec::new();
    let mut in_coded: BTreeMap<String, usize> = BTreeMap::new();
    let mut coded = 0;
    for source in sources {
        let outline = coder.outline(source);
        let coding = Coding::of(coder, &outline, source.origin.as_ref());
        let sentences = &coding.prepared.sentences;
        let lower = lower_case(sentences);
        for (index, s) in sentences.iter().enumerate() {
            let words = words(s, &lower);
            if coding.events.iter().any(|event| event.sentence == index) {
                coded += 1;
                for word in words.into_keys() {
                    *in_coded.entry(word).or_default() += 1;
                }
            } else if !s.mentions.places.is_empty() {
                let place = outline.sentences[index].text.clone();
                let example = Example {
                    source: source.path.clone(),
                    line: outline.span(place).line,
                    text: s.text.to_owned(),
                };
                bare.push(Bare { words, example });
            }
        }
    }
    let mut found: BTreeMap<&str, Suggestion> = BTreeMap::new();
    for sentence in &bare {
        for (word, (form, begins_cue)) in &sentence.words {
            let row = found.entry(word).or_default();
            row.uncoded += 1;
            row.forms.insert(form.clone());
            row.begins_cue |= begins_cue;
            keep(&mut row.examples, &sentence.example);
        }
    }
    let mut words: Vec<Suggestion> = found
        .into_iter()
        .filter(|(_, row)| row.uncoded >= LEAST)
        .filter_map(|(word, row)| {
            let with = in_coded.get(word).copied().unwrap_or(0);
            let (log_odds, error) =
                log_odds((row.uncoded, bare.len()), (with, coded));
            let word = word.to_owned();
            (log_odds > error).then_some(Suggestion {
                word,
                coded: with,
                log_odds,
                ..row
            })
        })
        .collect();
    words.sort_by(|a, b| {
        let count = Reverse(a.uncoded).cmp(&Reverse(b.uncoded));
        count
            .then(b.log_odds.total_cmp(&a.log_odds))
            .then_with(|| a.word.cmp(&b.word))
    });
    words.truncate(top);
    Suggestions { uncoded: bare.len(), coded, words }
}

/// Keeps the first sentences, one of each text before a second of any.
fn keep(examples: &mut Vec<Example>, new: &Example) {
    if examples.len() < EXAMPLES {
        examples.push(new.clone());
        return;
    }
    let known = |example: &Example| example.source == new.source;
    if examples.iter().any(known) {
        return;
    }
    let doubled = (1..examples.len()).rev().find(|&at| {
        examples[..at].iter().any(|e| e.source == examples[at].source)
    });
    if let Some(at) = doubled {
        examples.remove(at);
        examples.push(new.clone());
    }
}

/// How much more frequent a word is in the first of two sets of sentences,
/// with the standard error; half a sentence more everywhere keeps rare words
/// from being certain.
fn log_odds(
    (with, all): (usize, usize),
    (other_with, other_all): (usize, usize),
) -> (f64, f64) {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let side = |with: usize, all: usize| {
        (number(with) + 0.5, number(all.saturating_sub(with)) + 0.5)
    };
    let (a, b) = side(with, all);
    let (c, d) = side(other_with, other_all);
    let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    ((a / b).ln() - (c / d).ln(), error)
}

/// The words that a document writes in lower case.
fn lower_case(sentences: &[Sentence<'_>]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for s in sentences {
        for at in 0..s.words.len() {
            if s.words[at].case == Case::Lower {
                all.insert(fold(s.surface(at)));
            }
        }
    }
    all
}

/// The words of a sentence that a cue might begin with: base form, the form
/// found, and whether a cue does.
fn words(
    s: &Sentence<'_>,
    lower: &BTreeSet<String>,
) -> BTreeMap<String, (String, bool)> {
    let mut all = BTreeMap::new();
    for at in 0..s.words.len() {
        let surface = fold(s.surface(at));
        if !may_begin(s, at, &surface, lower) {
            continue;
        }
        let id = s.words[at].id;
        let lexicon = &s.codebook.lexicon;
        let mut rows = s.codebook.cues.beginning(id, lexicon);
        let begins = rows.next().is_some();
        let key = base(s, id).unwrap_or(&surface).to_owned();
        all.entry(key).or_insert((surface, begins));
    }
    all
}

/// The base form of a word, the first by letters if it may have several. The
/// codebook also writes inflected words, which are then base forms of their
/// own; what they are inflected from says more.
fn base<'a>(s: &Sentence<'a>, id: WordId) -> Option<&'a str> {
    let lexicon = &s.codebook.lexicon;
    let lemmas = lexicon.lemmas(id);
    lemmas
        .iter()
        .map(|(lemma, _)| (*lemma == id, lexicon.text(*lemma)))
        .min()
        .map(|(_, text)| text)
}

fn may_begin(
    s: &Sentence<'_>,
    at: usize,
    surface: &str,
    lower: &BTreeSet<String>,
) -> bool {
    let word = &s.words[at];
    // A capital where a sentence begins says nothing, if the word is written
    // without one elsewhere.
    let capital = word.case != Case::Lower;
    let opens = at == 0 || s.sign(at - 1, &['“', '"', '‘']);
    let named = capital && !(opens && lower.contains(surface));
    if word.token.kind != TokenKind::Word
        || surface.chars().count() < 3
        || named
        || s.adverb(at)
        || s.codebook.grammar.of(word.id).next().is_some()
    {
        return false;
    }
    let m = &s.mentions;
    let found = m.places.iter().any(|p| p.words.contains(&at))
        || m.people.iter().any(|p| p.words.contains(&at))
        || m.dates.iter().any(|d| d.words.contains(&at))
        || m.quantities.iter().any(|q| {
            // "17 years": the unit, where no persons are counted.
            let unit = q.head.as_ref().filter(|_| !q.counts_people);
            q.words.contains(&at)
                || unit.is_some_and(|unit| unit.contains(&at))
        });
    let scope = || {
        let mut scopes = s.codebook.scopes.all();
        scopes.any(|(_, term)| s.end_of(term, at) == Some(at + 1))
    };
    !found && !scope()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_as_frequent_in_coded_sentences_has_no_odds() {
        let (odds, error) = log_odds((10, 100), (10, 100));
        assert!(odds.abs() < 1e-9 && error > 0.0);
        let (odds, error) = log_odds((10, 100), (1, 100));
        assert!(odds > error);
    }

    #[test]
    fn examples_come_from_as_many_texts_as_there_are() {
        let example = |source: &str, line| Example {
            source: source.to_owned(),
            line,
            text: String::new(),
        };
        let mut kept = Vec::new();
        let all = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 2), ("c", 1)];
        for (source, line) in all {
            keep(&mut kept, &example(source, line));
        }
        let places: Vec<(&str, usize)> =
            kept.iter().map(|e| (e.source.as_str(), e.line)).collect();
        assert_eq!(places, [("a", 1), ("b", 1), ("c", 1)]);
    }
}
