//! People's judgements of events: which events are most worth a look, what a
//! filled sheet says, and the corrections and gold that follow from it.
//!
//! Plain functions from rows to rows; nothing here reads or writes a file, and
//! nothing decides whether an event is right: people do.

mod agree;
mod decide;
mod gold;
mod select;
mod verdict;

pub use agree::{Agreed, agree};
pub use decide::{corrections, merged};
pub use gold::{GoldDocument, gold};
pub use select::{Shown, select};
pub use verdict::{Judged, VERDICTS, Verdict, judge};
