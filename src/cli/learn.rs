//! `tidings learn`: from marked texts to the weights of a codebook.

use super::Learn;
use super::run::{Outcome, codebook_files, coder};
use crate::io;
use crate::learn::learn as fit;
use anyhow::Result;
use std::io::Write;

/// Learns weights and writes them as CSV.
pub(super) fn learn(
    arguments: &Learn,
    output: &mut dyn Write,
    messages: &mut dyn Write,
) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let mut texts = io::marked::read(&arguments.texts)?;
    texts.extend(io::marked::gold(&arguments.gold)?);
    let marks: usize = texts.iter().map(|text| text.marks.len()).sum();
    let rows = fit(&coder, &texts);
    let mut writer = csv::Writer::from_writer(output);
    for row in &rows {
        writer.serialize(row)?;
    }
    writer.flush()?;
    writeln!(
        messages,
        "texts: {}, marked outcomes: {marks}, weights: {}",
        texts.len(),
        rows.len()
    )?;
    Ok(Outcome::Clean)
}
