//! Products with a learned matrix, in whole numbers of a byte: every machine
//! adds up the same sums, whatever it can do at once.

use crate::math::most;
use crate::tensors::{Fault, Tensors};
use fearless_simd::prelude::*;
use fearless_simd::{Simd, i8x32, i16x16, i32x8, i64x4};

/// The largest input after rounding, either way.
const LARGEST: f32 = 127.0;

/// Rounded inputs are shifted by it, so that none is negative: the widest
/// registers multiply such with weights that may be.
const SHIFT: u8 = 128;

/// Inputs that are multiplied and added up at one go.
const FOUR: usize = 4;

/// Outputs whose weights lie side by side: what the widest registers hold.
const STRIP: usize = 16;

/// Strips and rows of inputs that are multiplied together: as many sums as
/// registers hold.
const STRIPS: usize = 4;
const INPUTS: usize = 4;

/// Outputs that are reckoned together.
const BLOCK: usize = STRIP * STRIPS;

/// The weights of a strip for four inputs: four for each output.
type Weights = [i8; STRIP * FOUR];

/// Four rounded inputs.
type Inputs = [u8; FOUR];

/// Sums for some inputs.
type Sums = [[i32; BLOCK]; INPUTS];

/// A learned matrix: an output for each of its rows.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Strip after strip.
    weights: Vec<Weights>,
    /// How many fours of inputs there are.
    fours: usize,
    /// What the weights of each row are multiples of.
    scales: Vec<f32>,
    /// What the shift of the inputs adds to the sum of each row.
    shifts: Vec<i32>,
    /// What is added to each output.
    bias: Vec<f32>,
}

/// Inputs rounded to whole numbers, row by row.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    whole: Vec<Inputs>,
    /// What the numbers of each row are multiples of.
    scales: Vec<f32>,
}

impl Matrix {
    /// Reads `NAME.weight`, `NAME.scale` and `NAME.bias`.
    pub(super) fn read(
        tensors: &Tensors<'_>,
        name: &str,
        width: usize,
    ) -> Result<Self, Fault> {
        let mut scales = tensors.reals(&format!("{name}.scale"))?;
        let mut bias = tensors.reals(&format!("{name}.bias"))?;
        let mut bytes = tensors.bytes(&format!("{name}.weight"))?;
        if bias.len() != scales.len()
            || width == 0
            || bytes.len() != scales.len() * width
            || !width.is_multiple_of(FOUR)
        {
            return Err(Fault::shape(name));
        }
        // Rows that fill the last block say nothing.
        let rows = scales.len().next_multiple_of(BLOCK);
        scales.resize(rows, 0.0);
        bias.resize(rows, 0.0);
        bytes.resize(rows * width, 0);
        let rows = bytes.chunks_exact(width);
        let total = |row: &[i8]| row.iter().map(|w| i32::from(*w)).sum();
        let shift = |total: i32| i32::from(SHIFT) * total;
        Ok(Self {
            shifts: rows.map(total).map(shift).collect(),
            weights: strips(&bytes, width),
            fours: width / FOUR,
            scales,
            bias,
        })
    }

    /// How many outputs there are, those that fill the last block included.
    pub(super) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// The outputs of each row of inputs.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(
        &self,
        simd: S,
        inputs: &Rounded,
        outputs: &mut Vec<f32>,
    ) {
        let (rows, count) = (self.outputs(), inputs.scales.len());
        outputs.clear();
        outputs.resize(rows * count, 0.0);
        let mut sums = [[0; BLOCK]; INPUTS];
        let blocks = self.weights.chunks_exact(STRIPS * self.fours);
        for (block, weights) in blocks.enumerate() {
            let first = block * BLOCK;
            let scales = &self.scales[first..][..BLOCK];
            let shifts = &self.shifts[first..][..BLOCK];
            let bias = &self.bias[first..][..BLOCK];
            for from in (0..count).step_by(INPUTS) {
                // Behind the last row there is room, and what stands there is
                // passed over.
                let whole = &inputs.whole[from * self.fours..];
                let whole = &whole[..INPUTS * self.fours];
                products(simd, weights, whole, &mut sums);
                let scaled = inputs.scales[from..].iter().zip(&sums);
                for (input, (by, sums)) in scaled.enumerate() {
                    let at = (from + input) * rows + first;
                    let outputs = &mut outputs[at..][..BLOCK];
                    for (n, output) in outputs.iter_mut().enumerate() {
                        let sum = sums[n] - shifts[n];
                        #[expect(
                            clippy::cast_precision_loss,
                            reason = "rounded anyway"
                        )]
                        let sum = sum as f32;
                        *output = sum * (scales[n] * by) + bias[n];
                    }
                }
            }
        }
    }
}

/// Weights of rows laid out as they are multiplied.
fn strips(rows: &[i8], width: usize) -> Vec<Weights> {
    let mut strips = Vec::with_capacity(rows.len() / (STRIP * FOUR));
    for rows in rows.chunks_exact(STRIP * width) {
        let first = strips.len();
        strips.resize(first + width / FOUR, [0; STRIP * FOUR]);
        for (n, row) in rows.chunks_exact(width).enumerate() {
            let (fours, _) = row.as_chunks::<FOUR>();
            for (strip, four) in strips[first..].iter_mut().zip(fours) {
                strip[n * FOUR..][..FOUR].copy_from_slice(four);
            }
        }
    }
    strips
}

impl Rounded {
    /// Rounds rows of so many numbers.
    #[inline(always)]
    pub(super) fn set(&mut self, rows: &[f32], width: usize) {
        self.whole.clear();
        self.scales.clear();
        for row in rows.chunks_exact(width) {
            let most = most(row, f32::abs).max(f32::MIN_POSITIVE);
            let scale = most / LARGEST;
            let by = 1.0 / scale;
            self.scales.push(scale);
            let whole = |x: f32| {
                // Half more than the shift, so that cutting rounds.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "within a byte"
                )]
                let whole = (x * by + (f32::from(SHIFT) + 0.5)) as i32 as u8;
                whole
            };
            let (fours, _) = row.as_chunks::<FOUR>();
            self.whole.extend(fours.iter().map(|four| four.map(whole)));
        }
        let spare = (INPUTS - self.scales.len() % INPUTS) % INPUTS;
        let length = self.whole.len() + spare * (width / FOUR);
        self.whole.resize(length, [SHIFT; FOUR]);
    }
}

/// Products of a block of weights with some rows of inputs.
#[inline(always)]
fn products<S: Simd>(
    simd: S,
    weights: &[Weights],
    inputs: &[Inputs],
    sums: &mut Sums,
) {
    #[cfg(target_arch = "x86_64")]
    if let fearless_simd::Level::Avx512(avx512) = simd.level() {
        return widest(avx512, weights, inputs, sums);
    }
    portable(simd, weights, inputs, sums);
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// Four products of bytes and their sum in one go, sixteen outputs wide.
    #[inline]
    fn widest(
        avx512: Avx512,
        weights: &[Weights],
        inputs: &[Inputs],
        sums: &mut Sums,
    ) {
        use fearless_simd::{i8x64, i32x16};
        use std::arch::x86_64::{
            __m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32,
        };
        let fours = inputs.len() / INPUTS;
        let strips: [&[Weights]; STRIPS] =
            std::array::from_fn(|n| &weights[n * fours..][..fours]);
        let rows: [&[Inputs]; INPUTS] =
            std::array::from_fn(|n| &inputs[n * fours..][..fours]);
        let mut added = [[_mm512_set1_epi32(0); STRIPS]; INPUTS];
        for four in 0..fours {
            let weights = strips.map(|strip| -> __m512i {
                i8x64::from_slice(avx512, &strip[four]).into()
            });
            for (added, row) in added.iter_mut().zip(rows) {
                let input = _mm512_set1_epi32(i32::from_le_bytes(row[four]));
                for (sum, weights) in added.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, input, weights);
                }
            }
        }
        for (sums, added) in sums.iter_mut().zip(added) {
            let (strips, _) = sums.as_chunks_mut::<STRIP>();
            for (sums, added) in strips.iter_mut().zip(added) {
                let added: i32x16<_> = added.simd_into(avx512);
                *sums = added.into();
            }
        }
    }
);

/// The same for any machine: two products of words and their sum in one go.
#[inline(always)]
fn portable<S: Simd>(
    simd: S,
    weights: &[Weights],
    inputs: &[Inputs],
    sums: &mut Sums,
) {
    /// Rows of inputs, and registers of sums for the outputs of a strip.
    const TWO: usize = 2;
    const PARTS: usize = STRIP / 4;
    let fours = inputs.len() / INPUTS;
    for (n, strip) in weights.chunks_exact(fours).enumerate() {
        let pairs = inputs.chunks_exact(TWO * fours);
        for (inputs, sums) in pairs.zip(sums.chunks_exact_mut(TWO)) {
            let (one, other) = inputs.split_at(fours);
            let mut added = [[i32x8::splat(simd, 0); PARTS]; TWO];
            for (weights, inputs) in strip.iter().zip(one.iter().zip(other)) {
                let half = |at: usize| {
                    simd.widen_i8x32(i8x32::from_slice(
                        simd,
                        &weights[at..][..32],
                    ))
                };
                let (halves, more) = (half(0), half(32));
                let weights = [halves.0, halves.1, more.0, more.1];
                for (added, four) in
                    added.iter_mut().zip([*inputs.0, *inputs.1])
                {
                    let four = four.map(i16::from);
                    let four = four
                        .iter()
                        .rev()
                        .fold(0, |all, x| all << 16 | i64::from(*x));
                    let input: i16x16<S> = i64x4::splat(simd, four).bitcast();
                    for (sum, weights) in added.iter_mut().zip(weights) {
                        *sum +=
                            simd.pairwise_dot_product_i16x16(weights, input);
                    }
                }
            }
            for (sums, added) in sums.iter_mut().zip(added) {
                let sums = &mut sums[n * STRIP..][..STRIP];
                let (fours, _) = sums.as_chunks_mut::<FOUR>();
                for (sums, added) in fours.iter_mut().zip(added) {
                    let (pairs, _) = added.as_slice().as_chunks::<2>();
                    for (sum, [one, other]) in sums.iter_mut().zip(pairs) {
                        *sum = one + other;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, FOUR, INPUTS, Inputs, portable, products, strips};
    use fearless_simd::{Level, dispatch};

    #[test]
    fn every_machine_adds_up_the_same() {
        let width = 96;
        let byte = |n: usize, by: usize| u8::try_from(n * by % 256);
        let rows: Vec<i8> = (0..BLOCK * width)
            .map(|n| byte(n, 7919).expect("a byte").cast_signed())
            .collect();
        let inputs: Vec<Inputs> = (0..INPUTS * width / FOUR)
            .map(|n| {
                [0, 1, 2, 3].map(|m| byte(n * FOUR + m, 97).expect("one"))
            })
            .collect();
        let weights = strips(&rows, width);
        let mut sums = [[[0; BLOCK]; INPUTS]; 3];
        let [widest, own, plain] = &mut sums;
        dispatch!(
            Level::new(),
            simd => products(simd, &weights, &inputs, widest)
        );
        dispatch!(
            Level::new(),
            simd => portable(simd, &weights, &inputs, own)
        );
        for (sums, inputs) in
            plain.iter_mut().zip(inputs.chunks_exact(width / FOUR))
        {
            for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(width)) {
                let products = row.iter().zip(inputs.as_flattened());
                *sum =
                    products.map(|(w, x)| i32::from(*w) * i32::from(*x)).sum();
            }
        }
        assert_eq!(widest, plain);
        assert_eq!(own, plain);
    }
}
