//! Where features go: as keys for coding, as text for learning and for
//! people, and alone or together with an outcome type.
//!
//! Knows no feature by itself.

use crate::codebook::weights::{Hash, Key};

/// Takes features one by one.
pub(super) trait Sink {
    /// A feature with a value: a template and words.
    fn add(&mut self, template: &str, words: &[&str], value: i32);
}

/// Features as keys, for coding.
#[derive(Debug, Default)]
pub(super) struct Keys(pub(super) Vec<(Key, i32)>);

impl Sink for Keys {
    fn add(&mut self, template: &str, words: &[&str], value: i32) {
        let mut hash = Hash::default().then(template);
        for (at, word) in words.iter().enumerate() {
            hash = hash.then(if at == 0 { "=" } else { "|" }).then(word);
        }
        self.0.push((hash.key(), value));
    }
}

/// Features as text, for learning.
#[derive(Debug, Default)]
pub(super) struct Names(pub(super) Vec<(String, i32)>);

impl Sink for Names {
    fn add(&mut self, template: &str, words: &[&str], value: i32) {
        let name = if words.is_empty() {
            template.to_owned()
        } else {
            format!("{template}={}", words.join("|"))
        };
        self.0.push((name, value));
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
    fn add(&mut self, template: &str, words: &[&str], value: i32) {
        if let [word] = words
            && CROSSED.contains(&template)
        {
            self.sink.add("x", &[self.outcome, template, word], value);
        }
    }
}

/// The name of a feature together with an outcome type, as [`Crossed`] has it.
pub(crate) fn crossed(outcome: &str, name: &str) -> Option<String> {
    let (template, word) = name.split_once('=')?;
    (CROSSED.contains(&template) && !word.contains('|'))
        .then(|| format!("x={outcome}|{template}|{word}"))
}
