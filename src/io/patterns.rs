//! Patterns of paths, in gitignore's language: for `--include`, `--exclude`
//! and `.tidingsignore`. Touches no disk.

use glob::{MatchOptions, Pattern, PatternError};

/// Stars end at folders, and capitals count.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// One pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pattern: Pattern,
    /// Whether it takes back what earlier ones said (`!`).
    is_negated: bool,
    /// Whether it means folders alone (`/` at its end).
    of_folders: bool,
    /// Whether it means the path from the folder that it holds for, not any
    /// name below (`/` within it).
    is_anchored: bool,
}

impl Rule {
    /// Reads a line; nothing if it is blank or a comment.
    pub(super) fn parse(line: &str) -> Result<Option<Self>, PatternError> {
        let line = trimmed(line);
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (is_negated, line) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (of_folders, line) = match line.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let is_anchored = line.contains('/');
        let line = line.strip_prefix('/').unwrap_or(line);
        let pattern = Pattern::new(&translated(line))?;
        Ok(Some(Self { pattern, is_negated, of_folders, is_anchored }))
    }

    fn matches(&self, path: &str, is_folder: bool) -> bool {
        if self.of_folders && !is_folder {
            return false;
        }
        let part = if self.is_anchored {
            path
        } else {
            path.rsplit('/').next().unwrap_or(path)
        };
        self.pattern.matches_with(part, OPTIONS)
    }
}

/// Whether the last rule that matches a path takes it (`true`) or takes it
/// back (`false`); nothing if none matches.
pub(super) fn verdict(
    rules: &[Rule],
    path: &str,
    is_folder: bool,
) -> Option<bool> {
    let last = rules.iter().rev().find(|rule| rule.matches(path, is_folder));
    last.map(|rule| !rule.is_negated)
}

/// The same for a file: what is said of a folder holds for all in it.
pub(super) fn takes(rules: &[Rule], path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders
        .fold(None, |said, folder| verdict(rules, folder, true).or(said))
        .into_iter()
        .chain(verdict(rules, path, false))
        .last()
        .unwrap_or(false)
}

/// A line without white space at its end, unless that is escaped.
fn trimmed(line: &str) -> &str {
    let bare = line.trim_end();
    if bare.ends_with('\\') && bare.len() < line.len() {
        &line[..=bare.len()]
    } else {
        bare
    }
}

/// From gitignore's language to that of the crate `glob`: no backslashes, two
/// stars as a whole component only, `[!…]` for `[^…]`.
fn translated(line: &str) -> String {
    let parts = line.split('/').map(|part| {
        if part == "**" {
            return part.to_owned();
        }
        let mut out = String::new();
        let mut characters = part.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\\' => match characters.next() {
                    Some(c @ ('*' | '?' | '[' | ']')) => {
                        out.extend(['[', c, ']']);
                    }
                    other => out.extend(other),
                },
                '*' if out.ends_with('*') => {}
                '[' if characters.peek() == Some(&'^') => {
                    characters.next();
                    out.push_str("[!");
                }
                _ => out.push(c),
            }
        }
        out
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(lines: &[&str]) -> Vec<Rule> {
        lines.iter().filter_map(|line| Rule::parse(line).unwrap()).collect()
    }

    #[test]
    fn names_match_anywhere_and_paths_from_the_top() {
        let name = rules(&["*.txt"]);
        assert!(takes(&name, "a/b/c.txt") && !takes(&name, "a/b/c.md"));
        let path = rules(&["a/*.txt"]);
        assert!(takes(&path, "a/c.txt"));
        assert!(!takes(&path, "b/a/c.txt") && !takes(&path, "a/b/c.txt"));
        let deep = rules(&["**/drafts/**/x.txt", "/top.md"]);
        assert!(takes(&deep, "drafts/x.txt"));
        assert!(takes(&deep, "a/drafts/b/c/x.txt"));
        assert!(takes(&deep, "top.md") && !takes(&deep, "a/top.md"));
    }

    #[test]
    fn folders_take_all_in_them_and_later_rules_win() {
        let lines = ["# notes", "", "old/", "!keep.txt", "a\\*b", "a**c "];
        let rules = rules(&lines);
        assert!(takes(&rules, "x/old/y/z.txt") && !takes(&rules, "old"));
        assert_eq!(verdict(&rules, "old", true), Some(true));
        assert_eq!(verdict(&rules, "keep.txt", false), Some(false));
        assert!(takes(&rules, "a*b") && !takes(&rules, "aab"));
        assert!(takes(&rules, "axxc"));
        assert!(Rule::parse("[a").is_err());
    }
}
