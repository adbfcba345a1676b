//! What was coded before is not coded again, and nobody can tell from the
//! release.

use crate::support::{Corpus, files};

/// Five bulletins of one outcome each.
fn corpus() -> Corpus {
    let countries = ["Kenya", "Peru", "Ghana", "Nepal", "Chile"];
    let mut corpus = Corpus::small();
    for country in countries {
        let text = format!("{country} abolished the death penalty in 2019.\n");
        corpus = corpus.with(&format!("{country}.txt"), &text);
    }
    corpus
}

const ORIGIN: &str = "title = \"One\"\npublisher = \"Us\"\ndate_published = \"2019-12\"\npage_address = \"https://example.org/1\"\n";

/// The same with origins, so that nothing is warned of.
fn complete() -> Corpus {
    let corpus = corpus();
    for entry in std::fs::read_dir(corpus.path("in")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::write(path.with_extension("toml"), ORIGIN).unwrap();
    }
    corpus
}

#[test]
fn nothing_is_done_where_nothing_changed() {
    let corpus = complete();
    corpus.build(&[]).ended(0);
    let first = files(&corpus.path("out"));
    corpus.build(&[]).ended(0).says("nothing to do");
    assert!(files(&corpus.path("out")) == first);
    // Other options, or a file that somebody changed, are a reason.
    let run = corpus.build(&["--no-bom"]).ended(0);
    assert!(!run.stderr.contains("nothing to do"));
    std::fs::write(corpus.path("out/README.md"), "mine").unwrap();
    let run = corpus.build(&["--no-bom"]).ended(0);
    assert!(!run.stderr.contains("nothing to do"));
}

#[test]
fn after_an_edit_one_document_is_coded_and_the_release_is_as_if_all_were() {
    let corpus = corpus();
    corpus.build(&[]);
    let text = "Kenya freed Ann Lee in 2018.\n";
    std::fs::write(corpus.path("in/Kenya.txt"), text).unwrap();
    corpus.build(&[]).says("(1 coded anew)");
    let quick = files(&corpus.path("out"));
    corpus.build(&["--no-cache"]);
    assert!(files(&corpus.path("out")) == quick);
}

#[test]
fn a_cache_that_is_torn_changed_or_gone_does_no_harm() {
    let corpus = corpus();
    corpus.build(&["--no-cache"]);
    let whole = files(&corpus.path("out"));
    let cache = corpus.path(".tidings-cache/coded");
    corpus.build(&[]);
    let kept = std::fs::read(&cache).unwrap();
    let mut changed = kept.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    for bytes in [&kept[..kept.len() - 7], &kept[..20], b"", &changed] {
        std::fs::write(&cache, bytes).unwrap();
        std::fs::remove_dir_all(corpus.path("out")).unwrap();
        corpus.build(&[]);
        assert!(files(&corpus.path("out")) == whole);
    }
    std::fs::remove_dir_all(corpus.path(".tidings-cache")).unwrap();
    corpus.build(&[]);
    assert!(files(&corpus.path("out")) == whole);
}

#[test]
fn another_codebook_codes_anew() {
    let corpus = corpus();
    corpus.build(&[]);
    let codebook = corpus.path("book");
    let book = codebook.to_str().unwrap();
    crate::support::tidings(["codebook", "export", book]).ended(0);
    let themes = codebook.join("themes.csv");
    let text = std::fs::read_to_string(&themes).unwrap();
    std::fs::write(&themes, text + "\n").unwrap();
    let run = corpus.build(&["--codebook", book]);
    assert!(!run.stderr.contains("coded anew"), "{}", run.stderr);
}
