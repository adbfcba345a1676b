//! What holds of the sources: who imports whom, how long a file is, that no
//! place is named in Rust, that nothing can reach a network.

use crate::support::{files, root};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Lines that a file of the sources may have.
const LINES: usize = 400;

/// Crates that speak to a network.
const NETWORK: [&str; 14] = [
    "aws-config",
    "curl",
    "hyper",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "tungstenite",
    "ureq",
];

/// The sources: path below `src/`, and text.
fn sources() -> BTreeMap<String, String> {
    files(&root().join("src"))
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// The top-level module of a file.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The code of a file, without comments.
fn code(text: &str) -> String {
    let code = text.lines().filter(|line| !line.trim().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The rank of each module in the row that the crate's documentation gives;
/// modules joined by "and" share one.
fn ranks() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let prose: String =
        text.lines().filter_map(|line| line.strip_prefix("//!")).collect();
    let row = prose.split_once("further left in this row").unwrap().1;
    let row = row.split_once(": ").unwrap().1;
    let row = row.split_once('.').unwrap().0;
    let names = |part: &str| -> Vec<String> {
        part.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    row.split(',')
        .enumerate()
        .flat_map(|(rank, part)| {
            names(part).into_iter().map(move |name| (name, rank))
        })
        .collect()
}

/// Modules that a file names as `crate::…`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![rest],
        };
        for path in list {
            let name: String = path
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            found.insert(name);
        }
    }
    found
}

/// The parts of a brace's inside between its own commas.
fn top_level(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn modules_import_leftward_only() {
    let ranks = ranks();
    let sources = sources();
    let modules: BTreeSet<&str> = sources
        .keys()
        .map(|path| module(path))
        .filter(|name| !["lib", "main"].contains(name))
        .collect();
    let named: BTreeSet<&str> = ranks.keys().map(|name| &**name).collect();
    assert_eq!(named, modules, "src/lib.rs names every module in its row");
    let mut wrong = Vec::new();
    for (path, text) in &sources {
        let Some(rank) = ranks.get(module(path)) else { continue };
        for name in imports(&code(text)) {
            let Some(other) = ranks.get(&name) else { continue };
            if name != module(path) && other >= rank {
                wrong.push(format!("src/{path} imports {name}"));
            }
        }
        // `super` of a top-level module would be a way around.
        let is_top = !path.contains('/') || path.ends_with("/mod.rs");
        let is_top = is_top && path.matches('/').count() <= 1;
        for name in ranks.keys().filter(|_| is_top) {
            if code(text).contains(&format!("use super::{name}")) {
                wrong.push(format!("src/{path} imports super::{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_coder_knows_no_polars() {
    let ranks = ranks();
    let polars = |text: &str| code(text).contains("polars");
    for (path, text) in sources() {
        let is_coder = ranks
            .get(module(&path))
            .is_some_and(|rank| *rank <= ranks["arrow"]);
        if is_coder && path != "table/frame.rs" {
            assert!(!polars(&text), "src/{path}");
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LINES, "src/{path} has {lines} lines");
        assert!(text.starts_with("//! "), "src/{path} has no heading");
    }
}

#[test]
fn no_place_is_named_in_the_sources() {
    let table = std::fs::read_to_string(root().join("codebook/countries.csv"));
    let table = table.unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let columns = ["name", "demonyms", "capital"].map(at);
    let names: BTreeSet<String> = reader
        .records()
        .flat_map(|record| {
            let record = record.unwrap();
            let cell = |at: usize| record[at].split('|').map(str::to_owned);
            columns.into_iter().flat_map(cell).collect::<Vec<_>>()
        })
        .filter(|name| name.len() > 3)
        .collect();
    assert!(names.len() > 400);
    for (path, text) in sources() {
        // Help shows an example, descriptions of columns explain a code, and
        // tests are full of them.
        let explains = path == "cli.rs" || path.starts_with("table/");
        if explains || path.contains("tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for literal in code(text).split('"').skip(1).step_by(2) {
            let words = literal.split(|c: char| !c.is_alphabetic());
            let place = words.into_iter().find(|word| names.contains(*word));
            assert!(place.is_none(), "src/{path} names {place:?}: {literal}");
        }
    }
}

/// The packages that Cargo builds for some edges, with their features.
fn tree(edges: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--locked", "--offline", "--prefix", "none"])
        .args(["--format", "{p}\t{f}", "--edges", edges])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "cargo tree fails");
    let mut packages: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines() {
        // A line without anything parts the trees of two packages.
        let line = line.trim_end_matches(" (*)");
        if line.is_empty() {
            continue;
        }
        let (package, features) = line.split_once('\t').unwrap();
        let features = features.trim().to_owned();
        packages.entry(package.to_owned()).or_default().insert(features);
    }
    packages
}

#[test]
fn nothing_can_reach_a_network() {
    let packages = tree("normal,build");
    let names: BTreeSet<&str> =
        packages.keys().map(|name| name.split(' ').next().unwrap()).collect();
    assert!(names.contains("polars"), "the tree is read rightly");
    let found: Vec<&str> =
        NETWORK.into_iter().filter(|name| names.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Otherwise Polars, a quarter of an hour, is compiled once for `make` and
/// once more for `make test`.
#[test]
fn tests_change_no_feature_of_a_dependency() {
    let with = tree("normal,build,dev");
    for (package, features) in tree("normal,build") {
        assert_eq!(with.get(&package), Some(&features), "{package}");
    }
}

/// The table of `ARCHITECTURE.md` says of every dependency why it is there.
#[test]
fn every_dependency_earns_its_place() {
    let read =
        |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let text = read("ARCHITECTURE.md");
    let table = text.split_once("## Dependencies").unwrap().1;
    let table = table.split_once("\n## ").unwrap().0;
    let said: BTreeSet<&str> = table.split('`').skip(1).step_by(2).collect();
    for manifest in ["Cargo.toml", "python/Cargo.toml", "tagger/Cargo.toml"] {
        let manifest: toml::Table = read(manifest).parse().unwrap();
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"]
        {
            let names = manifest.get(kind).and_then(toml::Value::as_table);
            for name in names.into_iter().flat_map(toml::Table::keys) {
                let is_ours = name.starts_with("tidings");
                let is_said = said.contains(&**name) || is_ours;
                assert!(is_said, "{name}");
            }
        }
    }
}
