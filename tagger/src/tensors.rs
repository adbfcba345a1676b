//! The file of a tagger: named tensors in the `safetensors` format, with
//! labels and vocabulary in its metadata. Eight bytes that tell the length of
//! a header in JSON, the header, and the numbers.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// Why a file is no tagger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    pub(super) fn shape(name: &str) -> Self {
        Self(format!("the tensor `{name}` has another shape than it needs"))
    }

    pub(super) fn missing(name: &str) -> Self {
        Self(format!("`{name}` is missing or malformed"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file's tensors and metadata.
pub(super) struct Tensors<'b> {
    header: Header,
    data: &'b [u8],
}

#[derive(Deserialize)]
struct Header {
    #[serde(rename = "__metadata__")]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    tensors: BTreeMap<String, Tensor>,
}

/// Where a tensor's numbers lie.
#[derive(Deserialize)]
struct Tensor {
    dtype: String,
    data_offsets: (usize, usize),
}

impl<'b> Tensors<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let fault = || Fault("not a safetensors file".to_owned());
        let (length, rest) = bytes.split_first_chunk().ok_or_else(fault)?;
        let length = usize::try_from(u64::from_le_bytes(*length));
        let parted = length.ok().and_then(|n| rest.split_at_checked(n));
        let (header, data) = parted.ok_or_else(fault)?;
        let header = serde_json::from_slice(header).map_err(|_| fault())?;
        Ok(Self { header, data })
    }

    /// Whole numbers of a byte.
    pub(super) fn bytes(&self, name: &str) -> Result<Vec<i8>, Fault> {
        let bytes = self.data(name, "I8")?;
        Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// Real numbers.
    pub(super) fn reals(&self, name: &str) -> Result<Vec<f32>, Fault> {
        let (reals, _) = self.data(name, "F32")?.as_chunks();
        Ok(reals.iter().copied().map(f32::from_le_bytes).collect())
    }

    fn data(&self, name: &str, dtype: &str) -> Result<&'b [u8], Fault> {
        let tensor = self.header.tensors.get(name);
        let tensor = tensor.filter(|tensor| tensor.dtype == dtype);
        tensor
            .and_then(|t| self.data.get(t.data_offsets.0..t.data_offsets.1))
            .ok_or_else(|| Fault::missing(name))
    }

    /// A text in the metadata.
    pub(crate) fn text(&self, name: &str) -> Result<&str, Fault> {
        let text = self.header.metadata.get(name);
        text.map(|text| &**text).ok_or_else(|| Fault::missing(name))
    }

    /// A list in the metadata, a line each.
    pub(super) fn list(
        &self,
        name: &str,
    ) -> Result<impl Iterator<Item = &str>, Fault> {
        Ok(self.text(name)?.lines())
    }

    /// A number in the metadata.
    pub(super) fn number(&self, name: &str) -> Result<usize, Fault> {
        self.text(name)?.parse().map_err(|_| Fault::missing(name))
    }
}
