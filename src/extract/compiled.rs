//! The codebook with all that is made of its words before a text is read, as
//! bytes: the build script writes those of the built-in codebook, and the
//! program reads them back instead of compiling it at each start.

use super::{
    date::DateTables, person::PersonTables, quantity::QuantityTables,
};
use crate::codebook::{Codebook, Files, embedded};
use crate::diagnostic::Diagnostic;

/// The codebook and the tables of the finders.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Compiled {
    /// The codebook.
    pub codebook: Codebook,
    /// What dates are made of.
    pub dates: DateTables,
    /// What numbers are made of.
    pub quantities: QuantityTables,
    /// What names are made of.
    pub persons: PersonTables,
}

impl Compiled {
    /// Compiles files, or takes what the build script made of them. Faults of
    /// severity error mean that rows were left out.
    #[must_use]
    pub fn of(files: &Files) -> (Self, Vec<Diagnostic>) {
        let bytes = embedded::compiled(files);
        match bytes.and_then(|bytes| postcard::from_bytes::<Self>(bytes).ok())
        {
            Some(mut compiled) => {
                compiled.codebook.complete(files);
                (compiled, Vec::new())
            }
            None => Self::parse(files),
        }
    }

    fn parse(files: &Files) -> (Self, Vec<Diagnostic>) {
        let (mut codebook, faults) = Codebook::parse(files);
        let lexicon = &mut codebook.lexicon;
        let dates = DateTables::parse(files, lexicon);
        let quantities = QuantityTables::parse(files, lexicon);
        let persons = PersonTables::parse(files, lexicon);
        codebook.spell();
        (Self { codebook, dates, quantities, persons }, faults)
    }

    /// As bytes, but for the weights.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }
}
