//! The few functions of real numbers that the network needs, made of sums,
//! products and quotients alone: every machine gets the same bits from them.

/// Independent sums that are kept while adding up: as wide as registers are.
pub(super) const LANES: usize = 16;

/// *e* to the power of `x`, to within a few units of the last place.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    /// Adding it drops what is behind the point.
    const WHOLE: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let whole = (x * std::f32::consts::LOG2_E + WHOLE) - WHOLE;
    // ln 2 in two parts, so that what is left is exact.
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut power = 1.987_569_1e-4;
    for term in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        0.5,
        1.0,
        1.0,
    ] {
        power = power * rest + term;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within ±127")]
    let exponent = whole as i32;
    power * f32::from_bits(((exponent + 127) << 23).cast_unsigned())
}

/// The Gaussian error linear unit: `x` times how probable it is that a normal
/// variable is less (Abramowitz and Stegun 7.1.26, to within 1.5e-7).
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let mut tail = 1.061_405_4_f32;
    for term in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        tail = tail * t + term;
    }
    let tail = 0.5 * tail * t * exp(-z * z);
    x * if x < 0.0 { tail } else { 1.0 - tail }
}

/// The sum of what a function gives for each number, in one fixed order.
#[inline(always)]
pub(super) fn sum(of: &[f32], function: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = of.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for (sum, x) in sums.iter_mut().zip(chunk) {
            *sum += function(*x);
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|x| function(*x)).sum::<f32>()
}

/// The sum of products, in one fixed order.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (left, rest) = a.as_chunks::<LANES>();
    let (right, more) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (left, right) in left.iter().zip(right) {
        for (sum, (a, b)) in sums.iter_mut().zip(left.iter().zip(right)) {
            *sum += a * b;
        }
    }
    let rest = rest.iter().zip(more).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

/// The most that a function gives for any number.
#[inline(always)]
pub(super) fn most(of: &[f32], function: impl Fn(f32) -> f32) -> f32 {
    let more = |most: f32, x: f32| if x > most { x } else { most };
    let (chunks, rest) = of.as_chunks::<LANES>();
    let mut mosts = [f32::MIN; LANES];
    for chunk in chunks {
        for (most, x) in mosts.iter_mut().zip(chunk) {
            *most = more(*most, function(*x));
        }
    }
    let all = mosts.into_iter().chain(rest.iter().map(|x| function(*x)));
    all.fold(f32::MIN, more)
}

/// Turns numbers into shares that add up to one.
#[inline(always)]
pub(super) fn softmax(of: &mut [f32]) {
    let most = most(of, |x| x);
    for x in of.iter_mut() {
        *x = exp(*x - most);
    }
    let total = sum(of, |x| x);
    for x in of {
        *x /= total;
    }
}

#[cfg(test)]
mod tests {
    use super::{exp, gelu, softmax};

    #[test]
    fn close_to_what_they_stand_for() {
        for step in -800_i16..=800 {
            let x = f32::from(step) / 10.0;
            let (ours, exact) = (exp(x), x.exp());
            assert!((ours / exact - 1.0).abs() < 1e-6, "exp {x}");
            // tanh form, itself within 1e-3 of the exact one.
            let inner = 0.797_884_6 * (x + 0.044_715 * x * x * x);
            let near = 0.5 * x * (1.0 + inner.tanh());
            assert!((gelu(x) - near).abs() < 1e-3, "gelu {x}");
        }
        let mut shares = [1.0, 2.0, 3.0, f32::MIN];
        softmax(&mut shares);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(shares[2] > shares[1] && shares[3] < 1e-30);
    }
}
