//! What one run publishes: the committed release, the same bytes every time,
//! every table of the README in every format.

use crate::support::{Corpus, beside, files, root, tidings};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Publishes the sample corpus.
fn raw(output: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let input = root().join("raw");
    let paths = [input.to_str().unwrap(), output.to_str().unwrap()];
    let arguments = ["build", paths[0], "--output", paths[1]];
    tidings(arguments.iter().chain(more).copied()).ended(0);
    files(output)
}

/// Tables that the README's table names.
fn tables() -> BTreeSet<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let rows = readme
        .lines()
        .skip_while(|line| *line != "| tables | what they hold |");
    rows.skip(2)
        .take_while(|line| line.starts_with('|'))
        .flat_map(|line| {
            let names = line.split('|').nth(1).unwrap();
            names.split('`').skip(1).step_by(2).map(str::to_owned)
        })
        .collect()
}

#[test]
fn the_committed_release_is_what_the_sample_gives() {
    let folder = tempfile::tempdir().unwrap();
    let made = raw(&folder.path().join("output"), &[]);
    let committed = root().join("output");
    assert!(committed.is_dir(), "no output/: run make and commit output/");
    let committed = files(&committed);
    let names: BTreeSet<&String> =
        made.keys().chain(committed.keys()).collect();
    let differing: Vec<&String> = names
        .into_iter()
        .filter(|name| made.get(*name) != committed.get(*name))
        .collect();
    assert!(
        differing.is_empty(),
        "run make and commit output/, for these differ: {differing:?}"
    );
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let one = raw(&folder.path().join("one"), &["--jobs", "1"]);
    let two = raw(&folder.path().join("two"), &["--jobs", "2"]);
    assert!(one.keys().any(|name| name.ends_with(".parquet")));
    for (name, bytes) in &one {
        assert!(two.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn the_order_of_inputs_does_not_matter() {
    let corpus = Corpus::small()
        .with("b.txt", "Kenya abolished the death penalty in 2019.\n");
    corpus.build(&[]).ended(0);
    let whole = files(&corpus.path("out"));
    let out = corpus.path("again");
    let inputs = [corpus.path("in/b.txt"), corpus.path("in/a.txt")];
    let arguments = [
        "build".as_ref(),
        inputs[0].as_os_str(),
        inputs[1].as_os_str(),
        "--output".as_ref(),
        out.as_os_str(),
    ];
    tidings(arguments).ended(0);
    assert!(files(&out) == whole);
}

#[test]
fn every_table_of_the_readme_is_there_in_both_formats() {
    let folder = tempfile::tempdir().unwrap();
    let made = raw(&folder.path().join("output"), &[]);
    let tables = tables();
    assert!(tables.len() > 20, "the README names {tables:?}");
    let mut wanted = BTreeSet::from([
        "README.md".to_owned(),
        "croissant.json".to_owned(),
        "datapackage.json".to_owned(),
        "tidings.xlsx".to_owned(),
        "report.html".to_owned(),
    ]);
    for table in &tables {
        wanted.insert(format!("csv/{table}.csv"));
        wanted.insert(format!("parquet/{table}.parquet"));
    }
    let names: BTreeSet<String> = made.keys().cloned().collect();
    assert_eq!(names, wanted);
}

#[test]
fn a_release_passes_its_check_and_a_second_one_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let first = raw(&output, &[]);
    let sources = root().join("raw");
    let checked = tidings([
        "check".as_ref(),
        output.as_os_str(),
        "--sources".as_ref(),
        sources.as_os_str(),
    ]);
    checked.ended(0).says("findings: 0");
    assert!(raw(&output, &[]) == first);
    assert_eq!(beside(&output), ["output"], "nothing is left beside it");
}

#[test]
fn no_release_tells_where_or_when_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let made = raw(&folder.path().join("output"), &[]);
    let places = [
        folder.path().to_str().unwrap().to_owned(),
        root().to_str().unwrap().to_owned(),
    ];
    for (name, bytes) in &made {
        for place in &places {
            let found = bytes
                .windows(place.len())
                .any(|window| window == place.as_bytes());
            assert!(!found, "{name} holds {place}");
        }
    }
}
