//! The tagger: a small neural network (six layers, 384 numbers a word) that
//! reads a stretch of text and says of each word what the marks of the
//! training texts would say: whether it tells an outcome, which, with which
//! status and theme, and which country it concerns.
//!
//! It reads and decides nothing: what it says is added to what the weights
//! say, in thousandths, as whole numbers. Knows nothing of the codebook but
//! the names of its labels.

#![expect(
    clippy::inline_always,
    reason = "a function is compiled for wide registers only where it becomes part of one that is"
)]

mod layer;
mod math;
mod matrix;
mod tags;
mod tensors;
#[cfg(test)]
mod tests;
mod vocabulary;

use tags::PAIRS;
pub use tags::Tags;
pub use tensors::Fault;

use fearless_simd::{Level, Simd, dispatch};
use layer::{Layer, Norm, Room};
use matrix::Matrix;
use std::cell::RefCell;
use std::sync::LazyLock;
use tensors::Tensors;
use vocabulary::Vocabulary;

/// How many pieces are read together.
const LONGEST: usize = 320;

/// A trained tagger.
#[derive(Debug)]
pub struct Tagger {
    vocabulary: Vocabulary,
    /// What each piece means by itself, a byte a number.
    meanings: Vec<i8>,
    /// What these are multiples of, piece by piece.
    scales: Vec<f32>,
    /// What each place of a text adds.
    places: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
    /// What is said of a word in the end.
    says: Matrix,
    labels: Labels,
    width: usize,
    model: String,
}

/// What is said of a word, in this order.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    /// Outcome types; the first stands for none.
    pub(crate) outcomes: Vec<String>,
    pub(crate) statuses: Vec<String>,
    pub(crate) themes: Vec<String>,
    /// How many numbers tell what an outcome asks of a country's name, and
    /// as many what the name answers.
    pub(crate) pair: usize,
    /// What is added for a country and for a date.
    pub(crate) bias: [f32; PAIRS],
}

impl Tagger {
    /// Opens the file of a tagger.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let tensors = Tensors::open(bytes)?;
        let number = |name: &str| tensors.number(name);
        let (width, heads) = (number("width")?, number("heads")?);
        let list = |name: &str| -> Result<Vec<String>, Fault> {
            Ok(tensors.list(name)?.map(str::to_owned).collect())
        };
        let labels = Labels {
            outcomes: list("outcomes")?,
            statuses: list("statuses")?,
            themes: list("themes")?,
            pair: number("pair")?,
            bias: *tensors
                .reals("pair.bias")?
                .first_chunk()
                .ok_or_else(|| Fault::missing("pair.bias"))?,
        };
        let layer = |index| Layer::read(&tensors, index, width, heads);
        let tagger = Self {
            vocabulary: Vocabulary::read(&tensors)?,
            meanings: tensors.bytes("meanings.weight")?,
            scales: tensors.reals("meanings.scale")?,
            places: tensors.reals("places")?,
            first: Norm::read(&tensors, "first", width)?,
            layers: (0..number("layers")?)
                .map(layer)
                .collect::<Result<_, _>>()?,
            says: Matrix::read(&tensors, "says", width)?,
            labels,
            width,
            model: tensors.text("model")?.to_owned(),
        };
        let count = tagger.vocabulary.len();
        let fits = tagger.scales.len() == count
            && tagger.meanings.len() == count * width
            && tagger.places.len() >= LONGEST * width
            && tagger.says.outputs() >= tagger.labels.numbers();
        fits.then_some(tagger).ok_or_else(|| Fault::shape("meanings"))
    }

    /// What tells it from any other.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Reads the words of a stretch of text, part by part.
    #[must_use]
    pub fn read<'w>(
        &self,
        parts: impl IntoIterator<Item = impl IntoIterator<Item = &'w str>>,
    ) -> Tags<'_> {
        let mut pieces = vec![self.vocabulary.start];
        let mut words = Vec::new();
        for part in parts {
            for word in part {
                words.push(pieces.len());
                self.vocabulary.cut(word, &mut pieces);
            }
            pieces.push(self.vocabulary.end);
        }
        pieces.truncate(LONGEST);
        words.retain(|at| *at < pieces.len());
        let says = self.says(&pieces, &words);
        Tags::new(&self.labels, says, self.says.outputs())
    }

    /// Not generic, so that all sums are compiled here and once.
    fn says(&self, pieces: &[u32], words: &[usize]) -> Vec<f32> {
        ROOM.with_borrow_mut(|room| {
            dispatch!(
                Level::new(),
                simd => self.pass(simd, pieces, words, room)
            )
        })
    }

    /// What is said of the words that begin at some of the pieces.
    #[inline(always)]
    fn pass<S: Simd>(
        &self,
        simd: S,
        pieces: &[u32],
        words: &[usize],
        room: &mut Room,
    ) -> Vec<f32> {
        let width = self.width;
        let mut read = std::mem::take(&mut room.read);
        read.clear();
        for (piece, place) in
            pieces.iter().zip(self.places.chunks_exact(width))
        {
            let piece = *piece as usize;
            let meaning = &self.meanings[piece * width..][..width];
            let scale = self.scales[piece];
            let meaning = meaning.iter().zip(place);
            read.extend(meaning.map(|(m, p)| f32::from(*m) * scale + p));
        }
        self.first.set(&mut read);
        for layer in &self.layers {
            layer.pass(simd, &mut read, room);
        }
        let own: Vec<f32> = words
            .iter()
            .flat_map(|at| &read[at * width..][..width])
            .copied()
            .collect();
        room.read = read;
        room.rounded.set(&own, width);
        let mut says = Vec::new();
        self.says.of(simd, &room.rounded, &mut says);
        says
    }
}

thread_local! {
    /// Kept from text to text: to ask for so much anew takes time.
    static ROOM: RefCell<Room> = RefCell::default();
}

/// The file that the program is built with.
const MODEL: &[u8] = include_bytes!("../model/tagger.safetensors");

/// What tells the built-in tagger from any other.
#[must_use]
pub fn name() -> &'static str {
    include_str!("../model/name").trim_ascii_end()
}

/// The tagger that the program was built with, opened at its first use.
#[must_use]
pub fn built_in() -> Option<&'static Tagger> {
    static TAGGER: LazyLock<Option<Tagger>> =
        LazyLock::new(|| Tagger::open(MODEL).ok());
    TAGGER.as_ref()
}
