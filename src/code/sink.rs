//! Where features go: as keys for coding, as text for learning and for
//! people, and alone or together with an outcome type.
//!
//! Knows no feature by itself.

use crate::codebook::weights::{Hash, Key};

/// Takes features one by one.
pub(super) trait Sink {
    /// A feature: a template and words.
    fn add(&mut self, template: &str, words: &[&str]);
}

/// Features as keys, for coding.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<Key>);

impl Keys {
    /// Each of them once, as the weights were learned.
    pub(super) fn each(&mut self) -> &[Key] {
        self.0.sort_unstable();
        self.0.dedup();
        &self.0
    }
}

impl Sink for Keys {
    fn add(&mut self, template: &str, words: &[&str]) {
        let mut hash = Hash::default().then(template);
        for (at, word) in words.iter().enumerate() {
            hash = hash.then(if at == 0 { "=" } else { "|" }).then(word);
        }
        self.0.push(hash.key());
    }
}

/// Features as text, for learning.
#[derive(Debug, Default)]
pub(super) struct Names(pub(super) Vec<String>);

impl Sink for Names {
    fn add(&mut self, template: &str, words: &[&str]) {
        let name = if words.is_empty() {
            template.to_owned()
        } else {
            format!("{template}={}", words.join("|"))
        };
        self.0.push(name);
    }
}

/// What tells the status of an outcome only together with its type: passing a
/// law is good news, and it depends on the law.
const CROSSED: [&str; 5] = ["s", "l1", "mood", "l", "r"];

/// Takes features together with an outcome type.
pub(super) struct Crossed<'s, S> {
    pub(super) outcome: &'s str,
    pub(super) sink: &'s mut S,
}

impl<S: Sink> Sink for Crossed<'_, S> {
    fn add(&mut self, template: &str, words: &[&str]) {
        if let [word] = words
            && CROSSED.contains(&template)
        {
            self.sink.add("x", &[self.outcome, template, word]);
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
