//! tidings: from narrative human-rights bulletins to coded, counted,
//! traceable tables.
//!
//! The way of the data, each step a plain function of what the one before it
//! gave:
//!
//! 1. [`io`] reads files into sources, bytes and their origin, as [`formats`]
//!    tells their documents apart.
//! 2. [`normalise`] makes clean text of them, cut into sections, items and
//!    sentences, with the way back to every byte.
//! 3. [`extract`] finds countries, persons, dates and quantities in a
//!    sentence.
//! 4. [`code`] reads which words assert which outcome, by the [`codebook`]:
//!    events, with the words that state them.
//! 5. [`correct`] lays human decisions over them.
//! 6. [`cluster`] finds reports of one event in several bulletins.
//! 7. [`count`] counts them by theme, region and outcome type; [`dataset`]
//!    gathers all tables.
//! 8. [`check`] proves that keys, references, spans and counts hold.
//! 9. [`describe`] says what the release is, and [`io`] publishes it whole.
//!
//! Beside that way stand [`evaluate`], which compares coded events with those
//! that a person coded, and [`review`], which makes corrections and gold of
//! what people say of events.
//!
//! A module imports only from modules further left in this row, which a test
//! checks: `diagnostic`, `guarded`, `table`, `codebook`, `normalise`, `record`, `formats`,
//! `extract`, `code`, `correct`, `arrow`, `cluster`, `count`, `dataset`, `evaluate`,
//! `learn`, `review`, `check` and `compare` and `describe`, `io`, `cli`.
//!
//! Up to [`arrow`] nothing depends on Polars. Up to [`correct`] that is the
//! coder, which builds alone without the feature `dataset`; [`arrow`] lets
//! engines and other languages run it on many documents, with the feature
//! `arrow` alone.

#[cfg(feature = "arrow")]
pub mod arrow;
#[cfg(feature = "dataset")]
pub mod cluster;
pub mod code;
pub mod codebook;
pub mod correct;
pub mod diagnostic;
pub mod extract;
#[cfg(feature = "formats")]
pub mod formats;
#[cfg(feature = "arrow")]
mod guarded;
pub mod normalise;
pub mod record;
pub mod table;

/// What the build script made of the folder `codebook/`.
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

#[cfg(feature = "dataset")]
pub mod check;
#[cfg(feature = "dataset")]
pub mod cli;
#[cfg(feature = "dataset")]
pub mod compare;
#[cfg(feature = "dataset")]
pub mod count;
#[cfg(feature = "dataset")]
pub mod dataset;
#[cfg(feature = "dataset")]
pub mod describe;
#[cfg(feature = "dataset")]
pub mod evaluate;
#[cfg(feature = "dataset")]
#[expect(
    clippy::disallowed_methods,
    reason = "this module, and no other, touches the disk"
)]
pub mod io;
#[cfg(feature = "dataset")]
pub mod learn;
#[cfg(feature = "dataset")]
pub mod review;
