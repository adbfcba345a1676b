//! Formats of files: of the bytes of one, its documents, one after the other.
//!
//! Opens no file: bytes come from whoever has them. Knows no names of files
//! and no tables; what a row's document is, `record` knows.

pub mod delimited;
pub mod docx;
pub mod drafts;
pub mod json_lines;
pub mod mail;
pub mod rows;
pub mod stream;
