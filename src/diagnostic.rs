//! What a person should be told: how grave it is, where it is, what is wrong
//! and what to do. Nothing here prints; the command line does.

use std::fmt;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information.
    Note,
    /// Something was guessed, or looks wrong.
    Warning,
    /// Something was left out, or cannot be used.
    Error,
}

impl Severity {
    /// The word for it, in messages and in the `problems` table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One message about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Short name of the kind of problem, for filters.
    pub code: &'static str,
    /// The file concerned, if any.
    pub file: Option<String>,
    /// The line concerned, from 1.
    pub line: Option<usize>,
    /// That line's text and the bytes of it to point at.
    pub excerpt: Option<(String, std::ops::Range<usize>)>,
    /// What is wrong, without a final full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    #[must_use]
    pub fn new(
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            file: None,
            line: None,
            excerpt: None,
            message: message.into(),
            hint: None,
        }
    }

    /// Says which file it is about.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Says which line it is about, from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Shows the line, pointing at some bytes of it.
    #[must_use]
    pub fn showing(
        mut self,
        line: impl Into<String>,
        at: std::ops::Range<usize>,
    ) -> Self {
        self.excerpt = Some((line.into(), at));
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.name(), self.message)?;
        if let Some(file) = &self.file {
            write!(f, "\n --> {file}")?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            if let Some((_, at)) = &self.excerpt {
                write!(f, ":{}", at.start + 1)?;
            }
        }
        if let Some((text, at)) = &self.excerpt {
            let before = text.get(..at.start).unwrap_or("").chars().count();
            let marked = text
                .get(at.clone())
                .map_or(1, |cell| cell.chars().count().max(1));
            let (blank, caret) = (" ".repeat(before), "^".repeat(marked));
            write!(f, "\n  | {text}\n  | {blank}{caret}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}
