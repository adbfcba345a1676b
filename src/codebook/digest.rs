//! The digest of a codebook: SHA-256 of all its files, by name.

use super::Files;
use sha2::{Digest, Sha256};

/// In hexadecimal.
#[must_use]
pub fn digest(files: &Files) -> String {
    digest_without(files, &[])
}

/// The digest of all but some files.
#[must_use]
pub(super) fn digest_without(files: &Files, left_out: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in files {
        if left_out.contains(&name.as_str()) {
            continue;
        }
        hasher.update(name.as_bytes());
        hasher.update([0]);
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hex(&hasher.finalize())
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd',
        'e', 'f',
    ];
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| DIGITS[usize::from(half)]).collect()
}
