//! Words, runs of words and sets, as events are compared by them. Knows
//! nothing of events.
//!
//! The rules are those of Python's `unicodedata` and `re`, so that a score
//! can be had again from the published tables with a few lines of script.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in a run: what an anchor and a piece of evidence must share.
pub(super) const RUN: usize = 3;

/// The words of a text: compatibility forms and case folded, cut at
/// everything that is neither letter, digit nor underscore.
#[must_use]
pub(super) fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            // By way of the capital it would become an i.
            'ı' => folded.push(c),
            // Its capital is itself, and its small letter the other sharp s.
            'ẞ' => folded.push_str("ss"),
            // By way of the capital, final sigma and sharp s fold as well.
            _ => folded.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    folded
        .split(|c| !in_word(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What `\w` is in Python: letters and numbers, but not the combining marks
/// and enclosed letters that Unicode calls alphabetic.
fn in_word(c: char) -> bool {
    let enclosed = ('\u{1f130}'..='\u{1f189}').contains(&c);
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c) && !enclosed
}

/// All runs of [`RUN`] words, each joined by spaces; of a shorter text, the
/// text as one run.
#[must_use]
pub(super) fn runs(words: &[String]) -> BTreeSet<String> {
    if words.len() < RUN {
        return BTreeSet::from([words.join(" ")]);
    }
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// The values of a cell that holds several.
#[must_use]
pub(super) fn set(cell: &str) -> BTreeSet<String> {
    cell.split([';', '|'])
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The last words of the names in a cell: persons are compared by them.
#[must_use]
pub(super) fn surnames(cell: &str) -> BTreeSet<String> {
    set(cell).iter().filter_map(|name| words(name).pop()).collect()
}

#[cfg(test)]
mod tests {
    use super::{runs, set, surnames, words};

    #[test]
    fn words_fold_like_python() {
        // Checked against unicodedata.normalize and str.casefold.
        assert_eq!(words("Straße ẞ ﬁne Ⅳ"), ["strasse", "ss", "fine", "iv"]);
        assert_eq!(words("ΟΔΟΣ οδος"), ["οδοσ", "οδοσ"]);
        assert_eq!(words("Diyarbakır"), ["diyarbakır"]);
        // The dot over a folded İ is a combining mark, and cuts.
        assert_eq!(words("İzmir"), ["i", "zmir"]);
        assert_eq!(
            words("U.S. don’t a_b 3½"),
            ["u", "s", "don", "t", "a_b", "31", "2"]
        );
    }

    #[test]
    fn short_texts_are_one_run() {
        let run = |text: &str| runs(&words(text));
        assert_eq!(run("a b c d").len(), 2);
        assert!(run("a b").contains("a b"));
        assert!(run("a b").is_disjoint(&run("a b c")));
    }

    #[test]
    fn cells_hold_sets() {
        assert_eq!(set(" FRA;DEU |FRA;"), set("DEU;FRA"));
        assert_eq!(
            surnames("Yulia Volkova; Jean-Marie"),
            surnames("Volkova;Marie")
        );
    }
}
