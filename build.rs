//! Lists the codebook's CSV files for embedding, so that a new file needs no
//! mention in the sources.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads files and its environment"
)]

use std::{env, fmt::Write, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    println!("cargo:rerun-if-changed=codebook");
    println!("cargo:rerun-if-changed=codebook/cues");
    let mut list = String::from("&[\n");
    for folder in ["", "cues/"] {
        let path = Path::new(&root).join("codebook").join(folder);
        let mut names = Vec::new();
        for entry in fs::read_dir(&path)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let path = Path::new(&name);
            if path.extension().is_some_and(|end| end == "csv") {
                names.push(name);
            }
        }
        names.sort();
        for name in names {
            let file = path.join(&name);
            println!("cargo:rerun-if-changed={}", file.display());
            writeln!(
                list,
                "    ({:?}, include_str!({:?})),",
                format!("{folder}{name}"),
                file.display().to_string()
            )
            .map_err(io::Error::other)?;
        }
    }
    list.push(']');
    fs::write(Path::new(&out).join("codebook.rs"), list)
}
