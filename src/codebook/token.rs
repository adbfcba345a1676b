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
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        if !first.is_alphanumeric() {
            chars.next();
            let sign = Token {
                start,
                end: start + first.len_utf8(),
                kind: TokenKind::Sign,
            };
            all.push(possessive(text, sign));
            if let Some(token) = all.last() {
                while chars.peek().is_some_and(|&(at, _)| at < token.end) {
                    chars.next();
                }
            }
            continue;
        }
        let mut end = start;
        let digits = first.is_numeric();
        while let Some(&(at, c)) = chars.peek() {
            let rest = &text[at + c.len_utf8()..];
            let next = rest.chars().next();
            if c.is_alphanumeric() || is_mark(c) {
                end = at + c.len_utf8();
            } else if !inner(c, next, digits, &text[start..at], rest) {
                break;
            }
            chars.next();
            if c == '.' && next.is_none_or(|n| !n.is_alphanumeric()) {
                end = at + 1;
                break;
            }
        }
        let kind = if digits { TokenKind::Number } else { TokenKind::Word };
        all.push(Token { start, end, kind });
    }
    all
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
    let after_word = text[..sign.start]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    if !apostrophe || !after_word {
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
