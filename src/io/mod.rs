//! The only place that touches the disk: reading sources and codebooks,
//! writing and reading back releases.
//!
//! Serialising is done to bytes first and purely, writing afterwards. Decides
//! nothing about what the texts mean.

pub mod codebook;
pub mod csv;
pub mod gold;
pub mod marked;
pub mod open;
pub mod origin;
pub mod parquet;
pub mod read;
pub mod release;
pub mod replace;
pub mod save;
mod walk;
