//! `tidings annotate`: JSON lines in, JSON lines out, in the same order.

use super::Annotate;
use super::messages::Messages;
use super::run::{Outcome, open_coder};
use crate::code::Coder;
use anyhow::{Context, Result};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{BufRead, Write};

/// Lines that are coded together: enough to keep threads busy, few enough
/// that a reader downstream soon sees the first.
const BATCH: usize = 256;

#[derive(Debug, Deserialize)]
struct Question {
    id: Value,
    text: String,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Coded {
        id: Value,
        #[serde(flatten)]
        fields: Value,
    },
    Fault {
        line: usize,
        error: String,
    },
}

/// Codes every text of the input.
pub(super) fn annotate(
    arguments: &Annotate,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let mut line = 0;
    let mut faults = 0_usize;
    loop {
        let batch = read(input, &mut line)?;
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Answer> = batch
            .par_iter()
            .map(|(line, bytes)| answer(&coder, *line, bytes))
            .collect();
        for answer in answers {
            faults += usize::from(matches!(answer, Answer::Fault { .. }));
            serde_json::to_writer(&mut *output, &answer)
                .map_err(std::io::Error::from)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    if faults == 0 {
        return Ok(Outcome::Clean);
    }
    writeln!(
        messages,
        "lines that could not be read: {faults}\nhint: one object a line: {{\"id\": 1, \"text\": \"…\", \"date\": \"2020-12-31\"}}"
    )?;
    Ok(Outcome::Findings)
}

/// The next lines that are not blank, with their numbers from 1.
fn read(
    input: &mut dyn BufRead,
    line: &mut usize,
) -> Result<Vec<(usize, Vec<u8>)>> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        let mut bytes = Vec::new();
        let read = input
            .read_until(b'\n', &mut bytes)
            .context("cannot read standard input")?;
        if read == 0 {
            break;
        }
        *line += 1;
        if !bytes.trim_ascii().is_empty() {
            batch.push((*line, bytes));
        }
    }
    Ok(batch)
}

fn answer(coder: &Coder, line: usize, bytes: &[u8]) -> Answer {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match serde_json::from_slice::<Question>(bytes) {
        Ok(Question { id, text, date }) => Answer::Coded {
            id,
            fields: coder.annotate(&text, date.as_deref()),
        },
        Err(error) => Answer::Fault { line, error: error.to_string() },
    }
}
