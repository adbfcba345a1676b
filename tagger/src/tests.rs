//! What must hold of the file that the program is built with.

use crate::{Tagger, built_in};

fn tagger() -> &'static Tagger {
    built_in().expect("the file is whole")
}

/// The most said outcome type at a word of a text, and how much for it.
fn told(text: &str, word: &str) -> (String, i32) {
    let words: Vec<&str> = text.split(' ').collect();
    let at = words.iter().position(|w| *w == word).expect("is a word");
    let tags = tagger().read([words]);
    let (label, most) =
        tags.outcomes(at).max_by_key(|(_, most)| *most).expect("labels");
    (label.to_owned(), most)
}

#[test]
fn is_called_what_its_file_says() {
    assert_eq!(crate::name(), tagger().model());
}

#[test]
fn knows_an_outcome_from_its_likeness() {
    let (label, most) = told(
        "In May a court in Cairo released the two reporters .",
        "released",
    );
    assert_eq!(label, "release");
    assert!(most > 1000, "{most}");
    let (_, most) = told("The report was released in Geneva .", "Geneva");
    assert!(most < -1000, "{most}");
}

#[test]
fn knows_whose_country_it_is() {
    let text = "Kenya repealed the law after talks with Norway .";
    let words: Vec<&str> = text.split(' ').collect();
    let tags = tagger().read([words]);
    // How much is said counts little yet (`codebook/tagger.csv`): which more.
    assert!(tags.concerns(1, 0) > tags.concerns(1, 7));
}

#[test]
fn reads_no_further_than_it_can() {
    let words = vec!["word"; 5000];
    let tags = tagger().read([words]);
    assert!(!tags.is_empty() && tags.len() < 400);
    assert!(tagger().read([Vec::<&str>::new()]).is_empty());
    // Whatever stands in a text has pieces.
    let odd = ["", "\u{301}", "漢字", "\u{202e}", &"x".repeat(9999), "🦀"];
    assert_eq!(tagger().read([odd]).len(), odd.len());
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let bytes = crate::MODEL;
    for length in [0, 7, 8, 1000, bytes.len() / 2] {
        let fault = Tagger::open(&bytes[..length]).expect_err("cut off");
        assert!(!fault.to_string().is_empty());
    }
}
