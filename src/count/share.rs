//! How an event is shared among its countries, in whole units, so that shares
//! add up exactly and in any order. Floating-point thirds would not.

/// What one event weighs: the least number that every whole number up to 24
/// divides, so that equal shares are exact for as many countries. It leaves
/// room for a thousand million events in 63 bits.
pub const WHOLE: u64 = 5_354_228_880;

/// The share of the country at a position, from 0, among `of` countries.
/// Where the whole cannot be divided, the first ones bear the remainder of
/// less than one unit each: the sum is always the whole.
#[must_use]
pub fn share(of: u64, position: u64) -> u64 {
    match of {
        0 => WHOLE,
        _ => WHOLE / of + u64::from(position < WHOLE % of),
    }
}

/// Units as a number of events, rounded to six decimals.
#[must_use]
pub fn events(units: u64) -> f64 {
    const DECIMALS: u64 = 1_000_000;
    let (whole, rest) = (units / WHOLE, units % WHOLE);
    let millionths = whole * DECIMALS + (rest * DECIMALS + WHOLE / 2) / WHOLE;
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact below 2^53, which is nine thousand million events"
    )]
    let events = millionths as f64 / 1e6;
    events
}

#[cfg(test)]
mod tests {
    use super::{WHOLE, events, share};

    #[test]
    fn shares_add_up_to_the_whole() {
        for of in 1..=250 {
            let sum: u64 = (0..of).map(|at| share(of, at)).sum();
            assert_eq!(sum, WHOLE, "{of} countries");
        }
        assert!((1..=24).all(|of| WHOLE.is_multiple_of(of)));
    }

    #[test]
    fn units_print_as_events() {
        assert_eq!(events(3 * WHOLE).to_string(), "3");
        assert_eq!(events(share(3, 1)).to_string(), "0.333333");
        assert_eq!(events(3 * share(3, 1)).to_string(), "1");
    }
}
