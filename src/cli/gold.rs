//! What `evaluate`, `agreement` and `learn` share: gold files that can be
//! used, with their texts, or a word on why not.

use super::messages::Messages;
use super::run::print;
use crate::codebook::Codebook;
use crate::diagnostic::Severity;
use crate::evaluate::Unit;
use crate::evaluate::gold::{GoldRow, GoldText};
use crate::io::gold::{GoldFile, read as read_gold};
use crate::io::read;
use crate::normalise::Source;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A gold file and its rows.
pub(super) struct Gold {
    pub(super) file: GoldFile,
    pub(super) rows: Vec<GoldRow>,
}

impl Gold {
    /// Its text, for faults that point at it.
    pub(super) fn text(&self) -> GoldText<'_> {
        GoldText { file: &self.file.file, text: &self.file.text }
    }

    /// Its events.
    pub(super) fn units(&self) -> Vec<Unit> {
        self.rows.iter().map(|located| located.row.clone()).collect()
    }
}

/// The gold of some folders; `None` if its faults, which are printed, leave
/// no way. A row left out would be a wrong figure, so that one fault stops
/// all.
pub(super) fn gold(
    folders: &[PathBuf],
    codebook: &Codebook,
    messages: &mut Messages<'_>,
) -> Result<Option<Vec<Gold>>> {
    let mut all = Vec::new();
    let mut faults = Vec::new();
    for file in read_gold(folders)? {
        let text = GoldText { file: &file.file, text: &file.text };
        let (rows, more) = text.parse(codebook);
        faults.extend(more);
        all.push(Gold { file, rows });
    }
    if faults.is_empty() {
        return Ok(Some(all));
    }
    print(&faults, Severity::Error, messages)?;
    writeln!(
        messages,
        "the gold cannot be used; faults: {}\nhint: mend them in the lines shown",
        faults.len()
    )?;
    Ok(None)
}

/// The text of each gold file, in their order: of the inputs, else from
/// beside it.
pub(super) fn texts(
    gold: &[Gold],
    inputs: &[PathBuf],
    messages: &mut Messages<'_>,
) -> Result<Vec<Source>> {
    let mut found: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut problems = Vec::new();
    let mut add = |found: &mut BTreeMap<_, Vec<Source>>, paths: &[PathBuf]| {
        if paths.is_empty() {
            return Ok(());
        }
        let input = read::read(paths)?;
        for source in input.sources {
            found.entry(name_of(&source)).or_default().push(source);
        }
        problems.extend(input.problems);
        anyhow::Ok(())
    };
    add(&mut found, inputs)?;
    let elsewhere: Vec<PathBuf> = gold
        .iter()
        .filter(|gold| !found.contains_key(&gold.file.name))
        .flat_map(|gold| gold.file.beside.clone())
        .collect();
    add(&mut found, &elsewhere)?;
    // A text can be scored without its origin file.
    problems.retain(|problem| problem.code != "origin-missing");
    print(&problems, Severity::Warning, messages)?;
    let mut sources = Vec::new();
    let mut without = Vec::new();
    for Gold { file, .. } in gold {
        let mut texts = found.remove(&file.name).unwrap_or_default();
        match (texts.pop(), texts.pop()) {
            (Some(text), None) => sources.push(text),
            (Some(one), Some(other)) => bail!(
                "two texts for the gold file `{}`: `{}`, `{}`\nhint: name the one that was coded as INPUT",
                file.file,
                other.path,
                one.path
            ),
            _ => without.push(&file.file),
        }
    }
    if let Some(first) = without.first() {
        let more = match without.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        bail!(
            "no text for the gold file `{first}`{more}\nhint: name the folder of the texts as INPUT; the text of `x.gold.csv` is `x.txt`, `x.md` or `x.html`"
        );
    }
    Ok(sources)
}

/// The file's name without its ending.
fn name_of(source: &Source) -> String {
    let stem = Path::new(&source.path).file_stem();
    stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}
