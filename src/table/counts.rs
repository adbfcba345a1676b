//! The tables of counts. The unit is the event; the rules stand in the
//! descriptions, which every format carries.

use super::{Code, table};

/// A table of counts: its key columns, then the columns that all share.
macro_rules! counts {
    (
        $row:ident, $name:literal, key [$($key:literal),*],
        $description:literal,
        $($field:ident: $type:ty $(=> $target:literal)?, $about:literal;)+
    ) => {
        table! {
            $row, $name, key [$($key),*],
            $description,
            $($field: $type $(=> $target)?, $about;)+
            n_events: u64, "Events, setbacks included: reports of outcomes.";
            n_distinct: u64, "Of these, events that no bulletin before reports: several reports of one event count once, as the first of them is coded (rows of `events` whose `cluster_id` is their `event_id`).";
            n_achieved: u64, "Of these, events that have happened.";
            n_announced: u64, "Of these, events that are promised, tabled or ordered.";
            n_ongoing: u64, "Of these, events that are partial or pending.";
            n_setback: u64, "Of these, events against the right: never counted as a win.";
            n_documents: u64, "Distinct documents that report them.";
            weighted_events: f64, "Events, each shared equally among the countries that it concerns: adds up exactly to the number of events over a table.";
            n_adjusted: Option<f64>, "How many events a careful person would find, as far as gold tells: `n_events` by `ratio` of `error_rates`. Empty: too little gold for this category.";
            n_low: Option<u64>, "That number at least, with 95 % confidence. Empty: too little gold.";
            n_high: Option<u64>, "That number at most, with 95 % confidence. Empty: too little gold.";
        }
    };
}

counts! {
    CountByTheme, "counts_by_theme", key ["theme"],
    "Events by theme: every theme of the codebook, zeros included.",
    theme: Code => "themes", "The right at stake.";
    theme_label: Code, "Its label.";
}

counts! {
    CountByRegion, "counts_by_region", key ["scheme", "region"],
    "Events by region, in three schemes: every region, zeros included, and `International` for events without a country. An event counts once in each region that it concerns, so `n_events` may add up to more than the total.",
    scheme: Code, "`un`, `un_sub` or `programme`.";
    region: Code, "The region's id, or `international`.";
    region_label: Code, "Its label.";
}

counts! {
    CountByOutcomeType, "counts_by_outcome_type", key ["outcome_type"],
    "Events by outcome type: every type of the codebook, zeros included.",
    outcome_type: Code => "outcome_types", "What happened.";
    outcome_label: Code, "Its label.";
    outcome_class: Code, "Its class.";
}

counts! {
    CountByThemeRegion, "counts_by_theme_region", key ["scheme", "theme", "region"],
    "Events by theme and region, in three schemes: what occurs.",
    scheme: Code, "`un`, `un_sub` or `programme`.";
    theme: Code => "themes", "The right at stake.";
    theme_label: Code, "Its label.";
    region: Code, "The region's id, or `international`.";
    region_label: Code, "Its label.";
}

counts! {
    CountByThemeOutcomeType, "counts_by_theme_outcome_type", key ["theme", "outcome_type"],
    "Events by theme and outcome type: what occurs.",
    theme: Code => "themes", "The right at stake.";
    theme_label: Code, "Its label.";
    outcome_type: Code => "outcome_types", "What happened.";
    outcome_label: Code, "Its label.";
}

counts! {
    CountByRegionOutcomeType, "counts_by_region_outcome_type", key ["scheme", "region", "outcome_type"],
    "Events by region, in three schemes, and outcome type: what occurs.",
    scheme: Code, "`un`, `un_sub` or `programme`.";
    region: Code, "The region's id, or `international`.";
    region_label: Code, "Its label.";
    outcome_type: Code => "outcome_types", "What happened.";
    outcome_label: Code, "Its label.";
}

counts! {
    CountByCountry, "counts_by_country", key ["country"],
    "Events by country: every country of the codebook, zeros included. Events without a country are in no row here; `counts_by_region` has them under `international`.",
    country: Code => "countries", "ISO 3166-1 alpha-3 code.";
    country_name: Code, "Its name.";
}

counts! {
    CountByYear, "counts_by_year", key ["year"],
    "Events by the year in which they happened; the row without a year has the undated ones.",
    year: Option<u64>, "The year. Empty: unknown.";
}
