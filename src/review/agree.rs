//! Two people's judgements of the same rows: how far they agree, what both
//! say, and what a third has to decide.

use super::verdict::{Judged, Verdict};
use crate::evaluate::{Field, kappa, raw};
use crate::table::ReviewRow;
use rustc_hash::FxHashMap;

/// What several people's judgements come to.
#[derive(Debug, Clone, Default)]
pub struct Agreed {
    /// What one says alone, or all alike.
    pub agreed: Vec<Judged>,
    /// Rows on which people differ, emptied, with what each said as reason.
    pub apart: Vec<ReviewRow>,
    /// Rows that more than one judged.
    pub both: usize,
    /// Of these: what is compared, share alike, Cohen's kappa.
    pub figures: Vec<(&'static str, Option<f64>, Option<f64>)>,
}

/// Lays judgements side by side, each person's as one list.
#[must_use]
pub fn agree(people: &[Vec<Judged>]) -> Agreed {
    let mut agreed = Agreed::default();
    let mut order: Vec<&str> = Vec::new();
    let mut of: FxHashMap<&str, Vec<&Judged>> = FxHashMap::default();
    for judged in people.iter().flatten() {
        let id = &*judged.row.review_id;
        let said = of.entry(id).or_default();
        if said.is_empty() {
            order.push(id);
        }
        said.push(judged);
    }
    let mut verdicts: Vec<(String, String)> = Vec::new();
    let mut labels: [Vec<(String, String)>; 7] = Default::default();
    for id in order {
        let said = &of[id];
        let known: Vec<&&Judged> =
            said.iter().filter(|j| j.verdict != Verdict::Unsure).collect();
        if let [one, other, ..] = said[..] {
            agreed.both += 1;
            let word = |judged: &Judged| format!("{:?}", judged.verdict);
            verdicts.push((word(one), word(other)));
            for (field, labels) in Field::ALL.into_iter().zip(&mut labels) {
                let name = field.name();
                labels.push((one.is(name), other.is(name)));
            }
        }
        match known[..] {
            [] => agreed.agreed.push(said[0].clone()),
            [first, ref rest @ ..] => {
                if rest.iter().all(|other| same(first, other)) {
                    agreed.agreed.push((*first).clone());
                } else {
                    agreed.apart.push(emptied(&known));
                }
            }
        }
    }
    if agreed.both > 0 {
        let fields = Field::ALL.map(Field::name).into_iter().zip(&labels);
        let all = std::iter::once(("verdict", &verdicts)).chain(fields);
        agreed.figures = all
            .map(|(name, labels)| (name, raw(labels), kappa(labels)))
            .collect();
    }
    agreed
}

/// Whether two judgements come to the same.
fn same(one: &Judged, other: &Judged) -> bool {
    one.verdict == other.verdict
        && Field::ALL
            .into_iter()
            .all(|field| one.is(field.name()) == other.is(field.name()))
}

/// A row to be judged anew, with what was said of it.
fn emptied(said: &[&&Judged]) -> ReviewRow {
    let told = |judged: &&&Judged| {
        let row = &judged.row;
        let who = match &*row.reviewer {
            "" => "somebody",
            name => name,
        };
        let fields = judged.fields.iter();
        let fields = fields.map(|(name, _, is)| format!(" {name}={is}"));
        let fields: String = fields.collect();
        format!("{who}: {}{fields}", row.verdict.trim())
    };
    let row = said[0].row.clone();
    ReviewRow {
        verdict: String::new(),
        countries_is: String::new(),
        theme_is: String::new(),
        outcome_type_is: String::new(),
        status_is: String::new(),
        date_is: String::new(),
        people_is: String::new(),
        people_count_is: String::new(),
        reason: said.iter().map(told).collect::<Vec<_>>().join("; "),
        reviewer: String::new(),
        reviewed_on: String::new(),
        ..row
    }
}
