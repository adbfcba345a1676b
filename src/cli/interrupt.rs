//! Ctrl-C and termination: noticed between documents, so that what was begun
//! is left as it was.

use anyhow::{Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody wants an end.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Begins to listen. A second signal ends the program at once.
    pub(super) fn listen() -> Result<Self> {
        let flag = Self::default();
        for signal in [SIGINT, SIGTERM] {
            let second = Arc::clone(&flag.0);
            signal_hook::flag::register_conditional_shutdown(
                signal, 2, second,
            )?;
            signal_hook::flag::register(signal, Arc::clone(&flag.0))?;
        }
        Ok(flag)
    }

    /// Fails if somebody does.
    pub(super) fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            bail!(
                "interrupted; what was published before is there still\nhint: run the same command again: what was coded is taken from the cache"
            );
        }
        Ok(())
    }
}
