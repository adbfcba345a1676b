//! Coding many sources at once, for the verbs that code files. What is coded
//! and why, the coder knows; this only spreads the work.

use crate::code::Coder;
use crate::normalise::Source;
use crate::table::Coded;
use anyhow::{Context, Result};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Codes the sources on some threads; the order of the results is that of the
/// sources, whoever finishes first.
pub(super) fn code(
    coder: &Coder,
    sources: &[Source],
    jobs: Option<u16>,
) -> Result<Coded> {
    let threads = jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .context("cannot start the threads to code with")?;
    let parts: Vec<Coded> = pool.install(|| {
        sources.par_iter().map(|source| coder.code(source)).collect()
    });
    let mut coded = Coded::default();
    for part in parts {
        coded.append(part);
    }
    Ok(coded)
}
