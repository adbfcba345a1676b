//! Which files of a folder are wanted: `--include`, `--exclude`, and the file
//! `.tidingsignore` of a folder, which holds for all below it.

use super::patterns::{Rule, takes, verdict};
use crate::diagnostic::{Diagnostic, Severity};
use anyhow::{Result, anyhow};
use std::fs;
use std::path::Path;

/// Name of the file with rules.
pub(super) const FILE: &str = ".tidingsignore";

/// What is wanted of the folder that is being walked.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    include: Vec<Rule>,
    exclude: Vec<Rule>,
    /// Rules of the folders that lead here: the folder's path with `/` behind
    /// it, and its rules. What is deeper wins.
    ignored: Vec<(String, Vec<Rule>)>,
    /// Files and folders that were left out.
    pub(super) left_out: usize,
}

impl Wanted {
    /// What the caller chose.
    ///
    /// # Errors
    ///
    /// If a pattern is malformed.
    pub(super) fn new(include: &[String], exclude: &[String]) -> Result<Self> {
        let include = rules("--include", include)?;
        let exclude = rules("--exclude", exclude)?;
        Ok(Self { include, exclude, ..Self::default() })
    }

    /// Takes up the rules of a folder, until [`Wanted::leave`]. `below` is its
    /// path with `/` behind it, empty for the input itself.
    pub(super) fn enter(
        &mut self,
        folder: &Path,
        below: &str,
        notes: &mut Vec<Diagnostic>,
    ) {
        let path = folder.join(FILE);
        let mut rules = Vec::new();
        if path.is_file() {
            let shown = format!("{below}{FILE}");
            match fs::read(&path) {
                Ok(bytes) => {
                    let text = String::from_utf8_lossy(&bytes);
                    read(&text, &shown, &mut rules, notes);
                }
                Err(error) => notes.push(
                    Diagnostic::new(
                        Severity::Error,
                        "unreadable",
                        format!(
                            "cannot be read, so it leaves nothing out: {error}"
                        ),
                    )
                    .in_file(shown)
                    .hint("see that you may read it"),
                ),
            }
        }
        self.ignored.push((below.to_owned(), rules));
    }

    /// Puts the rules of the last folder away.
    pub(super) fn leave(&mut self) {
        self.ignored.pop();
    }

    /// Whether a file or folder is left out.
    pub(super) fn leaves_out(&mut self, path: &str, is_folder: bool) -> bool {
        let ignored = self.ignored.iter().rev().find_map(|(below, rules)| {
            let inner = path.strip_prefix(below.as_str())?;
            verdict(rules, inner, is_folder)
        });
        let out = ignored == Some(true)
            || verdict(&self.exclude, path, is_folder) == Some(true)
            || (!is_folder
                && !self.include.is_empty()
                && !takes(&self.include, path));
        self.left_out += usize::from(out);
        out
    }
}

fn rules(option: &str, patterns: &[String]) -> Result<Vec<Rule>> {
    let parsed = patterns.iter().map(|pattern| {
        Rule::parse(pattern).map_err(|error| {
            anyhow!(
                "no pattern of paths: {option} `{pattern}`: {error}\nhint: `*.txt`, `2020/**/*.md` or `drafts/`, as in a .gitignore file"
            )
        })
    });
    parsed.filter_map(Result::transpose).collect()
}

fn read(
    text: &str,
    path: &str,
    rules: &mut Vec<Rule>,
    notes: &mut Vec<Diagnostic>,
) {
    let text = text.trim_start_matches('\u{feff}');
    for (number, line) in (1..).zip(text.lines()) {
        match Rule::parse(line) {
            Ok(rule) => rules.extend(rule),
            Err(error) => notes.push(
                Diagnostic::new(
                    Severity::Warning,
                    "bad-pattern",
                    format!("this line leaves nothing out: {error}"),
                )
                .in_file(path)
                .at_line(number)
                .showing(line, 0..line.len())
                .hint("write a pattern as in a .gitignore file"),
            ),
        }
    }
}
