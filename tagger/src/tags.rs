//! What a tagger said of a stretch of text, word by word.

use crate::Labels;
use crate::math::dot;

/// Of how many kinds another word answers an outcome: country and date.
pub(super) const PAIRS: usize = 2;

/// What was said of each word.
#[derive(Debug)]
pub struct Tags<'t> {
    labels: &'t Labels,
    says: Vec<f32>,
    /// Numbers of a word.
    width: usize,
}

impl Labels {
    /// How many numbers they need.
    pub(super) fn numbers(&self) -> usize {
        self.outcomes.len()
            + self.statuses.len()
            + self.themes.len()
            + 2 * PAIRS * self.pair
    }
}

impl<'t> Tags<'t> {
    pub(super) fn new(
        labels: &'t Labels,
        says: Vec<f32>,
        width: usize,
    ) -> Self {
        Self { labels, says, width }
    }

    /// How many words were read: a long text is not read to its end.
    #[must_use]
    pub fn len(&self) -> usize {
        self.says.len() / self.width
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.says.is_empty()
    }

    /// How much speaks for each outcome type at a word against none, in
    /// thousandths.
    pub fn outcomes(
        &self,
        word: usize,
    ) -> impl Iterator<Item = (&'t str, i32)> {
        let outcomes = &self.labels.outcomes;
        let says = self.part(word, 0, outcomes.len());
        let none = says[0];
        let names = outcomes.iter().skip(1).map(|name| &**name);
        let against: Vec<i32> =
            says[1..].iter().map(|x| thousandths(x - none)).collect();
        names.zip(against)
    }

    /// How much speaks for each status of an outcome at a word.
    pub fn statuses(
        &self,
        word: usize,
    ) -> impl Iterator<Item = (&'t str, i32)> {
        let from = self.labels.outcomes.len();
        self.labelled(word, from, &self.labels.statuses)
    }

    /// How much speaks for each theme of an outcome at a word.
    pub fn themes(&self, word: usize) -> impl Iterator<Item = (&'t str, i32)> {
        let from = self.labels.outcomes.len() + self.labels.statuses.len();
        self.labelled(word, from, &self.labels.themes)
    }

    /// How much speaks for an outcome at a word to concern the country that
    /// another word names.
    #[must_use]
    pub fn concerns(&self, word: usize, name: usize) -> i32 {
        self.pair(word, name, 0)
    }

    /// How much speaks for an outcome at a word to have the date that another
    /// word begins.
    #[must_use]
    pub fn dated(&self, word: usize, date: usize) -> i32 {
        self.pair(word, date, 1)
    }

    fn pair(&self, word: usize, other: usize, which: usize) -> i32 {
        let size = self.labels.pair;
        let from = self.labels.numbers() - 2 * PAIRS * size + 2 * which * size;
        let asks = self.part(word, from, size);
        let answers = self.part(other, from + size, size);
        thousandths(dot(asks, answers) + self.labels.bias[which])
    }

    fn labelled(
        &self,
        word: usize,
        from: usize,
        names: &'t [String],
    ) -> impl Iterator<Item = (&'t str, i32)> {
        let says = self.part(word, from, names.len());
        let says: Vec<i32> = says.iter().copied().map(thousandths).collect();
        names.iter().map(|name| &**name).zip(says)
    }

    fn part(&self, word: usize, from: usize, count: usize) -> &[f32] {
        &self.says[word * self.width + from..][..count]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "of modest size")]
fn thousandths(x: f32) -> i32 {
    let x = x * 1000.0;
    (x + if x < 0.0 { -0.5 } else { 0.5 }) as i32
}
