//! A codebook, made ready once. Reads no files: Python hands over their bytes.

use crate::TidingsError;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use tidings::code::Coder;
use tidings::codebook::{Files, decode, embedded, hash};

/// The files of a codebook and the coder that they make.
#[pyclass(frozen, module = "tidings._tidings")]
pub(crate) struct Codebook {
    pub(crate) files: Files,
    pub(crate) coder: Coder,
    #[pyo3(get)]
    pub(crate) sha256: String,
}

#[pymethods]
impl Codebook {
    /// Of some files, or the built-in ones.
    #[new]
    fn new(
        py: Python<'_>,
        files: Option<BTreeMap<String, Vec<u8>>>,
    ) -> PyResult<Self> {
        let Some(files) = files else {
            return py.detach(|| Self::of(embedded::files()));
        };
        if files.is_empty() {
            return Err(TidingsError::new_err(
                "no codebook here\nhint: `tidings codebook export DIR` writes one to start from",
            ));
        }
        py.detach(|| {
            let mut read = Files::new();
            for (name, bytes) in files {
                let text = decode(&name, bytes).map_err(|error| {
                    TidingsError::new_err(error.to_string())
                })?;
                read.insert(name, text.into());
            }
            Self::of(read)
        })
    }
}

impl Codebook {
    fn of(files: Files) -> PyResult<Self> {
        let coder = Coder::new(&files).map_err(|faults| {
            let told: Vec<String> =
                faults.iter().map(ToString::to_string).collect();
            TidingsError::new_err(told.join("\n"))
        })?;
        Ok(Self { sha256: hash(&files), files, coder })
    }
}
