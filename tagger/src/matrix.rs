//! Products with a learned matrix, in whole numbers: every machine adds up the
//! same sums, whatever it can do at once.

use crate::tensors::{Fault, Tensors};
use fearless_simd::Simd;
use fearless_simd::prelude::*;

/// The largest input after rounding: products of it with weights of a byte
/// add up to less than 2³¹ over the longest row.
const LARGEST: f32 = 4095.0;

/// Rows of weights and rows of inputs that are multiplied together: what the
/// registers of a common machine hold.
const ROWS: usize = 4;
const INPUTS: usize = 2;

/// What the width of a matrix is a multiple of: the most numbers that any
/// machine multiplies at once.
const WIDEST: usize = 32;

/// A learned matrix: an output for each of its rows.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Row after row, a byte each in the file.
    weights: Vec<i16>,
    /// How many inputs there are.
    width: usize,
    /// What the weights of each row are multiples of.
    scales: Vec<f32>,
    /// What is added to each output.
    bias: Vec<f32>,
}

/// Inputs rounded to whole numbers, row by row.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    whole: Vec<i16>,
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
        let scales = tensors.reals(&format!("{name}.scale"))?;
        let bias = tensors.reals(&format!("{name}.bias"))?;
        let bytes = tensors.bytes(&format!("{name}.weight"))?;
        if bias.len() != scales.len()
            || bytes.len() != scales.len() * width
            || !scales.len().is_multiple_of(ROWS)
            || !width.is_multiple_of(WIDEST)
        {
            return Err(Fault::shape(name));
        }
        let weights = bytes.iter().map(|byte| i16::from(*byte)).collect();
        Ok(Self { weights, width, scales, bias })
    }

    /// How many outputs there are.
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
        let product = Product {
            weights: &self.weights,
            inputs: &inputs.whole,
            width: self.width,
        };
        let put = |row: usize, input: usize, sum: i32| {
            #[expect(clippy::cast_precision_loss, reason = "rounded anyway")]
            let sum = sum as f32;
            let scale = self.scales[row] * inputs.scales[input];
            outputs[input * rows + row] = sum * scale + self.bias[row];
        };
        product.all(simd, count, put);
    }
}

impl Rounded {
    /// Rounds rows of so many numbers.
    #[inline(always)]
    pub(super) fn set(&mut self, rows: &[f32], width: usize) {
        self.whole.clear();
        self.scales.clear();
        for row in rows.chunks_exact(width) {
            let most = row.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            let scale = most.max(f32::MIN_POSITIVE) / LARGEST;
            let by = 1.0 / scale;
            self.scales.push(scale);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "at most LARGEST"
            )]
            self.whole.extend(row.iter().map(|x| {
                let x = x * by;
                (x + if x < 0.0 { -0.5 } else { 0.5 }) as i16
            }));
        }
    }
}

/// All products of rows of weights with rows of inputs.
#[derive(Clone, Copy)]
struct Product<'a> {
    weights: &'a [i16],
    inputs: &'a [i16],
    width: usize,
}

impl Product<'_> {
    /// Tells row, input and product, of each. Goes through blocks of rows, so
    /// that these stay near while all inputs pass by.
    #[inline(always)]
    fn all<S: Simd>(
        self,
        simd: S,
        count: usize,
        mut put: impl FnMut(usize, usize, i32),
    ) {
        let Self { weights, inputs, width } = self;
        let blocks = weights.chunks_exact(ROWS * width);
        for (block, weights) in blocks.enumerate() {
            let first = block * ROWS;
            let paired = count / INPUTS * INPUTS;
            for input in (0..paired).step_by(INPUTS) {
                let inputs = &inputs[input * width..];
                let sums = products::<S, INPUTS>(simd, weights, inputs, width);
                for (row, sums) in sums.iter().enumerate() {
                    for (more, sum) in sums.iter().enumerate() {
                        put(first + row, input + more, *sum);
                    }
                }
            }
            for input in paired..count {
                let inputs = &inputs[input * width..];
                let sums = products::<S, 1>(simd, weights, inputs, width);
                for (row, [sum]) in sums.iter().enumerate() {
                    put(first + row, input, *sum);
                }
            }
        }
    }
}

/// Products of a block of rows with some inputs.
#[inline(always)]
fn products<S: Simd, const N: usize>(
    simd: S,
    weights: &[i16],
    inputs: &[i16],
    width: usize,
) -> [[i32; N]; ROWS] {
    let lanes = S::i16s::LEN;
    let rows: [&[i16]; ROWS] =
        std::array::from_fn(|r| &weights[r * width..][..width]);
    let inputs: [&[i16]; N] =
        std::array::from_fn(|n| &inputs[n * width..][..width]);
    let mut sums = [[S::i32s::splat(simd, 0); N]; ROWS];
    for at in (0..width).step_by(lanes) {
        let load = |of: &[i16]| S::i16s::from_slice(simd, &of[at..][..lanes]);
        let inputs: [S::i16s; N] = std::array::from_fn(|n| load(inputs[n]));
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let weights = load(row);
            for (sum, input) in sums.iter_mut().zip(inputs) {
                *sum += weights.pairwise_dot_product(input);
            }
        }
    }
    sums.map(|row| row.map(|sum| sum.as_slice().iter().sum()))
}

#[cfg(test)]
mod tests {
    use super::{Product, ROWS};
    use fearless_simd::{Level, dispatch};

    #[test]
    fn every_machine_adds_up_the_same() {
        let (width, count) = (96, 5);
        let numbers = |count: usize, by: usize| -> Vec<i16> {
            let number =
                |n: usize| i16::try_from(n * by % 4095).expect("small") - 2047;
            (0..count).map(number).collect()
        };
        let weights = numbers(2 * ROWS * width, 7919);
        let inputs = numbers(count * width, 104_729);
        let product = Product { weights: &weights, inputs: &inputs, width };
        let mut widest = Vec::new();
        dispatch!(
            Level::new(),
            simd => product.all(simd, count, |r, n, sum| widest.push((r, n, sum)))
        );
        assert_eq!(widest.len(), 2 * ROWS * count);
        for (row, input, sum) in widest {
            let row = &weights[row * width..][..width];
            let input = &inputs[input * width..][..width];
            let plain: i32 = row
                .iter()
                .zip(input)
                .map(|(w, x)| i32::from(*w) * i32::from(*x))
                .sum();
            assert_eq!(sum, plain);
        }
    }
}
