//! Tests that run the whole program, as its users do: one binary, so that
//! Polars is linked once.
//!
//! Each module asks one question of the program. Hand-worked numbers and
//! independent readings of the files stand here, never the product's own
//! checks of itself, unless these are what is tested.

#![expect(
    clippy::cast_precision_loss,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::naive_bytecount,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and prepares files for the program"
)]

mod above;
mod annotate;
mod architecture;
mod clusters;
mod codebook;
mod codebook_diff;
mod corpora;
mod corpus;
mod corrections;
mod count_verb;
mod counts;
mod damage;
mod diff;
mod docs;
mod evaluate;
mod explain;
mod faults;
mod faulty;
mod formats;
mod ignored;
mod incremental;
mod inflection;
mod large;
mod learn;
mod ledger;
mod margins;
mod messages;
mod packed;
mod properties;
mod reading;
mod release;
mod report;
mod review;
mod shapes;
mod show;
mod spans;
mod stream;
mod suggest;
mod support;
