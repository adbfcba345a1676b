//! Embeds the codebook: lists its CSV files, so that a new one needs no mention
//! in the sources, compiles its weights, and takes its digest.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads files and its environment"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

#[path = "src/codebook/digest.rs"]
#[expect(unreachable_pub, reason = "public for the program")]
mod digest;
#[path = "src/codebook/pack.rs"]
#[expect(dead_code, reason = "the program reads them back")]
mod pack;

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    println!("cargo:rerun-if-changed=codebook");
    println!("cargo:rerun-if-changed=codebook/cues");
    println!("cargo:rerun-if-changed=src/codebook/digest.rs");
    println!("cargo:rerun-if-changed=src/codebook/pack.rs");
    let mut list = String::from("&[\n");
    let mut texts = BTreeMap::new();
    for folder in ["", "cues/"] {
        let path = Path::new(&root).join("codebook").join(folder);
        for entry in fs::read_dir(&path)? {
            let file = entry?.path();
            if file.extension().is_none_or(|end| end != "csv") {
                continue;
            }
            println!("cargo:rerun-if-changed={}", file.display());
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{folder}{name}");
            texts.insert(name, (fs::read_to_string(&file)?, file));
        }
    }
    for (name, (_, file)) in &texts {
        let file = file.display().to_string();
        writeln!(list, "    ({name:?}, include_str!({file:?})),")
            .map_err(io::Error::other)?;
    }
    list.push(']');
    fs::write(out.join("codebook.rs"), list)?;
    // A faulty file makes no program that cannot say so: it is read again
    // when the program runs.
    let weights = texts.get("weights.csv").map_or("", |(text, _)| text);
    let tables = pack::compile(weights).unwrap_or_default();
    fs::write(out.join("weights"), pack::pack(&tables))?;
    let files = texts.iter().map(|(name, (text, _))| (&**name, &**text));
    fs::write(out.join("digest"), digest::digest(files))
}
