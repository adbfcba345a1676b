//! `tidings suggest`: prints the words that the codebook may miss.

use super::messages::Messages;
use super::run::{Outcome, open_coder, print};
use super::{ListFormat, Suggest};
use crate::code::{Suggestion, Suggestions};
use crate::diagnostic::Severity;
use crate::io::read;
use anyhow::Result;
use std::io::Write;

/// Lists the words of the inputs.
pub(super) fn suggest(
    arguments: &Suggest,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let input = read::read(&arguments.inputs)?;
    print(&input.problems, Severity::Error, messages)?;
    let list = coder.suggest(&input.sources, arguments.top);
    match arguments.format {
        ListFormat::Text => text(&list, output)?,
        ListFormat::Csv => csv(&list, output)?,
    }
    Ok(Outcome::Clean)
}

fn text(list: &Suggestions, output: &mut dyn Write) -> Result<()> {
    writeln!(
        output,
        "# Words that the codebook may miss\n\nSentences that name a country and carry no event: {}. Sentences that carry one: {}.",
        list.uncoded, list.coded
    )?;
    for row in &list.words {
        writeln!(
            output,
            "\n## {}\n\n{} uncoded, {} coded, log-odds {:.2}{}{}\n",
            row.word,
            row.uncoded,
            row.coded,
            row.log_odds,
            if row.begins_cue { "; begins a cue already" } else { "" },
            also(row)
        )?;
        for example in &row.examples {
            writeln!(
                output,
                "- {}:{} {}",
                example.source, example.line, example.text
            )?;
        }
    }
    Ok(())
}

/// The forms that were found, if they are not the word itself.
fn also(row: &Suggestion) -> String {
    let forms: Vec<&str> = row.forms.iter().map(String::as_str).collect();
    if forms == [row.word.as_str()] {
        return String::new();
    }
    format!("; as {}", forms.join(", "))
}

fn csv(list: &Suggestions, output: &mut dyn Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(output);
    let head = ["word", "forms", "uncoded", "coded", "log_odds", "begins_cue"];
    let numbered =
        (1..=3).flat_map(|n| [format!("place_{n}"), format!("example_{n}")]);
    writer
        .write_record(head.into_iter().map(str::to_owned).chain(numbered))?;
    for row in &list.words {
        let forms: Vec<&str> = row.forms.iter().map(String::as_str).collect();
        let mut cells = vec![
            row.word.clone(),
            forms.join(";"),
            row.uncoded.to_string(),
            row.coded.to_string(),
            format!("{:.3}", row.log_odds),
            if row.begins_cue { "yes" } else { "no" }.to_owned(),
        ];
        for example in &row.examples {
            cells.push(format!("{}:{}", example.source, example.line));
            cells.push(guarded(&example.text));
        }
        cells.resize(12, String::new());
        writer.write_record(&cells)?;
    }
    writer.flush()?;
    Ok(())
}

/// A sentence that a spreadsheet would run as a formula, kept from it.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) {
        return format!("'{text}");
    }
    text.to_owned()
}
