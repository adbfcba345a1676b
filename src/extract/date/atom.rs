//! Words cut finer, for dates: "05-Aug-2016", "mid-April" and "2019/20" fall
//! into numbers, words and the signs between them. Knows no grammar.

use super::tables::{DateTables, Sense};
use crate::codebook::lexicon::{Case, Word};
use crate::codebook::token::TokenKind;

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole number of up to eight digits.
    Number {
        /// Its value.
        value: u32,
        /// How many digits it is written with.
        digits: usize,
        /// Whether "st", "nd", "rd" or "th" follows.
        ordinal: bool,
    },
    /// Letters.
    Word,
    /// Any other sign, or the hyphen inside a word.
    Sign(char),
    /// A number that cannot be part of a date: "2,020", "10:30", "1990s".
    Other,
}

/// The smallest part of a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'a> {
    /// Index of the word that it is part of.
    pub word: usize,
    /// As it is written.
    pub text: &'a str,
    /// What it is made of.
    pub kind: Kind,
    /// What it may mean.
    pub senses: &'a [Sense],
    /// Whether no blank stands before it.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// Cuts the words of a text into atoms.
#[must_use]
pub(super) fn atoms<'a>(
    text: &'a str,
    words: &[Word],
    tables: &'a DateTables,
) -> Vec<Atom<'a>> {
    let mut all = Vec::with_capacity(words.len() + 8);
    let mut last_end = usize::MAX;
    for (at, word) in words.iter().enumerate() {
        let surface = word.token.of(text);
        let glued = word.token.start == last_end;
        last_end = word.token.end;
        let whole = Atom {
            word: at,
            text: surface,
            kind: Kind::Word,
            senses: tables.of(word),
            glued,
            capital: word.case != Case::Lower,
        };
        match word.token.kind {
            TokenKind::Sign => {
                let sign = surface.chars().next().unwrap_or(' ');
                all.push(Atom { kind: Kind::Sign(sign), ..whole });
            }
            TokenKind::Possessive => {
                all.push(Atom { kind: Kind::Sign('\''), ..whole });
            }
            TokenKind::Number | TokenKind::Word => {
                split(whole, tables, &mut all);
            }
        }
    }
    all
}

/// Cuts at hyphens, and at full stops between digits, where a part is a
/// number or a word that dates know; else leaves the word whole.
fn split<'a>(
    whole: Atom<'a>,
    tables: &'a DateTables,
    all: &mut Vec<Atom<'a>>,
) {
    let surface = whole.text;
    if surface.bytes().all(|b| b.is_ascii_alphabetic()) {
        all.push(whole);
        return;
    }
    let has_digit = surface.bytes().any(|b| b.is_ascii_digit());
    if !whole.senses.is_empty() && !has_digit {
        all.push(whole);
        return;
    }
    let dash = |c| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let dotted = surface.split('.').count() == 3
        && surface.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let cut = |c: char| dash(c) || (dotted && c == '.');
    let known = |part: &str| {
        part.bytes().any(|b| b.is_ascii_digit())
            || !tables.of_text(part).is_empty()
    };
    let glued_month = glued_month(surface, tables);
    if !surface.contains(cut) && glued_month.is_none()
        || !surface.split(cut).any(known)
    {
        let kind = kind(surface);
        all.push(Atom { kind, ..whole });
        return;
    }
    let mut from = 0;
    let cuts = surface
        .char_indices()
        .filter(|&(_, c)| cut(c))
        .map(|(at, c)| (at, at + c.len_utf8()))
        .chain(glued_month.map(|at| (at, at)))
        .chain([(surface.len(), surface.len())]);
    for (start, end) in cuts {
        for (a, b) in [(from, start), (start, end)] {
            let text = surface.get(a..b).unwrap_or("");
            let Some(first) = text.chars().next() else { continue };
            let sign = cut(first);
            all.push(Atom {
                text,
                kind: if sign { Kind::Sign('-') } else { kind(text) },
                senses: tables.of_text(text),
                glued: whole.glued || a > 0,
                capital: first.is_uppercase(),
                ..whole
            });
        }
        from = end;
    }
}

/// Where a month ends in "Dec31".
fn glued_month(surface: &str, tables: &DateTables) -> Option<usize> {
    let at = surface.find(|c: char| c.is_ascii_digit())?;
    let (month, day) = surface.split_at_checked(at)?;
    let months = tables
        .of_text(month)
        .iter()
        .any(|s| matches!(s, Sense::Month(_) | Sense::ShortMonth(_)));
    (months && day.len() <= 2 && !day.contains(|c: char| c.is_alphabetic()))
        .then_some(at)
}

fn kind(text: &str) -> Kind {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(number), Some(tail)) = (text.get(..digits), text.get(digits..))
    else {
        return Kind::Other;
    };
    if digits == 0 {
        return Kind::Word;
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|suffix| tail.eq_ignore_ascii_case(suffix));
    match number.parse() {
        Ok(value) if digits <= 8 && (tail.is_empty() || ordinal) => {
            Kind::Number { value, digits, ordinal }
        }
        _ => Kind::Other,
    }
}
