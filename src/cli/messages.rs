//! What is said on standard error: to people with colours where there is a
//! terminal, to programs as JSON, one object a line. Decides nothing about
//! what is worth saying.

use crate::describe::harmless;
use crate::diagnostic::Diagnostic;
use crate::table::Problem;
use anstyle::{AnsiColor, Style};
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write};

/// How messages are written, for the verbs whose messages are their result.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct MessageArguments {
    /// How messages are written.
    #[arg(
        long,
        value_enum,
        default_value = "text",
        long_help = "How messages are written to standard error: `text`, to read, or `json`, one object a line, with severity, code, message and, where there are any, file, line and hint; the last line is the summary, {\"summary\": {...}}. A colour is used on a terminal only, and not where NO_COLOR is set."
    )]
    pub(crate) format: MessageFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// To read.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// Where messages go, and how.
pub(super) struct Messages<'a> {
    out: &'a mut dyn Write,
    format: MessageFormat,
}

/// A message as a program reads it.
#[derive(Debug, Serialize)]
struct Said<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

impl<'a> Messages<'a> {
    /// Messages to a stream that takes colours out where they do not belong.
    pub(super) fn new(out: &'a mut dyn Write, format: MessageFormat) -> Self {
        Self { out, format }
    }

    /// Tells one finding.
    pub(super) fn tell(&mut self, diagnostic: &Diagnostic) -> Result<()> {
        let line = diagnostic.line.and_then(|line| u64::try_from(line).ok());
        self.say(
            &Said {
                severity: diagnostic.severity.name(),
                code: diagnostic.code,
                message: &diagnostic.message,
                file: diagnostic.file.as_deref(),
                line,
                hint: diagnostic.hint.as_deref(),
            },
            &diagnostic.to_string(),
        )
    }

    /// Tells one row of the table of problems.
    pub(super) fn problem(&mut self, row: &Problem) -> Result<()> {
        let known = |text| match text {
            "" => None,
            text => Some(text),
        };
        let said = Said {
            severity: &row.severity,
            code: &row.code,
            message: &row.message,
            file: known(&row.source),
            line: row.line,
            hint: known(&row.hint),
        };
        let mut text = format!("{}: {}", said.severity, said.message);
        if let Some(file) = said.file {
            let _ = write!(text, "\n --> {file}");
            if let Some(line) = said.line {
                let _ = write!(text, ":{line}");
            }
        }
        if let Some(hint) = said.hint {
            let _ = write!(text, "\nhint: {hint}");
        }
        self.say(&said, &text)
    }

    /// Says how it ended: in words, or as the figures.
    pub(super) fn end(
        &mut self,
        text: &str,
        hint: Option<&str>,
        mut figures: Value,
    ) -> Result<()> {
        if self.format == MessageFormat::Json {
            figures["message"] = text.lines().next().unwrap_or("").into();
            if let Some(hint) = hint {
                figures["hint"] = hint.into();
            }
            let line = json!({ "summary": figures });
            return Ok(writeln!(self.out, "{line}")?);
        }
        writeln!(self.out, "{}", painted(text))?;
        if let Some(hint) = hint {
            writeln!(self.out, "{}", painted(&format!("hint: {hint}")))?;
        }
        Ok(())
    }

    /// Says why it could not run, and how to cure it.
    pub(super) fn failed(&mut self, error: &anyhow::Error) -> Result<()> {
        if let Some(diagnostic) = error.downcast_ref::<Diagnostic>() {
            if self.format == MessageFormat::Json {
                return self.tell(diagnostic);
            }
            let text = diagnostic.to_string();
            return Ok(writeln!(self.out, "{}", painted(&text))?);
        }
        let (causes, hints) = parted(error);
        let (message, hint) = (causes.join(": "), hints.join("; "));
        if self.format == MessageFormat::Json {
            let hint = (!hint.is_empty()).then_some(&*hint);
            let said = Said {
                severity: "error",
                code: "cannot-run",
                message: &message,
                file: None,
                line: None,
                hint,
            };
            return self.say(&said, "");
        }
        let mut text = format!("error: {message}");
        for hint in hints {
            let _ = write!(text, "\nhint: {hint}");
        }
        Ok(writeln!(self.out, "{}", painted(&text))?)
    }

    /// Says the same in one line: for those who are read by a program that
    /// shows a line of it.
    pub(super) fn failed_in_a_line(
        &mut self,
        error: &anyhow::Error,
    ) -> Result<()> {
        let (causes, hints) = parted(error);
        let mut said = format!("error: {}", causes.join(": "));
        for hint in hints {
            let _ = write!(said, "; hint: {hint}");
        }
        let said: Vec<&str> = said.split_whitespace().collect();
        Ok(writeln!(self.out, "{}", painted(&said.join(" ")))?)
    }

    fn say(&mut self, said: &Said<'_>, text: &str) -> Result<()> {
        if self.format == MessageFormat::Json {
            let line = serde_json::to_string(said)?;
            return Ok(writeln!(self.out, "{line}")?);
        }
        Ok(writeln!(self.out, "{}\n", painted(text))?)
    }
}

/// What an error says of its causes, and of their cures.
fn parted(error: &anyhow::Error) -> (Vec<String>, Vec<String>) {
    if let Some(fault) = error.downcast_ref::<Diagnostic>() {
        let place = fault.file.as_ref().map(|file| match fault.line {
            Some(line) => format!("{file}:{line}"),
            None => file.clone(),
        });
        let causes = place.into_iter().chain([fault.message.clone()]);
        return (causes.collect(), fault.hint.iter().cloned().collect());
    }
    let (mut causes, mut hints) = (Vec::new(), Vec::new());
    for cause in error.chain() {
        let cause = cause.to_string();
        for line in cause.lines() {
            match line.strip_prefix("hint: ") {
                Some(hint) => hints.push(hint.to_owned()),
                None => causes.push(line.to_owned()),
            }
        }
    }
    (causes, hints)
}

/// What verbs write that is no finding goes out as it is.
impl Write for Messages<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What a line begins with, and the colour of that.
const COLOURS: [(&str, AnsiColor); 5] = [
    ("error:", AnsiColor::Red),
    ("warning:", AnsiColor::Yellow),
    ("note:", AnsiColor::Blue),
    ("hint:", AnsiColor::Green),
    (" -->", AnsiColor::Blue),
];

/// The text with colours, and nothing else in it that steers a terminal.
fn painted(text: &str) -> String {
    let lines = harmless(text);
    let lines = lines.split('\n').map(|line| {
        let known = COLOURS.iter().find(|(mark, _)| line.starts_with(mark));
        let Some((mark, colour)) = known else { return line.to_owned() };
        let style = Style::new().bold().fg_color(Some((*colour).into()));
        format!("{style}{mark}{style:#}{}", &line[mark.len()..])
    });
    lines.collect::<Vec<_>>().join("\n")
}
