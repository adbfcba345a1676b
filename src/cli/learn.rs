//! `tidings learn`: from marked texts to the weights of a codebook.

use super::Learn;
use super::run::{Outcome, codebook_files, coder};
use crate::codebook::weights::WeightRow;
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
    output.write_all(&WeightRow::write(&rows)?)?;
    writeln!(
        messages,
        "texts: {}, marked outcomes: {marks}, weights: {}",
        texts.len(),
        rows.len()
    )?;
    Ok(Outcome::Clean)
}
