//! Counts of a small corpus against numbers worked out by hand.
//!
//! | | event | countries | outcome | status | theme | year | file |
//! | --- | --- | --- | --- | --- | --- | --- | --- |
//! | 1 | two journalists freed | EGY | release | achieved | expression | 2020 | a |
//! | 2 | death penalty ended | KEN, UGA | repeal | achieved | death penalty | 2021 | b |
//! | 3 | two men executed | KEN | other | setback | death penalty | 2021 | b |
//! | 4 | a treaty ratified | PER, NOR | treaty | achieved | climate | 2020 | c |
//! | 5 | Ola Berg freed | NOR | release | achieved | expression | 2021 | d |
//! | 6 | a pledge | KEN | repeal | announced | death penalty | 2021 | e |
//! | 7 | a bill passes the senate | CHL | bill | ongoing | violence | 2020 | f |
//! | 8 | a mandate renewed | none | mandate | achieved | torture | none | g |
//!
//! Each file keeps to one theme and year, because what a document speaks of
//! may tell in the coding of its events, and coding is not what is asked here.

use crate::support::{Corpus, Row};

const TEXTS: [(&str, &str); 7] = [
    ("a.txt", "In March 2020, Egypt released two journalists.\n"),
    (
        "b.txt",
        "In 2021, Kenya and Uganda abolished the death penalty.\n\nKenya executed two men in 2021.\n",
    ),
    ("c.txt", "Peru and Norway ratified the Escazú Agreement in 2020.\n"),
    (
        "d.txt",
        "On 3 May 2021, Norway freed the activist Ola Berg from prison.\n",
    ),
    ("e.txt", "Kenya pledged in 2021 to abolish the death penalty.\n"),
    (
        "f.txt",
        "In 2020, a bill to ban child marriage passed its first reading in Chile's senate.\n",
    ),
    (
        "g.txt",
        "The United Nations Human Rights Council renewed the mandate of the Special Rapporteur on torture.\n",
    ),
];

/// Events, by status, documents, weighted events.
type Numbers = [&'static str; 7];

fn corpus() -> Corpus {
    let corpus = TEXTS
        .iter()
        .fold(Corpus::new(), |corpus, (name, text)| corpus.with(name, text));
    corpus.build(&[]).ended(0);
    corpus
}

fn numbers(row: &Row) -> [String; 7] {
    [
        "n_events",
        "n_achieved",
        "n_announced",
        "n_ongoing",
        "n_setback",
        "n_documents",
        "weighted_events",
    ]
    .map(|column| row[column].clone())
}

/// Asserts the rows of a table that count anything, and that all others,
/// `zeros` of them, are zero throughout.
#[track_caller]
fn assert_counts(
    corpus: &Corpus,
    table: &str,
    key: &[&str],
    expected: &[(&[&str], Numbers)],
    zeros: usize,
) {
    let rows = corpus.rows(table);
    assert_eq!(rows.len(), expected.len() + zeros, "{table}");
    let mut seen = 0;
    for row in rows {
        let cells: Vec<&str> = key.iter().map(|name| &*row[*name]).collect();
        let wanted = expected.iter().find(|(key, _)| **key == *cells);
        seen += usize::from(wanted.is_some());
        let wanted = wanted.map_or(["0"; 7], |(_, numbers)| *numbers);
        assert_eq!(numbers(&row), wanted, "{table}: {cells:?}");
    }
    assert_eq!(seen, expected.len(), "{table}");
}

#[test]
fn the_events_are_those_of_the_table_above() {
    let corpus = corpus();
    let columns = ["countries", "outcome_type", "status", "theme", "date"];
    let rows = corpus.rows("events_flat");
    let coded: Vec<[&str; 5]> =
        rows.iter().map(|row| columns.map(|column| &*row[column])).collect();
    let expected = [
        ["EGY", "release", "achieved", "expression_assembly", "2020-03"],
        ["KEN;UGA", "law_repealed", "achieved", "death_penalty", "2021"],
        ["KEN", "other", "setback", "death_penalty", "2021"],
        [
            "PER;NOR",
            "treaty_ratified",
            "achieved",
            "climate_environment",
            "2020",
        ],
        ["NOR", "release", "achieved", "expression_assembly", "2021-05-03"],
        ["KEN", "law_repealed", "announced", "death_penalty", "2021"],
        ["CHL", "law_proposed", "ongoing", "gender_based_violence", "2020"],
        ["", "mandate_created", "achieved", "torture_detention", ""],
    ];
    assert_eq!(coded, expected);
}

#[test]
fn by_theme_with_zeros() {
    let expected: &[(&[&str], Numbers)] = &[
        (&["expression_assembly"], ["2", "2", "0", "0", "0", "2", "2"]),
        (&["death_penalty"], ["3", "1", "1", "0", "1", "2", "3"]),
        (&["climate_environment"], ["1", "1", "0", "0", "0", "1", "1"]),
        (&["gender_based_violence"], ["1", "0", "0", "1", "0", "1", "1"]),
        (&["torture_detention"], ["1", "1", "0", "0", "0", "1", "1"]),
    ];
    let corpus = corpus();
    let themes = corpus.rows("themes").len();
    assert_eq!(themes, 21);
    assert_counts(
        &corpus,
        "counts_by_theme",
        &["theme"],
        expected,
        themes - 5,
    );
}

#[test]
fn by_outcome_type_with_zeros() {
    let expected: &[(&[&str], Numbers)] = &[
        (&["release"], ["2", "2", "0", "0", "0", "2", "2"]),
        (&["law_repealed"], ["2", "1", "1", "0", "0", "2", "2"]),
        (&["other"], ["1", "0", "0", "0", "1", "1", "1"]),
        (&["treaty_ratified"], ["1", "1", "0", "0", "0", "1", "1"]),
        (&["law_proposed"], ["1", "0", "0", "1", "0", "1", "1"]),
        (&["mandate_created"], ["1", "1", "0", "0", "0", "1", "1"]),
    ];
    assert_counts(
        &corpus(),
        "counts_by_outcome_type",
        &["outcome_type"],
        expected,
        26 - 6,
    );
}

#[test]
fn by_region_an_event_counts_once_in_each() {
    let corpus = corpus();
    let of = |scheme: &str, expected: &[(&str, Numbers)]| {
        let rows = corpus.rows("counts_by_region");
        let rows = rows.iter().filter(|row| row["scheme"] == scheme);
        for row in rows {
            let wanted = expected.iter().find(|(id, _)| *id == row["region"]);
            let wanted = wanted.map_or(["0"; 7], |(_, numbers)| *numbers);
            assert_eq!(numbers(row), wanted, "{scheme} {}", row["region"]);
        }
        for (id, _) in expected {
            let mut rows = corpus.rows("counts_by_region");
            rows.retain(|row| row["scheme"] == scheme && row["region"] == *id);
            assert_eq!(rows.len(), 1, "{scheme} {id}");
        }
    };
    let none = ("international", ["1", "1", "0", "0", "0", "1", "1"]);
    // Events 2, 3, 6; the two countries of event 2 lie in one region.
    let africa = ["3", "1", "1", "0", "1", "2", "3"];
    // Half of event 4, and event 7; half of event 4, and event 5.
    let americas = ["2", "1", "0", "1", "0", "2", "1.5"];
    let europe = ["2", "2", "0", "0", "0", "2", "1.5"];
    let egypt = ["1", "1", "0", "0", "0", "1", "1"];
    of(
        "programme",
        &[
            ("africa", africa),
            ("americas", americas),
            ("europe_central_asia", europe),
            ("middle_east_north_africa", egypt),
            none,
        ],
    );
    of(
        "un",
        &[
            // With Egypt's event.
            ("africa", ["4", "2", "1", "0", "1", "3", "4"]),
            ("americas", americas),
            ("europe", europe),
            none,
        ],
    );
    of(
        "un_sub",
        &[
            ("sub_saharan_africa", africa),
            ("northern_africa", egypt),
            ("latin_america_and_the_caribbean", americas),
            ("northern_europe", europe),
            none,
        ],
    );
}

#[test]
fn by_country_shares_add_up() {
    let expected: &[(&[&str], Numbers)] = &[
        (&["EGY"], ["1", "1", "0", "0", "0", "1", "1"]),
        (&["KEN"], ["3", "1", "1", "0", "1", "2", "2.5"]),
        (&["UGA"], ["1", "1", "0", "0", "0", "1", "0.5"]),
        (&["PER"], ["1", "1", "0", "0", "0", "1", "0.5"]),
        (&["NOR"], ["2", "2", "0", "0", "0", "2", "1.5"]),
        (&["CHL"], ["1", "0", "0", "1", "0", "1", "1"]),
    ];
    let corpus = corpus();
    let countries = corpus.rows("countries").len();
    assert_counts(
        &corpus,
        "counts_by_country",
        &["country"],
        expected,
        countries - 6,
    );
    // All but the one without a country: seven events.
    let weights = corpus.rows("counts_by_country");
    let sum: f64 = weights
        .iter()
        .map(|row| row["weighted_events"].parse::<f64>().unwrap())
        .sum();
    assert!((sum - 7.0).abs() < 1e-9, "{sum}");
}

#[test]
fn by_year_with_a_row_for_the_undated() {
    let expected: &[(&[&str], Numbers)] = &[
        (&["2020"], ["3", "2", "0", "1", "0", "3", "3"]),
        (&["2021"], ["4", "2", "1", "0", "1", "3", "4"]),
        (&[""], ["1", "1", "0", "0", "0", "1", "1"]),
    ];
    let corpus = corpus();
    assert_counts(&corpus, "counts_by_year", &["year"], expected, 0);
}

#[test]
fn crossings_list_what_occurs() {
    let corpus = corpus();
    let one = ["1", "1", "0", "0", "0", "1", "1"];
    let expected: &[(&[&str], Numbers)] = &[
        (
            &["expression_assembly", "release"],
            ["2", "2", "0", "0", "0", "2", "2"],
        ),
        (
            &["death_penalty", "law_repealed"],
            ["2", "1", "1", "0", "0", "2", "2"],
        ),
        (&["death_penalty", "other"], ["1", "0", "0", "0", "1", "1", "1"]),
        (&["climate_environment", "treaty_ratified"], one),
        (
            &["gender_based_violence", "law_proposed"],
            ["1", "0", "0", "1", "0", "1", "1"],
        ),
        (&["torture_detention", "mandate_created"], one),
    ];
    let key = ["theme", "outcome_type"];
    assert_counts(&corpus, "counts_by_theme_outcome_type", &key, expected, 0);

    let half = ["1", "1", "0", "0", "0", "1", "0.5"];
    let pairs: &[(&[&str], Numbers)] = &[
        (&["middle_east_north_africa", "expression_assembly"], one),
        (&["europe_central_asia", "expression_assembly"], one),
        (&["africa", "death_penalty"], ["3", "1", "1", "0", "1", "2", "3"]),
        (&["americas", "climate_environment"], half),
        (&["europe_central_asia", "climate_environment"], half),
        (
            &["americas", "gender_based_violence"],
            ["1", "0", "0", "1", "0", "1", "1"],
        ),
        (&["international", "torture_detention"], one),
    ];
    let mut rows = corpus.rows("counts_by_theme_region");
    rows.retain(|row| row["scheme"] == "programme");
    assert_eq!(rows.len(), pairs.len());
    for (key, wanted) in pairs {
        let row =
            rows.iter().find(|row| [&*row["region"], &*row["theme"]] == **key);
        assert_eq!(numbers(row.expect("the pair occurs")), *wanted, "{key:?}");
    }
}
