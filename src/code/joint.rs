//! What parts or joins the clauses of a sentence, word by word: looked up
//! once, for every row and feature asks what stands around it.

use crate::codebook::Codebook;
use crate::codebook::grammar::Grammar;
use crate::codebook::lexicon::Word;
use crate::codebook::token::TokenKind;

/// Which of these a word is, as bits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Joint(u8);

impl Joint {
    pub(super) const SEMICOLON: Self = Self(1);
    const COLON: Self = Self(2);
    /// A semicolon or colon.
    pub(super) const HARD: Self = Self(Self::SEMICOLON.0 | Self::COLON.0);
    /// A comma, dash or opening bracket.
    pub(super) const SOFT: Self = Self(4);
    /// A relative pronoun.
    pub(super) const RELATIVE: Self = Self(8);
    /// One that is not "that".
    pub(super) const WHICH: Self = Self(16);
    pub(super) const BY: Self = Self(32);
    /// What opens a clause.
    pub(super) const OPENER: Self = Self(64);

    /// What a word is.
    pub(super) fn of(codebook: &Codebook, text: &str, word: &Word) -> Self {
        let surface = word.token.of(text);
        let sign = match surface {
            _ if word.token.kind != TokenKind::Sign => Self::default(),
            ";" => Self::SEMICOLON,
            ":" => Self::COLON,
            "," | "–" | "—" | "(" => Self::SOFT,
            _ => Self::default(),
        };
        if !codebook.grammar.knows(word.id) {
            return sign;
        }
        let is = |class| codebook.grammar.is(class, word.id);
        let relative = is(Grammar::Relative);
        sign.with(Self::RELATIVE, relative)
            .with(Self::WHICH, relative && surface != "that")
            .with(Self::BY, is(Grammar::By))
            .with(Self::OPENER, OPENERS.into_iter().any(is))
    }

    fn with(self, other: Self, when: bool) -> Self {
        if when { Self(self.0 | other.0) } else { self }
    }

    /// Whether it is any of these.
    pub(super) fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// Classes of the words that open a clause.
pub(super) const OPENERS: [Grammar; 5] = [
    Grammar::Relative,
    Grammar::Circumstance,
    Grammar::Reason,
    Grammar::If,
    Grammar::Complement,
];
