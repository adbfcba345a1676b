//! The tables of categories: what the codes in the other tables mean.

use super::{Code, table};

table! {
    Theme, "themes", key ["theme"],
    "A theme of the codebook: the right at stake.",
    theme: Code, "Its id.";
    position: u64, "Its place in the codebook, from 1.";
    label: Code, "Its name in print.";
    definition: Code, "What it covers.";
}

table! {
    OutcomeType, "outcome_types", key ["outcome_type"],
    "An outcome type of the codebook: what happened.",
    outcome_type: Code, "Its id.";
    position: u64, "Its place in the codebook, from 1.";
    outcome_class: Code, "The class it belongs to.";
    label: Code, "Its name in print.";
    definition: Code, "What it covers.";
}

table! {
    Country, "countries", key ["country"],
    "A country or territory.",
    country: Code, "ISO 3166-1 alpha-3 code; Kosovo is `XKX`.";
    name: Code, "Its name in English.";
    m49: String, "UN M49 code, three digits. Empty: not in M49.";
    is_un_member: bool, "Whether it is a member of the United Nations.";
}

table! {
    Region, "regions", key ["scheme", "region", "country"],
    "That a country belongs to a region of a region scheme.",
    scheme: Code, "`un` (M49 region), `un_sub` (M49 sub-region) or `programme` (five programme regions).";
    region: Code, "The region's id.";
    label: Code, "The region's name in print.";
    country: Code => "countries", "The country.";
}

table! {
    ErrorRate, "error_rates", key ["dimension", "category"],
    "How far a count of a category is from what careful people count: the program's events against gold, from `codebook/error_rates.csv`. What `n_adjusted`, `n_low` and `n_high` of the counts are made of.",
    dimension: Code, "`all` events, `theme`, `outcome_type`, `country`, `year`, or a region scheme.";
    category: Code, "The category's id; of `all`, `all`.";
    documents: u64, "Gold documents.";
    gold_events: u64, "Events of the category that people coded in them.";
    coded_events: u64, "Events of the category that the program coded in them.";
    matched_events: u64, "Events that both have, both in this category.";
    precision: Option<f64>, "Share of the coded events that people have too. Empty: none was coded.";
    recall: Option<f64>, "Share of the people's events that the program has too. Empty: there is none.";
    ratio: Option<f64>, "People's events for each coded one: precision by recall. Empty: too little gold.";
    ratio_sd: Option<f64>, "Standard deviation of the ratio, were other documents drawn (bootstrap). Empty: too little gold.";
    dispersion: Option<f64>, "Variance of the people's events around the ratio, for each coded one. Empty: too little gold.";
    reason: String, "Why there is no ratio. Empty: there is one.";
}

/// All tables of categories.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dimensions {
    /// Themes.
    pub themes: Vec<Theme>,
    /// Outcome types.
    pub outcome_types: Vec<OutcomeType>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Which country belongs to which region of which scheme.
    pub regions: Vec<Region>,
    /// How far counts are from people's.
    pub error_rates: Vec<ErrorRate>,
}
