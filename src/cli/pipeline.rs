//! Documents in batches, each step on a thread of its own: they are read, the
//! next are coded meanwhile on all cores, and those before them are taken by
//! the caller. In memory are a few batches, whatever the corpus holds.
//!
//! Where a batch ends depends on the documents alone, so that the result is
//! the same on any number of threads.

use super::coding::Coders;
use super::interrupt::Interrupt;
use crate::io::read::{Finished, Reader};
use crate::normalise::Source;
use crate::table::Coded;
use anyhow::{Result, anyhow};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes of text that a batch holds at least, unless it is the last.
const BATCH: usize = 4 << 20;

/// Documents that a batch holds at most.
const MOST: usize = 20_000;

/// Documents that were read and coded.
pub(super) struct Batch {
    pub(super) sources: Vec<Source>,
    pub(super) coded: Coded,
    /// Bytes of the inputs that were read by then.
    pub(super) read: u64,
}

/// Runs all documents, those at hand first, through the coder; gives each
/// batch to `take`, in order.
pub(super) fn run(
    first: Vec<Source>,
    reader: Reader,
    coders: &Coders<'_>,
    interrupt: &Interrupt,
    mut take: impl FnMut(Batch) -> Result<()>,
) -> Result<Finished> {
    thread::scope(|scope| {
        let (to_coder, from_reader) = sync_channel(1);
        let (to_taker, from_coder) = sync_channel(1);
        let reading =
            scope.spawn(move || read(first, reader, &to_coder, interrupt));
        let coding = scope.spawn(move || code(coders, from_reader, &to_taker));
        let mut taken = Ok(());
        for batch in from_coder {
            taken = take(batch);
            if taken.is_err() {
                break;
            }
        }
        // A step that finds no taker ends, and says nothing of its own.
        coding.join().map_err(|_| anyhow!("coding failed"))?;
        let finished =
            reading.join().map_err(|_| anyhow!("reading failed"))?;
        taken.and(finished)
    })
}

fn read(
    first: Vec<Source>,
    mut reader: Reader,
    to_coder: &SyncSender<(Vec<Source>, u64)>,
    interrupt: &Interrupt,
) -> Result<Finished> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    let mut first = first.into_iter();
    loop {
        interrupt.check()?;
        let Some(source) = first.next().or_else(|| reader.next()) else {
            break;
        };
        bytes += source.bytes.len();
        batch.push(source);
        if bytes >= BATCH || batch.len() >= MOST {
            let full = std::mem::take(&mut batch);
            bytes = 0;
            if to_coder.send((full, reader.bytes_read())).is_err() {
                break;
            }
        }
    }
    if !batch.is_empty() {
        let _ = to_coder.send((batch, reader.bytes_read()));
    }
    Ok(reader.finish())
}

fn code(
    coders: &Coders<'_>,
    from_reader: Receiver<(Vec<Source>, u64)>,
    to_taker: &SyncSender<Batch>,
) {
    for (sources, read) in from_reader {
        let coded = coders.code(&sources);
        if to_taker.send(Batch { sources, coded, read }).is_err() {
            break;
        }
    }
}
