//! Classes of function words: what the engine asks of a word dozens of times a
//! sentence, so each word has all its classes in one number.

use super::lexicon::{Lexicon, WordId};
use super::source::{Files, Located, Sheet};
use super::token::tokens;
use crate::diagnostic::Diagnostic;

/// A class of function words, which `function_words.csv` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as in the codebook")]
pub enum Grammar {
    AfterWord,
    And,
    Article,
    BareGovernor,
    Be,
    BePast,
    By,
    Causee,
    Circumstance,
    Come,
    Complement,
    Conjunction,
    Contrast,
    Definite,
    Determiner,
    Direction,
    Do,
    Get,
    Had,
    Have,
    If,
    In,
    Issue,
    It,
    List,
    Means,
    NoAdverb,
    ObjectPronoun,
    Oblique,
    Of,
    Ordinal,
    Pending,
    PersonPronoun,
    Possessive,
    Preposition,
    Pronoun,
    Reason,
    Relative,
    Say,
    StandsFor,
    SubjectPronoun,
    To,
}

const NAMES: [(&str, Grammar); 42] = [
    ("after_word", Grammar::AfterWord),
    ("and", Grammar::And),
    ("article", Grammar::Article),
    ("bare_governor", Grammar::BareGovernor),
    ("be", Grammar::Be),
    ("be_past", Grammar::BePast),
    ("by", Grammar::By),
    ("causee", Grammar::Causee),
    ("circumstance", Grammar::Circumstance),
    ("come", Grammar::Come),
    ("complement", Grammar::Complement),
    ("conjunction", Grammar::Conjunction),
    ("contrast", Grammar::Contrast),
    ("definite", Grammar::Definite),
    ("determiner", Grammar::Determiner),
    ("direction", Grammar::Direction),
    ("do", Grammar::Do),
    ("get", Grammar::Get),
    ("had", Grammar::Had),
    ("have", Grammar::Have),
    ("if", Grammar::If),
    ("in", Grammar::In),
    ("issue", Grammar::Issue),
    ("it", Grammar::It),
    ("list", Grammar::List),
    ("means", Grammar::Means),
    ("no_adverb", Grammar::NoAdverb),
    ("object_pronoun", Grammar::ObjectPronoun),
    ("oblique", Grammar::Oblique),
    ("of", Grammar::Of),
    ("ordinal", Grammar::Ordinal),
    ("pending", Grammar::Pending),
    ("person_pronoun", Grammar::PersonPronoun),
    ("possessive", Grammar::Possessive),
    ("preposition", Grammar::Preposition),
    ("pronoun", Grammar::Pronoun),
    ("reason", Grammar::Reason),
    ("relative", Grammar::Relative),
    ("say", Grammar::Say),
    ("stands_for", Grammar::StandsFor),
    ("subject_pronoun", Grammar::SubjectPronoun),
    ("to", Grammar::To),
];

impl Grammar {
    /// Its name in the codebook.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self as usize].0
    }
}

#[derive(Debug, serde::Deserialize)]
struct FunctionWordRow {
    class: String,
    word: String,
}

/// The function words, by class.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct FunctionWords {
    /// For each word, a bit for each of its classes.
    masks: Vec<u64>,
}

impl FunctionWords {
    /// Reads `function_words.csv`.
    pub(super) fn read(
        files: &Files,
        lexicon: &mut Lexicon,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let sheet = Sheet::open(files, "function_words.csv", told);
        let mut masks = Vec::new();
        for Located { row, .. } in sheet.rows::<FunctionWordRow>(told) {
            // Of a class that it does not know the sheet itself tells.
            let class = NAMES.iter().find(|(name, _)| *name == row.class);
            let Some((_, class)) = class else { continue };
            for token in tokens(&row.word) {
                let word = lexicon.surface(token.of(&row.word)).0 as usize;
                if masks.len() <= word {
                    masks.resize(word + 1, 0);
                }
                masks[word] |= 1 << *class as u64;
            }
        }
        Self { masks }
    }

    /// Whether a word is of a class.
    #[must_use]
    pub fn is(&self, class: Grammar, word: WordId) -> bool {
        let mask = self.masks.get(word.0 as usize);
        mask.is_some_and(|mask| mask & (1 << class as u64) != 0)
    }

    /// Whether a word is of any class.
    #[must_use]
    pub fn knows(&self, word: WordId) -> bool {
        self.masks.get(word.0 as usize).is_some_and(|mask| *mask != 0)
    }

    /// The classes of a word, by name.
    pub fn of(&self, word: WordId) -> impl Iterator<Item = &'static str> {
        let all = NAMES.iter().map(|(_, class)| *class);
        all.filter(move |class| self.is(*class, word)).map(Grammar::name)
    }
}
