//! tidings: from narrative human-rights bulletins to coded, counted,
//! traceable tables.

pub mod code;
pub mod codebook;
pub mod diagnostic;
pub mod extract;
pub mod normalise;
pub mod table;

#[cfg(feature = "dataset")]
pub mod cli;
#[cfg(feature = "dataset")]
pub mod count;
#[cfg(feature = "dataset")]
pub mod dataset;
#[cfg(feature = "dataset")]
pub mod describe;
#[cfg(feature = "dataset")]
pub mod io;
