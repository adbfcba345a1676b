//! Tables as Arrow record batches and streams: how an engine that codes on
//! many machines, or another language, gives documents to the coder and gets
//! rows back. Documents are read, coded and corrected as a build reads, codes
//! and corrects the rows of a corpus, so that the rows are the same.
//!
//! Each document is coded by itself. What a build knows of all its documents
//! together, two with the same bytes or the same id, is not known here.
//! Touches no disk: streams are read from, and written to, what the caller
//! opened.

pub mod batch;
pub mod code;
mod column;
pub mod documents;
pub mod output;
pub mod schema;
pub mod stream;
