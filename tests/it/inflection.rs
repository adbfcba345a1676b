//! The inflector against the forms that Wiktionary gives of the cues' verbs.
//!
//! `inflections.csv` holds the verbs that open a trigger and those of
//! `irregular.csv`, inflected by the crate `english` 0.4.0, with the usual form
//! where that crate gives a rare one (*beared*, *setted*). It is kept as a file
//! because that crate, as a dependency, changes features of others and has
//! Polars compiled twice.

use crate::support::root;
use tidings::codebook::inflect::{Forms, Irregular};
use tidings::codebook::lexicon::Lexicon;

#[derive(serde::Deserialize)]
struct Verb {
    lemma: String,
    third: String,
    past: String,
    participle: String,
    ing: String,
}

#[test]
fn verbs_are_inflected_as_wiktionary_does() {
    let read =
        |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let irregular = read("codebook/irregular.csv");
    let mut irregular = csv::Reader::from_reader(irregular.as_bytes());
    let irregular: Vec<Irregular> =
        irregular.deserialize().map(Result::unwrap).collect();
    let mut lexicon = Lexicon::new(irregular);
    let verbs = read("tests/it/inflections.csv");
    let mut verbs = csv::Reader::from_reader(verbs.as_bytes());
    let (mut compared, mut wrong) = (0, Vec::new());
    for verb in verbs.deserialize::<Verb>() {
        let verb = verb.unwrap();
        let lemma = lexicon.lemma(&verb.lemma);
        let forms = [
            (&verb.third, Forms::THIRD),
            (&verb.past, Forms::PAST),
            (&verb.participle, Forms::PARTICIPLE),
            (&verb.ing, Forms::ING),
        ];
        for (surface, form) in forms {
            compared += 1;
            let known = lexicon.lemmas(lexicon.find(surface));
            let right =
                known.iter().any(|(of, is)| *of == lemma && is.any(form));
            if !right {
                wrong.push(format!("{} {surface}", verb.lemma));
            }
        }
    }
    assert!(compared > 4000, "{compared}");
    assert!(wrong.is_empty(), "{} of {compared}: {wrong:#?}", wrong.len());
}
