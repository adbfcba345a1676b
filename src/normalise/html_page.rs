//! Which parts of a page are its text: main content against furniture, and
//! what the head says. The words for furniture come from the codebook.

use super::Metadata;
use super::conventions::Furniture;
use super::html_token::StartTag;
use super::html_tree::{Content, Node, is_heading, name};
use std::ops::Range;

/// What to do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Read it.
    Keep,
    /// Pass over it and all inside.
    Leave,
}

/// A page whose parts have been weighed.
#[derive(Debug)]
pub(super) struct Page<'p> {
    nodes: &'p [Node],
    source: &'p str,
    furniture: &'p Furniture,
    /// Bytes of text before each node.
    text_before: Vec<usize>,
    /// Main elements and top headings before each node.
    core_before: Vec<usize>,
    keep_all: bool,
}

impl<'p> Page<'p> {
    /// Weighs a page.
    pub(super) fn new(
        nodes: &'p [Node],
        source: &'p str,
        furniture: &'p Furniture,
    ) -> Self {
        let (mut text, mut core) = (0, 0);
        let mut text_before = vec![0];
        let mut core_before = vec![0];
        // Scripts and the like weigh nothing.
        let mut mute = 0;
        for (i, node) in nodes.iter().enumerate() {
            if let Content::Element(tag) = &node.content
                && i >= mute
                && is_code(&tag.name)
            {
                mute = node.end;
            }
            if i >= mute {
                text += match &node.content {
                    Content::Text(at) => at.len(),
                    _ => 0,
                };
                core += usize::from(matches!(
                    name(node),
                    "main" | "article" | "h1"
                ));
            }
            text_before.push(text);
            core_before.push(core);
        }
        Self {
            nodes,
            source,
            furniture,
            text_before,
            core_before,
            keep_all: false,
        }
    }

    /// The same page with nothing but code left out.
    pub(super) fn keeping_all(mut self) -> Self {
        self.keep_all = true;
        self
    }

    /// The parts that hold the content: main elements, else articles, else
    /// everything.
    pub(super) fn content(&self) -> Vec<Range<usize>> {
        for wanted in ["main", "article"] {
            let found = self.parts(wanted);
            if !found.is_empty() {
                return found;
            }
        }
        std::iter::once(0..self.nodes.len()).collect()
    }

    /// Elements of a name or role that say anything, outermost only.
    fn parts(&self, wanted: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if let Content::Element(tag) = &node.content {
                let is_wanted =
                    tag.name == wanted || tag.get("role") == Some(wanted);
                let said = self.text_before[node.end] > self.text_before[at];
                if is_wanted && said {
                    // The walk begins inside, so that the element's own
                    // class cannot leave it out.
                    found.push(at + 1..node.end);
                    at = node.end;
                    continue;
                }
                if self.use_of(at, tag) == Use::Leave {
                    at = node.end;
                    continue;
                }
            }
            at += 1;
        }
        found
    }

    /// Whether to read an element.
    pub(super) fn use_of(&self, at: usize, tag: &StartTag) -> Use {
        let leave = if self.keep_all {
            is_code(&tag.name)
        } else {
            self.is_furniture(at, tag)
        };
        if leave { Use::Leave } else { Use::Keep }
    }

    fn is_furniture(&self, at: usize, tag: &StartTag) -> bool {
        let element = tag.name.as_str();
        if is_code(element) {
            return true;
        }
        let end = self.nodes[at].end;
        let holds_core = self.core_before[end] > self.core_before[at + 1];
        if self.furniture.has("element", element) {
            // A header, or the form that old sites wrap pages in, may hold
            // the title or the whole text.
            return !holds_core;
        }
        if matches!(element, "html" | "body" | "main" | "article")
            || is_heading(element)
        {
            return false;
        }
        let hidden = tag.get("hidden").is_some()
            || tag.get("aria-hidden") == Some("true");
        let role = tag.get("role").is_some_and(|role| {
            self.furniture.has("role", &role.to_ascii_lowercase())
        });
        if hidden || role {
            return !holds_core;
        }
        let classed = ["class", "id"].iter().any(|key| {
            tag.get(key).is_some_and(|names| self.names_furniture(names))
        });
        classed && !holds_core && !self.is_most(at, end)
    }

    /// Whether an element holds most of the page's text.
    fn is_most(&self, at: usize, end: usize) -> bool {
        let inside = self.text_before[end] - self.text_before[at];
        let all = self.text_before[self.nodes.len()];
        inside * 2 > all
    }

    /// Whether a class or id speaks of furniture: "share-buttons",
    /// "relatedPosts", but not "has-sidebar".
    fn names_furniture(&self, names: &str) -> bool {
        names.split_whitespace().any(|class| {
            let mut words = parts_of(class);
            let mut found = false;
            words.by_ref().all(|word| {
                found |= self.furniture.has("class_word", &word);
                !self.furniture.has("keep_word", &word)
            }) && found
        })
    }

    /// Takes from the head what it says of the text.
    pub(super) fn describe(&self, metadata: &mut Metadata) {
        let mut at = 0;
        let mut title = None;
        while let Some(node) = self.nodes.get(at) {
            at += 1;
            let Content::Element(tag) = &node.content else { continue };
            match tag.name.as_str() {
                "title" if title.is_none() => {
                    title = Some(self.words(at..node.end));
                }
                "meta" => {
                    let key = tag.get("property").or(tag.get("name"));
                    let (Some(key), Some(value)) = (key, tag.get("content"))
                    else {
                        continue;
                    };
                    let slot = match key.to_ascii_lowercase().as_str() {
                        "og:title" => &mut metadata.title,
                        "og:site_name" => &mut metadata.publisher,
                        "article:published_time" | "date" => {
                            &mut metadata.date
                        }
                        "og:url" => &mut metadata.address,
                        _ => continue,
                    };
                    fill(slot, value);
                }
                "link" if tag.get("rel") == Some("canonical") => {
                    let address = tag.get("href").unwrap_or("").trim();
                    if !address.is_empty() {
                        metadata.address = Some(address.to_owned());
                    }
                }
                "time" if self.in_header(at) => {
                    fill(
                        &mut metadata.date,
                        tag.get("datetime").unwrap_or(""),
                    );
                }
                _ => {}
            }
        }
        fill(&mut metadata.title, &title.unwrap_or_default());
    }

    /// Whether a node stands in the header of the content.
    fn in_header(&self, at: usize) -> bool {
        self.nodes[..at]
            .iter()
            .rev()
            .take(40)
            .any(|node| node.end > at && name(node) == "header")
    }

    /// The words of some nodes, white space normalised.
    fn words(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for node in self.nodes.get(range).unwrap_or(&[]) {
            match &node.content {
                Content::Text(at) => {
                    text.push_str(self.source.get(at.clone()).unwrap_or(""));
                }
                Content::Entity(value, _) => text.push_str(value),
                Content::Element(_) => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn fill(slot: &mut Option<String>, value: &str) {
    let value = value.trim();
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value.to_owned());
    }
}

/// Elements whose inside is no text in any page.
fn is_code(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head" | "noscript")
}

/// The words of a class name, in lower case: at hyphens, underscores and
/// capitals.
fn parts_of(class: &str) -> impl Iterator<Item = String> + '_ {
    class.split(['-', '_', ':', '/']).flat_map(|piece| {
        let mut words = Vec::new();
        let mut word = String::new();
        let mut lower = false;
        for c in piece.chars() {
            if c.is_uppercase() && lower {
                words.push(std::mem::take(&mut word));
            }
            lower = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        words.push(word);
        words
    })
}
