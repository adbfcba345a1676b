//! From the fits of a sentence to coded outcomes: status, filters that tell
//! background and own acts from outcomes, and one event for each outcome.

use super::country::EventCountry;
use super::people::EventPerson;
use super::reading::{Mood, Reason, Voice};
use super::sentence::Sentence;
use super::slots::{Fit, Refusal};
use super::time::EventDate;
use crate::codebook::Codebook;
use crate::codebook::cue::{Cue, Status};
use crate::codebook::scope::Scope;
use crate::normalise::{ItemKind, Outline};
use std::ops::Range;

/// A coded outcome, before it becomes rows.
#[derive(Debug, Clone)]
pub struct Coded {
    /// Sentence of the document, by index.
    pub sentence: usize,
    /// Item of the document, by index.
    pub item: usize,
    /// The fit that found it.
    pub fit: Fit,
    /// Its clause, in words of the sentence.
    pub clause: Range<usize>,
    /// Evidence, in bytes of the clean text.
    pub evidence: Range<usize>,
    /// Index of the outcome type.
    pub outcome: usize,
    /// Its status.
    pub status: Status,
    /// Where the status came from.
    pub status_basis: &'static str,
    /// Index of the theme.
    pub theme: usize,
    /// Where the theme came from.
    pub theme_basis: &'static str,
    /// Its countries.
    pub countries: Vec<EventCountry>,
    /// Its date.
    pub date: Option<EventDate>,
    /// Its persons.
    pub people: Vec<EventPerson>,
    /// How many persons.
    pub people_count: Option<u64>,
}

/// The outcome type and status of a fit: the cue's, changed by its reading.
///
/// # Errors
///
/// The reason why the reading leaves no event.
pub fn outcome(
    codebook: &Codebook,
    fit: &Fit,
) -> Result<(usize, Status, &'static str), Reason> {
    let cue = &codebook.cues.all[fit.cue];
    let announced = &codebook.outcomes[cue.outcome].if_announced;
    let (status, basis) = match (fit.reading.mood, cue.row.status) {
        (Mood::Asserted, status) => (status, "cue"),
        (Mood::Announced, Status::Setback) => (Status::Setback, "cue"),
        (Mood::Announced, _) => (Status::Announced, "promise"),
        (Mood::Ongoing, Status::Achieved) => (Status::Ongoing, "continuation"),
        (Mood::Ongoing, status) => (status, "cue"),
        (Mood::Refused, Status::Setback) => {
            return Err("a measure against the right that was not taken");
        }
        (Mood::Refused, _) => (Status::Setback, "negation"),
    };
    let outcome = if status == Status::Announced && !announced.is_empty() {
        codebook.outcome(announced).unwrap_or(cue.outcome)
    } else {
        cue.outcome
    };
    Ok((outcome, status, basis))
}

/// Keeps the fits of a sentence that stand side by side: a fit whose trigger
/// lies in another's trigger or object gives way, and so does what a law or
/// ruling that the sentence reports is said to provide.
#[must_use]
pub fn side_by_side(
    s: &Sentence<'_>,
    mut fits: Vec<Fit>,
) -> (Vec<Fit>, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let mut kept: Vec<Fit> = Vec::new();
    fits.sort_by_key(|fit| fit.trigger.start);
    for fit in fits {
        let Some(last) = kept.last() else {
            kept.push(fit);
            continue;
        };
        let reason = conflict(s, last, &fit);
        match reason {
            None => kept.push(fit),
            Some((true, reason)) => {
                // The later one is better: it replaces the earlier, and what
                // is promised of the whole is promised of its provision.
                let mut fit = fit;
                let last = kept.pop();
                if let Some(last) = last {
                    if reason == PROVISION {
                        fit.reading.mood = last.reading.mood;
                        fit.reading.start = last.reading.start;
                        fit.reading.background = last.reading.background;
                    }
                    refusals.push(Refusal {
                        trigger: last.trigger,
                        cue: last.cue,
                        reason: reason.to_owned(),
                    });
                }
                kept.push(fit);
            }
            Some((false, reason)) => {
                // What tells it again is evidence too.
                if reason == TWICE
                    && let Some(last) = kept.last_mut()
                {
                    last.reach = last.reach.max(fit.trigger.end);
                }
                refusals.push(Refusal {
                    trigger: fit.trigger,
                    cue: fit.cue,
                    reason: reason.to_owned(),
                });
            }
        }
    }
    (kept, refusals)
}

/// Whether two neighbouring fits tell one outcome: whether the later one is to
/// be kept, and why the other goes.
fn conflict(
    s: &Sentence<'_>,
    first: &Fit,
    second: &Fit,
) -> Option<(bool, Reason)> {
    let cues = &s.codebook.cues.all;
    let (a, b) = (&cues[first.cue], &cues[second.cue]);
    if second.trigger.start < first.trigger.end {
        return Some((second.rank > first.rank, "inside another trigger"));
    }
    let between = first.trigger.end..second.trigger.start;
    let parted = between.clone().any(|at| s.sign(at, &[';']));
    if parted {
        return None;
    }
    if let Some(verdict) = noun_beside_verb(s, first, second) {
        return Some(verdict);
    }
    if describes(s, first, second) {
        return Some((true, "describes what the verb after it acts upon"));
    }
    // "took her case to court, which ruled": two steps, told one by one.
    let id = |cue: &Cue| s.codebook.outcomes[cue.outcome].outcome.as_str();
    if id(a) == "case_filed" && id(b) != "case_filed" {
        return None;
    }
    // "promised to join": the infinitive says what was promised.
    let to = second.reading.start;
    if s.is("to", to) && to + 1 >= first.trigger.end && between.len() <= 2 {
        // A row for the governing words themselves says more: "refuse to".
        let spelt = s.is("to", first.trigger.end.wrapping_sub(1));
        let explicit = spelt && a.row.status != Status::Announced;
        return Some((
            !explicit,
            "governs an infinitive that names the outcome",
        ));
    }
    let same = a.outcome == b.outcome;
    let coordinated = between
        .clone()
        .any(|at| s.is("list", at) || s.sign(at, &[',']));
    let distance = between.len();
    let liberty = matches!(
        s.codebook.outcomes[a.outcome].class.as_str(),
        "liberty" | "justice"
    );
    let own_object = second
        .object
        .as_ref()
        .is_some_and(|object| object.start >= second.trigger.end);
    let phrase =
        matches!(second.reading.voice, Voice::Nominal | Voice::Phrase);
    // "became a crime after Parliament passed a law": how it came about.
    if same && second.reading.background {
        return Some((false, TWICE));
    }
    if same && phrase && !coordinated {
        return Some((second.rank > first.rank, TWICE));
    }
    if same && (liberty || !own_object) && shares_subject(s, first, second) {
        return Some((false, TWICE));
    }
    // Provisions: "passed a law that bans", "ruled that X must".
    let opened = between.clone().find(|&at| {
        s.is("relative", at)
            || s.is("to", at)
            || (s.surface(at) == "by" && distance <= 4)
    });
    let lawlike = s.codebook.outcomes[a.outcome].provisions == "yes";
    if let Some(opened) = opened
        && lawlike
        && !(s.sign(opened.wrapping_sub(1), &[','])
            && coordinated
            && s.codebook.outcomes[b.outcome].class == "liberty")
    {
        return Some((specific(s, a, b), PROVISION));
    }
    let gerund = second.reading.voice == Voice::Active
        && s.surface(second.trigger.start).ends_with("ing")
        && lawlike
        && distance <= 5;
    if gerund {
        return Some((specific(s, a, b), PROVISION));
    }
    None
}

const TWICE: Reason = "same outcome told twice";

const PROVISION: Reason = "a provision of the outcome before it";

/// Whether what a law or ruling provides says more than that there is one:
/// "passed a bill that abolishes", "ruled that the ban is unconstitutional".
fn specific(s: &Sentence<'_>, whole: &Cue, provision: &Cue) -> bool {
    let id = |cue: &Cue| s.codebook.outcomes[cue.outcome].outcome.as_str();
    matches!(id(whole), "law_enacted" | "court_ruling")
        && id(provision) == "law_repealed"
        && provision.row.status != Status::Setback
}

/// Whether the first trigger stands in a relative clause or participle on what
/// the second one acts upon: "a bill that bans X was approved".
fn describes(s: &Sentence<'_>, first: &Fit, second: &Fit) -> bool {
    let Some(object) = &second.object else { return false };
    let passive =
        matches!(second.reading.voice, Voice::Passive | Voice::Headline);
    if !passive || object.end > first.reading.start {
        return false;
    }
    let relative =
        (object.end..first.reading.start).any(|at| s.is("relative", at));
    let bare = first.reading.voice == Voice::Headline
        && first.reading.start == first.trigger.start;
    let joined = (first.trigger.end..second.reading.start)
        .any(|at| s.is("conjunction", at));
    relative || bare && !joined
}

/// A noun that names an outcome beside a verb that tells one: the verb wins
/// where the noun fills its slot or stands in its reach ("charges were
/// dropped", "investigate the murder"), the noun where the verb only carries
/// it.
fn noun_beside_verb(
    s: &Sentence<'_>,
    first: &Fit,
    second: &Fit,
) -> Option<(bool, Reason)> {
    let nominal = |fit: &Fit| fit.reading.voice == Voice::Nominal;
    let fills = |verb: &Fit, noun: &Fit| {
        [&verb.object, &verb.subject].into_iter().flatten().any(|slot| {
            slot.start < noun.trigger.end && noun.trigger.start < slot.end
        })
    };
    let between = first.trigger.end..second.trigger.start;
    let joined = !between.clone().any(|at| {
        s.sign(at, &[',', ';', ':']) || s.is("conjunction", at)
    });
    match (nominal(first), nominal(second)) {
        (true, false)
            if fills(second, first)
                || joined
                    && matches!(
                        second.reading.voice,
                        Voice::Passive | Voice::Headline
                    ) =>
        {
            Some((true, "named by the verb after it"))
        }
        (false, true) if fills(first, second) => {
            Some((false, "named by the verb before it"))
        }
        (false, true) if joined => {
            let carried = first.object.is_none();
            Some((carried, "named by the verb before it"))
        }
        _ => None,
    }
}

/// Whether the second verb has no subject of its own: "pardoned and freed",
/// "found guilty and sentenced"; not "Egypt released A and Iran released B".
fn shares_subject(s: &Sentence<'_>, first: &Fit, second: &Fit) -> bool {
    let (from, until) = (first.trigger.end, second.reading.start);
    if until <= from {
        return true;
    }
    let joint = (from..until)
        .rev()
        .find(|&at| s.is("list", at) || s.sign(at, &[',']));
    let Some(joint) = joint else {
        let pronoun = until > from && s.is("person_pronoun", until - 1);
        return pronoun || until - from <= 3;
    };
    !(joint + 1..until)
        .any(|at| s.begins_noun(at) && !s.is("person_pronoun", at))
}

/// Whether the sentence only sums up or praises, without an outcome of its
/// own.
#[must_use]
pub fn summary(s: &Sentence<'_>) -> bool {
    s.mentions.places.is_empty()
        && s.mentions.people.is_empty()
        && s.first_in(s.scope(Scope::Summary), 0..s.words.len()).is_some()
}

/// Whether the publisher itself acts: no event unless it is advocacy or a
/// suit.
#[must_use]
pub fn own_act(s: &Sentence<'_>, fit: &Fit, outcome: usize) -> bool {
    if s.codebook.outcomes[outcome].own_act == "yes"
        || fit.reading.voice != Voice::Active
        || fit.subject.is_some()
    {
        return false;
    }
    let until = fit.reading.start;
    let own = s.last_in(s.scope(Scope::Own), 0..until);
    // Another subject between the publisher and the verb acts instead.
    own.is_some_and(|own| {
        !(own.end..until).any(|at| {
            s.sign(at, &[';', ':'])
                || s.is("relative", at)
                || s.is("conjunction", at) && s.begins_noun(at + 1)
                    && at + 1 < until
        }) && !s
            .mentions
            .places
            .iter()
            .any(|p| p.words.start >= own.end && p.words.end + 2 >= until && p.words.end <= until)
    })
}

/// Whether an event only tells a person's past: a harm in a relative clause
/// or after *when*.
#[must_use]
pub fn past_harm(codebook: &Codebook, event: &Coded) -> bool {
    let harm = event.status == Status::Setback
        || matches!(
            codebook.outcomes[event.outcome].outcome.as_str(),
            "perpetrator_held" | "perpetrator_convicted" | "other"
        );
    harm && event.fit.reading.background
}

/// Leaves out what a caption tells that the text tells too: its fields may
/// fill those of the other.
#[must_use]
pub fn without_captions(outline: &Outline, events: Vec<Coded>) -> Vec<Coded> {
    let caption =
        |e: &Coded| outline.items[e.item].kind == ItemKind::Caption;
    let places = |e: &Coded| -> Vec<usize> {
        e.countries.iter().map(|c| c.country).collect()
    };
    let mut kept = events;
    let mut at = 0;
    while at < kept.len() {
        let told = kept.iter().enumerate().position(|(other, e)| {
            other != at
                && caption(&kept[at])
                && !caption(e)
                && e.outcome == kept[at].outcome
                && places(e) == places(&kept[at])
        });
        let Some(other) = told else {
            at += 1;
            continue;
        };
        let caption = kept.remove(at);
        let other = if other > at { other - 1 } else { other };
        let event = &mut kept[other];
        let finer = caption.date.as_ref().is_some_and(|date| {
            event.date.as_ref().is_none_or(|own| {
                date.date.precision < own.date.precision
            })
        });
        if finer {
            event.date = caption.date;
        }
        if event.people.is_empty() {
            event.people = caption.people;
        }
    }
    kept
}

/// Why a measure against a person is only that person's past.
#[must_use]
pub fn past(event: &Coded, covered: Option<i16>) -> Option<Reason> {
    let year = covered?;
    let date = event.date.as_ref()?;
    let earlier = date.date.end.year() < year - 1;
    (event.status == Status::Setback && earlier)
        .then_some("background: before the time that the text covers")
}

/// Why an event says nothing beyond another of its item: a stage on the way,
/// the means, own work. Which outcomes give way to which stands in
/// `codebook/precedence.csv`.
#[must_use]
pub fn gives_way<'a>(
    codebook: &'a Codebook,
    event: &Coded,
    all: &[Coded],
) -> Option<&'a str> {
    let places = |e: &Coded| -> Vec<usize> {
        e.countries.iter().map(|c| c.country).collect()
    };
    codebook
        .precedence
        .iter()
        .filter(|rule| rule.outcome == event.outcome)
        .filter(|rule| rule.status.is_none_or(|s| s == event.status))
        .find(|rule| {
            all.iter().any(|other| {
                let theirs = places(other);
                other.outcome == rule.beside
                    && (rule.also_setback || other.status != Status::Setback)
                    && (!rule.same_country
                        || places(event).iter().all(|p| theirs.contains(p)))
            })
        })
        .map(|rule| rule.reason.as_str())
}

/// Joins events of one item that tell the same outcome. The one with the
/// better evidence stays and takes from the other what it lacks.
#[must_use]
pub fn merged(codebook: &Codebook, events: Vec<Coded>) -> Vec<Coded> {
    let mut kept: Vec<Coded> = Vec::new();
    for event in events {
        let twin = kept.iter_mut().find(|k| same_outcome(codebook, k, &event));
        match twin {
            None => kept.push(event),
            Some(twin) => {
                let plain = |e: &Coded| {
                    matches!(
                        e.fit.reading.voice,
                        Voice::Active | Voice::Passive
                    )
                };
                let stronger = event.fit.score > twin.fit.score + 0.2
                    || plain(&event) && !plain(twin);
                let (mut stays, goes) = if stronger {
                    (event, twin.clone())
                } else {
                    (twin.clone(), event)
                };
                if stays.countries.is_empty() {
                    stays.countries = goes.countries;
                }
                if stays.people.is_empty() {
                    stays.people = goes.people;
                }
                stays.people_count = stays.people_count.or(goes.people_count);
                let vague = stays.date.as_ref().is_none_or(|date| {
                    goes.date.as_ref().is_some_and(|other| {
                        other.date.precision < date.date.precision
                    })
                });
                if vague && goes.date.is_some() {
                    stays.date = goes.date;
                }
                *twin = stays;
            }
        }
    }
    kept
}

fn same_outcome(codebook: &Codebook, a: &Coded, b: &Coded) -> bool {
    if a.item != b.item || a.outcome != b.outcome {
        return false;
    }
    let phrase = matches!(
        b.fit.reading.voice,
        Voice::Phrase | Voice::Nominal
    );
    if a.sentence == b.sentence && !phrase {
        return false;
    }
    let ids = |event: &Coded| {
        let mut ids: Vec<usize> =
            event.countries.iter().map(|c| c.country).collect();
        ids.sort_unstable();
        ids
    };
    let (x, y) = (ids(a), ids(b));
    let places = x == y || x.is_empty() || y.is_empty();
    let surname = |p: &EventPerson| {
        p.name.rsplit(' ').next().unwrap_or("").to_lowercase()
    };
    let shares = a
        .people
        .iter()
        .any(|p| b.people.iter().any(|q| surname(p) == surname(q)));
    let persons = a.people.is_empty() || b.people.is_empty() || shares;
    let counts = a.people_count.is_none()
        || b.people_count.is_none()
        || a.people_count == b.people_count
        || shares;
    let dated = |event: &Coded| {
        event
            .date
            .as_ref()
            .filter(|d| {
                matches!(
                    d.basis,
                    super::country::Basis::Clause
                        | super::country::Basis::Sentence
                )
            })
            .map(|d| d.date.start)
    };
    let dates = match (dated(a), dated(b)) {
        (Some(x), Some(y)) => x == y || x.year() == y.year() && shares,
        _ => true,
    };
    let liberty = codebook.outcomes[a.outcome].class == "liberty";
    places && persons && counts && dates && (a.status == b.status || liberty)
}
