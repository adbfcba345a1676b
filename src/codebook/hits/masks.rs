//! Where the terms of the codebook begin in one sentence, as bits.

/// For each term and block of 64 words, at which of them it begins: a small
/// hash table, for most terms stand nowhere in a sentence.
#[derive(Debug)]
pub(super) struct Masks {
    slots: Vec<(u64, u64)>,
    taken: usize,
}

impl Masks {
    /// None yet, with room for a sentence of so many words.
    pub(super) fn for_words(words: usize) -> Self {
        let slots = (words * 8).clamp(64, 1 << 16).next_power_of_two();
        Self { slots: vec![(0, 0); slots], taken: 0 }
    }

    fn key(number: u32, block: usize) -> u64 {
        (u64::from(number) + 1) | (block as u64) << 32
    }

    /// The slot of a key, or the free one where it belongs.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = usize::try_from(spread >> 32).unwrap_or(0) & last;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & last;
        }
        at
    }

    /// Notes that a term begins at a word; tells whether that is new.
    pub(super) fn set(&mut self, number: u32, at: usize) -> bool {
        let key = Self::key(number, at / 64);
        let mut slot = self.slot(key);
        if self.slots[slot].0 == 0 {
            if self.taken * 2 >= self.slots.len() {
                self.grow();
                slot = self.slot(key);
            }
            self.slots[slot].0 = key;
            self.taken += 1;
        }
        let bit = 1 << (at % 64);
        let new = self.slots[slot].1 & bit == 0;
        self.slots[slot].1 |= bit;
        new
    }

    fn grow(&mut self) {
        let more = vec![(0, 0); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, more);
        for (key, mask) in old.into_iter().filter(|(key, _)| *key != 0) {
            let slot = self.slot(key);
            self.slots[slot] = (key, mask);
        }
    }

    /// At which words of a block a term begins.
    pub(super) fn block(&self, number: u32, block: usize) -> u64 {
        self.slots[self.slot(Self::key(number, block))].1
    }
}
