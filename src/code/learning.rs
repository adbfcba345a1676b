//! The words of a text as the weights would be asked about them: what
//! learning starts from. Decides nothing.

use super::Coder;
use super::document::Coding;
use super::features::{Names, View};
use super::slots::fits;
use crate::codebook::lexicon::fold;
use crate::codebook::token::TokenKind;
use crate::normalise::Source;

/// A word with its features.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// First byte in the source.
    pub(crate) byte_start: usize,
    /// Its letters and figures, in lower case, parted by what stands between.
    pub(crate) parts: Vec<String>,
    /// Its stem.
    pub(crate) stem: String,
    /// Whether it is a word and no number or sign.
    pub(crate) word: bool,
    /// Whether a cue speaks of it.
    pub(crate) cued: bool,
    /// Its features.
    pub(crate) features: Vec<(String, i32)>,
    /// What says which outcome it tells.
    pub(crate) broad: Vec<(String, i32)>,
}

/// All words of a source.
pub(crate) fn asked(coder: &Coder, source: &Source) -> Vec<Asked> {
    let outline = coder.outline(source);
    let prepared = coder.prepare(&outline);
    let mut all = Vec::new();
    for (index, s) in prepared.sentences.iter().enumerate() {
        let (found, refused) = fits(s);
        let heading = prepared.heading(&outline, index);
        let place = Coding::place(&outline, index, &heading);
        let view = View::new(s, &found, &refused, place);
        for (at, token) in s.words.iter().map(|w| w.token).enumerate() {
            let mut names = Names::default();
            let mut broad = Names::default();
            let word = token.kind == TokenKind::Word;
            if word {
                view.features(at, &mut names);
                view.broad(at, &mut broad);
            }
            all.push(Asked {
                byte_start: outline.span(s.bytes(&(at..at + 1))).byte_start,
                parts: parts(s.surface(at)),
                stem: view.stem(at).to_owned(),
                word,
                cued: word && view.cued(at),
                features: names.0,
                broad: broad.0,
            });
        }
    }
    all
}

fn parts(word: &str) -> Vec<String> {
    word.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(fold)
        .collect()
}
