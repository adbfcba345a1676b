//! How far a long run has come: a bar on a terminal, a line now and then
//! elsewhere. Decides nothing.

use super::messages::Messages;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(30);

/// The bar's parts: documents and events are in the message.
const BAR: &str =
    "{spinner} {bytes}/{total_bytes} ({bytes_per_sec}, {eta} left) {msg}";

/// The same where the size of the inputs is not known.
const OPEN: &str = "{spinner} {bytes} ({bytes_per_sec}) {msg}";

/// A run that is under way.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    is_quiet: bool,
    begun: Instant,
    told: Instant,
}

/// What was done by now.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Done {
    /// Bytes of the inputs that were read.
    pub(super) bytes: u64,
    pub(super) documents: usize,
    pub(super) events: usize,
}

impl Progress {
    /// Begins, with the bytes of all inputs if they are known.
    pub(super) fn begin(bytes: Option<u64>, is_quiet: bool) -> Self {
        let shown = !is_quiet && stderr().is_terminal();
        let bar = shown.then(|| {
            let template = if bytes.is_some() { BAR } else { OPEN };
            let style = ProgressStyle::with_template(template);
            let bar = bytes.map_or_else(ProgressBar::no_length, |bytes| {
                ProgressBar::new(bytes)
            });
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.with_style(
                style.unwrap_or_else(|_| ProgressStyle::default_bar()),
            )
        });
        let now = now();
        Self { bar, is_quiet, begun: now, told: now }
    }

    /// Shows how far it has come.
    pub(super) fn show(
        &mut self,
        done: Done,
        messages: &mut Messages<'_>,
    ) -> Result<()> {
        let Done { bytes, documents, events } = done;
        let text = format!("{documents} documents, {events} events");
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(text);
            return Ok(());
        }
        let now = now();
        if self.is_quiet || now.duration_since(self.told) < EVERY {
            return Ok(());
        }
        self.told = now;
        let seconds = now.duration_since(self.begun).as_secs().max(1);
        let megabytes = bytes / 1_000_000;
        let speed = megabytes / seconds;
        writeln!(messages, "{megabytes} MB read ({speed} MB/s): {text}")?;
        Ok(())
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is shown while it runs; no time gets into a release"
)]
fn now() -> Instant {
    Instant::now()
}
