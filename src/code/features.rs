//! What the learned weights see of a word: itself, its neighbours, the word
//! classes and mentions around it, and what the cues say of it.
//!
//! Decides nothing. Feature names are stable: `codebook/weights.csv` holds
//! them, and a changed name makes its rows mute until weights are learned
//! anew.

use super::partial::partials;
use super::reading::{Mood, Voice};
use super::sentence::Sentence;
use super::sink::Sink;
use super::slots::{Fit, Refusal};
use super::theme::weigh;
use super::told::far;
use crate::codebook::grammar::Grammar;
use crate::codebook::lexicon::{Case, WordId, fold};
use crate::codebook::scope::Scope;
use crate::codebook::token::TokenKind;
use crate::extract::person::RoleKind;
use crate::normalise::ItemKind;
use rust_stemmers::{Algorithm, Stemmer};

/// How far to each side the words of a clause count.
const WINDOW: usize = 9;

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
    classes: Vec<Vec<&'a str>>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        s: &'a Sentence<'a>,
        fits: &'a [Fit],
        refusals: &'a [Refusal],
        place: Place<'a>,
    ) -> Self {
        let classes = classes(s);
        Self { s, fits, refusals, place, classes }
    }

    /// The stem of a word.
    pub(crate) fn stem(&self, at: usize) -> &str {
        self.s.stems.get(at).map_or("", String::as_str)
    }

    fn word(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.s.written.get(at)).map_or("^", String::as_str)
    }

    /// Whether a row of the codebook speaks of this word.
    pub(crate) fn cued(&self, at: usize) -> bool {
        self.fits.iter().any(|fit| fit.trigger.start == at)
            || self.refusals.iter().any(|r| r.trigger.start == at)
    }

    /// The features of a word.
    pub(crate) fn features(&self, at: usize, sink: &mut impl Sink) {
        sink.add("bias", &[]);
        self.own(at, sink);
        self.neighbours(at, sink);
        self.around(at, sink);
        self.cues(at, sink);
        let kind = match self.place.kind {
            ItemKind::Bullet => "bullet",
            ItemKind::Paragraph => "paragraph",
            ItemKind::Caption => "caption",
            ItemKind::Quote => "quote",
        };
        sink.add("item", &[kind]);
        self.frame(at, sink);
        if self.place.first {
            sink.add("first", &[]);
        }
        if self.place.led {
            sink.add("led", &[]);
        }
    }

    /// What says which outcome a word tells, beyond whether it tells one.
    pub(crate) fn broad(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        for (i, other) in self.s.stems.iter().enumerate() {
            if i != at {
                sink.add("b", &[other]);
            }
        }
        let window = at.saturating_sub(WINDOW)
            ..(at + 1 + WINDOW).min(self.s.words.len());
        self.themes("theme", &weigh(self.s, window, 1), stem, sink);
        self.themes("htheme", self.place.heading, "", sink);
    }

    fn themes(
        &self,
        template: &str,
        weights: &[i32],
        stem: &str,
        sink: &mut impl Sink,
    ) {
        let most = weights.iter().copied().max().unwrap_or(0);
        for (theme, weight) in weights.iter().enumerate() {
            if *weight > 0 && *weight * 2 >= most {
                let id = &*self.s.codebook.themes[theme].theme;
                sink.add(template, &[id]);
                sink.add(template, &[id, stem]);
            }
        }
    }

    fn own(&self, at: usize, sink: &mut impl Sink) {
        let (word, stem) = (&*self.s.written[at], self.stem(at));
        sink.add("s", &[stem]);
        sink.add("w", &[word]);
        sink.add("end", &[ending(word)]);
        if at == 0 {
            sink.add("opening", &[]);
        }
        if self.s.words[at].case != Case::Lower {
            sink.add("capital", &[]);
        }
        for class in &self.classes[at] {
            sink.add("class", &[class]);
        }
    }

    fn neighbours(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        let left = |n: usize| self.word(at.checked_sub(n));
        let right =
            |n: usize| self.s.stems.get(at + n).map_or("$", String::as_str);
        for (template, n) in [("l1", 1), ("l2", 2), ("l3", 3)] {
            sink.add(template, &[left(n)]);
        }
        for (template, n) in [("r1", 1), ("r2", 2), ("r3", 3)] {
            sink.add(template, &[right(n)]);
        }
        let end = ending(&self.s.written[at]);
        sink.add("l1e", &[left(1), end]);
        sink.add("l21", &[left(2), left(1)]);
        sink.add("l21e", &[left(2), left(1), end]);
        sink.add("r12", &[right(1), right(2)]);
        sink.add("l1s", &[left(1), stem]);
        sink.add("sr1", &[stem, right(1)]);
        sink.add("sr2", &[stem, right(2)]);
        sink.add("sr3", &[stem, right(3)]);
        sink.add("sr12", &[stem, right(1), right(2)]);
    }

    /// Words, classes and mentions of the clause to each side.
    fn around(&self, at: usize, sink: &mut impl Sink) {
        let stem = self.stem(at);
        let mut near = true;
        for i in (at.saturating_sub(WINDOW)..at).rev() {
            if self.s.sign(i, &[';', ':']) {
                sink.add("lsign", &[&self.s.written[i]]);
                break;
            }
            near &= !self.s.sign(i, &[',', '–', '—', '(']);
            self.side(i, stem, if near { "l" } else { "L" }, sink);
        }
        near = true;
        for i in at + 1..(at + 1 + WINDOW).min(self.s.words.len()) {
            if self.s.sign(i, &[';', ':']) {
                break;
            }
            near &= !self.s.sign(i, &[',', '–', '—', '(']);
            self.side(i, stem, if near { "r" } else { "R" }, sink);
        }
        self.opener(at, sink);
    }

    fn side(&self, i: usize, stem: &str, side: &str, sink: &mut impl Sink) {
        let other = &*self.s.stems[i];
        sink.add(side, &[other]);
        sink.add(side, &["*", stem, other]);
        for class in &self.classes[i] {
            sink.add(side, &["@", class]);
            sink.add(side, &["@", stem, class]);
        }
    }

    /// Whether the sentence only sums up, or tells what the publisher does.
    fn frame(&self, at: usize, sink: &mut impl Sink) {
        let all = 0..self.s.words.len();
        if self.s.first_in(self.s.scope(Scope::Summary), all).is_some() {
            sink.add("sums", &[]);
        }
        let own = self
            .s
            .last_in(self.s.scope(Scope::Own), 0..at)
            // "US" is a country, "us" the publisher.
            .filter(|own| self.s.words[own.start].case != Case::Upper);
        if let Some(own) = own {
            let far = far(at - own.end);
            sink.add("own", &[far]);
            sink.add("own", &[far, self.stem(at)]);
        }
    }

    /// The word that opens the clause, if one does.
    fn opener(&self, at: usize, sink: &mut impl Sink) {
        const OPENERS: [Grammar; 5] = [
            Grammar::Relative,
            Grammar::Circumstance,
            Grammar::Reason,
            Grammar::If,
            Grammar::Complement,
        ];
        for i in (at.saturating_sub(14)..at).rev() {
            let class = OPENERS.iter().find(|class| self.s.is(**class, i));
            if let Some(class) = class {
                let far = if at - i <= 3 { "near" } else { "far" };
                sink.add("opener", &[class.name(), far]);
                sink.add("opener", &[&self.s.written[i], far]);
                return;
            }
            if self.s.sign(i, &[';', ':']) {
                break;
            }
        }
        sink.add("opener", &["none"]);
    }

    fn cues(&self, at: usize, sink: &mut impl Sink) {
        let s = self.s;
        let id = |cue: usize| s.codebook.cues.all[cue].row.outcome.as_str();
        for fit in self.fits {
            let status = s.codebook.cues.all[fit.cue].row.status.name();
            if fit.trigger.start == at {
                sink.add("cue", &[id(fit.cue)]);
                sink.add("cue", &[id(fit.cue), status]);
                sink.add("voice", &[voice(fit.reading.voice)]);
                sink.add("mood", &[mood(fit.reading.mood)]);
                sink.add("mood", &[mood(fit.reading.mood), status]);
                sink.add("cued", &[]);
                let slots = u8::from(fit.object.is_some())
                    + u8::from(fit.subject.is_some());
                sink.add("slots", &[["0", "1", "2"][usize::from(slots)]]);
                if fit.reading.background {
                    sink.add("background", &[]);
                }
                if fit.reading.modifier {
                    sink.add("modifier", &[]);
                }
            } else if fit.trigger.contains(&at) {
                sink.add("within", &[id(fit.cue)]);
            } else if fit.trigger.start.abs_diff(at) <= WINDOW {
                let side =
                    if fit.trigger.start < at { "cuel" } else { "cuer" };
                sink.add(side, &[id(fit.cue)]);
            }
        }
        let stem = self.stem(at);
        for partial in partials(s, at) {
            let id = &*s.codebook.outcomes[partial.outcome].outcome;
            let filled = partial.filled.name();
            let not = if partial.excluded { "not" } else { "" };
            sink.add("may", &[id]);
            sink.add("may", &[id, filled, not]);
            sink.add("may", &[id, filled, stem]);
            sink.add("filled", &[filled, not]);
            if partial.words > 1 {
                sink.add("may", &[id, "long"]);
            }
        }
        let refused = self.refusals.iter().filter(|r| r.trigger.start == at);
        for refusal in refused {
            sink.add("refused", &[&refusal.reason]);
            sink.add("refused", &[&refusal.reason, id(refusal.cue)]);
        }
    }
}

/// The stems of words as they are written.
pub(super) fn stems(written: &[String]) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    written.iter().map(|word| stemmer.stem(word).into_owned()).collect()
}

/// A word in lower case; names, numbers and mentions by what they are.
pub(super) fn written(s: &Sentence<'_>, at: usize) -> String {
    let inside = |range: &std::ops::Range<usize>| range.contains(&at);
    if s.mentions.dates.iter().any(|date| inside(&date.words)) {
        return "%date".to_owned();
    }
    if s.mentions.places.iter().any(|place| inside(&place.words)) {
        return "%place".to_owned();
    }
    if let Some(person) = s.mentions.people.iter().find(|p| inside(&p.words)) {
        return match person.role {
            Some(RoleKind::Official) => "%official",
            _ => "%person",
        }
        .to_owned();
    }
    let word = &s.words[at];
    if word.token.kind == TokenKind::Number {
        return "%number".to_owned();
    }
    if word.case == Case::Title && at > 0 && word.id == WordId::UNKNOWN {
        return "%name".to_owned();
    }
    fold(s.surface(at))
}

/// The word classes and roles that begin at each word, by name.
fn classes<'a>(s: &Sentence<'a>) -> Vec<Vec<&'a str>> {
    let mut all = vec![Vec::new(); s.words.len()];
    let roles = s.codebook.roles.iter();
    let roles = roles.map(|(kind, term)| (kind.as_str(), term));
    for (name, term) in s.codebook.classes.all().chain(roles) {
        s.hits.each(term, |at| all[at].push(name));
    }
    for found in &mut all {
        found.sort_unstable();
    }
    all
}

fn ending(word: &str) -> &str {
    ["ing", "ed", "en", "s"]
        .into_iter()
        .find(|end| word.len() > 3 && word.ends_with(end))
        .unwrap_or("-")
}

fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Active => "active",
        Voice::Passive => "passive",
        Voice::Headline => "headline",
        Voice::Nominal => "nominal",
        Voice::Phrase => "phrase",
    }
}

fn mood(mood: Mood) -> &'static str {
    match mood {
        Mood::Asserted => "asserted",
        Mood::Announced => "announced",
        Mood::Ongoing => "ongoing",
        Mood::Refused => "refused",
    }
}
