//! Which rows of a codebook differ from another's, and a codebook with one of
//! these differences alone. Knows CSV and the keys of files, and nothing of
//! what a row does.

use crate::codebook::{Files, key_columns};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Files that are told whole: their rows were learned or measured together.
const WHOLE: [&str; 5] = [
    "weights.csv",
    "tagger.csv",
    "calibration.csv",
    "common_words.csv",
    "error_rates.csv",
];

/// A row, or a whole file, that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// The file.
    pub file: String,
    /// What the row is known by; empty: the whole file.
    pub key: String,
    /// The row as the earlier codebook has it; nothing: it is new.
    pub old: Option<String>,
    /// The row as the later codebook has it; nothing: it is gone.
    pub new: Option<String>,
}

impl RowChange {
    /// `added`, `removed` or `changed`.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}

/// The files that differ, each as a whole.
#[must_use]
pub fn file_changes(old: &Files, new: &Files) -> Vec<RowChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let text = |files: &Files, name| {
        files.get(name).map(|text| text.clone().into_owned())
    };
    let differ = names.into_iter().filter(|n| old.get(*n) != new.get(*n));
    differ
        .map(|name| RowChange {
            file: name.clone(),
            key: String::new(),
            old: text(old, name),
            new: text(new, name),
        })
        .collect()
}

/// The rows that differ, by file and in the order of the later one; a file as
/// a whole where its rows cannot be told apart.
#[must_use]
pub fn row_changes(old: &Files, new: &Files) -> Vec<RowChange> {
    let mut changes = Vec::new();
    for whole in file_changes(old, new) {
        let name = &whole.file;
        let tables = whole.old.as_deref().zip(whole.new.as_deref());
        let tables =
            tables.map(|(was, is)| (Rows::of(name, was), Rows::of(name, is)));
        match tables {
            Some((was, is))
                if was.header == is.header && !WHOLE.contains(&&**name) =>
            {
                changes.extend(between(name, &was, &is));
            }
            _ => changes.push(whole),
        }
    }
    changes
}

/// The earlier codebook with one difference alone.
#[must_use]
pub fn with(old: &Files, new: &Files, change: &RowChange) -> Files {
    let mut files = old.clone();
    let name = &change.file;
    if change.key.is_empty() {
        match &change.new {
            Some(text) => files.insert(name.clone(), text.clone().into()),
            None => files.remove(name),
        };
        return files;
    }
    let text = |files: &Files| files.get(name).cloned().unwrap_or_default();
    let (was, is) = (text(old), text(new));
    let (was, is) = (Rows::of(name, &was), Rows::of(name, &is));
    files.insert(name.clone(), was.with(&is, change).into());
    files
}

/// The rows of a file, each as it is written, with what it is known by.
struct Rows<'t> {
    header: &'t str,
    all: Vec<(String, &'t str)>,
}

impl<'t> Rows<'t> {
    fn of(name: &str, text: &'t str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut rows: Vec<(csv::StringRecord, usize)> = Vec::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().map_or(0, csv::Position::byte);
            rows.push((record.clone(), usize::try_from(start).unwrap_or(0)));
        }
        let ends = rows.iter().skip(1).map(|row| row.1).chain([text.len()]);
        let written: Vec<&str> = rows
            .iter()
            .zip(ends)
            .map(|((_, start), end)| {
                text.get(*start..end).unwrap_or("").trim_end()
            })
            .collect();
        let columns = key_columns(name);
        let at: Vec<usize> =
            rows.first().map_or_else(Vec::new, |(header, _)| {
                let at = |name: &&str| header.iter().position(|h| h == *name);
                columns.iter().filter_map(at).collect()
            });
        let key = |record: &csv::StringRecord, line: &str| {
            let cells = at.iter().map(|at| record.get(*at).unwrap_or(""));
            let key = cells.collect::<Vec<_>>().join(",");
            if key.is_empty() { line.to_owned() } else { key }
        };
        let all = rows.iter().zip(&written).skip(1);
        Self {
            header: written.first().copied().unwrap_or(""),
            all: all.map(|((row, _), line)| (key(row, line), *line)).collect(),
        }
    }

    /// These rows with one difference of others.
    fn with(&self, others: &Self, change: &RowChange) -> String {
        let mut lines: Vec<&str> = self.all.iter().map(|row| row.1).collect();
        let here = |line: &str| self.all.iter().position(|row| row.1 == line);
        match (&change.old, &change.new) {
            (Some(old), new) => {
                let Some(at) = here(old) else { return self.text(&lines) };
                match new {
                    Some(new) => lines[at] = new,
                    None => {
                        lines.remove(at);
                    }
                }
            }
            (None, Some(new)) => {
                // Behind the row that stands before it there, for the order
                // of rows may matter.
                let there = others.all.iter().position(|row| row.1 == new);
                let before = others.all.get(..there.unwrap_or(0));
                let before = before.into_iter().flatten().rev();
                let at = before
                    .into_iter()
                    .find_map(|(key, _)| {
                        self.all.iter().position(|row| row.0 == *key)
                    })
                    .map_or(0, |at| at + 1);
                lines.insert(at, new);
            }
            (None, None) => {}
        }
        self.text(&lines)
    }

    fn text(&self, lines: &[&str]) -> String {
        let mut text = format!("{}\n", self.header);
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

fn between(file: &str, old: &Rows<'_>, new: &Rows<'_>) -> Vec<RowChange> {
    let mut left: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (key, line) in old.all.iter().rev() {
        left.entry(key).or_default().push(line);
    }
    let change = |key: &str, old: Option<&str>, new: Option<&str>| RowChange {
        file: file.to_owned(),
        key: key.to_owned(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    };
    let mut changes = Vec::new();
    for (key, line) in &new.all {
        match left.get_mut(&**key).and_then(Vec::pop) {
            Some(was) if was == *line => {}
            was => changes.push(change(key, was, Some(line))),
        }
    }
    for (key, line) in &old.all {
        let gone = left.get_mut(&**key);
        if gone.is_some_and(|lines| {
            let at = lines.iter().position(|known| known == line);
            at.map(|at| lines.remove(at)).is_some()
        }) {
            changes.push(change(key, Some(line), None));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(rows: &str) -> Files {
        let text = format!("id,kind\n{rows}");
        Files::from([("cues/law.csv".to_owned(), text.into())])
    }

    #[test]
    fn each_difference_can_be_had_alone() {
        let old = files("a,1\nb,2\nc,3\n");
        let new = files("a,1\nx,9\nb,\"2\n2\"\n");
        let changes = row_changes(&old, &new);
        let told: Vec<(&str, &str)> =
            changes.iter().map(|c| (c.what(), &*c.key)).collect();
        assert_eq!(told, [("added", "x"), ("changed", "b"), ("removed", "c")]);
        let alone = |at: usize| {
            let files = with(&old, &new, &changes[at]);
            files["cues/law.csv"].clone().into_owned()
        };
        assert_eq!(alone(0), "id,kind\na,1\nx,9\nb,2\nc,3\n");
        assert_eq!(alone(1), "id,kind\na,1\nb,\"2\n2\"\nc,3\n");
        assert_eq!(alone(2), "id,kind\na,1\nb,2\n");
    }

    #[test]
    fn rows_without_a_key_are_known_by_all_their_cells() {
        let text = |rows: &str| {
            let text = format!("theme,phrase,weight\n{rows}");
            Files::from([("theme_phrases.csv".to_owned(), text.into())])
        };
        let changes =
            row_changes(&text("t,a,1\nt,b,1\n"), &text("t,a,1\nt,c,1\n"));
        let told: Vec<&str> = changes.iter().map(RowChange::what).collect();
        assert_eq!(told, ["added", "removed"]);
    }
}
