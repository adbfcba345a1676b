//! Sentences with the quantities that they hold.

use super::*;
use crate::codebook::Files;
use crate::codebook::inflect::Irregular;
use crate::codebook::lexicon::Lexicon;

macro_rules! file {
    ($name:literal) => {
        (
            $name.to_owned(),
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/codebook/",
                $name
            ))
            .into(),
        )
    };
}

/// "12 people!" where persons are counted, ">=12", "~12" by the bound.
fn told(text: &str) -> String {
    let files = Files::from([
        file!("numbers.csv"),
        file!("roles.csv"),
        file!("months.csv"),
        file!("irregular.csv"),
    ]);
    let irregular: Vec<Irregular> =
        csv::Reader::from_reader(files["irregular.csv"].as_bytes())
            .deserialize()
            .flatten()
            .collect();
    let mut lexicon = Lexicon::new(irregular);
    let tables = QuantityTables::parse(&files, &mut lexicon);
    let all: Vec<String> = quantities(text, &lexicon.words(text), &tables)
        .iter()
        .map(|q| {
            let bound = match q.bound {
                Bound::Exact => "",
                Bound::AtLeast => ">=",
                Bound::About => "~",
            };
            let people = if q.counts_people { "!" } else { "" };
            format!("{bound}{} {}{people}", q.value, q.unit)
        })
        .collect();
    all.join("; ")
}

#[test]
fn reads_numbers() {
    let cases = [
        ("15,600 votes", "15600 votes"),
        ("2.5 million tonnes", "2500000 tonnes"),
        ("fined €20,000 and US$3bn", "20000 EUR; 3000000000 USD"),
        ("50% and 30 per cent", "50 %; 30 %"),
        ("two hundred and five prisoners", "205 prisoners!"),
        ("fifty-four men", "54 men!"),
        ("one hundred thousand workers", "100000 workers!"),
        ("a dozen women", "12 women!"),
        ("dozens of women and hundreds of men", ""),
        ("thousands marched", ""),
        ("at least 12 villagers", ">=12 villagers!"),
        ("more than 130 journalists", ">=130 journalists!"),
        ("some 300 refugees", "~300 refugees!"),
        ("nearly 2,000 detainees", "~2000 detainees!"),
        ("10 to 15 people", ">=10 people!"),
        ("10-15 people", ">=10 people!"),
    ];
    for (text, want) in cases {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn tells_persons_from_things() {
    let cases = [
        ("eight members of the Indian Navy", "8 members!"),
        ("three health workers", "3 workers!"),
        ("43 Rohingya refugees", "43 refugees!"),
        ("five trade unionists", "5 unionists!"),
        ("16 death row inmates", "16 inmates!"),
        ("two of the activists", "2 activists!"),
        ("20 human rights defenders", "20 defenders!"),
        ("seven child soldiers", "7 soldiers!"),
        ("five Egyptians", "5 egyptians!"),
        ("the 130 freed journalists", "130 journalists!"),
        ("Twelve were released", "12 !"),
        ("92 families", "92 families"),
        ("six prisoner releases", "6 releases"),
        ("ten women's groups", "10 groups"),
        ("20 years in prison", "20 years"),
        ("60 lashes and two sentences", "60 lashes; 2 sentences"),
        ("three States", "3 states"),
    ];
    for (text, want) in cases {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn leaves_dates_and_names_alone() {
    let cases = [
        "a 15-year-old boy",
        "on 22 April 2020 and on 7 and 8 March",
        "In 2019 it ended",
        "under Article 5",
        "the 11th state",
        "no one and one another",
        "two-thirds of them, or 1/3",
    ];
    for text in cases {
        assert_eq!(told(text), "", "{text}");
    }
}
