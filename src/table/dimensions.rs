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
}
