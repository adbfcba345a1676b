//! Markup whose brackets do not pair: which of them are text depends on
//! rules that only a whole parser knows, and `spans` has none. So every
//! bracket may be text or markup here, and the words must be what is left in
//! one of these readings. Knows nothing of tables.

/// What may be markup: how it opens, and the character that closes it.
const MARKUP: [(&[char], char); 5] = [
    (&['<'], '>'),
    (&[']', '('], ')'),
    (&['!', '['], ']'),
    (&['[', '^'], ']'),
    (&['&'], ';'),
];

/// Whether a slice, without some of what may be markup, has these letters and
/// digits and no others, in this order.
pub(super) fn is_printed(
    slice: &str,
    letters: impl Iterator<Item = char>,
) -> bool {
    let slice: Vec<char> = slice.chars().collect();
    let mut places = reachable(&slice, vec![0]);
    for letter in letters {
        let found = places
            .into_iter()
            .filter(|place| slice.get(*place) == Some(&letter))
            .map(|place| place + 1)
            .collect();
        places = reachable(&slice, found);
        if places.is_empty() {
            return false;
        }
    }
    places.contains(&slice.len())
}

/// The next letters, or the end, that some places lead to over signs and over
/// what may be markup.
fn reachable(slice: &[char], mut open: Vec<usize>) -> Vec<usize> {
    let mut seen = vec![false; slice.len() + 1];
    let mut places = Vec::new();
    while let Some(place) = open.pop() {
        if std::mem::replace(&mut seen[place], true) {
            continue;
        }
        let rest = &slice[place..];
        match rest.first() {
            Some(sign) if !sign.is_alphanumeric() => open.push(place + 1),
            _ => places.push(place),
        }
        for (opening, closing) in MARKUP {
            if rest.starts_with(opening) {
                let ends = rest.iter().enumerate();
                let ends = ends.filter(|(_, c)| **c == closing);
                open.extend(ends.map(|(end, _)| place + end + 1));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::is_printed;

    #[test]
    fn brackets_may_be_text_or_markup_and_words_may_not() {
        let right =
            |slice: &str, letters: &str| is_printed(slice, letters.chars());
        assert!(right("Eya <!-- was", "Eyawas"));
        assert!(right("Eya <!-- was <p> freed", "Eyawasfreed"));
        assert!(right("Eya [was](freed", "Eyawasfreed"));
        assert!(right("a < b <b>c</b>", "abc"));
        assert!(!right("Eya [was](jailed", "Eyawasfreed"));
        assert!(!right("Eya was freed", "Eyawas"));
        assert!(!right("Eya was freed", "wasfreed"));
        assert!(!right("Eya <b>was</b> not freed", "Eyawasfreed"));
    }
}
