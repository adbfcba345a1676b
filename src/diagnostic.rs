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
            if let Some((text, at)) = &self.excerpt {
                write!(f, ":{}", characters(text, 0..at.start) + 1)?;
            }
        }
        if let Some((text, at)) = &self.excerpt {
            draw(f, text, at)?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// Characters of a line that are drawn: more would wrap in a terminal, and the
/// caret would point at nothing.
const WIDTH: usize = 100;

/// Characters that are kept to the left of the caret in a longer line.
const LEFT: usize = 40;

/// Draws a line with carets under some bytes of it; of a long line the part
/// around them.
fn draw(
    f: &mut fmt::Formatter<'_>,
    text: &str,
    at: &std::ops::Range<usize>,
) -> fmt::Result {
    let before = characters(text, 0..at.start);
    let marked = characters(text, at.clone()).max(1);
    let all = characters(text, 0..text.len());
    let first = if all <= WIDTH || before <= LEFT { 0 } else { before - LEFT };
    let shown: Vec<char> = text.chars().skip(first).take(WIDTH).collect();
    let cut = first + shown.len() < all;
    let (head, tail) =
        (if first > 0 { "…" } else { "" }, if cut { "…" } else { "" });
    // A tab stays one, so that the caret stands under what it means.
    let blank: String = shown
        .iter()
        .take(before - first)
        .map(|c| if *c == '\t' { '\t' } else { ' ' })
        .collect();
    let indent = if first > 0 { " " } else { "" };
    let room = WIDTH.saturating_sub(before - first).max(1);
    let caret = "^".repeat(marked.min(room));
    let line: String = shown.into_iter().collect();
    write!(f, "\n  | {head}{line}{tail}\n  | {indent}{blank}{caret}")
}

fn characters(text: &str, range: std::ops::Range<usize>) -> usize {
    text.get(range).unwrap_or("").chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, at: std::ops::Range<usize>) -> String {
        Diagnostic::new(Severity::Error, "x", "wrong")
            .in_file("a.csv")
            .at_line(7)
            .showing(text, at)
            .to_string()
    }

    #[test]
    fn carets_count_characters_not_bytes() {
        assert_eq!(
            drawn("Türkiye,TUR", 9..12),
            "error: wrong\n --> a.csv:7:9\n  | Türkiye,TUR\n  |         ^^^"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let text = format!("{}here{}", "a".repeat(300), "b".repeat(300));
        let drawn = drawn(&text, 300..304);
        let lines: Vec<&str> = drawn.lines().collect();
        let caret = lines[3].find("^^^^").unwrap();
        let above: String = lines[2].chars().skip(caret).take(4).collect();
        assert_eq!(above, "here");
        assert!(lines[2].chars().count() < 110, "{}", lines[2]);
    }
}
