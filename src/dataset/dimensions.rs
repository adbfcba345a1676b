//! The codebook's categories as tables.

use crate::codebook::Codebook;
use crate::codebook::error_rates::ErrorRateRow;
use crate::table::{
    Country, Dimensions, ErrorRate, OutcomeType, Region, Theme,
};

/// The tables of categories.
#[must_use]
pub fn dimensions(codebook: &Codebook) -> Dimensions {
    let themes = (1..).zip(&codebook.themes).map(|(position, row)| Theme {
        theme: row.theme.as_str().into(),
        position,
        label: row.label.as_str().into(),
        definition: row.definition.as_str().into(),
    });
    let outcome_types =
        (1..).zip(&codebook.outcomes).map(|(position, row)| OutcomeType {
            outcome_type: row.outcome.as_str().into(),
            position,
            outcome_class: row.class.as_str().into(),
            label: row.label.as_str().into(),
            definition: row.definition.as_str().into(),
        });
    let countries = codebook.countries.iter().map(|row| Country {
        country: row.country.as_str().into(),
        name: row.name.as_str().into(),
        m49: row.m49.clone(),
        is_un_member: row.un_member == "yes",
    });
    let regions = codebook.regions.iter().map(|row| Region {
        scheme: row.scheme.as_str().into(),
        region: row.region.as_str().into(),
        label: row.label.as_str().into(),
        country: row.country.as_str().into(),
    });
    Dimensions {
        themes: themes.collect(),
        outcome_types: outcome_types.collect(),
        countries: countries.collect(),
        regions: regions.collect(),
        error_rates: codebook.error_rates.iter().map(error_rate).collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "events are below 2^52")]
fn error_rate(row: &ErrorRateRow) -> ErrorRate {
    let share = |of: u64| {
        let share = || row.matched_events as f64 / of as f64;
        (of > 0).then(|| (share() * 10_000.0).round() / 10_000.0)
    };
    ErrorRate {
        dimension: row.dimension.as_str().into(),
        category: row.category.as_str().into(),
        documents: row.documents,
        gold_events: row.gold_events,
        coded_events: row.coded_events,
        matched_events: row.matched_events,
        precision: share(row.coded_events),
        recall: share(row.gold_events),
        ratio: row.ratio,
        ratio_sd: row.ratio_sd,
        dispersion: row.dispersion,
        reason: row.reason.clone(),
    }
}
