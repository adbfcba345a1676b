//! Coding many sources at once, for the verbs that code files. What is coded
//! and why, the coder knows; this only spreads the work, and takes from the
//! cache what was coded before.

use crate::arrow::code::unbroken;
use crate::code::{Coder, not_coded};
use crate::dataset::problem;
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
        let key = self.cache.as_ref().map(|cache| (cache, cache::key(source)));
        let known = key.as_ref().and_then(|(cache, key)| cache.get(key));
        known.unwrap_or_else(|| {
            self.anew.fetch_add(1, Ordering::Relaxed);
            let coded = attempt(source, |source| self.coder.code(source));
            if let (Ok(coded), Some((cache, key))) = (&coded, key) {
                cache.put(key, coded);
            }
            coded.unwrap_or_else(|left_out| *left_out)
        })
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

/// The rows of a source. If the coder breaks on it: a document that was read,
/// as `sources` counts it, of which nothing was coded, and a problem.
fn attempt(
    source: &Source,
    code: impl FnOnce(&Source) -> Coded,
) -> Result<Coded, Box<Coded>> {
    unbroken(source, code).map_err(|fault| {
        Box::new(Coded {
            documents: vec![not_coded(source)],
            problems: vec![problem(&fault)],
            ..Coded::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Order, check};
    use crate::dataset::{Dataset, number};
    use crate::normalise::Format;
    use crate::table::{Dimensions, SourceFile};

    #[test]
    fn a_text_that_the_coder_breaks_on_is_a_problem_of_a_sound_release() {
        let source = Source {
            path: "poison.txt".to_owned(),
            bytes: b"poison".to_vec(),
            format: Format::Text,
            origin: None,
        };
        let broken = attempt(&source, |_| panic!("on\npurpose"));
        let mut rows = *broken.expect_err("the coder broke");
        number(&mut rows.problems);
        rows.sources.push(SourceFile {
            source_file: "poison.txt".into(),
            format: "text".into(),
            bytes: Some(6),
            sha256: rows.documents[0].sha256.0.clone(),
            documents: 1,
            problems: 0,
        });
        let told = &rows.problems[0];
        assert_eq!(
            (&*told.code, &*told.source),
            ("coder-fault", "poison.txt")
        );
        assert!(told.message.ends_with("with this text: on purpose"));
        let dataset = Dataset::new(rows, Dimensions::default());
        let dataset = dataset.expect("Polars takes it");
        let sheets = dataset.sheets().expect("they have their columns");
        let broken = check(&sheets, Order::Keys);
        assert!(broken.is_empty(), "{broken:?}");
    }
}
