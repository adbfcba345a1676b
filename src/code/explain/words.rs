//! The words of a sentence as the lexicon knows them, and what was found in
//! them.

use super::grid::Grid;
use super::quoted;
use crate::code::sentence::Sentence;
use crate::code::surround::Scene;
use crate::code::time::context;
use crate::codebook::inflect::Forms;
use crate::codebook::token::TokenKind;
use crate::extract::date::{Resolved, resolve};
use crate::extract::person::RoleKind;
use crate::extract::quantity::Bound;

const FORMS: [(Forms, &str); 6] = [
    (Forms::BASE, "base"),
    (Forms::THIRD, "third"),
    (Forms::PAST, "past"),
    (Forms::PARTICIPLE, "participle"),
    (Forms::ING, "ing"),
    (Forms::PLURAL, "plural"),
];

/// Each word with its lemmas and forms, its grammar classes, and the scope
/// phrases that it begins.
pub(super) fn words(out: &mut String, s: &Sentence<'_>) {
    let mut grid = Grid::default();
    for at in 0..s.words.len() {
        let sign = s.words[at].token.kind == TokenKind::Sign;
        let lemmas = if sign { Vec::new() } else { lemmas(s, at) };
        let unknown = lemmas.is_empty() && !sign;
        let lemmas = if unknown { "-".to_owned() } else { lemmas.join(", ") };
        let grammar = grammar(s, at).join(" ");
        let scopes: Vec<String> = s
            .codebook
            .scopes
            .all()
            .filter_map(|(name, term)| {
                let end = s.end_of(term, at)?;
                Some(format!("{name} {}", quoted(s, &(at..end))))
            })
            .collect();
        grid.row([
            format!("{at:>3}"),
            s.surface(at).to_owned(),
            lemmas,
            grammar,
            scopes.join(", "),
        ]);
    }
    grid.print(
        out,
        "words: lemmas (forms), grammar classes, scope phrases that begin here",
    );
}

fn lemmas(s: &Sentence<'_>, at: usize) -> Vec<String> {
    let lexicon = &s.codebook.lexicon;
    let mut all: Vec<String> = lexicon
        .lemmas(s.words[at].id)
        .iter()
        .map(|(lemma, forms)| {
            let forms: Vec<&str> = FORMS
                .iter()
                .filter(|(form, _)| forms.any(*form))
                .map(|(_, name)| *name)
                .collect();
            format!("{} ({})", lexicon.text(*lemma), forms.join(" "))
        })
        .collect();
    all.sort();
    all
}

fn grammar(s: &Sentence<'_>, at: usize) -> Vec<&'static str> {
    let mut all: Vec<&str> = s.codebook.grammar.of(s.words[at].id).collect();
    all.sort_unstable();
    all
}

/// Places, persons, dates and quantities, in the order of the text.
pub(super) fn mentions(out: &mut String, s: &Sentence<'_>, scene: &Scene<'_>) {
    let mut rows: Vec<(usize, [String; 4])> = Vec::new();
    let mut put = |words: &std::ops::Range<usize>, kind, what, more| {
        let row = [kind, quoted(s, words), what, more];
        rows.push((words.start, row.map(|cell: String| cell)));
    };
    for place in &s.mentions.places {
        let country = &s.codebook.countries[place.country];
        put(
            &place.words,
            "place".to_owned(),
            country.country.clone(),
            place.kind.name().to_owned(),
        );
    }
    for person in &s.mentions.people {
        let role = person.role.map_or("no role", role);
        let words = person.role_words.as_ref();
        let by = words.map(|words| format!(" by {}", quoted(s, words)));
        put(
            &person.words,
            "person".to_owned(),
            person.name.clone(),
            format!("{role}{}", by.unwrap_or_default()),
        );
    }
    for date in &s.mentions.dates {
        let resolved = resolve(date, &context(&scene.calendar));
        put(
            &date.words,
            "date".to_owned(),
            resolved.as_ref().map_or("unknown".to_owned(), days),
            date.relation.name().to_owned(),
        );
    }
    for quantity in &s.mentions.quantities {
        let persons = if quantity.counts_people { ", persons" } else { "" };
        put(
            &quantity.words,
            "quantity".to_owned(),
            format!("{} {}", quantity.value, quantity.unit).trim().to_owned(),
            format!("{}{persons}", bound(quantity.bound)),
        );
    }
    rows.sort();
    let mut grid = Grid::default();
    for (_, row) in rows {
        grid.row(row);
    }
    grid.print(out, "mentions");
}

/// First and last day of a date.
pub(super) fn days(date: &Resolved) -> String {
    if date.start == date.end {
        return date.start.to_string();
    }
    format!("{}..{}", date.start, date.end)
}

fn role(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Defender => "defender",
        RoleKind::Official => "official",
        RoleKind::Suspect => "suspect",
        RoleKind::Group => "group",
        RoleKind::Kin => "kin",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::AtLeast => "at least",
        Bound::About => "about",
    }
}
