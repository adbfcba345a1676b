//! Reports of one event in several bulletins: which events share a cluster.
//!
//! Two reports are of one event if they have the same outcome class, a
//! country in common, dates that agree, nothing that speaks against it
//! (`report`), and enough words or a person in common; how much is enough
//! stands in the codebook's `clusters.csv`. A report joins the cluster of the
//! earlier report that it is most like. Events of one document are never
//! joined: the coder has told them apart.
//!
//! Documents come in order, in batches, and only the last reports of each
//! country and class are remembered, so that memory is bounded. Decides
//! nothing about what an event is.

mod likeness;
mod report;
mod words;

use crate::codebook::Codebook;
use crate::codebook::source::{Files, Sheet};
use crate::diagnostic::Diagnostic;
use crate::table::{Code, Coded, Document};
use likeness::likeness;
use report::{Gathered, Report};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::rc::Rc;
use words::Rarity;

/// The file of the codebook with the thresholds.
const FILE: &str = "clusters.csv";

/// How much two reports must have in common.
#[derive(Debug, Clone, Copy)]
struct Thresholds {
    words_same_day: f64,
    words_same_month: f64,
    words_same_kind: f64,
    words_near_day: f64,
    words: f64,
    rarity: f64,
    words_with_person: f64,
    words_with_count: f64,
    words_in_doubt: f64,
    years: f64,
    kept: f64,
}

/// What a codebook without the file has: nothing is joined.
const NEVER: Thresholds = Thresholds {
    words_same_day: f64::INFINITY,
    words_same_month: f64::INFINITY,
    words_same_kind: f64::INFINITY,
    words_near_day: f64::INFINITY,
    words: f64::INFINITY,
    rarity: f64::INFINITY,
    words_with_person: f64::INFINITY,
    words_with_count: f64::INFINITY,
    words_in_doubt: f64::INFINITY,
    years: 0.0,
    kept: 0.0,
};

#[derive(Debug, serde::Deserialize)]
struct Row {
    name: String,
    value: f64,
}

impl Thresholds {
    fn read(files: &Files, told: &mut Vec<Diagnostic>) -> Self {
        let mut thresholds = NEVER;
        if !files.contains_key(FILE) {
            return thresholds;
        }
        let sheet = Sheet::open(files, FILE, told);
        for located in sheet.rows::<Row>(told) {
            let Row { name, value } = located.row;
            let threshold = match &*name {
                "words_same_day" => &mut thresholds.words_same_day,
                "words_same_month" => &mut thresholds.words_same_month,
                "words_same_kind" => &mut thresholds.words_same_kind,
                "words_near_day" => &mut thresholds.words_near_day,
                "words" => &mut thresholds.words,
                "rarity" => &mut thresholds.rarity,
                "words_with_person" => &mut thresholds.words_with_person,
                "words_with_count" => &mut thresholds.words_with_count,
                "words_in_doubt" => &mut thresholds.words_in_doubt,
                "years" => &mut thresholds.years,
                // The columns are checked: no other name passes.
                _ => &mut thresholds.kept,
            };
            *threshold = value;
        }
        thresholds
    }
}

/// Country and outcome class: only within these two reports are compared.
type Block = (Code, Code);

/// The reports that came before.
#[derive(Debug)]
pub struct Clusters {
    thresholds: Thresholds,
    rarity: Rarity,
    /// Outcome types that happen to persons: one such report may be of
    /// another person than the next.
    personal: FxHashSet<String>,
    blocks: FxHashMap<Block, VecDeque<Rc<Report>>>,
}

/// A report that may join an earlier one.
struct Offer {
    likeness: f64,
    /// Which of the document's reports.
    at: usize,
    to: Rc<Report>,
    basis: String,
}

impl Clusters {
    /// Without any report yet; and what is wrong with the codebook's files.
    #[must_use]
    pub fn new(files: &Files, codebook: &Codebook) -> (Self, Vec<Diagnostic>) {
        let mut told = Vec::new();
        let thresholds = Thresholds::read(files, &mut told);
        let rarity = Rarity::read(files, codebook, &mut told);
        let personal = codebook.outcomes.iter();
        let personal = personal
            .filter(|row| row.personal == "yes")
            .map(|row| row.outcome.clone())
            .collect();
        let blocks = FxHashMap::default();
        (Self { thresholds, rarity, personal, blocks }, told)
    }

    /// Gives the events of some documents their clusters.
    pub fn join(&mut self, coded: &mut Coded) {
        let mut of: FxHashMap<&Code, Vec<usize>> = FxHashMap::default();
        for (at, event) in coded.events.iter().enumerate() {
            of.entry(&event.document_id).or_default().push(at);
        }
        let gathered = Gathered::of(coded);
        let mut joined: Vec<(usize, Code, String)> = Vec::new();
        for document in &coded.documents {
            let Some(events) = of.remove(&document.document_id) else {
                continue;
            };
            joined.extend(self.document(document, &events, &gathered));
        }
        for (at, cluster, basis) in joined {
            coded.events[at].cluster_id = cluster;
            coded.events[at].cluster_basis = basis;
        }
    }

    /// The events of a document that join earlier ones: which, whose cluster,
    /// and why.
    fn document(
        &mut self,
        document: &Document,
        events: &[usize],
        gathered: &Gathered<'_>,
    ) -> Vec<(usize, Code, String)> {
        let mut reports: Vec<Report> = events
            .iter()
            .map(|at| {
                let is_personal = |of: &Code| self.personal.contains(&**of);
                gathered.report(*at, document, &self.rarity, is_personal)
            })
            .collect();
        let mut offers: Vec<Offer> = Vec::new();
        for (at, report) in reports.iter().enumerate() {
            offers.extend(self.offers(at, report));
        }
        // The most alike first; of equals the earlier, so that the order is
        // always the same.
        offers.sort_by(|a, b| {
            let cluster = |offer: &Offer| offer.to.cluster_id.clone();
            (b.likeness.total_cmp(&a.likeness))
                .then_with(|| a.at.cmp(&b.at))
                .then_with(|| cluster(a).cmp(&cluster(b)))
        });
        let mut taken: FxHashSet<Code> = FxHashSet::default();
        let mut joined = Vec::new();
        for offer in offers {
            let report = &mut reports[offer.at];
            let cluster = &offer.to.cluster_id;
            if report.is_joined() || taken.contains(cluster) {
                continue;
            }
            taken.insert(cluster.clone());
            report.cluster_id = cluster.clone();
            joined.push((events[offer.at], cluster.clone(), offer.basis));
        }
        for report in reports {
            self.remember(&Rc::new(report));
        }
        joined
    }

    fn offers(&self, at: usize, report: &Report) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        for block in report.blocks() {
            for to in self.blocks.get(&block).into_iter().flatten() {
                let is_known = |offer: &Offer| Rc::ptr_eq(&offer.to, to);
                if offers.iter().any(is_known) {
                    continue;
                }
                let like = likeness(report, to, &self.thresholds);
                if let Some((likeness, basis)) = like {
                    let to = Rc::clone(to);
                    offers.push(Offer { likeness, at, to, basis });
                }
            }
        }
        offers
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float that is too large or negative becomes the nearest"
    )]
    fn remember(&mut self, report: &Rc<Report>) {
        let kept = self.thresholds.kept as usize;
        for block in report.blocks() {
            let reports = self.blocks.entry(block).or_default();
            if kept > 0 && reports.len() >= kept {
                reports.pop_front();
            }
            if kept > 0 {
                reports.push_back(Rc::clone(report));
            }
        }
    }
}
