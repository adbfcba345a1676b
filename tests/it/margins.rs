//! Margins: the interval around a count holds what people would count about
//! as often as it claims, whatever the corpus.

use crate::support::Corpus;
use std::collections::BTreeMap;
use tidings::count::margin::margin;
use tidings::evaluate::error_rates::error_rates;
use tidings::evaluate::{Document, Unit};
use tidings::table::{Dimensions, OutcomeType, Theme};

/// Simulated corpora, each with gold of its own.
const CORPORA: usize = 1000;

/// Share of them of which the interval must hold the truth: it claims 0.95.
const CLAIMED: f64 = 0.93;

/// `SplitMix64`, so that the simulation is the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.share() * (high - low)
    }

    /// A number of events of a mean (Knuth).
    fn poisson(&mut self, mean: f64) -> usize {
        let limit = (-mean).exp();
        let (mut product, mut count) = (self.share(), 0);
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }
}

/// How a world of bulletins is.
struct World {
    /// Events that a document tells of, on average.
    events: f64,
    /// Share of them in the first category.
    first: f64,
    /// Share that the program finds: in the worst and in the best document.
    found: (f64, f64),
    /// Events that it finds and people do not, for each true one.
    invented: f64,
    /// Share that it puts into the other category.
    confused: f64,
}

fn unit(number: usize, theme: usize) -> Unit {
    let theme = ["a", "b"][theme];
    let cells = ["", theme, "t", "achieved", "", "", ""].map(str::to_owned);
    let text = format!("w{number} x{number} y{number}");
    Unit::new(number.to_string(), cells, text, Some(0.5))
}

/// A document of a world. Its events are right or wrong together: one is
/// easier to read than another.
fn document(world: &World, random: &mut Random) -> Document {
    let (mut predicted, mut gold) = (Vec::new(), Vec::new());
    let lively = random.between(0.3, 1.7);
    let found = random.between(world.found.0, world.found.1);
    let mut number = 0;
    for _ in 0..random.poisson(world.events * lively) {
        let theme = usize::from(random.share() >= world.first);
        gold.push(unit(number, theme));
        if random.share() < found {
            let confused = random.share() < world.confused;
            predicted.push(unit(number, theme ^ usize::from(confused)));
        }
        number += 1;
    }
    for _ in 0..random.poisson(world.events * lively * world.invented) {
        let theme = usize::from(random.share() >= world.first);
        predicted.push(unit(number, theme));
        number += 1;
    }
    Document { name: String::new(), predicted, gold }
}

fn dimensions() -> Dimensions {
    let theme = |id: &str| Theme { theme: id.into(), ..Theme::default() };
    let outcome =
        OutcomeType { outcome_type: "t".into(), ..OutcomeType::default() };
    Dimensions {
        themes: vec![theme("a"), theme("b")],
        outcome_types: vec![outcome],
        ..Dimensions::default()
    }
}

/// Shares of the corpora whose interval holds the truth: of all events, and
/// of each category.
fn covered(world: &World, gold: usize, corpus: usize) -> [f64; 3] {
    let dimensions = dimensions();
    let mut random = Random(20_261_127);
    let mut held = [0_usize; 3];
    let mut tried = [0_usize; 3];
    for _ in 0..CORPORA {
        let mut draw = |count: usize| -> Vec<Document> {
            (0..count).map(|_| document(world, &mut random)).collect()
        };
        let (gold, texts) = (draw(gold), draw(corpus));
        let rates = error_rates(&gold, &dimensions, "");
        for (at, category) in ["all", "a", "b"].into_iter().enumerate() {
            let rate = rates.iter().find(|r| r.category == category).unwrap();
            let Some(ratio) = rate.ratio else { continue };
            let of = |units: &[Unit]| {
                let field = tidings::evaluate::Field::Theme;
                let is_of = |unit: &&Unit| {
                    category == "all" || unit.label(field) == category
                };
                units.iter().filter(is_of).count() as u64
            };
            let coded = texts.iter().map(|d| of(&d.predicted)).sum();
            let truth: u64 = texts.iter().map(|d| of(&d.gold)).sum();
            let (sd, dispersion) = (rate.ratio_sd, rate.dispersion);
            let found = margin(coded, ratio, sd.unwrap(), dispersion.unwrap());
            tried[at] += 1;
            held[at] += usize::from((found.low..=found.high).contains(&truth));
        }
    }
    [0, 1, 2].map(|at| {
        assert!(tried[at] > CORPORA / 2, "gold enough: {tried:?}");
        held[at] as f64 / tried[at] as f64
    })
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_claim() {
    let usual = World {
        events: 8.0,
        first: 0.7,
        found: (0.6, 0.95),
        invented: 0.15,
        confused: 0.1,
    };
    let poor = World {
        events: 5.0,
        first: 0.5,
        found: (0.3, 0.8),
        invented: 0.4,
        confused: 0.25,
    };
    for (world, gold, corpus) in
        [(&usual, 60, 40), (&usual, 60, 3), (&usual, 60, 300), (&poor, 40, 25)]
    {
        let shares = covered(world, gold, corpus);
        println!("{gold} gold, {corpus} texts: {shares:?}");
        for share in shares {
            assert!(
                share >= CLAIMED,
                "{gold} gold, {corpus} texts: {shares:?}"
            );
        }
    }
}

#[test]
fn a_count_of_nothing_may_have_missed_something() {
    let none = margin(0, 1.2, 0.1, 0.5);
    assert_eq!((none.low, none.adjusted), (0, 0.0));
    assert!(none.high >= 1, "{none:?}");
}

/// By the method of `docs/explanation/margins.md`, reckoned elsewhere.
#[test]
fn margins_are_as_the_method_has_them() {
    let told = |events, ratio, sd, dispersion| {
        let found = margin(events, ratio, sd, dispersion);
        (found.adjusted, found.low, found.high)
    };
    assert_eq!(told(100, 1.2, 0.05, 1.5), (120.0, 95, 148));
    assert_eq!(told(7, 0.9, 0.2, 3.0), (6.3, 0, 19));
    assert_eq!(told(1000, 1.05, 0.02, 2.0), (1050.0, 956, 1149));
}

#[test]
fn every_count_of_a_category_with_gold_has_its_margin() {
    let corpus = Corpus::small();
    corpus.build(&[]).ended(0);
    corpus.check().ended(0);
    let rates = corpus.rows("error_rates");
    let mut counts = Vec::new();
    for column in ["theme", "region", "outcome_type"] {
        for row in corpus.rows(&format!("counts_by_{column}")) {
            counts.push((column, row));
        }
    }
    let mut margins = BTreeMap::new();
    for (column, row) in counts {
        let dimension =
            row.get("scheme").map_or_else(|| column.to_owned(), String::clone);
        let rate = rates.iter().find(|r| {
            r["dimension"] == dimension && r["category"] == row[column]
        });
        // No bulletin tells of Antarctica: a region may have no rate.
        assert!(rate.is_some() || column == "region", "{row:?}");
        let is_known = rate.is_some_and(|rate| !rate["ratio"].is_empty());
        let has = !row["n_low"].is_empty();
        assert_eq!(has, is_known, "{row:?}");
        if let Some(rate) = rate {
            assert_eq!(has, rate["reason"].is_empty(), "{rate:?}");
        }
        if has {
            let number = |name: &str| row[name].parse::<f64>().unwrap();
            assert!(number("n_low") <= number("n_adjusted"), "{row:?}");
            assert!(number("n_adjusted") <= number("n_high"), "{row:?}");
            *margins.entry(dimension).or_insert(0) += 1;
        }
    }
    assert!(margins.len() > 3 && margins.values().all(|n| *n > 2));
    // Crossings have none: gold is too thin for them.
    let crossing = corpus.rows("counts_by_theme_outcome_type");
    assert!(crossing.iter().all(|row| row["n_low"].is_empty()));
}

#[test]
fn the_rates_that_are_shipped_are_of_the_codebook_that_is() {
    let files = tidings::codebook::embedded::files();
    let with = tidings::codebook::error_rates::measured_with(&files);
    let rates = &files["error_rates.csv"];
    let mut reader = csv::Reader::from_reader(rates.as_bytes());
    let rows: Vec<crate::support::Row> =
        reader.deserialize().map(Result::unwrap).collect();
    assert!(rows.len() > 50);
    for row in rows {
        assert_eq!(row["codebook"], with, "run `make rates`");
    }
}

#[test]
fn another_codebook_has_no_margins_and_says_why() {
    let corpus = Corpus::small();
    let book = corpus.path("book");
    let book = book.to_str().unwrap();
    crate::support::tidings(["codebook", "export", book]).ended(0);
    let path = corpus.path("book/theme_phrases.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}climate_environment,zorbing,1\n"))
        .unwrap();
    corpus.build(&["--codebook", book]).ended(0);
    corpus.check().ended(0);
    assert!(corpus.rows("error_rates").is_empty());
    let counts = corpus.rows("counts_by_theme");
    assert!(counts.iter().all(|row| row["n_adjusted"].is_empty()));
    assert_eq!(corpus.problems("error-rates-old").len(), 1);
    // Corrections change no rate: it is the program that was measured.
    let path = corpus.path("book/theme_phrases.csv");
    std::fs::write(&path, text).unwrap();
    corpus.write("book/corrections.csv", "event_id,source,anchor,field,expected,value,reason,author,date\ne0123456789abcdef,,,status,,setback,,,\n");
    corpus.build(&["--codebook", book]).ended(0);
    assert!(!corpus.rows("error_rates").is_empty());
}
