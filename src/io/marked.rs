//! Marked texts on the disk: every `.txt` file of the folders given.

use crate::learn::{Mark, Marked, Place};
use crate::normalise::{Format, Source};
use anyhow::{Context, Result, anyhow, ensure};
use std::fs;
use std::path::PathBuf;

/// Reads marked texts, in the order of their paths.
///
/// # Errors
///
/// If a folder or file cannot be read, or a mark is malformed.
pub fn read(folders: &[PathBuf]) -> Result<Vec<Marked>> {
    let mut paths = Vec::new();
    for folder in folders {
        let context = || format!("cannot read `{}`", folder.display());
        for entry in fs::read_dir(folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            if path.extension().is_some_and(|end| end == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    ensure!(
        !paths.is_empty(),
        "no marked texts here\nhint: they are `.txt` files with marks, see `codebook/README.md`"
    );
    paths
        .iter()
        .map(|path| {
            let shown = path.display().to_string();
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read `{shown}`"))?;
            Marked::parse(&shown, &text).map_err(|fault| {
                anyhow!(
                    "{fault}\nhint: an outcome is marked as {{type/status/theme/COUNTRIES|word}}"
                )
            })
        })
        .collect()
}

/// Reads gold events beside their texts as marks: `<stem>.gold.csv` beside
/// `<stem>.txt`, `.md` or `.html`.
///
/// # Errors
///
/// If a folder or file cannot be read.
pub fn gold(folders: &[PathBuf]) -> Result<Vec<Marked>> {
    let mut texts = Vec::new();
    for folder in folders {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
            .filter_map(|e| e.ok().map(|e| e.path()))
            .collect();
        paths.sort();
        for path in &paths {
            let Some(stem) = path
                .file_name()
                .and_then(|n| n.to_str())
                .and_then(|n| n.strip_suffix(".gold.csv"))
            else {
                continue;
            };
            let Some((source, format)) = [
                ("txt", Format::Text),
                ("md", Format::Markdown),
                ("html", Format::Html),
            ]
            .into_iter()
            .map(|(end, f)| (folder.join(format!("{stem}.{end}")), f))
            .find(|(p, _)| p.exists()) else {
                continue;
            };
            let mut marks = Vec::new();
            let mut reader = csv::Reader::from_path(path)?;
            let headers = reader.headers()?.clone();
            for record in reader.records() {
                let record = record?;
                let cell = |name: &str| {
                    headers
                        .iter()
                        .position(|h| h == name)
                        .and_then(|at| record.get(at))
                        .unwrap_or("")
                        .to_owned()
                };
                marks.push(Mark {
                    place: Place::Anchor(cell("anchor")),
                    outcome: cell("outcome_type"),
                    status: cell("status"),
                    theme: cell("theme"),
                    countries: cell("countries")
                        .split(';')
                        .map(str::to_owned)
                        .collect(),
                });
            }
            texts.push(Marked {
                source: Source {
                    path: source.display().to_string(),
                    bytes: fs::read(&source)?,
                    format,
                    origin: None,
                },
                marks,
            });
        }
    }
    Ok(texts)
}
