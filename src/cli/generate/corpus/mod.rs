//! `tidings generate corpus`: invented texts of any size, to measure the
//! program with. Streams one document after the other; what stands in one
//! hangs on the seed and its number alone, never on the clock. No figure of
//! accuracy may be drawn from it: the sentences come from the codebook's own
//! examples.

mod document;
mod outcome;
mod prng;
mod scene;
mod template;
mod vocabulary;

use self::document::Document;
use self::outcome::Outcomes;
use self::template::Templates;
use self::vocabulary::{Nation, Vocabulary};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::io::{BufWriter, Write};

#[derive(Debug, Args)]
#[command(
    after_long_help = "Sentences that tell an outcome are the examples of the codebook's cues with countries, cities, persons, dates and numbers exchanged. The same seed gives the same bytes, and a larger corpus begins with the smaller ones. How right the coding is cannot be told from it: see `tidings evaluate`.\n\nExamples:\n  tidings generate corpus --megabytes 100 > news.jsonl\n  tidings generate corpus --megabytes 1 --kind bulletins --seed 7 | tidings annotate"
)]
pub(crate) struct CorpusArguments {
    /// Size of the corpus, in millions of bytes, to within 1 %.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    megabytes: u64,
    /// What the choices hang on.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// What the texts are like.
    #[arg(long, value_enum, default_value = "news")]
    kind: Kind,
}

/// What texts are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Articles of 300 to 900 words; one sentence in 12 tells an outcome.
    News,
    /// Headings, bullets and leads; one sentence in 3 tells an outcome.
    Bulletins,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Bulletins => "bulletins",
        }
    }

    fn sentences_an_outcome(self) -> usize {
        match self {
            Self::News => 12,
            Self::Bulletins => 3,
        }
    }
}

/// All that documents are made of.
#[derive(Debug)]
struct Grammar {
    vocabulary: Vocabulary,
    templates: Templates,
    outcomes: Outcomes,
}

impl Grammar {
    fn new() -> Result<Self> {
        let vocabulary = Vocabulary::new()?;
        if vocabulary.nations.is_empty() {
            bail!("the codebook has no country that may be exchanged");
        }
        let templates = Templates::new(&vocabulary)?;
        let outcomes = Outcomes::new(&vocabulary)?;
        Ok(Self { vocabulary, templates, outcomes })
    }

    fn nation(&self, at: usize) -> &Nation {
        &self.vocabulary.nations[at]
    }
}

/// Writes a corpus.
pub(super) fn corpus(
    arguments: &CorpusArguments,
    output: &mut dyn Write,
) -> Result<()> {
    let grammar = Grammar::new().context("cannot make a corpus")?;
    let mut output = BufWriter::with_capacity(1 << 18, output);
    let wanted = arguments.megabytes.saturating_mul(1_000_000);
    let (mut written, mut number) = (0_u64, 0);
    let mut line = Vec::new();
    loop {
        number += 1;
        line.clear();
        let document =
            Document::new(&grammar, arguments.kind, arguments.seed, number);
        serde_json::to_writer(&mut line, &document)?;
        line.push(b'\n');
        let length = u64::try_from(line.len())?;
        // The size that comes nearest.
        if written + length / 2 > wanted {
            break;
        }
        output.write_all(&line)?;
        written += length;
    }
    output.flush()?;
    Ok(())
}
