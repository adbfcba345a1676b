//! The headline figures: how many events were found and coded right, each
//! field given a pair, and how near the tables of counts come.
//!
//! A tally of one document can be added to another's, so that a figure of
//! any choice of documents costs one pass over their tallies.

use super::pair::Pairing;
use super::unit::{Field, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of counts that are compared, by the field that they count.
pub const COUNTED: [Field; 3] =
    [Field::Theme, Field::Countries, Field::OutcomeType];

/// What was right, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// In both, and the same.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Rates {
    /// Share of the predicted that is right; nothing of none.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.predicted)
    }

    /// Share of the gold that was found; nothing of none.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of both; nothing where there is nothing on both sides.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        if self.predicted + self.gold == 0 {
            return None;
        }
        let p = self.precision().unwrap_or(0.0);
        let r = self.recall().unwrap_or(0.0);
        Some(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// A share, exact to the last bit for any number of events.
#[expect(clippy::cast_precision_loss, reason = "events are below 2^52")]
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A figure with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// `detect`, `coded`, `full`, `given_pair` or `counts`.
    pub section: &'static str,
    /// Field concerned, if any.
    pub field: Option<Field>,
    /// `precision`, `recall`, `f1`, `same` or `fidelity`.
    pub measure: &'static str,
    /// Its value.
    pub value: f64,
    /// Its interval, if there are documents enough to draw from.
    pub interval: Option<[f64; 2]>,
    /// Events that it is a share of.
    pub n: usize,
}

/// The categories of each table of counts, numbered.
#[derive(Debug, Clone, Default)]
pub struct Categories([BTreeMap<String, usize>; 3]);

impl Categories {
    /// The categories that occur in some events.
    #[must_use]
    pub fn of<'a>(units: impl Iterator<Item = &'a Unit>) -> Self {
        let mut all = Self::default();
        for unit in units {
            for (field, known) in COUNTED.iter().zip(&mut all.0) {
                for value in values(unit, *field) {
                    let next = known.len();
                    known.entry(value).or_insert(next);
                }
            }
        }
        all
    }
}

/// The cells of a table of counts in which an event is counted; one without a
/// country has a cell of its own.
fn values(unit: &Unit, field: Field) -> BTreeSet<String> {
    match field {
        Field::Countries if !unit.countries().is_empty() => {
            unit.countries().clone()
        }
        _ => BTreeSet::from([unit.label(field)]),
    }
}

/// Sums over documents, from which all headline figures follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Gold events.
    pub gold: usize,
    /// Predicted events.
    pub predicted: usize,
    /// Pairs of them.
    pub pairs: usize,
    /// Pairs with the same countries and outcome type.
    pub coded: usize,
    /// Of these, pairs with the same theme and status.
    pub full: usize,
    same: [usize; 7],
    /// Predicted and gold events in each cell of the tables of counts.
    cells: [Vec<[usize; 2]>; 3],
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub fn new(categories: &Categories) -> Self {
        let empty = |at: usize| vec![[0; 2]; categories.0[at].len()];
        Self {
            gold: 0,
            predicted: 0,
            pairs: 0,
            coded: 0,
            full: 0,
            same: [0; 7],
            cells: [empty(0), empty(1), empty(2)],
        }
    }

    /// The sums of one document.
    #[must_use]
    pub fn of(
        predicted: &[Unit],
        gold: &[Unit],
        pairing: &Pairing,
        categories: &Categories,
    ) -> Self {
        let mut tally = Self::new(categories);
        tally.predicted = predicted.len();
        tally.gold = gold.len();
        tally.pairs = pairing.pairs.len();
        for (i, j) in &pairing.pairs {
            let (p, g) = (&predicted[*i], &gold[*j]);
            tally.coded += usize::from(p.coded(g));
            tally.full += usize::from(p.full(g));
            for (at, field) in Field::ALL.into_iter().enumerate() {
                tally.same[at] += usize::from(p.same(g, field));
            }
        }
        for (side, units) in [predicted, gold].into_iter().enumerate() {
            for (at, field) in COUNTED.into_iter().enumerate() {
                for value in units.iter().flat_map(|u| values(u, field)) {
                    if let Some(cell) = categories.0[at].get(&value) {
                        tally.cells[at][*cell][side] += 1;
                    }
                }
            }
        }
        tally
    }

    /// Adds another document's sums.
    pub fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.pairs += other.pairs;
        self.coded += other.coded;
        self.full += other.full;
        for (sum, more) in self.same.iter_mut().zip(other.same) {
            *sum += more;
        }
        for (table, more) in self.cells.iter_mut().zip(&other.cells) {
            for (cell, more) in table.iter_mut().zip(more) {
                cell[0] += more[0];
                cell[1] += more[1];
            }
        }
    }

    /// The three levels at which an event may be right.
    #[must_use]
    pub fn levels(&self) -> [(&'static str, Rates); 3] {
        let (predicted, gold) = (self.predicted, self.gold);
        [("detect", self.pairs), ("coded", self.coded), ("full", self.full)]
            .map(|(name, right)| (name, Rates { right, predicted, gold }))
    }

    /// All headline figures, always the same ones in the same order, without
    /// intervals. A share of nothing is zero here.
    #[must_use]
    pub fn headline(&self) -> Vec<Figure> {
        let mut figures = Vec::with_capacity(19);
        let mut add = |section, field, measure, value: Option<f64>, n| {
            let value = value.unwrap_or(0.0);
            figures.push(Figure {
                section,
                field,
                measure,
                value,
                interval: None,
                n,
            });
        };
        for (section, rates) in self.levels() {
            let Rates { predicted, gold, .. } = rates;
            add(section, None, "precision", rates.precision(), predicted);
            add(section, None, "recall", rates.recall(), gold);
            add(section, None, "f1", rates.f1(), predicted + gold);
        }
        for (field, same) in Field::ALL.into_iter().zip(self.same) {
            let share = ratio(same, self.pairs);
            add("given_pair", Some(field), "same", share, self.pairs);
        }
        for (field, cells) in COUNTED.into_iter().zip(&self.cells) {
            let all: usize = cells.iter().map(|cell| cell[0] + cell[1]).sum();
            let apart: usize =
                cells.iter().map(|cell| cell[0].abs_diff(cell[1])).sum();
            let near = ratio(apart, all).map_or(1.0, |apart| 1.0 - apart);
            add("counts", Some(field), "fidelity", Some(near), all);
        }
        figures
    }
}
