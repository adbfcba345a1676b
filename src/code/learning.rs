//! The words of a text as the weights would be asked about them: what
//! learning starts from. Decides nothing.

use super::Coder;
use super::attach::Around;
use super::clause::clauses;
use super::country::{EventCountry, countries};
use super::dated;
use super::document::{Whole, items};
use super::features::View;
use super::judge::bare;
use super::sentence::Sentence;
use super::sink::Names;
use super::slots::{Fit, fits};
use super::surround::{Scene, place};
use super::theme::theme as rule;
use super::themed;
use super::time::{Calendar, Given};
use super::window::Window;
use crate::codebook::lexicon::fold;
use crate::codebook::token::TokenKind;
use crate::normalise::Source;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A word with its features.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// First byte in the source.
    pub(crate) byte_start: usize,
    /// Its letters and figures, in lower case, parted by what stands between.
    pub(crate) parts: Vec<String>,
    /// Its stem.
    pub(crate) stem: String,
    /// Whether it is a word and no number or sign.
    pub(crate) word: bool,
    /// Whether a cue speaks of it.
    pub(crate) cued: bool,
    /// Its features.
    pub(crate) features: Vec<Arc<str>>,
    /// What says which outcome it tells.
    pub(crate) broad: Vec<Arc<str>>,
}

/// The names of features, each kept once: there are hundreds of a word.
#[derive(Debug, Default)]
pub(crate) struct Known(FxHashSet<Arc<str>>);

impl Known {
    fn all(&mut self, names: Names) -> Vec<Arc<str>> {
        names.0.into_iter().map(|name| self.once(&name)).collect()
    }

    fn once(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.0.insert(new.clone());
        new
    }
}

/// All words of a source.
pub(crate) fn asked(
    coder: &Coder,
    source: &Source,
    known: &mut Known,
) -> Vec<Asked> {
    let outline = coder.outline(source);
    let prepared = coder.prepare(&outline);
    let mut all = Vec::new();
    for (index, s) in prepared.sentences.iter().enumerate() {
        let (found, refused) = fits(s);
        let place = place(&prepared, &outline, index);
        let view = View::new(s, &found, &refused, place);
        for (at, token) in s.words.iter().map(|w| w.token).enumerate() {
            let mut names = Names::default();
            let mut broad = Names::default();
            let word = token.kind == TokenKind::Word;
            if word {
                view.features(at, &mut names);
                view.broad(at, &mut broad);
            }
            all.push(Asked {
                byte_start: outline.span(s.bytes(&(at..at + 1))).byte_start,
                parts: parts(s.surface(at)),
                stem: view.stem(at).text().to_owned(),
                word,
                cued: word && view.cued(at),
                features: known.all(names),
                broad: known.all(broad),
            });
        }
    }
    all
}

/// What may be chosen for a field of an outcome.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// As gold files write it: a country's code, a date.
    pub(crate) value: String,
    /// Its features.
    pub(crate) features: Vec<String>,
    /// The number of the word that names it, among all words of the source.
    pub(crate) at: Option<usize>,
}

/// A marked outcome with what stands around it.
#[derive(Debug)]
pub(crate) struct Told {
    /// The number of its word among all words of the source.
    pub(crate) word: usize,
    /// The countries that it may concern.
    pub(crate) countries: Vec<Choice>,
    /// The dates that it may have.
    pub(crate) dates: Vec<Choice>,
    /// What tells its theme.
    pub(crate) theme: Vec<String>,
}

/// What stands around each marked outcome: of each mark, by the number of its
/// word among all words of the source, the outcome type is given.
pub(crate) fn told(
    coder: &Coder,
    source: &Source,
    marks: &BTreeMap<usize, usize>,
) -> Vec<Told> {
    let outline = coder.outline(source);
    let prepared = coder.prepare(&outline);
    let whole = Whole::of(&prepared, &outline, source.origin.as_ref());
    let mut all = Vec::new();
    let mut firsts = Vec::with_capacity(prepared.sentences.len());
    let mut first = 0;
    for (item, sentences) in items(&outline).into_iter().enumerate() {
        let mut scene =
            Scene::of(&prepared, &outline, item, sentences.clone(), &whole);
        for index in sentences {
            let s = &prepared.sentences[index];
            let next = first + s.words.len();
            let marks: Vec<(usize, usize)> = marks
                .range(first..next)
                .map(|(at, outcome)| (*at - first, *outcome))
                .collect();
            firsts.push(first);
            all.extend(of_sentence(s, &scene, index, &marks, &firsts));
            scene.pass(s, index);
            first = next;
        }
    }
    all
}

fn of_sentence(
    s: &Sentence<'_>,
    scene: &Scene<'_>,
    sentence: usize,
    marks: &[(usize, usize)],
    firsts: &[usize],
) -> Vec<Told> {
    if marks.is_empty() {
        return Vec::new();
    }
    let (found, _) = fits(s);
    let fit = |(at, outcome): &(usize, usize)| {
        let own = found.iter().find(|fit| fit.trigger.start == *at);
        own.cloned().unwrap_or_else(|| bare(s, *at, *outcome))
    };
    let fits: Vec<Fit> = marks.iter().map(fit).collect();
    let bounds = clauses(s, &fits);
    let mut before: Option<Vec<EventCountry>> = None;
    let mut all = Vec::new();
    for (n, fit) in fits.iter().enumerate() {
        let others: Vec<Range<usize>> = (0..bounds.len())
            .filter(|other| *other != n)
            .map(|other| bounds[other].clone())
            .collect();
        let told = super::told::Told {
            s,
            fit,
            clause: &bounds[n],
            others: &others,
            outcome: marks[n].1,
            tags: None,
        };
        let near = scene.near(sentence, before.as_deref());
        let ruled = countries(&told, &near);
        let around = Around { told, near: &near, ruled: &ruled };
        let mut theme = Names::default();
        let ruling = rule(&told, &scene.setting);
        themed::features(&told, &ruling, &scene.words, &mut theme);
        all.push(Told {
            word: marks[n].0 + firsts[sentence],
            countries: named(s, &around),
            dates: dates(&told, &scene.calendar, sentence, firsts),
            theme: theme.0,
        });
        before = Some(ruled);
    }
    all
}

fn named(s: &Sentence<'_>, around: &Around<'_>) -> Vec<Choice> {
    let all = around.candidates();
    let choice = |index: usize| {
        let mut names = Names::default();
        around.features(&all, index, &mut names);
        let country = all[index].country.country;
        let value = s.codebook.countries[country].country.clone();
        Choice { value, features: names.0, at: None }
    };
    (0..all.len()).map(choice).collect()
}

fn dates(
    told: &super::told::Told<'_>,
    calendar: &Calendar,
    sentence: usize,
    firsts: &[usize],
) -> Vec<Choice> {
    let all = dated::candidates(told, calendar);
    let choice = |index: usize| {
        let mut names = Names::default();
        dated::features(told, calendar, &all, index, &mut names);
        let value = all[index].date.date.printed();
        let number =
            |at: Given| firsts[at.sentence.unwrap_or(sentence)] + at.word;
        let at = all[index].at.map(number);
        Choice { value, features: names.0, at }
    };
    (0..all.len()).map(choice).collect()
}

/// A window as plain words.
pub(crate) struct Plain {
    /// The number of its first word among all words of the source.
    pub(crate) first: usize,
    /// The words above.
    pub(crate) above: Vec<Vec<String>>,
    /// The words of its sentences.
    pub(crate) body: Vec<String>,
    /// Words of all parts that name a country, and its code.
    pub(crate) places: Vec<(usize, usize, String)>,
}

/// All windows of a source.
pub(crate) fn windows(coder: &Coder, source: &Source) -> Vec<Plain> {
    let outline = coder.outline(source);
    let prepared = coder.prepare(&outline);
    let mut all = Vec::new();
    let mut first = 0;
    for (item, sentences) in items(&outline).into_iter().enumerate() {
        for window in Window::of(&prepared, &outline, item, sentences) {
            let owned = |part: Vec<&str>| {
                part.into_iter().map(str::to_owned).collect()
            };
            let read = window.read(&prepared, coder.codebook()).map(owned);
            let mut above: Vec<Vec<String>> = read.collect();
            above.truncate(above.len() - window.sentences.len());
            let own = &prepared.sentences[window.sentences.clone()];
            let words = |s: &Sentence<'_>| {
                (0..s.words.len())
                    .map(|at| s.surface(at).to_owned())
                    .collect::<Vec<_>>()
            };
            let code = |(country, words): (usize, Range<usize>)| {
                let row = &coder.codebook().countries[country];
                (words.start, words.end, row.country.clone())
            };
            let places = window.places(&prepared).into_iter().map(code);
            let plain = Plain {
                first,
                above,
                body: own.iter().flat_map(words).collect(),
                places: places.collect(),
            };
            first += plain.body.len();
            all.push(plain);
        }
    }
    all
}

fn parts(word: &str) -> Vec<String> {
    word.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(fold)
        .collect()
}
