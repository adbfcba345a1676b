//! Agreement of two coders as a report in Markdown.

use super::Agreement;
use super::report::shown;
use std::fmt::Write;

impl Agreement {
    /// The report.
    #[must_use]
    pub fn markdown(&self) -> String {
        let [(_, rates), ..] = self.levels;
        let mut text = format!(
            "# Agreement of two coders\n\nDocuments that both coded: {}. Events of the first: {}; of the second: {}; pairs of both: {}.\n\n## Events\n\nTwo events can be one only where their anchors share three words in a row. **detect**: they are a pair. **coded**: a pair with the same countries and outcome type. **full**: also the same theme and status.\n\n| level | in both | F1 |\n| --- | ---: | ---: |\n",
            self.documents, rates.predicted, rates.gold, self.pairs
        );
        for (level, rates) in self.levels {
            let f1 = shown(rates.f1());
            let _ = writeln!(text, "| {level} | {} | {f1} |", rates.right);
        }
        text.push_str("\n## Fields, given a pair\n\nShare of pairs that say the same, and the same corrected for chance: Cohen's kappa and Krippendorff's alpha (nominal; countries and persons each as one label, persons by their surnames). A dash: all labels are the same, so that chance alone would agree.\n\n| field | raw | kappa | alpha |\n| --- | ---: | ---: | ---: |\n");
        for field in self.fields {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} |",
                field.field.name(),
                shown(field.raw),
                shown(field.kappa),
                shown(field.alpha)
            );
        }
        text
    }
}
