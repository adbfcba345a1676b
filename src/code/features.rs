//! What the learned weights see of a word: itself, its neighbours, the word
//! classes and mentions around it, and what the cues say of it.
//!
//! Decides nothing. Feature names are stable: `codebook/weights.csv` holds
//! them, and a changed name makes its rows mute until weights are learned
//! anew.

use super::classes::Classes;
use super::joint::{Joint, OPENERS};
use super::partial::partials;
use super::reading::{Mood, Voice};
use super::sentence::Sentence;
use super::sink::Sink;
use super::slots::{Fit, Refusal};
use super::theme::weigh;
use super::told::far;
use crate::codebook::lexicon::Case;
use crate::codebook::scope::Scope;
use crate::codebook::spelling::{Part, Spelt};
use crate::normalise::ItemKind;

/// How far to each side the words of a clause count.
const WINDOW: usize = 9;

/// A template or word that is written here, its hash reckoned beforehand.
macro_rules! part {
    ($text:literal) => {
        const { Part::new($text) }
    };
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) kind: ItemKind,
    pub(super) first: bool,
    pub(super) led: bool,
    /// What the heading above says for each theme.
    pub(super) heading: &'a [i32],
}

/// A sentence made ready for asking.
pub(super) struct View<'a> {
    s: &'a Sentence<'a>,
    fits: &'a [Fit],
    refusals: &'a [Refusal],
    place: Place<'a>,
    classes: Classes<'a>,
    /// For each word, whether a row of the codebook speaks of it.
    cued: Vec<bool>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        s: &'a Sentence<'a>,
        fits: &'a [Fit],
        refusals: &'a [Refusal],
        place: Place<'a>,
    ) -> Self {
        let classes = Classes::of(s);
        let mut cued = vec![false; s.words.len()];
        let fitting = fits.iter().map(|fit| fit.trigger.start);
        let refused = refusals.iter().map(|r| r.trigger.start);
        for at in fitting.chain(refused) {
            cued[at] = true;
        }
        Self { s, fits, refusals, place, classes, cued }
    }

    /// The sentence.
    pub(super) fn sentence(&self) -> &'a Sentence<'a> {
        self.s
    }

    /// The stem of a word.
    pub(crate) fn stem(&self, at: usize) -> Part<'_> {
        self.s.stems.get(at).map_or(const { Part::new("") }, Spelt::part)
    }

    fn word(&self, at: Option<usize>) -> Part<'_> {
        at.and_then(|at| self.s.written.get(at))
            .map_or(const { Part::new("^") }, Spelt::part)
    }

    /// Whether a row of the codebook speaks of this word.
    pub(crate) fn cued(&self, at: usize) -> bool {
        self.cued.get(at).is_some_and(|cued| *cued)
    }

    /// The features of a word.
    pub(crate) fn features(&self, at: usize, sink: &mut impl Sink) {
        self.close(at, sink);
        self.wide(at, sink);
    }

    /// What the word and those beside it say.
    pub(super) fn close(&self, at: usize, sink: &mut impl Sink) {
        sink.put(part!("bias"), &[]);
        self.own(at, sink);
        self.neighbours(at, sink);
    }

    /// What the clause and the cues say.
    pub(super) fn wide(&self, at: usize, sink: &mut impl Sink) {
        self.around(at, sink);
        self.cues(at, sink);
        let kind = match self.place.kind {
            ItemKind::Bullet => part!("bullet"),
            ItemKind::Paragraph => part!("paragraph"),
            ItemKind::Caption => part!("caption"),
            ItemKind::Quote => part!("quote"),
        };
        sink.put(part!("item"), &[kind]);
        self.frame(at, sink);
        if self.place.first {
            sink.put(part!("first"), &[]);
        }
        if self.place.led {
            sink.put(part!("led"), &[]);
        }
    }

    /// What says which outcome a word tells, beyond whether it tells one.
    pub(crate) fn broad(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        for (i, other) in self.s.stems.iter().enumerate() {
            if i != at {
                sink.put(part!("b"), &[other.part()]);
            }
        }
        let window = at.saturating_sub(WINDOW)
            ..(at + 1 + WINDOW).min(self.s.words.len());
        let near = weigh(self.s, window);
        self.themes(part!("theme"), &near, stem, sink);
        self.themes(part!("htheme"), self.place.heading, part!(""), sink);
    }

    fn themes(
        &self,
        template: Part<'_>,
        weights: &[i32],
        stem: Part<'_>,
        sink: &mut impl Sink,
    ) {
        let most = weights.iter().copied().max().unwrap_or(0);
        for (theme, weight) in weights.iter().enumerate() {
            if *weight > 0 && *weight * 2 >= most {
                let id = Part::new(&self.s.codebook.themes[theme].theme);
                sink.put(template, &[id]);
                sink.put(template, &[id, stem]);
            }
        }
    }

    fn own(&self, at: usize, sink: &mut impl Sink) {
        let (word, stem) = (self.s.written[at].part(), self.stem(at));
        sink.put(part!("s"), &[stem]);
        sink.put(part!("w"), &[word]);
        sink.put(part!("end"), &[ending(word.text())]);
        if at == 0 {
            sink.put(part!("opening"), &[]);
        }
        if self.s.words[at].case != Case::Lower {
            sink.put(part!("capital"), &[]);
        }
        for class in self.classes.at(at) {
            sink.put(part!("class"), &[*class]);
        }
    }

    fn neighbours(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        let left = |n: usize| self.word(at.checked_sub(n));
        let stems = &self.s.stems;
        let right =
            |n: usize| stems.get(at + n).map_or(part!("$"), Spelt::part);
        sink.put(part!("l1"), &[left(1)]);
        sink.put(part!("l2"), &[left(2)]);
        sink.put(part!("l3"), &[left(3)]);
        sink.put(part!("r1"), &[right(1)]);
        sink.put(part!("r2"), &[right(2)]);
        sink.put(part!("r3"), &[right(3)]);
        let end = ending(self.s.written[at].text());
        sink.put(part!("l1e"), &[left(1), end]);
        sink.put(part!("l21"), &[left(2), left(1)]);
        sink.put(part!("l21e"), &[left(2), left(1), end]);
        sink.put(part!("r12"), &[right(1), right(2)]);
        sink.put(part!("l1s"), &[left(1), stem]);
        sink.put(part!("sr1"), &[stem, right(1)]);
        sink.put(part!("sr2"), &[stem, right(2)]);
        sink.put(part!("sr3"), &[stem, right(3)]);
        sink.put(part!("sr12"), &[stem, right(1), right(2)]);
    }

    /// Words, classes and mentions of the clause to each side.
    fn around(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        let mut near = true;
        for i in (at.saturating_sub(WINDOW)..at).rev() {
            if self.s.joint(i, Joint::HARD) {
                sink.put(part!("lsign"), &[self.s.written[i].part()]);
                break;
            }
            near &= !self.s.joint(i, Joint::SOFT);
            let side = if near { part!("l") } else { part!("L") };
            self.side(i, stem, side, sink);
        }
        near = true;
        for i in at + 1..(at + 1 + WINDOW).min(self.s.words.len()) {
            if self.s.joint(i, Joint::HARD) {
                break;
            }
            near &= !self.s.joint(i, Joint::SOFT);
            let side = if near { part!("r") } else { part!("R") };
            self.side(i, stem, side, sink);
        }
        self.opener(at, sink);
    }

    fn side(
        &self,
        i: usize,
        stem: Part<'_>,
        side: Part<'_>,
        sink: &mut impl Sink,
    ) {
        let other = self.stem(i);
        sink.put(side, &[other]);
        sink.put(side, &[part!("*"), stem, other]);
        for class in self.classes.at(i) {
            sink.put(side, &[part!("@"), *class]);
            sink.put(side, &[part!("@"), stem, *class]);
        }
    }

    /// Whether the sentence only sums up, or tells what the publisher does.
    fn frame(&self, at: usize, sink: &mut impl Sink) {
        let all = 0..self.s.words.len();
        if self.s.first_in(self.s.scope(Scope::Summary), all).is_some() {
            sink.put(part!("sums"), &[]);
        }
        let own = self
            .s
            .last_in(self.s.scope(Scope::Own), 0..at)
            // "US" is a country, "us" the publisher.
            .filter(|own| self.s.words[own.start].case != Case::Upper);
        if let Some(own) = own {
            let far = Part::new(far(at - own.end));
            sink.put(part!("own"), &[far]);
            sink.put(part!("own"), &[far, self.stem(at)]);
        }
    }

    /// The word that opens the clause, if one does.
    fn opener(&self, at: usize, sink: &mut impl Sink) {
        for i in (at.saturating_sub(14)..at).rev() {
            if self.s.joint(i, Joint::OPENER)
                && let Some(class) =
                    OPENERS.iter().find(|class| self.s.is(**class, i))
            {
                let near = at - i <= 3;
                let far = if near { part!("near") } else { part!("far") };
                sink.put(part!("opener"), &[Part::new(class.name()), far]);
                sink.put(part!("opener"), &[self.s.written[i].part(), far]);
                return;
            }
            if self.s.joint(i, Joint::HARD) {
                break;
            }
        }
        sink.put(part!("opener"), &[part!("none")]);
    }

    fn cues(&self, at: usize, sink: &mut impl Sink) {
        let s = self.s;
        let id = |cue: usize| Part::new(&s.codebook.cues.all[cue].row.outcome);
        for fit in self.fits {
            let status = s.codebook.cues.all[fit.cue].row.status;
            let status = Part::new(status.name());
            if fit.trigger.start == at {
                sink.put(part!("cue"), &[id(fit.cue)]);
                sink.put(part!("cue"), &[id(fit.cue), status]);
                sink.put(part!("voice"), &[voice(fit.reading.voice)]);
                sink.put(part!("mood"), &[mood(fit.reading.mood)]);
                sink.put(part!("mood"), &[mood(fit.reading.mood), status]);
                sink.put(part!("cued"), &[]);
                let slots = u8::from(fit.object.is_some())
                    + u8::from(fit.subject.is_some());
                sink.put(
                    part!("slots"),
                    &[[part!("0"), part!("1"), part!("2")]
                        [usize::from(slots)]],
                );
                if fit.reading.background {
                    sink.put(part!("background"), &[]);
                }
                if fit.reading.modifier {
                    sink.put(part!("modifier"), &[]);
                }
            } else if fit.trigger.contains(&at) {
                sink.put(part!("within"), &[id(fit.cue)]);
            } else if fit.trigger.start.abs_diff(at) <= WINDOW {
                let left = fit.trigger.start < at;
                let side = if left { part!("cuel") } else { part!("cuer") };
                sink.put(side, &[id(fit.cue)]);
            }
        }
        let stem = self.stem(at);
        for partial in partials(s, at) {
            let id = Part::new(&s.codebook.outcomes[partial.outcome].outcome);
            let filled = Part::new(partial.filled.name());
            let excluded = partial.excluded;
            let not = if excluded { part!("not") } else { part!("") };
            sink.put(part!("may"), &[id]);
            sink.put(part!("may"), &[id, filled, not]);
            sink.put(part!("may"), &[id, filled, stem]);
            sink.put(part!("filled"), &[filled, not]);
            if partial.words > 1 {
                sink.put(part!("may"), &[id, part!("long")]);
            }
        }
        let refused = self.refusals.iter().filter(|r| r.trigger.start == at);
        for refusal in refused {
            let reason = Part::new(&refusal.reason);
            sink.put(part!("refused"), &[reason]);
            sink.put(part!("refused"), &[reason, id(refusal.cue)]);
        }
    }
}

fn ending(word: &str) -> Part<'static> {
    [part!("ing"), part!("ed"), part!("en"), part!("s")]
        .into_iter()
        .find(|end| word.len() > 3 && word.ends_with(end.text()))
        .unwrap_or(part!("-"))
}

fn voice(voice: Voice) -> Part<'static> {
    match voice {
        Voice::Active => part!("active"),
        Voice::Passive => part!("passive"),
        Voice::Headline => part!("headline"),
        Voice::Nominal => part!("nominal"),
        Voice::Phrase => part!("phrase"),
    }
}

fn mood(mood: Mood) -> Part<'static> {
    match mood {
        Mood::Asserted => part!("asserted"),
        Mood::Announced => part!("announced"),
        Mood::Ongoing => part!("ongoing"),
        Mood::Refused => part!("refused"),
    }
}
