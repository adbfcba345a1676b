//! Embeds the codebook: lists its CSV files, so that a new one needs no mention
//! in the sources, compiles them with the program's own code, and takes their
//! digest.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads files and its environment"
)]
#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::trivially_copy_pass_by_ref,
    reason = "modules of the program, which uses the rest of them"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

#[path = "src/codebook/mod.rs"]
mod codebook;
#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/extract/mod.rs"]
mod extract;

/// Stands for what the program finds in its own module of that name: while
/// the codebook is compiled, there is only its text.
mod built_in {
    use std::sync::OnceLock;

    pub(crate) type Text = (&'static str, &'static str);
    pub(crate) static FILES: OnceLock<Vec<Text>> = OnceLock::new();
    pub(crate) const COMPILED: &[u8] = &[];
    pub(crate) const WEIGHTS: &[u8] = &[];
    pub(crate) const DIGEST: &str = "";

    pub(crate) fn files() -> &'static [Text] {
        FILES.get().map_or(&[], Vec::as_slice)
    }
}

/// What the program includes as its module `built_in`.
const MODULE: &str = r#"
pub(crate) const COMPILED: &[u8] = include_bytes!("compiled");
pub(crate) const WEIGHTS: &[u8] = include_bytes!("weights");
pub(crate) const DIGEST: &str = include_str!("digest");

pub(crate) fn files() -> &'static [(&'static str, &'static str)] {
    &[
"#;

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    for path in ["codebook", "codebook/cues", "src/diagnostic.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rerun-if-changed=src/codebook");
    println!("cargo:rerun-if-changed=src/extract");
    let mut module = MODULE.to_owned();
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
        writeln!(module, "        ({name:?}, include_str!({file:?})),")
            .map_err(io::Error::other)?;
    }
    fs::write(out.join("built_in.rs"), module + "    ]\n}\n")?;
    let texts = texts
        .into_iter()
        .map(|(name, (text, _))| (&*String::leak(name), &*String::leak(text)));
    built_in::FILES.get_or_init(|| texts.collect());
    let files = codebook::embedded::files();
    let (compiled, faults) = extract::Compiled::of(&files);
    // If there is anything to be said of the files, the program must say it,
    // and compiles them itself.
    let (bytes, weights) = if faults.is_empty() {
        (compiled.bytes(), compiled.codebook.weights.bytes())
    } else {
        (Vec::new(), Vec::new())
    };
    fs::write(out.join("compiled"), bytes)?;
    fs::write(out.join("weights"), weights)?;
    fs::write(out.join("digest"), codebook::digest(&files))
}
