//! Sentences of a block: the sentence bounds of Unicode (UAX #29), repaired
//! by the codebook's abbreviations and by how people really punctuate.
//!
//! Holds rules about characters only; every word comes from the codebook.

use super::Conventions;
use super::bounds::bounds;
use super::conventions::StopRule;
use super::enumeration;
use std::ops::Range;

/// Signs that may close a sentence after its stop.
const CLOSERS: [char; 10] =
    ['"', '”', '’', '\'', '»', ')', ']', '}', '*', '_'];
/// Signs that may open one.
const OPENERS: [char; 11] =
    ['"', '“', '‘', '\'', '«', '„', '(', '[', '{', '¿', '¡'];

/// Bytes after which a sentence is cut: no writer's is so long, and what is
/// looked for in a sentence takes time for each pair of its words.
const LONGEST: usize = 8 << 10;

/// Bytes of a word that are looked at, those at its end: nobody writes more
/// without a blank, and a word is looked at for each bound that lies in it.
const LONGEST_WORD: usize = 2 << 10;

/// Splits a text into sentences: ranges without blanks at their ends, which
/// together hold everything that is not blank.
#[must_use]
pub fn sentences(text: &str, conventions: &Conventions) -> Vec<Range<usize>> {
    let marks = enumeration::marks(text);
    let mut marks = marks.iter().copied().peekable();
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut start, mut at) = (0, 0);
    for end in bounds(text).into_iter().chain([text.len()]) {
        let piece = &text[at..end];
        if at > start && !joins(&text[start..at], &text[at..], conventions) {
            push_trimmed(text, start..at, &mut found);
            start = at;
        }
        // Bounds that Unicode does not see, inside this piece.
        let informal = text[start..].starts_with(char::is_lowercase);
        let mut inner = hidden(piece, informal, conventions);
        while let Some(mark) = marks.next_if(|mark| *mark < end) {
            inner.push(mark.saturating_sub(at));
        }
        inner.sort_unstable();
        for bound in inner {
            if at + bound > start {
                push_trimmed(text, start..at + bound, &mut found);
                start = at + bound;
            }
        }
        at = end;
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// Adds a sentence without the blanks at its ends, cut where it is too long:
/// between words if there is a place.
fn push_trimmed(text: &str, at: Range<usize>, to: &mut Vec<Range<usize>>) {
    let mut start = at.start;
    while at.end - start > LONGEST {
        let head = &text[start..text.floor_char_boundary(start + LONGEST)];
        let blank = head.rfind(char::is_whitespace).filter(|cut| *cut > 0);
        let cut = start + blank.unwrap_or(head.len());
        push_piece(text, start..cut, to);
        start = cut;
    }
    push_piece(text, start..at.end, to);
}

fn push_piece(text: &str, at: Range<usize>, to: &mut Vec<Range<usize>>) {
    let piece = text.get(at.clone()).unwrap_or("");
    let start = at.start + (piece.len() - piece.trim_start().len());
    let piece = piece.trim();
    if !piece.is_empty() {
        to.push(start..start + piece.len());
    }
}

/// Whether a bound between `left` and `right` ends no sentence.
fn joins(left: &str, right: &str, conventions: &Conventions) -> bool {
    let apart = left.ends_with(char::is_whitespace)
        || right.starts_with(char::is_whitespace);
    let left = left.trim_end();
    let right = right.trim_start();
    if left.is_empty() || right.is_empty() {
        return false;
    }
    if enumeration::is_mark(left) {
        return true;
    }
    let opened = right.trim_start_matches(OPENERS);
    let Some(next) = opened.chars().next() else { return true };
    if !apart && opened == right && !begins_glued(left, right, next) {
        return true;
    }
    let bare = left.trim_end_matches(CLOSERS);
    let closed = bare.len() < left.len();
    if next.is_lowercase() && (closed || bare.ends_with(['.', '…'])) {
        return !is_run_of_dots(bare);
    }
    if ["...]", "...)", "…]", "…)"]
        .iter()
        .any(|end| left.trim_end_matches(['"', '”', '’', '\'']).ends_with(end))
    {
        return true;
    }
    // Three spaced dots are a pause, a fourth is the full stop.
    if bare.ends_with(". . .") {
        return !bare.ends_with(". . . .");
    }
    !closed && stop_is_no_end(bare, opened, next, conventions)
}

/// The last word of a text; of one without end its end.
fn last_word(text: &str) -> &str {
    let start = text.len().saturating_sub(LONGEST_WORD);
    let tail = &text[text.ceil_char_boundary(start)..];
    tail.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word's full stop belongs to the word alone.
fn stop_is_no_end(
    left: &str,
    right: &str,
    next: char,
    conventions: &Conventions,
) -> bool {
    let word = last_word(left).trim_start_matches(OPENERS);
    let following: &str = right
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .next()
        .unwrap_or("");
    let known = &conventions.abbreviations;
    let starter = known.is_starter(following);
    // After so few words there was no verb yet: "At 5 a.m. Mr. Okello".
    let early = || left.split_whitespace().take(4).count() <= 3;
    // "art.12-14." is known by its last part.
    let tail = word.rsplit(['-', '/', '(']).next().unwrap_or(word);
    match known.rule(word).or_else(|| known.rule(tail)) {
        Some(StopRule::Never) => true,
        Some(StopRule::UnlessCapital) => !next.is_uppercase() || early(),
        Some(StopRule::UnlessStarter) => !starter,
        Some(StopRule::BeforeNumber) => {
            next.is_numeric() || (is_numeral(following) && !starter)
        }
        None => match initials(word) {
            0 => false,
            1 => !starter || before_is_name(left, word),
            _ => !starter,
        },
    }
}

/// How many letters with a stop each a word is made of: "J.", "U.S.A.".
fn initials(word: &str) -> usize {
    let mut count = 0;
    let mut chars = word.chars();
    while let Some(letter) = chars.next() {
        if !letter.is_uppercase() || chars.next() != Some('.') {
            return 0;
        }
        count += 1;
    }
    count
}

/// Whether the word before the last is capitalised: "Albert I. Jones".
fn before_is_name(left: &str, word: &str) -> bool {
    let before = left[..left.len() - word.len()].trim_end();
    let name = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let inner = before.len() > name.len();
    inner && name.starts_with(char::is_uppercase) && word == "I."
}

fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

/// Four dots or more, which end a sentence whatever follows.
fn is_run_of_dots(text: &str) -> bool {
    text.ends_with("....")
}

/// Whether `right` begins a sentence though no blank parts it from `left`:
/// not so in "index.html?page=2", "news.asp?ID=7", "EY4108.E".
fn begins_glued(left: &str, right: &str, next: char) -> bool {
    let small = right.chars().nth(1).is_none_or(|c| !c.is_alphanumeric())
        || right.chars().nth(1).is_some_and(char::is_lowercase);
    if !next.is_uppercase() || !small {
        return false;
    }
    let word = last_word(left);
    let one_letter = right.chars().nth(1).is_none_or(char::is_whitespace);
    let number = one_letter && word.ends_with('.') && has_digit(word);
    !is_address(word) && !number
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word is an address of the web or of mail.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(OPENERS).trim_start_matches('<');
    let mail = word.contains('@') && word.ends_with('>');
    mail || word.contains("://") || word.starts_with("www.")
}

/// A line of dashes, stars or the like that divides.
fn is_divider(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    word.len() >= 4
        && b"-_=*~".contains(&first)
        && word.bytes().all(|byte| byte == first)
}

/// Bounds inside a piece that Unicode does not see: between addresses, at
/// dividers, after a full stop whose blank is missing ("released.The
/// court") or that a digit or small letter follows ("freed. 42 others").
fn hidden(
    piece: &str,
    informal: bool,
    conventions: &Conventions,
) -> Vec<usize> {
    let mut found = Vec::new();
    // Most sentences have one full stop, at their end.
    let shown = piece.trim_end();
    let last = shown.rsplit(char::is_whitespace).next().unwrap_or("");
    let head = &shown[..shown.len() - last.len()];
    if is_quiet(head)
        && !is_divider(last)
        && glued(last, conventions).is_none()
    {
        return found;
    }
    let mut words = piece.split_inclusive(char::is_whitespace).peekable();
    let mut end = 0;
    let mut dots = 0;
    while let Some(word) = words.next() {
        let start = end;
        end += word.len();
        let word = word.trim_end();
        dots = if word == "." { dots + 1 } else { 0 };
        if word.is_empty() {
            continue;
        }
        if let Some(at) = glued(word, conventions) {
            found.push(start + at);
        }
        let Some(next) = words.peek().map(|next| next.trim_end()) else {
            break;
        };
        if is_quiet(word) && !is_divider(next) {
            continue;
        }
        let begins = next.trim_start_matches(OPENERS);
        let capital = begins.starts_with(char::is_uppercase);
        let address = is_address(next);
        if is_divider(word) != is_divider(next)
            || (is_address(word)
                && !word.ends_with([',', ';'])
                && (capital || address))
            || (is_smiley(word) && capital)
            || (dots < 2
                && next != "."
                && stops_before_small(word, begins, informal, conventions))
        {
            found.push(end);
        }
    }
    found
}

/// Whether words have none of the signs that addresses, dividers, smileys and
/// ends of sentences are made of, as most have: nothing hides behind them.
fn is_quiet(words: &str) -> bool {
    !words.bytes().any(|byte| {
        matches!(
            byte,
            b'.' | b':' | b';' | b'@' | b'-' | b'_' | b'=' | b'*' | b'~'
        )
    })
}

fn is_smiley(word: &str) -> bool {
    matches!(word, ":)" | ":-)" | ";)" | ";-)" | ":(" | ":-(" | ":D")
}

/// Whether a word with a full stop ends a sentence although what follows
/// does not begin like one.
fn stops_before_small(
    word: &str,
    next: &str,
    informal: bool,
    conventions: &Conventions,
) -> bool {
    let word = word.trim_start_matches(OPENERS);
    let Some(core) = word.strip_suffix('.') else { return false };
    let first = next.chars().next();
    let small = first.is_some_and(char::is_lowercase);
    let number = first.is_some_and(char::is_numeric);
    let letters = core.chars().count();
    let plain = core.chars().all(|c| c.is_alphabetic() || "'’-".contains(c));
    // A stop that stands apart belongs to no word.
    let long = letters >= 3 || letters == 0 || (letters == 2 && informal);
    let known = conventions.abbreviations.rule(word).is_some();
    (small || number)
        && plain
        && long
        && !known
        && !(small && core.starts_with(char::is_uppercase))
}

/// Where a word hides the end of a sentence and the beginning of the next.
fn glued(word: &str, conventions: &Conventions) -> Option<usize> {
    let (left, right) = word.split_once('.')?;
    let left = left.trim_start_matches(OPENERS);
    let mut letters = right.chars();
    let upper = letters.next().is_some_and(char::is_uppercase);
    let lower = letters.next().is_none_or(char::is_lowercase);
    // Neither an address nor an abbreviation nor a file name.
    let plain = left.chars().count() >= 3
        && left.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let inner = right.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let single = !inner.contains(['.', '@', '/', '_']);
    let starts = inner.chars().count() > 3
        || conventions.abbreviations.is_starter(inner);
    (upper && lower && plain && single && starts)
        .then(|| word.len() - right.len())
}

#[cfg(test)]
mod tests;
