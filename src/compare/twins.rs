//! Which event of one release is which of the other: the same id, else in the
//! same source the same words, else words at an overlapping place of the same
//! bytes. Each is paired once; what is left came or went.

use super::Side;
use rustc_hash::FxHashMap;

/// Rows of the earlier and of the later release that are one event; alone
/// what only one has.
pub(super) type Twin = (Option<usize>, Option<usize>);

/// Pairs the events of two releases.
pub(super) fn twins(old: &Side<'_>, new: &Side<'_>) -> Vec<Twin> {
    let mut pairing = Pairing {
        of_old: vec![None; old.events.rows.len()],
        of_new: vec![None; new.events.rows.len()],
    };
    pairing.by(old, new, |side, row| vec![side.text(row, "event_id")]);
    // The same words may stand in a text that was edited, so that every id in
    // it is another; of words that occur twice, the first goes with the first.
    pairing.by(old, new, |side, row| {
        let cell = |column| side.text(row, column);
        vec![cell("source"), cell("evidence"), cell("outcome_type")]
    });
    pairing.by(old, new, |side, row| {
        vec![side.text(row, "source"), side.text(row, "evidence")]
    });
    pairing.by_place(old, new);
    pairing.all()
}

struct Pairing {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairing {
    fn pair(&mut self, was: usize, is: usize) {
        self.of_old[was] = Some(is);
        self.of_new[is] = Some(was);
    }

    /// Rows that are not paired yet.
    fn left(of: &[Option<usize>]) -> Vec<usize> {
        (0..of.len()).filter(|row| of[*row].is_none()).collect()
    }

    /// Pairs what has the same key, in the order of the rows.
    fn by<'a>(
        &mut self,
        old: &Side<'a>,
        new: &Side<'a>,
        key: impl Fn(&Side<'a>, usize) -> Vec<&'a str>,
    ) {
        let mut waiting: FxHashMap<Vec<&str>, Vec<usize>> =
            FxHashMap::default();
        // From the last, so that the first is taken first.
        for row in Self::left(&self.of_old).into_iter().rev() {
            waiting.entry(key(old, row)).or_default().push(row);
        }
        for is in Self::left(&self.of_new) {
            let twin = waiting.get_mut(&key(new, is)).and_then(Vec::pop);
            if let Some(was) = twin {
                self.pair(was, is);
            }
        }
    }

    /// Pairs what overlaps in sources whose bytes are the same.
    fn by_place(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let (were, are) = (old.digests(), new.digests());
        let mut waiting: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for row in Self::left(&self.of_old) {
            waiting.entry(old.text(row, "source")).or_default().push(row);
        }
        let place = |side: &Side<'_>, row: usize| {
            let byte = |column| side.events.cell(row, column).integer();
            byte("byte_start").unwrap_or(0)..byte("byte_end").unwrap_or(0)
        };
        for is in Self::left(&self.of_new) {
            let source = new.text(is, "source");
            if were.get(source) != are.get(source) {
                continue;
            }
            let here = place(new, is);
            let Some(rows) = waiting.get_mut(source) else { continue };
            let twin = rows.iter().position(|was| {
                let there = place(old, *was);
                there.start < here.end && here.start < there.end
            });
            if let Some(at) = twin {
                let was = rows.remove(at);
                self.pair(was, is);
            }
        }
    }

    fn all(self) -> Vec<Twin> {
        let gone = Self::left(&self.of_old);
        let later = self.of_new.into_iter().enumerate();
        later
            .map(|(is, was)| (was, Some(is)))
            .chain(gone.into_iter().map(|was| (Some(was), None)))
            .collect()
    }
}
