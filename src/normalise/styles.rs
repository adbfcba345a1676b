//! Levels of headings that no markup ranks: headings that look alike rank
//! alike, and a new look below a heading is one level down.

/// How a heading looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "traits, not states")]
pub(super) struct Style {
    /// All letters are capitals.
    pub(super) capitals: bool,
    /// It begins with a number and a stop.
    pub(super) numbered: bool,
    /// It begins with a day.
    pub(super) dated: bool,
    /// An empty line parts it from what it heads.
    pub(super) apart: bool,
    /// It holds a year.
    pub(super) year: bool,
    /// Another heading follows at once.
    pub(super) above_heading: bool,
    /// It is the first thing in the text.
    pub(super) first: bool,
    /// A byline or date follows, as below a title.
    pub(super) above_byline: bool,
}

impl Style {
    /// Whether two headings look alike, but for what stands around them.
    fn like(self, other: Self) -> bool {
        let same_gap = self.apart == other.apart
            || self.above_heading
            || other.above_heading
            || self.capitals;
        self.capitals == other.capitals
            && self.numbered == other.numbered
            && self.dated == other.dated
            && self.year == other.year
            && same_gap
    }
}

/// Gives each heading its level, and says whether the first is the title.
pub(super) fn levels(headings: &[Style]) -> (Vec<u8>, bool) {
    let Some(first) = headings.first() else { return (Vec::new(), false) };
    let alone = !headings[1..].iter().any(|other| other.like(*first));
    let titled = first.first && (alone || first.above_byline);
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    // Headings that are open, with their levels.
    let mut open: Vec<(Style, u8)> = Vec::new();
    let mut directly = false;
    for (i, style) in headings.iter().enumerate() {
        let floor = u8::from(titled && i > 0);
        // Right below a heading stands one of lower rank, or the upper one
        // would head nothing.
        let above = if directly { open.len() - 1 } else { open.len() };
        let known = open[..above]
            .iter()
            .rposition(|(other, level)| style.like(*other) && *level > floor);
        let level = if let Some(known) = known {
            let level = open[known].1;
            open.truncate(known);
            level
        } else {
            let deepest = open.last().map_or(0, |(_, level)| *level);
            let below_title = deepest == 1 && titled;
            let nests = directly
                || below_title
                || style.dated
                || style.numbered
                || deepest == 0;
            if nests {
                deepest.saturating_add(1).min(6)
            } else {
                open.pop();
                deepest
            }
        };
        open.push((*style, level));
        levels.push(level);
        directly = style.above_heading;
    }
    (levels, titled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> Style {
        Style {
            capitals: false,
            numbered: false,
            dated: false,
            apart: true,
            year: false,
            above_heading: false,
            first: false,
            above_byline: false,
        }
    }

    #[test]
    fn alike_headings_rank_alike() {
        let first = Style { first: true, ..style() };
        assert_eq!(levels(&[first, style()]), (vec![1, 1], false));
        let title = Style { year: true, ..first };
        assert_eq!(levels(&[title, style(), style()]), (vec![1, 2, 2], true));
    }

    #[test]
    fn months_stand_below_years_and_days_below_months() {
        let year = Style { capitals: true, year: true, ..style() };
        let year = Style { above_heading: true, ..year };
        let month = Style { capitals: true, apart: false, ..style() };
        let month = Style { above_heading: true, ..month };
        let day = Style { dated: true, apart: false, ..style() };
        let all = [year, month, day, day, month, day, year, month];
        assert_eq!(levels(&all).0, [1, 2, 3, 3, 2, 3, 1, 2]);
    }
}
