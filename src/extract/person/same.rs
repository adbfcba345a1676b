//! Which names within an item mean the same person: later mentions are
//! shorter.

use super::Person;

/// For each person of each sentence of an item, the fullest name that the
/// item gives. A surname that two persons share stays as it stands.
#[must_use]
pub fn resolve_within_item(all: &[Vec<Person>]) -> Vec<Vec<String>> {
    let mut full: Vec<&str> = Vec::new();
    for person in all.iter().flatten() {
        if !full.contains(&person.name.as_str()) {
            full.push(&person.name);
        }
    }
    let fullest = |name: &str| {
        let mut longer: Vec<&str> = full
            .iter()
            .copied()
            .filter(|other| other.len() > name.len() && holds(other, name))
            .collect();
        // Of "Ali Reza" and "Ali Reza Karimi" both may hold "Reza": the
        // longest that holds all the others is the person.
        longer.sort_by_key(|other| std::cmp::Reverse(other.len()));
        let best = longer.first().copied();
        best.filter(|best| longer.iter().all(|o| o == best || holds(best, o)))
            .unwrap_or(name)
            .to_owned()
    };
    all.iter()
        .map(|people| people.iter().map(|p| fullest(&p.name)).collect())
        .collect()
}

/// Whether a name has all words of another, in order.
fn holds(name: &str, shorter: &str) -> bool {
    let mut words = name.split(' ');
    shorter.split(' ').all(|part| {
        words.any(|word| {
            word == part
                || word
                    .split('-')
                    .any(|piece| piece == part && piece.len() > 2)
        })
    })
}
