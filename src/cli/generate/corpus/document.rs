//! Documents as a whole: news in paragraphs under a headline, bulletins with
//! headings, bullets and leads. How often a sentence tells an outcome is
//! decided here; what it says is not.

use super::prng::Prng;
use super::scene::Scene;
use super::{Grammar, Kind};
use serde::Serialize;

/// A sentence in so many only looks as if it told an outcome.
const ALIKE: usize = 40;

/// One line of the corpus.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    id: String,
    title: String,
    date: String,
    url: String,
    publisher: String,
    text: String,
}

impl Document {
    /// Writes the document of some number.
    pub(super) fn new(
        grammar: &Grammar,
        kind: Kind,
        seed: u64,
        number: u64,
    ) -> Self {
        // Both kinds have streams of their own.
        let stream = number.wrapping_mul(2) + u64::from(kind == Kind::News);
        let prng = Prng::new(seed, stream);
        let mut author = Author { scene: Scene::new(grammar, prng), grammar };
        author.line("paper");
        let publisher = std::mem::take(&mut author.scene.text);
        author.headline(kind);
        let title = author.scene.text.clone();
        author.scene.text.push_str("\n\n");
        match kind {
            Kind::News => author.news(),
            Kind::Bulletins => author.bulletin(),
        }
        let scene = author.scene;
        let name = kind.name();
        Self {
            id: format!("{name}-{seed}-{number:08}"),
            title,
            date: format!(
                "{}-{:02}-{:02}",
                scene.year, scene.month, scene.day
            ),
            // A domain that nobody can own.
            url: format!("https://{name}.example/{seed}/{number:08}"),
            publisher,
            text: scene.text,
        }
    }
}

struct Author<'g> {
    scene: Scene<'g>,
    grammar: &'g Grammar,
}

impl Author<'_> {
    fn news(&mut self) {
        let words = self.scene.prng.within(300, 900);
        let mut written = 0;
        while written < words {
            let from = self.scene.text.len();
            for _ in 0..self.scene.prng.within(1, 4) {
                self.sentence(Kind::News);
            }
            let text = self.scene.text.as_bytes();
            let spaces = text.iter().skip(from).filter(|b| **b == b' ');
            written += spaces.count();
            self.end("\n\n");
        }
        self.end("\n");
    }

    fn bulletin(&mut self) {
        for _ in 0..self.scene.prng.within(1, 3) {
            self.sentence(Kind::Bulletins);
        }
        for _ in 0..self.scene.prng.within(2, 6) {
            self.end("\n\n");
            self.line("heading");
            self.scene.text.push_str("\n\n");
            for _ in 0..self.scene.prng.within(2, 7) {
                self.bullet();
            }
        }
        self.end("\n");
    }

    fn bullet(&mut self) {
        self.scene.text.push_str("· ");
        if !self.scene.prng.one_in(3) {
            self.line("lead");
            self.scene.text.push_str(" – ");
        }
        for _ in 0..self.scene.prng.within(1, 4) {
            self.sentence(Kind::Bulletins);
        }
        self.end("\n\n");
    }

    /// A headline tells an outcome in every fourth text.
    fn headline(&mut self, kind: Kind) {
        if kind == Kind::News && self.scene.prng.one_in(4) {
            self.outcome();
            let length = self.scene.text.trim_end_matches('.').len();
            self.scene.text.truncate(length);
        } else {
            self.line("headline");
        }
    }

    /// A sentence and the space behind it.
    fn sentence(&mut self, kind: Kind) {
        let from = self.scene.text.len();
        if self.scene.prng.one_in(kind.sentences_an_outcome()) {
            self.told(from);
        } else if self.scene.prng.one_in(ALIKE) {
            self.scene.turn();
            let of = &self.grammar.outcomes.alike;
            if let Some(template) = self.scene.prng.pick(of) {
                self.scene.fill(template);
            }
        } else {
            let of = self.grammar.templates.named("background");
            if let Some(template) = self.scene.prng.pick(of) {
                self.scene.fill(template);
            }
        }
        self.scene.capital(from);
        self.scene.text.push(' ');
    }

    /// An outcome, now and then with words before or behind it.
    fn told(&mut self, from: usize) {
        let before = self.scene.prng.one_in(5);
        if before {
            self.scene.fill_kind("before");
            self.scene.text.push(' ');
        }
        let begun = self.scene.text.len();
        self.outcome();
        let text = &self.scene.text;
        let first = text.get(begun..).and_then(|s| s.split(' ').next());
        if begun > from && matches!(first, Some("A" | "An" | "The")) {
            let small = text[begun..=begun].to_ascii_lowercase();
            self.scene.text.replace_range(begun..=begun, &small);
        }
        if self.scene.text.ends_with('.') && self.scene.prng.one_in(4) {
            self.scene.text.pop();
            self.scene.fill_kind("after");
            self.scene.text.push('.');
        }
    }

    fn outcome(&mut self) {
        self.scene.turn();
        let of = &self.grammar.outcomes.told;
        if let Some(template) = self.scene.prng.pick(of) {
            self.scene.fill(template);
        }
    }

    /// A line without a full stop.
    fn line(&mut self, kind: &str) {
        let from = self.scene.text.len();
        self.scene.fill_kind(kind);
        self.scene.capital(from);
    }

    /// Ends what is written in some way, and in no other.
    fn end(&mut self, how: &str) {
        let length = self.scene.text.trim_end().len();
        self.scene.text.truncate(length);
        self.scene.text.push_str(how);
    }
}
