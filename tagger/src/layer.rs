//! One layer of the network: each piece looks at all others, then is thought
//! over by itself.

use crate::math::{LANES, gelu, softmax, sum};
use crate::matrix::{Matrix, Rounded};
use crate::tensors::{Fault, Tensors};
use fearless_simd::Simd;

/// A layer.
#[derive(Debug)]
pub(super) struct Layer {
    /// Query, key and value of each piece.
    look: Matrix,
    /// What was seen, as it is added.
    seen: Matrix,
    after_look: Norm,
    wide: Matrix,
    narrow: Matrix,
    after_thought: Norm,
    heads: usize,
}

/// Brings numbers to mean and spread.
#[derive(Debug)]
pub(super) struct Norm {
    spread: Vec<f32>,
    mean: Vec<f32>,
}

/// Room for what is reckoned on the way, used again by each layer and text.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// What is known of each piece so far.
    pub(super) read: Vec<f32>,
    pub(super) rounded: Rounded,
    look: Vec<f32>,
    seen: Vec<f32>,
    more: Vec<f32>,
    shares: Vec<f32>,
    keys: Vec<[f32; LANES]>,
}

impl Norm {
    pub(super) fn read(
        tensors: &Tensors<'_>,
        name: &str,
        width: usize,
    ) -> Result<Self, Fault> {
        let spread = tensors.reals(&format!("{name}.weight"))?;
        let mean = tensors.reals(&format!("{name}.bias"))?;
        if spread.len() != width || mean.len() != width {
            return Err(Fault::shape(name));
        }
        Ok(Self { spread, mean })
    }

    #[inline(always)]
    pub(super) fn set(&self, rows: &mut [f32]) {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let count = self.mean.len() as f32;
        for row in rows.chunks_exact_mut(self.mean.len()) {
            let mean = sum(row, |x| x) / count;
            let spread = sum(row, |x| (x - mean) * (x - mean)) / count;
            let by = 1.0 / (spread + 1e-12).sqrt();
            let to = self.spread.iter().zip(&self.mean);
            for (x, (spread, shift)) in row.iter_mut().zip(to) {
                *x = (*x - mean) * by * spread + shift;
            }
        }
    }
}

impl Layer {
    pub(super) fn read(
        tensors: &Tensors<'_>,
        index: usize,
        width: usize,
        heads: usize,
    ) -> Result<Self, Fault> {
        let name = |part: &str| format!("layer.{index}.{part}");
        let matrix = |part: &str, width: usize| {
            Matrix::read(tensors, &name(part), width)
        };
        let norm = |part: &str| Norm::read(tensors, &name(part), width);
        let wide = matrix("wide", width)?;
        let layer = Self {
            look: matrix("look", width)?,
            seen: matrix("seen", width)?,
            after_look: norm("after_look")?,
            narrow: matrix("narrow", wide.outputs())?,
            wide,
            after_thought: norm("after_thought")?,
            heads,
        };
        let fits = layer.look.outputs() == 3 * width
            && layer.seen.outputs() == width
            && layer.narrow.outputs() == width
            && heads > 0
            && width.is_multiple_of(heads * LANES);
        fits.then_some(layer).ok_or_else(|| Fault::shape(&name("look")))
    }

    /// Takes the pieces of a text one layer on.
    #[inline(always)]
    pub(crate) fn pass<S: Simd>(
        &self,
        simd: S,
        pieces: &mut [f32],
        room: &mut Room,
    ) {
        let width = self.seen.outputs();
        room.rounded.set(pieces, width);
        self.look.of(simd, &room.rounded, &mut room.look);
        self.attend(width, room);
        room.rounded.set(&room.seen, width);
        self.seen.of(simd, &room.rounded, &mut room.more);
        add(pieces, &room.more);
        self.after_look.set(pieces);
        room.rounded.set(pieces, width);
        self.wide.of(simd, &room.rounded, &mut room.look);
        for x in &mut room.look {
            *x = gelu(*x);
        }
        room.rounded.set(&room.look, self.wide.outputs());
        self.narrow.of(simd, &room.rounded, &mut room.more);
        add(pieces, &room.more);
        self.after_thought.set(pieces);
    }

    /// Each piece looks at all: what it sees goes to `seen`.
    #[inline(always)]
    fn attend(&self, width: usize, room: &mut Room) {
        let Room { look, seen, shares, keys, .. } = room;
        let (size, count) = (width / self.heads, look.len() / (3 * width));
        #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
        let scale = 1.0 / (size as f32).sqrt();
        seen.clear();
        seen.resize(count * width, 0.0);
        let part = |piece: usize, kind: usize, head: usize| {
            &look[piece * 3 * width + kind * width + head * size..][..size]
        };
        for head in 0..self.heads {
            // Keys side by side, so that a query meets as many at once as
            // registers hold.
            keys.clear();
            keys.resize(count.div_ceil(LANES) * size, [0.0; LANES]);
            for piece in 0..count {
                let block = &mut keys[piece / LANES * size..][..size];
                for (to, key) in block.iter_mut().zip(part(piece, 1, head)) {
                    to[piece % LANES] = key * scale;
                }
            }
            for piece in 0..count {
                let query = part(piece, 0, head);
                shares.clear();
                for keys in keys.chunks_exact(size) {
                    let terms = query.iter().copied().zip(keys);
                    shares.extend(added(terms));
                }
                shares.truncate(count);
                softmax(shares);
                let seen = &mut seen[piece * width + head * size..][..size];
                let (seen, _) = seen.as_chunks_mut::<LANES>();
                for (n, seen) in seen.iter_mut().enumerate() {
                    let values = (0..count)
                        .map(|other| &part(other, 2, head).as_chunks().0[n]);
                    *seen = added(shares.iter().copied().zip(values));
                }
            }
        }
    }
}

/// The sum of some numbers, each times so much.
#[inline(always)]
fn added<'n>(
    terms: impl Iterator<Item = (f32, &'n [f32; LANES])>,
) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (by, numbers) in terms {
        for (sum, x) in sums.iter_mut().zip(numbers) {
            *sum += by * x;
        }
    }
    sums
}

#[inline(always)]
fn add(to: &mut [f32], more: &[f32]) {
    for (x, more) in to.iter_mut().zip(more) {
        *x += more;
    }
}
