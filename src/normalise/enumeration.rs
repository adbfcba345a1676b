//! Lists that run on in one line: "1) … 2) …", "a. … b. …".
//!
//! A series counts only if it begins the text and goes on in order, so that
//! numbers in prose are left alone.

/// Bytes at which the second and later members of a list begin.
pub(super) fn marks(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(first) = label(text) else { return found };
    let mut wanted = first.next();
    let mut at = 0;
    let mut member = 0;
    for word in text.split_inclusive(' ') {
        let here = at;
        at += word.len();
        let sign =
            word.trim_end().chars().count() == 1 && word.starts_with(SIGNS);
        if sign {
            member = here;
            continue;
        }
        let start =
            if member + 4 >= here && member > 0 { member } else { here };
        if here > 0
            && let (Some(next), Some(label)) = (&wanted, label(&text[here..]))
            && label == *next
        {
            found.push(start);
            wanted = label.next();
        }
        member = 0;
    }
    found
}

/// Bytes that a label may have with its signs and brackets, of which there
/// may be any number.
const LONGEST: usize = 64;

/// Whether a text is the label of a list's member and nothing more.
pub(super) fn is_mark(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let bare = text.trim_start_matches(SIGNS).trim_start();
    let label = bare.trim_start_matches('(').trim_end_matches(['.', ')']);
    let ended = label.len() < bare.len();
    let number = label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
    let letter =
        label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    ended && !label.is_empty() && (number || letter)
}

/// Signs before a label.
const SIGNS: [char; 6] = ['•', '⁃', '·', '◦', '▪', '‣'];

/// A member's number or letter and how it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    sign: Option<char>,
    value: u32,
    letter: bool,
    end: String,
}

impl Label {
    fn next(&self) -> Option<Self> {
        let value = self.value.checked_add(1)?;
        Some(Self { value, ..self.clone() })
    }
}

/// The label that a text begins with.
fn label(text: &str) -> Option<Label> {
    let sign = text.chars().next().filter(|c| SIGNS.contains(c));
    let bare = text.trim_start_matches(SIGNS).trim_start();
    // A sign with a blank after it is looked at apart from the label.
    let sign =
        sign.filter(|_| !text.trim_start_matches(SIGNS).starts_with(' '));
    let width =
        bare.bytes().take_while(u8::is_ascii_alphanumeric).take(4).count();
    let (name, rest) = bare.split_at(width);
    let mut end = String::new();
    for c in rest.chars().take_while(|c| matches!(c, '.' | ')')).take(3) {
        end.push(c);
    }
    if end.is_empty() || end.len() > 2 {
        return None;
    }
    if !rest[end.len()..].starts_with(char::is_whitespace) {
        return None;
    }
    if let Ok(value) = name.parse() {
        return Some(Label { sign, value, letter: false, end });
    }
    let mut letters = name.chars();
    let (Some(c), None) = (letters.next(), letters.next()) else {
        return None;
    };
    c.is_ascii_lowercase().then(|| Label {
        sign,
        value: u32::from(c),
        letter: true,
        end,
    })
}
