//! `report.html`: the release as one page that opens from disk, from every
//! number down to its sentence.
//!
//! Published tables in, bytes out; no clock, no disk. The page's frame, style
//! and script stand in `assets/report/`. Texts of documents are hostile
//! input: they reach the page only as JSON, and the script only as text.

mod data;
mod dataset;
mod escape;
mod records;
mod texts;

use super::{About, Resource};
use crate::describe::citation::TITLE;
use crate::table::Sheet;
use escape::{fill, json_in_script, policy_hash};

/// What it is, in a catalogue's words.
const DESCRIPTION: &str = "Outcomes that human-rights bulletins report, coded by theme, country, region, outcome type and status, each with the sentence that states it. Counts are of what publishers report, not of the world.";

/// Who stands behind it, as in `CITATION.cff`.
const CREATOR: &str = "The tidings maintainers";

const PAGE: &str = include_str!("../../../assets/report/page.html");
const STYLE: &str = concat!(
    include_str!("../../../assets/report/style.css"),
    include_str!("../../../assets/report/parts.css"),
    include_str!("../../../assets/report/print.css"),
);

/// The library that draws, with its licence, which asks to stand in every
/// copy.
const CHARTS: &str = concat!(
    "/*\n",
    include_str!("../../../assets/report/vendor/LICENSE"),
    "*/\n",
    include_str!("../../../assets/report/vendor/d3.min.js"),
);

/// The page's own script: files that share one scope, in this order.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../../assets/report/app/dom.js"),
    include_str!("../../../assets/report/app/data.js"),
    include_str!("../../../assets/report/app/state.js"),
    include_str!("../../../assets/report/app/tally.js"),
    include_str!("../../../assets/report/app/chart.js"),
    include_str!("../../../assets/report/app/time.js"),
    include_str!("../../../assets/report/app/tables.js"),
    include_str!("../../../assets/report/app/filters.js"),
    include_str!("../../../assets/report/app/list.js"),
    include_str!("../../../assets/report/app/event.js"),
    include_str!("../../../assets/report/app/main.js"),
    "})();\n",
);

/// The page of a release.
#[must_use]
pub fn report(
    resources: &[Resource],
    sheets: &[Sheet<'_>],
    about: &About<'_>,
) -> String {
    let data = json_in_script(&data::data(sheets, about));
    let dataset = json_in_script(&dataset::dataset(resources, sheets, about));
    let policy = format!(
        "default-src 'none'; script-src {} {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        policy_hash(CHARTS),
        policy_hash(SCRIPT),
        policy_hash(STYLE),
    );
    fill(
        PAGE,
        &[
            ("policy", &policy),
            ("title", TITLE),
            ("description", DESCRIPTION),
            ("style", STYLE),
            ("dataset", &dataset),
            ("data", &data),
            ("charts", CHARTS),
            ("script", SCRIPT),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::{CHARTS, PAGE, SCRIPT, STYLE};

    #[test]
    fn nothing_of_ours_ends_its_own_element() {
        for part in [CHARTS, SCRIPT, STYLE] {
            let part = part.to_lowercase();
            assert!(!part.contains("</s") && !part.contains("<!--"));
        }
        // A handler or style attribute would be refused by the policy.
        assert!(!PAGE.contains(" style=") && !PAGE.contains(" onclick"));
        assert!(!SCRIPT.contains("innerHTML"));
    }
}
