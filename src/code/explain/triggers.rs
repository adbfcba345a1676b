//! Each word that a cue may begin with: the rows that were tried, how they
//! read it, what fills their slots, and what became of the best of them.

use super::grid::Grid;
use super::{Document, place_of, quoted};
use crate::code::reading::{Mood, Reading, Reason, Voice};
use crate::code::sentence::Sentence;
use crate::code::slots::{Fit, clause_around, fit, fits};
use crate::codebook::cue::Cue;
use std::ops::Range;

/// A row that was tried at a word.
struct Tried {
    cue: usize,
    trigger: Range<usize>,
    reading: Option<Reading>,
    result: Result<Fit, Reason>,
}

/// Shows all triggers of a sentence.
pub(super) fn triggers(
    out: &mut String,
    document: &Document<'_>,
    index: usize,
) {
    let s = &document.coding.prepared.sentences[index];
    let (best, _) = fits(s);
    for at in 0..s.words.len() {
        let tried = tried(s, at);
        let Some(first) = tried.first() else { continue };
        let chosen = best.iter().find(|fit| fit.trigger.start == at);
        let trigger = chosen.map_or(&first.trigger, |fit| &fit.trigger);
        let title = format!(
            "trigger {at} {}: {}",
            quoted(s, trigger),
            verdict(document, index, at, chosen)
        );
        let mut grid = Grid::default();
        for row in &tried {
            let won = chosen.is_some_and(|fit| fit.cue == row.cue);
            grid.row(cells(s, row, won));
        }
        grid.print(out, &title);
    }
}

/// The rows tried at a word: those that fit, the best first, then the others
/// in the order of the codebook.
fn tried(s: &Sentence<'_>, at: usize) -> Vec<Tried> {
    let mut all: Vec<Tried> = Vec::new();
    let tries = s.tries();
    for row in tries.at(at) {
        let (cue, trigger) = (row.cue(), row.trigger());
        let reading = tries.reading(row);
        let result = reading.and_then(|r| fit(s, row, r));
        let reading = reading.ok().cloned();
        let new = Tried { cue, trigger, reading, result };
        // A row whose trigger has several ways to match is shown once.
        match all.iter_mut().find(|old| old.cue == cue) {
            None => all.push(new),
            Some(old) if rank(&new) > rank(old) => *old = new,
            Some(_) => {}
        }
    }
    all.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.cue.cmp(&b.cue)));
    all
}

fn rank(tried: &Tried) -> f64 {
    tried.result.as_ref().map_or(f64::NEG_INFINITY, |fit| fit.rank)
}

/// What became of the best row.
fn verdict(
    document: &Document<'_>,
    index: usize,
    at: usize,
    chosen: Option<&Fit>,
) -> String {
    let coding = document.coding;
    let own = coding
        .events
        .iter()
        .find(|e| e.sentence == index && e.fit.trigger.start == at);
    if let Some(event) = own {
        return format!("event {}", document.id(event));
    }
    let refusal = coding
        .refusals
        .iter()
        .find(|(s, refusal)| *s == index && refusal.trigger.start == at);
    if let Some((_, refusal)) = refusal {
        return format!("refused, {}", refusal.reason);
    }
    if chosen.is_none() {
        return "refused, no row fits".to_owned();
    }
    // All others leave a refusal.
    "left out, told twice, or a caption of what the text tells".to_owned()
}

/// Row, place, reading, rank, score, and slots or reason.
fn cells(s: &Sentence<'_>, tried: &Tried, won: bool) -> [String; 7] {
    let cue = &s.codebook.cues.all[tried.cue];
    let reading = tried.reading.as_ref().map(reading).unwrap_or_default();
    let (rank, score, what) = match &tried.result {
        Ok(fit) => (
            format!("rank {:.1}", fit.rank),
            format!("score {:.3}", fit.score),
            slots(s, cue, fit),
        ),
        Err(reason) => {
            let reason = missing(s, cue, tried, reason);
            (String::new(), String::new(), format!("refused, {reason}"))
        }
    };
    let mark = if won { ">" } else { " " };
    [
        mark.to_owned(),
        cue.row.id.clone(),
        place_of(&cue.place),
        reading,
        rank,
        score,
        what,
    ]
}

fn slots(s: &Sentence<'_>, cue: &Cue, fit: &Fit) -> String {
    let near = (!cue.near.is_empty())
        .then(|| s.first_in(&cue.near, 0..s.words.len()))
        .flatten();
    let slots =
        [("subject", &fit.subject), ("object", &fit.object), ("near", &near)];
    let filled: Vec<String> = slots
        .into_iter()
        .filter_map(|(name, words)| {
            Some(format!("{name} {}", quoted(s, words.as_ref()?)))
        })
        .collect();
    filled.join(", ")
}

/// The reason with the words that the row wanted or excluded.
fn missing(
    s: &Sentence<'_>,
    cue: &Cue,
    tried: &Tried,
    reason: Reason,
) -> String {
    if tried.reading.is_none() {
        return reason.to_owned();
    }
    let excluded = s.first_in(&cue.not, clause_around(s, &tried.trigger));
    let near = s.first_in(&cue.near, 0..s.words.len());
    let wanted = match reason {
        r if r.contains("object") => &cue.row.object,
        r if r.contains("subject") => &cue.row.subject,
        r if r.contains("near") && near.is_none() => &cue.row.near,
        r if r.contains("excludes") => {
            let words = excluded.map(|words| quoted(s, &words));
            return format!("{r}: {}", words.unwrap_or_default());
        }
        _ => return reason.to_owned(),
    };
    format!("{reason}: {}", shortened(wanted))
}

/// Enough of a cell to know it again.
fn shortened(cell: &str) -> String {
    const ENOUGH: usize = 48;
    match cell.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// Voice, mood, and what else was noticed of a reading.
pub(super) fn reading(reading: &Reading) -> String {
    let voice = match reading.voice {
        Voice::Active => "active",
        Voice::Passive => "passive",
        Voice::Headline => "headline",
        Voice::Nominal => "noun",
        Voice::Phrase => "phrase",
    };
    let mood = match reading.mood {
        Mood::Asserted => "asserted",
        Mood::Announced => "announced",
        Mood::Ongoing => "ongoing",
        Mood::Refused => "refused",
    };
    let mut all = vec![voice, mood];
    all.extend(reading.background.then_some("background"));
    all.extend(reading.modifier.then_some("modifier"));
    all.join(" ")
}
