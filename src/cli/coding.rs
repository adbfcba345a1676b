//! Coding many sources at once, for the verbs that code files. What is coded
//! and why, the coder knows; this only spreads the work.

use crate::code::Coder;
use crate::normalise::Source;
use crate::table::Coded;
use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// A coder with threads to use it on.
pub(super) struct Coders<'a> {
    coder: &'a Coder,
    pool: ThreadPool,
}

impl<'a> Coders<'a> {
    /// On some threads; left out: one a core.
    pub(super) fn new(coder: &'a Coder, jobs: Option<u16>) -> Result<Self> {
        let threads = jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .context("cannot start the threads to code with")?;
        Ok(Self { coder, pool })
    }

    /// The coder.
    pub(super) fn coder(&self) -> &'a Coder {
        self.coder
    }

    /// Codes the sources; the order of the results is that of the sources,
    /// whoever finishes first.
    pub(super) fn code(&self, sources: &[Source]) -> Result<Coded> {
        let coder = self.coder;
        let parts: Vec<Coded> = self.pool.install(|| {
            sources.par_iter().map(|source| coder.code(source)).collect()
        });
        let mut coded = Coded::default();
        for part in parts {
            coded.append(part);
        }
        Ok(coded)
    }
}
