//! `tidings explain`: which text is meant, and how it was read.

use super::Explain;
use super::coding::Coders;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder, print};
use crate::cluster::Clusters;
use crate::code::{Asked, Coder};
use crate::codebook::Files;
use crate::diagnostic::Severity;
use crate::io::read;
use crate::normalise::{Format, Source};
use crate::table::Event;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Prints how an event or a text was read.
pub(super) fn explain(
    arguments: &Explain,
    input: &mut dyn Read,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let target = arguments.target.as_str();
    if target == "-" {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).context("cannot read standard input")?;
        let source = Source {
            path: "-".to_owned(),
            bytes,
            format: Format::Text,
            origin: None,
        };
        return tell(&coder, &[source], Asked::All, target, output);
    }
    if is_event(target) {
        let read = read::read(&arguments.input)?;
        print(&read.problems, Severity::Error, messages)?;
        let asked = Asked::Event(target);
        let outcome = tell(&coder, &read.sources, asked, target, output)?;
        let reports = reports(&coder, &files, &read.sources, target)?;
        output.write_all(reports.as_bytes())?;
        return Ok(outcome);
    }
    let (file, line) = file_and_line(target);
    let asked = line.map_or(Asked::All, Asked::Line);
    let sources = sources_of(file, &arguments.input)?;
    tell(&coder, &sources, asked, target, output)
}

/// Explains the first text that has what is asked for.
fn tell(
    coder: &Coder,
    sources: &[Source],
    asked: Asked<'_>,
    target: &str,
    output: &mut dyn Write,
) -> Result<Outcome> {
    let text = sources.iter().find_map(|source| coder.explain(source, asked));
    if let Some(text) = text {
        output.write_all(text.as_bytes())?;
        return Ok(Outcome::Clean);
    }
    match asked {
        Asked::Event(_) => bail!(
            "no event has the id `{target}` in the texts read: {}\nhint: an id changes with its text and with what the codebook codes; take one from `events_flat` of a fresh release, or name FILE:LINE",
            sources.len()
        ),
        Asked::Line(_) => bail!(
            "no sentence stands there: `{target}`\nhint: headings, titles and page furniture are no sentences; `line` of the table `sentences` tells where they are"
        ),
        Asked::All => bail!("no sentence in it: `{target}`"),
    }
}

/// The other reports of an event among some texts, and why they were joined.
fn reports(
    coder: &Coder,
    files: &Files,
    sources: &[Source],
    id: &str,
) -> Result<String> {
    let mut coded = Coders::new(coder, None)?.code(sources);
    Clusters::new(files, coder.codebook()).0.join(&mut coded);
    let mut text = String::new();
    let event = coded.events.iter().find(|event| *event.event_id == *id);
    let Some(cluster) = event.map(|event| &event.cluster_id) else {
        return Ok(text);
    };
    let all = coded.events.iter().filter(|e| e.cluster_id == *cluster);
    let others: Vec<&Event> = all.collect();
    if others.len() < 2 {
        return Ok(text);
    }
    text.push_str("reports of this event\n");
    for event in others {
        let mut documents = coded.documents.iter();
        let document = documents.find(|d| d.document_id == event.document_id);
        let source = document.map_or("", |document| &*document.source);
        let why = match &*event.cluster_basis {
            "" => "the first",
            basis => basis,
        };
        let Event { event_id, line, evidence, .. } = event;
        let _ = writeln!(
            text,
            "  {} {source}:{line}  {why}\n    {}",
            event_id.0, evidence.0
        );
    }
    Ok(text)
}

/// Whether this looks as `event_id` does.
fn is_event(target: &str) -> bool {
    target.strip_prefix('e').is_some_and(|rest| {
        rest.len() == 16 && rest.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Parts `FILE:LINE`; a tail that is no number belongs to the file.
fn file_and_line(target: &str) -> (&str, Option<usize>) {
    let parted = target.rsplit_once(':').and_then(|(file, tail)| {
        Some((file, tail.parse().ok().filter(|line| *line > 0)?))
    });
    parted.map_or((target, None), |(file, line)| (file, Some(line)))
}

/// The text of a path: a file, or one of the inputs by the path that the
/// tables give it.
fn sources_of(file: &str, inputs: &[PathBuf]) -> Result<Vec<Source>> {
    let missing = match read::read(&[Path::new(file).to_owned()]) {
        Ok(read) => {
            let mut sources = read.sources;
            // As the reader wrote it, so that an editor finds it.
            if let [only] = sources.as_mut_slice() {
                file.clone_into(&mut only.path);
            }
            return Ok(sources);
        }
        Err(error) => error,
    };
    let found = read::read(inputs).ok().and_then(|read| {
        read.sources.into_iter().find(|source| source.path == file)
    });
    found.map(|source| vec![source]).ok_or_else(|| {
        missing.context(format!(
            "no such text, neither here nor in the inputs: `{file}`\nhint: name a file, or a `source` of the tables and with `--input` the folder that they were made from"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_follows_the_last_colon_if_it_is_a_number() {
        assert_eq!(file_and_line("a.txt:12"), ("a.txt", Some(12)));
        assert_eq!(file_and_line("a.txt"), ("a.txt", None));
        assert_eq!(file_and_line("c:a.txt"), ("c:a.txt", None));
        assert_eq!(file_and_line("a.txt:0"), ("a.txt:0", None));
    }

    #[test]
    fn ids_of_events_are_told_from_files() {
        assert!(is_event("e0123456789abcdef"));
        assert!(!is_event("events.txt"));
        assert!(!is_event("e0123456789abcde.txt"));
    }
}
