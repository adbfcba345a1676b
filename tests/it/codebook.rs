//! The codebook: it passes its own examples, can be written out, changed and
//! used, and its faults are pointed at.

use crate::support::{Corpus, files, root, tidings};
use std::path::PathBuf;

/// Writes the built-in codebook out beside a corpus.
fn export(corpus: &Corpus) -> PathBuf {
    let folder = corpus.path("codebook");
    tidings(["codebook".as_ref(), "export".as_ref(), folder.as_os_str()])
        .ended(0);
    folder
}

fn edit(corpus: &Corpus, name: &str, change: impl Fn(&str) -> String) {
    let path = corpus.path("codebook").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed);
    std::fs::write(path, changed).unwrap();
}

#[test]
fn the_built_in_codebook_passes_its_examples() {
    let run = tidings(["codebook", "check"]).ended(0);
    assert!(run.stderr.contains("findings: 0"), "{}", run.stderr);
}

#[test]
fn an_exported_codebook_is_the_built_in_one() {
    let corpus = Corpus::small();
    let folder = export(&corpus);
    let written = files(&folder);
    let mut kept = files(&root().join("codebook"));
    kept.retain(|name, _| {
        let is_table = name.ends_with(".csv");
        is_table && (!name.contains('/') || name.starts_with("cues/"))
    });
    assert!(written == kept, "{:?}", written.keys());

    corpus.build(&[]).ended(0);
    let built_in = files(&corpus.path("out"));
    corpus.build(&["--codebook", folder.to_str().unwrap()]).ended(0);
    assert!(files(&corpus.path("out")) == built_in);
}

#[test]
fn a_codebook_is_never_written_over_anything() {
    let corpus = Corpus::new();
    let folder = export(&corpus);
    let before = files(&folder);
    tidings(["codebook".as_ref(), "export".as_ref(), folder.as_os_str()])
        .ended(2)
        .says("not empty")
        .says("hint: ");
    assert!(files(&folder) == before);
}

#[test]
fn a_changed_label_shows_in_every_table() {
    let corpus = Corpus::small();
    let folder = export(&corpus);
    edit(&corpus, "themes.csv", |text| {
        let label =
            "\nexpression_assembly,\"Expression, association and assembly\",";
        text.replacen(label, "\nexpression_assembly,Speaking up,", 1)
    });
    corpus.build(&[]).ended(0);
    let before = std::fs::read(corpus.path("out/datapackage.json")).unwrap();
    corpus.build(&["--codebook", folder.to_str().unwrap()]).ended(0);
    corpus.check().ended(0);
    assert_eq!(corpus.rows("events_flat")[0]["theme_label"], "Speaking up");
    for table in ["counts_by_theme", "counts_by_theme_region"] {
        let rows = corpus.rows(table);
        let row =
            rows.iter().find(|row| row["theme"] == "expression_assembly");
        assert_eq!(row.unwrap()["theme_label"], "Speaking up", "{table}");
    }
    let package = corpus.path("out/datapackage.json");
    let package = std::fs::read_to_string(package).unwrap();
    assert!(package.contains("Speaking up"));
    let hash = |text: &str| {
        let package: serde_json::Value = serde_json::from_str(text).unwrap();
        package["tidings"]["codebook_sha256"].clone()
    };
    let before = String::from_utf8(before).unwrap();
    assert_ne!(hash(&package), hash(&before), "the release tells it apart");
}

#[test]
fn a_new_cue_finds_what_no_row_knew() {
    let corpus =
        Corpus::new().with("a.txt", "In 2020, Kenya zorbed the old bridge.\n");
    let folder = export(&corpus);
    corpus.build(&[]).ended(0);
    assert!(corpus.rows("events").is_empty());
    edit(&corpus, "cues/policy.csv", |text| {
        format!(
            "{text}policy_changed-zorb,v,zorb,bridge,,,,policy_changed,achieved,1,Kenya zorbed the old bridge.,\n"
        )
    });
    corpus.build(&["--codebook", folder.to_str().unwrap()]).ended(0);
    let events = corpus.rows("events");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["cue"], "policy_changed-zorb");
    assert_eq!(events[0]["outcome_type"], "policy_changed");
}

#[test]
fn a_correction_is_laid_over_the_coding() {
    let corpus = Corpus::small();
    let folder = export(&corpus);
    let arguments = ["--codebook", folder.to_str().unwrap()];
    corpus.build(&arguments).ended(0);
    let event = corpus.rows("events").remove(0);
    let id = &event["event_id"];
    let rows = |expect: &str| {
        let path = corpus.path("codebook/corrections.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        let header = text.lines().next().unwrap();
        let row =
            format!("{id},,,countries,{expect},KEN,a test,tester,2026-01-01");
        std::fs::write(path, format!("{header}\n{row}\n")).unwrap();
    };
    rows("EGY");
    corpus.build(&arguments).ended(0);
    corpus.check().ended(0);
    let flat = corpus.rows("events_flat").remove(0);
    assert_eq!(flat["countries"], "KEN");
    assert_eq!(&flat["event_id"], id);
    let bridge = corpus.rows("event_countries").remove(0);
    assert_eq!(bridge["basis"], "correction");
    // It expected another coding than this one: told, and not applied.
    rows("NOR");
    corpus.build(&arguments).ended(0).says("correction not applied");
    assert_eq!(corpus.rows("events_flat")[0]["countries"], "EGY");
}

#[test]
fn faults_are_pointed_at() {
    let corpus = Corpus::small();
    let folder = export(&corpus);
    edit(&corpus, "cues/liberty.csv", |text| {
        text.replacen(",release,achieved,", ",releese,achieved,", 1)
    });
    let line = std::fs::read_to_string(folder.join("cues/liberty.csv"))
        .unwrap()
        .lines()
        .position(|line| line.contains("releese"))
        .unwrap();
    let place = format!("cues/liberty.csv:{}", line + 1);
    let arguments =
        ["codebook".as_ref(), "check".as_ref(), folder.as_os_str()];
    tidings(arguments)
        .ended(1)
        .says(&place)
        .says("^^^^^^^")
        .says("did you mean `release`?");
    corpus
        .build(&["--codebook", folder.to_str().unwrap()])
        .ended(2)
        .says(&place);
    assert!(!corpus.path("out").exists());
}

#[test]
fn an_example_that_fails_is_a_finding() {
    let corpus = Corpus::new();
    let folder = export(&corpus);
    edit(&corpus, "cues/law.csv", |text| {
        format!(
            "{text}law_repealed-defenestrate,v,defenestrate,law,,,,law_repealed,achieved,1,Kenya kept its blasphemy law.,\n"
        )
    });
    tidings(["codebook".as_ref(), "check".as_ref(), folder.as_os_str()])
        .ended(1)
        .says("law_repealed-defenestrate");
}
