//! Reading the inputs: every document of every file with its origin, in the
//! order of the paths and then of the records, and what was left out or is
//! missing. Bytes stay bytes here.

use super::kind::{ENDINGS, Kind};
use super::options::ReadOptions;
use super::origin::{self, over};
use super::reader::{self, Opened};
use super::seen::{Ids, Place, Seen, is_of, mark};
use super::walk::{Found, unreadable, walk};
use crate::diagnostic::{Diagnostic, Severity};
use crate::formats::drafts::Drafts;
use crate::formats::rows::COLUMN_MISSING;
use crate::formats::stream::Tap;
use crate::normalise::{Origin, Source};
use crate::record::{Draft, Field, path_within};
use crate::table::SourceFile;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// What was read, all of it.
#[derive(Debug, Default)]
pub struct Input {
    /// The documents, in order.
    pub sources: Vec<Source>,
    /// What was left out or is missing, sorted by file and line.
    pub problems: Vec<Diagnostic>,
    /// The files.
    pub files: Vec<SourceFile>,
}

/// What is known when all was read.
#[derive(Debug, Default)]
pub struct Finished {
    /// What was left out or is missing, sorted by file and line.
    pub problems: Vec<Diagnostic>,
    /// The files that were read, in the order of their paths.
    pub files: Vec<SourceFile>,
}

/// Reads every document of some inputs, as is usual.
///
/// # Errors
///
/// If an input does not exist, or there is no file to read.
pub fn read(inputs: &[PathBuf]) -> Result<Input> {
    read_all(inputs, &ReadOptions::default())
}

/// Reads every document of some inputs.
///
/// # Errors
///
/// If an input does not exist, there is no file to read, or a corpus has no
/// column of a name that the caller gave.
pub fn read_all(inputs: &[PathBuf], options: &ReadOptions) -> Result<Input> {
    let mut reader = open(inputs, options)?;
    let sources = reader.by_ref().collect();
    let Finished { problems, files } = reader.finish();
    Ok(Input { sources, problems, files })
}

/// Finds the files of some inputs, whose documents are then read one by one.
///
/// # Errors
///
/// If an input does not exist, there is no file to read, or a corpus has no
/// column of a name that the caller gave.
pub fn open(inputs: &[PathBuf], options: &ReadOptions) -> Result<Reader> {
    let mut problems = Vec::new();
    let found = walk(inputs, options, &mut problems)?;
    if found.is_empty() {
        let names: Vec<String> = inputs
            .iter()
            .map(|path| format!("`{}`", path.display()))
            .collect();
        bail!(
            "no bulletins to read in {}\nhint: put files there that end in {ENDINGS}, or name another folder",
            names.join(", ")
        );
    }
    let mut stdin = None;
    for file in found.iter().filter(|file| file.kind.is_corpus()) {
        // What cannot be opened is told when it is its turn.
        let Ok(opened) = reader::open(file, options) else { continue };
        if let Err(fault) = &opened.1 {
            refuse(file, fault, options)?;
        }
        if file.file.is_none() {
            stdin = Some(opened);
        }
    }
    let size = |file: &Found| Some(file.file.as_ref()?.metadata().ok()?.len());
    let bytes = found.iter().map(size).sum();
    Ok(Reader {
        bytes,
        passed: 0,
        given: 0,
        passed_over: 0,
        options: options.clone(),
        found: found.into_iter(),
        current: None,
        seen: Seen::default(),
        stdin,
        paths: Vec::new(),
        problems,
        files: Vec::new(),
    })
}

/// A column that the caller named, or the text of a corpus that was itself
/// named as an input, is missed before the work and not after it.
fn refuse(
    file: &Found,
    fault: &Diagnostic,
    options: &ReadOptions,
) -> Result<()> {
    let is_named = Field::ALL.into_iter().any(|field| {
        let columns = &options.documents.columns;
        let column = format!("`{}`;", columns.name(field));
        columns.is_named(field) && fault.message.contains(&column)
    });
    if fault.code == COLUMN_MISSING && (file.is_input || is_named) {
        let hint = fault.hint.as_deref().unwrap_or_default();
        bail!("`{}`: {}\nhint: {hint}", file.path, fault.message);
    }
    Ok(())
}

/// The documents of some inputs. What is in memory is the document at hand,
/// and a mark for each that went by.
pub struct Reader {
    options: ReadOptions,
    found: std::vec::IntoIter<Found>,
    current: Option<Current>,
    seen: Seen,
    /// Standard input, where its columns had to be looked at.
    stdin: Option<Opened>,
    /// Paths of the files that were met.
    paths: Vec<String>,
    problems: Vec<Diagnostic>,
    files: Vec<SourceFile>,
    /// Size of all files, if it is known.
    bytes: Option<u64>,
    /// Size of the files that went by.
    passed: u64,
    /// Documents that were given.
    given: u64,
    /// Documents that are not of the sample.
    passed_over: u64,
}

/// The file that is being read.
struct Current {
    found: Found,
    tap: Option<Tap>,
    drafts: Drafts,
    /// What stands beside it of its origin.
    origin: Option<Origin>,
    ids: Ids,
    documents: u64,
    /// Problems that were known before it.
    before: usize,
}

impl Iterator for Reader {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            if self.options.limit.is_some_and(|limit| self.given >= limit) {
                return None;
            }
            let Some(current) = &mut self.current else {
                let found = self.found.next()?;
                self.current = Some(self.begin(found));
                continue;
            };
            let limit = self.options.documents.max_document_words;
            let within = |draft: Draft| draft.within(limit);
            match current.drafts.next().map(|found| found.and_then(within)) {
                Some(Ok(draft)) => {
                    if let Some(source) = self.accept(draft) {
                        return Some(source);
                    }
                }
                Some(Err(fault)) => {
                    let path = current.found.path.clone();
                    self.problems.push(fault.in_file(path));
                }
                None => self.end(),
            }
        }
    }
}

impl Reader {
    /// Bytes of all files as they lie on the disk; nothing where one is
    /// standard input.
    #[must_use]
    pub fn bytes_in_all(&self) -> Option<u64> {
        self.bytes
    }

    /// Bytes that were read by now.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        let current = self.current.as_ref();
        let current = current.and_then(|current| current.tap.as_ref());
        self.passed + current.map_or(0, Tap::bytes)
    }

    /// What is known of the files. Documents that were not asked for are not
    /// read, and their files are not told.
    #[must_use]
    pub fn finish(mut self) -> Finished {
        let is_cut = self.options.limit.is_some_and(|l| self.given >= l);
        self.end();
        self.tell_partial(is_cut);
        let (mut problems, files) = (self.problems, self.files);
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Finished { problems, files }
    }

    /// Says so where not all documents were wanted.
    fn tell_partial(&mut self, is_cut: bool) {
        let mut tell = |code, message: String| {
            let note = Diagnostic::new(Severity::Note, code, message);
            let hint = "leave out --limit and --sample to read all";
            self.problems.push(note.hint(hint));
        };
        if is_cut {
            let given = self.given;
            tell("limit", format!("read the first {given} documents only"));
        }
        if self.options.sample.is_some() {
            let (given, passed_over) = (self.given, self.passed_over);
            let message = format!(
                "read a sample: {given} documents, and {passed_over} were passed over"
            );
            tell("sample", message);
        }
    }

    fn begin(&mut self, found: Found) -> Current {
        let before = self.problems.len();
        let origin = origin::beside(&found, &mut self.problems);
        let mut drafts: Drafts = Box::new(std::iter::empty());
        let mut tap = None;
        let opened = match self.stdin.take_if(|_| found.file.is_none()) {
            Some(opened) => Ok(opened),
            None => reader::open(&found, &self.options),
        };
        match opened {
            Ok((opened, made)) => {
                tap = Some(opened);
                match made {
                    Ok(made) => drafts = made,
                    Err(fault) => {
                        self.problems.push(fault.in_file(&*found.path));
                    }
                }
            }
            Err(error) => {
                self.problems
                    .push(unreadable(&found.path, &error.to_string()));
            }
        }
        self.paths.push(found.path.clone());
        Current {
            found,
            tap,
            drafts,
            origin,
            ids: Ids::default(),
            documents: 0,
            before,
        }
    }

    /// Takes leave of the file at hand.
    fn end(&mut self) {
        let Some(current) = self.current.take() else { return };
        let Current { found, tap, drafts, documents, before, .. } = current;
        drop(drafts);
        let problems = (self.problems.len() - before) as u64;
        let row = reader::row(&found, tap, documents, problems);
        self.passed += row.bytes.unwrap_or(0);
        self.files.push(row);
    }

    /// The source of a document; nothing if it is a duplicate.
    fn accept(&mut self, mut draft: Draft) -> Option<Source> {
        let current = self.current.as_mut()?;
        let file = &current.found.path;
        for note in draft.notes.drain(..) {
            self.problems.push(note.in_file(file));
        }
        let line = draft.line;
        let place = Place::new(self.paths.len() - 1, line);
        let mark = mark(&draft.bytes);
        if self.options.sample.is_some_and(|share| !is_of(mark, share)) {
            self.passed_over += 1;
            return None;
        }
        if let Some(first) = self.seen.add(mark, place) {
            let path = &self.paths[first.file as usize];
            let at = match first.line {
                0 => String::new(),
                line => format!(", line {line}"),
            };
            let mut problem = Diagnostic::new(
                Severity::Warning,
                "duplicate-document",
                format!("left out: the same bytes as `{path}`{at}, and its events would count twice"),
            )
            .in_file(file)
            .hint("delete one of the two");
            problem.line = line;
            self.problems.push(problem);
            return None;
        }
        let is_whole = matches!(
            current.found.kind,
            Kind::Document(_) | Kind::Docx | Kind::Eml
        );
        let path = match draft.id.take().filter(|_| !is_whole) {
            None => file.clone(),
            Some(id) => {
                let (id, is_new) = current.ids.own(&id);
                if !is_new {
                    let mut problem = Diagnostic::new(
                        Severity::Warning,
                        "duplicate-id",
                        format!("this id stands there before: read as `{id}`"),
                    )
                    .in_file(file)
                    .hint("give each document an id of its own");
                    problem.line = line;
                    self.problems.push(problem);
                }
                path_within(file, &id)
            }
        };
        current.documents += 1;
        self.given += 1;
        if let Some(beside) = current.origin.clone() {
            let origin = std::mem::take(&mut draft.origin);
            draft.origin = if is_whole {
                // What a person wrote of this one file is believed first.
                over(beside, origin)
            } else {
                over(origin, beside)
            };
        }
        Some(draft.source(path))
    }
}
