//! Reports of one event in several bulletins: which events share a cluster.
//!
//! Two reports are of one event if they have the same outcome class, a
//! country in common, dates that agree, nothing that speaks against it
//! (`report`), and enough words or a person in common; how much is enough
//! stands in the codebook's `clusters.csv`. The most alike are joined first, and
//! two clusters become one where a report belongs to both. Events of one
//! document are never in one cluster: the coder has told them apart.
//!
//! Documents come in order, in batches, and only the last reports of each
//! country and class are remembered, so that memory is bounded; what was told
//! with one batch stays as it was told. Decides nothing about what an event
//! is.

mod group;
mod likeness;
mod report;
mod words;

use crate::codebook::Codebook;
use crate::codebook::source::{Files, Sheet};
use crate::diagnostic::Diagnostic;
use crate::table::{Code, Coded, Document};
use group::{alone, unite};
use likeness::likeness;
use report::{Gathered, Report};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
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
    words_near_month: f64,
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
    words_near_month: f64::INFINITY,
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
                "words_near_month" => &mut thresholds.words_near_month,
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
    /// How many documents and reports came.
    documents: u32,
    reports: u64,
}

/// Two reports that may be of one event.
struct Offer {
    likeness: f64,
    from: Rc<Report>,
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
        let (documents, reports) = (0, 0);
        let clusters =
            Self { thresholds, rarity, personal, blocks, documents, reports };
        (clusters, told)
    }

    /// Gives the events of some documents their clusters.
    pub fn join(&mut self, coded: &mut Coded) {
        let mut of: FxHashMap<&Code, Vec<usize>> = FxHashMap::default();
        for (at, event) in coded.events.iter().enumerate() {
            of.entry(&event.document_id).or_default().push(at);
        }
        let gathered = Gathered::of(coded);
        let mut all: Vec<(usize, Rc<Report>)> = Vec::new();
        for document in &coded.documents {
            let Some(events) = of.remove(&document.document_id) else {
                continue;
            };
            let reports = self.document(document, &events, &gathered);
            all.extend(events.into_iter().zip(reports));
        }
        // Only now, for a later report may show that two clusters are one.
        for (at, report) in all {
            let event = &mut coded.events[at];
            event.cluster_id = group::tell(&report);
            event.cluster_basis = report.basis.take();
        }
    }

    /// The reports of a document, in groups with those before.
    fn document(
        &mut self,
        document: &Document,
        events: &[usize],
        gathered: &Gathered<'_>,
    ) -> Vec<Rc<Report>> {
        let number = self.documents;
        self.documents += 1;
        let mut reports = Vec::new();
        for at in events {
            let is_personal = |of: &Code| self.personal.contains(&**of);
            let order = self.reports;
            self.reports += 1;
            reports.push(Rc::new_cyclic(|own| {
                let event = gathered.id(*at).clone();
                let group = alone(event, order, number, Weak::clone(own));
                let rarity = &self.rarity;
                gathered.report(*at, document, rarity, is_personal, group)
            }));
        }
        let mut offers: Vec<Offer> =
            reports.iter().flat_map(|report| self.offers(report)).collect();
        // The most alike first; of equals the earlier, so that the order is
        // always the same.
        offers.sort_by(|a, b| {
            let ids = |offer: &Offer| {
                (offer.from.event_id.clone(), offer.to.event_id.clone())
            };
            (b.likeness.total_cmp(&a.likeness))
                .then_with(|| ids(a).cmp(&ids(b)))
        });
        for offer in offers {
            unite(&offer.from, &offer.to, &offer.basis);
        }
        for report in &reports {
            self.remember(report);
        }
        reports
    }

    fn offers(&self, from: &Rc<Report>) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        for block in from.blocks() {
            for to in self.blocks.get(&block).into_iter().flatten() {
                let is_known = |offer: &Offer| Rc::ptr_eq(&offer.to, to);
                if offers.iter().any(is_known) {
                    continue;
                }
                let like = likeness(from, to, &self.thresholds);
                if let Some((likeness, basis)) = like {
                    let (from, to) = (Rc::clone(from), Rc::clone(to));
                    offers.push(Offer { likeness, from, to, basis });
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
