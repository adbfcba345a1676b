//! What documentation and examples promise: generated pages are current,
//! links lead somewhere, every verb that a page prints exists, the notebook
//! is committed without output, completions know the verbs.

use crate::support::{files, root, tidings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The text of a file of the repository.
fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Pages of prose: path below the repository, and text.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for folder in ["docs", "examples"] {
        for (name, bytes) in files(&root().join(folder)) {
            if name.ends_with(".md") {
                let text = String::from_utf8(bytes).unwrap();
                pages.insert(format!("{folder}/{name}"), text);
            }
        }
    }
    for name in ["README.md", "ARCHITECTURE.md", "codebook/README.md"] {
        pages.insert(name.to_owned(), text(name));
    }
    assert!(pages.len() > 15, "the documentation is there");
    pages
}

#[test]
fn generated_pages_are_current() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("reference");
    let paths = [made.clone(), root().join("output")];
    let [made_path, output] = paths.each_ref().map(|p| p.to_str().unwrap());
    let arguments = ["generate", "reference", made_path];
    tidings(arguments.into_iter().chain(["--release", output])).ended(0);
    let gold = root().join("tests/heldout");
    let accuracy = tidings(["evaluate", "--gold", gold.to_str().unwrap()]);
    std::fs::write(made.join("accuracy.md"), accuracy.stdout).unwrap();
    let made = files(&made);
    let committed = files(&root().join("docs/reference"));
    // What is timed is never twice the same.
    let timed = ["benchmarks.md", "worst-cases.md"];
    let names = |pages: &BTreeMap<String, _>| -> Vec<String> {
        let kept = pages.keys().filter(|name| !timed.contains(&&***name));
        kept.cloned().collect()
    };
    assert_eq!(names(&made), names(&committed));
    let stale: Vec<&String> = made
        .iter()
        .filter(|(name, page)| committed.get(*name) != Some(page))
        .map(|(name, _)| name)
        .collect();
    assert!(stale.is_empty(), "run `make docs`, for these differ: {stale:?}");
}

#[test]
fn reference_names_all_that_there_is() {
    let package = text("output/datapackage.json");
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let tables = text("docs/reference/tables.md");
    let mut columns = 0;
    for resource in package["resources"].as_array().unwrap() {
        for field in
            resource["schema"]["fields"].as_array().into_iter().flatten()
        {
            columns += 1;
            let name = field["name"].as_str().unwrap();
            assert!(tables.contains(&format!("\n| `{name}` | ")), "{name}");
        }
    }
    assert!(columns > 300);
    for (page, table, column) in [
        ("themes.md", "themes.csv", 0),
        ("outcome-types.md", "outcomes.csv", 1),
    ] {
        let page = text(format!("docs/reference/{page}"));
        let rows = text(format!("codebook/{table}"));
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        for row in reader.records() {
            let id = row.unwrap()[column].to_owned();
            assert!(page.contains(&format!("\n## {id}\n")), "{id}");
        }
    }
}

#[test]
fn frequencies_are_those_of_the_release() {
    let counts = text("output/csv/counts_by_outcome_type.csv");
    let page = text("docs/reference/outcome-types.md");
    let mut reader = csv::Reader::from_reader(
        counts.trim_start_matches('\u{feff}').as_bytes(),
    );
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|h| h == name).unwrap();
    let shown = ["outcome_type", "n_events", "n_setback"].map(at);
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let [id, events, setbacks] = shown.map(|at| &record[at]);
        let line = page
            .lines()
            .find(|line| line.starts_with(&format!("| [`{id}`]")))
            .unwrap();
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(&cells[4..6], [events, setbacks], "{id}");
        rows += 1;
    }
    assert!(rows > 20);
}

/// Targets of the links of a page.
fn links(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        found.extend(line.split("](").skip(1).filter_map(|rest| {
            rest.split_once(')').map(|(target, _)| target)
        }));
    }
    found
}

/// The anchors of a page's headings, as forges make them.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut broken = Vec::new();
    let mut checked = 0;
    for (name, page) in &pages {
        for target in links(page) {
            let target = target.trim_matches(['<', '>']);
            if target.starts_with("http") {
                continue;
            }
            checked += 1;
            let (path, anchor) =
                target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() {
                root().join(name)
            } else {
                root().join(Path::new(name).parent().unwrap()).join(path)
            };
            let here = if anchor.is_empty() {
                file.exists()
            } else {
                std::fs::read_to_string(&file).is_ok_and(|page| {
                    anchors(&page).iter().any(|known| known == anchor)
                })
            };
            if !here {
                broken.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(checked > 100);
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The commands that a page prints: what follows `tidings` at the beginning
/// of a line of a block, after a pipe or path there, or in a code span.
fn commands(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            let line = line.split_once(" | ").map_or(line, |(_, after)| after);
            let word = line.split(' ').next().unwrap();
            if word == "tidings" || word.ends_with("/tidings") {
                found.push(line[word.len()..].trim());
            }
        } else {
            let spans = line.split('`').skip(1).step_by(2);
            found.extend(spans.filter_map(|s| s.strip_prefix("tidings ")));
        }
    }
    found
}

#[test]
fn printed_commands_exist_with_their_options() {
    let help = text("docs/reference/command-line.md");
    let section = |called: &str| -> Option<&str> {
        let (_, after) =
            help.split_once(&format!("\n## tidings {called}\n"))?;
        Some(after.split("\n## ").next().unwrap())
    };
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (name, page) in pages() {
        for command in commands(&page) {
            let mut words = command.split(' ');
            let verb = words.next().unwrap();
            if verb.starts_with('-') {
                continue;
            }
            checked += 1;
            let inner = words.next().unwrap_or("");
            let about = section(&format!("{verb} {inner}"));
            let Some(about) = about.or_else(|| section(verb)) else {
                wrong.push(format!("{name}: tidings {command}"));
                continue;
            };
            for option in command.split(' ').filter(|w| w.starts_with("--")) {
                if !about.contains(option) {
                    wrong.push(format!("{name}: tidings {verb} {option}"));
                }
            }
        }
    }
    assert!(checked > 40, "{checked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn completions_know_every_verb() {
    let page = text("docs/reference/command-line.md");
    let verbs: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## tidings "))
        .filter(|verb| !verb.contains(' '))
        .collect();
    assert!(verbs.len() > 8);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = tidings(["generate", "completions", shell]).ended(0);
        for verb in &verbs {
            assert!(script.stdout.contains(verb), "{shell}: {verb}");
        }
    }
    tidings(["generate", "completions", "dos"]).ended(2).says("bash");
}

#[test]
fn man_has_a_page_for_every_verb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("man1");
    tidings(["generate", "man", path.to_str().unwrap()]).ended(0);
    let made = files(&path);
    for line in text("docs/reference/command-line.md").lines() {
        let Some(called) = line.strip_prefix("## ") else { continue };
        let page = &made[&format!("{}.1", called.replace(' ', "-"))];
        let page = String::from_utf8(page.clone()).unwrap();
        assert!(page.contains(".SH NAME"), "{called}");
    }
    let build = String::from_utf8(made["tidings-build.1"].clone()).unwrap();
    assert!(build.contains("codebook") && build.contains("strict"));
}

#[test]
fn a_release_without_csv_is_refused_with_the_cure() {
    let corpus = crate::support::Corpus::small();
    corpus.build(&["--formats", "parquet"]).ended(0);
    let paths: [PathBuf; 2] = ["docs", "out"].map(|name| corpus.path(name));
    let [docs, out] = paths.each_ref().map(|path| path.to_str().unwrap());
    tidings(["generate", "reference", docs, "--release", out])
        .ended(2)
        .says("events_flat.csv")
        .says("hint: publish the release");
    assert!(!paths[0].exists(), "nothing was written");
}

#[test]
fn the_notebook_is_committed_without_output() {
    let notebook = text("examples/explore.ipynb");
    let notebook: serde_json::Value = serde_json::from_str(&notebook).unwrap();
    let cells = notebook["cells"].as_array().unwrap();
    let code: Vec<_> =
        cells.iter().filter(|cell| cell["cell_type"] == "code").collect();
    assert!(code.len() > 5);
    for cell in code {
        assert!(cell["execution_count"].is_null(), "{}", cell["id"]);
        assert_eq!(cell["outputs"], serde_json::json!([]), "{}", cell["id"]);
    }
    // What Jupyter adds of the machine: versions of Python and kernel.
    assert_eq!(
        notebook["metadata"]["language_info"],
        serde_json::json!({ "name": "python" })
    );
}
