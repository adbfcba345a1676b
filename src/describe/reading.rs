//! How a count is to be read: the rules that stand in `README.md` and in the
//! workbook.

/// The rules, as Markdown.
pub(super) const READING: [&str; 6] = [
    "The unit is the event. `n_events` counts distinct events; `n_achieved`, `n_announced`, `n_ongoing` and `n_setback` add up to it. A setback is never a win.",
    "**Counts are of what publishers report, not of the world.** A country with many events is one that is much written about.",
    "By region or country an event counts once in each that it concerns, so these columns may add up to more than there are events. `weighted_events` shares an event equally among its countries and adds up exactly.",
    "Events without a country are counted under the region `international`. The row of `counts_by_year` without a year holds the undated ones.",
    "Tables of one category list every category, zeros included; crossings list what occurs.",
    "An empty cell is unknown, never zero.",
];

/// A rule without its marks, for readers of plain text.
pub(super) fn plain(rule: &str) -> String {
    rule.replace("**", "").replace('`', "")
}
