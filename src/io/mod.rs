//! The only place that touches the disk: reading sources and codebooks,
//! writing and reading back releases.
//!
//! Serialising is done to bytes first and purely, writing afterwards. Decides
//! nothing about what the texts mean.

pub mod cache;
pub mod codebook;
pub mod compared;
pub mod corpus;
pub mod counts;
pub mod csv;
pub mod gold;
pub mod groups;
pub mod held;
mod ignore;
mod kind;
pub mod marked;
pub mod open;
pub mod options;
pub mod origin;
mod pages;
pub mod parquet;
pub mod parts;
mod patterns;
pub mod place;
pub mod read;
mod reader;
pub mod release;
pub mod replace;
pub mod review;
mod row_group;
mod row_groups;
pub mod save;
mod seen;
pub mod stamp;
mod tables;
mod walk;
