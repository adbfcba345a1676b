//! Gold files on the disk: finds `<name>.gold.csv` in folders, and the texts
//! that stand beside them. Does not look into the rows.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the name of a gold file ends with.
const ENDING: &str = ".gold.csv";

/// Endings of the texts that may stand beside.
const TEXTS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// A gold file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldFile {
    /// Name of the document: the file's, without `.gold.csv`.
    pub name: String,
    /// The file, as messages name it.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Texts of that name beside it.
    pub beside: Vec<PathBuf>,
}

/// Reads the gold files of some folders, sorted by folder and name.
///
/// # Errors
///
/// If a folder cannot be read or holds none, a file is not UTF-8, or two are
/// for the same document.
pub fn read(folders: &[PathBuf]) -> Result<Vec<GoldFile>> {
    let mut all: Vec<GoldFile> = Vec::new();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for folder in folders {
        let names = names(folder)?;
        if names.is_empty() {
            bail!(
                "no gold files here: `{}`\nhint: name a folder that holds `<name>{ENDING}` for `<name>.txt`",
                folder.display()
            );
        }
        for name in names {
            let path = folder.join(format!("{name}{ENDING}"));
            let file = path.display().to_string();
            let text = fs::read_to_string(&path).with_context(|| {
                format!("cannot read `{file}`\nhint: save it as CSV in UTF-8")
            })?;
            if let Some(other) = known.insert(name.clone(), file.clone()) {
                bail!(
                    "two gold files for one document: `{other}`, `{file}`\nhint: name one of the two folders; `tidings agreement` compares both"
                );
            }
            let beside = TEXTS
                .iter()
                .map(|ending| folder.join(format!("{name}.{ending}")))
                .filter(|path| path.is_file())
                .collect();
            all.push(GoldFile { name, file, text, beside });
        }
    }
    Ok(all)
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let context =
        || format!("cannot read the gold folder: `{}`", folder.display());
    ensure!(
        !folder.is_file(),
        "a file, not a folder: `{}`\nhint: name the folder that holds the gold files",
        folder.display()
    );
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let name = entry.with_context(context)?.file_name();
        let name = name.to_string_lossy();
        if let Some(name) = name.strip_suffix(ENDING) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
