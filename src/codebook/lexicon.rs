//! Every word that the codebook knows, interned: a surface leads to its
//! lemmas and forms at the cost of one hash, and an unknown word to nothing.

use super::inflect::{Forms, Irregular, forms};
use super::token::{Token, TokenKind, tokens};
use rustc_hash::FxHashMap;

/// A lower-case surface that the codebook knows; 0 is any other word.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default,
)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the codebook does not know.
    pub const UNKNOWN: Self = Self(0);
}

/// A base form. Lemmas and surfaces share one numbering: a lemma is the
/// surface of its base form.
pub type LemmaId = WordId;

/// The interned words.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: FxHashMap<Box<str>, WordId>,
    texts: Vec<Box<str>>,
    lemmas: Vec<Vec<(LemmaId, Forms)>>,
    irregular: FxHashMap<String, Vec<Irregular>>,
}

impl Lexicon {
    /// A lexicon that knows the irregular forms and no word yet.
    #[must_use]
    pub fn new(rows: Vec<Irregular>) -> Self {
        let mut irregular: FxHashMap<String, Vec<Irregular>> =
            FxHashMap::default();
        for row in rows {
            irregular.entry(row.lemma.clone()).or_default().push(row);
        }
        Self {
            irregular,
            texts: vec!["".into()],
            lemmas: vec![Vec::new()],
            ..Self::default()
        }
    }

    /// The id of a lower-case surface, made if need be, without inflections.
    pub fn surface(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u32::try_from(self.texts.len()).unwrap_or(0));
        self.ids.insert(word.into(), id);
        self.texts.push(word.into());
        self.lemmas.push(Vec::new());
        id
    }

    /// The id of a base form; its inflections are made known with it.
    pub fn lemma(&mut self, word: &str) -> LemmaId {
        let id = self.surface(word);
        if self.lemmas[id.0 as usize].iter().any(|(lemma, _)| *lemma == id) {
            return id;
        }
        let irregular = self.irregular.remove(word).unwrap_or_default();
        let all = forms(word, &irregular.iter().collect::<Vec<_>>());
        for (surface, form) in all {
            let surface = self.surface(&surface);
            let known = &mut self.lemmas[surface.0 as usize];
            match known.iter_mut().find(|(lemma, _)| *lemma == id) {
                Some((_, forms)) => *forms = forms.or(form),
                None => known.push((id, form)),
            }
        }
        self.irregular.insert(word.to_owned(), irregular);
        id
    }

    /// The id of a word as it stands in a text, in any case.
    #[must_use]
    pub fn find(&self, word: &str) -> WordId {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.ids.get(word).copied().unwrap_or_default();
        }
        let folded = fold(word);
        self.ids.get(folded.as_str()).copied().unwrap_or_default()
    }

    /// The lemmas that a surface may belong to, and as which forms.
    #[must_use]
    pub fn lemmas(&self, word: WordId) -> &[(LemmaId, Forms)] {
        self.lemmas.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The word's text, in lower case.
    #[must_use]
    pub fn text(&self, word: WordId) -> &str {
        self.texts.get(word.0 as usize).map_or("", |text| text)
    }

    /// How many surfaces it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether it knows no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.len() <= 1
    }
}

/// Lower case, with plain apostrophes and hyphens: how words are compared.
#[must_use]
pub fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2019}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect()
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital first.
    Lower,
    /// A capital first, and lower-case letters.
    Title,
    /// Capitals only, at least two.
    Upper,
}

/// A token with its word looked up.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands and what it is made of.
    pub token: Token,
    /// Its surface, if the codebook knows it.
    pub id: WordId,
    /// How it is written.
    pub case: Case,
}

impl Lexicon {
    /// Cuts a text into tokens and looks each up. Signs and possessives have
    /// ids too where a codebook phrase holds them.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut folded = String::new();
        let of_token = |token: Token| {
            let surface = token.of(text);
            let lower = surface.bytes().all(|b| b.is_ascii_lowercase());
            let written = if token.kind == TokenKind::Possessive {
                "'s"
            } else if lower {
                surface
            } else if surface.is_ascii() {
                folded.clear();
                folded.push_str(surface);
                folded.make_ascii_lowercase();
                &folded
            } else {
                folded = fold(surface);
                &folded
            };
            let id = self.ids.get(written).copied().unwrap_or_default();
            let plain = lower || token.kind == TokenKind::Sign;
            let case = if plain { Case::Lower } else { case(surface) };
            Word { token, id, case }
        };
        tokens(text).into_iter().map(of_token).collect()
    }
}

fn case(surface: &str) -> Case {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            let several = rest.peek().is_some();
            if several && rest.all(char::is_uppercase) {
                Case::Upper
            } else {
                Case::Title
            }
        }
        // "al-Nimr", "d'Ivoire": a capital later makes a name all the same.
        Some(_) if letters.any(char::is_uppercase) => Case::Title,
        _ => Case::Lower,
    }
}
