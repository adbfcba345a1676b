//! Coding many sources at once, for the verbs that code files. What is coded
//! and why, the coder knows; this only spreads the work, and takes from the
//! cache what was coded before.

use crate::code::Coder;
use crate::io::cache::{self, Cache};
use crate::normalise::Source;
use crate::table::Coded;
use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A coder with threads to use it on.
pub(super) struct Coders<'a> {
    coder: &'a Coder,
    pool: ThreadPool,
    cache: Option<Cache>,
    /// Documents that were coded, and not taken from the cache.
    anew: AtomicUsize,
}

/// Threads to code with; left out: one a core.
pub(super) fn threads(jobs: Option<u16>) -> Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .build()
        .context("cannot start the threads to code with")
}

impl<'a> Coders<'a> {
    /// On some threads; left out: one a core.
    pub(super) fn new(coder: &'a Coder, jobs: Option<u16>) -> Result<Self> {
        let (pool, anew) = (threads(jobs)?, AtomicUsize::new(0));
        Ok(Self { coder, pool, cache: None, anew })
    }

    /// With what was coded before.
    pub(super) fn with(self, cache: Option<Cache>) -> Self {
        Self { cache, ..self }
    }

    /// The coder.
    pub(super) fn coder(&self) -> &'a Coder {
        self.coder
    }

    /// Codes the sources; the order of the results is that of the sources,
    /// whoever finishes first.
    pub(super) fn code(&self, sources: &[Source]) -> Coded {
        let parts: Vec<Coded> = self.pool.install(|| {
            sources.par_iter().map(|source| self.one(source)).collect()
        });
        let mut coded = Coded::default();
        for part in parts {
            coded.append(part);
        }
        coded
    }

    fn one(&self, source: &Source) -> Coded {
        let Some(cache) = &self.cache else { return self.afresh(source) };
        let key = cache::key(source);
        cache.get(&key).unwrap_or_else(|| {
            let coded = self.afresh(source);
            cache.put(key, &coded);
            coded
        })
    }

    fn afresh(&self, source: &Source) -> Coded {
        self.anew.fetch_add(1, Ordering::Relaxed);
        self.coder.code(source)
    }

    /// How many documents were coded, and not taken from the cache.
    pub(super) fn anew(&self) -> usize {
        self.anew.load(Ordering::Relaxed)
    }

    /// Lets go of what nobody asked for any more.
    pub(super) fn tidy(&self) {
        if let Some(cache) = &self.cache {
            cache.tidy();
        }
    }
}
