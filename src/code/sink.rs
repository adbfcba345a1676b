//! Where features go: as keys for coding, as text for learning and for
//! people, and alone or together with an outcome type.
//!
//! Knows no feature by itself.

use crate::codebook::spelling::Part;
use crate::codebook::weights::{Key, then};

/// Takes features one by one.
pub(super) trait Sink {
    /// A feature: a template and words.
    fn put(&mut self, template: Part<'_>, words: &[Part<'_>]);

    /// The same of plain texts.
    fn add(&mut self, template: &str, words: &[&str]) {
        let mut parts = [Part::new(""); 4];
        for (part, word) in parts.iter_mut().zip(words) {
            *part = Part::new(word);
        }
        let parts = &parts[..words.len().min(4)];
        self.put(Part::new(template), parts);
    }
}

/// Features as keys, for coding.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<Key>);

impl Keys {
    /// All of them, perhaps some twice.
    pub(super) fn all(&self) -> &[Key] {
        &self.0
    }

    /// Forgets them.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Sink for Keys {
    fn put(&mut self, template: Part<'_>, words: &[Part<'_>]) {
        self.0.push(key(template, words));
    }
}

fn key(template: Part<'_>, words: &[Part<'_>]) -> Key {
    let words = words.iter().map(|word| word.hash());
    words.fold(then(template.hash(), 0), then)
}

/// Features as text, for learning.
#[derive(Debug, Default)]
pub(super) struct Names(pub(super) Vec<String>);

impl Sink for Names {
    fn put(&mut self, template: Part<'_>, words: &[Part<'_>]) {
        let mut name = template.text().to_owned();
        for (at, word) in words.iter().enumerate() {
            name.push(if at == 0 { '=' } else { '|' });
            name.push_str(word.text());
        }
        self.0.push(name);
    }
}

/// What tells the status of an outcome only together with its type: passing a
/// law is good news, and it depends on the law.
const CROSSED: [&str; 5] = ["s", "l1", "mood", "l", "r"];

/// Takes features together with an outcome type.
pub(super) struct Crossed<'s, S> {
    pub(super) outcome: Part<'s>,
    pub(super) sink: &'s mut S,
}

impl<S: Sink> Sink for Crossed<'_, S> {
    fn put(&mut self, template: Part<'_>, words: &[Part<'_>]) {
        if let [word] = words
            && CROSSED.contains(&template.text())
        {
            self.sink.put(Part::new("x"), &[self.outcome, template, *word]);
        }
    }
}

/// The name of a feature together with an outcome type, as [`Crossed`] has it.
#[cfg(feature = "dataset")]
pub(crate) fn crossed(outcome: &str, name: &str) -> Option<String> {
    let (template, word) = name.split_once('=')?;
    (CROSSED.contains(&template) && !word.contains('|'))
        .then(|| format!("x={outcome}|{template}|{word}"))
}
