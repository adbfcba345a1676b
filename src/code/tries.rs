//! The rows of the codebook whose triggers stand in a sentence, and how each
//! trigger is meant. Worked out once: many rows read the same words alike,
//! and several passes ask.
//!
//! What fills a row's slots is kept here too; `slots` finds it.

use super::nominal;
use super::reading::{self, Reading, Reason};
use super::sentence::Sentence;
use super::slots::{find_object, find_subject};
use crate::codebook::cue::{Cue, CueKind};
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::LemmaId;
use crate::codebook::term::Atom;
use std::cell::OnceCell;
use std::ops::Range;

/// A row whose trigger stands at a word. Small, for a hundred may begin at one
/// word, and a text can repeat that word without end.
#[derive(Debug)]
pub(super) struct Try {
    cue: u32,
    trigger: Slot,
    reading: u32,
    object: OnceCell<Option<Slot>>,
    subject: OnceCell<Option<Slot>>,
}

impl Try {
    /// Index of the cue.
    pub(super) fn cue(&self) -> usize {
        self.cue as usize
    }

    /// Words of the trigger.
    pub(super) fn trigger(&self) -> Range<usize> {
        self.trigger.words()
    }

    /// What fills the object slot. A row is only ever asked with one reading.
    pub(super) fn object(
        &self,
        s: &Sentence<'_>,
        reading: &Reading,
    ) -> Option<Range<usize>> {
        let term = &s.codebook.cues.all[self.cue()].object;
        let find = || find_object(s, term, &self.trigger(), reading);
        self.object.get_or_init(|| find().map(Slot::of)).map(Slot::words)
    }

    /// What fills the subject slot.
    pub(super) fn subject(
        &self,
        s: &Sentence<'_>,
        reading: &Reading,
    ) -> Option<Range<usize>> {
        let term = &s.codebook.cues.all[self.cue()].subject;
        let find = || find_subject(s, term, &self.trigger(), reading);
        self.subject.get_or_init(|| find().map(Slot::of)).map(Slot::words)
    }
}

/// Words of a sentence, in half the space of a range.
#[derive(Debug, Clone, Copy)]
struct Slot {
    start: u32,
    end: u32,
}

impl Slot {
    fn of(words: Range<usize>) -> Self {
        Self { start: small(words.start), end: small(words.end) }
    }

    fn words(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A number of words, rows or readings: no sentence has billions.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// All rows that may be triggered in a sentence.
#[derive(Debug, Default)]
pub(super) struct Tries {
    all: Vec<Try>,
    /// Those of each word.
    words: Vec<Range<usize>>,
    readings: Vec<Result<Reading, Reason>>,
}

/// What a reading depends on, for a word.
#[derive(PartialEq)]
struct Way {
    kind: CueKind,
    end: usize,
    lemma: LemmaId,
}

impl Tries {
    pub(super) fn of(s: &Sentence<'_>) -> Self {
        let codebook = s.codebook;
        let mut tries = Self::default();
        let mut ways: Vec<(Way, u32)> = Vec::new();
        let mut anywhere = codebook.cues.anywhere().to_vec();
        anywhere.retain(|start| s.hits.holds(start.needs));
        for (at, word) in s.words.iter().enumerate() {
            let first = tries.all.len();
            ways.clear();
            let own = codebook.cues.beginning(word.id, &codebook.lexicon);
            let own = own.filter(|start| s.hits.holds(start.needs));
            for start in own.chain(anywhere.iter().copied()) {
                let cue = &codebook.cues.all[start.cue];
                let phrase = &cue.triggers[start.way];
                let Some(end) = s.hits.phrase(phrase, at) else { continue };
                let way = way(cue, phrase, end);
                let known = ways.iter().find(|(known, _)| *known == way);
                let reading = known.map_or_else(
                    || {
                        tries.readings.push(read(s, &way, at));
                        small(tries.readings.len() - 1)
                    },
                    |(_, reading)| *reading,
                );
                ways.push((way, reading));
                tries.all.push(Try {
                    cue: small(start.cue),
                    trigger: Slot::of(at..end),
                    reading,
                    object: OnceCell::new(),
                    subject: OnceCell::new(),
                });
            }
            tries.words.push(first..tries.all.len());
        }
        tries
    }

    /// The rows whose trigger begins at a word.
    pub(super) fn at(&self, at: usize) -> &[Try] {
        self.words.get(at).map_or(&[], |range| &self.all[range.clone()])
    }

    /// How a row's trigger is meant, or why it asserts nothing.
    pub(super) fn reading(&self, row: &Try) -> Result<&Reading, Reason> {
        self.readings[row.reading as usize].as_ref().map_err(|reason| *reason)
    }
}

fn way(cue: &Cue, phrase: &[Atom], end: usize) -> Way {
    let kind = cue.row.kind;
    let atom = match kind {
        CueKind::Verb => phrase.first(),
        CueKind::Noun => phrase.last(),
        CueKind::Phrase => None,
    };
    let lemma = match atom {
        Some(Atom::Lemma(lemma)) => *lemma,
        _ => LemmaId::UNKNOWN,
    };
    Way { kind, end, lemma }
}

/// How a trigger is meant.
fn read(s: &Sentence<'_>, way: &Way, at: usize) -> Result<Reading, Reason> {
    let trigger = at..way.end;
    match way.kind {
        CueKind::Verb => reading::verb(s, &trigger, way.lemma),
        CueKind::Noun => {
            // "stopped" is no noun, though "stop" may be one.
            let noun = Forms::BASE.or(Forms::PLURAL).or(Forms::ING);
            if way.lemma != LemmaId::UNKNOWN
                && !reading::forms_of(s, trigger.end - 1, way.lemma).any(noun)
            {
                return Err("verb, not a noun");
            }
            nominal::noun(s, &trigger)
        }
        CueKind::Phrase => nominal::phrase(s, &trigger),
    }
}
