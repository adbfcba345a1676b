//! Runs of capitalised words, cut into what may be the name of one person.
//! Whether it is one, evidence says.

use super::RoleKind;
use super::names::Names;
use super::tables::Part;
use std::ops::Range;

/// What may be a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The words of the name, without titles.
    pub words: Range<usize>,
    /// The titles before it.
    pub title: Option<Range<usize>>,
    /// A quoted nickname within it.
    pub nickname: Option<Range<usize>>,
}

impl Names<'_> {
    /// The runs of a sentence, cut at titles; those with a part of an
    /// organisation's name are left out.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if !self.capital(at) {
                at += 1;
                continue;
            }
            let title = self.titles_at(at);
            let start = title.as_ref().map_or(at, |t| t.end);
            let Some((end, nickname)) = self.run_end(start, title.is_some())
            else {
                at = title.map_or(at + 1, |t| t.end.max(at + 1));
                continue;
            };
            let words = start..end;
            let thing = self.thing_near(&words, title.as_ref());
            // "Brig" alone is nobody.
            let bare = words.len() == 1
                && !self.is(start, Part::GIVEN)
                && self.tables.title(self.words, start) == Some(1);
            if !thing && !bare {
                runs.push(Run { words, title, nickname });
            }
            at = end.max(at + 1);
        }
        runs
    }

    /// Titles at a word, several in a row: "Judge Dr". A title is none
    /// without a name behind it.
    fn titles_at(&self, at: usize) -> Option<Range<usize>> {
        let mut end = at;
        while self.capital(end) && self.block(end).is_none() {
            let Some(length) = self.tables.title(self.words, end) else {
                break;
            };
            let next = end + length;
            let stop = self.surface(next) == "."
                && self.surface(end).chars().count() <= 4;
            let next = next + usize::from(stop);
            let given = self.is(end, Part::GIVEN);
            let alone = !self.name_word(next + 1)
                && self.tables.title(self.words, next).is_none();
            // "Ma Jian": of two words a short title may be the name.
            if given
                || !self.name_word(next)
                    && self.tables.title(self.words, next).is_none()
            {
                break;
            }
            if alone
                && matches!(self.surface(end), "Ma" | "Ko" | "Sai" | "Naw")
            {
                break;
            }
            end = next;
        }
        (end > at).then_some(at..end)
    }

    /// Where a name that begins at a word ends.
    fn run_end(
        &self,
        start: usize,
        titled: bool,
    ) -> Option<(usize, Option<Range<usize>>)> {
        let mut nickname = None;
        let led = titled
            && self.is(start, Part::PARTICLE)
            && self.name_word(start + 1);
        if !self.name_word(start) && !led {
            return None;
        }
        let mut end = start + 1;
        loop {
            let stop = self.surface(end) == "."
                && self.surface(end - 1).chars().count() == 1
                && self.name_word(end + 1);
            if stop {
                end += 2;
                continue;
            }
            if self.name_word(end) {
                // "Egyptian Judge Ahmed": a title begins another name, but
                // "Ali Haji Hassan" is one.
                if let Some(title) = self.titles_at(end)
                    && self.splits(start..end, title.end)
                {
                    return None;
                }
                end += 1;
                continue;
            }
            if let Some(next) = self.bridge(end) {
                end = next;
                continue;
            }
            if nickname.is_none()
                && let Some(close) = self.nickname(end)
            {
                nickname = Some(end..close);
                end = close;
                continue;
            }
            break;
        }
        let junior = self.lower_is(end, &["jr", "sr"]);
        Some((end + usize::from(junior), nickname))
    }

    /// Whether a title behind some capitalised words begins a name of its
    /// own: these are ordinary, or it is an office and no first name leads.
    fn splits(&self, mut before: Range<usize>, title_end: usize) -> bool {
        let office = self.tables.role_of_title(self.words, title_end)
            == Some(RoleKind::Official);
        before.all(|i| {
            let word = self.words.get(i);
            word.is_some_and(|w| {
                self.tables.common(w)
                    || office && !self.tables.is(w, Part::GIVEN)
            })
        })
    }

    /// Lower-case particles between two name words: "van der", "bin".
    fn bridge(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 3
            && (self.is(end, Part::PARTICLE)
                || matches!(self.surface(end), "y" | "e"))
            && !self.lower_is(end, &["do", "as", "to"])
        {
            end += 1;
        }
        // A single letter: "Joshua A Sang", "Thuli N'Dour".
        let sign = self.surface(end) == "’" || self.surface(end) == "'";
        let end = end + usize::from(sign && end > at);
        (end > at && self.name_word(end)).then_some(end + 1)
    }

    /// A quoted nickname that a name word follows.
    fn nickname(&self, at: usize) -> Option<usize> {
        if !matches!(self.surface(at), "“" | "\"" | "‘" | "'" | "«") {
            return None;
        }
        let close = (at + 2..at + 5).find(|&i| {
            matches!(self.surface(i), "”" | "\"" | "’" | "'" | "»")
        })?;
        self.name_word(close + 1).then_some(close + 1)
    }

    /// Whether a part of an organisation's or place's name stands in the same
    /// capitalised phrase: "Gezi Park", "the Ana Frank Foundation".
    fn thing_near(
        &self,
        words: &Range<usize>,
        title: Option<&Range<usize>>,
    ) -> bool {
        let thing = |at: usize| self.capital(at) && self.is(at, Part::THING);
        if thing(words.end) {
            return true;
        }
        let before = title.map_or(words.start, |t| t.start);
        let leading = before.checked_sub(1).is_some_and(thing);
        // "Court Judge X" and "of Amnesty Agnès Callamard" are names behind
        // things; a bare "Lake Turkana" is none.
        let given = self.is(words.start, Part::GIVEN);
        leading && title.is_none() && !given
    }

    /// The name as it is written, without nickname and with single blanks.
    pub(super) fn name(&self, run: &Run) -> String {
        let skip = run.nickname.clone().unwrap_or(0..0);
        let mut name = String::new();
        let mut last_end = None;
        for at in run.words.clone().filter(|at| !skip.contains(at)) {
            let Some(word) = self.words.get(at) else { continue };
            if last_end.is_some_and(|end| end < word.token.start) {
                name.push(' ');
            }
            if self.shouted {
                push_title(&mut name, word.token.of(self.text));
            } else {
                name.push_str(word.token.of(self.text));
            }
            last_end = Some(word.token.end);
        }
        name
    }
}

/// A word in capitals, written as a name.
fn push_title(name: &mut String, word: &str) {
    let mut first = true;
    for c in word.chars() {
        if first {
            name.push(c);
        } else {
            name.extend(c.to_lowercase());
        }
        first = !c.is_alphanumeric();
    }
}
