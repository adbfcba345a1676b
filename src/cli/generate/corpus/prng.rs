//! Numbers that look random and are the same for the same seed on every
//! machine (`SplitMix64`, by Sebastiano Vigna, public domain). For invented
//! texts only: nothing here is fit for secrets or statistics.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Prng(u64);

impl Prng {
    /// The stream of the document of some number in a corpus: none hangs on
    /// the documents before it, so that a larger corpus begins with a smaller.
    pub(super) fn new(seed: u64, document: u64) -> Self {
        let mut of_seed = Self(seed);
        Self(of_seed.next() ^ document.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below some limit; 0 if that is 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let wide = u128::from(self.next()) * limit as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number within bounds, both included.
    pub(super) fn within(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// Whether something happens that does once in so many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some things, all as likely.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of some things, the first ones more often than the last: words
    /// of a language are not all as frequent.
    pub(super) fn lean<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len()).min(self.below(of.len()));
        of.get(at)
    }
}
