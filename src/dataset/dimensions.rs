//! The codebook's categories as tables.

use crate::codebook::Codebook;
use crate::table::{Country, Dimensions, OutcomeType, Region, Theme};

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
    }
}
