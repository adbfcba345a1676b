//! `tidings learn`: from marked texts and gold to the weights of a codebook.

use super::Learn;
use super::gold::{gold, texts};
use super::messages::Messages;
use super::run::{Outcome, open_coder};
use crate::codebook::weights::WeightRow;
use crate::io;
use crate::learn::{Marked, learn as fit};
use anyhow::Result;
use std::io::Write;

/// Learns weights and writes them as CSV.
pub(super) fn learn(
    arguments: &Learn,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let mut marked = io::marked::read(&arguments.marked)?;
    if !arguments.gold.is_empty() {
        let Some(mut gold) =
            gold(&arguments.gold, coder.codebook(), messages)?
        else {
            return Ok(Outcome::Refused);
        };
        gold.retain(|gold| !arguments.without.contains(&gold.file.name));
        let sources = texts(&gold, &arguments.texts, messages)?;
        let pairs = sources.into_iter().zip(&gold);
        marked.extend(pairs.map(|(source, gold)| {
            Marked::of_gold(source, gold.rows.iter().map(|row| &row.row))
        }));
    }
    let marks: usize = marked.iter().map(|text| text.marks.len()).sum();
    if arguments.windows {
        for window in crate::learn::export(&coder, &marked) {
            writeln!(output, "{window}")?;
        }
        return Ok(Outcome::Clean);
    }
    let rows = fit(&coder, &marked);
    output.write_all(&WeightRow::write(&rows)?)?;
    writeln!(
        messages,
        "texts: {}, marked outcomes: {marks}, features: {}",
        marked.len(),
        rows.len()
    )?;
    Ok(Outcome::Clean)
}
