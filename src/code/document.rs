//! The passes over a document: its sentences are looked up, each item is
//! coded in its surroundings, and what tells the same outcome is merged.

use super::Coder;
use super::above::Lines;
use super::event::Coded;
use super::held::held;
use super::judge::Judge;
use super::local::{Home, settle};
use super::merge::without_captions;
use super::scene::outcomes;
use super::sentence::Sentence;
use super::slots::{Refusal, fits};
use super::surround::{Scene, place};
use super::tags::{self, ItemTags};
use super::theme::{Weights, profile};
use super::time::Calendar;
use super::window::Window;
use super::years::{covered, published, shared_year};
use crate::codebook::gazetteer::NameKind;
use crate::codebook::lexicon::{Case, Word, WordId};
use crate::codebook::token::TokenKind;
use crate::extract::Mentions;
use crate::extract::date::{Resolved, dates};
use crate::extract::person::people as find_people;
use crate::extract::place::{Place, places};
use crate::extract::quantity::quantities;
use crate::normalise::{Origin, Outline};
use std::cell::OnceCell;
use std::ops::Range;

/// The sentences of a document, looked up.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// Its sentences, in order.
    pub sentences: Vec<Sentence<'a>>,
    /// Headings, by index of the outline.
    pub headings: Vec<Sentence<'a>>,
    /// Leads, by item of the outline.
    pub leads: Vec<Option<Sentence<'a>>>,
    /// The title.
    pub title: Option<Sentence<'a>>,
    /// The country that all of it is about, if there is one.
    pub(super) home: Option<Home>,
    /// What stands above its items.
    pub(super) lines: Lines,
}

/// What coding a document gave.
#[derive(Debug)]
pub struct Coding<'a> {
    /// The document's sentences.
    pub prepared: Prepared<'a>,
    /// Its events, in order.
    pub events: Vec<Coded>,
    /// Sentence and refusal of each candidate.
    pub refusals: Vec<(usize, Refusal)>,
    /// What it says as a whole.
    pub(super) whole: Whole,
}

/// What a document says as a whole.
#[derive(Debug)]
pub(super) struct Whole {
    /// The year that it covers.
    pub(super) covered: Option<i16>,
    /// The year that months alone belong to.
    pub(super) reference: Option<i16>,
    /// For each item, the date that stands above it.
    pub(super) held: Vec<Option<Resolved>>,
    /// How much it speaks of each theme.
    profile: OnceCell<Weights>,
}

impl Coder {
    /// Looks up a piece of the clean text and finds what it names.
    #[must_use]
    pub fn look_up<'a>(
        &'a self,
        text: &'a str,
        range: &Range<usize>,
    ) -> Sentence<'a> {
        let piece = text.get(range.clone()).unwrap_or("");
        let words = self.codebook.lexicon.words(piece);
        let (mut places, mut blocked) =
            places(&words, &self.codebook.gazetteer);
        places.retain(|place| !inside_name(piece, &words, place));
        let dates = dates(piece, &words, &self.dates);
        let quantities = quantities(piece, &words, &self.quantities);
        let no_figure = places.iter().filter(|p| p.kind != NameKind::Figure);
        blocked.extend(no_figure.map(|place| place.words.clone()));
        blocked.extend(dates.iter().map(|date| date.words.clone()));
        let people = find_people(piece, &words, &self.persons, &blocked);
        let mentions = Mentions { places, people, dates, quantities };
        Sentence::new(&self.codebook, piece, range.start, words, mentions)
    }

    pub(super) fn prepare<'a>(&'a self, outline: &'a Outline) -> Prepared<'a> {
        let text = &outline.text;
        let mut prepared = Prepared {
            sentences: outline
                .sentences
                .iter()
                .map(|sentence| self.look_up(text, &sentence.text))
                .collect(),
            headings: outline
                .headings
                .iter()
                .map(|heading| self.look_up(text, &heading.text))
                .collect(),
            leads: outline
                .items
                .iter()
                .map(|item| {
                    item.lead.as_ref().map(|lead| self.look_up(text, lead))
                })
                .collect(),
            title: outline
                .title
                .as_ref()
                .map(|title| self.look_up(text, title)),
            home: None,
            lines: Lines::default(),
        };
        prepared.lines = Lines::of(&prepared, outline);
        prepared.home = settle(&mut prepared, &self.codebook.gazetteer);
        prepared
    }
}

impl<'a> Coding<'a> {
    /// Codes an outline.
    #[must_use]
    pub fn of(
        coder: &'a Coder,
        outline: &'a Outline,
        origin: Option<&Origin>,
    ) -> Self {
        let prepared = coder.prepare(outline);
        let whole = Whole::of(&prepared, outline, origin);
        let mut judge = Judge::new(&coder.codebook);
        let mut left = tags::MOST;
        let mut events = Vec::new();
        let mut refusals = Vec::new();
        for (item, sentences) in items(outline).into_iter().enumerate() {
            let first = sentences.start;
            let drafts: Vec<_> = prepared.sentences[sentences.clone()]
                .iter()
                .map(fits)
                .collect();
            let worth = |index| {
                let s = &prepared.sentences[index];
                let place = place(&prepared, outline, index);
                judge.hopeful(s, &drafts[index - first], place)
            };
            let windows =
                Window::of(&prepared, outline, item, sentences.clone());
            let tags =
                ItemTags::of(coder, &prepared, windows, worth, &mut left);
            let found: Vec<_> = sentences
                .clone()
                .zip(drafts)
                .map(|(index, draft)| {
                    let s = &prepared.sentences[index];
                    let place = place(&prepared, outline, index);
                    let tags = tags.as_ref().and_then(|t| t.sentence(index));
                    outcomes(s, draft, place, &mut judge, tags)
                })
                .collect();
            if found.iter().all(|(fits, _)| fits.is_empty()) {
                for (index, (_, refused)) in sentences.zip(found) {
                    refusals.extend(refused.into_iter().map(|r| (index, r)));
                }
                continue;
            }
            let scene = Scene::of(&prepared, outline, item, sentences, &whole);
            events.extend(scene.code(
                &prepared,
                found,
                &mut refusals,
                tags.as_ref(),
            ));
        }
        let events = without_captions(outline, events);
        Self { prepared, events, refusals, whole }
    }

    /// The year that the document covers.
    #[must_use]
    pub fn covered(&self) -> Option<i16> {
        self.whole.covered
    }
}

/// The sentences of each item.
pub(super) fn items(outline: &Outline) -> Vec<Range<usize>> {
    let mut from = 0;
    let sentences = |item: usize| {
        let until = outline.sentences[from..]
            .iter()
            .position(|sentence| sentence.item != item)
            .map_or(outline.sentences.len(), |n| from + n);
        let own = from..until;
        from = until;
        own
    };
    (0..outline.items.len()).map(sentences).collect()
}

impl Whole {
    pub(super) fn of(
        prepared: &Prepared<'_>,
        outline: &Outline,
        origin: Option<&Origin>,
    ) -> Self {
        let covered = covered(prepared, outline, origin);
        let reference = covered
            .or_else(|| shared_year(prepared))
            .or_else(|| published(outline, origin));
        let calendar = Calendar { covered, reference, ..Calendar::default() };
        Self {
            covered,
            reference,
            held: held(prepared, outline, &calendar),
            profile: OnceCell::new(),
        }
    }

    /// How much the document speaks of each theme.
    pub(super) fn profile(&self, prepared: &Prepared<'_>) -> &Weights {
        let parts = || prepared.sentences.iter().map(Sentence::themes);
        self.profile.get_or_init(|| profile(&parts().collect::<Vec<_>>()))
    }
}

/// Whether a city's name stands inside a person's: "Danilo Maldonado Machado".
fn inside_name(text: &str, words: &[Word], place: &Place) -> bool {
    if place.kind != NameKind::Place || place.words.len() > 1 {
        return false;
    }
    let name = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| {
            word.case == Case::Title
                && word.token.kind == TokenKind::Word
                && word.id == WordId::UNKNOWN
                && word.token.of(text).chars().count() > 2
        })
    };
    name(place.words.start.checked_sub(1)) || name(Some(place.words.end))
}
