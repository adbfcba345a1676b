//! How a verb trigger is meant, read from its form and its left context:
//! active or passive, asserted, promised, refused; or why it asserts nothing.
//!
//! No tagger and no parser: within the codebook's vocabulary the words before
//! a verb tell as much. Knows nothing of what the verb means.

use super::sentence::Sentence;
use crate::codebook::inflect::Forms;
use crate::codebook::lexicon::LemmaId;
use crate::codebook::scope::Scope;
use std::ops::Range;

/// Where a verb's object and subject are to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Subject left, object right.
    Active,
    /// Object left, agent after *by*.
    Passive,
    /// A participle without auxiliary: a headline ("X released").
    Headline,
    /// A noun: object around it.
    Nominal,
    /// A fixed phrase.
    Phrase,
}

/// What the context does to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It says that it happened.
    Asserted,
    /// It says that somebody promises, plans or orders it.
    Announced,
    /// It says that it goes on.
    Ongoing,
    /// It says that it did not happen, or was refused.
    Refused,
}

/// A trigger's reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where object and subject stand.
    pub voice: Voice,
    /// What the context does to the outcome.
    pub mood: Mood,
    /// First word of the verb group, auxiliaries included.
    pub start: usize,
    /// Whether it stands in a clause that tells background more often than
    /// outcome: a relative clause, or one opened by *after* or *when*.
    pub background: bool,
    /// Whether it is a participle that can only modify a noun, unless its verb
    /// needs no object.
    pub modifier: bool,
    /// Where the object may stand if neither side holds it: between *had* and
    /// its participle ("had their convictions quashed").
    pub between: Option<Range<usize>>,
}

/// Why a trigger became no event, for the `candidates` table.
pub type Reason = &'static str;

/// Reads a verb whose trigger spans `trigger` and whose lemma is `lemma`.
///
/// # Errors
///
/// The reason why it asserts nothing.
pub fn verb(
    s: &Sentence<'_>,
    trigger: &Range<usize>,
    lemma: LemmaId,
) -> Result<Reading, Reason> {
    let at = trigger.start;
    let forms = forms_of(s, at, lemma);
    let (before, negated) = skip_adverbs(s, at);
    let mut reading = Reading {
        voice: Voice::Active,
        mood: if negated { Mood::Refused } else { Mood::Asserted },
        start: before,
        background: false,
        modifier: false,
        between: None,
    };
    let aux = before.wrapping_sub(1);
    let finite = Forms::PAST.or(Forms::PARTICIPLE);
    if before > 0 && s.is("to", aux) && forms.any(Forms::BASE) {
        reading.start = aux;
        reading.mood = governed(s, aux, reading.mood)?;
    } else if before > 0 && forms.any(Forms::PARTICIPLE) && s.is("be", aux) {
        reading.voice = Voice::Passive;
        let (mood, start) = passive_group(s, aux, reading.mood)?;
        (reading.mood, reading.start) = (mood, start);
    } else if before > 0 && forms.any(Forms::PARTICIPLE) && s.is("have", aux) {
        (reading.mood, reading.start) = perfect(s, aux, reading.mood)?;
    } else if before > 0 && forms.any(Forms::PARTICIPLE) && s.is("get", aux) {
        reading.voice = Voice::Passive;
        reading.start = aux;
    } else if before > 0 && forms.any(Forms::BASE) && modal(s, aux).is_some() {
        (reading.mood, reading.start) = modal_group(s, aux, reading.mood)?;
    } else if before > 0 && forms.any(Forms::BASE) && s.is("do", aux) {
        reading.start = aux;
    } else if forms.any(Forms::ING) {
        gerund(s, before, trigger, &mut reading)?;
    } else if forms.any(finite) {
        bare_past(s, before, trigger, forms, &mut reading)?;
    } else {
        present(s, before, trigger, forms, &mut reading)?;
    }
    reading.background = background(s, reading.start)?;
    if reading.background && reading.mood == Mood::Refused {
        return Err("negated in a subordinate clause");
    }
    Ok(reading)
}

/// The forms in which a word stands for a lemma.
#[must_use]
pub fn forms_of(s: &Sentence<'_>, at: usize, lemma: LemmaId) -> Forms {
    let Some(word) = s.words.get(at) else { return Forms::default() };
    let all = s.codebook.lexicon.lemmas(word.id);
    all.iter().find(|(l, _)| *l == lemma).map_or(Forms::default(), |(_, f)| *f)
}

/// Skips adverbs to the left; tells whether one of them negates.
fn skip_adverbs(s: &Sentence<'_>, at: usize) -> (usize, bool) {
    let (mut before, mut negated) = (at, false);
    while before > 0 {
        let negation = s.closes(Scope::Negate, before);
        let start = negation
            .or_else(|| s.closes(Scope::Adverb, before))
            .or_else(|| s.adverb(before - 1).then_some(before - 1));
        let Some(start) = start else { break };
        let blocks = s.is("determiner", start) && start + 1 == before;
        if blocks && negation.is_none() {
            break;
        }
        negated |= negation.is_some();
        before = start;
    }
    (before, negated)
}

/// A modal: promise (`will`) or hypothesis (`would`).
fn modal(s: &Sentence<'_>, at: usize) -> Option<Scope> {
    if s.opens(Scope::Future, at) {
        return Some(Scope::Future);
    }
    s.opens(Scope::Hypothetical, at).then_some(Scope::Hypothetical)
}

/// *was / has been / will be / to be / being* and a participle.
fn passive_group(
    s: &Sentence<'_>,
    be: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let (before, negated) = skip_adverbs(s, be);
    let mood = if negated { Mood::Refused } else { mood };
    let aux = before.wrapping_sub(1);
    match s.surface(be).to_lowercase().as_str() {
        "been" if before > 0 && s.is("have", aux) => perfect(s, aux, mood),
        "been" => Ok((mood, be)),
        "be" if before > 0 && s.is("to", aux) => {
            Ok((governed(s, aux, mood)?, aux))
        }
        "be" if before > 0 && modal(s, aux).is_some() => {
            modal_group(s, aux, mood)
        }
        "be" => Err("base form without auxiliary"),
        "being" if before > 0 && s.is("be", aux) => {
            if s.is("be_past", aux) {
                return Err("past progressive: background");
            }
            Ok((mood, aux))
        }
        "being" => Err("gerund: background"),
        _ => Ok((mood, be)),
    }
}

fn ongoing(mood: Mood) -> Mood {
    if mood == Mood::Asserted { Mood::Ongoing } else { mood }
}

/// *has / have*, and *had* where it isn't background.
fn perfect(
    s: &Sentence<'_>,
    have: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let (before, negated) = skip_adverbs(s, have);
    let mood = if negated { Mood::Refused } else { mood };
    let aux = before.wrapping_sub(1);
    if before > 0 && modal(s, aux).is_some() {
        return Err("hypothetical: would, could, should");
    }
    if s.surface(have).eq_ignore_ascii_case("having") {
        return Ok((mood, have));
    }
    if s.is("had", have) {
        // "said that it had dropped", "by December 40 states had ratified"
        let said =
            (before.saturating_sub(8)..before).any(|at| s.is("say", at));
        let by = s.is("by", 0);
        if !said && !by {
            return Err("pluperfect: background");
        }
    }
    Ok((mood, have))
}

/// *will*, *would* and their kin.
fn modal_group(
    s: &Sentence<'_>,
    at: usize,
    mood: Mood,
) -> Result<(Mood, usize), Reason> {
    let said = (at.saturating_sub(10)..at)
        .rev()
        .take_while(|&i| !s.sign(i, &[';', ':']))
        .any(|i| s.is("say", i) || s.opens(Scope::Promise, i));
    let scope = modal(s, at);
    if mood == Mood::Refused {
        return if said {
            Ok((Mood::Refused, at))
        } else {
            Err("negated modal: no event")
        };
    }
    if said {
        return Ok((Mood::Announced, at));
    }
    if scope == Some(Scope::Hypothetical) {
        return Err("hypothetical: would, could, should");
    }
    let relative = (at.saturating_sub(3)..at).any(|i| s.is("relative", i));
    if relative {
        return Err("future in a relative clause");
    }
    Ok((Mood::Announced, at))
}

/// Who or what governs an infinitive: *vote to*, *order X to*, *the 11th
/// state to*.
fn governed(s: &Sentence<'_>, to: usize, mood: Mood) -> Result<Mood, Reason> {
    const ORDER: [Scope; 7] = [
        Scope::Refuse,
        Scope::Continue,
        Scope::Promise,
        Scope::Enable,
        Scope::Order,
        Scope::Decide,
        Scope::Demand,
    ];
    let (edge, negated) = skip_adverbs(s, to);
    let floor = to.saturating_sub(9);
    // Nearest first: "commit to", then "vote unanimously", then further left.
    for end in [to + 1, to].into_iter().chain((floor..=edge).rev()) {
        if end > 0 && end <= edge && s.sign(end - 1, &[';', ':', '.']) {
            break;
        }
        for scope in ORDER {
            let Some(start) = s.closes(scope, end) else { continue };
            let base = governor_mood(s, start)?;
            let flip = negated || mood == Mood::Refused;
            let mood = match scope {
                Scope::Refuse => Mood::Refused,
                Scope::Continue => Mood::Ongoing,
                Scope::Promise | Scope::Order => Mood::Announced,
                Scope::Enable | Scope::Decide => Mood::Asserted,
                _ => return Err("asked for or hoped for"),
            };
            return Ok(match (base, mood) {
                (Mood::Refused, Mood::Refused) => Mood::Asserted,
                (Mood::Refused, _) => Mood::Refused,
                (Mood::Announced, Mood::Asserted) => Mood::Announced,
                _ if flip => Mood::Refused,
                _ => mood,
            });
        }
    }
    let ordinal = (to.saturating_sub(6)..to).any(|at| {
        let surface = s.surface(at);
        s.is("ordinal", at)
            || (surface.starts_with(|c: char| c.is_ascii_digit())
                && surface.ends_with(['h', 't', 'd']))
    });
    if ordinal {
        return Ok(mood);
    }
    Err("infinitive of purpose")
}

/// The mood of a word that governs an infinitive.
fn governor_mood(s: &Sentence<'_>, at: usize) -> Result<Mood, Reason> {
    let (before, negated) = skip_adverbs(s, at);
    if negated {
        return Ok(Mood::Refused);
    }
    let aux = before.wrapping_sub(1);
    if before == 0 {
        return Ok(Mood::Asserted);
    }
    match modal(s, aux) {
        Some(Scope::Future) => Ok(Mood::Announced),
        Some(_) => Err("hypothetical: would, could, should"),
        None if s.is("to", aux) => governed(s, aux, Mood::Asserted),
        None => Ok(Mood::Asserted),
    }
}

/// A form in -ing: progressive, means ("by passing"), result (", freeing").
fn gerund(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let at = before.wrapping_sub(1);
    if before == 0 {
        return Err("gerund at the start");
    }
    if s.is("be", at) {
        if s.is("be_past", at) {
            return Err("past progressive: background");
        }
        reading.start = at;
        return Ok(());
    }
    if (0..at).any(|i| s.is("had", i)) {
        return Err("pluperfect: background");
    }
    let means = s.is("means", at);
    if means || s.sign(at, &[',']) {
        let object = s.begins_noun(trigger.end);
        return if object { Ok(()) } else { Err("gerund without object") };
    }
    if s.closes(Scope::Continue, before).is_some() {
        reading.mood = ongoing(reading.mood);
        return Ok(());
    }
    if s.closes(Scope::Decide, before).is_some() {
        return Ok(());
    }
    // "with two courts ruling that …"
    let with = (at.saturating_sub(8)..at)
        .rev()
        .take_while(|&i| !s.sign(i, &[',', ';', ':']))
        .any(|i| s.surface(i) == "with");
    if with {
        return Ok(());
    }
    Err("gerund or participle after a noun")
}

/// A past form or participle without auxiliary.
fn bare_past(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    forms: Forms,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let left = before.wrapping_sub(1);
    let right = trigger.end;
    let participle = forms.any(Forms::PARTICIPLE);
    if before > 0 && participle {
        let modifies = s.is("determiner", left)
            || s.words[left].token.kind
                == crate::codebook::token::TokenKind::Possessive
            || (s.is("preposition", left) && !s.is("relative", left));
        if modifies && s.begins_noun(right) {
            return Err("participle before a noun");
        }
        if let Some(between) = causative(s, before) {
            reading.voice = Voice::Passive;
            reading.start = between.start;
            reading.between = Some(between);
            return Ok(());
        }
    }
    if before > 0 && (s.is("list", left) || s.sign(left, &[','])) {
        inherit(s, left, right, participle, reading)?;
        return Ok(());
    }
    let object = s.begins_noun(right);
    if object && forms.any(Forms::PAST) {
        if before > 0 && s.is("preposition", left) {
            return Err("participle after a preposition");
        }
        return Ok(());
    }
    if participle && headline(s, before, right) {
        reading.voice = Voice::Headline;
        return Ok(());
    }
    if participle && another_finite(s, before, trigger) {
        // Still active if the verb needs no object; the slots will tell.
        reading.voice = Voice::Active;
        reading.modifier = true;
        return Ok(());
    }
    reading.voice = Voice::Headline;
    Ok(())
}

/// *have* and a possessive before a participle: "had their sentences cut".
fn causative(s: &Sentence<'_>, before: usize) -> Option<Range<usize>> {
    let floor = before.saturating_sub(8);
    let have = (floor..before).rev().find(|&at| s.is("have", at))?;
    let first = have + 1;
    let possessive = s.is("causee", first);
    let closed = (first..before).all(|at| !s.sign(at, &[',', ';', ':']));
    (possessive && closed && before > first + 1).then_some(have..before)
}

/// A verb joined to an earlier one by *and* shares its auxiliary.
fn inherit(
    s: &Sentence<'_>,
    joint: usize,
    right: usize,
    participle: bool,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let object = s.begins_noun(right);
    let floor = joint.saturating_sub(18);
    for at in (floor..joint).rev() {
        if s.sign(at, &[';', ':']) {
            break;
        }
        if s.is("be", at) && participle && !object {
            reading.voice = Voice::Passive;
            let (mood, start) = passive_group(s, at, reading.mood)?;
            (reading.mood, reading.start) = (mood, start);
            return Ok(());
        }
        if s.is("have", at) && participle {
            let (mood, start) = perfect(s, at, reading.mood)?;
            reading.mood = mood;
            if object {
                reading.start = reading.start.max(start);
            }
            return Ok(());
        }
    }
    if !object && participle {
        reading.voice = Voice::Headline;
    }
    Ok(())
}

/// Whether nothing else in the sentence is finite: a headline.
fn headline(s: &Sentence<'_>, before: usize, right: usize) -> bool {
    let finite = |at: usize| {
        s.is("be", at)
            || s.is("have", at)
            || s.is("do", at)
            || modal(s, at).is_some()
    };
    // "They include an activist jailed …": a pronoun has a verb of its own.
    let subject = |at: usize| s.is("subject_pronoun", at);
    before > 0
        && !(0..before).any(|at| finite(at) || subject(at))
        && !(right..s.words.len())
            .take_while(|&at| !s.sign(at, &[';', ':']))
            .any(finite)
}

/// Whether an auxiliary elsewhere shows that this participle only modifies.
fn another_finite(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
) -> bool {
    let aux = |at: usize| {
        s.is("be", at) || s.is("have", at) || modal(s, at).is_some()
    };
    (0..before).any(|at| aux(at) || s.is("subject_pronoun", at))
        || (trigger.end..s.words.len())
            .take_while(|&at| !s.sign(at, &[';']))
            .any(aux)
}

/// A present form: headline style, or a plural subject.
fn present(
    s: &Sentence<'_>,
    before: usize,
    trigger: &Range<usize>,
    forms: Forms,
    reading: &mut Reading,
) -> Result<(), Reason> {
    let left = before.wrapping_sub(1);
    if before == 0 {
        return Err("imperative or noun at the start");
    }
    if s.is("list", left) && forms.any(Forms::BASE) {
        return joined_infinitive(s, left, reading);
    }
    if s.is("determiner", left) && !s.is("pronoun", left)
        || s.is("preposition", left)
        || s.words[left].token.kind
            == crate::codebook::token::TokenKind::Possessive
    {
        return Err("noun, not a verb");
    }
    let help = s.is("bare_governor", left);
    if forms.any(Forms::THIRD) || help {
        return Ok(());
    }
    let plural = s.surface(left).ends_with('s')
        || s.is("pronoun", left)
        || s.surface(left).ends_with("people");
    if plural && s.begins_noun(trigger.end) {
        return Ok(());
    }
    Err("base form without a subject")
}

/// "pledged to improve X and strengthen Y": the second infinitive.
fn joined_infinitive(
    s: &Sentence<'_>,
    joint: usize,
    reading: &mut Reading,
) -> Result<(), Reason> {
    for at in (joint.saturating_sub(25)..joint).rev() {
        if s.sign(at, &[';', ':']) {
            break;
        }
        if s.is("to", at) && at + 1 < joint && !s.is("determiner", at + 1) {
            reading.mood = governed(s, at, reading.mood)?;
            return Ok(());
        }
        if modal(s, at).is_some() {
            let (mood, _) = modal_group(s, at, reading.mood)?;
            reading.mood = mood;
            return Ok(());
        }
    }
    Err("base form without a subject")
}

/// Whether the clause around a verb group tells background.
fn background(s: &Sentence<'_>, start: usize) -> Result<bool, Reason> {
    let floor = start.saturating_sub(12);
    for at in (floor..start).rev() {
        if s.sign(at, &[';', ':', '.']) {
            return Ok(false);
        }
        // A comma or a conjunction with a verb between closes the clause.
        let near = start - at <= 4;
        if s.is("if", at) {
            return Err("hypothetical: if, unless, whether");
        }
        if near && s.is("reason", at) {
            return Err("background: because, before, until");
        }
        let relative = s.is("relative", at) && s.surface(at) != "that";
        if near && relative || s.is("circumstance", at) {
            return Ok(true);
        }
        if !near && s.sign(at, &[',']) {
            return Ok(false);
        }
    }
    Ok(false)
}
