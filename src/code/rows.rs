//! From a coding to rows of the published tables, and to the JSON of
//! `tidings annotate`. Decides nothing.

use super::Coder;
use super::coverage::coverage;
use super::document::Coding;
use super::event::{Coded, rounded};
use super::sentence::Sentence;
use crate::codebook::hex;
use crate::extract::quantity::Bound;
use crate::normalise::{Format, ItemKind, Outline, Source};
use crate::table::{self, Code};
use sha2::{Digest, Sha256};

/// All rows of one document.
#[must_use]
pub(super) fn rows(
    coder: &Coder,
    source: &Source,
    outline: &Outline,
    coding: &Coding<'_>,
) -> table::Coded {
    let sha256 = hex(&Sha256::digest(&source.bytes));
    let ids = Ids::of(&sha256);
    let mut rows = table::Coded::default();
    rows.documents.push(document(source, outline, coding, &ids, &sha256));
    for (index, heading) in outline.headings.iter().enumerate() {
        let span = outline.span(heading.text.clone());
        rows.sections.push(table::Section {
            section_id: ids.section(index),
            document_id: ids.document(),
            position: number(index) + 1,
            level: u64::from(heading.level),
            heading: outline.slice(heading.text.clone()).into(),
            line: number(span.line),
            byte_start: number(span.byte_start),
            byte_end: number(span.byte_end),
        });
    }
    for (index, item) in outline.items.iter().enumerate() {
        let span = outline.span(item.text.clone());
        let lead = item.lead.clone().map(|lead| outline.slice(lead));
        rows.items.push(table::Item {
            item_id: ids.item(index),
            document_id: ids.document(),
            section_id: item.section.map(|section| ids.section(section)),
            position: number(index) + 1,
            kind: kind(item.kind).into(),
            lead: lead.unwrap_or("").to_owned(),
            text: outline.slice(item.text.clone()).into(),
            line: number(span.line),
            byte_start: number(span.byte_start),
            byte_end: number(span.byte_end),
        });
    }
    for (index, sentence) in outline.sentences.iter().enumerate() {
        let span = outline.span(sentence.text.clone());
        rows.sentences.push(table::Sentence {
            sentence_id: ids.sentence(index),
            document_id: ids.document(),
            item_id: ids.item(sentence.item),
            position: number(index) + 1,
            text: outline.slice(sentence.text.clone()).into(),
            line: number(span.line),
            byte_start: number(span.byte_start),
            byte_end: number(span.byte_end),
        });
    }
    for event in &coding.events {
        event_rows(coder, outline, coding, &ids, &sha256, event, &mut rows);
    }
    candidate_rows(coder, outline, coding, &ids, &mut rows);
    uncoded_rows(coder, outline, coding, &ids, &mut rows);
    let coverage = coverage(&ids.document(), &rows);
    rows.coverage.push(coverage);
    for diagnostic in &outline.diagnostics {
        rows.problems.push(table::Problem {
            problem_id: 0,
            severity: diagnostic.severity.name().into(),
            code: diagnostic.code.into(),
            source: source.path.clone(),
            line: diagnostic.line.map(number),
            message: diagnostic.message.clone().into(),
            hint: diagnostic.hint.clone().unwrap_or_default(),
        });
    }
    rows
}

struct Ids {
    document: String,
}

impl Ids {
    fn of(sha256: &str) -> Self {
        Self { document: format!("d{}", &sha256[..12]) }
    }
    fn document(&self) -> Code {
        self.document.clone().into()
    }
    fn section(&self, index: usize) -> Code {
        self.part("-h", 4, index)
    }
    fn item(&self, index: usize) -> Code {
        self.part("-i", 5, index)
    }
    fn sentence(&self, index: usize) -> Code {
        self.part("-s", 5, index)
    }
    fn candidate(&self, index: usize) -> Code {
        self.part("-c", 5, index)
    }

    /// The id of a part of the document, its number in so many digits.
    fn part(&self, letter: &str, digits: u32, index: usize) -> Code {
        let number = index + 1;
        let mut id = String::with_capacity(self.document.len() + 8);
        id.push_str(&self.document);
        id.push_str(letter);
        let mut place = 10_usize.pow(digits - 1);
        while number / place >= 10 {
            place *= 10;
        }
        while place > 0 {
            let digit = u8::try_from(number / place % 10).unwrap_or(0);
            id.push(char::from(b'0' + digit));
            place /= 10;
        }
        id.into()
    }
}

fn number(n: usize) -> u64 {
    n as u64
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Bullet => "bullet",
        ItemKind::Paragraph => "paragraph",
        ItemKind::Caption => "caption",
        ItemKind::Quote => "quote",
    }
}

fn document(
    source: &Source,
    outline: &Outline,
    coding: &Coding<'_>,
    ids: &Ids,
    sha256: &str,
) -> table::Document {
    let origin = source.origin.clone().unwrap_or_default();
    let found = outline.title.clone().map(|t| outline.slice(t).to_owned());
    let first = outline
        .headings
        .first()
        .map(|heading| outline.slice(heading.text.clone()).to_owned());
    let metadata = outline.metadata.clone();
    let title = origin.title.or(metadata.title).or(found).or(first);
    table::Document {
        document_id: ids.document(),
        source: source.path.clone().into(),
        title: title.unwrap_or_default(),
        publisher: origin.publisher.or(metadata.publisher).unwrap_or_default(),
        date_published: origin
            .date_published
            .or(metadata.date)
            .unwrap_or_default(),
        year_covered: coding.covered().and_then(|y| u64::try_from(y).ok()),
        page_address: origin
            .page_address
            .or(metadata.address)
            .unwrap_or_default(),
        date_accessed: origin.date_accessed.and_then(|date| date.parse().ok()),
        licence: origin.licence.unwrap_or_default(),
        note: origin.note.unwrap_or_default(),
        format: format_name(source.format).into(),
        encoding: outline.encoding.into(),
        bytes: number(source.bytes.len()),
        sha256: sha256.into(),
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
    }
}

/// The row of a document that was not coded: what is known without reading
/// it, and nothing of what it says.
#[cfg(feature = "arrow")]
#[must_use]
pub(crate) fn not_coded(source: &Source) -> table::Document {
    let sha256 = hex(&Sha256::digest(&source.bytes));
    table::Document {
        document_id: Ids::of(&sha256).document(),
        source: source.path.as_str().into(),
        title: String::new(),
        publisher: String::new(),
        date_published: String::new(),
        year_covered: None,
        page_address: String::new(),
        date_accessed: None,
        licence: String::new(),
        note: String::new(),
        format: format_name(source.format).into(),
        encoding: "UTF-8".into(),
        bytes: number(source.bytes.len()),
        sha256: sha256.into(),
    }
}

/// The id of an event: the same in every run over the same bytes.
#[must_use]
pub(super) fn event_id(
    outline: &Outline,
    coding: &Coding<'_>,
    sha256: &str,
    event: &Coded,
) -> String {
    let span = outline.span(event.evidence.clone());
    let s = &coding.prepared.sentences[event.sentence];
    let outcome = &s.codebook.outcomes[event.outcome].outcome;
    // The trigger parts two events of one outcome type in one clause.
    let trigger = s.bytes(&event.fit.trigger).start;
    let key = format!(
        "{sha256} {} {} {trigger} {outcome}",
        span.byte_start, span.byte_end
    );
    event_key(&key)
}

/// An event's id, of all that tells it from others.
#[must_use]
pub(crate) fn event_key(key: &str) -> String {
    format!("e{}", &hex(&Sha256::digest(key.as_bytes()))[..16])
}

fn event_rows(
    coder: &Coder,
    outline: &Outline,
    coding: &Coding<'_>,
    ids: &Ids,
    sha256: &str,
    event: &Coded,
    rows: &mut table::Coded,
) {
    let codebook = coder.codebook();
    let span = outline.span(event.evidence.clone());
    let outcome = &codebook.outcomes[event.outcome];
    let s = &coding.prepared.sentences[event.sentence];
    let event_id: Code = event_id(outline, coding, sha256, event).into();
    let date = event.date.as_ref();
    rows.events.push(table::Event {
        event_id: event_id.clone(),
        document_id: ids.document(),
        section_id: outline.items[event.item].section.map(|i| ids.section(i)),
        item_id: ids.item(event.item),
        sentence_id: ids.sentence(event.sentence),
        theme: codebook.themes[event.theme].theme.as_str().into(),
        theme_basis: event.theme_basis.into(),
        outcome_class: outcome.class.as_str().into(),
        outcome_type: outcome.outcome.as_str().into(),
        status: event.status.name().into(),
        status_basis: event.status_basis.into(),
        date_start: date.map(|d| d.date.start),
        date_end: date.map(|d| d.date.end),
        date_precision: date
            .map(|d| d.date.precision.name())
            .unwrap_or_default()
            .to_owned(),
        date_basis: date.map_or("", |d| d.basis.name()).to_owned(),
        people_count: event.people_count,
        evidence: outline.slice(event.evidence.clone()).into(),
        line: number(span.line),
        byte_start: number(span.byte_start),
        byte_end: number(span.byte_end),
        cue: codebook.cues.all[event.fit.cue].row.id.as_str().into(),
        score: rounded(event.score(codebook)),
        cluster_id: event_id.clone(),
        cluster_basis: String::new(),
        corrected: String::new(),
        correction_reason: String::new(),
    });
    for (index, country) in event.countries.iter().enumerate() {
        rows.event_countries.push(table::EventCountry {
            event_id: event_id.clone(),
            country: codebook.countries[country.country]
                .country
                .as_str()
                .into(),
            position: number(index) + 1,
            basis: country.basis.name().into(),
            mention: country.mention.clone(),
        });
    }
    for (index, person) in event.people.iter().enumerate() {
        rows.event_people.push(table::EventPerson {
            event_id: event_id.clone(),
            position: number(index) + 1,
            person: person.name.as_str().into(),
            basis: person.basis.name().into(),
        });
    }
    let quantities = s
        .mentions
        .quantities
        .iter()
        .filter(|quantity| event.clause.contains(&quantity.words.start));
    for (index, quantity) in quantities.enumerate() {
        let bytes = s.bytes(&quantity.words);
        rows.event_quantities.push(table::EventQuantity {
            event_id: event_id.clone(),
            position: number(index) + 1,
            quantity: quantity.value,
            bound: bound(quantity.bound).into(),
            unit: quantity.unit.clone(),
            mention: outline.slice(bytes).into(),
        });
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::AtLeast => "at_least",
        Bound::About => "about",
    }
}

fn candidate_rows(
    coder: &Coder,
    outline: &Outline,
    coding: &Coding<'_>,
    ids: &Ids,
    rows: &mut table::Coded,
) {
    for (index, (sentence, refusal)) in coding.refusals.iter().enumerate() {
        let s = &coding.prepared.sentences[*sentence];
        let bytes = s.bytes(&refusal.trigger);
        let span = outline.span(bytes.clone());
        let cue = &coder.codebook().cues.all[refusal.cue];
        rows.candidates.push(table::Candidate {
            candidate_id: ids.candidate(index),
            document_id: ids.document(),
            sentence_id: ids.sentence(*sentence),
            trigger: outline.slice(bytes).into(),
            cue: cue.row.id.clone(),
            reason: refusal.reason.as_str().into(),
            line: number(span.line),
            byte_start: number(span.byte_start),
            byte_end: number(span.byte_end),
        });
    }
}

fn uncoded_rows(
    coder: &Coder,
    outline: &Outline,
    coding: &Coding<'_>,
    ids: &Ids,
    rows: &mut table::Coded,
) {
    for (index, s) in coding.prepared.sentences.iter().enumerate() {
        let coded = coding.events.iter().any(|e| e.sentence == index);
        if coded || s.mentions.places.is_empty() {
            continue;
        }
        let span = outline.span(outline.sentences[index].text.clone());
        rows.uncoded.push(table::Uncoded {
            sentence_id: ids.sentence(index),
            document_id: ids.document(),
            countries: codes(coder, s).join(";").into(),
            text: s.text.into(),
            line: number(span.line),
        });
    }
}

/// Codes of the countries that a sentence names, each once, in order.
pub(super) fn codes(coder: &Coder, s: &Sentence<'_>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for place in &s.mentions.places {
        let code = &coder.codebook().countries[place.country].country;
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}
