//! Words, numbers and punctuation of a text, as spans.
//!
//! A possessive `'s` is a token of its own, a hyphenated word one token, and
//! an abbreviation with inner full stops ("U.S.") one token. Nothing here
//! knows what a word means.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops.
    Word,
    /// Digits, with inner separators, ordinals ("11th") included.
    Number,
    /// `'s` or `’s`, or the lone apostrophe of a plural.
    Possessive,
    /// One sign.
    Sign,
}

/// A word, number or sign, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// Its characters, in the text that it was cut from.
    #[must_use]
    pub fn of<'text>(&self, text: &'text str) -> &'text str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Cuts a text into tokens; blanks between them belong to none.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(token) = next(text, at) {
        at = token.end;
        all.push(token);
    }
    all
}

/// The first token from a byte on.
fn next(text: &str, from: usize) -> Option<Token> {
    let rest = text.get(from..)?.trim_start();
    let start = text.len() - rest.len();
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() {
        let end = start + first.len_utf8();
        let sign = Token { start, end, kind: TokenKind::Sign };
        return Some(possessive(text, sign));
    }
    let digits = first.is_numeric();
    let kind = if digits { TokenKind::Number } else { TokenKind::Word };
    let end =
        start + plain(rest, digits).unwrap_or_else(|| length(rest, digits));
    Some(Token { start, end, kind })
}

/// How long a word or number is, if the first sign behind its letters shows
/// that it ends there, as most do.
fn plain(rest: &str, digits: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let end = end.unwrap_or(rest.len());
    let ended = match bytes.get(end) {
        Some(b'-' | b'\'' | 0x80..) => false,
        // A single letter may be an initial.
        Some(b'.') => !digits && end > 1,
        Some(b',' | b':') => !digits,
        _ => true,
    };
    ended.then_some(end)
}

/// How long any word or number is.
fn length(rest: &str, digits: bool) -> usize {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let tail = &rest[at + c.len_utf8()..];
        let next = tail.chars().next();
        if c.is_alphanumeric() || is_mark(c) {
            end = at + c.len_utf8();
        } else if !inner(c, next, digits, &rest[..at], tail) {
            break;
        }
        if c == '.' && next.is_none_or(|n| !n.is_alphanumeric()) {
            return at + 1;
        }
    }
    end
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}')
}

/// Whether a sign stands inside a word or number.
fn inner(
    sign: char,
    next: Option<char>,
    digits: bool,
    before: &str,
    rest: &str,
) -> bool {
    let letter = next.is_some_and(char::is_alphabetic);
    let digit = next.is_some_and(char::is_numeric);
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => letter || digit,
        '\'' | '\u{2019}' => {
            let mut tail = rest.chars();
            let s = matches!(tail.next(), Some('s' | 'S'));
            let possessive =
                s && tail.next().is_none_or(|c| !c.is_alphanumeric());
            letter && !digits && !possessive
        }
        '.' if digits => digit,
        '.' => {
            let initials = before.chars().count() == 1
                || before.rsplit('.').next().is_some_and(|tail| {
                    before.contains('.') && tail.chars().count() == 1
                });
            initials && (letter || before.contains('.'))
        }
        ',' | ':' => digits && digit,
        _ => false,
    }
}

/// An apostrophe that makes a possessive takes its `s` with it.
fn possessive(text: &str, sign: Token) -> Token {
    let apostrophe = matches!(sign.of(text), "'" | "\u{2019}");
    if !apostrophe {
        return sign;
    }
    let after_word = text[..sign.start]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if !after_word {
        return sign;
    }
    let mut tail = text[sign.end..].chars();
    match tail.next() {
        Some('s' | 'S')
            if tail.next().is_none_or(|c| !c.is_alphanumeric()) =>
        {
            Token { end: sign.end + 1, kind: TokenKind::Possessive, ..sign }
        }
        _ if text[..sign.start].ends_with(['s', 'z']) => {
            Token { kind: TokenKind::Possessive, ..sign }
        }
        _ => sign,
    }
}
