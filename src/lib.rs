//! tidings: from narrative human-rights bulletins to coded, counted,
//! traceable tables.

pub mod code;
pub mod codebook;
pub mod diagnostic;
pub mod extract;
pub mod normalise;
pub mod table;
