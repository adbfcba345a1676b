//! Which of the dates around an outcome is its own: the rules of `time`
//! propose, and the learned weights decide on each date that the sentence
//! gives and on the one told before.
//!
//! Feature names are stable, as in `features`. Looks at one outcome.

use super::blend;
use super::country::Basis;
use super::sink::{Keys, Sink};
use super::time::{
    Calendar, EventDate, Given, context, in_sentence, inherited,
};
use super::told::{Told, far, few};
use crate::codebook::blend::Question;
use crate::codebook::grammar::Grammar;
use crate::codebook::weights::YES;
use crate::extract::date::{DateMention, Resolved, resolve, resolve_from};

/// How probable a date must be.
const LIKELY: f64 = 0.5;

/// Dates of the sentence that are weighed, to each side of an outcome: each is
/// weighed against the others, and no writer's sentence has more.
const NEAREST: usize = 8;

/// What may stand between an outcome and a date that is not its own.
const OVER: [Grammar; 5] = [
    Grammar::Relative,
    Grammar::Circumstance,
    Grammar::Reason,
    Grammar::Conjunction,
    Grammar::Say,
];

/// A date near an outcome.
pub(super) struct Candidate<'a> {
    pub(super) date: EventDate,
    /// The word that gives it, if the item does.
    pub(super) at: Option<Given>,
    /// Its mention, if the sentence gives it.
    mention: Option<&'a DateMention>,
    /// Whether the rules chose it.
    ruled: bool,
}

/// The dates that a sentence gives, each by the month told last before it.
pub(super) fn resolved<'a>(
    mentions: &'a [DateMention],
    calendar: &Calendar,
) -> Vec<(&'a DateMention, Resolved)> {
    let context = context(calendar);
    let mut told = calendar.told.as_ref().map(|told| told.date.clone());
    let mut all = Vec::new();
    for mention in mentions {
        // "On the 14th" is of the month told last rather than of the heading's.
        let date = resolve_from(mention, None, told.as_ref())
            .or_else(|| resolve(mention, &context));
        if let Some(date) = date {
            told = Some(date.clone());
            all.push((mention, date));
        }
    }
    all
}

/// The dates that an outcome may have, in the order of the text.
pub(super) fn candidates<'a>(
    told: &Told<'a>,
    calendar: &Calendar,
) -> Vec<Candidate<'a>> {
    let ruled = in_sentence(told, calendar).map(|ruled| ruled.date);
    let own = |date: &Resolved| ruled.as_ref() == Some(date);
    let mentions = resolved(&told.s.mentions.dates, calendar);
    let before = calendar.told.iter().map(|last| Candidate {
        ruled: false,
        date: EventDate { date: last.date.clone(), basis: Basis::Item },
        at: last.at,
        mention: None,
    });
    let at = told.fit.trigger.start;
    let next = mentions.partition_point(|(m, _)| m.words.start < at);
    let near = next.saturating_sub(NEAREST)
        ..mentions.len().min(next.saturating_add(NEAREST));
    let within = mentions[near].iter().map(|(mention, date)| {
        let date = date.clone();
        let inside = told.clause.contains(&mention.words.start);
        let basis = if inside { Basis::Clause } else { Basis::Sentence };
        Candidate {
            ruled: own(&date),
            date: EventDate { date, basis },
            at: Some(Given { sentence: None, word: mention.words.start }),
            mention: Some(mention),
        }
    });
    before.chain(within).collect()
}

/// When an outcome happened.
pub(super) fn decide(
    told: &Told<'_>,
    calendar: &Calendar,
) -> Option<EventDate> {
    let Some(model) = told.s.codebook.weights.model("date") else {
        return super::time::date(told, calendar);
    };
    let candidates = candidates(told, calendar);
    let likely = |index: &usize| {
        let mut keys = Keys::default();
        features(told, calendar, &candidates, *index, &mut keys);
        let said = told.tags.and_then(|tags| {
            tags.dated(told.fit.trigger.start, candidates[*index].at?)
        });
        blend::probability(
            &told.s.codebook.blend,
            Question::Date,
            model.sum(keys.all(), YES),
            said,
        )
    };
    (0..candidates.len())
        .map(|index| (likely(&index), index))
        .filter(|(odds, _)| *odds >= LIKELY)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, index)| candidates[index].date.clone())
        .or_else(|| inherited(calendar))
}

/// The features of a candidate.
pub(super) fn features(
    told: &Told<'_>,
    calendar: &Calendar,
    all: &[Candidate<'_>],
    index: usize,
    sink: &mut impl Sink,
) {
    let own = &all[index];
    let zone = own.date.basis.name();
    let ruled = if own.ruled { "ruled" } else { "not" };
    let precision = own.date.date.precision.name();
    let fallback = if inherited(calendar).is_some() { "or" } else { "only" };
    let within = all.iter().filter(|c| c.mention.is_some()).count();
    let ruling = if all.iter().any(|c| c.ruled) { "other" } else { "none" };
    sink.add("bias", &[]);
    sink.add("zone", &[zone, few(within)]);
    sink.add("zone", &[zone, precision]);
    sink.add("ruled", &[ruled, zone]);
    sink.add("ruled", &[ruled, precision]);
    sink.add("ruled", &[ruled, ruling, few(within)]);
    sink.add("fallback", &[fallback, zone, precision]);
    let year = calendar.covered.or(calendar.reference);
    if let Some(year) = year {
        let lag = match i32::from(own.date.date.start.year()) - i32::from(year)
        {
            0 => "same",
            -1 => "before",
            1 => "after",
            ..0 => "earlier",
            _ => "later",
        };
        sink.add("year", &[lag, precision]);
        sink.add("year", &[lag, ruled]);
    }
    if let Some(mention) = own.mention {
        within_sentence(told, mention, all, zone, ruled, sink);
    } else {
        sink.add("opens", &[told.s.written[0].text()]);
    }
}

fn within_sentence(
    told: &Told<'_>,
    mention: &DateMention,
    all: &[Candidate<'_>],
    zone: &str,
    ruled: &str,
    sink: &mut impl Sink,
) {
    let s = told.s;
    let words = &mention.words;
    let side = told.side(words);
    let between = told.between(words);
    let far = far(between.len());
    let before = |n: usize| s.written_before(words.start, n);
    let relation = mention.relation.name();
    sink.add("side", &[side, zone]);
    sink.add("side", &[side, far]);
    sink.add("side", &[side, far, ruled]);
    sink.add("relation", &[relation]);
    sink.add("relation", &[relation, side]);
    sink.add("b1", &[before(1)]);
    sink.add("b1", &[before(1), side]);
    sink.add("b21", &[before(2), before(1)]);
    sink.add("a1", &[s.stem(words.end)]);
    if words.start <= 1 {
        sink.add("first", &[zone]);
    }
    if words.end + 1 >= s.words.len() {
        sink.add("last", &[zone]);
    }
    if told.others.iter().any(|other| other.contains(&words.start)) {
        sink.add("other", &[side]);
    }
    let nearer = all
        .iter()
        .filter_map(|c| c.mention)
        .filter(|other| between.contains(&other.words.start));
    sink.add("nearer", &[few(nearer.count()), side]);
    for class in told.over(&between, &OVER) {
        sink.add("over", &[class.name(), side]);
    }
    for at in between.clone() {
        if s.is(Grammar::Preposition, at) || s.is(Grammar::To, at) {
            sink.add("over", &[s.written[at].text(), side]);
        }
        if s.surface(at).ends_with("ing") {
            sink.add("over", &["ing", side]);
        }
    }
    let commas = between.filter(|at| s.sign(*at, &[',', '–', '—', ';', ':']));
    sink.add("commas", &[side, few(commas.count())]);
}
